/* SPDX-License-Identifier: MIT */
/* Keys, indexes, checks and triggers of a server. */
#include <string.h>

#include "analyzer/schema/mysql/literal.h"
#include "analyzer/schema/mysql/server.h"

static OrmCatalogIndex *add_index(OrmMysqlServer *server, OrmCatalogTable *table, MYSQL_ROW row)
{
    gboolean unique = g_str_equal(row[2], "0"), primary = g_str_equal(row[1], "PRIMARY");
    OrmCatalogIndexKind kind = primary ? ORM_CATALOG_PRIMARY_KEY : unique ? ORM_CATALOG_UNIQUE : ORM_CATALOG_INDEX;
    OrmCatalogIndex *index =
        orm_catalog_add_index(table, kind, primary ? NULL : row[1], orm_catalog_place(server->catalog));
    g_autofree char *method = g_ascii_strdown(row[6], -1);
    if (!g_str_equal(method, "btree") && !g_str_equal(method, "rtree"))
        index->method = orm_intern(method);
    index->comment = orm_mysql_text_value(row, 7);
    return index;
}

/* TRUE where the server has functional key parts. */
static gboolean has_expressions(const OrmMysqlServer *server)
{
    return !server->is_mariadb && server->version >= 80013;
}

gboolean orm_mysql_server_indexes(OrmMysqlServer *server, GError **error)
{
    g_autofree char *query = g_strdup_printf(
        "SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, COLLATION, SUB_PART, INDEX_TYPE, INDEX_COMMENT, %s "
        "FROM "
        "information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX",
        has_expressions(server) ? "EXPRESSION" : "NULL");
    g_autoptr(OrmMysqlRows) rows = orm_mysql_ask(server, query, error);
    if (rows == NULL)
        return FALSE;
    const OrmCatalogTable *last_table = NULL;
    OrmCatalogIndex *index = NULL;
    const char *last_name = NULL;
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(rows)) != NULL) {
        OrmCatalogTable *table = orm_catalog_table(server->catalog, NULL, row[0]);
        const char *name = orm_mysql_value(row, 1);
        if (table == NULL)
            continue;
        if (table != last_table || name != last_name)
            index = add_index(server, table, row);
        last_table = table;
        last_name = name;
        const char *expression =
            orm_mysql_without_backquotes(orm_mysql_plain_expression(server, orm_mysql_text_value(row, 8)));
        OrmCatalogElement *element = orm_catalog_add_element(index, orm_mysql_value(row, 3), expression);
        element->order = g_strcmp0(row[4], "D") == 0 ? ORM_ORDER_DESC : ORM_ORDER_UNSTATED;
        /* the "prefix" of a spatial index is the size of its boxes */
        if (row[5] != NULL && g_strcmp0(index->method, "spatial") != 0)
            element->prefix_length = (gint)g_ascii_strtoll(row[5], NULL, 10);
    }
    return TRUE;
}

/* What a foreign key does when the row it refers to changes. RESTRICT and NO ACTION are the same; MariaDB shows the one
 * where none is stated, MySQL the other. */
static OrmActionKind action_of(const OrmMysqlServer *server, const char *rule)
{
    static const char *const rules[] = {
        [ORM_ACTION_CASCADE] = "CASCADE", [ORM_ACTION_SET_NULL] = "SET NULL", [ORM_ACTION_SET_DEFAULT] = "SET DEFAULT"};
    for (guint i = ORM_ACTION_CASCADE; i < G_N_ELEMENTS(rules); i++) {
        if (g_str_equal(rule, rules[i]))
            return (OrmActionKind)i;
    }
    return g_str_equal(rule, "RESTRICT") && !server->is_mariadb ? ORM_ACTION_RESTRICT : ORM_ACTION_UNSTATED;
}

static OrmCatalogForeignKey *find_foreign_key(const OrmCatalogTable *table, const char *name)
{
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (g_ascii_strcasecmp(key->name, name) == 0)
            return key;
    }
    return NULL;
}

static gboolean read_actions(OrmMysqlServer *server, GError **error)
{
    g_autoptr(OrmMysqlRows) rows =
        orm_mysql_ask(server,
                      "SELECT TABLE_NAME, CONSTRAINT_NAME, DELETE_RULE, UPDATE_RULE FROM "
                      "information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()",
                      error);
    if (rows == NULL)
        return FALSE;
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(rows)) != NULL) {
        const OrmCatalogTable *table = orm_catalog_table(server->catalog, NULL, row[0]);
        OrmCatalogForeignKey *key = table != NULL ? find_foreign_key(table, row[1]) : NULL;
        if (key == NULL)
            continue;
        key->ondelete = action_of(server, row[2]);
        key->onupdate = action_of(server, row[3]);
    }
    return TRUE;
}

gboolean orm_mysql_server_foreign_keys(OrmMysqlServer *server, GError **error)
{
    g_autoptr(OrmMysqlRows) rows = orm_mysql_ask(
        server,
        "SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME, "
        "REFERENCED_COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE() AND "
        "REFERENCED_TABLE_NAME IS NOT NULL ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION",
        error);
    if (rows == NULL)
        return FALSE;
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(rows)) != NULL) {
        OrmCatalogTable *table = orm_catalog_table(server->catalog, NULL, row[0]);
        if (table == NULL)
            continue;
        OrmCatalogForeignKey *key = find_foreign_key(table, row[1]);
        if (key == NULL) {
            key = orm_catalog_add_foreign_key(table, row[1], orm_catalog_place(server->catalog));
            gboolean here = g_strcmp0(row[3], server->catalog->default_schema) == 0;
            key->parent_schema = here ? NULL : orm_mysql_value(row, 3);
            key->parent = orm_mysql_value(row, 4);
        }
        g_ptr_array_add(key->columns, (gpointer)orm_mysql_value(row, 2));
        g_ptr_array_add(key->parent_columns, (gpointer)orm_mysql_value(row, 5));
    }
    return read_actions(server, error);
}

/* NULL: the server has no such table, and enforces no checks. */
static const char *checks_query(const OrmMysqlServer *server)
{
    if (server->is_mariadb)
        return "SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, 'YES' FROM information_schema.CHECK_CONSTRAINTS "
               "WHERE "
               "CONSTRAINT_SCHEMA = DATABASE() ORDER BY TABLE_NAME, CONSTRAINT_NAME";
    if (server->version < 80016)
        return NULL;
    return "SELECT t.TABLE_NAME, t.CONSTRAINT_NAME, c.CHECK_CLAUSE, t.ENFORCED FROM "
           "information_schema.TABLE_CONSTRAINTS t JOIN information_schema.CHECK_CONSTRAINTS c ON c.CONSTRAINT_SCHEMA "
           "= "
           "t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME WHERE t.TABLE_SCHEMA = DATABASE() AND "
           "t.CONSTRAINT_TYPE = 'CHECK' ORDER BY t.TABLE_NAME, t.CONSTRAINT_NAME";
}

/* Without the parentheses that MySQL puts around the whole. */
static const char *bare_clause(const OrmMysqlServer *server, const char *clause)
{
    const char *plain = orm_mysql_plain_expression(server, clause);
    gsize length = strlen(plain);
    if (server->is_mariadb || length < 2 || plain[0] != '(' || plain[length - 1] != ')')
        return plain;
    g_autofree char *bare = g_strndup(plain + 1, length - 2);
    return orm_intern(bare);
}

gboolean orm_mysql_server_checks(OrmMysqlServer *server, GError **error)
{
    const char *query = checks_query(server);
    if (query == NULL)
        return TRUE;
    g_autoptr(OrmMysqlRows) rows = orm_mysql_ask(server, query, error);
    if (rows == NULL)
        return FALSE;
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(rows)) != NULL) {
        OrmCatalogTable *table = orm_catalog_table(server->catalog, NULL, row[0]);
        if (table == NULL || row[2] == NULL)
            continue;
        const char *clause = orm_mysql_without_backquotes(bare_clause(server, orm_mysql_value(row, 2)));
        OrmCatalogCheck *check =
            orm_catalog_add_check(table->checks, row[1], clause, orm_catalog_place(server->catalog));
        check->not_valid = g_str_equal(row[3], "NO");
    }
    return TRUE;
}

gboolean orm_mysql_server_triggers(OrmMysqlServer *server, GError **error)
{
    g_autoptr(OrmMysqlRows) rows = orm_mysql_ask(
        server,
        "SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT FROM "
        "information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE() ORDER BY EVENT_OBJECT_TABLE, "
        "TRIGGER_NAME",
        error);
    if (rows == NULL)
        return FALSE;
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(rows)) != NULL) {
        g_autofree char *definition = g_strdup_printf("CREATE TRIGGER `%s` %s %s ON `%s` FOR EACH ROW %s", row[1],
                                                      row[2], row[3], row[0], row[4] != NULL ? row[4] : "");
        g_autofree char *valid = g_utf8_make_valid(definition, -1);
        orm_catalog_add_trigger(server->catalog, row[0], row[1], valid, orm_catalog_place(server->catalog));
    }
    return TRUE;
}
