/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/edit.h"
#include "rules/rule.h"

/* What only some of a table's rows have is NULL in the others. */
static gboolean is_of_single_child(const OrmColumn *column)
{
    return column->model != NULL && column->model->inheritance == ORM_INHERITS_SINGLE;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    if (is_of_single_child(column) || column->type.family != ORM_SQL_BOOLEAN || column->type.array_depth > 0 ||
        column->table->is_view || orm_column_excludes_null(column, orm_run_dialect(run)) != ORM_NO)
        return;
    OrmPlace place = column->nullable_flag.value == ORM_YES ? column->nullable_flag.place : column->place;
    OrmFinding *finding = orm_report(run, place, orm_about_column(column),
                                     "boolean column `%s` may be NULL: it has three states", orm_column_label(column));
    orm_finding_help(finding, "declare it `not_null` with a default, or make it an enum that names the third state");
    if (!orm_column_is_own(column) || column->details->null_flag.text)
        return;
    orm_finding_fix(finding, FALSE, "declare it NOT NULL");
    if (column->nullable_flag.value != ORM_YES ||
        !orm_edit_remove_option(finding, column->annotations, "column", "nullable"))
        orm_edit_add_flag(finding, column, "not_null");
}

const OrmRule orm_rule_nullable_boolean = {
    .name = "nullable-boolean",
    .family = ORM_FAMILY_TYPE,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A boolean column may be NULL.",
    .why =
        "`WHERE NOT active` does not find the rows where nobody has said, and neither does `WHERE active`: such rows "
        "fall out of every list. Where the third state means something, an enum can say what. Columns that one child "
        "of a "
        "table with several brings (`ORM_INHERITS(base, single)`) are NULL for the others, and not judged. "
        "database_consistency and rubocop-rails report the same.",
    .fix = "Declare the column `not_null` with a `server_default`, or use an enum.",
    .column = check_column,
};
