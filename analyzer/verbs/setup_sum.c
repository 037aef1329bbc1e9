/* SPDX-License-Identifier: MIT */
/* A sum of all that is set and may change what a run finds. */
#include "analyzer/verbs/setup.h"

#include <string.h>

/* Options that say how findings are told, or where files are, and nothing of what is found. */
static const OrmOptionId silent[] = {
    ORM_OPTION_FORMAT,    ORM_OPTION_OUTPUT,     ORM_OPTION_COLOR,       ORM_OPTION_QUIET,      ORM_OPTION_VERBOSE,
    ORM_OPTION_EXIT_ZERO, ORM_OPTION_JOBS,       ORM_OPTION_FAIL_ON,     ORM_OPTION_KEEP_GOING, ORM_OPTION_MAX_WARNINGS,
    ORM_OPTION_BASELINE,  ORM_OPTION_STATISTICS, ORM_OPTION_NO_BASELINE, ORM_OPTION_CACHE_DIR};

static gboolean is_silent(OrmOptionId option)
{
    for (gsize i = 0; i < G_N_ELEMENTS(silent); i++)
        if (silent[i] == option)
            return TRUE;
    return FALSE;
}

/* With its end, so that "a", "bc" and "ab", "c" differ; and NULL and "" as well. */
static void add_text(GChecksum *sum, const char *text)
{
    if (text == NULL)
        g_checksum_update(sum, (const guchar *)"\1", 1);
    else
        g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
}

static void add_number(GChecksum *sum, gint64 number)
{
    g_checksum_update(sum, (const guchar *)&number, sizeof number);
}

static void add_texts(GChecksum *sum, const GPtrArray *texts)
{
    add_number(sum, texts == NULL ? -1 : (gint64)texts->len);
    for (guint i = 0; texts != NULL && i < texts->len; i++)
        add_text(sum, texts->pdata[i]);
}

static void add_origin(GChecksum *sum, const OrmOrigin *origin)
{
    add_number(sum, origin->kind);
    add_text(sum, origin->file);
    add_number(sum, origin->line);
    add_number(sum, origin->layer);
}

static void add_settings(GChecksum *sum, const GPtrArray *settings)
{
    add_number(sum, settings->len);
    for (guint i = 0; i < settings->len; i++) {
        const OrmSetting *setting = settings->pdata[i];
        add_number(sum, setting->key);
        add_text(sum, setting->name);
        add_text(sum, setting->option);
        add_text(sum, setting->value);
        add_texts(sum, setting->items);
        add_number(sum, setting->nullable);
        add_origin(sum, &setting->origin);
    }
}

static void add_entries(GChecksum *sum, const GPtrArray *entries)
{
    add_number(sum, entries->len);
    for (guint i = 0; i < entries->len; i++) {
        const OrmConfigEntry *entry = entries->pdata[i];
        add_number(sum, entry->key);
        add_number(sum, entry->parts->len);
        for (guint k = 0; k < entry->parts->len; k++) {
            const OrmConfigPart *part = entry->parts->pdata[k];
            add_text(sum, part->info->name);
            add_texts(sum, part->values);
        }
        add_settings(sum, entry->rules);
        add_origin(sum, &entry->origin);
    }
}

char *orm_setup_sum(const OrmArguments *arguments, const OrmConfig *config)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    add_text(sum, arguments->verb->name);
    for (guint option = 0; option < ORM_OPTION_COUNT; option++)
        add_texts(sum, is_silent(option) ? NULL : arguments->values[option]);
    add_text(sum, config->file);
    add_text(sum, config->folder);
    add_settings(sum, config->settings);
    add_entries(sum, config->entries);
    return g_strdup(g_checksum_get_string(sum));
}
