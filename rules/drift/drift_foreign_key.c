/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void report_missing(OrmRun *run, const OrmDifference *difference, const char *parent)
{
    const OrmForeignKey *key = difference->key;
    OrmFinding *finding =
        orm_report_difference(run, difference, key->place, orm_about_foreign_key(key),
                              "foreign key `%s` to %s is not in the schema: nothing keeps rows without a parent away",
                              orm_foreign_key_label(key), parent);
    orm_finding_help(finding, "add it to the schema, or state `unenforced`");
    orm_finding_related(finding, difference->actual_table->place, "`%s` in the schema",
                        orm_table_label(difference->actual_table));
}

static void report_extra(OrmRun *run, const OrmDifference *difference, const char *parent)
{
    const OrmForeignKey *key = difference->actual_key;
    OrmFinding *finding =
        orm_report_difference(run, difference, key->place, orm_about_actual(difference, orm_about_foreign_key(key)),
                              "foreign key `%s` to %s is in the schema, and `struct %s` does not state it",
                              orm_foreign_key_label(key), parent, difference->table->model->name);
    orm_finding_help(finding, "state it with ORM_FOREIGN_KEY, or drop it from the schema");
    orm_finding_related(finding, difference->table->place, "`%s` is mapped here", orm_table_label(difference->table));
}

static void report_target(OrmRun *run, const OrmDifference *difference, const char *parent, const char *actual_parent)
{
    const OrmForeignKey *key = difference->key;
    g_autofree char *subject = g_strdup_printf("foreign key `%s` refers to", orm_foreign_key_label(key));
    OrmFinding *finding = orm_report_sides(run, difference, orm_known_place(key->parent_place, key->place),
                                           orm_about_foreign_key(key), subject, parent, actual_parent);
    orm_finding_related(finding, difference->actual_key->place, "the foreign key in the schema");
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_FOREIGN_KEY)
        return;
    const OrmForeignKey *key = difference->key, *actual = difference->actual_key;
    g_autofree char *parent = key != NULL ? orm_foreign_key_parent_label(key) : NULL;
    g_autofree char *actual_parent = actual != NULL ? orm_foreign_key_parent_label(actual) : NULL;
    if (actual == NULL)
        report_missing(run, difference, parent);
    else if (key == NULL)
        report_extra(run, difference, actual_parent);
    else
        report_target(run, difference, parent, actual_parent);
}

const OrmRule orm_rule_drift_foreign_key = {
    .name = "drift-foreign-key",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A foreign key is only in the model or only in the schema, or refers to another table or column there.",
    .why = "Without the key, rows whose parent is gone pile up, and the cascades that the program relies on do not "
           "happen. A key that only the schema has refuses writes that the program believes in. Keys are compared by "
           "their columns and their target; another name is no difference, and a key with `unenforced` is not "
           "expected. Alembic, active_record_doctor and database_consistency (ForeignKeyChecker) report the same.",
    .fix = "Add the key to the schema or state it in the model; `unenforced` says that the database deliberately "
           "has none.",
    .difference = check_difference,
};
