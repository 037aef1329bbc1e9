/* SPDX-License-Identifier: MIT */
/* Where the worker program is, and what it says of itself. */
#include "analyzer/workers/workers.h"

#include <string.h>
#include <sys/wait.h>

#define WORKER "ormlint-worker"

char *orm_worker_program(const OrmWorkerOptions *workers, GError **error)
{
    if (workers->program != NULL)
        return g_canonicalize_filename(workers->program, NULL);
    /* Beside this program in a build tree, else where it is installed, wherever the tree was moved. */
    static const char *const places[] = {WORKER, ORMLINT_WORKER_FROM_BIN, ("../" WORKER)};
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = self == NULL ? g_strdup(ORMLINT_BIN_FOLDER) : g_path_get_dirname(self);
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *relative = g_build_filename(folder, places[i], NULL);
        if (g_file_test(relative, G_FILE_TEST_IS_EXECUTABLE))
            return g_canonicalize_filename(relative, "/");
    }
    g_autofree char *expected = g_build_filename(folder, ORMLINT_WORKER_FROM_BIN, NULL);
    g_autofree char *shown = g_canonicalize_filename(expected, "/");
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                "the program that reads C (%s) is missing: install ormlint as a whole", shown);
    return NULL;
}

void orm_worker_about_free(OrmWorkerAbout *about)
{
    if (about == NULL)
        return;
    g_free(about->program);
    g_free(about->version);
    g_free(about->headers);
    g_free(about->library);
    g_free(about);
}

/* The rest of the line that begins with `key`, or NULL. */
static char *value_of(char **lines, const char *key)
{
    for (; *lines != NULL; lines++)
        if (g_str_has_prefix(*lines, key) && (*lines)[strlen(key)] != '\0')
            return g_strdup(*lines + strlen(key));
    return NULL;
}

OrmWorkerAbout *orm_worker_about(const OrmWorkerOptions *workers, GError **error)
{
    g_autofree char *program = orm_worker_program(workers, error);
    g_autofree char *output = NULL;
    int status = 0;
    if (program == NULL)
        return NULL;
    char *arguments[] = {program, (char *)"--about", NULL};
    if (!g_spawn_sync(NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, error))
        return NULL;
    g_auto(GStrv) lines = g_strsplit(output, "\n", -1);
    g_autoptr(OrmWorkerAbout) about = g_new0(OrmWorkerAbout, 1);
    about->version = value_of(lines, "libclang ");
    about->headers = value_of(lines, "headers ");
    about->library = value_of(lines, "library ");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || about->version == NULL) {
        g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED, "%s cannot be run; is libclang installed?", program);
        return NULL;
    }
    about->program = g_steal_pointer(&program);
    return g_steal_pointer(&about);
}
