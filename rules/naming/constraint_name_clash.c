/* SPDX-License-Identifier: MIT */
#include "rules/naming/implied_names.h"

/* What the list is, by the letter that begins its name. */
static const char *reason(char list, OrmDialect dialect)
{
    switch (list) {
    case 'r':
        return dialect == ORM_DIALECT_SQLITE
                   ? "SQLite keeps one list of tables and indexes"
                   : "PostgreSQL keeps one list of a schema's tables, indexes, unique constraints and primary keys";
    case 't':
        return "PostgreSQL makes a type of each table, and keeps one list of a schema's types";
    case 'c':
        return "PostgreSQL keeps one list of a table's constraints";
    case 'i':
        return "MySQL and MariaDB keep one list of a table's indexes, those made for foreign keys included";
    case 'f':
        return "InnoDB keeps one list of a database's foreign keys";
    case 'k':
        return "MySQL keeps one list of a database's CHECKs";
    default:
        return "MariaDB keeps one list of a table's CHECKs and its other constraints";
    }
}

static void report(OrmRun *run, const OrmScopedName *named, const OrmScopedName *first, char list)
{
    g_autofree char *what = orm_scoped_name_describe(named), *other = orm_scoped_name_describe(first);
    OrmFinding *finding = orm_report(run, orm_scoped_name_place(named), orm_scoped_name_about(named),
                                     "the name of %s is taken by %s", what, other);
    orm_finding_help(finding, "give one of them another name: %s", reason(list, orm_run_dialect(run)));
    orm_finding_related(finding, orm_scoped_name_place(first), "%s is named here", other);
}

static void check_implied(OrmRun *run, const OrmScopedName *named)
{
    OrmScopedName holder;
    if (!orm_scoped_name_is_implied(named, orm_run_dialect(run), &holder))
        return;
    g_autofree char *what = orm_scoped_name_describe(named);
    const char *kind = orm_scoped_name_kind(&holder), *table = orm_table_label(holder.table);
    OrmFinding *finding =
        orm_report(run, orm_scoped_name_place(named), orm_scoped_name_about(named),
                   "the name of %s is the one that PostgreSQL gives to the %s of table `%s`", what, kind, table);
    orm_finding_help(finding, "give one of them another name: %s",
                     reason(holder.lists[0].kind, ORM_DIALECT_POSTGRESQL));
    orm_finding_related(finding, orm_scoped_name_place(&holder), "the %s has no name of its own", kind);
}

static void check_name(OrmRun *run, GHashTable *names, const OrmScopedName *named)
{
    OrmDialect dialect = orm_run_dialect(run);
    const char *key = orm_scoped_name_key(named, dialect);
    const OrmScopedName *first = NULL;
    char list = '\0';
    for (guint i = 0; i < named->n_lists; i++) {
        const OrmScopedName *holder = orm_name_register_enter(names, named, i, key);
        if (holder != NULL && first == NULL) {
            first = holder;
            list = named->lists[i].kind;
        }
    }
    if (first == NULL)
        check_implied(run, named);
    else if (!orm_scoped_name_is_table(named) && !orm_scoped_names_are_repeated(first, named, dialect))
        report(run, named, first, list);
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GArray) all = orm_scoped_names(graph);
    g_autoptr(GHashTable) names = orm_name_register_new();
    for (guint i = 0; i < all->len; i++)
        check_name(run, names, &g_array_index(all, OrmScopedName, i));
}

const OrmRule orm_rule_constraint_name_clash = {
    .name = "constraint-name-clash",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "An index or constraint has a name that another already has where the database looks for it.",
    .why =
        "The second `CREATE` fails, or, with `IF NOT EXISTS`, is skipped: the index is then missing and nobody is "
        "told. "
        "How far a name reaches differs. PostgreSQL and SQLite keep the indexes of all tables of a schema in one list "
        "with the tables; in PostgreSQL that holds for unique constraints and primary keys too, and the constraints of "
        "one table need names of their own, and a native enum cannot be called like a table. In MySQL and MariaDB an "
        "index's name belongs to its table, but a foreign "
        "key's to the whole database; a CHECK's to the database in MySQL, to the table in MariaDB. A struct whose "
        "`ORM_INDEX(name=)` is inherited by two tables names both alike. What has no name gets one from PostgreSQL, "
        "`users_pkey`, `users_email_key`, `users_price_check`, and another when that is taken; what is made later and "
        "stated to be called so fails. Without a dialect, PostgreSQL's lists count. "
        "Django (`models.E029` to `E032`) and Prisma check the same.",
    .fix = "Begin the name with the table's: `ix_orders_created_at`. A convention does that for all of them: "
           "`naming: {ix: \"ix_%(table)s_%(columns)s\"}` in the configuration.",
    .graph = check,
};
