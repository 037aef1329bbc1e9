/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/name_scan_text.h"

#include <string.h>

enum { LETTER = 1, DIGIT = 2 };

/* Every byte of every header of a batch is looked up here. */
static const guint8 classes[256] = {
    ['a' ... 'z'] = LETTER, ['A' ... 'Z'] = LETTER,   ['_'] = LETTER,
    ['$'] = LETTER,         [0x80 ... 0xff] = LETTER, ['0' ... '9'] = DIGIT,
};

gboolean orm_scan_starts_name(char byte)
{
    return classes[(guint8)byte] == LETTER;
}

static gboolean continues_name(char byte)
{
    return classes[(guint8)byte] != 0;
}

gboolean orm_scan_name(OrmNameScan *scan)
{
    const char *start = scan->at;
    while (scan->at < scan->end && continues_name(*scan->at))
        scan->at++;
    gsize length = (gsize)(scan->at - start);
    if (length == 0 || length > ORM_LONGEST_NAME)
        return FALSE;
    memcpy(scan->name, start, length);
    scan->name[length] = '\0';
    return TRUE;
}

static void skip_comment(OrmNameScan *scan)
{
    gboolean block = scan->at[1] == '*';
    scan->at += 2;
    for (const char *start = scan->at; scan->at < scan->end; scan->at++) {
        if (!block && *scan->at == '\n' && scan->at[-1] != '\\')
            return;
        if (block && *scan->at == '/' && scan->at > start && scan->at[-1] == '*') {
            scan->at++;
            return;
        }
    }
}

static gboolean at_comment(const OrmNameScan *scan)
{
    return scan->end - scan->at > 1 && scan->at[0] == '/' && (scan->at[1] == '/' || scan->at[1] == '*');
}

void orm_scan_literal(OrmNameScan *scan)
{
    char quote = *scan->at;
    for (scan->at++; scan->at < scan->end && *scan->at != quote && *scan->at != '\n'; scan->at++)
        if (*scan->at == '\\' && scan->end - scan->at > 1)
            scan->at++;
    if (scan->at < scan->end && *scan->at == quote)
        scan->at++;
}

void orm_scan_number(OrmNameScan *scan)
{
    while (scan->at < scan->end && (continues_name(*scan->at) || *scan->at == '.'))
        scan->at++;
}

void orm_scan_blanks(OrmNameScan *scan, gboolean lines)
{
    while (scan->at < scan->end) {
        gboolean joined = *scan->at == '\\' && scan->end - scan->at > 1 && (scan->at[1] == '\n' || scan->at[1] == '\r');
        if (at_comment(scan))
            skip_comment(scan);
        else if (joined)
            scan->at += 2;
        else if (g_ascii_isspace(*scan->at) && (lines || *scan->at != '\n'))
            scan->at++;
        else
            return;
    }
}

void orm_scan_line(OrmNameScan *scan)
{
    const char *newline = memchr(scan->at, '\n', (gsize)(scan->end - scan->at));
    scan->at = newline == NULL ? scan->end : newline;
}
