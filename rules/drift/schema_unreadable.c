/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

static void check_fault(OrmRun *run, const OrmCatalogFault *fault)
{
    orm_report(run, fault->place, (OrmAbout){0}, "cannot read the schema: %s", fault->message);
}

const OrmRule orm_rule_schema_unreadable = {
    .name = "schema-unreadable",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ALWAYS,
    .fix_kind = ORM_FIX_NONE,
    .summary = "The actual schema, or a statement of it, cannot be read.",
    .why = "A schema that cannot be reached, that holds no table, or one of whose statements cannot be applied proves "
           "nothing: silence would look like agreement. The exit code is 3 then, whatever else was found. "
           "database_consistency learned that the hard way.",
    .fix = "Correct the name of the schema or its `--dialect`, see to it that the server runs and may be read, or "
           "mend the statement.",
    .fault = check_fault,
};
