/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

/* "check `ck_price` of `products`", "the check of `products.price`". */
static char *describe(const OrmCheck *check)
{
    const char *table = orm_table_label(check->table);
    return check->name != NULL ? g_strdup_printf("check `%s` of `%s`", check->name, table)
                               : g_strdup_printf("the check of `%s`", table);
}

static void report_missing(OrmRun *run, const OrmDifference *difference)
{
    const OrmCheck *check = difference->check;
    g_autofree char *what = describe(check);
    OrmFinding *finding = orm_report_difference(run, difference, check->place, orm_about_check(check),
                                                "%s, `%s`, is not in the schema", what, difference->expected);
    orm_finding_help(finding, "add it to the schema (`ormlint diff` prints how)");
    orm_finding_related(finding, difference->actual_table->place, "`%s` in the schema",
                        orm_table_label(difference->actual_table));
}

static void report_extra(OrmRun *run, const OrmDifference *difference)
{
    const OrmCheck *check = difference->actual_check;
    g_autofree char *what = describe(check);
    OrmFinding *finding =
        orm_report_difference(run, difference, check->place, orm_about_actual(difference, orm_about_check(check)),
                              "%s, `%s`, is in the schema, and `struct %s` does not state it", what, difference->actual,
                              difference->table->model->name);
    orm_finding_help(finding, "state it with ORM_CHECK, or drop it from the schema");
    orm_finding_related(finding, difference->table->place, "`%s` is mapped here", orm_table_label(difference->table));
}

static void report_other(OrmRun *run, const OrmDifference *difference)
{
    const OrmCheck *check = difference->check;
    g_autofree char *what = describe(check);
    g_autofree char *subject = g_strdup_printf("%s is", what);
    g_autofree char *expected = orm_side("`", difference->expected, "`", "empty");
    g_autofree char *actual = orm_side("`", difference->actual, "`", "empty");
    OrmFinding *finding = orm_report_sides(run, difference, orm_known_place(check->expression.place, check->place),
                                           orm_about_check(check), subject, expected, actual);
    orm_finding_related(finding, difference->actual_check->place, "the check in the schema");
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_CHECK)
        return;
    if (difference->actual_check == NULL)
        report_missing(run, difference);
    else if (difference->check == NULL)
        report_extra(run, difference);
    else
        report_other(run, difference);
}

const OrmRule orm_rule_drift_check = {
    .name = "drift-check",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A CHECK is only in the model or only in the schema, or says something else there.",
    .why = "Values that the program takes for impossible can be in the table, or writes that it believes in are "
           "refused. Checks are compared as expressions, after undoing what databases rewrite: PostgreSQL keeps `x "
           "IN (1, 2)` as `x = ANY (ARRAY[1, 2])`, BETWEEN as two comparisons, and adds casts. Where two cannot be "
           "compared that is said as info. A check that lists an enum's values is `drift-enum-values`. Alembic "
           "compares names only; database_consistency (NumericalityConstraintChecker) looks at numbers.",
    .fix = "Add, change or drop the check in the schema, or change `ORM_CHECK`.",
    .difference = check_difference,
};
