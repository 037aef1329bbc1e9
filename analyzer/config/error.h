/* SPDX-License-Identifier: MIT */
/* Faults of a configuration: each with its place in the text, all of them told at once. */
#ifndef ORM_CONFIG_ERROR_H
#define ORM_CONFIG_ERROR_H

#include <glib.h>

/** Lines and columns count from 1, columns in bytes; `end_column` is exclusive and on the same line. Line 0: the text
 * as a whole. */
typedef struct {
    guint line, column, end_column;
} OrmConfigPlace;

/** A text that settings are read from: a file, or one `--set KEY=VALUE`. */
typedef struct {
    const char *name; /* path as messages show it, or "--set" */
    const char *text; /* whole text, UTF-8, NUL-terminated */
    const char *base; /* absolute folder that relative paths count from */
} OrmConfigSource;

typedef struct {
    char *source; /* name of the source */
    OrmConfigPlace place;
    char *message; /* one sentence, lower case, without a full stop */
    char *help;    /* "did you mean `dialect`?", or NULL */
    char *text;    /* the line it stands in, without its line end; NULL when there is none */
} OrmConfigError;

/** New array of OrmConfigError *, which it owns. Free with g_ptr_array_unref. */
GPtrArray *orm_config_errors_new(void);

/** Adds an error (printf format) and returns it, owned by the array. */
OrmConfigError *orm_config_error_add(GPtrArray *errors, const OrmConfigSource *source, OrmConfigPlace place,
                                     const char *format, ...) G_GNUC_PRINTF(4, 5);

/** Sets the help line (printf format) of an error. */
void orm_config_error_help(OrmConfigError *error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/** Sorts by source, then place. */
void orm_config_errors_sort(GPtrArray *errors);

/** The errors as text, each with its line and a caret below the fault. Free with g_free. */
char *orm_config_errors_to_string(GPtrArray *errors, gboolean color);

#endif
