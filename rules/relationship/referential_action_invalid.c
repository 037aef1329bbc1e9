/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static void report_relationship(OrmRun *run, const OrmProblem *problem)
{
    OrmAbout about = orm_about_problem(problem);
    about.object.kind = "relationship"; /* also in an abstract base, whose fields become nothing by themselves */
    OrmFinding *finding = orm_report(run, problem->place, about,
                                     "relationship `%s.%s` states a referential action; an action belongs to a foreign "
                                     "key, and a relationship is none",
                                     about.object.table, about.object.name);
    const OrmRelationship *relationship = orm_problem_relationship(problem);
    const OrmForeignKey *key = relationship == NULL ? NULL : relationship->foreign_key;
    if (key != NULL) {
        orm_finding_related(finding, key->place, "foreign key of `%s`", orm_foreign_key_label(key));
        orm_finding_help(finding, "move it to `ORM_FOREIGN_KEY` of `%s`", orm_foreign_key_label(key));
    } else {
        orm_finding_help(finding, "move it to the `ORM_FOREIGN_KEY` that the relationship follows");
    }
}

static void report_column(OrmRun *run, const OrmProblem *problem)
{
    OrmAbout about = orm_about_problem(problem);
    OrmFinding *finding = orm_report(run, problem->place, about,
                                     "`%s.%s` states a referential action in `ORM_COLUMN`, where it has no effect",
                                     about.object.table, about.object.name);
    orm_finding_help(finding, "move it to the column's `ORM_FOREIGN_KEY`");
}

static void check_problem(OrmRun *run, const OrmProblem *problem)
{
    if (problem->kind != ORM_PROBLEM_WRONG_ACTION || problem->field == NULL)
        return;
    const OrmAnnotation *annotation = orm_problem_relationship_annotation(problem);
    if (annotation == NULL)
        report_column(run, problem);
    else if (orm_annotation_argument(annotation, "secondary") == NULL) /* else: secondary-referential-action */
        report_relationship(run, problem);
}

static void check_key(OrmRun *run, const OrmForeignKey *key)
{
    OrmDialect dialect = orm_run_dialect(run);
    const struct {
        const OrmAction *action;
        const char *event;
    } actions[] = {{&key->ondelete, "ON DELETE"}, {&key->onupdate, "ON UPDATE"}};
    if (!orm_dialect_is_mysql(dialect) || key->unenforced.value == ORM_YES)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(actions); i++) {
        if (actions[i].action->kind != ORM_ACTION_SET_DEFAULT)
            continue;
        OrmFinding *finding = orm_report(
            run, actions[i].action->place, orm_about_foreign_key(key),
            "foreign key of `%s` to `%s` says %s SET DEFAULT, which InnoDB does not have", orm_foreign_key_label(key),
            key->parent != NULL ? orm_table_label(key->parent) : key->parent_name, actions[i].event);
        orm_finding_help(finding, "use `set_null`, `cascade` or `restrict`");
    }
}

const OrmRule orm_rule_referential_action_invalid = {
    .name = "referential-action-invalid",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A referential action that the dialect lacks, or one stated where no foreign key is.",
    .why =
        "ON DELETE and ON UPDATE are clauses of a foreign key. Stated on a plain column or on a relationship they "
        "never reach the DDL, and a program that counts on `ondelete=cascade` leaves children behind or fails on "
        "the constraint. MySQL and MariaDB parse SET DEFAULT, but InnoDB rejects the table. Prisma and TypeORM check "
        "actions against the database's list, openradtool reports an \"action on non-reference\".",
    .fix = "State the action in `ORM_FOREIGN_KEY(...)`; on MySQL and MariaDB choose another action than `set_default`.",
    .problem = check_problem,
    .foreign_key = check_key,
};
