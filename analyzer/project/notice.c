/* SPDX-License-Identifier: MIT */
#include "analyzer/project/notice.h"

void orm_project_notice(GPtrArray *notices, OrmNoticeLevel level, const char *file, guint line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *raw = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *message = g_utf8_make_valid(raw, -1);
    OrmNotice *notice = g_new0(OrmNotice, 1);
    notice->level = level;
    notice->place = (OrmPlace){.file = orm_intern(file), .line = line, .end_line = line};
    notice->message = orm_intern(message);
    g_ptr_array_add(notices, notice);
}
