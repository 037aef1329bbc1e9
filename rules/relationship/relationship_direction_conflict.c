/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static gboolean is_known(const OrmRelationship *relationship)
{
    return relationship->join == ORM_JOIN_RESOLVED && relationship->direction != ORM_DIRECTION_UNKNOWN;
}

static const char *direction_name(const OrmRelationship *relationship)
{
    switch (relationship->direction) {
    case ORM_MANY_TO_ONE:
        return "many-to-one";
    case ORM_ONE_TO_MANY:
        return "one-to-many";
    case ORM_ONE_TO_ONE_INVERSE:
        return "the inverse of a one-to-one";
    case ORM_MANY_TO_MANY:
        return "many-to-many";
    case ORM_DIRECTION_UNKNOWN:
        break;
    }
    return "of unknown direction";
}

static const char *path_label(const OrmRelationship *relationship)
{
    if (relationship->secondary != NULL)
        return orm_table_label(relationship->secondary);
    return relationship->foreign_key != NULL ? orm_foreign_key_label(relationship->foreign_key) : "an own join";
}

/* The two halves over one self-referencing key: the to-one half lacks remote_side. */
static void suggest(OrmFinding *finding, const OrmRelationship *relationship, const OrmRelationship *other)
{
    const OrmForeignKey *key = relationship->foreign_key;
    const OrmRelationship *scalar = relationship->shape == ORM_SHAPE_SCALAR ? relationship : other;
    if (key == NULL || key != other->foreign_key || key->child != key->parent || key->parent_columns->len == 0)
        return;
    const OrmColumnReference *remote = g_ptr_array_index(key->parent_columns, 0);
    orm_finding_help(finding, "a self reference is many-to-one only with `remote_side`: add `remote_side=(%s)` to `%s`",
                     remote->column != NULL ? remote->column->field_path : remote->name,
                     orm_relationship_label(scalar));
}

static void check_pair(OrmRun *run, const OrmRelationship *relationship, const OrmRelationship *other)
{
    const char *left = orm_relationship_label(relationship), *right = orm_relationship_label(other);
    OrmAbout about = orm_about_relationship(relationship);
    OrmFinding *finding;
    gboolean to_one = relationship->direction == ORM_MANY_TO_ONE, other_to_one = other->direction == ORM_MANY_TO_ONE;
    gboolean linked = relationship->direction == ORM_MANY_TO_MANY, other_linked = other->direction == ORM_MANY_TO_MANY;
    if (linked != other_linked)
        finding = orm_report(run, relationship->place, about,
                             "`%s` is %s while its inverse `%s` is %s: a link table serves both sides or neither", left,
                             direction_name(relationship), right, direction_name(other));
    else if (!linked && to_one == other_to_one && relationship->foreign_key == other->foreign_key)
        finding =
            orm_report(run, relationship->place, about,
                       "`%s` and its inverse `%s` are both on the \"%s\" side of `%s`: one of the two must be the "
                       "reverse of the other",
                       left, right, to_one ? "many" : "one", path_label(relationship));
    else if (!linked && to_one == other_to_one)
        finding =
            orm_report(run, relationship->place, about,
                       "`%s` and its inverse `%s` are both on the \"%s\" side, of `%s` and of `%s`: one of the two "
                       "must be the reverse of the other",
                       left, right, to_one ? "many" : "one", path_label(relationship), path_label(other));
    else if (relationship->foreign_key == other->foreign_key && !linked)
        finding =
            orm_report(run, relationship->place, about,
                       "`%s` and its inverse `%s` are both collections over `%s`: the side that holds the foreign "
                       "key refers to one row",
                       left, right, path_label(relationship));
    else
        finding = orm_report(run, relationship->place, about,
                             "`%s` follows `%s` while its inverse `%s` follows `%s`: the two sides of a link share one "
                             "path",
                             left, path_label(relationship), right, path_label(other));
    orm_finding_related(finding, other->place, "its inverse `%s`", right);
    suggest(finding, relationship, other);
}

static gboolean is_impossible(const OrmRelationship *relationship, const OrmRelationship *other)
{
    gboolean linked = relationship->direction == ORM_MANY_TO_MANY;
    if (linked != (other->direction == ORM_MANY_TO_MANY))
        return TRUE;
    if (orm_relationship_has_own_join(relationship) || orm_relationship_has_own_join(other))
        return FALSE;
    if (linked)
        return relationship->secondary != other->secondary;
    if (relationship->foreign_key == NULL || other->foreign_key == NULL)
        return FALSE;
    return (relationship->shape == ORM_SHAPE_COLLECTION && other->shape == ORM_SHAPE_COLLECTION) ||
           (relationship->direction == ORM_MANY_TO_ONE) == (other->direction == ORM_MANY_TO_ONE) ||
           relationship->foreign_key != other->foreign_key;
}

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    if (!is_known(relationship))
        return;
    if (relationship->inverse == relationship && relationship->direction != ORM_MANY_TO_MANY) {
        orm_report(run, relationship->back_populates.place, orm_about_relationship(relationship),
                   "relationship `%s` names itself as its inverse, but %s is not its own reverse",
                   orm_relationship_label(relationship), direction_name(relationship));
        return;
    }
    const OrmRelationship *other = orm_relationship_counterpart(relationship);
    if (other != NULL && is_known(other) && orm_relationship_leads(relationship) &&
        is_impossible(relationship, other) && !orm_relationships_both_own(relationship, other))
        check_pair(run, relationship, other);
}

const OrmRule orm_rule_relationship_direction_conflict = {
    .name = "relationship-direction-conflict",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "Two relationships that name each other cannot be the two sides of one link.",
    .why = "The reverse of many-to-one is one-to-many, over the same foreign key. Two sides that are both many-to-one, "
           "both one-to-many, or follow different keys or link tables describe two links and not one: setting one side "
           "changes objects that the other side's column does not refer to. In a tree this is usually a parent pointer "
           "without `remote_side`, which makes it a second one-to-many; elsewhere two collections "
           "that were meant as a many-to-many and have no link table.\n\n"
           "SQLAlchemy refuses such pairs (\"both of the same direction\"), Doctrine has three checks for them. Two "
           "sides that each hold the key of a one-to-one are `one-to-one-two-owners`.",
    .fix =
        "Keep the foreign key in one table and let both sides follow it (`foreign_keys=`, `remote_side=` in a self "
        "reference), give a many-to-many a link table (`secondary=`), or unlink the two if they are different links.",
    .relationship = check,
};
