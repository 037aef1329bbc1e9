/* SPDX-License-Identifier: MIT */
/* For tests of the comparison: models in C and a schema in SQL in, one line for each difference out. */
#ifndef ORM_TESTS_COMPARISON_TEXT_H
#define ORM_TESTS_COMPARISON_TEXT_H

#include "tests/support/scratch.h"
#include "analyzer/compare/comparison.h"
#include "analyzer/graph/link.h"
#include "analyzer/schema/catalog_facts.h"
#include "analyzer/schema/readers.h"

static const char *const difference_words[] = {
    [ORM_DIFFERENCE_TABLE_MISSING] = "missing table",
    [ORM_DIFFERENCE_TABLE_EXTRA] = "extra table",
    [ORM_DIFFERENCE_TABLE_RENAME] = "table rename",
    [ORM_DIFFERENCE_COLUMN_MISSING] = "missing column",
    [ORM_DIFFERENCE_COLUMN_EXTRA] = "extra column",
    [ORM_DIFFERENCE_COLUMN_EXTRA_REQUIRED] = "extra required column",
    [ORM_DIFFERENCE_COLUMN_RENAME] = "column rename",
    [ORM_DIFFERENCE_COLUMN_IGNORED_REQUIRED] = "ignored required column",
    [ORM_DIFFERENCE_COLUMN_ORDER] = "column order",
    [ORM_DIFFERENCE_TYPE] = "type",
    [ORM_DIFFERENCE_NULLABILITY] = "nullability",
    [ORM_DIFFERENCE_DEFAULT] = "default",
    [ORM_DIFFERENCE_GENERATED] = "generated",
    [ORM_DIFFERENCE_IDENTITY] = "identity",
    [ORM_DIFFERENCE_SEQUENCE] = "sequence",
    [ORM_DIFFERENCE_COMMENT] = "comment",
    [ORM_DIFFERENCE_COLLATION] = "collation",
    [ORM_DIFFERENCE_TABLE_OPTION] = "table option",
    [ORM_DIFFERENCE_PRIMARY_KEY] = "primary key",
    [ORM_DIFFERENCE_FOREIGN_KEY] = "foreign key",
    [ORM_DIFFERENCE_FOREIGN_KEY_ACTION] = "foreign key action",
    [ORM_DIFFERENCE_UNIQUE] = "unique",
    [ORM_DIFFERENCE_INDEX] = "index",
    [ORM_DIFFERENCE_CHECK] = "check",
    [ORM_DIFFERENCE_EXCLUDE] = "exclude",
    [ORM_DIFFERENCE_ENUM_VALUES] = "enum values",
    [ORM_DIFFERENCE_VIEW_WITHOUT_KEY] = "view without key",
    [ORM_DIFFERENCE_NOT_VALIDATED] = "not validated",
    [ORM_DIFFERENCE_REFERENCE_IGNORED] = "reference ignored",
};

static inline void difference_append(GString *text, const OrmDifference *difference)
{
    const OrmTable *table = difference->table != NULL ? difference->table : difference->actual_table;
    const OrmColumn *column = difference->column != NULL ? difference->column : difference->actual_column;
    g_string_append_printf(text, "%s: %s", difference_words[difference->kind], orm_table_label(table));
    if (column != NULL)
        g_string_append_printf(text, ".%s", column->name);
    if (difference->aspect != NULL)
        g_string_append_printf(text, " %s", difference->aspect);
    if (difference->expected != NULL || difference->actual != NULL)
        g_string_append_printf(text, " [%s | %s]", difference->expected != NULL ? difference->expected : "-",
                               difference->actual != NULL ? difference->actual : "-");
    if (difference->candidate_table != NULL)
        g_string_append_printf(text, " perhaps %s", orm_table_label(difference->candidate_table));
    g_string_append(text, difference->narrower ? " narrower" : "");
    g_string_append(text, difference->certain ? "\n" : " ?\n");
}

/** Models, schema and their comparison, kept together. */
typedef struct {
    OrmGraph *declared, *actual;
    OrmCatalog *catalog;
    OrmComparison *comparison;
} Compared;

static inline OrmGraph *models_graph(const char *source, OrmDialect dialect)
{
    OrmLinkOptions options = {.dialect = dialect};
    return orm_link(scratch_extract_text(source), &options);
}

static inline OrmCatalog *sql_catalog(const char *sql, OrmDialect dialect)
{
    OrmCatalog *catalog = orm_catalog_new(dialect, "s.sql");
    OrmSqlText text = {orm_intern("s.sql"), sql, strlen(sql)};
    if (dialect == ORM_DIALECT_POSTGRESQL)
        orm_postgresql_read_text(catalog, &text, 1);
    else if (dialect == ORM_DIALECT_SQLITE)
        orm_sqlite_read_text(catalog, &text, 1);
    else
        orm_mysql_read_text(catalog, &text, 1);
    for (guint i = 0; i < catalog->faults->len; i++)
        fail_msg("%s: %s", sql, ((OrmCatalogFault *)g_ptr_array_index(catalog->faults, i))->message);
    return catalog;
}

/** Takes the graph and the catalog. */
static inline Compared compare_with(OrmGraph *declared, OrmCatalog *catalog, GPtrArray *ignore_tables)
{
    OrmLinkOptions options = {.dialect = catalog->dialect};
    Compared compared = {.declared = declared, .catalog = catalog};
    compared.actual = orm_link(orm_catalog_facts(catalog), &options);
    compared.comparison = orm_compare(compared.declared, compared.actual, catalog, ignore_tables);
    return compared;
}

static inline Compared compare_texts(const char *source, const char *sql, OrmDialect dialect)
{
    return compare_with(models_graph(source, dialect), sql_catalog(sql, dialect), NULL);
}

static inline char *compared_text(const Compared *compared)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < compared->comparison->differences->len; i++)
        difference_append(text, g_ptr_array_index(compared->comparison->differences, i));
    return g_string_free(text, FALSE);
}

static inline void compared_clear(Compared *compared)
{
    orm_comparison_free(compared->comparison);
    orm_graph_free(compared->declared);
    orm_graph_free(compared->actual);
    orm_catalog_free(compared->catalog);
}

/** The differences between the models and the schema are these lines. */
static inline void assert_differences(OrmDialect dialect, const char *source, const char *sql, const char *expected)
{
    Compared compared = compare_texts(source, sql, dialect);
    g_autofree char *text = compared_text(&compared);
    assert_string_equal(text, expected);
    compared_clear(&compared);
}

#endif
