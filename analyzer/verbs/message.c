/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/message.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "reporters/terminal.h"

static gboolean is_set(const char *variable)
{
    const char *value = g_getenv(variable);
    return value != NULL && *value != '\0';
}

static gboolean is_set_and_not_zero(const char *variable)
{
    return is_set(variable) && strcmp(g_getenv(variable), "0") != 0;
}

gboolean orm_use_color(const OrmArguments *arguments, int fd)
{
    const char *when = arguments != NULL ? orm_arguments_value(arguments, ORM_OPTION_COLOR) : NULL;
    if (when != NULL && strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    if (fd < 0 || is_set("NO_COLOR"))
        return FALSE;
    if (is_set_and_not_zero("CLICOLOR_FORCE") || is_set_and_not_zero("FORCE_COLOR"))
        return TRUE;
    if (g_strcmp0(g_getenv("CLICOLOR"), "0") == 0 || g_strcmp0(g_getenv("TERM"), "dumb") == 0)
        return FALSE;
    return isatty(fd) != 0;
}

void orm_message_error(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autoptr(GString) line = g_string_new("ormlint: error: ");
    orm_terminal_append(line, message);
    fprintf(stderr, "%s\n", line->str);
}

void orm_message_notice(const OrmNotice *notice, gboolean color)
{
    static const char *const names[] = {"error", "warning", "note"};
    static const OrmStyle styles[] = {ORM_STYLE_ERROR, ORM_STYLE_WARNING, ORM_STYLE_INFO};
    const OrmPlace *place = &notice->place;
    g_autoptr(GString) line = g_string_new(NULL);
    orm_terminal_append(line, place->file != NULL ? place->file : "ormlint");
    if (place->file != NULL && place->line > 0)
        g_string_append_printf(line, place->column > 0 ? ":%u:%u" : ":%u", place->line, place->column);
    g_string_append(line, ": ");
    orm_style_begin(line, color, styles[notice->level]);
    g_string_append(line, names[notice->level]);
    orm_style_end(line, color);
    g_string_append(line, ": ");
    orm_terminal_append(line, notice->message);
    fprintf(stderr, "%s\n", line->str);
}

gboolean orm_print(const char *text)
{
    if (fputs(text, stdout) >= 0 && fflush(stdout) == 0)
        return TRUE;
    orm_message_error("cannot write to standard output: %s", g_strerror(errno));
    return FALSE;
}
