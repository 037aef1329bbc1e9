/* SPDX-License-Identifier: MIT */
/* compile_commands.json: where it is, and what it says. */
#ifndef ORM_PROJECT_COMPILE_COMMANDS_H
#define ORM_PROJECT_COMPILE_COMMANDS_H

#include "analyzer/project/command.h"

/**
 * Where the compile commands of a project lie: the files and folders of `named` when there are any, else what is found
 * from each of `folders` (absolute) upwards: the nearest folder with a compile_commands.json, or with one in build*\/
 * or out/ below it, and not beyond the top of a repository. Returns real paths (of char *), sorted, each once; what is
 * named and missing becomes a notice. Owned by the caller.
 */
GPtrArray *orm_compile_commands_find(const GPtrArray *named, const GPtrArray *folders, OrmPaths *paths,
                                     GPtrArray *notices);

/**
 * Reads a database and adds to `commands` (of OrmCommand *, owned) what compiles C sources that exist. An entry that
 * cannot be used becomes a notice with its number, and so does a file that is no database.
 */
void orm_compile_commands_read(const char *database, OrmPaths *paths, GPtrArray *commands, GPtrArray *notices);

/** Sorts by source, settings and arguments, and drops what comes twice, so that the order of databases and entries does
 * not matter. */
void orm_compile_commands_sort(GPtrArray *commands);

#endif
