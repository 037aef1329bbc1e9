/* SPDX-License-Identifier: MIT */
#include "analyzer/project/readings.h"

#include <string.h>

#include "analyzer/project/guess.h"
#include "analyzer/project/notice.h"

/* Some builds give each source a macro of its own (-DFILE_ID=...): one header would be read thousands of times, to no
 * end. */
#define MOST_READINGS 16

static void reading_free(gpointer data)
{
    OrmReading *reading = data;
    g_ptr_array_unref(reading->commands);
    g_ptr_array_unref(reading->sources);
    g_free(reading->label);
    g_free(reading);
}

static OrmReading *add_reading(GPtrArray *readings, OrmText *text)
{
    OrmReading *reading = g_new0(OrmReading, 1);
    reading->text = text;
    reading->commands = g_ptr_array_new();
    reading->sources = g_ptr_array_new();
    g_ptr_array_add(readings, reading);
    return reading;
}

/* The reading whose settings are those of `command`, made if need be. */
static OrmReading *reading_for(GPtrArray *readings, GHashTable *by_settings, OrmText *text, const OrmCommand *command)
{
    OrmReading *reading = g_hash_table_lookup(by_settings, command->reading);
    if (!reading) {
        reading = add_reading(readings, text);
        g_hash_table_insert(by_settings, command->reading, reading);
    }
    return reading;
}

static void add_commands(GPtrArray *readings, GHashTable *by_settings, OrmText *text, OrmText *source)
{
    for (guint i = 0; i < source->commands->len; i++) {
        const OrmCommand *command = g_ptr_array_index(source->commands, i);
        OrmReading *reading = reading_for(readings, by_settings, text, command);
        if (!g_ptr_array_find(reading->commands, command, NULL))
            g_ptr_array_add(reading->commands, (gpointer)command);
        if (source != text && !g_ptr_array_find(reading->sources, source, NULL))
            g_ptr_array_add(reading->sources, source);
    }
}

static int compare_readings(gconstpointer left, gconstpointer right)
{
    const OrmReading *a = *(OrmReading *const *)left, *b = *(OrmReading *const *)right;
    return strcmp(((OrmCommand *)g_ptr_array_index(a->commands, 0))->reading,
                  ((OrmCommand *)g_ptr_array_index(b->commands, 0))->reading);
}

static void limit(GPtrArray *readings, OrmIncludes *includes, const OrmText *text)
{
    if (readings->len <= MOST_READINGS || !text->models)
        return;
    orm_project_notice(includes->notices, ORM_NOTICE_INFO, text->name, 0,
                       "`%s` is compiled under %u different settings; it is read under the first %d of them",
                       text->name, readings->len, MOST_READINGS);
    g_ptr_array_set_size(readings, MOST_READINGS);
}

static gboolean has_setting(const OrmReading *reading, const char *setting)
{
    const OrmCommand *command = g_ptr_array_index(reading->commands, 0);
    return g_ptr_array_find_with_equal_func(command->settings, setting, g_str_equal, NULL);
}

static void append_setting(GString *label, const char *word, const char *setting)
{
    g_string_append_printf(label, "%s%s", label->len ? " " : word, setting);
}

/* "with -DX=1": what the settings of `reading` hold and not those of all readings. */
static void describe_additions(GString *label, const OrmReading *reading, const GPtrArray *readings)
{
    const OrmCommand *command = g_ptr_array_index(reading->commands, 0);
    for (guint i = 0; i < command->settings->len; i++) {
        const char *setting = g_ptr_array_index(command->settings, i);
        gboolean shared = TRUE;
        for (guint j = 0; shared && j < readings->len; j++)
            shared = has_setting(g_ptr_array_index(readings, j), setting);
        if (!shared)
            append_setting(label, "with ", setting);
    }
}

/* "without -DX=1": what other readings have and `reading` has not. */
static void describe_omissions(GString *label, const OrmReading *reading, const GPtrArray *readings)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint j = 0; j < readings->len; j++) {
        const OrmReading *other = g_ptr_array_index(readings, j);
        const OrmCommand *command = g_ptr_array_index(other->commands, 0);
        for (guint i = 0; i < command->settings->len; i++) {
            char *setting = g_ptr_array_index(command->settings, i);
            if (!has_setting(reading, setting) && g_hash_table_add(seen, setting))
                append_setting(label, "without ", setting);
        }
    }
}

static void name_readings(const GPtrArray *readings)
{
    for (guint i = 0; readings->len > 1 && i < readings->len; i++) {
        OrmReading *reading = g_ptr_array_index(readings, i);
        GString *label = g_string_new(NULL);
        describe_additions(label, reading, readings);
        if (!label->len)
            describe_omissions(label, reading, readings);
        reading->label = g_string_free(label, FALSE);
    }
}

/* Only models need them all; of any other file no more is told than one command. */
static GPtrArray *sources_of(OrmIncludes *includes, OrmText *text, const GPtrArray *commands)
{
    if (!text->models && (text->commands->len || !commands->len))
        return g_ptr_array_new();
    return orm_includes_sources_of(includes, text, !text->models);
}

GPtrArray *orm_readings_new(OrmIncludes *includes, OrmText *text, const GPtrArray *commands)
{
    GPtrArray *readings = g_ptr_array_new_with_free_func(reading_free);
    g_autoptr(GHashTable) by_settings = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) sources = sources_of(includes, text, commands);
    add_commands(readings, by_settings, text, text);
    gboolean own = readings->len > 0;
    for (guint i = 0; !own && i < sources->len; i++)
        add_commands(readings, by_settings, text, g_ptr_array_index(sources, i));
    if (readings->len) {
        g_ptr_array_sort(readings, compare_readings);
        limit(readings, includes, text);
        name_readings(readings);
        return readings;
    }
    OrmReading *reading = add_reading(readings, text);
    const OrmCommand *nearest = orm_guess_nearest(commands, text->path);
    reading->inferred = TRUE;
    if (nearest)
        g_ptr_array_add(reading->commands, (gpointer)nearest);
    for (guint i = 0; i < sources->len; i++)
        g_ptr_array_add(reading->sources, g_ptr_array_index(sources, i));
    return readings;
}
