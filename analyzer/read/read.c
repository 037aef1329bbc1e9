/* SPDX-License-Identifier: MIT */
#include "analyzer/read/read.h"

typedef struct {
    OrmCache *cache; /* NULL: none */
    OrmFacts *facts;
    GPtrArray *units; /* of OrmUnit *, borrowed: those the cache does not know */
    GPtrArray *keys;  /* of char *, owned: of these */
    const char *libclang;
    const OrmReadOptions *options;
    guint done, all; /* files */
} Reading;

static void add_done(Reading *reading, const OrmUnit *unit)
{
    reading->done += unit->files->len;
    if (reading->options->progress != NULL)
        reading->options->progress(reading->done, reading->all, reading->options->progress_data);
}

static void take_answer(guint unit, OrmAnswer *answer, gpointer data)
{
    Reading *reading = data;
    g_autoptr(GError) error = NULL;
    OrmFacts *facts = orm_facts_decode(answer->facts->data, answer->facts->len, "worker", &error);
    reading->libclang = answer->libclang;
    if (facts == NULL) {
        const OrmUnit *failed = reading->units->pdata[unit];
        OrmPlace place = {.file = orm_intern(failed->files->pdata[0])};
        orm_facts_notice(reading->facts, ORM_NOTICE_ERROR, place, "%s", error->message);
    } else {
        orm_facts_merge(reading->facts, facts);
        if (reading->cache != NULL)
            orm_cache_keep(reading->cache, reading->keys->pdata[unit], answer);
    }
    orm_answer_free(answer);
    add_done(reading, reading->units->pdata[unit]);
}

/* Takes from the cache what it has, and puts the other units together. */
static void look_up(Reading *reading, const GPtrArray *units, const OrmExtractOptions *options)
{
    for (guint i = 0; i < units->len; i++) {
        g_autofree char *key = reading->cache == NULL ? NULL : orm_cache_key(reading->cache, units->pdata[i], options);
        OrmFacts *facts = key == NULL ? NULL : orm_cache_find(reading->cache, key);
        if (facts != NULL) {
            orm_facts_merge(reading->facts, facts);
            reading->libclang = orm_cache_libclang(reading->cache);
            add_done(reading, units->pdata[i]);
            continue;
        }
        g_ptr_array_add(reading->units, units->pdata[i]);
        g_ptr_array_add(reading->keys, g_steal_pointer(&key));
    }
}

OrmFacts *orm_read_units(const GPtrArray *units, const OrmExtractOptions *options, const OrmReadOptions *read,
                         const char **libclang)
{
    Reading reading = {.facts = orm_facts_new(), .units = g_ptr_array_new(), .options = read};
    for (guint i = 0; i < units->len; i++)
        reading.all += ((const OrmUnit *)units->pdata[i])->files->len;
    reading.cache = units->len == 0 ? NULL : orm_cache_open(&read->cache, &read->workers, read->sums);
    reading.keys = g_ptr_array_new_with_free_func(g_free);
    look_up(&reading, units, options);
    orm_workers_read(reading.units, options, &read->workers, reading.facts, take_answer, &reading);
    orm_cache_close(reading.cache);
    g_ptr_array_unref(reading.units);
    g_ptr_array_unref(reading.keys);
    *libclang = reading.libclang;
    return reading.facts;
}
