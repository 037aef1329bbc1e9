/* SPDX-License-Identifier: MIT */
#include "analyzer/project/files.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "analyzer/project/git.h"
#include "analyzer/facts/glob.h"
#include "analyzer/project/notice.h"

typedef struct {
    OrmPaths *paths;
    GPtrArray *notices;
    char *root; /* real path the globs count from */
    OrmGlobs *include, *exclude;
    GHashTable *found;   /* set of char *: real paths of files */
    GHashTable *visited; /* set of char *: real paths of folders walked */
} Walk;

static void walk_folder(Walk *walk, const char *folder, gboolean with_git);

gboolean orm_is_c_source(const char *path)
{
    return g_str_has_suffix(path, ".c");
}

static gboolean has_c_name(const char *path)
{
    return orm_is_c_source(path) || g_str_has_suffix(path, ".h");
}

static void complain(Walk *walk, const char *path, int error)
{
    g_autofree char *shown = orm_paths_report(walk->paths, path);
    orm_project_notice(walk->notices, ORM_NOTICE_ERROR, shown, 0, "cannot read `%s`: %s", shown, g_strerror(error));
}

static gboolean wanted(const Walk *walk, const char *real)
{
    if (!orm_globs_empty(walk->include) && !orm_globs_match_below(walk->include, walk->root, real))
        return FALSE;
    return !orm_globs_match_below(walk->exclude, walk->root, real);
}

static gboolean is_repository(const char *folder)
{
    g_autofree char *marker = g_build_filename(folder, ".git", NULL);
    return g_file_test(marker, G_FILE_TEST_EXISTS);
}

/*
 * A folder met on the way is a nested repository, which has ignore rules of its own, or a plain one in a walk by hand,
 * or lies behind a symbolic link. A link upwards would widen the walk to what nobody asked for.
 */
static void take_folder(Walk *walk, const char *folder, const char *real, gboolean listed_by_git)
{
    gboolean linked = !orm_path_below(real, folder);
    if (orm_path_below(folder, real))
        return;
    if (linked)
        walk_folder(walk, real, orm_git_has_repository(real));
    else if (is_repository(real) || !listed_by_git)
        walk_folder(walk, real, is_repository(real));
}

/* Takes what lies in a walked folder: C files that the globs let through, and folders. */
static void take_entry(Walk *walk, const char *folder, const char *name, gboolean listed_by_git)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    struct stat status;
    gboolean there = lstat(path, &status) == 0, linked = there && S_ISLNK(status.st_mode);
    if (!there || (linked && stat(path, &status) != 0)) {
        if (errno != ENOENT && errno != ENOTDIR && errno != ELOOP)
            complain(walk, path, errno);
        return; /* deleted but still in the index, or a link to nowhere */
    }
    if (!S_ISDIR(status.st_mode) && !(S_ISREG(status.st_mode) && has_c_name(path)))
        return;
    g_autofree char *real =
        linked ? orm_paths_real(walk->paths, folder, name) : orm_paths_real_entry(walk->paths, path);
    if (real && S_ISDIR(status.st_mode))
        take_folder(walk, folder, real, listed_by_git);
    else if (real && has_c_name(real) && wanted(walk, real))
        g_hash_table_add(walk->found, g_steal_pointer(&real));
}

static void walk_by_hand(Walk *walk, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) directory = g_dir_open(folder, 0, &error);
    if (!directory) {
        g_autofree char *shown = orm_paths_report(walk->paths, folder);
        orm_project_notice(walk->notices, ORM_NOTICE_ERROR, shown, 0, "cannot read `%s`: %s", shown, error->message);
        return;
    }
    for (const char *name; (name = g_dir_read_name(directory));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (*name == '.' && g_file_test(path, G_FILE_TEST_IS_DIR))
            continue;
        take_entry(walk, folder, name, FALSE);
    }
}

static void walk_repository(Walk *walk, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = orm_git_list(folder, &error);
    if (error) {
        g_autofree char *shown = orm_paths_report(walk->paths, folder);
        orm_project_notice(walk->notices, ORM_NOTICE_WARNING, shown, 0,
                           "git does not list `%s`, so that ignore rules are not respected: %s", shown, error->message);
    }
    if (!names) {
        walk_by_hand(walk, folder);
        return;
    }
    for (guint i = 0; i < names->len; i++) {
        char *name = g_ptr_array_index(names, i);
        if (g_str_has_suffix(name, "/"))
            name[strlen(name) - 1] = '\0';
        take_entry(walk, folder, name, TRUE);
    }
}

static void walk_folder(Walk *walk, const char *folder, gboolean with_git)
{
    if (!g_hash_table_add(walk->visited, g_strdup(folder)))
        return;
    if (with_git)
        walk_repository(walk, folder);
    else
        walk_by_hand(walk, folder);
}

static void take_path(Walk *walk, const char *path, GHashTable *folders)
{
    struct stat status;
    g_autofree char *real = orm_paths_real(walk->paths, NULL, path);
    if (!real || stat(real, &status) != 0) {
        orm_project_notice(walk->notices, ORM_NOTICE_ERROR, path, 0, "cannot read `%s`: %s", path, g_strerror(errno));
        return;
    }
    if (!S_ISDIR(status.st_mode) && !S_ISREG(status.st_mode)) {
        orm_project_notice(walk->notices, ORM_NOTICE_ERROR, path, 0,
                           "cannot read `%s`: it is neither a file nor a folder", path);
        return;
    }
    if (S_ISREG(status.st_mode)) {
        g_hash_table_add(folders, g_path_get_dirname(real));
        g_hash_table_add(walk->found, g_steal_pointer(&real));
        return;
    }
    g_hash_table_add(folders, g_strdup(real));
    walk_folder(walk, real, orm_git_has_repository(real));
}

static int compare_strings(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Moves the strings of a set into a sorted array. */
static GPtrArray *sorted(GHashTable *set)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iterator;
    gpointer key;
    g_hash_table_iter_init(&iterator, set);
    while (g_hash_table_iter_next(&iterator, &key, NULL)) {
        g_ptr_array_add(list, key);
        g_hash_table_iter_steal(&iterator);
    }
    g_ptr_array_sort(list, compare_strings);
    return list;
}

static OrmGlobs *compile_globs(const GPtrArray *patterns, GPtrArray *notices)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    OrmGlobs *globs = orm_globs_new(patterns, problems);
    for (guint i = 0; i < problems->len; i++)
        orm_project_notice(notices, ORM_NOTICE_ERROR, NULL, 0, "%s", (const char *)g_ptr_array_index(problems, i));
    return globs;
}

OrmProjectFiles *orm_project_files_find(const OrmPlanOptions *options, OrmPaths *paths, GPtrArray *notices)
{
    g_autoptr(OrmGlobs) include = compile_globs(options->include, notices);
    g_autoptr(OrmGlobs) exclude = compile_globs(options->exclude, notices);
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) visited = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *root = orm_paths_real(paths, NULL, options->root ? options->root : ".");
    Walk walk = {.paths = paths,
                 .notices = notices,
                 .root = root ? root : paths->working_directory,
                 .include = include,
                 .exclude = exclude,
                 .found = found,
                 .visited = visited};
    if (!options->paths || !options->paths->len)
        take_path(&walk, ".", folders);
    for (guint i = 0; options->paths && i < options->paths->len; i++)
        take_path(&walk, g_ptr_array_index(options->paths, i), folders);
    OrmProjectFiles *files = g_new0(OrmProjectFiles, 1);
    files->files = sorted(found);
    files->folders = sorted(folders);
    return files;
}

void orm_project_files_free(OrmProjectFiles *files)
{
    if (!files)
        return;
    g_ptr_array_unref(files->files);
    g_ptr_array_unref(files->folders);
    g_free(files);
}
