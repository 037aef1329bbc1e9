/* SPDX-License-Identifier: MIT */
#include "analyzer/read/read.h"

struct OrmAnswers {
    const GPtrArray *units;
    const OrmExtractOptions *options;
    const OrmReadOptions *read;
    OrmCache *cache;      /* NULL: none */
    GPtrArray *keys;      /* of char *, owned: of the units in the cache; NULL without one */
    GArray *sums;         /* of guint64: of their facts; 0: none that will do for a later run */
    GPtrArray *known;     /* of OrmAnswer *, owned: of the cache; NULL: it knows none */
    GArray *asked;        /* of guint: the units that workers read */
    OrmFacts *facts;      /* borrowed while they are collected */
    const char *libclang; /* interned */
    guint done, files;
};

static const OrmUnit *unit_at(const OrmAnswers *answers, guint number)
{
    return answers->units->pdata[number];
}

static void add_done(OrmAnswers *answers, guint number)
{
    answers->done += unit_at(answers, number)->files->len;
    if (answers->read->progress != NULL)
        answers->read->progress(answers->done, answers->files, answers->read->progress_data);
}

static void set_sum(OrmAnswers *answers, guint number, const OrmAnswer *answer)
{
    guint64 sum = answer->incomplete ? 0 : orm_bytes_checksum(answer->facts->data, answer->facts->len);
    g_array_index(answers->sums, guint64, number) = sum;
}

static void free_answer(gpointer answer)
{
    if (answer != NULL)
        orm_answer_free(answer);
}

OrmAnswers *orm_answers_new(const GPtrArray *units, const OrmExtractOptions *options, const OrmReadOptions *read)
{
    OrmAnswers *answers = g_new0(OrmAnswers, 1);
    *answers = (OrmAnswers){.units = units, .options = options, .read = read};
    answers->cache = units->len == 0 ? NULL : orm_cache_open(&read->cache, &read->workers, read->sums);
    answers->keys = g_ptr_array_new_with_free_func(g_free);
    answers->known = g_ptr_array_new_with_free_func(free_answer);
    answers->asked = g_array_new(FALSE, FALSE, sizeof(guint));
    answers->sums = g_array_new(FALSE, TRUE, sizeof(guint64));
    g_array_set_size(answers->sums, units->len);
    for (guint i = 0; i < units->len; i++) {
        char *key = answers->cache == NULL ? NULL : orm_cache_key(answers->cache, units->pdata[i], options);
        OrmAnswer *answer = key == NULL ? NULL : orm_cache_find(answers->cache, key);
        answers->files += unit_at(answers, i)->files->len;
        g_ptr_array_add(answers->keys, key);
        g_ptr_array_add(answers->known, answer);
        if (answer == NULL)
            continue;
        set_sum(answers, i, answer);
        answers->libclang = orm_cache_libclang(answers->cache);
    }
    return answers;
}

void orm_answers_free(OrmAnswers *answers)
{
    if (answers == NULL)
        return;
    orm_cache_close(answers->cache);
    g_ptr_array_unref(answers->keys);
    g_ptr_array_unref(answers->known);
    g_array_unref(answers->asked);
    g_array_unref(answers->sums);
    g_free(answers);
}

static void take_answer(guint asked, OrmAnswer *answer, gpointer data)
{
    OrmAnswers *answers = data;
    g_autoptr(GError) error = NULL;
    guint number = g_array_index(answers->asked, guint, asked);
    OrmFacts *facts = orm_facts_decode(answer->facts->data, answer->facts->len, "worker", &error);
    answers->libclang = answer->libclang;
    if (facts == NULL) {
        OrmPlace place = {.file = orm_intern(unit_at(answers, number)->files->pdata[0])};
        orm_facts_notice(answers->facts, ORM_NOTICE_ERROR, place, "%s", error->message);
    } else {
        orm_facts_merge(answers->facts, facts);
        set_sum(answers, number, answer);
        if (answers->cache != NULL)
            orm_cache_keep(answers->cache, answers->keys->pdata[number], answer);
    }
    orm_answer_free(answer);
    add_done(answers, number);
}

/* FALSE when the cache does not know the unit, or its facts are damaged. */
static gboolean take_known(OrmAnswers *answers, guint number)
{
    const OrmAnswer *answer = answers->known->pdata[number];
    OrmFacts *facts = answer == NULL ? NULL : orm_facts_decode(answer->facts->data, answer->facts->len, "cache", NULL);
    if (facts == NULL)
        return FALSE;
    orm_facts_merge(answers->facts, facts);
    add_done(answers, number);
    return TRUE;
}

OrmFacts *orm_answers_facts(OrmAnswers *answers)
{
    g_autoptr(GPtrArray) units = g_ptr_array_new();
    answers->facts = orm_facts_new();
    for (guint i = 0; i < answers->units->len; i++) {
        if (take_known(answers, i))
            continue;
        g_ptr_array_add(units, answers->units->pdata[i]);
        g_array_append_val(answers->asked, i);
        g_array_index(answers->sums, guint64, i) = 0;
    }
    orm_workers_read(units, answers->options, &answers->read->workers, answers->facts, take_answer, answers);
    return g_steal_pointer(&answers->facts);
}

const char *orm_answers_libclang(const OrmAnswers *answers)
{
    return answers->libclang;
}

OrmCache *orm_answers_cache(const OrmAnswers *answers)
{
    return answers->cache;
}

char *orm_answers_sum(const OrmAnswers *answers)
{
    g_autoptr(GChecksum) all = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < answers->sums->len; i++) {
        guint64 sum = g_array_index(answers->sums, guint64, i);
        if (sum == 0 || answers->cache == NULL)
            return NULL;
        g_checksum_update(all, answers->keys->pdata[i], -1);
        g_checksum_update(all, (const guint8 *)&sum, sizeof sum);
    }
    return answers->cache == NULL ? NULL : g_strdup(g_checksum_get_string(all));
}
