/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

/* Whether columns may come from a base or an embedded struct that was not seen, or fields stand there that are reported
 * already. */
static gboolean may_have_columns(const OrmModel *model)
{
    if ((model->base_name.text && !model->base) || model->unmapped->len > 0)
        return TRUE;
    for (guint i = 0; i < model->embeds->len; i++) {
        if (!((const OrmEmbed *)g_ptr_array_index(model->embeds, i))->target)
            return TRUE;
    }
    return FALSE;
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (table->columns->len > 0)
        return;
    for (guint i = 0; i < table->models->len; i++) {
        if (may_have_columns(g_ptr_array_index(table->models, i)))
            return;
    }
    orm_report(run, table->place, orm_about_table(table), "`struct %s` is mapped to %s `%s` but has no column",
               table->model->name, table->is_view ? "view" : "table", orm_table_label(table));
}

const OrmRule orm_rule_empty_model = {
    .name = "empty-model",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A mapped struct has not a single column.",
    .why = "A table without columns cannot be created on SQLite or MySQL, and on PostgreSQL it can hold nothing. "
           "Either every field is ignored or a relationship, or the fields are hidden from the analysis by an "
           "`#if`. openradtool refuses it too (\"no fields in struct\").",
    .fix = "Add the columns, at least a primary key; or remove `ORM_TABLE` from a struct that is no model. Look at "
           "`ormlint --show-files` when the fields depend on macros: the file may be read with other flags than in "
           "the build.",
    .table = check_table,
};
