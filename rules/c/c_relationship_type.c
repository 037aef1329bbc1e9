/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"

#include "analyzer/graph/questions_relationships.h"

static gboolean is_called(const OrmModel *model, const char *name)
{
    if (model->name == name)
        return TRUE;
    for (guint i = 0; i < model->record->typedefs->len; i++)
        if (g_ptr_array_index(model->record->typedefs, i) == name)
            return TRUE;
    return FALSE;
}

/* A pointer to the base of an inheritance tree may hold any of its children. */
static gboolean may_hold(const char *pointee, const OrmModel *target)
{
    for (const OrmModel *model = target; model != NULL; model = model->base == target ? NULL : model->base)
        if (is_called(model, pointee))
            return TRUE;
    return FALSE;
}

/* The target's type must be known where the field stands: a tag always is, a typedef when it was defined above. */
static void offer_type(OrmFinding *finding, const OrmRelationship *relationship)
{
    const OrmModel *target = relationship->target;
    gboolean above = target->place.file == relationship->place.file && target->place.line < relationship->place.line;
    if (!orm_relationship_is_own(relationship) || (!target->record->has_tag && !above))
        return;
    g_autofree char *type = g_strconcat(target->record->has_tag ? "struct " : "", target->name, NULL);
    orm_finding_fix(finding, FALSE, "let the field point at `%s`", type);
    orm_finding_edit(finding, ORM_EDIT_TYPE_POINTER, relationship->place, relationship->field->name, type);
}

static void report_no_struct(OrmRun *run, const OrmRelationship *relationship)
{
    OrmFinding *finding = orm_report(run, relationship->place, orm_about_relationship(relationship),
                                     "relationship `%s` is of type `%s`, which does not point at a struct",
                                     orm_relationship_label(relationship), relationship->field->type->spelling);
    if (relationship->target != NULL)
        orm_finding_help(finding, "declare it as `struct %s *`", relationship->target->name);
    else
        orm_finding_help(finding, "declare it as a pointer to the struct of the target");
    if (relationship->target != NULL && relationship->holder == ORM_HOLDER_VOID)
        offer_type(finding, relationship);
}

static void check_relationship(OrmRun *run, const OrmRelationship *relationship)
{
    const OrmModel *target = relationship->target;
    if (relationship->field->type->incomplete)
        return; /* it does not compile, and the compiler says so */
    if ((relationship->target_name.text != NULL && target == NULL) || orm_relationship_is_column_too(relationship))
        return;
    if (relationship->holder == ORM_HOLDER_VOID ||
        (relationship->holder == ORM_HOLDER_OTHER && relationship->pointee == NULL)) {
        report_no_struct(run, relationship);
        return;
    }
    if (!relationship->target_stated || target == NULL || relationship->pointee == NULL ||
        relationship->holder == ORM_HOLDER_LIST || may_hold(relationship->pointee, target))
        return;
    OrmFinding *finding = orm_report(run, relationship->target_name.place, orm_about_relationship(relationship),
                                     "relationship `%s` names target `%s`, but its field points at `struct %s`",
                                     orm_relationship_label(relationship), target->name, relationship->pointee);
    orm_finding_related(finding, relationship->place, "`%s` is declared here as `%s`", relationship->name,
                        relationship->field->type->spelling);
    orm_finding_related(finding, target->place, "`struct %s` is defined here", target->name);
    offer_type(finding, relationship);
    orm_finding_help(finding, "declare the field as `struct %s *`, or drop the stated target", target->name);
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GPtrArray) relationships = orm_graph_relationship_fields(graph);
    for (guint i = 0; i < relationships->len; i++)
        check_relationship(run, g_ptr_array_index(relationships, i));
}

const OrmRule orm_rule_c_relationship_type = {
    .name = "c-relationship-type",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A relationship's field does not point at the struct of its target, or is a `void *`.",
    .why =
        "A loader fills the field with a pointer to the target's struct. If the field has another type, the compiler "
        "has no way to notice: the program reads the members of one struct through the layout of another, which is "
        "undefined behaviour and shows wrong values at best. A `void *` hides the same mistake behind a cast.\n\n"
        "A pointer to the base of an inheritance tree is fine, and so is a list head, whose target is stated because "
        "its type does not tell.",
    .fix = "Declare the field with the target's struct, or correct the target named in `ORM_RELATIONSHIP`.",
    .graph = check,
};
