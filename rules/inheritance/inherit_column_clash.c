/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/names.h"
#include "analyzer/graph/questions_inheritance.h"
#include "analyzer/graph/questions_relationships.h"
#include "rules/rule.h"

static gboolean is_link(const OrmModel *model, const OrmColumn *column)
{
    if (model->base_link == NULL)
        return column->in_primary_key; /* what is missing there is inherit-no-fk or inherit-ambiguous-fk */
    for (guint i = 0; i < model->base_link->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(model->base_link->columns, i);
        if (reference->column == column)
            return TRUE;
    }
    return FALSE;
}

/* The columns of an embedded struct clash by one fault, its prefix, which stands in the child. */
static void report_embed(OrmRun *run, const OrmEmbed *embed, const OrmColumn *column, const OrmColumn *inherited,
                         const OrmModel *parent)
{
    OrmFinding *finding = orm_report(run, embed->place, orm_about_embed(embed),
                                     "`%s.%s` embeds column `%s`, which repeats the column that it inherits from `%s`",
                                     column->model->name, embed->field_path, orm_column_label(column), parent->name);
    orm_finding_help(finding, "give it a prefix: `ORM_EMBED(prefix=\"%s_\")`", embed->field->name);
    orm_finding_related(finding, inherited->name_place, "`%s` is declared here", orm_column_label(inherited));
}

/* `embeds` holds the embeddings that were reported. A struct that base and child embed is embed-prefix-clash. */
static void report(OrmRun *run, const OrmColumn *column, const OrmColumn *inherited, const OrmModel *parent,
                   GHashTable *embeds)
{
    const OrmEmbed *embed = orm_column_own_embed(column);
    if (orm_columns_embedded_twice(inherited, column))
        return;
    if (embed != NULL) {
        if (g_hash_table_add(embeds, (gpointer)embed))
            report_embed(run, embed, column, inherited, parent);
        return;
    }
    OrmFinding *finding = orm_report(run, column->name_place, orm_about_column(column),
                                     "column `%s` of `%s` repeats the column that it inherits from `%s`",
                                     orm_column_label(column), column->model->name, parent->name);
    orm_finding_help(finding,
                     "drop it and use the inherited one, or give it a name of its own: `ORM_COLUMN(\"name\")`");
    orm_finding_related(finding, inherited->name_place, "`%s` is declared here", orm_column_label(inherited));
}

/* The columns of a joined child beside those of its parents' tables. */
static void check_model(OrmRun *run, const OrmModel *model)
{
    if (model->inheritance != ORM_INHERITS_JOINED || model->base == NULL || model->table == NULL ||
        model->base->table == NULL || model->base->table == model->table)
        return;
    g_autoptr(GHashTable) names = g_hash_table_new(NULL, NULL), embeds = g_hash_table_new(NULL, NULL);
    for (const OrmModel *base = model->base; base != NULL && base->table != NULL; base = base->base) {
        for (guint i = 0; i < base->table->columns->len; i++) {
            OrmColumn *column = g_ptr_array_index(base->table->columns, i);
            if (column->model == base)
                g_hash_table_insert(names, (gpointer)orm_fold_name(column->name), column);
        }
    }
    for (guint i = 0; i < model->table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(model->table->columns, i);
        const OrmColumn *inherited = g_hash_table_lookup(names, orm_fold_name(column->name));
        if (inherited != NULL && column->model == model && !is_link(model, column))
            report(run, column, inherited, inherited->model, embeds);
    }
}

/* The base a second column of one table repeats; NULL: the two are no base's and child's. */
static const OrmModel *repeated_base(const OrmColumn *first, const OrmColumn *second)
{
    if (first->model != second->model)
        return orm_model_is_a(second->model, first->model) ? first->model : NULL;
    return first->inherited_from != second->inherited_from ? first->inherited_from : NULL;
}

/* Whether all columns are the model's own, so that none repeats a base's. */
static gboolean has_one_origin(const OrmTable *table)
{
    const OrmColumn *first = table->columns->len > 0 ? g_ptr_array_index(table->columns, 0) : NULL;
    for (guint i = 1; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (column->model != first->model || column->inherited_from != first->inherited_from)
            return FALSE;
    }
    return TRUE;
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (has_one_origin(table))
        return;
    g_autoptr(GHashTable) names = g_hash_table_new(NULL, NULL), embeds = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < table->columns->len; i++) {
        OrmColumn *column = g_ptr_array_index(table->columns, i);
        OrmColumn *first = g_hash_table_lookup(names, orm_fold_name(column->name));
        if (first == NULL) {
            g_hash_table_insert(names, (gpointer)orm_fold_name(column->name), column);
            continue;
        }
        if (repeated_base(first, column) != NULL)
            report(run, column, first, repeated_base(first, column), embeds);
        else if (repeated_base(column, first) != NULL)
            report(run, first, column, repeated_base(column, first), embeds);
    }
}

const OrmRule orm_rule_inherit_column_clash = {
    .name = "inherit-column-clash",
    .family = ORM_FAMILY_INHERITANCE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A child has a column of the same name as one that it inherits.",
    .why = "The object then has two values under one name: an `UPDATE` writes one of them, a query reads the other. In "
           "one table the two would be the same column with two meanings. The foreign key by which a joined child "
           "refers to its parent is the one column that may, and usually does, repeat a name. Django refuses it "
           "(`models.E006`), SQLAlchemy warns.",
    .fix = "Drop the child's column and use the inherited one, or give it another name.",
    .model = check_model,
    .table = check_table,
};
