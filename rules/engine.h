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
/** The nearest rule name only: for places where no family may stand (ORM_ALLOW). */
const char *orm_rule_nearest_rule(const char *name);

/** Levels of all rules; starts with the defaults. */
typedef struct OrmRuleSet OrmRuleSet;
OrmRuleSet *orm_rule_set_new(void);
void orm_rule_set_free(OrmRuleSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmRuleSet, orm_rule_set_free)

/**
 * Sets the level of a rule, a family or `all`; each call builds on those before it. Returns FALSE, and changes nothing, when the name or the level is unknown.
 *
 * - "off": silent. Rules that are always on stay on.
 * - "on": speaks, opt-in rules included, with the severity stated before, else the catalogue's.
 * - "error", "warning", "info": the severity. For a rule by name it also switches it on; for a family or `all` it switches on what is on by default, but
 *   not what was switched off by a narrower name (`c-int-width` = off before `c` = warning).
 * - "default": everything as in the catalogue again.
 *
 * For a command line, apply the configuration, then --severity, then --select (orm_rule_set_select), then --ignore.
 */
gboolean orm_rule_set_level(OrmRuleSet *set, const char *name, const char *level);
/** Where some levels hold; owned by the set. */
typedef struct OrmRuleWhere OrmRuleWhere;

/**
 * Names a part of the findings: those in files that match one of `files` (globs, relative to the absolute folder
 * `root`), and about tables that match one of `tables` (names with `*` and `?`). Either may be NULL: any. Globs must be
 * valid.
 */
const OrmRuleWhere *orm_rule_set_where(OrmRuleSet *set, const GPtrArray *files, const GPtrArray *tables,
                                       const char *root);

/** orm_rule_set_level for that part of the findings only. */
gboolean orm_rule_set_level_where(OrmRuleSet *set, const OrmRuleWhere *where, const char *name, const char *level);

/**
 * Leaves on only the rules that `names` (of const char *: rules, families, `all`) cover, opt-in ones included, and those
 * that are always on. What was switched off for a part of the findings stays off there.
 */
void orm_rule_set_select(OrmRuleSet *set, const GPtrArray *names);

/** Sets an option of a rule: one value, or the items of a list (NULL-terminated). FALSE when there is no such option. */
gboolean orm_rule_set_option(OrmRuleSet *set, const char *rule, const char *option, const char *const *values);

/** The option's fallback as YAML: "true", "3", "[a, b]". Free with g_free. */
char *orm_rule_option_fallback(const OrmRuleOption *option);

/** Effective severity where nothing special holds; ORM_SEVERITY_OFF when off. */
OrmSeverity orm_rule_set_severity(const OrmRuleSet *set, const OrmRule *rule);

/** What rules judge. All borrowed. */
typedef struct {
    const OrmGraph *graph;           /* the models */
    const OrmComparison *comparison; /* with the actual schema; NULL: none was given, or it could not be read */
    const OrmCatalog *catalog;       /* the actual schema, its faults and migration steps; NULL: none was given */
    GHashTable *new_files;           /* set of char *: absolute paths of the files of SQL whose steps are new; NULL: all */
    gboolean lint_schema;            /* judge the tables of the actual schema too, with the families that need no models */
} OrmRulesInput;

/** Runs every rule that is on, and appends an OrmRuleTiming for each to `timings` (may be NULL). As orm_rules_run. */
GPtrArray *orm_rules_judge(const OrmRulesInput *input, const OrmRuleSet *set, GArray *timings);

/**
 * Runs every rule that is on over the graph. Returns the findings (of OrmFinding *, owned by the array), unsorted; suppressed ones (ORM_ALLOW) are marked.
 * What a rule reports does not depend on which others are on.
 */
GPtrArray *orm_rules_run(const OrmGraph *graph, const OrmRuleSet *set);

/** What one rule took, for --timings. */
typedef struct {
    const OrmRule *rule;
    gint64 microseconds;
    guint findings; /* suppressed ones included */
} OrmRuleTiming;

#endif
