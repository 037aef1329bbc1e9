/* SPDX-License-Identifier: MIT */
/* Server defaults, by the value that a column of the type gets, and MySQL's ON UPDATE. */
#include "analyzer/compare/expressions.h"
#include "analyzer/compare/types.h"

#include <string.h>

/* DEFAULT NULL is no default. */
static const char *stated_default(const OrmColumn *column)
{
    const char *text = column->details->server_default.text;
    gboolean none =
        text == NULL || text[0] == '\0' || orm_same_name(text, "NULL") || column->details->computed.text != NULL;
    return none ? NULL : text;
}

static OrmConstant constant_of(OrmComparer *comparer, const char *text)
{
    g_autoptr(OrmExpression) expression = orm_expression_parse(text, comparer->dialect);
    return expression != NULL ? orm_expression_constant(expression) : (OrmConstant){ORM_CONSTANT_NONE, NULL};
}

static OrmTruth truth_of(const char *text)
{
    static const char *const yes[] = {"t", "true", "y", "yes", "on", "1", NULL};
    static const char *const no[] = {"f", "false", "n", "no", "off", "0", NULL};
    g_autofree char *word = g_ascii_strdown(text, -1);
    return g_strv_contains(yes, word) ? ORM_YES : g_strv_contains(no, word) ? ORM_NO : ORM_UNKNOWN;
}

static OrmTruth same_number(const char *left, const char *right)
{
    char *left_end, *right_end;
    double one = g_ascii_strtod(left, &left_end), other = g_ascii_strtod(right, &right_end);
    gboolean numbers = *left != '\0' && *right != '\0' && *left_end == '\0' && *right_end == '\0';
    return numbers && one == other ? ORM_YES : ORM_NO;
}

/* "2026-1-1" and "2026-01-01 00:00:00": their numbers one by one, zeros at the end aside. */
static OrmTruth same_time(const char *left, const char *right)
{
    while (*left != '\0' || *right != '\0') {
        left += strcspn(left, "0123456789");
        right += strcspn(right, "0123456789");
        char *left_end, *right_end;
        guint64 one = g_ascii_strtoull(left, &left_end, 10), other = g_ascii_strtoull(right, &right_end, 10);
        if (one != other)
            return ORM_NO;
        left = left_end;
        right = right_end;
    }
    return ORM_YES;
}

static char *without_blanks(const char *text)
{
    g_auto(GStrv) parts = g_strsplit_set(text, " \t\r\n", -1);
    return g_strjoinv("", parts);
}

/* The values of two constants as a column of the type holds them. */
static OrmTruth same_value(const char *left, const char *right, const OrmSqlType *type)
{
    if (type->array_depth > 0)
        return ORM_UNKNOWN;
    switch (type->family) {
    case ORM_SQL_BOOLEAN: {
        OrmTruth one = truth_of(left), other = truth_of(right);
        return one == ORM_UNKNOWN || other == ORM_UNKNOWN ? ORM_UNKNOWN : one == other ? ORM_YES : ORM_NO;
    }
    case ORM_SQL_INTEGER:
    case ORM_SQL_NUMERIC:
    case ORM_SQL_FLOAT:
        return same_number(left, right);
    case ORM_SQL_DATE:
    case ORM_SQL_TIME:
    case ORM_SQL_TIMESTAMP:
        return g_ascii_isdigit(*left) && g_ascii_isdigit(*right) ? same_time(left, right) : ORM_UNKNOWN;
    case ORM_SQL_JSON: {
        g_autofree char *one = without_blanks(left), *other = without_blanks(right);
        return strcmp(one, other) == 0 ? ORM_YES : ORM_UNKNOWN;
    }
    case ORM_SQL_UUID:
        return orm_same_name(left, right) ? ORM_YES : ORM_NO;
    case ORM_SQL_CHAR:
    case ORM_SQL_VARCHAR:
    case ORM_SQL_TEXT:
    case ORM_SQL_ENUM:
        return ORM_NO;
    default:
        return ORM_UNKNOWN;
    }
}

static OrmTruth defaults_equal(OrmComparer *comparer, const char *declared, const char *actual, const OrmColumn *column)
{
    OrmTruth equal = orm_expressions_equal(comparer, declared, actual);
    if (equal == ORM_YES || declared == NULL || actual == NULL)
        return equal;
    OrmConstant left = constant_of(comparer, declared), right = constant_of(comparer, actual);
    if (left.text == NULL || right.text == NULL)
        return equal;
    OrmSqlType type = orm_declared_type(comparer, column);
    return strcmp(left.text, right.text) == 0 ? ORM_YES : same_value(left.text, right.text, &type);
}

/* The sequence in `nextval('public.t_id_seq'::regclass)`, bare; NULL: another default. Free with g_free. */
static char *sequence_of(const OrmComparer *comparer, const char *text)
{
    g_autofree char *folded = text != NULL ? g_ascii_strdown(text, -1) : g_strdup("");
    const char *call = strstr(folded, "nextval"), *quote = call != NULL ? strchr(call, '\'') : NULL;
    const char *end = quote != NULL ? strchr(quote + 1, '\'') : NULL;
    if (end == NULL)
        return NULL;
    g_autofree char *name = g_strndup(quote + 1, (gsize)(end - quote - 1));
    return orm_bare_type_name(comparer, name);
}

/* Whether the models state what a serial column is made of: nextval() of its own sequence. */
static gboolean spells_out_serial(const OrmTablePair *pair, const char *text, const OrmColumn *actual)
{
    g_autofree char *sequence = actual->type.is_serial ? sequence_of(pair->comparer, text) : NULL;
    g_autofree char *owner = g_strconcat(actual->table->name, ".", actual->name, NULL);
    const GPtrArray *sequences = pair->comparer->catalog->sequences;
    for (guint i = 0; sequence != NULL && i < sequences->len; i++) {
        const OrmCatalogSequence *candidate = g_ptr_array_index(sequences, i);
        if (candidate->owned_by != NULL && orm_same_name(candidate->owned_by, owner))
            return orm_same_name(candidate->name, sequence);
    }
    return sequence != NULL;
}

static void compare_on_update(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual)
{
    const char *expected = declared->details->server_onupdate.text, *found = actual->details->server_onupdate.text;
    /* an empty one says that something does it, not what */
    if (!orm_dialect_is_mysql(pair->comparer->dialect) || (expected != NULL && expected[0] == '\0'))
        return;
    OrmTruth equal = orm_expressions_equal(pair->comparer, expected, found);
    if (equal == ORM_YES)
        return;
    OrmDifference *difference = orm_columns_differ(pair, declared, actual, ORM_DIFFERENCE_DEFAULT);
    difference->aspect = "ON UPDATE";
    difference->certain = equal == ORM_NO;
    difference->expected = expected;
    difference->actual = found;
}

void orm_compare_defaults(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual)
{
    const char *expected = stated_default(declared), *found = stated_default(actual);
    compare_on_update(pair, declared, actual);
    OrmTruth equal =
        spells_out_serial(pair, expected, actual) ? ORM_YES : defaults_equal(pair->comparer, expected, found, declared);
    if (equal == ORM_YES)
        return;
    OrmDifference *difference = orm_columns_differ(pair, declared, actual, ORM_DIFFERENCE_DEFAULT);
    difference->certain = equal == ORM_NO;
    difference->expected = expected;
    difference->actual = found;
}
