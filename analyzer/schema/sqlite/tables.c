/* SPDX-License-Identifier: MIT */
/* Tables, views and their columns. */
#include "analyzer/schema/sqlite/reader.h"

#include <string.h>

enum { NAME, TYPE, NOT_NULL, DEFAULT, KEY, HIDDEN };
static const char columns_query[] =
    "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?1, 'main')";

/* What pragma table_xinfo says in its column `hidden`. */
enum { ORDINARY = 0, HIDDEN_OF_VIRTUAL_TABLE = 1, GENERATED_VIRTUAL = 2, GENERATED_STORED = 3 };

/* SQLite takes a name in a DEFAULT for a text. */
static const char *default_text(const char *text)
{
    static const char *const words[] = {"true", "false", "current_time", "current_date", "current_timestamp"};
    if (text == NULL || g_ascii_strcasecmp(text, "null") == 0)
        return NULL;
    g_autoptr(OrmSqliteSource) source = orm_sqlite_source_new(NULL, text, strlen(text));
    OrmSqliteToken token = orm_sqlite_token(source, 0);
    gboolean alone = orm_sqlite_token(source, token.end).kind == ORM_SQLITE_END;
    if (!alone || (token.kind != ORM_SQLITE_WORD && token.kind != ORM_SQLITE_QUOTED))
        return text;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (orm_sqlite_is(source, token, words[i]))
            return text;
    }
    char *literal = sqlite3_mprintf("%Q", orm_sqlite_name(source, token));
    const char *interned = orm_intern(literal);
    sqlite3_free(literal);
    return interned;
}

static const char *non_empty(const char *text)
{
    return text != NULL && *text != '\0' ? text : NULL;
}

static void add_column(OrmCatalogTable *table, sqlite3_stmt *row, const OrmSqliteTable *definition)
{
    const char *name = orm_sqlite_column_text(row, NAME);
    const OrmSqliteColumn *written = orm_sqlite_table_column(definition, name);
    OrmCatalogColumn *column = orm_catalog_add_column(table, name, written != NULL ? written->place : table->place);
    column->type = non_empty(orm_sqlite_column_text(row, TYPE));
    column->nullable = table->is_view ? ORM_UNKNOWN : sqlite3_column_int(row, NOT_NULL) ? ORM_NO : ORM_YES;
    int hidden = sqlite3_column_int(row, HIDDEN);
    gboolean generated = hidden == GENERATED_VIRTUAL || hidden == GENERATED_STORED;
    column->generated_stored = hidden == GENERATED_STORED;
    const char *fallback = orm_sqlite_column_text(row, DEFAULT);
    if (!generated)
        column->default_text =
            default_text(written != NULL && written->default_text != NULL ? written->default_text : fallback);
    if (written == NULL)
        return;
    column->type_place = written->type_place;
    column->default_place = written->default_place;
    column->collation = written->collation;
    column->generated = generated ? written->generated : NULL;
    column->generator = written->autoincrement ? ORM_GENERATOR_AUTO_INCREMENT : ORM_GENERATOR_NONE;
}

/* The names of the key's columns in the key's order, of const char *. */
static void note_key(GPtrArray *key, sqlite3_stmt *row)
{
    int position = sqlite3_column_int(row, KEY);
    if (position <= 0)
        return;
    if (key->len < (guint)position)
        g_ptr_array_set_size(key, position);
    key->pdata[position - 1] = (gpointer)orm_sqlite_column_text(row, NAME);
}

/* FALSE with the connection's error when the columns cannot be known. */
static gboolean read_columns(OrmSqliteReader *reader, OrmCatalogTable *table, const OrmSqliteTable *definition,
                             GPtrArray *key)
{
    for (;;) {
        sqlite3_stmt *row = orm_sqlite_ask(reader, columns_query, table->name);
        int result = row != NULL ? SQLITE_ROW : SQLITE_ERROR;
        while (result == SQLITE_ROW && (result = sqlite3_step(row)) == SQLITE_ROW) {
            if (sqlite3_column_int(row, HIDDEN) == HIDDEN_OF_VIRTUAL_TABLE)
                continue;
            add_column(table, row, definition);
            note_key(key, row);
        }
        if (result == SQLITE_DONE)
            return TRUE;
        g_ptr_array_set_size(table->columns, 0);
        g_ptr_array_set_size(key, 0);
        if (!orm_sqlite_accept_function(reader->database))
            return FALSE;
    }
}

static void read_checks(OrmCatalogTable *table, const GPtrArray *constraints)
{
    for (guint i = 0; i < constraints->len; i++) {
        const OrmSqliteConstraint *constraint = g_ptr_array_index(constraints, i);
        if (constraint->kind == ORM_SQLITE_CHECK && constraint->expression != NULL)
            orm_catalog_add_check(table->checks, constraint->name, constraint->expression, constraint->place);
    }
}

static void read_constraints(OrmSqliteReader *reader, OrmCatalogTable *table, const OrmSqliteTable *definition,
                             const GPtrArray *key)
{
    gboolean rowid_key = orm_sqlite_read_indexes(reader, table, definition, key);
    OrmCatalogColumn *rowid = rowid_key ? orm_catalog_column(reader->catalog, table, key->pdata[0]) : NULL;
    if (rowid != NULL)
        rowid->nullable = ORM_NO; /* although the pragma says otherwise: NULL makes a new number */
    orm_sqlite_read_foreign_keys(reader, table, definition);
    for (guint i = 0; i < definition->columns->len; i++)
        read_checks(table, ((OrmSqliteColumn *)g_ptr_array_index(definition->columns, i))->constraints);
    read_checks(table, definition->constraints);
}

/* A view that names what is not there stays a view; a virtual table whose module is not there is left out. */
static void tell_unknown_columns(OrmSqliteReader *reader, OrmCatalogTable *table, gboolean is_virtual)
{
    g_autofree char *message = orm_sqlite_error(reader->database);
    if (table->is_view) {
        table->columns_known = FALSE;
        orm_catalog_notice(reader->catalog, ORM_NOTICE_INFO, table->place, "the columns of view `%s` are not known: %s",
                           table->name, message);
    } else if (is_virtual) {
        orm_catalog_notice(reader->catalog, ORM_NOTICE_INFO, table->place, "virtual table `%s` is left out: %s",
                           table->name, message);
    } else {
        orm_catalog_fault(reader->catalog, table->place, "table `%s` cannot be read: %s", table->name, message);
    }
    if (!table->is_view)
        orm_catalog_drop_table(reader->catalog, table, FALSE);
}

static OrmSqliteTable *parse_definition(OrmSqliteReader *reader, const OrmSqliteObject *object, OrmPlace place)
{
    const char *sql = object->sql != NULL ? object->sql : "";
    g_autoptr(OrmSqliteSource) source = orm_sqlite_source_new(NULL, sql, strlen(sql));
    g_autoptr(GArray) tokens = orm_sqlite_tokens(source, 0, source->length);
    OrmSqliteTable *definition = orm_sqlite_table_parse(source, &g_array_index(tokens, OrmSqliteToken, 0));
    definition->place = place;
    orm_sqlite_places_apply(reader->places, object->name, definition);
    return definition;
}

void orm_sqlite_read_table(OrmSqliteReader *reader, const OrmSqliteObject *object)
{
    g_autofree char *lower = g_ascii_strdown(object->name, -1);
    const OrmSqliteProperties *properties = g_hash_table_lookup(reader->properties, lower);
    const char *type = properties != NULL ? properties->type : object->type;
    if (g_str_equal(type, "shadow"))
        return;
    OrmPlace place = orm_sqlite_places_find(reader->places, object->name, orm_catalog_place(reader->catalog));
    OrmCatalogTable *table = orm_catalog_add_table(reader->catalog, NULL, object->name, place);
    table->is_view = g_str_equal(type, "view");
    table->definition = table->is_view ? object->sql : NULL;
    gboolean is_table = g_str_equal(type, "table");
    g_autoptr(OrmSqliteTable) definition = is_table ? parse_definition(reader, object, place) : NULL;
    g_autoptr(GPtrArray) key = g_ptr_array_new();
    if (!read_columns(reader, table, definition, key)) {
        tell_unknown_columns(reader, table, g_str_equal(type, "virtual"));
        return;
    }
    if (definition == NULL)
        return;
    table->strict = properties != NULL && properties->strict;
    table->without_rowid = properties != NULL && properties->without_rowid;
    read_constraints(reader, table, definition, key);
}
