/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/check_tokens.h"

#include <string.h>

static void clear_token(gpointer token)
{
    g_free(((OrmCheckToken *)token)->text);
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
    OrmCheckTokenKind kind = ORM_CHECK_SIGN;
    gboolean negative = *sql == '-' && g_ascii_isdigit(sql[1]);
    if (*sql == '\'' || *sql == '"' || *sql == '`') {
        kind = *sql == '\'' ? ORM_CHECK_TEXT : ORM_CHECK_WORD;
        sql = read_quoted(sql, text);
    } else if (g_ascii_isdigit(*sql) || negative) {
        kind = ORM_CHECK_NUMBER;
        do {
            g_string_append_c(text, *sql++);
        } while (g_ascii_isalnum(*sql) || *sql == '.');
    } else if (g_ascii_isalpha(*sql) || *sql == '_' || (guchar)*sql >= 0x80) {
        kind = ORM_CHECK_WORD;
        while (g_ascii_isalnum(*sql) || *sql == '_' || (guchar)*sql >= 0x80)
            g_string_append_c(text, g_ascii_tolower(*sql++));
    } else {
        gsize length = strspn(sql, "<>=!");
        g_string_append_len(text, sql, (gssize)MAX(length, 1));
        sql += MAX(length, 1);
    }
    const OrmCheckToken token = {kind, g_strdup(text->str)};
    g_array_append_val(tokens, token);
    return sql;
}

static const OrmCheckToken *token_of(const GArray *tokens, guint i)
{
    return i < tokens->len ? &g_array_index(tokens, OrmCheckToken, i) : NULL;
}

gboolean orm_check_token_is(const OrmCheckToken *token, const char *text)
{
    return token != NULL && (token->kind == ORM_CHECK_WORD || token->kind == ORM_CHECK_SIGN) &&
           g_str_equal(token->text, text);
}

static gboolean is_any(const OrmCheckToken *token, const char *const *words)
{
    return token != NULL && token->kind == ORM_CHECK_WORD && g_strv_contains(words, token->text);
}

/* The end of the type's name that begins at `i`: `character varying(20)[]`. */
static guint type_end(const GArray *tokens, guint i)
{
    static const char *const further[] = {"varying", "precision", NULL};
    for (i++; is_any(token_of(tokens, i), further); i++)
        ;
    while (orm_check_token_is(token_of(tokens, i), "(") || orm_check_token_is(token_of(tokens, i), "[")) {
        const char *closing = orm_check_token_is(token_of(tokens, i), "(") ? ")" : "]";
        for (i++; i < tokens->len && !orm_check_token_is(token_of(tokens, i), closing); i++)
            ;
        i++;
    }
    return MIN(i, tokens->len);
}

/* Takes out PostgreSQL's `::type`, which it adds to what was written; `'-10'::integer` is a number. */
static void remove_casts(GArray *tokens)
{
    static const char *const numbers[] = {"integer", "int",      "int2",    "int4",    "int8",
                                          "bigint",  "smallint", "numeric", "decimal", NULL};
    for (guint i = 0; i + 2 < tokens->len; i++) {
        if (!orm_check_token_is(token_of(tokens, i), ":") || !orm_check_token_is(token_of(tokens, i + 1), ":"))
            continue;
        OrmCheckToken *before = i > 0 ? &g_array_index(tokens, OrmCheckToken, i - 1) : NULL;
        if (before != NULL && before->kind == ORM_CHECK_TEXT && is_any(token_of(tokens, i + 2), numbers))
            before->kind = ORM_CHECK_NUMBER;
        g_array_remove_range(tokens, i, type_end(tokens, i + 2) - i);
        i--;
    }
}

/* Takes out MySQL's character sets: `_utf8mb4'a'`. */
static void remove_charsets(GArray *tokens)
{
    for (guint i = 0; i + 1 < tokens->len; i++) {
        const OrmCheckToken *token = token_of(tokens, i);
        if (token->kind == ORM_CHECK_WORD && token->text[0] == '_' && token_of(tokens, i + 1)->kind == ORM_CHECK_TEXT)
            g_array_remove_index(tokens, i);
    }
}

/* Takes the parentheses off a lone name or constant, but not those of a call or a list. */
static void unwrap(GArray *tokens)
{
    static const char *const operators[] = {"and", "or", "not", "between", NULL};
    for (guint i = 0; i + 2 < tokens->len; i++) {
        const OrmCheckToken *before = i > 0 ? token_of(tokens, i - 1) : NULL;
        gboolean called = before != NULL && before->kind == ORM_CHECK_WORD && !is_any(before, operators);
        if (called || !orm_check_token_is(token_of(tokens, i), "(") ||
            token_of(tokens, i + 1)->kind == ORM_CHECK_SIGN || !orm_check_token_is(token_of(tokens, i + 2), ")"))
            continue;
        g_array_remove_index(tokens, i + 2);
        g_array_remove_index(tokens, i);
        i -= i > 0 ? 2 : 1;
    }
}

/* MySQL writes -10 as `-(10)`; what is subtracted from something is no constant. */
static void join_signs(GArray *tokens)
{
    static const char *const operators[] = {"and", "or", "between", NULL};
    for (guint i = 1; i + 1 < tokens->len; i++) {
        const OrmCheckToken *before = token_of(tokens, i - 1);
        OrmCheckToken *number = &g_array_index(tokens, OrmCheckToken, i + 1);
        gboolean leads = before->kind == ORM_CHECK_SIGN ? !orm_check_token_is(before, ")") : is_any(before, operators);
        if (!leads || !orm_check_token_is(token_of(tokens, i), "-") || number->kind != ORM_CHECK_NUMBER ||
            number->text[0] == '-')
            continue;
        char *negative = g_strconcat("-", number->text, NULL);
        g_free(number->text);
        number->text = negative;
        g_array_remove_index(tokens, i);
    }
}

GArray *orm_check_tokens(const char *sql)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(OrmCheckToken));
    g_array_set_clear_func(tokens, clear_token);
    while (*sql != '\0') {
        if (g_ascii_isspace(*sql))
            sql++;
        else
            sql = read_token(sql, tokens);
    }
    remove_casts(tokens);
    remove_charsets(tokens);
    unwrap(tokens);
    join_signs(tokens);
    return tokens;
}
