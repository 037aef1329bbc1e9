/* SPDX-License-Identifier: MIT */
/* What the program says about itself: messages and notices on standard error, whole texts on standard output. */
#ifndef ORM_VERBS_MESSAGE_H
#define ORM_VERBS_MESSAGE_H

#include "analyzer/facts/facts.h"
#include "analyzer/verbs/arguments.h"

/**
 * Whether to colour what goes to file descriptor `fd` (-1: a file that is not a terminal). `--color` decides; else
 * NO_COLOR, then CLICOLOR_FORCE and FORCE_COLOR, then CLICOLOR, whether it is a terminal, and TERM. `arguments` may be
 * NULL.
 */
gboolean orm_use_color(const OrmArguments *arguments, int fd);

/** Prints "ormlint: error: MESSAGE" (printf format) and a line end to standard error. */
void orm_message_error(const char *format, ...) G_GNUC_PRINTF(1, 2);

/** Prints a notice to standard error as compilers do: "FILE:LINE:COLUMN: error: MESSAGE". */
void orm_message_notice(const OrmNotice *notice, gboolean color);

/** Writes the text to standard output; says so on standard error and returns FALSE when that is not possible. */
gboolean orm_print(const char *text);

#endif
