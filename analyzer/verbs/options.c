/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/options.h"

#include <string.h>

/* Verbs that look at models, and those that read the configuration. */
#define RUNS (ORM_VERB_CHECK | ORM_VERB_BASELINE)
#define JUDGES (ORM_VERB_CHECK | ORM_VERB_LINK)
#define READS (RUNS | ORM_VERB_DDL | ORM_VERB_DIFF | ORM_VERB_EXTRACT)
#define SETTINGS (READS | ORM_VERB_LINK | ORM_VERB_CONFIG | ORM_VERB_DOCTOR | ORM_VERB_INSPECT)
/* Verbs that tell what they read. */
#define TELLS (RUNS | ORM_VERB_DDL | ORM_VERB_DIFF | ORM_VERB_LINK | ORM_VERB_INSPECT)

const OrmOption orm_options[ORM_OPTION_COUNT] = {
    [ORM_OPTION_COMPILE_COMMANDS] = {"compile-commands", 'p', "PATH", ORM_WORDS_PATHS, TRUE, READS | ORM_VERB_DOCTOR,
                                     "take compile commands from this compile_commands.json, or the folder that holds "
                                     "it; else it is searched in the folders above, build*/ and out/"},
    [ORM_OPTION_SCHEMA] = {"schema", 's', "SCHEMA", ORM_WORDS_PATHS, TRUE, RUNS | ORM_VERB_LINK | ORM_VERB_DIFF,
                           "compare the models with this actual schema: a .sql file, a folder of migrations, "
                           "sqlite:FILE, postgresql://..., mysql://..., or a snapshot (.json); several make one schema "
                           "together"},
    [ORM_OPTION_LINT_SCHEMA] = {"lint-schema", 0, NULL, ORM_WORDS_NONE, FALSE, RUNS | ORM_VERB_LINK,
                                "judge the tables of the actual schema too, mapped or not"},
    [ORM_OPTION_DIALECT] =
        {"dialect", 0, "DIALECT", ORM_WORDS_DIALECTS, FALSE, TELLS,
         "take the models and files of SQL to be for this database; else the actual schema says, else the "
         "configuration, else portable"},
    [ORM_OPTION_FORMAT] = {"format", 'f', "NAME[=FILE]", ORM_WORDS_FORMATS, TRUE, JUDGES | ORM_VERB_REPORT,
                           "write the report in this format, to FILE or to standard output (default: text)"},
    [ORM_OPTION_PAGE_FORMAT] = {"format", 'f', "NAME", ORM_WORDS_PAGE_FORMATS, FALSE, ORM_VERB_RULE,
                                "print the page in this format (default: text)"},
    [ORM_OPTION_SCHEMA_FORMAT] =
        {"format", 'f', "NAME", ORM_WORDS_SCHEMA_FORMATS, FALSE, ORM_VERB_INSPECT,
         "print annotated C structs (c, the default), a snapshot for --schema (json), or CREATE "
         "statements (sql)"},
    [ORM_OPTION_DOWN] = {"down", 0, NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_DIFF,
                         "print the way back: from the models to the schema"},
    [ORM_OPTION_ALLOW_DESTRUCTIVE] = {"allow-destructive", 0, NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_DIFF,
                                      "print steps that lose data as statements; else they are comments"},
    [ORM_OPTION_EXIT_CODE] = {"exit-code", 0, NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_DIFF,
                              "exit with 1 when there is any step"},
    [ORM_OPTION_SELECT] = {"select", 0, "RULES", ORM_WORDS_RULES, TRUE, RUNS | ORM_VERB_LINK,
                           "run these rules only; a family or `all` means every member, opt-in ones included"},
    [ORM_OPTION_IGNORE] = {"ignore", 0, "RULES", ORM_WORDS_RULES, TRUE, RUNS | ORM_VERB_LINK, "do not run these rules"},
    [ORM_OPTION_SEVERITY] = {"severity", 0, "RULE=LEVEL", ORM_WORDS_RULE_LEVELS, TRUE, RUNS | ORM_VERB_LINK,
                             "set the level of a rule or family: error, warning, info, on, off, default"},
    [ORM_OPTION_FAIL_ON] = {"fail-on", 0, "LEVEL", ORM_WORDS_LEVELS, FALSE, JUDGES,
                            "exit with 1 when there is a finding of this level or above (default: error)"},
    [ORM_OPTION_EXIT_ZERO] = {"exit-zero", 0, NULL, ORM_WORDS_NONE, FALSE, JUDGES,
                              "exit with 0 even when there are findings"},
    [ORM_OPTION_MAX_WARNINGS] = {"max-warnings", 0, "N", ORM_WORDS_NUMBER, FALSE, JUDGES,
                                 "exit with 1 when there are more than N warnings"},
    [ORM_OPTION_BASELINE] = {"baseline", 0, "FILE", ORM_WORDS_PATHS, FALSE, RUNS | ORM_VERB_LINK,
                             "take this baseline instead of the one that the configuration names"},
    [ORM_OPTION_NO_BASELINE] = {"no-baseline", 0, NULL, ORM_WORDS_NONE, FALSE, JUDGES,
                                "report what is in the baseline too"},
    [ORM_OPTION_SINCE] =
        {"since", 0, "REV", ORM_WORDS_NONE, FALSE, ORM_VERB_CHECK,
         "report only what has to do with the changes since this git revision: findings on changed lines, "
         "about changed structs, and those that were not there before"},
    [ORM_OPTION_FROM_PATCH] =
        {"from-patch", 0, "FILE", ORM_WORDS_PATHS, FALSE, ORM_VERB_CHECK,
         "the same for the changes of a patch (unified diff; - is standard input) that has been applied"},
    [ORM_OPTION_ADD_ALLOW] =
        {"add-allow", 0, "REASON", ORM_WORDS_NONE, FALSE, ORM_VERB_CHECK,
         "write ORM_ALLOW with this reason into the source for every finding, at its struct or field"},
    [ORM_OPTION_ALLOW_DIRTY] = {"allow-dirty", 0, NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_CHECK,
                                "edit files with uncommitted changes, too"},
    [ORM_OPTION_CONFIG] = {"config", 0, "FILE", ORM_WORDS_PATHS, FALSE, SETTINGS,
                           "read this configuration instead of the nearest .ormlint.yaml"},
    [ORM_OPTION_SET] = {"set", 0, "KEY=VALUE", ORM_WORDS_KEYS, TRUE, SETTINGS,
                        "set a key of the configuration, for example rules.unmapped-field=off; VALUE is YAML"},
    [ORM_OPTION_ISOLATED] = {"isolated", 0, NULL, ORM_WORDS_NONE, FALSE, SETTINGS, "read no configuration file"},
    [ORM_OPTION_FIX] = {"fix", 0, NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_CHECK,
                        "mend what can safely be mended by editing the sources, and report what is left"},
    [ORM_OPTION_UNSAFE_FIXES] = {"unsafe-fixes", 0, NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_CHECK,
                                 "with --fix or --diff: also what is one choice of several, or changes C code"},
    [ORM_OPTION_DIFF] = {"diff", 0, NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_CHECK,
                         "print what --fix would do as a diff, write nothing, and exit with 1 if there is any"},
    [ORM_OPTION_SHOW_FILES] = {"show-files", 0, NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_CHECK,
                               "list the files that would be looked at, each with its compile command, and stop"},
    [ORM_OPTION_STATISTICS] = {"statistics", 0, NULL, ORM_WORDS_NONE, FALSE, JUDGES,
                               "tell how many findings each rule has"},
    [ORM_OPTION_TIMINGS] = {"timings", 0, NULL, ORM_WORDS_NONE, FALSE, JUDGES, "tell how long each stage and the slowest rules took; with -v, every rule"},
    [ORM_OPTION_DUMP] = {"dump", 0, "STAGE", ORM_WORDS_DUMPS, FALSE, JUDGES,
                         "print what was read (facts) or what was linked from it (graph) and stop"},
    [ORM_OPTION_KEEP_GOING] = {"keep-going", 0, NULL, ORM_WORDS_NONE, FALSE, TELLS,
                               "files that cannot be read or parsed are told but do not make the exit code 3"},
    [ORM_OPTION_WATCH] = {"watch", 0, NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_CHECK,
                          "check again whenever a file changes, until interrupted"},
    [ORM_OPTION_COPY_HEADER] = {"copy-header", 0, NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_INIT,
                                "also copy orm.h, as ormlint/orm.h in DIR (default: include, src, or here), so that "
                                "the program builds where ormlint is not installed"},
    [ORM_OPTION_JOBS] = {"jobs", 'j', "N", ORM_WORDS_NUMBER, FALSE, READS,
                         "read files in N processes or threads at a time (default: as many as there are processors)"},
    [ORM_OPTION_NO_CACHE] = {"no-cache", 0, NULL, ORM_WORDS_NONE, FALSE, READS,
                             "read every file again, and keep nothing for the next run"},
    [ORM_OPTION_CACHE_DIR] = {"cache-dir", 0, "DIR", ORM_WORDS_PATHS, FALSE, READS,
                              "keep what was read in DIR (default: $XDG_CACHE_HOME/ormlint or ~/.cache/ormlint)"},
    [ORM_OPTION_ONE_BY_ONE] =
        {"one-by-one", 0, NULL, ORM_WORDS_NONE, FALSE, READS,
         "read each file by itself instead of many at once: slow, and what is found is the same"},
    [ORM_OPTION_OUTPUT] = {"output", 'o', "FILE", ORM_WORDS_PATHS, FALSE, ORM_VERB_EXTRACT | ORM_VERB_LINK,
                           "write the facts to FILE"},
    [ORM_OPTION_DEPFILE] = {"depfile", 0, "FILE", ORM_WORDS_PATHS, FALSE, ORM_VERB_EXTRACT,
                            "write to FILE, as gcc does, which files were read; may be written -MF FILE; names are "
                            "absolute when that of -o is"},
    [ORM_OPTION_PRELUDE] = {"prelude", 0, "FILE", ORM_WORDS_PATHS, TRUE, ORM_VERB_EXTRACT,
                            "put this header in front of the source"},
    [ORM_OPTION_PREFIX_MAP] = {"prefix-map", 0, "OLD=NEW", ORM_WORDS_NONE, TRUE, ORM_VERB_EXTRACT,
                               "report files whose names begin with OLD as if they began with NEW; "
                               "-ffile-prefix-map=OLD=NEW among CFLAGS does the same"},
    [ORM_OPTION_SHARD] = {"shard", 0, "I/N", ORM_WORDS_NONE, FALSE, ORM_VERB_EXTRACT,
                          "read the I-th of N parts of the files with models that `check` would read in each PATH"},
    [ORM_OPTION_PARTIAL] = {"partial", 0, NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_LINK,
                            "merge the facts into one file (-o) instead of judging them"},
    [ORM_OPTION_COLOR] = {"color", 0, "WHEN", ORM_WORDS_COLORS, FALSE, ORM_VERB_ALL,
                          "colour the output: auto (default), always, never"},
    [ORM_OPTION_QUIET] = {"quiet", 'q', NULL, ORM_WORDS_NONE, FALSE, TELLS,
                          "no summary line, and no notices but errors"},
    [ORM_OPTION_VERBOSE] = {"verbose", 'v', NULL, ORM_WORDS_NONE, FALSE, TELLS,
                            "tell which configuration is used, and minor notices too"},
    [ORM_OPTION_HELP] = {"help", 'h', NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_ALL, "print this help"},
    [ORM_OPTION_VERSION] = {"version", 'V', NULL, ORM_WORDS_NONE, FALSE, ORM_VERB_ALL, "print the version"},
};

const OrmVerb orm_verbs[] = {
    {"check", ORM_VERB_CHECK, "[check] [OPTION...] [PATH...] [-- CFLAGS...]", "lint the models in files and folders",
     "Looks for annotated structs in each PATH (a file or a folder; the working directory when there is none), and "
     "reports what is wrong with the data model they make. Compiler flags for all files may follow `--`. The verb may "
     "be left out; a PATH that has the name of a verb is written ./check.",
     ORM_WORDS_PATHS},
    {"rule", ORM_VERB_RULE, "rule [OPTION...] [NAME|all]", "explain a rule",
     "Prints what the rule finds, why it matters, an example, and how to mend it. Without a NAME: all rules, by "
     "family, "
     "with their severity.",
     ORM_WORDS_RULES},
    {"config", ORM_VERB_CONFIG, "config show [OPTION...] [PATH] | config verify [OPTION...] [FILE...]",
     "show the settings in force, or verify configuration files",
     "`show` prints the settings that hold for PATH (default: the working directory), each with its origin. `verify` "
     "checks each FILE (default: the one that holds for the working directory), reports every fault, and exits with 2 "
     "when there is any.",
     ORM_WORDS_CONFIG_VERBS},
    {"baseline", ORM_VERB_BASELINE, "baseline create [OPTION...] [PATH...] | baseline prune [OPTION...] [PATH...]",
     "record today's findings, so that only new ones are reported; drop those that are gone",
     "`create` writes every finding of a check of PATH (default: the working directory) into the baseline: from then "
     "on "
     "`check` counts these and reports the others only. `prune` removes the entries that no finding has any more. The "
     "file is .ormlint-baseline.json beside the configuration, or what the configuration or --baseline names; it "
     "belongs under version control. Run both over the whole project.",
     ORM_WORDS_BASELINE_VERBS},
    {"ddl", ORM_VERB_DDL, "ddl [OPTION...] [PATH...] [-- CFLAGS...]", "print CREATE statements for the models",
     "Prints the statements that make an empty database hold the models in each PATH (default: the working directory), "
     "for the database that --dialect or the configuration names: tables in the order of their foreign keys, those of "
     "rings afterwards, indexes, comments. Views and tables that are `unmanaged` are left out.",
     ORM_WORDS_PATHS},
    {"diff", ORM_VERB_DIFF, "diff --schema SCHEMA [OPTION...] [PATH...] [-- CFLAGS...]",
     "print the SQL that brings an actual schema to the models",
     "Compares the models in each PATH (default: the working directory) with SCHEMA and prints a migration, each step "
     "with its safety class: safe, data-dependent (may fail, or needs a value, with some rows), destructive (loses "
     "data; "
     "printed as a comment unless --allow-destructive), incompatible (breaks programs that run against the schema as "
     "it "
     "was), blocking (locks the table while it is looked at or copied). Nothing is changed in the database.",
     ORM_WORDS_PATHS},
    {"inspect", ORM_VERB_INSPECT, "inspect [OPTION...] [SCHEMA...]", "print an actual schema as annotated C structs",
     "Reads SCHEMA (default: what the configuration names), a .sql file, a folder of migrations, sqlite:FILE, "
     "postgresql://..., mysql://... or a snapshot, and prints a C header that means the same: a struct for each table, "
     "with relationships on both sides of each foreign key. With `--format json` it prints a snapshot, which "
     "`--schema` "
     "takes as it takes the database itself.",
     ORM_WORDS_PATHS},
    {"init", ORM_VERB_INIT, "init [OPTION...] [--copy-header [DIR]]", "write a first configuration",
     "Looks at the project in the working directory (which database library it includes, compile commands, annotated "
     "structs and such as are called like rows, SQL files), tells what it found, and writes a commented .ormlint.yaml. "
     "What exists is never overwritten.",
     ORM_WORDS_PATHS},
    {"extract", ORM_VERB_EXTRACT,
     "extract -o X.facts [OPTION...] SOURCE [-- CFLAGS...] | extract -o X.facts --shard I/N [OPTION...] [PATH...]",
     "read a source into a file of facts, for `link`",
     "Reads SOURCE as the compiler does with CFLAGS, or with its commands in the -p that is named, and writes what "
     "`link` needs to know of it: one step of a build. Nothing but the source, what it includes and what options name "
     "is read, and the same input gives the same bytes. Compile errors are kept in the file, and `link` tells them. "
     "With --shard the files are found as `check` finds them, configuration included, and the I-th of N parts is read: "
     "one of N jobs; @FILE stands for the PATHs that it names, one in each line.",
     ORM_WORDS_PATHS},
    {"link", ORM_VERB_LINK, "link [OPTION...] FACTS... | link --partial -o OUT.facts FACTS...",
     "judge the models in files of facts",
     "Reports what `check` would report of the sources that the facts were read from. FACTS is a file of facts, a "
     "folder that holds some (*.facts), or @FILE, which names one such in each line. With --partial they are merged "
     "into one file, so that many can be linked in steps; neither order nor repetition makes a difference.",
     ORM_WORDS_PATHS},
    {"doctor", ORM_VERB_DOCTOR, "doctor [OPTION...] [PATH]",
     "tell what ormlint finds on this machine, and what is wrong",
     "Checks libclang, its builtin headers, compile commands, the configuration, and git, and says how to mend what is "
     "missing. Exits with 1 when something is.",
     ORM_WORDS_PATHS},
    {"report", ORM_VERB_REPORT, "report [OPTION...] FILE", "write a JSON report in other formats",
     "Reads FILE (`-`: standard input), which `ormlint check --format json=FILE` wrote, and writes what it says in "
     "each "
     "`--format`, without looking at the models again. Sources are shown as they are now.",
     ORM_WORDS_PATHS},
    {"help", ORM_VERB_HELP, "help [VERB]", "print the help of a verb", "Prints the help of the program, or of VERB.",
     ORM_WORDS_VERBS},
    {NULL, 0, NULL, NULL, NULL, ORM_WORDS_NONE},
};

const char *const orm_exit_meanings[4] = {
    "nothing at or above the level of `--fail-on`",
    "findings",
    "wrong usage or configuration",
    ("the analysis is incomplete: a file could not be read or parsed, no model was found, or output could not be "
     "written"),
};

const OrmVerb *orm_verb_find(const char *name)
{
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++)
        if (strcmp(verb->name, name) == 0)
            return verb;
    return NULL;
}
