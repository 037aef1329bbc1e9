/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/check_bounds.h"
#include "analyzer/graph/check_tokens.h"
#include "analyzer/graph/names.h"

#include <string.h>

/* A stretch of tokens: [first, end). */
typedef struct {
    const GArray *tokens;
    guint first, end;
} Span;

static const OrmCheckToken *token_at(Span span, guint offset)
{
    return span.first + offset < span.end ? &g_array_index(span.tokens, OrmCheckToken, span.first + offset) : NULL;
}

/* The end of the part that ends before the next `word` outside parentheses; the AND of a BETWEEN is none. */
static guint part_end(Span span, const char *word)
{
    guint depth = 0;
    gboolean between = FALSE;
    for (guint i = span.first; i < span.end; i++) {
        const OrmCheckToken *token = &g_array_index(span.tokens, OrmCheckToken, i);
        depth += orm_check_token_is(token, "(");
        depth -= orm_check_token_is(token, ")") && depth > 0;
        if (depth == 0 && orm_check_token_is(token, word) && !between)
            return i;
        if (depth == 0 && orm_check_token_is(token, "and"))
            between = FALSE;
        else if (depth == 0 && orm_check_token_is(token, "between"))
            between = g_str_equal(word, "and");
    }
    return span.end;
}

/* Takes off parentheses around the whole. */
static Span strip(Span span)
{
    while (orm_check_token_is(token_at(span, 0), "(")) {
        guint depth = 0, i = span.first;
        for (; i < span.end; i++) {
            const OrmCheckToken *token = &g_array_index(span.tokens, OrmCheckToken, i);
            depth += orm_check_token_is(token, "(");
            depth -= orm_check_token_is(token, ")");
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
    return span.end - span.first == 3 && orm_check_token_is(token_at(span, 1), "is") &&
           orm_check_token_is(token_at(span, 2), "null");
}

typedef struct {
    OrmPlace place;
    GHashTable *columns; /* folded name -> OrmColumn * */
    GHashTable *bounds;
} Reader;

static gboolean read_number(const OrmCheckToken *token, gint64 *number)
{
    if (token == NULL || token->kind != ORM_CHECK_NUMBER)
        return FALSE;
    char *end;
    *number = g_ascii_strtoll(token->text, &end, 10);
    return *end == '\0';
}

/* `x` or `length(x)`: how many tokens it takes, 0 when it is neither. */
static guint read_operand(const Reader *reader, Span span, OrmColumn **column, gboolean *is_length)
{
    static const char *const functions[] = {"length", "char_length", "character_length", NULL};
    const OrmCheckToken *first = token_at(span, 0), *inner = token_at(span, 2);
    *is_length = FALSE;
    if (first == NULL || first->kind != ORM_CHECK_WORD)
        return 0;
    if (g_strv_contains(functions, first->text) && orm_check_token_is(token_at(span, 1), "(") && inner != NULL &&
        orm_check_token_is(token_at(span, 3), ")")) {
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
    bounds->place = reader->place;
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

/* Takes the constants (of const OrmCheckToken *) for what the column may be; a mixture says nothing. */
static void take_list(OrmCheckBounds *bounds, const GPtrArray *constants)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < constants->len; i++) {
        const OrmCheckToken *token = g_ptr_array_index(constants, i);
        gint64 number;
        if (token->kind == ORM_CHECK_TEXT)
            g_ptr_array_add(texts, (gpointer)orm_intern(token->text));
        else if (read_number(token, &number))
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

/* The inside of `IN (1, 2)` or `ANY (ARRAY[1, 2])`. */
static void read_list(OrmCheckBounds *bounds, Span span)
{
    g_autoptr(GPtrArray) constants = g_ptr_array_new();
    span = strip(span);
    if (orm_check_token_is(token_at(span, 0), "array") && orm_check_token_is(token_at(span, 1), "[") &&
        orm_check_token_is(token_at(span, span.end - span.first - 1), "]"))
        span = (Span){span.tokens, span.first + 2, span.end - 1};
    for (guint i = 0; token_at(span, i) != NULL; i++) {
        if (i % 2 == 0)
            g_ptr_array_add(constants, (gpointer)token_at(span, i));
        else if (!orm_check_token_is(token_at(span, i), ","))
            return;
    }
    take_list(bounds, constants);
}

static gboolean is_comparison(const OrmCheckToken *token)
{
    static const char *const signs[] = {"<", "<=", "=", ">=", ">", NULL};
    return token != NULL && token->kind == ORM_CHECK_SIGN && g_strv_contains(signs, token->text);
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
        if (orm_check_token_is(token_at(span, 1), signs[i][0]))
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
    const OrmCheckToken *first = token_at(rest, 0);
    guint length = rest.end - rest.first;
    if (length == 2 && is_comparison(first) && read_number(token_at(rest, 1), &number)) {
        limit(bounds_of(reader, column), is_length, first->text, number);
    } else if (length == 4 && orm_check_token_is(first, "between") && orm_check_token_is(token_at(rest, 2), "and") &&
               read_number(token_at(rest, 1), &number) && read_number(token_at(rest, 3), &other)) {
        limit(bounds_of(reader, column), is_length, ">=", number);
        limit(bounds_of(reader, column), is_length, "<=", other);
    } else if (!is_length && length > 3 && orm_check_token_is(first, "in") &&
               orm_check_token_is(token_at(rest, 1), "(") && orm_check_token_is(token_at(rest, length - 1), ")")) {
        read_list(bounds_of(reader, column), (Span){rest.tokens, rest.first + 2, rest.end - 1});
    } else if (!is_length && length > 4 && orm_check_token_is(first, "=") &&
               orm_check_token_is(token_at(rest, 1), "any") && orm_check_token_is(token_at(rest, 2), "(") &&
               orm_check_token_is(token_at(rest, length - 1), ")")) {
        read_list(bounds_of(reader, column), (Span){rest.tokens, rest.first + 3, rest.end - 1});
    }
}

/* `x = 1 OR x = 2`: a list, when every side that is no `x IS NULL` is of that form. */
static void read_choice(const Reader *reader, Span span)
{
    g_autoptr(GPtrArray) constants = g_ptr_array_new();
    OrmColumn *column = NULL, *one;
    gboolean is_length;
    for (guint first = span.first, end; first < span.end; first = end + 1) {
        end = part_end((Span){span.tokens, first, span.end}, "or");
        const Span side = strip((Span){span.tokens, first, end});
        if (is_null_test(side))
            continue;
        guint taken = read_operand(reader, side, &one, &is_length);
        if (taken != 1 || (column != NULL && column != one) || side.end - side.first != 3 ||
            !orm_check_token_is(token_at(side, 1), "="))
            return;
        column = one;
        g_ptr_array_add(constants, (gpointer)token_at(side, 2));
    }
    if (column != NULL)
        take_list(bounds_of(reader, column), constants);
}

/* The one side of a choice that is no `x IS NULL`; empty: there are more. */
static Span only_side(Span span)
{
    Span only = {span.tokens, 0, 0};
    for (guint first = span.first, end; first < span.end; first = end + 1) {
        end = part_end((Span){span.tokens, first, span.end}, "or");
        const Span side = strip((Span){span.tokens, first, end});
        if (!is_null_test(side) && only.end != 0)
            return (Span){span.tokens, 0, 0};
        if (!is_null_test(side))
            only = side;
    }
    return only;
}

static void read_conjunction(const Reader *reader, Span span)
{
    span = strip(span);
    if (part_end(span, "or") != span.end) {
        const Span only = only_side(span);
        if (only.end == 0) {
            read_choice(reader, span);
            return;
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
        if (check->expression.text == NULL || check->not_valid)
            continue;
        g_autoptr(GArray) tokens = orm_check_tokens(check->expression.text);
        const Reader reader = {check->place, columns, bounds};
        read_conjunction(&reader, (Span){tokens, 0, tokens->len});
    }
    return bounds;
}

void orm_check_bounds_add_domain(GHashTable *bounds, OrmColumn *column, const char *expression, OrmPlace place)
{
    g_autoptr(GHashTable) columns = g_hash_table_new(NULL, NULL);
    g_hash_table_insert(columns, (gpointer)orm_fold_name("value"), column);
    g_autoptr(GArray) tokens = orm_check_tokens(expression);
    const Reader reader = {place, columns, bounds};
    read_conjunction(&reader, (Span){tokens, 0, tokens->len});
}
