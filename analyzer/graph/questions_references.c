/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_references.h"

#include <jansson.h>
#include <pg_query.h>

#include "analyzer/facts/intern.h"
#include "analyzer/graph/expression.h"
#include "analyzer/graph/expression_place.h"
#include "analyzer/graph/questions_indexes.h"

static gboolean model_may_hide_column(const OrmModel *model, const char *name)
{
    for (const OrmModel *base = model; base != NULL; base = base->base) {
        if (base->base_name.text != NULL && base->base == NULL)
            return TRUE;
    }
    for (guint i = 0; i < model->embeds->len; i++) {
        const OrmEmbed *embed = g_ptr_array_index(model->embeds, i);
        if (embed->target == NULL)
            return TRUE;
    }
    for (guint i = 0; i < model->unmapped->len; i++) {
        const OrmUnmapped *unmapped = g_ptr_array_index(model->unmapped, i);
        if (unmapped->field->name == NULL || g_ascii_strcasecmp(unmapped->field->name, name) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean orm_table_may_hide_column(const OrmTable *table, const char *name)
{
    for (guint i = 0; i < table->models->len; i++) {
        if (model_may_hide_column(g_ptr_array_index(table->models, i), name))
            return TRUE;
    }
    return FALSE;
}

OrmNamed orm_reference_named(const OrmTable *table, const OrmColumnReference *reference)
{
    OrmNamed named = {.name = reference->name, .place = reference->place, .column = reference->column};
    if (reference->column != NULL || reference->name == NULL || orm_table_may_hide_column(table, reference->name))
        return named;
    named.kind = ORM_NAME_MISSING;
    if (reference->relationship != NULL) {
        named.kind = ORM_NAME_RELATIONSHIP;
        named.relationship = reference->relationship;
    } else if (reference->foreign_column != NULL) {
        named.kind = ORM_NAME_FOREIGN;
        named.column = reference->foreign_column;
    }
    return named;
}

static const OrmColumn *column_in_sql(const OrmTable *table, const char *name)
{
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (g_ascii_strcasecmp(column->name, name) == 0)
            return column;
    }
    return NULL;
}

/* A struct that is embedded names its fields without the prefix they get. */
static gboolean is_embedded_field(const OrmTable *table, const char *name)
{
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        gboolean embedded = column->field_path != column->field->name;
        if (embedded && column->field->name != NULL && g_ascii_strcasecmp(column->field->name, name) == 0)
            return TRUE;
    }
    return FALSE;
}

static void find_in_models(const OrmTable *table, OrmNamed *named)
{
    for (guint i = 0; i < table->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(table->models, i);
        const OrmRelationship *relationship = orm_model_relationship(model, named->name);
        if (relationship != NULL) {
            named->kind = ORM_NAME_RELATIONSHIP;
            named->relationship = relationship;
            return;
        }
        for (const OrmModel *base = model->base; base != NULL; base = base->base) {
            const OrmColumn *column =
                base->table != NULL && base->table != table ? column_in_sql(base->table, named->name) : NULL;
            if (column != NULL) {
                named->kind = ORM_NAME_FOREIGN;
                named->column = column;
                return;
            }
        }
    }
}

static OrmNamed name_in_sql(const OrmTable *table, const OrmExpressionColumn *column, const OrmStated *sql)
{
    OrmNamed named = {.name = column->name, .place = sql->place};
    if (column->table != NULL && g_ascii_strcasecmp(column->table, table->name) != 0) {
        g_autofree char *full = g_strconcat(column->table, ".", column->name, NULL);
        named.kind = ORM_NAME_FOREIGN;
        named.name = orm_intern(full);
        named.place = orm_expression_name_place(sql->text, sql->place, full);
        return named;
    }
    /* a table's own name stands for its row */
    if (column_in_sql(table, column->name) != NULL || g_ascii_strcasecmp(column->name, table->name) == 0 ||
        is_embedded_field(table, column->name) || orm_table_may_hide_column(table, column->name))
        return named;
    named.kind = ORM_NAME_MISSING;
    named.place = orm_expression_name_place(sql->text, sql->place, column->name);
    named.column = orm_table_column(table, column->name);
    if (named.column != NULL)
        named.kind = ORM_NAME_FIELD;
    else
        find_in_models(table, &named);
    return named;
}

static void add_stranger(GPtrArray *strangers, OrmNamed named)
{
    if (named.kind == ORM_NAME_COLUMN)
        return;
    for (guint i = 0; i < strangers->len; i++) {
        if (((const OrmNamed *)g_ptr_array_index(strangers, i))->name == named.name)
            return;
    }
    g_ptr_array_add(strangers, g_memdup2(&named, sizeof named));
}

static void add_strangers_of_text(GPtrArray *strangers, const char *text, OrmPlace place, const OrmTable *table,
                                  OrmDialect dialect)
{
    g_autoptr(OrmExpression) expression = orm_expression_parse(text, dialect);
    const GPtrArray *columns = expression != NULL ? orm_expression_columns(expression) : NULL;
    for (guint i = 0; columns != NULL && i < columns->len; i++)
        add_stranger(strangers, name_in_sql(table, g_ptr_array_index(columns, i), &(OrmStated){text, place}));
}

GPtrArray *orm_expression_strangers(const char *text, OrmPlace place, const OrmTable *table, OrmDialect dialect)
{
    GPtrArray *strangers = g_ptr_array_new_with_free_func(g_free);
    add_strangers_of_text(strangers, text, place, table, dialect);
    return strangers;
}

GPtrArray *orm_index_strangers(const OrmIndex *index, OrmDialect dialect)
{
    GPtrArray *strangers = g_ptr_array_new_with_free_func(g_free);
    if (!index->elements_known || index->on_column != NULL)
        return strangers;
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (element->expression != NULL)
            add_strangers_of_text(strangers, element->expression, element->place, index->table, dialect);
        else
            add_stranger(strangers, orm_reference_named(index->table, &element->reference));
    }
    for (guint i = 0; i < index->include->len; i++)
        add_stranger(strangers, orm_reference_named(index->table, g_ptr_array_index(index->include, i)));
    add_strangers_of_text(strangers, index->predicate.text, index->predicate.place, index->table, dialect);
    return strangers;
}

/* The column of one member, in lower case unless quoted; NULL for an expression. */
static const char *exclusion_column(const json_t *exclusion)
{
    const json_t *items = json_object_get(json_object_get(exclusion, "List"), "items");
    const json_t *element = json_object_get(json_array_get(items, 0), "IndexElem");
    return json_string_value(json_object_get(element, "name"));
}

static void add_strangers_of_exclusion(GPtrArray *strangers, const json_t *constraint, const OrmExclude *exclude)
{
    size_t i;
    const json_t *exclusion;
    json_array_foreach(json_object_get(constraint, "exclusions"), i, exclusion)
    {
        const char *name = exclusion_column(exclusion);
        if (name == NULL)
            continue;
        OrmExpressionColumn column = {.name = orm_intern(name)};
        add_stranger(strangers, name_in_sql(exclude->table, &column, &exclude->definition));
    }
}

/* The tree of the whole statement, owned, and the constraint in it; NULL: it cannot be read. */
static json_t *parse_exclusion(const OrmExclude *exclude, const json_t **constraint)
{
    *constraint = NULL;
    if (exclude->definition.text == NULL)
        return NULL;
    g_autofree char *statement = g_strconcat("ALTER TABLE t ADD CONSTRAINT c EXCLUDE ", exclude->definition.text, NULL);
    PgQueryParseResult result = pg_query_parse(statement);
    json_t *tree = result.error == NULL ? json_loads(result.parse_tree, 0, NULL) : NULL;
    pg_query_free_parse_result(result);
    const json_t *first = json_object_get(json_array_get(json_object_get(tree, "stmts"), 0), "stmt");
    const json_t *commands = json_object_get(json_object_get(first, "AlterTableStmt"), "cmds");
    const json_t *command = json_object_get(json_array_get(commands, 0), "AlterTableCmd");
    *constraint = json_object_get(json_object_get(command, "def"), "Constraint");
    return tree;
}

GPtrArray *orm_exclude_strangers(const OrmExclude *exclude)
{
    GPtrArray *strangers = g_ptr_array_new_with_free_func(g_free);
    const json_t *constraint;
    json_t *tree = parse_exclusion(exclude, &constraint);
    add_strangers_of_exclusion(strangers, constraint, exclude);
    json_decref(tree);
    return strangers;
}

GPtrArray *orm_exclude_columns(const OrmExclude *exclude)
{
    GPtrArray *columns = g_ptr_array_new();
    const json_t *constraint, *exclusion;
    json_t *tree = parse_exclusion(exclude, &constraint);
    gboolean partial = json_object_get(constraint, "where_clause") != NULL;
    size_t i;
    json_array_foreach(json_object_get(constraint, "exclusions"), i, exclusion)
    {
        const char *name = exclusion_column(exclusion);
        if (!partial)
            g_ptr_array_add(columns, (gpointer)(name != NULL ? orm_intern(name) : NULL));
    }
    json_decref(tree);
    return columns;
}

char *orm_named_describe(const OrmNamed *named, const OrmTable *table)
{
    switch (named->kind) {
    case ORM_NAME_RELATIONSHIP:
        return g_strdup_printf("`%s`, which is a relationship and no column", named->name);
    case ORM_NAME_FOREIGN:
        if (named->column != NULL)
            return g_strdup_printf("`%s`, which is a column of the inherited table `%s`", named->name,
                                   orm_table_label(named->column->table));
        return g_strdup_printf("`%s`, which is of another table", named->name);
    case ORM_NAME_FIELD:
        return g_strdup_printf("`%s`, which is a C field: in SQL its column is `%s`", named->name, named->column->name);
    default:
        return g_strdup_printf("`%s`, which is no column of `%s`", named->name, orm_table_label(table));
    }
}
