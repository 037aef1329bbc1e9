/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/mysql/alteration.h"
#include "analyzer/schema/mysql/steps.h"

/* Columns keep no character set of their own. */
static void convert(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    orm_mysql_expect(parser, "TO");
    while (orm_mysql_accept_charset(parser, &table->charset, &table->collation) && !parser->failed)
        ;
    for (guint i = 0; i < table->columns->len; i++) {
        OrmCatalogColumn *column = g_ptr_array_index(table->columns, i);
        column->charset = column->collation = NULL;
    }
}

/* Clauses that leave the schema as it is. */
static gboolean pass_clause(OrmMysqlParser *parser)
{
    static const char *const words[] = {"DISABLE",  "ENABLE",   "FORCE",    "LOCK",           "ALGORITHM",
                                        "WAIT",     "NOWAIT",   "DISCARD",  "IMPORT",         "REORGANIZE",
                                        "COALESCE", "TRUNCATE", "ANALYZE",  "CHECK",          "OPTIMIZE",
                                        "REBUILD",  "REPAIR",   "EXCHANGE", "REMOVE",         "UPGRADE",
                                        "VALIDATE", "WITH",     "WITHOUT",  "SECONDARY_LOAD", "SECONDARY_UNLOAD"};
    if (orm_mysql_accept(parser, "ORDER")) { /* the last clause: its columns have commas of their own */
        while (!orm_mysql_at_end(parser))
            orm_mysql_advance(parser);
        return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (!orm_mysql_accept(parser, words[i]))
            continue;
        for (gint depth = 0; !orm_mysql_at_end(parser); orm_mysql_advance(parser)) {
            const OrmMysqlToken *token = orm_mysql_token(parser);
            if (depth == 0 && orm_mysql_token_is_symbol(token, ','))
                break;
            depth += orm_mysql_token_is_symbol(token, '(') - orm_mysql_token_is_symbol(token, ')');
        }
        return TRUE;
    }
    return FALSE;
}

static void alter_clause(OrmMysqlParser *parser, OrmCatalogTable *table, OrmMysqlName *new_name)
{
    if (orm_mysql_accept(parser, "ADD"))
        orm_mysql_alter_add(parser, table);
    else if (orm_mysql_accept(parser, "DROP"))
        orm_mysql_alter_drop(parser, table);
    else if (orm_mysql_accept(parser, "MODIFY"))
        orm_mysql_alter_modify(parser, table, FALSE);
    else if (orm_mysql_accept(parser, "CHANGE"))
        orm_mysql_alter_modify(parser, table, TRUE);
    else if (orm_mysql_accept(parser, "ALTER"))
        orm_mysql_alter_member(parser, table);
    else if (orm_mysql_accept(parser, "RENAME"))
        orm_mysql_alter_rename(parser, table, new_name);
    else if (orm_mysql_accept(parser, "CONVERT"))
        convert(parser, table);
    else if (orm_mysql_accept_pair(parser, "REMOVE", "PARTITIONING"))
        table->partition_by = NULL;
    else if (!pass_clause(parser) && !orm_mysql_accept_table_option(parser, table))
        orm_mysql_fail(parser, "ADD, DROP, MODIFY, CHANGE, ALTER, RENAME or an option of the table");
}

/* The server takes the clauses as one, whatever their order: what is dropped goes first, what stands on a column before
 * the column. */
typedef enum { DROP_CONSTRAINTS, DROP_COLUMNS, ALL_OTHERS } Pass;

static Pass pass_of(const OrmMysqlParser *parser)
{
    static const char *const words[] = {"FOREIGN", "CONSTRAINT", "CHECK", "PRIMARY", "INDEX", "KEY"};
    if (!orm_mysql_at(parser, "DROP"))
        return ALL_OTHERS;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (orm_mysql_token_is(orm_mysql_token_after(parser, 1), words[i]))
            return DROP_CONSTRAINTS;
    }
    return DROP_COLUMNS;
}

/* Over a clause of another pass, with its comma. DROP PARTITION and ORDER BY hold commas, and end the statement. */
static void pass_over(OrmMysqlParser *parser)
{
    gboolean is_last =
        orm_mysql_token_is(orm_mysql_token_after(parser, 1), "PARTITION") || orm_mysql_at(parser, "ORDER");
    do {
        orm_mysql_skip_clause(parser);
        if (!orm_mysql_at_end(parser))
            orm_mysql_advance(parser);
    } while (is_last && !orm_mysql_at_end(parser));
}

static void alter_pass(OrmMysqlParser *parser, OrmCatalogTable *table, Pass pass, OrmMysqlName *new_name)
{
    while (!orm_mysql_at_end(parser) && !parser->failed) {
        if (pass_of(parser) != pass) {
            pass_over(parser);
            continue;
        }
        alter_clause(parser, table, new_name);
        if (!orm_mysql_at_end(parser) && !orm_mysql_at(parser, "PARTITION") && !parser->failed &&
            !orm_mysql_accept_symbol(parser, ',')) /* options follow each other without one */
            orm_mysql_accept_table_option(parser, table);
    }
}

static gint by_place(gconstpointer left, gconstpointer right)
{
    return orm_place_compare(&((const OrmMigrationStep *)left)->place, &((const OrmMigrationStep *)right)->place);
}

/* The statement's steps in the order of its text. */
static void sort_steps(GArray *steps, guint first)
{
    g_autoptr(GArray) own = g_array_new(FALSE, TRUE, sizeof(OrmMigrationStep));
    if (steps->len == first)
        return;
    g_array_append_vals(own, &g_array_index(steps, OrmMigrationStep, first), steps->len - first);
    g_array_sort(own, by_place);
    g_array_set_size(steps, first);
    g_array_append_vals(steps, own->data, own->len);
}

/* The table as it was before a statement of which a part cannot be applied. */
static void take_back(OrmMysqlParser *parser, OrmCatalogTable *table, const OrmCatalog *before)
{
    for (guint i = parser->renamed->len; i > 0; i -= 2) {
        OrmCatalogColumn *column =
            orm_catalog_column(parser->catalog, table, g_ptr_array_index(parser->renamed, i - 1));
        if (column != NULL)
            orm_catalog_rename_column(parser->catalog, table, column, g_ptr_array_index(parser->renamed, i - 2));
    }
    orm_mysql_swap_tables(table, g_ptr_array_index(before->tables, 0));
}

static void alter_table(OrmMysqlParser *parser)
{
    gboolean if_exists = orm_mysql_accept_if_exists(parser);
    OrmMysqlName name, new_name = {0};
    if (!orm_mysql_expect_table(parser, &name))
        return;
    OrmCatalogTable *table = orm_catalog_table(parser->catalog, name.schema, name.name);
    if (orm_mysql_is_temporary(parser, &name) || (table == NULL && if_exists)) {
        orm_mysql_step(parser, ORM_STEP_OTHER, NULL, name.name, name.place);
        return;
    }
    if (table == NULL && (table = orm_mysql_find_table(parser, &name)) == NULL)
        return;
    guint first_step = parser->catalog->steps->len;
    g_autoptr(OrmCatalog) before = orm_mysql_copy_table(parser->catalog, table);
    g_autoptr(GPtrArray) renamed = g_ptr_array_new();
    parser->renamed = renamed;
    for (guint pass = DROP_CONSTRAINTS, start = parser->at; pass <= ALL_OTHERS && !parser->failed; pass++) {
        parser->at = start;
        alter_pass(parser, table, pass, &new_name);
    }
    if (parser->failed) {
        take_back(parser, table, before);
        g_array_set_size(parser->catalog->steps, first_step);
        return;
    }
    sort_steps(parser->catalog->steps, first_step);
    orm_mysql_complete_table(parser->catalog, table);
    if (new_name.name != NULL)
        orm_mysql_rename_table(parser, table, name.place, &new_name);
    if (parser->catalog->steps->len == first_step)
        orm_mysql_step(parser, ORM_STEP_OTHER, table, NULL, name.place);
}

void orm_mysql_alter(OrmMysqlParser *parser)
{
    if (!orm_mysql_accept(parser, "ONLINE"))
        orm_mysql_accept(parser, "OFFLINE");
    orm_mysql_accept(parser, "IGNORE");
    if (orm_mysql_accept(parser, "TABLE")) {
        alter_table(parser);
    } else if (orm_mysql_accept(parser, "DATABASE") || orm_mysql_accept(parser, "SCHEMA")) {
        if (orm_mysql_token(parser)->kind == ORM_MYSQL_QUOTED ||
            !(orm_mysql_at(parser, "DEFAULT") || orm_mysql_at(parser, "CHARACTER") || orm_mysql_at(parser, "COLLATE")))
            orm_mysql_advance(parser);
        orm_mysql_parse_database_options(parser);
    }
}
