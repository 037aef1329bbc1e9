/* SPDX-License-Identifier: MIT */
/* The same check over the project as it was before the change. */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "analyzer/verbs/since_internal.h"

char *orm_since_key(const OrmFinding *finding)
{
    g_autofree char *fingerprint = orm_finding_fingerprint(finding);
    return g_strconcat(fingerprint, " ", finding->message, NULL);
}

static GPtrArray *map_all(const OrmOldTree *tree, const GPtrArray *texts)
{
    if (texts == NULL)
        return NULL;
    GPtrArray *mapped = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < texts->len; i++)
        g_ptr_array_add(mapped, orm_old_tree_map(tree, g_ptr_array_index(texts, i)));
    return mapped;
}

static gboolean is_below(const char *path, const char *folder)
{
    gsize length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* Compile commands outside of the project, in a build folder beside it, speak of files in it: a copy speaks of the
 * copies. */
static char *map_commands(const OrmOldTree *tree, const char *path, guint number)
{
    g_autofree char *absolute = g_canonicalize_filename(path, NULL), *text = NULL;
    if (is_below(absolute, tree->top))
        return orm_old_tree_map(tree, absolute);
    g_autofree char *file = g_file_test(absolute, G_FILE_TEST_IS_DIR)
                                ? g_build_filename(absolute, "compile_commands.json", NULL)
                                : g_strdup(absolute);
    if (!g_file_get_contents(file, &text, NULL, NULL))
        return g_steal_pointer(&absolute);
    g_autofree char *mapped = orm_old_tree_map(tree, text);
    g_autofree char *folder = g_strdup_printf("%s/.ormlint-commands-%u", tree->copy, number);
    char *copy = g_build_filename(folder, "compile_commands.json", NULL);
    if (g_mkdir(folder, 0700) != 0 || !g_file_set_contents(copy, mapped, -1, NULL))
        g_warn_if_reached();
    return copy;
}

static GPtrArray *map_all_commands(const OrmOldTree *tree, const GPtrArray *paths)
{
    GPtrArray *mapped = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; paths != NULL && i < paths->len; i++)
        g_ptr_array_add(mapped, map_commands(tree, g_ptr_array_index(paths, i), i));
    return mapped;
}

/* A file that the change added cannot be asked for by name. */
static GPtrArray *map_paths(const OrmOldTree *tree, const GPtrArray *paths)
{
    g_autoptr(GPtrArray) mapped = map_all(tree, paths);
    GPtrArray *there = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; mapped != NULL && i < mapped->len; i++)
        if (g_file_test(g_ptr_array_index(mapped, i), G_FILE_TEST_EXISTS))
            g_ptr_array_add(there, g_strdup(g_ptr_array_index(mapped, i)));
    return there;
}

static void collect(GHashTable *keys, GPtrArray *findings)
{
    for (guint i = 0; i < findings->len; i++) {
        const OrmFinding *finding = g_ptr_array_index(findings, i);
        if (finding->suppressed == NULL)
            g_hash_table_add(keys, orm_since_key(finding));
    }
}

/* Runs in the copy's working directory, so that relative paths mean what they mean in the project. */
static void check_copy(const OrmOldTree *tree, const OrmSetup *setup, GHashTable *keys)
{
    OrmSetup before = *setup;
    g_autoptr(GPtrArray) paths = map_paths(tree, setup->plan.paths);
    g_autoptr(GPtrArray) flags = map_all(tree, setup->plan.flags);
    g_autoptr(GPtrArray) prelude = map_all(tree, setup->plan.prelude);
    g_autoptr(GPtrArray) commands = map_all_commands(tree, setup->plan.compile_commands);
    g_autoptr(GPtrArray) schemas = map_all(tree, setup->schemas);
    g_autofree char *root = orm_old_tree_map(tree, setup->plan.root);
    before.plan.paths = paths;
    before.plan.flags = flags;
    before.plan.prelude = before.extract.prelude = prelude;
    before.plan.compile_commands = commands;
    before.plan.root = root;
    before.schemas = schemas;
    if (setup->plan.paths->len > 0 && paths->len == 0)
        return; /* nothing of it was there */
    g_autoptr(OrmAnalysis) analysis = orm_analysis_new(&before);
    collect(keys, analysis->findings);
}

GHashTable *orm_since_findings_before(const OrmSince *since, const OrmSetup *setup, OrmAnalysis *analysis,
                                      GError **error)
{
    g_autoptr(OrmOldTree) tree = orm_old_tree_new(since->top, since->files, error);
    if (tree == NULL)
        return NULL;
    if (tree->mismatches > 0)
        orm_analysis_notice(analysis, ORM_NOTICE_WARNING, ORM_PLACE_UNKNOWN,
                            "%u file%s not what the patch leads to: what was there before is taken from what is there "
                            "now, and findings that come from the change may be missing",
                            tree->mismatches, tree->mismatches == 1 ? " is" : "s are");
    g_autofree char *here = g_get_current_dir(), *there = orm_old_tree_map(tree, here);
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (g_mkdir_with_parents(there, 0700) == 0 && chdir(there) == 0) {
        check_copy(tree, setup, keys);
        if (chdir(here) == 0)
            return keys;
    }
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: %s", there, g_strerror(errno));
    g_hash_table_unref(keys);
    return NULL;
}
