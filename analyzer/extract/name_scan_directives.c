/* SPDX-License-Identifier: MIT */
/* What directives do to names. */
#include "analyzer/extract/name_scan_text.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static void report(const OrmNameScan *scan, OrmScanned what)
{
    scan->function(what, scan->name, scan->data);
}

/* Whether what is met here depends on a condition. */
static gboolean is_optional(const OrmNameScan *scan)
{
    return scan->depth > (scan->guarded ? 1U : 0U);
}

/* What follows `#include`: <a.h> or "a.h". */
static void read_included(OrmNameScan *scan)
{
    orm_scan_blanks(scan, FALSE);
    char open = scan->at < scan->end ? *scan->at : '\0', close = open == '<' ? '>' : '"';
    if (open != '<' && open != '"')
        return;
    const char *start = ++scan->at;
    while (scan->at < scan->end && *scan->at != close && *scan->at != '\n')
        scan->at++;
    gsize length = (gsize)(scan->at - start);
    if (scan->at == scan->end || *scan->at != close || length > ORM_LONGEST_NAME)
        return;
    memcpy(scan->name, start, length);
    scan->name[length] = '\0';
    report(scan, ORM_SCANNED_INCLUDE);
}

static void read_definition(OrmNameScan *scan, gboolean undefined)
{
    orm_scan_blanks(scan, FALSE);
    if (!orm_scan_name(scan))
        return;
    if (scan->directives == 2 && scan->depth == 1 && !undefined && strcmp(scan->name, scan->guard) == 0)
        scan->guarded = TRUE;
    scan->in_definition = !undefined;
    report(scan, undefined ? ORM_SCANNED_UNDEF : is_optional(scan) ? ORM_SCANNED_MAYBE : ORM_SCANNED_DEFINE);
}

/* The names up to the end of the line. */
static void read_condition(OrmNameScan *scan)
{
    for (;;) {
        orm_scan_blanks(scan, FALSE);
        if (scan->at == scan->end || *scan->at == '\n')
            return;
        if (*scan->at == '\'' || *scan->at == '"') {
            orm_scan_literal(scan);
        } else if (g_ascii_isdigit(*scan->at)) {
            orm_scan_number(scan);
        } else if (!orm_scan_starts_name(*scan->at)) {
            scan->at++;
        } else if (orm_scan_name(scan) && strcmp(scan->name, "defined") != 0) {
            report(scan, ORM_SCANNED_CONDITION);
            if (scan->uses)
                report(scan, ORM_SCANNED_USE);
        }
    }
}

static void open_condition(OrmNameScan *scan, gboolean negated)
{
    scan->depth++;
    read_condition(scan);
    if (scan->directives == 1 && negated)
        g_strlcpy(scan->guard, scan->name, sizeof scan->guard);
}

static void close_condition(OrmNameScan *scan)
{
    scan->depth -= scan->depth > 0 ? 1 : 0;
    if (scan->depth > 0 || !scan->guarded)
        return;
    scan->guarded = FALSE;
    OrmNameScan ahead = {.at = scan->at, .end = scan->end};
    orm_scan_line(&ahead);
    orm_scan_blanks(&ahead, TRUE);
    if (ahead.at == ahead.end)
        report(scan, ORM_SCANNED_GUARD);
}

static void read_pragma(OrmNameScan *scan)
{
    orm_scan_blanks(scan, FALSE);
    if (orm_scan_name(scan) && strcmp(scan->name, "once") == 0)
        report(scan, ORM_SCANNED_GUARD);
}

/* What is defined is no use, and what is included no name. */
void orm_scan_directive(OrmNameScan *scan)
{
    orm_scan_blanks(scan, FALSE);
    if (!orm_scan_name(scan))
        return;
    scan->directives += scan->directives > 0 || !g_str_has_prefix(scan->name, "include") ? 1 : 0;
    if (strcmp(scan->name, "define") == 0 || strcmp(scan->name, "undef") == 0) {
        read_definition(scan, scan->name[0] == 'u');
    } else if (g_str_has_prefix(scan->name, "include") || strcmp(scan->name, "import") == 0) {
        read_included(scan);
        orm_scan_line(scan);
    } else if (strcmp(scan->name, "if") == 0 || strcmp(scan->name, "ifdef") == 0 || strcmp(scan->name, "ifndef") == 0) {
        open_condition(scan, strcmp(scan->name, "ifdef") != 0);
    } else if (g_str_has_prefix(scan->name, "el")) {
        scan->guarded = scan->guarded && scan->depth > 1; /* a second time there is something else in the text */
        if (strcmp(scan->name, "else") != 0)
            read_condition(scan);
    } else if (strcmp(scan->name, "endif") == 0) {
        close_condition(scan);
    } else if (strcmp(scan->name, "pragma") == 0) {
        read_pragma(scan);
    }
}

/* A directive in a comment counts, too: it does no harm. */
void orm_scan_directives_of(const char *text, gsize length, OrmScanFunction function, gpointer data)
{
    OrmNameScan scan = {.at = text, .end = text + length, .function = function, .data = data};
    while (scan.at < scan.end) {
        orm_scan_blanks(&scan, TRUE);
        if (scan.at < scan.end && *scan.at == '#') {
            scan.at++;
            orm_scan_directive(&scan);
        }
        orm_scan_line(&scan);
    }
}

static gboolean at_hash(const OrmNameScan *scan)
{
    return *scan->at == '#' || (*scan->at == '%' && scan->end - scan->at > 1 && scan->at[1] == ':');
}

static void pass_directive(OrmNameScan *scan)
{
    while (scan->at < scan->end && *scan->at != '\n') {
        const char *start = scan->at;
        orm_scan_blanks(scan, FALSE);
        if (scan->at > start || scan->at == scan->end)
            continue;
        if (*scan->at == '"' || *scan->at == '\'')
            orm_scan_literal(scan);
        else if (*scan->at != '\n')
            scan->at++;
    }
}

void orm_scan_directive_lines(const char *text, gsize length, OrmDirectiveFunction function, gpointer data)
{
    OrmNameScan scan = {.at = text, .end = text + length};
    if (length >= strlen(BYTE_ORDER_MARK) && memcmp(text, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0)
        scan.at += strlen(BYTE_ORDER_MARK);
    for (gboolean fresh = TRUE; scan.at < scan.end;) {
        orm_scan_blanks(&scan, FALSE);
        if (scan.at == scan.end)
            return;
        if (*scan.at == '\n') {
            fresh = TRUE;
            scan.at++;
        } else if (fresh && at_hash(&scan)) {
            const char *start = scan.at += *scan.at == '#' ? 1 : 2;
            pass_directive(&scan);
            function(start, (gsize)(scan.at - start), data);
        } else {
            fresh = FALSE;
            if (*scan.at == '"' || *scan.at == '\'')
                orm_scan_literal(&scan);
            else
                scan.at++;
        }
    }
}
