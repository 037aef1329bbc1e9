/* SPDX-License-Identifier: MIT */
/* What the parts of the engine share; rules do not see it. */
#ifndef ORM_RULES_RUN_H
#define ORM_RULES_RUN_H

#include "rules/engine.h"

struct OrmRun {
    const OrmGraph *graph;
    const OrmRuleSet *set;
    const OrmRule *rule; /* the one at work */
    GPtrArray *findings; /* of OrmFinding *, borrowed */
};

/**
 * The severity of a finding for which the rule itself asks for `wanted`: a severity stated by the user wins, but an
 * info is raised only when it was stated for this very rule, not for its family or `all`. ORM_SEVERITY_OFF when the
 * rule is off.
 */
OrmSeverity orm_rule_set_severity_as(const OrmRuleSet *set, const OrmRule *rule, OrmSeverity wanted);

/**
 * The reason of the ORM_ALLOW that covers a finding of the rule about `about`: "" when it gives none, NULL when there
 * is no such ORM_ALLOW. It may stand on the field, on the model, or on the base or embedded struct that holds the
 * field, there or through ORM_ON. Borrowed.
 */
const char *orm_suppression_reason(const OrmGraph *graph, const OrmAbout *about, const OrmRule *rule);

#endif
