/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/sql_constant.h"
#include "rules/rule.h"

/* default-string-null and zero-date-default speak of these; default-outside-domain of labels. */
static gboolean is_other_rules(const OrmColumn *column, const OrmConstant *constant, OrmDialect dialect)
{
    if (constant->kind != ORM_CONSTANT_STRING)
        return FALSE;
    gboolean labelled = column->enumeration.enumeration && column->enumeration.storage != ORM_ENUM_STORED_INTEGER &&
                        !column->type_stated;
    gboolean zero_date = dialect != ORM_DIALECT_POSTGRESQL && g_str_has_prefix(constant->text, "0000-00-00");
    return labelled || zero_date || g_ascii_strcasecmp(constant->text, "null") == 0;
}

static void report(OrmRun *run, const OrmColumn *column, const OrmStated *stated, const OrmConstant *constant)
{
    OrmDialect dialect = orm_run_dialect(run);
    g_autofree char *misfit =
        is_other_rules(column, constant, dialect) ? NULL : orm_sql_constant_misfit(constant, &column->type, dialect);
    if (!misfit)
        return;
    g_autofree char *type = orm_sql_type_to_string(&column->type, dialect);
    OrmFinding *finding = orm_report(run, stated->place, orm_about_column(column),
                                     "default `%s` does not fit column `%s`, which is %s: it %s", stated->text,
                                     orm_column_label(column), type, misfit);
    orm_finding_help(finding, "state a default that is %s, or change the column's type", type);
    if (column->type_stated)
        orm_finding_related(finding, column->type_place, "`%s` is %s", orm_column_label(column), type);
}

/* The program's default is C: only a number says by itself what it is, and C takes one for a boolean or a time. */
static void check_program(OrmRun *run, const OrmColumn *column)
{
    const char *text = column->default_value.text;
    gboolean numeric = column->type.family == ORM_SQL_INTEGER || column->type.family == ORM_SQL_NUMERIC;
    if (!text || !numeric || !g_regex_match_simple("^[-+]?[0-9]+(\\.[0-9]+)?$", text, 0, 0))
        return;
    OrmConstant constant = {ORM_CONSTANT_DECIMAL, text};
    report(run, column, &column->default_value, &constant);
}

/* MySQL wants an expression there; MariaDB takes a literal. */
static gboolean has_forbidden_literal(const OrmColumn *column, const OrmConstant *constant)
{
    OrmSqlFamily family = column->type.family;
    return (family == ORM_SQL_TEXT || family == ORM_SQL_BLOB || family == ORM_SQL_JSON) &&
           constant->kind != ORM_CONSTANT_NONE && constant->kind != ORM_CONSTANT_NULL &&
           column->server_default.text[0] != '(';
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    check_program(run, column);
    OrmDialect dialect = orm_run_dialect(run);
    g_autoptr(OrmExpression) expression = orm_expression_parse(column->server_default.text, dialect);
    if (!expression)
        return;
    OrmConstant constant = orm_expression_constant(expression);
    if (dialect == ORM_DIALECT_MYSQL && has_forbidden_literal(column, &constant)) {
        g_autofree char *type = orm_sql_type_to_string(&column->type, dialect);
        OrmFinding *finding =
            orm_report(run, column->server_default.place, orm_about_column(column),
                       "column `%s` is %s, which takes no literal default in MySQL", orm_column_label(column), type);
        orm_finding_help(finding, "write it as an expression: `(%s)`", column->server_default.text);
        return;
    }
    report(run, column, &column->server_default, &constant);
}

const OrmRule orm_rule_default_type_mismatch = {
    .name = "default-type-mismatch",
    .family = ORM_FAMILY_CONSTRAINT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The default of a column is no value of its type.",
    .why =
        "PostgreSQL and MySQL refuse the table, or the first insert that relies on the default fails; SQLite stores "
        "the "
        "text in a column of numbers. Constants are judged, and the current time and new UUIDs; calls, expressions and "
        "what PostgreSQL's grammar cannot read are not. Of the program's `default=` only numbers are judged: a name "
        "may "
        "be a constant of C. MySQL takes no literal default for TEXT, BLOB and JSON. On SQLite lengths are not "
        "enforced, and times may be numbers. Prisma, Django (`fields.E170`) and openradtool report the same.",
    .fix = "State a default of the column's type, as SQL: `'text'`, `0`, `false`, `now()`.",
    .column = check_column,
};
