/* SPDX-License-Identifier: MIT */
/* Which files the PATHs of the command line stand for. */
#ifndef ORM_PROJECT_FILES_H
#define ORM_PROJECT_FILES_H

#include "analyzer/facts/paths.h"
#include "analyzer/project/plan.h"

/** The C sources and headers of a project. */
typedef struct {
    GPtrArray *files;   /* of char *: real paths, sorted, each once */
    GPtrArray *folders; /* of char *: real paths of the PATHs, of a file its folder; sorted, each once */
} OrmProjectFiles;

/**
 * Finds the files. A folder gives its .c and .h files as git lists them (or, without git, all but those in hidden
 * folders) that `include` and `exclude` let through; a file that is named is taken whatever it is called. Trouble is
 * added to `notices` (of OrmNotice *). Free with orm_project_files_free.
 */
OrmProjectFiles *orm_project_files_find(const OrmPlanOptions *options, OrmPaths *paths, GPtrArray *notices);
void orm_project_files_free(OrmProjectFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmProjectFiles, orm_project_files_free)

/** Whether `path` is named like a C source (.c), not like a header. */
gboolean orm_is_c_source(const char *path);

#endif
