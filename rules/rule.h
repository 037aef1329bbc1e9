/* SPDX-License-Identifier: MIT */
/*
 * A rule: one file below rules/<family>/, one line in rules.def, one folder below fixtures/. The file holds the rule's page text and its hooks; the
 * engine (engine.h) walks the graph and calls them. A hook keeps no state, prints nothing, and reports through orm_report.
 */
#ifndef ORM_RULES_RULE_H
#define ORM_RULES_RULE_H

#include "analyzer/compare/comparison.h"
#include "analyzer/findings/finding.h"
#include "analyzer/graph/graph.h"

typedef enum {
    ORM_FAMILY_MAPPING,
    ORM_FAMILY_KEY,
    ORM_FAMILY_RELATIONSHIP,
    ORM_FAMILY_INDEX,
    ORM_FAMILY_CONSTRAINT,
    ORM_FAMILY_NAMING,
    ORM_FAMILY_TYPE,
    ORM_FAMILY_INHERITANCE,
    ORM_FAMILY_DRIFT,
    ORM_FAMILY_MIGRATION,
    ORM_FAMILY_C,
    ORM_FAMILY_META
} OrmFamily;

typedef enum {
    ORM_RULE_ON,     /* on by default */
    ORM_RULE_OPT_IN, /* only when selected or configured */
    ORM_RULE_ALWAYS, /* cannot be switched off */
    ORM_RULE_WITH_SCHEMA,    /* on by default; has something to say only when an actual schema is given */
    ORM_RULE_WITH_MIGRATIONS /* on by default; has something to say only when files of SQL are given */
} OrmRuleDefault;

typedef enum { ORM_FIX_NONE, ORM_FIX_HINT, ORM_FIX_EDIT } OrmFixKind;

typedef enum {
    ORM_RULE_OPTION_FLAG,
    ORM_RULE_OPTION_NUMBER,
    ORM_RULE_OPTION_LIST /* of texts */
} OrmRuleOptionKind;

/** What a rule lets the user say beside its level: `suspect-foreign-key: {level: info, suffixes: [_ref]}`. */
typedef struct {
    const char *name; /* NULL: the end of a list of options */
    OrmRuleOptionKind kind;
    const char *fallback; /* what holds when it is not stated: "true", "3", "a,b"; "" for an empty list */
    const char *help;     /* what it does: one or more sentences (Markdown) */
    const char *choices;  /* of a list: the only texts it may hold, "a,b,c"; NULL: any */
} OrmRuleOption;

/** A rule at work: what a hook may know beside its object. */
typedef struct OrmRun OrmRun;

/** One rule that an ORM_ALLOW or a comment allows, or a comment that is wrong. */
typedef struct OrmSuppression OrmSuppression;

typedef struct {
    const char *name; /* kebab-case, as in the catalogue */
    OrmFamily family;
    OrmSeverity severity; /* default */
    OrmRuleDefault enabled;
    OrmFixKind fix_kind;
    const char *summary; /* one sentence: what it detects */
    const char *why;     /* what goes wrong in the user's program or database, with the source of the rule if it is not ours (Markdown) */
    const char *fix;     /* what to do (Markdown) */

    const OrmRuleOption *options; /* ends with a `name` of NULL; NULL: none */

    /* Hooks; any may be NULL. Each is called once per object in the graph's order. */
    void (*graph)(OrmRun *run, const OrmGraph *graph);
    void (*problem)(OrmRun *run, const OrmProblem *problem);
    void (*model)(OrmRun *run, const OrmModel *model);
    void (*table)(OrmRun *run, const OrmTable *table);
    void (*column)(OrmRun *run, const OrmColumn *column);
    void (*foreign_key)(OrmRun *run, const OrmForeignKey *key);
    void (*index)(OrmRun *run, const OrmIndex *index);
    void (*relationship)(OrmRun *run, const OrmRelationship *relationship); /* of models with a table only: those of an abstract struct are met where they are inherited */
    void (*difference)(OrmRun *run, const OrmDifference *difference); /* between models and actual schema, when one is given */
    void (*step)(OrmRun *run, const OrmMigrationStep *step); /* of the files of SQL that are new (all, unless --since says which) */
    void (*fault)(OrmRun *run, const OrmCatalogFault *fault); /* what of the actual schema could not be read */
    void (*suppression)(OrmRun *run, const OrmSuppression *suppression); /* called when all rules without this hook are done */
} OrmRule;

const OrmGraph *orm_run_graph(const OrmRun *run);
/** The models compared with the actual schema; NULL when none was given or it could not be read, and while the schema's own tables are judged
 * (--lint-schema). */
const OrmComparison *orm_run_comparison(const OrmRun *run);
/** The actual schema's catalog; NULL when none was given. */
const OrmCatalog *orm_run_catalog(const OrmRun *run);
/** All migration steps, those that came before the new ones too (for what an earlier statement of the same file made); never NULL. */
const GArray *orm_run_steps(const OrmRun *run);
/** Whether the tables at hand are the actual schema's own (--lint-schema), not the models'. */
gboolean orm_run_is_on_schema(const OrmRun *run);
OrmDialect orm_run_dialect(const OrmRun *run);

/** What the user stated for an option of the rule at work, else its fallback. The list is NULL-terminated and borrowed. */
gboolean orm_run_flag(const OrmRun *run, const char *option);
guint orm_run_number(const OrmRun *run, const char *option);
const char *const *orm_run_list(const OrmRun *run, const char *option);

/** Whether the rule at work asks about the object, or the place, for the first time in this run: for what several tables share and is reported
 * once. */
gboolean orm_run_is_first(OrmRun *run, const void *object);
gboolean orm_run_is_first_at(OrmRun *run, OrmPlace place);

/** What a finding is about: the reported object, and whose ORM_ALLOW counts. */
typedef struct {
    OrmObject object;
    const OrmModel *model;   /* NULL: none */
    const OrmStruct *record; /* the struct that holds the field, which may be a base or an embedded one; else the model's. NULL: none */
    const OrmField *field;   /* NULL: the struct as a whole */
} OrmAbout;

OrmAbout orm_about_model(const OrmModel *model);               /* kind table (view for a view), name NULL */
OrmAbout orm_about_table(const OrmTable *table);               /* the same */
OrmAbout orm_about_column(const OrmColumn *column);            /* kind column */
OrmAbout orm_about_primary_key(const OrmTable *table);         /* kind primary_key, name its stated name or NULL */
OrmAbout orm_about_foreign_key(const OrmForeignKey *key);      /* its column where it is stated on one and has no name; else kind foreign_key, name: its name, else its first column's */
OrmAbout orm_about_index(const OrmIndex *index);               /* kind index or unique, name: its name, else first column's */
OrmAbout orm_about_check(const OrmCheck *check);               /* kind check, name: its name or NULL; of an ORM_ENUM(check) the column's field */
OrmAbout orm_about_exclude(const OrmExclude *exclude);         /* kind check, name: its name or NULL */
OrmAbout orm_about_relationship(const OrmRelationship *relationship); /* kind relationship, name: the field */
OrmAbout orm_about_embed(const OrmEmbed *embed);
OrmAbout orm_about_field(const OrmModel *model, const OrmField *field, const char *path); /* a field that is no column; kind column */
OrmAbout orm_about_struct(const OrmStruct *record, const OrmField *field); /* a struct, or its field, that is no model; either may be NULL */
OrmAbout orm_about_problem(const OrmProblem *problem);         /* the column, relationship or embedding its field became; else the model or struct */

struct OrmSuppression {
    const char *form;  /* how the user wrote it: "ORM_ALLOW", "ormlint: allow", "ormlint: allow-file" */
    OrmPlace whole;    /* the annotation or the comment */
    OrmAbout about;    /* what it stands on; for a comment, the model or field beside it */
    const char *name;  /* the rule's name as written; NULL: the comment has a fault */
    OrmPlace place;    /* of the name, or of the fault */
    const char *fault; /* what is wrong with the comment; NULL: nothing */
    gboolean in_sql;   /* a comment of SQL text */
    gboolean first;    /* the first name of its annotation or comment */
    const char *reason;  /* NULL: none */
    const OrmRule *rule; /* the rule of that name; NULL: there is none */
    gboolean rule_is_on; /* in this run, which has what it judges */
    gboolean used;       /* a finding so far was one it speaks of */
};

/**
 * Reports a fault at `place` with the rule's effective severity; the message is a printf format, lower case, names in backquotes, without a full stop.
 * Returns the finding (owned by the run) so that help and related places can be added (orm_finding_help, orm_finding_related).
 */
OrmFinding *orm_report(OrmRun *run, OrmPlace place, OrmAbout about, const char *format, ...) G_GNUC_PRINTF(4, 5);

/**
 * The same with another severity than the rule's default, where the catalogue says so ("merely wider = I"). A severity set by the user wins over both, but an
 * info stays one unless the user set the severity of this very rule.
 */
OrmFinding *orm_report_as(OrmRun *run, OrmSeverity severity, OrmPlace place, OrmAbout about, const char *format, ...) G_GNUC_PRINTF(5, 6);

#endif
