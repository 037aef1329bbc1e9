/* SPDX-License-Identifier: MIT */
#include "analyzer/config/error.h"

#include <string.h>

#define RED "\033[1;31m"
#define BLUE "\033[1;34m"
#define BOLD "\033[1m"
#define RESET "\033[0m"

static void error_free(gpointer data)
{
    OrmConfigError *error = data;
    g_free(error->source);
    g_free(error->message);
    g_free(error->help);
    g_free(error->text);
    g_free(error);
}

GPtrArray *orm_config_errors_new(void)
{
    return g_ptr_array_new_with_free_func(error_free);
}

/** Line `number` of `text` without its line end, or NULL when there is no such line. */
static char *line_of(const char *text, guint number)
{
    if (text == NULL || number == 0)
        return NULL;
    for (guint line = 1; line < number; line++) {
        text = strchr(text, '\n');
        if (text == NULL)
            return NULL;
        text++;
    }
    gsize length = strcspn(text, "\n");
    if (length > 0 && text[length - 1] == '\r')
        length--;
    return g_utf8_make_valid(text, (gssize)length);
}

OrmConfigError *orm_config_error_add(GPtrArray *errors, const OrmConfigSource *source, OrmConfigPlace place,
                                     const char *format, ...)
{
    OrmConfigError *error = g_new0(OrmConfigError, 1);
    va_list arguments;
    va_start(arguments, format);
    error->message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    error->source = g_strdup(source->name);
    error->place = place;
    error->text = line_of(source->text, place.line);
    g_ptr_array_add(errors, error);
    return error;
}

void orm_config_error_help(OrmConfigError *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_free(error->help);
    error->help = g_strdup_vprintf(format, arguments);
    va_end(arguments);
}

static gint compare(gconstpointer left, gconstpointer right)
{
    const OrmConfigError *a = *(OrmConfigError *const *)left, *b = *(OrmConfigError *const *)right;
    int order = strcmp(a->source, b->source);
    if (order == 0)
        order = (a->place.line > b->place.line) - (a->place.line < b->place.line);
    if (order == 0)
        order = (a->place.column > b->place.column) - (a->place.column < b->place.column);
    return order;
}

void orm_config_errors_sort(GPtrArray *errors)
{
    g_ptr_array_sort(errors, compare);
}

/** Cells that a terminal gives to a character; control characters are shown as one. */
static guint width_of(gunichar character)
{
    if (g_unichar_iszerowidth(character))
        return 0;
    return g_unichar_iswide(character) ? 2 : 1;
}

/** Appends `text` with every control character but the tab made visible, so that no text can steer the terminal. */
static void append_visible(GString *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (character != '\t' && g_unichar_iscntrl(character))
            g_string_append_unichar(out, 0xFFFD);
        else
            g_string_append_unichar(out, character);
    }
}

/** Appends what stands below `text`: blanks up to the fault (tabs kept, so that they line up), then carets below it. */
static void append_carets(GString *out, const char *text, OrmConfigPlace place)
{
    gsize length = strlen(text), start = MIN(place.column - 1, length), end = MIN(place.end_column - 1, length);
    for (const char *at = text; at < text + start; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (character == '\t')
            g_string_append_c(out, '\t');
        else
            for (guint cell = width_of(character); cell > 0; cell--)
                g_string_append_c(out, ' ');
    }
    guint cells = 0;
    for (const char *at = text + start; at < text + end; at = g_utf8_next_char(at))
        cells += width_of(g_utf8_get_char(at));
    for (cells = MAX(cells, 1); cells > 0; cells--)
        g_string_append_c(out, '^');
}

static void append_frame(GString *out, const OrmConfigError *error, gboolean color)
{
    const char *blue = color ? BLUE : "", *red = color ? RED : "", *reset = color ? RESET : "";
    int gutter = g_snprintf(NULL, 0, "%u", error->place.line);
    g_string_append_printf(out, "%*s%s-->%s %s:%u:%u\n", gutter, "", blue, reset, error->source, error->place.line,
                           error->place.column);
    if (error->text == NULL)
        return;
    g_string_append_printf(out, "%s%*s |\n%u |%s ", blue, gutter, "", error->place.line, reset);
    append_visible(out, error->text);
    g_string_append_printf(out, "\n%s%*s |%s %s", blue, gutter, "", reset, red);
    append_carets(out, error->text, error->place);
    if (error->help != NULL)
        g_string_append_printf(out, " %s", error->help);
    g_string_append_printf(out, "%s\n", reset);
}

char *orm_config_errors_to_string(GPtrArray *errors, gboolean color)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < errors->len; i++) {
        const OrmConfigError *error = errors->pdata[i];
        g_string_append_printf(out, "%serror%s%s: ", color ? RED : "", color ? RESET : "", color ? BOLD : "");
        append_visible(out, error->message);
        g_string_append_printf(out, "%s\n", color ? RESET : "");
        if (error->place.line > 0)
            append_frame(out, error, color);
        else
            g_string_append_printf(out, " --> %s\n", error->source);
        if (error->help != NULL && (error->place.line == 0 || error->text == NULL))
            g_string_append_printf(out, "  = help: %s\n", error->help);
    }
    return g_string_free(out, FALSE);
}
