/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static gboolean is_one_side(const OrmRelationship *relationship)
{
    return relationship->join == ORM_JOIN_RESOLVED && relationship->foreign_key != NULL &&
           (relationship->direction == ORM_ONE_TO_MANY || relationship->direction == ORM_ONE_TO_ONE_INVERSE);
}

static gboolean keeps_children(OrmActionKind action)
{
    return action == ORM_ACTION_RESTRICT || action == ORM_ACTION_NO_ACTION || action == ORM_ACTION_SET_NULL;
}

static void report_keeps(OrmRun *run, const OrmRelationship *relationship, const OrmForeignKey *key)
{
    const char *action = orm_action_name(key->ondelete.kind);
    OrmFinding *finding = orm_report(run, orm_relationship_cascade_place(relationship, ORM_CASCADE_DELETE),
                                     orm_about_relationship(relationship),
                                     "relationship `%s` deletes its `%s`, but foreign key `%s` says ON DELETE %s",
                                     orm_relationship_label(relationship), orm_model_label(relationship->target),
                                     orm_foreign_key_label(key), action);
    orm_finding_related(finding, key->ondelete.place, "ON DELETE %s is stated here", action);
    orm_finding_help(finding, "state `ondelete=cascade` on the key, or drop `delete` from the cascade");
}

static void report_deletes(OrmRun *run, const OrmRelationship *relationship, const OrmForeignKey *key)
{
    OrmFinding *finding =
        orm_report(run, relationship->cascade_place, orm_about_relationship(relationship),
                   "relationship `%s` states a cascade without `delete`, but foreign key `%s` says ON DELETE CASCADE",
                   orm_relationship_label(relationship), orm_foreign_key_label(key));
    orm_finding_related(finding, key->ondelete.place, "ON DELETE CASCADE is stated here");
    orm_finding_help(finding, "add `delete` to the cascade, or state another `ondelete` on the key");
}

static void report_passive(OrmRun *run, const OrmRelationship *relationship, const OrmForeignKey *key)
{
    const char *action = orm_action_name(key->ondelete.kind);
    OrmFinding *finding = orm_report(
        run, relationship->passive_deletes.place, orm_about_relationship(relationship),
        "`passive_deletes` of relationship `%s` leaves the children to the database, but foreign key `%s` has %s%s",
        orm_relationship_label(relationship), orm_foreign_key_label(key),
        action == NULL ? "no ON DELETE" : "ON DELETE ", action == NULL ? "" : action);
    orm_finding_related(finding, action == NULL ? key->place : key->ondelete.place, "foreign key of `%s`",
                        orm_foreign_key_label(key));
    orm_finding_help(finding, "state `ondelete=cascade` on the key, or drop `passive_deletes`");
}

/* With passive_deletes=all an error or a trigger of the database is meant to act, and a SET NULL of the database is the
 * program's own nulling out. */
static gboolean passive_disagrees(const OrmRelationship *relationship, OrmActionKind action)
{
    return orm_relationship_has_passive_deletes(relationship) &&
           !orm_relationship_has_passive_deletes_all(relationship) && action != ORM_ACTION_CASCADE &&
           action != ORM_ACTION_SET_NULL && action != ORM_ACTION_SET_DEFAULT;
}

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    if (!is_one_side(relationship) || orm_relationship_is_viewonly(relationship))
        return;
    const OrmForeignKey *key = relationship->foreign_key;
    OrmActionKind action = key->ondelete.kind;
    gboolean stated = relationship->cascade_stated;
    gboolean deletes = stated && (relationship->cascade & ORM_CASCADE_DELETE) != 0;
    if (deletes && orm_relationship_has_passive_deletes_all(relationship))
        return; /* passive-delete-conflict */
    if (deletes && keeps_children(action))
        report_keeps(run, relationship, key);
    else if (stated && !deletes && action == ORM_ACTION_CASCADE)
        report_deletes(run, relationship, key);
    else if (passive_disagrees(relationship, action))
        report_passive(run, relationship, key);
}

const OrmRule orm_rule_cascade_disagrees_with_fk = {
    .name = "cascade-disagrees-with-fk",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The cascade of a relationship and the ON DELETE of its foreign key say different things.",
    .why = "Deleting a parent has two authors: the program, by the relationship's `cascade`, and the database, by ON "
           "DELETE. If the program deletes children that the key is to protect (RESTRICT, NO ACTION) or to keep (SET "
           "NULL), or the key deletes children that the program means to keep, the outcome depends on whether the row "
           "was deleted through the program or by plain SQL. `passive_deletes` without ON DELETE CASCADE leaves the "
           "children to nobody, and the DELETE fails. database_consistency and active_record_doctor make the same "
           "comparison for `dependent:`.\n\n"
           "What is not stated does not disagree.",
    .fix = "Decide what happens to the children and state it in both places: `cascade=(all, delete_orphan)` with "
           "`ondelete=cascade`, or no `delete` with `restrict` or `set_null`.",
    .relationship = check,
};
