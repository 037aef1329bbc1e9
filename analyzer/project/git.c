/* SPDX-License-Identifier: MIT */
#include "analyzer/project/git.h"

#include <gio/gio.h>
#include <string.h>

gboolean orm_git_has_repository(const char *folder)
{
    g_autofree char *at = g_strdup(folder);
    for (;;) {
        g_autofree char *marker = g_build_filename(at, ".git", NULL);
        if (g_file_test(marker, G_FILE_TEST_EXISTS))
            return TRUE;
        char *parent = g_path_get_dirname(at);
        gboolean top = g_str_equal(parent, at);
        g_free(at);
        at = parent;
        if (top)
            return FALSE;
    }
}

/* A hook runs with these set; they would make git speak of another repository than the one `folder` lies in. */
static char **environment(void)
{
    static const char *const local[] = {"GIT_DIR",
                                        "GIT_WORK_TREE",
                                        "GIT_INDEX_FILE",
                                        "GIT_PREFIX",
                                        "GIT_COMMON_DIR",
                                        "GIT_OBJECT_DIRECTORY",
                                        "GIT_CEILING_DIRECTORIES",
                                        "GIT_LITERAL_PATHSPECS",
                                        "GIT_GLOB_PATHSPECS",
                                        "GIT_NAMESPACE"};
    char **list = g_get_environ();
    for (gsize i = 0; i < G_N_ELEMENTS(local); i++)
        list = g_environ_unsetenv(list, local[i]);
    list = g_environ_setenv(list, "LC_ALL", "C", TRUE);
    return g_environ_setenv(list, "GIT_OPTIONAL_LOCKS", "0", TRUE);
}

/* Runs git in `folder`; `output` (with `length`) and `complaint` may be NULL. Returns the exit status, -1 with `error`
 * set when it could not be run. */
static int run(const char *folder, const char *const *arguments, char **output, gsize *length, char **complaint,
               GError **error)
{
    g_autoptr(GSubprocessLauncher) launcher =
        g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
    g_auto(GStrv) variables = environment();
    g_subprocess_launcher_set_cwd(launcher, folder);
    g_subprocess_launcher_set_environ(launcher, variables);
    g_autoptr(GSubprocess) process = g_subprocess_launcher_spawnv(launcher, arguments, error);
    g_autoptr(GBytes) out = NULL, err = NULL;
    if (!process || !g_subprocess_communicate(process, NULL, NULL, &out, &err, error))
        return -1;
    gsize size = 0;
    if (output) {
        gsize ignored_length = 0;
        *output = g_bytes_unref_to_data(g_steal_pointer(&out), length ? length : &ignored_length);
        if (!*output)
            *output = g_strdup(""); /* no byte is no failure */
    }
    const char *text = g_bytes_get_data(err, &size);
    if (complaint) { /* one line tells what is wrong; git adds advice */
        *complaint = g_strndup(text ? text : "", size);
        (*complaint)[strcspn(*complaint, "\n")] = '\0';
    }
    return g_subprocess_get_if_exited(process) ? g_subprocess_get_exit_status(process) : -1;
}

static gboolean ignored(const char *folder)
{
    static const char *const arguments[] = {"git", "check-ignore", "--quiet", ".", NULL};
    return run(folder, arguments, NULL, NULL, NULL, NULL) == 0;
}

static GPtrArray *split(const char *output, gsize length)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const char *end = output + length;
    for (const char *at = output; at < end;) {
        const char *stop = memchr(at, '\0', (gsize)(end - at));
        if (!stop)
            stop = end;
        if (stop > at)
            g_ptr_array_add(names, g_strndup(at, (gsize)(stop - at)));
        at = stop + 1;
    }
    return names;
}

/* The output of a command that must succeed. NULL with `error` set. */
static char *output_of(const char *folder, const char *const *arguments, gsize *length, GError **error)
{
    g_autofree char *output = NULL, *complaint = NULL;
    GError *trouble = NULL;
    int status = run(folder, arguments, &output, length, &complaint, &trouble);
    if (trouble) {
        g_propagate_error(error, trouble);
        return NULL;
    }
    if (status != 0) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                    complaint && *complaint ? complaint : "git failed without a word");
        return NULL;
    }
    return g_steal_pointer(&output);
}

GPtrArray *orm_git_list(const char *folder, GError **error)
{
    static const char *const arguments[] = {"git",      "ls-files",           "-z", "--cached",
                                            "--others", "--exclude-standard", NULL};
    gsize length = 0;
    g_autofree char *output = output_of(folder, arguments, &length, error);
    if (!output || (!length && ignored(folder)))
        return NULL;
    return split(output, length);
}

/* Bytes with a NUL behind them, without the line end. */
static char *as_text(const char *output, gsize length)
{
    return g_strchomp(g_strndup(output ? output : "", output ? length : 0));
}

char *orm_git_top(const char *folder, GError **error)
{
    static const char *const arguments[] = {"git", "rev-parse", "--show-toplevel", NULL};
    gsize length = 0;
    g_autofree char *output = output_of(folder, arguments, &length, error);
    return output ? as_text(output, length) : NULL;
}

char *orm_git_diff(const char *top, const char *revision, GError **error)
{
    g_autofree char *commit = g_strconcat(revision, "^{commit}", NULL);
    const char *const verify[] = {"git", "rev-parse", "--verify", "--quiet", "--end-of-options", commit, NULL};
    gsize length = 0;
    g_autofree char *name = output_of(top, verify, &length, NULL);
    g_autofree char *hash = name ? as_text(name, length) : NULL;
    if (!hash || !*hash) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "git knows no revision `%s`", revision);
        return NULL;
    }
    const char *const arguments[] = {"git",
                                     "-c",
                                     "core.quotepath=true",
                                     "diff",
                                     "--no-color",
                                     "--no-ext-diff",
                                     "--no-textconv",
                                     "--no-renames",
                                     "--ignore-submodules",
                                     "--unified=0",
                                     "--inter-hunk-context=0",
                                     "--src-prefix=a/",
                                     "--dst-prefix=b/",
                                     hash,
                                     "--",
                                     NULL};
    g_autofree char *output = output_of(top, arguments, &length, error);
    return output || !*error ? g_strndup(output ? output : "", output ? length : 0) : NULL;
}

GPtrArray *orm_git_untracked(const char *top, GError **error)
{
    static const char *const arguments[] = {"git", "ls-files", "-z", "--others", "--exclude-standard", NULL};
    gsize length = 0;
    g_autofree char *output = output_of(top, arguments, &length, error);
    return output ? split(output, length) : NULL;
}

gboolean orm_git_is_uncommitted(const char *file, GError **error)
{
    const char *const arguments[] = {"git", "--literal-pathspecs", "status", "--porcelain", "--", file, NULL};
    g_autofree char *folder = g_path_get_dirname(file);
    gsize length = 0;
    if (!orm_git_has_repository(folder))
        return FALSE;
    g_autofree char *output = output_of(folder, arguments, &length, error);
    return output && length > 0;
}

gboolean orm_git_init(const char *folder, GError **error)
{
    static const char *const arguments[] = {"git", "init", "--quiet", "--template=", NULL};
    g_autofree char *output = output_of(folder, arguments, NULL, error);
    return output != NULL;
}
