/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "rules/edit.h"

#include "analyzer/facts/intern.h"

gboolean orm_column_is_own(const OrmColumn *column)
{
    return column->model != NULL && column->owner == column->model->record && column->inherited_from == NULL &&
           column->model->variant == NULL;
}

gboolean orm_relationship_is_own(const OrmRelationship *relationship)
{
    return relationship->owner == relationship->model->record && relationship->model->variant == NULL;
}

const char *orm_edit_column_name(const OrmColumn *column)
{
    const char *label = orm_column_label(column);
    return orm_matches(label, "(?i)^[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)+$") ? orm_intern(label) : NULL;
}

/* The key or flag that an argument states, or NULL. */
static const char *stated_option(const OrmArgument *argument)
{
    if (argument->key != NULL)
        return argument->key;
    return argument->value->kind == ORM_VALUE_NAME ? argument->value->text : NULL;
}

void orm_edit_remove(OrmFinding *finding, const OrmArgument *argument)
{
    orm_finding_edit(finding, ORM_EDIT_REMOVE_ARGUMENT, argument->place, stated_option(argument), NULL);
}

gboolean orm_edit_remove_option(OrmFinding *finding, const GPtrArray *annotations, const char *kind, const char *key)
{
    gboolean found = FALSE;
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = annotations->pdata[i];
        for (guint j = 0; g_str_equal(annotation->kind, kind) && j < annotation->arguments->len; j++) {
            const OrmArgument *argument = annotation->arguments->pdata[j];
            if (g_strcmp0(stated_option(argument), key) != 0)
                continue;
            orm_edit_remove(finding, argument);
            found = TRUE;
        }
    }
    return found;
}

static gboolean states_annotation(const OrmModel *model, const OrmAnnotation *annotation)
{
    return model != NULL && model->variant == NULL &&
           g_ptr_array_find(model->record->annotations, (gpointer)annotation, NULL);
}

void orm_edit_remove_index(OrmFinding *finding, gboolean safe, const OrmIndex *index)
{
    const OrmColumn *column = index->on_column;
    const char *flag = index->kind == ORM_KEY_UNIQUE ? "unique" : "index";
    if (column == NULL && index->annotation != NULL && states_annotation(index->table->model, index->annotation)) {
        orm_finding_fix(finding, safe, "remove the %s", index->kind == ORM_KEY_UNIQUE ? "constraint" : "index");
        orm_finding_edit(finding, ORM_EDIT_REMOVE_ANNOTATION, index->annotation->place, index->annotation->kind, NULL);
    } else if (column != NULL && orm_column_is_own(column) &&
               !(column->flags->unique.value == ORM_YES && column->flags->index.value == ORM_YES)) {
        orm_finding_fix(finding, safe, "remove `%s`", flag);
        orm_edit_remove_option(finding, column->annotations, "column", flag);
    }
}

void orm_edit_add(OrmFinding *finding, const OrmAnnotation *annotation, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    OrmPlace place = annotation->syntax_error == NULL ? annotation->place : ORM_PLACE_UNKNOWN;
    orm_finding_edit(finding, ORM_EDIT_ADD_ARGUMENT, place, annotation->kind, text);
}

void orm_edit_add_flag(OrmFinding *finding, const OrmColumn *column, const char *flag)
{
    for (guint i = 0; i < column->annotations->len; i++) {
        const OrmAnnotation *annotation = column->annotations->pdata[i];
        if (!g_str_equal(annotation->kind, "column"))
            continue;
        orm_edit_add(finding, annotation, "%s", flag);
        return;
    }
    orm_edit_annotate(finding, column->field, "ORM_COLUMN(%s)", flag);
}

void orm_edit_annotate(OrmFinding *finding, const OrmField *field, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    OrmPlace place = field->bit_field < 0 ? field->place : ORM_PLACE_UNKNOWN;
    orm_finding_edit(finding, ORM_EDIT_ANNOTATE_FIELD, place, field->name, text);
}

void orm_edit_release(OrmFinding *finding, const OrmStruct *record, const char *field)
{
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmField *named = record->fields->pdata[i];
        if (g_strcmp0(named->name, field) == 0 && named->annotations->len == 0)
            orm_edit_annotate(finding, named, "ORM_IGNORE()");
    }
}
