/* SPDX-License-Identifier: MIT */
#include "analyzer/sql/identifier.h"
#include "analyzer/graph/reserved_words.h"

/* PostgreSQL folds what is not quoted to lower case; the others keep it. */
static gboolean is_plain(const char *name, OrmDialect dialect)
{
    gboolean folds = dialect == ORM_DIALECT_POSTGRESQL || dialect == ORM_DIALECT_PORTABLE;
    if (!g_ascii_isalpha(name[0]) && name[0] != '_')
        return FALSE;
    for (const char *c = name; *c != '\0'; c++) {
        if ((!g_ascii_isalnum(*c) && *c != '_') || (folds && g_ascii_isupper(*c)))
            return FALSE;
    }
    return TRUE;
}

void orm_append_identifier(GString *sql, const char *name, OrmDialect dialect)
{
    char quote = orm_dialect_is_mysql(dialect) ? '`' : '"';
    if (is_plain(name, dialect) && !orm_is_reserved_word(name, dialect)) {
        g_string_append(sql, name);
        return;
    }
    g_string_append_c(sql, quote);
    for (; *name != '\0'; name++) {
        if (*name == quote)
            g_string_append_c(sql, quote);
        g_string_append_c(sql, *name);
    }
    g_string_append_c(sql, quote);
}

void orm_append_table(GString *sql, const OrmTable *table, OrmDialect dialect)
{
    /* a schema of SQLite is an attached file, whose name is not the models' business */
    if (table->schema != NULL && dialect != ORM_DIALECT_SQLITE) {
        orm_append_identifier(sql, table->schema, dialect);
        g_string_append_c(sql, '.');
    }
    orm_append_identifier(sql, table->name, dialect);
}

void orm_append_text(GString *sql, const char *text, OrmDialect dialect)
{
    g_string_append_c(sql, '\'');
    for (; *text != '\0'; text++) {
        /* MySQL takes the backslash for an escape unless told otherwise */
        if (*text == '\'' || (*text == '\\' && orm_dialect_is_mysql(dialect)))
            g_string_append_c(sql, *text);
        g_string_append_c(sql, *text);
    }
    g_string_append_c(sql, '\'');
}
