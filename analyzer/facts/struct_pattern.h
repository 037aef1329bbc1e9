/* SPDX-License-Identifier: MIT */
/* Structs chosen by their names rather than by annotations: what the setting `map` is about. */
#ifndef ORM_FACTS_STRUCT_PATTERN_H
#define ORM_FACTS_STRUCT_PATTERN_H

#include "analyzer/facts/facts.h"
#include "analyzer/facts/glob.h"

/** What a `*` stands for: a part of another text, not terminated. */
typedef struct {
    const char *text;
    gsize length;
} OrmStar;

/** Whether the text (of `length` bytes) is the pattern, in which one `*` may stand for any part of it; all of the text
 * where there is none. `star` may be NULL. */
gboolean orm_star_match(const char *pattern, const char *text, gsize length, OrmStar *star);

/** The pattern with its `*` replaced. Free with g_free. */
char *orm_star_fill(const char *pattern, OrmStar star);

typedef struct {
    char *name;         /* pattern of tags and typedef names; one `*` at most */
    OrmGlobs *files;    /* NULL: any */
    GPtrArray *globs;   /* of char *: what `files` is made of; NULL: any */
    GPtrArray *exclude; /* of char *: names with `*` and `?`; NULL: none */
    char *root, *here;  /* real paths: what globs and what reported paths count from */
} OrmStructPattern;

/**
 * A pattern of struct names, restricted to files that match one of the globs `files` (NULL: any; relative to the folder
 * `root`) and without the names that `exclude` matches (NULL: none). Of const char *; both are copied, and the globs
 * must be valid.
 */
OrmStructPattern *orm_struct_pattern_new(const char *name, const GPtrArray *files, const GPtrArray *exclude,
                                         const char *root);
void orm_struct_pattern_free(OrmStructPattern *pattern);

/** Whether structs in that file, as reported or absolute, may match. */
gboolean orm_struct_pattern_covers(const OrmStructPattern *pattern, const char *file);

/** Whether the name (of `length` bytes) matches and is not excluded. `star` may be NULL. */
gboolean orm_struct_pattern_names(const OrmStructPattern *pattern, const char *name, gsize length, OrmStar *star);

#endif
