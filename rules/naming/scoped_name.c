/* SPDX-License-Identifier: MIT */
/* What is said of one name of namespaces.h. */
#include "analyzer/facts/intern.h"
#include "analyzer/graph/names.h"
#include "analyzer/graph/questions_indexes.h"
#include "analyzer/graph/questions_keys.h"
#include "rules/naming/namespaces.h"

gboolean orm_scoped_name_is_table(const OrmScopedName *named)
{
    return named->index == NULL && named->key == NULL && named->check == NULL && named->exclude == NULL &&
           named->primary_key == NULL && named->enum_column == NULL;
}

const char *orm_scoped_name_key(const OrmScopedName *named, OrmDialect dialect)
{
    gboolean exact = dialect == ORM_DIALECT_POSTGRESQL || dialect == ORM_DIALECT_PORTABLE ||
                     (orm_dialect_is_mysql(dialect) && orm_scoped_name_is_table(named));
    return exact ? orm_intern(named->name) : orm_fold_name(named->name);
}

const char *orm_scoped_name_kind(const OrmScopedName *named)
{
    if (named->index != NULL)
        return named->index->kind == ORM_KEY_UNIQUE ? "unique constraint" : "index";
    if (named->key != NULL)
        return "foreign key";
    if (named->check != NULL)
        return "CHECK constraint";
    if (named->exclude != NULL)
        return "exclusion constraint";
    if (named->enum_column != NULL)
        return "enum type";
    return named->primary_key != NULL ? "primary key" : named->table->is_view ? "view" : "table";
}

char *orm_scoped_name_describe(const OrmScopedName *named)
{
    const char *kind = orm_scoped_name_kind(named);
    if (orm_scoped_name_is_table(named))
        return g_strdup_printf("%s `%s`", kind, orm_table_label(named->table));
    if (named->enum_column != NULL)
        return g_strdup_printf("%s `%s` of column `%s`", kind, named->name, orm_column_label(named->enum_column));
    return g_strdup_printf("%s `%s` of table `%s`", kind, named->name, orm_table_label(named->table));
}

static OrmPlace stated_or(const OrmStated *stated, OrmPlace whole)
{
    return stated->text != NULL && orm_place_known(&stated->place) ? stated->place : whole;
}

OrmPlace orm_scoped_name_place(const OrmScopedName *named)
{
    if (named->index != NULL)
        return stated_or(&named->index->stated_name, named->index->place);
    if (named->key != NULL)
        return stated_or(&named->key->stated_name, named->key->place);
    if (named->check != NULL)
        return stated_or(&named->check->stated_name, named->check->place);
    if (named->exclude != NULL)
        return stated_or(&named->exclude->stated_name, named->exclude->place);
    if (named->enum_column != NULL)
        return stated_or(&named->enum_column->enumeration->name, named->enum_column->place);
    if (named->primary_key != NULL)
        return stated_or(&named->primary_key->name, named->primary_key->place);
    return named->table->place;
}

OrmAbout orm_scoped_name_about(const OrmScopedName *named)
{
    if (named->index != NULL)
        return orm_about_index(named->index);
    if (named->key != NULL)
        return orm_about_foreign_key(named->key);
    if (named->check != NULL)
        return orm_about_check(named->check);
    if (named->exclude != NULL)
        return orm_about_exclude(named->exclude);
    if (named->enum_column != NULL)
        return orm_about_column(named->enum_column);
    return named->primary_key != NULL ? orm_about_primary_key(named->table) : orm_about_table(named->table);
}

static gboolean same_index(const OrmIndex *first, const OrmIndex *second, OrmDialect dialect)
{
    g_autoptr(GPtrArray) shapes = orm_table_index_shapes(first->table, dialect);
    g_autoptr(GHashTable) repeated = orm_index_shapes_repeated(shapes);
    g_autofree char *left = NULL, *right = NULL;
    for (guint i = 0; i < shapes->len; i++) {
        OrmIndexShape *shape = g_ptr_array_index(shapes, i);
        const OrmIndexShape *earlier = g_hash_table_lookup(repeated, shape);
        if (shape->index == second && earlier != NULL && earlier->index == first)
            return TRUE;
        if (shape->index == first)
            left = orm_index_shape_uniqueness(shape);
        else if (shape->index == second)
            right = orm_index_shape_uniqueness(shape);
    }
    return left != NULL && g_strcmp0(left, right) == 0;
}

gboolean orm_scoped_names_are_repeated(const OrmScopedName *first, const OrmScopedName *second, OrmDialect dialect)
{
    if (first->table != second->table)
        return orm_fold_name(orm_table_label(first->table)) == orm_fold_name(orm_table_label(second->table)) &&
               !orm_scoped_name_is_table(first);
    if (first->index != NULL && second->index != NULL)
        return same_index(first->index, second->index, dialect);
    if (first->key == NULL || second->key == NULL)
        return FALSE;
    g_autofree char *left = orm_foreign_key_signature(first->key), *right = orm_foreign_key_signature(second->key);
    return left != NULL && g_strcmp0(left, right) == 0;
}
