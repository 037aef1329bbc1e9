/* SPDX-License-Identifier: MIT */
/* Operands that stand for others. */
#ifndef ORM_VERBS_OPERANDS_H
#define ORM_VERBS_OPERANDS_H

#include <glib.h>

/**
 * The operands (of const char *), with each `@FILE` replaced by what FILE names, one in each line, `@FILE` among them
 * too. Array of char *, owned by the caller; NULL after an error, which has been told.
 */
GPtrArray *orm_operands_expand(const GPtrArray *operands);

#endif
