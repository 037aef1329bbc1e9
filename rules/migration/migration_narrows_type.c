/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

static gboolean only_grows(const OrmSqlType *old_type, const OrmSqlType *new_type)
{
    gboolean text = (old_type->family == ORM_SQL_VARCHAR || old_type->family == ORM_SQL_TEXT) &&
                    (new_type->family == ORM_SQL_VARCHAR || new_type->family == ORM_SQL_TEXT);
    gboolean digits = old_type->family == ORM_SQL_NUMERIC && new_type->family == ORM_SQL_NUMERIC;
    return text || digits;
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind != ORM_STEP_ALTER_TYPE || step->old_type == NULL || step->new_type == NULL ||
        orm_step_is_on_new_object(run, step))
        return;
    OrmDialect dialect = orm_run_dialect(run);
    OrmSqlType old_type = orm_sql_type_parse(step->old_type, dialect);
    OrmSqlType new_type = orm_sql_type_parse(step->new_type, dialect);
    OrmSqlFit fit = orm_sql_type_fit(&new_type, &old_type);
    if (fit == ORM_FIT_EQUAL || (fit == ORM_FIT_WIDER && only_grows(&old_type, &new_type)) ||
        (fit == ORM_FIT_UNKNOWN && g_ascii_strcasecmp(step->old_type, step->new_type) == 0))
        return;
    gboolean narrows = fit == ORM_FIT_NARROWER || fit == ORM_FIT_SIGN;
    OrmFinding *finding =
        orm_report_as(run, narrows ? ORM_SEVERITY_ERROR : ORM_SEVERITY_WARNING, step->place, orm_about_step(run, step),
                      "the migration changes column `%s` from %s to %s%s", orm_step_label(step), step->old_type,
                      step->new_type, narrows ? ", which does not hold every value" : "");
    orm_finding_help(finding, narrows ? "make sure that every value fits, or keep the type"
                                      : "programs that read the old type must change with it");
}

const OrmRule orm_rule_migration_narrows_type = {
    .name = "migration-narrows-type",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_MIGRATIONS,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A migration changes a column's type; an error where the new one holds less.",
    .why = "Values that do not fit make the statement fail or are cut, and a C program that reads the column "
           "into a field of the old type reads garbage. Atlas (data-dependent changes), squawk (changing-column-"
           "type) and strong_migrations (change_column) say the same. A longer VARCHAR or a NUMERIC with more "
           "digits changes nothing for the rows, and is not reported.",
    .fix = "Add a column of the new type, copy, and move the programs over; or make sure that every value fits, "
           "and deploy the program with the migration.",
    .step = check_step,
};
