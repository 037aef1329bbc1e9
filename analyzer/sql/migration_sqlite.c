/* SPDX-License-Identifier: MIT */
/*
 * SQLite: what ALTER TABLE cannot do is done by making the table anew, in the order that "Making Other Kinds Of Table
 * Schema Changes" in SQLite's documentation of ALTER TABLE gives: foreign keys off outside of any transaction, for the
 * pragma is ignored in one and DROP TABLE would then delete the children.
 */
#include <string.h>

#include "analyzer/sql/column_type.h"
#include "analyzer/sql/ddl.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/migration_internal.h"

#define DIALECT ORM_DIALECT_SQLITE

/** What is to be done to one table. */
typedef struct {
    const OrmTable *want, *have;
    GPtrArray *differences; /* of const OrmDifference * */
} Work;

static gboolean is_literal(const char *text)
{
    char *end;
    if (text[0] == '\'')
        return strchr(text + 1, '\'') == text + strlen(text) - 1;
    g_ascii_strtod(text, &end);
    return end != text && *end == '\0';
}

static gboolean is_checked(const OrmColumn *column)
{
    const GPtrArray *checks = column->table->checks;
    for (guint i = 0; i < checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(checks, i);
        g_autoptr(OrmExpression) expression = orm_expression_parse(check->expression.text, DIALECT);
        if (check->on_column == column || expression == NULL || orm_expression_names(expression, column->name))
            return TRUE;
    }
    return FALSE;
}

/* ADD COLUMN takes a column that is neither keyed nor stored, and has a value for the rows that are there. */
static gboolean can_be_added(const OrmColumn *column)
{
    const char *value = column->details->server_default.text;
    gboolean indexed = FALSE;
    for (guint i = 0; i < column->table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(column->table->indexes, i);
        for (guint k = 0; k < index->elements->len && index->kind == ORM_KEY_UNIQUE; k++)
            indexed |= ((const OrmIndexElement *)g_ptr_array_index(index->elements, k))->reference.column == column;
    }
    return !column->in_primary_key && !indexed && !is_checked(column) && column->foreign_keys->len == 0 &&
           column->generated != ORM_GENERATED_STORED && column->enumeration->check.value != ORM_YES &&
           !(column->type.family == ORM_SQL_ENUM && !column->type_stated) &&
           (value == NULL ? column->nullable == ORM_YES || column->details->computed.text != NULL : is_literal(value));
}

/* DROP COLUMN refuses what a key, an index, a CHECK or a computed column uses. */
static gboolean can_be_dropped(const OrmColumn *column)
{
    const OrmTable *table = column->table;
    gboolean used = column->in_primary_key || column->foreign_keys->len > 0 || column->referenced_by->len > 0 ||
                    table->checks->len > 0;
    for (guint i = 0; i < table->indexes->len && !used; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        used = index->predicate.text != NULL;
        for (guint k = 0; k < index->elements->len; k++) {
            const OrmIndexElement *element = g_ptr_array_index(index->elements, k);
            used |= element->reference.column == column || element->expression != NULL;
        }
    }
    for (guint i = 0; i < table->columns->len; i++)
        used |= ((const OrmColumn *)g_ptr_array_index(table->columns, i))->details->computed.text != NULL;
    return !used;
}

static gboolean is_plain_index(const OrmIndex *index)
{
    return index == NULL || index->kind == ORM_KEY_INDEX;
}

static gboolean is_rename(const OrmDifference *difference)
{
    return difference->kind == ORM_DIFFERENCE_COLUMN_RENAME && difference->column->details->renamed_from.text != NULL;
}

/* Whether the difference is one that SQLite can make away with where the table stands. */
static gboolean in_place(const OrmMigration *migration, const OrmDifference *difference)
{
    OrmSide want = orm_migration_want(migration, difference), have = orm_migration_have(migration, difference);
    switch (difference->kind) {
    case ORM_DIFFERENCE_COLUMN_MISSING:
    case ORM_DIFFERENCE_COLUMN_EXTRA:
    case ORM_DIFFERENCE_COLUMN_EXTRA_REQUIRED:
        return want.column != NULL ? can_be_added(want.column) : can_be_dropped(have.column);
    case ORM_DIFFERENCE_COLUMN_RENAME:
        return is_rename(difference) || (can_be_added(want.column) && can_be_dropped(have.column));
    case ORM_DIFFERENCE_UNIQUE:
    case ORM_DIFFERENCE_INDEX:
        return is_plain_index(want.index) && is_plain_index(have.index);
    case ORM_DIFFERENCE_TABLE_RENAME:
    case ORM_DIFFERENCE_COLUMN_ORDER:
    case ORM_DIFFERENCE_COLUMN_IGNORED_REQUIRED:
    case ORM_DIFFERENCE_VIEW_WITHOUT_KEY:
    case ORM_DIFFERENCE_COMMENT:
    case ORM_DIFFERENCE_SEQUENCE:
    case ORM_DIFFERENCE_NOT_VALIDATED:
    case ORM_DIFFERENCE_REFERENCE_IGNORED:
        return TRUE;
    default:
        return FALSE;
    }
}

/* On the way back a column that only the schema had is there still, unless what loses data was allowed. */
static gboolean is_still_there(const OrmMigration *migration)
{
    return migration->options->down && !migration->options->allow_destructive;
}

/* The column of the old table whose values the new one gets, or NULL. */
static const OrmColumn *source_of(const OrmMigration *migration, const Work *work, const OrmColumn *column)
{
    const OrmComparison *comparison = migration->comparison;
    const OrmColumn *source = migration->options->down ? orm_comparison_declared_column(comparison, column)
                                                       : orm_comparison_actual_column(comparison, column);
    for (guint i = 0; i < work->differences->len && source == NULL; i++) {
        const OrmDifference *difference = g_ptr_array_index(work->differences, i);
        if (is_rename(difference) && orm_migration_want(migration, difference).column == column)
            source = orm_migration_have(migration, difference).column;
    }
    return source == NULL && is_still_there(migration) ? column : source;
}

static gboolean is_matched(const OrmMigration *migration, const Work *work, const OrmColumn *old)
{
    for (guint i = 0; i < work->want->columns->len; i++)
        if (source_of(migration, work, g_ptr_array_index(work->want->columns, i)) == old)
            return TRUE;
    return FALSE;
}

/* Columns that only the old table has: they stay unless what loses data is allowed. Of OrmColumn *. */
static GPtrArray *kept_columns(const OrmMigration *migration, const Work *work)
{
    GPtrArray *kept = g_ptr_array_new();
    for (guint i = 0; i < work->have->columns->len && !migration->options->allow_destructive; i++) {
        OrmColumn *column = g_ptr_array_index(work->have->columns, i);
        if (!is_matched(migration, work, column) && column->details->computed.text == NULL)
            g_ptr_array_add(kept, column);
    }
    return kept;
}

/* A value for each column of the new table: the old one, with a substitute where NULL has no place any more. */
static void append_value(GString *values, const OrmColumn *column, const OrmColumn *source)
{
    if (source == NULL) {
        g_string_append(values, orm_migration_filler(column, DIALECT));
        return;
    }
    gboolean tightens = column->nullable == ORM_NO && source->nullable != ORM_NO && !column->in_primary_key;
    g_string_append(values, tightens ? "coalesce(" : "");
    orm_append_identifier(values, source->name, DIALECT);
    if (tightens)
        g_string_append_printf(values, ", %s)", orm_migration_filler(column, DIALECT));
}

static void append_copy(GString *sql, const OrmMigration *migration, const Work *work, const GPtrArray *kept,
                        const OrmTable *temporary)
{
    g_autoptr(GString) names = g_string_new(NULL), values = g_string_new(NULL);
    for (guint i = 0; i < work->want->columns->len + kept->len; i++) {
        gboolean old = i >= work->want->columns->len;
        const OrmColumn *column = old ? kept->pdata[i - work->want->columns->len] : work->want->columns->pdata[i];
        const OrmColumn *source = old ? column : source_of(migration, work, column);
        gboolean has_value = source != NULL || (column->nullable == ORM_NO && !column->in_primary_key);
        if (column->details->computed.text != NULL || !has_value)
            continue;
        g_string_append(names, names->len > 0 ? ", " : "");
        g_string_append(values, values->len > 0 ? ", " : "");
        orm_append_identifier(names, column->name, DIALECT);
        append_value(values, column, source);
    }
    if (names->len == 0)
        return;
    g_string_append(sql, "INSERT INTO ");
    orm_append_table(sql, temporary, DIALECT);
    g_string_append_printf(sql, " (%s)\n    SELECT %s FROM ", names->str, values->str);
    orm_append_table(sql, work->have, DIALECT);
    g_string_append(sql, ";\n");
}

static gboolean has_autoincrement(const OrmTable *table)
{
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (column->flags->autoincrement.value == ORM_YES || column->identity != ORM_IDENTITY_NONE)
            return TRUE;
    }
    return FALSE;
}

/* The highest key ever given is remembered beside the table. */
static void append_sequence(GString *sql, const Work *work, const OrmTable *temporary)
{
    if (!has_autoincrement(work->want) || !has_autoincrement(work->have))
        return;
    g_autoptr(GString) old = g_string_new(NULL), new = g_string_new(NULL);
    orm_append_text(old, work->have->name, DIALECT);
    orm_append_text(new, temporary->name, DIALECT);
    g_string_append_printf(sql,
                           "DELETE FROM sqlite_sequence WHERE name = %s;\nINSERT INTO sqlite_sequence (name, seq) "
                           "SELECT %s, seq FROM sqlite_sequence WHERE name = %s;\n",
                           new->str, new->str, old->str);
}

static void append_indexes_and_triggers(GString *sql, const OrmMigration *migration, const Work *work)
{
    for (guint i = 0; i < work->want->indexes->len; i++) {
        gsize before = sql->len;
        orm_append_create_index(sql, g_ptr_array_index(work->want->indexes, i), DIALECT);
        if (sql->len > before)
            g_string_truncate(sql, sql->len - 1);
    }
    const GPtrArray *triggers = migration->comparison->catalog->triggers;
    for (guint i = 0; i < triggers->len; i++) {
        const OrmCatalogTrigger *trigger = g_ptr_array_index(triggers, i);
        if (trigger->table != NULL && trigger->definition != NULL &&
            (g_ascii_strcasecmp(trigger->table, work->have->name) == 0 ||
             g_ascii_strcasecmp(trigger->table, work->want->name) == 0))
            g_string_append_printf(sql, "%s;\n", trigger->definition);
    }
}

/* The new table under another name, with the old columns that stay. */
static void append_create(GString *sql, const OrmTable *temporary)
{
    g_autoptr(GHashTable) none = g_hash_table_new(NULL, NULL);
    orm_append_create_table(sql, temporary, none, DIALECT);
    g_string_truncate(sql, sql->len - 1);
}

/* What the models leave open stays as it is; a schema leaves nothing open. */
typedef struct {
    OrmTable *table;
    OrmFlag strict, without_rowid;
} Options;

static Options inherit_options(const OrmMigration *migration, const Work *work)
{
    Options options = {(OrmTable *)work->want, work->want->strict, work->want->without_rowid};
    if (migration->options->down)
        return options;
    if (options.strict.value == ORM_UNKNOWN)
        options.table->strict = work->have->strict;
    if (options.without_rowid.value == ORM_UNKNOWN)
        options.table->without_rowid = work->have->without_rowid;
    return options;
}

static void restore_options(const Options *options)
{
    options->table->strict = options->strict;
    options->table->without_rowid = options->without_rowid;
}

static void rebuild(OrmMigration *migration, const Work *work)
{
    Options options = inherit_options(migration, work); /* columns ask their table, too */
    g_autoptr(GPtrArray) kept = kept_columns(migration, work), columns = g_ptr_array_new();
    g_autofree char *name = g_strconcat("new_", work->have->name, NULL);
    OrmTable temporary = *work->want;
    temporary.name = name;
    g_ptr_array_extend(columns, work->want->columns, NULL, NULL);
    g_ptr_array_extend(columns, kept, NULL, NULL);
    temporary.columns = columns;
    GString *sql = g_string_new("PRAGMA foreign_keys = OFF;\nBEGIN;\nPRAGMA legacy_alter_table = ON;\n");
    append_create(sql, &temporary);
    append_copy(sql, migration, work, kept, &temporary);
    append_sequence(sql, work, &temporary);
    g_string_append(sql, "DROP TABLE ");
    orm_append_table(sql, work->have, DIALECT);
    g_string_append(sql, ";\nALTER TABLE ");
    orm_append_table(sql, &temporary, DIALECT);
    g_string_append(sql, " RENAME TO ");
    orm_append_table(sql, work->want, DIALECT);
    g_string_append(sql, ";\n");
    append_indexes_and_triggers(sql, migration, work);
    g_string_append(
        sql, "PRAGMA legacy_alter_table = OFF;\nPRAGMA foreign_key_check;\nCOMMIT;\nPRAGMA foreign_keys = ON;\n");
    orm_migration_add(migration, ORM_PHASE_LAST, ORM_DATA_DEPENDENT | ORM_BLOCKING, g_string_free(sql, FALSE),
                      "table `%s` is made anew, with its rows, indexes and triggers%s", orm_table_label(work->want),
                      kept->len > 0 ? "; columns that no model has stay" : "");
    restore_options(&options);
}

/* On the way that `migration` goes. */
static gboolean way_needs_rebuild(const OrmMigration *migration, const Work *work)
{
    for (guint i = 0; i < work->differences->len; i++) {
        const OrmDifference *difference = g_ptr_array_index(work->differences, i);
        gboolean is_extra =
            difference->kind == ORM_DIFFERENCE_COLUMN_EXTRA || difference->kind == ORM_DIFFERENCE_COLUMN_EXTRA_REQUIRED;
        gboolean is_drop = migration->options->down ? difference->kind == ORM_DIFFERENCE_COLUMN_MISSING : is_extra;
        /* a drop that is not allowed is no reason, nor is the way back from it */
        gboolean is_left =
            !migration->options->allow_destructive && (is_drop || (migration->options->down && is_extra));
        if (!is_left && !in_place(migration, difference))
            return TRUE;
    }
    return FALSE;
}

/* The models' table may differ from the schema's in more than what is drift, such as names of constraints: what was
 * made anew on the way up is made anew on the way back. */
static gboolean needs_rebuild(const OrmMigration *migration, const Work *work)
{
    OrmMigrationOptions up_options = {.allow_destructive = migration->options->allow_destructive};
    OrmMigration up = *migration;
    up.options = &up_options;
    return way_needs_rebuild(migration, work) || way_needs_rebuild(&up, work);
}

static void migrate_in_place(OrmMigration *migration, const Work *work)
{
    for (guint i = 0; i < work->differences->len; i++) {
        const OrmDifference *difference = g_ptr_array_index(work->differences, i);
        if (difference->kind == ORM_DIFFERENCE_COMMENT || difference->kind == ORM_DIFFERENCE_SEQUENCE)
            continue; /* SQLite has neither */
        if (!orm_migrate_table(migration, difference) && !orm_migrate_key(migration, difference))
            orm_migrate_column(migration, difference);
    }
}

static Work *work_for(GHashTable *by_table, GPtrArray *works, const OrmSide *want, const OrmSide *have)
{
    Work *work = g_hash_table_lookup(by_table, want->table);
    if (work != NULL)
        return work;
    work = g_new0(Work, 1);
    work->want = want->table;
    work->have = have->table;
    work->differences = g_ptr_array_new();
    g_hash_table_insert(by_table, (gpointer)want->table, work);
    g_ptr_array_add(works, work);
    return work;
}

static void work_free(gpointer data)
{
    Work *work = data;
    g_ptr_array_unref(work->differences);
    g_free(work);
}

void orm_migrate_sqlite(OrmMigration *migration)
{
    const GPtrArray *differences = migration->comparison->differences;
    g_autoptr(GHashTable) by_table = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) works = g_ptr_array_new_with_free_func(work_free);
    for (guint i = 0; i < differences->len; i++) {
        const OrmDifference *difference = g_ptr_array_index(differences, i);
        OrmSide want = orm_migration_want(migration, difference), have = orm_migration_have(migration, difference);
        if (!difference->certain)
            continue;
        if (want.table == NULL || have.table == NULL)
            orm_migrate_table(migration, difference);
        else if (!want.table->is_view)
            g_ptr_array_add(work_for(by_table, works, &want, &have)->differences, (gpointer)difference);
    }
    for (guint i = 0; i < works->len; i++) {
        const Work *work = g_ptr_array_index(works, i);
        if (needs_rebuild(migration, work))
            rebuild(migration, work);
        else
            migrate_in_place(migration, work);
    }
}
