/* SPDX-License-Identifier: MIT */
/* MySQL's and MariaDB's SQL text: what each statement leaves behind. */
#include "tests/support/scratch.h"

#include "analyzer/schema/readers.h"

static void append_elements(GString *out, const OrmCatalogIndex *index)
{
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(index->elements, i);
        g_string_append(out, i > 0 ? "," : "");
        g_string_append(out, element->column != NULL ? element->column : element->expression);
        if (element->prefix_length != ORM_SQL_UNSTATED)
            g_string_append_printf(out, ":%d", element->prefix_length);
        g_string_append(out, element->order == ORM_ORDER_DESC ? " desc" : "");
    }
}

static void append_column(GString *out, const OrmCatalogColumn *column)
{
    g_string_append_printf(out, " %s %s", column->name, column->type);
    g_string_append(out, column->nullable == ORM_NO ? "!" : "");
    g_string_append(out, column->generator == ORM_GENERATOR_AUTO_INCREMENT ? "++" : "");
    if (column->default_text != NULL)
        g_string_append_printf(out, "=%s", column->default_text);
    if (column->on_update != NULL)
        g_string_append_printf(out, "@%s", column->on_update);
    if (column->generated != NULL)
        g_string_append_printf(out, ":=%s%s", column->generated, column->generated_stored ? " stored" : "");
    if (column->comment != NULL)
        g_string_append_printf(out, "#%s", column->comment);
    if (column->charset != NULL || column->collation != NULL)
        g_string_append_printf(out, "~%s/%s", column->charset, column->collation);
    g_string_append_c(out, ';');
}

static void append_table(GString *out, const OrmCatalogTable *table)
{
    g_string_append_printf(out, "%s%s:", table->is_view ? "view " : "", table->name);
    for (guint i = 0; i < table->columns->len; i++)
        append_column(out, g_ptr_array_index(table->columns, i));
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmCatalogIndex *index = g_ptr_array_index(table->indexes, i);
        static const char *const kinds[] = {"pk", "uq", "ix"};
        g_string_append_printf(out, " %s%s%s %s(", kinds[index->kind], index->for_foreign_key ? "*" : "",
                               index->method != NULL ? index->method : "", index->name != NULL ? index->name : "");
        append_elements(out, index);
        g_string_append(out, ");");
    }
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        g_string_append_printf(out, " fk %s(%s)->%s(%s) %d/%d;", key->name, (char *)g_ptr_array_index(key->columns, 0),
                               key->parent,
                               key->parent_columns->len > 0 ? (char *)g_ptr_array_index(key->parent_columns, 0) : "",
                               key->ondelete, key->onupdate);
    }
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCatalogCheck *check = g_ptr_array_index(table->checks, i);
        g_string_append_printf(out, " ck %s(%s)%s;", check->name, check->expression, check->not_valid ? " off" : "");
    }
    for (guint i = 0; i < table->ignored_references->len; i++) {
        const OrmCatalogIgnoredReference *ignored = g_ptr_array_index(table->ignored_references, i);
        g_string_append_printf(out, " ignored %s->%s;", ignored->column, ignored->parent);
    }
    if (table->engine != NULL || table->charset != NULL || table->comment != NULL || table->partition_by != NULL)
        g_string_append_printf(out, " [%s|%s|%s|%s]", table->engine, table->charset, table->comment,
                               table->partition_by);
    g_string_append_c(out, '\n');
}

static OrmCatalog *read_text(const char *text, OrmDialect dialect)
{
    OrmCatalog *catalog = orm_catalog_new(dialect, "schema.sql");
    OrmSqlText sql = {orm_intern("schema.sql"), text, strlen(text)};
    orm_mysql_read_text(catalog, &sql, 1);
    return catalog;
}

static char *describe(const char *text, OrmDialect dialect)
{
    g_autoptr(OrmCatalog) catalog = read_text(text, dialect);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < catalog->tables->len; i++)
        append_table(out, g_ptr_array_index(catalog->tables, i));
    for (guint i = 0; i < catalog->faults->len; i++) {
        const OrmCatalogFault *fault = g_ptr_array_index(catalog->faults, i);
        g_string_append_printf(out, "%u:%u: %s\n", fault->place.line, fault->place.column, fault->message);
    }
    return g_string_free(out, FALSE);
}

static void gives(const char *text, const char *expected)
{
    g_autofree char *description = describe(text, ORM_DIALECT_MYSQL);
    assert_string_equal(description, expected);
}

static void gives_mariadb(const char *text, const char *expected)
{
    g_autofree char *description = describe(text, ORM_DIALECT_MARIADB);
    assert_string_equal(description, expected);
}

static void test_columns(void **state)
{
    (void)state;
    gives(
        "CREATE TABLE t (a INT(10) UNSIGNED ZEROFILL NOT NULL DEFAULT '7', b double precision, c national varchar(3))",
        "t: a INT(10) unsigned zerofill!='7'; b double precision; c varchar(3)~utf8mb3/(null);\n");
    gives("create table t (id serial, s enum('a','it''s') default 'a', m set('x'))",
          "t: id bigint unsigned!++; s enum('a','it''s')='a'; m set('x'); uq id(id);\n");
    gives("CREATE TABLE t (a timestamp(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE current_timestamp(3), b int NULL "
          "DEFAULT NULL)",
          "t: a timestamp(3)=CURRENT_TIMESTAMP(3)@current_timestamp(3); b int;\n");
    gives("CREATE TABLE t (a int, `b c` int GENERATED ALWAYS AS (`a` * 2) STORED COMMENT 'twice', c int AS (a+1) "
          "VIRTUAL)",
          "t: a int; b c int:=a * 2 stored#twice; c int:=a+1;\n");
    gives("CREATE TABLE t (a varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT _utf8mb4'x', b json DEFAULT "
          "(json_array()))",
          "t: a varchar(9)=_utf8mb4'x'~utf8mb4/utf8mb4_bin; b json=json_array();\n");
    gives("CREATE TABLE t (a decimal(9,2) DEFAULT -1.50, b bit(3) DEFAULT b'101', c char DEFAULT \"q\", d bool DEFAULT "
          "true)",
          "t: a decimal(9,2)=-1.50; b bit(3)=b'101'; c char='q'; d bool=true;\n");
    gives("CREATE TABLE t (a varchar(3) BINARY, b text(300), c blob(20), d binary(4) DEFAULT 'x\\0\\0\\0', e char(2) "
          "ASCII) "
          "CHARSET=utf8mb4",
          "t: a varchar(3)~(null)/utf8mb4_bin; b text; c tinyblob; d binary(4)='x'; e char(2)~latin1/(null); "
          "[(null)|utf8mb4|(null)|(null)]\n");
    gives_mariadb(
        "CREATE TABLE t (a longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`a`)), b "
        "longtext CHECK (json_valid(b)), KEY (b(3)), c varchar(9), KEY (c(9)))",
        "t: a json; b longtext; c varchar(9); ix b(b:3); ix c(c); ck b(json_valid(b));\n");
}

static void test_keys(void **state)
{
    (void)state;
    gives("CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, a int UNIQUE KEY, b text, KEY (a), KEY (a, id), "
          "UNIQUE u (b(20) DESC), FULLTEXT KEY f (b), INDEX x ((a + 1)) USING BTREE COMMENT 'c', KEY h (a) USING HASH)",
          "t: id int!++; a int; b text; pk (id); uq a(a); ix a_2(a); ix a_3(a,id); uq u(b:20 desc); ixfulltext f(b); "
          "ix x(a + 1); ix h(a);\n");
    gives("CREATE TABLE p (id int primary key); CREATE TABLE c (p int, q int, FOREIGN KEY (p) REFERENCES p (id) ON "
          "DELETE "
          "SET NULL ON UPDATE CASCADE, CONSTRAINT fk FOREIGN KEY (q) REFERENCES p (id), KEY qq (q, p))",
          "p: id int!; pk (id);\nc: p int; q int; ix qq(q,p); ix* p(p); fk c_ibfk_1(p)->p(id) 2/1; fk fk(q)->p(id) "
          "0/0;\n");
    gives("CREATE TABLE c (p int, CONSTRAINT fk FOREIGN KEY (p) REFERENCES p (id))",
          "c: p int; ix* fk(p); fk fk(p)->p(id) 0/0;\n");
    gives("CREATE TABLE c (p int REFERENCES p (id), q int CHECK (q > 0), CHECK (p > 1), CONSTRAINT n CHECK (p <> 2) "
          "NOT ENFORCED)",
          "c: p int; q int; ck c_chk_1(q > 0); ck c_chk_2(p > 1); ck n(p <> 2) off; ignored p->p;\n");
    gives_mariadb("CREATE TABLE c (p int REFERENCES p (id) ON DELETE CASCADE, q int CHECK (q > 0), CHECK (p > 1))",
                  "c: p int; q int; ix* p(p); fk c_ibfk_1(p)->p(id) 1/0; ck q(q > 0); ck CONSTRAINT_1(p > 1);\n");
    gives("CREATE TABLE c (p int, FOREIGN KEY (p) REFERENCES p (id)) ENGINE=MyISAM",
          "c: p int; ix p(p); [MyISAM|(null)|(null)|(null)]\n");
}

static void test_tables(void **state)
{
    (void)state;
    gives("CREATE TABLE t (a int) ENGINE = InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COMMENT='it''s' "
          "ROW_FORMAT=DYNAMIC\n"
          "PARTITION BY RANGE (year(`a`)) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)",
          "t: a int; [InnoDB|utf8mb4|it's|RANGE (year(a))]\n");
    gives("CREATE TABLE a (x int, KEY (x)) ENGINE=InnoDB; CREATE TABLE b LIKE a",
          "a: x int; ix x(x); [InnoDB|(null)|(null)|(null)]\n"
          "b: x int; ix x(x); [InnoDB|(null)|(null)|(null)]\n");
    gives("CREATE TABLE IF NOT EXISTS a (x int); CREATE TABLE IF NOT EXISTS a (y int); DROP TABLE IF EXISTS b, c; "
          "CREATE TEMPORARY TABLE z (i int); ALTER TABLE z ADD j int; DROP TABLE z",
          "a: x int;\n");
    gives("CREATE TABLE a (x int); CREATE TABLE b (y int); RENAME TABLE a TO c, b TO a; DROP TABLE c", "a: y int;\n");
    gives("CREATE ALGORITHM=UNDEFINED DEFINER=`root`@`localhost` SQL SECURITY DEFINER VIEW `v` AS select 1",
          "view v:\n");
    gives("USE shop; CREATE TABLE shop.a (x int); CREATE TABLE a2 (x int)", "a: x int;\na2: x int;\n");
}

static void test_alter(void **state)
{
    (void)state;
    static const char *const start = "CREATE TABLE t (a int, b int NOT NULL, KEY k (a), CONSTRAINT c CHECK (b > 0));";
    static const struct {
        const char *alter, *expected;
    } cases[] = {
        {"ADD c int FIRST, ADD COLUMN d int AFTER a", "t: c int; a int; d int; b int!; ix k(a); ck c(b > 0);\n"},
        {"ADD (c int, d int UNIQUE)", "t: a int; b int!; c int; d int; ix k(a); uq d(d); ck c(b > 0);\n"},
        {"MODIFY a bigint NOT NULL AFTER b", "t: b int!; a bigint!; ix k(a); ck c(b > 0);\n"},
        {"CHANGE b bb int", "t: a int; bb int; ix k(a); ck c(bb > 0);\n"},
        {"DROP COLUMN a, DROP CHECK c", "t: b int!;\n"},
        {"ADD PRIMARY KEY (a), DROP INDEX k", "t: a int!; b int!; pk (a); ck c(b > 0);\n"},
        {"ALTER a SET DEFAULT 5, ALTER COLUMN a DROP DEFAULT, ALTER b SET DEFAULT (1 + 1)",
         "t: a int; b int!=1 + 1; ix k(a); ck c(b > 0);\n"},
        {"RENAME COLUMN a TO z, RENAME KEY k TO kk, RENAME TO u", "u: z int; b int!; ix kk(z); ck c(b > 0);\n"},
        {"ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES p (id)",
         "t: a int; b int!; ix k(a); ix* f(b); fk f(b)->p(id) 0/0; ck c(b > 0);\n"},
        {"ADD FOREIGN KEY (a) REFERENCES p (id), ADD INDEX (b)",
         "t: a int; b int!; ix k(a); ix b(b); fk t_ibfk_1(a)->p(id) 0/0; ck c(b > 0);\n"},
        {"ENGINE=InnoDB, DEFAULT CHARSET=utf8, ALGORITHM=INPLACE, LOCK=NONE",
         "t: a int; b int!; ix k(a); ck c(b > 0); [InnoDB|utf8|(null)|(null)]\n"},
        {"ORDER BY a, b", "t: a int; b int!; ix k(a); ck c(b > 0);\n"},
        {"DROP COLUMN nothing", "t: a int; b int!; ix k(a); ck c(b > 0);\n1:105: table `t` has no column `nothing`\n"},
        {"CHANGE a z bigint, DROP b, ADD c int, DROP nothing",
         "t: a int; b int!; ix k(a); ck c(b > 0);\n1:136: table `t` has no column `nothing`\n"},
        {"ADD KEY k (b), ADD a bigint, DROP COLUMN a, DROP KEY k", "t: b int!; a bigint; ix k(b); ck c(b > 0);\n"},
        {"DROP PARTITION p0, p1", "t: a int; b int!; ix k(a); ck c(b > 0);\n"},
        {"ADD KEY IF NOT EXISTS k (b), ADD CONSTRAINT IF NOT EXISTS c CHECK (a > 1)",
         "t: a int; b int!; ix k(a); ck c(b > 0);\n"},
        {"ADD a int", "t: a int; b int!; ix k(a); ck c(b > 0);\n1:97: table `t` has a column `a` already\n"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(start, "ALTER TABLE t ", cases[i].alter, NULL);
        gives(text, cases[i].expected);
    }
}

static void test_dump(void **state)
{
    (void)state;
    gives("/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n"
          "DROP TABLE IF EXISTS `t`;\n/*!40101 SET character_set_client = utf8 */;\nCREATE TABLE `t` (\n"
          "  `id` int(11) NOT NULL AUTO_INCREMENT,\n  `s` varchar(9) DEFAULT NULL /*!80023 INVISIBLE */,\n  PRIMARY "
          "KEY (`id`)\n"
          ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\nLOCK TABLES `t` WRITE;\n"
          "INSERT INTO `t` VALUES (1,'a;b\\'c'),(2,'-- no # comment /* here');\nUNLOCK TABLES;\n"
          "DELIMITER ;;\n/*!50003 CREATE*/ /*!50017 DEFINER=`r`@`l`*/ /*!50003 TRIGGER x BEFORE INSERT ON t FOR EACH "
          "ROW BEGIN "
          "SET NEW.s = 'x'; END */;;\nDELIMITER ;\n/*!50001 CREATE VIEW `v` AS SELECT \n 1 AS `a`*/;\n",
          "t: id int(11)!++; s varchar(9); pk (id); [InnoDB|utf8mb4|(null)|(null)]\nview v:\n");
    gives("CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN IF 1 THEN SET NEW.s = CASE 1 WHEN 1 THEN 2 END; END "
          "IF; END;\n"
          "CREATE TABLE t (a int)",
          "t: a int;\n");
    gives("SET sql_mode = 'ANSI_QUOTES'; CREATE TABLE \"t\" (\"a b\" int)", "t: a b int;\n");
}

static void test_faults(void **state)
{
    (void)state;
    gives("CREATE TABLE t (a int,, b int);\nCREATE TABLE u (a int);",
          "u: a int;\n1:23: expected the name of a column, found `,`\n");
    gives("FROBNICATE;\nCREATE TABLE u (a int);", "u: a int;\n1:1: expected a statement, found `FROBNICATE`\n");
    gives("CREATE TABLE u (a int);\nCREATE TABLE t (a varchar('x",
          "u: a int;\n2:27: the string that begins here never ends\n");
    gives("CREATE TABLE t AS SELECT 1 AS a",
          "1:16: the columns that this SELECT gives to table `t` cannot be told from the text\n");
    gives("CREATE INDEX i ON nothing (a)", "1:19: there is no table `nothing`\n");
    gives("source other.sql;", "1:1: SOURCE is not followed: name the file as a schema of its own\n");
    gives("CREATE TABLE t (a int", "1:22: expected `)`, found the end of the statement\n");
}

/* A quote without end, and a dump without end. */
static void test_broken(void **state)
{
    (void)state;
    gives("CREATE TABLE t (a int COMMENT 'never ends);\nCREATE TABLE u (a int);\nCREATE TABLE v (a int COMMENT 'y');\n",
          "u: a int;\nv: a int#y;\n1:31: the quote that begins here ends some lines below: is one missing?\n");
    gives("INSERT INTO t VALUES ('never ends);\nCREATE TABLE u (a int);\n",
          "u: a int;\n1:23: the string that begins here never ends\n");
    gives("-- MySQL dump 10.13\nCREATE TABLE u (a int);\nINSERT INTO u VALUES (1), (2",
          "u: a int;\n3:1: the dump is cut off in this statement\n");
    gives("CREATE TABLE u (a int);\nINSERT INTO u VALUES (1)", "u: a int;\n");
    g_autoptr(OrmCatalog) cut = read_text("-- MariaDB dump 10.19\nCREATE TABLE u (a int);\n", ORM_DIALECT_MARIADB);
    assert_int_equal(cut->notices->len, 1);
    g_autoptr(OrmCatalog) whole =
        read_text("-- MariaDB dump 10.19\nCREATE TABLE u (a int);\n-- Dump completed\n", ORM_DIALECT_MARIADB);
    assert_int_equal(whole->notices->len, 0);
}

static void test_steps(void **state)
{
    (void)state;
    g_autoptr(OrmCatalog) catalog =
        read_text("CREATE TABLE t (a int, m enum('x','y'), d int); ALTER TABLE t CHANGE a b bigint NOT NULL DEFAULT 1, "
                  "ADD c int NOT "
                  "NULL, MODIFY m enum('z','x'), DROP COLUMN d; START TRANSACTION; INSERT INTO t VALUES (1); COMMIT;",
                  ORM_DIALECT_MYSQL);
    static const OrmMigrationStepKind expected[] = {ORM_STEP_CREATE_TABLE,
                                                    ORM_STEP_RENAME_COLUMN,
                                                    ORM_STEP_ALTER_TYPE,
                                                    ORM_STEP_SET_NOT_NULL,
                                                    ORM_STEP_SET_DEFAULT,
                                                    ORM_STEP_ADD_COLUMN,
                                                    ORM_STEP_REMOVE_ENUM_VALUE,
                                                    ORM_STEP_ADD_ENUM_VALUE,
                                                    ORM_STEP_DROP_COLUMN,
                                                    ORM_STEP_BEGIN,
                                                    ORM_STEP_DATA,
                                                    ORM_STEP_COMMIT};
    assert_int_equal(catalog->steps->len, G_N_ELEMENTS(expected));
    for (gsize i = 0; i < G_N_ELEMENTS(expected); i++)
        assert_int_equal(g_array_index(catalog->steps, OrmMigrationStep, i).kind, expected[i]);
    const OrmMigrationStep *add = &g_array_index(catalog->steps, OrmMigrationStep, 5);
    assert_true(add->not_null && !add->has_default);
    assert_string_equal(add->table, "t");
    assert_int_equal(g_array_index(catalog->steps, OrmMigrationStep, 10).transaction, 1);
}

/* "table: columns" of an UPDATE. */
static void fills(const char *sql, const char *expected)
{
    g_autoptr(OrmCatalog) catalog = read_text(sql, ORM_DIALECT_MYSQL);
    assert_int_equal(catalog->steps->len, 1);
    const OrmMigrationStep *step = &g_array_index(catalog->steps, OrmMigrationStep, 0);
    g_autofree char *found = g_strdup_printf("%s: %s", step->table, step->columns != NULL ? step->columns : "-");
    assert_string_equal(found, expected);
}

static void test_updates(void **state)
{
    (void)state;
    fills("UPDATE t SET a = 1", "t: a");
    fills("UPDATE LOW_PRIORITY IGNORE `my db`.`t` x SET x.a = (SELECT 1, 2), b = NULL, `c d` = 'x, y' WHERE q = 1;",
          "t: a, c d");
    fills("update /* SET z = 1 */ t join u on (t.i = u.i) set /*!50000 t.a */ = f(1, 2) # , y = 3\n, b = a;",
          "t: a, b");
    fills("UPDATE t SET a = 'it''s \\' WHERE, z = 1', b = \"x, y = 2\" ORDER BY c, d LIMIT 1", "t: a, b");
    fills("UPDATE t SET a = NULL", "t: -");
    fills("UPDATE t", "t: -");
    fills("UPDATE t SET a", "t: -");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns), cmocka_unit_test(test_keys),  cmocka_unit_test(test_tables),
        cmocka_unit_test(test_alter),   cmocka_unit_test(test_dump),  cmocka_unit_test(test_faults),
        cmocka_unit_test(test_broken),  cmocka_unit_test(test_steps), cmocka_unit_test(test_updates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
