/* SPDX-License-Identifier: MIT */
/* What is the same however it is written, and whoever tells of it: a text or a server. */
#include <string.h>

#include "analyzer/schema/mysql/definition.h"

/* A prefix as long as its column is none. */
static void normalise_element(const OrmCatalog *catalog, const OrmCatalogTable *table, OrmCatalogElement *element)
{
    if (element->prefix_length == ORM_SQL_UNSTATED || element->column == NULL)
        return;
    const OrmCatalogColumn *column = orm_catalog_column(catalog, table, element->column);
    if (column == NULL || column->type == NULL)
        return;
    OrmSqlType type = orm_sql_type_parse(column->type, catalog->dialect);
    gboolean sized = type.family == ORM_SQL_CHAR || type.family == ORM_SQL_VARCHAR || type.family == ORM_SQL_BINARY ||
                     type.family == ORM_SQL_VARBINARY;
    if (sized && type.length == element->prefix_length)
        element->prefix_length = ORM_SQL_UNSTATED;
}

/* Whether the expression is json_valid(`column`). */
static gboolean is_json_check(const char *expression, const char *column)
{
    static const char call[] = "json_valid(";
    if (g_ascii_strncasecmp(expression, call, strlen(call)) != 0 || !g_str_has_suffix(expression, ")"))
        return FALSE;
    const char *start = expression + strlen(call);
    g_autofree char *argument = g_strndup(start, strlen(start) - 1);
    g_strstrip(argument);
    gsize length = strlen(argument);
    gboolean quoted = length > 2 && argument[0] == '`' && argument[length - 1] == '`';
    if (quoted)
        argument[length - 1] = '\0';
    return g_ascii_strcasecmp(argument + quoted, column) == 0;
}

/* MariaDB keeps a column of the type JSON as LONGTEXT COLLATE utf8mb4_bin CHECK (json_valid(column)). */
static void fold_json(OrmCatalogTable *table, OrmCatalogColumn *column)
{
    if (column->type == NULL || g_ascii_strcasecmp(column->type, "longtext") != 0 ||
        g_strcmp0(column->collation, "utf8mb4_bin") != 0)
        return;
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCatalogCheck *check = g_ptr_array_index(table->checks, i);
        if (g_strcmp0(check->name, column->name) != 0 || !is_json_check(check->expression, column->name))
            continue;
        column->type = orm_intern("json");
        column->charset = column->collation = NULL;
        g_ptr_array_remove_index(table->checks, i);
        return;
    }
}

/* BINARY of a type: the collation by bytes of the character set that the column has. */
static void complete_collation(const OrmCatalog *catalog, const OrmCatalogTable *table, OrmCatalogColumn *column)
{
    if (g_strcmp0(column->collation, "_bin") != 0)
        return;
    const char *charset = column->charset != NULL  ? column->charset
                          : table->charset != NULL ? table->charset
                                                   : catalog->default_charset;
    g_autofree char *name = charset != NULL ? g_strconcat(charset, "_bin", NULL) : NULL;
    column->collation = orm_intern(name);
}

/* NATIONAL CHAR is a CHAR of the character set utf8. */
static void strip_national(OrmCatalogColumn *column)
{
    static const char *const prefixes[] = {"national ", "nchar", "nvarchar"};
    for (guint i = 0; column->type != NULL && i < G_N_ELEMENTS(prefixes); i++) {
        if (g_ascii_strncasecmp(column->type, prefixes[i], strlen(prefixes[i])) != 0)
            continue;
        column->type = orm_intern(column->type + (i == 0 ? strlen(prefixes[i]) : 1));
        column->charset = column->charset != NULL ? column->charset : orm_intern("utf8mb3");
        return;
    }
}

/* TEXT(n) and BLOB(n) are the smallest type of the kind that holds so much. */
static void fit_length(OrmCatalogColumn *column)
{
    gboolean is_text = g_ascii_strncasecmp(column->type, "text(", 5) == 0;
    if (!is_text && g_ascii_strncasecmp(column->type, "blob(", 5) != 0)
        return;
    gboolean single = g_strcmp0(column->charset, "latin1") == 0 || g_strcmp0(column->charset, "ascii") == 0;
    guint64 length = g_ascii_strtoull(column->type + 5, NULL, 10);
    guint64 bytes = MIN(length, G_MAXUINT32) * (is_text && !single ? 4 : 1);
    const char *size = bytes < 256 ? "tiny" : bytes < 65536 ? "" : bytes < 16777216 ? "medium" : "long";
    g_autofree char *type = g_strconcat(size, is_text ? "text" : "blob", NULL);
    column->type = orm_intern(type);
}

/* The server fills a BINARY up with zeros, in its default too. */
static void strip_zeros(OrmCatalogColumn *column)
{
    const char *text = column->default_text;
    if (text == NULL || *text != '\'' || g_ascii_strncasecmp(column->type, "binary", 6) != 0)
        return;
    g_autoptr(GString) value = g_string_new_len(text, (gssize)MAX(strlen(text), 2) - 1);
    for (;;) {
        gsize length = value->len;
        if (length > 2 && g_str_has_suffix(value->str, "\\0"))
            g_string_truncate(value, length - 2);
        else if (length > 1 && value->str[length - 1] == ' ') /* what a NUL in a text is read as */
            g_string_truncate(value, length - 1);
        else
            break;
    }
    g_string_append_c(value, '\'');
    column->default_text = orm_intern(value->str);
}

/* No comment is the same as an empty one. */
static const char *or_nothing(const char *text)
{
    return text != NULL && *text != '\0' ? text : NULL;
}

static void normalise_column(const OrmCatalog *catalog, OrmCatalogTable *table, OrmCatalogColumn *column)
{
    complete_collation(catalog, table, column);
    column->comment = or_nothing(column->comment);
    if (column->generated != NULL && g_str_has_prefix(column->generated, "ROW ")) /* START and END of a period */
        column->nullable = ORM_NO;
    if (column->type == NULL)
        return;
    strip_national(column);
    fit_length(column);
    strip_zeros(column);
    if (catalog->dialect == ORM_DIALECT_MARIADB)
        fold_json(table, column);
}

/* LIST COLUMNS(a) is LIST COLUMNS (a). */
static const char *spaced_partitioning(const char *text)
{
    const char *parenthesis = text != NULL ? strchr(text, '(') : NULL;
    if (parenthesis == NULL || parenthesis == text || parenthesis[-1] == ' ')
        return text;
    g_autofree char *spaced = g_strdup_printf("%.*s %s", (int)(parenthesis - text), text, parenthesis);
    return orm_intern(spaced);
}

void orm_mysql_normalise_table(const OrmCatalog *catalog, OrmCatalogTable *table)
{
    table->comment = or_nothing(table->comment);
    table->partition_by = spaced_partitioning(table->partition_by);
    for (guint i = 0; i < table->columns->len; i++)
        normalise_column(catalog, table, g_ptr_array_index(table->columns, i));
    for (guint i = 0; i < table->indexes->len; i++) {
        OrmCatalogIndex *index = g_ptr_array_index(table->indexes, i);
        index->comment = or_nothing(index->comment);
        for (guint k = 0; k < index->elements->len; k++)
            normalise_element(catalog, table, g_ptr_array_index(index->elements, k));
    }
}
