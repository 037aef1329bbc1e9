/* SPDX-License-Identifier: MIT */
/* A place shown in its source: the line in a gutter, and marks below it. */
#ifndef ORM_REPORTERS_SOURCE_FRAME_H
#define ORM_REPORTERS_SOURCE_FRAME_H

#include "reporters/source.h"
#include "reporters/terminal.h"

typedef struct OrmSourceFrame OrmSourceFrame;

/**
 * Lays out a place: its line, or its first and last line. Tabs are expanded to 4 columns, a line wider than
 * ORM_FRAME_WIDTH is cut around the marks ("…"). NULL when the place is unknown, the file cannot be read, or it has
 * changed so that the place is no longer in it.
 */
OrmSourceFrame *orm_source_frame_new(OrmSources *sources, const OrmPlace *place);
void orm_source_frame_free(OrmSourceFrame *frame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmSourceFrame, orm_source_frame_free)

/** Digits of the largest line number in it. */
guint orm_source_frame_digits(const OrmSourceFrame *frame);

/** Whether a label of `width` columns fits beside the marks. */
gboolean orm_source_frame_fits(const OrmSourceFrame *frame, guint width);

typedef struct {
    guint gutter; /* columns for line numbers */
    char mark;    /* '^' or '-' */
    OrmStyle style;
    const char *label; /* beside the marks; NULL: none */
    gboolean color;
} OrmFrameStyle;

void orm_source_frame_append(GString *out, const OrmSourceFrame *frame, const OrmFrameStyle *style);

#endif
