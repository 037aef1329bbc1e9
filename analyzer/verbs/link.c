/* SPDX-License-Identifier: MIT */
/* `ormlint link`: from files of facts to findings, or to one file of facts. */
#include <string.h>

#include "analyzer/facts/facts_file.h"
#include "analyzer/verbs/check.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/operands.h"
#include "analyzer/verbs/outputs.h"
#include "analyzer/verbs/verb.h"

static int by_name(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The files of facts in a folder and the folders in it. */
static gboolean add_folder(GPtrArray *files, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) directory = g_dir_open(folder, 0, &error);
    if (directory == NULL) {
        orm_message_error("%s: %s", folder, error->message);
        return FALSE;
    }
    for (const char *name; (name = g_dir_read_name(directory)) != NULL;)
        g_ptr_array_add(names, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        gboolean inner = g_file_test(name, G_FILE_TEST_IS_DIR) && !g_file_test(name, G_FILE_TEST_IS_SYMLINK);
        if (inner && !add_folder(files, name))
            return FALSE;
        if (!inner && g_str_has_suffix(name, ".facts"))
            g_ptr_array_add(files, g_strdup(name));
    }
    return TRUE;
}

/* All facts, merged; one that cannot be read is an error in them. NULL after an error, which has been told. */
static OrmFacts *read_facts(const OrmArguments *arguments)
{
    g_autoptr(GPtrArray) operands = orm_operands_expand(arguments->operands);
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; operands != NULL && i < operands->len; i++) {
        const char *operand = operands->pdata[i];
        if (!g_file_test(operand, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(files, g_strdup(operand));
        else if (!add_folder(files, operand))
            return NULL;
    }
    if (operands == NULL)
        return NULL;
    OrmFacts *all = orm_facts_new();
    for (guint i = 0; i < files->len; i++) {
        g_autoptr(GError) error = NULL;
        OrmFacts *facts = orm_facts_file_read(files->pdata[i], &error);
        if (facts != NULL)
            orm_facts_merge(all, facts);
        else
            orm_facts_notice(all, ORM_NOTICE_ERROR, ORM_PLACE_UNKNOWN, "%s", error->message);
    }
    return all;
}

static gboolean has_errors(const OrmFacts *facts)
{
    for (guint i = 0; i < facts->notices->len; i++) {
        const OrmNotice *notice = facts->notices->pdata[i];
        if (notice->level == ORM_NOTICE_ERROR && !orm_place_known(&notice->place))
            return TRUE;
    }
    return FALSE;
}

/* A merged file of facts must not hide that a part of it is missing. */
static int merge(const OrmArguments *arguments, OrmFacts *facts)
{
    g_autoptr(GError) error = NULL;
    const char *output = orm_arguments_value(arguments, ORM_OPTION_OUTPUT);
    if (has_errors(facts)) {
        for (guint i = 0; i < facts->notices->len; i++)
            if (!orm_place_known(&((const OrmNotice *)facts->notices->pdata[i])->place))
                orm_message_error("%s", ((const OrmNotice *)facts->notices->pdata[i])->message);
        return ORM_EXIT_INCOMPLETE;
    }
    orm_facts_normalize(facts);
    if (orm_facts_file_write(facts, output, &error))
        return ORM_EXIT_CLEAN;
    orm_message_error("%s", error->message);
    return ORM_EXIT_INCOMPLETE;
}

static gboolean usage_fits(const OrmArguments *arguments)
{
    gboolean partial = orm_arguments_has(arguments, ORM_OPTION_PARTIAL);
    gboolean output = orm_arguments_has(arguments, ORM_OPTION_OUTPUT);
    if (arguments->operands->len == 0)
        orm_message_error("link needs facts: files, folders, or @FILE with a name in each line");
    else if (partial && !output)
        orm_message_error("--partial needs -o FILE");
    else if (output && !partial)
        orm_message_error("-o goes with --partial; a report is written with --format NAME=FILE");
    else
        return TRUE;
    return FALSE;
}

int orm_verb_link(const OrmArguments *arguments)
{
    if (!usage_fits(arguments) || !orm_outputs_check(arguments))
        return ORM_EXIT_USAGE;
    gboolean partial = orm_arguments_has(arguments, ORM_OPTION_PARTIAL);
    g_autoptr(OrmSetup) setup = partial ? NULL : orm_setup_new(arguments);
    if (setup == NULL && !partial)
        return ORM_EXIT_USAGE;
    g_autoptr(OrmFacts) facts = read_facts(arguments);
    if (facts == NULL)
        return ORM_EXIT_INCOMPLETE;
    return partial ? merge(arguments, facts) : orm_check_report(arguments, setup, g_steal_pointer(&facts));
}
