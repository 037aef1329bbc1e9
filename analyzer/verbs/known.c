/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/known.h"

#include <string.h>

#include "analyzer/verbs/message.h"

char *orm_known_file(const OrmArguments *arguments, const OrmConfig *config, gboolean *named)
{
    const char *option = orm_arguments_value(arguments, ORM_OPTION_BASELINE);
    const char *setting = orm_config_value(config, ORM_SETTING_BASELINE);
    *named = option != NULL || setting != NULL;
    if (option != NULL)
        return g_canonicalize_filename(option, NULL);
    return setting != NULL ? g_strdup(setting) : g_build_filename(config->folder, ORM_BASELINE_FILE, NULL);
}

/* The path from the working directory where it lies below it. */
static char *shown_path(const char *file)
{
    g_autofree char *here = g_get_current_dir();
    gsize length = strlen(here);
    gboolean below = strncmp(file, here, length) == 0 && file[length] == '/';
    return g_strdup(below ? file + length + 1 : file);
}

OrmBaseline *orm_known_read(const char *file)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL, *shown = shown_path(file);
    gsize length = 0;
    if (!g_file_get_contents(file, &text, &length, &error)) {
        orm_message_error("the baseline cannot be read: %s; `ormlint baseline create` writes one", error->message);
        return NULL;
    }
    OrmBaseline *baseline = orm_baseline_parse(shown, text, length, &error);
    if (baseline == NULL)
        orm_message_error("the baseline is broken: %s", error->message);
    return baseline;
}

gboolean orm_known_load(const OrmArguments *arguments, const OrmConfig *config, OrmBaseline **baseline, char **file)
{
    gboolean named = FALSE;
    *baseline = NULL;
    *file = orm_known_file(arguments, config, &named);
    if (orm_arguments_has(arguments, ORM_OPTION_NO_BASELINE)) {
        if (orm_arguments_has(arguments, ORM_OPTION_BASELINE))
            orm_message_error("`--baseline` and `--no-baseline` exclude each other");
        return !orm_arguments_has(arguments, ORM_OPTION_BASELINE);
    }
    if (!named && !g_file_test(*file, G_FILE_TEST_EXISTS))
        return TRUE;
    *baseline = orm_known_read(*file);
    return *baseline != NULL;
}

/* Whether this run has looked at the file that the entry names, or nobody can any more. */
static gboolean was_looked_at(const OrmAnalysis *analysis, const OrmBaselineEntry *entry, const char *baseline_file)
{
    if (entry->file == NULL)
        return TRUE;
    g_autofree char *folder = g_path_get_dirname(baseline_file);
    g_autofree char *path = g_canonicalize_filename(entry->file, folder);
    for (guint i = 0; i < analysis->plan->files->len; i++) {
        const OrmPlanFile *file = g_ptr_array_index(analysis->plan->files, i);
        g_autofree char *looked_at = g_canonicalize_filename(file->file, NULL);
        if (strcmp(looked_at, path) == 0)
            return TRUE;
    }
    return !g_file_test(path, G_FILE_TEST_EXISTS);
}

gboolean orm_known_is_stale(const OrmAnalysis *analysis, const OrmSetup *setup, const OrmBaselineEntry *entry,
                            const char *file)
{
    const OrmRule *rule = entry->rule == NULL ? NULL : orm_rule_find(entry->rule);
    if (entry->met || orm_analysis_incomplete(analysis))
        return FALSE;
    if (rule != NULL && orm_rule_set_severity(setup->rules, rule) == ORM_SEVERITY_OFF)
        return FALSE;
    return was_looked_at(analysis, entry, file);
}

char *orm_known_label(const OrmBaselineEntry *entry)
{
    GString *label = g_string_new(NULL);
    g_string_append_printf(label, "`%s`", entry->rule != NULL ? entry->rule : entry->fingerprint);
    if (entry->table != NULL)
        g_string_append_printf(label, " of `%s`", entry->table);
    if (entry->object != NULL)
        g_string_append_printf(label, " (%s)", entry->object);
    if (entry->file != NULL)
        g_string_append_printf(label, " in %s", entry->file);
    return g_string_free(label, FALSE);
}

static void tell_stale(OrmAnalysis *analysis, const OrmSetup *setup, const OrmBaseline *baseline, const char *file)
{
    g_autofree char *shown = shown_path(file);
    for (guint i = 0; i < baseline->entries->len; i++) {
        const OrmBaselineEntry *entry = g_ptr_array_index(baseline->entries, i);
        if (!orm_known_is_stale(analysis, setup, entry, file))
            continue;
        g_autofree char *label = orm_known_label(entry);
        OrmPlace place = {orm_intern(shown), entry->line, 1, entry->line, 1};
        orm_analysis_notice(analysis, ORM_NOTICE_INFO, place,
                            "%s is found no more: `ormlint baseline prune` drops the entry", label);
    }
}

void orm_known_apply(OrmAnalysis *analysis, const OrmSetup *setup, OrmBaseline *baseline, const char *file)
{
    for (guint i = analysis->findings->len; i > 0; i--) {
        const OrmFinding *finding = g_ptr_array_index(analysis->findings, i - 1);
        if (finding->suppressed != NULL || !orm_baseline_meet(baseline, finding))
            continue;
        g_ptr_array_remove_index(analysis->findings, i - 1);
        analysis->baselined++;
    }
    tell_stale(analysis, setup, baseline, file);
}
