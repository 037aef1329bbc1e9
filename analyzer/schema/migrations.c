/* SPDX-License-Identifier: MIT */
/* Folders of migrations: which files lead up, and in which order. */
#include <string.h>

#include "analyzer/schema/sources.h"

enum { DEEPEST = 12 };

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

static gboolean collect(const char *folder, guint depth, GPtrArray *migrations, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GDir) directory = g_dir_open(folder, 0, &cause);
    if (directory == NULL) {
        g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s", cause->message);
        return FALSE;
    }
    for (const char *name; (name = g_dir_read_name(directory)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (name[0] == '.')
            continue;
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            if (depth < DEEPEST && !is_folder_of_others(name) && !collect(path, depth + 1, migrations, error))
                return FALSE;
        } else if (g_str_has_suffix(name, ".sql") && !leads_down(name)) {
            g_ptr_array_add(migrations, new_migration(path, name));
        }
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

GPtrArray *orm_migrations_find(const char *folder, GError **error)
{
    g_autoptr(GPtrArray) migrations = g_ptr_array_new_with_free_func(free_migration);
    if (!collect(folder, 0, migrations, error))
        return NULL;
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
