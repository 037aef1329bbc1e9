/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/mysql/steps.h"

#include <string.h>

OrmMigrationStep *orm_mysql_step(OrmMysqlParser *parser, OrmMigrationStepKind kind, const OrmCatalogTable *table,
                                 const char *name, OrmPlace place)
{
    OrmMigrationStep step = {.kind = kind,
                             .place = place,
                             .statement = parser->statement,
                             .statement_number = parser->statement_number,
                             .transaction = parser->transaction,
                             .schema = table != NULL ? table->schema : NULL,
                             .table = table != NULL ? table->name : NULL,
                             .name = name};
    GArray *steps = parser->catalog->steps;
    g_array_append_val(steps, step);
    return &g_array_index(steps, OrmMigrationStep, steps->len - 1);
}

static const char *join_names(const GPtrArray *names)
{
    g_autoptr(GString) joined = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index(names, i));
    return orm_intern(joined->str);
}

void orm_mysql_step_index(OrmMysqlParser *parser, const OrmCatalogTable *table, const OrmCatalogIndex *index)
{
    static const OrmMigrationStepKind kinds[] = {[ORM_CATALOG_PRIMARY_KEY] = ORM_STEP_ADD_PRIMARY_KEY,
                                                 [ORM_CATALOG_UNIQUE] = ORM_STEP_ADD_UNIQUE,
                                                 [ORM_CATALOG_INDEX] = ORM_STEP_CREATE_INDEX};
    g_autoptr(GPtrArray) columns = g_ptr_array_new();
    gboolean plain = TRUE;
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(index->elements, i);
        plain = plain && element->column != NULL;
        g_ptr_array_add(columns, (gpointer)element->column);
    }
    OrmMigrationStep *step = orm_mysql_step(parser, kinds[index->kind], table, index->name, index->place);
    step->unique = index->kind != ORM_CATALOG_INDEX;
    step->columns = plain ? join_names(columns) : NULL;
}

void orm_mysql_step_foreign_key(OrmMysqlParser *parser, const OrmCatalogTable *table, const OrmCatalogForeignKey *key,
                                OrmMigrationStepKind kind)
{
    OrmMigrationStep *step = orm_mysql_step(parser, kind, table, key->name, key->place);
    step->columns = join_names(key->columns);
    step->parent = key->parent;
}

static gboolean fills_itself(const OrmCatalogColumn *column)
{
    return column->default_text != NULL || column->generator != ORM_GENERATOR_NONE;
}

static gboolean is_volatile(const char *text)
{
    static const char *const functions[] = {"rand(", "uuid(", "uuid_short("};
    g_autofree char *lower = text != NULL ? g_ascii_strdown(text, -1) : NULL;
    for (guint i = 0; i < G_N_ELEMENTS(functions) && lower != NULL && *lower != '\''; i++) {
        if (strstr(lower, functions[i]) != NULL)
            return TRUE;
    }
    return FALSE;
}

void orm_mysql_step_new_column(OrmMysqlParser *parser, const OrmCatalogTable *table, const OrmCatalogColumn *column)
{
    OrmMigrationStep *step = orm_mysql_step(parser, ORM_STEP_ADD_COLUMN, table, column->name, column->place);
    step->new_type = column->type;
    step->not_null = column->nullable == ORM_NO;
    step->has_default = fills_itself(column);
    step->volatile_default = is_volatile(column->default_text);
    step->is_generated = column->generated != NULL;
}

static gint find_label(const GPtrArray *labels, const char *label)
{
    for (guint i = 0; i < labels->len; i++) {
        if (g_str_equal(g_ptr_array_index(labels, i), label))
            return (gint)i;
    }
    return -1;
}

static void step_label(OrmMysqlParser *parser, OrmMigrationStepKind kind, const OrmCatalogTable *table,
                       const OrmCatalogColumn *old, const OrmCatalogColumn *column, const char *label)
{
    OrmMigrationStep *step = orm_mysql_step(parser, kind, table, old->name, column->type_place);
    step->new_name = label;
    step->old_type = old->type;
    step->new_type = column->type;
}

/* Values are stored by their number: one that moves is another one for whoever compares or sorts. */
static void step_labels(OrmMysqlParser *parser, const OrmCatalogTable *table, const OrmCatalogColumn *old,
                        const OrmCatalogColumn *column)
{
    gint last = -1;
    gboolean moved = FALSE;
    guint kept = 0;
    for (guint i = 0; i < old->labels->len; i++) {
        const char *label = g_ptr_array_index(old->labels, i);
        gint position = find_label(column->labels, label);
        if (position < 0)
            step_label(parser, ORM_STEP_REMOVE_ENUM_VALUE, table, old, column, label);
        moved = moved || (position >= 0 && position < last);
        last = position >= 0 ? position : last;
        kept += position >= 0;
    }
    for (guint i = 0; i < column->labels->len; i++) {
        const char *label = g_ptr_array_index(column->labels, i);
        if (find_label(old->labels, label) >= 0)
            continue;
        step_label(parser, ORM_STEP_ADD_ENUM_VALUE, table, old, column, label);
        moved = moved || (kept == old->labels->len && (gint)i <= last);
    }
    if (moved)
        step_label(parser, ORM_STEP_REORDER_ENUM_VALUES, table, old, column, NULL);
}

/* The members of `set('a','b')`, with their quotes; NULL: another type. Free with g_ptr_array_unref. */
static GPtrArray *members_of(const char *type)
{
    if (!g_str_has_prefix(type, "set("))
        return NULL;
    GPtrArray *members = g_ptr_array_new_with_free_func(g_free);
    const char *start = NULL;
    for (const char *at = type + strlen("set("); *at != '\0'; at++) {
        if (*at == '\'' && start == NULL) {
            start = at;
        } else if (*at == '\'' && at[1] == '\'') {
            at++;
        } else if (*at == '\'') {
            g_ptr_array_add(members, g_strndup(start, (gsize)(at + 1 - start)));
            start = NULL;
        }
    }
    return members;
}

/* Of a SET the members that are lost; their order says nothing, since the server keeps them by name. */
static void step_members(OrmMysqlParser *parser, const OrmCatalogTable *table, const OrmCatalogColumn *old,
                         const OrmCatalogColumn *column)
{
    g_autoptr(GPtrArray) members = members_of(old->type), left = members_of(column->type);
    for (guint i = 0; members != NULL && left != NULL && i < members->len; i++) {
        const char *member = g_ptr_array_index(members, i);
        if (g_ptr_array_find_with_equal_func(left, member, g_str_equal, NULL))
            continue;
        g_autofree char *label = g_strndup(member + 1, strlen(member) - 2);
        step_label(parser, ORM_STEP_REMOVE_ENUM_VALUE, table, old, column, orm_intern(label));
    }
}

void orm_mysql_step_changes(OrmMysqlParser *parser, const OrmCatalogTable *table, const OrmCatalogColumn *old,
                            OrmPlace old_place, const OrmCatalogColumn *column)
{
    const char *name = column->name;
    if (strcmp(old->name, name) != 0)
        orm_mysql_step(parser, ORM_STEP_RENAME_COLUMN, table, old->name, old_place)->new_name = name;
    if (old->labels != NULL && column->labels != NULL) {
        step_labels(parser, table, old, column);
    } else if (g_str_has_prefix(old->type, "set(") && g_str_has_prefix(column->type, "set(")) {
        step_members(parser, table, old, column);
    } else if (g_ascii_strcasecmp(old->type, column->type) != 0) {
        OrmMigrationStep *step = orm_mysql_step(parser, ORM_STEP_ALTER_TYPE, table, name, column->place);
        step->old_type = old->type;
        step->new_type = column->type;
    }
    if (old->nullable != column->nullable)
        orm_mysql_step(parser, column->nullable == ORM_NO ? ORM_STEP_SET_NOT_NULL : ORM_STEP_DROP_NOT_NULL, table, name,
                       column->place)
            ->never_null = column->nullable == ORM_NO && orm_catalog_excludes_null(parser->catalog, table, old->name);
    if (g_strcmp0(old->default_text, column->default_text) != 0)
        orm_mysql_step(parser, column->default_text != NULL ? ORM_STEP_SET_DEFAULT : ORM_STEP_DROP_DEFAULT, table, name,
                       column->place);
}
