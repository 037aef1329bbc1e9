/* SPDX-License-Identifier: MIT */
/* From an ORM_RELATIONSHIP field to a relationship as declared; link_joins.c finds its target and keys. */
#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/vocabulary.h"

#include <string.h>

static const struct {
    const char *word;
    guint cascade;
} cascade_words[] = {
    {"all", ORM_CASCADE_ALL},
    {"save_update", ORM_CASCADE_SAVE_UPDATE},
    {"merge", ORM_CASCADE_MERGE},
    {"refresh_expire", ORM_CASCADE_REFRESH_EXPIRE},
    {"expunge", ORM_CASCADE_EXPUNGE},
    {"delete", ORM_CASCADE_DELETE},
    {"delete_orphan", ORM_CASCADE_DELETE_ORPHAN},
};

static guint cascade_of_word(const char *text)
{
    g_autofree char *word = g_strstrip(g_ascii_strdown(text, -1));
    g_strdelimit(word, "- ", '_');
    for (guint i = 0; i < G_N_ELEMENTS(cascade_words); i++) {
        if (g_str_equal(cascade_words[i].word, word))
            return cascade_words[i].cascade;
    }
    return 0;
}

static guint cascade_of_value(const OrmValue *value)
{
    guint cascade = 0;
    if (value->kind == ORM_VALUE_LIST) {
        for (guint i = 0; i < orm_value_count(value); i++)
            cascade |= cascade_of_value(orm_value_item(value, i)->value);
    } else if (value->text != NULL) {
        g_auto(GStrv) words = g_strsplit(value->text, ",", -1);
        for (guint i = 0; words[i] != NULL; i++)
            cascade |= cascade_of_word(words[i]);
    }
    return cascade;
}

static void set_cascade(OrmRelationship *relationship)
{
    const OrmArgument *argument = orm_annotation_argument(relationship->annotation, "cascade");
    relationship->cascade_stated = argument != NULL && argument->key != NULL;
    if (relationship->cascade_stated) {
        relationship->cascade = cascade_of_value(argument->value);
        relationship->cascade_place = argument->value->place;
    } else {
        relationship->cascade = ORM_CASCADE_SAVE_UPDATE | ORM_CASCADE_MERGE;
    }
}

/* What the field's C type says: how the other side is held, and whose struct it points at. */
static void set_holder(OrmRelationship *relationship)
{
    const OrmCType *type = relationship->field->type, *inner = type;
    guint levels = 0;
    for (; inner->inner != NULL; inner = inner->inner)
        levels++;
    relationship->pointee = inner->kind == ORM_C_STRUCT ? inner->tag : NULL;
    gboolean is_struct = inner->kind == ORM_C_STRUCT;
    if (levels >= 1 && (inner->kind == ORM_C_VOID || inner->kind == ORM_C_CHAR))
        relationship->holder = ORM_HOLDER_VOID;
    else if (!is_struct || levels > 2)
        relationship->holder = ORM_HOLDER_OTHER;
    else if (levels == 0)
        relationship->holder = ORM_HOLDER_VALUE;
    else if (levels == 2)
        relationship->holder = ORM_HOLDER_POINTER_POINTER;
    else if (type->kind == ORM_C_ARRAY)
        relationship->holder = ORM_HOLDER_VALUE;
    else
        relationship->holder = relationship->count_field.text != NULL ? ORM_HOLDER_COUNTED : ORM_HOLDER_POINTER;
}

static void set_target_name(OrmRelationship *relationship, GPtrArray *annotations)
{
    OrmStated stated = orm_stated_name(annotations, "relationship");
    relationship->target_stated = stated.text != NULL;
    if (stated.text != NULL)
        relationship->target_name = stated;
    else
        relationship->target_name = (OrmStated){relationship->pointee, relationship->place};
}

/* A struct of another name than the target's, by value or by pointer, is the head of an intrusive list. */
static void recognise_list(const OrmLinker *linker, OrmRelationship *relationship)
{
    if (!relationship->target_stated || relationship->pointee == NULL)
        return;
    const char *file = relationship->place.file;
    const OrmStruct *pointee = orm_linker_struct(linker, relationship->pointee, file);
    const OrmStruct *target = orm_linker_struct(linker, relationship->target_name.text, file);
    if (target == NULL) {
        const OrmTable *table = orm_graph_table(linker->graph, relationship->target_name.text);
        target = table != NULL && table->model != NULL ? table->model->record : NULL;
    }
    gboolean other = target != NULL ? pointee != target && relationship->pointee != target->name
                                    : relationship->pointee != relationship->target_name.text;
    gboolean model = orm_linker_model(linker, pointee) != NULL;
    if (other && !model && (relationship->holder == ORM_HOLDER_VALUE || relationship->holder == ORM_HOLDER_POINTER) &&
        relationship->field->type->kind != ORM_C_ARRAY)
        relationship->holder = ORM_HOLDER_LIST;
}

static void set_shape(OrmRelationship *relationship)
{
    switch (relationship->holder) {
    case ORM_HOLDER_POINTER_POINTER:
    case ORM_HOLDER_COUNTED:
    case ORM_HOLDER_LIST:
        relationship->shape = ORM_SHAPE_COLLECTION;
        break;
    case ORM_HOLDER_VALUE:
        relationship->shape = relationship->field->type->kind == ORM_C_ARRAY ? ORM_SHAPE_COLLECTION : ORM_SHAPE_SCALAR;
        break;
    default:
        relationship->shape = ORM_SHAPE_SCALAR;
        break;
    }
    if (relationship->uselist.value != ORM_UNKNOWN)
        relationship->shape = relationship->uselist.value == ORM_YES ? ORM_SHAPE_COLLECTION : ORM_SHAPE_SCALAR;
}

static void set_overlaps(OrmRelationship *relationship, const OrmValue *value)
{
    if (value->kind == ORM_VALUE_LIST) {
        for (guint i = 0; i < orm_value_count(value); i++)
            set_overlaps(relationship, orm_value_item(value, i)->value);
    } else if (value->text != NULL) {
        g_auto(GStrv) words = g_strsplit(value->text, ",", -1);
        for (guint i = 0; words[i] != NULL; i++)
            g_ptr_array_add(relationship->overlaps, (gpointer)orm_intern(g_strstrip(words[i])));
    }
}

static const OrmValue *argument_value(const OrmRelationship *relationship, const char *key)
{
    const OrmArgument *argument = orm_annotation_argument(relationship->annotation, key);
    return argument != NULL && argument->key != NULL ? argument->value : NULL;
}

static void append_order(OrmRelationship *relationship, const OrmValue *value)
{
    if (value->kind == ORM_VALUE_LIST) {
        for (guint i = 0; i < orm_value_count(value); i++)
            append_order(relationship, orm_value_item(value, i)->value);
    } else {
        g_ptr_array_add(relationship->order_by, orm_index_element_new(NULL, value));
    }
}

static void set_options(OrmRelationship *relationship, GPtrArray *annotations)
{
    relationship->uselist = orm_flag(annotations, "relationship", "uselist");
    relationship->viewonly = orm_flag(annotations, "relationship", "viewonly");
    relationship->single_parent = orm_flag(annotations, "relationship", "single_parent");
    relationship->back_populates = orm_stated(annotations, "relationship", "back_populates");
    relationship->secondary_name = orm_stated(annotations, "relationship", "secondary");
    relationship->primaryjoin = orm_stated(annotations, "relationship", "primaryjoin");
    relationship->secondaryjoin = orm_stated(annotations, "relationship", "secondaryjoin");
    relationship->lazy = orm_stated(annotations, "relationship", "lazy");
    relationship->count_field = orm_stated(annotations, "relationship", "count");
    relationship->passive_deletes = orm_stated(annotations, "relationship", "passive_deletes");
    OrmFlag passive = orm_flag(annotations, "relationship", "passive_deletes");
    if (passive.value == ORM_YES)
        relationship->passive_deletes = (OrmStated){orm_intern("true"), passive.place};
    else if (passive.value == ORM_NO)
        relationship->passive_deletes = (OrmStated){0};
    orm_references_append(relationship->foreign_keys, NULL, argument_value(relationship, "foreign_keys"));
    orm_references_append(relationship->remote_side, NULL, argument_value(relationship, "remote_side"));
    const OrmValue *order = argument_value(relationship, "order_by"),
                   *overlaps = argument_value(relationship, "overlaps");
    if (order != NULL)
        append_order(relationship, order);
    if (overlaps != NULL)
        set_overlaps(relationship, overlaps);
}

void orm_link_relationship(OrmLinker *linker, const OrmScope *scope, const OrmField *field, GPtrArray *annotations)
{
    OrmRelationship *relationship = orm_relationship_new(scope->model, field->place);
    g_autofree char *path = g_strconcat(scope->path, field->name, NULL);
    relationship->name = orm_intern(path);
    relationship->field = field;
    relationship->owner = scope->owner;
    relationship->annotations = annotations;
    relationship->annotation = orm_find_annotation(annotations, "relationship");
    set_options(relationship, annotations);
    set_cascade(relationship);
    set_holder(relationship);
    set_target_name(relationship, annotations);
    recognise_list(linker, relationship);
    set_shape(relationship);
    g_ptr_array_add(scope->model->relationships, relationship);
}
