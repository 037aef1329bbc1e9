/* SPDX-License-Identifier: MIT */
/* What the parts of the engine share; rules do not see it. */
#ifndef ORM_RULES_RUN_H
#define ORM_RULES_RUN_H

#include "rules/engine.h"

struct OrmRun {
    const OrmRulesInput *input;
    const OrmGraph *graph; /* the models, or the actual schema while that is judged itself */
    gboolean on_schema;    /* it is the actual schema */
    const OrmRuleSet *set;
    const OrmRule *rule; /* the one at work */
    GPtrArray *findings; /* of OrmFinding *, borrowed */
    GArray *step_objects; /* of guint8: orm_step_objects; NULL: nobody asked yet */
    GHashTable *met;     /* const OrmRule * -> set of what it asked orm_run_is_first about, owned */
    GHashTable *bounds;  /* OrmTable * -> GHashTable *, owned: the bounds of the columns of those that were asked for */
    GHashTable *used;    /* set of char *: the suppressions that a finding met (orm_suppression_key) */
};

/** Whether the rule is on for any part of the findings. */
gboolean orm_rule_set_somewhere(const OrmRuleSet *set, const OrmRule *rule);

/** The values of an option, NULL-terminated; borrowed. */
const char *const *orm_rule_set_values(const OrmRuleSet *set, const OrmRule *rule, const char *option);

/** Fills in the defaults of all rules' options. A hash table of "rule/option" -> GStrv. */
GHashTable *orm_rule_options_new(void);

/** What a finding is about, as far as levels depend on it. */
typedef struct {
    const char *file;  /* as reported; NULL: none */
    const char *table; /* NULL: none */
} OrmRuleSubject;

/**
 * The severity of a finding for which the rule itself asks for `wanted`: a severity stated by the user wins, but an
 * info is raised only when it was stated for this very rule, not for its family or `all`. ORM_SEVERITY_OFF when the
 * rule is off there.
 */
OrmSeverity orm_rule_set_severity_as(const OrmRuleSet *set, const OrmRule *rule, const OrmRuleSubject *subject,
                                     OrmSeverity wanted);

/**
 * The reason of the ORM_ALLOW or comment (of C sources, or of the catalog's SQL text; it may be NULL) that covers a
 * finding of the rule at `place` about `about`: "" when it gives none, NULL when there is no such. An ORM_ALLOW may stand on the field, on the model, or on the base or embedded
 * struct that holds the field, there or through ORM_ON. The key of each that covers it is added to `used` (may be
 * NULL). The reason is borrowed.
 */
const char *orm_suppression_reason(const OrmGraph *graph, const OrmCatalog *catalog, const OrmPlace *place,
                                   const OrmAbout *about, const OrmRule *rule, GHashTable *used);

/** What stands for one allowed rule in the set of used ones: the same for the same text read in two units. Free with
 * g_free. */
char *orm_suppression_key(const OrmPlace *place, const char *rule);

/** The reason that an ORM_ALLOW gives, or NULL. Borrowed. */
const char *orm_allow_reason(const OrmAnnotation *annotation);

/** Whether the file of SQL is one whose steps are judged. */
gboolean orm_run_judges_file(const OrmRun *run, const char *file);

/** Every rule that an ORM_ALLOW, an ORM_ON or a comment names, in the order of the facts; behind them the comments of
 * files of SQL that are judged. Of OrmSuppression *, owned; `rule_is_on` and `used` are not filled in. */
GPtrArray *orm_suppressions_list(const OrmRun *run);

/** Calls the hooks `suppression` of the run's rule for each of the list. What allows a rule with this hook comes last,
 * so that the others have been judged. */
void orm_suppressions_visit(OrmRun *run, GPtrArray *suppressions);

#endif
