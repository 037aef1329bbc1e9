/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "analyzer/facts/intern.h"
#include "rules/naming/namespaces.h"

/* PostgreSQL counts bytes, MySQL and MariaDB characters; SQLite has no limit. Without a dialect the smallest counts. */
static gsize length_of(const char *name, OrmDialect dialect)
{
    return orm_dialect_is_mysql(dialect) ? (gsize)g_utf8_strlen(name, -1) : strlen(name);
}

static gsize limit_of(OrmDialect dialect)
{
    return orm_dialect_is_mysql(dialect) ? 64 : 63;
}

static void report_length(OrmRun *run, const char *what, const char *name, OrmPlace place, OrmAbout about)
{
    OrmDialect dialect = orm_run_dialect(run);
    gboolean mysql = orm_dialect_is_mysql(dialect);
    gsize limit = limit_of(dialect);
    OrmFinding *finding = orm_report(run, place, about, "%s `%s` has %" G_GSIZE_FORMAT " %s, and %s %" G_GSIZE_FORMAT,
                                     what, name, length_of(name, dialect), mysql ? "characters" : "bytes",
                                     mysql ? "the database refuses more than" : "PostgreSQL cuts names after", limit);
    orm_finding_help(finding, "choose a name of at most %" G_GSIZE_FORMAT " %s", limit, mysql ? "characters" : "bytes");
}

static void report_alike(OrmRun *run, const char *what, const char *name, const char *other, OrmPlace place,
                         OrmAbout about)
{
    gsize limit = limit_of(orm_run_dialect(run));
    OrmFinding *finding = orm_report_as(run, ORM_SEVERITY_ERROR, place, about,
                                        "%s `%s` and `%s` are equal in their first %" G_GSIZE_FORMAT
                                        " bytes, all that PostgreSQL keeps of a name",
                                        what, name, other, limit);
    orm_finding_help(finding, "give one of them a shorter name");
}

/* What stands of a name in PostgreSQL, which cuts no character in two; interned. */
static const char *cut(const char *name, gsize limit)
{
    gsize length = MIN(strlen(name), limit);
    while (length > 0 && ((guchar)name[length] & 0xc0) == 0x80)
        length--;
    g_autofree char *kept = g_strndup(name, length);
    return orm_intern(kept);
}

/* What is too long is cut by PostgreSQL, and two names that are cut alike in one list are one: E. */
static void check_scoped(OrmRun *run, GHashTable *names, const OrmScopedName *named)
{
    OrmDialect dialect = orm_run_dialect(run);
    const char *kept = cut(named->name, limit_of(dialect)), *other = NULL;
    for (guint i = 0; i < named->n_lists && !orm_dialect_is_mysql(dialect); i++) {
        const OrmScopedName *holder = orm_name_register_enter(names, named, i, kept);
        if (holder != NULL && other == NULL && !g_str_equal(holder->name, named->name))
            other = holder->name;
    }
    g_autofree char *what = g_strdup_printf("%s name", orm_scoped_name_kind(named));
    if (other != NULL)
        report_alike(run, what, named->name, other, orm_scoped_name_place(named), orm_scoped_name_about(named));
    else if (length_of(named->name, dialect) > limit_of(dialect))
        report_length(run, what, named->name, orm_scoped_name_place(named), orm_scoped_name_about(named));
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    if (graph->dialect == ORM_DIALECT_SQLITE)
        return;
    g_autoptr(GArray) all = orm_scoped_names(graph);
    gboolean any = FALSE; /* without a long name, none is cut either */
    for (guint i = 0; i < all->len && !any; i++)
        any = strlen(g_array_index(all, OrmScopedName, i).name) > limit_of(graph->dialect);
    g_autoptr(GHashTable) names = orm_name_register_new();
    for (guint i = 0; any && i < all->len; i++)
        check_scoped(run, names, &g_array_index(all, OrmScopedName, i));
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

static void check_column(OrmRun *run, GHashTable *seen, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    gpointer kept = (gpointer)cut(column->name, limit_of(dialect));
    const char *other = orm_dialect_is_mysql(dialect) ? NULL : g_hash_table_lookup(seen, kept);
    if (other == NULL)
        g_hash_table_insert(seen, kept, (gpointer)column->name);
    if (other != NULL && !g_str_equal(other, column->name))
        report_alike(run, "column name", column->name, other, column->name_place, orm_about_column(column));
    else if (length_of(column->name, dialect) > limit_of(dialect))
        report_length(run, "column name", column->name, column->name_place, orm_about_column(column));
}

static void check_columns(OrmRun *run, const OrmTable *table)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (dialect == ORM_DIALECT_SQLITE || !has_long_column(table, limit_of(dialect)))
        return;
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL); /* cut name, interned -> name */
    for (guint i = 0; i < table->columns->len; i++)
        check_column(run, seen, g_ptr_array_index(table->columns, i));
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
    .table = check_columns,
};
