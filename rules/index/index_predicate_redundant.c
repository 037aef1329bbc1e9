/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/expression.h"
#include "rules/rule.h"

static const OrmColumn *column_called(const OrmTable *table, const char *name)
{
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (g_ascii_strcasecmp(column->name, name) == 0)
            return column;
    }
    return NULL;
}

static void check_index(OrmRun *run, const OrmIndex *index)
{
    g_autoptr(OrmExpression) predicate = orm_expression_parse(index->predicate.text, orm_run_dialect(run));
    const GPtrArray *names = predicate ? orm_expression_columns(predicate) : NULL;
    for (guint i = 0; names && i < names->len; i++) {
        const char *name = ((const OrmExpressionColumn *)g_ptr_array_index(names, i))->name;
        const OrmColumn *column = column_called(index->table, name);
        if (!column || column->nullable != ORM_NO || !orm_expression_excludes_null(predicate, name))
            continue;
        OrmFinding *finding = orm_report(run, index->predicate.place, orm_about_index(index),
                                         "`%s IS NOT NULL` leaves nothing out of the index: column `%s` is NOT NULL",
                                         column->name, orm_column_label(column));
        orm_finding_help(finding, "remove the condition");
        orm_finding_related(finding, column->place, "`%s` is NOT NULL", orm_column_label(column));
        return;
    }
}

const OrmRule orm_rule_index_predicate_redundant = {
    .name = "index-predicate-redundant",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The predicate of a partial index demands NOT NULL of a column that is NOT NULL.",
    .why =
        "The condition holds for every row, so the index is not partial; but it is treated as one: a foreign key may "
        "not refer to it, and a query must repeat the condition before some databases use it. pg-index-health "
        "reports the same.",
    .fix = "Remove the condition from `where=`, or declare the column nullable if it is.",
    .index = check_index,
};
