/* SPDX-License-Identifier: MIT */
/* What rules about integers of C and SQL share, so that they do not speak of the same fault. */
#ifndef ORM_RULES_INTEGERS_H
#define ORM_RULES_INTEGERS_H

#include "rules/other_side.h"

/**
 * What becomes of a value of the column because the field has the other sign: "a stored -1 is read as 255"; NULL:
 * nothing. Where large values do not fit as well, that is c-int-width or c-bitfield-width. Free with g_free.
 */
char *orm_run_effect_of_sign(const OrmRun *run, const OrmColumn *column);

#endif
