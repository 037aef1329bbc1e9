/* SPDX-License-Identifier: MIT */
/*
 * Interned strings: one copy of each, kept to the end of the process, so that equal strings are equal pointers. GLib's
 * own g_intern_string will not do: it abandons its whole table each time 2048 strings more have come, which makes
 * gigabytes of a million column names.
 */
#ifndef ORM_FACTS_INTERN_H
#define ORM_FACTS_INTERN_H

#include <glib.h>
#include <string.h>

/** The one copy of the string (NULL for NULL). Never freed. May be called from any thread. */
const char *orm_intern(const char *text);

/** Whether two texts, neither of them NULL, are equal. Those that differ mostly do so in their first byte, which is
 * seen without a call: for short words that are looked for in a list. */
static inline gboolean orm_text_equal(const char *left, const char *right)
{
    return left == right || (left[0] == right[0] && strcmp(left, right) == 0);
}

#endif
