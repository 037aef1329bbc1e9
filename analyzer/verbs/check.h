/* SPDX-License-Identifier: MIT */
/* What `check` and `link` share. */
#ifndef ORM_VERBS_CHECK_H
#define ORM_VERBS_CHECK_H

#include "analyzer/verbs/setup.h"

/** Judges and reports the facts, which it takes over; NULL: those of the files the setup is about. Returns the exit
 * code. */
int orm_check_report(const OrmArguments *arguments, const OrmSetup *setup, OrmFacts *facts);

#endif
