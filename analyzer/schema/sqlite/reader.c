/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/sqlite/reader.h"

static void finalize(gpointer statement)
{
    sqlite3_finalize(statement);
}

static void unref_array(gpointer array)
{
    g_ptr_array_unref(array);
}

sqlite3_stmt *orm_sqlite_ask(OrmSqliteReader *reader, const char *query, const char *name)
{
    sqlite3_stmt *statement = g_hash_table_lookup(reader->statements, query);
    if (statement == NULL) {
        if (sqlite3_prepare_v2(reader->database, query, -1, &statement, NULL) != SQLITE_OK)
            return NULL;
        g_hash_table_insert(reader->statements, (gpointer)query, statement);
    }
    sqlite3_reset(statement);
    sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
    return statement;
}

const char *orm_sqlite_column_text(sqlite3_stmt *statement, int column)
{
    return orm_intern((const char *)sqlite3_column_text(statement, column));
}

static gboolean fail(const OrmSqliteReader *reader, GError **error)
{
    g_autofree char *message = orm_sqlite_error(reader->database);
    g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s", message);
    return FALSE;
}

static gboolean load_properties(OrmSqliteReader *reader, GError **error)
{
    g_autoptr(sqlite3_stmt) statement = NULL;
    static const char query[] = "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'";
    if (sqlite3_prepare_v2(reader->database, query, -1, &statement, NULL) != SQLITE_OK)
        return fail(reader, error);
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        OrmSqliteProperties *properties = g_new0(OrmSqliteProperties, 1);
        *properties = (OrmSqliteProperties){orm_sqlite_column_text(statement, 1), sqlite3_column_int(statement, 2) != 0,
                                            sqlite3_column_int(statement, 3) != 0};
        g_hash_table_insert(reader->properties, g_ascii_strdown((const char *)sqlite3_column_text(statement, 0), -1),
                            properties);
    }
    return result == SQLITE_DONE || fail(reader, error);
}

static void add_object(OrmSqliteReader *reader, sqlite3_stmt *statement)
{
    OrmSqliteObject object = {orm_sqlite_column_text(statement, 0), orm_sqlite_column_text(statement, 1),
                              orm_sqlite_column_text(statement, 2), orm_sqlite_column_text(statement, 3)};
    if (object.type != NULL && object.name != NULL && object.table != NULL)
        g_array_append_val(reader->objects, object);
}

static gboolean load_objects(OrmSqliteReader *reader, GError **error)
{
    g_autoptr(sqlite3_stmt) statement = NULL;
    static const char query[] = "SELECT type, name, tbl_name, sql FROM main.sqlite_master ORDER BY rowid";
    if (sqlite3_prepare_v2(reader->database, query, -1, &statement, NULL) != SQLITE_OK)
        return fail(reader, error);
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW)
        add_object(reader, statement);
    if (result != SQLITE_DONE)
        return fail(reader, error);
    for (guint i = 0; i < reader->objects->len; i++) {
        OrmSqliteObject *object = &g_array_index(reader->objects, OrmSqliteObject, i);
        if (!g_str_equal(object->type, "index") || object->sql == NULL)
            continue;
        g_autofree char *key = g_ascii_strdown(object->table, -1);
        GPtrArray *indexes = g_hash_table_lookup(reader->indexes, key);
        if (indexes == NULL) {
            indexes = g_ptr_array_new();
            g_hash_table_insert(reader->indexes, g_steal_pointer(&key), indexes);
        }
        g_ptr_array_add(indexes, object);
    }
    return TRUE;
}

static void read_objects(OrmSqliteReader *reader)
{
    for (guint i = 0; i < reader->objects->len; i++) {
        const OrmSqliteObject *object = &g_array_index(reader->objects, OrmSqliteObject, i);
        gboolean internal = g_ascii_strncasecmp(object->name, "sqlite_", 7) == 0;
        if (!internal && (g_str_equal(object->type, "table") || g_str_equal(object->type, "view")))
            orm_sqlite_read_table(reader, object);
        else if (g_str_equal(object->type, "trigger"))
            orm_catalog_add_trigger(
                reader->catalog, object->table, object->name, object->sql,
                orm_sqlite_places_find(reader->places, object->name, orm_catalog_place(reader->catalog)));
    }
}

gboolean orm_sqlite_read_schema(sqlite3 *database, OrmCatalog *catalog, const OrmSqlitePlaces *places, GError **error)
{
    g_autoptr(GHashTable) statements = g_hash_table_new_full(NULL, NULL, NULL, finalize);
    g_autoptr(GHashTable) properties = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) indexes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_array);
    g_autoptr(GArray) objects = g_array_new(FALSE, FALSE, sizeof(OrmSqliteObject));
    OrmSqliteReader reader = {database, catalog, places, objects, indexes, properties, statements};
    if (!load_objects(&reader, error) || !load_properties(&reader, error))
        return FALSE;
    read_objects(&reader);
    return TRUE;
}
