/* SPDX-License-Identifier: MIT */
/* As makeObjectName, ChooseRelationName and ChooseConstraintName of PostgreSQL's sources do it; tried on PostgreSQL 15.
 */
#include "rules/naming/implied_names.h"

#include "analyzer/graph/expression.h"
#include "analyzer/graph/object_name.h"

static const char *name_of_unique(const OrmIndex *index)
{
    g_autoptr(GString) columns = g_string_new(NULL);
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (element->reference.column == NULL)
            return NULL;
        g_string_append_printf(columns, "%s%s", columns->len > 0 ? "_" : "", element->reference.column->name);
    }
    for (guint i = 0; i < index->include->len; i++) {
        const OrmColumnReference *included = g_ptr_array_index(index->include, i);
        if (included->column == NULL)
            return NULL;
        g_string_append_printf(columns, "_%s", included->column->name);
    }
    return columns->len > 0 ? orm_object_name(index->table->name, columns->str, "key") : NULL;
}

/* Named for its column when it is about one alone. */
static const char *name_of_check(const OrmCheck *check, OrmDialect dialect)
{
    g_autoptr(OrmExpression) expression = orm_expression_parse(check->expression.text, dialect);
    const GPtrArray *columns = expression != NULL ? orm_expression_columns(expression) : NULL;
    if (columns == NULL)
        return NULL;
    const char *only = NULL;
    for (guint i = 0; i < columns->len; i++) {
        const char *name = ((const OrmExpressionColumn *)g_ptr_array_index(columns, i))->name;
        if (only != NULL && name != only)
            return orm_object_name(check->table->name, NULL, "check");
        only = name;
    }
    return orm_object_name(check->table->name, only, "check");
}

static gboolean is_key_name(const OrmScopedName *named, const OrmTable *table, OrmScopedName *holder)
{
    const OrmPrimaryKey *key = table->primary_key;
    if (key == NULL || key->name.text != NULL || !g_str_equal(named->name, orm_object_name(table->name, NULL, "pkey")))
        return FALSE;
    holder->primary_key = key;
    return TRUE;
}

static gboolean is_unique_name(const OrmScopedName *named, const OrmTable *table, OrmScopedName *holder)
{
    for (guint i = 0; i < table->indexes->len && holder->index == NULL; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (index->kind == ORM_KEY_UNIQUE && index->name == NULL && index->primary_key.value != ORM_YES &&
            g_strcmp0(named->name, name_of_unique(index)) == 0)
            holder->index = index;
    }
    return holder->index != NULL;
}

static gboolean is_check_name(const OrmScopedName *named, OrmDialect dialect, OrmScopedName *holder)
{
    const GPtrArray *checks = named->table->checks;
    for (guint i = 0; i < checks->len && holder->check == NULL; i++) {
        const OrmCheck *check = g_ptr_array_index(checks, i);
        if (check->name == NULL && g_strcmp0(named->name, name_of_check(check, dialect)) == 0)
            holder->check = check;
    }
    return holder->check != NULL;
}

static gboolean is_constraint_with_index(const OrmScopedName *named)
{
    return named->exclude != NULL || named->primary_key != NULL ||
           (named->index != NULL && named->index->kind == ORM_KEY_UNIQUE);
}

/* A statement that makes a table makes its CHECKs first, then the primary key, the unique and exclusion constraints as
 * they are stated, the foreign keys last; indexes have statements of their own. */
static gboolean is_implied_in_table(const OrmScopedName *named, OrmDialect dialect, OrmScopedName *holder)
{
    gboolean with_index = is_constraint_with_index(named);
    gboolean last = named->key != NULL || (named->index != NULL && !with_index);
    if (g_str_has_suffix(named->name, "_pkey"))
        return (last || (with_index && named->primary_key == NULL)) && is_key_name(named, named->table, holder);
    if (g_str_has_suffix(named->name, "_key"))
        return last && is_unique_name(named, named->table, holder);
    return g_str_has_suffix(named->name, "_check") && (named->key != NULL || with_index) &&
           is_check_name(named, dialect, holder);
}

static gboolean references(const OrmTable *child, const OrmTable *parent)
{
    for (guint i = 0; i < child->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(child->foreign_keys, i);
        if (key->parent == parent && key->unenforced.value != ORM_YES)
            return TRUE;
    }
    return FALSE;
}

/* The tables that it references are there when a table is made. */
static gboolean is_implied_in_parent(const OrmScopedName *named, OrmScopedName *holder)
{
    const OrmTable *table = named->table;
    gboolean is_relation = named->key == NULL && named->check == NULL && named->enum_column == NULL;
    for (guint i = 0; is_relation && i < table->foreign_keys->len; i++) {
        const OrmTable *parent = ((const OrmForeignKey *)g_ptr_array_index(table->foreign_keys, i))->parent;
        gboolean earlier = parent != NULL && parent != table && g_strcmp0(parent->schema, table->schema) == 0 &&
                           references(table, parent) && !references(parent, table);
        if (earlier && (is_key_name(named, parent, holder) || is_unique_name(named, parent, holder))) {
            holder->table = parent;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean orm_scoped_name_is_implied(const OrmScopedName *named, OrmDialect dialect, OrmScopedName *holder)
{
    if ((dialect != ORM_DIALECT_POSTGRESQL && dialect != ORM_DIALECT_PORTABLE) || named->table->is_view)
        return FALSE;
    OrmScopedName found = {.name = named->name, .table = named->table};
    gboolean in_table = is_implied_in_table(named, dialect, &found);
    gboolean in_parent = !in_table && g_str_has_suffix(named->name, "key") && is_implied_in_parent(named, &found);
    if (!in_table && !in_parent)
        return FALSE;
    char list = found.check != NULL || named->key != NULL ? 'c' : 'r';
    found.lists[found.n_lists++] = (OrmNameList){list, found.table};
    *holder = found;
    return TRUE;
}
