/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static void report_value(OrmRun *run, const OrmRelationship *relationship)
{
    const char *target = relationship->target->name;
    OrmFinding *finding =
        orm_report(run, relationship->place, orm_about_relationship(relationship),
                   "relationship `%s` holds a `struct %s` by value; a related row is an object of its own",
                   orm_relationship_label(relationship), target);
    orm_finding_related(finding, relationship->target->place, "`%s` is mapped to table `%s` here", target,
                        orm_model_label(relationship->target));
    orm_finding_help(finding, "declare it as `struct %s *`, or use `ORM_EMBED()` if its fields are columns of `%s`",
                     target, orm_model_label(relationship->model));
}

static void report_many(OrmRun *run, const OrmRelationship *relationship)
{
    const char *target = relationship->target->name;
    OrmFinding *finding =
        orm_report(run, relationship->uselist.place, orm_about_relationship(relationship),
                   "relationship `%s` says `uselist=true`, but a lone `struct %s *` holds one row and nothing counts "
                   "more",
                   orm_relationship_label(relationship), target);
    orm_finding_related(finding, relationship->place, "`%s` is declared here", orm_relationship_label(relationship));
    orm_finding_help(finding, "name the field that counts the rows with `count=`, or declare it as `struct %s **`",
                     target);
}

static void check_relationship(OrmRun *run, const OrmRelationship *relationship)
{
    if (relationship->target == NULL || relationship->target->table == NULL)
        return;
    if (relationship->holder == ORM_HOLDER_VALUE)
        report_value(run, relationship);
    else if (relationship->holder == ORM_HOLDER_POINTER && relationship->uselist.value == ORM_YES)
        report_many(run, relationship);
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GPtrArray) relationships = orm_graph_relationship_fields(graph);
    for (guint i = 0; i < relationships->len; i++)
        check_relationship(run, g_ptr_array_index(relationships, i));
}

const OrmRule orm_rule_c_relationship_by_value = {
    .name = "c-relationship-by-value",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary =
        "A relationship holds its target by value, or claims to be a collection on a lone pointer without a count.",
    .why =
        "A struct by value is a copy: two orders of one customer would each hold a customer of their own, a change to "
        "one is not seen by the other, and \"no customer\" cannot be expressed. A lone pointer without a count holds "
        "the first row of a collection and hides the others; whoever indexes it reads past the end.",
    .fix =
        "Use a pointer for one row; `struct t **`, a pointer with `count=field`, or a list head with a stated target "
        "for many. A struct whose fields are columns of the same table is not a relationship: `ORM_EMBED()`.",
    .graph = check,
};
