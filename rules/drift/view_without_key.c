/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_VIEW_WITHOUT_KEY)
        return;
    const OrmTable *table = difference->table;
    OrmFinding *finding = orm_report_difference(run, difference, table->place, orm_about_table(table),
                                                "`struct %s` states no key of view `%s`: its rows cannot be told apart",
                                                table->model->name, orm_table_label(table));
    orm_finding_help(finding, "state `primary_key` on the columns that tell its rows apart");
    orm_finding_related(finding, difference->actual_table->place, "view `%s` in the schema",
                        orm_table_label(difference->actual_table));
}

const OrmRule orm_rule_view_without_key = {
    .name = "view-without-key",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A model over a view states no key.",
    .why = "A database gives a view no primary key, so only the model can say which columns tell its rows apart. "
           "Without that, one row cannot be loaded again, and relationships cannot refer to the view. "
           "database_consistency (ViewPrimaryKeyChecker) reports the same.",
    .fix = "State `primary_key` on the columns that are unique in the view.",
    .difference = check_difference,
};
