/* SPDX-License-Identifier: MIT */
/* Schemas by their names on the command line: what a name stands for, its label, the dialect of a text, migrations. */
#include "tests/support/scratch.h"
#include "analyzer/schema/readers.h"
#include "analyzer/schema/sources.h"
#include "tests/support/catalog_text.h"

#include <sqlite3.h>
#include <sys/stat.h>

/* Reads the schemas, separated by commas. */
static OrmCatalog *read_as(const char *names, OrmDialect dialect, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(names, ",", -1);
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    for (guint i = 0; parts[i] != NULL; i++)
        g_ptr_array_add(list, parts[i]);
    OrmSchemaOptions options = {.dialect = dialect, .timeout_seconds = 1};
    return orm_schema_read(list, &options, error);
}

static void assert_read(const char *names, OrmDialect dialect, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmCatalog) catalog = read_as(names, dialect, &error);
    if (catalog == NULL)
        fail_msg("%s", error->message);
    g_autofree char *text = catalog_text(catalog);
    assert_string_equal(text, expected);
}

static void assert_refused(const char *names, OrmDialect dialect, const char *expected)
{
    g_autoptr(GError) error = NULL;
    assert_null(read_as(names, dialect, &error));
    assert_non_null(error);
    assert_string_equal(error->message, expected);
}

static void test_labels(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"db/schema.sql", "db/schema.sql"},
        {"a=b.sql", "a=b.sql"},
        {"sqlite:/home/me:x@y/a.db", "sqlite:/home/me:x@y/a.db"},
        {"postgresql://localhost/shop", "postgresql://localhost/shop"},
        {"postgresql://me@host/shop", "postgresql://me@host/shop"},
        {"postgresql://me:s3cr3t@host:5432/shop?sslmode=require", "postgresql://me@host:5432/shop?sslmode=require"},
        {"postgresql://me:@host", "postgresql://me@host"},
        {"postgresql://me:s3/cr@3t?x@host/shop", "postgresql://me@host/shop"},
        {"postgresql://me:s3?cr=3t@host", "postgresql://me@host"},
        {"postgresql://me:s3#cr3t@[::1]:5432/shop", "postgresql://me@[::1]:5432/shop"},
        {"postgresql://host/shop?user=me@corp", "postgresql://host/shop?user=me@corp"},
        {"postgresql://host/shop?password=s3cr3t&user=me", "postgresql://host/shop?user=me"},
        {"postgresql://host/shop?user=me&pass%77ord='s3'cr3t", "postgresql://host/shop?user=me"},
        {"postgresql://host/shop?sslpassword=s3 cr3t&PASSWORD=s3cr3t", "postgresql://host/shop"},
        {"mysql://me:s3cr3t@host/shop", "mysql://me@host/shop"},
        {"postgresql:host=/run password=s3cr3t dbname=shop", "postgresql:host=/run dbname=shop"},
        {"host=h password = 's3 \\'cr3t' user=me", "host=h user=me"},
        {"host=h password=s3&cr\\ 3t", "host=h"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *label = orm_schema_label(cases[i][0]);
        assert_string_equal(label, cases[i][1]);
        assert_null(strstr(label, "3t"));
    }
}

static void test_dialects(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        OrmDialect dialect;
    } cases[] = {
        {"", ORM_DIALECT_PORTABLE},
        {"CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(30) NOT NULL, b DATETIME);", ORM_DIALECT_PORTABLE},
        {"CREATE TABLE t (id bigserial PRIMARY KEY);", ORM_DIALECT_POSTGRESQL},
        {"CREATE TABLE t (a timestamp without time zone);", ORM_DIALECT_PORTABLE}, /* Kamailio's for SQLite */
        {"COMMENT /* x */ on\n table t IS 'x';", ORM_DIALECT_POSTGRESQL},
        {"CREATE TABLE t (a integer [] DEFAULT '{}'::int[]);", ORM_DIALECT_POSTGRESQL},
        {"--\n-- PostgreSQL database dump\n--\nCREATE TABLE t (a int);", ORM_DIALECT_POSTGRESQL},
        {"CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 $$;", ORM_DIALECT_POSTGRESQL},
        {"CREATE TABLE t (id SERIAL);", ORM_DIALECT_POSTGRESQL},
        {"CREATE TABLE t (id SERIAL PRIMARY KEY) ENGINE = InnoDB;", ORM_DIALECT_MYSQL},
        {"CREATE TABLE `t` (`charset` text);", ORM_DIALECT_MYSQL},
        {"CREATE TABLE t (a int unsigned);", ORM_DIALECT_MYSQL},
        {"CREATE TABLE t (a int COMMENT 'x' ON UPDATE CURRENT_TIMESTAMP);", ORM_DIALECT_MYSQL},
        {"CREATE TABLE t (a int COMMENT 'it\\'s bytea');", ORM_DIALECT_PORTABLE},
        {"# it's MySQL\nCREATE TABLE t (a int auto_increment);", ORM_DIALECT_MYSQL},
        {"DELIMITER $$\nCREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET @a = 1$$", ORM_DIALECT_MYSQL},
        {"/*!40101 SET NAMES utf8 */;", ORM_DIALECT_MYSQL},
        {"-- MySQL dump 10.13  Distrib 5.7.30", ORM_DIALECT_MYSQL},
        {"-- MySQL dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)", ORM_DIALECT_MARIADB},
        {"/*M!999999\\- enable the sandbox mode */\n-- MariaDB dump 10.19", ORM_DIALECT_MARIADB},
        {"CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b BIGINT UNSIGNED);", ORM_DIALECT_SQLITE},
        {"CREATE TABLE t (a INT) STRICT;", ORM_DIALECT_SQLITE},
        {"CREATE TABLE t (a INT) WITHOUT ROWID, STRICT;", ORM_DIALECT_SQLITE},
        {"-- converted from a MySQL dump\nPRAGMA foreign_keys = ON;", ORM_DIALECT_SQLITE},
        {"CREATE TABLE t (a TEXT DEFAULT (datetime('now')));", ORM_DIALECT_SQLITE},
        {"CREATE TABLE \"bytea\" (\"auto_increment\" text); -- ENGINE = x", ORM_DIALECT_PORTABLE},
        {"CREATE TABLE t (a bytea) ENGINE = InnoDB;", ORM_DIALECT_PORTABLE},
        {"'", ORM_DIALECT_PORTABLE},
        {"/*", ORM_DIALECT_PORTABLE},
        {"/*/ bytea", ORM_DIALECT_PORTABLE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        OrmSqlText text = {"s.sql", cases[i].text, strlen(cases[i].text)};
        OrmDialect dialect = orm_sql_text_dialect(&text, 1);
        if (dialect != cases[i].dialect)
            fail_msg("%s for: %s", orm_dialect_name(dialect), cases[i].text);
    }
}

static void test_choice_of_dialect(void **state)
{
    (void)state;
    scratch_write("plain.sql", "CREATE TABLE t (a INT);");
    scratch_write("lite.sql", "CREATE TABLE u (a INTEGER PRIMARY KEY AUTOINCREMENT);");
    scratch_write("my.sql", "CREATE TABLE v (a INT) ENGINE=InnoDB;");
    assert_refused("plain.sql", ORM_DIALECT_PORTABLE,
                   "plain.sql: the text does not say unmistakably which dialect it is: state --dialect postgresql, "
                   "sqlite, mysql or mariadb");
    assert_read("plain.sql", ORM_DIALECT_SQLITE, "table t\n  a INT\n");
    assert_read("plain.sql,lite.sql", ORM_DIALECT_PORTABLE,
                "table t\n  a INT\ntable u\n  a INTEGER not null autoincrement\n  primary key (a)\n");
    assert_refused("lite.sql,my.sql", ORM_DIALECT_PORTABLE,
                   "my.sql: the schema is of the dialect mysql, but lite.sql says sqlite");
    assert_refused("sqlite:x.db", ORM_DIALECT_POSTGRESQL,
                   "sqlite:x.db: the schema is of the dialect sqlite, but the option or configuration says postgresql");
}

static void make_database(const char *file, const char *sql)
{
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(file, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static void test_kinds(void **state)
{
    (void)state;
    make_database("data", "CREATE TABLE t (a INT)");
    assert_read("data", ORM_DIALECT_PORTABLE, "table t\n  a INT\n");
    assert_read("sqlite:data", ORM_DIALECT_PORTABLE, "table t\n  a INT\n");
    g_autofree char *absolute = g_canonicalize_filename("data", NULL), *url = g_strconcat("sqlite:///", absolute, NULL);
    assert_read(url, ORM_DIALECT_PORTABLE, "table t\n  a INT\n");
    assert_refused("none.sql", ORM_DIALECT_SQLITE, "none.sql: there is no such file");
    assert_refused("none.db", ORM_DIALECT_SQLITE, "none.db: there is no such file");
    assert_refused("host=h password=s3cr3t", ORM_DIALECT_POSTGRESQL, "host=h: there is no such file");
    assert_refused("oracle://me:s3cr3t@h/d", ORM_DIALECT_PORTABLE,
                   "oracle://me@h/d: schemas are read from postgresql://, mysql://, mariadb:// and sqlite:");
    scratch_write("schema.txt", "CREATE TABLE t (a INT);");
    assert_refused("schema.txt", ORM_DIALECT_SQLITE,
                   "schema.txt: the name does not say what schema this is: .sql, .db, .sqlite, .sqlite3, .db3, .json, "
                   "a folder, or a URL");
    scratch_write("pg.dump", "PGDMP\001\016");
    assert_refused("pg.dump", ORM_DIALECT_POSTGRESQL,
                   "pg.dump: it is a dump in PostgreSQL's own format: turn it into SQL with pg_restore --schema-only "
                   "-f");
    static const char utf16[] = "\xff\xfe"
                                "C\0R\0E\0A\0T\0E\0 \0V\0I\0E\0W\0 \0v\0 \0A\0S\0 \0S\0E\0L\0E\0C\0T\0 \0"
                                "1\0";
    assert_true(g_file_set_contents("utf16.sql", utf16, sizeof utf16 - 1, NULL));
    assert_read("utf16.sql", ORM_DIALECT_SQLITE, "view v\n  1 maybe null\n");
}

static void test_nothing_there(void **state)
{
    (void)state;
    scratch_write("empty.sql", "");
    scratch_write("empty.db", "");
    scratch_write("data.sql", "-- nothing\nINSERT INTO t VALUES (1);");
    assert_int_equal(g_mkdir("folder", 0700), 0);
    assert_refused("empty.sql", ORM_DIALECT_SQLITE, "empty.sql: there is no table in this schema");
    assert_refused("empty.sql", ORM_DIALECT_PORTABLE, "empty.sql: there is no table in this schema");
    assert_refused("empty.db", ORM_DIALECT_SQLITE, "empty.db: there is no table in this schema");
    assert_refused("data.sql", ORM_DIALECT_SQLITE, "data.sql: there is no table in this schema");
    assert_refused("folder", ORM_DIALECT_SQLITE, "folder: there is no .sql file that leads up in this folder");
    scratch_write("closed.sql", "CREATE TABLE t (a INT);");
    assert_int_equal(g_chmod("closed.sql", 0), 0);
    if (g_access("closed.sql", R_OK) != 0) /* root reads everything */
        assert_refused("closed.sql", ORM_DIALECT_SQLITE, "Failed to open file “closed.sql”: Permission denied");
}

static void test_several_databases(void **state)
{
    (void)state;
    make_database("a.db", "CREATE TABLE t (a INT)");
    make_database("b.db", "CREATE TABLE u (a INT)");
    make_database("c.db", "CREATE TABLE T (a INT)");
    assert_read("a.db,b.db", ORM_DIALECT_PORTABLE, "table t\n  a INT\ntable u\n  a INT\n");
    assert_read("a.db,c.db", ORM_DIALECT_PORTABLE,
                "table t\n  a INT\ntable T\n  a INT\nfault c.db:0:0: table `t` is in a.db, too\n");
    scratch_write("s.sql", "CREATE TABLE v (a INT);");
    assert_read("a.db,s.sql", ORM_DIALECT_PORTABLE,
                "table t\n  a INT\nfault s.sql:0:0: SQL cannot be applied to a SQLite schema that was read from a "
                "database or a snapshot\n");
}

static void test_snapshots(void **state)
{
    (void)state;
    scratch_write("s.sql", "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT);");
    g_autoptr(OrmCatalog) catalog = read_as("s.sql", ORM_DIALECT_PORTABLE, NULL);
    g_autofree char *json = orm_snapshot_write(catalog);
    scratch_write("s.json", json);
    g_autoptr(OrmCatalog) again = read_as("s.json", ORM_DIALECT_PORTABLE, NULL);
    assert_string_equal(again->label, "s.sql");
    g_autofree char *json_again = orm_snapshot_write(again);
    assert_string_equal(json, json_again);
    assert_refused("s.json", ORM_DIALECT_MYSQL,
                   "s.json: the schema is of the dialect sqlite, but the option or configuration says mysql");
    assert_refused("s.sql,s.json", ORM_DIALECT_PORTABLE, "s.json: a snapshot has to be the first of the schemas");
    scratch_write("facts.json", "{\"structs\": []}");
    assert_refused("facts.json", ORM_DIALECT_SQLITE,
                   "facts.json: it is no snapshot of a schema, as `ormlint inspect --format json` writes one");
}

/* What is applied of a folder, in order. */
static void assert_order(const char *files, const char *expected)
{
    g_auto(GStrv) names = g_strsplit(files, " ", -1);
    for (guint i = 0; names[i] != NULL; i++) {
        g_autofree char *path = g_build_filename("m", names[i], NULL);
        scratch_write(path, "SELECT 1;");
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) left_out = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) found = orm_migrations_find("m", left_out, &error);
    assert_null(error);
    g_autoptr(GString) order = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++)
        g_string_append_printf(order, "%s%s", i > 0 ? " " : "", (char *)found->pdata[i] + strlen("m/"));
    assert_string_equal(order->str, expected);
    scratch_remove("m");
}

static void test_order_of_migrations(void **state)
{
    (void)state;
    assert_order("V10__c.sql V2__b.sql V1.1__a2.sql V1__a.sql U2__b.sql R__views.sql README.sql.md",
                 "V1__a.sql V1.1__a2.sql V2__b.sql V10__c.sql R__views.sql");
    assert_order("a/V10__x.sql a5.sql b/V2__y.sql", "a5.sql b/V2__y.sql a/V10__x.sql");
    assert_order("B3__all.sql V1__a.sql V3__c.sql V4__d.sql V2_1__b.sql", "B3__all.sql V4__d.sql");
    assert_order("000010_b.up.sql 000010_b.down.sql 000002_a.up.sql 000002_a.down.sql .hidden.sql",
                 "000002_a.up.sql 000010_b.up.sql");
    assert_order("10_c.sql 9_b.sql 1_a.sql", "1_a.sql 9_b.sql 10_c.sql");
    assert_order("20240102000000_b.sql 20240101000000_a.sql", "20240101000000_a.sql 20240102000000_b.sql");
    assert_order("2024-01-01-000000_a/up.sql 2024-01-01-000000_a/down.sql 2024-02-01-000000_b/up.sql "
                 "2024-02-01-000000_b/down.sql",
                 "2024-01-01-000000_a/up.sql 2024-02-01-000000_b/up.sql");
    assert_order("deploy/a.sql revert/a.sql verify/a.sql", "deploy/a.sql");
    assert_order("1_A.SQL 2_b.Sql 3_c.sql~ x.sql.orig", "1_A.SQL 2_b.Sql");
    assert_order("001.do.a.sql 001.undo.a.sql 002.b.sql 002.b.rollback.sql", "001.do.a.sql 002.b.sql");
}

/* A folder is read once, whatever leads to it; what no SQL tells is told. */
static void test_links_and_programs(void **state)
{
    (void)state;
    scratch_write("m/1_t.sql", "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT);");
    scratch_write("m/2_fill.go", "package m");
    scratch_write("m/embed.go", "package m");
    scratch_write("m/more/V3__fill.java", "class V3__fill {}");
    assert_int_equal(symlink("..", "m/more/ring"), 0);
    assert_read("m", ORM_DIALECT_PORTABLE,
                "table t\n  a INTEGER not null autoincrement\n  primary key (a)\n"
                "notice the migration is left out: it is no SQL, what it does to the schema is not known\n"
                "notice the migration is left out: it is no SQL, what it does to the schema is not known\n");
}

/* SQL on top of a snapshot: what will be. */
static void test_on_top(void **state)
{
    (void)state;
    static const OrmDialect dialects[] = {ORM_DIALECT_POSTGRESQL, ORM_DIALECT_MYSQL};
    for (guint i = 0; i < G_N_ELEMENTS(dialects); i++) {
        scratch_write("s.sql", "CREATE TABLE t (a INT); CREATE TABLE u (a INT);");
        scratch_write("later.sql", "ALTER TABLE t ADD COLUMN b INT; DROP TABLE u;");
        g_autoptr(OrmCatalog) before = read_as("s.sql", dialects[i], NULL);
        g_autofree char *json = orm_snapshot_write(before);
        scratch_write("s.json", json);
        g_autoptr(OrmCatalog) after = read_as("s.json,later.sql", ORM_DIALECT_PORTABLE, NULL);
        assert_int_equal(after->faults->len, 0);
        assert_int_equal(after->tables->len, 1);
        const OrmCatalogTable *table = after->tables->pdata[0];
        assert_int_equal(table->columns->len, 2);
        assert_string_equal(((OrmCatalogColumn *)table->columns->pdata[1])->place.file, "later.sql");
        const OrmMigrationStep *last = &g_array_index(after->steps, OrmMigrationStep, after->steps->len - 1);
        assert_int_equal(last->kind, ORM_STEP_DROP_TABLE);
        assert_int_equal(last->statement_number, 4);
    }
}

static void assert_up(const char *text, const char *expected)
{
    g_autofree char *kept = g_strdup(text);
    orm_migration_keep_up(kept, strlen(kept));
    assert_int_equal(strlen(text), strlen(kept));
    g_auto(GStrv) lines = g_strsplit(kept, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        g_strchomp(lines[i]);
    g_autofree char *joined = g_strjoinv("\n", lines);
    assert_string_equal(joined, expected);
}

static void test_ways_up(void **state)
{
    (void)state;
    assert_up("-- +goose Up\nA;\n-- +goose StatementBegin\nB;\n-- +goose Down\nC;\n",
              "-- +goose Up\nA;\n-- +goose StatementBegin\nB;\n\n\n");
    assert_up("-- migrate:up transaction:false\nA;\n-- migrate:down\nC;", "-- migrate:up transaction:false\nA;\n\n");
    assert_up("-- +migrate Down\nA;\n-- +migrate Up\nB;\n-- +migrate Down\nC;",
              "-- +migrate Down\nA;\n-- +migrate Up\nB;\n\n");
    assert_up("--  UP Migration\nA;\n-- down migration\nB;", "--  UP Migration\nA;\n\n");
    assert_up("A;\n-- down migrations are elsewhere\nB;\n-- Down Migration\nC;",
              "A;\n-- down migrations are elsewhere\nB;\n-- Down Migration\nC;");
    assert_up("A;\n-- //@UNDO\nB;", "A;\n\n");
    assert_up("A;\n---- create above / drop below ----\nB;", "A;\n\n");
}

static void test_folder(void **state)
{
    (void)state;
    scratch_write("m/1_t.sql", "-- +goose Up\nCREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT);\n"
                               "-- +goose Down\nDROP TABLE t;\n");
    scratch_write("m/2_b.sql", "-- +goose Up\nALTER TABLE t ADD COLUMN b TEXT;\nALTER TABLE u ADD COLUMN b TEXT;\n"
                               "-- +goose Down\nALTER TABLE t DROP COLUMN b;\n");
    scratch_write("m/10_c.sql", "ALTER TABLE t RENAME COLUMN b TO c;\n");
    scratch_write("more.sql", "CREATE INDEX i ON t (c);\n");
    assert_read("m,more.sql", ORM_DIALECT_PORTABLE,
                "table t\n  a INTEGER not null autoincrement\n  c TEXT\n  primary key (a)\n  index i (c)\n"
                "fault m/2_b.sql:3:13: the statement cannot be applied: no such table: u\n");
    g_autoptr(OrmCatalog) catalog = read_as("m,more.sql", ORM_DIALECT_PORTABLE, NULL);
    assert_string_equal(catalog->label, "m, more.sql");
    assert_int_equal(catalog->files->len, 4);
    assert_string_equal(catalog->files->pdata[2], "m/10_c.sql");
    assert_int_equal(catalog->steps->len, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_dialects),
        cmocka_unit_test_setup_teardown(test_choice_of_dialect, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_kinds, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_nothing_there, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_several_databases, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_snapshots, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_order_of_migrations, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_links_and_programs, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(test_on_top, scratch_open, scratch_close),
        cmocka_unit_test(test_ways_up),
        cmocka_unit_test_setup_teardown(test_folder, scratch_open, scratch_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
