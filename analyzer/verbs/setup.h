/* SPDX-License-Identifier: MIT */
/* From configuration and command line to what the other rooms take. */
#ifndef ORM_VERBS_SETUP_H
#define ORM_VERBS_SETUP_H

#include "analyzer/config/config.h"
#include "analyzer/graph/link.h"
#include "analyzer/project/plan.h"
#include "analyzer/read/read.h"
#include "analyzer/verbs/arguments.h"
#include "rules/engine.h"

/** The words a configuration may use. Static. */
const OrmConfigWords *orm_setup_words(void);

/**
 * The configuration in force for the paths (of const char *; none: the working directory): the file that `--config`
 * names, or the one nearest to the paths, then each `--set`. NULL after an error, which has been told on standard
 * error: a fault in it, no such file, or paths with different configurations. The caller owns it.
 */
OrmConfig *orm_setup_config(const OrmArguments *arguments, GPtrArray *paths);

/** The levels and options of rules that configuration and command line make (setup_rules.c). The caller owns them. */
OrmRuleSet *orm_setup_rules(const OrmArguments *arguments, const OrmConfig *config);

/** What one run of `check` needs. */
typedef struct {
    OrmConfig *config;
    OrmRuleSet *rules;
    OrmLinkOptions link;
    gboolean dialect_is_stated; /* on the command line */
    GPtrArray *schemas; /* of char *, owned: the actual schema, as the user named its parts; may hold passwords */
    gboolean lint_schema;
    GHashTable *new_files; /* set of char *, borrowed: absolute paths of the files that are new; NULL: all are */
    OrmPlanOptions plan;
    OrmExtractOptions extract;
    GPtrArray *map;     /* of OrmMapEntry *, owned: what `link` maps by convention */
    GPtrArray *structs; /* of OrmStructPattern *, borrowed from `map` */
    OrmReadOptions read;
    gboolean verdict_is_enough; /* nobody asks for the graph: what an earlier run found may be taken for it */
    char *sum;                  /* of all that is set and may change what is found: see orm_setup_sum */
    gboolean shows_progress;    /* standard error is a terminal */
} OrmSetup;

/** How units are read: -j, --no-cache, --cache-dir; ORMLINT_WORKER_TIMEOUT in the environment is the number of seconds
 * after which a file is given up. */
void orm_setup_read(OrmReadOptions *read, const OrmArguments *arguments);

/** A sum of the configuration and of the options that may change what is found (setup_sum.c), in hexadecimal digits.
 * Free with g_free. */
char *orm_setup_sum(const OrmArguments *arguments, const OrmConfig *config);

/** Reads everything; NULL after an error, which has been told. `arguments` must outlive it. */
OrmSetup *orm_setup_new(const OrmArguments *arguments);
void orm_setup_free(OrmSetup *setup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmSetup, orm_setup_free)

#endif
