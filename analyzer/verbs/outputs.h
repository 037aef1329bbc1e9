/* SPDX-License-Identifier: MIT */
/* Where reports go: at most one to standard output, any number to files. */
#ifndef ORM_VERBS_OUTPUTS_H
#define ORM_VERBS_OUTPUTS_H

#include "analyzer/verbs/arguments.h"
#include "reporters/reporter.h"

/** Whether the values of `--format` go together: not two to one place. If not, says so on standard error. */
gboolean orm_outputs_check(const OrmArguments *arguments);

/**
 * Writes the report in each `--format` (text to standard output when there is none). A regular file is replaced as a
 * whole or not at all. Returns FALSE when one could not be written, which has been told on standard error; the others
 * are written.
 */
gboolean orm_outputs_write(const OrmArguments *arguments, const OrmReport *report);

#endif
