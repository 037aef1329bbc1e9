/* SPDX-License-Identifier: MIT */
#include "rules/integers.h"
#include "rules/rule.h"

static void check_column(OrmRun *run, const OrmColumn *column)
{
    g_autofree char *effect = orm_run_effect_of_sign(run, column);
    if (effect == NULL)
        return;
    const OrmCType *type = orm_column_value_type(column);
    gboolean is_unsigned = type->kind == ORM_C_UNSIGNED;
    g_autofree char *sql_type = orm_run_type_text(run, column);
    g_autofree char *width =
        column->field->bit_field > 0 ? g_strdup_printf(" : %d", column->field->bit_field) : g_strdup("");
    OrmFinding *finding = orm_report(run, column->type_place, orm_about_column(column),
                                     "field `%s` of type `%s%s` is %s, but column `%s` is %s: %s", column->field_path,
                                     column->field->type->spelling, width, is_unsigned ? "unsigned" : "signed",
                                     orm_column_label(column), sql_type, effect);
    if (is_unsigned && column->field->bit_field > 0)
        orm_finding_help(finding, "declare `%s` as signed, or add `ORM_CHECK(\"%s >= 0\")`", column->field_path,
                         column->name);
    else if (is_unsigned)
        orm_finding_help(finding, "declare `%s` as `int%u_t`, or add `ORM_CHECK(\"%s >= 0\")`", column->field_path,
                         type->bits, column->name);
    else if (column->field->bit_field > 0)
        orm_finding_help(finding, "declare `%s` as unsigned", column->field_path);
    else
        orm_finding_help(finding, "declare `%s` as `uint%u_t`", column->field_path, type->bits);
    orm_finding_related(finding, column->place, "`%s` is declared here", column->field_path);
}

const OrmRule orm_rule_c_int_sign = {
    .name = "c-int-sign",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "An unsigned C integer holds a signed column, or the reverse.",
    .why = "A negative number read into an unsigned field becomes a huge one, and a large unsigned one read into a "
           "signed field becomes negative; the compiler says nothing, because the driver copies bytes. A column that "
           "is larger than the unsigned field needs is its usual home where the database has no unsigned integers, and "
           "is not reported; neither is a column that a CHECK bounds to what the field holds, nor one that the "
           "database counts itself (`SERIAL`, IDENTITY, AUTO_INCREMENT, a lone integer key) or that refers to such a "
           "one. A field that is also too narrow is `c-int-width`. SQLite's integers are judged in STRICT tables "
           "only.",
    .fix = "Use the sign that the column has, or bound it: `ORM_CHECK(\"quantity >= 0\")`.",
    .column = check_column,
};
