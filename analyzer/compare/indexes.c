/* SPDX-License-Identifier: MIT */
/* Which index is which: by definition, else by name, else by columns; what is left is missing or extra. */
#include "analyzer/compare/indexes.h"

#include "analyzer/graph/questions_indexes.h"

/** The indexes of a pair of tables, while they are matched. */
typedef struct {
    const OrmTablePair *pair;
    GPtrArray *declared, *actual; /* of const OrmIndex * that have no match yet; NULL where they have */
} Matching;

/* Whether the database is to hold the index: MySQL has no partial ones. */
static gboolean is_expected(const OrmIndex *index, OrmDialect dialect)
{
    return index->primary_key.value != ORM_YES && !(orm_dialect_is_mysql(dialect) && index->predicate.text != NULL);
}

/* Whether every member is known. */
static gboolean is_resolved(const OrmIndex *index)
{
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (element->reference.column == NULL && element->expression == NULL)
            return FALSE;
    }
    return index->elements->len > 0;
}

static gboolean is_comparable(const OrmIndex *index)
{
    return orm_index_is_readable(index) && is_resolved(index);
}

static gboolean same_name(const OrmIndex *declared, const OrmIndex *actual)
{
    return declared->name != NULL && actual->name != NULL && orm_same_name(declared->name, actual->name);
}

static OrmDifference *indexes_differ(const OrmTablePair *pair, const OrmIndex *declared, const OrmIndex *actual)
{
    gboolean unique =
        (declared != NULL && declared->unique.value == ORM_YES) || (actual != NULL && actual->unique.value == ORM_YES);
    OrmDifference *difference = orm_pair_differs(pair, unique ? ORM_DIFFERENCE_UNIQUE : ORM_DIFFERENCE_INDEX);
    difference->index = declared;
    difference->actual_index = actual;
    return difference;
}

static void add_missing(const OrmTablePair *pair, const OrmIndex *declared)
{
    OrmDifference *difference = indexes_differ(pair, declared, NULL);
    difference->expected = orm_index_words(declared, pair->comparer->dialect);
}

static void add_extra(const OrmTablePair *pair, const OrmIndex *actual)
{
    OrmDifference *difference = indexes_differ(pair, NULL, actual);
    difference->actual = orm_index_words(actual, pair->comparer->dialect);
}

static void add_invalid(const OrmTablePair *pair, const OrmIndex *declared, const OrmIndex *actual)
{
    OrmDifference *difference = orm_pair_differs(pair, ORM_DIFFERENCE_NOT_VALIDATED);
    difference->index = declared;
    difference->actual_index = actual;
}

/* The two are taken for one: says what differs. */
static void take(Matching *matching, guint declared, guint actual, const OrmIndexOutcome *outcome)
{
    const OrmIndex *one = g_ptr_array_index(matching->declared, declared);
    const OrmIndex *other = g_ptr_array_index(matching->actual, actual);
    matching->declared->pdata[declared] = NULL;
    matching->actual->pdata[actual] = NULL;
    if (other->invalid)
        add_invalid(matching->pair, one, other);
    if (outcome == NULL || outcome->equal == ORM_YES)
        return;
    OrmDifference *difference = indexes_differ(matching->pair, one, other);
    difference->certain = outcome->equal == ORM_NO;
    difference->aspect = outcome->aspect;
    difference->expected = outcome->expected;
    difference->actual = outcome->actual;
}

/* Those that say the same, with the same name if there is one. */
static void match_equal(Matching *matching, gboolean by_name)
{
    for (guint i = 0; i < matching->declared->len; i++) {
        const OrmIndex *declared = g_ptr_array_index(matching->declared, i);
        for (guint k = 0; declared != NULL && is_comparable(declared) && k < matching->actual->len; k++) {
            const OrmIndex *actual = g_ptr_array_index(matching->actual, k);
            if (actual == NULL || (by_name && !same_name(declared, actual)))
                continue;
            OrmIndexOutcome outcome = orm_index_outcome(matching->pair, declared, actual);
            if (outcome.equal != ORM_YES)
                continue;
            take(matching, i, k, &outcome);
            break;
        }
    }
}

static void match_same_name(Matching *matching)
{
    for (guint i = 0; i < matching->declared->len; i++) {
        const OrmIndex *declared = g_ptr_array_index(matching->declared, i);
        for (guint k = 0; declared != NULL && k < matching->actual->len; k++) {
            const OrmIndex *actual = g_ptr_array_index(matching->actual, k);
            if (actual == NULL || !same_name(declared, actual))
                continue;
            OrmIndexOutcome outcome = {.equal = ORM_UNKNOWN,
                                       .aspect = "definition",
                                       .expected = declared->definition.text,
                                       .actual = orm_index_words(actual, matching->pair->comparer->dialect)};
            if (is_comparable(declared))
                outcome = orm_index_outcome(matching->pair, declared, actual);
            gboolean compared = is_resolved(declared) || declared->definition.text != NULL;
            take(matching, i, k, compared ? &outcome : NULL);
            break;
        }
    }
}

static void match_same_members(Matching *matching)
{
    for (guint i = 0; i < matching->declared->len; i++) {
        const OrmIndex *declared = g_ptr_array_index(matching->declared, i);
        for (guint k = 0; declared != NULL && is_comparable(declared) && k < matching->actual->len; k++) {
            const OrmIndex *actual = g_ptr_array_index(matching->actual, k);
            if (actual == NULL)
                continue;
            OrmIndexOutcome outcome = orm_index_outcome(matching->pair, declared, actual);
            if (outcome.equal == ORM_NO && !orm_index_same_members(matching->pair, declared, actual))
                continue;
            take(matching, i, k, &outcome);
            break;
        }
    }
}

/* An index that InnoDB keeps for a foreign key of the same columns. */
static gboolean serves_foreign_key(const OrmIndex *index)
{
    const GPtrArray *keys = index->table->foreign_keys;
    if (index->for_foreign_key)
        return TRUE;
    for (guint i = 0; i < keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(keys, i);
        gboolean same = key->columns->len == index->elements->len;
        for (guint k = 0; same && k < key->columns->len; k++) {
            const OrmIndexElement *element = g_ptr_array_index(index->elements, k);
            same =
                element->reference.column != NULL &&
                element->reference.column == ((const OrmColumnReference *)g_ptr_array_index(key->columns, k))->column;
        }
        if (same)
            return TRUE;
    }
    return FALSE;
}

/* What MySQL's SERIAL makes beside the column. */
static gboolean belongs_to_serial(const OrmTablePair *pair, const OrmIndex *actual)
{
    const OrmIndexElement *element = g_ptr_array_index(actual->elements, 0);
    if (actual->elements->len != 1 || element->reference.column == NULL)
        return FALSE;
    for (guint i = 0; i < pair->declared->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(pair->declared->columns, i);
        if (column->type.is_serial && orm_matching_column(pair, column) == element->reference.column)
            return TRUE;
    }
    return FALSE;
}

/* An index of the schema that the models need not state: the engine's own, or one that they state in words that could
 * not be read. */
static gboolean is_explained(const OrmTablePair *pair, const OrmIndex *actual)
{
    gboolean unique = actual->unique.value == ORM_YES;
    if (orm_dialect_is_mysql(pair->comparer->dialect) &&
        (unique ? belongs_to_serial(pair, actual) : serves_foreign_key(actual)))
        return TRUE;
    for (guint i = 0; i < pair->declared->indexes->len; i++) {
        const OrmIndex *declared = g_ptr_array_index(pair->declared->indexes, i);
        if (!is_comparable(declared) && declared->name == NULL)
            return TRUE;
    }
    return pair->claimants->len > 1;
}

/* A unique constraint that PostgreSQL and SQLite do not make, as the primary key says the same. */
static gboolean is_primary_key(const OrmTablePair *pair, const OrmIndex *declared)
{
    const OrmPrimaryKey *key = pair->declared->primary_key;
    if (orm_dialect_is_mysql(pair->comparer->dialect) || declared->kind != ORM_KEY_UNIQUE || key == NULL ||
        key->columns->len != declared->elements->len)
        return FALSE;
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(declared->elements, i);
        if (element->reference.column == NULL ||
            element->reference.column != ((const OrmColumnReference *)g_ptr_array_index(key->columns, i))->column)
            return FALSE;
    }
    return declared->include->len == 0 && declared->deferrable.value != ORM_YES;
}

static void report_rest(const Matching *matching)
{
    for (guint i = 0; i < matching->declared->len; i++) {
        const OrmIndex *declared = g_ptr_array_index(matching->declared, i);
        if (declared != NULL && !is_primary_key(matching->pair, declared) &&
            (is_comparable(declared) || !declared->elements_known))
            add_missing(matching->pair, declared);
    }
    for (guint i = 0; i < matching->actual->len; i++) {
        const OrmIndex *actual = g_ptr_array_index(matching->actual, i);
        if (actual == NULL)
            continue;
        if (actual->invalid)
            add_invalid(matching->pair, NULL, actual);
        else if (!is_explained(matching->pair, actual))
            add_extra(matching->pair, actual);
    }
}

void orm_compare_indexes(const OrmTablePair *pair)
{
    Matching matching = {pair, g_ptr_array_new(), g_ptr_array_new()};
    for (guint i = 0; i < pair->declared->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(pair->declared->indexes, i);
        if (is_expected(index, pair->comparer->dialect))
            g_ptr_array_add(matching.declared, (gpointer)index);
    }
    for (guint i = 0; i < pair->actual->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(pair->actual->indexes, i);
        if (index->primary_key.value != ORM_YES)
            g_ptr_array_add(matching.actual, (gpointer)index);
    }
    match_equal(&matching, TRUE);
    match_equal(&matching, FALSE);
    match_same_name(&matching);
    match_same_members(&matching);
    report_rest(&matching);
    g_ptr_array_unref(matching.declared);
    g_ptr_array_unref(matching.actual);
}
