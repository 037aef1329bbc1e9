/* SPDX-License-Identifier: MIT */
/* Steps about keys, constraints and indexes. */
#include "analyzer/sql/ddl.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/migration_internal.h"
#include "analyzer/sql/order.h"

static void append_drop(GString *sql, const OrmMigration *migration, const char *mysql_word, const char *name)
{
    g_string_append(sql, orm_dialect_is_mysql(migration->dialect) ? mysql_word : "DROP CONSTRAINT ");
    orm_append_identifier(sql, name, migration->dialect);
}

void orm_migration_drop_key(OrmMigration *migration, const OrmForeignKey *key, guint safety)
{
    if (!orm_migration_once(migration, key))
        return;
    GString *sql = orm_migration_alter(migration, key->child);
    append_drop(sql, migration, "DROP FOREIGN KEY ", orm_migration_key_name(key));
    orm_migration_add(migration, ORM_PHASE_DROP_FOREIGN_KEY, safety, orm_migration_end(sql), "foreign key of `%s` goes",
                      orm_foreign_key_label(key));
}

void orm_migration_add_key(OrmMigration *migration, const OrmForeignKey *key, guint safety)
{
    if (!orm_foreign_key_created(key) || !orm_migration_once(migration, key))
        return;
    GString *sql = orm_migration_alter(migration, key->child);
    g_string_append(sql, "ADD ");
    if (key->name == NULL) {
        g_string_append(sql, "CONSTRAINT ");
        orm_append_identifier(sql, orm_migration_key_name(key), migration->dialect);
        g_string_append_c(sql, ' ');
    }
    orm_append_foreign_key(sql, key, migration->dialect);
    orm_migration_add(migration, ORM_PHASE_ADD_FOREIGN_KEY, safety, orm_migration_end(sql),
                      "foreign key of `%s` to `%s`", orm_foreign_key_label(key), orm_table_label(key->parent));
}

static void drop_index(OrmMigration *migration, const OrmIndex *index, guint safety)
{
    gboolean constraint = index->kind == ORM_KEY_UNIQUE;
    GString *sql;
    if (!orm_migration_once(migration, index))
        return;
    if (orm_dialect_is_mysql(migration->dialect) || (constraint && migration->dialect == ORM_DIALECT_POSTGRESQL)) {
        sql = orm_migration_alter(migration, index->table);
        append_drop(sql, migration, "DROP INDEX ",
                    constraint ? orm_migration_unique_name(index) : orm_index_name(index));
    } else {
        sql = g_string_new("DROP INDEX ");
        if (index->table->schema != NULL && migration->dialect == ORM_DIALECT_POSTGRESQL) {
            orm_append_identifier(sql, index->table->schema, migration->dialect);
            g_string_append_c(sql, '.');
        }
        orm_append_identifier(sql, orm_index_name(index), migration->dialect);
    }
    orm_migration_add(migration, ORM_PHASE_DROP_CONSTRAINT, safety, orm_migration_end(sql), "%s `%s` of `%s` goes",
                      constraint ? "unique constraint" : "index",
                      constraint ? orm_migration_unique_name(index) : orm_index_name(index),
                      orm_table_label(index->table));
}

static void add_index(OrmMigration *migration, const OrmIndex *index, guint safety)
{
    gboolean unique = index->unique.value == ORM_YES;
    if (index->primary_key.value == ORM_YES || !orm_migration_once(migration, index))
        return;
    if (index->kind == ORM_KEY_UNIQUE && migration->dialect != ORM_DIALECT_SQLITE) {
        GString *sql = orm_migration_alter(migration, index->table);
        g_string_append(sql, "ADD ");
        orm_append_unique(sql, index, orm_migration_unique_name(index), migration->dialect);
        orm_migration_add(migration, ORM_PHASE_ADD_CONSTRAINT, safety | ORM_DATA_DEPENDENT | ORM_BLOCKING,
                          orm_migration_end(sql), "unique constraint on `%s`", orm_table_label(index->table));
        return;
    }
    GString *sql = g_string_new(NULL);
    orm_append_create_index(sql, index, migration->dialect);
    if (sql->len > 0)
        g_string_truncate(sql, sql->len - 1);
    orm_migration_add(migration, ORM_PHASE_CREATE_INDEX, safety | ORM_BLOCKING | (unique ? ORM_DATA_DEPENDENT : 0),
                      g_string_free(sql, FALSE), "%sindex `%s` on `%s`", unique ? "unique " : "", orm_index_name(index),
                      orm_table_label(index->table));
}

static gboolean same_reference(const OrmColumnReference *left, const OrmColumnReference *right)
{
    const char *name = left->column != NULL ? left->column->name : left->name;
    const char *other = right->column != NULL ? right->column->name : right->name;
    return name != NULL && other != NULL && g_ascii_strcasecmp(name, other) == 0;
}

/* Whether an index or the primary key begins with the key's columns, whoever made it for whatever. */
static gboolean serves(const OrmTable *table, const OrmForeignKey *key)
{
    const OrmPrimaryKey *primary = table->primary_key;
    guint found = 0;
    for (guint k = 0; primary != NULL && k < key->columns->len && k < primary->columns->len; k++)
        found += same_reference(g_ptr_array_index(primary->columns, k), g_ptr_array_index(key->columns, k));
    if (found == key->columns->len)
        return TRUE;
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        found = 0;
        for (guint k = 0; k < key->columns->len && k < index->elements->len && !index->for_foreign_key; k++)
            found += same_reference(&((const OrmIndexElement *)g_ptr_array_index(index->elements, k))->reference,
                                    g_ptr_array_index(key->columns, k));
        if (found == key->columns->len)
            return TRUE;
    }
    return FALSE;
}

/* The index that InnoDB made for a key that goes does not go with it. */
static void drop_key_index(OrmMigration *migration, const OrmForeignKey *key, const OrmTable *want)
{
    if (!orm_dialect_is_mysql(migration->dialect) || serves(want, key) || serves(key->child, key))
        return;
    for (guint i = 0; i < key->child->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(key->child->indexes, i);
        if (index->for_foreign_key && g_strcmp0(index->name, key->name) == 0)
            drop_index(migration, index, ORM_SAFE);
    }
    if (!migration->options->down)
        return;
    GString *sql = orm_migration_alter(migration, key->child);
    append_drop(sql, migration, "DROP INDEX ", orm_migration_key_name(key));
    orm_migration_add(migration, ORM_PHASE_DROP_CONSTRAINT, ORM_SAFE, orm_migration_end(sql),
                      "the index of the foreign key of `%s` goes", orm_foreign_key_label(key));
}

static gboolean is_changed(const OrmMigration *migration, const OrmForeignKey *key)
{
    const GPtrArray *differences = migration->comparison->differences;
    for (guint i = 0; i < differences->len; i++)
        if (((const OrmDifference *)g_ptr_array_index(differences, i))->actual_key == key)
            return TRUE;
    return FALSE;
}

void orm_migration_renew_keys(OrmMigration *migration, const OrmColumn *actual)
{
    GPtrArray *const sides[] = {actual->foreign_keys, actual->referenced_by};
    for (guint i = 0; i < 2 * (actual->foreign_keys->len + actual->referenced_by->len); i++) {
        GPtrArray *side = sides[i % 2];
        const OrmForeignKey *key = i / 2 < side->len ? g_ptr_array_index(side, i / 2) : NULL;
        if (key == NULL || key->name == NULL || key->parent == NULL || is_changed(migration, key) ||
            !orm_migration_once(migration, key))
            continue;
        GString *drop = orm_migration_alter(migration, key->child), *add = orm_migration_alter(migration, key->child);
        append_drop(drop, migration, "DROP FOREIGN KEY ", key->name);
        g_string_append(add, "ADD ");
        orm_append_foreign_key(add, key, migration->dialect);
        orm_migration_add(migration, ORM_PHASE_DROP_FOREIGN_KEY, ORM_SAFE, orm_migration_end(drop),
                          "foreign key of `%s` goes while its column changes", orm_foreign_key_label(key));
        orm_migration_add(migration, ORM_PHASE_ADD_FOREIGN_KEY, ORM_DATA_DEPENDENT | ORM_BLOCKING,
                          orm_migration_end(add), "foreign key of `%s` comes back", orm_foreign_key_label(key));
    }
}

static void drop_check(OrmMigration *migration, const OrmCheck *check, guint safety)
{
    if (!orm_migration_once(migration, check))
        return;
    GString *sql = orm_migration_alter(migration, check->table);
    const char *word = migration->dialect == ORM_DIALECT_MYSQL ? "DROP CHECK " : "DROP CONSTRAINT ";
    append_drop(sql, migration, word, orm_migration_check_name(check));
    orm_migration_add(migration, ORM_PHASE_DROP_CONSTRAINT, safety, orm_migration_end(sql), "check `%s` of `%s` goes",
                      orm_migration_check_name(check), orm_table_label(check->table));
}

static void add_check(OrmMigration *migration, const OrmCheck *check, guint safety)
{
    if (check->expression.text == NULL || !orm_migration_once(migration, check))
        return;
    GString *sql = orm_migration_alter(migration, check->table);
    g_string_append(sql, "ADD ");
    orm_append_check(sql, orm_migration_check_name(check), check->expression.text, migration->dialect);
    orm_migration_add(migration, ORM_PHASE_ADD_CONSTRAINT, safety | ORM_DATA_DEPENDENT | ORM_BLOCKING,
                      orm_migration_end(sql), "check on `%s`", orm_table_label(check->table));
}

static void change_exclude(OrmMigration *migration, const OrmSide *want, const OrmSide *have)
{
    if (have->exclude != NULL) {
        GString *sql = orm_migration_alter(migration, have->exclude->table);
        append_drop(sql, migration, "DROP CONSTRAINT ", orm_migration_exclude_name(have->exclude));
        orm_migration_add(migration, ORM_PHASE_DROP_CONSTRAINT, ORM_SAFE, orm_migration_end(sql),
                          "exclusion constraint of `%s` goes", orm_table_label(have->exclude->table));
    }
    if (want->exclude != NULL) {
        GString *sql = orm_migration_alter(migration, want->exclude->table);
        g_string_append(sql, "ADD ");
        orm_append_exclude(sql, orm_migration_exclude_name(want->exclude), want->exclude->definition.text,
                           migration->dialect);
        orm_migration_add(migration, ORM_PHASE_ADD_CONSTRAINT, ORM_DATA_DEPENDENT | ORM_BLOCKING,
                          orm_migration_end(sql), "exclusion constraint of `%s`",
                          orm_table_label(want->exclude->table));
    }
}

static const char *primary_key_name(const OrmTable *table)
{
    if (table->primary_key->name.text != NULL)
        return table->primary_key->name.text;
    g_autofree char *name = g_strconcat(table->name, "_pkey", NULL);
    return orm_intern(name);
}

/* In one statement, so that MySQL finds no AUTO_INCREMENT without a key in between. */
static void change_primary_key(OrmMigration *migration, const OrmSide *want, const OrmSide *have)
{
    GString *sql = orm_migration_alter(migration, want->table);
    gboolean drops = have->table->primary_key != NULL;
    if (drops && orm_dialect_is_mysql(migration->dialect))
        g_string_append(sql, "DROP PRIMARY KEY");
    else if (drops)
        append_drop(sql, migration, "", primary_key_name(have->table));
    if (want->table->primary_key != NULL) {
        g_string_append(sql, drops ? ", ADD " : "ADD ");
        orm_append_primary_key(sql, want->table, want->table->primary_key->name.text, migration->dialect);
    }
    orm_migration_add(migration, ORM_PHASE_ADD_CONSTRAINT, ORM_DATA_DEPENDENT | ORM_BLOCKING, orm_migration_end(sql),
                      "primary key of `%s`", orm_table_label(want->table));
}

static void validate(OrmMigration *migration, const OrmDifference *difference)
{
    const char *name = difference->actual_key != NULL     ? difference->actual_key->name
                       : difference->actual_check != NULL ? difference->actual_check->name
                                                          : NULL;
    if (name == NULL || migration->options->down || migration->dialect != ORM_DIALECT_POSTGRESQL)
        return;
    GString *sql = orm_migration_alter(migration, difference->actual_table);
    g_string_append(sql, "VALIDATE CONSTRAINT ");
    orm_append_identifier(sql, name, migration->dialect);
    orm_migration_add(migration, ORM_PHASE_ADD_FOREIGN_KEY, ORM_DATA_DEPENDENT, orm_migration_end(sql),
                      "constraint `%s` of `%s` was never checked over all rows", name,
                      orm_table_label(difference->actual_table));
}

static gboolean names(GPtrArray *references, const OrmColumn *column)
{
    for (guint i = 0; i < references->len; i++)
        if (((const OrmColumnReference *)g_ptr_array_index(references, i))->column == column)
            return TRUE;
    return FALSE;
}

static gboolean index_names(const OrmIndex *index, const OrmColumn *column)
{
    for (guint i = 0; i < index->elements->len; i++)
        if (((const OrmIndexElement *)g_ptr_array_index(index->elements, i))->reference.column == column)
            return TRUE;
    return FALSE;
}

void orm_migration_add_members(OrmMigration *migration, const OrmColumn *column, guint safety)
{
    const OrmTable *table = column->table;
    for (guint i = 0; i < table->indexes->len; i++)
        if (index_names(g_ptr_array_index(table->indexes, i), column))
            add_index(migration, g_ptr_array_index(table->indexes, i), safety);
    /* SQLite has all others in the table, or in the column itself */
    if (migration->dialect == ORM_DIALECT_SQLITE)
        return;
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (names(key->columns, column) && key->array.value != ORM_YES)
            orm_migration_add_key(migration, key, safety);
    }
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(table->checks, i);
        g_autoptr(OrmExpression) expression = orm_expression_parse(check->expression.text, migration->dialect);
        if (check->on_column == column || (expression != NULL && orm_expression_names(expression, column->name)))
            add_check(migration, check, safety);
    }
}

void orm_migration_drop_members(OrmMigration *migration, const OrmColumn *column, guint safety)
{
    const OrmTable *table = column->table;
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (names(key->columns, column) && orm_foreign_key_created(key))
            orm_migration_drop_key(migration, key, safety);
    }
    for (guint i = 0; i < table->checks->len && orm_dialect_is_mysql(migration->dialect); i++) {
        const OrmCheck *check = g_ptr_array_index(table->checks, i);
        g_autoptr(OrmExpression) expression = orm_expression_parse(check->expression.text, migration->dialect);
        if (check->on_column == column || (expression != NULL && orm_expression_names(expression, column->name)))
            drop_check(migration, check, safety);
    }
}

gboolean orm_migrate_key(OrmMigration *migration, const OrmDifference *difference)
{
    OrmSide want = orm_migration_want(migration, difference), have = orm_migration_have(migration, difference);
    switch (difference->kind) {
    case ORM_DIFFERENCE_PRIMARY_KEY:
        change_primary_key(migration, &want, &have);
        return TRUE;
    case ORM_DIFFERENCE_FOREIGN_KEY:
    case ORM_DIFFERENCE_FOREIGN_KEY_ACTION:
        if (have.key != NULL)
            orm_migration_drop_key(migration, have.key, ORM_SAFE);
        if (have.key != NULL && want.key == NULL)
            drop_key_index(migration, have.key, want.table);
        if (want.key != NULL)
            orm_migration_add_key(migration, want.key, ORM_DATA_DEPENDENT | ORM_BLOCKING);
        return TRUE;
    case ORM_DIFFERENCE_UNIQUE:
    case ORM_DIFFERENCE_INDEX:
        if (have.index != NULL)
            drop_index(migration, have.index, ORM_SAFE);
        if (want.index != NULL)
            add_index(migration, want.index, ORM_SAFE);
        return TRUE;
    case ORM_DIFFERENCE_CHECK:
        if (have.check != NULL)
            drop_check(migration, have.check, ORM_SAFE);
        if (want.check != NULL)
            add_check(migration, want.check, ORM_SAFE);
        return TRUE;
    case ORM_DIFFERENCE_ENUM_VALUES: /* of an enum kept as text */
        if (have.check == NULL && want.check == NULL)
            return FALSE;
        if (have.check != NULL)
            drop_check(migration, have.check, ORM_SAFE);
        if (want.check != NULL)
            add_check(migration, want.check, ORM_SAFE);
        return TRUE;
    case ORM_DIFFERENCE_EXCLUDE:
        change_exclude(migration, &want, &have);
        return TRUE;
    case ORM_DIFFERENCE_NOT_VALIDATED:
        validate(migration, difference);
        return TRUE;
    default:
        return FALSE;
    }
}
