/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_inheritance.h"
#include "rules/edit.h"

#include <string.h>

/* That the pointer means no row of this table is sure; that it means nothing to the database is a choice. */
static void offer(OrmFinding *finding, const OrmEmbed *embed)
{
    const OrmField *field = embed->field;
    if (field->annotations->len != 1) /* what else is said of it may not go with ORM_IGNORE */
        return;
    const OrmAnnotation *annotation = g_ptr_array_index(field->annotations, 0);
    orm_finding_fix(finding, FALSE, "ignore `%s`", field->name);
    orm_finding_edit(finding, ORM_EDIT_REMOVE_ANNOTATION, annotation->place, annotation->kind, NULL);
    orm_edit_annotate(finding, field, "ORM_IGNORE()");
}

static gboolean lies_below(const OrmEmbed *embed, const OrmEmbed *outer)
{
    gsize length = strlen(outer->field_path);
    return strncmp(embed->field_path, outer->field_path, length) == 0 && embed->field_path[length] == '.';
}

/* The embeddings of a cycle, outermost first, down to the one that closes it: of const OrmEmbed *. */
static GPtrArray *cycle_of(const OrmEmbed *closing)
{
    const GPtrArray *embeds = closing->model->embeds;
    const OrmEmbed *start = NULL; /* the embedding of the same struct round which the cycle goes */
    GPtrArray *cycle = g_ptr_array_new();
    for (guint i = 0; i < embeds->len; i++) {
        const OrmEmbed *outer = g_ptr_array_index(embeds, i);
        if (outer->target == closing->target && lies_below(closing, outer))
            start = outer;
    }
    for (guint i = 0; i < embeds->len; i++) {
        const OrmEmbed *embed = g_ptr_array_index(embeds, i);
        gboolean above = embed == closing || lies_below(closing, embed);
        if (above && (start == NULL || lies_below(embed, start)))
            g_ptr_array_add(cycle, (gpointer)embed);
    }
    return cycle;
}

/* The innermost pointer of the cycle, in which there must be one, unless the cycle has been reported. Models enter it
 * at different places. */
static const OrmEmbed *culprit_of(const GPtrArray *cycle, GHashTable *fields)
{
    const OrmEmbed *culprit = NULL;
    gboolean is_reported = FALSE;
    for (guint i = 0; i < cycle->len; i++) {
        const OrmEmbed *embed = g_ptr_array_index(cycle, i);
        is_reported = !g_hash_table_add(fields, (gpointer)embed->field) || is_reported;
        if (embed->field->type->kind == ORM_C_POINTER)
            culprit = embed;
    }
    return is_reported ? NULL : culprit;
}

static void report(OrmRun *run, const OrmEmbed *embed)
{
    OrmFinding *finding = orm_report(run, embed->place, orm_about_embed(embed),
                                     "`%s.%s` embeds `struct %s` within itself: its columns would have no end",
                                     embed->model->name, embed->field_path, embed->target_name);
    orm_finding_help(finding, "make it an `ORM_RELATIONSHIP`, or `ORM_IGNORE()`");
    orm_finding_related(finding, embed->target->place, "`struct %s` is defined here", embed->target_name);
    offer(finding, embed);
}

/* `fields` holds those of cycles that were met: one is met in each model that embeds a struct of it. */
static void check_model(OrmRun *run, const OrmModel *model, GHashTable *fields)
{
    if (model->embeds->len == 0)
        return;
    g_autoptr(GPtrArray) met = g_ptr_array_new(); /* what lies below goes round the same cycle */
    for (guint i = 0; i < model->embeds->len; i++) {
        const OrmEmbed *embed = g_ptr_array_index(model->embeds, i);
        gboolean below = FALSE;
        for (guint k = 0; k < met->len; k++)
            below = below || lies_below(embed, g_ptr_array_index(met, k));
        if (below || !orm_embed_is_cycle(embed))
            continue;
        g_autoptr(GPtrArray) cycle = cycle_of(embed);
        const OrmEmbed *culprit = culprit_of(cycle, fields);
        g_ptr_array_add(met, (gpointer)embed);
        if (culprit != NULL)
            report(run, culprit);
    }
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) fields = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < graph->models->len; i++)
        check_model(run, g_ptr_array_index(graph->models, i), fields);
}

const OrmRule orm_rule_embed_cycle = {
    .name = "embed-cycle",
    .family = ORM_FAMILY_INHERITANCE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A struct embeds itself through a pointer.",
    .why = "An embedded struct's fields become columns of the table. One that reaches itself again would need columns "
           "without end. C allows it by pointer only, and such a pointer means a link to another row. Doctrine "
           "(`infiniteEmbeddableNesting`) and Prisma refuse it.",
    .fix = "Make it a relationship with a foreign key, or ignore the field; the edit (`--unsafe-fixes`) ignores it.",
    .graph = check,
};
