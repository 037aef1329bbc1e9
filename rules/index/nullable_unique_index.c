/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/expression.h"
#include "analyzer/graph/questions_indexes.h"
#include "rules/rule.h"

static gboolean may_be_null(const OrmIndexElement *element, const OrmExpression *predicate, OrmDialect dialect)
{
    const OrmColumn *column = element->reference.column;
    return column && orm_column_excludes_null(column, dialect) == ORM_NO &&
           !(predicate && orm_expression_rejects_null(predicate, column->name));
}

static void check_index(OrmRun *run, const OrmIndex *index)
{
    if (index->unique.value != ORM_YES || index->primary_key.value == ORM_YES || !orm_index_is_readable(index) ||
        index->nulls_not_distinct.value == ORM_YES || index->table->is_view)
        return;
    OrmDialect dialect = orm_run_dialect(run);
    g_autoptr(OrmExpression) predicate = orm_expression_parse(index->predicate.text, dialect);
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (!may_be_null(element, predicate, dialect))
            continue;
        const OrmColumn *column = element->reference.column;
        g_autofree char *what = orm_index_describe(index);
        OrmFinding *finding =
            orm_report(run, element->place, orm_about_index(index),
                       "%s holds the nullable column `%s`: rows that are NULL there never collide", what, column->name);
        orm_finding_help(finding,
                         index->kind == ORM_KEY_UNIQUE && !orm_dialect_is_mysql(dialect) &&
                                 dialect != ORM_DIALECT_SQLITE
                             ? "make `%s` `not_null`, or state `nulls_not_distinct`"
                             : "make `%s` `not_null` if every row has one",
                         column->name);
        orm_finding_related(finding, column->place, "`%s` may be NULL", orm_column_label(column));
        return;
    }
}

const OrmRule orm_rule_nullable_unique_index = {
    .name = "nullable-unique-index",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A unique index or constraint holds a column that may be NULL.",
    .why = "NULL is equal to nothing, not even to NULL: two rows with `(7, NULL)` both pass a unique "
           "`(tenant_id, code)`. That is right for an optional value that is unique when there is one, and wrong where "
           "NULL means \"none\" and there should be one such row; hence the rule is off by default. A column with "
           "`CHECK (x IS NOT NULL)`, a predicate that leaves NULL out, and NULLS NOT DISTINCT are fine. SchemaCrawler "
           "and pg-index-health report the same.",
    .fix = "Declare the column `not_null`, state `nulls_not_distinct` (PostgreSQL 15), or say with a predicate that "
           "NULLs are meant to be left out.",
    .index = check_index,
};
