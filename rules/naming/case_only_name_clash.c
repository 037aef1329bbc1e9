/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/names.h"
#include "rules/naming/namespaces.h"

static void report(OrmRun *run, const OrmScopedName *named, const OrmScopedName *first)
{
    g_autofree char *what = orm_scoped_name_describe(named), *other = orm_scoped_name_describe(first);
    OrmFinding *finding = orm_report(run, orm_scoped_name_place(named), orm_scoped_name_about(named),
                                     "%s and %s have names that differ in case only", what, other);
    orm_finding_help(finding, "give one of them another name");
    orm_finding_related(finding, orm_scoped_name_place(first), "%s is named here", other);
}

/* Names that the database tells apart and that are equal in lower case; what it does not tell apart is
 * constraint-name-clash or duplicate-table. */
static void check_name(OrmRun *run, GHashTable *names, const OrmScopedName *named)
{
    OrmDialect dialect = orm_run_dialect(run);
    const OrmScopedName *first = NULL;
    for (guint i = 0; i < named->n_lists; i++) {
        const OrmScopedName *holder = orm_name_register_enter(names, named, i, orm_fold_name(named->name));
        if (holder != NULL && first == NULL &&
            orm_scoped_name_key(holder, dialect) != orm_scoped_name_key(named, dialect))
            first = holder;
    }
    if (first != NULL)
        report(run, named, first);
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GArray) all = orm_scoped_names(graph);
    g_autoptr(GHashTable) names = orm_name_register_new();
    for (guint i = 0; i < all->len; i++)
        check_name(run, names, &g_array_index(all, OrmScopedName, i));
}

static void report_columns(OrmRun *run, const OrmColumn *column, const OrmColumn *first)
{
    OrmFinding *finding = orm_report(run, column->name_place, orm_about_column(column),
                                     "columns `%s` and `%s` of table `%s` have names that differ in case only",
                                     column->name, first->name, orm_table_label(column->table));
    orm_finding_help(finding, "give one of them another name");
    orm_finding_related(finding, first->name_place, "`%s` is named here", orm_column_label(first));
}

/* SQLite and MySQL take such columns for one: duplicate-column. */
static void check_table(OrmRun *run, const OrmTable *table)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (dialect != ORM_DIALECT_POSTGRESQL && dialect != ORM_DIALECT_PORTABLE)
        return;
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL); /* of interned names */
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        gpointer folded = (gpointer)orm_fold_name(column->name);
        const OrmColumn *first = g_hash_table_lookup(seen, folded);
        if (first == NULL)
            g_hash_table_insert(seen, folded, (gpointer)column);
        else if (!g_str_equal(first->name, column->name))
            report_columns(run, column, first);
    }
}

const OrmRule orm_rule_case_only_name_clash = {
    .name = "case-only-name-clash",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "Two tables, columns, indexes or constraints have names that differ in case only.",
    .why = "PostgreSQL tells `Users` from `users` only where a query quotes the name; unquoted, both are `users`, and "
           "the program reads the other table. MySQL tells tables apart on Linux and not on Windows or macOS, so "
           "that a dump of the one cannot be loaded on the other. Where the database never tells such names apart, "
           "they are `duplicate-table`, `duplicate-column` or `constraint-name-clash`. skeema warns of names that are "
           "not in lower case (`name-case`) for the same reason.",
    .fix = "Give one of the two another name.",
    .graph = check,
    .table = check_table,
};
