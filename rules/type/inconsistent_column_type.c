/* SPDX-License-Identifier: MIT */
#include "analyzer/compare/types.h"
#include "analyzer/graph/names.h"
#include "rules/rule.h"

/* With and without a length, it is one kind. */
static OrmSqlFamily kind_of(const OrmSqlType *type)
{
    if (type->family == ORM_SQL_TEXT)
        return ORM_SQL_VARCHAR;
    return type->family == ORM_SQL_BLOB ? ORM_SQL_VARBINARY : type->family;
}

/* Lengths and precisions differ for good reasons; kind, width and sign rarely do. SQLite has affinities only. */
static gboolean is_same(const OrmSqlType *one, const OrmSqlType *other, OrmDialect dialect)
{
    if (dialect == ORM_DIALECT_SQLITE && orm_sqlite_affinity(one->text) == orm_sqlite_affinity(other->text))
        return TRUE;
    return kind_of(one) == kind_of(other) && one->bits == other->bits && one->is_unsigned == other->is_unsigned &&
           one->array_depth == other->array_depth && one->with_time_zone == other->with_time_zone &&
           (one->family != ORM_SQL_OTHER || one->name == other->name);
}

/* A foreign key's column takes its target's type. */
static gboolean is_judged(const OrmColumn *column)
{
    return !column->table->is_view && column->foreign_keys->len == 0 && column->type.family != ORM_SQL_UNKNOWN;
}

static GHashTable *group_by_name(const OrmGraph *graph)
{
    GHashTable *groups = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        for (guint k = 0; k < table->columns->len; k++) {
            OrmColumn *column = g_ptr_array_index(table->columns, k);
            gpointer name = (gpointer)orm_fold_name(column->name);
            GPtrArray *group = g_hash_table_lookup(groups, name);
            if (!group && is_judged(column))
                g_hash_table_insert(groups, name, group = g_ptr_array_new());
            if (is_judged(column))
                g_ptr_array_add(group, column);
        }
    }
    return groups;
}

/* The first column of the type that more than half of the group have, if there is one (Boyer and Moore's vote); else
 * the first. */
static const OrmColumn *usual_column(const GPtrArray *group, OrmDialect dialect)
{
    const OrmColumn *candidate = g_ptr_array_index(group, 0);
    guint lead = 0, votes = 0;
    for (guint i = 0; i < group->len; i++) {
        const OrmColumn *column = g_ptr_array_index(group, i);
        if (lead == 0)
            candidate = column;
        lead += is_same(&candidate->type, &column->type, dialect) ? 1u : -1u;
    }
    for (guint i = 0; i < group->len; i++)
        votes += is_same(&candidate->type, &((const OrmColumn *)g_ptr_array_index(group, i))->type, dialect);
    const OrmColumn *usual = 2 * votes > group->len ? candidate : g_ptr_array_index(group, 0);
    return usual;
}

/* Nobody compares one table's keys with another's; a table of few rows may have a smaller one. */
static gboolean are_keys(const OrmColumn *one, const OrmColumn *other)
{
    return one->in_primary_key && other->in_primary_key && one->table->primary_key->columns->len == 1 &&
           other->table->primary_key->columns->len == 1;
}

static void check_group(OrmRun *run, const GPtrArray *group)
{
    OrmDialect dialect = orm_run_dialect(run);
    const OrmColumn *usual = usual_column(group, dialect);
    g_autofree char *wanted = orm_sql_type_to_string(&usual->type, dialect);
    for (guint i = 0; i < group->len; i++) {
        const OrmColumn *column = g_ptr_array_index(group, i);
        if (is_same(&usual->type, &column->type, dialect) || are_keys(usual, column))
            continue;
        g_autofree char *type = orm_sql_type_to_string(&column->type, dialect);
        OrmFinding *finding =
            orm_report(run, column->type_place, orm_about_column(column), "column `%s` is %s, but `%s` is %s",
                       orm_column_label(column), type, orm_column_label(usual), wanted);
        orm_finding_help(finding, "give columns of one name one type, or tell them apart by name");
        orm_finding_related(finding, usual->type_place, "`%s` is %s", orm_column_label(usual), wanted);
    }
}

static void check_graph(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) groups = group_by_name(graph);
    GHashTableIter iter;
    gpointer group;
    g_hash_table_iter_init(&iter, groups);
    while (g_hash_table_iter_next(&iter, NULL, &group))
        check_group(run, group);
}

const OrmRule orm_rule_inconsistent_column_type = {
    .name = "inconsistent-column-type",
    .family = ORM_FAMILY_TYPE,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "Columns of one name have different types in different tables.",
    .why =
        "Whoever knows one table expects the same of the next; a join over two such columns converts every value and "
        "may miss the index. Kind, width and sign are compared, not lengths. The column that differs from what most "
        "tables have is reported; in SQLite, by affinity. Primary keys among themselves are not compared. Columns of "
        "foreign keys follow their targets and are not judged. SchemaCrawler and "
        "pg-index-health report the same.",
    .fix = "Give them one type, or different names.",
    .graph = check_graph,
};
