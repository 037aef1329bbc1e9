/* SPDX-License-Identifier: MIT */
/* What every verb that reads the models says of how that went. */
#ifndef ORM_VERBS_OUTCOME_H
#define ORM_VERBS_OUTCOME_H

#include "analyzer/verbs/analysis.h"

/** Prints the notices (of OrmNotice *) that the user wants to see: -q leaves errors, -v adds minor ones. */
void orm_print_notices(const OrmArguments *arguments, GPtrArray *notices);

/** Prints what of the actual schema could not be read, as errors. */
void orm_print_faults(const OrmArguments *arguments, const OrmCatalog *catalog);

/** Says so when no model was looked at; whether that makes the run incomplete. */
gboolean orm_found_nothing(const OrmArguments *arguments, const OrmAnalysis *analysis);

#endif
