/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

/* Of a `struct tm` whose members are all 0 no date is made (its month has no day 0), so that it can stand for NULL;
 * that of a `struct timespec` is the first moment of 1970. */
static gboolean is_plain_scalar(const OrmCType *type)
{
    switch (type->kind) {
    case ORM_C_STRUCT:
        return type->tag != NULL && (g_str_equal(type->tag, "timespec") || g_str_equal(type->tag, "timeval"));
    case ORM_C_BOOL:
    case ORM_C_CHAR:
    case ORM_C_SIGNED:
    case ORM_C_UNSIGNED:
    case ORM_C_FLOAT:
    case ORM_C_ENUM:
        return TRUE;
    default:
        return FALSE;
    }
}

/* A key that allows NULL is nullable-primary-key. */
static void check_column(OrmRun *run, const OrmColumn *column)
{
    const OrmCType *type = column->field->type;
    if (column->nullable_flag.value != ORM_YES || column->details->null_flag.text != NULL || column->in_primary_key ||
        type->incomplete || !is_plain_scalar(type))
        return;
    OrmFinding *finding = orm_report(run, column->nullable_flag.place, orm_about_column(column),
                                     "column `%s` allows NULL, but field `%s` of type `%s` has no value for it: NULL "
                                     "is read as 0%s",
                                     orm_column_label(column), column->field_path, type->spelling,
                                     column->details->computed.text != NULL ? "" : ", and 0 is written back");
    if (column->field->bit_field >= 0) /* nothing points at those */
        orm_finding_help(finding, "name a `bool` beside it: `null_flag=has_%s`", column->field->name);
    else
        orm_finding_help(finding, "make the field a pointer, or name a `bool` beside it: `null_flag=has_%s`",
                         column->field->name);
    orm_finding_related(finding, column->place, "`%s` is declared here", column->field_path);
}

const OrmRule orm_rule_c_nullable_no_null_state = {
    .name = "c-nullable-no-null-state",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A nullable column is held in a plain scalar, which has no value for NULL.",
    .why = "An `int` is always a number. A loader that meets NULL leaves the field as it was or sets it to 0, and the "
           "next `UPDATE` turns the NULL into a 0 that nobody entered; in a foreign key it refers to a row that does "
           "not exist. The same gap, unchecked, was asked about in doctrine/orm#11620.",
    .fix = "Make the field a pointer (`int64_t *`), state a flag beside it (`ORM_COLUMN(null_flag=has_parent)`), or "
           "make the column NOT NULL.",
    .column = check_column,
};
