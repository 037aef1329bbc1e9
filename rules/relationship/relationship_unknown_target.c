/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"
#include "analyzer/graph/vocabulary.h"

static const char *nearest_model(const OrmGraph *graph, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        if (model->table != NULL)
            g_ptr_array_add(names, (gpointer)model->name);
    }
    g_ptr_array_add(names, NULL);
    return orm_nearest_word(name, (const char *const *)names->pdata);
}

static void report_no_model(OrmRun *run, const OrmRelationship *relationship)
{
    const char *name = relationship->target_name.text, *label = orm_relationship_label(relationship);
    OrmAbout about = orm_about_relationship(relationship);
    OrmFinding *finding;
    if (relationship->target_record != NULL) {
        finding = orm_report(run, relationship->target_name.place, about,
                             "relationship `%s` refers to struct `%s`, which is mapped to no table", label, name);
        orm_finding_related(finding, relationship->target_record->place, "`%s` is defined here without `ORM_TABLE`",
                            name);
    } else {
        finding = orm_report(run, relationship->target_name.place, about,
                             "relationship `%s` refers to `%s`, which is neither a model nor a table", label, name);
    }
    const char *nearest = nearest_model(orm_run_graph(run), name);
    if (nearest != NULL)
        orm_finding_help(finding, "did you mean `%s`?", nearest);
    else if (relationship->holder == ORM_HOLDER_VALUE && !relationship->target_stated)
        orm_finding_help(finding, "a list head does not say what it lists: name the target first, as in "
                                  "`ORM_RELATIONSHIP(child)`");
}

static void check_relationship(OrmRun *run, const OrmRelationship *relationship)
{
    const OrmModel *target = relationship->target;
    if (relationship->target_name.text == NULL || orm_relationship_is_incomplete(relationship))
        return;
    if (target == NULL) {
        report_no_model(run, relationship);
    } else if (target->table == NULL) {
        OrmFinding *finding = orm_report(run, relationship->target_name.place, orm_about_relationship(relationship),
                                         "relationship `%s` refers to `%s`, which is %s and has no table of its own",
                                         orm_relationship_label(relationship), target->name,
                                         target->is_abstract ? "abstract" : "only embedded in other models");
        orm_finding_related(finding, target->place, "`%s` is defined here", target->name);
        orm_finding_help(finding, "refer to a model that is mapped to a table, or give `%s` an `ORM_TABLE`",
                         target->name);
    }
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GPtrArray) relationships = orm_graph_relationship_fields(graph);
    for (guint i = 0; i < relationships->len; i++)
        check_relationship(run, g_ptr_array_index(relationships, i));
}

const OrmRule orm_rule_relationship_unknown_target = {
    .name = "relationship-unknown-target",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A relationship refers to something that is no model, or to an abstract or embedded struct without a "
               "table.",
    .why = "A relationship loads rows of its target's table. Where there is no such table no query can be built, and "
           "the field stays empty or the loader fails at run time. An `ORM_ABSTRACT` struct and a struct that is only "
           "embedded lend their columns to other tables and have no rows of their own.\n\n"
           "Django reports this as fields.E300 and E307, SQLAlchemy when the mappers are configured, Doctrine for "
           "mapped superclasses.",
    .fix = "Correct the name, or map the struct with `ORM_TABLE`. For an intrusive list state the listed model as the "
           "first argument: `ORM_RELATIONSHIP(child)`.",
    .graph = check,
};
