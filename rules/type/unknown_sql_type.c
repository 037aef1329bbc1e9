/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/names.h"
#include "analyzer/graph/sql_type_names.h"
#include "rules/rule.h"

#include <string.h>

/* The names of the enum types that the models make, in lower case. */
static GHashTable *native_enums(const OrmGraph *graph)
{
    GHashTable *names = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        for (guint k = 0; k < table->columns->len; k++) {
            const OrmColumnEnum *kept = &((const OrmColumn *)g_ptr_array_index(table->columns, k))->enumeration;
            if (kept->enumeration && kept->name.text)
                g_hash_table_add(names, (gpointer)orm_fold_name(kept->name.text));
        }
    }
    return names;
}

static const char *title(OrmDialect dialect)
{
    static const char *const titles[] = {"any database", "PostgreSQL", "SQLite", "MySQL", "MariaDB"};
    return titles[dialect];
}

/* The types that a database's user makes, those of the rule's option, and the rest of a type's words: `interval day to
 * second`, `varchar character set utf8mb4`, MySQL's ENUM. */
static gboolean is_known(const OrmRun *run, GHashTable *enums, const OrmSqlType *type)
{
    OrmDialect dialect = orm_run_dialect(run);
    const char *name = type->name;
    if (type->family != ORM_SQL_UNKNOWN || *name == '\0' || strpbrk(name, ".\"") ||
        g_strv_contains(orm_run_list(run, "types"), name))
        return TRUE;
    gboolean mysql = orm_dialect_is_mysql(dialect) || dialect == ORM_DIALECT_PORTABLE;
    if (mysql && (g_str_equal(name, "enum") || g_str_equal(name, "serial")))
        return TRUE;
    if (orm_run_catalog(run) != NULL && orm_catalog_type(orm_run_catalog(run), NULL, name) != NULL)
        return TRUE;
    g_auto(GStrv) words = g_strsplit(name, " ", -1);
    if (words[1] && orm_sql_type_name_find(words[0], dialect))
        return TRUE;
    return orm_graph_table(orm_run_graph(run), name) != NULL || g_hash_table_contains(enums, orm_fold_name(name));
}

/* A type that another dialect has; NULL: none has it. */
static const char *owner_of(const OrmSqlType *type)
{
    for (OrmDialect dialect = ORM_DIALECT_POSTGRESQL; dialect <= ORM_DIALECT_MARIADB; dialect++) {
        if (orm_sql_type_name_find(type->name, dialect))
            return title(dialect);
    }
    return NULL;
}

static void check_column(OrmRun *run, GHashTable *enums, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    const OrmSqlType *type = &column->type;
    if (is_known(run, enums, type))
        return;
    gboolean loose = dialect == ORM_DIALECT_SQLITE && column->table->strict.value != ORM_YES;
    OrmFinding *finding = orm_report_as(
        run, loose ? ORM_SEVERITY_INFO : ORM_SEVERITY_ERROR, column->type_place, orm_about_column(column),
        loose ? "type `%s` of column `%s` is not one of %s, which only guesses an affinity from its letters"
              : "type `%s` of column `%s` is unknown to %s",
        type->text, orm_column_label(column), title(dialect));
    const char *owner = owner_of(type);
    if (owner)
        orm_finding_help(finding, "it is a type of %s", owner);
    else
        orm_finding_help(finding, "if it is a type of your own, add it to the rule's option `types`");
}

static void check_graph(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) enums = native_enums(graph);
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        for (guint k = 0; k < table->columns->len; k++)
            check_column(run, enums, g_ptr_array_index(table->columns, k));
    }
}

static const OrmRuleOption options[] = {
    {"types", ORM_RULE_OPTION_LIST, "",
     "Further types that the database knows, in lower case: domains, composite types, those of extensions.", NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_unknown_sql_type = {
    .name = "unknown-sql-type",
    .family = ORM_FAMILY_TYPE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A column states an SQL type that the chosen database does not have.",
    .why =
        "`CREATE TABLE` fails, and no rule can compare what it does not know. Types with a schema before their name or "
        "in double quotes, enums and tables of the models, and those of the rule's option are the user's own. SQLite "
        "takes any word and derives an affinity from its letters, so that it is info there unless the table is "
        "STRICT. Doctrine, Prisma and TypeORM refuse unknown types.",
    .fix = "Correct the name, choose the dialect's own type, or name your type in the option `types`.",
    .options = options,
    .graph = check_graph,
};
