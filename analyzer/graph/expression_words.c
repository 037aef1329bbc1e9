/* SPDX-License-Identifier: MIT */
/* The words of an expression in MySQL's, SQLite's or PostgreSQL's dialect, as PostgreSQL would write them. */
#include "analyzer/graph/expression.h"

#include <string.h>

#include "analyzer/graph/names.h"
#include "analyzer/graph/reserved_words.h"

typedef struct {
    OrmDialect dialect;
    const char *next;
    GString *words;
} Reader;

static void append(Reader *reader, const char *word)
{
    if (reader->words->len > 0)
        g_string_append_c(reader->words, ' ');
    g_string_append(reader->words, word);
}

/* What stands between two quotes; the quote doubled is one, and MySQL's backslash escapes. Free with g_free. */
static char *read_quoted(Reader *reader, char closing)
{
    gboolean escapes = orm_dialect_is_mysql(reader->dialect) && closing != '`';
    GString *text = g_string_new(NULL);
    const char *c = reader->next + 1;
    for (; *c != '\0'; c++) {
        if (*c == closing && c[1] == closing)
            c++;
        else if (*c == closing)
            break;
        else if (*c == '\\' && escapes && c[1] != '\0')
            c++;
        g_string_append_c(text, *c);
    }
    reader->next = *c != '\0' ? c + 1 : c;
    return g_string_free(text, FALSE);
}

static void append_quoted(Reader *reader, const char *text, char quote)
{
    const char both[] = {quote, quote, '\0'}, one[] = {quote, '\0'};
    g_auto(GStrv) parts = g_strsplit(text, one, -1);
    g_autofree char *joined = g_strjoinv(both, parts);
    g_autofree char *quoted = g_strconcat(one, joined, one, NULL);
    append(reader, quoted);
}

static gboolean is_plain_name(const char *name)
{
    for (const char *c = name; *c != '\0'; c++) {
        if (!g_ascii_islower(*c) && *c != '_' && !(c > name && g_ascii_isdigit(*c)))
            return FALSE;
    }
    return *name != '\0';
}

/* SQLite and MySQL compare the names of columns without case. */
static void read_name(Reader *reader, char closing)
{
    g_autofree char *name = read_quoted(reader, closing);
    const char *compared = reader->dialect == ORM_DIALECT_POSTGRESQL ? name : orm_fold_name(name);
    if (is_plain_name(compared) && !orm_is_reserved_word(compared, ORM_DIALECT_POSTGRESQL))
        append(reader, compared);
    else
        append_quoted(reader, compared, '"');
}

static void read_string(Reader *reader)
{
    g_autofree char *text = read_quoted(reader, *reader->next);
    append_quoted(reader, text, '\'');
}

static const char *after_blanks(const char *text)
{
    while (g_ascii_isspace(*text))
        text++;
    return text;
}

/* One of several names of a thing. */
typedef struct {
    const char *name, *usual;
} Synonym;

static const Synonym functions[] = {
    {"lcase", "lower"},
    {"ucase", "upper"},
    {"character_length", "char_length"},
    {"octet_length", "length"},
    {"substring", "substr"},
    {"mid", "substr"},
    {"ceiling", "ceil"},
    {"pow", "power"},
    {"std", "stddev"},
    {"localtimestamp", "now"},
    {"localtime", "now"},
    {"current_timestamp", "now"},
    {"curdate", "current_date"},
    {"curtime", "current_time"},
    {"now", "now"},
};

static const Synonym mysql_operators[] = {
    {"regexp", "~"}, {"rlike", "~"}, {"mod", "%"}, {"div", "/@"}, {"xor", "#"},
};

static const Synonym sqlite_operators[] = {{"regexp", "~"}, {"glob", "~@"}, {"match", "~@@"}};

static const char *usual_name(const Synonym *synonyms, guint count, const char *name)
{
    for (guint i = 0; i < count; i++) {
        if (g_str_equal(synonyms[i].name, name))
            return synonyms[i].usual;
    }
    return NULL;
}

/* After IS and IS NOT, TRUE is no number. */
static gboolean follows_is(const Reader *reader)
{
    const char *words = reader->words->str;
    return g_str_has_suffix(words, " is") || g_str_has_suffix(words, " is not");
}

/* "()" of a function that PostgreSQL writes without. */
static void skip_empty_parentheses(Reader *reader)
{
    const char *c = after_blanks(reader->next);
    const char *inside = *c == '(' ? after_blanks(c + 1) : c;
    if (*c == '(' && *inside == ')')
        reader->next = inside + 1;
}

/* `charset utf8mb4` of MySQL's casts says nothing about the value. */
static gboolean skip_charset(Reader *reader, const char *word)
{
    const char *c = after_blanks(reader->next);
    if (g_str_equal(word, "character") && g_ascii_strncasecmp(c, "set ", 4) == 0)
        c = after_blanks(c + 4);
    else if (!g_str_equal(word, "charset"))
        return FALSE;
    while (g_ascii_isalnum(*c) || *c == '_')
        c++;
    reader->next = c;
    return TRUE;
}

static void append_foreign_word(Reader *reader, const char *word)
{
    const char *next = after_blanks(reader->next);
    gboolean mysql = orm_dialect_is_mysql(reader->dialect);
    if ((mysql && word[0] == '_' && *next == '\'') || (mysql && skip_charset(reader, word)))
        return;
    const char *usual = NULL;
    if (*next == '(' && mysql)
        usual = usual_name(functions, G_N_ELEMENTS(functions), word);
    else if (*next != '(' && mysql)
        usual = usual_name(mysql_operators, G_N_ELEMENTS(mysql_operators), word);
    else if (*next != '(')
        usual = usual_name(sqlite_operators, G_N_ELEMENTS(sqlite_operators), word);
    if (g_str_has_prefix(word, "current_") || g_str_has_prefix(word, "local"))
        usual = usual_name(functions, G_N_ELEMENTS(functions), word);
    gboolean is_boolean = g_str_equal(word, "true") || g_str_equal(word, "false");
    if (is_boolean && !follows_is(reader))
        append(reader, g_str_equal(word, "true") ? "1" : "0");
    else if (usual != NULL && g_str_equal(usual, "now"))
        append(reader, "current_timestamp");
    else
        append(reader, usual != NULL ? usual : word);
    if (g_str_has_suffix(reader->words->str, "current_timestamp") || g_str_has_prefix(word, "cur"))
        skip_empty_parentheses(reader);
}

static void read_word(Reader *reader)
{
    const char *start = reader->next;
    while (g_ascii_isalnum(*reader->next) || strchr("_$", *reader->next) != NULL || (guchar)*reader->next >= 0x80) {
        if (*reader->next == '\0')
            break;
        reader->next++;
    }
    g_autofree char *text = g_strndup(start, (gsize)(reader->next - start));
    g_autofree char *word = g_ascii_strdown(text, -1);
    if (reader->dialect == ORM_DIALECT_POSTGRESQL)
        append(reader, word);
    else
        append_foreign_word(reader, word);
}

static void read_number(Reader *reader)
{
    char *end;
    const char *start = reader->next;
    g_ascii_strtod(start, &end);
    reader->next = end > start ? end : start + 1;
    g_autofree char *number = g_strndup(start, (gsize)(reader->next - start));
    /* MySQL's INTERVAL 1 DAY */
    if (g_str_has_suffix(reader->words->str, "interval"))
        append_quoted(reader, number, '\'');
    else
        append(reader, number);
}

static void append_operator(Reader *reader, const char *symbol)
{
    gboolean mysql = orm_dialect_is_mysql(reader->dialect), postgresql = reader->dialect == ORM_DIALECT_POSTGRESQL;
    if (g_str_equal(symbol, "!="))
        append(reader, "<>");
    else if (g_str_equal(symbol, "=="))
        append(reader, "=");
    else if (g_str_equal(symbol, "&&") && mysql)
        append(reader, "and");
    else if (g_str_equal(symbol, "||") && mysql)
        append(reader, "or");
    else if (g_str_equal(symbol, "<=>") && mysql)
        append(reader, "is not distinct from");
    else if (g_str_equal(symbol, "!") && !postgresql)
        append(reader, "not");
    else
        append(reader, symbol);
}

static void read_operator(Reader *reader)
{
    static const char *const symbols[] = {"<=>", "->>", "!~*", "->", "<=", ">=", "<>", "!=", "==", "||",
                                          "&&",  "<<",  ">>",  "::", "!~", "~*", "@>", "<@", NULL};
    for (guint i = 0; symbols[i] != NULL; i++) {
        if (g_str_has_prefix(reader->next, symbols[i])) {
            reader->next += strlen(symbols[i]);
            append_operator(reader, symbols[i]);
            return;
        }
    }
    const char symbol[] = {*reader->next++, '\0'};
    append_operator(reader, symbol);
}

/* Skips a comment; FALSE: there is none. */
static gboolean skip_comment(Reader *reader)
{
    gboolean line = g_str_has_prefix(reader->next, "--"), block = g_str_has_prefix(reader->next, "/*");
    if (!line && !block)
        return FALSE;
    const char *end = strstr(reader->next + 2, line ? "\n" : "*/");
    reader->next = end == NULL ? reader->next + strlen(reader->next) : end + (line ? 1 : 2);
    return TRUE;
}

static void read_token(Reader *reader)
{
    char c = *reader->next;
    gboolean mysql = orm_dialect_is_mysql(reader->dialect), postgresql = reader->dialect == ORM_DIALECT_POSTGRESQL;
    if (g_ascii_isspace(c))
        reader->next++;
    else if (skip_comment(reader))
        return;
    else if (c == '\'' || (c == '"' && mysql))
        read_string(reader);
    else if (c == '"' || (c == '`' && !postgresql))
        read_name(reader, c);
    else if (c == '[' && reader->dialect == ORM_DIALECT_SQLITE)
        read_name(reader, ']');
    else if (g_ascii_isdigit(c) || (c == '.' && g_ascii_isdigit(reader->next[1])))
        read_number(reader);
    else if (g_ascii_isalpha(c) || c == '_' || (guchar)c >= 0x80)
        read_word(reader);
    else
        read_operator(reader);
}

char *orm_expression_words(const char *text, OrmDialect dialect)
{
    Reader reader = {dialect, text, g_string_new(NULL)};
    while (*reader.next != '\0')
        read_token(&reader);
    return g_string_free(reader.words, FALSE);
}
