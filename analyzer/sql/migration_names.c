/* SPDX-License-Identifier: MIT */
/* Names of constraints that state none, as PostgreSQL makes them up (ChooseIndexName and ChooseConstraintName in its
 * sources), and values for rows that have none. */
#include <string.h>

#include "analyzer/sql/migration_internal.h"

/* Longer names are cut by PostgreSQL: the table's part and the columns' part in turn, the suffix never. */
#define LONGEST_NAME 63

static const char *derive(const char *table, const char *columns, const char *suffix)
{
    gsize overhead = strlen(suffix) + 1 + (*columns != '\0' ? 1 : 0);
    gsize left = strlen(table), right = strlen(columns);
    while (left + right + overhead > LONGEST_NAME) {
        if (left > right)
            left--;
        else
            right--;
    }
    g_autofree char *name = *columns != '\0'
                                ? g_strdup_printf("%.*s_%.*s_%s", (int)left, table, (int)right, columns, suffix)
                                : g_strdup_printf("%.*s_%s", (int)left, table, suffix);
    return orm_intern(name);
}

static char *join_references(GPtrArray *references)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < references->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(references, i);
        const char *name = reference->column != NULL ? reference->column->name : reference->name;
        g_string_append_printf(joined, "%s%s", i > 0 ? "_" : "", name);
    }
    return g_string_free(joined, FALSE);
}

const char *orm_migration_key_name(const OrmForeignKey *key)
{
    if (key->name != NULL)
        return key->name;
    g_autofree char *columns = join_references(key->columns);
    return derive(key->child->name, columns, "fkey");
}

const char *orm_migration_unique_name(const OrmIndex *index)
{
    if (index->name != NULL)
        return index->name;
    g_autoptr(GPtrArray) references = g_ptr_array_new();
    for (guint i = 0; i < index->elements->len; i++)
        g_ptr_array_add(references, &((OrmIndexElement *)g_ptr_array_index(index->elements, i))->reference);
    g_autofree char *columns = join_references(references);
    return derive(index->table->name, columns, "key");
}

const char *orm_migration_check_name(const OrmCheck *check)
{
    if (check->name != NULL)
        return check->name;
    /* one of several unnamed ones is told from the others by what it says */
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_MD5, check->expression.text, -1);
    g_autofree char *short_sum = g_strndup(sum, 6);
    return derive(check->table->name, check->on_column != NULL ? check->on_column->name : short_sum, "check");
}

const char *orm_migration_exclude_name(const OrmExclude *exclude)
{
    return exclude->name != NULL ? exclude->name : derive(exclude->table->name, "", "excl");
}

const char *orm_migration_filler(const OrmColumn *column, OrmDialect dialect)
{
    gboolean postgresql = dialect == ORM_DIALECT_POSTGRESQL;
    const OrmSqlType *type = &column->type;
    if (column->details->server_default.text != NULL)
        return column->details->server_default.text;
    if (type->array_depth > 0)
        return "'{}'";
    switch (type->family) {
    case ORM_SQL_BOOLEAN:
        return postgresql ? "false" : "0";
    case ORM_SQL_INTEGER:
    case ORM_SQL_NUMERIC:
    case ORM_SQL_FLOAT:
        return "0";
    case ORM_SQL_DATE:
        return "'1970-01-01'";
    case ORM_SQL_TIME:
        return "'00:00:00'";
    case ORM_SQL_TIMESTAMP:
        return "'1970-01-02 00:00:00'"; /* one in every time zone */
    case ORM_SQL_INTERVAL:
        return "'0'";
    case ORM_SQL_UUID:
        return "'00000000-0000-0000-0000-000000000000'";
    case ORM_SQL_JSON:
        return "'{}'";
    case ORM_SQL_BIT:
        return postgresql ? "B'0'" : "0";
    case ORM_SQL_ENUM:
        if (column->enumeration->labels != NULL && column->enumeration->labels->len > 0) {
            g_autofree char *label = g_strdup_printf("'%s'", (char *)g_ptr_array_index(column->enumeration->labels, 0));
            return orm_intern(label);
        }
        return "''";
    default:
        return "''";
    }
}
