/* SPDX-License-Identifier: MIT */
/* The names that a C text uses, and what its directives define and include: found without the compiler, which does not
 * say by which of several ways a name came to be known. */
#ifndef ORM_EXTRACT_NAME_SCAN_H
#define ORM_EXTRACT_NAME_SCAN_H

#include <glib.h>

typedef enum {
    ORM_SCANNED_DEFINE,    /* of a macro, wherever the text is read */
    ORM_SCANNED_MAYBE,     /* the same under a condition other than the include guard */
    ORM_SCANNED_UNDEF,     /* of a macro */
    ORM_SCANNED_INCLUDE,   /* the file as it is spelled, without quotes */
    ORM_SCANNED_CONDITION, /* a name in #if, #ifdef and the like; comes beside ORM_SCANNED_USE */
    ORM_SCANNED_GUARD,     /* an include guard that holds the whole text, or #pragma once; the name means nothing */
    ORM_SCANNED_USE,       /* any name but a tag */
    ORM_SCANNED_TAG,       /* a name behind `struct`, `union`, `enum` or `class` */
    ORM_SCANNED_VALUE,     /* a tag where its definition must be known; comes beside ORM_SCANNED_TAG */
    ORM_SCANNED_MEASURED,  /* a name behind sizeof, typeof and the like; comes beside the others */
    ORM_SCANNED_END        /* what follows is no part of the last macro's definition any more; the name means nothing */
} OrmScanned;

typedef void (*OrmScanFunction)(OrmScanned what, const char *name, gpointer data);

/** Calls `function` for each thing of those kinds up to ORM_SCANNED_GUARD, in order. Names end with NUL and are lent.
 */
void orm_scan_directives_of(const char *text, gsize length, OrmScanFunction function, gpointer data);

/** Calls `function` for each thing of all kinds, in order; comments and literals hold no names. Names of more than 255
 * bytes are left out. */
void orm_scan_names_of(const char *text, gsize length, OrmScanFunction function, gpointer data);

/** `line` is what follows the `#`, lines that are joined included; not NUL-terminated. */
typedef void (*OrmDirectiveFunction)(const char *line, gsize length, gpointer data);

/** Calls `function` for each directive, in order; none is overlooked, and none in a comment counts. */
void orm_scan_directive_lines(const char *text, gsize length, OrmDirectiveFunction function, gpointer data);

#endif
