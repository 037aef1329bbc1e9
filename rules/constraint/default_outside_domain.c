/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* strcasestr */
#include "analyzer/facts/pattern.h"
#include "analyzer/graph/expression.h"
#include "rules/rule.h"

#include <string.h>

static gboolean is_integer(const char *text)
{
    return orm_matches(text, "^-?[0-9]+$");
}

/* Whether a value stored for the enum is one of its constants. ORM_UNKNOWN: it is no value of the enum's kind at all,
 * which is default-type-mismatch. */
static OrmTruth is_stored_value(const OrmColumnEnum *kept, const OrmConstant *constant, OrmDialect dialect)
{
    const OrmEnum *enumeration = kept->enumeration;
    gboolean integers = kept->storage == ORM_ENUM_STORED_INTEGER;
    gboolean any_case = orm_dialect_is_mysql(dialect) && kept->storage == ORM_ENUM_STORED_NATIVE;
    if (integers && !is_integer(constant->text))
        return ORM_UNKNOWN;
    for (guint i = 0; i < enumeration->constants->len; i++) {
        gint64 value = g_array_index(enumeration->constants, OrmEnumConstant, i).value;
        const char *label = g_ptr_array_index(kept->labels, i);
        if (integers   ? g_ascii_strtoll(constant->text, NULL, 10) == value
            : any_case ? g_ascii_strcasecmp(label, constant->text) == 0
                       : g_str_equal(label, constant->text))
            return ORM_YES;
    }
    return ORM_NO;
}

/* Whether the program's default is one of the enum's constants, by name, label or value. A name that is nobody's
 * constant may be a macro. */
static gboolean is_constant_of_another(const OrmGraph *graph, const OrmColumnEnum *kept, const char *text)
{
    gboolean elsewhere = FALSE;
    for (guint i = 0; i < kept->enumeration->constants->len; i++) {
        if (g_str_equal(g_array_index(kept->enumeration->constants, OrmEnumConstant, i).name, text) ||
            g_str_equal(g_ptr_array_index(kept->labels, i), text))
            return FALSE;
    }
    for (guint i = 0; i < graph->facts->enums->len && !elsewhere; i++) {
        const OrmEnum *other = g_ptr_array_index(graph->facts->enums, i);
        for (guint k = 0; k < other->constants->len && !elsewhere; k++)
            elsewhere = g_str_equal(g_array_index(other->constants, OrmEnumConstant, k).name, text);
    }
    return elsewhere;
}

static void report_enum(OrmRun *run, const OrmColumn *column, const OrmStated *stated)
{
    const OrmColumnEnum *kept = column->enumeration;
    OrmFinding *finding = orm_report(run, stated->place, orm_about_column(column),
                                     "default `%s` of column `%s` is no constant of `enum %s`", stated->text,
                                     orm_column_label(column), kept->enumeration->name);
    g_autoptr(GString) values = g_string_new(NULL);
    for (guint i = 0; i < kept->labels->len && i < 8; i++) {
        const OrmEnumConstant *constant = &g_array_index(kept->enumeration->constants, OrmEnumConstant, i);
        g_string_append(values, i > 0 ? ", " : "");
        if (kept->storage == ORM_ENUM_STORED_INTEGER)
            g_string_append_printf(values, "%" G_GINT64_FORMAT " (%s)", constant->value, constant->name);
        else
            g_string_append_printf(values, "'%s'", (const char *)g_ptr_array_index(kept->labels, i));
    }
    orm_finding_help(finding, "its values are %s%s", values->str, kept->labels->len > 8 ? ", ..." : "");
    orm_finding_related(finding, kept->enumeration->place, "the enum is defined here");
}

static void check_enum(OrmRun *run, const OrmColumn *column, const OrmConstant *constant)
{
    const OrmColumnEnum *kept = column->enumeration;
    OrmConstant program = {ORM_CONSTANT_INTEGER, column->details->default_value.text};
    OrmDialect dialect = orm_run_dialect(run);
    if (constant->text && is_stored_value(kept, constant, dialect) == ORM_NO)
        report_enum(run, column, &column->details->server_default);
    if (!program.text)
        return;
    OrmColumnEnum as_integers = *kept;
    as_integers.storage = ORM_ENUM_STORED_INTEGER;
    if (is_integer(program.text) ? is_stored_value(&as_integers, &program, dialect) == ORM_NO
                                 : is_constant_of_another(orm_run_graph(run), kept, program.text))
        report_enum(run, column, &column->details->default_value);
}

/* MySQL's own ENUM, stated as the type; it takes labels in any case, and no numbers. */
static void check_labels(OrmRun *run, const OrmColumn *column, const GPtrArray *labels, const OrmConstant *constant)
{
    g_autoptr(GString) values = g_string_new(NULL);
    for (guint i = 0; i < labels->len; i++) {
        const char *label = g_ptr_array_index(labels, i);
        if (constant->kind == ORM_CONSTANT_STRING && g_ascii_strcasecmp(label, constant->text) == 0)
            return;
        g_string_append_printf(values, "%s'%s'", i > 0 ? ", " : "", label);
    }
    OrmFinding *finding = orm_report(run, column->details->server_default.place, orm_about_column(column),
                                     "default `%s` of column `%s` is no value of its ENUM type",
                                     column->details->server_default.text, orm_column_label(column));
    orm_finding_help(finding, "its values are %s", values->str);
    orm_finding_related(finding, column->type_place, "the type is stated here");
}

static OrmTexts texts_of(const OrmColumn *column, OrmDialect dialect)
{
    OrmSqlFamily family = column->type.family;
    gboolean text = family == ORM_SQL_CHAR || family == ORM_SQL_VARCHAR || family == ORM_SQL_TEXT;
    gboolean any_case = family == ORM_SQL_CHAR || orm_dialect_is_mysql(dialect) || column->details->collation.text;
    return !text ? ORM_TEXTS_UNKNOWN : any_case ? ORM_TEXTS_ANY_CASE : ORM_TEXTS_EXACT;
}

static void check_condition(OrmRun *run, const OrmColumn *column, const OrmCheck *check, const OrmStated *stated,
                            const OrmConstant *constant)
{
    OrmDialect dialect = orm_run_dialect(run);
    /* parsing takes long; a CHECK is nearly always about another column */
    gboolean about_it = constant->text && check->expression.text && strcasestr(check->expression.text, column->name);
    g_autoptr(OrmExpression) expression = about_it ? orm_expression_parse(check->expression.text, dialect) : NULL;
    if (!expression || orm_expression_holds(expression, column->name, constant, texts_of(column, dialect)) != ORM_NO)
        return;
    OrmFinding *finding =
        orm_report(run, stated->place, orm_about_column(column), "default `%s` of column `%s` violates CHECK (%s)",
                   stated->text, orm_column_label(column), check->expression.text);
    orm_finding_help(finding, "state a default that the CHECK allows");
    orm_finding_related(finding, check->expression.place, "the CHECK is stated here");
}

static void check_checks(OrmRun *run, const OrmColumn *column, const OrmConstant *constant)
{
    const char *text = column->details->default_value.text;
    const OrmConstant program = {ORM_CONSTANT_INTEGER, text && is_integer(text) ? text : NULL};
    for (guint i = 0; i < column->table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(column->table->checks, i);
        check_condition(run, column, check, &column->details->server_default, constant);
        check_condition(run, column, check, &column->details->default_value, &program);
    }
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    g_autoptr(OrmExpression) expression = orm_expression_parse(column->details->server_default.text, dialect);
    OrmConstant constant = {ORM_CONSTANT_NONE, NULL};
    if (expression)
        constant = orm_expression_constant(expression);
    if (constant.kind == ORM_CONSTANT_STRING && g_ascii_strcasecmp(constant.text, "null") == 0)
        constant.text = NULL; /* default-string-null */
    g_autoptr(GPtrArray) labels = orm_dialect_is_mysql(dialect) ? orm_sql_type_labels(&column->type) : NULL;
    if (column->enumeration->enumeration && !column->type_stated)
        check_enum(run, column, &constant);
    else if (labels && constant.text)
        check_labels(run, column, labels, &constant);
    else
        check_checks(run, column, &constant);
}

const OrmRule orm_rule_default_outside_domain = {
    .name = "default-outside-domain",
    .family = ORM_FAMILY_CONSTRAINT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The default of a column is not among the values that its enum or CHECK allows.",
    .why = "Every insert that relies on the default fails at the CHECK or the database's enum type; without either, a "
           "value is stored that no constant of the program stands for. It happens when a constant is renamed or "
           "removed and the default is text. A CHECK is read where it compares the column with constants: `state IN "
           "('new', 'done')`, `rank > 0`, also beside other conditions; what needs more than the default is not "
           "judged, nor the order of texts, nor, where upper and lower case may be the same, a difference in them "
           "alone. Of the program's `default=` numbers and constants of enums are judged. openradtool refuses the "
           "same for its enums.",
    .fix =
        "State one of the values: the label for an enum stored as text (`\"'new'\"`), the number for one stored as an "
        "integer.",
    .column = check_column,
};
