/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "analyzer/graph/questions_relationships.h"
#include "rules/edit.h"

static const OrmColumn *parent_key(const OrmRelationship *relationship, const OrmColumn *column)
{
    const OrmModel *parent = column->table == relationship->model->table ? relationship->target : relationship->model;
    return orm_table_single_key(parent->table);
}

/* A many-to-one that follows another column's key, although the column that bears its own name stands there without
 * one. */
static const OrmColumn *overlooked_column(const OrmRelationship *relationship)
{
    if (relationship->join != ORM_JOIN_RESOLVED || relationship->direction != ORM_MANY_TO_ONE ||
        relationship->foreign_keys->len > 0 || orm_relationship_has_own_join(relationship))
        return NULL;
    const OrmColumn *key = orm_table_single_key(relationship->target->table);
    g_autofree char *name = g_strconcat(relationship->name, "_id", NULL);
    const OrmColumn *column = orm_table_column(relationship->model->table, name);
    if (!key || !column || column == key || column->foreign_keys->len > 0)
        return NULL;
    return orm_sql_type_fit(&column->type, &key->type) == ORM_FIT_EQUAL ? column : NULL;
}

static const OrmColumn *keyless_column(const OrmRelationship *relationship);

/* Whether the two models will have another foreign key between them, there already or missing likewise. */
static gboolean has_rival(const OrmRelationship *relationship, const OrmColumn *column)
{
    const OrmModel *model = relationship->model, *target = relationship->target;
    if (relationship->candidates->len > 0)
        return TRUE;
    for (guint turn = 0; turn < 2; turn++) {
        const OrmModel *one = turn == 0 ? model : target, *other = turn == 0 ? target : model;
        for (guint i = 0; i < one->relationships->len; i++) {
            const OrmRelationship *beside = g_ptr_array_index(one->relationships, i);
            const OrmColumn *bearer = beside->target == other ? keyless_column(beside) : NULL;
            if (bearer != NULL && bearer != column)
                return TRUE;
        }
    }
    return FALSE;
}

/* The foreign key, and where there are several then, the choice of this one. */
static void offer_key(OrmFinding *finding, const OrmRelationship *relationship, const OrmColumn *column,
                      const OrmColumn *key)
{
    const char *target = orm_edit_column_name(key);
    if (target == NULL || !orm_column_is_own(column))
        return;
    orm_finding_fix(finding, TRUE, "add `ORM_FOREIGN_KEY(%s)`", target);
    orm_edit_annotate(finding, column->field, "ORM_FOREIGN_KEY(%s)", target);
    if (relationship->foreign_keys->len > 0 || !has_rival(relationship, column))
        return;
    OrmPlace place = orm_relationship_is_own(relationship) ? relationship->annotation->place : ORM_PLACE_UNKNOWN;
    g_autofree char *choice = g_strdup_printf("foreign_keys=(%s)", column->field_path);
    orm_finding_edit(finding, ORM_EDIT_ADD_ARGUMENT, place, "relationship", choice);
}

static void report(OrmRun *run, const OrmRelationship *relationship, const OrmColumn *column)
{
    OrmFinding *finding =
        orm_report(run, column->place, orm_about_column(column),
                   "column `%s` carries no foreign key, although relationship `%s` of `struct %s` is built on it",
                   orm_column_label(column), relationship->name, relationship->model->name);
    const OrmColumn *key = parent_key(relationship, column);
    if (key)
        orm_finding_help(finding, "add `ORM_FOREIGN_KEY(%s)` to `%s`", orm_column_label(key), column->field_path);
    if (key)
        offer_key(finding, relationship, column, key);
    orm_finding_related(finding, relationship->place, "relationship `%s` needs the foreign key", relationship->name);
    if (key)
        orm_finding_related(finding, key->place, "`%s` is what it would reference", orm_column_label(key));
}

/* The column that a relationship is built on and that carries no foreign key; NULL: none. */
static const OrmColumn *keyless_column(const OrmRelationship *relationship)
{
    const OrmColumn *column = orm_relationship_bearer(relationship);
    return column ? column : overlooked_column(relationship);
}

/* Reports the columns of the models' own tables, or (`remote`) those of the relationships' targets. */
static void check_side(OrmRun *run, const OrmGraph *graph, gboolean remote, GHashTable *reported)
{
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        for (guint j = 0; model->table && j < model->relationships->len; j++) {
            const OrmRelationship *relationship = g_ptr_array_index(model->relationships, j);
            const OrmColumn *column = keyless_column(relationship);
            gboolean here = column && (column->table != model->table) == remote;
            if (here && g_hash_table_add(reported, (gpointer)column))
                report(run, relationship, column);
        }
    }
}

/* Both sides of a pair lack the same foreign key: each column is reported once, for the side that holds it if there is
 * one. */
static void check_graph(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) reported = g_hash_table_new(NULL, NULL);
    check_side(run, graph, FALSE, reported);
    check_side(run, graph, TRUE, reported);
}

const OrmRule orm_rule_missing_foreign_key = {
    .name = "missing-foreign-key",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "The column a relationship is built on carries no foreign key.",
    .why = "The program follows the relationship, but the database knows nothing of it: the parent can be deleted "
           "and leaves children behind that point at nothing, and a child can be stored with a parent that never "
           "was. The column is the one that `foreign_keys=` names, or one called `<field>_id` or `<target>_<key>` "
           "and typed like the target's key. active_record_doctor and database_consistency look for the same "
           "association without a constraint. A column's name alone, without a relationship, is never reason enough "
           "(`suspect-foreign-key`).",
    .fix = "Add `ORM_FOREIGN_KEY(table.column)` to the column; with `unenforced` when the constraint is "
           "deliberately not in the database.",
    .graph = check_graph,
};
