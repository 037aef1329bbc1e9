/* SPDX-License-Identifier: MIT */
/* How rules report what differs between the models and an actual schema. */
#ifndef ORM_RULES_DIFFERENCES_H
#define ORM_RULES_DIFFERENCES_H

#include "rules/rule.h"

/** What a finding about a thing of the schema is about: that thing, `actual`, while the ORM_ALLOW of the model of the
 * difference's table counts. */
OrmAbout orm_about_actual(const OrmDifference *difference, OrmAbout actual);

/** The first of two places that is known. */
OrmPlace orm_known_place(OrmPlace place, OrmPlace otherwise);

/** `before`, the text, `after`; `none` when there is no text. Free with g_free. */
char *orm_side(const char *before, const char *text, const char *after, const char *none);

/**
 * Reports a difference with what it expected and met; as info where the two could not be compared, unless the user set
 * the rule's severity. The message is a printf format.
 */
OrmFinding *orm_report_difference(OrmRun *run, const OrmDifference *difference, OrmPlace place, OrmAbout about,
                                  const char *format, ...) G_GNUC_PRINTF(5, 6);

/**
 * The same with the sentence "SUBJECT EXPECTED in the model but ACTUAL in the schema": "column `users.email` is", "NOT
 * NULL", "nullable". Where the two could not be compared it says that.
 */
OrmFinding *orm_report_sides(OrmRun *run, const OrmDifference *difference, OrmPlace place, OrmAbout about,
                             const char *subject, const char *expected, const char *actual);

/**
 * Reports that an index or unique constraint that both have is defined otherwise in the schema: "index `ix` on `t (a)`
 * has the predicate `a > 1` in the model but no predicate in the schema".
 */
void orm_report_index_sides(OrmRun *run, const OrmDifference *difference);

/** "`users.id`", "`users (id, region)`", "`users`" where no columns are known: what a foreign key refers to. Free with
 * g_free. */
char *orm_foreign_key_parent_label(const OrmForeignKey *key);

#endif
