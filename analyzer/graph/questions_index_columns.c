/* SPDX-License-Identifier: MIT */
/* What the columns of indexes say: for a foreign key, of NULL, and whether two indexes share any. */
#include "analyzer/graph/expression.h"
#include "analyzer/graph/questions_indexes.h"
#include "analyzer/graph/questions_references.h"

static gboolean key_has_column(const OrmForeignKey *key, const OrmColumn *column)
{
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column == column)
            return TRUE;
    }
    return FALSE;
}

/* A relationship or a name that is no column may be meant for the key's column: that is another rule's finding. */
static gboolean element_fits(const OrmForeignKey *key, const OrmIndexElement *element)
{
    if (element->expression != NULL)
        return FALSE;
    return element->reference.column == NULL || key_has_column(key, element->reference.column);
}

/* A search for equal values finds no NULL, so that leaving NULLs out does no harm. */
static gboolean predicate_only_excludes_null(const OrmIndex *index, const OrmForeignKey *key, OrmDialect dialect)
{
    const OrmColumnReference *only = g_ptr_array_index(key->columns, 0);
    g_autoptr(OrmExpression) predicate = orm_expression_parse(index->predicate.text, dialect);
    if (predicate == NULL || key->columns->len != 1)
        return FALSE;
    const GPtrArray *columns = orm_expression_columns(predicate);
    return columns != NULL && columns->len == 1 && orm_expression_excludes_null(predicate, only->column->name);
}

static gboolean index_serves(const OrmIndex *index, const OrmForeignKey *key, OrmDialect dialect)
{
    if (!orm_index_is_readable(index))
        return TRUE;
    if (index->invalid || index->elements->len < key->columns->len || orm_index_kind(index) != NULL ||
        (index->predicate.text != NULL && !predicate_only_excludes_null(index, key, dialect)))
        return FALSE;
    for (guint i = 0; i < key->columns->len; i++) {
        if (!element_fits(key, g_ptr_array_index(index->elements, i)))
            return FALSE;
    }
    return TRUE;
}

static gboolean primary_key_serves(const OrmPrimaryKey *primary, const OrmForeignKey *key)
{
    if (primary->columns->len < key->columns->len)
        return FALSE;
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(primary->columns, i);
        if (reference->column != NULL && !key_has_column(key, reference->column))
            return FALSE;
    }
    return TRUE;
}

static gboolean key_has_name(const OrmForeignKey *key, const char *name)
{
    for (guint i = 0; name != NULL && i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column != NULL && g_ascii_strcasecmp(reference->column->name, name) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The index that keeps an exclusion constraint finds equal values as well. */
static gboolean exclude_serves(const OrmExclude *exclude, const OrmForeignKey *key)
{
    g_autoptr(GPtrArray) columns = orm_exclude_columns(exclude);
    if (columns->len < key->columns->len)
        return FALSE;
    for (guint i = 0; i < key->columns->len; i++) {
        if (!key_has_name(key, g_ptr_array_index(columns, i)))
            return FALSE;
    }
    return TRUE;
}

gboolean orm_foreign_key_is_indexed(const OrmForeignKey *key, OrmDialect dialect)
{
    const OrmTable *table = key->child;
    for (guint i = 0; i < table->primary_keys->len; i++) {
        if (primary_key_serves(g_ptr_array_index(table->primary_keys, i), key))
            return TRUE;
    }
    for (guint i = 0; i < table->indexes->len; i++) {
        if (index_serves(g_ptr_array_index(table->indexes, i), key, dialect))
            return TRUE;
    }
    for (guint i = 0; i < table->excludes->len; i++) {
        if (exclude_serves(g_ptr_array_index(table->excludes, i), key))
            return TRUE;
    }
    return FALSE;
}

gboolean orm_index_refuses_column(const OrmIndex *index, const OrmIndexElement *element, OrmDialect dialect)
{
    /* without an operator class of btree and hash */
    static const char *const unordered[] = {"json", "xml",  "point",   "line",   "lseg",
                                            "box",  "path", "polygon", "circle", NULL};
    const OrmColumn *column = element->reference.column;
    if (column == NULL || column->type.array_depth > 0 || element->operator_class != NULL ||
        orm_index_kind(index) != NULL)
        return FALSE;
    const char *method = orm_index_method(index);
    const OrmSqlType *type = &column->type;
    if (dialect == ORM_DIALECT_POSTGRESQL)
        return (g_str_equal(method, "btree") || g_str_equal(method, "hash")) && g_strv_contains(unordered, type->name);
    gboolean bytes = type->family == ORM_SQL_BLOB && element->prefix_length == ORM_SQL_UNSTATED;
    return dialect == ORM_DIALECT_MYSQL && (bytes || type->family == ORM_SQL_JSON);
}

OrmTruth orm_column_excludes_null(const OrmColumn *column, OrmDialect dialect)
{
    if (column->nullable == ORM_NO)
        return ORM_YES;
    for (guint i = 0; i < column->table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(column->table->checks, i);
        g_autoptr(OrmExpression) expression = orm_expression_parse(check->expression.text, dialect);
        if (expression != NULL && orm_expression_excludes_null(expression, column->name))
            return ORM_YES;
    }
    return column->nullable == ORM_UNKNOWN ? ORM_UNKNOWN : ORM_NO;
}

/* What is looked at of the primary key or an index. */
typedef struct {
    const char *first; /* the name of its first column */
    guint64 columns;   /* a bit for the name of each; two names may share one */
    gboolean unique;
} OrmMemberSet;

static guint64 bit_of_name(const char *name)
{
    guint hash = 5381;
    for (; *name != '\0'; name++)
        hash = hash * 33 + (guchar)g_ascii_tolower(*name);
    return G_GUINT64_CONSTANT(1) << (hash % 64);
}

static gboolean add_member(OrmMemberSet *set, const OrmColumn *column)
{
    if (column == NULL)
        return FALSE;
    if (set->first == NULL)
        set->first = column->name;
    set->columns |= bit_of_name(column->name);
    return TRUE;
}

static gboolean set_of_key(const OrmPrimaryKey *key, OrmMemberSet *set)
{
    *set = (OrmMemberSet){.unique = TRUE};
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (!add_member(set, reference->column))
            return FALSE;
    }
    return set->first != NULL;
}

static gboolean set_of_index(const OrmIndex *index, OrmMemberSet *set)
{
    *set = (OrmMemberSet){.unique = index->unique.value == ORM_YES};
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (!add_member(set, element->reference.column))
            return FALSE;
    }
    return set->first != NULL;
}

static gboolean are_apart(const OrmMemberSet *one, const OrmMemberSet *other)
{
    gboolean contained = (one->columns & ~other->columns) == 0 || (other->columns & ~one->columns) == 0;
    return g_ascii_strcasecmp(one->first, other->first) != 0 && !(one->unique && other->unique && contained);
}

#define MOST_SETS 32

gboolean orm_table_indexes_are_apart(const OrmTable *table)
{
    OrmMemberSet sets[MOST_SETS];
    guint count = 0;
    if (table->indexes->len >= MOST_SETS)
        return FALSE;
    if (table->primary_key != NULL && table->primary_key->columns->len > 0 &&
        !set_of_key(table->primary_key, &sets[count++]))
        return FALSE;
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (index->primary_key.value == ORM_YES)
            continue;
        if (!set_of_index(index, &sets[count]))
            return FALSE;
        for (guint k = 0; k < count; k++) {
            if (!are_apart(&sets[k], &sets[count]))
                return FALSE;
        }
        count++;
    }
    return TRUE;
}
