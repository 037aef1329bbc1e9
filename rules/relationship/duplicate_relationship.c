/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

/* What two repetitions have in common; NULL where a relationship can be nobody's repetition. Free with g_free. */
static char *signature(const OrmRelationship *relationship)
{
    const OrmForeignKey *key =
        relationship->secondary != NULL ? relationship->secondary_local : relationship->foreign_key;
    if (relationship->join != ORM_JOIN_RESOLVED || relationship->target == NULL || key == NULL ||
        orm_relationship_is_viewonly(relationship))
        return NULL;
    const char *primaryjoin = relationship->primaryjoin.text, *secondaryjoin = relationship->secondaryjoin.text;
    return g_strdup_printf("%p %p %p %d %d %s\n%s", (void *)relationship->target, (const void *)key,
                           (void *)relationship->secondary_remote, relationship->direction == ORM_MANY_TO_ONE,
                           relationship->shape, primaryjoin == NULL ? "" : primaryjoin,
                           secondaryjoin == NULL ? "" : secondaryjoin);
}

/* Two that name each other, or one inverse, or differ in shape, are at fault in another way, which other rules report.
 */
static gboolean are_duplicates(const OrmRelationship *left, const OrmRelationship *right)
{
    return orm_relationships_are_repetitions(left, right) && left->shape == right->shape && left->inverse != right &&
           right->inverse != left && !orm_relationships_share_inverse(left, right) &&
           !orm_relationships_overlap_knowingly(left, right);
}

static void report(OrmRun *run, const OrmRelationship *relationship, const OrmRelationship *first)
{
    const char *path = relationship->secondary != NULL ? orm_table_label(relationship->secondary)
                                                       : orm_foreign_key_label(relationship->foreign_key);
    OrmFinding *finding =
        orm_report(run, relationship->place, orm_about_relationship(relationship),
                   "relationship `%s` repeats `%s`: both lead to `%s` over `%s`", orm_relationship_label(relationship),
                   orm_relationship_label(first), orm_model_label(relationship->target), path);
    orm_finding_related(finding, first->place, "`%s` is declared here", orm_relationship_label(first));
    orm_finding_help(finding, "drop one of the two, or make one `viewonly`");
}

static void check(OrmRun *run, const OrmModel *model)
{
    if (model->relationships->len < 2)
        return;
    g_autoptr(GHashTable) first_of = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < model->relationships->len; i++) {
        const OrmRelationship *relationship = g_ptr_array_index(model->relationships, i);
        g_autofree char *key = signature(relationship);
        if (key == NULL)
            continue;
        const OrmRelationship *first = g_hash_table_lookup(first_of, key);
        if (first == NULL)
            g_hash_table_insert(first_of, g_steal_pointer(&key), (gpointer)relationship);
        else if (are_duplicates(first, relationship))
            report(run, relationship, first);
    }
}

const OrmRule orm_rule_duplicate_relationship = {
    .name = "duplicate-relationship",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "One model declares the same link twice: same target, same foreign key or link table.",
    .why =
        "Two fields for one link are loaded, kept and written separately. A row added to one of them is missing from "
        "the other, and when both have changed the last one written wins. It is usually a remnant of a renaming, or "
        "a copied line whose foreign key was not adapted. RuboCop reports it as `DuplicateAssociation`, Doctrine as "
        "a duplicate association mapping.\n\n"
        "Two relationships whose `primaryjoin` differs, or of which one is `viewonly`, are no repetition.",
    .fix = "Drop one of the two; let the second follow its own key with `foreign_keys=`; or make it `viewonly`.",
    .model = check,
};
