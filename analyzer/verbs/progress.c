/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/progress.h"

#include <stdio.h>

/* A run that ends before a person would wonder needs no line; more often than this no eye follows. */
#define LONG_MICROSECONDS (G_USEC_PER_SEC / 2)
#define STEP_MICROSECONDS (G_USEC_PER_SEC / 10)

void orm_progress_begin(OrmProgress *progress)
{
    *progress = (OrmProgress){.begin = g_get_monotonic_time()};
}

void orm_progress_tell(guint done, guint all, gpointer data)
{
    OrmProgress *progress = data;
    gint64 now = g_get_monotonic_time();
    if (now - progress->begin < LONG_MICROSECONDS || now - progress->last < STEP_MICROSECONDS)
        return;
    fprintf(stderr, "\r\033[Kreading files with models: %u of %u", done, all);
    fflush(stderr);
    progress->last = now;
    progress->shown = TRUE;
}

void orm_progress_end(OrmProgress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = FALSE;
}
