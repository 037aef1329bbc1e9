/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/allow_directive.h"

#include <string.h>

typedef struct {
    OrmSourceCursor *cursor;
    gboolean block;
    OrmAllowComment *comment;
} Directive;

gboolean orm_allow_directive_at_end(const OrmSourceCursor *cursor, gboolean block)
{
    int byte = orm_source_cursor_peek(cursor);
    if (byte != '*' || !block)
        return byte == '\n' || byte == ORM_CURSOR_END;
    OrmSourceCursor ahead = *cursor;
    orm_source_cursor_next(&ahead);
    return orm_source_cursor_peek(&ahead) == '/';
}

static gboolean at_end(const Directive *directive)
{
    return orm_allow_directive_at_end(directive->cursor, directive->block);
}

static gboolean is_blank(int byte)
{
    return byte == ' ' || byte == '\t' || byte == '\f' || byte == '\v';
}

static void skip_blanks(OrmSourceCursor *cursor)
{
    while (is_blank(orm_source_cursor_peek(cursor)))
        orm_source_cursor_next(cursor);
}

/* Whether the reason begins here. */
static gboolean at_dashes(const OrmSourceCursor *cursor)
{
    OrmSourceCursor ahead = *cursor;
    return orm_source_cursor_next(&ahead) == '-' && orm_source_cursor_peek(&ahead) == '-';
}

/* A rule's name, or what may be meant as one; "" when none stands here. */
static char *read_word(OrmSourceCursor *cursor)
{
    GString *word = g_string_new(NULL);
    for (int byte = orm_source_cursor_peek(cursor); byte != ORM_CURSOR_END && !at_dashes(cursor);
         byte = orm_source_cursor_peek(cursor)) {
        if (!g_ascii_isalnum(byte) && byte != '-' && byte != '_')
            break;
        g_string_append_c(word, (char)byte);
        orm_source_cursor_next(cursor);
    }
    return g_string_free(word, FALSE);
}

static void set_fault(Directive *directive, OrmPlace place, const char *fault)
{
    directive->comment->fault = orm_intern(fault);
    directive->comment->fault_place = place;
}

static OrmPlace here(const Directive *directive)
{
    OrmSourceCursor ahead = *directive->cursor;
    OrmSourcePoint start = ahead.at;
    if (at_end(directive)) /* the fault is what is missing: behind the last byte */
        return (OrmPlace){ahead.file, start.line, start.column, start.line, start.column + 1};
    orm_source_cursor_next(&ahead);
    return orm_source_cursor_place(&ahead, start);
}

/* RULE[, RULE]; FALSE after a fault. */
static gboolean read_rules(Directive *directive)
{
    for (;;) {
        skip_blanks(directive->cursor);
        OrmSourcePoint start = directive->cursor->at;
        g_autofree char *name = read_word(directive->cursor);
        if (*name == '\0') {
            set_fault(directive, here(directive),
                      directive->comment->rules->len > 0 ? "the name of a rule is missing after `,`"
                                                         : "the name of the rule to allow is missing");
            return FALSE;
        }
        OrmAllowedRule rule = {orm_intern(name), orm_source_cursor_place(directive->cursor, start)};
        g_array_append_val(directive->comment->rules, rule);
        skip_blanks(directive->cursor);
        if (orm_source_cursor_peek(directive->cursor) != ',')
            return TRUE;
        orm_source_cursor_next(directive->cursor);
    }
}

static void read_reason(Directive *directive)
{
    g_autoptr(GString) reason = g_string_new(NULL);
    while (orm_source_cursor_peek(directive->cursor) == '-')
        orm_source_cursor_next(directive->cursor);
    while (!at_end(directive))
        g_string_append_c(reason, (char)orm_source_cursor_next(directive->cursor));
    g_autofree char *valid = g_utf8_make_valid(reason->str, (gssize)reason->len);
    g_strstrip(valid);
    if (*valid != '\0')
        directive->comment->reason = orm_intern(valid);
}

/* What other tools call it, and near misses. Any other word is left alone: a comment may just speak of ormlint. */
static gboolean is_meant(const char *word)
{
    static const char *const likely[] = {"alow", "alow-file", "ignore", "disable", "suppress", "noqa", "nolint", NULL};
    return g_ascii_strncasecmp(word, "allow", strlen("allow")) == 0 || g_strv_contains(likely, word);
}

static void read_rest(Directive *directive, const char *word, OrmPlace word_place)
{
    directive->comment->whole_file = strcmp(word, "allow-file") == 0;
    if (!directive->comment->whole_file && strcmp(word, "allow") != 0) {
        g_autofree char *fault = g_strdup_printf("`%s` is neither `allow` nor `allow-file`", word);
        set_fault(directive, word_place, fault);
    } else if (read_rules(directive) && !at_end(directive)) {
        if (at_dashes(directive->cursor))
            read_reason(directive);
        else
            set_fault(directive, here(directive), "expected `,` and a further rule, or `--` and the reason");
    }
    while (!at_end(directive))
        orm_source_cursor_next(directive->cursor);
}

OrmAllowComment *orm_allow_directive_read(OrmSourceCursor *cursor, gboolean block)
{
    OrmSourcePoint start = cursor->at;
    for (const char *expected = "ormlint:"; *expected != '\0'; expected++) {
        if (orm_source_cursor_peek(cursor) != *expected)
            return NULL;
        orm_source_cursor_next(cursor);
    }
    skip_blanks(cursor);
    OrmSourcePoint word_start = cursor->at;
    g_autofree char *word = read_word(cursor);
    if (!is_meant(word))
        return NULL;
    Directive directive = {cursor, block, orm_allow_comment_new(ORM_PLACE_UNKNOWN)};
    read_rest(&directive, word, orm_source_cursor_place(cursor, word_start));
    directive.comment->place = orm_source_cursor_place(cursor, start);
    directive.comment->first_line = start.line;
    directive.comment->last_line = cursor->at.line;
    return directive.comment;
}
