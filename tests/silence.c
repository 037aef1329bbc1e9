/* SPDX-License-Identifier: MIT */
/*
 * No drift where there is none: for every folder of models, the statements that `ormlint ddl` prints for them, read
 * back as a schema, hold nothing that differs from the models, in every dialect. Folders whose models cannot be created
 * (that is what their fixture is about) are left out, and counted. usage: silence FOLDER...: each an absolute path,
 * with folders of models somewhere below
 */
#include "tests/support/comparison_text.h"
#include "analyzer/facts/facts_file.h"
#include "analyzer/sql/ddl.h"

#include <stdio.h>

static const OrmDialect dialects[] = {ORM_DIALECT_POSTGRESQL, ORM_DIALECT_SQLITE, ORM_DIALECT_MYSQL,
                                      ORM_DIALECT_MARIADB};
static guint compared[G_N_ELEMENTS(dialects)], left_out[G_N_ELEMENTS(dialects)], failed;

/* What no database has as these fixtures state it: that is their fault, in one dialect at least. */
static const char *const impossible[] = {
    "autoincrement-invalid",   /* a counter where there can be none */
    "case-only-name-clash",    /* two tables that are one */
    "drift-default/ok_serial", /* PostgreSQL's serial, beside the primary key */
    "duplicate-foreign-key",   /* two keys of the same columns that do not agree */
    "duplicate-table",         /* two tables of one name */
    "duplicate-unique",        /* SQLite keeps one of two */
    "fk-repeated-column",      /* two columns of the parent in one of the child */
    "identifier-too-long",     /* cut off */
    "index-unknown-column",    /* an index of what is not there */
    "index-unsupported",       /* a method that is not there */
    "nullable-primary-key",    /* never NULL */
};

/* A catalog without complaints, or NULL. */
static OrmCatalog *read_back(const char *sql, OrmDialect dialect)
{
    OrmCatalog *catalog = orm_catalog_new(dialect, "models.sql");
    OrmSqlText text = {orm_intern("models.sql"), sql, strlen(sql)};
    if (dialect == ORM_DIALECT_POSTGRESQL)
        orm_postgresql_read_text(catalog, &text, 1);
    else if (dialect == ORM_DIALECT_SQLITE)
        orm_sqlite_read_text(catalog, &text, 1);
    else
        orm_mysql_read_text(catalog, &text, 1);
    if (catalog->faults->len == 0 && catalog->tables->len > 0)
        return catalog;
    if (g_getenv("ORMLINT_TEST_VERBOSE") != NULL && catalog->faults->len > 0)
        printf("left out: %s\n", ((OrmCatalogFault *)g_ptr_array_index(catalog->faults, 0))->message);
    orm_catalog_free(catalog);
    return NULL;
}

/* Views are not created; what is missing for that reason is no surprise. */
static gboolean is_expected(const OrmDifference *difference)
{
    return difference->kind == ORM_DIFFERENCE_TABLE_MISSING &&
           (difference->table->is_view || difference->table->unmanaged);
}

static void print_differences(const char *folder, OrmDialect dialect, const Compared *result)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < result->comparison->differences->len; i++) {
        const OrmDifference *difference = g_ptr_array_index(result->comparison->differences, i);
        if (!is_expected(difference))
            difference_append(text, difference);
    }
    if (text->len == 0)
        return;
    printf("%s, %s:\n%s", folder, orm_dialect_name(dialect), text->str);
    failed++;
}

static gboolean is_impossible(const char *folder)
{
    for (gsize i = 0; i < G_N_ELEMENTS(impossible); i++) {
        g_autofree char *part = g_strconcat("/", impossible[i], NULL);
        if (strstr(folder, part) != NULL)
            return TRUE;
    }
    return FALSE;
}

static void compare_in(const char *folder, const GByteArray *facts, guint index)
{
    OrmLinkOptions options = {.dialect = dialects[index]};
    OrmGraph *declared = orm_link(orm_facts_decode(facts->data, facts->len, folder, NULL), &options);
    g_autofree char *sql = orm_ddl(declared, dialects[index]);
    OrmCatalog *catalog = declared->problems->len == 0 ? read_back(sql, dialects[index]) : NULL;
    if (catalog == NULL) {
        left_out[index]++;
        orm_graph_free(declared);
        return;
    }
    Compared result = compare_with(declared, catalog, NULL);
    print_differences(folder, dialects[index], &result);
    compared[index]++;
    compared_clear(&result);
}

/* The facts of the folder's sources, or NULL when they are not all readable as they are. */
static OrmFacts *read_models(const char *folder, GPtrArray *files)
{
    g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func((GDestroyNotify)orm_unit_free);
    for (guint i = 0; i < files->len; i++) {
        OrmUnit *unit = orm_unit_new(folder);
        g_ptr_array_add(unit->files, g_strdup(g_ptr_array_index(files, i)));
        g_ptr_array_add(units, unit);
    }
    OrmFacts *facts = orm_extract(units, NULL);
    orm_facts_normalize(facts);
    if (facts->notices->len == 0 && facts->structs->len > 0)
        return facts;
    orm_facts_free(facts);
    return NULL;
}

static void try_folder(const char *folder, GPtrArray *files)
{
    OrmFacts *facts = files->len > 0 && !is_impossible(folder) ? read_models(folder, files) : NULL;
    if (facts == NULL)
        return;
    g_autoptr(GByteArray) bytes = orm_facts_encode(facts);
    orm_facts_free(facts);
    for (guint i = 0; i < G_N_ELEMENTS(dialects); i++)
        compare_in(folder, bytes, i);
}

static void walk(const char *folder)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    for (const char *name; directory != NULL && (name = g_dir_read_name(directory)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            walk(path);
        else if (g_str_has_suffix(name, ".c") || g_str_has_suffix(name, ".h"))
            g_ptr_array_add(files, g_steal_pointer(&path));
    }
    try_folder(folder, files);
}

int main(int count, char **words)
{
    for (int i = 1; i < count; i++)
        walk(words[i]);
    for (guint i = 0; i < G_N_ELEMENTS(dialects); i++) {
        printf("%s: %u folders compared, %u left out\n", orm_dialect_name(dialects[i]), compared[i], left_out[i]);
        failed += compared[i] == 0;
    }
    return failed > 0;
}
