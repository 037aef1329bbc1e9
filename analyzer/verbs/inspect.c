/* SPDX-License-Identifier: MIT */
/* `ormlint inspect`: an actual schema as C structs, JSON or SQL. */
#include <string.h>

#include "analyzer/inspect/inspect.h"
#include "analyzer/schema/readers.h"
#include "analyzer/sql/ddl.h"
#include "analyzer/verbs/actual.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/outcome.h"
#include "analyzer/verbs/verb.h"

static char *render(const OrmActual *actual, const char *format)
{
    if (strcmp(format, "json") == 0)
        return orm_snapshot_write(actual->catalog);
    if (strcmp(format, "sql") == 0)
        return orm_ddl(actual->graph, actual->graph->dialect);
    return orm_inspect_c(actual->graph, actual->catalog);
}

int orm_verb_inspect(const OrmArguments *arguments)
{
    const char *format = orm_arguments_value(arguments, ORM_OPTION_SCHEMA_FORMAT);
    g_autoptr(OrmSetup) setup = orm_setup_new(arguments);
    if (setup == NULL)
        return ORM_EXIT_USAGE;
    if (setup->schemas->len == 0) {
        orm_message_error("inspect needs a schema: a .sql file, a folder of migrations, sqlite:FILE, postgresql://..., "
                          "mysql://..., or a snapshot");
        return ORM_EXIT_USAGE;
    }
    g_autoptr(OrmActual) actual = orm_actual_read(setup);
    orm_print_faults(arguments, actual->catalog);
    orm_print_notices(arguments, actual->catalog->notices);
    if (actual->graph == NULL)
        return ORM_EXIT_INCOMPLETE;
    g_autofree char *text = render(actual, format != NULL ? format : "c");
    gboolean complete = actual->catalog->faults->len == 0 || orm_arguments_has(arguments, ORM_OPTION_KEEP_GOING);
    return orm_print(text) && complete ? ORM_EXIT_CLEAN : ORM_EXIT_INCOMPLETE;
}
