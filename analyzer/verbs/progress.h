/* SPDX-License-Identifier: MIT */
/* How far a long run is, on a terminal only. */
#ifndef ORM_VERBS_PROGRESS_H
#define ORM_VERBS_PROGRESS_H

#include <glib.h>

typedef struct {
    gboolean shown; /* a line stands on the terminal */
    gint64 begin;   /* monotonic time when it began, microseconds */
    gint64 last;    /* and when it was last written */
} OrmProgress;

/** Begins; nothing is written before the run has become long. */
void orm_progress_begin(OrmProgress *progress);

/** An OrmProgressFunction; `data` is the OrmProgress. */
void orm_progress_tell(guint done, guint all, gpointer data);

/** Takes the line away again. */
void orm_progress_end(OrmProgress *progress);

#endif
