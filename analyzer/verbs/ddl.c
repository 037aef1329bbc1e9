/* SPDX-License-Identifier: MIT */
/* `ormlint ddl`: the models as CREATE statements. */
#include "analyzer/sql/ddl.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/outcome.h"
#include "analyzer/verbs/verb.h"

int orm_verb_ddl(const OrmArguments *arguments)
{
    g_autoptr(OrmSetup) setup = orm_setup_new(arguments);
    if (setup == NULL)
        return ORM_EXIT_USAGE;
    g_autoptr(OrmAnalysis) analysis = orm_analysis_new(setup);
    g_autofree char *sql = orm_ddl(analysis->graph, analysis->graph->dialect);
    orm_print_notices(arguments, analysis->notices);
    gboolean nothing = orm_found_nothing(arguments, analysis);
    gboolean incomplete = orm_analysis_incomplete(analysis) && !orm_arguments_has(arguments, ORM_OPTION_KEEP_GOING);
    return orm_print(sql) && !nothing && !incomplete ? ORM_EXIT_CLEAN : ORM_EXIT_INCOMPLETE;
}
