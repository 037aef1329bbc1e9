/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/names.h"
#include "analyzer/graph/questions_inheritance.h"
#include "rules/edit.h"

#include <string.h>

/* The embeddings a column came through, outermost first: of const OrmEmbed *. */
static GPtrArray *embeds_around(const OrmColumn *column)
{
    GPtrArray *around = g_ptr_array_new();
    for (guint i = 0; i < column->model->embeds->len; i++) {
        const OrmEmbed *embed = g_ptr_array_index(column->model->embeds, i);
        gsize length = strlen(embed->field_path);
        if (strncmp(column->field_path, embed->field_path, length) == 0 && column->field_path[length] == '.')
            g_ptr_array_add(around, (gpointer)embed);
    }
    return around;
}

/* The outermost two embeddings of one struct in which the columns lie: what is nested in them clashes with them. */
static void find_clash(const OrmColumn *first, const OrmColumn *second, const OrmEmbed **earlier,
                       const OrmEmbed **embed)
{
    g_autoptr(GPtrArray) left = embeds_around(first);
    g_autoptr(GPtrArray) right = embeds_around(second);
    for (guint i = 0; i < MIN(left->len, right->len); i++) {
        *earlier = g_ptr_array_index(left, i);
        *embed = g_ptr_array_index(right, i);
        if (*earlier != *embed && (*earlier)->target == (*embed)->target)
            return;
    }
    *earlier = orm_column_embed(first);
    *embed = orm_column_embed(second);
}

static gboolean is_own(const OrmEmbed *embed)
{
    return embed->model->variant == NULL && g_ptr_array_find(embed->model->record->fields, embed->field, NULL);
}

/* A prefix made of the field's name: one of many, and the columns' names in the database follow. */
static void offer(OrmFinding *finding, const OrmEmbed *embed)
{
    const OrmField *field = embed->field;
    g_autofree char *prefix = g_strdup_printf("\"%s_\"", field->name);
    const OrmAnnotation *annotation = NULL;
    for (guint i = 0; i < field->annotations->len; i++) {
        const OrmAnnotation *one = g_ptr_array_index(field->annotations, i);
        if (g_str_equal(one->kind, "embed"))
            annotation = one;
    }
    if (annotation == NULL || !is_own(embed))
        return;
    orm_finding_fix(finding, FALSE, "give it the prefix `%s_`", field->name);
    if (embed->prefix.text == NULL) {
        orm_edit_add(finding, annotation, "prefix=%s", prefix);
        return;
    }
    g_autofree char *was = g_strdup_printf("\"%s\"", embed->prefix.text);
    orm_finding_edit(finding, ORM_EDIT_REPLACE, embed->prefix.place, was, prefix);
}

/* The embedded struct that holds both embeddings, whoever embeds it; NULL: they lie elsewhere. */
static const OrmStruct *holder_of(const OrmEmbed *earlier, const OrmEmbed *embed)
{
    for (guint i = 0; i < embed->model->embeds->len; i++) {
        const OrmStruct *record = ((const OrmEmbed *)g_ptr_array_index(embed->model->embeds, i))->target;
        if (record != NULL && g_ptr_array_find(record->fields, embed->field, NULL) &&
            g_ptr_array_find(record->fields, earlier->field, NULL))
            return record;
    }
    return NULL;
}

static void report(OrmRun *run, const OrmColumn *second, const OrmEmbed *earlier, const OrmEmbed *embed)
{
    const OrmStruct *holder = holder_of(earlier, embed);
    OrmFinding *finding = orm_report(
        run, embed->place, orm_about_embed(embed),
        "`struct %s` embeds `struct %s` as `%s` and as `%s` under the same column names: both have `%s`",
        holder != NULL ? holder->name : second->model->name, embed->target_name,
        holder != NULL ? earlier->field->name : earlier->field_path,
        holder != NULL ? embed->field->name : embed->field_path, holder != NULL ? second->field->name : second->name);
    orm_finding_help(finding, "give it a prefix of its own: `ORM_EMBED(prefix=\"%s_\")`", embed->field->name);
    orm_finding_related(finding, earlier->place, "`%s` is embedded here",
                        holder != NULL ? earlier->field->name : earlier->field_path);
    offer(finding, embed);
    orm_finding_related(finding, second->name_place, "`%s` is declared here", second->name);
}

static gboolean has_embeds(const OrmTable *table)
{
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (column->model != NULL && column->model->embeds->len > 1)
            return TRUE;
    }
    return FALSE;
}

/* `fields` holds those that were reported: a struct that is wrong is met in each model that embeds or inherits it. */
static void check(OrmRun *run, const OrmTable *table)
{
    if (!has_embeds(table))
        return;
    g_autoptr(GHashTable) names = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < table->columns->len; i++) {
        OrmColumn *column = g_ptr_array_index(table->columns, i);
        const char *name = orm_fold_name(column->name);
        const OrmColumn *first = g_hash_table_lookup(names, name);
        if (first == NULL)
            g_hash_table_insert(names, (gpointer)name, column);
        if (first == NULL || !orm_columns_embedded_twice(first, column) || orm_embed_is_cycle(orm_column_embed(column)))
            continue;
        const OrmEmbed *earlier, *embed;
        find_clash(first, column, &earlier, &embed);
        if (orm_run_is_first(run, embed->field))
            report(run, column, earlier, embed);
    }
}

const OrmRule orm_rule_embed_prefix_clash = {
    .name = "embed-prefix-clash",
    .family = ORM_FAMILY_INHERITANCE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A struct is embedded twice without prefixes that tell its columns apart.",
    .why = "An order with two addresses needs two sets of columns. Without a prefix both embeddings map to the same "
           "ones: no database creates the table, and against an existing one the second address overwrites the first. "
           "Other clashes of names are `duplicate-column`.",
    .fix = "Give each embedding a prefix: `ORM_EMBED(prefix=\"billing_\")`. The edit makes one of the field's name; it "
           "needs `--unsafe-fixes`, because columns of the database are named by it.",
    .table = check,
};
