/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include <string.h>

#include "analyzer/graph/questions_relationships.h"

static gboolean key_has_column(const OrmForeignKey *key, const OrmColumn *column)
{
    for (guint i = 0; i < key->columns->len; i++)
        if (((const OrmColumnReference *)g_ptr_array_index(key->columns, i))->column == column)
            return TRUE;
    return FALSE;
}

/* The first of `keys` that has the column; NULL: none. */
static const OrmForeignKey *key_with(GPtrArray *keys, const OrmColumn *column)
{
    for (guint i = 0; i < keys->len; i++)
        if (key_has_column(g_ptr_array_index(keys, i), column))
            return g_ptr_array_index(keys, i);
    return NULL;
}

static const OrmForeignKey *candidate_with(const OrmRelationship *relationship, const OrmColumn *column)
{
    const OrmForeignKey *key = key_with(relationship->candidates, column);
    if (key == NULL)
        key = key_with(relationship->secondary_local_candidates, column);
    return key != NULL ? key : key_with(relationship->secondary_remote_candidates, column);
}

/* A key whose parent is not known may be the one that is meant: fk-unknown-target speaks of it. */
static gboolean leads_somewhere_unknown(const OrmColumn *column)
{
    for (guint i = 0; i < column->foreign_keys->len; i++)
        if (((const OrmForeignKey *)g_ptr_array_index(column->foreign_keys, i))->parent == NULL)
            return TRUE;
    return FALSE;
}

static void report_no_column(OrmRun *run, const OrmRelationship *relationship, const OrmColumnReference *named)
{
    OrmAbout about = orm_about_relationship(relationship);
    const OrmTable *own = relationship->model->table, *other = relationship->target->table;
    const char *label = orm_relationship_label(relationship);
    if (named->relationship != NULL) {
        OrmFinding *finding =
            orm_report(run, named->place, about,
                       "`foreign_keys` of relationship `%s` names `%s`, which is a relationship and no column", label,
                       named->name);
        orm_finding_related(finding, named->relationship->place, "`%s` is declared here", named->name);
        orm_finding_help(finding, "name the column that carries the foreign key");
        return;
    }
    OrmFinding *finding = orm_report(run, named->place, about,
                                     "`foreign_keys` of relationship `%s` names `%s`, which is a column neither of "
                                     "`%s` nor of `%s`",
                                     label, named->name, orm_table_label(own), orm_table_label(other));
    const char *dot = strrchr(named->name, '.'), *name = dot == NULL ? named->name : dot + 1;
    const char *nearest = orm_table_nearest_column(own, name);
    if (nearest == NULL)
        nearest = orm_table_nearest_column(other, name);
    if (nearest == NULL && relationship->secondary != NULL)
        nearest = orm_table_nearest_column(relationship->secondary, name);
    if (nearest != NULL)
        orm_finding_help(finding, "did you mean `%s`?", nearest);
}

static void report_other_key(OrmRun *run, const OrmRelationship *relationship, const OrmColumnReference *named)
{
    const OrmForeignKey *key = g_ptr_array_index(named->column->foreign_keys, 0);
    OrmFinding *finding =
        orm_report(run, named->place, orm_about_relationship(relationship),
                   "`foreign_keys` of relationship `%s` names `%s`, whose foreign key leads to `%s`; it must link `%s` "
                   "and `%s`",
                   orm_relationship_label(relationship), orm_column_label(named->column), orm_table_label(key->parent),
                   orm_model_label(relationship->model), orm_model_label(relationship->target));
    orm_finding_related(finding, key->place, "foreign key of `%s`", orm_foreign_key_label(key));
}

/* Names, each from a fitting key, that do not make up one key. */
static void check_single_key(OrmRun *run, const OrmRelationship *relationship)
{
    const OrmColumnReference *first = g_ptr_array_index(relationship->foreign_keys, 0);
    const OrmForeignKey *key = candidate_with(relationship, first->column);
    for (guint i = 1; i < relationship->foreign_keys->len; i++) {
        const OrmColumnReference *named = g_ptr_array_index(relationship->foreign_keys, i);
        if (key_has_column(key, named->column))
            continue;
        OrmFinding *finding = orm_report(
            run, named->place, orm_about_relationship(relationship),
            "`foreign_keys` of relationship `%s` names columns of two foreign keys, `%s` and `%s`; it must "
            "choose one",
            orm_relationship_label(relationship), orm_column_label(first->column), orm_column_label(named->column));
        orm_finding_related(finding, key->place, "foreign key of `%s`", orm_foreign_key_label(key));
        return;
    }
}

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    if (relationship->target == NULL || relationship->target->table == NULL || relationship->model->table == NULL ||
        relationship->foreign_keys->len == 0)
        return;
    gboolean trusted = orm_relationship_has_own_join(relationship), all_fit = TRUE;
    for (guint i = 0; i < relationship->foreign_keys->len; i++) {
        const OrmColumnReference *named = g_ptr_array_index(relationship->foreign_keys, i);
        gboolean fits = named->column != NULL && candidate_with(relationship, named->column) != NULL;
        all_fit = all_fit && fits;
        if (named->column == NULL)
            report_no_column(run, relationship, named);
        else if (!trusted && !fits && named->column->foreign_keys->len > 0 && !leads_somewhere_unknown(named->column))
            report_other_key(run, relationship, named);
    }
    if (all_fit && !trusted && relationship->join == ORM_JOIN_BAD_CHOICE)
        check_single_key(run, relationship);
}

const OrmRule orm_rule_relationship_foreign_keys_invalid = {
    .name = "relationship-foreign-keys-invalid",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "`foreign_keys=` names something that is no column, or a column whose foreign key does not link the two "
               "models.",
    .why = "`foreign_keys=` chooses the key a relationship follows. If the name is no column, or its key leads to "
           "another table, the relationship has no join and the related rows cannot be loaded. The usual causes are a "
           "renamed field and a line copied from the neighbouring relationship. Django reports it as fields.E338 and "
           "E339, SQLAlchemy when the mappers are configured.\n\n"
           "A column that exists but carries no foreign key at all is `missing-foreign-key`. Where the join is written "
           "with `primaryjoin=` only the names are checked.",
    .fix = "Name the column (or, for a composite key, all columns) whose `ORM_FOREIGN_KEY` links the two tables.",
    .relationship = check,
};
