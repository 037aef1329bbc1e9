/* SPDX-License-Identifier: MIT */
#include "rules/other_side.h"

#include "analyzer/graph/questions_relationships.h"

/* The columns of both keys, each once. Free with g_ptr_array_unref; the references stay the keys'. */
static GPtrArray *pair_columns(const OrmRelationship *relationship)
{
    const OrmForeignKey *const keys[] = {relationship->secondary_local, relationship->secondary_remote};
    GPtrArray *columns = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        for (guint j = 0; j < keys[i]->columns->len; j++)
            g_ptr_array_add(columns, g_ptr_array_index(keys[i]->columns, j));
    return columns;
}

/* An index that could not be read may be the key over the pair. */
static gboolean uniqueness_unknown(const OrmTable *table)
{
    if (table->is_view)
        return TRUE;
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (!index->elements_known && (index->kind == ORM_KEY_UNIQUE || index->unique.value == ORM_YES))
            return TRUE;
    }
    return FALSE;
}

static gboolean lets_pairs_repeat(const OrmRun *run, const OrmRelationship *relationship)
{
    if (relationship->join != ORM_JOIN_RESOLVED || relationship->secondary_local == NULL ||
        relationship->secondary_remote == NULL || orm_relationship_is_viewonly(relationship) ||
        orm_relationship_has_own_join(relationship) || orm_relationship_secondary_is_model(relationship))
        return FALSE;
    g_autoptr(GPtrArray) columns = pair_columns(relationship);
    return !orm_table_columns_determine_row(relationship->secondary, columns) &&
           !orm_run_other_determines_row(run, relationship->secondary, columns);
}

static const OrmRelationship *relationship_through(const OrmRun *run, const OrmTable *table)
{
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        for (guint j = 0; j < key->relationships->len; j++) {
            const OrmRelationship *relationship = g_ptr_array_index(key->relationships, j);
            if (relationship->secondary == table && relationship->secondary_local == key &&
                lets_pairs_repeat(run, relationship))
                return relationship;
        }
    }
    return NULL;
}

static void check(OrmRun *run, const OrmTable *table)
{
    if (uniqueness_unknown(table))
        return;
    const OrmRelationship *relationship = relationship_through(run, table);
    if (relationship == NULL)
        return;
    g_autoptr(GPtrArray) columns = pair_columns(relationship);
    const char *pair = orm_columns_label(columns);
    OrmFinding *finding =
        orm_report(run, table->place, orm_about_table(table),
                   "link table `%s` has no key over %s, so one link can be stored twice", orm_table_label(table), pair);
    orm_finding_related(finding, relationship->place, "many-to-many `%s` runs through it",
                        orm_relationship_label(relationship));
    orm_finding_help(finding, "add `ORM_%s%s`", table->primary_key == NULL ? "PRIMARY_KEY" : "UNIQUE", pair);
}

const OrmRule orm_rule_secondary_not_unique = {
    .name = "secondary-not-unique",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The link table of a many-to-many has no key over the pair of foreign keys.",
    .why = "Nothing keeps the same link from being inserted twice, by a retried request or by two processes at once. "
           "Every join through the table then returns the row twice, counts are wrong, and removing the link deletes "
           "two rows where the program expects one; SQLAlchemy stops with an error there. active_record_doctor looks "
           "for the missing unique index on join tables.",
    .fix = "Make the two foreign keys the primary key (`primary_key` on both columns or `ORM_PRIMARY_KEY(a, b)`), or "
           "add `ORM_UNIQUE(a, b)` where the table has a key of its own.",
    .table = check,
};
