/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"

#include "analyzer/graph/questions_relationships.h"

#define WRITING_CASCADES (ORM_CASCADE_SAVE_UPDATE | ORM_CASCADE_DELETE | ORM_CASCADE_DELETE_ORPHAN)

/* What the cascade does in memory, as it is written; NULL: nothing. Free with g_free. */
static char *cascade_in_memory(guint cascade)
{
    static const struct {
        guint bit;
        const char *word;
    } words[] = {
        {ORM_CASCADE_MERGE, "merge"}, {ORM_CASCADE_REFRESH_EXPIRE, "refresh_expire"}, {ORM_CASCADE_EXPUNGE, "expunge"}};
    g_autoptr(GString) text = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if ((cascade & words[i].bit) != 0)
            g_string_append_printf(text, "%s%s", text->len == 0 ? "" : ", ", words[i].word);
    return text->len == 0 ? NULL : g_strdup_printf("cascade=(%s)", text->str);
}

/* Nothing is written as it is: without the options it says so. */
static void offer_reading(OrmFinding *finding, const OrmRelationship *relationship, gboolean cascades, gboolean passive)
{
    const OrmAnnotation *annotation = relationship->annotation;
    const OrmArgument *cascade = cascades ? orm_annotation_argument(annotation, "cascade") : NULL;
    gboolean wrapped = annotation->kind_place.end_column == annotation->place.end_column;
    if (!orm_relationship_is_own(relationship) || wrapped || (cascades && cascade == NULL))
        return;
    orm_finding_fix(finding, TRUE, "drop the options that write");
    g_autofree char *left = cascade_in_memory(relationship->cascade);
    if (cascade != NULL && left != NULL)
        orm_finding_edit(finding, ORM_EDIT_REPLACE, cascade->place, NULL, left);
    else if (cascade != NULL)
        orm_edit_remove(finding, cascade);
    if (passive)
        orm_edit_remove_option(finding, relationship->annotations, "relationship", "passive_deletes");
}

static void check_relationship(OrmRun *run, const OrmRelationship *relationship)
{
    gboolean cascades = relationship->cascade_stated && (relationship->cascade & WRITING_CASCADES) != 0;
    gboolean passive = orm_relationship_has_passive_deletes(relationship);
    if (!orm_relationship_is_viewonly(relationship) || (!cascades && !passive))
        return;
    OrmPlace place =
        cascades ? orm_relationship_cascade_place(relationship, WRITING_CASCADES) : relationship->passive_deletes.place;
    OrmFinding *finding = orm_report(run, place, orm_about_relationship(relationship),
                                     "relationship `%s` is `viewonly` and writes nothing, but states %s",
                                     orm_relationship_label(relationship),
                                     !passive    ? "a cascade that writes"
                                     : !cascades ? "`passive_deletes`"
                                                 : "a cascade that writes and `passive_deletes`");
    orm_finding_related(finding, relationship->viewonly.place, "`viewonly` is stated here");
    offer_reading(finding, relationship, cascades, passive);
    orm_finding_help(finding, "drop `viewonly`, or %s",
                     !passive    ? "keep `merge`, `refresh_expire` and `expunge` only"
                     : !cascades ? "drop `passive_deletes`"
                                 : "drop `passive_deletes` and keep `merge`, `refresh_expire` and `expunge` only");
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GPtrArray) relationships = orm_graph_relationship_fields(graph);
    for (guint i = 0; i < relationships->len; i++)
        check_relationship(run, g_ptr_array_index(relationships, i));
}

const OrmRule orm_rule_view_only_writes = {
    .name = "view-only-writes",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A `viewonly` relationship states options that say how it writes.",
    .why = "A `viewonly` relationship is loaded and never stored. `save_update`, `delete` or `delete_orphan` in its "
           "cascade, or `passive_deletes`, say what is to happen when it is stored: one of the two statements is not "
           "meant. Whoever relies on the cascade loses data silently, because nothing is written. SQLAlchemy rejects "
           "the combination.",
    .fix = "Drop the writing options, or drop `viewonly`. `merge`, `refresh_expire` and `expunge` act in memory only "
           "and may stay.",
    .graph = check,
};
