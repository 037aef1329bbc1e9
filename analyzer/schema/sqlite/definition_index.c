/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/sqlite/cursor.h"
#include "analyzer/schema/sqlite/definition.h"

void orm_sqlite_index_free(OrmSqliteIndex *index)
{
    if (index == NULL)
        return;
    g_ptr_array_unref(index->expressions);
    g_free(index);
}

/* Without NULLS FIRST, ASC and COLLATE at the end. */
static const OrmSqliteToken *member_end(const OrmSqliteSource *source, const OrmSqliteToken *first,
                                        const OrmSqliteToken *last)
{
    if (last - first > 2 && orm_sqlite_is(source, last[-2], "NULLS"))
        last -= 2;
    if (last - first > 1 && (orm_sqlite_is(source, last[-1], "ASC") || orm_sqlite_is(source, last[-1], "DESC")))
        last--;
    if (last - first > 2 && orm_sqlite_is(source, last[-2], "COLLATE"))
        last -= 2;
    return last;
}

OrmSqliteIndex *orm_sqlite_index_parse(const OrmSqliteSource *source, const OrmSqliteToken *tokens)
{
    OrmSqliteCursor cursor = {source, tokens};
    OrmSqliteIndex *index = g_new0(OrmSqliteIndex, 1);
    index->expressions = g_ptr_array_new();
    while (!orm_sqlite_at_end(&cursor) && !orm_sqlite_at(&cursor, "("))
        orm_sqlite_advance(&cursor);
    orm_sqlite_skip(&cursor, "(");
    while (!orm_sqlite_at_end(&cursor) && !orm_sqlite_at(&cursor, ")")) {
        const OrmSqliteToken *first = cursor.token;
        while (!orm_sqlite_at_end(&cursor) && !orm_sqlite_at(&cursor, ",") && !orm_sqlite_at(&cursor, ")"))
            orm_sqlite_skip_group(&cursor);
        const OrmSqliteToken *last = member_end(source, first, cursor.token);
        g_ptr_array_add(index->expressions, (gpointer)orm_sqlite_bare_text(source, first, last));
        orm_sqlite_skip(&cursor, ",");
    }
    orm_sqlite_skip(&cursor, ")");
    if (!orm_sqlite_skip(&cursor, "WHERE"))
        return index;
    const OrmSqliteToken *first = cursor.token;
    while (!orm_sqlite_at_end(&cursor) && !orm_sqlite_at(&cursor, ";"))
        orm_sqlite_advance(&cursor);
    index->predicate = orm_sqlite_bare_text(source, first, cursor.token);
    return index;
}
