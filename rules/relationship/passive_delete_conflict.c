/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"

#include "analyzer/graph/questions_relationships.h"

/* Without `all` the database deletes, as its foreign key then has to say: not where it says something else. */
static void offer_plain(OrmFinding *finding, const OrmRelationship *relationship)
{
    const OrmForeignKey *key = relationship->foreign_key;
    const OrmArgument *argument = orm_annotation_argument(relationship->annotation, "passive_deletes");
    if (argument == NULL || (relationship->cascade & ORM_CASCADE_DELETE) == 0 ||
        !orm_relationship_is_own(relationship) || key == NULL ||
        (key->ondelete.kind != ORM_ACTION_UNSTATED && key->ondelete.kind != ORM_ACTION_CASCADE) ||
        relationship->annotation->kind_place.end_column == relationship->annotation->place.end_column)
        return;
    orm_finding_fix(finding, FALSE, "use `passive_deletes` without `all`");
    orm_finding_edit(finding, ORM_EDIT_REPLACE, argument->place, NULL, "passive_deletes");
    if (key->ondelete.kind == ORM_ACTION_UNSTATED)
        orm_edit_add(finding, key->annotation, "ondelete=cascade");
}

static void check_relationship(OrmRun *run, const OrmRelationship *relationship)
{
    guint deleting = relationship->cascade & (ORM_CASCADE_DELETE | ORM_CASCADE_DELETE_ORPHAN);
    if (!orm_relationship_has_passive_deletes_all(relationship) || !relationship->cascade_stated || deleting == 0 ||
        orm_relationship_is_viewonly(relationship))
        return;
    OrmFinding *finding = orm_report(
        run, relationship->passive_deletes.place, orm_about_relationship(relationship),
        "relationship `%s` says `passive_deletes=all`, which leaves every child alone, and a cascade with "
        "`%s`, which deletes them",
        orm_relationship_label(relationship), (deleting & ORM_CASCADE_DELETE) != 0 ? "delete" : "delete_orphan");
    orm_finding_related(finding, orm_relationship_cascade_place(relationship, deleting), "the cascade");
    orm_finding_help(finding, "use `passive_deletes` without `all`, or drop `delete` from the cascade");
    offer_plain(finding, relationship);
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GPtrArray) relationships = orm_graph_relationship_fields(graph);
    for (guint i = 0; i < relationships->len; i++)
        check_relationship(run, g_ptr_array_index(relationships, i));
}

const OrmRule orm_rule_passive_delete_conflict = {
    .name = "passive-delete-conflict",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "`passive_deletes=all` together with a cascade that deletes.",
    .why = "`passive_deletes=all` says that the program never touches the children when a parent is deleted, not even "
           "those it has loaded. A `delete` cascade says that it deletes them. No program can do both, and SQLAlchemy "
           "refuses the mapping.",
    .fix =
        "Plain `passive_deletes` with `ondelete=cascade` lets the database delete what is not loaded. Keep `all` for "
        "keys whose children a trigger handles or an error protects, without a deleting cascade.",
    .graph = check,
};
