/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"

/* What keeps a loader from plain assignment; an array is as const as its elements. */
static const char *obstacle(const OrmCType *type, const char **effect)
{
    const OrmCType *element = type->kind == ORM_C_ARRAY && type->inner != NULL ? type->inner : type;
    *effect = "writing to it is undefined behaviour";
    if (type->is_const || element->is_const)
        return "const";
    *effect = "it cannot be filled with `memcpy` or through a plain pointer";
    if (type->is_atomic || element->is_atomic)
        return "_Atomic";
    return type->is_volatile || element->is_volatile ? "volatile" : NULL;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const char *effect;
    const char *word = obstacle(column->field->type, &effect);
    if (word == NULL)
        return;
    OrmFinding *finding = orm_report(run, column->place, orm_about_column(column),
                                     "field `%s` of column `%s` is `%s`, so that no loader can fill it: %s",
                                     column->field_path, orm_column_label(column), word, effect);
    orm_finding_help(finding, "remove `%s`", word);
    if (!orm_column_is_own(column))
        return;
    orm_finding_fix(finding, FALSE, "remove `%s`", word);
    orm_finding_edit(finding, ORM_EDIT_DROP_QUALIFIER, column->field->place, column->field->name, word);
}

const OrmRule orm_rule_c_unwritable_field = {
    .name = "c-unwritable-field",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A column's field is `const`, `volatile` or `_Atomic`, so that it cannot be filled plainly.",
    .why = "Whoever loads a row writes each field. A `const` member may not be written after the struct exists, and a "
           "loader that casts the `const` away relies on undefined behaviour; `volatile` and `_Atomic` members are "
           "discarded qualifiers and torn writes for code that copies bytes into a struct. A pointer to const "
           "(`const char *name`) is fine: the pointer itself can be set.",
    .fix = "Remove the qualifier from the field; to protect rows from change, hand them out as `const struct row *`. "
           "The edit changes C code and needs `--unsafe-fixes`.",
    .column = check_column,
};
