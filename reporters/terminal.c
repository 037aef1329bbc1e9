/* SPDX-License-Identifier: MIT */
#include "reporters/terminal.h"

#include <string.h>

#define REPLACEMENT 0xFFFD
#define CONTROL_PICTURES 0x2400
#define DELETE 0x7F
#define DELETE_PICTURE 0x2421

OrmStyle orm_style_of(OrmSeverity severity)
{
    switch (severity) {
    case ORM_SEVERITY_ERROR:
        return ORM_STYLE_ERROR;
    case ORM_SEVERITY_WARNING:
        return ORM_STYLE_WARNING;
    default:
        return ORM_STYLE_INFO;
    }
}

void orm_style_begin(GString *out, gboolean color, OrmStyle style)
{
    static const char *const sequences[] = {
        [ORM_STYLE_ERROR] = "\033[1;31m", [ORM_STYLE_WARNING] = "\033[1;33m", [ORM_STYLE_INFO] = "\033[1;34m",
        [ORM_STYLE_GUTTER] = "\033[34m",  [ORM_STYLE_MESSAGE] = "\033[1m",
    };
    if (color)
        g_string_append(out, sequences[style]);
}

void orm_style_end(GString *out, gboolean color)
{
    if (color)
        g_string_append(out, "\033[0m");
}

/* Marks, embeddings, overrides and isolates of bidirectional text, and the separators that break a line: what is read
 * would not be what is compiled. */
static gboolean reorders(gunichar character)
{
    return character == 0x061C || character == 0x200E || character == 0x200F ||
           (character >= 0x2028 && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

static gunichar shown(gunichar character)
{
    if (character < 0x20)
        return CONTROL_PICTURES + character;
    if (character == DELETE)
        return DELETE_PICTURE;
    if (g_unichar_iscntrl(character) || reorders(character))
        return REPLACEMENT;
    return character;
}

static guint width_of(gunichar character)
{
    if (g_unichar_iszerowidth(character))
        return 0;
    return g_unichar_iswide(character) ? 2 : 1;
}

gsize orm_terminal_append_char(GString *out, const char *text, gsize length, guint *width)
{
    gunichar character = *text == '\0' ? 0 : g_utf8_get_char_validated(text, (gssize)length);
    if (character == (gunichar)-1 || character == (gunichar)-2) {
        g_string_append_unichar(out, REPLACEMENT);
        *width = 1;
        return 1;
    }
    gunichar visible = shown(character);
    g_string_append_unichar(out, visible);
    *width = width_of(visible);
    return *text == '\0' ? 1 : (gsize)g_unichar_to_utf8(character, NULL);
}

guint orm_terminal_append(GString *out, const char *text)
{
    guint total = 0, width = 0;
    for (gsize left = strlen(text); left > 0;) {
        gsize read = orm_terminal_append_char(out, text, left, &width);
        total += width;
        text += read;
        left -= read;
    }
    return total;
}

guint orm_terminal_width(const char *text)
{
    g_autoptr(GString) ignored = g_string_new(NULL);
    return orm_terminal_append(ignored, text);
}
