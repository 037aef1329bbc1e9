/* SPDX-License-Identifier: MIT */
/* The table of options and verbs: parsing, help, manual page, completions and documentation are made from it. */
#ifndef ORM_VERBS_OPTIONS_H
#define ORM_VERBS_OPTIONS_H

#include <glib.h>

/** The verbs, as bits of OrmOption.verbs. */
enum {
    ORM_VERB_CHECK = 1 << 0,
    ORM_VERB_RULE = 1 << 1,
    ORM_VERB_CONFIG = 1 << 2,
    ORM_VERB_DOCTOR = 1 << 3,
    ORM_VERB_HELP = 1 << 4,
    ORM_VERB_BASELINE = 1 << 5,
    ORM_VERB_DDL = 1 << 6,
    ORM_VERB_INIT = 1 << 7,
    ORM_VERB_EXTRACT = 1 << 8,
    ORM_VERB_LINK = 1 << 9,
    ORM_VERB_REPORT = 1 << 10,
    ORM_VERB_INSPECT = 1 << 11,
    ORM_VERB_DIFF = 1 << 12,
    ORM_VERB_USES_SCHEMA = ORM_VERB_CHECK | ORM_VERB_BASELINE | ORM_VERB_LINK | ORM_VERB_INSPECT | ORM_VERB_DIFF |
                           ORM_VERB_DOCTOR, /* that compare with an actual schema */
    ORM_VERB_ALL = (1 << 13) - 1
};

typedef enum {
    ORM_OPTION_COMPILE_COMMANDS,
    ORM_OPTION_SCHEMA,
    ORM_OPTION_LINT_SCHEMA,
    ORM_OPTION_DIALECT,
    ORM_OPTION_FORMAT,
    ORM_OPTION_PAGE_FORMAT,
    ORM_OPTION_SCHEMA_FORMAT,
    ORM_OPTION_DOWN,
    ORM_OPTION_ALLOW_DESTRUCTIVE,
    ORM_OPTION_EXIT_CODE,
    ORM_OPTION_SELECT,
    ORM_OPTION_IGNORE,
    ORM_OPTION_SEVERITY,
    ORM_OPTION_FAIL_ON,
    ORM_OPTION_EXIT_ZERO,
    ORM_OPTION_MAX_WARNINGS,
    ORM_OPTION_BASELINE,
    ORM_OPTION_NO_BASELINE,
    ORM_OPTION_SINCE,
    ORM_OPTION_FROM_PATCH,
    ORM_OPTION_ADD_ALLOW,
    ORM_OPTION_ALLOW_DIRTY,
    ORM_OPTION_CONFIG,
    ORM_OPTION_SET,
    ORM_OPTION_ISOLATED,
    ORM_OPTION_FIX,
    ORM_OPTION_UNSAFE_FIXES,
    ORM_OPTION_DIFF,
    ORM_OPTION_SHOW_FILES,
    ORM_OPTION_STATISTICS,
    ORM_OPTION_TIMINGS,
    ORM_OPTION_DUMP,
    ORM_OPTION_KEEP_GOING,
    ORM_OPTION_WATCH,
    ORM_OPTION_COPY_HEADER,
    ORM_OPTION_JOBS,
    ORM_OPTION_NO_CACHE,
    ORM_OPTION_CACHE_DIR,
    ORM_OPTION_ONE_BY_ONE,
    ORM_OPTION_OUTPUT,
    ORM_OPTION_DEPFILE,
    ORM_OPTION_PRELUDE,
    ORM_OPTION_PREFIX_MAP,
    ORM_OPTION_SHARD,
    ORM_OPTION_PARTIAL,
    ORM_OPTION_COLOR,
    ORM_OPTION_QUIET,
    ORM_OPTION_VERBOSE,
    ORM_OPTION_HELP,
    ORM_OPTION_VERSION,
    ORM_OPTION_COUNT
} OrmOptionId;

/** Which words an option or operand takes: what completions offer and parsing checks. */
typedef enum {
    ORM_WORDS_NONE, /* any text */
    ORM_WORDS_PATHS,
    ORM_WORDS_NUMBER,
    ORM_WORDS_DIALECTS,
    ORM_WORDS_FORMATS, /* NAME or NAME=FILE */
    ORM_WORDS_PAGE_FORMATS,
    ORM_WORDS_SCHEMA_FORMATS,
    ORM_WORDS_RULES,       /* rules, families, `all`; several with commas */
    ORM_WORDS_RULE_LEVELS, /* RULE=LEVEL */
    ORM_WORDS_LEVELS,      /* error, warning, info */
    ORM_WORDS_COLORS,
    ORM_WORDS_DUMPS,
    ORM_WORDS_CONFIG_VERBS,
    ORM_WORDS_BASELINE_VERBS,
    ORM_WORDS_VERBS,
    ORM_WORDS_KEYS /* KEY=VALUE of the configuration */
} OrmWords;

typedef struct {
    const char *name;     /* without dashes */
    char letter;          /* short option; 0: none */
    const char *argument; /* name of the argument in the help; NULL: a flag */
    OrmWords words;
    gboolean repeatable; /* all values count; else giving it twice is an error */
    guint verbs;         /* ORM_VERB_* that take it */
    const char *help;    /* one sentence, without a full stop */
} OrmOption;

/** Indexed by OrmOptionId. */
extern const OrmOption orm_options[ORM_OPTION_COUNT];

typedef struct {
    const char *name;
    guint bit;
    const char *usage;   /* what follows "ormlint" */
    const char *summary; /* for the list of verbs */
    const char *details; /* paragraphs for its help and the manual page */
    OrmWords operands;   /* what its operands are */
} OrmVerb;

/** Ends with a `name` of NULL; the first is the one that is meant when none is named. */
extern const OrmVerb orm_verbs[];

const OrmVerb *orm_verb_find(const char *name);

/** The words of a kind, NULL-terminated and static, or NULL when any text will do. */
const char *const *orm_words(OrmWords words);

/** What the exit codes mean, indexed by code. */
extern const char *const orm_exit_meanings[4];

/** The help of one verb, or of the program (`verb` NULL). Free with g_free. */
char *orm_help(const OrmVerb *verb);

#endif
