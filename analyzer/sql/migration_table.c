/* SPDX-License-Identifier: MIT */
/* Steps about tables as a whole: make, drop, rename, options, comments. */
#include "analyzer/sql/ddl.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/migration_internal.h"
#include "analyzer/sql/order.h"

/* Whether the key leads to the primary key of its parent. */
static gboolean names_primary_key(const OrmForeignKey *key)
{
    for (guint i = 0; i < key->parent_columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->parent_columns, i);
        if (reference->column == NULL || !reference->column->in_primary_key)
            return FALSE;
    }
    return TRUE;
}

/* A parent that is made later, or that is there but whose key may be new: the foreign key comes when all else is done.
 * SQLite asks for a parent only when a row comes. */
static gboolean must_wait(const OrmMigration *migration, const OrmForeignKey *key)
{
    const OrmComparison *comparison = migration->comparison;
    if (key->parent == key->child || migration->dialect == ORM_DIALECT_SQLITE)
        return FALSE;
    if (key->parent == NULL)
        return TRUE;
    gboolean is_there = orm_comparison_actual_table(comparison, key->parent) != NULL ||
                        orm_comparison_declared_table(comparison, key->parent) != NULL;
    if (!is_there)
        return orm_migration_is_ring(migration, key->child, key->parent);
    return !names_primary_key(key) || g_hash_table_contains(migration->rekeyed, key->parent);
}

char *orm_migration_create_table(const OrmMigration *migration, const OrmTable *table, GHashTable *late)
{
    OrmDialect dialect = migration->dialect;
    GString *sql = g_string_new(NULL);
    orm_append_create_table(sql, table, late, dialect);
    for (guint i = 0; i < table->indexes->len; i++)
        orm_append_create_index(sql, g_ptr_array_index(table->indexes, i), dialect);
    /* one empty line less between statements of one step */
    g_auto(GStrv) statements = g_strsplit(sql->str, ";\n\n", -1);
    g_string_free(sql, TRUE);
    return g_strjoinv(";\n", statements);
}

static void append_comment_on(GString *sql, const OrmTable *table, const OrmColumn *column, const char *text,
                              OrmDialect dialect)
{
    g_string_append_printf(sql, "COMMENT ON %s ", column != NULL ? "COLUMN" : "TABLE");
    orm_append_table(sql, table, dialect);
    if (column != NULL) {
        g_string_append_c(sql, '.');
        orm_append_identifier(sql, column->name, dialect);
    }
    g_string_append(sql, " IS ");
    if (text != NULL)
        orm_append_text(sql, text, dialect);
    else
        g_string_append(sql, "NULL");
    g_string_append(sql, ";\n");
}

static void add_new_comments(OrmMigration *migration, const OrmTable *table)
{
    GString *sql = g_string_new(NULL);
    if (table->comment.text != NULL)
        append_comment_on(sql, table, NULL, table->comment.text, migration->dialect);
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (column->details->comment.text != NULL)
            append_comment_on(sql, table, column, column->details->comment.text, migration->dialect);
    }
    if (sql->len == 0)
        g_string_free(sql, TRUE);
    else
        orm_migration_add(migration, ORM_PHASE_COMMENT, ORM_SAFE, g_string_free(sql, FALSE), "comments of `%s`",
                          orm_table_label(table));
}

/* The way back leaves it: others may use it by then. */
static void need_schema(OrmMigration *migration, const OrmTable *table)
{
    if (table->schema == NULL || migration->dialect != ORM_DIALECT_POSTGRESQL ||
        !orm_migration_once(migration, table->schema))
        return;
    const GPtrArray *tables = migration->comparison->catalog->tables;
    for (guint i = 0; i < tables->len; i++)
        if (g_strcmp0(((const OrmCatalogTable *)g_ptr_array_index(tables, i))->schema, table->schema) == 0)
            return;
    GString *sql = g_string_new("CREATE SCHEMA IF NOT EXISTS ");
    orm_append_identifier(sql, table->schema, migration->dialect);
    orm_migration_add(migration, ORM_PHASE_CREATE_TYPE, ORM_SAFE, orm_migration_end(sql),
                      "schema `%s` has no table yet", table->schema);
}

static void create_table(OrmMigration *migration, const OrmTable *table, guint safety)
{
    g_autoptr(GHashTable) late = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (!must_wait(migration, key))
            continue;
        g_hash_table_add(late, key);
        if (orm_foreign_key_created(key) && key->array.value != ORM_YES)
            orm_migration_add_key(migration, key, safety);
    }
    need_schema(migration, table);
    for (guint i = 0; i < table->columns->len; i++)
        orm_migration_need_type(migration, g_ptr_array_index(table->columns, i));
    orm_migration_add_for_table(migration, ORM_PHASE_CREATE_TABLE, safety,
                                orm_migration_create_table(migration, table, late), table,
                                safety == ORM_SAFE ? "is new" : "is made again, if it was dropped");
    if (migration->dialect == ORM_DIALECT_POSTGRESQL)
        add_new_comments(migration, table);
}

/* Children go before their parents; in a ring the keys go first. */
static void drop_table(OrmMigration *migration, const OrmTable *table)
{
    for (guint i = 0; i < table->foreign_keys->len && migration->dialect != ORM_DIALECT_SQLITE; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (key->parent != NULL && key->parent != table && orm_foreign_key_created(key) &&
            orm_migration_is_ring(migration, table, key->parent))
            orm_migration_drop_key(migration, key, ORM_DESTRUCTIVE);
    }
    GString *sql = g_string_new("DROP TABLE ");
    orm_append_table(sql, table, migration->dialect);
    orm_migration_add_for_table(migration, ORM_PHASE_DROP_TABLE, ORM_DESTRUCTIVE | ORM_INCOMPATIBLE,
                                orm_migration_end(sql), table, "goes, with its rows");
    for (guint i = 0; i < table->columns->len; i++)
        orm_migration_free_type(migration, g_ptr_array_index(table->columns, i));
}

static void create_or_drop(OrmMigration *migration, const OrmDifference *difference)
{
    OrmSide want = orm_migration_want(migration, difference), have = orm_migration_have(migration, difference);
    const OrmTable *table = want.table != NULL ? want.table : have.table;
    gboolean undoes_drop = difference->kind == ORM_DIFFERENCE_TABLE_EXTRA && want.table != NULL;
    if (table->unmanaged)
        return;
    if (table->is_view)
        orm_migration_add(migration, ORM_PHASE_LAST, ORM_SAFE, NULL, "view `%s` %s: write its query by hand",
                          orm_table_label(table), want.table != NULL ? "is missing" : "belongs to no model");
    else if (want.table != NULL)
        /* what brings back a table that was never dropped must not run */
        create_table(migration, table, undoes_drop ? ORM_UNDOES_DROP : ORM_SAFE);
    else
        drop_table(migration, table);
}

static void rename_table(OrmMigration *migration, const OrmSide *want, const OrmSide *have)
{
    GString *sql = orm_migration_alter(migration, have->table);
    g_string_append(sql, "RENAME TO ");
    if (orm_dialect_is_mysql(migration->dialect))
        orm_append_table(sql, want->table, migration->dialect);
    else
        orm_append_identifier(sql, want->table->name, migration->dialect);
    orm_migration_add(migration, ORM_PHASE_RENAME, ORM_INCOMPATIBLE, orm_migration_end(sql),
                      "table `%s` is renamed to `%s`", orm_table_label(have->table), orm_table_label(want->table));
}

/* MySQL: ENGINE, character set, collation, comment; elsewhere no option can be changed in place. */
static void change_option(OrmMigration *migration, const OrmDifference *difference)
{
    OrmSide want = orm_migration_want(migration, difference);
    const OrmTable *table = want.table;
    if (!orm_dialect_is_mysql(migration->dialect)) {
        orm_migration_add(migration, ORM_PHASE_LAST, ORM_BLOCKING, NULL,
                          "%s of table `%s` differs: make the table anew",
                          difference->aspect != NULL ? difference->aspect : "an option", orm_table_label(table));
        return;
    }
    if (!orm_migration_once(migration, table))
        return;
    GString *sql = orm_migration_alter(migration, table);
    gsize begin = sql->len;
    const struct {
        const char *word, *value;
    } options[] = {{"ENGINE", table->engine.text},
                   {"DEFAULT CHARACTER SET", table->charset.text},
                   {"COLLATE", table->collation.text}};
    for (guint i = 0; i < G_N_ELEMENTS(options); i++)
        if (options[i].value != NULL)
            g_string_append_printf(sql, "%s%s=%s", sql->len > begin ? " " : "", options[i].word, options[i].value);
    orm_migration_add(migration, ORM_PHASE_COMMENT, ORM_BLOCKING, orm_migration_end(sql), "options of table `%s`",
                      orm_table_label(table));
}

static void change_comment(OrmMigration *migration, const OrmDifference *difference)
{
    OrmSide want = orm_migration_want(migration, difference);
    const char *text = want.column != NULL ? want.column->details->comment.text : want.table->comment.text;
    GString *sql;
    if (orm_dialect_is_mysql(migration->dialect)) {
        sql = orm_migration_alter(migration, want.table);
        g_string_append(sql, "COMMENT=");
        orm_append_text(sql, text != NULL ? text : "", migration->dialect);
        g_string_append(sql, ";\n");
    } else {
        sql = g_string_new(NULL);
        append_comment_on(sql, want.table, want.column, text, migration->dialect);
    }
    orm_migration_add(migration, ORM_PHASE_COMMENT, ORM_SAFE, g_string_free(sql, FALSE), "comment of `%s`",
                      want.column != NULL ? orm_column_label(want.column) : orm_table_label(want.table));
}

gboolean orm_migrate_table(OrmMigration *migration, const OrmDifference *difference)
{
    OrmSide want = orm_migration_want(migration, difference), have = orm_migration_have(migration, difference);
    switch (difference->kind) {
    case ORM_DIFFERENCE_TABLE_MISSING:
    case ORM_DIFFERENCE_TABLE_EXTRA:
        create_or_drop(migration, difference);
        return TRUE;
    case ORM_DIFFERENCE_TABLE_RENAME:
        rename_table(migration, &want, &have);
        return TRUE;
    case ORM_DIFFERENCE_TABLE_OPTION:
        change_option(migration, difference);
        return TRUE;
    case ORM_DIFFERENCE_COLLATION:
        if (difference->column != NULL)
            return FALSE;
        change_option(migration, difference);
        return TRUE;
    case ORM_DIFFERENCE_COMMENT:
        if (difference->column != NULL && orm_dialect_is_mysql(migration->dialect))
            return FALSE;
        change_comment(migration, difference);
        return TRUE;
    default:
        return FALSE;
    }
}
