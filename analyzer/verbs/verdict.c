/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/verdict.h"

#include "analyzer/facts/facts_file.h"
#include "analyzer/findings/finding_bytes.h"

#define MAGIC "ORMVERD\n"
#define VERSION 1

OrmVerdict *orm_verdict_new(void)
{
    OrmVerdict *verdict = g_new0(OrmVerdict, 1);
    verdict->findings = g_ptr_array_new_with_free_func((GDestroyNotify)orm_finding_free);
    verdict->notices = g_ptr_array_new_with_free_func(g_free);
    verdict->files = g_ptr_array_new();
    verdict->tables = g_array_new(FALSE, FALSE, sizeof(OrmReportTable));
    return verdict;
}

void orm_verdict_free(OrmVerdict *verdict)
{
    if (verdict == NULL)
        return;
    g_ptr_array_unref(verdict->findings);
    g_ptr_array_unref(verdict->notices);
    g_ptr_array_unref(verdict->files);
    g_array_unref(verdict->tables);
    g_free(verdict);
}

char *orm_verdict_key(const OrmSetup *setup, const OrmAnswers *answers)
{
    g_autofree char *answered = orm_answers_sum(answers);
    const char *about[] = {"verdict", setup->sum, answered, NULL};
    return answered == NULL ? NULL : orm_cache_record_key(orm_answers_cache(answers), about);
}

GByteArray *orm_verdict_encode(const OrmVerdict *verdict)
{
    GByteArray *bytes = g_byte_array_new();
    g_auto(OrmBytesWriter) writer;
    orm_bytes_writer_init(&writer);
    orm_bytes_put_text(&writer, verdict->dialect);
    orm_bytes_put(&writer, verdict->models);
    orm_bytes_put(&writer, verdict->mapped);
    orm_bytes_put(&writer, verdict->columns);
    orm_bytes_put(&writer, verdict->files->len);
    for (guint i = 0; i < verdict->files->len; i++)
        orm_bytes_put_string(&writer, verdict->files->pdata[i]);
    orm_bytes_put(&writer, verdict->tables->len);
    for (guint i = 0; i < verdict->tables->len; i++) {
        const OrmReportTable *table = &g_array_index(verdict->tables, OrmReportTable, i);
        orm_bytes_put_text(&writer, table->name);
        orm_place_put(&writer, &table->place);
    }
    orm_bytes_put(&writer, verdict->notices->len);
    for (guint i = 0; i < verdict->notices->len; i++) {
        const OrmNotice *notice = verdict->notices->pdata[i];
        orm_bytes_put(&writer, notice->level);
        orm_place_put(&writer, &notice->place);
        orm_bytes_put_string(&writer, notice->message);
    }
    orm_bytes_put(&writer, verdict->findings->len);
    for (guint i = 0; i < verdict->findings->len; i++)
        orm_finding_put(&writer, verdict->findings->pdata[i]);
    orm_frame_write(&writer, MAGIC, VERSION, bytes);
    return bytes;
}

static void get_names(OrmBytesReader *reader, OrmVerdict *verdict)
{
    guint files = orm_bytes_get_count(reader);
    for (guint i = 0; i < files && reader->fault == NULL; i++)
        g_ptr_array_add(verdict->files, (gpointer)orm_bytes_get_string(reader));
    guint tables = orm_bytes_get_count(reader);
    for (guint i = 0; i < tables && reader->fault == NULL; i++) {
        OrmReportTable table = {.name = orm_bytes_get_string(reader)};
        table.place = orm_place_get(reader);
        g_array_append_val(verdict->tables, table);
    }
}

static void get_notices(OrmBytesReader *reader, OrmVerdict *verdict)
{
    guint count = orm_bytes_get_count(reader);
    for (guint i = 0; i < count && reader->fault == NULL; i++) {
        OrmNotice *notice = g_new0(OrmNotice, 1);
        notice->level = orm_bytes_get_limited(reader, ORM_NOTICE_INFO);
        notice->place = orm_place_get(reader);
        notice->message = orm_bytes_get_string(reader);
        g_ptr_array_add(verdict->notices, notice);
    }
}

OrmVerdict *orm_verdict_decode(const guint8 *data, gsize length)
{
    gsize inner = 0;
    const guint8 *content = orm_frame_read(data, length, MAGIC, VERSION, "verdict", &inner, NULL);
    if (content == NULL)
        return NULL;
    g_auto(OrmBytesReader) reader;
    g_autoptr(OrmVerdict) verdict = orm_verdict_new();
    orm_bytes_reader_init(&reader, content, inner);
    verdict->dialect = orm_bytes_get_string(&reader);
    verdict->models = orm_bytes_get_limited(&reader, G_MAXUINT);
    verdict->mapped = orm_bytes_get_limited(&reader, G_MAXUINT);
    verdict->columns = orm_bytes_get_limited(&reader, G_MAXUINT);
    get_names(&reader, verdict);
    get_notices(&reader, verdict);
    guint count = orm_bytes_get_count(&reader);
    for (guint i = 0; i < count && reader.fault == NULL; i++)
        g_ptr_array_add(verdict->findings, orm_finding_get(&reader));
    return reader.fault == NULL ? g_steal_pointer(&verdict) : NULL;
}

OrmVerdict *orm_verdict_find(const OrmCache *cache, const char *key)
{
    g_autoptr(GMappedFile) map = orm_cache_find_record(cache, key);
    return map == NULL
               ? NULL
               : orm_verdict_decode((const guint8 *)g_mapped_file_get_contents(map), g_mapped_file_get_length(map));
}

void orm_verdict_keep(OrmCache *cache, const char *key, const OrmVerdict *verdict)
{
    g_autoptr(GByteArray) bytes = orm_verdict_encode(verdict);
    orm_cache_keep_record(cache, key, bytes);
}
