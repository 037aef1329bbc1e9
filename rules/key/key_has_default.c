/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "analyzer/graph/questions_keys.h"
#include "rules/edit.h"

/* Whether SQL text is one literal: a number, TRUE or FALSE, or a quoted string, the latter with a cast perhaps. */
static gboolean is_literal(const char *text)
{
    return orm_matches(text, "(?i)^[\\s(]*([-+]?[0-9.]+(e[-+]?[0-9]+)?|true|false|[a-z]?'([^']|'')*')"
                             "(::[a-z][a-z0-9_ ]*(\\([0-9, ]*\\))?)?[\\s)]*$");
}

/* A table meant for a single row has a constant key on purpose: a CHECK speaks of the key then. */
static gboolean key_is_checked(const OrmTable *table, const OrmColumn *column)
{
    g_autofree char *name = g_regex_escape_string(column->name, -1);
    g_autofree char *pattern = g_strdup_printf("\\b%s\\b", name);
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(table->checks, i);
        if (!check->on_column && check->expression.text &&
            g_regex_match_simple(pattern, check->expression.text, G_REGEX_CASELESS, 0))
            return TRUE;
    }
    return FALSE;
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    const OrmColumn *column = orm_table_single_key(table);
    if (!column || table->is_view)
        return;
    const OrmStated *stated = &column->details->server_default;
    if (!stated->text || !is_literal(stated->text))
        stated = &column->details->default_value;
    if (!stated->text || !is_literal(stated->text) || key_is_checked(table, column))
        return;
    OrmFinding *finding =
        orm_report(run, stated->place, orm_about_column(column),
                   "primary key `%s` of table `%s` has the constant default `%s`, which only one row can take",
                   column->name, orm_table_label(table), stated->text);
    orm_finding_help(finding,
                     "remove the default, or let the database generate the key: `autoincrement` or `identity=`");
    const char *option = stated == &column->details->server_default ? "server_default" : "default";
    if (!orm_column_is_own(column))
        return;
    orm_finding_fix(finding, FALSE, "remove `%s`", option);
    orm_edit_remove_option(finding, column->annotations, "column", option);
}

const OrmRule orm_rule_key_has_default = {
    .name = "key-has-default",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A primary key of one column has a constant default.",
    .why = "The first row that relies on the default takes its value; the second fails with a duplicate key, in "
           "production rather than in the test that inserts one row. EF Core warns of it "
           "(`ModelValidationKeyDefaultValueWarning`). Generated values such as `nextval('s')` or `uuid()` are "
           "fine, and so is a single-row table that holds its key to one value with a CHECK.",
    .fix = "Remove the default, or have the key generated with `autoincrement`, `identity=` or a default that "
           "differs from row to row.",
    .table = check_table,
};
