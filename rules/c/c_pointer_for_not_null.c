/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

/* Whether the database fills the column when the program leaves it out. */
static gboolean fills_itself(const OrmColumn *column)
{
    return column->server_default.text != NULL || column->default_value.text != NULL || column->computed.text != NULL ||
           column->identity != ORM_IDENTITY_NONE || column->autoincrement.value == ORM_YES || column->type.is_serial;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const OrmCType *type = column->field->type;
    if (type->kind != ORM_C_POINTER || type->nullability == ORM_NULLABILITY_NONNULL || column->nullable != ORM_NO ||
        fills_itself(column))
        return;
    OrmPlace place = column->nullable_flag.value == ORM_NO ? column->nullable_flag.place : column->place;
    OrmFinding *finding =
        orm_report(run, place, orm_about_column(column),
                   "column `%s` is NOT NULL without a default, but field `%s` of type `%s` may be a null pointer: the "
                   "insert then fails",
                   orm_column_label(column), column->field_path, type->spelling);
    orm_finding_help(finding, "hold the value itself, declare the pointer `_Nonnull`, or give the column a "
                              "`server_default=`");
}

const OrmRule orm_rule_c_pointer_for_not_null = {
    .name = "c-pointer-for-not-null",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A pointer that may be NULL holds a column that is NOT NULL and has no default.",
    .why = "A zero-filled struct has a null pointer there, and the row it makes is refused by the database. Most C "
           "programs hold text in a `char *` and take care, so the rule is off by default; with `_Nonnull` on the "
           "pointers that are always set, Clang's own checks watch over them too.",
    .fix = "Hold the value in the struct (`char name[41]`), declare the pointer `_Nonnull`, or give the column a "
           "default.",
    .column = check_column,
};
