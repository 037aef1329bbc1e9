/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"
#include "rules/other_side.h"

/* Whether the database fills the column when the program leaves it out. */
static gboolean fills_itself(const OrmRun *run, const OrmColumn *column)
{
    return column->details->server_default.text != NULL || column->details->default_value.text != NULL ||
           column->details->computed.text != NULL || orm_run_has_counter(run, column);
}

/* A number is held itself; of text nobody knows the length, so that its pointer can but be said to be set. */
static void offer(OrmFinding *finding, const OrmColumn *column)
{
    const OrmField *field = column->field;
    const OrmCType *pointee = field->type->inner;
    if (!orm_column_is_own(column) || field->bit_field >= 0 || pointee == NULL)
        return;
    gboolean number = pointee->kind == ORM_C_BOOL || pointee->kind == ORM_C_SIGNED ||
                      (pointee->kind == ORM_C_UNSIGNED && pointee->bits > 8) || pointee->kind == ORM_C_FLOAT ||
                      pointee->kind == ORM_C_ENUM;
    if (number && column->details->length_field.text == NULL && column->type.array_depth == 0) {
        orm_finding_fix(finding, FALSE, "hold the value of `%s` itself", field->name);
        orm_finding_edit(finding, ORM_EDIT_HOLD_VALUE, field->place, field->name, NULL);
    } else {
        orm_finding_fix(finding, FALSE, "declare `%s` as `_Nonnull`", field->name);
        orm_finding_edit(finding, ORM_EDIT_QUALIFY_POINTER, field->place, field->name, "_Nonnull");
    }
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const OrmCType *type = column->field->type;
    if (type->kind != ORM_C_POINTER || type->nullability == ORM_NULLABILITY_NONNULL || column->nullable != ORM_NO ||
        fills_itself(run, column))
        return;
    OrmPlace place = column->nullable_flag.value == ORM_NO ? column->nullable_flag.place : column->place;
    OrmFinding *finding =
        orm_report(run, place, orm_about_column(column),
                   "column `%s` is NOT NULL without a default, but field `%s` of type `%s` may be a null pointer: the "
                   "insert then fails",
                   orm_column_label(column), column->field_path, type->spelling);
    orm_finding_help(finding, "hold the value itself, declare the pointer `_Nonnull`, or give the column a "
                              "`server_default=`");
    offer(finding, column);
}

const OrmRule orm_rule_c_pointer_for_not_null = {
    .name = "c-pointer-for-not-null",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A pointer that may be NULL holds a column that is NOT NULL and has no default.",
    .why = "A zero-filled struct has a null pointer there, and the row it makes is refused by the database. Most C "
           "programs hold text in a `char *` and take care, so the rule is off by default; with `_Nonnull` on the "
           "pointers that are always set, Clang's own checks watch over them too.",
    .fix =
        "Hold the value in the struct (`char name[41]`), declare the pointer `_Nonnull`, or give the column a "
        "default. The edit needs `--unsafe-fixes`, because code that uses the field has to follow: it holds a number "
        "itself, and declares other pointers `_Nonnull` in a file that uses such qualifiers.",
    .column = check_column,
};
