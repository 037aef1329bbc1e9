/* SPDX-License-Identifier: MIT */
/* The graph as JSON for people and tests (--dump=graph): what was understood, with every name resolved. Keys without a
 * value are left out. */
#include <jansson.h>

#include "analyzer/graph/link.h"

static const char *const truth_names[] = {"no", "yes", "unknown"};

static void set_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL)
        json_object_set_new(object, key, json_string(text));
}

static void set_flag(json_t *object, const char *key, OrmTruth value)
{
    if (value == ORM_YES)
        json_object_set_new(object, key, json_true());
}

static void set_place(json_t *object, const OrmPlace *place)
{
    if (!orm_place_known(place))
        return;
    g_autofree char *text = g_strdup_printf("%s:%u:%u", place->file, place->line, place->column);
    json_object_set_new(object, "place", json_string(text));
}

static void set_array(json_t *object, const char *key, json_t *array)
{
    if (json_array_size(array) > 0)
        json_object_set(object, key, array);
    json_decref(array);
}

static json_t *dump_references(GPtrArray *references)
{
    json_t *array = json_array();
    for (guint i = 0; i < references->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(references, i);
        json_array_append_new(array,
                              json_string(reference->column != NULL ? reference->column->name : reference->name));
    }
    return array;
}

static json_t *dump_column(const OrmColumn *column, OrmDialect dialect)
{
    json_t *object = json_object();
    g_autofree char *type = orm_sql_type_to_string(&column->type, dialect);
    set_text(object, "name", column->name);
    set_text(object, "field", column->field_path);
    set_text(object, "c_type", column->field->type->spelling);
    set_text(object, "type", type);
    set_text(object, "nullable", truth_names[column->nullable]);
    if (column->in_primary_key)
        json_object_set_new(object, "primary_key", json_true());
    set_text(object, "default", column->details->default_value.text);
    set_text(object, "server_default", column->details->server_default.text);
    set_text(object, "computed", column->details->computed.text);
    set_text(object, "comment", column->details->comment.text);
    set_text(object, "collate", column->details->collation.text);
    set_flag(object, "autoincrement", column->flags->autoincrement.value);
    if (column->identity != ORM_IDENTITY_NONE)
        set_text(object, "identity", column->identity == ORM_IDENTITY_ALWAYS ? "always" : "by_default");
    set_flag(object, "version", column->flags->version.value);
    if (column->enumeration->enumeration != NULL)
        set_text(object, "enum", column->enumeration->enumeration->name);
    set_place(object, &column->place);
    return object;
}

static json_t *dump_foreign_key(const OrmForeignKey *key)
{
    json_t *object = json_object();
    set_text(object, "name", key->name);
    json_object_set_new(object, "columns", dump_references(key->columns));
    set_text(object, "parent", key->parent != NULL ? orm_table_label(key->parent) : key->parent_name);
    json_object_set_new(object, "parent_columns", dump_references(key->parent_columns));
    if (!orm_foreign_key_resolved(key))
        json_object_set_new(object, "unresolved", json_true());
    set_text(object, "ondelete", orm_action_name(key->ondelete.kind));
    set_text(object, "onupdate", orm_action_name(key->onupdate.kind));
    set_flag(object, "deferrable", key->deferrable.value);
    set_text(object, "initially", key->initially.text);
    set_text(object, "match", key->match.text);
    set_flag(object, "unenforced", key->unenforced.value);
    set_flag(object, "array", key->array.value);
    set_place(object, &key->place);
    return object;
}

static json_t *dump_element(const OrmIndexElement *element)
{
    static const char *const orders[] = {NULL, "asc", "desc"};
    static const char *const nulls[] = {NULL, "first", "last"};
    json_t *object = json_object();
    if (element->expression != NULL)
        set_text(object, "expression", element->expression);
    else
        set_text(object, "column",
                 element->reference.column != NULL ? element->reference.column->name : element->reference.name);
    set_text(object, "order", orders[element->order]);
    set_text(object, "nulls", nulls[element->nulls]);
    set_text(object, "operator_class", element->operator_class);
    set_text(object, "collate", element->collation);
    if (element->prefix_length != ORM_SQL_UNSTATED)
        json_object_set_new(object, "length", json_integer(element->prefix_length));
    return object;
}

static json_t *dump_index(const OrmIndex *index)
{
    json_t *object = json_object();
    set_text(object, "kind", index->kind == ORM_KEY_UNIQUE ? "unique" : "index");
    set_text(object, "name", index->name);
    set_flag(object, "unique", index->unique.value);
    set_flag(object, "primary_key", index->primary_key.value);
    json_t *elements = json_array();
    for (guint i = 0; i < index->elements->len; i++)
        json_array_append_new(elements, dump_element(g_ptr_array_index(index->elements, i)));
    json_object_set_new(object, "elements", elements);
    set_array(object, "include", dump_references(index->include));
    set_text(object, "where", index->predicate.text);
    set_text(object, "using", index->method.text);
    set_flag(object, "nulls_not_distinct", index->nulls_not_distinct.value);
    set_flag(object, "deferrable", index->deferrable.value);
    set_text(object, "initially", index->initially.text);
    set_place(object, &index->place);
    return object;
}

static json_t *dump_named_text(const char *name, OrmStated text)
{
    json_t *object = json_object();
    set_text(object, "name", name);
    set_text(object, "sql", text.text);
    return object;
}

static json_t *dump_primary_key(const OrmPrimaryKey *key)
{
    json_t *object = json_object();
    set_text(object, "name", key->name.text);
    json_object_set_new(object, "columns", dump_references(key->columns));
    return object;
}

static json_t *dump_table(const OrmTable *table, OrmDialect dialect)
{
    json_t *object = json_object();
    json_t *columns = json_array(), *keys = json_array(), *indexes = json_array(), *checks = json_array(),
           *excludes = json_array();
    set_text(object, "name", table->name);
    set_text(object, "schema", table->schema);
    set_text(object, "model", table->model->name);
    if (table->is_view)
        json_object_set_new(object, "view", json_true());
    set_text(object, "comment", table->comment.text);
    set_place(object, &table->place);
    for (guint i = 0; i < table->columns->len; i++)
        json_array_append_new(columns, dump_column(g_ptr_array_index(table->columns, i), dialect));
    json_object_set_new(object, "columns", columns);
    if (table->primary_key != NULL)
        json_object_set_new(object, "primary_key", dump_primary_key(table->primary_key));
    for (guint i = 0; i < table->foreign_keys->len; i++)
        json_array_append_new(keys, dump_foreign_key(g_ptr_array_index(table->foreign_keys, i)));
    set_array(object, "foreign_keys", keys);
    for (guint i = 0; i < table->indexes->len; i++)
        json_array_append_new(indexes, dump_index(g_ptr_array_index(table->indexes, i)));
    set_array(object, "indexes", indexes);
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(table->checks, i);
        json_array_append_new(checks, dump_named_text(check->name, check->expression));
    }
    set_array(object, "checks", checks);
    for (guint i = 0; i < table->excludes->len; i++) {
        const OrmExclude *exclude = g_ptr_array_index(table->excludes, i);
        json_array_append_new(excludes, dump_named_text(exclude->name, exclude->definition));
    }
    set_array(object, "excludes", excludes);
    return object;
}

static json_t *dump_relationship(const OrmRelationship *relationship)
{
    static const char *const directions[] = {"unknown", "many-to-one", "one-to-many", "one-to-one", "many-to-many"};
    static const char *const joins[] = {"resolved",      "no target",           "no path", "ambiguous", "bad choice",
                                        "bad secondary", "ambiguous secondary", "explicit"};
    json_t *object = json_object();
    set_text(object, "field", relationship->name);
    set_text(object, "target",
             relationship->target != NULL ? relationship->target->name : relationship->target_name.text);
    set_text(object, "direction", directions[relationship->direction]);
    set_text(object, "join", joins[relationship->join]);
    set_text(object, "shape", relationship->shape == ORM_SHAPE_SCALAR ? "scalar" : "collection");
    if (relationship->foreign_key != NULL)
        set_text(object, "foreign_key", orm_foreign_key_label(relationship->foreign_key));
    set_text(object, "secondary", relationship->secondary_name.text);
    if (relationship->secondary_local != NULL)
        set_text(object, "secondary_local", orm_foreign_key_label(relationship->secondary_local));
    if (relationship->secondary_remote != NULL)
        set_text(object, "secondary_remote", orm_foreign_key_label(relationship->secondary_remote));
    set_text(object, "back_populates", relationship->back_populates.text);
    set_flag(object, "viewonly", relationship->viewonly.value);
    set_place(object, &relationship->place);
    return object;
}

static json_t *dump_model(const OrmModel *model)
{
    static const char *const kinds[] = {NULL, "joined", "single", "concrete"};
    json_t *object = json_object();
    json_t *relationships = json_array(), *embeds = json_array();
    set_text(object, "name", model->name);
    set_text(object, "table", model->table != NULL ? orm_table_label(model->table) : NULL);
    if (model->is_abstract)
        json_object_set_new(object, "abstract", json_true());
    set_text(object, "inherits", model->base_name.text);
    set_text(object, "inheritance", model->base_name.text != NULL ? kinds[model->inheritance] : NULL);
    set_text(object, "identity", model->identity.text);
    set_text(object, "polymorphic_on", model->polymorphic_on != NULL ? model->polymorphic_on->name : NULL);
    set_place(object, &model->place);
    for (guint i = 0; i < model->relationships->len; i++)
        json_array_append_new(relationships, dump_relationship(g_ptr_array_index(model->relationships, i)));
    set_array(object, "relationships", relationships);
    for (guint i = 0; i < model->embeds->len; i++) {
        const OrmEmbed *embed = g_ptr_array_index(model->embeds, i);
        json_t *entry = json_object();
        set_text(entry, "field", embed->field_path);
        set_text(entry, "struct", embed->target_name);
        set_text(entry, "prefix", embed->prefix.text);
        json_array_append_new(embeds, entry);
    }
    set_array(object, "embeds", embeds);
    return object;
}

char *orm_graph_dump(const OrmGraph *graph)
{
    json_t *root = json_object(), *tables = json_array(), *models = json_array();
    set_text(root, "dialect", orm_dialect_name(graph->dialect));
    for (guint i = 0; i < graph->tables->len; i++)
        json_array_append_new(tables, dump_table(g_ptr_array_index(graph->tables, i), graph->dialect));
    for (guint i = 0; i < graph->models->len; i++)
        json_array_append_new(models, dump_model(g_ptr_array_index(graph->models, i)));
    json_object_set_new(root, "tables", tables);
    json_object_set_new(root, "models", models);
    g_autofree char *text = json_dumps(root, JSON_INDENT(2));
    json_decref(root);
    return g_strconcat(text, "\n", NULL);
}
