/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/names.h"
#include "analyzer/graph/questions_inheritance.h"
#include "analyzer/graph/questions_relationships.h"
#include "rules/edit.h"

static gboolean fills_itself(const OrmColumn *column)
{
    return column->details->server_default.text != NULL || column->details->computed.text != NULL ||
           column->identity != ORM_IDENTITY_NONE || column->type.is_serial;
}

/* Only a pointer allows NULL once the flag is gone. */
static void offer(OrmFinding *finding, const OrmColumn *column)
{
    const OrmCType *type = column->field->type;
    if (type->kind != ORM_C_POINTER || type->nullability == ORM_NULLABILITY_NONNULL || !orm_column_is_own(column))
        return;
    orm_finding_fix(finding, FALSE, "let `%s` be NULL", column->name);
    orm_edit_remove_option(finding, column->annotations, "column", "not_null");
    orm_edit_remove_option(finding, column->annotations, "column", "nullable");
}

/* One that repeats a column of its bases: inherit-column-clash. */
static gboolean repeats_base(const OrmColumn *column)
{
    for (guint i = 0; i < column->table->columns->len; i++) {
        const OrmColumn *other = g_ptr_array_index(column->table->columns, i);
        if (other != column && orm_fold_name(other->name) == orm_fold_name(column->name) &&
            orm_model_is_a(column->model, other->model))
            return TRUE;
    }
    return FALSE;
}

static gboolean is_wrong(const OrmColumn *column)
{
    const OrmModel *model = column->model;
    return model->inheritance == ORM_INHERITS_SINGLE && model->base != NULL && model->table == model->base->table &&
           column->nullable == ORM_NO && !column->in_primary_key && !fills_itself(column) && !repeats_base(column);
}

/* Whether a column before it came through the same embedding, and is as wrong. */
static gboolean is_said(const OrmColumn *column, const OrmEmbed *embed)
{
    for (guint i = 0; i < column->table->columns->len; i++) {
        const OrmColumn *other = g_ptr_array_index(column->table->columns, i);
        if (other == column)
            return FALSE;
        if (other->model == column->model && orm_column_own_embed(other) == embed && is_wrong(other))
            return TRUE;
    }
    return FALSE;
}

/* The struct may be embedded elsewhere too: the fault is that it is embedded here. */
static void check_embedded(OrmRun *run, const OrmColumn *column, const OrmEmbed *embed)
{
    const OrmModel *model = column->model;
    if (is_said(column, embed))
        return;
    OrmFinding *finding =
        orm_report(run, embed->place, orm_about_embed(embed),
                   "`%s.%s` embeds column `%s`, which is NOT NULL, but belongs to `%s` alone: a row of "
                   "`%s` in the same table cannot fill it",
                   model->name, embed->field_path, orm_column_label(column), model->name, model->base->name);
    orm_finding_help(finding, "embed it by pointer, so that its columns may be NULL");
    orm_finding_related(finding, column->name_place, "`%s` is declared here", orm_column_label(column));
    orm_finding_related(finding, model->base_name.place, "`%s` shares the table of `%s` here", model->name,
                        model->base->name);
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const OrmModel *model = column->model;
    if (!is_wrong(column))
        return;
    const OrmEmbed *embed = orm_column_own_embed(column);
    if (embed != NULL) {
        check_embedded(run, column, embed);
        return;
    }
    OrmPlace place = column->nullable_flag.value == ORM_NO ? column->nullable_flag.place : column->place;
    OrmFinding *finding =
        orm_report(run, place, orm_about_column(column),
                   "column `%s` is NOT NULL, but belongs to `%s` alone: a row of `%s` in the same table cannot fill it",
                   orm_column_label(column), model->name, model->base->name);
    if (column->nullable_flag.value == ORM_NO) {
        orm_finding_help(finding, "remove `not_null`, and demand the value of its own rows with an ORM_CHECK");
        offer(finding, column);
    } else {
        orm_finding_help(finding, "make the field a pointer, or state `ORM_COLUMN(null_flag=...)`");
    }
    orm_finding_related(finding, model->base_name.place, "`%s` shares the table of `%s` here", model->name,
                        model->base->name);
}

const OrmRule orm_rule_single_table_child_not_null = {
    .name = "single-table-child-not-null",
    .family = ORM_FAMILY_INHERITANCE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A column that only a child in a shared table has is NOT NULL.",
    .why = "The rows of the base and of its other children stand in the same table and have no value for the column: "
           "every insert of one fails. Doctrine overrides the flag silently, which was reported as a fault "
           "(doctrine/orm#6006). A column that the database fills itself is fine.",
    .fix = "Let the column be NULL (a pointer, or `null_flag=`); to demand it of the child's rows, add a check such as "
           "`ORM_CHECK(\"kind <> 'manager' OR level IS NOT NULL\")`. The edit takes the flag from a pointer; it needs "
           "`--unsafe-fixes`, because a table of its own (`joined`) may be what is meant.",
    .column = check_column,
};
