/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static gboolean writes(const OrmRelationship *relationship)
{
    return relationship->join == ORM_JOIN_RESOLVED && relationship->target != NULL &&
           relationship->model->table != NULL && !orm_relationship_is_viewonly(relationship);
}

static gboolean name_each_other(const OrmRelationship *left, const OrmRelationship *right)
{
    return left->inverse == right || right->inverse == left;
}

/* Rows of siblings are different rows, though they may stand in one table. */
static gboolean siblings(const OrmRelationship *left, const OrmRelationship *right)
{
    return orm_models_are_siblings(left->model, right->model) || orm_models_are_siblings(left->target, right->target) ||
           orm_models_are_siblings(left->model, right->target) || orm_models_are_siblings(left->target, right->model);
}

/* A link table that is a model of its own right, and a relationship that writes its columns: secondary-is-model. */
static gboolean through_model(const OrmRelationship *link, const OrmRelationship *other)
{
    return link->secondary != NULL && other->foreign_key != NULL && other->foreign_key->child == link->secondary &&
           orm_relationship_secondary_is_model(link);
}

/* Faults that other rules report: sides that do not name each other rightly, repetitions, link tables with a life of
 * their own. */
static gboolean reported_elsewhere(const OrmRelationship *left, const OrmRelationship *right)
{
    return orm_relationships_are_opposite(left, right) || orm_relationships_share_inverse(left, right) ||
           orm_relationships_are_repetitions(left, right) || through_model(left, right) || through_model(right, left);
}

static gboolean overrides(const OrmRelationship *left, const OrmRelationship *right)
{
    return g_strcmp0(left->name, right->name) == 0 &&
           (orm_model_is_a(left->model, right->model) || orm_model_is_a(right->model, left->model));
}

static gboolean conflict(const OrmRelationship *left, const OrmRelationship *right)
{
    return left != right && !name_each_other(left, right) && !orm_relationships_overlap_knowingly(left, right) &&
           !siblings(left, right) && !overrides(left, right) && !reported_elsewhere(left, right);
}

/* Between two relationships the one that is no half of a linked pair is to blame, else the later one. */
static gboolean is_to_blame(const OrmRelationship *relationship, const OrmRelationship *other)
{
    gboolean paired = orm_relationship_counterpart(relationship) != NULL;
    if (paired != (orm_relationship_counterpart(other) != NULL))
        return !paired;
    return orm_place_compare(&relationship->place, &other->place) > 0;
}

static void report(OrmRun *run, const OrmRelationship *relationship, const OrmRelationship *other,
                   const OrmColumn *column)
{
    OrmFinding *finding =
        orm_report(run, relationship->place, orm_about_relationship(relationship),
                   "relationships `%s` and `%s` both write column `%s` without being linked",
                   orm_relationship_label(relationship), orm_relationship_label(other), orm_column_label(column));
    orm_finding_related(finding, other->place, "`%s` writes it too", orm_relationship_label(other));
    orm_finding_related(finding, column->place, "column `%s`", orm_column_label(column));
    orm_finding_help(finding, "make one of them `viewonly`, or add `overlaps=(%s)` if both are meant to write",
                     other->name);
}

/* One finding per relationship: the first conflict found is reported. A linked pair counts once, by its leading half.
 */
static void check_column(OrmRun *run, const OrmColumn *column, GPtrArray *writers, GHashTable *reported)
{
    for (guint i = 1; i < writers->len; i++)
        for (guint j = 0; j < i; j++) {
            const OrmRelationship *later = g_ptr_array_index(writers, i), *earlier = g_ptr_array_index(writers, j);
            if (!conflict(later, earlier))
                continue;
            gboolean later_to_blame = is_to_blame(later, earlier);
            const OrmRelationship *blamed = later_to_blame ? later : earlier;
            if (g_hash_table_add(reported, (gpointer)blamed))
                report(run, blamed, later_to_blame ? earlier : later, column);
            if (later_to_blame)
                break;
        }
}

static void add_writer(GHashTable *writers, GPtrArray *order, GPtrArray *references,
                       const OrmRelationship *relationship)
{
    for (guint i = 0; i < references->len; i++) {
        OrmColumn *column = ((const OrmColumnReference *)g_ptr_array_index(references, i))->column;
        if (column == NULL)
            continue;
        GPtrArray *list = g_hash_table_lookup(writers, column);
        if (list == NULL) {
            list = g_ptr_array_new();
            g_hash_table_insert(writers, column, list);
            g_ptr_array_add(order, column);
        }
        g_ptr_array_add(list, (gpointer)relationship);
    }
}

static void add_relationship(GHashTable *writers, GPtrArray *order, const OrmRelationship *relationship)
{
    const OrmForeignKey *const keys[] = {relationship->foreign_key, relationship->secondary_local,
                                         relationship->secondary_remote};
    if (!writes(relationship) || !orm_relationship_leads(relationship))
        return;
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (keys[i] != NULL)
            add_writer(writers, order, keys[i]->columns, relationship);
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) writers = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GHashTable) reported = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        for (guint j = 0; j < model->relationships->len; j++)
            add_relationship(writers, order, g_ptr_array_index(model->relationships, j));
    }
    for (guint i = 0; i < order->len; i++)
        check_column(run, g_ptr_array_index(order, i), g_hash_table_lookup(writers, g_ptr_array_index(order, i)),
                     reported);
}

const OrmRule orm_rule_relationship_write_conflict = {
    .name = "relationship-write-conflict",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "Two relationships that are not linked write the same foreign key column.",
    .why = "A relationship that is not `viewonly` fills in its foreign key columns when objects are linked. If two of "
           "them write one column, the stored value depends on which was flushed last, and the object that lost still "
           "claims the old link. Typical: two composite keys that share a `tenant_id`, and a second collection with a "
           "filter in `primaryjoin=` beside the full one.\n\n"
           "This is SQLAlchemy's warning `qzyx`. The same key seen from both sides is `back-populates-missing`, the "
           "same relationship twice `duplicate-relationship`, a link table with a model of its own "
           "`secondary-is-model`; siblings of one inheritance tree never conflict.",
    .fix = "Make the relationship that only reads `viewonly`. If both are meant to write the same value, say so with "
           "`overlaps=(other)` on either of them.",
    .graph = check,
};
