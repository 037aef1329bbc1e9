/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static void report_relationship(OrmRun *run, const OrmRelationship *relationship, const OrmColumnReference *named)
{
    OrmFinding *finding = orm_report(
        run, named->place, orm_about_relationship(relationship),
        "`order_by` of relationship `%s` names `%s`, which is %s and has no column in `%s` to sort by",
        orm_relationship_label(relationship), orm_relationship_label(named->relationship),
        named->relationship->shape == ORM_SHAPE_COLLECTION ? "a collection" : "the inverse side of a one-to-one",
        orm_model_label(relationship->target));
    orm_finding_related(finding, named->relationship->place, "`%s` is declared here",
                        orm_relationship_label(named->relationship));
    orm_finding_help(finding, "name a column of `%s`", orm_model_label(relationship->target));
}

static void report_unknown(OrmRun *run, const OrmRelationship *relationship, const OrmColumnReference *named)
{
    const OrmTable *table = relationship->target->table;
    OrmFinding *finding = orm_report(run, named->place, orm_about_relationship(relationship),
                                     "`order_by` of relationship `%s` names `%s`, which is no column of `%s`",
                                     orm_relationship_label(relationship), named->name, orm_table_label(table));
    orm_finding_related(finding, relationship->target->place, "`%s` is mapped here", orm_table_label(table));
    const char *nearest = orm_table_nearest_column(table, named->name);
    if (nearest == NULL && relationship->secondary != NULL)
        nearest = orm_table_nearest_column(relationship->secondary, named->name);
    if (nearest != NULL)
        orm_finding_help(finding, "did you mean `%s`?", nearest);
}

static void check_relationship(OrmRun *run, const OrmRelationship *relationship)
{
    if (relationship->target == NULL || relationship->target->table == NULL)
        return;
    for (guint i = 0; i < relationship->order_by->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(relationship->order_by, i);
        const OrmColumnReference *named = &element->reference;
        if (named->name == NULL || named->column != NULL || named->foreign_column != NULL)
            continue;
        if (named->relationship == NULL)
            report_unknown(run, relationship, named);
        else if (named->relationship->shape == ORM_SHAPE_COLLECTION ||
                 named->relationship->direction == ORM_ONE_TO_ONE_INVERSE)
            report_relationship(run, relationship, named);
    }
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GPtrArray) relationships = orm_graph_relationship_fields(graph);
    for (guint i = 0; i < relationships->len; i++)
        check_relationship(run, g_ptr_array_index(relationships, i));
}

const OrmRule orm_rule_order_by_invalid = {
    .name = "order-by-invalid",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "`order_by=` names a missing column, a collection, or a relationship that holds no foreign key.",
    .why = "The name becomes an ORDER BY in every query that loads the collection. If it is no column of the target, "
           "each of these queries fails at run time, often only in the one place where the collection is loaded. A "
           "relationship without a foreign key of its own has no column to sort by either. Django reports it as "
           "models.E015, Doctrine has a check for each of the three forms.\n\n"
           "An owning many-to-one is fine: it sorts by its foreign key.",
    .fix = "Name a column of the target, with `desc(...)` or `asc(...)` as needed; SQL expressions are written "
           "`expr(\"...\")`.",
    .graph = check,
};
