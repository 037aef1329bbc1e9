/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_inheritance.h"
#include "rules/edit.h"

/* A field of an embedded struct is met once for each level of the cycle, and in each model that embeds it. */
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

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) fields = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        for (guint j = 0; j < model->embeds->len; j++) {
            const OrmEmbed *embed = g_ptr_array_index(model->embeds, j);
            if (!orm_embed_is_cycle(embed))
                continue;
            if (g_hash_table_add(fields, (gpointer)embed->field)) {
                OrmFinding *finding =
                    orm_report(run, embed->place, orm_about_embed(embed),
                               "`%s.%s` embeds `struct %s` within itself: its columns would have no end", model->name,
                               embed->field_path, embed->target_name);
                orm_finding_help(finding, "make it an `ORM_RELATIONSHIP`, or `ORM_IGNORE()`");
                orm_finding_related(finding, embed->target->place, "`struct %s` is defined here", embed->target_name);
                offer(finding, embed);
            }
            break; /* what lies below goes round the same cycle */
        }
    }
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
