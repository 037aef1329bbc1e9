/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/names.h"
#include "analyzer/graph/vocabulary.h"
#include "analyzer/sql/ddl.h"
#include "analyzer/sql/identifier.h"

#include <string.h>

/* `lower(email)` may stand as it is; any other expression needs parentheses of its own. */
static gboolean is_call(const char *expression)
{
    const char *open = strchr(expression, '(');
    if (open == NULL || open == expression)
        return FALSE;
    for (const char *c = expression; c < open; c++) {
        if (!g_ascii_isalnum(*c) && *c != '_' && *c != '.')
            return FALSE;
    }
    guint depth = 0;
    for (const char *c = open; *c != '\0'; c++) {
        depth += *c == '(';
        depth -= *c == ')';
        if (depth == 0)
            return c[1] == '\0';
    }
    return FALSE;
}

static void append_expression(GString *sql, const char *expression, OrmDialect dialect)
{
    gboolean bare = is_call(expression) && !orm_dialect_is_mysql(dialect);
    g_string_append_printf(sql, bare ? "%s" : "(%s)", expression);
}

static void append_element(GString *sql, const OrmIndexElement *element, OrmDialect dialect)
{
    if (element->expression != NULL)
        append_expression(sql, element->expression, dialect);
    else if (element->reference.column != NULL)
        orm_append_identifier(sql, element->reference.column->name, dialect);
    else
        orm_append_identifier(sql, element->reference.name, dialect);
    if (element->prefix_length != ORM_SQL_UNSTATED && orm_dialect_is_mysql(dialect))
        g_string_append_printf(sql, "(%d)", element->prefix_length);
    if (element->collation != NULL) {
        g_string_append(sql, " COLLATE ");
        orm_append_identifier(sql, element->collation, dialect);
    }
    if (element->operator_class != NULL && !orm_dialect_is_mysql(dialect) && dialect != ORM_DIALECT_SQLITE)
        g_string_append_printf(sql, " %s", element->operator_class);
    if (element->order != ORM_ORDER_UNSTATED)
        g_string_append(sql, element->order == ORM_ORDER_DESC ? " DESC" : " ASC");
    /* SQLite takes NULLS FIRST in queries, not in indexes */
    if (element->nulls != ORM_NULLS_UNSTATED && !orm_dialect_is_mysql(dialect) && dialect != ORM_DIALECT_SQLITE)
        g_string_append(sql, element->nulls == ORM_NULLS_FIRST ? " NULLS FIRST" : " NULLS LAST");
}

void orm_append_elements(GString *sql, const OrmIndex *index, OrmDialect dialect)
{
    g_string_append_c(sql, '(');
    for (guint i = 0; i < index->elements->len; i++) {
        if (i > 0)
            g_string_append(sql, ", ");
        append_element(sql, g_ptr_array_index(index->elements, i), dialect);
    }
    g_string_append_c(sql, ')');
}

const char *orm_index_name(const OrmIndex *index)
{
    if (index->name != NULL)
        return index->name;
    g_autoptr(GString) name = g_string_new("ix_");
    g_string_append(name, index->table->name);
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        const OrmColumn *column = element->reference.column;
        g_string_append_printf(name, "_%s", column != NULL ? column->name : "expression");
    }
    return orm_intern(name->str);
}

static void append_name(GString *sql, const OrmIndex *index, OrmDialect dialect)
{
    orm_append_identifier(sql, orm_index_name(index), dialect);
}

/* MySQL's FULLTEXT and SPATIAL. */
static const char *kind_word(const OrmIndex *index, OrmDialect dialect)
{
    OrmStated prefix = index->annotation != NULL ? orm_annotation_text(index->annotation, "prefix") : (OrmStated){0};
    if (prefix.text == NULL || !orm_dialect_is_mysql(dialect))
        return NULL;
    if (g_ascii_strcasecmp(prefix.text, "fulltext") == 0)
        return "FULLTEXT ";
    return g_ascii_strcasecmp(prefix.text, "spatial") == 0 ? "SPATIAL " : NULL;
}

static void append_include(GString *sql, const OrmIndex *index, OrmDialect dialect)
{
    for (guint i = 0; i < index->include->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(index->include, i);
        g_string_append(sql, i == 0 ? " INCLUDE (" : ", ");
        orm_append_identifier(sql, reference->column != NULL ? reference->column->name : reference->name, dialect);
    }
    if (index->include->len > 0)
        g_string_append_c(sql, ')');
}

static gboolean has_predicates(OrmDialect dialect)
{
    return !orm_dialect_is_mysql(dialect);
}

static void append_definition(GString *sql, const OrmIndex *index, OrmDialect dialect)
{
    gboolean postgresql = dialect == ORM_DIALECT_POSTGRESQL || dialect == ORM_DIALECT_PORTABLE;
    g_string_append(sql, " ON ");
    orm_append_table(sql, index->table, dialect);
    if (index->method.text != NULL && postgresql)
        g_string_append_printf(sql, " USING %s", index->method.text);
    g_string_append_c(sql, ' ');
    orm_append_elements(sql, index, dialect);
    if (postgresql)
        append_include(sql, index, dialect);
    if (index->predicate.text != NULL)
        g_string_append_printf(sql, " WHERE %s", index->predicate.text);
}

void orm_append_create_index(GString *sql, const OrmIndex *index, OrmDialect dialect)
{
    if (index->kind == ORM_KEY_UNIQUE || index->primary_key.value == ORM_YES)
        return;
    if (index->predicate.text != NULL && !has_predicates(dialect)) {
        g_string_append(sql, "-- left out, since it is partial: index ");
        append_name(sql, index, dialect);
        g_string_append(sql, "\n\n");
        return;
    }
    const char *kind = kind_word(index, dialect);
    g_string_append_printf(sql, "CREATE %sINDEX ",
                           kind != NULL                     ? kind
                           : index->unique.value == ORM_YES ? "UNIQUE "
                                                            : "");
    append_name(sql, index, dialect);
    if (index->definition.text != NULL)
        g_string_append_printf(sql, " %s", index->definition.text);
    else
        append_definition(sql, index, dialect);
    g_string_append(sql, ";\n\n");
}
