/* SPDX-License-Identifier: MIT */
/* The command line, read by the table of options. */
#ifndef ORM_VERBS_ARGUMENTS_H
#define ORM_VERBS_ARGUMENTS_H

#include "analyzer/verbs/options.h"

#define ORM_ARGUMENTS_ERROR (g_quark_from_static_string("ormlint-arguments"))

typedef struct {
    char *const *argv; /* as given, NULL-terminated */
    const OrmVerb *verb;
    gboolean verb_named;                 /* FALSE: none was given and `check` is meant */
    GPtrArray *operands;                 /* of const char *: what is no option */
    GPtrArray *flags;                    /* of const char *: what followed `--`; NULL when there was no `--` */
    GPtrArray *values[ORM_OPTION_COUNT]; /* of const char *: each value given ("" for a flag); NULL when not given */
} OrmArguments;

/**
 * Reads `argv` (borrowed, as is every string of the result; argv[0] is the program). On wrong usage returns NULL and
 * sets `error`, whose message says what would be right. The caller frees the result.
 */
OrmArguments *orm_arguments_read(int argc, char *const *argv, GError **error);
void orm_arguments_free(OrmArguments *arguments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmArguments, orm_arguments_free)

gboolean orm_arguments_has(const OrmArguments *arguments, OrmOptionId option);
/** The (last) value, or NULL. */
const char *orm_arguments_value(const OrmArguments *arguments, OrmOptionId option);
/** Number of values; `index` counts from 0. */
guint orm_arguments_count(const OrmArguments *arguments, OrmOptionId option);
const char *orm_arguments_nth(const OrmArguments *arguments, OrmOptionId option, guint index);

#endif
