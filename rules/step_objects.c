/* SPDX-License-Identifier: MIT */
/* What the statements of one file make and take away, so that a step is judged by what was there before its file. */
#include "rules/step_objects.h"

#include <string.h>

/* The objects at one point of a file. Keys are "schema\1table" and "schema\1table\1column". */
typedef struct {
    const GArray *steps;
    const char *default_schema;
    gboolean folds;           /* names differ in more than their case */
    GArray *flags;            /* of guint8 */
    GHashTable *made;         /* tables and columns that the file made: no row and no program depends on them */
    GHashTable *tables;       /* all tables that the file made, those that take the place of others too */
    GHashTable *gone;         /* those that it dropped or renamed: what takes their name stands for them */
    GHashTable *replacements; /* the names that something else took while they were gone, wherever in the file */
    GHashTable *origins;      /* tables that got their name by renaming -> the name before */
} Walk;

static char *key_of(const Walk *walk, const char *schema, const char *table, const char *column)
{
    if (schema != NULL && g_strcmp0(schema, walk->default_schema) == 0)
        schema = NULL;
    g_autofree char *key = g_strjoin("\1", schema != NULL ? schema : "", table != NULL ? table : "", column, NULL);
    return walk->folds ? g_ascii_strdown(key, -1) : g_steal_pointer(&key);
}

static char *table_key(const Walk *walk, const OrmMigrationStep *step)
{
    return key_of(walk, step->schema, step->table, NULL);
}

static char *column_key(const Walk *walk, const OrmMigrationStep *step, const char *column)
{
    return key_of(walk, step->schema, step->table, column != NULL ? column : "");
}

/* No table is called so. */
static char *type_key(const Walk *walk, const OrmMigrationStep *step)
{
    return key_of(walk, step->schema, "", step->name != NULL ? step->name : "");
}

static gboolean has(GHashTable *set, char *key)
{
    g_autofree char *owned = key;
    return g_hash_table_contains(set, owned);
}

static void take_away(Walk *walk, char *key)
{
    g_hash_table_remove(walk->made, key);
    g_hash_table_add(walk->gone, key);
}

/* What was made under another name is still new, unless it takes the place of something. */
static void rename_key(Walk *walk, char *from, char *to)
{
    gboolean is_made = g_hash_table_contains(walk->made, from), replaces = g_hash_table_contains(walk->gone, to);
    if (replaces)
        g_hash_table_add(walk->replacements, g_strdup(to));
    else if (is_made)
        g_hash_table_add(walk->made, g_strdup(to));
    g_hash_table_insert(walk->origins, to, g_strdup(from));
    take_away(walk, from);
}

/* The columns that were made go with their table. */
static void rename_columns(Walk *walk, const char *from, const char *to)
{
    g_autofree char *prefix = g_strconcat(from, "\1", NULL);
    g_autoptr(GPtrArray) renamed = g_ptr_array_new();
    GHashTableIter iterator;
    gpointer key;
    g_hash_table_iter_init(&iterator, walk->made);
    while (g_hash_table_iter_next(&iterator, &key, NULL)) {
        if (g_str_has_prefix(key, prefix))
            g_ptr_array_add(renamed, g_strconcat(to, (const char *)key + strlen(from), NULL));
    }
    for (guint i = 0; i < renamed->len; i++)
        g_hash_table_add(walk->made, g_ptr_array_index(renamed, i));
}

static void rename_table(Walk *walk, const OrmMigrationStep *step)
{
    char *from = table_key(walk, step);
    const char *schema = step->new_schema != NULL ? step->new_schema : step->schema;
    char *to = key_of(walk, schema, step->new_name, NULL);
    if (g_hash_table_remove(walk->tables, from))
        g_hash_table_add(walk->tables, g_strdup(to));
    rename_columns(walk, from, to);
    rename_key(walk, from, to);
}

static void create_table(Walk *walk, const OrmMigrationStep *step)
{
    char *key = table_key(walk, step);
    g_autofree char *origin = NULL;
    g_hash_table_add(walk->tables, g_strdup(key));
    if (!g_hash_table_contains(walk->gone, key)) {
        g_hash_table_add(walk->made, key);
        return;
    }
    /* under the name of one that was put aside, to be filled from it; one that was dropped leaves nothing */
    GHashTableIter iterator;
    gpointer value;
    g_hash_table_iter_init(&iterator, walk->origins);
    while (origin == NULL && g_hash_table_iter_next(&iterator, NULL, &value))
        origin = g_str_equal(value, key) ? g_strdup(value) : NULL;
    g_hash_table_add(origin != NULL ? walk->replacements : walk->made, key);
}

static void follow(Walk *walk, const OrmMigrationStep *step)
{
    switch (step->kind) {
    case ORM_STEP_CREATE_TABLE:
        create_table(walk, step);
        break;
    case ORM_STEP_DROP_TABLE:
        take_away(walk, table_key(walk, step));
        break;
    case ORM_STEP_RENAME_TABLE:
        rename_table(walk, step);
        break;
    case ORM_STEP_ADD_COLUMN:
        g_hash_table_add(walk->made, column_key(walk, step, step->name));
        break;
    case ORM_STEP_CREATE_TYPE:
        g_hash_table_add(walk->made, type_key(walk, step));
        break;
    case ORM_STEP_DROP_COLUMN:
        take_away(walk, column_key(walk, step, step->name));
        break;
    case ORM_STEP_RENAME_COLUMN:
        rename_key(walk, column_key(walk, step, step->name), column_key(walk, step, step->new_name));
        break;
    default:
        break;
    }
}

/* Of the kinds that are about a column, not a constraint or index that may have the same name. */
static gboolean is_about_column(const OrmMigrationStep *step)
{
    switch (step->kind) {
    case ORM_STEP_DROP_COLUMN:
    case ORM_STEP_RENAME_COLUMN:
    case ORM_STEP_ALTER_TYPE:
    case ORM_STEP_SET_NOT_NULL:
    case ORM_STEP_DROP_NOT_NULL:
    case ORM_STEP_SET_DEFAULT:
    case ORM_STEP_DROP_DEFAULT:
    case ORM_STEP_ADD_ENUM_VALUE:
    case ORM_STEP_REMOVE_ENUM_VALUE:
    case ORM_STEP_RENAME_ENUM_VALUE:
    case ORM_STEP_REORDER_ENUM_VALUES:
        return TRUE;
    default:
        return FALSE;
    }
}

static gboolean is_new(const Walk *walk, const OrmMigrationStep *step)
{
    if (step->table == NULL)
        return is_about_column(step) && has(walk->made, type_key(walk, step));
    return has(walk->made, table_key(walk, step)) ||
           (is_about_column(step) && has(walk->made, column_key(walk, step, step->name)));
}

/* Clauses of one statement work together, in whichever order they stand. */
static gboolean statement_adds(const Walk *walk, guint index, const char *column)
{
    const OrmMigrationStep *step = &g_array_index(walk->steps, OrmMigrationStep, index);
    for (guint i = index + 1; i < walk->steps->len; i++) {
        const OrmMigrationStep *later = &g_array_index(walk->steps, OrmMigrationStep, i);
        if (later->statement_number != step->statement_number)
            return FALSE;
        if (later->kind == ORM_STEP_ADD_COLUMN && g_strcmp0(later->name, column) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean columns_are_new(const Walk *walk, guint index)
{
    const OrmMigrationStep *step = &g_array_index(walk->steps, OrmMigrationStep, index);
    g_auto(GStrv) columns = step->columns != NULL ? g_strsplit(step->columns, ", ", -1) : NULL;
    for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
        if (!has(walk->made, column_key(walk, step, columns[i])) && !statement_adds(walk, index, columns[i]))
            return FALSE;
    return columns != NULL && columns[0] != NULL;
}

/* What is dropped or renamed, and whose name something else takes in the same file; or the remains of such a change:
 * what a table was called while it was put aside. */
static gboolean is_replaced(const Walk *walk, const OrmMigrationStep *step)
{
    gboolean of_column = step->kind == ORM_STEP_DROP_COLUMN || step->kind == ORM_STEP_RENAME_COLUMN;
    if (!of_column && step->kind != ORM_STEP_DROP_TABLE && step->kind != ORM_STEP_RENAME_TABLE)
        return FALSE;
    g_autofree char *key = of_column ? column_key(walk, step, step->name) : table_key(walk, step);
    const char *origin = of_column ? NULL : g_hash_table_lookup(walk->origins, key);
    return g_hash_table_contains(walk->replacements, key) ||
           (origin != NULL && g_hash_table_contains(walk->replacements, origin));
}

static void begin_file(Walk *walk)
{
    g_hash_table_remove_all(walk->made);
    g_hash_table_remove_all(walk->tables);
    g_hash_table_remove_all(walk->gone);
    g_hash_table_remove_all(walk->replacements);
    g_hash_table_remove_all(walk->origins);
}

static void walk_file(Walk *walk, guint first, guint end)
{
    begin_file(walk);
    for (guint i = first; i < end; i++) {
        const OrmMigrationStep *step = &g_array_index(walk->steps, OrmMigrationStep, i);
        guint8 *flags = &g_array_index(walk->flags, guint8, i);
        if (is_new(walk, step))
            *flags |= ORM_STEP_ON_NEW_OBJECT;
        if (step->table != NULL && has(walk->tables, table_key(walk, step)))
            *flags |= ORM_STEP_ON_MADE_TABLE;
        if (columns_are_new(walk, i))
            *flags |= ORM_STEP_ON_NEW_COLUMNS;
        follow(walk, step);
    }
    for (guint i = first; i < end; i++)
        if (is_replaced(walk, &g_array_index(walk->steps, OrmMigrationStep, i)))
            g_array_index(walk->flags, guint8, i) |= ORM_STEP_IS_REPLACED;
}

static GHashTable *key_set(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

GArray *orm_step_objects(const OrmCatalog *catalog)
{
    const GArray *steps = catalog->steps;
    gboolean folds = catalog->dialect == ORM_DIALECT_SQLITE || orm_dialect_is_mysql(catalog->dialect);
    g_autoptr(GHashTable) made = key_set(), tables = key_set(), gone = key_set(), replacements = key_set();
    g_autoptr(GHashTable) origins = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GArray *flags = g_array_sized_new(FALSE, TRUE, sizeof(guint8), steps->len);
    g_array_set_size(flags, steps->len);
    Walk walk = {steps, catalog->default_schema, folds, flags, made, tables, gone, replacements, origins};
    for (guint first = 0, end = 0; first < steps->len; first = end) {
        const char *file = g_array_index(steps, OrmMigrationStep, first).statement.file;
        while (end < steps->len && g_array_index(steps, OrmMigrationStep, end).statement.file == file)
            end++;
        walk_file(&walk, first, end);
    }
    return flags;
}
