/* SPDX-License-Identifier: MIT */
/*
 * What a case must give: `expect.json` in its folder. An array is the `diagnostics` of the report, exactly; the exit
 * code is then 1, and no notice may be an error. An object states more: {"diagnostics": [...], "notices": [...],
 * "exit": N, "stderr": "text that must occur", "paths": [what to look at], "flags": [of the compiler],
 * "select": [further rules that are on]}, each key optional. A case whose name begins with `ok_` gives no diagnostics,
 * suppressed ones aside, and needs no file.
 */
#ifndef ORM_TESTS_SUPPORT_EXPECTATION_H
#define ORM_TESTS_SUPPORT_EXPECTATION_H

#include "tests/support/fixture.h"

/** Compares a run with the case's expectation. Returns NULL when it holds, else the difference for a reader; free with
 * g_free. */
char *orm_expectation_check(const OrmFixture *fixture, const OrmCommandRun *run);

/**
 * Makes what the run gave the case's expectation. Returns NULL when done (or nothing changed), else why that cannot be:
 * a report in an `ok_` case, no report in a faulty one, or a failed run in a case whose expect.json is no object; free
 * with g_free.
 */
char *orm_expectation_accept(const OrmFixture *fixture, const OrmCommandRun *run);

#endif
