/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include <string.h>

/* PostgreSQL counts bytes, MySQL and MariaDB characters; SQLite has no limit. Without a dialect the smallest counts. */
static gsize length_of(const char *name, OrmDialect dialect)
{
    return orm_dialect_is_mysql(dialect) ? (gsize)g_utf8_strlen(name, -1) : strlen(name);
}

static gsize limit_of(OrmDialect dialect)
{
    if (dialect == ORM_DIALECT_SQLITE)
        return G_MAXSIZE;
    return orm_dialect_is_mysql(dialect) ? 64 : 63;
}

/* What is too long is cut by PostgreSQL, and two names that are cut alike are one: E. `seen` holds the cut names; NULL:
 * the name stands alone. */
static void check_name(OrmRun *run, GHashTable *seen, const char *name, const char *kind, OrmPlace place,
                       OrmAbout about)
{
    OrmDialect dialect = orm_run_dialect(run);
    gsize limit = limit_of(dialect);
    if (name == NULL || limit == G_MAXSIZE)
        return;
    gboolean mysql = orm_dialect_is_mysql(dialect), is_long = length_of(name, dialect) > limit;
    g_autofree char *cut = mysql ? g_strdup(name) : g_strndup(name, limit);
    const char *other = seen != NULL ? g_hash_table_lookup(seen, cut) : NULL;
    gboolean clash = !mysql && other != NULL && !g_str_equal(other, name);
    if (seen != NULL && other == NULL)
        g_hash_table_insert(seen, g_strdup(cut), (gpointer)name);
    if (!is_long && !clash)
        return;
    if (clash) {
        OrmFinding *finding = orm_report_as(run, ORM_SEVERITY_ERROR, place, about,
                                            "%s `%s` and `%s` are equal in their first %" G_GSIZE_FORMAT
                                            " bytes, all that PostgreSQL keeps of a name",
                                            kind, name, other, limit);
        orm_finding_help(finding, "give one of them a shorter name");
        return;
    }
    OrmFinding *finding = orm_report(run, place, about, "%s `%s` has %" G_GSIZE_FORMAT " %s, and %s %" G_GSIZE_FORMAT,
                                     kind, name, length_of(name, dialect), mysql ? "characters" : "bytes",
                                     mysql ? "the database refuses more than" : "PostgreSQL cuts names after", limit);
    orm_finding_help(finding, "choose a name of at most %" G_GSIZE_FORMAT " %s", limit, mysql ? "characters" : "bytes");
}

/* Without one, none is cut either. */
static gboolean has_long_column(const OrmTable *table, gsize limit)
{
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (column->name != NULL && strlen(column->name) > limit)
            return TRUE;
    }
    return FALSE;
}

static void check_columns(OrmRun *run, const OrmTable *table)
{
    if (!has_long_column(table, limit_of(orm_run_dialect(run))))
        return;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        check_name(run, seen, column->name, "column name", column->name_place, orm_about_column(column));
    }
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        check_name(run, tables, table->name, "table name", table->place, orm_about_table(table));
        check_columns(run, table);
        for (guint j = 0; j < table->indexes->len; j++) {
            const OrmIndex *index = g_ptr_array_index(table->indexes, j);
            check_name(run, NULL, index->name, index->kind == ORM_KEY_UNIQUE ? "constraint name" : "index name",
                       index->stated_name.text != NULL ? index->stated_name.place : index->place,
                       orm_about_index(index));
        }
        for (guint j = 0; j < table->foreign_keys->len; j++) {
            const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, j);
            check_name(run, NULL, key->name, "foreign key name",
                       key->stated_name.text != NULL ? key->stated_name.place : key->place, orm_about_foreign_key(key));
        }
    }
}

const OrmRule orm_rule_identifier_too_long = {
    .name = "identifier-too-long",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A name is longer than the database keeps.",
    .why = "PostgreSQL cuts a name after 63 bytes with a mere notice: the object exists, but under another name than "
           "the model and the migrations use, and two long names may become one. MySQL and MariaDB refuse more than 64 "
           "characters. SQLite has no limit. squawk, Prisma and Django check the same.",
    .fix = "Choose a shorter name: `ORM_COLUMN(\"name\")`, `name=` of a key or an index.",
    .graph = check,
};
