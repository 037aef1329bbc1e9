/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/postgresql/statements.h"

#include <string.h>

#include "analyzer/schema/postgresql/tokens.h"

/* What tells where the statement that is being read ends. */
typedef struct {
    OrmPostgresqlStatement statement;
    guint count;      /* of its tokens */
    guint depth;      /* of parentheses */
    gboolean is_rule; /* CREATE RULE: may hold statements in parentheses */
    gboolean is_copy; /* COPY ... FROM STDIN */
    gboolean is_create;
    guint block;    /* of BEGIN ATOMIC and of CASE in it */
    gboolean begin; /* the last word was BEGIN */
    gboolean from;  /* the last word was FROM */
} Reading;

static void end_statement(OrmPostgresqlStatements *result, Reading *reading)
{
    if (reading->count > 0)
        g_array_append_val(result->statements, reading->statement);
    *reading = (Reading){.count = 0};
}

static gsize line_end(const char *text, gsize length, gsize offset)
{
    const char *end = memchr(text + offset, '\n', length - offset);
    return end != NULL ? (gsize)(end - text) : length;
}

/* The data of COPY goes from the next line to one of `\.` alone. */
static gsize skip_copy_data(const char *text, gsize length, gsize offset, GArray *unclosed)
{
    gsize first = offset = line_end(text, length, offset);
    while (offset < length) {
        gsize start = offset + 1;
        offset = line_end(text, length, MIN(start, length));
        if (offset - MIN(start, offset) >= 2 && text[start] == '\\' && text[start + 1] == '.' &&
            (offset - start == 2 || (offset - start == 3 && text[start + 2] == '\r')))
            return offset;
    }
    g_array_append_val(unclosed, first);
    return length;
}

/* A backslash command goes to the end of its line. \g and what begins so sends the statement before it. */
static gsize skip_command(OrmPostgresqlStatements *result, Reading *reading, gsize length, gsize offset)
{
    char *text = result->text;
    gsize end = line_end(text, length, offset);
    char command = offset + 1 < length ? text[offset + 1] : '\0';
    if (command == ';')
        end = offset + 2;
    if (command == 'g' || command == ';')
        end_statement(result, reading);
    if (command == 'i' && offset + 2 < length &&
        (g_ascii_isspace(text[offset + 2]) || text[offset + 2] == 'r' || text[offset + 2] == 'n'))
        g_array_append_val(result->includes, offset);
    memset(text + offset, ' ', end - offset);
    return end;
}

static void follow_word(const char *text, const OrmPostgresqlToken *token, Reading *reading)
{
    gboolean is_begin = orm_postgresql_scan_is(text, token, "BEGIN");
    if (reading->count == 1) {
        reading->is_create = orm_postgresql_scan_is(text, token, "CREATE");
        reading->is_copy = FALSE;
        reading->from = FALSE;
    }
    reading->is_rule |= reading->is_create && reading->count <= 4 && orm_postgresql_scan_is(text, token, "RULE");
    if (reading->is_create && reading->begin && orm_postgresql_scan_is(text, token, "ATOMIC"))
        reading->block = 1;
    else if (reading->block > 0 && orm_postgresql_scan_is(text, token, "CASE"))
        reading->block++;
    else if (reading->block > 0 && orm_postgresql_scan_is(text, token, "END"))
        reading->block--;
    reading->is_copy |= reading->from && orm_postgresql_scan_is(text, token, "STDIN");
    reading->begin = is_begin;
    reading->from = orm_postgresql_scan_is(text, token, "FROM");
}

static void add_token(const char *text, const OrmPostgresqlToken *token, Reading *reading)
{
    if (reading->count++ == 0)
        reading->statement.start = token->start;
    reading->statement.end = token->end;
    if (token->kind == ORM_TOKEN_WORD)
        follow_word(text, token, reading);
    else if (orm_postgresql_scan_is_sign(text, token, '('))
        reading->depth++;
    else if (orm_postgresql_scan_is_sign(text, token, ')') && reading->depth > 0)
        reading->depth--;
}

/* A NUL ends no text, but would end a statement for the parser. */
static void blank_nuls(OrmPostgresqlStatements *result, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (result->text[i] == '\0') {
            g_array_append_val(result->nuls, i);
            result->text[i] = ' ';
        }
    }
}

/* What is no UTF-8 is no name that anybody could state, and would end the reading of the parser's answer. */
static void replace_bad_bytes(OrmPostgresqlStatements *result, gsize length)
{
    const char *end = result->text;
    gsize offset = 0;
    while (offset < length && !g_utf8_validate(result->text + offset, (gssize)(length - offset), &end)) {
        offset = (gsize)(end - result->text);
        if (result->bad_bytes++ == 0)
            result->bad_byte = offset;
        result->text[offset++] = '?';
    }
}

OrmPostgresqlStatements *orm_postgresql_statements_split(const char *text, gsize length)
{
    OrmPostgresqlStatements *result = g_new0(OrmPostgresqlStatements, 1);
    result->text = g_malloc(length + 1);
    if (length > 0)
        memcpy(result->text, text, length);
    result->text[length] = '\0';
    result->statements = g_array_new(FALSE, FALSE, sizeof(OrmPostgresqlStatement));
    result->includes = g_array_new(FALSE, FALSE, sizeof(gsize));
    result->nuls = g_array_new(FALSE, FALSE, sizeof(gsize));
    result->unclosed = g_array_new(FALSE, FALSE, sizeof(gsize));
    blank_nuls(result, length);
    replace_bad_bytes(result, length);
    Reading reading = {.count = 0};
    gsize offset = length >= 3 && memcmp(result->text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    for (;;) {
        gboolean unterminated = FALSE;
        OrmPostgresqlToken token = orm_postgresql_scan(result->text, length, offset, &unterminated);
        reading.statement.unterminated |= unterminated;
        gsize last = offset;
        offset = token.end;
        if (token.kind == ORM_TOKEN_END) {
            if (unterminated) /* a comment */
                g_array_append_val(result->unclosed, last);
            break;
        }
        if (orm_postgresql_scan_is_sign(result->text, &token, '\\')) {
            offset = skip_command(result, &reading, length, token.start);
        } else if (orm_postgresql_scan_is_sign(result->text, &token, ';') && reading.block == 0 &&
                   (reading.depth == 0 || !reading.is_rule)) {
            gboolean copies =
                reading.is_copy && orm_postgresql_scan_is(result->text,
                                                          &(OrmPostgresqlToken){ORM_TOKEN_WORD, reading.statement.start,
                                                                                reading.statement.start + 4},
                                                          "COPY");
            end_statement(result, &reading);
            if (copies)
                offset = skip_copy_data(result->text, length, offset, result->unclosed);
        } else {
            add_token(result->text, &token, &reading);
        }
    }
    end_statement(result, &reading);
    return result;
}

void orm_postgresql_statements_free(OrmPostgresqlStatements *statements)
{
    if (statements == NULL)
        return;
    g_free(statements->text);
    g_array_unref(statements->statements);
    g_array_unref(statements->includes);
    g_array_unref(statements->nuls);
    g_array_unref(statements->unclosed);
    g_free(statements);
}
