/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/expression.h"
#include "rules/rule.h"

/* Whether a value stored for the enum is one of its constants. ORM_UNKNOWN: it is no value of the enum's kind at all.
 */
static OrmTruth is_stored_value(const OrmColumnEnum *kept, const OrmConstant *constant)
{
    const OrmEnum *enumeration = kept->enumeration;
    gboolean integers = kept->storage == ORM_ENUM_STORED_INTEGER;
    if (constant->kind != (integers ? ORM_CONSTANT_INTEGER : ORM_CONSTANT_STRING))
        return ORM_UNKNOWN;
    for (guint i = 0; i < enumeration->constants->len; i++) {
        gint64 value = g_array_index(enumeration->constants, OrmEnumConstant, i).value;
        if (integers ? g_ascii_strtoll(constant->text, NULL, 10) == value
                     : g_str_equal(g_ptr_array_index(kept->labels, i), constant->text))
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
    const OrmColumnEnum *kept = &column->enumeration;
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
    const OrmColumnEnum *kept = &column->enumeration;
    OrmConstant program = {ORM_CONSTANT_INTEGER, column->default_value.text};
    if (constant->text && is_stored_value(kept, constant) == ORM_NO)
        report_enum(run, column, &column->server_default);
    if (!program.text)
        return;
    gboolean number = g_regex_match_simple("^-?[0-9]+$", program.text, 0, 0);
    OrmColumnEnum as_integers = *kept;
    as_integers.storage = ORM_ENUM_STORED_INTEGER;
    if (number ? is_stored_value(&as_integers, &program) == ORM_NO
               : is_constant_of_another(orm_run_graph(run), kept, program.text))
        report_enum(run, column, &column->default_value);
}

static gboolean is_among(const GPtrArray *values, const OrmConstant *constant)
{
    for (guint i = 0; i < values->len; i++) {
        const OrmConstant *value = g_ptr_array_index(values, i);
        gboolean numbers = value->kind != ORM_CONSTANT_STRING && constant->kind != ORM_CONSTANT_STRING;
        if (g_str_equal(value->text, constant->text) ||
            (numbers && g_ascii_strtod(value->text, NULL) == g_ascii_strtod(constant->text, NULL)))
            return TRUE;
    }
    return FALSE;
}

static void check_list(OrmRun *run, const OrmColumn *column, const OrmCheck *check, const OrmConstant *constant)
{
    g_autoptr(OrmExpression) expression = orm_expression_parse(check->expression.text, orm_run_dialect(run));
    g_autoptr(GPtrArray) values = expression ? orm_expression_allowed(expression, column->name) : NULL;
    if (!values || is_among(values, constant))
        return;
    OrmFinding *finding = orm_report(run, column->server_default.place, orm_about_column(column),
                                     "default `%s` of column `%s` violates CHECK (%s)", column->server_default.text,
                                     orm_column_label(column), check->expression.text);
    orm_finding_help(finding, "state a default that the CHECK allows");
    orm_finding_related(finding, check->expression.place, "the CHECK is stated here");
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    g_autoptr(OrmExpression) expression = orm_expression_parse(column->server_default.text, orm_run_dialect(run));
    OrmConstant constant = {ORM_CONSTANT_NONE, NULL};
    if (expression)
        constant = orm_expression_constant(expression);
    if (column->enumeration.enumeration && !column->type_stated) {
        check_enum(run, column, &constant);
        return;
    }
    gboolean null_text = constant.kind == ORM_CONSTANT_STRING && g_ascii_strcasecmp(constant.text, "null") == 0;
    for (guint i = 0; constant.text && !null_text && i < column->table->checks->len; i++)
        check_list(run, column, g_ptr_array_index(column->table->checks, i), &constant);
}

const OrmRule orm_rule_default_outside_domain = {
    .name = "default-outside-domain",
    .family = ORM_FAMILY_CONSTRAINT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The default of a column is not among the values that its enum or CHECK allows.",
    .why =
        "Every insert that relies on the default fails at the CHECK or the database's enum type; without either, a "
        "value "
        "is stored that no constant of the program stands for. It happens when a constant is renamed or removed and "
        "the default is text. A CHECK is read where it is a list: `state IN ('new', 'done')`. openradtool refuses the "
        "same for its enums.",
    .fix =
        "State one of the values: the label for an enum stored as text (`\"'new'\"`), the number for one stored as an "
        "integer.",
    .column = check_column,
};
