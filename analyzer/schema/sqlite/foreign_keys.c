/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/sqlite/reader.h"

static const char keys_query[] = "SELECT id, \"table\", \"from\", \"to\", on_update, on_delete"
                                 " FROM pragma_foreign_key_list(?1, 'main') ORDER BY id DESC, seq";

static OrmActionKind action(const char *word)
{
    static const struct {
        const char *word;
        OrmActionKind kind;
    } actions[] = {{"CASCADE", ORM_ACTION_CASCADE},
                   {"SET NULL", ORM_ACTION_SET_NULL},
                   {"SET DEFAULT", ORM_ACTION_SET_DEFAULT},
                   {"RESTRICT", ORM_ACTION_RESTRICT}};
    for (guint i = 0; i < G_N_ELEMENTS(actions); i++) {
        if (g_strcmp0(word, actions[i].word) == 0)
            return actions[i].kind;
    }
    return ORM_ACTION_UNSTATED;
}

static void collect(GPtrArray *keys, const GPtrArray *constraints)
{
    for (guint i = 0; i < constraints->len; i++) {
        OrmSqliteConstraint *constraint = g_ptr_array_index(constraints, i);
        if (constraint->kind == ORM_SQLITE_FOREIGN_KEY)
            g_ptr_array_add(keys, constraint);
    }
}

/* The keys as they were written, in order; the pragma numbers them from the last. */
static GPtrArray *written_keys(const OrmSqliteTable *definition)
{
    GPtrArray *keys = g_ptr_array_new();
    for (guint i = 0; i < definition->columns->len; i++)
        collect(keys, ((OrmSqliteColumn *)g_ptr_array_index(definition->columns, i))->constraints);
    collect(keys, definition->constraints);
    return keys;
}

static void take_written(OrmCatalogForeignKey *key, const OrmSqliteConstraint *written)
{
    key->name = written->name;
    key->place = written->place;
    key->deferrable = written->deferrable ? ORM_YES : ORM_NO;
    key->initially_deferred = written->initially_deferred;
    if (written->match != NULL && g_ascii_strcasecmp(written->match, "simple") != 0) {
        g_autofree char *match = g_ascii_strdown(written->match, -1);
        key->match = orm_intern(match);
    }
}

void orm_sqlite_read_foreign_keys(OrmSqliteReader *reader, OrmCatalogTable *table, const OrmSqliteTable *definition)
{
    sqlite3_stmt *row = orm_sqlite_ask(reader, keys_query, table->name);
    OrmCatalogForeignKey *key = NULL;
    for (int id = -1; row != NULL && sqlite3_step(row) == SQLITE_ROW;) {
        if (key == NULL || id != sqlite3_column_int(row, 0)) {
            id = sqlite3_column_int(row, 0);
            key = orm_catalog_add_foreign_key(table, NULL, table->place);
            key->parent = orm_sqlite_column_text(row, 1);
            key->onupdate = action((const char *)sqlite3_column_text(row, 4));
            key->ondelete = action((const char *)sqlite3_column_text(row, 5));
            key->deferrable = ORM_NO;
        }
        g_ptr_array_add(key->columns, (gpointer)orm_sqlite_column_text(row, 2));
        const char *parent_column = orm_sqlite_column_text(row, 3);
        if (parent_column != NULL)
            g_ptr_array_add(key->parent_columns, (gpointer)parent_column);
    }
    g_autoptr(GPtrArray) written = written_keys(definition);
    for (guint i = 0; written->len == table->foreign_keys->len && i < written->len; i++)
        take_written(g_ptr_array_index(table->foreign_keys, i), g_ptr_array_index(written, i));
}
