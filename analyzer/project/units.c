/* SPDX-License-Identifier: MIT */
#include "analyzer/project/units.h"

#include <string.h>

#include "analyzer/project/files.h"
#include "analyzer/project/guess.h"

#define LARGEST_BATCH 200
/* Fewer: a source holds more than a header, and changes more often. */
#define LARGEST_BATCH_OF_SOURCES 50
#define STAND_INS_PER_HEADER 3

/* Readings that can be one unit: the same command, and the same words to tell them apart from others. */
typedef struct {
    char *key;
    const OrmCommand *command; /* NULL: none */
    gboolean inferred;
    gboolean sources;    /* else headers */
    const char *label;   /* borrowed */
    GPtrArray *readings; /* of OrmReading * that could go here */
    guint open;          /* how many of them have no place yet */
} Group;

static void group_free(gpointer data)
{
    Group *group = data;
    g_free(group->key);
    g_ptr_array_unref(group->readings);
    g_free(group);
}

GPtrArray *orm_complete_arguments(const OrmCompletion *completion, const OrmCommand *command, gboolean inferred)
{
    GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; command && i < command->arguments->len; i++)
        g_ptr_array_add(arguments, g_strdup(g_ptr_array_index(command->arguments, i)));
    for (guint i = 0; completion->flags && i < completion->flags->len; i++)
        g_ptr_array_add(arguments, g_strdup(g_ptr_array_index(completion->flags, i)));
    if (inferred)
        orm_guess_arguments(arguments, completion->folders,
                            command ? command->directory : completion->paths->working_directory, completion->paths);
    return arguments;
}

static void join_group(GPtrArray *groups, GHashTable *by_key, OrmReading *reading, const OrmCommand *command)
{
    gboolean source = orm_is_c_source(reading->text->path);
    /* one that others include is read through them if need be, which is a matter of its own */
    const char *alone = source && reading->sources->len ? reading->text->name : "";
    g_autofree char *key = g_strdup_printf("%s\n%d%d\n%s\n%s", command ? command->signature : "", reading->inferred,
                                           source, reading->label ? reading->label : "", alone);
    Group *group = g_hash_table_lookup(by_key, key);
    if (!group) {
        group = g_new0(Group, 1);
        group->key = g_steal_pointer(&key);
        group->command = command;
        group->inferred = reading->inferred;
        group->sources = source;
        group->label = reading->label;
        group->readings = g_ptr_array_new();
        g_ptr_array_add(groups, group);
        g_hash_table_insert(by_key, group->key, group);
    }
    if (group->readings->len && g_ptr_array_index(group->readings, group->readings->len - 1) == reading)
        return;
    g_ptr_array_add(group->readings, reading);
}

static int compare_groups(gconstpointer left, gconstpointer right)
{
    return strcmp((*(Group *const *)left)->key, (*(Group *const *)right)->key);
}

static Group *largest(const GPtrArray *groups)
{
    Group *best = NULL;
    for (guint i = 0; i < groups->len; i++) {
        Group *group = g_ptr_array_index(groups, i);
        if (group->open && (!best || group->open > best->open))
            best = group;
    }
    return best;
}

static guint count_open(const Group *group, GHashTable *places)
{
    guint open = 0;
    for (guint i = 0; i < group->readings->len; i++)
        open += !g_hash_table_contains(places, g_ptr_array_index(group->readings, i));
    return open;
}

/*
 * Gives each reading one place: the command that most readings can share takes them all, then the next. Returns a table
 * from OrmReading * to Group *.
 */
static GHashTable *place_readings(const GPtrArray *groups)
{
    GHashTable *places = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < groups->len; i++)
        ((Group *)g_ptr_array_index(groups, i))->open = ((Group *)g_ptr_array_index(groups, i))->readings->len;
    for (Group *group; (group = largest(groups));) {
        for (guint i = 0; i < group->readings->len; i++)
            if (!g_hash_table_contains(places, g_ptr_array_index(group->readings, i)))
                g_hash_table_insert(places, g_ptr_array_index(group->readings, i), group);
        for (guint i = 0; i < groups->len; i++) {
            Group *other = g_ptr_array_index(groups, i);
            other->open = other->open ? count_open(other, places) : 0;
        }
    }
    return places;
}

static OrmUnit *new_unit(const OrmCompletion *completion, const OrmCommand *command, gboolean inferred)
{
    OrmUnit *unit = orm_unit_new(command ? command->directory : completion->paths->working_directory);
    g_ptr_array_unref(unit->arguments);
    unit->arguments = orm_complete_arguments(completion, command, inferred);
    return unit;
}

/* Whether the command of the unit is one of the source's own: only then does the source surely compile in it. */
static gboolean compiles_with(const OrmText *source, const OrmCommand *command)
{
    for (guint i = 0; command && i < source->commands->len; i++)
        if (g_str_equal(((const OrmCommand *)g_ptr_array_index(source->commands, i))->signature, command->signature))
            return TRUE;
    return FALSE;
}

/* A few sources are enough: one of them will do, or the fault lies in the header. */
static void add_stand_ins(OrmUnit *unit, GHashTable *seen, const OrmReading *reading, const OrmCommand *command)
{
    guint count = 0;
    for (guint i = 0; i < reading->sources->len && count < STAND_INS_PER_HEADER; i++) {
        OrmText *source = g_ptr_array_index(reading->sources, i);
        if (!reading->inferred && !compiles_with(source, command))
            continue;
        count++;
        if (!g_hash_table_add(seen, source))
            continue;
        if (!unit->stand_ins)
            unit->stand_ins = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(unit->stand_ins, g_strdup(source->name));
    }
}

static void add_batches(GPtrArray *units, const Group *group, GHashTable *places, const OrmCompletion *completion)
{
    OrmUnit *unit = NULL;
    guint largest = group->sources ? LARGEST_BATCH_OF_SOURCES : LARGEST_BATCH;
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < group->readings->len; i++) {
        const OrmReading *reading = g_ptr_array_index(group->readings, i);
        if (g_hash_table_lookup(places, reading) != group)
            continue;
        if (!unit || unit->files->len == largest) {
            unit = new_unit(completion, group->command, group->inferred);
            unit->label = g_strdup(group->label);
            unit->sources = group->sources;
            g_ptr_array_add(units, unit);
            g_hash_table_remove_all(seen);
        }
        g_ptr_array_add(unit->files, g_strdup(reading->text->name));
        add_stand_ins(unit, seen, reading, group->command);
    }
}

static int compare_units(gconstpointer left, gconstpointer right)
{
    const OrmUnit *a = *(OrmUnit *const *)left, *b = *(OrmUnit *const *)right;
    int order = strcmp(g_ptr_array_index(a->files, 0), g_ptr_array_index(b->files, 0));
    return order ? order : g_strcmp0(a->label, b->label);
}

GPtrArray *orm_units_new(const GPtrArray *readings, const OrmCompletion *completion)
{
    GPtrArray *units = g_ptr_array_new_with_free_func((GDestroyNotify)orm_unit_free);
    g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(group_free);
    g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < readings->len; i++) {
        OrmReading *reading = g_ptr_array_index(readings, i);
        /* a source is compiled under the first of its commands that count as one */
        guint most = orm_is_c_source(reading->text->path) ? MIN(reading->commands->len, 1) : reading->commands->len;
        for (guint j = 0; j < most; j++)
            join_group(groups, by_key, reading, g_ptr_array_index(reading->commands, j));
        if (!reading->commands->len)
            join_group(groups, by_key, reading, NULL);
    }
    g_ptr_array_sort(groups, compare_groups);
    g_autoptr(GHashTable) places = place_readings(groups);
    for (guint i = 0; i < groups->len; i++)
        add_batches(units, g_ptr_array_index(groups, i), places, completion);
    g_ptr_array_sort(units, compare_units);
    return units;
}
