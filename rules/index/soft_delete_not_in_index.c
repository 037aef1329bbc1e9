/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/expression.h"
#include "analyzer/graph/questions_indexes.h"
#include "rules/rule.h"

/* The column whose NULL means that the row is alive; NULL: rows of this table are deleted for good. */
static const OrmColumn *soft_delete_column(const OrmRun *run, const OrmTable *table)
{
    const char *const *names = orm_run_list(run, "columns");
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (column->nullable == ORM_YES && g_strv_contains(names, column->name))
            return column;
    }
    return NULL;
}

static gboolean holds_column(const OrmIndex *index, const OrmColumn *column)
{
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (element->reference.column == column)
            return TRUE;
    }
    for (guint i = 0; i < index->include->len; i++) {
        if (((const OrmColumnReference *)g_ptr_array_index(index->include, i))->column == column)
            return TRUE;
    }
    return FALSE;
}

/* A predicate that cannot be read may speak of the column. */
static gboolean predicate_names(const OrmIndex *index, const OrmColumn *column, OrmDialect dialect)
{
    if (!index->predicate.text)
        return FALSE;
    g_autoptr(OrmExpression) predicate = orm_expression_parse(index->predicate.text, dialect);
    return !predicate || !orm_expression_columns(predicate) || orm_expression_names(predicate, column->name);
}

/* A foreign key needs all children found, and all parents kept apart, deleted ones as well. */
static gboolean serves_foreign_key(const OrmIndex *index)
{
    const OrmIndexElement *first = index->elements->len > 0 ? g_ptr_array_index(index->elements, 0) : NULL;
    const OrmColumn *column = first ? first->reference.column : NULL;
    return column &&
           (column->foreign_keys->len > 0 || (index->unique.value == ORM_YES && column->referenced_by->len > 0));
}

static void check_index(OrmRun *run, const OrmIndex *index)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (index->kind != ORM_KEY_INDEX || index->primary_key.value == ORM_YES || !orm_index_is_readable(index) ||
        orm_dialect_is_mysql(dialect))
        return;
    const OrmColumn *column = soft_delete_column(run, index->table);
    if (!column || holds_column(index, column) || predicate_names(index, column, dialect) || serves_foreign_key(index))
        return;
    g_autofree char *what = orm_index_describe(index);
    OrmFinding *finding = orm_report(run, index->place, orm_about_index(index),
                                     "%s holds deleted rows too: it says nothing of `%s`", what, column->name);
    orm_finding_help(finding,
                     index->predicate.text ? "add `AND %s IS NULL` to its `where=`" : "add `where=\"%s IS NULL\"`",
                     column->name);
    orm_finding_related(finding, column->place, "`%s` marks deleted rows", orm_column_label(column));
}

static const OrmRuleOption options[] = {
    {"columns", ORM_RULE_OPTION_LIST, "deleted_at,discarded_at",
     "The nullable columns that mark a row as deleted when they are set.", NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_soft_delete_not_in_index = {
    .name = "soft-delete-not-in-index",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "An index ignores the column that marks rows as deleted.",
    .why = "Where rows are marked as deleted and kept, queries ask for living ones only. An index over all rows grows "
           "with the dead, and a unique one lets nobody take an address that a deleted account had. An index that a "
           "foreign key needs must hold all rows and is not reported; MySQL has no partial indexes. "
           "active_record_doctor reports the same (`unindexed_deleted_at`).",
    .fix = "Add `where=\"deleted_at IS NULL\"` to the index.",
    .options = options,
    .index = check_index,
};
