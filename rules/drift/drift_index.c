/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/differences.h"

static void report_missing(OrmRun *run, const OrmDifference *difference)
{
    const OrmIndex *index = difference->index;
    g_autofree char *what = orm_index_describe(index);
    OrmFinding *finding =
        orm_report_difference(run, difference, index->place, orm_about_index(index), "%s is not in the schema", what);
    orm_finding_help(finding, "create the index (`ormlint diff` prints how)");
    orm_finding_related(finding, difference->actual_table->place, "`%s` in the schema",
                        orm_table_label(difference->actual_table));
}

static void report_extra(OrmRun *run, const OrmDifference *difference)
{
    const OrmIndex *index = difference->actual_index;
    g_autofree char *what = orm_index_describe(index);
    OrmFinding *finding = orm_report_difference(
        run, difference, index->place, orm_about_actual(difference, orm_about_index(index)),
        "%s is in the schema, and `struct %s` does not state it", what, difference->table->model->name);
    orm_finding_help(finding, "state it, or drop it from the schema");
    orm_finding_related(finding, difference->table->place, "`%s` is mapped here", orm_table_label(difference->table));
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_INDEX)
        return;
    if (difference->actual_index == NULL)
        report_missing(run, difference);
    else if (difference->index == NULL)
        report_extra(run, difference);
    else
        orm_report_index_sides(run, difference);
}

const OrmRule orm_rule_drift_index = {
    .name = "drift-index",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "An index that is not unique is only in the model or only in the schema, or defined otherwise there.",
    .why = "Queries that the program relies on read the whole table, or writes pay for an index that nobody asked "
           "for. Indexes are compared by method, columns or expressions in order, direction, place of NULLs, operator "
           "class, prefix length, predicate and included columns; another name is no difference, nor are the indexes "
           "that the engine keeps for primary keys, unique constraints and, on MySQL, foreign keys. Alembic compares "
           "names, columns and, in part, expressions.",
    .fix = "Create or drop the index, or change the model.",
    .difference = check_difference,
};
