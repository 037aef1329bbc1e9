/* SPDX-License-Identifier: MIT */
/* PostgreSQL's SQL text: each tests/schema/postgresql/NAME.sql gives the catalog in NAME.txt; of steps*.sql the steps
 * too. */
#include "tests/support/scratch.h"
#include "analyzer/schema/readers.h"
#include "tests/support/catalog_steps.h"
#include "tests/support/catalog_text.h"

static OrmCatalog *read_text(const char *sql, gsize length)
{
    OrmCatalog *catalog = orm_catalog_new(ORM_DIALECT_POSTGRESQL, "s.sql");
    OrmSqlText text = {orm_intern("s.sql"), sql, length};
    orm_postgresql_read_text(catalog, &text, 1);
    return catalog;
}

static void assert_file(const char *folder, const char *name)
{
    g_autofree char *file = g_build_filename(folder, name, NULL);
    g_autofree char *stem = g_strndup(file, strlen(file) - strlen(".sql"));
    g_autofree char *expected_file = g_strconcat(stem, ".txt", NULL);
    g_autofree char *sql = NULL;
    g_autofree char *expected = NULL;
    gsize length;
    assert_true(g_file_get_contents(file, &sql, &length, NULL));
    g_autoptr(OrmCatalog) catalog = read_text(sql, length);
    g_autofree char *tables = catalog_text(catalog);
    g_autofree char *types = catalog_types_text(catalog);
    g_autofree char *steps = g_str_has_prefix(name, "steps") ? catalog_steps_text(catalog) : g_strdup("");
    g_autofree char *text = g_strconcat(tables, types, steps, NULL);
    if (g_getenv("ORMLINT_ACCEPT") != NULL)
        assert_true(g_file_set_contents(expected_file, text, -1, NULL));
    if (!g_file_get_contents(expected_file, &expected, NULL, NULL))
        fail_msg("%s: there is no %s", name, expected_file);
    if (strcmp(text, expected) != 0)
        print_error("%s\n", name);
    assert_string_equal(text, expected);
}

static void test_files(void **state)
{
    (void)state;
    const char *folder = ORM_SOURCE_DIR "/tests/schema/postgresql";
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    assert_non_null(files);
    guint count = 0;
    for (const char *name = g_dir_read_name(files); name != NULL; name = g_dir_read_name(files)) {
        if (!g_str_has_suffix(name, ".sql"))
            continue;
        assert_file(folder, name);
        count++;
    }
    assert_true(count >= 10);
}

static void assert_at(OrmPlace place, guint line, guint column, guint end_column)
{
    assert_string_equal(place.file, "s.sql");
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    assert_int_equal(place.end_line, line);
    assert_int_equal(place.end_column, end_column);
}

static void test_places(void **state)
{
    (void)state;
    const char *sql = "-- a comment; with a semicolon\n"
                      "CREATE TABLE \"public\" . t (\n"
                      "  id /* the key */ integer DEFAULT 5,\n"
                      "  b text UNIQUE,\n"
                      "  CONSTRAINT c CHECK (id > 0), CHECK (id < 9),\n"
                      "  FOREIGN KEY (id) REFERENCES t (b));\n"
                      "  CREATE INDEX i ON t (b);\n"
                      "CREATE TYPE\n  mood AS ENUM ('a');\n"
                      "CREATE SEQUENCE q;\n"
                      "CREATE TRIGGER tr AFTER INSERT ON t EXECUTE FUNCTION f();\n"
                      "ALTER TABLE t ADD COLUMN later int;";
    g_autoptr(OrmCatalog) catalog = read_text(sql, strlen(sql));
    assert_int_equal(catalog->faults->len, 0);
    OrmCatalogTable *table = orm_catalog_table(catalog, NULL, "t");
    assert_at(table->place, 2, 25, 26);
    OrmCatalogColumn *id = orm_catalog_column(catalog, table, "id");
    assert_at(id->place, 3, 3, 5);
    assert_at(id->type_place, 3, 20, 27);
    assert_at(id->default_place, 3, 36, 37);
    assert_at(orm_catalog_index(catalog, table, "t_b_key")->place, 4, 10, 16);
    assert_at(((OrmCatalogCheck *)g_ptr_array_index(table->checks, 0))->place, 5, 14, 15);
    assert_at(((OrmCatalogCheck *)g_ptr_array_index(table->checks, 1))->place, 5, 32, 37);
    assert_at(((OrmCatalogForeignKey *)g_ptr_array_index(table->foreign_keys, 0))->place, 6, 3, 10);
    assert_at(orm_catalog_index(catalog, table, "i")->place, 7, 16, 17);
    assert_at(orm_catalog_type(catalog, NULL, "mood")->place, 9, 3, 7);
    assert_at(orm_catalog_sequence(catalog, NULL, "q")->place, 10, 17, 18);
    assert_at(((OrmCatalogTrigger *)g_ptr_array_index(catalog->triggers, 0))->place, 11, 16, 18);
    assert_at(orm_catalog_column(catalog, table, "later")->place, 12, 26, 31);
}

/* One bad statement among a thousand costs only itself. */
static void test_bad_statement(void **state)
{
    (void)state;
    g_autoptr(GString) sql = g_string_new(NULL);
    for (guint i = 0; i < 1000; i++)
        g_string_append_printf(sql, i == 500 ? "CREATE TABLE t%u (id int,,);\n" : "CREATE TABLE t%u (id int);\n", i);
    g_autoptr(OrmCatalog) catalog = read_text(sql->str, sql->len);
    assert_int_equal(catalog->tables->len, 999);
    assert_int_equal(catalog->faults->len, 1);
    const OrmCatalogFault *fault = g_ptr_array_index(catalog->faults, 0);
    assert_at(fault->place, 501, 27, 28);
    assert_string_equal(fault->message, "the statement cannot be read: syntax error at or near \",\"");
}

/* Ten megabytes of anything: some hundred faults, and the end of it. */
static void test_noise(void **state)
{
    (void)state;
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    gsize length = 10 * 1000 * 1000;
    g_autofree char *noise = g_malloc(length + 1);
    for (gsize i = 0; i < length; i++)
        noise[i] = (char)g_rand_int_range(random, 0, 256);
    noise[length] = '\0';
    g_autoptr(OrmCatalog) catalog = read_text(noise, length);
    assert_int_equal(catalog->tables->len, 0);
    assert_in_range(catalog->faults->len, 1, 101);
}

/* What would send the parser too deep is refused. */
static void test_depth(void **state)
{
    (void)state;
    static const char *const links[] = {"||a", " IS NULL", "+-1"};
    for (guint k = 0; k < G_N_ELEMENTS(links); k++) {
        g_autoptr(GString) sql = g_string_new("CREATE TABLE t (a int DEFAULT a");
        for (guint i = 0; i < 200000; i++)
            g_string_append(sql, links[k]);
        g_string_append(sql, "); CREATE TABLE u (a int);");
        g_autoptr(OrmCatalog) catalog = read_text(sql->str, sql->len);
        assert_int_equal(catalog->faults->len, 1);
        assert_non_null(orm_catalog_table(catalog, NULL, "u"));
    }
    g_autoptr(GString) nested = g_string_new("CREATE TABLE t (a int DEFAULT f");
    for (guint i = 0; i < 3000; i++)
        g_string_append(nested, "(f");
    g_autoptr(OrmCatalog) catalog = read_text(nested->str, nested->len);
    assert_int_equal(catalog->faults->len, 1);
}

/* Numbers of statements and transactions go on from file to file; the search path and transactions do not. */
static void test_files_in_order(void **state)
{
    (void)state;
    const char *first = "BEGIN; SET search_path = x; CREATE TABLE x.a (id int);";
    const char *second = "BEGIN; CREATE TABLE b (id int); COMMIT; CREATE TABLE c (id int);";
    OrmSqlText texts[] = {{orm_intern("1.sql"), first, strlen(first)}, {orm_intern("2.sql"), second, strlen(second)}};
    g_autoptr(OrmCatalog) catalog = orm_catalog_new(ORM_DIALECT_POSTGRESQL, "m");
    orm_postgresql_read_text(catalog, texts, 2);
    g_autofree char *text = catalog_text(catalog);
    assert_string_equal(text, "table x.a\n  id integer\ntable b\n  id integer\ntable c\n  id integer\n"
                              "notice the transaction that begins here is never committed: it is read as if it were\n");
    const OrmMigrationStep *steps = (const OrmMigrationStep *)(gpointer)catalog->steps->data;
    assert_int_equal(catalog->steps->len, 7);
    assert_int_equal(steps[2].transaction, 1);
    assert_int_equal(steps[4].transaction, 2);
    assert_int_equal(steps[6].transaction, 0);
    assert_int_equal(steps[6].statement_number, 7);
    assert_string_equal(steps[6].place.file, "2.sql");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files), cmocka_unit_test(test_places), cmocka_unit_test(test_bad_statement),
        cmocka_unit_test(test_noise), cmocka_unit_test(test_depth),  cmocka_unit_test(test_files_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
