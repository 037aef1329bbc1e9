/* SPDX-License-Identifier: MIT */
/* A rule explained: its page, and the catalogue of all of them, for `ormlint rule` and docs/rules/. */
#ifndef ORM_RULES_PAGE_H
#define ORM_RULES_PAGE_H

#include <jansson.h>

#include "rules/engine.h"

typedef enum { ORM_PAGE_TEXT, ORM_PAGE_MARKDOWN } OrmPageFormat;

/**
 * The rule's page: what, why, a faulty and a correct example (those of its fixtures), fix, how to suppress and
 * configure it. Text is wrapped for a terminal of 80 columns. Ends with a newline. Free with g_free.
 */
char *orm_rule_page(const OrmRule *rule, OrmPageFormat format);

/** All rules by family, a table each: name, severity, default, summary. Markdown links to NAME.md beside it. Free with
 * g_free. */
char *orm_rule_catalogue(OrmPageFormat format);

/**
 * The rule as JSON: name, family, severity, enabled ("on", "opt-in", "always"), fix_kind ("none", "hint", "edit"),
 * summary, why, fix, options (each with name, kind, default as YAML, help), and example with faulty, faulty_schema,
 * correct and correct_schema (strings or null). A new reference.
 */
json_t *orm_rule_to_json(const OrmRule *rule);

/** "on", "opt-in", "always". */
const char *orm_rule_default_name(OrmRuleDefault enabled);

/** The family's heading: "Keys and foreign keys". */
const char *orm_family_title(OrmFamily family);

#endif
