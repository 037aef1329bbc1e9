/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

/* The parent's collection of the rows that hold this key; NULL: it has none. */
static const OrmRelationship *collection_over(const OrmForeignKey *key)
{
    for (guint i = 0; i < key->relationships->len; i++) {
        const OrmRelationship *relationship = g_ptr_array_index(key->relationships, i);
        if (relationship->direction == ORM_ONE_TO_MANY && relationship->foreign_key == key)
            return relationship;
    }
    return NULL;
}

static void check_key(OrmRun *run, const OrmForeignKey *key)
{
    if (key->ondelete.kind != ORM_ACTION_UNSTATED || !key->parent || key->unenforced.value == ORM_YES ||
        (key->annotation && orm_annotation_argument(key->annotation, "ondelete")))
        return;
    const OrmRelationship *collection = collection_over(key);
    if (!collection)
        return;
    OrmFinding *finding =
        orm_report(run, key->place, orm_about_foreign_key(key),
                   "foreign key of `%s` does not say what deleting a row of `%s` does to the collection `%s`",
                   orm_foreign_key_label(key), orm_table_label(key->parent), collection->name);
    orm_finding_help(finding, orm_foreign_key_nullable(key) == ORM_YES
                                  ? "add `ondelete=cascade`, `ondelete=set_null` or `ondelete=restrict`"
                                  : "add `ondelete=cascade` or `ondelete=restrict`");
    orm_finding_related(finding, collection->place, "`struct %s` holds the collection", collection->model->name);
}

const OrmRule orm_rule_fk_delete_action_unstated = {
    .name = "fk-delete-action-unstated",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A foreign key states no ON DELETE although its parent holds a collection of the children.",
    .why = "Without an action the database refuses to delete a parent that still has children, and the program "
           "learns so from an error at run time. Whether the children should go, stay without a parent, or keep the "
           "parent alive is a decision; stated, it can be read and reviewed. database_consistency and rubocop-rails "
           "ask for it. Off by default, since refusing is a sound choice too.",
    .fix = "State `ondelete=cascade`, `set_null`, `restrict` or `no_action`.",
    .foreign_key = check_key,
};
