/* SPDX-License-Identifier: MIT */
/* The names that a C text uses, and what its directives define and include: found without the compiler, which does not
 * say by which of several ways a name came to be known. */
#ifndef ORM_EXTRACT_NAME_SCAN_H
#define ORM_EXTRACT_NAME_SCAN_H

#include <glib.h>

typedef enum {
    ORM_SCANNED_DEFINE,  /* of a macro */
    ORM_SCANNED_UNDEF,   /* of a macro */
    ORM_SCANNED_INCLUDE, /* the file as it is spelled, without quotes */
    ORM_SCANNED_USE,     /* any name but a tag */
    ORM_SCANNED_TAG,     /* a name behind `struct`, `union`, `enum` or `class` */
    ORM_SCANNED_VALUE    /* a tag where its definition must be known; comes beside ORM_SCANNED_TAG */
} OrmScanned;

typedef void (*OrmScanFunction)(OrmScanned what, const char *name, gpointer data);

/** Calls `function` for each directive of those kinds, in order. Names end with NUL and are lent. */
void orm_scan_directives_of(const char *text, gsize length, OrmScanFunction function, gpointer data);

/** Calls `function` for each use of a name and each tag, in order, those in directives included; comments and literals
 * hold none. Names of more than 255 bytes are left out. */
void orm_scan_uses_of(const char *text, gsize length, OrmScanFunction function, gpointer data);

#endif
