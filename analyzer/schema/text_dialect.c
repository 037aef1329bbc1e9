/* SPDX-License-Identifier: MIT */
/* The dialect that a text of SQL gives away. */
#include <string.h>

#include "analyzer/schema/readers.h"

/* What only one of them has. Words follow each other, whatever blanks are between. A weak sign is one that others might
 * use: it counts where no other is. */
static const struct {
    const char *words;
    OrmDialect dialect;
    gboolean weak;
} signs[] = {
    {"CREATE EXTENSION", ORM_DIALECT_POSTGRESQL, FALSE},
    {"CREATE DOMAIN", ORM_DIALECT_POSTGRESQL, FALSE},
    {"CREATE TYPE", ORM_DIALECT_POSTGRESQL, FALSE},
    {"CREATE MATERIALIZED VIEW", ORM_DIALECT_POSTGRESQL, FALSE},
    {"CREATE SEQUENCE", ORM_DIALECT_POSTGRESQL, TRUE},
    {"AS ENUM", ORM_DIALECT_POSTGRESQL, FALSE},
    {"ALTER TABLE ONLY", ORM_DIALECT_POSTGRESQL, FALSE},
    {"COMMENT ON TABLE", ORM_DIALECT_POSTGRESQL, FALSE},
    {"COMMENT ON COLUMN", ORM_DIALECT_POSTGRESQL, FALSE},
    {"OWNER TO", ORM_DIALECT_POSTGRESQL, FALSE},
    {"FROM STDIN", ORM_DIALECT_POSTGRESQL, FALSE},
    {"AS IDENTITY", ORM_DIALECT_POSTGRESQL, FALSE},
    {"LANGUAGE PLPGSQL", ORM_DIALECT_POSTGRESQL, FALSE},
    {"USING GIN", ORM_DIALECT_POSTGRESQL, FALSE},
    {"USING GIST", ORM_DIALECT_POSTGRESQL, FALSE},
    {"USING BRIN", ORM_DIALECT_POSTGRESQL, FALSE},
    {"SEARCH_PATH", ORM_DIALECT_POSTGRESQL, FALSE},
    {"BIGSERIAL", ORM_DIALECT_POSTGRESQL, FALSE},
    {"SMALLSERIAL", ORM_DIALECT_POSTGRESQL, FALSE},
    {"SERIAL", ORM_DIALECT_POSTGRESQL, TRUE}, /* MySQL has it as another word for BIGINT UNSIGNED */
    {"NEXTVAL", ORM_DIALECT_POSTGRESQL, TRUE},
    {"TIMESTAMPTZ", ORM_DIALECT_POSTGRESQL, FALSE},
    {"TIMETZ", ORM_DIALECT_POSTGRESQL, FALSE},
    {"BYTEA", ORM_DIALECT_POSTGRESQL, FALSE},
    {"JSONB", ORM_DIALECT_POSTGRESQL, TRUE},
    {"TSVECTOR", ORM_DIALECT_POSTGRESQL, FALSE},
    {"[ ]", ORM_DIALECT_POSTGRESQL, FALSE},
    {": :", ORM_DIALECT_POSTGRESQL, FALSE},
    {"$ $", ORM_DIALECT_POSTGRESQL, TRUE}, /* MySQL's dumps make it their DELIMITER */
    {"AUTO_INCREMENT", ORM_DIALECT_MYSQL, FALSE},
    {"ENGINE =", ORM_DIALECT_MYSQL, FALSE},
    {"CHARSET =", ORM_DIALECT_MYSQL, FALSE},
    {"DEFAULT CHARSET", ORM_DIALECT_MYSQL, FALSE},
    {"CHARACTER SET", ORM_DIALECT_MYSQL, TRUE},
    {"FOREIGN_KEY_CHECKS", ORM_DIALECT_MYSQL, FALSE},
    {"LOCK TABLES", ORM_DIALECT_MYSQL, FALSE},
    {"MODIFY COLUMN", ORM_DIALECT_MYSQL, FALSE},
    {"CHANGE COLUMN", ORM_DIALECT_MYSQL, FALSE},
    {"ON UPDATE CURRENT_TIMESTAMP", ORM_DIALECT_MYSQL, FALSE},
    {"UTF8MB4", ORM_DIALECT_MYSQL, FALSE},
    {"ZEROFILL", ORM_DIALECT_MYSQL, FALSE},
    {"DELIMITER", ORM_DIALECT_MYSQL, FALSE},
    {"MEDIUMTEXT", ORM_DIALECT_MYSQL, TRUE},
    {"LONGTEXT", ORM_DIALECT_MYSQL, TRUE},
    {"UNSIGNED", ORM_DIALECT_MYSQL, TRUE},
    {"ENUM (", ORM_DIALECT_MYSQL, TRUE},
    {"`", ORM_DIALECT_MYSQL, TRUE}, /* a quoted part is the word of its quote */
    {"SYSTEM VERSIONING", ORM_DIALECT_MARIADB, FALSE},
    {"AUTOINCREMENT", ORM_DIALECT_SQLITE, FALSE},
    {"WITHOUT ROWID", ORM_DIALECT_SQLITE, FALSE},
    {") STRICT", ORM_DIALECT_SQLITE, FALSE},
    {"ROWID , STRICT", ORM_DIALECT_SQLITE, FALSE},
    {"PRAGMA", ORM_DIALECT_SQLITE, FALSE},
    {"CREATE VIRTUAL TABLE", ORM_DIALECT_SQLITE, FALSE},
    {"SQLITE_SEQUENCE", ORM_DIALECT_SQLITE, FALSE},
    {"SQLITE_MASTER", ORM_DIALECT_SQLITE, FALSE},
    {"INSERT OR", ORM_DIALECT_SQLITE, FALSE},
    {"JULIANDAY", ORM_DIALECT_SQLITE, FALSE},
    {"STRFTIME", ORM_DIALECT_SQLITE, TRUE},
    {"DATETIME ( '", ORM_DIALECT_SQLITE, TRUE},
};

enum { WINDOW = 3, LONGEST_WORD = 24 };

typedef struct {
    const char *text;
    gsize length, offset;
    char words[WINDOW][LONGEST_WORD + 1]; /* the last ones, in capitals; the newest last */
    guint strong, weak;                   /* sets of dialects, a bit each */
    gboolean mariadb;
    OrmDialect dump; /* what a dump's header says */
} Scan;

static void note(Scan *scan, OrmDialect dialect, gboolean weak)
{
    scan->mariadb = scan->mariadb || dialect == ORM_DIALECT_MARIADB;
    guint bit = 1u << (dialect == ORM_DIALECT_MARIADB ? ORM_DIALECT_MYSQL : dialect);
    if (weak)
        scan->weak |= bit;
    else
        scan->strong |= bit;
}

static gboolean begins(const Scan *scan, gsize offset, const char *text)
{
    gsize length = strlen(text);
    return scan->length - offset >= length && g_ascii_strncasecmp(scan->text + offset, text, length) == 0;
}

/* Programs that dump say who they are in a comment at the top. */
static void read_comment(Scan *scan, gsize start, gsize end)
{
    g_autofree char *comment = g_strndup(scan->text + start, MIN(end - start, 200));
    const char *words = comment + strspn(comment, "-# \t");
    if (g_str_has_prefix(words, "PostgreSQL database dump"))
        scan->dump = ORM_DIALECT_POSTGRESQL;
    else if (g_str_has_prefix(words, "MariaDB dump"))
        scan->dump = ORM_DIALECT_MARIADB;
    else if (g_str_has_prefix(words, "MySQL dump") || g_str_has_prefix(words, "phpMyAdmin SQL Dump"))
        scan->dump = strstr(words, "-MariaDB") != NULL ? ORM_DIALECT_MARIADB : ORM_DIALECT_MYSQL;
    if (g_str_has_prefix(comment, "/*!") || g_str_has_prefix(comment, "/*M!"))
        note(scan, g_str_has_prefix(comment, "/*M!") ? ORM_DIALECT_MARIADB : ORM_DIALECT_MYSQL, FALSE);
}

static void pass_comment(Scan *scan, const char *ending)
{
    gsize start = scan->offset, length = strlen(ending);
    for (scan->offset += scan->text[start] == '#' ? 1 : 2;
         scan->offset < scan->length && !begins(scan, scan->offset, ending);)
        scan->offset++;
    scan->offset = MIN(scan->offset + length, scan->length);
    read_comment(scan, start, scan->offset);
}

/* The last words of the signs: most words of a text are none of them. */
static GHashTable *last_words(void)
{
    static gsize made = 0;
    if (g_once_init_enter(&made)) {
        GHashTable *words = g_hash_table_new(g_str_hash, g_str_equal);
        for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
            const char *blank = strrchr(signs[i].words, ' ');
            g_hash_table_add(words, (gpointer)(blank != NULL ? blank + 1 : signs[i].words));
        }
        g_once_init_leave(&made, (gsize)words);
    }
    return (GHashTable *)made;
}

static void match_signs(Scan *scan)
{
    if (!g_hash_table_contains(last_words(), scan->words[WINDOW - 1]))
        return;
    g_autofree char *two = g_strjoin(" ", scan->words[1], scan->words[2], NULL);
    g_autofree char *three = g_strjoin(" ", scan->words[0], two, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (g_str_equal(signs[i].words, scan->words[2]) || g_str_equal(signs[i].words, two) ||
            g_str_equal(signs[i].words, three))
            note(scan, signs[i].dialect, signs[i].weak);
    }
}

static void push_word(Scan *scan, gsize start, gsize end)
{
    memmove(scan->words[0], scan->words[1], sizeof scan->words[0] * (WINDOW - 1));
    gsize length = MIN(end - start, (gsize)LONGEST_WORD);
    for (gsize i = 0; i < length; i++)
        scan->words[WINDOW - 1][i] = g_ascii_toupper(scan->text[start + i]);
    scan->words[WINDOW - 1][length] = '\0';
    match_signs(scan);
}

/* Over a quoted part, for which its quote stands among the words. MySQL writes \' within a text; elsewhere a backslash
 * before the end of one is rare. */
static void pass_quoted(Scan *scan)
{
    gsize start = scan->offset++;
    char quote = scan->text[start];
    while (scan->offset < scan->length && scan->text[scan->offset] != quote) {
        gboolean escaped = quote == '\'' && scan->text[scan->offset] == '\\' && scan->offset + 1 < scan->length;
        scan->offset += escaped ? 2 : 1;
    }
    scan->offset = MIN(scan->offset + 1, scan->length);
    push_word(scan, start, start + 1);
}

static gboolean is_word_byte(char c)
{
    return g_ascii_isalnum(c) || c == '_' || (guchar)c >= 0x80;
}

static void scan_word_or_byte(Scan *scan)
{
    gsize start = scan->offset++;
    while (is_word_byte(scan->text[start]) && scan->offset < scan->length && is_word_byte(scan->text[scan->offset]))
        scan->offset++;
    if (!g_ascii_isspace(scan->text[start]))
        push_word(scan, start, scan->offset);
}

/* MySQL's: elsewhere `#` is an operator, which begins no line. */
static gboolean at_line_comment(const Scan *scan)
{
    gsize start = scan->offset;
    return scan->text[start] == '#' && (start == 0 || scan->text[start - 1] == '\n');
}

static void scan_text(Scan *scan)
{
    while (scan->offset < scan->length && scan->dump == ORM_DIALECT_PORTABLE) {
        char c = scan->text[scan->offset];
        if (begins(scan, scan->offset, "--") || at_line_comment(scan)) {
            pass_comment(scan, "\n");
        } else if (begins(scan, scan->offset, "/*")) {
            pass_comment(scan, "*/");
        } else if (c == '\'' || c == '"' || c == '`') {
            pass_quoted(scan);
        } else {
            scan_word_or_byte(scan);
        }
    }
}

static OrmDialect only_one(guint set, gboolean mariadb)
{
    switch (set) {
    case 1u << ORM_DIALECT_POSTGRESQL:
        return ORM_DIALECT_POSTGRESQL;
    case 1u << ORM_DIALECT_SQLITE:
        return ORM_DIALECT_SQLITE;
    case 1u << ORM_DIALECT_MYSQL:
        return mariadb ? ORM_DIALECT_MARIADB : ORM_DIALECT_MYSQL;
    default:
        return ORM_DIALECT_PORTABLE;
    }
}

OrmDialect orm_sql_text_dialect(const OrmSqlText *texts, guint count)
{
    guint strong = 0, weak = 0;
    gboolean mariadb = FALSE;
    for (guint i = 0; i < count; i++) {
        Scan scan = {.text = texts[i].text, .length = texts[i].length};
        scan_text(&scan);
        if (scan.dump != ORM_DIALECT_PORTABLE)
            note(&scan, scan.dump, FALSE);
        strong |= scan.strong;
        weak |= scan.weak;
        mariadb = mariadb || scan.mariadb;
    }
    return only_one(strong != 0 ? strong : weak, mariadb);
}
