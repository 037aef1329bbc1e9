/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/message.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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
    fprintf(stderr, "ormlint: error: %s\n", message);
}

void orm_message_notice(const OrmNotice *notice, gboolean color)
{
    static const char *const names[] = {"error", "warning", "note"};
    static const char *const colors[] = {"\033[1;31m", "\033[1;33m", "\033[1;36m"};
    const OrmPlace *place = &notice->place;
    fputs(place->file != NULL ? place->file : "ormlint", stderr);
    if (place->file != NULL && place->line > 0)
        fprintf(stderr, place->column > 0 ? ":%u:%u" : ":%u", place->line, place->column);
    fprintf(stderr, ": %s%s%s: %s\n", color ? colors[notice->level] : "", names[notice->level], color ? "\033[0m" : "",
            notice->message);
}

gboolean orm_print(const char *text)
{
    if (fputs(text, stdout) >= 0 && fflush(stdout) == 0)
        return TRUE;
    orm_message_error("cannot write to standard output: %s", g_strerror(errno));
    return FALSE;
}
