/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

/* Text, dates and enums mean something outside the database; integers and binary identifiers usually do not. */
static gboolean looks_natural(const OrmColumn *column)
{
    if (column->enumeration->enumeration)
        return TRUE;
    switch (column->type.family) {
    case ORM_SQL_CHAR:
    case ORM_SQL_VARCHAR:
    case ORM_SQL_TEXT:
    case ORM_SQL_DATE:
    case ORM_SQL_TIME:
    case ORM_SQL_TIMESTAMP:
    case ORM_SQL_INTERVAL:
    case ORM_SQL_FLOAT:
    case ORM_SQL_BOOLEAN:
    case ORM_SQL_ENUM:
        return TRUE;
    default:
        return FALSE;
    }
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    const OrmColumn *column = orm_table_single_key(table);
    if (!column || table->is_view || column->foreign_keys->len > 0 || !looks_natural(column))
        return;
    g_autofree char *type = orm_sql_type_to_string(&column->type, orm_run_dialect(run));
    OrmFinding *finding = orm_report(run, column->type_place, orm_about_column(column),
                                     "primary key `%s` of table `%s` is %s and looks like a natural key", column->name,
                                     orm_table_label(table), column->enumeration->enumeration ? "an enum" : type);
    orm_finding_help(finding, "add a surrogate key and make `%s` unique", column->name);
}

const OrmRule orm_rule_natural_primary_key = {
    .name = "natural-primary-key",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "The primary key looks natural: text, a date, an enum.",
    .why = "What means something to people changes: a name is corrected, a code is reassigned, and then every row "
           "that refers to it has to change too. Text keys are also copied into every foreign key and index. "
           "pg-index-health reports both (primary keys that are natural, or `varchar`). Whether that is wrong is "
           "for the project to say, so the rule is off by default; `UUID` and binary keys are not reported.",
    .fix = "Add a surrogate key (`int64_t id ORM_COLUMN(primary_key)`) and make the natural one "
           "`ORM_COLUMN(unique)`.",
    .table = check_table,
};
