/* SPDX-License-Identifier: MIT */
/* One compile command, reduced to what matters for reading declarations. */
#ifndef ORM_PROJECT_COMMAND_H
#define ORM_PROJECT_COMMAND_H

#include "analyzer/facts/paths.h"

typedef struct {
    char *file;           /* real path of the source */
    char *directory;      /* absolute: where the command runs */
    char *origin;         /* the database, as reported */
    GPtrArray *arguments; /* of char *, owned: see orm_command_new */
    GPtrArray *folders;   /* of char *, owned, absolute: where includes are searched, in order */
    GPtrArray *forced;    /* of char *, owned: -include and -imacros, absolute where they exist from `directory` */
    GPtrArray *settings;  /* of char *, owned, sorted: the arguments that can change what a declaration means: "-DX=1",
                             "-std=c99" */
    char *reading;        /* the settings in one string: two commands with the same one read a file alike */
    char *signature;      /* directory and arguments in one string: two commands with the same one are one */
} OrmCommand;

/**
 * Takes a command apart. Of the arguments it keeps the options that clang needs to read declarations as the compiler
 * does: include folders, macros, the language standard, forced includes, the target, and those -f and -m options that
 * change types. The compiler and what wraps it, sources, outputs, warnings, optimisation and all that clang may not
 * know are left out.
 *
 * `words` is the whole command (of char *), response files expanded. Returns NULL when it does not compile C. The
 * caller owns it.
 */
OrmCommand *orm_command_new(const char *file, const char *directory, const GPtrArray *words, const char *origin);
void orm_command_free(OrmCommand *command);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmCommand, orm_command_free)

/**
 * Replaces each `@file` in `words` (of char *, owned) by the words in that file, which counts from `directory`, and so
 * on inside. What cannot be read is left out and described in `problems` (of char *, owned).
 */
void orm_command_expand(GPtrArray *words, const char *directory, GPtrArray *problems);

#endif
