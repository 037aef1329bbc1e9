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
    OrmFinding *finding =
        orm_report(run, place, about, "the name of %s has %" G_GSIZE_FORMAT " %s, and %s %" G_GSIZE_FORMAT, what,
                   length_of(name, dialect), mysql ? "characters" : "bytes",
                   mysql ? "the database refuses more than" : "PostgreSQL cuts names after", limit);
    orm_finding_help(finding, "choose a name of at most %" G_GSIZE_FORMAT " %s", limit, mysql ? "characters" : "bytes");
}

/* Two names of one list that PostgreSQL takes for one. */
static void report_alike(OrmRun *run, const char *what, const char *other, OrmPlace other_place, OrmPlace place,
                         OrmAbout about)
{
    OrmFinding *finding = orm_report_as(run, ORM_SEVERITY_ERROR, place, about,
                                        "the names of %s and %s are equal in their first %" G_GSIZE_FORMAT
                                        " bytes, all that PostgreSQL keeps of a name",
                                        what, other, limit_of(orm_run_dialect(run)));
    orm_finding_help(finding, "give one of them a shorter name");
    orm_finding_related(finding, other_place, "%s is named here", other);
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
    const char *kept = cut(named->name, limit_of(dialect));
    const OrmScopedName *alike = NULL;
    for (guint i = 0; i < named->n_lists && !orm_dialect_is_mysql(dialect); i++) {
        const OrmScopedName *holder = orm_name_register_enter(names, named, i, kept);
        if (holder != NULL && alike == NULL && !g_str_equal(holder->name, named->name))
            alike = holder;
    }
    g_autofree char *what = orm_scoped_name_describe(named), *other = alike ? orm_scoped_name_describe(alike) : NULL;
    if (alike != NULL)
        report_alike(run, what, other, orm_scoped_name_place(alike), orm_scoped_name_place(named),
                     orm_scoped_name_about(named));
    else if (length_of(named->name, dialect) > limit_of(dialect))
        report_length(run, what, named->name, orm_scoped_name_place(named), orm_scoped_name_about(named));
}

/* PostgreSQL does not cut the labels of an enum type. */
static void check_labels(OrmRun *run, const OrmColumn *column)
{
    const GPtrArray *labels = column->enumeration->labels;
    gsize limit = limit_of(ORM_DIALECT_POSTGRESQL);
    for (guint i = 0; labels != NULL && i < labels->len; i++) {
        const char *label = g_ptr_array_index(labels, i);
        if (strlen(label) <= limit)
            continue;
        OrmFinding *finding = orm_report_as(run, ORM_SEVERITY_ERROR, column->place, orm_about_column(column),
                                            "label `%s` of the enum type of column `%s` has %" G_GSIZE_FORMAT
                                            " bytes, and PostgreSQL refuses more than %" G_GSIZE_FORMAT,
                                            label, orm_column_label(column), strlen(label), limit);
        orm_finding_help(finding, "shorten the constant, or leave out what all begin with: `ORM_ENUM(prefix=...)`");
    }
}

/* InnoDB names a foreign key after its table: the name is too long where the table's nearly is. */
static void check_innodb_names(OrmRun *run, const OrmTable *table)
{
    gsize length = table->is_view ? 0 : (gsize)g_utf8_strlen(table->name, -1) + strlen("_ibfk_1");
    for (guint i = 0; length > limit_of(ORM_DIALECT_MYSQL) && i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (key->name != NULL || key->unenforced.value == ORM_YES)
            continue;
        OrmFinding *finding = orm_report(
            run, key->place, orm_about_foreign_key(key),
            "foreign key `%s` has no name, and the one that InnoDB gives it, the table's with `_ibfk_1`, has "
            "%" G_GSIZE_FORMAT " characters: the database refuses more than %" G_GSIZE_FORMAT,
            orm_foreign_key_label(key), length, limit_of(ORM_DIALECT_MYSQL));
        orm_finding_help(finding, "name it: `name=fk_...`");
        return;
    }
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    if (graph->dialect == ORM_DIALECT_SQLITE)
        return;
    for (guint i = 0; orm_dialect_is_mysql(graph->dialect) && i < graph->tables->len; i++)
        check_innodb_names(run, g_ptr_array_index(graph->tables, i));
    g_autoptr(GArray) all = orm_scoped_names(graph);
    gboolean any = FALSE; /* without a long name, none is cut either */
    for (guint i = 0; i < all->len && !any; i++)
        any = strlen(g_array_index(all, OrmScopedName, i).name) > limit_of(graph->dialect);
    g_autoptr(GHashTable) names = orm_name_register_new();
    for (guint i = 0; any && i < all->len; i++)
        check_scoped(run, names, &g_array_index(all, OrmScopedName, i));
    for (guint i = 0; i < all->len; i++)
        if (graph->dialect == ORM_DIALECT_POSTGRESQL && g_array_index(all, OrmScopedName, i).enum_column != NULL)
            check_labels(run, g_array_index(all, OrmScopedName, i).enum_column);
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
    const OrmColumn *alike = orm_dialect_is_mysql(dialect) ? NULL : g_hash_table_lookup(seen, kept);
    if (alike == NULL)
        g_hash_table_insert(seen, kept, (gpointer)column);
    g_autofree char *what = g_strdup_printf("column `%s` of table `%s`", column->name, orm_table_label(column->table));
    g_autofree char *other = alike ? g_strdup_printf("column `%s`", alike->name) : NULL;
    if (alike != NULL && !g_str_equal(alike->name, column->name))
        report_alike(run, what, other, alike->name_place, column->name_place, orm_about_column(column));
    else if (length_of(column->name, dialect) > limit_of(dialect))
        report_length(run, what, column->name, column->name_place, orm_about_column(column));
}

static void check_columns(OrmRun *run, const OrmTable *table)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (dialect == ORM_DIALECT_SQLITE || !has_long_column(table, limit_of(dialect)))
        return;
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL); /* cut name, interned -> OrmColumn */
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
           "the model and the migrations use, and two long names may become one, which is an error. Labels of an enum "
           "type "
           "it refuses when they are longer. MySQL and MariaDB refuse more than 64 "
           "characters. SQLite has no limit. squawk, Prisma and Django check the same.",
    .fix = "Choose a shorter name: `ORM_COLUMN(\"name\")`, `name=` of a key or an index.",
    .graph = check,
    .table = check_columns,
};
