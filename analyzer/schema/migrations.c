/* SPDX-License-Identifier: MIT */
/* Folders of migrations: which files lead up, and in which order. */
#include <glib/gstdio.h>
#include <string.h>

#include "analyzer/schema/sources.h"

/* A file and what its name says of its place in the order. */
typedef enum { PLAIN, VERSIONED, REPEATABLE } Turn;

typedef struct {
    char *path;
    Turn turn;
    gboolean is_baseline; /* Flyway's B3__name.sql stands for all up to V3 */
    char *version;        /* Flyway's V1_2__name.sql: "1.2"; NULL */
} Migration;

static void free_migration(gpointer data)
{
    Migration *migration = data;
    g_free(migration->path);
    g_free(migration->version);
    g_free(migration);
}

/* Digits count as numbers, so that 2 comes before 10. */
static int compare_natural(const char *left, const char *right)
{
    while (*left != '\0' && *right != '\0') {
        if (g_ascii_isdigit(*left) && g_ascii_isdigit(*right)) {
            left += strspn(left, "0");
            right += strspn(right, "0");
            gsize one = strspn(left, "0123456789"), other = strspn(right, "0123456789");
            if (one != other)
                return one < other ? -1 : 1;
            int order = strncmp(left, right, one);
            if (order != 0)
                return order;
            left += one;
            right += other;
        } else if (*left != *right) {
            return (guchar)*left - (guchar)*right;
        } else {
            left++;
            right++;
        }
    }
    return (guchar)*left - (guchar)*right;
}

static int compare_migrations(gconstpointer left, gconstpointer right)
{
    const Migration *one = *(Migration *const *)left, *other = *(Migration *const *)right;
    int order = (int)one->turn - (int)other->turn;
    if (order == 0 && one->turn == VERSIONED)
        order = compare_natural(one->version, other->version);
    if (order == 0)
        order = compare_natural(one->path, other->path);
    return order != 0 ? order : strcmp(one->path, other->path);
}

/* Flyway's names: a letter, a version with dots or underscores, two underscores. R has no version. Everything else goes
 * by its name. */
static Migration *new_migration(const char *path, const char *name)
{
    Migration *migration = g_new0(Migration, 1);
    migration->path = g_strdup(path);
    if (g_str_has_prefix(name, "R__"))
        migration->turn = REPEATABLE;
    const char *end = strstr(name, "__");
    if (strchr("VvB", name[0]) == NULL || end == NULL || !g_ascii_isdigit(name[1]) ||
        name + 1 + strspn(name + 1, "0123456789._") < end)
        return migration;
    migration->turn = VERSIONED;
    migration->is_baseline = name[0] == 'B';
    migration->version = g_strdelimit(g_strndup(name + 1, (gsize)(end - name - 1)), "_", '.');
    return migration;
}

static gboolean leads_down(const char *name)
{
    static const char *const endings[] = {".down.sql", "_down.sql",     "-down.sql",
                                          ".undo.sql", ".rollback.sql", "_rollback.sql"};
    if (g_str_equal(name, "down.sql") || (name[0] == 'U' && g_ascii_isdigit(name[1]) && strstr(name, "__") != NULL))
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(name, endings[i]))
            return TRUE;
    }
    return strstr(name, ".undo.") != NULL; /* 001.undo.name.sql */
}

/* Folders of their own for the way back (Sqitch: revert), and for tests of it. */
static gboolean is_folder_of_others(const char *name)
{
    static const char *const names[] = {"down", "undo", "rollback", "rollbacks", "revert", "verify"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strcasecmp(name, names[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

/* A migration by its name, which does something that no SQL tells: 003_fill.go, V4__fill.java. */
static gboolean is_program(const char *name)
{
    const char *version = name + (name[0] == 'V' || name[0] == 'v');
    return g_ascii_isdigit(*version) && strchr(name, '.') != NULL;
}

typedef struct {
    GPtrArray *migrations; /* of Migration * */
    GPtrArray *left_out;
    GHashTable *visited; /* "device:inode" of folders: links may make rings */
} Search;

static gboolean is_new(Search *search, const char *folder)
{
    GStatBuf status;
    if (g_stat(folder, &status) != 0)
        return TRUE; /* opening it says why */
    return g_hash_table_add(search->visited, g_strdup_printf("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                                                             (guint64)status.st_dev, (guint64)status.st_ino));
}

static gboolean collect(Search *search, const char *folder, GError **error);

static gboolean collect_one(Search *search, const char *folder, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        return is_folder_of_others(name) || collect(search, path, error);
    g_autofree char *lower = g_ascii_strdown(name, -1);
    if (leads_down(name))
        return TRUE;
    if (g_str_has_suffix(lower, ".sql"))
        g_ptr_array_add(search->migrations, new_migration(path, name));
    else if (is_program(name))
        g_ptr_array_add(search->left_out, g_steal_pointer(&path));
    return TRUE;
}

static gboolean collect(Search *search, const char *folder, GError **error)
{
    if (!is_new(search, folder))
        return TRUE;
    g_autoptr(GError) cause = NULL;
    g_autoptr(GDir) directory = g_dir_open(folder, 0, &cause);
    if (directory == NULL) {
        g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s", cause->message);
        return FALSE;
    }
    for (const char *name; (name = g_dir_read_name(directory)) != NULL;) {
        if (name[0] != '.' && !collect_one(search, folder, name, error))
            return FALSE;
    }
    return TRUE;
}

/* Where the last baseline stands, if there is one: what it stands for, itself but for the last, is left out. */
static guint find_baseline(const GPtrArray *migrations)
{
    for (guint i = migrations->len; i > 0; i--) {
        const Migration *migration = g_ptr_array_index(migrations, i - 1);
        if (migration->is_baseline)
            return i - 1;
    }
    return G_MAXUINT;
}

static gboolean is_replaced(const GPtrArray *migrations, guint baseline, guint i)
{
    if (baseline == G_MAXUINT || i == baseline)
        return FALSE;
    const Migration *migration = g_ptr_array_index(migrations, i), *base = g_ptr_array_index(migrations, baseline);
    return migration->turn == VERSIONED && compare_natural(migration->version, base->version) <= 0;
}

static int compare_paths(gconstpointer left, gconstpointer right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

GPtrArray *orm_migrations_find(const char *folder, GPtrArray *left_out, GError **error)
{
    g_autoptr(GPtrArray) migrations = g_ptr_array_new_with_free_func(free_migration);
    g_autoptr(GHashTable) visited = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Search search = {migrations, left_out, visited};
    if (!collect(&search, folder, error))
        return NULL;
    g_ptr_array_sort(left_out, compare_paths);
    if (migrations->len == 0) {
        g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: there is no .sql file that leads up in this folder", folder);
        return NULL;
    }
    g_ptr_array_sort(migrations, compare_migrations);
    guint baseline = find_baseline(migrations);
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < migrations->len; i++) {
        Migration *migration = g_ptr_array_index(migrations, i);
        if (!is_replaced(migrations, baseline, i))
            g_ptr_array_add(files, g_steal_pointer(&migration->path));
    }
    return files;
}
