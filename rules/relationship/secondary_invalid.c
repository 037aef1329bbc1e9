/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static void report_unknown(OrmRun *run, const OrmRelationship *relationship)
{
    const char *name = relationship->secondary_name.text;
    OrmFinding *finding = orm_report(run, relationship->secondary_name.place, orm_about_relationship(relationship),
                                     "`secondary` of relationship `%s` names table `%s`, which no model maps",
                                     orm_relationship_label(relationship), name);
    const char *nearest = orm_graph_nearest_table(orm_run_graph(run), name);
    if (nearest != NULL)
        orm_finding_help(finding, "did you mean `%s`?", nearest);
    else
        orm_finding_help(finding, "declare the link table as a struct with a foreign key to `%s` and one to `%s`",
                         orm_model_label(relationship->model), orm_model_label(relationship->target));
}

static void report_lack(OrmRun *run, const OrmRelationship *relationship)
{
    const char *link = orm_table_label(relationship->secondary), *label = orm_relationship_label(relationship);
    const char *own = orm_model_label(relationship->model), *other = orm_model_label(relationship->target);
    gboolean lacks_own = relationship->secondary_local_candidates->len == 0;
    gboolean lacks_other = relationship->secondary_remote_candidates->len == 0;
    OrmAbout about = orm_about_relationship(relationship);
    OrmPlace place = relationship->secondary_name.place;
    OrmFinding *finding;
    if (lacks_own && lacks_other && relationship->model->table != relationship->target->table)
        finding = orm_report(run, place, about,
                             "link table `%s` of relationship `%s` has a foreign key neither to `%s` nor to `%s`", link,
                             label, own, other);
    else
        finding = orm_report(run, place, about, "link table `%s` of relationship `%s` has no foreign key to `%s`", link,
                             label, lacks_own ? own : other);
    orm_finding_related(finding, relationship->secondary->place, "link table `%s`", link);
    orm_finding_help(finding, "add a column with `ORM_FOREIGN_KEY(%s)` to `%s`", lacks_own ? own : other, link);
}

/* Both halves of a pair share an unknown or lacking link table: one of them reports. */
static gboolean other_half_reports(const OrmRelationship *relationship)
{
    const OrmRelationship *other = orm_relationship_counterpart(relationship);
    return other != NULL && !orm_relationship_leads(relationship) && other->join == ORM_JOIN_BAD_SECONDARY &&
           other->secondary == relationship->secondary &&
           g_strcmp0(other->secondary_name.text, relationship->secondary_name.text) == 0;
}

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    if (relationship->join != ORM_JOIN_BAD_SECONDARY || relationship->target == NULL ||
        relationship->target->table == NULL || relationship->model->table == NULL ||
        orm_relationship_has_own_join(relationship) || other_half_reports(relationship))
        return;
    if (relationship->secondary == NULL)
        report_unknown(run, relationship);
    else if (!orm_relationship_path_unknown(relationship) && (relationship->secondary_local_candidates->len == 0 ||
                                                              relationship->secondary_remote_candidates->len == 0))
        report_lack(run, relationship);
}

const OrmRule orm_rule_secondary_invalid = {
    .name = "secondary-invalid",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The link table of a many-to-many does not exist, or lacks a foreign key to one of the two sides.",
    .why = "A many-to-many is two foreign keys in a third table. If that table is unknown, or refers to one side only, "
           "there is no join: the collection can be neither loaded nor filled. Django reports it as fields.E331 and "
           "E336, SQLAlchemy as `NoForeignKeysError`, TypeORM as a missing join table.\n\n"
           "Joins written by hand (`primaryjoin=`, `secondaryjoin=`) are taken on trust.",
    .fix = "Name the link table as SQL knows it, or its struct, and give it an `ORM_FOREIGN_KEY` to each side.",
    .relationship = check,
};
