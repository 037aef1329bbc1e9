/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/watch.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "analyzer/verbs/message.h"
#include "analyzer/verbs/verb.h"

/* Editors write a file in several steps, and git many files: wait until it has been quiet for so long. */
#define QUIET_MILLISECONDS 100

typedef struct {
    GMainLoop *loop;
    GPtrArray *monitors; /* of GFileMonitor * */
    GHashTable *names;   /* set of char *: base names of files with other endings that are read */
    guint timer;
} Watch;

static void tell(const OrmArguments *arguments, const char *text)
{
    OrmNotice notice = {.level = ORM_NOTICE_ERROR, .message = text};
    orm_message_notice(&notice, orm_use_color(arguments, 2));
}

/* What follows `--` is the compiler's, and an argument `--watch` there no option of ours. */
static GPtrArray *command_without_watch(const OrmArguments *arguments)
{
    GPtrArray *command = g_ptr_array_new();
    gboolean ours = TRUE;
    g_ptr_array_add(command, (gpointer) "/proc/self/exe");
    for (guint i = 1; arguments->argv[i] != NULL; i++) {
        char *argument = arguments->argv[i];
        ours = ours && strcmp(argument, "--") != 0;
        if (!ours || strcmp(argument, "--watch") != 0)
            g_ptr_array_add(command, argument);
    }
    g_ptr_array_add(command, NULL);
    return command;
}

static gboolean run_once(const OrmArguments *arguments)
{
    g_autoptr(GPtrArray) command = command_without_watch(arguments);
    g_autoptr(GError) error = NULL;
    if (isatty(STDOUT_FILENO))
        fputs("\033[H\033[2J", stdout); /* a clean screen for each report */
    fflush(stdout);
    g_autoptr(GSubprocess) run =
        g_subprocess_newv((const char *const *)command->pdata, G_SUBPROCESS_FLAGS_STDIN_INHERIT, &error);
    if (run != NULL && g_subprocess_wait(run, NULL, &error))
        return TRUE;
    g_autofree char *message = g_strdup_printf("cannot run the check: %s", error->message);
    tell(arguments, message);
    return FALSE;
}

static gboolean quiet(gpointer data)
{
    Watch *watch = data;
    watch->timer = 0;
    g_main_loop_quit(watch->loop);
    return G_SOURCE_REMOVE;
}

/* A report that a run writes beside the sources must not start the next one. */
static gboolean matters(const Watch *watch, GFile *file)
{
    g_autofree char *name = file != NULL ? g_file_get_basename(file) : NULL;
    return name != NULL && (g_str_has_suffix(name, ".c") || g_str_has_suffix(name, ".h") ||
                            strcmp(name, "compile_commands.json") == 0 || strcmp(name, ".ormlint.yaml") == 0 ||
                            g_hash_table_contains(watch->names, name));
}

static void changed(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
    Watch *watch = data;
    (void)monitor;
    if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED || (!matters(watch, file) && !matters(watch, other)))
        return;
    if (watch->timer != 0)
        g_source_remove(watch->timer);
    watch->timer = g_timeout_add(QUIET_MILLISECONDS, quiet, watch);
}

static void add_file(Watch *watch, GHashTable *folders, const char *file)
{
    g_hash_table_add(folders, g_path_get_dirname(file));
    g_hash_table_add(watch->names, g_path_get_basename(file));
}

/* The folders of everything a run reads. */
static GHashTable *folders_to_watch(Watch *watch, const OrmArguments *arguments, const OrmSetup *setup)
{
    GHashTable *folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(OrmPlan) plan = orm_plan_new(&setup->plan);
    for (guint i = 0; i < plan->files->len; i++)
        add_file(watch, folders, ((const OrmPlanFile *)g_ptr_array_index(plan->files, i))->file);
    for (guint i = 0; setup->plan.prelude != NULL && i < setup->plan.prelude->len; i++)
        add_file(watch, folders, g_ptr_array_index(setup->plan.prelude, i));
    if (setup->config->file != NULL)
        add_file(watch, folders, setup->config->file);
    for (guint i = 0; i < arguments->operands->len; i++) {
        const char *path = g_ptr_array_index(arguments->operands, i);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            g_hash_table_add(folders, g_strdup(path));
    }
    return folders;
}

static void watch_folders(Watch *watch, GHashTable *folders)
{
    GHashTableIter iterator;
    gpointer folder;
    g_hash_table_iter_init(&iterator, folders);
    while (g_hash_table_iter_next(&iterator, &folder, NULL)) {
        g_autoptr(GFile) file = g_file_new_for_path(folder);
        GFileMonitor *monitor = g_file_monitor_directory(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
        if (monitor == NULL)
            continue;
        g_signal_connect(monitor, "changed", G_CALLBACK(changed), watch);
        g_ptr_array_add(watch->monitors, monitor);
    }
}

/* The folders are watched before the run begins: what changes while it works starts the next one. */
static int watch_round(const OrmArguments *arguments, Watch *watch)
{
    g_autoptr(OrmSetup) setup = orm_setup_new(arguments);
    if (setup == NULL)
        return ORM_EXIT_USAGE;
    g_autoptr(GHashTable) folders = folders_to_watch(watch, arguments, setup);
    watch_folders(watch, folders);
    if (watch->monitors->len == 0) {
        tell(arguments, "--watch: there is no folder that can be watched");
        return ORM_EXIT_INCOMPLETE;
    }
    if (!run_once(arguments))
        return ORM_EXIT_INCOMPLETE;
    fprintf(stderr, "watching %u folder%s; Ctrl-C ends\n", watch->monitors->len, watch->monitors->len == 1 ? "" : "s");
    g_main_loop_run(watch->loop);
    g_ptr_array_set_size(watch->monitors, 0);
    return ORM_EXIT_CLEAN;
}

int orm_watch(const OrmArguments *arguments)
{
    g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);
    g_autoptr(GPtrArray) monitors = g_ptr_array_new_with_free_func(g_object_unref);
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Watch watch = {.loop = loop, .monitors = monitors, .names = names};
    int status;
    do {
        status = watch_round(arguments, &watch);
    } while (status == ORM_EXIT_CLEAN);
    return status;
}
