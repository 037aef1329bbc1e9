/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "analyzer/graph/expression_place.h"
#include "analyzer/graph/sql_constant.h"
#include "rules/rule.h"

/* default-string-null and zero-date-default speak of these; default-outside-domain of labels. */
static gboolean is_other_rules(const OrmColumn *column, const OrmConstant *constant, OrmDialect dialect)
{
    if (constant->kind != ORM_CONSTANT_STRING)
        return FALSE;
    gboolean labelled = column->enumeration->enumeration && column->enumeration->storage != ORM_ENUM_STORED_INTEGER &&
                        !column->type_stated;
    gboolean zero_date = dialect != ORM_DIALECT_POSTGRESQL && g_str_has_prefix(constant->text, "0000-00-00");
    return labelled || zero_date || g_ascii_strcasecmp(constant->text, "null") == 0;
}

/* A cast to a type with a length cuts the text off to it. */
static gboolean is_cut(const char *text)
{
    return orm_matches(text, "(?i)::\\s*(character varying|character|varchar|bpchar|char)\\s*\\(");
}

/*
 * What a value must fit. SQLite does not keep to widths, and both it and MySQL take a boolean's name for a small
 * number: there only a C type says that a value is too large for what reads it.
 */
static OrmSqlType judged_type(const OrmColumn *column, OrmDialect dialect)
{
    OrmSqlType type = column->type;
    if (column->field && !column->type_stated)
        return type;
    gboolean sqlite = dialect == ORM_DIALECT_SQLITE;
    if (type.family == ORM_SQL_BOOLEAN && (sqlite || orm_dialect_is_mysql(dialect))) {
        type.family = ORM_SQL_INTEGER;
        type.bits = 8;
    }
    if (sqlite) {
        type.bits = 64;
        type.precision = ORM_SQL_UNSTATED;
    }
    return type;
}

static void report_misfit(OrmRun *run, const OrmColumn *column, const OrmStated *stated, const char *misfit)
{
    OrmDialect dialect = orm_run_dialect(run);
    g_autofree char *type = orm_sql_type_to_string(&column->type, dialect);
    OrmFinding *finding = orm_report(run, stated->place, orm_about_column(column),
                                     "default `%s` does not fit column `%s`, which is %s: it %s", stated->text,
                                     orm_column_label(column), type, misfit);
    gboolean zero_or_one = column->type.family == ORM_SQL_BOOLEAN && dialect != ORM_DIALECT_POSTGRESQL;
    orm_finding_help(finding, "state a default that is %s, or change the column's type", zero_or_one ? "0 or 1" : type);
    if (column->type_stated)
        orm_finding_related(finding, column->type_place, "`%s` is %s", orm_column_label(column), type);
}

/* The database takes a fraction for a column of integers, but the value is another than what is read. */
static void check_fraction(OrmRun *run, const OrmColumn *column, const OrmConstant *constant)
{
    OrmDialect dialect = orm_run_dialect(run);
    double stored = 0;
    OrmFraction fraction = column->type.family == ORM_SQL_INTEGER && column->type.array_depth == 0
                               ? orm_sql_integer_fraction(constant, dialect, FALSE, &stored)
                               : ORM_FRACTION_NONE;
    if (fraction == ORM_FRACTION_NONE)
        return;
    g_autofree char *type = orm_sql_type_to_string(&column->type, dialect);
    g_autofree char *rounded = g_strdup_printf("it is rounded to %.0f", stored);
    const char *outcome = fraction == ORM_FRACTION_KEPT ? "SQLite stores it with its fraction" : rounded;
    OrmFinding *finding = orm_report_as(
        run, ORM_SEVERITY_WARNING, column->details->server_default.place, orm_about_column(column),
        "default `%s` of column `%s` is no %s: %s%s", column->details->server_default.text, orm_column_label(column),
        type, outcome, dialect == ORM_DIALECT_PORTABLE ? ", or on SQLite stored with its fraction" : "");
    orm_finding_help(finding, "state an integer, or change the column's type");
    if (column->type_stated)
        orm_finding_related(finding, column->type_place, "`%s` is %s", orm_column_label(column), type);
}

/*
 * What a cast of PostgreSQL leaves of the constant: what a number is cast to is what the writer wants to have of its
 * fraction.
 */
static OrmConstant without_cast(OrmConstant constant, const char *text)
{
    GRegex *regex = orm_pattern("(?i)(?:::|\\bAS\\s)\\s*([a-z]+)");
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex, text, 0, &match))
        return constant;
    g_autofree char *word = g_match_info_fetch(match, 1), *type = g_ascii_strdown(word, -1);
    gboolean exact = g_str_equal(type, "numeric") || g_str_equal(type, "decimal");
    if (!exact && constant.kind == ORM_CONSTANT_DECIMAL)
        constant.kind = ORM_CONSTANT_NONE;
    return constant;
}

static void check_constant(OrmRun *run, const OrmColumn *column, OrmConstant constant)
{
    OrmDialect dialect = orm_run_dialect(run);
    const char *text = column->details->server_default.text;
    if (is_other_rules(column, &constant, dialect) || is_cut(text))
        return;
    OrmSqlType judged = judged_type(column, dialect);
    g_autofree char *misfit =
        orm_sql_constant_misfit(&constant, &judged, dialect, column->table->strict.value == ORM_YES);
    if (misfit)
        report_misfit(run, column, &column->details->server_default, misfit);
    else
        check_fraction(run, column, &constant);
}

/* The program's default is C: only a number says by itself what it is, and C takes one for a boolean or a time. */
static void check_program(OrmRun *run, const OrmColumn *column)
{
    const char *text = column->details->default_value.text;
    gboolean numeric = column->type.family == ORM_SQL_INTEGER || column->type.family == ORM_SQL_NUMERIC;
    if (!text || !numeric || !orm_matches(text, "^[-+]?[0-9]+(\\.[0-9]+)?$"))
        return;
    OrmDialect dialect = orm_run_dialect(run);
    OrmConstant constant = {ORM_CONSTANT_DECIMAL, text};
    OrmSqlType judged = judged_type(column, dialect);
    double stored = 0;
    gboolean fraction = column->type.family == ORM_SQL_INTEGER &&
                        orm_sql_integer_fraction(&constant, dialect, FALSE, &stored) != ORM_FRACTION_NONE;
    g_autofree char *misfit =
        fraction ? g_strdup("is no integer") : orm_sql_constant_misfit(&constant, &judged, dialect, FALSE);
    if (misfit)
        report_misfit(run, column, &column->details->default_value, misfit);
}

/* MySQL wants an expression there; MariaDB takes a literal. */
static gboolean has_forbidden_literal(const OrmColumn *column, const OrmConstant *constant)
{
    OrmSqlFamily family = column->type.family;
    return (family == ORM_SQL_TEXT || family == ORM_SQL_BLOB || family == ORM_SQL_JSON) &&
           constant->kind != ORM_CONSTANT_NONE && constant->kind != ORM_CONSTANT_NULL &&
           column->details->server_default.text[0] != '(';
}

/* CURRENT_TIMESTAMP without parentheses is no expression for MySQL but a property of columns that hold such a time, in
 * their precision. MariaDB takes it anywhere. */
static gboolean check_current_time(OrmRun *run, const OrmColumn *column)
{
    const char *text = column->details->server_default.text;
    g_autoptr(GMatchInfo) match = NULL;
    GRegex *regex = orm_pattern("(?i)^\\s*CURRENT_TIMESTAMP\\b\\s*(\\(\\s*([0-6])?\\s*\\))?");
    if (orm_run_dialect(run) != ORM_DIALECT_MYSQL || !g_regex_match(regex, text, 0, &match))
        return FALSE;
    g_autofree char *digits = g_match_info_fetch(match, 2);
    gint precision = digits && *digits ? *digits - '0' : 0;
    gboolean of_time = column->type.family == ORM_SQL_TIMESTAMP;
    if (of_time && precision == MAX(column->type.precision, 0))
        return FALSE;
    g_autofree char *type = orm_sql_type_to_string(&column->type, ORM_DIALECT_MYSQL);
    OrmFinding *finding = orm_report(run, column->details->server_default.place, orm_about_column(column),
                                     "default `%s` does not fit column `%s`, which is %s: MySQL takes it for %s", text,
                                     orm_column_label(column), type,
                                     of_time ? "a column of the same precision only" : "DATETIME and TIMESTAMP only");
    if (of_time && column->type.precision > 0)
        orm_finding_help(finding, "write `CURRENT_TIMESTAMP(%d)`", column->type.precision);
    else if (of_time)
        orm_finding_help(finding, "write `CURRENT_TIMESTAMP`, or state the precision `type=\"%s(%d)\"`", type,
                         precision);
    else
        orm_finding_help(finding, "write it as an expression: `(%s)`", text);
    return TRUE;
}

/* A default may name no column in PostgreSQL; a word alone is a string whose quotes were forgotten. */
static gboolean check_name(OrmRun *run, const OrmColumn *column, const OrmExpression *expression)
{
    const GPtrArray *names = orm_expression_columns(expression);
    if (orm_run_dialect(run) != ORM_DIALECT_POSTGRESQL || !names || names->len == 0)
        return FALSE;
    const char *text = column->details->server_default.text,
               *name = ((OrmExpressionColumn *)g_ptr_array_index(names, 0))->name;
    OrmPlace place = orm_expression_name_place(text, column->details->server_default.place, name);
    OrmFinding *finding = orm_report(run, place, orm_about_column(column),
                                     "default `%s` of column `%s` names the column `%s`, which no default can refer to",
                                     text, orm_column_label(column), name);
    if (orm_matches(text, "(?i)^[a-z_][a-z0-9_]*$"))
        orm_finding_help(finding, "if it is a string, put it into quotes: `'%s'`", text);
    else if (*text == '"')
        orm_finding_help(finding, "if it is a string, put it into single quotes: `'%s'`", name);
    else
        orm_finding_help(finding, "state a constant, or make the column `computed=`");
    return TRUE;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    check_program(run, column);
    OrmDialect dialect = orm_run_dialect(run);
    g_autoptr(OrmExpression) expression = orm_expression_parse(column->details->server_default.text, dialect);
    if (!expression || check_current_time(run, column) || check_name(run, column, expression))
        return;
    OrmConstant constant = orm_expression_constant(expression);
    if (dialect == ORM_DIALECT_MYSQL && has_forbidden_literal(column, &constant)) {
        g_autofree char *type = orm_sql_type_to_string(&column->type, dialect);
        OrmFinding *finding =
            orm_report(run, column->details->server_default.place, orm_about_column(column),
                       "column `%s` is %s, which takes no literal default in MySQL", orm_column_label(column), type);
        orm_finding_help(finding, "write it as an expression: `(%s)`", column->details->server_default.text);
        return;
    }
    check_constant(run, column, without_cast(constant, column->details->server_default.text));
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
        "the text in a column of numbers, `'true'` in one of booleans. Constants are judged, and the current time "
        "and new UUIDs; calls, expressions and what PostgreSQL's grammar cannot read are not. In PostgreSQL no "
        "default refers to a column, which is what a string without quotes is taken for. Of the program's "
        "`default=` only numbers are judged: a name may be a constant of C. MySQL takes no literal default for "
        "TEXT, BLOB and JSON, and CURRENT_TIMESTAMP without parentheses only for DATETIME and TIMESTAMP of the same "
        "precision. On SQLite, lengths and stated widths are not enforced, and times may be numbers. A fraction in a "
        "column "
        "of integers is no error to the databases: PostgreSQL and MySQL round it, SQLite stores it as it stands; that "
        "is a warning. PostgreSQL refuses it as text (`'5.5'`), a STRICT table of SQLite refuses it always. Prisma, "
        "Django "
        "(`fields.E170`) and openradtool report the same.",
    .fix = "State a default of the column's type, as SQL: `'text'`, `0`, `false`, `now()`.",
    .column = check_column,
};
