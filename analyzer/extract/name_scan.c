/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/name_scan.h"

#include <string.h>

#define LONGEST_NAME 255

typedef struct {
    const char *at, *end;
    OrmScanFunction function;
    gpointer data;
    char name[LONGEST_NAME + 1]; /* read last */
    gboolean after_keyword;      /* `struct` and the like came right before */
    gboolean after_enum;
} NameScan;

enum { LETTER = 1, DIGIT = 2 };

/* Every byte of every header of a batch is looked up here. */
static const guint8 classes[256] = {
    ['a' ... 'z'] = LETTER, ['A' ... 'Z'] = LETTER,   ['_'] = LETTER,
    ['$'] = LETTER,         [0x80 ... 0xff] = LETTER, ['0' ... '9'] = DIGIT,
};

static gboolean starts_name(char byte)
{
    return classes[(guint8)byte] == LETTER;
}

static gboolean continues_name(char byte)
{
    return classes[(guint8)byte] != 0;
}

/* Reads the name that starts here into `name`. FALSE, and it is skipped, when it is too long. */
static gboolean read_name(NameScan *scan)
{
    const char *start = scan->at;
    while (scan->at < scan->end && continues_name(*scan->at))
        scan->at++;
    gsize length = (gsize)(scan->at - start);
    if (length == 0 || length > LONGEST_NAME)
        return FALSE;
    memcpy(scan->name, start, length);
    scan->name[length] = '\0';
    return TRUE;
}

static void skip_comment(NameScan *scan)
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

static gboolean at_comment(const NameScan *scan)
{
    return scan->end - scan->at > 1 && scan->at[0] == '/' && (scan->at[1] == '/' || scan->at[1] == '*');
}

/* A literal ends on its line. */
static void skip_literal(NameScan *scan)
{
    char quote = *scan->at;
    for (scan->at++; scan->at < scan->end && *scan->at != quote && *scan->at != '\n'; scan->at++)
        if (*scan->at == '\\' && scan->end - scan->at > 1)
            scan->at++;
    if (scan->at < scan->end)
        scan->at++;
}

static void skip_number(NameScan *scan)
{
    while (scan->at < scan->end && (continues_name(*scan->at) || *scan->at == '.'))
        scan->at++;
}

/* Blanks, joined lines and comments. */
static void skip_blanks(NameScan *scan, gboolean lines)
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

static gboolean is_keyword(NameScan *scan)
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

/* A pointer to a struct, a declaration and a definition of one need no definition elsewhere. */
static gboolean needs_definition(NameScan *scan)
{
    NameScan ahead = {.at = scan->at, .end = scan->end};
    skip_blanks(&ahead, TRUE);
    char next = ahead.at < ahead.end ? *ahead.at : ';';
    return next != '{' && next != ';' && next != ':' && (next != '*' || scan->after_enum);
}

static void meet_name(NameScan *scan)
{
    if (!read_name(scan))
        return;
    gboolean tag = scan->after_keyword, value = tag && needs_definition(scan);
    scan->after_keyword = is_keyword(scan);
    if (scan->after_keyword)
        return;
    scan->function(tag ? ORM_SCANNED_TAG : ORM_SCANNED_USE, scan->name, scan->data);
    if (value)
        scan->function(ORM_SCANNED_VALUE, scan->name, scan->data);
}

static void skip_line(NameScan *scan)
{
    const char *newline = memchr(scan->at, '\n', (gsize)(scan->end - scan->at));
    scan->at = newline == NULL ? scan->end : newline;
}

/* Behind the `#`. What is defined is no use, and what is included no name. */
static void skip_directive_head(NameScan *scan)
{
    skip_blanks(scan, FALSE);
    if (!read_name(scan))
        return;
    if (strcmp(scan->name, "define") == 0 || strcmp(scan->name, "undef") == 0) {
        skip_blanks(scan, FALSE);
        read_name(scan);
    } else if (g_str_has_prefix(scan->name, "include") || strcmp(scan->name, "import") == 0) {
        skip_line(scan);
    }
}

void orm_scan_uses_of(const char *text, gsize length, OrmScanFunction function, gpointer data)
{
    NameScan scan = {.at = text, .end = text + length, .function = function, .data = data};
    while (scan.at < scan.end) {
        skip_blanks(&scan, TRUE);
        if (scan.at == scan.end)
            return;
        char byte = *scan.at;
        if (starts_name(byte)) {
            meet_name(&scan);
            continue;
        }
        scan.after_keyword = FALSE;
        if (byte == '"' || byte == '\'') {
            skip_literal(&scan);
        } else if (g_ascii_isdigit(byte)) {
            skip_number(&scan);
        } else {
            scan.at++;
            if (byte == '#')
                skip_directive_head(&scan);
        }
    }
}

/* What follows `#include`: <a.h> or "a.h". */
static void read_included(NameScan *scan)
{
    skip_blanks(scan, FALSE);
    char open = scan->at < scan->end ? *scan->at : '\0', close = open == '<' ? '>' : '"';
    if (open != '<' && open != '"')
        return;
    const char *start = ++scan->at;
    while (scan->at < scan->end && *scan->at != close && *scan->at != '\n')
        scan->at++;
    gsize length = (gsize)(scan->at - start);
    if (scan->at == scan->end || *scan->at != close || length > LONGEST_NAME)
        return;
    memcpy(scan->name, start, length);
    scan->name[length] = '\0';
    scan->function(ORM_SCANNED_INCLUDE, scan->name, scan->data);
}

static void read_directive(NameScan *scan)
{
    skip_blanks(scan, FALSE);
    if (!read_name(scan))
        return;
    gboolean defined = strcmp(scan->name, "define") == 0, undefined = strcmp(scan->name, "undef") == 0;
    if (g_str_has_prefix(scan->name, "include") || strcmp(scan->name, "import") == 0) {
        read_included(scan);
    } else if (defined || undefined) {
        skip_blanks(scan, FALSE);
        if (read_name(scan))
            scan->function(defined ? ORM_SCANNED_DEFINE : ORM_SCANNED_UNDEF, scan->name, scan->data);
    }
}

/* A directive in a comment counts, too: it does no harm. */
void orm_scan_directives_of(const char *text, gsize length, OrmScanFunction function, gpointer data)
{
    NameScan scan = {.at = text, .end = text + length, .function = function, .data = data};
    while (scan.at < scan.end) {
        skip_blanks(&scan, TRUE);
        if (scan.at < scan.end && *scan.at == '#') {
            scan.at++;
            read_directive(&scan);
        }
        skip_line(&scan);
    }
}
