/* SPDX-License-Identifier: MIT */
/* Both sides of each foreign key as relationships. */
#include <string.h>

#include "analyzer/graph/questions_keys.h"
#include "analyzer/inspect/internal.h"

/* Keys that share columns would have two relationships write one column. */
static gboolean shares_columns(const OrmForeignKey *key)
{
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column->foreign_keys->len > 1)
            return TRUE;
    }
    return FALSE;
}

static guint keys_between(const OrmTable *one, const OrmTable *other)
{
    guint count = 0;
    for (guint i = 0; i < one->foreign_keys->len; i++)
        count += ((const OrmForeignKey *)g_ptr_array_index(one->foreign_keys, i))->parent == other;
    for (guint i = 0; one != other && i < other->foreign_keys->len; i++)
        count += ((const OrmForeignKey *)g_ptr_array_index(other->foreign_keys, i))->parent == one;
    return count;
}

/* `customer_id` leads to `customer`; a key of several columns, or one that is called otherwise, to the parent's name.
 */
static char *scalar_name(const OrmForeignKey *key)
{
    static const char *const endings[] = {"_id", "Id", "_uuid", "_fk"};
    const OrmColumnReference *reference = g_ptr_array_index(key->columns, 0);
    const char *column = reference->name;
    for (guint i = 0; key->columns->len == 1 && i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(column, endings[i]) && strlen(column) > strlen(endings[i]))
            return g_strndup(column, strlen(column) - strlen(endings[i]));
    }
    return key->columns->len == 1 ? g_strconcat(column, "_", key->parent->name, NULL) : g_strdup(key->parent->name);
}

/* The children are called like their table; with several keys between the two, like the key too. */
static char *collection_name(const OrmForeignKey *key, gboolean several)
{
    const OrmColumnReference *reference = g_ptr_array_index(key->columns, 0);
    return several ? g_strconcat(key->child->name, "_by_", reference->name, NULL) : g_strdup(key->child->name);
}

static OrmInspectRelationship *add_side(OrmInspectTable *table, const OrmForeignKey *key, gboolean is_child,
                                        const char *wanted)
{
    OrmInspectRelationship *side = g_new0(OrmInspectRelationship, 1);
    side->key = key;
    side->is_child = side->is_scalar = is_child;
    side->name = orm_inspect_name(table->used, wanted);
    g_ptr_array_add(table->relationships, side);
    return side;
}

static void add_key(OrmInspection *inspection, OrmInspectTable *child, const OrmForeignKey *key)
{
    OrmInspectTable *parent = key->parent != NULL ? g_hash_table_lookup(inspection->by_table, key->parent) : NULL;
    if (parent == NULL || !orm_foreign_key_resolved(key) || shares_columns(key) || orm_foreign_key_is_identity(key))
        return;
    gboolean several = keys_between(key->child, key->parent) > 1;
    g_autofree char *wanted = scalar_name(key), *wanted_back = collection_name(key, several);
    OrmInspectRelationship *scalar = add_side(child, key, TRUE, wanted);
    OrmInspectRelationship *back = add_side(parent, key, FALSE, wanted_back);
    scalar->chosen = several;
    scalar->inverse = back->name;
    back->inverse = scalar->name;
    back->is_scalar = orm_table_columns_unique(key->child, key->columns);
    if (back->is_scalar)
        return;
    g_autofree char *count = g_strconcat("n_", back->name, NULL);
    back->count = orm_inspect_name(parent->used, count);
}

void orm_inspect_relationships(OrmInspection *inspection)
{
    for (guint i = 0; i < inspection->tables->len; i++) {
        OrmInspectTable *table = g_ptr_array_index(inspection->tables, i);
        for (guint k = 0; k < table->table->foreign_keys->len; k++)
            add_key(inspection, table, g_ptr_array_index(table->table->foreign_keys, k));
    }
}

static void add_list(OrmInspectAnnotation *annotation, const char *key, const OrmInspectTable *table,
                     GPtrArray *columns)
{
    g_autofree char *names = orm_inspect_columns(table, columns);
    g_autofree char *argument = g_strdup_printf(columns->len > 1 ? "%s=%s" : "%s=(%s)", key, names);
    orm_inspect_add(annotation, argument);
}

void orm_inspect_print_relationship(GString *out, const OrmInspection *inspection, const OrmInspectTable *table,
                                    const OrmInspectRelationship *relationship)
{
    const OrmForeignKey *key = relationship->key;
    const OrmInspectTable *other =
        g_hash_table_lookup(inspection->by_table, relationship->is_child ? key->parent : key->child);
    OrmInspectAnnotation annotation;
    orm_inspect_begin(&annotation, "ORM_RELATIONSHIP");
    orm_inspect_add_text(&annotation, "back_populates", relationship->inverse);
    if (relationship->chosen)
        add_list(&annotation, "foreign_keys", table, key->columns);
    if (relationship->is_child && key->child == key->parent)
        add_list(&annotation, "remote_side", other, key->parent_columns);
    orm_inspect_add_text(&annotation, "count", relationship->count);
    g_autofree char *text = orm_inspect_end(&annotation, FALSE);
    g_string_append_printf(out, "    struct %s %s%s %s;\n", other->tag, relationship->is_scalar ? "*" : "**",
                           relationship->name, text);
    if (relationship->count != NULL)
        g_string_append_printf(out, "    size_t %s;\n", relationship->count);
}
