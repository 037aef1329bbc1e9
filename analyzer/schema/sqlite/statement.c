/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/sqlite/statement.h"

/* [schema.]name */
static void take_qualified(OrmSqliteCursor *cursor, OrmSqliteStatement *statement)
{
    statement->name = orm_sqlite_take_name(cursor, &statement->name_place);
    if (statement->name == NULL || !orm_sqlite_skip(cursor, "."))
        return;
    statement->schema = statement->name;
    statement->name = orm_sqlite_take_name(cursor, &statement->name_place);
}

static void take_if_exists(OrmSqliteCursor *cursor, OrmSqliteStatement *statement)
{
    gboolean negated = orm_sqlite_is(cursor->source, cursor->token[orm_sqlite_at_end(cursor) ? 0 : 1], "NOT");
    if (!orm_sqlite_at(cursor, "IF") || (!negated && !orm_sqlite_is(cursor->source, cursor->token[1], "EXISTS")))
        return;
    statement->if_exists = TRUE;
    orm_sqlite_advance(cursor);
    orm_sqlite_skip(cursor, "NOT");
    orm_sqlite_skip(cursor, "EXISTS");
}

/* The table after ON in CREATE INDEX and CREATE TRIGGER. */
static void take_on(OrmSqliteCursor *cursor, OrmSqliteStatement *statement)
{
    while (!orm_sqlite_at_end(cursor) && !orm_sqlite_skip(cursor, "ON"))
        orm_sqlite_advance(cursor);
    statement->table = orm_sqlite_take_name(cursor, NULL);
}

static void read_create(OrmSqliteCursor *cursor, OrmSqliteStatement *statement)
{
    statement->temporary = orm_sqlite_skip(cursor, "TEMP") || orm_sqlite_skip(cursor, "TEMPORARY");
    statement->unique = orm_sqlite_skip(cursor, "UNIQUE");
    gboolean is_virtual = orm_sqlite_skip(cursor, "VIRTUAL");
    if (orm_sqlite_skip(cursor, "TABLE"))
        statement->kind = is_virtual ? ORM_SQLITE_CREATE_VIRTUAL_TABLE : ORM_SQLITE_CREATE_TABLE;
    else if (orm_sqlite_skip(cursor, "INDEX"))
        statement->kind = ORM_SQLITE_CREATE_INDEX;
    else if (orm_sqlite_skip(cursor, "VIEW"))
        statement->kind = ORM_SQLITE_CREATE_VIEW;
    else if (orm_sqlite_skip(cursor, "TRIGGER"))
        statement->kind = ORM_SQLITE_CREATE_TRIGGER;
    else
        return;
    take_if_exists(cursor, statement);
    take_qualified(cursor, statement);
    statement->rest = (guint)(cursor->token - &g_array_index(statement->tokens, OrmSqliteToken, 0));
    if (statement->kind == ORM_SQLITE_CREATE_INDEX || statement->kind == ORM_SQLITE_CREATE_TRIGGER)
        take_on(cursor, statement);
    if (is_virtual && orm_sqlite_skip(cursor, "USING"))
        statement->module = orm_sqlite_take_name(cursor, NULL);
}

static void read_drop(OrmSqliteCursor *cursor, OrmSqliteStatement *statement)
{
    static const struct {
        const char *word;
        OrmSqliteStatementKind kind;
    } kinds[] = {{"TABLE", ORM_SQLITE_DROP_TABLE},
                 {"INDEX", ORM_SQLITE_DROP_INDEX},
                 {"VIEW", ORM_SQLITE_DROP_VIEW},
                 {"TRIGGER", ORM_SQLITE_DROP_TRIGGER}};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!orm_sqlite_skip(cursor, kinds[i].word))
            continue;
        statement->kind = kinds[i].kind;
        take_if_exists(cursor, statement);
        take_qualified(cursor, statement);
        return;
    }
}

static void read_alter(OrmSqliteCursor *cursor, OrmSqliteStatement *statement)
{
    if (!orm_sqlite_skip(cursor, "TABLE"))
        return;
    take_qualified(cursor, statement);
    if (orm_sqlite_skip(cursor, "RENAME")) {
        if (orm_sqlite_skip(cursor, "TO")) {
            statement->kind = ORM_SQLITE_RENAME_TABLE;
        } else {
            statement->kind = ORM_SQLITE_RENAME_COLUMN;
            orm_sqlite_skip(cursor, "COLUMN");
            statement->column = orm_sqlite_take_name(cursor, &statement->column_place);
            orm_sqlite_skip(cursor, "TO");
        }
        statement->new_name = orm_sqlite_take_name(cursor, NULL);
        return;
    }
    gboolean adds = orm_sqlite_skip(cursor, "ADD");
    if (!adds && !orm_sqlite_skip(cursor, "DROP"))
        return;
    statement->kind = adds ? ORM_SQLITE_ADD_COLUMN : ORM_SQLITE_DROP_COLUMN;
    orm_sqlite_skip(cursor, "COLUMN");
    statement->rest = (guint)(cursor->token - &g_array_index(statement->tokens, OrmSqliteToken, 0));
    statement->column = orm_sqlite_take_name(cursor, &statement->column_place);
}

static OrmSqliteStatementKind kind_of(const OrmSqliteSource *source, OrmSqliteToken first)
{
    static const struct {
        const char *word;
        OrmSqliteStatementKind kind;
    } kinds[] = {
        {"BEGIN", ORM_SQLITE_BEGIN},       {"COMMIT", ORM_SQLITE_COMMIT},       {"END", ORM_SQLITE_COMMIT},
        {"ROLLBACK", ORM_SQLITE_ROLLBACK}, {"SAVEPOINT", ORM_SQLITE_SAVEPOINT}, {"RELEASE", ORM_SQLITE_SAVEPOINT},
        {"PRAGMA", ORM_SQLITE_PRAGMA},     {"INSERT", ORM_SQLITE_DATA},         {"REPLACE", ORM_SQLITE_DATA},
        {"UPDATE", ORM_SQLITE_DATA},       {"DELETE", ORM_SQLITE_DATA},         {"WITH", ORM_SQLITE_QUERY},
        {"SELECT", ORM_SQLITE_QUERY},      {"VALUES", ORM_SQLITE_QUERY},        {"EXPLAIN", ORM_SQLITE_QUERY},
        {"ANALYZE", ORM_SQLITE_QUERY},     {"VACUUM", ORM_SQLITE_QUERY},        {"REINDEX", ORM_SQLITE_QUERY},
        {"ATTACH", ORM_SQLITE_ATTACH},     {"DETACH", ORM_SQLITE_ATTACH}};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (orm_sqlite_is(source, first, kinds[i].word))
            return kinds[i].kind;
    }
    return ORM_SQLITE_UNKNOWN;
}

/* INSERT [OR x] INTO t, UPDATE [OR x] t, DELETE FROM t: looks no further than it must, for data may be long. */
static void read_data(const OrmSqliteSource *source, OrmSqliteStatement *statement)
{
    OrmSqliteToken token = orm_sqlite_token(source, statement->start);
    gboolean is_update = orm_sqlite_is(source, token, "UPDATE");
    for (guint i = 0; i < 5 && token.end < statement->end; i++) {
        OrmSqliteToken next = orm_sqlite_token(source, token.end);
        gboolean after_or = orm_sqlite_is(source, token, "OR");
        gboolean named = is_update ? !after_or && !orm_sqlite_is(source, next, "OR")
                                   : orm_sqlite_is(source, token, "INTO") || orm_sqlite_is(source, token, "FROM");
        token = next;
        if (!named)
            continue;
        statement->name = orm_sqlite_name(source, next);
        statement->name_place = orm_sqlite_place(source, next.start, next.end);
        return;
    }
}

static void read_other(OrmSqliteCursor *cursor, OrmSqliteStatement *statement)
{
    if (statement->kind == ORM_SQLITE_PRAGMA) {
        take_qualified(cursor, statement);
    } else if (statement->kind == ORM_SQLITE_ROLLBACK) {
        orm_sqlite_skip(cursor, "TRANSACTION");
        if (orm_sqlite_at(cursor, "TO"))
            statement->kind = ORM_SQLITE_SAVEPOINT;
    }
}

OrmSqliteStatement orm_sqlite_statement_read(const OrmSqliteSource *source, gsize start, gsize end)
{
    OrmSqliteToken first = orm_sqlite_token(source, start);
    OrmSqliteStatement statement = {.kind = kind_of(source, first), .start = first.start, .end = end};
    statement.place = orm_sqlite_place(source, first.start, end);
    gboolean whole = statement.kind != ORM_SQLITE_DATA && statement.kind != ORM_SQLITE_QUERY;
    statement.tokens = orm_sqlite_tokens(source, whole ? start : end, end);
    OrmSqliteCursor cursor = {source, &g_array_index(statement.tokens, OrmSqliteToken, 0)};
    if (orm_sqlite_skip(&cursor, "CREATE"))
        read_create(&cursor, &statement);
    else if (orm_sqlite_skip(&cursor, "DROP"))
        read_drop(&cursor, &statement);
    else if (orm_sqlite_skip(&cursor, "ALTER"))
        read_alter(&cursor, &statement);
    else if (statement.kind == ORM_SQLITE_DATA)
        read_data(source, &statement);
    else {
        orm_sqlite_advance(&cursor);
        read_other(&cursor, &statement);
    }
    return statement;
}

void orm_sqlite_statement_clear(OrmSqliteStatement *statement)
{
    g_clear_pointer(&statement->tokens, g_array_unref);
}
