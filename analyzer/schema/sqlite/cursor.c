/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/sqlite/cursor.h"

gboolean orm_sqlite_at(const OrmSqliteCursor *cursor, const char *word)
{
    return orm_sqlite_is(cursor->source, *cursor->token, word);
}

gboolean orm_sqlite_at_end(const OrmSqliteCursor *cursor)
{
    return cursor->token->kind == ORM_SQLITE_END;
}

void orm_sqlite_advance(OrmSqliteCursor *cursor)
{
    if (!orm_sqlite_at_end(cursor))
        cursor->token++;
}

gboolean orm_sqlite_skip(OrmSqliteCursor *cursor, const char *word)
{
    if (!orm_sqlite_at(cursor, word))
        return FALSE;
    orm_sqlite_advance(cursor);
    return TRUE;
}

OrmPlace orm_sqlite_here(const OrmSqliteCursor *cursor)
{
    return orm_sqlite_place(cursor->source, cursor->token->start, cursor->token->end);
}

const char *orm_sqlite_take_name(OrmSqliteCursor *cursor, OrmPlace *place)
{
    const char *name = orm_sqlite_name(cursor->source, *cursor->token);
    if (name == NULL)
        return NULL;
    if (place != NULL)
        *place = orm_sqlite_here(cursor);
    orm_sqlite_advance(cursor);
    return name;
}

void orm_sqlite_skip_group(OrmSqliteCursor *cursor)
{
    gsize depth = 0;
    do {
        if (orm_sqlite_at(cursor, "("))
            depth++;
        else if (depth > 0 && orm_sqlite_at(cursor, ")"))
            depth--;
        orm_sqlite_advance(cursor);
    } while (depth > 0 && !orm_sqlite_at_end(cursor));
}

/* Whether the first and the last of the tokens are a pair of parentheses. */
static gboolean encloses(const OrmSqliteSource *source, const OrmSqliteToken *first, const OrmSqliteToken *last)
{
    if (last - first < 2 || !orm_sqlite_is(source, *first, "(") || !orm_sqlite_is(source, last[-1], ")"))
        return FALSE;
    gsize depth = 0;
    for (const OrmSqliteToken *token = first; token < last - 1; token++) {
        if (orm_sqlite_is(source, *token, "("))
            depth++;
        else if (orm_sqlite_is(source, *token, ")") && --depth == 0)
            return FALSE;
    }
    return depth == 1;
}

const char *orm_sqlite_bare_text(const OrmSqliteSource *source, const OrmSqliteToken *first, const OrmSqliteToken *last)
{
    while (encloses(source, first, last)) {
        first++;
        last--;
    }
    return orm_sqlite_text(source, first, last);
}

const char *orm_sqlite_take_group(OrmSqliteCursor *cursor)
{
    if (!orm_sqlite_at(cursor, "("))
        return NULL;
    const OrmSqliteToken *first = cursor->token;
    orm_sqlite_skip_group(cursor);
    return orm_sqlite_bare_text(cursor->source, first, cursor->token);
}
