/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

static void check_model(OrmRun *run, const OrmModel *model)
{
    const OrmModel *base = model->base;
    for (guint i = 1; base != NULL && i < model->record->fields->len; i++) {
        const OrmField *field = g_ptr_array_index(model->record->fields, i);
        if (field->type->kind != ORM_C_STRUCT || field->type->tag != base->record->name || field->name == NULL)
            continue;
        const OrmField *first = g_ptr_array_index(model->record->fields, 0);
        if (first->type->kind == ORM_C_STRUCT && first->type->tag == base->record->name)
            return;
        OrmFinding *finding = orm_report(run, field->place, orm_about_field(model, field, field->name),
                                         "base `%s` of `struct %s` is not its first member: a pointer to `struct %s` "
                                         "cast to `struct %s *` does not point at it",
                                         base->name, model->name, model->name, base->name);
        orm_finding_help(finding, "move `%s` to the top of the struct", field->name);
        orm_finding_related(finding, first->place, "the first member is here");
        return;
    }
}

const OrmRule orm_rule_base_not_first_member = {
    .name = "base-not-first-member",
    .family = ORM_FAMILY_INHERITANCE,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "The struct that a model inherits is a member of it, but not the first one.",
    .why = "C guarantees that a pointer to a struct is a pointer to its first member; that is how a child is handed to "
           "code that knows the base only. With the base further down the cast still compiles and reads other members. "
           "Structs that are mixed in, not inherited, may stand anywhere.",
    .fix = "Move the base to the top of the struct.",
    .model = check_model,
};
