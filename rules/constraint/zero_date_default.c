/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "analyzer/graph/expression.h"
#include "rules/edit.h"
#include "rules/rule.h"

static gboolean is_zero_date(const OrmConstant *constant, OrmDialect dialect)
{
    if (constant->kind == ORM_CONSTANT_STRING)
        return orm_matches(constant->text, "^0000-00-00([ T]00:00:00(\\.0*)?)?$");
    return constant->kind == ORM_CONSTANT_INTEGER && orm_dialect_is_mysql(dialect) && g_str_equal(constant->text, "0");
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    OrmSqlFamily family = column->type.family;
    if ((dialect != ORM_DIALECT_PORTABLE && !orm_dialect_is_mysql(dialect)) ||
        (family != ORM_SQL_DATE && family != ORM_SQL_TIMESTAMP))
        return;
    g_autoptr(OrmExpression) expression = orm_expression_parse(column->details->server_default.text, dialect);
    OrmConstant constant = {ORM_CONSTANT_NONE, NULL};
    if (expression)
        constant = orm_expression_constant(expression);
    if (!is_zero_date(&constant, dialect))
        return;
    OrmFinding *finding = orm_report(run, column->details->server_default.place, orm_about_column(column),
                                     "default `%s` of column `%s` is a zero date, which is no date",
                                     column->details->server_default.text, orm_column_label(column));
    orm_finding_help(finding, "make the column nullable without a default, or default to CURRENT_TIMESTAMP");
    if (!orm_column_is_own(column))
        return;
    orm_finding_fix(finding, FALSE, "remove `server_default`");
    orm_edit_remove_option(finding, column->annotations, "column", "server_default");
}

const OrmRule orm_rule_zero_date_default = {
    .name = "zero-date-default",
    .family = ORM_FAMILY_CONSTRAINT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "The default of a date or time is MySQL's zero date.",
    .why =
        "`0000-00-00` is what MySQL stores for \"no date\" where strict mode lets it: a value that is no day, that "
        "`mktime` and most libraries refuse, and that compares as the oldest of all. Servers with NO_ZERO_DATE, which "
        "is the default, refuse the table. skeema reports the same (`zero-date`).",
    .fix = "Let the column be NULL when there is no date, or state a real default.",
    .column = check_column,
};
