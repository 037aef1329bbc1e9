/* SPDX-License-Identifier: MIT */
/* `ormlint extract`: from one source, or a part of a project, to a file of facts. */
#include <string.h>

#include "analyzer/facts/facts_file.h"
#include "analyzer/project/shard.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/setup.h"
#include "analyzer/verbs/verb.h"

/* "src/a b.h" as make reads it. */
static void append_escaped(GString *out, const char *name)
{
    for (; *name != '\0'; name++) {
        if (*name == ' ' || *name == '#' || *name == '\\')
            g_string_append_c(out, '\\');
        else if (*name == '$')
            g_string_append_c(out, '$');
        g_string_append_c(out, *name);
    }
}

/* The target, and behind it each file that was read, relative where it lies below the working directory. */
static char *depfile(const char *target, const GArray *dependencies)
{
    GString *out = g_string_new(NULL);
    g_autofree char *here = g_get_current_dir();
    gsize length = strlen(here);
    append_escaped(out, target);
    g_string_append_c(out, ':');
    for (guint i = 0; i < dependencies->len; i++) {
        const char *file = g_array_index(dependencies, OrmDependency, i).file;
        gboolean below = strncmp(file, here, length) == 0 && file[length] == G_DIR_SEPARATOR;
        g_string_append(out, " \\\n  ");
        append_escaped(out, below ? file + length + 1 : file);
    }
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}

static void keep_answer(guint unit, OrmAnswer *answer, gpointer data)
{
    (void)unit;
    *(OrmAnswer **)data = answer;
}

static OrmUnit *unit_of(const OrmArguments *arguments)
{
    g_autofree char *here = g_get_current_dir();
    const char *source = arguments->operands->pdata[0];
    OrmUnit *unit = orm_unit_new(here);
    g_ptr_array_add(unit->files, g_strdup(source));
    for (guint i = 0; arguments->flags != NULL && i < arguments->flags->len; i++)
        g_ptr_array_add(unit->arguments, g_strdup(arguments->flags->pdata[i]));
    if (g_str_has_suffix(source, ".c")) {
        unit->label = g_strdup(g_str_has_prefix(source, "./") ? source + 2 : source);
    }
    return unit;
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

static void source_options(OrmExtractOptions *options, const OrmArguments *arguments)
{
    options->as_named = TRUE;
    options->prefix_maps = prefix_maps(arguments);
    options->prelude = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < orm_arguments_count(arguments, ORM_OPTION_PRELUDE); i++)
        g_ptr_array_add(options->prelude,
                        g_canonicalize_filename(orm_arguments_nth(arguments, ORM_OPTION_PRELUDE, i), NULL));
}

static gboolean write_text(const char *file, const char *text, gsize length)
{
    g_autoptr(GError) error = NULL;
    if (g_file_set_contents_full(file, text, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
        return TRUE;
    orm_message_error("%s", error->message);
    return FALSE;
}

static int write_answer(const OrmArguments *arguments, const OrmAnswer *answer)
{
    const char *output = orm_arguments_value(arguments, ORM_OPTION_OUTPUT);
    const char *dependencies = orm_arguments_value(arguments, ORM_OPTION_DEPFILE);
    if (!write_text(output, (const char *)answer->facts->data, answer->facts->len))
        return ORM_EXIT_INCOMPLETE;
    g_autofree char *rules = depfile(output, answer->dependencies);
    gboolean written = dependencies == NULL || write_text(dependencies, rules, strlen(rules));
    return written ? ORM_EXIT_CLEAN : ORM_EXIT_INCOMPLETE;
}

/* Why nothing was read: the worker's notices in `trouble`, or the file itself. */
static int fail(const OrmArguments *arguments, const OrmFacts *trouble)
{
    for (guint i = 0; i < trouble->notices->len; i++)
        orm_message_notice(trouble->notices->pdata[i], orm_use_color(arguments, 2));
    return ORM_EXIT_INCOMPLETE;
}

static int extract_source(const OrmArguments *arguments)
{
    const char *source = arguments->operands->pdata[0];
    g_auto(OrmExtractOptions) options = {.prelude = NULL};
    g_autoptr(OrmFacts) trouble = orm_facts_new();
    g_autoptr(OrmAnswer) answer = NULL;
    OrmReadOptions read = {.cache.off = TRUE};
    g_autofree char *unused = NULL;
    g_autoptr(GError) error = NULL;
    if (g_file_test(source, G_FILE_TEST_IS_DIR) || !g_file_get_contents(source, &unused, NULL, &error)) {
        orm_message_error("%s",
                          error != NULL ? error->message : "extract reads one source; a folder needs --shard I/N");
        return error != NULL ? ORM_EXIT_INCOMPLETE : ORM_EXIT_USAGE;
    }
    g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func((GDestroyNotify)orm_unit_free);
    g_ptr_array_add(units, unit_of(arguments));
    orm_setup_read(&read, arguments);
    source_options(&options, arguments);
    orm_workers_read(units, &options, &read.workers, trouble, keep_answer, &answer);
    return answer != NULL ? write_answer(arguments, answer) : fail(arguments, trouble);
}

static int extract_shard(const OrmArguments *arguments, guint part, guint parts)
{
    g_autoptr(OrmSetup) setup = orm_setup_new(arguments);
    g_autoptr(GError) error = NULL;
    const char *libclang = NULL;
    if (setup == NULL)
        return ORM_EXIT_USAGE;
    g_autoptr(OrmPlan) plan = orm_plan_new(&setup->plan);
    orm_shard_keep(plan->units, part, parts);
    g_autoptr(OrmFacts) facts = orm_read_units(plan->units, &setup->extract, &setup->read, &libclang);
    for (guint i = 0; i < plan->notices->len; i++)
        g_ptr_array_add(facts->notices, g_memdup2(plan->notices->pdata[i], sizeof(OrmNotice)));
    orm_facts_normalize(facts);
    if (orm_facts_file_write(facts, orm_arguments_value(arguments, ORM_OPTION_OUTPUT), &error))
        return ORM_EXIT_CLEAN;
    orm_message_error("%s", error->message);
    return ORM_EXIT_INCOMPLETE;
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
