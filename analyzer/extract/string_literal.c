/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/string_literal.h"

static const char nul_message[] = "a string cannot hold a NUL character";
static const char range_message[] = "the escape sequence stands for no character";

static const struct {
    char letter;
    char meaning;
} simple_escapes[] = {{'a', '\a'}, {'b', '\b'}, {'e', 27},    {'f', '\f'},  {'n', '\n'}, {'r', '\r'},
                      {'t', '\t'}, {'v', '\v'}, {'\\', '\\'}, {'\'', '\''}, {'"', '"'},  {'?', '?'}};

static int octal_digit(int byte)
{
    return byte >= '0' && byte <= '7' ? byte - '0' : -1;
}

static int hexadecimal_digit(int byte)
{
    return byte == ORM_CURSOR_END ? -1 : g_ascii_xdigit_value((gchar)byte);
}

/* Reads at most `most` digits; `*count` says how many there were. A value too large for any character stays too large.
 */
static guint32 read_digits(OrmSourceCursor *cursor, int (*digit)(int), guint base, guint most, guint *count)
{
    guint32 value = 0;
    *count = 0;
    while (*count < most && digit(orm_source_cursor_peek(cursor)) >= 0) {
        guint32 longer = value * base + (guint32)digit(orm_source_cursor_next(cursor));
        value = MIN(longer, 0x200000u);
        (*count)++;
    }
    return value;
}

static const char *append_byte(GString *out, guint32 value)
{
    if (value == 0)
        return nul_message;
    if (value > 0xff)
        return range_message;
    g_string_append_c(out, (gchar)value);
    return NULL;
}

static const char *read_universal_name(OrmSourceCursor *cursor, GString *out, guint digits)
{
    guint count;
    guint32 value = read_digits(cursor, hexadecimal_digit, 16, digits, &count);
    if (count != digits || !g_unichar_validate(value))
        return range_message;
    if (value == 0)
        return nul_message;
    g_string_append_unichar(out, value);
    return NULL;
}

/* Reads what follows a backslash. */
static const char *read_escape(OrmSourceCursor *cursor, GString *out)
{
    guint count;
    if (octal_digit(orm_source_cursor_peek(cursor)) >= 0)
        return append_byte(out, read_digits(cursor, octal_digit, 8, 3, &count));
    int byte = orm_source_cursor_next(cursor);
    if (byte == 'u' || byte == 'U')
        return read_universal_name(cursor, out, byte == 'u' ? 4 : 8);
    if (byte == 'x') {
        guint32 value = read_digits(cursor, hexadecimal_digit, 16, G_MAXUINT, &count);
        return count == 0 ? range_message : append_byte(out, value);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(simple_escapes); i++) {
        if (byte == simple_escapes[i].letter) {
            g_string_append_c(out, simple_escapes[i].meaning);
            return NULL;
        }
    }
    return "unknown escape sequence";
}

const char *orm_string_literal(OrmSourceCursor *cursor, GString *out, OrmPlace *fault)
{
    OrmSourcePoint start = cursor->at;
    orm_source_cursor_next(cursor);
    for (;;) {
        OrmSourcePoint here = cursor->at;
        int byte = orm_source_cursor_peek(cursor);
        if (byte == ORM_CURSOR_END || byte == '\n') {
            *fault = orm_source_cursor_place(cursor, start);
            return "the string is not closed";
        }
        orm_source_cursor_next(cursor);
        if (byte == '"')
            return NULL;
        if (byte == '\0') {
            *fault = orm_source_cursor_place(cursor, here);
            return nul_message;
        }
        const char *message = NULL;
        if (byte == '\\')
            message = read_escape(cursor, out);
        else
            g_string_append_c(out, (gchar)byte);
        if (message != NULL) {
            *fault = orm_source_cursor_place(cursor, here);
            return message;
        }
    }
}
