/* SPDX-License-Identifier: MIT */
#include "analyzer/sql/column_type.h"
#include "analyzer/sql/ddl.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/order.h"

#include <string.h>

/* Begins the next line between the parentheses of CREATE TABLE. */
static void begin_line(GString *sql, gboolean *first)
{
    g_string_append(sql, *first ? "\n    " : ",\n    ");
    *first = FALSE;
}

static void append_references(GString *sql, GPtrArray *references, OrmDialect dialect)
{
    g_string_append_c(sql, '(');
    for (guint i = 0; i < references->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(references, i);
        if (i > 0)
            g_string_append(sql, ", ");
        orm_append_identifier(sql, reference->column != NULL ? reference->column->name : reference->name, dialect);
    }
    g_string_append_c(sql, ')');
}

static void append_constraint(GString *sql, const char *name, OrmDialect dialect)
{
    if (name == NULL)
        return;
    g_string_append(sql, "CONSTRAINT ");
    orm_append_identifier(sql, name, dialect);
    g_string_append_c(sql, ' ');
}

static void append_deferrable(GString *sql, OrmFlag deferrable, OrmStated initially, OrmDialect dialect)
{
    if (orm_dialect_is_mysql(dialect))
        return;
    if (deferrable.value != ORM_UNKNOWN)
        g_string_append(sql, deferrable.value == ORM_YES ? " DEFERRABLE" : " NOT DEFERRABLE");
    if (initially.text != NULL) {
        g_autofree char *word = g_ascii_strup(initially.text, -1);
        g_string_append_printf(sql, " INITIALLY %s", word);
    }
}

void orm_append_foreign_key(GString *sql, const OrmForeignKey *key, OrmDialect dialect)
{
    append_constraint(sql, key->name, dialect);
    g_string_append(sql, "FOREIGN KEY ");
    append_references(sql, key->columns, dialect);
    g_string_append(sql, " REFERENCES ");
    orm_append_table(sql, key->parent, dialect);
    g_string_append_c(sql, ' ');
    append_references(sql, key->parent_columns, dialect);
    if (key->match.text != NULL && g_ascii_strcasecmp(key->match.text, "simple") != 0 &&
        !orm_dialect_is_mysql(dialect)) {
        g_autofree char *match = g_ascii_strup(key->match.text, -1);
        g_string_append_printf(sql, " MATCH %s", match);
    }
    if (key->ondelete.kind != ORM_ACTION_UNSTATED)
        g_string_append_printf(sql, " ON DELETE %s", orm_action_name(key->ondelete.kind));
    if (key->onupdate.kind != ORM_ACTION_UNSTATED)
        g_string_append_printf(sql, " ON UPDATE %s", orm_action_name(key->onupdate.kind));
    append_deferrable(sql, key->deferrable, key->initially, dialect);
}

/* The name stated for the key, or that of the index that stands for it. */
static const char *primary_key_name(const OrmTable *table)
{
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (index->primary_key.value == ORM_YES && index->stated_name.text != NULL)
            return index->stated_name.text;
    }
    return table->primary_key->name.text;
}

void orm_append_primary_key(GString *sql, const OrmTable *table, const char *name, OrmDialect dialect)
{
    append_constraint(sql, name, dialect);
    g_string_append(sql, "PRIMARY KEY ");
    append_references(sql, table->primary_key->columns, dialect);
}

static void append_primary_key(GString *sql, const OrmTable *table, gboolean *first, OrmDialect dialect)
{
    if (table->primary_key == NULL || orm_rowid_column(table, dialect) != NULL)
        return;
    begin_line(sql, first);
    orm_append_primary_key(sql, table, primary_key_name(table), dialect);
}

void orm_append_unique(GString *sql, const OrmIndex *index, const char *name, OrmDialect dialect)
{
    gboolean postgresql = dialect == ORM_DIALECT_POSTGRESQL;
    append_constraint(sql, name, dialect);
    g_string_append(sql, "UNIQUE ");
    if (index->nulls_not_distinct.value == ORM_YES && postgresql)
        g_string_append(sql, "NULLS NOT DISTINCT ");
    orm_append_elements(sql, index, dialect);
    if (index->include->len > 0 && postgresql) {
        g_string_append(sql, " INCLUDE ");
        append_references(sql, index->include, dialect);
    }
    if (postgresql)
        append_deferrable(sql, index->deferrable, index->initially, dialect);
}

void orm_append_check(GString *sql, const char *name, const char *expression, OrmDialect dialect)
{
    append_constraint(sql, name, dialect);
    g_string_append_printf(sql, "CHECK (%s)", expression);
}

void orm_append_exclude(GString *sql, const char *name, const char *definition, OrmDialect dialect)
{
    append_constraint(sql, name, dialect);
    g_string_append_printf(sql, "EXCLUDE %s", definition);
}

/* A native enum where the dialect has none: text that may be one of the labels. */
static void append_enum_checks(GString *sql, const OrmTable *table, gboolean *first, OrmDialect dialect)
{
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (column->type.family != ORM_SQL_ENUM || column->type_stated || orm_has_enums(dialect))
            continue;
        g_autoptr(GString) expression = g_string_new(NULL);
        orm_append_identifier(expression, column->name, dialect);
        g_string_append(expression, " IN ");
        orm_append_labels(expression, column, dialect);
        begin_line(sql, first);
        orm_append_check(sql, NULL, expression->str, dialect);
    }
}

static void append_constraints(GString *sql, const OrmTable *table, GHashTable *late, gboolean *first,
                               OrmDialect dialect)
{
    append_primary_key(sql, table, first, dialect);
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (index->kind != ORM_KEY_UNIQUE)
            continue;
        begin_line(sql, first);
        orm_append_unique(sql, index, index->name, dialect);
    }
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (!orm_foreign_key_created(key) || key->array.value == ORM_YES || g_hash_table_contains(late, key))
            continue;
        begin_line(sql, first);
        orm_append_foreign_key(sql, key, dialect);
    }
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(table->checks, i);
        if (check->expression.text == NULL)
            continue;
        begin_line(sql, first);
        orm_append_check(sql, check->name, check->expression.text, dialect);
    }
    append_enum_checks(sql, table, first, dialect);
    for (guint i = 0; i < table->excludes->len && dialect == ORM_DIALECT_POSTGRESQL; i++) {
        const OrmExclude *exclude = g_ptr_array_index(table->excludes, i);
        begin_line(sql, first);
        orm_append_exclude(sql, exclude->name, exclude->definition.text, dialect);
    }
}

static void append_mysql_option(GString *sql, const char *option, OrmStated value)
{
    if (value.text != NULL)
        g_string_append_printf(sql, " %s=%s", option, value.text);
}

static void append_table_options(GString *sql, const OrmTable *table, OrmDialect dialect)
{
    if (orm_dialect_is_mysql(dialect)) {
        append_mysql_option(sql, "ENGINE", table->engine);
        append_mysql_option(sql, "DEFAULT CHARSET", table->charset);
        append_mysql_option(sql, "COLLATE", table->collation);
        if (table->comment.text != NULL) {
            g_string_append(sql, " COMMENT=");
            orm_append_text(sql, table->comment.text, dialect);
        }
    } else if (dialect == ORM_DIALECT_SQLITE) {
        gboolean strict = table->strict.value == ORM_YES, without_rowid = table->without_rowid.value == ORM_YES;
        g_string_append(sql, strict ? " STRICT" : "");
        g_string_append(sql, strict && without_rowid ? "," : "");
        g_string_append(sql, without_rowid ? " WITHOUT ROWID" : "");
    }
}

void orm_append_create_table(GString *sql, const OrmTable *table, GHashTable *late, OrmDialect dialect)
{
    gboolean first = TRUE;
    g_string_append(sql, "CREATE TABLE ");
    orm_append_table(sql, table, dialect);
    g_string_append(sql, " (");
    for (guint i = 0; i < table->columns->len; i++) {
        begin_line(sql, &first);
        orm_append_column(sql, g_ptr_array_index(table->columns, i), dialect);
    }
    append_constraints(sql, table, late, &first, dialect);
    g_string_append(sql, "\n)");
    append_table_options(sql, table, dialect);
    g_string_append(sql, ";\n\n");
}
