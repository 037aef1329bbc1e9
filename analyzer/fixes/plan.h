/* SPDX-License-Identifier: MIT */
/* Which fixes are applied together, and what comes of the files. */
#ifndef ORM_FIXES_PLAN_H
#define ORM_FIXES_PLAN_H

#include "analyzer/findings/finding.h"
#include "analyzer/fixes/source.h"

/** A file with the edits that are to be made in it. */
typedef struct {
    const OrmSource *source;
    GArray *replacements; /* of OrmFixReplacement, in the order of the text, none touching another */
} OrmFixedFile;

/** The bytes from `start` to `end` become `text`, which the finding's fix owns. */
typedef struct {
    gsize start, end;
    const char *text;
} OrmFixReplacement;

typedef struct {
    GPtrArray *files;  /* of OrmFixedFile *, owned, by name */
    guint fixed;       /* findings that the plan mends */
    guint overlapping; /* findings left to a second run: their edits touch those of others */
    guint only_unsafe; /* findings left because their fix is not safe */
    guint refused;     /* findings left because they need a file that must not be touched */
} OrmFixPlan;

/**
 * Takes the resolved fixes of all findings that are not suppressed, the safe ones first, in the order of the findings;
 * unsafe ones only if `with_unsafe`. A fix is taken as a whole or not at all: not when it touches what another one
 * changes, unless both make the same edit, and not when it needs one of `untouchable` (of const char *; may be NULL).
 * The plan borrows from `sources` and `findings`. Never NULL.
 */
OrmFixPlan *orm_fix_plan_new(OrmFixSources *sources, GPtrArray *findings, gboolean with_unsafe, GPtrArray *untouchable);
void orm_fix_plan_free(OrmFixPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmFixPlan, orm_fix_plan_free)

/** The file's bytes with the edits made; `length` of them. Free with g_free. */
char *orm_fixed_file_text(const OrmFixedFile *file, gsize *length);

/** The plan as a unified diff, which `git apply` and `patch -p1` take in the working directory; "" for none. Free with
 * g_free. */
char *orm_fix_plan_diff(const OrmFixPlan *plan);

/**
 * Writes a file: as a whole or not at all, through a symbolic link, with its mode kept. FALSE with `error` set when it
 * cannot be written, may not be, or is no longer as it was read.
 */
gboolean orm_fixed_file_write(const OrmFixedFile *file, GError **error);

#endif
