/* SPDX-License-Identifier: MIT */
/* Snapshots: what is written is read back equal, whatever the catalog holds; what is none is refused with its place. */
#include "tests/support/scratch.h"
#include "analyzer/schema/readers.h"
#include "tests/support/catalog_equal.h"

static OrmPlace place_of(guint line)
{
    return (OrmPlace){orm_intern("a:b.sql"), line, line + 1, line + 2, line + 3};
}

static OrmCatalog *read_back(const char *json, GError **error)
{
    OrmCatalog *catalog = orm_catalog_new(ORM_DIALECT_PORTABLE, "s.json");
    if (!orm_snapshot_read(catalog, "s.json", json, strlen(json), error))
        g_clear_pointer(&catalog, orm_catalog_free);
    return catalog;
}

static void assert_survives(const OrmCatalog *catalog)
{
    g_autofree char *json = orm_snapshot_write(catalog);
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmCatalog) again = read_back(json, &error);
    if (again == NULL)
        fail_msg("%s\n%s", error->message, json);
    g_autofree char *difference = catalog_difference(catalog, again);
    if (difference != NULL)
        fail_msg("%s\n%s", difference, json);
    g_autofree char *json_again = orm_snapshot_write(again);
    assert_string_equal(json, json_again);
    assert_int_equal(orm_snapshot_dialect("s.json", json, strlen(json), &error), catalog->dialect);
}

/* Every word of a record is set, but those that only fill, which some compilers set and some do not: a member that is new has
 * to be set here, too. */
static void assert_all_set(const char *name, gconstpointer record, gsize size, guint filling)
{
    guint zeros = 0;
    for (gsize offset = 0; offset < size; offset += sizeof(guint32)) {
        guint32 word;
        memcpy(&word, (const char *)record + offset, sizeof word);
        zeros += word == 0;
    }
    if (zeros > filling)
        fail_msg("%s: %u words are zero, more than %u", name, zeros, filling);
}

static void add_names(GPtrArray *names, const char *first, const char *second)
{
    g_ptr_array_add(names, (gpointer)orm_intern(first));
    g_ptr_array_add(names, (gpointer)orm_intern(second));
}

static void fill_column(OrmCatalogTable *table)
{
    OrmCatalogColumn *column = orm_catalog_add_column(table, "co\"l\n\\umn", place_of(1));
    column->type = orm_intern("enum('a')");
    column->type_place = place_of(2);
    column->nullable = ORM_UNKNOWN;
    column->default_text = orm_intern("'\xc3\xa4'");
    column->default_place = place_of(3);
    column->on_update = orm_intern("now()");
    column->generated = orm_intern("a + 1");
    column->generated_stored = TRUE;
    column->generator = ORM_GENERATOR_IDENTITY_BY_DEFAULT;
    column->increment = G_MININT64 + 5;
    column->comment = orm_intern("comment");
    column->collation = orm_intern("C");
    column->charset = orm_intern("latin1 \xe4"); /* no UTF-8 */
    column->labels = g_ptr_array_new();
    add_names(column->labels, "a", "\xff");
    assert_all_set("column", column, sizeof *column, 1);
}

static void fill_index(OrmCatalogTable *table)
{
    OrmCatalogIndex *index = orm_catalog_add_index(table, ORM_CATALOG_INDEX, "ix", place_of(4));
    OrmCatalogElement *element = orm_catalog_add_element(index, "a", "lower(a)");
    element->order = ORM_ORDER_DESC;
    element->nulls = ORM_NULLS_LAST;
    element->operator_class = orm_intern("text_ops");
    element->collation = orm_intern("de_DE");
    element->prefix_length = 10;
    assert_all_set("element", element, sizeof *element, 1);
    orm_catalog_add_element(index, NULL, "b + 1");
    orm_catalog_add_element(index, "b", NULL);
    index->unique = TRUE;
    index->method = orm_intern("gin");
    index->predicate = orm_intern("a > 0");
    add_names(index->include, "b", "c");
    index->deferrable = ORM_UNKNOWN;
    index->initially_deferred = index->nulls_not_distinct = index->invalid = index->for_foreign_key = TRUE;
    index->comment = orm_intern("on the index");
    assert_all_set("index", index, sizeof *index, 3);
}

static void fill_constraints(OrmCatalogTable *table)
{
    OrmCatalogForeignKey *key = orm_catalog_add_foreign_key(table, "fk", place_of(5));
    add_names(key->columns, "a", "b");
    add_names(key->parent_columns, "x", "y");
    key->parent_schema = orm_intern("other");
    key->parent = orm_intern("parent");
    key->ondelete = ORM_ACTION_RESTRICT;
    key->onupdate = ORM_ACTION_SET_DEFAULT;
    key->deferrable = ORM_YES;
    key->initially_deferred = key->not_valid = TRUE;
    key->match = orm_intern("full");
    assert_all_set("foreign key", key, sizeof *key, 1);
    OrmCatalogCheck *check = orm_catalog_add_check(table->checks, "ck", "a > 0", place_of(6));
    check->not_valid = TRUE;
    assert_all_set("check", check, sizeof *check, 1);
    orm_catalog_add_check(table->excludes, "ex", "USING gist (a WITH &&)", place_of(7))->not_valid = TRUE;
    OrmCatalogIgnoredReference *ignored = g_new0(OrmCatalogIgnoredReference, 1);
    ignored->column = orm_intern("a");
    ignored->parent = orm_intern("b");
    ignored->place = place_of(8);
    assert_all_set("ignored reference", ignored, sizeof *ignored, 0);
    g_ptr_array_add(table->ignored_references, ignored);
}

static void fill_table(OrmCatalog *catalog)
{
    OrmCatalogTable *table = orm_catalog_add_table(catalog, "other", "t", place_of(9));
    table->is_view = table->strict = table->without_rowid = TRUE;
    table->definition = orm_intern("SELECT 1\n\tFROM t");
    table->engine = orm_intern("InnoDB");
    table->charset = orm_intern("utf8mb4");
    table->collation = orm_intern("utf8mb4_bin");
    table->partition_by = orm_intern("RANGE (a)");
    table->partition_of = orm_intern("p");
    table->inherits = orm_intern("a, b");
    table->comment = orm_intern("");
    assert_all_set("table", table, sizeof *table, 0);
    fill_column(table);
    fill_index(table);
    fill_constraints(table);
}

static void fill_others(OrmCatalog *catalog)
{
    OrmCatalogType *type = orm_catalog_add_type(catalog, "other", "mood", TRUE, place_of(10));
    add_names(type->labels, "sad", "glad");
    OrmCatalogType *domain = orm_catalog_add_type(catalog, "other", "posint", FALSE, place_of(11));
    domain->base_type = orm_intern("integer");
    domain->default_text = orm_intern("1");
    domain->not_null = TRUE;
    domain->comment = orm_intern("above zero");
    assert_all_set("domain", domain, sizeof *domain, 3); /* one fills, and it has no labels */
    orm_catalog_add_check(domain->checks, "ck", "VALUE > 0", place_of(12));
    OrmCatalogSequence *sequence = orm_catalog_add_sequence(catalog, "other", "seq", place_of(13));
    sequence->increment = (gint64)5 << 33 | 5;
    sequence->start = -1;
    sequence->owned_by = orm_intern("t.a");
    assert_all_set("sequence", sequence, sizeof *sequence, 0);
    OrmCatalogTrigger *trigger = orm_catalog_add_trigger(catalog, "t", "trig", "CREATE TRIGGER", place_of(14));
    assert_all_set("trigger", trigger, sizeof *trigger, 0);
    orm_catalog_fault(catalog, place_of(15), "fault");
    orm_catalog_notice(catalog, ORM_NOTICE_WARNING, place_of(16), "notice");
    assert_all_set("notice", catalog->notices->pdata[0], sizeof(OrmNotice), 1);
}

static void fill_step(OrmCatalog *catalog)
{
    g_array_set_size(catalog->steps, 1);
    OrmMigrationStep *step = &g_array_index(catalog->steps, OrmMigrationStep, 0);
    step->kind = ORM_STEP_ADD_COLUMN;
    step->place = place_of(17);
    step->statement = place_of(18);
    step->statement_number = 3;
    step->transaction = 2;
    step->schema = orm_intern("other");
    step->table = orm_intern("t");
    step->name = orm_intern("a");
    step->new_name = orm_intern("b");
    step->new_schema = orm_intern("elsewhere");
    step->columns = orm_intern("a, b");
    step->parent = orm_intern("p");
    step->old_type = orm_intern("int");
    step->new_type = orm_intern("bigint");
    step->not_null = step->has_default = step->volatile_default = step->is_generated = step->unique = TRUE;
    step->concurrently = step->not_valid = step->if_exists = step->using_index = step->has_using = TRUE;
    step->never_null = TRUE;
    assert_all_set("step", step, sizeof *step, 2); /* what fills, before and behind */
}

static void test_everything_set(void **state)
{
    (void)state;
    g_autoptr(OrmCatalog) catalog = orm_catalog_new(ORM_DIALECT_MARIADB, "mysql://me@host/shop");
    catalog->default_schema = orm_intern("shop");
    catalog->server_version = orm_intern("10.11.19");
    catalog->default_charset = orm_intern("utf8mb4");
    catalog->default_collation = orm_intern("utf8mb4_general_ci");
    add_names(catalog->files, "a:b.sql", "c.sql");
    fill_table(catalog);
    fill_others(catalog);
    fill_step(catalog);
    assert_all_set("catalog", catalog, sizeof *catalog, 1);
    assert_survives(catalog);
}

/* Nothing but names, places of the catalog itself and unknown ones, each value of each enumeration. */
static void test_least_and_every_word(void **state)
{
    (void)state;
    for (OrmDialect dialect = ORM_DIALECT_POSTGRESQL; dialect <= ORM_DIALECT_MARIADB; dialect++) {
        g_autoptr(OrmCatalog) catalog = orm_catalog_new(dialect, "shop.db");
        OrmCatalogTable *table = orm_catalog_add_table(catalog, NULL, "", orm_catalog_place(catalog));
        table->columns_known = FALSE;
        orm_catalog_add_table(catalog, "x", "y", ORM_PLACE_UNKNOWN);
        for (OrmCatalogGenerator i = ORM_GENERATOR_NONE; i <= ORM_GENERATOR_AUTO_INCREMENT; i++) {
            OrmCatalogColumn *column = orm_catalog_add_column(table, "c", orm_catalog_place(catalog));
            column->generator = i;
            column->nullable = (OrmTruth)(i % 3);
            column->labels = i == 0 ? g_ptr_array_new() : NULL;
        }
        for (OrmCatalogIndexKind i = ORM_CATALOG_PRIMARY_KEY; i <= ORM_CATALOG_INDEX; i++) {
            OrmCatalogIndex *index = orm_catalog_add_index(table, i, NULL, ORM_PLACE_UNKNOWN);
            index->deferrable = (OrmTruth)i;
            OrmCatalogElement *element = orm_catalog_add_element(index, "c", NULL);
            element->order = (OrmOrder)i;
            element->nulls = (OrmNulls)i;
        }
        for (OrmActionKind i = ORM_ACTION_UNSTATED; i <= ORM_ACTION_NO_ACTION; i++) {
            OrmCatalogForeignKey *key = orm_catalog_add_foreign_key(table, NULL, (OrmPlace){.file = orm_intern("f")});
            g_ptr_array_add(key->columns, (gpointer)orm_intern("c"));
            key->parent = orm_intern("");
            key->ondelete = i;
            key->onupdate = ORM_ACTION_NO_ACTION - i;
        }
        orm_catalog_add_type(catalog, NULL, "e", TRUE, ORM_PLACE_UNKNOWN);
        orm_catalog_add_type(catalog, NULL, "d", FALSE, ORM_PLACE_UNKNOWN);
        orm_catalog_add_sequence(catalog, NULL, "s", ORM_PLACE_UNKNOWN);
        orm_catalog_add_trigger(catalog, "t", "r", NULL, ORM_PLACE_UNKNOWN);
        for (OrmNoticeLevel i = ORM_NOTICE_ERROR; i <= ORM_NOTICE_INFO; i++)
            orm_catalog_notice(catalog, i, ORM_PLACE_UNKNOWN, "n");
        g_array_set_size(catalog->steps, ORM_STEP_OTHER + 1);
        for (OrmMigrationStepKind i = ORM_STEP_CREATE_SCHEMA; i <= ORM_STEP_OTHER; i++)
            g_array_index(catalog->steps, OrmMigrationStep, i).kind = i;
        assert_survives(catalog);
    }
}

static void test_form(void **state)
{
    (void)state;
    g_autoptr(OrmCatalog) catalog = orm_catalog_new(ORM_DIALECT_SQLITE, "s.sql");
    static const char sql[] = "CREATE TABLE p (id INTEGER PRIMARY KEY);\n"
                              "CREATE TABLE c (p_id INT NOT NULL REFERENCES p ON DELETE CASCADE);\n"
                              "CREATE INDEX i ON c (p_id DESC);\n";
    OrmSqlText text = {orm_intern("s.sql"), sql, sizeof sql - 1};
    orm_sqlite_read_text(catalog, &text, 1);
    g_array_set_size(catalog->steps, 0);
    g_autofree char *json = orm_snapshot_write(catalog);
    assert_string_equal(
        json, "{\"snapshot\": 1,\n"
              " \"dialect\": \"sqlite\",\n"
              " \"label\": \"s.sql\",\n"
              " \"tables\": [\n"
              "  {\"name\": \"p\", \"place\": \"s.sql:1:14-1:15\",\n"
              "   \"columns\": [\n"
              "    {\"name\": \"id\", \"type\": \"INTEGER\", \"nullable\": false, \"place\": \"s.sql:1:17-1:19\", "
              "\"type_place\": "
              "\"s.sql:1:20-1:27\"}],\n"
              "   \"indexes\": [\n"
              "    {\"kind\": \"primary key\", \"elements\": [{\"column\": \"id\"}], \"unique\": true, \"place\": "
              "\"s.sql:1:28-1:35\"}]},\n"
              "  {\"name\": \"c\", \"place\": \"s.sql:2:14-2:15\",\n"
              "   \"columns\": [\n"
              "    {\"name\": \"p_id\", \"type\": \"INT\", \"nullable\": false, \"place\": \"s.sql:2:17-2:21\", "
              "\"type_place\": "
              "\"s.sql:2:22-2:25\"}],\n"
              "   \"indexes\": [\n"
              "    {\"name\": \"i\", \"elements\": [{\"column\": \"p_id\", \"order\": \"desc\"}], \"place\": "
              "\"s.sql:3:14-3:15\"}],\n"
              "   \"foreign_keys\": [\n"
              "    {\"columns\": [\"p_id\"], \"parent\": \"p\", \"ondelete\": \"cascade\", \"place\": "
              "\"s.sql:2:35-2:45\"}]}]}\n");
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", "s.json:1:1: it is no JSON: '[' or '{' expected near end of file"},
        {"{\"snapshot\": 1,\n \"a\"}", "s.json:2:5: it is no JSON: ':' expected near '}'"},
        {"{\"snapshot\": 1, \"snapshot\": 1}", "s.json:1:26: it is no JSON: duplicate object key near '\"snapshot\"'"},
        {"[]", "s.json: it is no snapshot of a schema, as `ormlint inspect --format json` writes one"},
        {"{\"files\": []}", "s.json: it is no snapshot of a schema, as `ormlint inspect --format json` writes one"},
        {"{\"snapshot\": 2}", "s.json: the snapshot is of version 2, this ormlint reads version 1"},
        {"{\"snapshot\": 1}", "s.json: the member `dialect` is missing"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\"}", "s.json: the member `label` is missing"},
        {"{\"snapshot\": 1, \"dialect\": \"oracle\", \"label\": \"l\"}",
         "s.json: dialect: one of these is wanted: portable, postgresql, sqlite, mysql, mariadb"},
        {"{\"snapshot\": 1, \"dialect\": \"portable\", \"label\": \"l\"}", "s.json: a schema has a dialect of its own"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\", \"label\": 1}", "s.json: label: a text is wanted"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\", \"label\": \"l\", \"table\": []}",
         "s.json: there is no member `table`"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\", \"label\": \"l\", \"tables\": {}}",
         "s.json: tables: an array is wanted"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\", \"label\": \"l\", \"tables\": [1]}",
         "s.json: tables[0]: an object is wanted"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\", \"label\": \"l\", \"tables\": [{\"name\": \"t\"}, {}]}",
         "s.json: tables[1]: the member `name` is missing"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\", \"label\": \"l\", \"tables\": [{\"name\": \"t\", \"columns\": "
         "[{\"name\": \"c\"}, {\"name\": \"d\", \"nullable\": 1}]}]}",
         "s.json: tables[0].columns[1].nullable: true, false or \"unknown\" is wanted"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\", \"label\": \"l\", \"tables\": [{\"name\": \"t\", \"indexes\": "
         "[{\"elements\": [{}]}]}]}",
         "s.json: tables[0].indexes[0].elements[0]: a column or an expression is wanted"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\", \"label\": \"l\", \"tables\": [{\"name\": \"t\", \"place\": "
         "\"x:1\"}]}",
         "s.json: tables[0].place: a place is wanted, as FILE:LINE:COLUMN-LINE:COLUMN"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\", \"label\": \"l\", \"files\": [1]}",
         "s.json: files: an array of texts is wanted"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\", \"label\": \"l\", \"steps\": [{\"kind\": \"data\", "
         "\"transaction\": -1}]}",
         "s.json: steps[0].transaction: a number is wanted"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\", \"label\": \"l\", \"types\": [{\"name\": \"e\", \"labels\": [], "
         "\"checks\": []}]}",
         "s.json: types[0].checks: a type with labels has none"},
        {"{\"snapshot\": 1, \"dialect\": \"sqlite\", \"label\": {\"base64\": \"AGE=\"}}",
         "s.json: label: a text is wanted"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        assert_null(read_back(cases[i][0], &error));
        assert_non_null(error);
        assert_string_equal(error->message, cases[i][1]);
    }
}

/* Cut anywhere, a snapshot is an error, never less of a schema. */
static void test_truncated(void **state)
{
    (void)state;
    g_autoptr(OrmCatalog) catalog = orm_catalog_new(ORM_DIALECT_SQLITE, "shop.db");
    fill_table(catalog);
    g_autofree char *json = orm_snapshot_write(catalog);
    for (gsize length = strlen(json) - 2; length > 0; length--) {
        g_autofree char *part = g_strndup(json, length);
        g_autoptr(GError) error = NULL;
        assert_null(read_back(part, &error));
        assert_non_null(error);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything_set), cmocka_unit_test(test_least_and_every_word),
        cmocka_unit_test(test_form),           cmocka_unit_test(test_refused),
        cmocka_unit_test(test_truncated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
