/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static const char *key_columns(const OrmTable *table)
{
    return table->primary_key != NULL ? orm_columns_label(table->primary_key->columns) : NULL;
}

static OrmPlace key_place(const OrmTable *table)
{
    return table->primary_key != NULL ? orm_known_place(table->primary_key->place, table->place) : table->place;
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_PRIMARY_KEY)
        return;
    const OrmTable *table = difference->table, *actual = difference->actual_table;
    g_autofree char *subject = g_strdup_printf("table `%s` has", orm_table_label(table));
    g_autofree char *expected_side = orm_side("the primary key `", key_columns(table), "`", "no primary key");
    g_autofree char *actual_side = orm_side("the primary key `", key_columns(actual), "`", "no primary key");
    OrmFinding *finding = orm_report_sides(run, difference, key_place(table), orm_about_primary_key(table), subject,
                                           expected_side, actual_side);
    orm_finding_related(finding, key_place(actual), "`%s` in the schema", orm_table_label(actual));
}

const OrmRule orm_rule_drift_primary_key = {
    .name = "drift-primary-key",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A table's primary key has other columns, or another order of them, in the schema than in the model.",
    .why = "What the program takes for one row may be several, and an update by key then changes all of them; "
           "foreign keys that refer to the key fail to be created. The order counts, since it is that of the "
           "index behind the key. Doctrine reports the same; Alembic's documentation says that it cannot.",
    .fix = "Change the key in the model or in the schema.",
    .difference = check_difference,
};
