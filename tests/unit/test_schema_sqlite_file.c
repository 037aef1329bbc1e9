/* SPDX-License-Identifier: MIT */
/* Database files: as the text that made them says, while others write them, and when they are damaged. */
#include "tests/support/scratch.h"
#include "analyzer/schema/readers.h"
#include "tests/support/catalog_text.h"

#include <gio/gio.h>
#include <sqlite3.h>

static const char ddl[] =
    "CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, n TEXT NOT NULL DEFAULT 'x' COLLATE NOCASE, UNIQUE (n));\n"
    "CREATE TABLE c (p_id INT NOT NULL CONSTRAINT fk REFERENCES p ON DELETE CASCADE DEFERRABLE, k TEXT,\n"
    "  g AS (k || 'x') STORED, CHECK (k <> ''), PRIMARY KEY (k)) WITHOUT ROWID;\n"
    "ALTER TABLE c ADD COLUMN later INT CHECK (later > 0);\n"
    "CREATE UNIQUE INDEX i ON c (lower(k), p_id DESC) WHERE p_id > 0;\n"
    "CREATE VIEW v AS SELECT k FROM c;\n"
    "CREATE VIRTUAL TABLE f USING fts5(body);\n"
    "CREATE TRIGGER t AFTER INSERT ON c BEGIN DELETE FROM p; END;\n";

static void make_database(const char *file, const char *sql)
{
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(file, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, "PRAGMA synchronous = OFF", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static OrmCatalog *read_file(const char *file, GError **error)
{
    OrmSchemaOptions options = {.timeout_seconds = 1};
    OrmCatalog *catalog = orm_catalog_new(ORM_DIALECT_SQLITE, file);
    if (!orm_sqlite_read_database(catalog, file, &options, error))
        g_clear_pointer(&catalog, orm_catalog_free);
    return catalog;
}

static void test_as_text(void **state)
{
    (void)state;
    make_database("s.db", ddl);
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmCatalog) of_file = read_file("s.db", &error);
    assert_null(error);
    g_autoptr(OrmCatalog) of_text = orm_catalog_new(ORM_DIALECT_SQLITE, "s.sql");
    OrmSqlText text = {"s.sql", ddl, sizeof ddl - 1};
    orm_sqlite_read_text(of_text, &text, 1);
    g_autofree char *one = catalog_text(of_file), *other = catalog_text(of_text);
    assert_string_equal(one, other);
    assert_int_equal(of_file->tables->len, 4);
    const OrmCatalogTable *table = orm_catalog_table(of_file, NULL, "c");
    assert_string_equal(table->place.file, "s.db");
    assert_int_equal(table->place.line, 0);
}

/* A writer in another process: `journal` is its mode; it holds a transaction that is begun so. */
static GSubprocess *start_writer(const char *journal, const char *begin)
{
    g_autofree char *script =
        g_strdup_printf("PRAGMA journal_mode = %s;\n%s;\nCREATE TABLE unseen (a);\n.print ready\n", journal, begin);
    g_autoptr(GError) error = NULL;
    GSubprocess *writer = g_subprocess_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                           "sqlite3", "-batch", "w.db", NULL);
    assert_null(error);
    GOutputStream *input = g_subprocess_get_stdin_pipe(writer);
    assert_true(g_output_stream_write_all(input, script, strlen(script), NULL, NULL, NULL));
    assert_true(g_output_stream_flush(input, NULL, NULL));
    g_autoptr(GDataInputStream) output = g_data_input_stream_new(g_subprocess_get_stdout_pipe(writer));
    for (;;) {
        g_autofree char *line = g_data_input_stream_read_line(output, NULL, NULL, NULL);
        assert_non_null(line);
        if (g_str_equal(line, "ready"))
            return writer;
    }
}

static void end_writer(GSubprocess *writer)
{
    assert_true(g_output_stream_close(g_subprocess_get_stdin_pipe(writer), NULL, NULL));
    assert_true(g_subprocess_wait(writer, NULL, NULL));
}

static void test_beside_a_writer(void **state)
{
    (void)state;
    static const char *const ways[][2] = {{"DELETE", "BEGIN IMMEDIATE"}, {"WAL", "BEGIN EXCLUSIVE"}};
    for (guint i = 0; i < G_N_ELEMENTS(ways); i++) {
        make_database("w.db", "DROP TABLE IF EXISTS seen; CREATE TABLE seen (a INT);");
        g_autoptr(GSubprocess) writer = start_writer(ways[i][0], ways[i][1]);
        g_autoptr(GError) error = NULL;
        g_autoptr(OrmCatalog) catalog = read_file("w.db", &error);
        assert_null(error);
        g_autofree char *text = catalog_text(catalog);
        assert_string_equal(text, "table seen\n  a INT\n");
        end_writer(writer);
    }
}

static void assert_refused(const char *file, const char *expected)
{
    g_autoptr(GError) error = NULL;
    assert_null(read_file(file, &error));
    assert_non_null(error);
    if (!g_str_has_prefix(error->message, expected))
        assert_string_equal(error->message, expected);
}

static void test_locked(void **state)
{
    (void)state;
    make_database("w.db", "CREATE TABLE seen (a INT);");
    g_autoptr(GSubprocess) writer = start_writer("DELETE", "BEGIN EXCLUSIVE");
    assert_refused("w.db", "w.db: another process keeps it locked (database is locked)");
    end_writer(writer);
}

static void test_damaged(void **state)
{
    (void)state;
    assert_refused("none.db", "none.db: there is no such file");
    scratch_write(
        "text.db",
        "CREATE TABLE t (a INT); -- this is no database at all, but long enough to be looked at, is it not? It is.");
    assert_refused("text.db", "text.db: it is no SQLite database, or an encrypted one");
    make_database("s.db", ddl);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents("s.db", &bytes, &length, NULL));
    memset(bytes + 100, 0x5a, 900);
    assert_true(g_file_set_contents("s.db", bytes, (gssize)length, NULL));
    assert_refused("s.db", "s.db: the file is damaged (database disk image is malformed)");
}

/* A writer that is killed leaves its journal behind, and with it a file that only a program that may write can mend. */
static void test_broken_off(void **state)
{
    (void)state;
    make_database("w.db", "CREATE TABLE seen (a INT); INSERT INTO seen VALUES (1);");
    g_autoptr(GSubprocess) writer =
        start_writer("DELETE", "PRAGMA cache_size = 1; BEGIN IMMEDIATE; CREATE TABLE large (a TEXT); INSERT INTO large "
                               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000) SELECT "
                               "hex(zeroblob(400)) FROM n");
    g_subprocess_force_exit(writer);
    assert_true(g_subprocess_wait(writer, NULL, NULL));
    assert_true(g_file_test("w.db-journal", G_FILE_TEST_EXISTS));
    assert_refused("w.db", "w.db: a transaction that was broken off has to be rolled back first");
    make_database("w.db", "SELECT * FROM seen;"); /* which rolls it back */
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmCatalog) catalog = read_file("w.db", &error);
    g_autofree char *text = catalog_text(catalog);
    assert_string_equal(text, "table seen\n  a INT\n");
}

/* Unlike g_file_set_contents(), this does not wait for the disk. */
static void write_bytes(const char *file, const char *bytes, gsize length)
{
    FILE *stream = g_fopen(file, "wb");
    assert_int_equal(fwrite(bytes, 1, length, stream), length);
    assert_int_equal(fclose(stream), 0);
}

/* A file that is cut off is refused, or what is left holds the whole schema: never a part of it. */
static void test_truncated(void **state)
{
    (void)state;
    g_autoptr(GString) sql = g_string_new(ddl);
    for (guint i = 0; i < 60; i++)
        g_string_append_printf(sql, "CREATE TABLE more%u (a INT, b TEXT NOT NULL DEFAULT 'a text of some length');\n",
                               i);
    make_database("s.db", sql->str);
    g_autoptr(GError) none = NULL;
    g_autoptr(OrmCatalog) whole = read_file("s.db", &none);
    g_autofree char *expected = catalog_text(whole);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    guint refused = 0;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_ptr_array_add(names, (gpointer) "cut.db");
    assert_true(g_file_get_contents("s.db", &bytes, &length, NULL));
    for (gsize cut = 1; cut < length; cut += 1021) {
        write_bytes("cut.db", bytes, cut);
        g_autoptr(GError) error = NULL;
        g_autoptr(OrmCatalog) catalog = orm_schema_read(names, NULL, &error);
        g_autofree char *text = catalog != NULL ? catalog_text(catalog) : NULL;
        if (catalog != NULL && !g_str_equal(text, expected))
            assert_string_equal(text, expected);
        else if (catalog == NULL)
            assert_true(g_str_has_prefix(error->message, "cut.db: "));
        refused += catalog == NULL;
    }
    assert_true(refused > 5);
}

/* Any byte may be wrong: there is an error or a catalog, nothing worse. */
static void test_flipped(void **state)
{
    (void)state;
    make_database("s.db", ddl);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents("s.db", &bytes, &length, NULL));
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (guint i = 0; i < 300; i++) {
        gsize offset = (gsize)g_rand_int_range(random, 0, (gint32)MIN(length, 4096));
        char before = bytes[offset];
        bytes[offset] = (char)g_rand_int(random);
        write_bytes("flipped.db", bytes, length);
        bytes[offset] = before;
        g_autoptr(GError) error = NULL;
        g_autoptr(OrmCatalog) catalog = read_file("flipped.db", &error);
        assert_true((catalog == NULL) == (error != NULL));
    }
}

/* Whoever encrypts a database leaves no header. */
static void test_encrypted(void **state)
{
    (void)state;
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    guint32 words[2048];
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        words[i] = g_rand_int(random);
    assert_true(g_file_set_contents("e.db", (const char *)words, sizeof words, NULL));
    assert_refused("e.db", "e.db: it is no SQLite database, or an encrypted one");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_as_text, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_beside_a_writer, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_locked, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_damaged, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_broken_off, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_truncated, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_flipped, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_encrypted, scratch_open, scratch_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
