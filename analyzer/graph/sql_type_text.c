/* SPDX-License-Identifier: MIT */
/* How types are written. */
#include "analyzer/facts/intern.h"
#include "analyzer/graph/sql_type.h"
#include "analyzer/graph/sql_type_names.h"

static void append_bound(GString *text, gint bound)
{
    if (bound != ORM_SQL_UNSTATED)
        g_string_append_printf(text, "(%d)", bound);
}

static void append_digits(GString *text, gint precision, gint scale)
{
    if (precision != ORM_SQL_UNSTATED && scale != 0)
        g_string_append_printf(text, "(%d, %d)", precision, scale);
    else
        append_bound(text, precision);
}

char *orm_sql_type_to_string(const OrmSqlType *type, OrmDialect dialect)
{
    if (type->family == ORM_SQL_UNKNOWN || type->family == ORM_SQL_ENUM || type->family == ORM_SQL_OTHER)
        return g_strdup(type->text);
    GString *text = g_string_new(NULL);
    g_string_append(text, orm_sql_type_printed_name(type, dialect));
    switch (type->family) {
    case ORM_SQL_CHAR:
    case ORM_SQL_VARCHAR:
    case ORM_SQL_BIT:
        append_bound(text, type->length);
        break;
    case ORM_SQL_BINARY:
    case ORM_SQL_VARBINARY:
        if (dialect != ORM_DIALECT_POSTGRESQL)
            append_bound(text, type->length);
        break;
    case ORM_SQL_NUMERIC:
        append_digits(text, type->precision, type->scale);
        break;
    case ORM_SQL_TIME:
    case ORM_SQL_TIMESTAMP:
        if (type->precision > 0 || (type->precision == 0 && !orm_dialect_is_mysql(dialect)))
            append_bound(text, type->precision);
        if (type->with_time_zone && dialect != ORM_DIALECT_SQLITE && !orm_dialect_is_mysql(dialect))
            g_string_append(text, " WITH TIME ZONE");
        break;
    default:
        break;
    }
    if (type->is_unsigned)
        g_string_append(text, " UNSIGNED");
    for (guint i = 0; i < type->array_depth; i++)
        g_string_append(text, "[]");
    return g_string_free(text, FALSE);
}
/* Such a type is written as its name alone. */
static gboolean is_bare(const OrmSqlType *type)
{
    return type->family != ORM_SQL_UNKNOWN && type->family != ORM_SQL_ENUM && type->family != ORM_SQL_OTHER &&
           type->length == ORM_SQL_UNSTATED && type->precision == ORM_SQL_UNSTATED && !type->with_time_zone &&
           !type->is_unsigned && type->array_depth == 0;
}

const char *orm_sql_type_interned(const OrmSqlType *type, OrmDialect dialect)
{
    if (is_bare(type))
        return orm_intern(orm_sql_type_printed_name(type, dialect));
    g_autofree char *text = orm_sql_type_to_string(type, dialect);
    return orm_intern(text);
}

const char *orm_sql_type_strict_name(const OrmSqlType *type)
{
    switch (type->family) {
    case ORM_SQL_INTEGER:
    case ORM_SQL_BOOLEAN:
        return "INTEGER";
    case ORM_SQL_FLOAT:
        return "REAL";
    case ORM_SQL_BINARY:
    case ORM_SQL_VARBINARY:
    case ORM_SQL_BLOB:
        return "BLOB";
    case ORM_SQL_OTHER:
    case ORM_SQL_UNKNOWN:
        return "ANY";
    default:
        return "TEXT";
    }
}

GPtrArray *orm_sql_type_labels(const OrmSqlType *type)
{
    const char *c = type->text;
    if (c == NULL || g_ascii_strncasecmp(c, "enum", strlen("enum")) != 0 || strchr(c, '\'') == NULL)
        return NULL;
    GPtrArray *labels = g_ptr_array_new();
    while ((c = strchr(c, '\'')) != NULL) {
        g_autoptr(GString) label = g_string_new(NULL);
        for (c++; *c != '\0' && (*c != '\'' || c[1] == '\''); c++) {
            c += *c == '\'';
            g_string_append_c(label, *c);
        }
        g_ptr_array_add(labels, (gpointer)orm_intern(label->str));
        c += *c == '\'';
    }
    return labels;
}
