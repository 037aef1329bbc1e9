/* SPDX-License-Identifier: MIT */
/* `ormlint baseline create|prune`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyzer/verbs/known.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/validate.h"
#include "analyzer/verbs/verb.h"

/* The whole file or nothing; a link keeps pointing at its file. */
static gboolean write_baseline(const OrmBaseline *baseline, const char *file)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = orm_baseline_to_string(baseline), *real = realpath(file, NULL);
    if (g_file_set_contents_full(real != NULL ? real : file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
        return TRUE;
    orm_message_error("cannot write the baseline: %s", error->message);
    return FALSE;
}

/* The path of a finding's file from the folder of the baseline, where below it. */
static char *file_in_baseline(const OrmFinding *finding, const char *baseline_file)
{
    if (!orm_place_known(&finding->place))
        return NULL;
    g_autofree char *folder = g_path_get_dirname(baseline_file);
    g_autofree char *path = g_canonicalize_filename(finding->place.file, NULL);
    gsize length = strlen(folder);
    gboolean below = strncmp(path, folder, length) == 0 && path[length] == '/';
    return g_strdup(below ? path + length + 1 : path);
}

/* A baseline of a part would call old findings new: not without --keep-going. */
static gboolean is_usable(const OrmArguments *arguments, const OrmAnalysis *analysis)
{
    for (guint i = 0; i < analysis->notices->len; i++) {
        const OrmNotice *notice = g_ptr_array_index(analysis->notices, i);
        if (notice->level == ORM_NOTICE_ERROR)
            orm_message_notice(notice, orm_use_color(arguments, 2));
    }
    if (analysis->verdict->models == 0) {
        orm_message_error("looked at no model: no baseline was written");
        return FALSE;
    }
    if (!orm_analysis_incomplete(analysis) || orm_arguments_has(arguments, ORM_OPTION_KEEP_GOING))
        return TRUE;
    orm_message_error("the analysis is incomplete: no baseline was written (--keep-going writes it all the same)");
    return FALSE;
}

static int create(const OrmArguments *arguments, const OrmSetup *setup, const char *file)
{
    g_autoptr(OrmAnalysis) analysis = orm_analysis_new(setup);
    g_autoptr(OrmBaseline) baseline = orm_baseline_new();
    guint count = 0;
    if (!is_usable(arguments, analysis))
        return ORM_EXIT_INCOMPLETE;
    for (guint i = 0; i < analysis->findings->len; i++) {
        const OrmFinding *finding = g_ptr_array_index(analysis->findings, i);
        g_autofree char *where = file_in_baseline(finding, file);
        if (finding->suppressed != NULL)
            continue;
        orm_baseline_add(baseline, finding, where);
        count++;
    }
    if (!write_baseline(baseline, file))
        return ORM_EXIT_INCOMPLETE;
    if (!orm_arguments_has(arguments, ORM_OPTION_QUIET))
        fprintf(stderr, "ormlint: %u finding%s recorded in %s\n", count, count == 1 ? "" : "s", file);
    return ORM_EXIT_CLEAN;
}

/* Takes the stale entries out and says so. */
static guint drop_stale(const OrmArguments *arguments, const OrmAnalysis *analysis, const OrmSetup *setup,
                        OrmBaseline *baseline, const char *file)
{
    guint dropped = 0;
    for (guint i = 0; i < analysis->findings->len; i++) {
        const OrmFinding *finding = g_ptr_array_index(analysis->findings, i);
        if (finding->suppressed == NULL)
            orm_baseline_meet(baseline, finding);
    }
    for (guint i = baseline->entries->len; i > 0; i--) {
        const OrmBaselineEntry *entry = g_ptr_array_index(baseline->entries, i - 1);
        if (!orm_known_is_stale(analysis, setup, entry, file))
            continue;
        g_autofree char *label = orm_known_label(entry);
        if (!orm_arguments_has(arguments, ORM_OPTION_QUIET))
            fprintf(stderr, "ormlint: dropped %s\n", label);
        g_ptr_array_remove_index(baseline->entries, i - 1);
        dropped++;
    }
    return dropped;
}

static int prune(const OrmArguments *arguments, const OrmSetup *setup, const char *file)
{
    g_autoptr(OrmBaseline) baseline = orm_known_read(file);
    if (baseline == NULL)
        return ORM_EXIT_USAGE;
    g_autoptr(OrmAnalysis) analysis = orm_analysis_new(setup);
    if (orm_analysis_incomplete(analysis)) {
        is_usable(arguments, analysis);
        return ORM_EXIT_INCOMPLETE;
    }
    guint dropped = drop_stale(arguments, analysis, setup, baseline, file);
    if (!write_baseline(baseline, file))
        return ORM_EXIT_INCOMPLETE;
    if (!orm_arguments_has(arguments, ORM_OPTION_QUIET))
        fprintf(stderr, "ormlint: %u entr%s dropped from %s\n", dropped, dropped == 1 ? "y" : "ies", file);
    return ORM_EXIT_CLEAN;
}

int orm_verb_baseline(const OrmArguments *arguments)
{
    g_autoptr(GError) error = NULL;
    if (arguments->operands->len == 0) {
        orm_message_error("`ormlint baseline` needs `create` or `prune`");
        return ORM_EXIT_USAGE;
    }
    const char *what = arguments->operands->pdata[0];
    gboolean creates = strcmp(what, "create") == 0;
    if (!creates && strcmp(what, "prune") != 0) {
        orm_validate_unknown("verb of `ormlint baseline`", what, orm_words(ORM_WORDS_BASELINE_VERBS), &error);
        orm_message_error("%s", error->message);
        return ORM_EXIT_USAGE;
    }
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    for (guint i = 1; i < arguments->operands->len; i++)
        g_ptr_array_add(paths, arguments->operands->pdata[i]);
    OrmArguments of_check = *arguments; /* the same without the word that says what to do */
    of_check.operands = paths;
    g_autoptr(OrmSetup) setup = orm_setup_new(&of_check);
    if (setup == NULL)
        return ORM_EXIT_USAGE;
    gboolean named = FALSE;
    g_autofree char *file = orm_known_file(&of_check, setup->config, &named);
    return creates ? create(&of_check, setup, file) : prune(&of_check, setup, file);
}
