/* SPDX-License-Identifier: MIT */
/* `ormlint diff`: the SQL that brings the actual schema to the models, or back. */
#include "analyzer/sql/migration.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/outcome.h"
#include "analyzer/verbs/verb.h"

int orm_verb_diff(const OrmArguments *arguments)
{
    g_autoptr(OrmSetup) setup = orm_setup_new(arguments);
    if (setup == NULL)
        return ORM_EXIT_USAGE;
    if (setup->schemas->len == 0) {
        orm_message_error("diff needs the schema to compare with: --schema, or `schema` in the configuration");
        return ORM_EXIT_USAGE;
    }
    g_autoptr(OrmAnalysis) analysis = orm_analysis_new(setup);
    orm_print_notices(arguments, analysis->notices);
    orm_print_faults(arguments, analysis->actual->catalog);
    if (orm_found_nothing(arguments, analysis) || analysis->verdict->models == 0 || analysis->comparison == NULL)
        return ORM_EXIT_INCOMPLETE;
    if (orm_analysis_incomplete(analysis) && !orm_arguments_has(arguments, ORM_OPTION_KEEP_GOING)) {
        orm_message_error(
            "no migration is made of a part of the models or the schema (--keep-going makes it all the same)");
        return ORM_EXIT_INCOMPLETE;
    }
    OrmMigrationOptions options = {.down = orm_arguments_has(arguments, ORM_OPTION_DOWN),
                                   .allow_destructive = orm_arguments_has(arguments, ORM_OPTION_ALLOW_DESTRUCTIVE)};
    g_autofree char *sql = orm_migration(analysis->comparison, &options);
    if (sql != NULL && !orm_print(sql))
        return ORM_EXIT_INCOMPLETE;
    return sql != NULL && orm_arguments_has(arguments, ORM_OPTION_EXIT_CODE) ? ORM_EXIT_FINDINGS : ORM_EXIT_CLEAN;
}
