/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

static void check_model(OrmRun *run, const OrmModel *model)
{
    if (model->inheritance != ORM_INHERITS_JOINED || model->base == NULL || model->base_link != NULL ||
        model->base_link_candidates < 2)
        return;
    OrmFinding *finding = orm_report(run, model->base_name.place, orm_about_model(model),
                                     "table `%s` of joined child `%s` has %u foreign keys to table `%s` of its parent "
                                     "`%s`, and not exactly one of them is its primary key",
                                     orm_table_label(model->table), model->name, model->base_link_candidates,
                                     orm_table_label(model->base->table), model->base->name);
    orm_finding_help(finding, "make the one that leads to the parent's row the primary key of `%s`",
                     orm_table_label(model->table));
    for (guint i = 0; i < model->table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(model->table->foreign_keys, i);
        if (key->parent == model->base->table)
            orm_finding_related(finding, key->place, "`%s` is one", orm_foreign_key_label(key));
    }
}

const OrmRule orm_rule_inherit_ambiguous_fk = {
    .name = "inherit-ambiguous-fk",
    .family = ORM_FAMILY_INHERITANCE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The table of a joined child has several foreign keys to its parent's table, none of which is the link.",
    .why = "One of them leads to the child's own row in the parent's table, the others to other rows (a manager who is "
           "an employee and has a deputy). Taken for the link is a single one, or of several the one that is the "
           "child's primary key. SQLAlchemy refuses the mapping likewise, unless told by `inherit_condition`.",
    .fix = "Make the key that leads to the parent's row the child's primary key.",
    .model = check_model,
};
