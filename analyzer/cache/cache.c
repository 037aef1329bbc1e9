/* SPDX-License-Identifier: MIT */
#include "analyzer/cache/cache.h"
#include "analyzer/cache/folder.h"
#include "analyzer/cache/toolchain.h"

#include <string.h>

#define DEFAULT_LIMIT ((guint64)512 << 20)

struct OrmCache {
    char *folder;
    guint64 limit;
    OrmWorkerAbout *about;
    char *worker; /* which file the worker is: another build may see more */
    char *working_directory;
    OrmFileSums *sums; /* borrowed */
    gboolean grown;
    gboolean full; /* could not be written to */
};

OrmCache *orm_cache_open(const OrmCacheOptions *options, const OrmWorkerOptions *workers, OrmFileSums *sums)
{
    if (options->off)
        return NULL;
    g_autofree char *folder =
        options->folder != NULL ? g_canonicalize_filename(options->folder, NULL) : orm_cache_default_folder();
    if (!orm_cache_make_folder(folder))
        return NULL;
    OrmWorkerAbout *about = orm_toolchain_find(folder, workers);
    if (about == NULL)
        return NULL;
    OrmCache *cache = g_new0(OrmCache, 1);
    cache->folder = g_steal_pointer(&folder);
    cache->limit = options->limit > 0 ? options->limit : DEFAULT_LIMIT;
    cache->about = about;
    cache->worker = orm_file_identity(about->program);
    cache->working_directory = g_get_current_dir();
    cache->sums = sums;
    return cache;
}

void orm_cache_close(OrmCache *cache)
{
    if (cache == NULL)
        return;
    if (cache->grown)
        orm_cache_trim(cache->folder, cache->limit);
    orm_worker_about_free(cache->about);
    g_free(cache->worker);
    g_free(cache->working_directory);
    g_free(cache->folder);
    g_free(cache);
}

const char *orm_cache_libclang(const OrmCache *cache)
{
    return orm_intern(cache->about->version);
}

char *orm_cache_key(const OrmCache *cache, const OrmUnit *unit, const OrmExtractOptions *options)
{
    const char *about[] = {ORMLINT_VERSION,       cache->about->version, cache->about->headers,
                           cache->about->library, cache->worker,         cache->working_directory};
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GByteArray) question = g_byte_array_new();
    for (gsize i = 0; i < G_N_ELEMENTS(about); i++) {
        const char *text = about[i] == NULL ? "" : about[i];
        g_byte_array_append(question, (const guint8 *)text, (guint)strlen(text) + 1);
    }
    orm_unit_encode(unit, options, question);
    g_checksum_update(sum, question->data, question->len);
    return g_strdup(g_checksum_get_string(sum));
}

static char *file_of(const OrmCache *cache, const char *key)
{
    g_autofree char *folder = g_strndup(key, 2);
    return g_build_filename(cache->folder, folder, key + 2, NULL);
}

static gboolean holds(OrmCache *cache, const OrmAnswer *answer)
{
    for (guint i = 0; i < answer->dependencies->len; i++) {
        const OrmDependency *dependency = &g_array_index(answer->dependencies, OrmDependency, i);
        OrmFileSum sum = orm_file_sums_get(cache->sums, dependency->file);
        if (!sum.known || sum.size != dependency->size || sum.checksum != dependency->checksum)
            return FALSE;
    }
    return TRUE;
}

OrmAnswer *orm_cache_find(OrmCache *cache, const char *key)
{
    g_autofree char *file = file_of(cache, key);
    g_autoptr(GMappedFile) map = g_mapped_file_new(file, FALSE, NULL);
    if (map == NULL)
        return NULL;
    g_autoptr(OrmAnswer) answer =
        orm_answer_decode((const guint8 *)g_mapped_file_get_contents(map), g_mapped_file_get_length(map), file, NULL);
    if (answer == NULL || answer->incomplete || !holds(cache, answer))
        return NULL;
    orm_cache_touch(file);
    return g_steal_pointer(&answer);
}

void orm_cache_keep(OrmCache *cache, const char *key, const OrmAnswer *answer)
{
    if (cache->full || answer->incomplete)
        return;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    orm_answer_encode(answer, bytes);
    orm_cache_keep_record(cache, key, bytes);
}

char *orm_cache_record_key(const OrmCache *cache, const char *const *about)
{
    g_autofree char *program = orm_file_identity("/proc/self/exe");
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    if (program == NULL)
        return NULL;
    g_checksum_update(sum, (const guint8 *)program, (gssize)strlen(program) + 1);
    g_checksum_update(sum, (const guint8 *)cache->working_directory, (gssize)strlen(cache->working_directory) + 1);
    for (; *about != NULL; about++)
        g_checksum_update(sum, (const guint8 *)*about, (gssize)strlen(*about) + 1);
    return g_strdup(g_checksum_get_string(sum));
}

GMappedFile *orm_cache_find_record(const OrmCache *cache, const char *key)
{
    g_autofree char *file = file_of(cache, key);
    GMappedFile *map = g_mapped_file_new(file, FALSE, NULL);
    if (map != NULL)
        orm_cache_touch(file);
    return map;
}

void orm_cache_keep_record(OrmCache *cache, const char *key, const GByteArray *bytes)
{
    g_autofree char *file = file_of(cache, key);
    if (cache->full)
        return;
    cache->full = !orm_cache_write(file, bytes->data, bytes->len);
    cache->grown = cache->grown || !cache->full;
}
