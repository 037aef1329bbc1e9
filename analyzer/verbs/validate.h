/* SPDX-License-Identifier: MIT */
#ifndef ORM_VERBS_VALIDATE_H
#define ORM_VERBS_VALIDATE_H

#include "analyzer/verbs/options.h"

/** Whether `value` is one that the option takes; if not, sets `error` with the nearest that is. */
gboolean orm_validate(const OrmOption *option, const char *value, GError **error);

/** The error for a word that is none of `candidates` (NULL-terminated): "unknown WHAT `word`; did you mean ...?". */
void orm_validate_unknown(const char *what, const char *word, const char *const *candidates, GError **error);

#endif
