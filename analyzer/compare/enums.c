/* SPDX-License-Identifier: MIT */
/* The values of enums: of an ENUM type, or in the list of a CHECK. */
#include "analyzer/compare/checks.h"

#include <string.h>

static gboolean has_enum_types(OrmDialect dialect)
{
    return dialect == ORM_DIALECT_POSTGRESQL || orm_dialect_is_mysql(dialect);
}

static gboolean contains(const GPtrArray *labels, const char *label)
{
    for (guint i = 0; i < labels->len; i++) {
        if (g_str_equal(g_ptr_array_index(labels, i), label))
            return TRUE;
    }
    return FALSE;
}

static gboolean same_set(const GPtrArray *left, const GPtrArray *right)
{
    for (guint i = 0; i < left->len; i++) {
        if (!contains(right, g_ptr_array_index(left, i)))
            return FALSE;
    }
    for (guint i = 0; i < right->len; i++) {
        if (!contains(left, g_ptr_array_index(right, i)))
            return FALSE;
    }
    return TRUE;
}

static gboolean same_order(const GPtrArray *left, const GPtrArray *right)
{
    for (guint i = 0; i < left->len && i < right->len; i++) {
        if (!g_str_equal(g_ptr_array_index(left, i), g_ptr_array_index(right, i)))
            return FALSE;
    }
    return left->len == right->len;
}

/* "'new', 'paid'", or "1, 2". */
static const char *list(const GPtrArray *labels, gboolean numbers)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = 0; i < labels->len; i++)
        g_string_append_printf(words, numbers ? "%s%s" : "%s'%s'", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(labels, i));
    return orm_intern(words->str);
}

static OrmDifference *values_differ(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual,
                                    const GPtrArray *expected, const GPtrArray *found, gboolean numbers)
{
    OrmDifference *difference = orm_columns_differ(pair, declared, actual, ORM_DIFFERENCE_ENUM_VALUES);
    difference->expected = expected != NULL ? list(expected, numbers) : NULL;
    difference->actual = found != NULL ? list(found, numbers) : NULL;
    return difference;
}

/* Both are of ENUM types, in which the order counts, too. */
static void compare_types(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual,
                          const GPtrArray *labels)
{
    const GPtrArray *found = actual->enumeration->labels;
    gboolean same = same_set(labels, found);
    if (same && same_order(labels, found))
        return;
    values_differ(pair, declared, actual, labels, found, FALSE)->aspect = same ? "order" : NULL;
}

static GPtrArray *texts_of(const GPtrArray *constants)
{
    GPtrArray *texts = g_ptr_array_new();
    for (guint i = 0; i < constants->len; i++)
        g_ptr_array_add(texts, (gpointer)((const OrmConstant *)g_ptr_array_index(constants, i))->text);
    return texts;
}

/* The check, of those without a match, that lists the column's values, and what it lists; NULL: none does. */
static const OrmCheck *find_list(OrmComparer *comparer, const GPtrArray *checks, const OrmColumn *column,
                                 GPtrArray **values)
{
    for (guint i = 0; i < checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(checks, i);
        g_autoptr(GPtrArray) constants = check != NULL ? orm_check_values(comparer, check, column) : NULL;
        if (constants == NULL)
            continue;
        *values = texts_of(constants);
        return check;
    }
    return NULL;
}

/* `expected` are the values of the enum; `must` when the schema has to list them. Where the models have a list of their
 * own, it is what the schema has to have: c-enum-values compares it with the enum. */
static void compare_list(OrmCheckMatching *matching, const OrmColumn *declared, const OrmColumn *actual,
                         const GPtrArray *expected, gboolean must, gboolean numbers)
{
    OrmComparer *comparer = matching->pair->comparer;
    g_autoptr(GPtrArray) stated = NULL, found = NULL;
    const OrmCheck *check = find_list(comparer, matching->declared, declared, &stated);
    const OrmCheck *actual_check = find_list(comparer, matching->actual, actual, &found);
    if (stated != NULL)
        expected = stated;
    else if (actual_check == NULL && must)
        values_differ(matching->pair, declared, actual, expected, NULL, numbers);
    if (actual_check == NULL)
        return;
    if (!same_set(expected, found)) {
        OrmDifference *difference = values_differ(matching->pair, declared, actual, expected, found, numbers);
        difference->check = check;
        difference->actual_check = actual_check;
    }
    orm_check_take(matching, check, actual_check);
}

static GPtrArray *numbers_of(const OrmEnum *enumeration)
{
    GPtrArray *numbers = g_ptr_array_new();
    for (guint i = 0; i < enumeration->constants->len; i++) {
        g_autofree char *text =
            g_strdup_printf("%" G_GINT64_FORMAT, g_array_index(enumeration->constants, OrmEnumConstant, i).value);
        g_ptr_array_add(numbers, (gpointer)orm_intern(text));
    }
    return numbers;
}

/* SQLAlchemy keeps a boolean with a CHECK that it is 0 or 1 where there is no such type. */
static void take_boolean_list(OrmCheckMatching *matching, const OrmColumn *actual)
{
    g_autoptr(GPtrArray) found = NULL, expected = g_ptr_array_new();
    const OrmCheck *check = find_list(matching->pair->comparer, matching->actual, actual, &found);
    g_ptr_array_add(expected, "0");
    g_ptr_array_add(expected, "1");
    if (check != NULL && same_set(expected, found))
        orm_check_take(matching, NULL, check);
}

static void compare_column(OrmCheckMatching *matching, const OrmColumn *declared, const OrmColumn *actual)
{
    const OrmColumnEnum *values = declared->enumeration;
    gboolean native =
        values->enumeration != NULL && values->storage == ORM_ENUM_STORED_NATIVE && !declared->type_stated;
    g_autoptr(GPtrArray) stated = declared->type_stated ? orm_sql_type_labels(&declared->type) : NULL;
    const GPtrArray *labels = stated != NULL ? stated : native ? values->labels : NULL;
    if (labels != NULL && actual->enumeration->labels != NULL)
        compare_types(matching->pair, declared, actual, labels);
    else if (native && !has_enum_types(matching->pair->comparer->dialect))
        compare_list(matching, declared, actual, values->labels, TRUE, FALSE);
    else if (values->enumeration != NULL && values->storage == ORM_ENUM_STORED_STRING)
        compare_list(matching, declared, actual, values->labels, FALSE, FALSE);
    else if (values->enumeration != NULL && values->storage == ORM_ENUM_STORED_INTEGER &&
             declared->type.family == ORM_SQL_INTEGER) {
        g_autoptr(GPtrArray) numbers = numbers_of(values->enumeration);
        compare_list(matching, declared, actual, numbers, FALSE, TRUE);
    } else if (declared->type.family == ORM_SQL_BOOLEAN)
        take_boolean_list(matching, actual);
}

void orm_compare_enums(OrmCheckMatching *matching)
{
    const OrmTablePair *pair = matching->pair;
    for (guint i = 0; i < pair->declared->columns->len; i++) {
        const OrmColumn *declared = g_ptr_array_index(pair->declared->columns, i);
        const OrmColumn *actual = orm_matching_column(pair, declared);
        if (actual != NULL)
            compare_column(matching, declared, actual);
    }
}
