/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

#include "rules/run.h"
#include "rules/step_objects.h"

/* Made when the first rule asks, once for all steps. */
static gboolean has_flag(OrmRun *run, const OrmMigrationStep *step, guint8 flag)
{
    if (run->step_objects == NULL)
        run->step_objects = orm_step_objects(orm_run_catalog(run));
    gsize index = (gsize)(step - &g_array_index(orm_run_steps(run), OrmMigrationStep, 0));
    return (g_array_index(run->step_objects, guint8, index) & flag) != 0;
}

gboolean orm_step_is_on_new_object(OrmRun *run, const OrmMigrationStep *step)
{
    return has_flag(run, step, ORM_STEP_ON_NEW_OBJECT);
}

gboolean orm_step_is_on_made_table(OrmRun *run, const OrmMigrationStep *step)
{
    return has_flag(run, step, ORM_STEP_ON_MADE_TABLE);
}

gboolean orm_step_columns_are_new(OrmRun *run, const OrmMigrationStep *step)
{
    return has_flag(run, step, ORM_STEP_ON_NEW_COLUMNS);
}

gboolean orm_step_is_replaced(OrmRun *run, const OrmMigrationStep *step)
{
    return has_flag(run, step, ORM_STEP_IS_REPLACED);
}

static const char *qualified(const char *schema, const char *name)
{
    g_autofree char *label = schema != NULL ? g_strconcat(schema, ".", name, NULL) : g_strdup(name);
    return orm_intern(label);
}

const char *orm_step_table_label(const OrmMigrationStep *step)
{
    return step->table != NULL ? qualified(step->schema, step->table) : "";
}

const char *orm_step_new_label(const OrmMigrationStep *step)
{
    return qualified(step->new_schema, step->new_name);
}

const char *orm_step_label(const OrmMigrationStep *step)
{
    g_autoptr(GString) label = g_string_new(NULL);
    if (step->schema != NULL)
        g_string_append_printf(label, "%s.", step->schema);
    const char *first = step->table != NULL ? step->table : step->name;
    g_string_append(label, first != NULL ? first : "");
    if (step->table != NULL && step->name != NULL)
        g_string_append_printf(label, ".%s", step->name);
    return orm_intern(label->str);
}

/* The models' table of that name; a schema that the models do not state is the default one. */
static const OrmTable *declared_table(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->table == NULL)
        return NULL;
    const OrmTable *table = orm_graph_table(orm_run_graph(run), orm_step_table_label(step));
    return table != NULL && g_ascii_strcasecmp(table->name, step->table) == 0 ? table : NULL;
}

static const OrmColumn *declared_column(const OrmTable *table, const char *name)
{
    for (guint i = 0; table != NULL && name != NULL && i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (g_ascii_strcasecmp(column->name, name) == 0)
            return column;
    }
    return NULL;
}

/* Whether a later step makes the table, or its column when `column` is not NULL, again. */
static gboolean is_made_later(OrmRun *run, const OrmMigrationStep *step, const char *table, const char *column)
{
    const GArray *steps = orm_run_steps(run);
    for (gsize i = (gsize)(step - &g_array_index(steps, OrmMigrationStep, 0)) + 1; i < steps->len; i++) {
        const OrmMigrationStep *later = &g_array_index(steps, OrmMigrationStep, i);
        gboolean adds = later->kind == ORM_STEP_ADD_COLUMN, renames = later->kind == ORM_STEP_RENAME_COLUMN;
        if (column != NULL && (adds || renames) && later->schema == step->schema &&
            g_ascii_strcasecmp(later->table, table) == 0 &&
            g_ascii_strcasecmp(adds ? later->name : later->new_name, column) == 0)
            return TRUE;
        if (later->kind == ORM_STEP_CREATE_TABLE && later->schema == step->schema &&
            g_ascii_strcasecmp(later->table, table) == 0)
            return TRUE;
        if (later->kind == ORM_STEP_RENAME_TABLE && later->new_schema == NULL && later->schema == step->schema &&
            g_ascii_strcasecmp(later->new_name, table) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Whether a step before this one makes the table. */
static gboolean was_made(OrmRun *run, const OrmMigrationStep *step, const OrmTable *table)
{
    const GArray *steps = orm_run_steps(run);
    for (guint i = 0; &g_array_index(steps, OrmMigrationStep, i) < step; i++) {
        const OrmMigrationStep *earlier = &g_array_index(steps, OrmMigrationStep, i);
        if (earlier->kind == ORM_STEP_CREATE_TABLE && declared_table(run, earlier) == table)
            return TRUE;
    }
    return FALSE;
}

/* A table that goes with its schema. */
static const OrmTable *lost_with_schema(OrmRun *run, const OrmMigrationStep *step)
{
    const OrmGraph *graph = orm_run_graph(run);
    const OrmCatalog *catalog = orm_run_catalog(run);
    gboolean is_default = g_strcmp0(step->name, catalog->default_schema) == 0;
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        gboolean inside = table->schema != NULL ? g_strcmp0(table->schema, step->name) == 0 : is_default;
        if (inside && table->model != NULL && orm_catalog_table(catalog, table->schema, table->name) == NULL &&
            was_made(run, step, table))
            return table;
    }
    return NULL;
}

const OrmTable *orm_step_lost_table(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind == ORM_STEP_DROP_SCHEMA)
        return lost_with_schema(run, step);
    if (step->kind != ORM_STEP_DROP_TABLE && step->kind != ORM_STEP_RENAME_TABLE && step->kind != ORM_STEP_DROP_VIEW)
        return NULL;
    const OrmTable *table = declared_table(run, step);
    const OrmCatalog *catalog = orm_run_catalog(run);
    if (table == NULL || orm_catalog_table(catalog, step->schema, step->table) != NULL)
        return NULL;
    return is_made_later(run, step, step->table, NULL) ? NULL : table;
}

const OrmColumn *orm_step_lost_column(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind != ORM_STEP_DROP_COLUMN && step->kind != ORM_STEP_RENAME_COLUMN)
        return NULL;
    const OrmColumn *column = declared_column(declared_table(run, step), step->name);
    const OrmCatalog *catalog = orm_run_catalog(run);
    const OrmCatalogTable *table = orm_catalog_table(catalog, step->schema, step->table);
    if (column == NULL || table == NULL || orm_catalog_column(catalog, table, step->name) != NULL)
        return NULL;
    return is_made_later(run, step, step->table, step->name) ? NULL : column;
}

static const char *object_kind(const OrmMigrationStep *step)
{
    switch (step->kind) {
    case ORM_STEP_ADD_COLUMN:
    case ORM_STEP_DROP_COLUMN:
    case ORM_STEP_RENAME_COLUMN:
    case ORM_STEP_ALTER_TYPE:
    case ORM_STEP_SET_NOT_NULL:
    case ORM_STEP_DROP_NOT_NULL:
    case ORM_STEP_SET_DEFAULT:
    case ORM_STEP_DROP_DEFAULT:
        return "column";
    case ORM_STEP_ADD_PRIMARY_KEY:
    case ORM_STEP_DROP_PRIMARY_KEY:
        return "primary_key";
    case ORM_STEP_ADD_UNIQUE:
    case ORM_STEP_DROP_UNIQUE:
        return "unique";
    case ORM_STEP_ADD_FOREIGN_KEY:
    case ORM_STEP_DROP_FOREIGN_KEY:
        return "foreign_key";
    case ORM_STEP_ADD_CHECK:
    case ORM_STEP_ADD_EXCLUDE:
    case ORM_STEP_DROP_CONSTRAINT:
        return "check";
    case ORM_STEP_CREATE_INDEX:
    case ORM_STEP_DROP_INDEX:
        return "index";
    case ORM_STEP_CREATE_TYPE:
    case ORM_STEP_DROP_TYPE:
    case ORM_STEP_ADD_ENUM_VALUE:
    case ORM_STEP_REMOVE_ENUM_VALUE:
    case ORM_STEP_RENAME_ENUM_VALUE:
    case ORM_STEP_REORDER_ENUM_VALUES:
        return step->table != NULL ? "column" : "enum";
    case ORM_STEP_CREATE_VIEW:
    case ORM_STEP_DROP_VIEW:
        return "view";
    default:
        return "table";
    }
}

OrmAbout orm_about_step(OrmRun *run, const OrmMigrationStep *step)
{
    const OrmTable *table = declared_table(run, step);
    const OrmColumn *column = declared_column(table, step->name);
    OrmAbout about = column != NULL ? orm_about_column(column) : table != NULL ? orm_about_table(table) : (OrmAbout){0};
    const char *label = step->table != NULL ? orm_step_table_label(step) : NULL;
    about.object = (OrmObject){.table = label, .name = step->name, .kind = object_kind(step)};
    return about;
}
