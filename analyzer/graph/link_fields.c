/* SPDX-License-Identifier: MIT */
/* What each field of a model is: a column, a relationship, an embedded struct, a base, bookkeeping, ignored, or nothing
 * we know. */
#include "analyzer/graph/c_type_mapping.h"
#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/vocabulary.h"

/* An embeddable that reaches itself ends here (embed-cycle). */
#define DEEPEST_EMBEDDING 16

static void link_struct(OrmLinker *linker, const OrmScope *scope);

static const char *join(const char *left, const char *right)
{
    g_autofree char *joined = g_strconcat(left, right, NULL);
    return orm_intern(joined);
}

/* The names of fields that only keep another field's count, length or NULL state. */
static GHashTable *bookkeeping_fields(const OrmLinker *linker, const OrmStruct *record)
{
    GHashTable *names = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < record->fields->len; i++) {
        GPtrArray *annotations = orm_linker_field_annotations(linker, g_ptr_array_index(record->fields, i));
        if (annotations->len == 0)
            continue;
        const char *kept[] = {orm_stated(annotations, "relationship", "count").text,
                              orm_stated(annotations, "column", "null_flag").text,
                              orm_stated(annotations, "column", "length").text};
        for (guint k = 0; k < G_N_ELEMENTS(kept); k++) {
            if (kept[k] != NULL)
                g_hash_table_add(names, (gpointer)kept[k]);
        }
    }
    return names;
}

static const OrmCType *innermost(const OrmCType *type)
{
    while (type->inner != NULL)
        type = type->inner;
    return type;
}

static void add_unmapped(OrmLinker *linker, const OrmScope *scope, const OrmField *field)
{
    OrmUnmapped *unmapped = g_new0(OrmUnmapped, 1);
    const OrmCType *type = innermost(field->type);
    unmapped->model = scope->model;
    unmapped->field = field;
    unmapped->field_path = join(scope->path, field->name != NULL ? field->name : "");
    unmapped->place = field->place;
    if (field->type->kind == ORM_C_POINTER && type->tag != NULL)
        unmapped->pointee = orm_linker_model(linker, orm_linker_struct(linker, type->tag, field->place.file));
    g_ptr_array_add(scope->model->unmapped, unmapped);
}

/* The nested struct's fields become columns of this table. An embedded pointer may be NULL, and then all of its
 * columns. */
static void link_embed(OrmLinker *linker, const OrmScope *scope, const OrmField *field, GPtrArray *annotations)
{
    const OrmCType *type = innermost(field->type);
    OrmEmbed *embed = g_new0(OrmEmbed, 1);
    embed->model = scope->model;
    embed->field = field;
    embed->field_path = join(scope->path, field->name);
    embed->place = field->place;
    embed->target_name = type->tag;
    embed->prefix = orm_stated(annotations, "embed", "prefix");
    if (type->kind == ORM_C_STRUCT)
        embed->target = orm_linker_struct(linker, type->tag, field->place.file);
    g_ptr_array_add(scope->model->embeds, embed);
    if (embed->target == NULL || scope->depth >= DEEPEST_EMBEDDING)
        return;
    OrmScope inner = *scope;
    inner.owner = embed->target;
    inner.path = join(embed->field_path, ".");
    inner.prefix = join(scope->prefix, embed->prefix.text != NULL ? embed->prefix.text : "");
    inner.nullable = field->type->kind == ORM_C_POINTER ? orm_c_type_nullable(field->type) : scope->nullable;
    inner.depth++;
    link_struct(linker, &inner);
}

/* A member of the base's struct type: the base's columns where the table has them itself, nothing where they live in
 * the base's table. */
static void link_base_member(OrmLinker *linker, const OrmScope *scope, const OrmField *field, const OrmModel *base)
{
    g_hash_table_add(linker->used_records, (gpointer)base->record);
    gboolean shared =
        scope->model->base == base &&
        (scope->model->inheritance == ORM_INHERITS_SINGLE || scope->model->inheritance == ORM_INHERITS_JOINED) &&
        !base->is_abstract;
    if (shared || scope->depth >= DEEPEST_EMBEDDING)
        return;
    OrmScope inner = *scope;
    inner.owner = base->record;
    inner.inherited_from = base;
    inner.depth++;
    (void)field;
    link_struct(linker, &inner);
}

/* The base or mixin that a member by value stands for, or NULL. */
static const OrmModel *base_of_member(const OrmLinker *linker, const OrmScope *scope, const OrmField *field)
{
    if (field->type->kind != ORM_C_STRUCT || field->type->tag == NULL)
        return NULL;
    const OrmModel *model = orm_linker_model(linker, orm_linker_struct(linker, field->type->tag, field->place.file));
    if (model == NULL)
        return NULL;
    const OrmModel *derived = scope->inherited_from != NULL ? scope->inherited_from : scope->model;
    return model->is_abstract || model == derived->base ? model : NULL;
}

static gboolean is_bookkeeping(GHashTable *bookkeeping, const OrmField *field, GPtrArray *annotations)
{
    return field->name != NULL && g_hash_table_contains(bookkeeping, field->name) &&
           orm_find_annotation(annotations, "column") == NULL;
}

static void link_field(OrmLinker *linker, const OrmScope *scope, const OrmField *field, GHashTable *bookkeeping)
{
    GPtrArray *annotations = orm_linker_field_annotations(linker, field);
    const OrmModel *base;
    if (orm_find_annotation(annotations, "ignore") != NULL)
        g_ptr_array_add(scope->model->ignored, (gpointer)field);
    else if (field->name == NULL)
        add_unmapped(linker, scope, field);
    else if (orm_find_annotation(annotations, "relationship") != NULL)
        orm_link_relationship(linker, scope, field, annotations);
    else if (orm_find_annotation(annotations, "embed") != NULL)
        link_embed(linker, scope, field, annotations);
    else if ((base = base_of_member(linker, scope, field)) != NULL)
        link_base_member(linker, scope, field, base);
    else if (is_bookkeeping(bookkeeping, field, annotations))
        return;
    else if (scope->table == NULL || orm_link_column(linker, scope, field, annotations) == NULL)
        add_unmapped(linker, scope, field);
}

/* What a model embeds shapes its table as much as its own fields do. */
static void note_variant(OrmLinker *linker, const OrmScope *scope)
{
    if (scope->depth == 0 || scope->model->variant != NULL)
        return;
    scope->model->variant = orm_linker_other_reading(linker, scope->owner);
    scope->model->varying = scope->model->variant != NULL ? scope->owner : NULL;
}

static void link_struct(OrmLinker *linker, const OrmScope *scope)
{
    note_variant(linker, scope);
    g_autoptr(GHashTable) bookkeeping = bookkeeping_fields(linker, scope->owner);
    g_hash_table_add(linker->used_records, (gpointer)scope->owner);
    for (guint i = 0; i < scope->owner->fields->len; i++)
        link_field(linker, scope, g_ptr_array_index(scope->owner->fields, i), bookkeeping);
    GPtrArray *annotations = orm_linker_struct_annotations(linker, scope->owner);
    orm_link_keys(linker, scope, annotations);
}

void orm_link_fields(OrmLinker *linker, OrmModel *model)
{
    if (g_hash_table_contains(linker->linked_models, model))
        return;
    g_hash_table_add(linker->linked_models, model);
    /* a child's keys may name its base's columns */
    if (model->base != NULL)
        orm_link_fields(linker, model->base);
    if (model->table == NULL)
        return;
    OrmScope scope = {.model = model,
                      .table = model->table,
                      .owner = model->record,
                      .path = "",
                      .prefix = "",
                      .nullable = ORM_UNKNOWN};
    link_struct(linker, &scope);
}
