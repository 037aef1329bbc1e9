/* SPDX-License-Identifier: MIT */
/* The verbs: each a function of the command line that returns the exit code. */
#ifndef ORM_VERBS_VERB_H
#define ORM_VERBS_VERB_H

#include "analyzer/verbs/arguments.h"

enum { ORM_EXIT_CLEAN = 0, ORM_EXIT_FINDINGS = 1, ORM_EXIT_USAGE = 2, ORM_EXIT_INCOMPLETE = 3 };

int orm_verb_check(const OrmArguments *arguments);
int orm_verb_extract(const OrmArguments *arguments);
int orm_verb_link(const OrmArguments *arguments);
int orm_verb_rule(const OrmArguments *arguments);
int orm_verb_baseline(const OrmArguments *arguments);
int orm_verb_inspect(const OrmArguments *arguments);
int orm_verb_diff(const OrmArguments *arguments);
int orm_verb_ddl(const OrmArguments *arguments);
int orm_verb_config(const OrmArguments *arguments);
int orm_verb_init(const OrmArguments *arguments);
int orm_verb_report(const OrmArguments *arguments);
int orm_verb_doctor(const OrmArguments *arguments);

/** The whole program: reads the command line, runs the verb, returns the exit code. */
int orm_main(int argc, char **argv);

#endif
