/* SPDX-License-Identifier: MIT */
#include "analyzer/compare/indexes.h"

#include <string.h>

#include "analyzer/graph/names.h"
#include "analyzer/graph/questions_indexes.h"

static const OrmIndexElement *element_at(const OrmIndex *index, guint position)
{
    return g_ptr_array_index(index->elements, position);
}

gboolean orm_index_is_constraint(const OrmIndex *index)
{
    if (index->unique.value != ORM_YES || index->predicate.text != NULL || !index->elements_known)
        return FALSE;
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = element_at(index, i);
        if (element->reference.column == NULL || element->prefix_length != ORM_SQL_UNSTATED)
            return FALSE;
    }
    return index->elements->len > 0;
}

/* Whether both elements index the same thing. */
static OrmTruth same_thing(const OrmTablePair *pair, const OrmIndexElement *declared, const OrmIndexElement *actual)
{
    const OrmColumn *column = declared->reference.column, *there = actual->reference.column;
    if (column != NULL && there != NULL)
        return orm_matching_column(pair, column) == there ? ORM_YES : ORM_NO;
    if (declared->expression == NULL || actual->expression == NULL)
        return ORM_NO;
    return orm_expressions_equal(pair->comparer, orm_intern(declared->expression), orm_intern(actual->expression));
}

gboolean orm_index_same_members(const OrmTablePair *pair, const OrmIndex *declared, const OrmIndex *actual)
{
    if (declared->elements->len != actual->elements->len)
        return FALSE;
    for (guint i = 0; i < declared->elements->len; i++) {
        if (same_thing(pair, element_at(declared, i), element_at(actual, i)) != ORM_YES)
            return FALSE;
    }
    return declared->elements->len > 0;
}

static gboolean same_set(const OrmTablePair *pair, const OrmIndex *declared, const OrmIndex *actual)
{
    if (declared->elements->len != actual->elements->len)
        return FALSE;
    for (guint i = 0; i < declared->elements->len; i++) {
        const OrmColumn *there = orm_matching_column(pair, element_at(declared, i)->reference.column);
        gboolean found = FALSE;
        for (guint k = 0; there != NULL && k < actual->elements->len && !found; k++)
            found = element_at(actual, k)->reference.column == there;
        if (!found)
            return FALSE;
    }
    return TRUE;
}

/* MySQL before 8 and MariaDB before 10.8 read DESC and forget it. */
static gboolean knows_descending(const OrmComparer *comparer)
{
    const char *version = comparer->catalog->server_version;
    if (!orm_dialect_is_mysql(comparer->dialect) || version == NULL)
        return TRUE;
    char *end;
    guint64 major = g_ascii_strtoull(version, &end, 10), minor = *end == '.' ? g_ascii_strtoull(end + 1, NULL, 10) : 0;
    return comparer->dialect == ORM_DIALECT_MARIADB ? major > 10 || (major == 10 && minor >= 8) : major >= 8;
}

static const char *order_words(const OrmIndexElement *element)
{
    return element->order == ORM_ORDER_DESC ? "DESC" : "ASC";
}

/* PostgreSQL takes NULL for the largest value. */
static const char *nulls_words(const OrmIndexElement *element)
{
    OrmNulls usual = element->order == ORM_ORDER_DESC ? ORM_NULLS_FIRST : ORM_NULLS_LAST;
    OrmNulls nulls = element->nulls == ORM_NULLS_UNSTATED ? usual : element->nulls;
    return nulls == ORM_NULLS_FIRST ? "NULLS FIRST" : "NULLS LAST";
}

/* The operator class unless it is the one that its type has by default: "int4_ops", but not "text_pattern_ops". */
static const char *class_words(const OrmIndexElement *element)
{
    static const char *const usual[] = {
        "array_ops",    "bit_ops",      "bool_ops",   "bpchar_ops",  "bytea_ops",  "char_ops",      "cidr_ops",
        "date_ops",     "enum_ops",     "float4_ops", "float8_ops",  "inet_ops",   "int2_ops",      "int4_ops",
        "int8_ops",     "interval_ops", "jsonb_ops",  "macaddr_ops", "money_ops",  "name_ops",      "numeric_ops",
        "oid_ops",      "range_ops",    "text_ops",   "time_ops",    "timetz_ops", "timestamp_ops", "timestamptz_ops",
        "tsvector_ops", "uuid_ops",     "varbit_ops", "varchar_ops", NULL};
    const char *name = element->operator_class;
    const char *dot = name != NULL ? strrchr(name, '.') : NULL;
    const char *folded = name != NULL ? orm_fold_name(dot != NULL ? dot + 1 : name) : NULL;
    return folded == NULL || g_strv_contains(usual, folded) ? "the default" : folded;
}

static const char *prefix_words(const OrmIndexElement *element)
{
    if (element->prefix_length == ORM_SQL_UNSTATED)
        return "the whole";
    g_autofree char *words = g_strdup_printf("%d", element->prefix_length);
    return orm_intern(words);
}

/* Notes the first thing that differs. */
static void note(OrmIndexOutcome *outcome, const char *aspect, const char *expected, const char *actual)
{
    if (outcome->aspect != NULL || g_strcmp0(expected, actual) == 0)
        return;
    *outcome = (OrmIndexOutcome){ORM_NO, aspect, expected, actual};
}

static void note_expression(OrmIndexOutcome *outcome, const char *aspect, OrmTruth equal, const char *expected,
                            const char *actual)
{
    if (equal == ORM_YES || outcome->aspect != NULL)
        return;
    *outcome = (OrmIndexOutcome){equal, aspect, expected, actual};
}

static void compare_element(const OrmTablePair *pair, const OrmIndexElement *declared, const OrmIndexElement *actual,
                            OrmIndexOutcome *outcome)
{
    const OrmComparer *comparer = pair->comparer;
    if (knows_descending(comparer))
        note(outcome, "direction", order_words(declared), order_words(actual));
    if (comparer->dialect == ORM_DIALECT_POSTGRESQL) {
        note(outcome, "place of NULLs", nulls_words(declared), nulls_words(actual));
        note(outcome, "operator class", class_words(declared), class_words(actual));
    }
    if (orm_dialect_is_mysql(comparer->dialect))
        note(outcome, "prefix length", prefix_words(declared), prefix_words(actual));
    if (declared->collation != NULL && actual->collation != NULL &&
        !orm_same_name(declared->collation, actual->collation))
        note(outcome, "collation", declared->collation, actual->collation);
}

static void append_element(GString *words, const OrmIndexElement *element)
{
    if (element->expression != NULL)
        g_string_append_printf(words, "(%s)", element->expression);
    else
        g_string_append(words,
                        element->reference.column != NULL ? element->reference.column->name : element->reference.name);
    if (element->prefix_length != ORM_SQL_UNSTATED)
        g_string_append_printf(words, "(%d)", element->prefix_length);
    if (element->order == ORM_ORDER_DESC)
        g_string_append(words, " DESC");
}

static const char *member_words(const OrmIndex *index)
{
    g_autoptr(GString) words = g_string_new("(");
    for (guint i = 0; i < index->elements->len; i++) {
        g_string_append(words, i > 0 ? ", " : "");
        append_element(words, element_at(index, i));
    }
    g_string_append_c(words, ')');
    return orm_intern(words->str);
}

static void compare_members(const OrmTablePair *pair, const OrmIndex *declared, const OrmIndex *actual,
                            OrmIndexOutcome *outcome)
{
    const char *expected = member_words(declared), *found = member_words(actual);
    OrmTruth same = declared->elements->len == actual->elements->len ? ORM_YES : ORM_NO;
    for (guint i = 0; same != ORM_NO && i < declared->elements->len; i++) {
        OrmTruth equal = same_thing(pair, element_at(declared, i), element_at(actual, i));
        same = equal == ORM_YES ? same : equal;
    }
    note_expression(outcome, "columns", same, expected, found);
    for (guint i = 0; same != ORM_NO && i < declared->elements->len; i++)
        compare_element(pair, element_at(declared, i), element_at(actual, i), outcome);
}

static gint compare_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The included columns in the alphabet's order: theirs says nothing. */
static const char *include_words(const OrmIndex *index)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < index->include->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(index->include, i);
        const char *name = reference->column != NULL ? reference->column->name : reference->name;
        g_ptr_array_add(names, (gpointer)orm_fold_name(name));
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    g_autofree char *joined = g_strjoinv(", ", (char **)names->pdata);
    return orm_intern(joined);
}

static const char *deferral(const OrmIndex *index)
{
    if (index->initially.text != NULL && orm_same_name(index->initially.text, "deferred"))
        return "DEFERRABLE INITIALLY DEFERRED";
    return index->deferrable.value == ORM_YES ? "DEFERRABLE" : "NOT DEFERRABLE";
}

static const char *nulls_distinct(const OrmIndex *index)
{
    return index->nulls_not_distinct.value == ORM_YES ? "NULLS NOT DISTINCT" : "NULLS DISTINCT";
}

static void compare_postgresql(const OrmIndex *declared, const OrmIndex *actual, OrmIndexOutcome *outcome)
{
    note(outcome, "INCLUDE", include_words(declared), include_words(actual));
    note(outcome, "NULLS NOT DISTINCT", nulls_distinct(declared), nulls_distinct(actual));
    note(outcome, "method", orm_index_method(declared), orm_index_method(actual));
    note(outcome, "DEFERRABLE", deferral(declared), deferral(actual));
}

OrmIndexOutcome orm_index_outcome(const OrmTablePair *pair, const OrmIndex *declared, const OrmIndex *actual)
{
    OrmIndexOutcome outcome = {.equal = ORM_YES};
    OrmDialect dialect = pair->comparer->dialect;
    gboolean constraints = orm_index_is_constraint(declared) && orm_index_is_constraint(actual);
    note(&outcome, "uniqueness", declared->unique.value == ORM_YES ? "UNIQUE" : "not unique",
         actual->unique.value == ORM_YES ? "UNIQUE" : "not unique");
    if (!constraints)
        compare_members(pair, declared, actual, &outcome);
    else if (!same_set(pair, declared, actual))
        note(&outcome, "columns", member_words(declared), member_words(actual));
    const char *predicate = declared->predicate.text, *found = actual->predicate.text;
    note_expression(&outcome, "predicate", orm_expressions_equal(pair->comparer, predicate, found), predicate, found);
    if (dialect == ORM_DIALECT_POSTGRESQL)
        compare_postgresql(declared, actual, &outcome);
    if (orm_dialect_is_mysql(dialect))
        note(&outcome, "kind", orm_index_kind(declared), orm_index_kind(actual));
    return outcome;
}

const char *orm_index_words(const OrmIndex *index, OrmDialect dialect)
{
    g_autoptr(GString) words = g_string_new(index->unique.value == ORM_YES ? "UNIQUE " : "");
    const char *method = orm_index_method(index);
    if (orm_index_kind(index) != NULL)
        g_string_append_printf(words, "%s ", orm_index_kind(index));
    if (dialect == ORM_DIALECT_POSTGRESQL && !g_str_equal(method, "btree"))
        g_string_append_printf(words, "USING %s ", method);
    g_string_append(words, member_words(index));
    if (index->include->len > 0)
        g_string_append_printf(words, " INCLUDE (%s)", include_words(index));
    if (index->predicate.text != NULL)
        g_string_append_printf(words, " WHERE %s", index->predicate.text);
    return orm_intern(words->str);
}
