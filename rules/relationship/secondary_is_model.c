/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static const OrmRelationship *writer_through(const OrmTable *table)
{
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        for (guint j = 0; j < key->relationships->len; j++) {
            const OrmRelationship *relationship = g_ptr_array_index(key->relationships, j);
            if (relationship->secondary == table && relationship->secondary_local == key &&
                orm_relationship_secondary_is_model(relationship))
                return relationship;
        }
    }
    return NULL;
}

static void check(OrmRun *run, const OrmTable *table)
{
    const OrmRelationship *relationship = writer_through(table);
    if (relationship == NULL)
        return;
    const char *label = orm_relationship_label(relationship);
    const OrmColumn *column = orm_relationship_unfilled_column(relationship);
    OrmFinding *finding;
    if (column != NULL) {
        finding = orm_report(run, table->place, orm_about_table(table),
                             "link table `%s` requires column `%s`, which the many-to-many `%s` cannot fill when it "
                             "adds a link",
                             orm_table_label(table), column->name, label);
        orm_finding_related(finding, column->place, "`%s` is NOT NULL and has no default", orm_column_label(column));
    } else {
        const OrmRelationship *rival = orm_relationship_rival_of_link(relationship);
        finding = orm_report(run, table->place, orm_about_table(table),
                             "link table `%s` is written both by the many-to-many `%s` and by its own relationship "
                             "`%s`",
                             orm_table_label(table), label, orm_relationship_label(rival));
        orm_finding_related(finding, rival->place, "relationship `%s` of the link's model",
                            orm_relationship_label(rival));
    }
    orm_finding_related(finding, relationship->place, "many-to-many `%s`", label);
    orm_finding_help(finding, "make `%s` `viewonly` and add links through the model of `%s`", label,
                     orm_table_label(table));
}

const OrmRule orm_rule_secondary_is_model = {
    .name = "secondary-is-model",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "The link table of a writing many-to-many has required columns or relationships of its own.",
    .why = "A many-to-many inserts rows that hold the two foreign keys and nothing else. If the link table has another "
           "NOT NULL column without a default, every such insert fails. If its own model has a relationship over the "
           "same key, one link has two writers: a row added on one path is inserted a second time on the other, or "
           "deleted behind its back. SQLAlchemy documents this as the association object and warns of the double "
           "write.\n\n"
           "A struct that only holds the two keys is what a link table is in C, and is fine; so is a `viewonly` "
           "many-to-many beside the model.",
    .fix = "Make the many-to-many `viewonly` and write through the link's model, or give the further columns a "
           "`server_default` and drop the link's own relationships.",
    .table = check,
};
