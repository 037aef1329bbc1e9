/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/expression.h"
#include "analyzer/graph/questions_indexes.h"
#include "rules/edit.h"
#include "rules/rule.h"

/* What two members must share to be one; the same column may stand twice with two operator classes or prefixes. */
static char *identity_of(const OrmIndexElement *element, OrmDialect dialect)
{
    const OrmColumn *column = element->reference.column;
    if (!column && !element->expression)
        return NULL;
    return g_strdup_printf("%s|%s|%s|%d",
                           column ? column->name : orm_expression_signature(element->expression, dialect),
                           element->operator_class ? element->operator_class : "",
                           element->collation ? element->collation : "", element->prefix_length);
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
    if (index->elements->len < 2)
        return;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < index->elements->len; i++) {
        OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        g_autofree char *identity = identity_of(element, orm_run_dialect(run));
        const OrmIndexElement *first = identity ? g_hash_table_lookup(seen, identity) : NULL;
        if (first)
            report_repeated(run, index, element, first);
        else if (identity)
            g_hash_table_insert(seen, g_steal_pointer(&identity), element);
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
