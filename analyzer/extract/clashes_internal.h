/* SPDX-License-Identifier: MIT */
/* Between taking errors for clashes and looking at what is declared. */
#ifndef ORM_EXTRACT_CLASHES_INTERNAL_H
#define ORM_EXTRACT_CLASHES_INTERNAL_H

#include "analyzer/extract/clashes.h"

/* A name that clashes, in one of the sources that declare it. */
typedef struct {
    CXFile file;
    gboolean is_told;  /* the compiler told of it here: of one declaration in vain, it is silent about the next */
    guint offset;      /* where it did */
    gboolean is_found; /* and a function or variable is declared there */
    CXCursor first;    /* its first declaration in the source */
    guint definitions;
    gboolean in_doubt;
} OrmClash;

struct OrmClashes {
    OrmSources *sources;
    GHashTable *members;            /* set of interned absolute paths */
    GHashTable *by_name;            /* interned name -> GPtrArray of OrmClash *, owned */
    GHashTable *declared_elsewhere; /* set of the values of `by_name` whose names headers declare */
    GHashTable *troubled;           /* set of interned reported paths */
};

/** Whether it is one of the sources. */
gboolean orm_clashes_has(const OrmClashes *clashes, CXFile file);

/** NULL: the name, interned, is not known to clash, or not declared by the source. */
OrmClash *orm_clashes_find(const OrmClashes *clashes, CXFile file, const char *name);

/** Adds what is known of a name in the source to those of the same name. */
OrmClash *orm_clashes_add(GPtrArray *same, CXFile file);

#endif
