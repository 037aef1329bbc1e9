/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/sqlite/places.h"

typedef struct {
    OrmPlace place;
    OrmSqliteTable *table; /* NULL: no table, or its columns are unknown */
} Entry;

struct OrmSqlitePlaces {
    GHashTable *entries; /* name in lower case -> Entry */
    GPtrArray *tables;   /* of OrmSqliteTable *, owned: a renamed one stands under both names */
};

static void free_table(gpointer table)
{
    orm_sqlite_table_free(table);
}

OrmSqlitePlaces *orm_sqlite_places_new(void)
{
    OrmSqlitePlaces *places = g_new0(OrmSqlitePlaces, 1);
    places->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    places->tables = g_ptr_array_new_with_free_func(free_table);
    return places;
}

void orm_sqlite_places_free(OrmSqlitePlaces *places)
{
    if (places == NULL)
        return;
    g_hash_table_unref(places->entries);
    g_ptr_array_unref(places->tables);
    g_free(places);
}

static Entry *find(const OrmSqlitePlaces *places, const char *name)
{
    g_autofree char *key = name != NULL ? g_ascii_strdown(name, -1) : NULL;
    return places != NULL && key != NULL ? g_hash_table_lookup(places->entries, key) : NULL;
}

void orm_sqlite_places_add(OrmSqlitePlaces *places, const char *name, OrmPlace place, OrmSqliteTable *table)
{
    Entry *entry = g_new0(Entry, 1);
    *entry = (Entry){place, table};
    if (table != NULL)
        g_ptr_array_add(places->tables, table);
    g_hash_table_insert(places->entries, g_ascii_strdown(name, -1), entry);
}

void orm_sqlite_places_rename(OrmSqlitePlaces *places, const char *name, const char *new_name)
{
    const Entry *entry = find(places, name);
    if (entry != NULL)
        g_hash_table_insert(places->entries, g_ascii_strdown(new_name, -1), g_memdup2(entry, sizeof *entry));
}

void orm_sqlite_places_add_column(OrmSqlitePlaces *places, const char *table, OrmSqliteColumn *column)
{
    const Entry *entry = find(places, table);
    if (entry != NULL && entry->table != NULL)
        g_ptr_array_add(entry->table->columns, column);
    else
        orm_sqlite_column_free(column);
}

void orm_sqlite_places_rename_column(OrmSqlitePlaces *places, const char *table, const char *name, const char *new_name)
{
    const Entry *entry = find(places, table);
    OrmSqliteColumn *column = entry != NULL ? orm_sqlite_table_column(entry->table, name) : NULL;
    if (column != NULL)
        column->name = new_name;
}

OrmPlace orm_sqlite_places_find(const OrmSqlitePlaces *places, const char *name, OrmPlace otherwise)
{
    const Entry *entry = find(places, name);
    return entry != NULL ? entry->place : otherwise;
}

/* Constraints are known by their turn: an expression changes when what it names is renamed. */
static void place_constraints(GPtrArray *constraints, const GPtrArray *written, OrmPlace otherwise)
{
    for (guint i = 0; i < constraints->len; i++) {
        OrmSqliteConstraint *constraint = g_ptr_array_index(constraints, i);
        const OrmSqliteConstraint *old = written != NULL && i < written->len ? g_ptr_array_index(written, i) : NULL;
        constraint->place = old != NULL && old->kind == constraint->kind ? old->place : otherwise;
    }
}

void orm_sqlite_places_apply(const OrmSqlitePlaces *places, const char *name, OrmSqliteTable *table)
{
    const Entry *entry = find(places, name);
    const OrmSqliteTable *written = entry != NULL ? entry->table : NULL;
    for (guint i = 0; i < table->columns->len; i++) {
        OrmSqliteColumn *column = g_ptr_array_index(table->columns, i);
        const OrmSqliteColumn *old = orm_sqlite_table_column(written, column->name);
        column->place = old != NULL ? old->place : table->place;
        column->type_place = old != NULL ? old->type_place : ORM_PLACE_UNKNOWN;
        column->default_place = old != NULL ? old->default_place : ORM_PLACE_UNKNOWN;
        place_constraints(column->constraints, old != NULL ? old->constraints : NULL, column->place);
    }
    place_constraints(table->constraints, written != NULL ? written->constraints : NULL, table->place);
}
