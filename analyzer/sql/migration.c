/* SPDX-License-Identifier: MIT */
#include "analyzer/sql/migration.h"

#include "analyzer/sql/identifier.h"
#include "analyzer/sql/migration_internal.h"
#include "analyzer/sql/order.h"

static void change_free(gpointer data)
{
    OrmChange *change = data;
    g_free(change->what);
    g_free(change->sql);
    g_free(change);
}

OrmSide orm_migration_want(const OrmMigration *migration, const OrmDifference *difference)
{
    OrmSide declared = {difference->table, difference->column, difference->key,
                        difference->index, difference->check,  difference->exclude};
    OrmSide actual = {difference->actual_table, difference->actual_column, difference->actual_key,
                      difference->actual_index, difference->actual_check,  difference->actual_exclude};
    return migration->options->down ? actual : declared;
}

OrmSide orm_migration_have(const OrmMigration *migration, const OrmDifference *difference)
{
    OrmMigrationOptions other_way = {.down = !migration->options->down};
    OrmMigration back = *migration;
    back.options = &other_way;
    return orm_migration_want(&back, difference);
}

void orm_migration_add(OrmMigration *migration, OrmPhase phase, guint safety, char *sql, const char *what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    OrmChange *change = g_new0(OrmChange, 1);
    *change = (OrmChange){.phase = phase,
                          .safety = safety,
                          .what = g_strdup_vprintf(what, arguments),
                          .sql = sql,
                          .order = migration->changes->len};
    va_end(arguments);
    g_ptr_array_add(migration->changes, change);
}

static guint rank_of(const OrmMigration *migration, const OrmTable *table)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(migration->ranks, table));
}

gboolean orm_migration_is_ring(const OrmMigration *migration, const OrmTable *child, const OrmTable *parent)
{
    return rank_of(migration, parent) > rank_of(migration, child);
}

void orm_migration_add_for_table(OrmMigration *migration, OrmPhase phase, guint safety, char *sql,
                                 const OrmTable *table, const char *what)
{
    orm_migration_add(migration, phase, safety, sql, "table `%s` %s", orm_table_label(table), what);
    OrmChange *change = g_ptr_array_index(migration->changes, migration->changes->len - 1);
    guint rank = rank_of(migration, table);
    change->order = phase == ORM_PHASE_DROP_TABLE ? G_MAXUINT - rank : rank;
}

gboolean orm_migration_once(OrmMigration *migration, gconstpointer thing)
{
    return g_hash_table_add(migration->done, (gpointer)thing);
}

GString *orm_migration_alter(const OrmMigration *migration, const OrmTable *table)
{
    GString *sql = g_string_new("ALTER TABLE ");
    orm_append_table(sql, table, migration->dialect);
    g_string_append_c(sql, ' ');
    return sql;
}

char *orm_migration_end(GString *sql)
{
    g_string_append(sql, ";\n");
    return g_string_free(sql, FALSE);
}

static gint compare_changes(gconstpointer left_item, gconstpointer right_item)
{
    const OrmChange *left = *(OrmChange *const *)left_item, *right = *(OrmChange *const *)right_item;
    if (left->phase != right->phase)
        return left->phase < right->phase ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

static void append_class(GString *out, guint safety)
{
    static const char *const names[] = {"data-dependent", "destructive", "incompatible", "blocking"};
    if ((safety & ~(guint)ORM_UNDOES_DROP) == ORM_SAFE)
        g_string_append(out, "safe");
    for (guint i = 0, printed = 0; i < G_N_ELEMENTS(names); i++)
        if ((safety & (1u << i)) != 0)
            g_string_append_printf(out, "%s%s", printed++ > 0 ? ", " : "", names[i]);
}

static void append_commented(GString *out, const char *sql)
{
    g_auto(GStrv) lines = g_strsplit(sql, "\n", -1);
    for (guint i = 0; lines[i] != NULL && (lines[i][0] != '\0' || lines[i + 1] != NULL); i++)
        g_string_append_printf(out, "-- %s\n", lines[i]);
}

static void append_change(GString *out, const OrmChange *change, const OrmMigrationOptions *options)
{
    g_auto(GStrv) lines = g_strsplit(change->what, "\n", -1); /* a name may hold one */
    g_autofree char *what = g_strjoinv(" ", lines);
    g_string_append(out, "-- ");
    append_class(out, change->safety);
    g_string_append_printf(out, ": %s\n", what);
    if (change->sql == NULL)
        g_string_append(out, "-- (nothing that can be done in place)\n");
    else if ((change->safety & (ORM_DESTRUCTIVE | ORM_UNDOES_DROP)) != 0 && !options->allow_destructive)
        append_commented(out, change->sql);
    else
        g_string_append(out, change->sql);
    g_string_append_c(out, '\n');
}

static void migrate_difference(OrmMigration *migration, const OrmDifference *difference)
{
    gboolean (*const writers[])(OrmMigration *, const OrmDifference *) = {
        orm_migrate_table, orm_migrate_key, orm_migrate_enum, orm_migrate_column,
        orm_dialect_is_mysql(migration->dialect) ? orm_migrate_modify : orm_migrate_alter};
    for (guint i = 0; difference->certain && i < G_N_ELEMENTS(writers); i++)
        if (writers[i](migration, difference))
            return;
}

static void rank_tables(GHashTable *ranks, const OrmGraph *graph)
{
    g_autoptr(GPtrArray) order = orm_creation_order(graph);
    for (guint i = 0; i < order->len; i++)
        g_hash_table_insert(ranks, g_ptr_array_index(order, i), GUINT_TO_POINTER(i + 1));
}

static void note_rekeyed(GHashTable *rekeyed, const OrmComparison *comparison)
{
    for (guint i = 0; i < comparison->differences->len; i++) {
        const OrmDifference *difference = g_ptr_array_index(comparison->differences, i);
        if (difference->kind != ORM_DIFFERENCE_PRIMARY_KEY)
            continue;
        g_hash_table_add(rekeyed, (gpointer)difference->table);
        g_hash_table_add(rekeyed, (gpointer)difference->actual_table);
    }
}

char *orm_migration(const OrmComparison *comparison, const OrmMigrationOptions *options)
{
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(change_free);
    g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL), ranks = g_hash_table_new(NULL, NULL),
                          rekeyed = g_hash_table_new(NULL, NULL);
    rank_tables(ranks, comparison->declared);
    rank_tables(ranks, comparison->actual);
    note_rekeyed(rekeyed, comparison);
    OrmMigration migration = {.comparison = comparison,
                              .options = options,
                              .dialect = comparison->actual->dialect,
                              .changes = changes,
                              .ranks = ranks,
                              .rekeyed = rekeyed,
                              .done = done};
    if (migration.dialect == ORM_DIALECT_SQLITE)
        orm_migrate_sqlite(&migration);
    else
        for (guint i = 0; i < comparison->differences->len; i++)
            migrate_difference(&migration, g_ptr_array_index(comparison->differences, i));
    if (changes->len == 0)
        return NULL;
    g_ptr_array_sort(changes, compare_changes);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < changes->len; i++)
        append_change(out, g_ptr_array_index(changes, i), options);
    g_string_truncate(out, out->len - 1); /* the empty line after the last */
    return g_string_free(out, FALSE);
}
