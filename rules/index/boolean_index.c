/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/rule.h"

static void check_index(OrmRun *run, const OrmIndex *index)
{
    if (index->unique.value == ORM_YES || !orm_index_is_readable(index))
        return;
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        const OrmColumn *column = element->reference.column;
        if (!column || column->type.family != ORM_SQL_BOOLEAN || column->type.array_depth > 0)
            continue;
        g_autofree char *what = orm_index_describe(index);
        OrmFinding *finding =
            orm_report(run, element->place, orm_about_index(index),
                       "%s holds the boolean column `%s`, which has two values to tell rows by", what, column->name);
        if (orm_dialect_is_mysql(orm_run_dialect(run)))
            orm_finding_help(finding, "remove `%s` from the index", column->name);
        else
            orm_finding_help(finding, "index the rows that queries look for: `where=\"%s\"` or `where=\"NOT %s\"`",
                             column->name, column->name);
        orm_finding_related(finding, column->place, "`%s` is a boolean", orm_column_label(column));
        return;
    }
}

const OrmRule orm_rule_boolean_index = {
    .name = "boolean-index",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "An index contains a boolean column.",
    .why = "Half of the table, or nearly all of it, has the value one looks for, and then the database reads the table "
           "anyway. Where one of the two values is rare, a partial index over those rows alone is small and fast. A "
           "boolean in a unique index is there for what may exist, not for speed, and is not reported. "
           "pg-index-health reports the same.",
    .fix = "Make it a partial index over the rare value, or leave the column out.",
    .index = check_index,
};
