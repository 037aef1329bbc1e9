/* SPDX-License-Identifier: MIT */
/* Which files the PATHs stand for. */
#include "tests/support/plan_scratch.h"

static void init_repository(const char *folder)
{
    run("git", "-C", folder, "init", "-q", NULL);
}

static void test_walk_by_hand(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "b.c", "");
    put(scratch, "a.h", "");
    put(scratch, "deep/er/c.h", "");
    put(scratch, ".hidden/no.h", "");
    put(scratch, "no.cpp", "");
    put(scratch, "no.inc", "");
    put(scratch, "Makefile", "");
    assert_shown(show_files(scratch), "a.h\nb.c\ndeep/er/c.h\n");
    assert_shown(show_notices(scratch), "");
}

static void test_git_ignore_rules(void **state)
{
    Scratch *scratch = *state;
    init_repository(".");
    put(scratch, ".gitignore", "gen/\n*.tmp.h\n");
    put(scratch, "src/tracked.c", "");
    put(scratch, "src/deleted.c", "");
    put(scratch, "src/forced.tmp.h", "");
    run("git", "add", "src/tracked.c", "src/deleted.c", NULL);
    run("git", "add", "--force", "src/forced.tmp.h", NULL);
    g_unlink("src/deleted.c");
    put(scratch, "src/new.h", "");
    put(scratch, "src/no.tmp.h", "");
    put(scratch, "gen/no.h", "");
    assert_shown(show_files(scratch), "src/forced.tmp.h\nsrc/new.h\nsrc/tracked.c\n");
    add(scratch->paths, "src");
    assert_shown(show_files(scratch), "src/forced.tmp.h\nsrc/new.h\nsrc/tracked.c\n");
}

static void test_an_ignored_folder_that_is_named(void **state)
{
    Scratch *scratch = *state;
    init_repository(".");
    put(scratch, ".gitignore", "gen/\n");
    put(scratch, "gen/deep/a.h", "");
    add(scratch->paths, "gen");
    assert_shown(show_files(scratch), "gen/deep/a.h\n");
}

static void test_repository_in_a_hook(void **state)
{
    Scratch *scratch = *state;
    init_repository(".");
    put(scratch, "a.h", "");
    g_setenv("GIT_DIR", "/nowhere", TRUE);
    g_setenv("GIT_INDEX_FILE", "/nowhere/index", TRUE);
    assert_shown(show_files(scratch), "a.h\n");
    assert_shown(show_notices(scratch), "");
    g_unsetenv("GIT_DIR");
    g_unsetenv("GIT_INDEX_FILE");
}

static void test_nested_repositories(void **state)
{
    Scratch *scratch = *state;
    init_repository(".");
    put(scratch, "a.h", "");
    put(scratch, "nested/b.h", "");
    put(scratch, "nested/.gitignore", "no.h\n");
    put(scratch, "nested/no.h", "");
    init_repository("nested");
    put(scratch, "origin/c.h", "");
    init_repository("origin");
    run("git", "-C", "origin", "add", ".", NULL);
    run("git", "-C", "origin", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "c", NULL);
    run("git", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "./origin", "module", NULL);
    put(scratch, "module/new.h", "");
    assert_shown(show_files(scratch), "a.h\nmodule/c.h\nmodule/new.h\nnested/b.h\norigin/c.h\n");
}

static void test_broken_repository(void **state)
{
    Scratch *scratch = *state;
    put(scratch, ".git", "nonsense\n");
    put(scratch, "a.h", "");
    assert_shown(show_files(scratch), "a.h\n");
    g_autofree char *notices = show_notices(scratch);
    assert_true(
        g_str_has_prefix(notices, "warning .:0: git does not list `.`, so that ignore rules are not respected: "));
    assert_ptr_equal(strchr(notices, '\n'), notices + strlen(notices) - 1);
}

static void test_without_git(void **state)
{
    Scratch *scratch = *state;
    init_repository(".");
    put(scratch, ".gitignore", "b.h\n");
    put(scratch, "a.h", "");
    put(scratch, "b.h", "");
    g_autofree char *search = g_strdup(g_getenv("PATH"));
    g_setenv("PATH", "/nowhere", TRUE);
    g_autofree char *files = show_files(scratch), *notices = show_notices(scratch);
    g_setenv("PATH", search, TRUE);
    assert_string_equal(files, "a.h\nb.h\n");
    assert_true(g_str_has_prefix(notices, "warning .:0: git does not list `.`"));
}

static void test_symbolic_links(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "project/src/a.h", "");
    put(scratch, "elsewhere/b.h", "");
    put(scratch, "secret.h", "");
    assert_int_equal(symlink(".", "project/loop"), 0);
    assert_int_equal(symlink("../..", "project/src/up"), 0);
    assert_int_equal(symlink("src", "project/same"), 0);
    assert_int_equal(symlink("../elsewhere", "project/one"), 0);
    assert_int_equal(symlink("../elsewhere", "project/two"), 0);
    assert_int_equal(symlink("src/a.h", "project/alias.h"), 0);
    assert_int_equal(symlink("gone.h", "project/dangling.h"), 0);
    assert_int_equal(symlink("self.h", "project/self.h"), 0);
    add(scratch->paths, "project");
    assert_shown(show_files(scratch), "elsewhere/b.h\nproject/src/a.h\n");
    init_repository("project");
    assert_shown(show_files(scratch), "elsewhere/b.h\nproject/src/a.h\n");
    assert_shown(show_notices(scratch), "");
}

static void test_one_file_by_several_paths(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "src/a.h", "");
    put(scratch, "b.h", "");
    assert_int_equal(symlink("src", "link"), 0);
    add(scratch->paths, "src/../src/a.h");
    add(scratch->paths, "link");
    add(scratch->paths, "./src//a.h");
    add(scratch->paths, "link/a.h");
    add(scratch->paths, "b.h");
    assert_shown(show_files(scratch), "b.h\nsrc/a.h\n");
}

static void test_files_outside_are_absolute(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "here/a.h", "");
    put(scratch, "there/b.h", "");
    assert_int_equal(g_chdir("here"), 0);
    add(scratch->paths, ".");
    add(scratch->paths, "../there");
    assert_shown(show_files(scratch), "@/there/b.h\na.h\n");
}

static void test_strange_names(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "a b.h", "");
    put(scratch, "new\nline.h", "");
    put(scratch, "latin\xe9.h", "");
    put(scratch, "-p.h", "");
    assert_shown(show_files(scratch), "-p.h\na b.h\nlatin\xe9.h\nnew\nline.h\n");
    init_repository(".");
    assert_shown(show_files(scratch), "-p.h\na b.h\nlatin\xe9.h\nnew\nline.h\n");
}

static void test_missing_and_odd_paths(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "a.h", "");
    add(scratch->paths, "gone");
    add(scratch->paths, "gone\xe9/x.h");
    add(scratch->paths, "/dev/null");
    add(scratch->paths, "a.h");
    assert_shown(show_files(scratch), "a.h\n");
    assert_shown(show_notices(scratch),
                 "error /dev/null:0: cannot read `/dev/null`: it is neither a file nor a folder\n"
                 "error gone:0: cannot read `gone`: No such file or directory\n"
                 "error gone\xe9/x.h:0: cannot read `gone\xef\xbf\xbd/x.h`: No such file or directory\n");
}

static void test_include_and_exclude(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "src/a.h", "");
    put(scratch, "src/deep/er/b.h", "");
    put(scratch, "src/deep/er/b.c", "");
    put(scratch, "third_party/x/c.h", "");
    put(scratch, "src/third_party/d.h", "");
    put(scratch, "top.h", "");
    add(scratch->exclude, "third_party/**");
    assert_shown(show_files(scratch), "src/a.h\nsrc/deep/er/b.c\nsrc/deep/er/b.h\nsrc/third_party/d.h\ntop.h\n");
    add(scratch->include, "src/**/*.h");
    assert_shown(show_files(scratch), "src/a.h\nsrc/deep/er/b.h\nsrc/third_party/d.h\n");
    add(scratch->exclude, "**/third_party/");
    assert_shown(show_files(scratch), "src/a.h\nsrc/deep/er/b.h\n");
    add(scratch->exclude, "./src/*.h");
    assert_shown(show_files(scratch), "src/deep/er/b.h\n");
    add(scratch->exclude, "src/deep");
    assert_shown(show_files(scratch), "");
}

static void test_a_named_file_wins(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "gen/a.inc", "");
    put(scratch, "gen/a.h", "");
    put(scratch, "gen/b.h", "");
    add(scratch->exclude, "gen/**");
    add(scratch->paths, "gen/a.inc");
    add(scratch->paths, "gen/b.h");
    add(scratch->paths, "gen");
    assert_shown(show_files(scratch), "gen/a.inc\ngen/b.h\n");
}

static void test_a_pattern_that_is_no_glob(void **state)
{
    Scratch *scratch = *state;
    put(scratch, "a.h", "");
    add(scratch->exclude, "a[b");
    assert_shown(show_files(scratch), "a.h\n");
    g_autofree char *notices = show_notices(scratch);
    assert_true(g_str_has_prefix(notices, "error :0: the pattern `a[b` is no glob: "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_walk_by_hand),
        TEST(test_git_ignore_rules),
        TEST(test_an_ignored_folder_that_is_named),
        TEST(test_repository_in_a_hook),
        TEST(test_nested_repositories),
        TEST(test_broken_repository),
        TEST(test_without_git),
        TEST(test_symbolic_links),
        TEST(test_one_file_by_several_paths),
        TEST(test_files_outside_are_absolute),
        TEST(test_strange_names),
        TEST(test_missing_and_odd_paths),
        TEST(test_include_and_exclude),
        TEST(test_a_named_file_wins),
        TEST(test_a_pattern_that_is_no_glob),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
