/* SPDX-License-Identifier: MIT */
/* Stretches of tokens: where a statement ends, and their text. */
#include "analyzer/schema/sqlite/token.h"

/* Whether the words so far say CREATE [TEMP] TRIGGER, behind EXPLAIN perhaps: as sqlite3_complete() sees it. */
typedef enum { START, CREATE, TRIGGER, PLAIN } Head;

static Head next_head(Head head, const OrmSqliteSource *source, OrmSqliteToken token)
{
    if (head == START)
        return orm_sqlite_is(source, token, "CREATE") ? CREATE : PLAIN;
    if (head == CREATE && orm_sqlite_is(source, token, "TRIGGER"))
        return TRIGGER;
    gboolean temporary = orm_sqlite_is(source, token, "TEMP") || orm_sqlite_is(source, token, "TEMPORARY");
    return head == CREATE && temporary ? CREATE : head == TRIGGER ? TRIGGER : PLAIN;
}

gsize orm_sqlite_statement_end(const OrmSqliteSource *source, gsize start, gsize *last)
{
    Head head = START;
    gboolean ended = FALSE; /* `; END` of a trigger's body stands before this token */
    gboolean after_semicolon = FALSE;
    *last = start;
    for (OrmSqliteToken token = orm_sqlite_token(source, start); token.kind != ORM_SQLITE_END;
         token = orm_sqlite_token(source, token.end)) {
        if (orm_sqlite_is(source, token, ";")) {
            if (head != TRIGGER || ended)
                return token.end;
            after_semicolon = TRUE;
            continue;
        }
        head = next_head(head, source, token);
        ended = head == TRIGGER && after_semicolon && orm_sqlite_is(source, token, "END");
        after_semicolon = FALSE;
        *last = token.end;
    }
    return source->length;
}

GArray *orm_sqlite_tokens(const OrmSqliteSource *source, gsize start, gsize end)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(OrmSqliteToken));
    OrmSqliteToken token = orm_sqlite_token(source, start);
    while (token.kind != ORM_SQLITE_END && token.end <= end) {
        g_array_append_val(tokens, token);
        token = orm_sqlite_token(source, token.end);
    }
    token = (OrmSqliteToken){ORM_SQLITE_END, end, end, FALSE};
    g_array_append_val(tokens, token);
    return tokens;
}

const char *orm_sqlite_text(const OrmSqliteSource *source, const OrmSqliteToken *first, const OrmSqliteToken *last)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (const OrmSqliteToken *token = first; token < last; token++) {
        if (token > first && token->spaced)
            g_string_append_c(text, ' ');
        g_string_append_len(text, source->text + token->start, (gssize)(token->end - token->start));
    }
    return orm_intern(text->str);
}
