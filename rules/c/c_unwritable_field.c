/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"

#include <string.h>

/* What keeps a loader from plain assignment; an array is as const as its elements. */
static const char *obstacle(const OrmCType *type, const char **effect)
{
    const OrmCType *element = type->kind == ORM_C_ARRAY && type->inner != NULL ? type->inner : type;
    *effect = "so that no loader may fill it: writing to it is undefined behaviour";
    if (type->is_const || element->is_const)
        return "const";
    *effect = "which a loader discards that fills it with `memcpy` or through a plain pointer";
    if (type->is_atomic || element->is_atomic)
        return "_Atomic";
    return type->is_volatile || element->is_volatile ? "volatile" : NULL;
}

/* The member of the model that embeds the struct of the column's field; NULL: it is the field itself, or not there. */
static const OrmField *embedding_field(const OrmColumn *column)
{
    const char *dot = strchr(column->field_path, '.');
    if (dot == NULL || column->model == NULL)
        return NULL;
    g_autofree char *name = g_strndup(column->field_path, (gsize)(dot - column->field_path));
    const GPtrArray *fields = column->model->record->fields;
    for (guint i = 0; i < fields->len; i++) {
        const OrmField *field = g_ptr_array_index(fields, i);
        if (g_strcmp0(field->name, name) == 0)
            return field;
    }
    return NULL;
}

/* A qualifier of the member is one fault, however many columns it has. */
static void check_embedding(OrmRun *run, const OrmColumn *column, GHashTable *seen)
{
    const OrmField *field = embedding_field(column);
    const char *effect;
    const char *word = field != NULL ? obstacle(field->type, &effect) : NULL;
    if (word == NULL || !g_hash_table_add(seen, (gpointer)field))
        return;
    OrmFinding *finding = orm_report(run, field->place, orm_about_column(column),
                                     "field `%s`, which holds column `%s` and its like, is `%s`, %s", field->name,
                                     orm_column_label(column), word, effect);
    orm_finding_help(finding, "remove `%s`", word);
}

static void check_column(OrmRun *run, const OrmColumn *column, GHashTable *seen)
{
    const char *effect;
    const char *word = obstacle(column->field->type, &effect);
    if (word == NULL) {
        check_embedding(run, column, seen);
        return;
    }
    OrmFinding *finding =
        orm_report(run, column->place, orm_about_column(column), "field `%s` of column `%s` is `%s`, %s",
                   column->field_path, orm_column_label(column), word, effect);
    orm_finding_help(finding, "remove `%s`", word);
    if (!orm_column_is_own(column))
        return;
    orm_finding_fix(finding, FALSE, "remove `%s`", word);
    orm_finding_edit(finding, ORM_EDIT_DROP_QUALIFIER, column->field->place, column->field->name, word);
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < table->columns->len; i++)
        check_column(run, g_ptr_array_index(table->columns, i), seen);
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
    .table = check_table,
};
