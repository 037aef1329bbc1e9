/* SPDX-License-Identifier: MIT */
/* Running a program from a test. */
#ifndef ORM_TESTS_SUPPORT_COMMAND_H
#define ORM_TESTS_SUPPORT_COMMAND_H

#include <glib.h>

/** What one run gave. */
typedef struct {
    char *command; /* as one would type it */
    int exit;      /* exit code; -1 when it could not be run or was killed by a signal */
    char *out;     /* standard output */
    char *err;     /* standard error, or why it could not be run */
} OrmCommandRun;

/** Runs `arguments` (NULL-terminated; the first is the program) in `folder` (NULL: this one). Never fails: see `exit`.
 */
OrmCommandRun *orm_command_run(const char *folder, const char *const *arguments);
void orm_command_run_free(OrmCommandRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmCommandRun, orm_command_run_free)

#endif
