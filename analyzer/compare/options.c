/* SPDX-License-Identifier: MIT */
/* Comments, collations, and the options of tables. */
#include "analyzer/compare/comparer.h"

#include <string.h>

static const char *unless_empty(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : NULL;
}

static void compare_comments(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual)
{
    const char *expected =
        unless_empty(declared != NULL ? declared->details->comment.text : pair->declared->comment.text);
    const char *found = unless_empty(actual != NULL ? actual->details->comment.text : pair->actual->comment.text);
    if (pair->comparer->dialect == ORM_DIALECT_SQLITE || g_strcmp0(expected, found) == 0)
        return; /* SQLite has none */
    OrmDifference *difference = orm_columns_differ(pair, declared, actual, ORM_DIFFERENCE_COMMENT);
    difference->expected = expected;
    difference->actual = found;
}

/* A collation or character set in one spelling: unqualified, without quotes; utf8 is what utf8mb3 was called. Free with
 * g_free. */
static char *bare(const char *name)
{
    const char *dot = strrchr(name, '.');
    g_auto(GStrv) parts = g_strsplit_set(dot != NULL ? dot + 1 : name, "\"'`", -1);
    g_autofree char *joined = g_strjoinv("", parts);
    g_autofree char *folded = g_ascii_strdown(joined, -1);
    gboolean old = g_str_equal(folded, "utf8") || g_str_has_prefix(folded, "utf8_");
    return old ? g_strconcat("utf8mb3", folded + strlen("utf8"), NULL) : g_steal_pointer(&folded);
}

/* Differs where the models state it; what the schema has is unknown when NULL. */
static void compare_stated(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual,
                           OrmDifferenceKind kind, const char *aspect, const char *expected, const char *found)
{
    if (expected == NULL || found == NULL)
        return;
    g_autofree char *left = bare(expected), *right = bare(found);
    if (strcmp(left, right) == 0)
        return;
    OrmDifference *difference = orm_columns_differ(pair, declared, actual, kind);
    difference->aspect = aspect;
    difference->expected = expected;
    difference->actual = found;
}

/* MySQL: a character set stated without collation has one that depends on the server. */
static const char *table_collation(const OrmTablePair *pair)
{
    const OrmTable *actual = pair->actual;
    if (actual->collation.text != NULL)
        return actual->collation.text;
    return actual->charset.text == NULL ? pair->comparer->catalog->default_collation : NULL;
}

static const char *actual_collation(const OrmTablePair *pair, const OrmColumn *actual)
{
    if (actual->details->collation.text != NULL)
        return actual->details->collation.text;
    if (pair->comparer->dialect == ORM_DIALECT_POSTGRESQL)
        return "default";
    if (pair->comparer->dialect == ORM_DIALECT_SQLITE)
        return "BINARY";
    return actual->details->charset.text == NULL ? table_collation(pair) : NULL;
}

/* The part of a collation's name that is its character set; interned. */
static const char *charset_of(const char *collation)
{
    g_autofree char *charset = collation != NULL ? g_strndup(collation, strcspn(collation, "_")) : NULL;
    return orm_intern(charset);
}

static const char *table_charset(const OrmTablePair *pair)
{
    const OrmTable *actual = pair->actual;
    if (actual->charset.text != NULL)
        return actual->charset.text;
    const char *charset = charset_of(actual->collation.text);
    return charset != NULL ? charset : pair->comparer->catalog->default_charset;
}

void orm_compare_column_options(const OrmTablePair *pair, const OrmColumn *declared, const OrmColumn *actual)
{
    compare_comments(pair, declared, actual);
    compare_stated(pair, declared, actual, ORM_DIFFERENCE_COLLATION, "collation", declared->details->collation.text,
                   actual_collation(pair, actual));
}

/* A flag of the table, where the models state it. */
static void compare_flag(const OrmTablePair *pair, const char *aspect, OrmFlag declared, OrmFlag actual)
{
    gboolean holds = actual.value == ORM_YES;
    if (declared.value == ORM_UNKNOWN || (declared.value == ORM_YES) == holds)
        return;
    OrmDifference *difference = orm_pair_differs(pair, ORM_DIFFERENCE_TABLE_OPTION);
    difference->aspect = aspect;
    difference->expected = holds ? NULL : aspect;
    difference->actual = holds ? aspect : NULL;
}

void orm_compare_table_options(const OrmTablePair *pair)
{
    const OrmTable *declared = pair->declared, *actual = pair->actual;
    compare_comments(pair, NULL, NULL);
    if (pair->comparer->dialect == ORM_DIALECT_SQLITE) {
        compare_flag(pair, "STRICT", declared->strict, actual->strict);
        compare_flag(pair, "WITHOUT ROWID", declared->without_rowid, actual->without_rowid);
    }
    if (!orm_dialect_is_mysql(pair->comparer->dialect))
        return;
    compare_stated(pair, NULL, NULL, ORM_DIFFERENCE_TABLE_OPTION, "ENGINE", declared->engine.text, actual->engine.text);
    compare_stated(pair, NULL, NULL, ORM_DIFFERENCE_COLLATION, "character set", declared->charset.text,
                   table_charset(pair));
    compare_stated(pair, NULL, NULL, ORM_DIFFERENCE_COLLATION, "collation", declared->collation.text,
                   table_collation(pair));
}
