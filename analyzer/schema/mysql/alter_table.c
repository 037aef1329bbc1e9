/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/mysql/statements.h"
#include "analyzer/schema/mysql/steps.h"

#include <string.h>

static gint index_of(const OrmCatalogTable *table, const OrmCatalogColumn *column)
{
    guint position = 0;
    return g_ptr_array_find(table->columns, column, &position) ? (gint)position : -1;
}

/* FIRST, AFTER x; -1: neither. */
static gint parse_position(OrmMysqlParser *parser, const OrmCatalogTable *table)
{
    OrmPlace place;
    if (orm_mysql_accept(parser, "FIRST"))
        return 0;
    if (!orm_mysql_accept(parser, "AFTER"))
        return -1;
    const char *name = orm_mysql_expect_name(parser, "the name of a column", &place);
    const OrmCatalogColumn *before = name != NULL ? orm_mysql_find_column(parser, table, name, place) : NULL;
    return before != NULL ? index_of(table, before) + 1 : -1;
}

static void add_column(OrmMysqlParser *parser, OrmCatalogTable *table, gboolean if_not_exists)
{
    g_auto(OrmMysqlColumn) definition = {0};
    if (!orm_mysql_parse_column(parser, &definition))
        return;
    gint position = parse_position(parser, table);
    const OrmCatalogColumn *column = definition.column;
    gboolean exists = orm_catalog_column(parser->catalog, table, column->name) != NULL;
    if (exists && !if_not_exists)
        orm_mysql_refuse(parser, column->place, "table `%s` has a column `%s` already", table->name, column->name);
    if (exists || parser->failed)
        return;
    if (definition.is_primary)
        definition.column->nullable = ORM_NO;
    orm_mysql_step_new_column(parser, table, column);
    orm_mysql_take_column(parser, table, &definition, position, TRUE);
}

static void add(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    static const char *const passed[] = {"PARTITION", "PERIOD", "SYSTEM"};
    for (guint i = 0; i < G_N_ELEMENTS(passed); i++) {
        if (orm_mysql_accept(parser, passed[i])) {
            orm_mysql_skip_clause(parser);
            return;
        }
    }
    gboolean column = orm_mysql_accept(parser, "COLUMN");
    gboolean if_not_exists = orm_mysql_accept_if_not_exists(parser);
    if (!column && orm_mysql_at_key(parser)) {
        orm_mysql_parse_key(parser, table, TRUE);
    } else if (orm_mysql_accept_symbol(parser, '(')) {
        do {
            if (orm_mysql_at_key(parser))
                orm_mysql_parse_key(parser, table, TRUE);
            else
                add_column(parser, table, if_not_exists);
        } while (!parser->failed && orm_mysql_accept_symbol(parser, ','));
        orm_mysql_expect_symbol(parser, ')');
    } else {
        add_column(parser, table, if_not_exists);
    }
}

/* Noted, to be taken back when another clause cannot be applied: foreign keys of other tables follow the name. */
static void rename_to(OrmMysqlParser *parser, OrmCatalogTable *table, OrmCatalogColumn *column, const char *name)
{
    g_ptr_array_add(parser->renamed, (gpointer)column->name);
    g_ptr_array_add(parser->renamed, (gpointer)name);
    orm_catalog_rename_column(parser->catalog, table, column, name);
}

/* MODIFY and CHANGE state the column anew; only its keys stay. */
static void redefine(OrmMysqlParser *parser, OrmCatalogTable *table, OrmCatalogColumn *old, OrmPlace old_place)
{
    g_auto(OrmMysqlColumn) definition = {0};
    if (!orm_mysql_parse_column(parser, &definition))
        return;
    gint position = parse_position(parser, table);
    OrmCatalogColumn *column = definition.column;
    if (parser->failed)
        return;
    const OrmCatalogColumn *other = orm_catalog_column(parser->catalog, table, column->name);
    if (other != NULL && other != old) {
        orm_mysql_refuse(parser, column->place, "table `%s` has a column `%s` already", table->name, column->name);
        return;
    }
    const OrmCatalogIndex *primary = orm_catalog_primary_key(table);
    for (guint i = 0; primary != NULL && i < primary->elements->len; i++)
        if (g_strcmp0(((const OrmCatalogElement *)g_ptr_array_index(primary->elements, i))->column, old->name) == 0)
            column->nullable = ORM_NO;
    orm_mysql_step_changes(parser, table, old, old_place, column);
    if (strcmp(old->name, column->name) != 0)
        rename_to(parser, table, old, column->name);
    gint at = index_of(table, old);
    gboolean moves = position >= 0;
    if (moves && position > at)
        position--; /* the old one goes first */
    g_ptr_array_remove(table->columns, old);
    orm_mysql_take_column(parser, table, &definition, moves ? position : at, TRUE);
}

static void modify(OrmMysqlParser *parser, OrmCatalogTable *table, gboolean change)
{
    orm_mysql_accept(parser, "COLUMN");
    gboolean if_exists = orm_mysql_accept_if_exists(parser);
    guint first = parser->at;
    OrmPlace place;
    const char *name = orm_mysql_expect_name(parser, "the name of a column", &place);
    if (name == NULL)
        return;
    if (!change)
        parser->at = first; /* the definition begins with the name */
    if (if_exists && orm_catalog_column(parser->catalog, table, name) == NULL) {
        orm_mysql_skip_clause(parser);
        return;
    }
    OrmCatalogColumn *column = orm_mysql_find_column(parser, table, name, place);
    if (column != NULL)
        redefine(parser, table, column, place);
}

static void drop_column(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    OrmPlace place;
    orm_mysql_accept(parser, "COLUMN");
    gboolean if_exists = orm_mysql_accept_if_exists(parser);
    const char *name = orm_mysql_expect_name(parser, "the name of a column", &place);
    if (name == NULL || (if_exists && orm_catalog_column(parser->catalog, table, name) == NULL))
        return;
    OrmCatalogColumn *column = orm_mysql_find_column(parser, table, name, place);
    if (column == NULL)
        return;
    orm_mysql_step(parser, ORM_STEP_DROP_COLUMN, table, column->name, place)->old_type = column->type;
    orm_catalog_drop_column(parser->catalog, table, column);
    if (!orm_mysql_accept(parser, "RESTRICT"))
        orm_mysql_accept(parser, "CASCADE");
}

static void remove_index(OrmMysqlParser *parser, OrmCatalogTable *table, OrmCatalogIndex *index, OrmPlace place)
{
    static const OrmMigrationStepKind kinds[] = {[ORM_CATALOG_PRIMARY_KEY] = ORM_STEP_DROP_PRIMARY_KEY,
                                                 [ORM_CATALOG_UNIQUE] = ORM_STEP_DROP_UNIQUE,
                                                 [ORM_CATALOG_INDEX] = ORM_STEP_DROP_INDEX};
    orm_mysql_step(parser, kinds[index->kind], table, index->name, place);
    g_ptr_array_remove(table->indexes, index);
}

static OrmCatalogForeignKey *find_foreign_key(const OrmCatalogTable *table, const char *name)
{
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (key->name != NULL && g_ascii_strcasecmp(key->name, name) == 0)
            return key;
    }
    return NULL;
}

static OrmCatalogCheck *find_check(const OrmCatalogTable *table, const char *name)
{
    for (guint i = 0; i < table->checks->len; i++) {
        OrmCatalogCheck *check = g_ptr_array_index(table->checks, i);
        if (check->name != NULL && g_ascii_strcasecmp(check->name, name) == 0)
            return check;
    }
    return NULL;
}

/* What DROP CONSTRAINT may mean; `of` says which kinds it may be. FALSE: nothing of that name. */
static gboolean remove_named(OrmMysqlParser *parser, OrmCatalogTable *table, const char *of, const char *name,
                             OrmPlace place)
{
    OrmCatalogForeignKey *key = strchr(of, 'f') != NULL ? find_foreign_key(table, name) : NULL;
    OrmCatalogCheck *check = key == NULL && strchr(of, 'c') != NULL ? find_check(table, name) : NULL;
    OrmCatalogIndex *index = key == NULL && check == NULL && strchr(of, 'i') != NULL
                                 ? orm_catalog_index(parser->catalog, table, name)
                                 : NULL;
    if (key != NULL) {
        orm_mysql_step_foreign_key(parser, table, key, ORM_STEP_DROP_FOREIGN_KEY);
        g_array_index(parser->catalog->steps, OrmMigrationStep, parser->catalog->steps->len - 1).place = place;
        g_ptr_array_remove(table->foreign_keys, key);
    } else if (check != NULL) {
        orm_mysql_step(parser, ORM_STEP_DROP_CONSTRAINT, table, check->name, place);
        g_ptr_array_remove(table->checks, check);
    } else if (index != NULL) {
        remove_index(parser, table, index, place);
    }
    return key != NULL || check != NULL || index != NULL;
}

static void drop(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    static const struct {
        const char *word, *second, *of, *what;
    } kinds[] = {{"FOREIGN", "KEY", "f", "foreign key"},
                 {"INDEX", NULL, "i", "index"},
                 {"KEY", NULL, "i", "index"},
                 {"CHECK", NULL, "c", "check"},
                 {"CONSTRAINT", NULL, "fci", "constraint"}};
    if (orm_mysql_accept_pair(parser, "PRIMARY", "KEY")) {
        OrmCatalogIndex *primary = orm_catalog_primary_key(table);
        if (primary == NULL)
            orm_mysql_refuse(parser, orm_mysql_place(parser), "table `%s` has no primary key", table->name);
        else
            remove_index(parser, table, primary, parser->statement);
        return;
    }
    if (orm_mysql_at(parser, "PARTITION")) { /* a, b, ...: the last clause */
        while (!orm_mysql_at_end(parser))
            orm_mysql_advance(parser);
        return;
    }
    if (orm_mysql_at(parser, "SYSTEM") || orm_mysql_at(parser, "PERIOD")) {
        orm_mysql_skip_clause(parser);
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!orm_mysql_accept(parser, kinds[i].word))
            continue;
        if (kinds[i].second != NULL && !orm_mysql_expect(parser, kinds[i].second))
            return;
        OrmPlace place;
        gboolean if_exists = orm_mysql_accept_if_exists(parser);
        const char *name = orm_mysql_expect_name(parser, "a name", &place);
        if (name != NULL && !remove_named(parser, table, kinds[i].of, name, place) && !if_exists)
            orm_mysql_refuse(parser, place, "table `%s` has no %s `%s`", table->name, kinds[i].what, name);
        return;
    }
    drop_column(parser, table);
}

static void alter_default(OrmMysqlParser *parser, OrmCatalogTable *table, OrmCatalogColumn *column, OrmPlace place)
{
    if (orm_mysql_accept_pair(parser, "DROP", "DEFAULT")) {
        column->default_text = NULL;
        orm_mysql_step(parser, ORM_STEP_DROP_DEFAULT, table, column->name, place);
    } else if (orm_mysql_accept_pair(parser, "SET", "DEFAULT")) {
        column->default_place = orm_mysql_place(parser);
        if (orm_mysql_parse_default(parser, &column->default_text))
            orm_mysql_step(parser, ORM_STEP_SET_DEFAULT, table, column->name, place);
    } else {
        orm_mysql_skip_clause(parser); /* SET INVISIBLE */
    }
}

/* ALTER [COLUMN] x SET DEFAULT, ALTER INDEX x INVISIBLE, ALTER CHECK x NOT ENFORCED. */
static void alter(OrmMysqlParser *parser, OrmCatalogTable *table)
{
    OrmPlace place;
    if (orm_mysql_accept(parser, "INDEX") || orm_mysql_accept(parser, "KEY")) {
        orm_mysql_skip_clause(parser);
        return;
    }
    if (orm_mysql_accept(parser, "CHECK") || orm_mysql_accept(parser, "CONSTRAINT")) {
        const char *name = orm_mysql_expect_name(parser, "the name of a constraint", &place);
        OrmCatalogCheck *check = name != NULL ? find_check(table, name) : NULL;
        gboolean off = orm_mysql_accept_not_enforced(parser);
        if (check != NULL)
            check->not_valid = off;
        return;
    }
    orm_mysql_accept(parser, "COLUMN");
    gboolean if_exists = orm_mysql_accept_if_exists(parser);
    const char *name = orm_mysql_expect_name(parser, "the name of a column", &place);
    if (name == NULL)
        return;
    if (if_exists && orm_catalog_column(parser->catalog, table, name) == NULL) {
        orm_mysql_skip_clause(parser);
        return;
    }
    OrmCatalogColumn *column = orm_mysql_find_column(parser, table, name, place);
    if (column != NULL)
        alter_default(parser, table, column, place);
}

static void rename_member(OrmMysqlParser *parser, OrmCatalogTable *table, gboolean of_column)
{
    OrmPlace place, new_place;
    gboolean if_exists = orm_mysql_accept_if_exists(parser);
    const char *name = orm_mysql_expect_name(parser, "a name", &place);
    if (name == NULL || !orm_mysql_expect(parser, "TO"))
        return;
    const char *new_name = orm_mysql_expect_name(parser, "a name", &new_place);
    if (new_name == NULL)
        return;
    OrmCatalogColumn *column = of_column ? orm_catalog_column(parser->catalog, table, name) : NULL;
    OrmCatalogIndex *index = of_column ? NULL : orm_catalog_index(parser->catalog, table, name);
    if (column == NULL && index == NULL) {
        if (!if_exists)
            orm_mysql_refuse(parser, place, "table `%s` has no %s `%s`", table->name, of_column ? "column" : "index",
                             name);
        return;
    }
    orm_mysql_step(parser, of_column ? ORM_STEP_RENAME_COLUMN : ORM_STEP_RENAME_OTHER, table, name, place)->new_name =
        new_name;
    if (column != NULL) {
        column->place = new_place;
        rename_to(parser, table, column, new_name);
    } else {
        index->name = new_name;
    }
}

static void rename_clause(OrmMysqlParser *parser, OrmCatalogTable *table, OrmMysqlName *new_name)
{
    if (orm_mysql_accept(parser, "COLUMN")) {
        rename_member(parser, table, TRUE);
    } else if (orm_mysql_accept(parser, "INDEX") || orm_mysql_accept(parser, "KEY")) {
        rename_member(parser, table, FALSE);
    } else {
        if (!orm_mysql_accept(parser, "TO") && !orm_mysql_accept(parser, "AS"))
            orm_mysql_accept_symbol(parser, '=');
        orm_mysql_expect_table(parser, new_name);
    }
}

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
        add(parser, table);
    else if (orm_mysql_accept(parser, "DROP"))
        drop(parser, table);
    else if (orm_mysql_accept(parser, "MODIFY"))
        modify(parser, table, FALSE);
    else if (orm_mysql_accept(parser, "CHANGE"))
        modify(parser, table, TRUE);
    else if (orm_mysql_accept(parser, "ALTER"))
        alter(parser, table);
    else if (orm_mysql_accept(parser, "RENAME"))
        rename_clause(parser, table, new_name);
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
