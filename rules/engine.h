/* SPDX-License-Identifier: MIT */
/* The engine: which rules are on at which level, and the walk over the graph that calls them. */
#ifndef ORM_RULES_ENGINE_H
#define ORM_RULES_ENGINE_H

#include "rules/rule.h"

/** The rules of rules.def, NULL-terminated, in the catalogue's order. */
extern const OrmRule *const orm_rules[];

const OrmRule *orm_rule_find(const char *name);
/** "mapping", "key", ...; parse returns FALSE for no family. */
const char *orm_family_name(OrmFamily family);
gboolean orm_family_parse(const char *name, OrmFamily *family);
/** The nearest rule or family name to a misspelt one, or NULL. */
const char *orm_rule_nearest(const char *name);

/** Levels of all rules; starts with the defaults. */
typedef struct OrmRuleSet OrmRuleSet;
OrmRuleSet *orm_rule_set_new(void);
void orm_rule_set_free(OrmRuleSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmRuleSet, orm_rule_set_free)

/**
 * Sets the level of a rule, a family or `all`: a severity word, "off", "on" (default severity, opt-in ones included) or "default" (back to the catalogue's).
 * Returns FALSE when the name or the level is unknown.
 */
gboolean orm_rule_set_level(OrmRuleSet *set, const char *name, const char *level);
/** Effective severity; ORM_SEVERITY_OFF when off. */
OrmSeverity orm_rule_set_severity(const OrmRuleSet *set, const OrmRule *rule);

/**
 * Runs every rule that is on over the graph. Returns the findings (of OrmFinding *, owned by the array), unsorted; suppressed ones (ORM_ALLOW) are marked.
 * What a rule reports does not depend on which others are on.
 */
GPtrArray *orm_rules_run(const OrmGraph *graph, const OrmRuleSet *set);

/** The rule's page as text for a terminal, Markdown or JSON. Free with g_free. */
typedef enum { ORM_PAGE_TEXT, ORM_PAGE_MARKDOWN } OrmPageFormat;

#endif
