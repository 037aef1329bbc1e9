/* SPDX-License-Identifier: MIT */
#include "reporters/xml.h"

/* XML 1.0, production 2. */
static gboolean is_allowed(gunichar character)
{
    return character == '\t' || character == '\n' || character == '\r' || (character >= 0x20 && character <= 0xd7ff) ||
           (character >= 0xe000 && character <= 0xfffd) || character >= 0x10000;
}

/* Without what is forbidden. Free with g_free. */
static char *allowed_text(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *kept = g_string_new(NULL);
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at))
        if (is_allowed(g_utf8_get_char(at)))
            g_string_append_unichar(kept, g_utf8_get_char(at));
    return g_string_free(kept, FALSE);
}

void orm_xml_text(GString *out, const char *text)
{
    g_autofree char *allowed = allowed_text(text);
    g_autofree char *escaped = g_markup_escape_text(allowed, -1);
    g_string_append(out, escaped);
}

void orm_xml_attribute(GString *out, const char *name, const char *value)
{
    g_autoptr(GString) escaped = g_string_new(NULL);
    orm_xml_text(escaped, value);
    /* A reader would make them blanks. */
    g_string_replace(escaped, "\n", "&#10;", 0);
    g_string_replace(escaped, "\r", "&#13;", 0);
    g_string_replace(escaped, "\t", "&#9;", 0);
    g_string_append_printf(out, " %s=\"%s\"", name, escaped->str);
}

void orm_xml_number(GString *out, const char *name, guint value)
{
    g_string_append_printf(out, " %s=\"%u\"", name, value);
}
