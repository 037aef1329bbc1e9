/* SPDX-License-Identifier: MIT */
#include "rules/naming/namespaces.h"

#include "analyzer/facts/intern.h"
#include "analyzer/graph/names.h"
#include "analyzer/graph/questions_indexes.h"

static gboolean is_postgresql(OrmDialect dialect)
{
    return dialect == ORM_DIALECT_POSTGRESQL || dialect == ORM_DIALECT_PORTABLE;
}

static void list_of_table(OrmScopedName *named, char kind)
{
    named->lists[named->n_lists++] = (OrmNameList){kind, named->table};
}

static void list_of_schema(OrmScopedName *named, char kind)
{
    const char *schema = named->table->schema;
    named->lists[named->n_lists++] = (OrmNameList){kind, schema != NULL ? orm_fold_name(schema) : NULL};
}

static void add_table(GArray *all, const OrmTable *table, OrmDialect dialect)
{
    OrmScopedName named = {.name = table->name, .table = table};
    list_of_schema(&named, 'r');
    if (is_postgresql(dialect))
        list_of_schema(&named, 't');
    g_array_append_val(all, named);
}

/* The types are made in the default schema, each once. */
static void add_enum_types(GArray *all, const OrmTable *table, GHashTable *seen)
{
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (column->type.family != ORM_SQL_ENUM || column->type_stated ||
            !g_hash_table_add(seen, (gpointer)column->type.name))
            continue;
        OrmScopedName named = {.name = column->type.name, .table = table, .enum_column = column};
        named.lists[named.n_lists++] = (OrmNameList){'t', NULL};
        g_array_append_val(all, named);
    }
}

/* MySQL calls every primary key so, and no other index. */
static void add_mysql_primary_key(GArray *all, const OrmTable *table)
{
    OrmScopedName named = {.name = "PRIMARY", .table = table, .primary_key = table->primary_key};
    list_of_table(&named, 'i');
    g_array_append_val(all, named);
}

static void add_index(GArray *all, const OrmIndex *index, OrmDialect dialect)
{
    gboolean constraint = index->kind == ORM_KEY_UNIQUE;
    OrmScopedName named = {.name = index->name, .table = index->table, .index = index};
    if (orm_dialect_is_mysql(dialect))
        list_of_table(&named, 'i');
    else if (!constraint || dialect != ORM_DIALECT_SQLITE)
        list_of_schema(&named, 'r');
    if (constraint && is_postgresql(dialect))
        list_of_table(&named, 'c');
    if ((constraint || index->unique.value == ORM_YES) && dialect == ORM_DIALECT_MARIADB)
        list_of_table(&named, 'u');
    g_array_append_val(all, named);
}

static void add_primary_key(GArray *all, const OrmTable *table, OrmDialect dialect)
{
    OrmScopedName named = {.name = table->primary_key->name.text, .table = table, .primary_key = table->primary_key};
    if (is_postgresql(dialect)) {
        list_of_schema(&named, 'r');
        list_of_table(&named, 'c');
    }
    g_array_append_val(all, named);
}

/* InnoDB makes an index of the same name where there is none over the columns. */
static void add_foreign_key(GArray *all, const OrmForeignKey *key, OrmDialect dialect)
{
    OrmScopedName named = {.name = key->name, .table = key->child, .key = key};
    if (is_postgresql(dialect))
        list_of_table(&named, 'c');
    if (orm_dialect_is_mysql(dialect))
        list_of_schema(&named, 'f');
    if (orm_dialect_is_mysql(dialect) && !orm_foreign_key_is_indexed(key, dialect))
        list_of_table(&named, 'i');
    if (dialect == ORM_DIALECT_MARIADB)
        list_of_table(&named, 'm');
    g_array_append_val(all, named);
}

static void add_check(GArray *all, const OrmCheck *check, OrmDialect dialect)
{
    OrmScopedName named = {.name = check->name, .table = check->table, .check = check};
    if (is_postgresql(dialect))
        list_of_table(&named, 'c');
    if (dialect == ORM_DIALECT_MYSQL)
        list_of_schema(&named, 'k');
    if (dialect == ORM_DIALECT_MARIADB) {
        list_of_table(&named, 'u');
        list_of_table(&named, 'm');
    }
    g_array_append_val(all, named);
}

static void add_exclude(GArray *all, const OrmExclude *exclude, OrmDialect dialect)
{
    OrmScopedName named = {.name = exclude->name, .table = exclude->table, .exclude = exclude};
    if (is_postgresql(dialect)) {
        list_of_schema(&named, 'r');
        list_of_table(&named, 'c');
    }
    g_array_append_val(all, named);
}

static void add_members(GArray *all, const OrmTable *table, OrmDialect dialect)
{
    if (table->primary_key != NULL && table->primary_key->name.text != NULL)
        add_primary_key(all, table, dialect);
    if (table->primary_key != NULL && orm_dialect_is_mysql(dialect))
        add_mysql_primary_key(all, table);
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (index->name != NULL && index->primary_key.value != ORM_YES)
            add_index(all, index, dialect);
    }
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (key->name != NULL && key->unenforced.value != ORM_YES)
            add_foreign_key(all, key, dialect);
    }
    for (guint i = 0; i < table->checks->len; i++)
        if (((const OrmCheck *)g_ptr_array_index(table->checks, i))->name != NULL)
            add_check(all, g_ptr_array_index(table->checks, i), dialect);
    for (guint i = 0; i < table->excludes->len; i++)
        if (((const OrmExclude *)g_ptr_array_index(table->excludes, i))->name != NULL)
            add_exclude(all, g_ptr_array_index(table->excludes, i), dialect);
}

GArray *orm_scoped_names(const OrmGraph *graph)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(OrmScopedName));
    for (guint i = 0; i < graph->tables->len; i++)
        add_table(all, g_ptr_array_index(graph->tables, i), graph->dialect);
    g_autoptr(GHashTable) types = g_hash_table_new(NULL, NULL); /* names, interned */
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        if (is_postgresql(graph->dialect))
            add_enum_types(all, table, types);
        if (!table->is_view)
            add_members(all, table, graph->dialect);
    }
    return all;
}

static guint entry_hash(gconstpointer entry)
{
    const gconstpointer *parts = entry;
    return g_direct_hash(parts[0]) * 31 + g_direct_hash(parts[1]) * 7 + g_direct_hash(parts[2]);
}

static gboolean entry_equal(gconstpointer left, gconstpointer right)
{
    const gconstpointer *one = left, *other = right;
    return one[0] == other[0] && one[1] == other[1] && one[2] == other[2];
}

GHashTable *orm_name_register_new(void)
{
    return g_hash_table_new_full(entry_hash, entry_equal, g_free, NULL);
}

const OrmScopedName *orm_name_register_enter(GHashTable *names, const OrmScopedName *named, guint list, const char *key)
{
    const gconstpointer entry[] = {GINT_TO_POINTER(named->lists[list].kind), named->lists[list].owner, key};
    const OrmScopedName *holder = g_hash_table_lookup(names, entry);
    if (holder == NULL)
        g_hash_table_insert(names, g_memdup2(entry, sizeof entry), (gpointer)named);
    return holder;
}
