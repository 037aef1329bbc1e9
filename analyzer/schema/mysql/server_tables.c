/* SPDX-License-Identifier: MIT */
/* Tables, views, sequences and columns of a server. */
#include <string.h>

#include "analyzer/schema/mysql/literal.h"
#include "analyzer/schema/mysql/server.h"

/* MariaDB keeps a sequence as a table of one row. All are asked for at once. */
static gboolean read_sequences(OrmMysqlServer *server, const GPtrArray *names, GError **error)
{
    if (names->len == 0)
        return TRUE;
    g_autoptr(GString) query = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        g_auto(GStrv) parts = g_strsplit(g_ptr_array_index(names, i), "`", -1);
        g_autofree char *name = g_strjoinv("``", parts);
        g_string_append_printf(query, "%sSELECT %u, start_value, increment FROM `%s`", i > 0 ? " UNION ALL " : "", i,
                               name);
    }
    g_autoptr(OrmMysqlRows) rows = orm_mysql_ask(server, query->str, error);
    if (rows == NULL)
        return FALSE;
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(rows)) != NULL) {
        guint i = (guint)g_ascii_strtoull(row[0], NULL, 10);
        OrmCatalogSequence *sequence = orm_catalog_add_sequence(server->catalog, NULL, g_ptr_array_index(names, i),
                                                                orm_catalog_place(server->catalog));
        gint64 start = g_ascii_strtoll(row[1], NULL, 10), increment = g_ascii_strtoll(row[2], NULL, 10);
        sequence->start = start == 1 ? 0 : start;
        sequence->increment = increment == 1 ? 0 : increment;
    }
    return TRUE;
}

/* The character set of a collation: what stands before the first underscore. */
static const char *charset_of(const char *collation)
{
    if (collation == NULL)
        return NULL;
    g_autofree char *charset = g_strndup(collation, strcspn(collation, "_"));
    return orm_intern(charset);
}

static void add_table(OrmMysqlServer *server, MYSQL_ROW row)
{
    OrmCatalogTable *table = orm_catalog_add_table(server->catalog, NULL, row[0], orm_catalog_place(server->catalog));
    table->is_view = g_str_has_suffix(row[1], "VIEW");
    if (table->is_view)
        return;
    table->engine = orm_mysql_text_value(row, 2);
    table->collation = orm_mysql_text_value(row, 3);
    table->charset = charset_of(table->collation);
    table->comment = orm_mysql_text_value(row, 4);
}

static gboolean read_partitions(OrmMysqlServer *server, GError **error)
{
    g_autoptr(OrmMysqlRows) rows =
        orm_mysql_ask(server,
                      "SELECT DISTINCT TABLE_NAME, PARTITION_METHOD, PARTITION_EXPRESSION FROM "
                      "information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_METHOD IS NOT NULL",
                      error);
    if (rows == NULL)
        return FALSE;
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(rows)) != NULL) {
        OrmCatalogTable *table = orm_catalog_table(server->catalog, NULL, row[0]);
        gboolean has_expression = row[2] != NULL && *row[2] != '\0';
        if (table == NULL)
            continue;
        g_autofree char *text =
            has_expression ? g_strdup_printf("%s (%s)", row[1], orm_mysql_without_backquotes(orm_mysql_value(row, 2)))
                           : g_strdup(row[1]);
        table->partition_by = orm_intern(text);
    }
    return TRUE;
}

static gboolean read_views(OrmMysqlServer *server, GError **error)
{
    g_autoptr(OrmMysqlRows) rows = orm_mysql_ask(
        server, "SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()",
        error);
    if (rows == NULL)
        return FALSE;
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(rows)) != NULL) {
        OrmCatalogTable *view = orm_catalog_table(server->catalog, NULL, row[0]);
        if (view != NULL)
            view->definition = orm_mysql_text_value(row, 1);
    }
    return TRUE;
}

gboolean orm_mysql_server_tables(OrmMysqlServer *server, GError **error)
{
    g_autoptr(OrmMysqlRows) rows = orm_mysql_ask(
        server,
        "SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, TABLE_COMMENT, CREATE_OPTIONS FROM "
        "information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE <> 'TEMPORARY' ORDER BY TABLE_NAME",
        error);
    if (rows == NULL)
        return FALSE;
    g_autoptr(GPtrArray) sequences = g_ptr_array_new();
    gboolean partitioned = FALSE, views = FALSE;
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(rows)) != NULL) {
        if (g_str_equal(row[1], "SEQUENCE")) {
            g_ptr_array_add(sequences, (gpointer)orm_mysql_value(row, 0));
            continue;
        }
        partitioned = partitioned || (row[5] != NULL && strstr(row[5], "partitioned") != NULL);
        views = views || g_str_has_suffix(row[1], "VIEW");
        add_table(server, row);
    }
    return read_sequences(server, sequences, error) && (!partitioned || read_partitions(server, error)) &&
           (!views || read_views(server, error));
}

const char *orm_mysql_plain_expression(const OrmMysqlServer *server, const char *expression)
{
    if (expression == NULL || server->is_mariadb)
        return expression;
    g_autoptr(GString) plain = g_string_new(expression);
    g_string_replace(plain, "\\'", "'", 0);
    return orm_intern(plain->str);
}

/* A value that is no SQL yet: numbers, bits and CURRENT_TIMESTAMP stay as they are. */
static const char *quoted_default(const char *text, const char *data_type)
{
    static const char *const plain[] = {"tinyint", "smallint", "mediumint", "int",  "bigint", "decimal",
                                        "float",   "double",   "bit",       "year", NULL};
    gboolean moment = g_ascii_strncasecmp(text, "CURRENT_TIMESTAMP", 17) == 0 &&
                      (g_str_equal(data_type, "timestamp") || g_str_equal(data_type, "datetime"));
    if (moment || g_strv_contains(plain, data_type))
        return text;
    g_autofree char *quoted = orm_mysql_quote(text);
    return orm_intern(quoted);
}

static const char *default_of(const OrmMysqlServer *server, const char *text, const char *data_type, const char *extra)
{
    if (text == NULL || (server->quotes_defaults && g_ascii_strcasecmp(text, "NULL") == 0))
        return NULL;
    if (server->quotes_defaults)
        return text;
    if (strstr(extra, "DEFAULT_GENERATED") != NULL)
        return orm_mysql_plain_expression(server, text);
    return quoted_default(text, data_type);
}

/* "on update current_timestamp(6)" among what EXTRA says. */
static const char *on_update_of(const char *extra)
{
    g_autofree char *lower = g_ascii_strdown(extra, -1);
    const char *found = strstr(lower, "on update ");
    if (found == NULL)
        return NULL;
    const char *start = extra + (found - lower) + strlen("on update ");
    g_autofree char *text = g_strndup(start, strcspn(start, ", "));
    return orm_intern(text);
}

/* enum('a','it''s'). */
static GPtrArray *labels_of(const char *type)
{
    GPtrArray *labels = g_ptr_array_new();
    for (const char *c = type + strlen("enum("); *c == '\'' || *c == ',';) {
        c += *c == ',';
        g_autofree char *label = orm_mysql_unquote(&c);
        g_ptr_array_add(labels, (gpointer)orm_intern(label));
    }
    return labels;
}

static void add_column(OrmMysqlServer *server, OrmCatalogTable *table, MYSQL_ROW row)
{
    OrmCatalogColumn *column = orm_catalog_add_column(table, row[1], orm_catalog_place(server->catalog));
    const char *extra = row[8] != NULL ? row[8] : "";
    gboolean stored = strstr(extra, "STORED GENERATED") != NULL || strstr(extra, "PERSISTENT") != NULL;
    column->type = orm_mysql_value(row, 5);
    column->nullable = g_str_equal(row[3], "YES") ? ORM_YES : ORM_NO;
    if (table->is_view) {
        column->nullable = g_str_equal(row[3], "YES") ? ORM_UNKNOWN : ORM_NO;
        return;
    }
    column->generated = orm_mysql_without_backquotes(orm_mysql_plain_expression(server, orm_mysql_text_value(row, 10)));
    column->generated_stored = column->generated != NULL && stored;
    if (column->generated == NULL)
        column->default_text = default_of(server, orm_mysql_value(row, 2), row[4], extra);
    column->on_update = on_update_of(extra);
    if (strstr(extra, "auto_increment") != NULL)
        column->generator = ORM_GENERATOR_AUTO_INCREMENT;
    column->comment = orm_mysql_text_value(row, 9);
    if (row[7] != NULL && g_strcmp0(row[7], table->collation) != 0) {
        column->charset = orm_mysql_value(row, 6);
        column->collation = orm_mysql_value(row, 7);
    }
    if (g_str_equal(row[4], "enum"))
        column->labels = labels_of(column->type);
}

gboolean orm_mysql_server_columns(OrmMysqlServer *server, GError **error)
{
    g_autoptr(OrmMysqlRows) rows = orm_mysql_ask(
        server,
        "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_DEFAULT, IS_NULLABLE, DATA_TYPE, COLUMN_TYPE, "
        "CHARACTER_SET_NAME, COLLATION_NAME, EXTRA, COLUMN_COMMENT, GENERATION_EXPRESSION FROM "
        "information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION",
        error);
    if (rows == NULL)
        return FALSE;
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(rows)) != NULL) {
        OrmCatalogTable *table = orm_catalog_table(server->catalog, NULL, row[0]);
        if (table != NULL)
            add_column(server, table, row);
    }
    return TRUE;
}
