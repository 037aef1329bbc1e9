/* SPDX-License-Identifier: MIT */
#include "tests/support/command.h"

#include <sys/wait.h>

OrmCommandRun *orm_command_run(const char *folder, const char *const *arguments)
{
    OrmCommandRun *run = g_new0(OrmCommandRun, 1);
    g_autoptr(GError) error = NULL;
    int status = 0;
    run->command = g_strjoinv(" ", (char **)arguments);
    run->exit = -1;
    if (!g_spawn_sync(folder, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &run->out, &run->err, &status,
                      &error)) {
        run->out = g_strdup("");
        run->err = g_strdup(error->message);
    } else if (WIFEXITED(status)) {
        run->exit = WEXITSTATUS(status);
    }
    return run;
}

void orm_command_run_free(OrmCommandRun *run)
{
    g_free(run->command);
    g_free(run->out);
    g_free(run->err);
    g_free(run);
}
