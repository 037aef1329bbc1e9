/* SPDX-License-Identifier: MIT */
#include "rules/wrap.h"

#include <string.h>

#define WIDTH 80

typedef struct {
    GString *out;
    guint indent;  /* of every line */
    guint hanging; /* further, of the lines after an item's first */
    guint column;  /* 0: no line is open */
} Wrap;

static void end_line(Wrap *wrap)
{
    if (wrap->column > 0)
        g_string_append_c(wrap->out, '\n');
    wrap->column = 0;
}

static void open_line(Wrap *wrap, guint indent)
{
    g_string_append_printf(wrap->out, "%*s", (int)indent, "");
    wrap->column = indent;
}

static void add_word(Wrap *wrap, const char *word)
{
    guint width = (guint)g_utf8_strlen(word, -1);
    if (wrap->column > 0 && wrap->column + 1 + width > WIDTH) {
        end_line(wrap);
        open_line(wrap, wrap->indent + wrap->hanging);
    } else if (wrap->column == 0) {
        open_line(wrap, wrap->indent);
    } else {
        g_string_append_c(wrap->out, ' ');
        wrap->column++;
    }
    g_string_append(wrap->out, word);
    wrap->column += width;
}

/* Bytes of an item's mark ("- ", "12. "), 0 when the line begins none. */
static guint item_mark(const char *line)
{
    if (g_str_has_prefix(line, "- ") || g_str_has_prefix(line, "* "))
        return 2;
    size_t digits = strspn(line, "0123456789");
    return digits > 0 && g_str_has_prefix(line + digits, ". ") ? (guint)digits + 2 : 0;
}

static void add_line_of_prose(Wrap *wrap, const char *line)
{
    guint mark = item_mark(line);
    if (mark > 0) {
        end_line(wrap);
        wrap->hanging = mark;
    }
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0')
            add_word(wrap, words[i]);
}

static void add_verbatim(Wrap *wrap, const char *line)
{
    end_line(wrap);
    if (*line != '\0')
        g_string_append_printf(wrap->out, "%*s%s", (int)wrap->indent, "", line);
    g_string_append_c(wrap->out, '\n');
}

void orm_wrap(GString *out, const char *text, guint indent)
{
    Wrap wrap = {.out = out, .indent = indent};
    gboolean fenced = FALSE;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint count = g_strv_length(lines);
    while (count > 0 && *lines[count - 1] == '\0')
        count--;
    for (guint i = 0; i < count; i++) {
        gboolean fence = g_str_has_prefix(lines[i], "```");
        if (fence) {
            fenced = !fenced;
            end_line(&wrap);
        } else if (fenced || g_str_has_prefix(lines[i], "    ")) {
            add_verbatim(&wrap, lines[i]);
        } else if (*lines[i] == '\0') {
            end_line(&wrap);
            wrap.hanging = 0;
            g_string_append_c(out, '\n');
        } else {
            add_line_of_prose(&wrap, lines[i]);
        }
    }
    end_line(&wrap);
}

void orm_indent(GString *out, const char *text, guint indent)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint count = g_strv_length(lines);
    while (count > 0 && *lines[count - 1] == '\0')
        count--;
    for (guint i = 0; i < count; i++)
        g_string_append_printf(out, "%*s%s\n", *lines[i] == '\0' ? 0 : (int)indent, "", lines[i]);
}
