/* SPDX-License-Identifier: MIT */
/* `ormlint extract`: from one source, or a part of a project, to a file of facts. */
#include <string.h>

#include "analyzer/facts/facts_file.h"
#include "analyzer/project/files.h"
#include "analyzer/project/shard.h"
#include "analyzer/verbs/depfile.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/operands.h"
#include "analyzer/verbs/outcome.h"
#include "analyzer/verbs/setup.h"
#include "analyzer/verbs/verb.h"

/* What workers answered, put together. */
typedef struct {
    OrmFacts *facts;  /* owned */
    GHashTable *read; /* set of interned absolute paths: what was read */
    guint answers;
} Extracted;

static void extracted_init(Extracted *extracted)
{
    *extracted = (Extracted){.facts = orm_facts_new(), .read = g_hash_table_new(NULL, NULL)};
}

static void extracted_clear(Extracted *extracted)
{
    g_clear_pointer(&extracted->facts, orm_facts_free);
    g_clear_pointer(&extracted->read, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Extracted, extracted_clear)

static void take_answer(guint unit, OrmAnswer *answer, gpointer data)
{
    Extracted *extracted = data;
    G_GNUC_UNUSED g_autoptr(OrmAnswer) owned = answer;
    g_autoptr(GError) error = NULL;
    OrmFacts *facts = orm_facts_decode(answer->facts->data, answer->facts->len, "worker", &error);
    (void)unit;
    if (facts == NULL) {
        orm_facts_notice(extracted->facts, ORM_NOTICE_ERROR, ORM_PLACE_UNKNOWN, "%s", error->message);
        return;
    }
    orm_facts_merge(extracted->facts, facts);
    for (guint i = 0; i < answer->dependencies->len; i++)
        g_hash_table_add(extracted->read, (gpointer)g_array_index(answer->dependencies, OrmDependency, i).file);
    extracted->answers++;
}

static int by_name(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static gboolean write_depfile(const OrmArguments *arguments, GHashTable *read)
{
    const char *file = orm_arguments_value(arguments, ORM_OPTION_DEPFILE);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    GHashTableIter iterator;
    gpointer name;
    if (file == NULL)
        return TRUE;
    g_hash_table_iter_init(&iterator, read);
    while (g_hash_table_iter_next(&iterator, &name, NULL))
        g_ptr_array_add(files, name);
    g_ptr_array_sort(files, by_name);
    g_autofree char *text = orm_depfile(orm_arguments_value(arguments, ORM_OPTION_OUTPUT), files);
    if (g_file_set_contents_full(file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
        return TRUE;
    orm_message_error("%s", error->message);
    return FALSE;
}

static int write_outputs(const OrmArguments *arguments, Extracted *extracted)
{
    g_autoptr(GError) error = NULL;
    orm_facts_normalize(extracted->facts);
    if (orm_facts_file_write(extracted->facts, orm_arguments_value(arguments, ORM_OPTION_OUTPUT), &error))
        return write_depfile(arguments, extracted->read) ? ORM_EXIT_CLEAN : ORM_EXIT_INCOMPLETE;
    orm_message_error("%s", error->message);
    return ORM_EXIT_INCOMPLETE;
}

/* The source under the flags behind `--`. */
static GPtrArray *unit_of_flags(const OrmArguments *arguments)
{
    g_autofree char *here = g_get_current_dir();
    const char *source = arguments->operands->pdata[0];
    GPtrArray *units = g_ptr_array_new_with_free_func((GDestroyNotify)orm_unit_free);
    OrmUnit *unit = orm_unit_new(here);
    g_ptr_array_add(unit->files, g_strdup(source));
    for (guint i = 0; arguments->flags != NULL && i < arguments->flags->len; i++)
        g_ptr_array_add(unit->arguments, g_strdup(arguments->flags->pdata[i]));
    unit->sources = orm_is_c_source(source);
    g_ptr_array_add(units, unit);
    return units;
}

/* -ffile-prefix-map=OLD=NEW among the compiler's flags, then --prefix-map. */
static GPtrArray *prefix_maps(const OrmArguments *arguments)
{
    GPtrArray *maps = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; arguments->flags != NULL && i < arguments->flags->len; i++) {
        const char *flag = arguments->flags->pdata[i];
        if (g_str_has_prefix(flag, "-ffile-prefix-map="))
            g_ptr_array_add(maps, g_strdup(flag + strlen("-ffile-prefix-map=")));
    }
    for (guint i = 0; i < orm_arguments_count(arguments, ORM_OPTION_PREFIX_MAP); i++)
        g_ptr_array_add(maps, g_strdup(orm_arguments_nth(arguments, ORM_OPTION_PREFIX_MAP, i)));
    return maps;
}

/* The headers of the setting `prelude`, then those of --prelude. */
static GPtrArray *preludes(const OrmArguments *arguments, const OrmSetup *setup)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; setup->plan.prelude != NULL && i < setup->plan.prelude->len; i++)
        g_ptr_array_add(files, g_strdup(setup->plan.prelude->pdata[i]));
    for (guint i = 0; i < orm_arguments_count(arguments, ORM_OPTION_PRELUDE); i++)
        g_ptr_array_add(files, g_canonicalize_filename(orm_arguments_nth(arguments, ORM_OPTION_PRELUDE, i), NULL));
    return files;
}

/* A step of a build: one source, and no more of the project than was named. */
static int extract_source(const OrmArguments *arguments)
{
    const char *source = arguments->operands->pdata[0];
    gboolean by_commands = orm_arguments_has(arguments, ORM_OPTION_COMPILE_COMMANDS);
    g_autofree char *unused = NULL;
    g_autoptr(GError) error = NULL;
    if (g_file_test(source, G_FILE_TEST_IS_DIR) || !g_file_get_contents(source, &unused, NULL, &error)) {
        orm_message_error("%s",
                          error != NULL ? error->message : "extract reads one source; a folder needs --shard I/N");
        return error != NULL ? ORM_EXIT_INCOMPLETE : ORM_EXIT_USAGE;
    }
    g_autoptr(OrmSetup) setup = orm_setup_new(arguments);
    if (setup == NULL)
        return ORM_EXIT_USAGE;
    setup->plan.whole = TRUE;
    g_autoptr(OrmPlan) plan = by_commands ? orm_plan_new(&setup->plan) : NULL;
    g_autoptr(GPtrArray) units = by_commands ? g_ptr_array_ref(plan->units) : unit_of_flags(arguments);
    g_auto(OrmExtractOptions) options = {.prelude = preludes(arguments, setup),
                                         .structs = g_ptr_array_ref(setup->structs),
                                         .prefix_maps = prefix_maps(arguments),
                                         .as_named = !by_commands};
    g_auto(Extracted) extracted = {0};
    extracted_init(&extracted);
    orm_workers_read(units, &options, &setup->read.workers, extracted.facts, take_answer, &extracted);
    for (guint i = 0; by_commands && i < plan->notices->len; i++)
        g_ptr_array_add(extracted.facts->notices, g_memdup2(plan->notices->pdata[i], sizeof(OrmNotice)));
    if (extracted.answers == units->len && units->len > 0)
        return write_outputs(arguments, &extracted);
    orm_print_notices(arguments, extracted.facts->notices);
    return ORM_EXIT_INCOMPLETE;
}

/* Which files hold models follows from the text of all of them. */
static void add_looked_at(Extracted *extracted, const OrmPlan *plan)
{
    for (guint i = 0; i < plan->files->len; i++) {
        g_autofree char *path = g_canonicalize_filename(((const OrmPlanFile *)plan->files->pdata[i])->file, NULL);
        g_hash_table_add(extracted->read, (gpointer)orm_intern(path));
    }
}

static int extract_shard(const OrmArguments *given, guint part, guint parts)
{
    g_autoptr(GPtrArray) operands = orm_operands_expand(given->operands);
    OrmArguments expanded = *given;
    const OrmArguments *arguments = &expanded;
    if (operands == NULL)
        return ORM_EXIT_INCOMPLETE;
    expanded.operands = operands;
    g_autoptr(OrmSetup) setup = orm_setup_new(arguments);
    g_auto(Extracted) extracted = {0};
    if (setup == NULL)
        return ORM_EXIT_USAGE;
    g_autoptr(OrmPlan) plan = orm_plan_new(&setup->plan);
    setup->read.sums = plan->sums;
    orm_shard_keep(plan->units, part, parts);
    extracted_init(&extracted);
    if (orm_arguments_has(arguments, ORM_OPTION_DEPFILE)) { /* the cache does not tell what was read */
        orm_workers_read(plan->units, &setup->extract, &setup->read.workers, extracted.facts, take_answer, &extracted);
        add_looked_at(&extracted, plan);
    } else {
        g_autoptr(OrmAnswers) answers = orm_answers_new(plan->units, &setup->extract, &setup->read);
        orm_facts_merge(extracted.facts, orm_answers_facts(answers));
    }
    for (guint i = 0; i < plan->notices->len; i++)
        g_ptr_array_add(extracted.facts->notices, g_memdup2(plan->notices->pdata[i], sizeof(OrmNotice)));
    return write_outputs(arguments, &extracted);
}

int orm_verb_extract(const OrmArguments *arguments)
{
    const char *shard = orm_arguments_value(arguments, ORM_OPTION_SHARD);
    guint part = 0, parts = 0;
    if (!orm_arguments_has(arguments, ORM_OPTION_OUTPUT))
        orm_message_error("extract needs -o FILE: where to write the facts");
    else if (shard != NULL && !orm_shard_parse(shard, &part, &parts))
        orm_message_error("--shard takes I/N, the number of a part, from 1, and the number of parts: 1/4; not `%s`",
                          shard);
    else if (shard == NULL && arguments->operands->len != 1)
        orm_message_error("extract reads one source, not %u; or parts of a project with --shard I/N",
                          arguments->operands->len);
    else
        return shard == NULL ? extract_source(arguments) : extract_shard(arguments, part, parts);
    return ORM_EXIT_USAGE;
}
