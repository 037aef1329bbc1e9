/* SPDX-License-Identifier: MIT */
#include "rules/problem.h"

OrmAbout orm_about_model_field(const OrmModel *model, const OrmField *field)
{
    for (guint i = 0; i < model->relationships->len; i++) {
        const OrmRelationship *relationship = g_ptr_array_index(model->relationships, i);
        if (relationship->field == field)
            return orm_about_relationship(relationship);
    }
    for (guint i = 0; model->table && i < model->table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(model->table->columns, i);
        if (column->field == field && column->model == model)
            return orm_about_column(column);
    }
    return orm_about_field(model, field, field->name);
}

OrmAbout orm_about_problem(const OrmProblem *problem)
{
    if (problem->model)
        return problem->field ? orm_about_model_field(problem->model, problem->field) : orm_about_model(problem->model);
    return (OrmAbout){
        .object = {.table = problem->record ? problem->record->name : NULL,
                   .name = problem->field ? problem->field->name : NULL,
                   .kind = problem->field ? "column" : "table"},
        .field = problem->field,
    };
}

OrmFinding *orm_report_problem(OrmRun *run, const OrmProblem *problem)
{
    OrmFinding *finding = orm_report(run, problem->place, orm_about_problem(problem), "%s", problem->message);
    if (problem->help)
        orm_finding_help(finding, "%s", problem->help);
    if (problem->related_message)
        orm_finding_related(finding, problem->related_place, "%s", problem->related_message);
    return finding;
}
