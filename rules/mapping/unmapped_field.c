/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_relationships.h"
#include "rules/edit.h"

#include <string.h>

/* The only foreign key between two tables, whichever way it leads; NULL: there are none or several. */
static const OrmForeignKey *only_key(const OrmTable *one, const OrmTable *other)
{
    const OrmForeignKey *found = NULL;
    for (guint turn = 0; turn < 2; turn++) {
        const OrmTable *child = turn == 0 ? one : other, *parent = turn == 0 ? other : one;
        for (guint i = 0; i < child->foreign_keys->len; i++) {
            const OrmForeignKey *key = g_ptr_array_index(child->foreign_keys, i);
            if (key->parent != parent)
                continue;
            if (found != NULL)
                return NULL;
            found = key;
        }
    }
    return found;
}

static guint count_unmapped(const OrmModel *model, const OrmModel *pointee)
{
    guint count = 0;
    for (guint i = 0; i < model->unmapped->len; i++)
        count += ((const OrmUnmapped *)g_ptr_array_index(model->unmapped, i))->pointee == pointee;
    return count;
}

/* Whether the field is evidently the link over the only foreign key between the two: nothing else follows that key or
 * could, and the field has the shape of its end. */
static gboolean is_link(const OrmUnmapped *unmapped)
{
    const OrmModel *model = unmapped->model, *pointee = unmapped->pointee;
    const OrmCType *type = unmapped->field->type;
    if (model == pointee || model->table == NULL || pointee->table == NULL || model->variant != NULL ||
        strchr(unmapped->field_path, '.') != NULL || type->kind != ORM_C_POINTER ||
        count_unmapped(model, pointee) + count_unmapped(pointee, model) > 1)
        return FALSE;
    const OrmForeignKey *key = only_key(model->table, pointee->table);
    if (key == NULL || key->relationships->len > 0 || !orm_foreign_key_resolved(key))
        return FALSE;
    gboolean collection = type->inner->kind == ORM_C_POINTER;
    if (key->child == model->table)
        return !collection;
    return collection ? orm_foreign_key_unique(key) == ORM_NO : orm_foreign_key_unique(key) == ORM_YES;
}

static void offer_annotation(OrmFinding *finding, const OrmUnmapped *unmapped)
{
    gboolean link = is_link(unmapped);
    const char *annotation = link ? "ORM_RELATIONSHIP()" : "ORM_IGNORE()";
    orm_finding_fix(finding, link, "add `%s`", annotation);
    orm_edit_annotate(finding, unmapped->field, "%s", annotation);
}

static void report(OrmRun *run, const OrmUnmapped *unmapped)
{
    const OrmModel *model = unmapped->model;
    OrmFinding *finding = orm_report(
        run, unmapped->place, orm_about_field(model, unmapped->field, unmapped->field_path),
        "field `%s` of `struct %s` points at the model `struct %s` but is neither a relationship nor ignored",
        unmapped->field_path, model->name, unmapped->pointee->name);
    orm_finding_help(finding, "add `ORM_RELATIONSHIP()`, or `ORM_IGNORE()` if it is no part of the data model");
    offer_annotation(finding, unmapped);
    orm_finding_related(finding, unmapped->pointee->place, "`struct %s` is a model", unmapped->pointee->name);
}

/* A field of a base or an embedded struct is met in each model that has it, and reported once. */
static void check_graph(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) reported = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        for (guint j = 0; j < model->unmapped->len; j++) {
            const OrmUnmapped *unmapped = g_ptr_array_index(model->unmapped, j);
            /* a type no column can have is c-unsupported-field */
            if (unmapped->pointee && g_hash_table_add(reported, (gpointer)unmapped->field))
                report(run, unmapped);
        }
    }
}

const OrmRule orm_rule_unmapped_field = {
    .name = "unmapped-field",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A pointer to a model is neither a relationship nor ignored.",
    .why = "No column can hold the pointer, and nothing says that it stands for a link between two tables. Guessing "
           "either way would hide a fault: a relationship nobody checks, or a field that loads as garbage. EF Core "
           "asks the same question of every navigation it cannot map (`ValidatePropertyMapping`).",
    .fix = "Declare the link with `ORM_RELATIONSHIP()`, or say `ORM_IGNORE()` when the pointer only serves the "
           "program.",
    .graph = check_graph,
};
