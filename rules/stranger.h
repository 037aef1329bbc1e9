/* SPDX-License-Identifier: MIT */
/* Reports names in indexes and constraints that are no columns of their table. */
#ifndef ORM_RULES_STRANGER_H
#define ORM_RULES_STRANGER_H

#include "analyzer/graph/questions_references.h"
#include "rules/rule.h"

/** Reports a name: "WHAT names `x`, which is ...", with help and the other end. `what` is lower case. */
void orm_report_stranger(OrmRun *run, const OrmNamed *named, const OrmTable *table, OrmAbout about, const char *what);

#endif
