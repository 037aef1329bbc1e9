/* SPDX-License-Identifier: MIT */
/* The rules as reports describe them: reporters know no rules. */
#ifndef ORM_VERBS_DESCRIBE_H
#define ORM_VERBS_DESCRIBE_H

#include "reporters/reporter.h"
#include "rules/engine.h"

/** Every rule, by name, with the severity that `set` gives it; NULL: as one that did not run. Free with g_array_unref.
 */
GArray *orm_describe_rules(const OrmRuleSet *set);

#endif
