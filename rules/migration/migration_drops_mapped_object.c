/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

/* One of those that go with it is enough to say. */
static void report_schema(OrmRun *run, const OrmMigrationStep *step, const OrmTable *table)
{
    OrmFinding *finding =
        orm_report(run, step->place, orm_about_step(run, step),
                   "the migration drops schema `%s`, and with it %s `%s`, which `struct %s` still "
                   "maps",
                   step->name, table->is_view ? "view" : "table", orm_table_label(table), table->model->name);
    orm_finding_related(finding, table->place, "`%s` is mapped here", orm_table_label(table));
}

static void report_table(OrmRun *run, const OrmMigrationStep *step, const OrmTable *table)
{
    gboolean renames = step->kind == ORM_STEP_RENAME_TABLE;
    OrmFinding *finding = orm_report(
        run, step->place, orm_about_step(run, step), "the migration %s %s `%s`, which `struct %s` still maps%s%s%s",
        step->new_schema != NULL ? "moves"
        : renames                ? "renames"
                                 : "drops",
        table->is_view ? "view" : "table", orm_step_label(step), table->model->name, renames ? ", to `" : "",
        renames ? orm_step_new_label(step) : "", renames ? "`" : "");
    orm_finding_related(finding, table->place, "`%s` is mapped here", orm_table_label(table));
    if (renames)
        orm_finding_help(finding, "map `struct %s` to `%s`", table->model->name, orm_step_new_label(step));
}

static void report_column(OrmRun *run, const OrmMigrationStep *step, const OrmColumn *column)
{
    gboolean renames = step->kind == ORM_STEP_RENAME_COLUMN;
    OrmFinding *finding =
        orm_report(run, step->place, orm_about_step(run, step),
                   "the migration %s column `%s`, which field `%s` of `struct %s` still maps%s%s%s",
                   renames ? "renames" : "drops", orm_step_label(step), column->field_path, column->model->name,
                   renames ? ", to `" : "", renames ? step->new_name : "", renames ? "`" : "");
    orm_finding_related(finding, column->name_place, "`%s` is mapped here", orm_column_label(column));
    if (renames)
        orm_finding_help(finding, "map field `%s` to `%s`", column->field_path, step->new_name);
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    const OrmTable *table = orm_step_lost_table(run, step);
    const OrmColumn *column = orm_step_lost_column(run, step);
    if (table != NULL && step->kind == ORM_STEP_DROP_SCHEMA)
        report_schema(run, step, table);
    else if (table != NULL)
        report_table(run, step, table);
    else if (column != NULL)
        report_column(run, step, column);
}

const OrmRule orm_rule_migration_drops_mapped_object = {
    .name = "migration-drops-mapped-object",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_MIGRATIONS,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A migration drops or renames a table or column that a model still maps.",
    .why = "Every statement of the program that names the table or column fails from the moment the migration "
           "has run. Atlas (DS101 to DS103), squawk and strong_migrations warn of every drop; none of them knows "
           "whether a program still needs what goes. It is reported where the schema, after all migrations, ends "
           "without it: a table that is dropped and made again is none.",
    .fix = "Take the table or column out of the model first, deploy that, and drop it afterwards; or make the "
           "change of the model in the same commit.",
    .step = check_step,
};
