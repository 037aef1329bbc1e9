/* SPDX-License-Identifier: MIT */
/* Stepping through a C text: names, literals, numbers, blanks. Internal to the scans of name_scan.h. */
#ifndef ORM_EXTRACT_NAME_SCAN_TEXT_H
#define ORM_EXTRACT_NAME_SCAN_TEXT_H

#include "analyzer/extract/name_scan.h"

#define ORM_LONGEST_NAME 255

typedef struct {
    const char *at, *end; /* what is left of the text */
    OrmScanFunction function;
    gpointer data;
    char name[ORM_LONGEST_NAME + 1]; /* read last */
    gboolean after_keyword;          /* `struct` and the like came right before */
    gboolean after_enum;
    gboolean after_typedef;           /* nothing but `struct` or `union` since */
    gboolean after_sizeof;            /* nothing but signs since */
    gboolean uses;                    /* names that are used are asked for, too */
    gboolean in_definition;           /* of a macro */
    guint directives;                 /* so far */
    guint depth;                      /* of conditions */
    char guard[ORM_LONGEST_NAME + 1]; /* what the first directive asks for, if it is an #ifndef */
    gboolean guarded;                 /* and the second defines it */
} OrmNameScan;

gboolean orm_scan_starts_name(char byte);

/** Reads the name that starts here into `name`. FALSE, and it is skipped, when it is too long. */
gboolean orm_scan_name(OrmNameScan *scan);

/** A literal ends on its line. */
void orm_scan_literal(OrmNameScan *scan);
void orm_scan_number(OrmNameScan *scan);

/** Blanks, joined lines and comments; with `lines` ends of lines, too. */
void orm_scan_blanks(OrmNameScan *scan, gboolean lines);

/** Up to the end of the line. */
void orm_scan_line(OrmNameScan *scan);

/** What follows a `#`: reports what the directive does. Names behind a #define are left to the caller. */
void orm_scan_directive(OrmNameScan *scan);

#endif
