/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_inheritance.h"
#include "rules/rule.h"

static const OrmModel *first_single_child(const OrmModel *root)
{
    for (guint i = 0; i < root->table->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(root->table->models, i);
        if (model->inheritance == ORM_INHERITS_SINGLE && model->base != NULL && orm_model_root(model) == root)
            return model;
    }
    return NULL;
}

static gboolean has_discriminator(const OrmModel *root)
{
    return root->polymorphic_on != NULL;
}

static void check_root(OrmRun *run, const OrmModel *root)
{
    /* one that is named, but is no column, is malformed-annotation */
    gboolean stated = has_discriminator(root) || root->polymorphic_on_name.text != NULL;
    const OrmModel *child = stated ? NULL : first_single_child(root);
    if (child == NULL)
        return;
    OrmFinding *finding =
        orm_report(run, root->place, orm_about_model(root),
                   "table `%s` holds rows of `%s` and `%s`, but no discriminator column tells which a row is",
                   orm_table_label(root->table), root->name, child->name);
    orm_finding_help(finding, "add a column for it and name it: `ORM_POLYMORPHIC(on=kind, identity=%s)`", root->name);
    orm_finding_related(finding, child->base_name.place, "`%s` shares the table here", child->name);
}

static void check_model(OrmRun *run, const OrmModel *model)
{
    if (model->table == NULL)
        return;
    if (model->base == NULL || model->base->table == NULL) {
        check_root(run, model);
        return;
    }
    const OrmModel *root = orm_model_root(model);
    if (model->inheritance != ORM_INHERITS_SINGLE || model->identity.text != NULL || !has_discriminator(root))
        return;
    OrmFinding *finding =
        orm_report(run, model->base_name.place, orm_about_model(model),
                   "`%s` shares table `%s` with `%s`, but has no identity in discriminator `%s`", model->name,
                   orm_table_label(model->table), model->base->name, orm_column_label(root->polymorphic_on));
    orm_finding_help(finding, "add `identity=` to its ORM_INHERITS");
    orm_finding_related(finding, root->polymorphic_on->place, "the discriminator is declared here");
}

const OrmRule orm_rule_discriminator_missing = {
    .name = "discriminator-missing",
    .family = ORM_FAMILY_INHERITANCE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A hierarchy in one table has no discriminator column, or a child of it no value there.",
    .why =
        "Rows of several structs stand in one table. Without a column that says which struct a row is, whoever loads "
        "it has to guess; a child without a value there can never be found again. Doctrine and TypeORM refuse such a "
        "mapping, SQLAlchemy warns. Joined and concrete children can be told by their tables and need none.",
    .fix = "State `ORM_POLYMORPHIC(on=field)` on the base and `identity=` on every child in its table.",
    .model = check_model,
};
