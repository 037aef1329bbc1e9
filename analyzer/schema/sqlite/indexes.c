/* SPDX-License-Identifier: MIT */
/* Primary keys, unique constraints and indexes. */
#include "analyzer/schema/sqlite/reader.h"

#include <stdlib.h>
#include <string.h>

static const char list_query[] = "SELECT name, \"unique\", origin FROM pragma_index_list(?1, 'main')";
static const char members_query[] =
    "SELECT cid, name, \"desc\", coll FROM pragma_index_xinfo(?1, 'main') WHERE key ORDER BY seqno";

typedef struct {
    const char *name;
    gboolean unique;
    char origin; /* c: CREATE INDEX; u: UNIQUE; p: PRIMARY KEY */
} Listed;

/* sqlite_autoindex_T_N are numbered as the constraints stand in the table. */
static int by_number(gconstpointer left, gconstpointer right)
{
    const char *a = strrchr(((const Listed *)left)->name, '_'), *b = strrchr(((const Listed *)right)->name, '_');
    return (a != NULL ? atoi(a + 1) : 0) - (b != NULL ? atoi(b + 1) : 0);
}

static GArray *list_indexes(OrmSqliteReader *reader, const char *table)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Listed));
    sqlite3_stmt *row = orm_sqlite_ask(reader, list_query, table);
    while (row != NULL && sqlite3_step(row) == SQLITE_ROW) {
        const char *origin = orm_sqlite_column_text(row, 2);
        Listed listed = {orm_sqlite_column_text(row, 0), sqlite3_column_int(row, 1) != 0, origin[0]};
        g_array_append_val(list, listed);
    }
    g_array_sort(list, by_number);
    return list;
}

/* Adds the members; `definition` has the text of expressions. */
static void read_members(OrmSqliteReader *reader, const OrmCatalogTable *table, OrmCatalogIndex *index,
                         const char *name, const OrmSqliteIndex *definition)
{
    sqlite3_stmt *row = orm_sqlite_ask(reader, members_query, name);
    for (guint i = 0; row != NULL && sqlite3_step(row) == SQLITE_ROW; i++) {
        const char *column_name = orm_sqlite_column_text(row, 1);
        if (column_name == NULL && sqlite3_column_int(row, 0) == -1)
            column_name = "rowid";
        const char *expression = column_name != NULL ? NULL
                                 : definition != NULL && i < definition->expressions->len
                                     ? g_ptr_array_index(definition->expressions, i)
                                     : "?";
        OrmCatalogElement *element = orm_catalog_add_element(index, column_name, expression);
        element->order = sqlite3_column_int(row, 2) ? ORM_ORDER_DESC : ORM_ORDER_UNSTATED;
        const OrmCatalogColumn *column =
            column_name != NULL ? orm_catalog_column(reader->catalog, table, column_name) : NULL;
        const char *usual = column != NULL && column->collation != NULL ? column->collation : "BINARY";
        const char *collation = orm_sqlite_column_text(row, 3);
        if (collation != NULL && g_ascii_strcasecmp(collation, usual) != 0)
            element->collation = collation;
    }
}

static void read_created(OrmSqliteReader *reader, OrmCatalogTable *table, const GArray *list)
{
    g_autofree char *lower = g_ascii_strdown(table->name, -1);
    const GPtrArray *objects = g_hash_table_lookup(reader->indexes, lower);
    for (guint i = 0; objects != NULL && i < objects->len; i++) {
        const OrmSqliteObject *object = g_ptr_array_index(objects, i);
        OrmPlace place = orm_sqlite_places_find(reader->places, object->name, table->place);
        OrmCatalogIndex *index = orm_catalog_add_index(table, ORM_CATALOG_INDEX, object->name, place);
        for (guint k = 0; k < list->len; k++) {
            const Listed *listed = &g_array_index(list, Listed, k);
            if (listed->name == object->name)
                index->unique = listed->unique;
        }
        g_autoptr(OrmSqliteSource) source = orm_sqlite_source_new(NULL, object->sql, strlen(object->sql));
        g_autoptr(GArray) tokens = orm_sqlite_tokens(source, 0, source->length);
        g_autoptr(OrmSqliteIndex) definition =
            orm_sqlite_index_parse(source, &g_array_index(tokens, OrmSqliteToken, 0));
        index->predicate = definition->predicate;
        read_members(reader, table, index, object->name, definition);
    }
}

static gboolean same_columns(const OrmSqliteConstraint *constraint, const OrmCatalogIndex *index)
{
    if (constraint->columns->len != index->elements->len)
        return FALSE;
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(index->elements, i);
        if (g_strcmp0(element->column, NULL) == 0 ||
            g_ascii_strcasecmp(element->column, g_ptr_array_index(constraint->columns, i)) != 0)
            return FALSE;
    }
    return TRUE;
}

/* The constraint among these that the key comes from. A table has one primary key, whose columns may be fewer than
 * written. */
static const OrmSqliteConstraint *written_among(const GPtrArray *constraints, const OrmCatalogIndex *key)
{
    for (guint i = 0; i < constraints->len; i++) {
        const OrmSqliteConstraint *constraint = g_ptr_array_index(constraints, i);
        gboolean primary = key->kind == ORM_CATALOG_PRIMARY_KEY;
        if (constraint->kind == (primary ? ORM_SQLITE_PRIMARY_KEY : ORM_SQLITE_UNIQUE) &&
            (primary || same_columns(constraint, key)))
            return constraint;
    }
    return NULL;
}

static void take_name(OrmCatalogIndex *key, const OrmSqliteTable *definition)
{
    const OrmSqliteConstraint *written = NULL;
    for (guint i = 0; written == NULL && i < definition->columns->len; i++)
        written = written_among(((OrmSqliteColumn *)g_ptr_array_index(definition->columns, i))->constraints, key);
    if (written == NULL)
        written = written_among(definition->constraints, key);
    if (written == NULL)
        return;
    key->name = written->name;
    key->place = written->place;
}

gboolean orm_sqlite_read_indexes(OrmSqliteReader *reader, OrmCatalogTable *table, const OrmSqliteTable *definition,
                                 const GPtrArray *key_columns)
{
    g_autoptr(GArray) list = list_indexes(reader, table->name);
    gboolean has_key_index = FALSE;
    for (guint i = 0; i < list->len; i++)
        has_key_index = has_key_index || g_array_index(list, Listed, i).origin == 'p';
    /* The key that needs no index is the rowid itself. */
    gboolean is_rowid = key_columns->len == 1 && !has_key_index;
    if (is_rowid) {
        OrmCatalogIndex *key = orm_catalog_add_index(table, ORM_CATALOG_PRIMARY_KEY, NULL, table->place);
        orm_catalog_add_element(key, key_columns->pdata[0], NULL);
        take_name(key, definition);
    }
    for (guint i = 0; i < list->len; i++) {
        const Listed *listed = &g_array_index(list, Listed, i);
        if (listed->origin == 'c')
            continue;
        OrmCatalogIndexKind kind = listed->origin == 'p' ? ORM_CATALOG_PRIMARY_KEY : ORM_CATALOG_UNIQUE;
        OrmCatalogIndex *key = orm_catalog_add_index(table, kind, NULL, table->place);
        read_members(reader, table, key, listed->name, NULL);
        take_name(key, definition);
    }
    read_created(reader, table, list);
    return is_rowid;
}
