/* SPDX-License-Identifier: MIT */
/* SQLite's schema from text, as SQLite executes it: what the pragmas say and what only the text says. */
#include "tests/support/scratch.h"
#include "analyzer/schema/readers.h"
#include "tests/support/catalog_text.h"

static OrmCatalog *read_text(const char *sql)
{
    OrmCatalog *catalog = orm_catalog_new(ORM_DIALECT_SQLITE, "s.sql");
    OrmSqlText text = {orm_intern("s.sql"), sql, strlen(sql)};
    orm_sqlite_read_text(catalog, &text, 1);
    return catalog;
}

/* The catalog of the text is written so. */
static void assert_catalog(const char *sql, const char *expected)
{
    g_autoptr(OrmCatalog) catalog = read_text(sql);
    g_autofree char *text = catalog_text(catalog);
    assert_string_equal(text, expected);
}

static void test_columns(void **state)
{
    (void)state;
    assert_catalog(
        "CREATE TABLE t (a INTEGER PRIMARY KEY, b VARCHAR(30) NOT NULL DEFAULT 'x''y', c, \"d e\" DECIMAL(10, 2) "
        "DEFAULT -1.5,\n"
        "  e TEXT COLLATE NOCASE DEFAULT (datetime('now')), f INT GENERATED ALWAYS AS (a + 1) STORED, g AS (b || "
        "'z'),\n"
        "  h TEXT DEFAULT \"word\", i TEXT DEFAULT NULL, j BOOLEAN DEFAULT TRUE, k TEXT DEFAULT CURRENT_TIMESTAMP);",
        "table t\n"
        "  a INTEGER not null\n"
        "  b VARCHAR(30) not null default 'x''y'\n"
        "  c\n"
        "  d e DECIMAL(10, 2) default -1.5\n"
        "  e TEXT default datetime('now') collate NOCASE\n"
        "  f INT stored a + 1\n"
        "  g virtual b || 'z'\n"
        "  h TEXT default 'word'\n"
        "  i TEXT\n"
        "  j BOOLEAN default TRUE\n"
        "  k TEXT default CURRENT_TIMESTAMP\n"
        "  primary key (a)\n");
}

/* Only the rowid's other name, keys WITHOUT ROWID, STRICT keys and what says so are never NULL. */
static void test_primary_keys(void **state)
{
    (void)state;
    assert_catalog("CREATE TABLE a (id INT PRIMARY KEY);\n"
                   "CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT);\n"
                   "CREATE TABLE c (x TEXT, y TEXT, CONSTRAINT pk_c PRIMARY KEY (y, x DESC)) WITHOUT ROWID;\n"
                   "CREATE TABLE d (id INTEGER PRIMARY KEY DESC);\n"
                   "CREATE TABLE e (x TEXT, PRIMARY KEY (x)) STRICT;\n"
                   "CREATE TABLE f (x INTEGER, CONSTRAINT pk_f PRIMARY KEY (x AUTOINCREMENT));\n",
                   "table a\n  id INT\n  primary key (id)\n"
                   "table b\n  id INTEGER not null autoincrement\n  primary key (id)\n"
                   "table c without rowid\n  x TEXT not null\n  y TEXT not null\n  primary key pk_c (y, x desc)\n"
                   "table d\n  id INTEGER\n  primary key (id desc)\n"
                   "table e strict\n  x TEXT not null\n  primary key (x)\n"
                   "table f\n  x INTEGER not null autoincrement\n  primary key pk_f (x)\n");
}

static void test_indexes(void **state)
{
    (void)state;
    assert_catalog("CREATE TABLE t (a TEXT UNIQUE, b TEXT COLLATE NOCASE, c, CONSTRAINT uq UNIQUE (b, c), UNIQUE (c, "
                   "a) ON CONFLICT IGNORE);\n"
                   "CREATE UNIQUE INDEX i1 ON t (b DESC, c COLLATE RTRIM) WHERE a IS NOT NULL;\n"
                   "CREATE INDEX i2 ON t (lower(a), (c || ',') COLLATE NOCASE DESC);\n"
                   "CREATE INDEX main.i3 ON t (b COLLATE NOCASE) WHERE (c > 0 /* some */ AND a<'x');\n",
                   "table t\n  a TEXT\n  b TEXT collate NOCASE\n  c\n"
                   "  unique (a)\n  unique uq (b, c)\n  unique (c, a)\n"
                   "  unique index i1 (b desc, c collate RTRIM) where a IS NOT NULL\n"
                   "  index i2 (<lower(a)>, <c || ','> collate NOCASE desc)\n"
                   "  index i3 (b) where c > 0 AND a<'x'\n");
}

static void test_foreign_keys(void **state)
{
    (void)state;
    assert_catalog("CREATE TABLE p (id INTEGER PRIMARY KEY, x, y, UNIQUE (x, y));\n"
                   "CREATE TABLE c (a INT CONSTRAINT fk_a REFERENCES p ON DELETE CASCADE ON UPDATE SET NULL,\n"
                   "  b INT REFERENCES p(id) NOT DEFERRABLE INITIALLY DEFERRED NOT NULL, c, d,\n"
                   "  CONSTRAINT fk_cd FOREIGN KEY (c, d) REFERENCES \"p\" (x, y) MATCH FULL ON DELETE RESTRICT ON "
                   "UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED,\n"
                   "  FOREIGN KEY (d) REFERENCES missing (z) ON DELETE SET DEFAULT DEFERRABLE);\n",
                   "table p\n  id INTEGER not null\n  x\n  y\n  primary key (id)\n  unique (x, y)\n"
                   "table c\n  a INT\n  b INT not null\n  c\n  d\n"
                   "  foreign key fk_a (a) to p () on delete cascade on update set null\n"
                   "  foreign key (b) to p (id)\n"
                   "  foreign key fk_cd (c, d) to p (x, y) on delete restrict match full deferrable deferred\n"
                   "  foreign key (d) to missing (z) on delete set default deferrable\n");
}

static void test_checks(void **state)
{
    (void)state;
    assert_catalog("CREATE TABLE [t] (a INT CHECK (a > 0) CONSTRAINT nice CHECK ((a) <> (7)), `b` TEXT -- CHECK (no)\n"
                   "  CHECK ( ( length( b )\n  < 9 ) ), CONSTRAINT \"the \"\"third\"\"\" CHECK (b IN ('(', ')')) CHECK "
                   "(my_function(a)));\n",
                   "table t\n  a INT\n  b TEXT\n"
                   "  check (a > 0)\n  check nice ((a) <> (7))\n  check (length( b ) < 9)\n"
                   "  check the \"third\" (b IN ('(', ')'))\n  check (my_function(a))\n");
}

static void test_views_and_triggers(void **state)
{
    (void)state;
    assert_catalog(
        "CREATE TABLE t (a INT NOT NULL);\n"
        "CREATE VIEW v AS SELECT a, a + 1 AS b FROM t;\n"
        "CREATE VIEW w AS SELECT * FROM nowhere;\n"
        "CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE t SET a = CASE WHEN a THEN 1 END; DELETE FROM t; END;\n"
        "CREATE TABLE u (a);\n",
        "table t\n  a INT not null\n"
        "view v\n  a INT maybe null\n  b maybe null\n"
        "view w columns unknown\n"
        "table u\n  a\n"
        "trigger r on t\n"
        "notice the columns of view `w` are not known: no such table: main.nowhere\n");
    g_autoptr(OrmCatalog) catalog = read_text("CREATE TABLE t (a); CREATE VIEW v AS SELECT a /* ! */ FROM t;");
    assert_string_equal(orm_catalog_table(catalog, NULL, "V")->definition, "CREATE VIEW v AS SELECT a /* ! */ FROM t");
}

/* Tables of modules keep their columns; what serves them is left out, and so is one whose module is not there. */
static void test_virtual_tables(void **state)
{
    (void)state;
    assert_catalog("CREATE VIRTUAL TABLE f USING fts5(title, body);\n"
                   "CREATE VIRTUAL TABLE g USING spatial_thing(x);\n",
                   "table f\n  title\n  body\n"
                   "notice virtual table `g` is left out: there is no module `spatial_thing` here\n");
    /* as the shell dumps it */
    assert_catalog("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nPRAGMA writable_schema=ON;\n"
                   "INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','f','f',0,'CREATE VIRTUAL "
                   "TABLE f USING fts5(a)');\n"
                   "CREATE TABLE IF NOT EXISTS 'f_data'(id INTEGER PRIMARY KEY, block BLOB);\n"
                   "INSERT INTO f_data VALUES(1,X'00');\nPRAGMA writable_schema=OFF;\nCOMMIT;\n",
                   "table f\n  a\n");
}

static void test_changes(void **state)
{
    (void)state;
    assert_catalog(
        "CREATE TABLE a (x INT CHECK (x > 1), z);\n"
        "ALTER TABLE a RENAME TO b; ALTER TABLE b ADD COLUMN y INT CONSTRAINT fk REFERENCES b(x) CHECK (y < 9);\n"
        "ALTER TABLE b RENAME COLUMN x TO \"new x\"; ALTER TABLE b DROP COLUMN z;\n"
        "CREATE INDEX i ON b (y); CREATE INDEX j ON b (y); DROP INDEX j;\n"
        "CREATE TABLE gone (a); DROP TABLE gone;\n"
        "BEGIN; CREATE TABLE undone (a); ROLLBACK;\n"
        "CREATE TEMP TABLE own (a);\n"
        "CREATE TABLE copy AS SELECT y AS k FROM b;\n",
        "table b\n  new x INT\n  y INT\n  index i (y)\n  foreign key fk (y) to b (new x)\n"
        "  check (\"new x\" > 1)\n  check (y < 9)\n"
        "table copy\n  k INT\n");
}

static void assert_stands(OrmPlace place, const char *expected)
{
    g_autofree char *text =
        g_strdup_printf("%s:%u:%u-%u:%u", place.file, place.line, place.column, place.end_line, place.end_column);
    assert_string_equal(text, expected);
}

static void test_places(void **state)
{
    (void)state;
    g_autoptr(OrmCatalog) catalog = read_text("\xef\xbb\xbf-- one\nCREATE TABLE t (\n"
                                              "  a INTEGER PRIMARY KEY,\n"
                                              "  b VARCHAR (3) DEFAULT (1 + 1) CHECK (b > 0),\n"
                                              "  c INT,\n"
                                              "  CONSTRAINT fk FOREIGN KEY (c) REFERENCES t (a),\n"
                                              "  UNIQUE (b)\n);\n"
                                              "ALTER TABLE t ADD COLUMN d INT REFERENCES t;\n"
                                              "ALTER TABLE t RENAME COLUMN b TO bb;\n"
                                              "ALTER TABLE t RENAME TO u;\n"
                                              "CREATE INDEX i ON u (c);\n");
    const OrmCatalogTable *table = orm_catalog_table(catalog, NULL, "u");
    assert_stands(table->place, "s.sql:2:14-2:15");
    const OrmCatalogColumn *b = orm_catalog_column(catalog, table, "bb");
    assert_stands(b->place, "s.sql:4:3-4:4");
    assert_stands(b->type_place, "s.sql:4:5-4:16");
    assert_stands(b->default_place, "s.sql:4:25-4:32");
    assert_stands(orm_catalog_column(catalog, table, "d")->place, "s.sql:9:26-9:27");
    assert_stands(((OrmCatalogCheck *)table->checks->pdata[0])->place, "s.sql:4:33-4:38");
    assert_int_equal(table->foreign_keys->len, 2);
    assert_stands(((OrmCatalogForeignKey *)table->foreign_keys->pdata[0])->place, "s.sql:9:32-9:42");
    assert_stands(((OrmCatalogForeignKey *)table->foreign_keys->pdata[1])->place, "s.sql:6:14-6:16");
    assert_stands(orm_catalog_primary_key(table)->place, "s.sql:3:13-3:20");
    assert_stands(((OrmCatalogIndex *)table->indexes->pdata[1])->place, "s.sql:7:3-7:9");
    assert_stands(orm_catalog_index(catalog, table, "i")->place, "s.sql:12:14-12:15");
}

/* The table that takes another's place stands where it was made. */
static void test_rebuild(void **state)
{
    (void)state;
    const char *sql = "CREATE TABLE t (a INTEGER PRIMARY KEY, b INT);\n"
                      "CREATE TABLE child (t_a INT REFERENCES t (a));\n"
                      "PRAGMA foreign_keys = OFF;\nBEGIN;\n"
                      "CREATE TABLE new_t (a INTEGER PRIMARY KEY, b TEXT NOT NULL);\n"
                      "INSERT INTO new_t SELECT a, b FROM t;\nDROP TABLE t;\nALTER TABLE new_t RENAME TO t;\n"
                      "COMMIT;\nPRAGMA foreign_keys = ON;\n";
    g_autoptr(OrmCatalog) catalog = read_text(sql);
    g_autofree char *text = catalog_text(catalog);
    assert_string_equal(text, "table child\n  t_a INT\n  foreign key (t_a) to t (a)\n"
                              "table t\n  a INTEGER not null\n  b TEXT not null\n  primary key (a)\n");
    const OrmCatalogTable *table = orm_catalog_table(catalog, NULL, "t");
    assert_stands(table->place, "s.sql:5:14-5:19");
    assert_stands(orm_catalog_column(catalog, table, "b")->place, "s.sql:5:44-5:45");
}

static void test_faults(void **state)
{
    (void)state;
    assert_catalog(
        "CREATE TABLE a (x INT;\nCREATE TABLE b (x INT);\nCREATE TABLE b (y INT);\n.mode box\n.read other.sql\n"
        "ALTER TABLE b ADD CONSTRAINT c UNIQUE (x);\nATTACH 'x.db' AS x;\nSELECT load_extension('x');\n"
        "CREATE TABLE big AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c;\n"
        "CREATE TABLE ext AS SELECT load_extension('x') AS n;\nVACUUM INTO 'x.db';\n"
        "UPDATE sqlite_schema SET sql = '';\nINSERT INTO nowhere VALUES (1);\nBEGIN;\nCREATE TABLE z (x INT",
        "table b\n  x INT\n"
        "fault s.sql:1:14: the statement cannot be applied: incomplete input\n"
        "fault s.sql:3:14: the statement cannot be applied: table b already exists\n"
        "fault s.sql:5:1: `.read` is not followed: name the file as a schema of its own\n"
        "fault s.sql:6:19: the statement cannot be applied: near \"CONSTRAINT\": syntax error\n"
        "fault s.sql:7:1: ATTACH is not followed: no file is opened but those that are named as schemas\n"
        "fault s.sql:9:14: the statement takes too long: it was given up\n"
        "fault s.sql:10:28: the statement cannot be applied: not authorized to use function: load_extension\n"
        "fault s.sql:12:1: the statement cannot be applied: it writes the database's own table of its schema\n"
        "fault s.sql:15:14: the statement cannot be applied: incomplete input\n"
        "fault s.sql:14:1: the transaction that begins here is never committed\n");
    assert_false(g_file_test("x.db", G_FILE_TEST_EXISTS));
}

static void test_odd_bytes(void **state)
{
    (void)state;
    g_autoptr(OrmCatalog) catalog = orm_catalog_new(ORM_DIALECT_SQLITE, "s.sql");
    static const char sql[] = "CREATE TABLE a (x\0INT); CREATE TABLE b (\xff\xfe INT); CREATE TABLE c ('it''s' INT)";
    OrmSqlText text = {orm_intern("s.sql"), sql, sizeof sql - 1};
    orm_sqlite_read_text(catalog, &text, 1);
    g_autofree char *written = catalog_text(catalog);
    assert_string_equal(written, "table b\n  \xff\xfe INT\ntable c\n  it's INT\n"
                                 "fault s.sql:1:1: the statement cannot be applied: it holds a NUL byte\n");
}

/* Ten megabytes of anything end, with some faults and a count. */
static void test_random_text(void **state)
{
    (void)state;
    gsize length = 10 << 20;
    g_autofree char *text = g_malloc(length + 1);
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    static const char letters[] = "abcCREATE TABLE;;;;(),'\"`[]--\n\n\n/**/ 0123 end";
    for (gsize i = 0; i < length; i++)
        text[i] = letters[g_rand_int_range(random, 0, sizeof letters - 1)];
    text[length] = '\0';
    g_autoptr(OrmCatalog) catalog = orm_catalog_new(ORM_DIALECT_SQLITE, "s.sql");
    OrmSqlText sql = {orm_intern("s.sql"), text, length};
    orm_sqlite_read_text(catalog, &sql, 1);
    assert_true(catalog->faults->len > 1 && catalog->faults->len <= 102);
    assert_int_equal(catalog->tables->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_primary_keys),
        cmocka_unit_test(test_indexes),
        cmocka_unit_test(test_foreign_keys),
        cmocka_unit_test(test_checks),
        cmocka_unit_test(test_views_and_triggers),
        cmocka_unit_test(test_virtual_tables),
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_rebuild),
        cmocka_unit_test_setup_teardown(test_faults, scratch_open, scratch_close),
        cmocka_unit_test(test_odd_bytes),
        cmocka_unit_test(test_random_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
