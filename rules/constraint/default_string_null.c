/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/expression.h"
#include "rules/edit.h"
#include "rules/rule.h"

static void check_column(OrmRun *run, const OrmColumn *column)
{
    g_autoptr(OrmExpression) expression =
        orm_expression_parse(column->details->server_default.text, orm_run_dialect(run));
    OrmConstant constant = {ORM_CONSTANT_NONE, NULL};
    if (expression)
        constant = orm_expression_constant(expression);
    gboolean is_json = column->type.family == ORM_SQL_JSON && g_strcmp0(constant.text, "null") == 0;
    if (constant.kind != ORM_CONSTANT_STRING || g_ascii_strcasecmp(constant.text, "null") != 0 || is_json)
        return;
    OrmFinding *finding = orm_report(run, column->details->server_default.place, orm_about_column(column),
                                     "default of column `%s` is the string `%s`, not NULL", orm_column_label(column),
                                     column->details->server_default.text);
    orm_finding_help(finding, column->nullable == ORM_NO ? "state a default that the NOT NULL column can have"
                                                         : "write `server_default=\"NULL\"`, or leave it out: that is "
                                                           "the default of a nullable column");
    if (!orm_column_is_own(column))
        return;
    orm_finding_fix(finding, FALSE, "remove `server_default`");
    orm_edit_remove_option(finding, column->annotations, "column", "server_default");
}

const OrmRule orm_rule_default_string_null = {
    .name = "default-string-null",
    .family = ORM_FAMILY_CONSTRAINT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "The default of a column is the string 'NULL'.",
    .why =
        "The quotes make it four letters: `WHERE name IS NULL` does not find such rows, and users meet somebody called "
        "NULL. In a column of JSON `'null'` is JSON's own null. SchemaCrawler reports the same.",
    .fix = "Write `NULL` without quotes, or leave the default out.",
    .column = check_column,
};
