/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static void relate_all(OrmFinding *finding, GPtrArray *keys)
{
    for (guint i = 0; i < keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(keys, i);
        orm_finding_related(finding, key->place, "foreign key of `%s`", orm_foreign_key_label(key));
    }
}

static const char *column_names(const OrmForeignKey *key)
{
    const OrmColumnReference *first = g_ptr_array_index(key->columns, 0);
    return key->columns->len == 1 ? first->name : orm_columns_label(key->columns);
}

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    if (relationship->join != ORM_JOIN_BAD_SECONDARY_AMBIGUOUS || relationship->secondary == NULL ||
        !orm_relationship_leads(relationship) || orm_relationship_has_own_join(relationship))
        return;
    gboolean own = relationship->secondary_local_candidates->len > 1;
    GPtrArray *keys = own ? relationship->secondary_local_candidates : relationship->secondary_remote_candidates;
    const OrmModel *side = own ? relationship->model : relationship->target;
    const char *link = orm_table_label(relationship->secondary);
    if (keys->len < 2)
        return;
    OrmFinding *finding =
        orm_report(run, relationship->secondary_name.place, orm_about_relationship(relationship),
                   "link table `%s` of relationship `%s` has %u foreign keys to `%s`, and none is chosen", link,
                   orm_relationship_label(relationship), keys->len, orm_model_label(side));
    relate_all(finding, keys);
    if (relationship->model->table == relationship->target->table)
        orm_finding_help(finding,
                         "say which one leads to this side: `foreign_keys=(%s)` or `primaryjoin=` and "
                         "`secondaryjoin=`",
                         column_names(g_ptr_array_index(keys, 0)));
    else
        orm_finding_help(finding, "choose one, for example `foreign_keys=(%s)`",
                         column_names(g_ptr_array_index(keys, 0)));
}

const OrmRule orm_rule_secondary_ambiguous = {
    .name = "secondary-ambiguous",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "The link table of a many-to-many has several foreign keys to one side and none is chosen.",
    .why = "With two keys to the same table (follower and followed, author and reviewer) nothing says which column "
           "holds this side of the link. The wrong guess loads the people who follow me where those I follow are "
           "meant, and writes links the wrong way round. Django reports it as fields.E333 to E335, SQLAlchemy as "
           "`AmbiguousForeignKeysError`.",
    .fix = "Choose with `foreign_keys=` on one of the two sides, or write `primaryjoin=` and `secondaryjoin=`.",
    .relationship = check,
};
