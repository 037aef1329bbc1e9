/* SPDX-License-Identifier: MIT */
/* The command line: what is read from it, and what is said about what cannot be. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>
#include <string.h>

#include "analyzer/verbs/arguments.h"
#include "analyzer/verbs/document.h"

/** Reads a command line given as words separated by blanks. The words must outlive the result. */
static OrmArguments *read_words(char **words, GError **error)
{
    return orm_arguments_read((int)g_strv_length(words), words, error);
}

static void refuses(const char *line, const char *message)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmArguments) arguments = read_words(words, &error);
    assert_null(arguments);
    assert_non_null(error);
    assert_string_equal(error->message, message);
}

/** Whether the line is read as this verb with these operands (joined by blanks). */
static void reads(const char *line, const char *verb, const char *operands)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmArguments) arguments = read_words(words, &error);
    assert_null(error);
    assert_string_equal(arguments->verb->name, verb);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < arguments->operands->len; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? " " : "", (char *)arguments->operands->pdata[i]);
    assert_string_equal(all->str, operands);
}

static void test_verbs(void **state)
{
    (void)state;
    reads("ormlint", "check", "");
    reads("ormlint src", "check", "src");
    reads("ormlint check src", "check", "src");
    reads("ormlint check check", "check", "check");
    reads("ormlint ./check", "check", "./check");
    reads("ormlint src check", "check", "src check");
    reads("ormlint rule all", "rule", "all");
    reads("ormlint -q check src", "check", "src");
    /* the value of an option is no verb */
    reads("ormlint -p rule src", "check", "src");
    reads("ormlint --config rule src", "check", "src");
    reads("ormlint -qp rule src", "check", "src");
    reads("ormlint -prule doctor", "doctor", "");
    reads("ormlint --config=rule doctor", "doctor", "");
    reads("ormlint - -q", "check", "-");
    reads("ormlint -- rule", "check", "");
    reads("ormlint rule -- --odd", "rule", "--odd");
}

static void test_values(void **state)
{
    (void)state;
    static const char *const line = "ormlint -qfjson=a --format concise -f text=b src --dialect=mysql -p x "
                                    "--select all,unknown-rule --severity meta=off --max-warnings 0 -- -DA -p";
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    g_autoptr(OrmArguments) arguments = read_words(words, NULL);
    assert_non_null(arguments);
    assert_true(orm_arguments_has(arguments, ORM_OPTION_QUIET));
    assert_false(orm_arguments_has(arguments, ORM_OPTION_VERBOSE));
    assert_int_equal(orm_arguments_count(arguments, ORM_OPTION_FORMAT), 3);
    assert_string_equal(orm_arguments_nth(arguments, ORM_OPTION_FORMAT, 0), "json=a");
    assert_string_equal(orm_arguments_nth(arguments, ORM_OPTION_FORMAT, 1), "concise");
    assert_string_equal(orm_arguments_value(arguments, ORM_OPTION_FORMAT), "text=b");
    assert_string_equal(orm_arguments_value(arguments, ORM_OPTION_DIALECT), "mysql");
    assert_null(orm_arguments_value(arguments, ORM_OPTION_CONFIG));
    assert_int_equal(arguments->flags->len, 2);
    assert_string_equal(arguments->flags->pdata[1], "-p");
}

static void test_unknown_options(void **state)
{
    (void)state;
    refuses("ormlint --selct x", "unknown option `--selct`; did you mean `--select`?");
    refuses("ormlint --selct=x", "unknown option `--selct`; did you mean `--select`?");
    refuses("ormlint -Z", "unknown option `-Z`");
    refuses("ormlint -qZ", "unknown option `-Z`");
    refuses("ormlint -quiet", "unknown option `-quiet`; did you mean `--quiet`?");
    refuses("ormlint rule -p x", "`ormlint rule` takes no option `-p`");
    refuses("ormlint rule --select all", "`ormlint rule` takes no option `--select`");
    refuses("ormlint --shema x", "unknown option `--shema`; did you mean `--schema`?");
    refuses("ormlint ---", "unknown option `---`");
}

static void test_wrong_values(void **state)
{
    (void)state;
    refuses("ormlint --format jsn", "unknown format `jsn`; did you mean `json`?");
    refuses("ormlint --format json=", "format `json` names no file after `=`");
    refuses("ormlint rule --format jso", "unknown format `jso`; did you mean `json`?");
    refuses("ormlint --dialect postgres", "unknown dialect `postgres`; did you mean `postgresql`?");
    refuses("ormlint --dialect oracle",
            "unknown dialect `oracle`; known: portable, postgresql, sqlite, mysql, mariadb");
    refuses("ormlint --fail-on eror", "unknown level `eror`; did you mean `error`?");
    refuses("ormlint --color sometimes", "unknown colour setting `sometimes`; known: auto, always, never");
    refuses("ormlint --max-warnings -1", "`--max-warnings` takes a number, not `-1`");
    refuses("ormlint --max-warnings 1x", "`--max-warnings` takes a number, not `1x`");
    refuses("ormlint --select unknwon-rule", "unknown rule or family `unknwon-rule`; did you mean `unknown-rule`?");
    refuses("ormlint --select nothing-like-any-of-them",
            "unknown rule or family `nothing-like-any-of-them`; `ormlint rule all` lists them");
    refuses("ormlint --ignore unknown-rule,,all", "`--ignore` names no rule in `unknown-rule,,all`");
    refuses("ormlint --severity unknown-rule", "`--severity` takes RULE=LEVEL, not `unknown-rule`");
    refuses("ormlint --severity unknown-rule=of", "unknown level `of`; did you mean `on`?");
    refuses("ormlint --dump fact", "unknown stage `fact`; did you mean `facts`?");
}

static void test_misuse(void **state)
{
    (void)state;
    refuses("ormlint --config", "option `--config` needs a value: --config FILE");
    refuses("ormlint -p -- -DX", "option `--compile-commands` needs a value: --compile-commands PATH");
    refuses("ormlint --quiet=yes", "option `--quiet` takes no value");
    refuses("ormlint --dialect mysql --dialect sqlite", "option `--dialect` is given twice");
    refuses("ormlint --config=", "`--config` names no file");
    refuses("ormlint ", "an empty argument names no file");
}

/** The table is sound: names are unique within a verb, words exist where they are promised, every text is there. */
static void test_table(void **state)
{
    (void)state;
    for (guint i = 0; i < ORM_OPTION_COUNT; i++) {
        const OrmOption *option = &orm_options[i];
        assert_non_null(option->name);
        assert_non_null(option->help);
        assert_true(option->verbs != 0);
        assert_true(g_ascii_islower(*option->help));
        assert_false(g_str_has_suffix(option->help, "."));
        assert_true(option->argument != NULL || option->words == ORM_WORDS_NONE);
        for (guint j = 0; j < i; j++) {
            const OrmOption *other = &orm_options[j];
            gboolean apart = (option->verbs & other->verbs) == 0;
            assert_true(apart || strcmp(option->name, other->name) != 0);
            assert_true(apart || option->letter == 0 || option->letter != other->letter);
            /* else finding the verb would depend on the verb */
            assert_true(strcmp(option->name, other->name) != 0 ||
                        (option->argument == NULL) == (other->argument == NULL));
        }
    }
}

/** Every option is in the help of its verb, in the manual page and in each completion. */
static void test_documents(void **state)
{
    (void)state;
    g_autofree char *man = orm_document_man(), *bash = orm_document_bash(), *zsh = orm_document_zsh();
    g_autofree char *fish = orm_document_fish(), *markdown = orm_document_options_markdown();
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++) {
        g_autofree char *help = orm_help(verb);
        for (guint i = 0; i < ORM_OPTION_COUNT; i++) {
            const OrmOption *option = &orm_options[i];
            g_autofree char *name = g_strdup_printf("--%s", option->name);
            g_auto(GStrv) parts = g_strsplit(name, "-", -1);
            g_autofree char *roff = g_strjoinv("\\-", parts), *fish_name = g_strdup_printf("-l %s", option->name);
            if ((option->verbs & verb->bit) != 0)
                assert_non_null(strstr(help, name));
            assert_non_null(strstr(man, roff));
            assert_non_null(strstr(bash, name));
            assert_non_null(strstr(zsh, option->letter != 0 ? option->name : name));
            assert_non_null(strstr(fish, fish_name));
            assert_non_null(strstr(markdown, name));
        }
        assert_non_null(strstr(man, verb->name));
        assert_non_null(strstr(markdown, verb->details));
    }
    g_autofree char *general = orm_help(NULL);
    for (const OrmVerb *verb = orm_verbs; verb->name != NULL; verb++)
        assert_non_null(strstr(general, verb->summary));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verbs),        cmocka_unit_test(test_values), cmocka_unit_test(test_unknown_options),
        cmocka_unit_test(test_wrong_values), cmocka_unit_test(test_misuse), cmocka_unit_test(test_table),
        cmocka_unit_test(test_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
