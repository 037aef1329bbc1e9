/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/check_bounds.h"
#include "analyzer/graph/names.h"

#include <string.h>

typedef enum { TOKEN_WORD, TOKEN_NUMBER, TOKEN_TEXT, TOKEN_SIGN } TokenKind;

typedef struct {
    TokenKind kind;
    char *text; /* a word in lower case; a text without its quotes */
} Token;

static void clear_token(gpointer token)
{
    g_free(((Token *)token)->text);
}

/* Reads a text or a quoted name up to its closing quote, a doubled one being part of it; returns what follows. */
static const char *read_quoted(const char *sql, GString *text)
{
    char quote = *sql++;
    while (*sql != '\0' && (*sql != quote || sql[1] == quote)) {
        sql += *sql == quote;
        g_string_append_c(text, *sql++);
    }
    return *sql == '\0' ? sql : sql + 1;
}

static const char *read_token(const char *sql, GArray *tokens)
{
    g_autoptr(GString) text = g_string_new(NULL);
    TokenKind kind = TOKEN_SIGN;
    gboolean negative = *sql == '-' && g_ascii_isdigit(sql[1]);
    if (*sql == '\'' || *sql == '"' || *sql == '`') {
        kind = *sql == '\'' ? TOKEN_TEXT : TOKEN_WORD;
        sql = read_quoted(sql, text);
    } else if (g_ascii_isdigit(*sql) || negative) {
        kind = TOKEN_NUMBER;
        do {
            g_string_append_c(text, *sql++);
        } while (g_ascii_isalnum(*sql) || *sql == '.');
    } else if (g_ascii_isalpha(*sql) || *sql == '_' || (guchar)*sql >= 0x80) {
        kind = TOKEN_WORD;
        while (g_ascii_isalnum(*sql) || *sql == '_' || (guchar)*sql >= 0x80)
            g_string_append_c(text, g_ascii_tolower(*sql++));
    } else {
        gsize length = strspn(sql, "<>=!");
        g_string_append_len(text, sql, (gssize)MAX(length, 1));
        sql += MAX(length, 1);
    }
    const Token token = {kind, g_strdup(text->str)};
    g_array_append_val(tokens, token);
    return sql;
}

static GArray *read_tokens(const char *sql)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(Token));
    g_array_set_clear_func(tokens, clear_token);
    while (*sql != '\0') {
        if (g_ascii_isspace(*sql))
            sql++;
        else
            sql = read_token(sql, tokens);
    }
    return tokens;
}

/* A stretch of tokens: [first, end). */
typedef struct {
    const GArray *tokens;
    guint first, end;
} Span;

static const Token *token_at(Span span, guint offset)
{
    return span.first + offset < span.end ? &g_array_index(span.tokens, Token, span.first + offset) : NULL;
}

static gboolean is(const Token *token, const char *text)
{
    return token != NULL && (token->kind == TOKEN_WORD || token->kind == TOKEN_SIGN) && g_str_equal(token->text, text);
}

/* The end of the part that ends before the next `word` outside parentheses; the AND of a BETWEEN is none. */
static guint part_end(Span span, const char *word)
{
    guint depth = 0;
    gboolean between = FALSE;
    for (guint i = span.first; i < span.end; i++) {
        const Token *token = &g_array_index(span.tokens, Token, i);
        depth += is(token, "(");
        depth -= is(token, ")") && depth > 0;
        if (depth == 0 && is(token, word) && !between)
            return i;
        if (depth == 0 && is(token, "and"))
            between = FALSE;
        else if (depth == 0 && is(token, "between"))
            between = g_str_equal(word, "and");
    }
    return span.end;
}

/* Takes off parentheses around the whole. */
static Span strip(Span span)
{
    while (is(token_at(span, 0), "(")) {
        guint depth = 0, i = span.first;
        for (; i < span.end; i++) {
            const Token *token = &g_array_index(span.tokens, Token, i);
            depth += is(token, "(");
            depth -= is(token, ")");
            if (depth == 0)
                break;
        }
        if (i + 1 != span.end)
            break;
        span.first++;
        span.end--;
    }
    return span;
}

static gboolean is_null_test(Span span)
{
    return span.end - span.first == 3 && is(token_at(span, 1), "is") && is(token_at(span, 2), "null");
}

typedef struct {
    const OrmCheck *check;
    GHashTable *columns; /* folded name -> OrmColumn * */
    GHashTable *bounds;
} Reader;

static gboolean read_number(const Token *token, gint64 *number)
{
    if (token == NULL || token->kind != TOKEN_NUMBER)
        return FALSE;
    char *end;
    *number = g_ascii_strtoll(token->text, &end, 10);
    return *end == '\0';
}

/* `x` or `length(x)`: how many tokens it takes, 0 when it is neither. */
static guint read_operand(const Reader *reader, Span span, OrmColumn **column, gboolean *is_length)
{
    static const char *const functions[] = {"length", "char_length", "character_length", NULL};
    const Token *first = token_at(span, 0), *inner = token_at(span, 2);
    *is_length = FALSE;
    if (first == NULL || first->kind != TOKEN_WORD)
        return 0;
    if (g_strv_contains(functions, first->text) && is(token_at(span, 1), "(") && inner != NULL &&
        is(token_at(span, 3), ")")) {
        *is_length = TRUE;
        *column = g_hash_table_lookup(reader->columns, orm_fold_name(inner->text));
        return *column != NULL ? 4 : 0;
    }
    *column = g_hash_table_lookup(reader->columns, orm_fold_name(first->text));
    return *column != NULL ? 1 : 0;
}

static OrmCheckBounds *bounds_of(const Reader *reader, OrmColumn *column)
{
    OrmCheckBounds *bounds = g_hash_table_lookup(reader->bounds, column);
    if (bounds == NULL) {
        bounds = g_new0(OrmCheckBounds, 1);
        bounds->longest = ORM_SQL_UNSTATED;
        g_hash_table_insert(reader->bounds, column, bounds);
    }
    bounds->check = reader->check;
    return bounds;
}

static void limit(OrmCheckBounds *bounds, gboolean is_length, const char *sign, gint64 number)
{
    gboolean upper = sign[0] == '<' || sign[0] == '=', lower = sign[0] == '>' || sign[0] == '=';
    gint64 greatest = g_str_equal(sign, "<") ? number - 1 : number,
           least = g_str_equal(sign, ">") ? number + 1 : number;
    if (is_length) {
        if (upper && greatest >= 0 && greatest <= G_MAXINT &&
            (bounds->longest == ORM_SQL_UNSTATED || greatest < bounds->longest))
            bounds->longest = (gint)greatest;
        return;
    }
    if (upper && (!bounds->has_maximum || greatest < bounds->maximum))
        bounds->maximum = greatest;
    if (lower && (!bounds->has_minimum || least > bounds->minimum))
        bounds->minimum = least;
    bounds->has_maximum |= upper;
    bounds->has_minimum |= lower;
}

/* `IN (1, 2)` or `IN ('a', 'b')`; anything else in the list makes it unknown. */
static void read_list(OrmCheckBounds *bounds, Span span)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; token_at(span, i) != NULL; i++) {
        const Token *token = token_at(span, i);
        gint64 number;
        if (i % 2 == 1 && is(token, ","))
            continue;
        if (i % 2 == 0 && token->kind == TOKEN_TEXT)
            g_ptr_array_add(texts, (gpointer)orm_intern(token->text));
        else if (i % 2 == 0 && read_number(token, &number))
            g_array_append_val(numbers, number);
        else
            return;
    }
    if (texts->len > 0 && numbers->len == 0 && bounds->texts == NULL) {
        bounds->texts = g_steal_pointer(&texts);
        return;
    }
    if (numbers->len == 0 || texts->len > 0 || bounds->numbers != NULL)
        return;
    gint64 least = G_MAXINT64, greatest = G_MININT64;
    for (guint i = 0; i < numbers->len; i++) {
        least = MIN(least, g_array_index(numbers, gint64, i));
        greatest = MAX(greatest, g_array_index(numbers, gint64, i));
    }
    limit(bounds, FALSE, ">=", least);
    limit(bounds, FALSE, "<=", greatest);
    bounds->numbers = g_steal_pointer(&numbers);
}

static gboolean is_comparison(const Token *token)
{
    static const char *const signs[] = {"<", "<=", "=", ">=", ">", NULL};
    return token != NULL && token->kind == TOKEN_SIGN && g_strv_contains(signs, token->text);
}

/* `5 < x` is `x > 5`. */
static void read_turned(const Reader *reader, Span span)
{
    static const char *const signs[][2] = {{"<", ">"}, {"<=", ">="}, {"=", "="}, {">=", "<="}, {">", "<"}};
    OrmColumn *column;
    gboolean is_length;
    gint64 number;
    const Span rest = {span.tokens, span.first + 2, span.end};
    if (!read_number(token_at(span, 0), &number) || !is_comparison(token_at(span, 1)))
        return;
    guint taken = read_operand(reader, rest, &column, &is_length);
    if (taken == 0 || rest.first + taken != rest.end)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (is(token_at(span, 1), signs[i][0]))
            limit(bounds_of(reader, column), is_length, signs[i][1], number);
    }
}

static void read_condition(const Reader *reader, Span span)
{
    OrmColumn *column;
    gboolean is_length;
    gint64 number, other;
    guint taken = read_operand(reader, span, &column, &is_length);
    if (taken == 0) {
        read_turned(reader, span);
        return;
    }
    const Span rest = {span.tokens, span.first + taken, span.end};
    const Token *first = token_at(rest, 0);
    guint length = rest.end - rest.first;
    if (length == 2 && is_comparison(first) && read_number(token_at(rest, 1), &number)) {
        limit(bounds_of(reader, column), is_length, first->text, number);
    } else if (length == 4 && is(first, "between") && is(token_at(rest, 2), "and") &&
               read_number(token_at(rest, 1), &number) && read_number(token_at(rest, 3), &other)) {
        limit(bounds_of(reader, column), is_length, ">=", number);
        limit(bounds_of(reader, column), is_length, "<=", other);
    } else if (!is_length && length > 3 && is(first, "in") && is(token_at(rest, 1), "(") &&
               is(token_at(rest, length - 1), ")")) {
        read_list(bounds_of(reader, column), (Span){rest.tokens, rest.first + 2, rest.end - 1});
    }
}

static void read_conjunction(const Reader *reader, Span span)
{
    span = strip(span);
    /* a choice says something only where all but one of its sides are `x IS NULL` */
    if (part_end(span, "or") != span.end) {
        Span only = {span.tokens, 0, 0};
        for (guint first = span.first; first < span.end;) {
            guint end = part_end((Span){span.tokens, first, span.end}, "or");
            const Span side = strip((Span){span.tokens, first, end});
            if (!is_null_test(side) && only.end != 0)
                return;
            if (!is_null_test(side))
                only = side;
            first = end + 1;
        }
        span = only;
    }
    guint end = part_end(span, "and");
    if (end == span.end) {
        read_condition(reader, span);
        return;
    }
    for (guint first = span.first; first < span.end; first = end + 1) {
        end = part_end((Span){span.tokens, first, span.end}, "and");
        read_conjunction(reader, (Span){span.tokens, first, end});
    }
}

static void free_bounds(gpointer data)
{
    OrmCheckBounds *bounds = data;
    g_clear_pointer(&bounds->texts, g_ptr_array_unref);
    g_clear_pointer(&bounds->numbers, g_array_unref);
    g_free(bounds);
}

GHashTable *orm_table_check_bounds(const OrmTable *table)
{
    GHashTable *bounds = g_hash_table_new_full(NULL, NULL, NULL, free_bounds);
    if (table->checks->len == 0)
        return bounds;
    g_autoptr(GHashTable) columns = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < table->columns->len; i++) {
        OrmColumn *column = g_ptr_array_index(table->columns, i);
        g_hash_table_insert(columns, (gpointer)orm_fold_name(column->name), column);
    }
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(table->checks, i);
        if (check->expression.text == NULL)
            continue;
        g_autoptr(GArray) tokens = read_tokens(check->expression.text);
        const Reader reader = {check, columns, bounds};
        read_conjunction(&reader, (Span){tokens, 0, tokens->len});
    }
    return bounds;
}
