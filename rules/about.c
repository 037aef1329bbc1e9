/* SPDX-License-Identifier: MIT */
/* What a finding is about: the object scripts see, and whose ORM_ALLOW counts. */
#include "rules/rule.h"

static const char *model_label(const OrmModel *model)
{
    return model->table != NULL ? orm_table_label(model->table) : model->name;
}

/* The first column of a key, as resolved, else as written. */
static const char *first_column_name(GPtrArray *references)
{
    if (references->len == 0)
        return NULL;
    const OrmColumnReference *first = g_ptr_array_index(references, 0);
    return first->column != NULL ? first->column->name : first->name;
}

/* The struct whose definition holds a field of the model; the model's own where that is not known. */
static const OrmStruct *holder(const OrmModel *model, const OrmStruct *owner)
{
    return owner != NULL || model == NULL ? owner : model->record;
}

static OrmAbout about_member(const OrmTable *table, const OrmColumn *on_column, const char *kind, const char *name)
{
    const OrmModel *model = on_column != NULL ? on_column->model : table->model;
    return (OrmAbout){.object = {.table = orm_table_label(table), .name = name, .kind = kind},
                      .model = model,
                      .record = holder(model, on_column == NULL ? NULL : on_column->owner),
                      .field = on_column == NULL ? NULL : on_column->field};
}

OrmAbout orm_about_model(const OrmModel *model)
{
    gboolean is_view = model->table != NULL && model->table->is_view;
    return (OrmAbout){.object = {.table = model_label(model), .kind = is_view ? "view" : "table"},
                      .model = model,
                      .record = model->record};
}

OrmAbout orm_about_table(const OrmTable *table)
{
    return about_member(table, NULL, table->is_view ? "view" : "table", NULL);
}

OrmAbout orm_about_column(const OrmColumn *column)
{
    return about_member(column->table, column, "column", column->name);
}

OrmAbout orm_about_primary_key(const OrmTable *table)
{
    const OrmPrimaryKey *key = table->primary_key;
    return about_member(table, NULL, "primary_key", key == NULL ? NULL : key->name.text);
}

OrmAbout orm_about_foreign_key(const OrmForeignKey *key)
{
    if (key->name == NULL && key->on_column != NULL)
        return orm_about_column(key->on_column);
    const char *name = key->name != NULL ? key->name : first_column_name(key->columns);
    return about_member(key->child, key->on_column, "foreign_key", name);
}

OrmAbout orm_about_index(const OrmIndex *index)
{
    const char *name = index->name;
    if (name == NULL && index->elements->len > 0) {
        const OrmColumnReference *first = &((const OrmIndexElement *)g_ptr_array_index(index->elements, 0))->reference;
        name = first->column != NULL ? first->column->name : first->name;
    }
    return about_member(index->table, index->on_column, index->kind == ORM_KEY_UNIQUE ? "unique" : "index", name);
}

OrmAbout orm_about_check(const OrmCheck *check)
{
    return about_member(check->table, check->on_column, "check", check->name);
}

OrmAbout orm_about_exclude(const OrmExclude *exclude)
{
    return about_member(exclude->table, NULL, "check", exclude->name);
}

OrmAbout orm_about_relationship(const OrmRelationship *relationship)
{
    const OrmModel *model = relationship->model;
    return (OrmAbout){.object = {.table = model_label(model), .name = relationship->name, .kind = "relationship"},
                      .model = model,
                      .record = holder(model, relationship->owner),
                      .field = relationship->field};
}

OrmAbout orm_about_embed(const OrmEmbed *embed)
{
    return (OrmAbout){.object = {.table = model_label(embed->model), .name = embed->field_path, .kind = "embed"},
                      .model = embed->model,
                      .record = embed->model->record,
                      .field = embed->field};
}

OrmAbout orm_about_field(const OrmModel *model, const OrmField *field, const char *path)
{
    return (OrmAbout){.object = {.table = model == NULL ? NULL : model_label(model), .name = path, .kind = "column"},
                      .model = model,
                      .record = holder(model, NULL),
                      .field = field};
}

OrmAbout orm_about_struct(const OrmStruct *record, const OrmField *field)
{
    return (OrmAbout){.object = {.table = record == NULL ? NULL : record->name,
                                 .name = field == NULL ? NULL : field->name,
                                 .kind = field == NULL ? "table" : "column"},
                      .record = record,
                      .field = field};
}

/* What the field of a model became there, if anything. */
static gboolean about_mapped_field(const OrmModel *model, const OrmField *field, OrmAbout *about)
{
    for (guint i = 0; model->table != NULL && i < model->table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(model->table->columns, i);
        if (column->field == field && column->model == model) {
            *about = orm_about_column(column);
            return TRUE;
        }
    }
    for (guint i = 0; i < model->relationships->len; i++) {
        const OrmRelationship *relationship = g_ptr_array_index(model->relationships, i);
        if (relationship->field == field) {
            *about = orm_about_relationship(relationship);
            return TRUE;
        }
    }
    for (guint i = 0; i < model->embeds->len; i++) {
        const OrmEmbed *embed = g_ptr_array_index(model->embeds, i);
        if (embed->field == field) {
            *about = orm_about_embed(embed);
            return TRUE;
        }
    }
    return FALSE;
}

OrmAbout orm_about_problem(const OrmProblem *problem)
{
    OrmAbout about;
    if (problem->model == NULL)
        return orm_about_struct(problem->record, problem->field);
    if (problem->field == NULL)
        about = orm_about_model(problem->model);
    else if (!about_mapped_field(problem->model, problem->field, &about))
        about = orm_about_field(problem->model, problem->field, problem->field->name);
    if (problem->record != NULL)
        about.record = problem->record;
    return about;
}
