/* SPDX-License-Identifier: MIT */
/* The configuration: what is read, what is refused and where, what `--set` and `config show` make of it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyzer/config/config.h"
#include "analyzer/facts/glob.h"
#include "analyzer/graph/vocabulary.h"

static const char *const rules[] = {"all", "mapping", "key", "unmapped-field", "missing-primary-key", NULL};
static const char *const levels[] = {"error", "warning", "info", "on", "off", "default", NULL};
static const char *const dialects[] = {"portable", "postgresql", "sqlite", "mysql", "mariadb", NULL};
static const OrmConfigOption options[] = {
    {"columns", ORM_CONFIG_OPTION_LIST, NULL}, {"utf8", ORM_CONFIG_OPTION_FLAG, NULL},
    {"most", ORM_CONFIG_OPTION_NUMBER, NULL}, {"case", ORM_CONFIG_OPTION_LIST, "snake_case,camelCase"}, {0}};

static const OrmConfigOption *options_of(const char *rule)
{
    return strcmp(rule, "unmapped-field") == 0 ? options : NULL;
}

static char *label_of(const char *schema)
{
    const char *at = strchr(schema, '@');
    return at == NULL ? g_strdup(schema) : g_strconcat("shown", at, NULL);
}

static const OrmConfigWords words = {rules, levels, dialects, orm_nearest_word, options_of, orm_glob_problem, label_of};

/** The errors as "LINE:COLUMN-END MESSAGE (HELP)", one a line. Free with g_free. */
static char *list_errors(GPtrArray *errors)
{
    GString *out = g_string_new(NULL);
    orm_config_errors_sort(errors);
    for (guint i = 0; i < errors->len; i++) {
        const OrmConfigError *error = errors->pdata[i];
        g_string_append_printf(out, "%u:%u-%u %s", error->place.line, error->place.column, error->place.end_column,
                               error->message);
        g_string_append_printf(out, error->help != NULL ? " (%s)\n" : "\n", error->help);
    }
    return g_string_free(out, FALSE);
}

static OrmConfig *read_text(const char *text, char **errors_text)
{
    OrmConfig *config = orm_config_new();
    g_autoptr(GPtrArray) errors = orm_config_errors_new();
    gboolean fine = orm_config_read_text(config, "test.yaml", text, "/nowhere", &words, errors);
    assert_int_equal(fine, errors->len == 0);
    *errors_text = list_errors(errors);
    return config;
}

static void list_entry(GString *out, const OrmConfigEntry *entry)
{
    g_string_append(out, orm_config_keys[entry->key].name);
    for (guint i = 0; i < entry->parts->len; i++) {
        const OrmConfigPart *part = entry->parts->pdata[i];
        g_string_append_printf(out, " %s", part->info->name);
        for (guint k = 0; k < part->values->len; k++)
            g_string_append_printf(out, "%s%s", k > 0 ? "," : "=", (const char *)part->values->pdata[k]);
    }
    for (guint i = 0; i < entry->rules->len; i++) {
        const OrmSetting *rule = entry->rules->pdata[i];
        g_string_append_printf(out, " %s:%s", rule->name, rule->value);
    }
    g_string_append_c(out, '\n');
}

/** The settings as "key[.name]=value[?]", one a line; `?` tells `nullable`. Then the entries of lists of mappings. */
static char *list_settings(const OrmConfig *config)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < config->settings->len; i++) {
        const OrmSetting *setting = config->settings->pdata[i];
        g_string_append(out, orm_config_keys[setting->key].name);
        if (setting->name != NULL)
            g_string_append_printf(out, ".%s", setting->name);
        if (setting->option != NULL)
            g_string_append_printf(out, ".%s", setting->option);
        if (setting->items != NULL) {
            g_ptr_array_add(setting->items, NULL);
            g_autofree char *items = g_strjoinv(",", (char **)setting->items->pdata);
            g_ptr_array_set_size(setting->items, (gint)setting->items->len - 1);
            g_string_append_printf(out, "=%s\n", items);
            continue;
        }
        g_string_append_printf(out, "=%s%s\n", setting->value,
                               setting->nullable < 0 ? ""
                               : setting->nullable   ? " null"
                                                     : " not null");
    }
    for (guint i = 0; i < config->entries->len; i++)
        list_entry(out, config->entries->pdata[i]);
    return g_string_free(out, FALSE);
}

static void reads(const char *text, const char *expected)
{
    g_autofree char *errors = NULL;
    g_autoptr(OrmConfig) config = read_text(text, &errors);
    g_autofree char *settings = list_settings(config);
    assert_string_equal(errors, "");
    assert_string_equal(settings, expected);
}

static void refuses(const char *text, const char *expected)
{
    g_autofree char *errors = NULL;
    g_autoptr(OrmConfig) config G_GNUC_UNUSED = read_text(text, &errors);
    assert_string_equal(errors, expected);
}

static void test_every_key(void **state)
{
    (void)state;
    reads(
        "root: true\n"
        "dialect: postgresql\n"
        "include: [\"src/**/*.h\", 'a b']\n"
        "exclude:\n  - third_party/**\n"
        "types: {uuid_t: UUID, text: {type: text, nullable: true}, x: {nullable: no, type: y}, \"Oid[]\": \"oid[]\"}\n"
        "naming: {table: \"%(struct)s\", pk: \"pk_%(table)s\", fk: 'fk_%(table)s_%(column)s_%(referred_table)s',\n"
        "         uq: \"100%%_%(columns)s\", ck: \"%(constraint_name)s\"}\n"
        "rules: {all: default, mapping: {level: warning}, unmapped-field: error}\n"
        "ignore_tables: [\"spatial_*\"]\n",
        "root=true\ndialect=postgresql\ninclude=src/**/*.h\ninclude=a b\nexclude=third_party/**\n"
        "types.uuid_t=UUID\ntypes.text=text null\ntypes.x=y not null\ntypes.Oid[]=oid[]\n"
        "naming.table=%(struct)s\nnaming.pk=pk_%(table)s\nnaming.fk=fk_%(table)s_%(column)s_%(referred_table)s\n"
        "naming.uq=100%%_%(columns)s\nnaming.ck=%(constraint_name)s\n"
        "rules.all=default\nrules.mapping=warning\nrules.unmapped-field=error\n"
        "ignore_tables=spatial_*\n");
}

static void test_nothing_to_read(void **state)
{
    (void)state;
    reads("", "");
    reads("# only a comment\n", "");
    reads("---\n", "");
    reads("{}", "");
    reads("\xEF\xBB\xBF"
          "dialect: sqlite",
          "dialect=sqlite\n");
    reads("dialect: sqlite\r\nroot: false\r\n", "dialect=sqlite\nroot=false\n");
}

/* YAML has its own words for yes and no, and users write levels with them. */
static void test_booleans_as_levels(void **state)
{
    (void)state;
    reads("rules: {all: off, mapping: on, key: No, unmapped-field: true, missing-primary-key: FALSE}",
          "rules.all=off\nrules.mapping=on\nrules.key=off\nrules.unmapped-field=on\nrules.missing-primary-key=off\n");
    reads("rules: {all: 'off', mapping: {level: off}}", "rules.all=off\nrules.mapping=off\n");
}

static void test_unknown_words(void **state)
{
    (void)state;
    refuses("dialct: sqlite", "1:1-7 unknown key `dialct` (did you mean `dialect`?)\n");
    refuses("\n\ncolour: x", "3:1-7 unknown key `colour` (known: root, extends, dialect, schema, include, exclude, types, "
                             "prelude, naming, map, rules, overrides, ignore_tables, baseline)\n");
    refuses("dialect: postgres", "1:10-18 unknown dialect `postgres` (did you mean `postgresql`?)\n");
    refuses("rules: {unmaped-field: off}",
            "1:9-22 unknown rule or family `unmaped-field` (did you mean `unmapped-field`?)\n");
    refuses("rules: {mapping: eror}", "1:18-22 unknown level `eror` (did you mean `error`?)\n");
    refuses("rules: {mapping: {level: fatal}}",
            "1:26-31 unknown level `fatal` (known: error, warning, info, on, off, default)\n");
    refuses("naming: {fkk: x}", "1:10-13 unknown kind of name `fkk` (did you mean `fk`?)\n");
    refuses("types: {a: {typ: b, type: c}}", "1:13-16 unknown key `typ` of a type (did you mean `type`?)\n");
    refuses("rules: {mapping: {level: on, columns: [a]}}",
            "1:30-37 `mapping` has no option `columns` (known: level)\n");
}

static void test_rule_options(void **state)
{
    (void)state;
    reads("rules: {unmapped-field: {level: warning, columns: [a, 'b'], utf8: yes, most: 3}}",
          "rules.unmapped-field=warning\nrules.unmapped-field.columns=a,b\nrules.unmapped-field.utf8=true\n"
          "rules.unmapped-field.most=3\n");
    reads("rules: {unmapped-field: {columns: []}}", "rules.unmapped-field.columns=\n");
    reads("rules: {unmapped-field: {case: [camelCase, snake_case]}}",
          "rules.unmapped-field.case=camelCase,snake_case\n");
    refuses("rules: {unmapped-field: {case: [snake-case]}}",
            "1:33-43 `case` knows no `snake-case` (did you mean `snake_case`?)\n");
    refuses("rules: {unmapped-field: {column: [a]}}",
            "1:26-32 `unmapped-field` has no option `column` (did you mean `columns`?)\n");
    refuses("rules: {unmapped-field: {columns: a}}",
            "1:35-36 `columns` takes a list, found text (write `columns: [\"a\"]`)\n");
    refuses("rules: {unmapped-field: {columns: [[a]]}}", "1:36-37 expected a text, found a list\n");
    refuses("rules: {unmapped-field: {utf8: 3, most: -1}}",
            "1:32-33 `utf8` takes true or false\n1:41-43 `most` takes a number\n");
    refuses("overrides: [{files: [a], rules: {unmapped-field: {level: off, columns: [a]}}}]",
            "1:63-70 options hold everywhere: state `columns` under `rules` of the configuration\n");
}

static void test_overrides(void **state)
{
    (void)state;
    reads("overrides:\n"
          "  - {files: [\"legacy/**\", x.h], rules: {all: warning, mapping: {level: off}}}\n"
          "  - {tables: [\"audit_*\"], files: [/abs/x], rules: {key: on}}\n",
          "overrides files=legacy/**,x.h all:warning mapping:off\noverrides files=/abs/x tables=audit_* key:on\n");
    reads("overrides: []", "");
    refuses("overrides: {files: [a]}", "1:12-13 `overrides` takes a list, found a mapping\n");
    refuses("overrides: [a]", "1:13-14 expected a mapping, found text\n");
    refuses("overrides: [{rules: {key: off}}]", "1:13-14 the entry says neither `files` nor `tables` (what holds "
                                                "everywhere stands under `rules`)\n");
    refuses("overrides: [{files: [a]}]", "1:13-14 the entry states no `rules`\n");
    refuses("overrides: [{files: a, rules: {key: off}}]",
            "1:21-22 `files` takes a list, found text (write `files: [\"a\"]`)\n");
    refuses("overrides: [{files: [], rules: {key: off}}]", "1:21-22 `files` lists nothing\n");
    refuses("overrides: [{files: [\"a[b\"], rules: {key: off}}]",
            "1:23-26 `a[b` is no glob: missing terminating ] for character class\n");
    refuses("overrides: [{file: [a], rules: {key: off}, files: [b]}]",
            "1:14-18 unknown key `file` in an entry of `overrides` (did you mean `files`?)\n");
    refuses("overrides: [{files: [a], rules: {kee: off}}]",
            "1:34-37 unknown rule or family `kee` (did you mean `key`?)\n");
    refuses("overrides: [{files: [a], files: [b], rules: {key: off}}]",
            "1:26-31 key `files` is given twice (first on line 1)\n");
}

static void test_map(void **state)
{
    (void)state;
    reads("map: [{struct: \"FormData_*\", table: \"pg_catalog.*\"},\n"
          "      {exclude: [tmp_row], file: src/catalog.h, struct: \"*_row\", table: \"*s\", prefix: s_, suffix: _c,\n"
          "       column: \"c_*\", ignore: [next], primary_key: [a, b]}, {struct: a, primary_key: id}]",
          "map struct=FormData_* table=pg_catalog.*\n"
          "map struct=*_row table=*s file=src/catalog.h exclude=tmp_row prefix=s_ suffix=_c column=c_* ignore=next "
          "primary_key=a,b\nmap struct=a primary_key=id\n");
    refuses("map: [{table: x}]", "1:7-8 the entry states no `struct`\n");
    refuses("map: [{struct: \"*_*\"}]", "1:17-20 `struct` may hold one `*`, not several\n");
    refuses("map: [{struct: a, column: x}]", "1:27-28 `column` must hold `*`, else all columns get one name\n");
    refuses("map: [{struct: a, tabel: x}]",
            "1:19-24 unknown key `tabel` in an entry of `map` (did you mean `table`?)\n");
    refuses("map: [{struct: a, primary_key: {}}]", "1:32-33 `primary_key` takes a list, found a mapping\n");
}

static void test_environment(void **state)
{
    (void)state;
    g_setenv("ORM_TEST_DIALECT", "sqlite", TRUE);
    g_setenv("ORM_TEST_EMPTY", "", TRUE);
    g_unsetenv("ORM_TEST_UNSET");
    reads("dialect: ${ORM_TEST_DIALECT}\ninclude: [\"a/${ORM_TEST_UNSET:-b}/$$x\", '${ORM_TEST_EMPTY:-c}']\n",
          "dialect=sqlite\ninclude=a/b/$x\ninclude=c\n");
    reads("types: {\"${ORM_TEST_UNSET}\": \"${ORM_TEST_DIALECT}[]\"}", "types.${ORM_TEST_UNSET}=sqlite[]\n");
    refuses("include: [a, \"b${ORM_TEST_UNSET}\"]", "1:16-33 the environment variable `ORM_TEST_UNSET` is not set (set "
                                                    "it, or write `${ORM_TEST_UNSET:-default}`)\n");
    refuses("include: [a$b]", "1:12-13 `$` begins no `${NAME}` (write `$$` for a dollar sign)\n");
    refuses("include: ['${}', \"${a\", \"${1a}\"]", "1:12-13 `$` begins no `${NAME}` (write `$$` for a dollar sign)\n"
                                                    "1:19-20 `$` begins no `${NAME}` (write `$$` for a dollar sign)\n"
                                                    "1:26-27 `$` begins no `${NAME}` (write `$$` for a dollar sign)\n");
    refuses("dialect: \"${ORM_TEST_EMPTY}\"", "1:11-28 expected the name of a dialect, found an empty text\n");
    g_setenv("ORM_TEST_DIALECT", "\xFF", TRUE);
    refuses("dialect: ${ORM_TEST_DIALECT}", "1:10-29 the environment variable `ORM_TEST_DIALECT` is not valid UTF-8\n"
                                            "1:10-29 unknown dialect `${ORM_TEST_DIALECT}` (known: portable, "
                                            "postgresql, sqlite, mysql, mariadb)\n");
    g_unsetenv("ORM_TEST_DIALECT");
}

static void test_schema(void **state)
{
    (void)state;
    g_autofree char *errors = NULL, *more_errors = NULL;
    g_autoptr(OrmConfig) one = read_text("schema: db/schema.sql", &errors);
    assert_string_equal(errors, "");
    assert_string_equal(orm_config_value(one, ORM_SETTING_SCHEMA), "/nowhere/db/schema.sql");
    g_autoptr(OrmConfig) several =
        read_text("schema: [postgresql://me:secret@host/db, sqlite:a.db, \"\", /b.sql]", &more_errors);
    assert_string_equal(more_errors, "1:56-57 expected a schema: a path or a URL, found an empty text\n");
    g_autofree char *settings = list_settings(several);
    assert_string_equal(settings,
                        "schema=postgresql://me:secret@host/db\nschema=sqlite:/nowhere/a.db\nschema=/b.sql\n");
    g_autofree char *shown = orm_config_show(several);
    assert_null(strstr(shown, "secret"));
    assert_non_null(strstr(shown, "shown@host/db"));
}

/* Where there are too many words to list them, the message says who does. */
static void test_many_rules(void **state)
{
    (void)state;
    static const char *const many[] = {"all", "aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii",
                                       "jj",  "kk", "ll", "mm", "nn", "oo", "pp", "qq", NULL};
    const OrmConfigWords more = {many, levels, dialects, orm_nearest_word, options_of, orm_glob_problem, label_of};
    g_autoptr(OrmConfig) config = orm_config_new();
    g_autoptr(GPtrArray) errors = orm_config_errors_new();
    assert_false(orm_config_read_text(config, "a.yaml", "rules: {unheard-of: off}", "/", &more, errors));
    g_autofree char *text = list_errors(errors);
    assert_string_equal(text, "1:9-19 unknown rule or family `unheard-of` (`ormlint rule all` lists them)\n");
}

static void test_wrong_kinds(void **state)
{
    (void)state;
    refuses("- a", "1:1-2 expected a mapping of settings (`key: value`), found a list\n");
    refuses("just text", "1:1-10 expected a mapping of settings (`key: value`), found text\n");
    refuses("root: 3", "1:7-8 `root` takes true or false\n");
    refuses("root: 'true'", "1:8-12 `root` takes true or false\n");
    refuses("dialect: [sqlite]", "1:10-11 expected the name of a dialect, found a list\n");
    refuses("dialect:", "1:9-10 expected the name of a dialect, found nothing\n");
    refuses("include: src", "1:10-13 `include` takes a list, found text (write `include: [\"src\"]`)\n");
    refuses("exclude: {a: b}", "1:10-11 `exclude` takes a list, found a mapping\n");
    refuses("exclude: [a, [b], ~]", "1:14-15 expected a glob, found a list\n1:19-20 expected a glob, found nothing\n");
    refuses("exclude: ['']", "1:12-13 expected a glob, found an empty text\n");
    refuses("types: [a]", "1:8-9 `types` takes a mapping, found a list\n");
    refuses("types: {a: [b]}", "1:12-13 expected an SQL type, found a list\n");
    refuses("types: {a: {nullable: true}}", "1:12-13 type `a` states no SQL type\n");
    refuses("types: {a: {type: b, nullable: 3}}", "1:32-33 `nullable` takes true or false\n");
    refuses("naming: on", "1:9-11 `naming` takes a mapping, found text\n");
    refuses("naming: {pk: [a]}", "1:14-15 expected a pattern such as `fk_%(table)s_%(column)s`, found a list\n");
    refuses("rules: error", "1:8-13 `rules` takes a mapping, found text\n");
    refuses("rules: {mapping: [on]}", "1:18-19 expected a level, found a list\n");
    refuses("rules: {mapping: {}}", "1:18-19 `mapping` states no level\n");
    refuses("{[a]: b}", "1:2-3 expected a key, found a list\n");
    refuses("prelude: [no.h]", "1:11-15 no file `no.h` in `/nowhere`\n");
}

static void test_patterns(void **state)
{
    (void)state;
    refuses("naming: {pk: \"pk_%(tabel)s\"}",
            "1:20-25 unknown placeholder `tabel` in the pattern of `pk` (did you mean `table`?)\n");
    refuses("naming: {pk: \"%(referred_table)s\"}",
            "1:17-31 unknown placeholder `referred_table` in the pattern of `pk` "
            "(known: table, column, columns)\n");
    refuses("naming: {ix: \"50%\"}",
            "1:17-18 `%` begins no placeholder (write `%(name)s`, or `%%` for a percent sign)\n");
    refuses("naming: {ix: \"%(table)d\"}",
            "1:15-16 `%` begins no placeholder (write `%(name)s`, or `%%` for a percent sign)\n");
    refuses("naming: {table: tables}",
            "1:17-23 the pattern of `table` must hold `%(struct)s`, else all get one name\n");
}

static void test_repetitions(void **state)
{
    (void)state;
    refuses("root: true\nroot: true", "2:1-5 key `root` is given twice (first on line 1)\n");
    refuses("rules:\n  key: on\n  key: off", "3:3-6 key `key` is given twice (first on line 2)\n");
    refuses("types: {a: b, a: c}", "1:15-16 key `a` is given twice (first on line 1)\n");
    refuses("rules: {key: {level: on, level: off}}", "1:26-31 key `level` is given twice (first on line 1)\n");
}

/* All faults of a file are told at once, and what is right is kept. */
static void test_all_errors_at_once(void **state)
{
    (void)state;
    g_autofree char *errors = NULL;
    g_autoptr(OrmConfig) config =
        read_text("root: maybe\ndialect: sqlite\nrule: {}\nrules: {key: eror, mapping: off}\n", &errors);
    g_autofree char *settings = list_settings(config);
    assert_string_equal(errors, "1:7-12 `root` takes true or false\n"
                                "3:1-5 unknown key `rule` (did you mean `rules`?)\n"
                                "4:14-18 unknown level `eror` (did you mean `error`?)\n");
    assert_string_equal(settings, "dialect=sqlite\nrules.mapping=off\n");
}

static void test_bad_yaml(void **state)
{
    (void)state;
    refuses("root: [a\nb: }", "2:4-5 bad YAML: mismatched flow mapping end\n");
    refuses("\xC3\xA9: \"ab\n", "1:6-7 bad YAML: double-quoted scalar without closing quote\n");
    refuses("a: \xFF", "1:4-5 bad YAML: not valid UTF-8\n");
    refuses("dialect: sqlite\n---\nroot: true\n", "2:1-4 a second document: one file holds one configuration\n");
    refuses("root: *x", "1:8-9 aliases have no use here: write the value out\n");
    refuses("root: &x true", "1:10-14 anchors have no use here\n");
    refuses("rules: {a: &x [b]}", "1:15-16 anchors have no use here\n");
    refuses("[[[[[[[[[[[[[[[[[[[[", "1:17-18 nested too deeply\n");
}

static void test_too_large(void **state)
{
    (void)state;
    g_autofree char *text = g_strnfill((2 << 20), '#');
    refuses(text, "0:0-0 larger than a configuration can be (1 MiB)\n");
}

static char *set(OrmConfig *config, const char *assignment)
{
    g_autoptr(GPtrArray) errors = orm_config_errors_new();
    gboolean fine = orm_config_set(config, assignment, &words, errors);
    assert_int_equal(fine, errors->len == 0);
    return list_errors(errors);
}

static void test_set(void **state)
{
    (void)state;
    static const char *const assignments[] = {"map=[{struct: a}]",
                                              "rules.unmapped-field={most: 4}",
                                              "rules.unmapped-field=off",
                                              "rules={mapping: error}",
                                              "dialect=mysql",
                                              "exclude=[c]",
                                              "types.Oid[]=oid[]",
                                              "types.t={type: u, nullable: yes}"};
    g_autofree char *errors = NULL;
    g_autoptr(OrmConfig) config =
        read_text("dialect: sqlite\nexclude: [a, b]\nrules: {key: on, unmapped-field: error}", &errors);
    for (guint i = 0; i < G_N_ELEMENTS(assignments); i++) {
        g_autofree char *problem = set(config, assignments[i]);
        assert_string_equal(problem, "");
    }
    g_autofree char *settings = list_settings(config);
    assert_string_equal(settings, "rules.key=on\nrules.unmapped-field.most=4\nrules.unmapped-field=off\n"
                                  "rules.mapping=error\ndialect=mysql\nexclude=c\ntypes.Oid[]=oid[]\n"
                                  "types.t=u null\nmap struct=a\n");
    assert_string_equal(orm_config_value(config, ORM_SETTING_DIALECT), "mysql");
    assert_null(orm_config_value(config, ORM_SETTING_ROOT));
    g_autoptr(GPtrArray) excluded = orm_config_values(config, ORM_SETTING_EXCLUDE);
    assert_int_equal(excluded->len, 1);
    assert_null(orm_config_values(config, ORM_SETTING_INCLUDE));
}

static void test_set_faults(void **state)
{
    (void)state;
    static const struct {
        const char *assignment, *errors;
    } cases[] = {
        {"dialect", "1:1-8 expected KEY=VALUE\n"},
        {"=3", "1:1-1 expected KEY=VALUE\n"},
        {"dialect=", "1:1-8 `dialect` has no value\n"},
        {"dialect=sqlit", "1:9-14 unknown dialect `sqlit` (did you mean `sqlite`?)\n"},
        {"rules.unmaped-field=off", "1:7-20 unknown rule or family `unmaped-field` (did you mean `unmapped-field`?)\n"},
        {"rules.=off", "1:1-6 a name is missing after `rules.`\n"},
        {"root.x=true", "1:6-7 `root` has no parts: write `root=VALUE`\n"},
        {"rulez.key=on", "1:1-6 unknown key `rulez` (did you mean `rules`?)\n"},
        {"map.a=b", "1:5-6 `map` has no parts: write `map=VALUE`\n"},
        {"extends=[a]", "1:10-11 `extends` is for files: name one with --config\n"},
        {"include=[$x]", "1:10-11 `$` begins no `${NAME}` (write `$$` for a dollar sign)\n"},
        {"include=[", "1:9-10 bad YAML: flow sequence without a closing bracket\n"},
        {"include=\xFF", "0:0-0 not valid UTF-8\n"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OrmConfig) config = orm_config_new();
        g_autofree char *errors = set(config, cases[i].assignment);
        assert_string_equal(errors, cases[i].errors);
    }
}

static void test_show(void **state)
{
    (void)state;
    g_autofree char *errors = NULL;
    g_autoptr(OrmConfig) config =
        read_text("include: ['a\"b$$']\ntypes: {t: {type: u, nullable: true}}\nrules: {unmapped-field: {utf8: true,\n"
                  "        columns: [\"$$\"]}, mapping: on}\nmap: [{struct: \"*\", primary_key: [a, b]}]\n"
                  "overrides: [{files: [f], rules: {mapping: off}}]\n",
                  &errors);
    g_free(set(config, "rules.key=off"));
    g_free(set(config, "rules.unmapped-field=error"));
    g_autofree char *shown = orm_config_show(config);
    assert_string_equal(shown, "# configuration file: test.yaml\n"
                               "root: false  # default\n"
                               "dialect: portable  # default\n"
                               "schema: []  # default\n"
                               "include:\n"
                               "  - \"a\\\"b$$\"  # test.yaml:1\n"
                               "exclude: []  # default\n"
                               "types:\n"
                               "  t: {type: u, nullable: true}  # test.yaml:2\n"
                               "prelude: []  # default\n"
                               "naming: {table: \"%(struct)s\"}  # default\n"
                               "map:\n"
                               "  - {struct: \"*\", primary_key: [a, b]}  # test.yaml:5\n"
                               "rules:\n"
                               "  unmapped-field:\n"
                               "    utf8: true  # test.yaml:3\n"
                               "    columns: [\"$$\"]  # test.yaml:4\n"
                               "    level: error  # command line (--set)\n"
                               "  mapping: on  # test.yaml:4\n"
                               "  key: off  # command line (--set)\n"
                               "overrides:\n"
                               "  - {files: [f], rules: {mapping: off}}  # test.yaml:6\n"
                               "ignore_tables: []  # default\n"
                               "baseline: .ormlint-baseline.json  # default\n");
    /* What is shown can be read back. */
    g_autofree char *more = NULL;
    g_autoptr(OrmConfig) again = read_text(shown, &more);
    assert_string_equal(more, "");
    assert_string_equal(orm_config_value(again, ORM_SETTING_INCLUDE), "a\"b$");
}

/* The carets stand below the fault whatever is before it: tabs, wide characters. */
static void test_frame(void **state)
{
    (void)state;
    g_autoptr(OrmConfig) config = orm_config_new();
    g_autoptr(GPtrArray) errors = orm_config_errors_new();
    orm_config_read_text(config, "a.yaml", "types: {\"漢\":\tX,\t\"é\": []}\n", "/", &words, errors);
    g_autofree char *text = orm_config_errors_to_string(errors, FALSE);
    assert_string_equal(text, "error: expected an SQL type, found a list\n"
                              " --> a.yaml:1:25\n"
                              "  |\n"
                              "1 | types: {\"漢\":\tX,\t\"é\": []}\n"
                              "  |              \t  \t     ^\n");
    g_autofree char *colored = orm_config_errors_to_string(errors, TRUE);
    assert_non_null(strstr(colored, "\033[1;31merror\033[0m"));
}

/* The nearest file upwards counts, for files and folders alike, also for what does not exist. */
static void test_find(void **state)
{
    (void)state;
    g_autofree char *top = g_dir_make_tmp("ormlint-config-XXXXXX", NULL);
    g_autofree char *inner = g_build_filename(top, "a", "b", NULL);
    g_autofree char *outer_file = g_build_filename(top, ORM_CONFIG_FILE, NULL);
    g_autofree char *inner_file = g_build_filename(inner, ORM_CONFIG_FILE, NULL);
    g_autofree char *missing = g_build_filename(inner, "missing.h", NULL);
    g_autofree char *middle = g_build_filename(top, "a", NULL);
    assert_int_equal(g_mkdir_with_parents(inner, 0700), 0);
    assert_true(g_file_set_contents(outer_file, "", 0, NULL));
    assert_true(g_file_set_contents(inner_file, "", 0, NULL));
    g_autofree char *for_inner = orm_config_find(inner), *for_missing = orm_config_find(missing);
    g_autofree char *for_middle = orm_config_find(middle);
    assert_string_equal(for_inner, inner_file);
    assert_string_equal(for_missing, inner_file);
    assert_string_equal(for_middle, outer_file);
    g_unlink(inner_file);
    g_unlink(outer_file);
    g_rmdir(inner);
    g_rmdir(middle);
    g_rmdir(top);
}

static void test_read_file(void **state)
{
    (void)state;
    g_autofree char *top = g_dir_make_tmp("ormlint-config-XXXXXX", NULL);
    g_autofree char *file = g_build_filename(top, "c.yaml", NULL), *header = g_build_filename(top, "p.h", NULL);
    g_autofree char *missing = g_build_filename(top, "none.yaml", NULL);
    assert_true(g_file_set_contents(header, "", 0, NULL));
    assert_true(g_file_set_contents(file, "prelude: [p.h]\n", -1, NULL));
    g_autoptr(OrmConfig) config = orm_config_new();
    g_autoptr(GPtrArray) errors = orm_config_errors_new();
    assert_true(orm_config_read(config, file, &words, errors));
    assert_string_equal(orm_config_value(config, ORM_SETTING_PRELUDE), header);
    assert_string_equal(config->folder, top);
    assert_false(orm_config_read(config, missing, &words, errors));
    assert_false(orm_config_read(config, top, &words, errors));
    assert_true(g_file_set_contents(file, "a\0b", 3, NULL));
    assert_false(orm_config_read(config, file, &words, errors));
    assert_int_equal(errors->len, 3);
    assert_string_equal(((OrmConfigError *)errors->pdata[0])->message, "cannot be read: No such file or directory");
    assert_string_equal(((OrmConfigError *)errors->pdata[1])->message, "is a folder, not a configuration file");
    assert_string_equal(((OrmConfigError *)errors->pdata[2])->message, "bad YAML: not a text file");
    g_unlink(file);
    g_unlink(header);
    g_rmdir(top);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL), *parent = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(parent, 0700), 0);
    assert_true(g_file_set_contents(path, text, -1, NULL));
}

/** Reads `name` in a folder of files; what is said of the folder in the result is written as "TOP". */
static void extends(const char *name, const char *const files[][2], guint count, const char *expected)
{
    g_autofree char *made = g_dir_make_tmp("ormlint-config-XXXXXX", NULL), *top = realpath(made, NULL);
    g_autoptr(OrmConfig) config = orm_config_new();
    g_autoptr(GPtrArray) errors = orm_config_errors_new();
    for (guint i = 0; i < count; i++)
        write_file(top, files[i][0], files[i][1]);
    g_autofree char *file = g_build_filename(top, name, NULL);
    orm_config_read(config, file, &words, errors);
    g_autofree char *problems = list_errors(errors), *settings = list_settings(config);
    g_autoptr(GString) all = g_string_new(errors->len > 0 ? problems : settings);
    g_string_replace(all, top, "TOP", 0);
    assert_string_equal(all->str, expected);
    for (guint i = 0; i < count; i++) {
        g_autofree char *path = g_build_filename(top, files[i][0], NULL), *parent = g_path_get_dirname(path);
        g_unlink(path);
        g_rmdir(parent);
    }
    g_rmdir(top);
}

static void test_extends(void **state)
{
    (void)state;
    static const char *const files[][2] = {
        {"p/.ormlint.yaml", "rules: {key: off}\ndialect: sqlite\nexclude: [gen/**]\nextends: [../base.yaml]\n"
                            "overrides: [{files: [a/**], rules: {key: on}}]\n"},
        {"base.yaml", "extends: [deep/deepest.yaml]\ndialect: mysql\nrules: {key: error, mapping: warning}\n"
                      "include: [\"p/**\"]\nexclude: [x/**]\n"
                      "overrides: [{files: [old/**], rules: {mapping: off}}]\n"},
        {"deep/h.h", ""},
        {"deep/deepest.yaml", "types: {t: u}\nprelude: [h.h]\nmap: [{struct: a, file: \"*.h\"}]\n"},
    };
    extends("p/.ormlint.yaml", files, G_N_ELEMENTS(files),
            "types.t=u\nprelude=TOP/deep/h.h\nrules.mapping=warning\ninclude=TOP/p/**\nrules.key=off\n"
            "dialect=sqlite\nexclude=gen/**\n"
            "map struct=a file=TOP/deep/*.h\noverrides files=TOP/old/** mapping:off\noverrides files=a/** key:on\n");
}

static void test_extends_faults(void **state)
{
    (void)state;
    static const char *const ring[][2] = {{"a.yaml", "root: true\nextends: [b.yaml]\n"},
                                          {"b.yaml", "extends: [./c.yaml]\n"},
                                          {"c.yaml", "extends: [a.yaml]\n"}};
    extends("a.yaml", ring, 3,
            "1:11-17 `a.yaml` extends itself (the ring is TOP/a.yaml -> TOP/b.yaml -> TOP/c.yaml)\n");
    static const char *const missing[][2] = {
        {"a.yaml", "extends: [b.yaml, c.yaml, sub]\n"}, {"c.yaml", "dialct: x\n"}, {"sub/x", ""}};
    extends("a.yaml", missing, 3,
            "1:11-17 no file `b.yaml` in `TOP`\n1:27-30 no file `sub` in `TOP`\n"
            "1:1-7 unknown key `dialct` (did you mean `dialect`?)\n");
    refuses("extends: base.yaml", "1:10-19 `extends` takes a list, found text (write `extends: [\"base.yaml\"]`)\n");
}

/* What an override says for a file is shown as if it stood for all, under what the command line says. */
static void test_apply_override(void **state)
{
    (void)state;
    g_autofree char *errors = NULL;
    g_autoptr(OrmConfig) config =
        read_text("rules: {key: on, mapping: on}\n"
                  "overrides: [{files: [a], rules: {key: warning, mapping: off, all: info}}]\n",
                  &errors);
    g_free(set(config, "rules.mapping=error"));
    orm_config_apply_override(config, config->entries->pdata[0]);
    g_autofree char *settings = list_settings(config);
    assert_string_equal(settings, "rules.mapping=error\nrules.key=warning\nrules.all=info\n");
}

/* The table is complete, and its defaults and examples are valid. */
static void test_table(void **state)
{
    (void)state;
    for (guint i = 0; i < ORM_SETTING_COUNT; i++) {
        const OrmConfigKeyInfo *info = &orm_config_keys[i];
        g_autofree char *fallback = g_strdup_printf("%s: %s\n", info->name, info->fallback), *errors = NULL;
        g_autoptr(OrmConfig) config G_GNUC_UNUSED = read_text(fallback, &errors);
        assert_string_equal(errors, "");
        assert_non_null(info->meaning);
        assert_non_null(info->example);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_key),
        cmocka_unit_test(test_nothing_to_read),
        cmocka_unit_test(test_booleans_as_levels),
        cmocka_unit_test(test_unknown_words),
        cmocka_unit_test(test_rule_options),
        cmocka_unit_test(test_overrides),
        cmocka_unit_test(test_map),
        cmocka_unit_test(test_environment),
        cmocka_unit_test(test_extends),
        cmocka_unit_test(test_extends_faults),
        cmocka_unit_test(test_apply_override),
        cmocka_unit_test(test_many_rules),
        cmocka_unit_test(test_wrong_kinds),
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_repetitions),
        cmocka_unit_test(test_all_errors_at_once),
        cmocka_unit_test(test_bad_yaml),
        cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_set),
        cmocka_unit_test(test_set_faults),
        cmocka_unit_test(test_show),
        cmocka_unit_test(test_frame),
        cmocka_unit_test(test_schema),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_read_file),
        cmocka_unit_test(test_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
