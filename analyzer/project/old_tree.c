/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* nftw */
#include "analyzer/project/old_tree.h"

#include <errno.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyzer/project/git.h"

#define COMMANDS "compile_commands.json"

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

void orm_old_tree_free(OrmOldTree *tree)
{
    if (tree == NULL)
        return;
    if (tree->copy != NULL)
        nftw(tree->copy, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    g_free(tree->top);
    g_free(tree->copy);
    g_free(tree);
}

char *orm_old_tree_map(const OrmOldTree *tree, const char *text)
{
    GString *mapped = g_string_new(NULL);
    gsize length = strlen(tree->top);
    const char *found;
    for (; (found = strstr(text, tree->top)) != NULL; text = found + length) {
        char next = found[length];
        gboolean whole = next == '\0' || next == '/' || next == '"' || g_ascii_isspace(next);
        g_string_append_len(mapped, text, found - text);
        g_string_append(mapped, whole ? tree->copy : tree->top);
    }
    g_string_append(mapped, text);
    return g_string_free(mapped, FALSE);
}

/* What libclang or the search for models may read; not what a build makes of it. */
static gboolean is_wanted(const char *name)
{
    static const char *const endings[] = {".c", ".h", ".inc", ".def", ".tbl", ".in", ".x", ".i", ".hh", ".hpp"};
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(name, endings[i]))
            return TRUE;
    return strcmp(name, COMMANDS) == 0 || strcmp(name, ".gitignore") == 0;
}

static gboolean write_text(const char *path, const char *text, gsize length, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    if (g_mkdir_with_parents(folder, 0700) == 0 &&
        g_file_set_contents_full(path, text, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, error))
        return TRUE;
    if (error != NULL && *error == NULL)
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: %s", folder, g_strerror(errno));
    return FALSE;
}

/* What cannot be read now could not be read by the check either: it has told so. */
static gboolean copy_file(const OrmOldTree *tree, const char *from, const char *to, GError **error)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(from, &text, &length, NULL))
        return TRUE;
    if (!g_str_has_suffix(from, COMMANDS))
        return write_text(to, text, length, error);
    g_autofree char *mapped = orm_old_tree_map(tree, text);
    return write_text(to, mapped, strlen(mapped), error);
}

static gboolean copy_folder(const OrmOldTree *tree, const char *from, const char *to, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(from, 0, NULL);
    gboolean good = TRUE;
    for (const char *name; good && folder != NULL && (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *source = g_build_filename(from, name, NULL), *target = g_build_filename(to, name, NULL);
        gboolean is_folder = g_file_test(source, G_FILE_TEST_IS_DIR);
        gboolean is_link = g_file_test(source, G_FILE_TEST_IS_SYMLINK);
        if (is_folder && !is_link && strcmp(name, ".git") != 0)
            good = copy_folder(tree, source, target, error);
        else if (!is_folder && is_wanted(name) && g_file_test(source, G_FILE_TEST_IS_REGULAR))
            good = copy_file(tree, source, target, error);
    }
    return good;
}

/* Puts the file's old text into the copy, and takes away what was not there. */
static gboolean take_back(OrmOldTree *tree, const OrmPatchFile *file, GError **error)
{
    g_autofree char *now = file->new_path == NULL ? NULL : g_build_filename(tree->top, file->new_path, NULL);
    g_autofree char *new_copy = file->new_path == NULL ? NULL : g_build_filename(tree->copy, file->new_path, NULL);
    g_autofree char *text = NULL;
    guint line = 0;
    if (now != NULL && !g_file_get_contents(now, &text, NULL, NULL)) {
        tree->mismatches++;
        return TRUE;
    }
    g_autofree char *old = orm_patch_reverse(file, text == NULL ? "" : text, &line);
    if (old == NULL) {
        tree->mismatches++;
        return TRUE;
    }
    if (new_copy != NULL && g_strcmp0(file->old_path, file->new_path) != 0)
        g_unlink(new_copy);
    g_autofree char *base = file->old_path == NULL ? NULL : g_path_get_basename(file->old_path);
    if (base == NULL || !is_wanted(base))
        return TRUE;
    g_autofree char *target = g_build_filename(tree->copy, file->old_path, NULL);
    g_autofree char *canonical = g_canonicalize_filename(target, NULL);
    gsize length = strlen(tree->copy);
    if (strncmp(canonical, tree->copy, length) != 0 || canonical[length] != '/')
        return TRUE; /* `../` in a patch from who knows where */
    return write_text(canonical, old, strlen(old), error);
}

static gboolean fill(OrmOldTree *tree, GPtrArray *files, GError **error)
{
    if (!copy_folder(tree, tree->top, tree->copy, error))
        return FALSE;
    for (guint i = 0; i < files->len; i++)
        if (!take_back(tree, g_ptr_array_index(files, i), error))
            return FALSE;
    return !orm_git_has_repository(tree->top) || orm_git_init(tree->copy, error);
}

OrmOldTree *orm_old_tree_new(const char *top, GPtrArray *files, GError **error)
{
    g_autofree char *made = g_dir_make_tmp("ormlint-before-XXXXXX", error);
    if (made == NULL)
        return NULL;
    char *real = realpath(made, NULL);
    OrmOldTree *tree = g_new0(OrmOldTree, 1);
    tree->top = g_strdup(top);
    tree->copy = g_strdup(real != NULL ? real : made);
    free(real);
    if (fill(tree, files, error))
        return tree;
    orm_old_tree_free(tree);
    return NULL;
}
