/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

#include "rules/run.h"

/* What stands for an object that the file or the transaction makes: "table\1T\1where", "column\1T\1C\1where",
 * "renamed\1T\1where". */
static char *object_key(const char *kind, const OrmMigrationStep *step, const char *table, const char *column,
                        gboolean by_transaction)
{
    g_autofree char *transaction = g_strdup_printf("%u", step->transaction);
    return g_strjoin("\1", kind, step->schema != NULL ? step->schema : "", table != NULL ? table : "",
                     column != NULL ? column : "", by_transaction ? "transaction" : "file",
                     by_transaction ? transaction : step->statement.file, NULL);
}

static void add_object(GHashTable *objects, const char *kind, const OrmMigrationStep *step, const char *table,
                       const char *column)
{
    g_hash_table_add(objects, object_key(kind, step, table, column, FALSE));
    if (step->transaction != 0)
        g_hash_table_add(objects, object_key(kind, step, table, column, TRUE));
}

static void note_step(GHashTable *objects, const OrmMigrationStep *step)
{
    if (step->kind == ORM_STEP_CREATE_TABLE)
        add_object(objects, "table", step, step->table, NULL);
    else if (step->kind == ORM_STEP_ADD_COLUMN)
        add_object(objects, "column", step, step->table, step->name);
    else if (step->kind == ORM_STEP_RENAME_TABLE)
        add_object(objects, "renamed", step, step->new_name, NULL);
    else if (step->kind == ORM_STEP_RENAME_COLUMN)
        add_object(objects, "column", step, step->table, step->new_name);
}

/* Made when the first rule asks, once for all steps. */
static GHashTable *objects_of(OrmRun *run)
{
    if (run->step_objects != NULL)
        return run->step_objects;
    run->step_objects = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const GArray *steps = orm_run_steps(run);
    for (guint i = 0; i < steps->len; i++)
        note_step(run->step_objects, &g_array_index(steps, OrmMigrationStep, i));
    return run->step_objects;
}

static gboolean has_object(OrmRun *run, const char *kind, const OrmMigrationStep *step, const char *column)
{
    GHashTable *objects = objects_of(run);
    g_autofree char *in_file = object_key(kind, step, step->table, column, FALSE);
    g_autofree char *in_transaction = object_key(kind, step, step->table, column, TRUE);
    return g_hash_table_contains(objects, in_file) ||
           (step->transaction != 0 && g_hash_table_contains(objects, in_transaction));
}

gboolean orm_step_is_on_new_object(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->table == NULL)
        return FALSE;
    if (has_object(run, "table", step, NULL) && !has_object(run, "renamed", step, NULL))
        return TRUE;
    /* adding a column is about its table, everything else about the column itself */
    return step->name != NULL && step->kind != ORM_STEP_ADD_COLUMN && has_object(run, "column", step, step->name);
}

gboolean orm_step_columns_are_new(OrmRun *run, const OrmMigrationStep *step)
{
    g_auto(GStrv) columns = step->columns != NULL ? g_strsplit(step->columns, ", ", -1) : NULL;
    for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
        if (!has_object(run, "column", step, columns[i]))
            return FALSE;
    return columns != NULL && columns[0] != NULL;
}

gboolean orm_step_is_replaced(OrmRun *run, const OrmMigrationStep *step)
{
    return step->table != NULL && step->name == NULL && has_object(run, "renamed", step, NULL);
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
    g_autofree char *label =
        step->schema != NULL ? g_strconcat(step->schema, ".", step->table, NULL) : g_strdup(step->table);
    const OrmTable *table = orm_graph_table(orm_run_graph(run), label);
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

const OrmTable *orm_step_lost_table(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind != ORM_STEP_DROP_TABLE && step->kind != ORM_STEP_RENAME_TABLE && step->kind != ORM_STEP_DROP_VIEW)
        return NULL;
    const OrmTable *table = declared_table(run, step);
    const OrmCatalog *catalog = orm_run_catalog(run);
    gboolean there = orm_catalog_table(catalog, step->schema, step->table) != NULL;
    return table != NULL && !there ? table : NULL;
}

const OrmColumn *orm_step_lost_column(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind != ORM_STEP_DROP_COLUMN && step->kind != ORM_STEP_RENAME_COLUMN)
        return NULL;
    const OrmColumn *column = declared_column(declared_table(run, step), step->name);
    const OrmCatalog *catalog = orm_run_catalog(run);
    const OrmCatalogTable *table = orm_catalog_table(catalog, step->schema, step->table);
    gboolean there = table != NULL && orm_catalog_column(catalog, table, step->name) != NULL;
    return column != NULL && table != NULL && !there ? column : NULL;
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
    g_autofree char *label = step->table == NULL    ? NULL
                             : step->schema != NULL ? g_strconcat(step->schema, ".", step->table, NULL)
                                                    : g_strdup(step->table);
    about.object = (OrmObject){.table = orm_intern(label), .name = step->name, .kind = object_kind(step)};
    return about;
}
