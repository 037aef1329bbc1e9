/* SPDX-License-Identifier: MIT */
/* The rules of the ledger, and nothing else: a test that brings rules of its own defines `orm_rules` itself. */
#include "rules/engine.h"

#define RULE(name) extern const OrmRule orm_rule_##name;
#include "rules/rules.def"
#undef RULE

#define RULE(name) &orm_rule_##name,
const OrmRule *const orm_rules[] = {
#include "rules/rules.def"
    NULL};
#undef RULE
