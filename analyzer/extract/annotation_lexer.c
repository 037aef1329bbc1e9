/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/annotation_lexer.h"
#include "analyzer/extract/string_literal.h"

#include <string.h>

/* Bytes above ASCII are letters: compilers take UTF-8 in identifiers. */
static gboolean starts_name(int byte)
{
    return byte == '_' || byte == '$' || byte >= 0x80 || (byte > 0 && g_ascii_isalpha((gchar)byte));
}

static gboolean is_digit(int byte)
{
    return byte >= '0' && byte <= '9';
}

static gboolean continues_name(int byte)
{
    return starts_name(byte) || is_digit(byte);
}

static const char *intern_valid(const GString *text)
{
    if (g_utf8_validate(text->str, (gssize)text->len, NULL))
        return orm_intern(text->str);
    g_autofree char *valid = g_utf8_make_valid(text->str, (gssize)text->len);
    return orm_intern(valid);
}

static OrmToken token_of(const OrmSourceCursor *cursor, OrmTokenKind kind, const char *text, OrmSourcePoint start)
{
    return (OrmToken){kind, text, orm_source_cursor_place(cursor, start)};
}

static void read_name_part(OrmSourceCursor *cursor, GString *name)
{
    while (continues_name(orm_source_cursor_peek(cursor)))
        g_string_append_c(name, (gchar)orm_source_cursor_next(cursor));
}

gboolean orm_source_identifier(OrmSourceCursor *cursor, GString *name)
{
    g_string_truncate(name, 0);
    if (!starts_name(orm_source_cursor_peek(cursor)))
        return FALSE;
    read_name_part(cursor, name);
    return TRUE;
}

/* `.` or `-` and a further part of the name; blanks may stand around it. FALSE, and nothing is read, when there is
 * none. */
static gboolean read_further_part(OrmSourceCursor *cursor, GString *name)
{
    OrmSourceCursor ahead = *cursor;
    orm_source_cursor_skip_blanks(&ahead);
    int joint = orm_source_cursor_peek(&ahead);
    if (joint != '.' && joint != '-')
        return FALSE;
    orm_source_cursor_next(&ahead);
    orm_source_cursor_skip_blanks(&ahead);
    int byte = orm_source_cursor_peek(&ahead);
    if (joint == '.' ? !starts_name(byte) : !continues_name(byte))
        return FALSE;
    g_string_append_c(name, (gchar)joint);
    read_name_part(&ahead, name);
    *cursor = ahead;
    return TRUE;
}

static OrmToken read_string(OrmSourceCursor *cursor, OrmSourcePoint start)
{
    g_autoptr(GString) text = g_string_new(NULL);
    OrmPlace fault;
    const char *message = orm_string_literal(cursor, text, &fault);
    if (message != NULL)
        return (OrmToken){ORM_TOKEN_ERROR, orm_intern(message), fault};
    return token_of(cursor, ORM_TOKEN_STRING, intern_valid(text), start);
}

static gboolean is_string_prefix(const GString *name)
{
    static const char *const prefixes[] = {"L", "u", "U", "u8", NULL};
    return g_strv_contains(prefixes, name->str);
}

static OrmToken read_name(OrmSourceCursor *cursor)
{
    OrmSourcePoint start = cursor->at;
    g_autoptr(GString) name = g_string_new(NULL);
    read_name_part(cursor, name);
    if (orm_source_cursor_peek(cursor) == '"' && is_string_prefix(name))
        return read_string(cursor, start);
    while (read_further_part(cursor, name)) {
    }
    return token_of(cursor, ORM_TOKEN_NAME, intern_valid(name), start);
}

/* Everything C calls a preprocessing number, so that `2fa` is one wrong number and not a number and a name. */
static void read_number_characters(OrmSourceCursor *cursor, GString *text)
{
    for (;;) {
        int byte = orm_source_cursor_peek(cursor);
        gboolean sign = (byte == '+' || byte == '-') && text->len > 0 &&
                        strchr("eE", text->str[text->len - 1]) != NULL && !g_str_has_prefix(text->str, "0x") &&
                        !g_str_has_prefix(text->str, "0X");
        if (!continues_name(byte) && byte != '.' && !sign)
            return;
        g_string_append_c(text, (gchar)orm_source_cursor_next(cursor));
    }
}

static gboolean is_number(const char *text)
{
    char *end = NULL;
    g_ascii_strtod(text, &end);
    return end != text && *end == '\0';
}

static OrmToken read_number(OrmSourceCursor *cursor)
{
    OrmSourcePoint start = cursor->at;
    g_autoptr(GString) text = g_string_new(NULL);
    int byte = orm_source_cursor_peek(cursor);
    gboolean negative = byte == '-';
    if (negative || byte == '+') {
        orm_source_cursor_next(cursor);
        orm_source_cursor_skip_blanks(cursor);
    }
    read_number_characters(cursor, text);
    if (text->len == 0 || !is_number(text->str) || starts_name((guchar)text->str[0])) {
        const char *sign = negative ? "-" : byte == '+' ? "+" : "";
        g_autofree char *valid = g_utf8_make_valid(text->str, (gssize)text->len);
        g_autofree char *message = g_strdup_printf("`%s%s` is no number", sign, valid);
        return token_of(cursor, ORM_TOKEN_ERROR, orm_intern(message), start);
    }
    if (negative)
        g_string_prepend_c(text, '-');
    return token_of(cursor, ORM_TOKEN_NUMBER, intern_valid(text), start);
}

static OrmToken read_stray(OrmSourceCursor *cursor, OrmSourcePoint start)
{
    int byte = orm_source_cursor_next(cursor);
    if (byte == '\'')
        return token_of(cursor, ORM_TOKEN_ERROR,
                        "a character constant is no value here; write a string, in double quotes", start);
    g_autofree char *message = g_ascii_isprint((gchar)byte) ? g_strdup_printf("unexpected `%c`", byte)
                                                            : g_strdup_printf("unexpected byte 0x%02x", (guint)byte);
    return token_of(cursor, ORM_TOKEN_ERROR, orm_intern(message), start);
}

OrmToken orm_annotation_token(OrmSourceCursor *cursor)
{
    static const struct {
        char byte;
        OrmTokenKind kind;
    } marks[] = {{',', ORM_TOKEN_COMMA}, {'=', ORM_TOKEN_EQUALS}, {'(', ORM_TOKEN_OPEN}, {')', ORM_TOKEN_CLOSE}};

    orm_source_cursor_skip_blanks(cursor);
    OrmSourcePoint start = cursor->at;
    int byte = orm_source_cursor_peek(cursor);
    if (byte == ORM_CURSOR_END)
        return token_of(cursor, ORM_TOKEN_END, NULL, start);
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (byte == marks[i].byte) {
            orm_source_cursor_next(cursor);
            return token_of(cursor, marks[i].kind, NULL, start);
        }
    }
    if (starts_name(byte))
        return read_name(cursor);
    if (byte == '"')
        return read_string(cursor, start);
    if (is_digit(byte) || byte == '.' || byte == '-' || byte == '+')
        return read_number(cursor);
    return read_stray(cursor, start);
}

static void skip_literal(OrmSourceCursor *cursor)
{
    int quote = orm_source_cursor_next(cursor);
    for (;;) {
        int byte = orm_source_cursor_peek(cursor);
        if (byte == ORM_CURSOR_END || byte == '\n')
            return;
        orm_source_cursor_next(cursor);
        if (byte == quote)
            return;
        if (byte == '\\')
            orm_source_cursor_next(cursor);
    }
}

gboolean orm_source_parentheses(OrmSourceCursor *cursor)
{
    OrmSourceCursor ahead = *cursor;
    orm_source_cursor_skip_blanks(&ahead);
    if (orm_source_cursor_peek(&ahead) != '(')
        return FALSE;
    gsize depth = 0;
    do {
        orm_source_cursor_skip_blanks(&ahead);
        int byte = orm_source_cursor_peek(&ahead);
        if (byte == ORM_CURSOR_END)
            break;
        if (byte == '"' || byte == '\'') {
            skip_literal(&ahead);
            continue;
        }
        depth += byte == '(';
        depth -= byte == ')';
        orm_source_cursor_next(&ahead);
    } while (depth > 0);
    *cursor = ahead;
    return TRUE;
}
