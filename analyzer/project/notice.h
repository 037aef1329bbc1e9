/* SPDX-License-Identifier: MIT */
/* Notices of this room: trouble with files and compile commands. */
#ifndef ORM_PROJECT_NOTICE_H
#define ORM_PROJECT_NOTICE_H

#include "analyzer/facts/facts.h"

/** Adds a notice about `file` (as reported; NULL: none) at `line` (0: the whole file). The message is a printf format
 * and becomes valid UTF-8. */
void orm_project_notice(GPtrArray *notices, OrmNoticeLevel level, const char *file, guint line, const char *format, ...)
    G_GNUC_PRINTF(5, 6);

#endif
