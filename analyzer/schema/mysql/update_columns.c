/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/mysql/update_columns.h"

#include <string.h>

#include "analyzer/facts/intern.h"

typedef struct {
    const char *at, *end;
    guint depth;   /* of parentheses */
    GString *word; /* the last name or keyword */
    gboolean is_quoted;
} Scan;

static gboolean skip_to(Scan *scan, const char *mark)
{
    const char *found = g_strstr_len(scan->at, scan->end - scan->at, mark);
    scan->at = found != NULL ? found + strlen(mark) : scan->end;
    return TRUE;
}

static gboolean skip_comment(Scan *scan)
{
    if (*scan->at == '#' || (scan->end - scan->at > 1 && strncmp(scan->at, "--", 2) == 0))
        return skip_to(scan, "\n");
    return scan->end - scan->at > 1 && strncmp(scan->at, "/*", 2) == 0 && skip_to(scan, "*/");
}

static void read_quoted(Scan *scan)
{
    char quote = *scan->at++;
    g_string_truncate(scan->word, 0);
    while (scan->at < scan->end && *scan->at != quote)
        g_string_append_c(scan->word, *scan->at++);
    scan->at += scan->at < scan->end;
}

static gboolean is_name_byte(char byte)
{
    return g_ascii_isalnum(byte) || byte == '_' || byte == '$' || (guchar)byte >= 0x80;
}

/* 'w': a name or keyword, read into `word`; 's': a string; 0: the end; else the byte itself. */
static char next(Scan *scan)
{
    while (scan->at < scan->end && (g_ascii_isspace(*scan->at) || skip_comment(scan)))
        scan->at += scan->at < scan->end && g_ascii_isspace(*scan->at);
    if (scan->at >= scan->end)
        return 0;
    scan->is_quoted = *scan->at == '"' || *scan->at == '`';
    if (scan->is_quoted || *scan->at == '\'') {
        gboolean is_string = !scan->is_quoted;
        read_quoted(scan);
        return is_string ? 's' : 'w';
    }
    if (!is_name_byte(*scan->at)) {
        scan->depth += *scan->at == '(';
        scan->depth -= *scan->at == ')' && scan->depth > 0;
        return *scan->at++;
    }
    g_string_truncate(scan->word, 0);
    while (scan->at < scan->end && is_name_byte(*scan->at))
        g_string_append_c(scan->word, *scan->at++);
    return 'w';
}

static gboolean is_word(const Scan *scan, const char *word)
{
    return !scan->is_quoted && g_ascii_strcasecmp(scan->word->str, word) == 0;
}

/* A name with what may stand before it and a dot: the last part is kept in `word`. Returns what follows. */
static char read_name(Scan *scan)
{
    g_autofree char *name = g_strdup(scan->word->str);
    char token = next(scan);
    while (token == '.' && next(scan) == 'w') {
        g_free(name);
        name = g_strdup(scan->word->str);
        token = next(scan);
    }
    g_string_assign(scan->word, name);
    return token;
}

static char read_table(Scan *scan, OrmUpdate *update)
{
    static const char *const noise[] = {"LOW_PRIORITY", "IGNORE"};
    char token = next(scan);
    for (guint i = 0; i < G_N_ELEMENTS(noise); i++)
        if (token == 'w' && is_word(scan, noise[i]))
            token = next(scan);
    if (token != 'w')
        return token;
    Scan ahead = *scan; /* the word behind the name is not to be lost */
    read_name(&ahead);
    update->table = orm_intern(ahead.word->str);
    return next(scan);
}

static void add_column(GString *columns, const char *column)
{
    g_string_append_printf(columns, "%s%s", columns->len > 0 ? ", " : "", column);
}

/* Up to the comma behind a value, which is returned, or the end of the list. */
static char skip_value(Scan *scan, char token)
{
    for (; token != 0 && !(scan->depth == 0 && token == ','); token = next(scan)) {
        if (token == 'w' && scan->depth == 0 && (is_word(scan, "WHERE") || is_word(scan, "FROM")))
            return 0;
    }
    return token;
}

/* `column = value`: one that is set to NULL is not filled. */
static char read_assignment(Scan *scan, GString *columns)
{
    char token = read_name(scan);
    g_autofree char *column = g_strdup(scan->word->str);
    if (token != '=')
        return 0;
    token = next(scan);
    if (token != 'w' || !is_word(scan, "NULL"))
        add_column(columns, column);
    return skip_value(scan, token);
}

/* `(a, b) = (value, value)`, the parenthesis being read. */
static char read_row(Scan *scan, GString *columns)
{
    for (char token = next(scan); token != 0 && scan->depth > 0; token = next(scan))
        if (token == 'w')
            add_column(columns, scan->word->str);
    return skip_value(scan, next(scan));
}

OrmUpdate orm_update_read(const char *text, gsize length)
{
    OrmUpdate update = {NULL, NULL};
    g_autoptr(GString) word = g_string_new(NULL), columns = g_string_new(NULL);
    Scan scan = {.at = text, .end = text + length, .word = word};
    if (next(&scan) != 'w' || !is_word(&scan, "UPDATE"))
        return update;
    char token = read_table(&scan, &update);
    while (token != 0 && !(token == 'w' && scan.depth == 0 && is_word(&scan, "SET")))
        token = next(&scan);
    for (token = ','; token == ',';) {
        token = next(&scan);
        token = token == 'w' ? read_assignment(&scan, columns) : token == '(' ? read_row(&scan, columns) : 0;
    }
    update.columns = columns->len > 0 ? orm_intern(columns->str) : NULL;
    return update;
}
