/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/differences.h"

static void report_missing(OrmRun *run, const OrmDifference *difference)
{
    const OrmIndex *index = difference->index;
    g_autofree char *what = orm_index_describe(index);
    OrmFinding *finding = orm_report_difference(run, difference, index->place, orm_about_index(index),
                                                "%s is not in the schema: it does not keep equal rows away", what);
    orm_finding_help(finding, "look for equal rows, then add it (`ormlint diff` prints how)");
    const OrmIndex *plain = difference->actual_index;
    if (plain != NULL)
        orm_finding_related(finding, plain->place, "the schema's index over the same columns is not unique");
    else
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
    const OrmIndex *plain = difference->index;
    if (plain != NULL)
        orm_finding_related(finding, plain->place, "the model's index over the same columns is not unique");
    else
        orm_finding_related(finding, difference->table->place, "`%s` is mapped here",
                            orm_table_label(difference->table));
}

static gboolean is_unique(const OrmIndex *index)
{
    return index != NULL && index->unique.value == ORM_YES;
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_UNIQUE)
        return;
    if (!is_unique(difference->actual_index))
        report_missing(run, difference);
    else if (!is_unique(difference->index))
        report_extra(run, difference);
    else
        orm_report_index_sides(run, difference);
}

const OrmRule orm_rule_drift_unique = {
    .name = "drift-unique",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "Columns are unique only in the model or only in the schema, or differ in predicate, DEFERRABLE, NULLS "
               "NOT DISTINCT or INCLUDE.",
    .why =
        "What the model takes for unique may be there twice, so that a look-up finds any of several rows; or an "
        "INSERT that the program believes in is refused. A unique constraint and a unique index over the same "
        "columns, in any order, are the same. A plain index that stands in the place of a unique one belongs to this "
        "finding. Alembic, active_record_doctor (missing_unique_indexes) and database_consistency "
        "(MissingUniqueIndexChecker, UniqueIndexChecker) report missing and extra ones.",
    .fix = "Look for equal rows, then make the columns unique in the schema; or change the model.",
    .difference = check_difference,
};
