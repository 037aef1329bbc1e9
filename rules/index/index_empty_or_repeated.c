/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/expression.h"
#include "analyzer/graph/questions_indexes.h"
#include "rules/edit.h"
#include "rules/rule.h"

/* The same column may stand twice with two operator classes or prefixes. */
static gboolean is_repeated(const OrmIndexElement *first, const OrmIndexElement *second, OrmDialect dialect)
{
    const OrmColumn *column = first->reference.column, *other = second->reference.column;
    if (column != other || first->prefix_length != second->prefix_length ||
        g_strcmp0(first->operator_class, second->operator_class) != 0 ||
        g_strcmp0(first->collation, second->collation) != 0)
        return FALSE;
    return column || (first->expression && second->expression &&
                      orm_expression_signature(first->expression, dialect) ==
                          orm_expression_signature(second->expression, dialect));
}

/* The members are few: databases take 16 or 32. */
static const OrmIndexElement *find_first(const OrmIndex *index, guint position, OrmDialect dialect)
{
    for (guint i = 0; i < position; i++) {
        const OrmIndexElement *first = g_ptr_array_index(index->elements, i);
        if (is_repeated(first, g_ptr_array_index(index->elements, position), dialect))
            return first;
    }
    return NULL;
}

static void report_empty(OrmRun *run, const OrmIndex *index)
{
    OrmFinding *finding = orm_report(
        run, index->annotation ? index->annotation->kind_place : index->place, orm_about_index(index),
        "%s%s%s%s of table `%s` names no column", index->kind == ORM_KEY_UNIQUE ? "unique constraint" : "index",
        index->name ? " `" : "", index->name ? index->name : "", index->name ? "`" : "", orm_table_label(index->table));
    orm_finding_help(finding, "name the columns first: `%s`",
                     index->kind == ORM_KEY_UNIQUE ? "ORM_UNIQUE(hall_id, seat)" : "ORM_INDEX(author_id, created_at)");
}

/* The member is an argument of its own unless it stands in a list or in a definition. */
static const OrmArgument *argument_of(const OrmIndex *index, const OrmIndexElement *element)
{
    for (guint i = 0; index->annotation && i < index->annotation->arguments->len; i++) {
        const OrmArgument *argument = g_ptr_array_index(index->annotation->arguments, i);
        if (!argument->key && orm_place_compare(&argument->place, &element->place) == 0)
            return argument;
    }
    return NULL;
}

static void report_repeated(OrmRun *run, const OrmIndex *index, const OrmIndexElement *element,
                            const OrmIndexElement *first)
{
    g_autofree char *what = orm_index_describe(index);
    const OrmColumn *column = element->reference.column;
    OrmFinding *finding = orm_report(run, element->place, orm_about_index(index), "%s names %s`%s` twice", what,
                                     column ? "column " : "", column ? column->name : element->expression);
    orm_finding_help(finding, "remove one of the two");
    orm_finding_related(finding, first->place, "named here already");
    const OrmArgument *argument = argument_of(index, element);
    if (!argument || !column)
        return;
    orm_finding_fix(finding, FALSE, "remove the second one");
    orm_edit_remove(finding, argument);
}

static void check_index(OrmRun *run, const OrmIndex *index)
{
    if (!orm_index_is_readable(index))
        return;
    if (index->elements->len == 0)
        report_empty(run, index);
    for (guint i = 1; i < index->elements->len; i++) {
        const OrmIndexElement *first = find_first(index, i, orm_run_dialect(run));
        if (first)
            report_repeated(run, index, g_ptr_array_index(index->elements, i), first);
    }
}

const OrmRule orm_rule_index_empty_or_repeated = {
    .name = "index-empty-or-repeated",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "An index or a unique constraint names no column, or one column twice.",
    .why =
        "An index without columns cannot be made. A column named twice is refused by MySQL and useless elsewhere; one "
        "of the two is usually a slip for another column, and a unique constraint with such a slip keeps the wrong "
        "rows apart. The same column with two operator classes or two prefix lengths is fine. Prisma and openradtool "
        "refuse the same.",
    .fix = "Name the column that was meant, or remove the repeated one.",
    .index = check_index,
};
