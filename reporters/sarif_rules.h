/* SPDX-License-Identifier: MIT */
/* The rules of a SARIF log, and the results' indexes into them. */
#ifndef ORM_REPORTERS_SARIF_RULES_H
#define ORM_REPORTERS_SARIF_RULES_H

#include "reporters/json_values.h"
#include "reporters/reporter.h"

typedef struct {
    json_t *descriptors; /* reportingDescriptor objects, by name; owned until orm_sarif_rules_clear */
    GHashTable *indexes; /* name -> index + 1 */
} OrmSarifRules;

/** Describes the rules that ran and those that have findings. */
void orm_sarif_rules_init(OrmSarifRules *rules, const OrmReport *report);
void orm_sarif_rules_clear(OrmSarifRules *rules);

/** The index of a rule that has findings. */
guint orm_sarif_rules_index(const OrmSarifRules *rules, const char *name);

/** "error", "warning", "note", "none". */
const char *orm_sarif_level(OrmSeverity severity);

#endif
