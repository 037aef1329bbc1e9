/* SPDX-License-Identifier: MIT */
/* Who extends whom: ORM_INHERITS resolved, single-table children put on their base's table, the keys of joined
 * children. */
#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/vocabulary.h"

static OrmInheritance inheritance_of(const OrmAnnotation *inherits)
{
    if (orm_annotation_flag(inherits, "single").value == ORM_YES)
        return ORM_INHERITS_SINGLE;
    if (orm_annotation_flag(inherits, "concrete").value == ORM_YES)
        return ORM_INHERITS_CONCRETE;
    return ORM_INHERITS_JOINED;
}

static OrmProblem *inheritance_problem(OrmLinker *linker, OrmModel *model, const char *message)
{
    OrmProblem *problem =
        orm_problem_add(linker->graph->problems, ORM_PROBLEM_MALFORMED, model->base_name.place, "%s", message);
    problem->model = model;
    problem->record = model->record;
    return problem;
}

static gboolean extends_itself(const OrmModel *model)
{
    const OrmModel *slow = model, *fast = model;
    while (fast != NULL && fast->base != NULL) {
        slow = slow->base;
        fast = fast->base->base;
        if (slow == fast)
            return TRUE;
    }
    return FALSE;
}

static void resolve_base(OrmLinker *linker, OrmModel *model)
{
    model->inheritance = inheritance_of(model->inherits);
    model->base_name = orm_stated_name(model->annotations, "inherits");
    model->identity = orm_stated(model->annotations, "inherits", "identity");
    if (model->base_name.text == NULL)
        return;
    const OrmStruct *record = orm_linker_struct(linker, model->base_name.text, model->place.file);
    model->base = orm_linker_model(linker, record);
    if (model->base == NULL) {
        g_autofree char *message =
            g_strdup_printf("ORM_INHERITS of `%s` names `%s`, which is no mapped or abstract struct", model->name,
                            model->base_name.text);
        OrmProblem *problem = inheritance_problem(linker, model, message);
        if (record != NULL) {
            problem->related_place = record->place;
            problem->related_message = "has neither ORM_TABLE nor ORM_ABSTRACT";
        }
    } else if (extends_itself(model)) {
        g_autofree char *message =
            g_strdup_printf("`%s` inherits itself through `%s`", model->name, model->base_name.text);
        inheritance_problem(linker, model, message);
        model->base = NULL;
    } else {
        g_ptr_array_add(model->base->children, model);
    }
}

static gboolean value_is(gpointer key, gpointer value, gpointer wanted)
{
    (void)key;
    return value == wanted;
}

/* Removes a child's own claim when it lives in its base's table. */
static void share_table(OrmLinker *linker, OrmModel *model)
{
    OrmTable *table = model->base->table;
    if (table == NULL)
        return;
    if (model->table != NULL && model->table != table) {
        g_hash_table_foreach_remove(linker->graph->tables_by_name, value_is, model->table);
        for (guint i = 0; i < linker->graph->tables->len; i++) {
            OrmTable *other = g_ptr_array_index(linker->graph->tables, i);
            g_ptr_array_remove(other->models, model);
        }
        g_ptr_array_remove(linker->graph->tables, model->table);
    }
    model->table = table;
    model->mapped = TRUE;
    if (!g_ptr_array_find(table->models, model, NULL))
        g_ptr_array_add(table->models, model);
}

static void place_in_table(OrmLinker *linker, OrmModel *model)
{
    if (g_hash_table_contains(linker->linked_models, model))
        return;
    g_hash_table_add(linker->linked_models, model);
    if (model->base == NULL)
        return;
    place_in_table(linker, model->base);
    if (model->inheritance == ORM_INHERITS_SINGLE)
        share_table(linker, model);
}

void orm_link_bases(OrmLinker *linker)
{
    GPtrArray *models = linker->graph->models;
    for (guint i = 0; i < models->len; i++) {
        OrmModel *model = g_ptr_array_index(models, i);
        if (model->polymorphic != NULL) {
            model->polymorphic_on_name = orm_annotation_text(model->polymorphic, "on");
            model->identity = orm_annotation_text(model->polymorphic, "identity");
        }
        if (model->inherits != NULL)
            resolve_base(linker, model);
    }
    for (guint i = 0; i < models->len; i++)
        place_in_table(linker, g_ptr_array_index(models, i));
    g_hash_table_remove_all(linker->linked_models);
}

static gboolean is_primary_key(const OrmForeignKey *key)
{
    const OrmPrimaryKey *primary_key = key->child->primary_key;
    if (primary_key == NULL || primary_key->columns->len != key->columns->len)
        return FALSE;
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column == NULL || !reference->column->in_primary_key)
            return FALSE;
    }
    return TRUE;
}

/* A child's only foreign key to its parent is the link; of several, the one that is the child's primary key. */
static void find_base_link(OrmModel *model)
{
    OrmForeignKey *only = NULL, *keyed = NULL;
    guint keyed_count = 0;
    for (guint i = 0; i < model->table->foreign_keys->len; i++) {
        OrmForeignKey *key = g_ptr_array_index(model->table->foreign_keys, i);
        if (key->parent == NULL || key->parent != model->base->table)
            continue;
        model->base_link_candidates++;
        only = key;
        if (is_primary_key(key)) {
            keyed = key;
            keyed_count++;
        }
    }
    model->base_link = model->base_link_candidates == 1 ? only : keyed_count == 1 ? keyed : NULL;
}

static void find_discriminator(OrmModel *model)
{
    if (model->polymorphic_on_name.text != NULL && model->table != NULL)
        model->polymorphic_on = orm_table_column(model->table, model->polymorphic_on_name.text);
}

void orm_link_base_links(OrmLinker *linker)
{
    for (guint i = 0; i < linker->graph->models->len; i++) {
        OrmModel *model = g_ptr_array_index(linker->graph->models, i);
        find_discriminator(model);
        if (model->inheritance == ORM_INHERITS_JOINED && model->base != NULL && model->table != NULL &&
            model->base->table != NULL)
            find_base_link(model);
    }
}
