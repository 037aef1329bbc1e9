/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/name_scan.h"
#include "analyzer/extract/name_scan_text.h"

#include <string.h>

static gboolean is_keyword(OrmNameScan *scan)
{
    scan->after_enum = FALSE;
    switch (scan->name[0]) {
    case 'e':
        scan->after_enum = strcmp(scan->name, "enum") == 0;
        return scan->after_enum;
    case 's':
        return strcmp(scan->name, "struct") == 0;
    case 'u':
        return strcmp(scan->name, "union") == 0;
    default:
        return strcmp(scan->name, "class") == 0;
    }
}

/* A pointer to a struct, a declaration and a definition of one need no definition elsewhere, nor does a typedef. */
static gboolean needs_definition(OrmNameScan *scan, gboolean of_typedef)
{
    if (of_typedef && !scan->after_enum)
        return FALSE;
    OrmNameScan ahead = {.at = scan->at, .end = scan->end};
    orm_scan_blanks(&ahead, TRUE);
    char next = ahead.at < ahead.end ? *ahead.at : ';';
    return next != '{' && next != ';' && next != ':' && (next != '*' || scan->after_enum);
}

/* Asked of every name. */
static gboolean is_sizeof(const char *name)
{
    static const char *const words[] = {"_Alignof", "__alignof__", "__typeof", "__typeof__", NULL};
    switch (name[0]) {
    case 's':
        return strcmp(name, "sizeof") == 0;
    case 't':
        return strcmp(name, "typeof") == 0 || strcmp(name, "typeof_unqual") == 0;
    case 'a':
        return strcmp(name, "alignof") == 0;
    default:
        return name[0] == '_' && g_strv_contains(words, name);
    }
}

static void meet_name(OrmNameScan *scan)
{
    gboolean measured = scan->after_sizeof;
    scan->after_sizeof = FALSE;
    if (!orm_scan_name(scan))
        return;
    if (is_sizeof(scan->name)) {
        scan->after_sizeof = TRUE;
        return;
    }
    if (measured)
        scan->function(ORM_SCANNED_MEASURED, scan->name, scan->data);
    gboolean tag = scan->after_keyword, value = tag && needs_definition(scan, scan->after_typedef);
    scan->after_keyword = is_keyword(scan);
    if (scan->after_keyword)
        return;
    scan->after_typedef = strcmp(scan->name, "typedef") == 0;
    scan->function(tag ? ORM_SCANNED_TAG : ORM_SCANNED_USE, scan->name, scan->data);
    if (value)
        scan->function(ORM_SCANNED_VALUE, scan->name, scan->data);
}

void orm_scan_names_of(const char *text, gsize length, OrmScanFunction function, gpointer data)
{
    OrmNameScan scan = {.at = text, .end = text + length, .function = function, .data = data, .uses = TRUE};
    gboolean fresh = TRUE; /* nothing but blanks since the line began */
    while (scan.at < scan.end) {
        const char *blanks = scan.at;
        orm_scan_blanks(&scan, TRUE);
        fresh = fresh || memchr(blanks, '\n', (gsize)(scan.at - blanks)) != NULL;
        if (fresh && scan.in_definition) {
            scan.in_definition = FALSE;
            function(ORM_SCANNED_END, "", data);
        }
        if (scan.at == scan.end)
            return;
        char byte = *scan.at;
        if (orm_scan_starts_name(byte)) {
            meet_name(&scan);
        } else if (byte == '#' && fresh) {
            scan.after_keyword = FALSE;
            scan.at++;
            orm_scan_directive(&scan);
        } else {
            scan.after_keyword = scan.after_typedef = FALSE;
            if (byte == '"' || byte == '\'')
                orm_scan_literal(&scan);
            else if (g_ascii_isdigit(byte))
                orm_scan_number(&scan);
            else
                scan.at++;
        }
        fresh = FALSE;
    }
}
