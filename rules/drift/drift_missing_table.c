/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static const char *what_to_do(const OrmTable *table)
{
    if (table->unmanaged)
        return "whoever manages it has to create it";
    return table->is_view ? "create it; the model does not tell its query"
                          : "create the table (`ormlint diff` prints how)";
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_TABLE_MISSING)
        return;
    const OrmTable *table = difference->table, *candidate = difference->candidate_table;
    const char *kind = table->is_view ? "view" : "table";
    OrmFinding *finding = orm_report_difference(
        run, difference, table->place, orm_about_table(table), "%s `%s` of `struct %s` is not in the schema `%s`", kind,
        orm_table_label(table), table->model->name, orm_run_catalog(run)->label);
    if (candidate != NULL) {
        orm_finding_help(finding, "if it was called `%s`, state renamed_from=%s", orm_table_label(candidate),
                         candidate->name);
        orm_finding_related(finding, candidate->place, "`%s`, which no model maps, looks like it",
                            orm_table_label(candidate));
    } else {
        orm_finding_help(finding, "%s", what_to_do(table));
    }
}

const OrmRule orm_rule_drift_missing_table = {
    .name = "drift-missing-table",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The schema lacks a table or view that a model maps.",
    .why = "Every statement of the program that names the table fails. Alembic, Hibernate's validation, "
           "active_record_doctor (undefined_table_references), database_consistency (MissingTableChecker) and "
           "Doctrine report the same. Where a table that no model maps has the same columns, it is named as "
           "the one that the missing one was probably renamed from.",
    .fix = "Create the table, correct its name in the model, or state `renamed_from=` where it has another name "
           "now: `ormlint diff` prints the statements.",
    .difference = check_difference,
};
