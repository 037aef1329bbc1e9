/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

/* A key to a table that nobody knows may be the link: fk-unknown-target. */
static gboolean has_unknown_parent(const OrmTable *table)
{
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (key->parent == NULL)
            return TRUE;
    }
    return FALSE;
}

static void advise(OrmFinding *finding, const OrmModel *model, const OrmTable *parent)
{
    const GPtrArray *columns = parent->primary_key != NULL ? parent->primary_key->columns : NULL;
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; columns != NULL && i < columns->len; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                               ((const OrmColumnReference *)g_ptr_array_index(columns, i))->name);
    if (columns != NULL && columns->len > 1)
        orm_finding_help(finding, "add `ORM_FOREIGN_KEY((%s), %s(%s))` to `%s`, over its primary key", names->str,
                         orm_table_label(parent), names->str, model->name);
    else
        orm_finding_help(finding, "add `ORM_FOREIGN_KEY(%s%s%s)` to the primary key of `%s`", orm_table_label(parent),
                         names->len > 0 ? "." : "", names->str, orm_table_label(model->table));
}

static void check_model(OrmRun *run, const OrmModel *model)
{
    if (model->inheritance != ORM_INHERITS_JOINED || model->base == NULL || model->table == NULL ||
        model->base->table == NULL || model->base->table == model->table || model->base_link_candidates > 0 ||
        has_unknown_parent(model->table))
        return;
    const OrmTable *parent = model->base->table;
    OrmFinding *finding =
        orm_report(run, model->base_name.place, orm_about_model(model),
                   "table `%s` of joined child `%s` has no foreign key to table `%s` of its parent `%s`",
                   orm_table_label(model->table), model->name, orm_table_label(parent), model->base->name);
    advise(finding, model, parent);
    orm_finding_related(finding, parent->place, "the parent's table is mapped here");
}

const OrmRule orm_rule_inherit_no_fk = {
    .name = "inherit-no-fk",
    .family = ORM_FAMILY_INHERITANCE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The table of a joined child has no foreign key to its parent's table.",
    .why = "An object of a joined child is two rows, one in each table. Without a foreign key nothing says which two "
           "belong together, and the database lets one be deleted without the other. SQLAlchemy refuses to map such a "
           "class.",
    .fix = "Make the child's primary key a foreign key to the parent's: `int64_t id ORM_COLUMN(primary_key) "
           "ORM_FOREIGN_KEY(parent.id)`; or state `single` or `concrete`.",
    .model = check_model,
};
