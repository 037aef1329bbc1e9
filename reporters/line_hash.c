/* SPDX-License-Identifier: MIT */
#include "reporters/line_hash.h"

#define WINDOW 100
#define BASE 37
#define END_OF_FILE 0xffff
#define NO_LINE 0

/* A rolling hash over the last WINDOW units. When a line's first unit has become the oldest, the hash is the line's. */
typedef struct {
    guint16 units[WINDOW];
    guint lines[WINDOW]; /* the line that begins at the unit, or NO_LINE */
    guint oldest;
    guint64 hash;
    guint64 leaving; /* BASE to the power of WINDOW: weight of the unit that leaves */
    guint line;
    gboolean at_start, after_return;
    GHashTable *seen; /* hash, as text -> how often */
    GPtrArray *hashes;
} Rolling;

static void emit(Rolling *rolling)
{
    char *text = g_strdup_printf("%" G_GINT64_MODIFIER "x", rolling->hash);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(rolling->seen, text)) + 1;
    g_ptr_array_add(rolling->hashes, g_strdup_printf("%s:%u", text, number));
    g_hash_table_replace(rolling->seen, text, GUINT_TO_POINTER(number));
    rolling->lines[rolling->oldest] = NO_LINE;
}

static void push(Rolling *rolling, guint16 unit)
{
    guint64 left = rolling->units[rolling->oldest];
    rolling->units[rolling->oldest] = unit;
    rolling->hash = rolling->hash * BASE + unit - rolling->leaving * left;
    rolling->oldest = (rolling->oldest + 1) % WINDOW;
}

static void read_unit(Rolling *rolling, guint16 unit)
{
    gboolean second_of_pair = rolling->after_return && unit == '\n';
    rolling->after_return = unit == '\r';
    if (unit == ' ' || unit == '\t' || second_of_pair)
        return;
    if (unit == '\r')
        unit = '\n';
    if (rolling->lines[rolling->oldest] != NO_LINE)
        emit(rolling);
    if (rolling->at_start)
        rolling->lines[rolling->oldest] = ++rolling->line;
    rolling->at_start = unit == '\n';
    push(rolling, unit);
}

/* Bytes at `text` that become one �: a character that breaks off, or one byte. */
static gsize invalid_length(const char *text, gsize length)
{
    gsize broken = 1;
    while (broken < length && broken < 4 && g_utf8_get_char_validated(text, (gssize)broken + 1) == (gunichar)-2)
        broken++;
    return broken;
}

static void read_text(Rolling *rolling, const char *text, gsize length)
{
    for (gsize at = 0; at < length;) {
        gunichar character = text[at] == '\0' ? 0 : g_utf8_get_char_validated(text + at, (gssize)(length - at));
        if (character == (gunichar)-1 || character == (gunichar)-2) {
            at += invalid_length(text + at, length - at);
            character = 0xfffd;
        } else {
            at += (gsize)(g_utf8_next_char(text + at) - (text + at));
        }
        if (character >= 0x10000) {
            read_unit(rolling, (guint16)(0xd800 + ((character - 0x10000) >> 10)));
            character = 0xdc00 + ((character - 0x10000) & 0x3ff);
        }
        read_unit(rolling, (guint16)character);
    }
}

GPtrArray *orm_line_hashes(const char *text, gsize length)
{
    Rolling rolling = {.leaving = 1,
                       .at_start = TRUE,
                       .seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                       .hashes = g_ptr_array_new_with_free_func(g_free)};
    for (guint i = 0; i < WINDOW; i++)
        rolling.leaving *= BASE;
    read_text(&rolling, text, length);
    read_unit(&rolling, END_OF_FILE);
    /* Zeros follow, until the last line's start is the oldest. */
    for (guint i = 0; i < WINDOW; i++) {
        if (rolling.lines[rolling.oldest] != NO_LINE)
            emit(&rolling);
        push(&rolling, 0);
    }
    g_hash_table_unref(rolling.seen);
    return rolling.hashes;
}
