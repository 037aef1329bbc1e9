/* SPDX-License-Identifier: MIT */
/* Facts as readable, stable text. */
#ifndef ORM_FACTS_FACTS_JSON_H
#define ORM_FACTS_FACTS_JSON_H

#include "analyzer/facts/facts.h"

/**
 * All facts as indented JSON that ends in a newline, in the order in which they are: normalize first for an order that
 * does not depend on the reading. Places are "file:line:column-line:column". Members that say nothing (no typedef
 * names, no annotations, not const) are left out. Free with g_free.
 */
char *orm_facts_dump(const OrmFacts *facts);

#endif
