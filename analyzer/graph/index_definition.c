/* SPDX-License-Identifier: MIT */
/*
 * `definition="on t using btree (lower(email) text_pattern_ops desc) where ..."`: read by PostgreSQL's own grammar
 * (libpg_query), whose parse tree is JSON. The field names are those of PostgreSQL's IndexStmt and IndexElem nodes
 * (src/include/nodes/parsenodes.h).
 */
#include <jansson.h>
#include <pg_query.h>
#include <string.h>

#include "analyzer/graph/link_internal.h"

static json_t *parse_index(const char *definition)
{
    g_autofree char *statement = g_strconcat("CREATE INDEX definition ", definition, NULL);
    PgQueryParseResult result = pg_query_parse(statement);
    json_t *tree = result.error == NULL ? json_loads(result.parse_tree, 0, NULL) : NULL;
    pg_query_free_parse_result(result);
    json_t *statements = json_object_get(tree, "stmts");
    json_t *index = json_object_get(json_object_get(json_array_get(statements, 0), "stmt"), "IndexStmt");
    json_incref(index);
    if (json_array_size(statements) != 1)
        g_clear_pointer(&index, json_decref);
    json_decref(tree);
    return index;
}

static const char *intern_json(const json_t *text)
{
    return json_is_string(text) ? orm_intern(json_string_value(text)) : NULL;
}

/* The last name of a possibly qualified one: a list of String nodes. */
static const char *last_name(const json_t *names)
{
    size_t count = json_array_size(names);
    const json_t *last = count > 0 ? json_array_get(names, count - 1) : NULL;
    const json_t *string = json_object_get(last, "String");
    const json_t *value = json_object_get(string, "sval");
    /* grammars before PostgreSQL 15 call it `str` */
    return intern_json(value != NULL ? value : json_object_get(string, "str"));
}

static const char *word_of(const json_t *object, const char *key)
{
    const char *word = json_string_value(json_object_get(object, key));
    return word != NULL ? word : "";
}

/* The character after a quoted part that begins at `text`, or `text` itself. */
static const char *skip_quoted(const char *text)
{
    char quote = *text;
    if (quote != '\'' && quote != '"')
        return text;
    const char *end = strchr(text + 1, quote);
    return end != NULL ? end + 1 : text + strlen(text);
}

/* The predicate as written: what follows the first WHERE outside of parentheses and quotes. */
static const char *predicate_text(const char *definition)
{
    guint depth = 0;
    for (const char *c = definition; *c != '\0'; c++) {
        c = skip_quoted(c);
        if (*c == '\0')
            break;
        depth += *c == '(';
        depth -= *c == ')' && depth > 0;
        gboolean word = depth == 0 && c > definition && strchr(" \t\n)\"", c[-1]) != NULL;
        if (word && g_ascii_strncasecmp(c, "where", 5) == 0 && !g_ascii_isalnum(c[5]) && c[5] != '_') {
            g_autofree char *text = g_strstrip(g_strdup(c + 5));
            return orm_intern(text);
        }
    }
    return NULL;
}

/* The expression of the element at `position` as written. An index expression is a call or stands in parentheses, so it
 * ends with one. */
static const char *expression_text(const char *definition, size_t position)
{
    const char *start = strchr(definition, '(');
    guint depth = 0;
    for (const char *c = start; c != NULL && *c != '\0'; c++) {
        c = skip_quoted(c);
        if (*c == '\0')
            break;
        depth += *c == '(';
        depth -= *c == ')';
        if ((depth == 1 && *c == ',') || depth == 0) {
            if (position-- == 0) {
                g_autofree char *element = g_strndup(start + 1, (gsize)(c - start - 1));
                char *last = strrchr(element, ')');
                if (last != NULL)
                    last[1] = '\0';
                return orm_intern(g_strstrip(element));
            }
            start = c;
        }
        if (depth == 0)
            break;
    }
    return "";
}

static void read_element(OrmIndex *index, const OrmScope *scope, const json_t *node, size_t position)
{
    const json_t *source = json_object_get(node, "IndexElem");
    const char *column = json_string_value(json_object_get(source, "name"));
    const char *ordering = word_of(source, "ordering"), *nulls = word_of(source, "nulls_ordering");
    OrmIndexElement *element = g_new0(OrmIndexElement, 1);
    element->prefix_length = ORM_SQL_UNSTATED;
    element->place = index->definition.place;
    element->reference.place = index->definition.place;
    if (column != NULL) {
        g_autofree OrmColumnReference *reference = orm_reference_new(scope, column, index->definition.place);
        element->reference = *reference;
    } else {
        element->expression = expression_text(index->definition.text, position);
    }
    element->operator_class = last_name(json_object_get(source, "opclass"));
    element->collation = last_name(json_object_get(source, "collation"));
    element->order = strstr(ordering, "DESC") != NULL  ? ORM_ORDER_DESC
                     : strstr(ordering, "ASC") != NULL ? ORM_ORDER_ASC
                                                       : ORM_ORDER_UNSTATED;
    element->nulls = strstr(nulls, "FIRST") != NULL  ? ORM_NULLS_FIRST
                     : strstr(nulls, "LAST") != NULL ? ORM_NULLS_LAST
                                                     : ORM_NULLS_UNSTATED;
    g_ptr_array_add(index->elements, element);
}

gboolean orm_index_read_definition(OrmIndex *index, const OrmScope *scope)
{
    json_t *statement = parse_index(index->definition.text);
    if (statement == NULL)
        return FALSE;
    size_t position;
    const json_t *node;
    json_array_foreach(json_object_get(statement, "indexParams"), position, node)
        read_element(index, scope, node, position);
    json_array_foreach(json_object_get(statement, "indexIncludingParams"), position, node)
    {
        const char *column = json_string_value(json_object_get(json_object_get(node, "IndexElem"), "name"));
        if (column != NULL)
            g_ptr_array_add(index->include, orm_reference_new(scope, column, index->definition.place));
    }
    if (index->method.text == NULL)
        index->method = (OrmStated){intern_json(json_object_get(statement, "accessMethod")), index->definition.place};
    if (json_object_get(statement, "whereClause") != NULL)
        index->predicate = (OrmStated){predicate_text(index->definition.text), index->definition.place};
    json_decref(statement);
    return TRUE;
}
