/* SPDX-License-Identifier: MIT */
/* Fixtures: the folders fixtures/<rule>/<case>/ and fixtures/projects/<project>/, and one run of the tool over one of
 * them. */
#ifndef ORM_TESTS_SUPPORT_FIXTURE_H
#define ORM_TESTS_SUPPORT_FIXTURE_H

#include <glib.h>

#include "tests/support/command.h"

/** One case. All strings are owned. */
typedef struct {
    char *rule;
    char *name;
    char *folder;     /* absolute */
    char *label;      /* "rule/name" */
    gboolean clean;   /* the name begins with `ok_`: nothing may be reported */
    gboolean project; /* a whole program, under every rule that is on; `rule` is "projects" */
    gboolean first;   /* the first case of its rule in the list it is in */
} OrmFixture;

void orm_fixture_free(OrmFixture *fixture);

/**
 * The cases below `root`, sorted by rule and name; `filter` is "RULE", "RULE/CASE" or NULL for all; RULE may
 * hold `*` and `?`. Returns NULL with
 * `error` set when `root` cannot be read. The array owns its fixtures.
 */
GPtrArray *orm_fixtures_find(const char *root, const char *filter, GError **error);

/**
 * Runs `ormlint check` in the case's folder, with that rule alone unless it is a project. The case's .ormlint.yaml and
 * compile_commands.json count if it has them; no other configuration and no other compile command does. Its
 * `schema.sql`, or folder `migrations`, is the actual schema; `linted_schema.sql` is one that is judged itself
 * (--lint-schema). It looks at the folder, or at the `paths` that expect.json states.
 */
OrmCommandRun *orm_fixture_run(const OrmFixture *fixture, const char *ormlint);

/** The same with these options (NULL-terminated) in the place of `--format json`; `all_rules`: with every rule that is
 * on by default. */
OrmCommandRun *orm_fixture_run_with(const OrmFixture *fixture, const char *ormlint, gboolean all_rules,
                                    const char *const *options);

#endif
