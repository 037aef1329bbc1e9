/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/object_name.h"

#include <string.h>

#include "analyzer/facts/intern.h"

#define NAME_BYTES 63 /* NAMEDATALEN - 1 */

/* No more bytes than the limit, which is within the name, and no character cut in two. */
static gsize clip(const char *name, gsize limit)
{
    while (limit > 0 && ((guchar)name[limit] & 0xc0) == 0x80)
        limit--;
    return limit;
}

const char *orm_object_name(const char *table, const char *columns, const char *label)
{
    gsize room = NAME_BYTES - (strlen(label) + 1) - (columns != NULL ? 1 : 0);
    gsize first = strlen(table), second = columns != NULL ? strlen(columns) : 0;
    while (first + second > room) {
        if (first > second)
            first--;
        else
            second--;
    }
    g_autoptr(GString) name = g_string_new_len(table, (gssize)clip(table, first));
    if (columns != NULL) {
        g_string_append_c(name, '_');
        g_string_append_len(name, columns, (gssize)clip(columns, second));
    }
    g_string_append_printf(name, "_%s", label);
    return orm_intern(name->str);
}
