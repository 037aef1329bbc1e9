/* SPDX-License-Identifier: MIT */
/* The command of a file that has none. */
#ifndef ORM_PROJECT_GUESS_H
#define ORM_PROJECT_GUESS_H

#include "analyzer/project/command.h"

/** Whether `name` ("time.h") is a header of the C library that programs like to have a namesake of. */
gboolean orm_is_library_header(const char *name);

/** An include folder that no command names. */
typedef struct {
    char *folder;       /* absolute */
    const char *option; /* "-I", or "-iquote" where a header is named like one of the C library, so that <time.h> stays
                           the library's */
} OrmGuessedFolder;

/**
 * The include folders that a project without compile commands most likely has: the working directory, `folders` (of
 * char *, absolute, sorted), and the include/ and src/ in and beside each. Array of OrmGuessedFolder *, owned by the
 * caller.
 */
GPtrArray *orm_guess_folders(const GPtrArray *folders, const OrmPaths *paths);

/** Adds the options for the folders (of OrmGuessedFolder *), relative to the working directory where `directory` is
 * that. */
void orm_guess_arguments(GPtrArray *arguments, const GPtrArray *folders, const char *directory, const OrmPaths *paths);

/** The command of the source nearest to `path` in the tree of folders; `commands` is sorted by file. NULL when there is
 * none. */
const OrmCommand *orm_guess_nearest(const GPtrArray *commands, const char *path);

#endif
