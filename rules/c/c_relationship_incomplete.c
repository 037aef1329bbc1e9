/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static void check_relationship(OrmRun *run, const OrmRelationship *relationship)
{
    if (!orm_relationship_is_incomplete(relationship))
        return;
    OrmFinding *finding = orm_report(run, relationship->place, orm_about_relationship(relationship),
                                     "relationship `%s` cannot be checked: `struct %s` is only declared, not defined, "
                                     "in the files read",
                                     orm_relationship_label(relationship), relationship->pointee);
    orm_finding_help(finding, "name the file that defines `struct %s` on the command line too", relationship->pointee);
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GPtrArray) relationships = orm_graph_relationship_fields(graph);
    for (guint i = 0; i < relationships->len; i++)
        check_relationship(run, g_ptr_array_index(relationships, i));
}

const OrmRule orm_rule_c_relationship_incomplete = {
    .name = "c-relationship-incomplete",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "The target of a relationship is only forward-declared in every file that was read.",
    .why = "C needs no definition to declare a pointer, so a model file can be complete for the compiler while the "
           "model it refers to is elsewhere. Without the definition ormlint knows neither the target's table nor its "
           "keys, and every check of this relationship is skipped. That is worth knowing before a clean report is "
           "trusted; often the file was left out of the run, or the struct was renamed.",
    .fix = "Lint the files together (`ormlint src/`), or correct the struct's name.",
    .graph = check,
};
