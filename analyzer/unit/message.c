/* SPDX-License-Identifier: MIT */
#include "analyzer/unit/message.h"

#include <string.h>

#define UNIT_MAGIC "ORMUNIT\n"
#define ANSWER_MAGIC "ORMANSW\n"
#define MESSAGE_VERSION ORM_FACTS_FILE_VERSION

OrmAnswer *orm_answer_new(void)
{
    OrmAnswer *answer = g_new0(OrmAnswer, 1);
    answer->dependencies = g_array_new(FALSE, FALSE, sizeof(OrmDependency));
    return answer;
}

void orm_answer_free(OrmAnswer *answer)
{
    if (answer == NULL)
        return;
    g_array_unref(answer->dependencies);
    g_clear_pointer(&answer->facts, g_byte_array_unref);
    g_free(answer);
}

/* A list that is missing is not the same as an empty one. */
static void put_list(OrmBytesWriter *writer, const GPtrArray *list)
{
    orm_bytes_put(writer, list != NULL);
    if (list == NULL)
        return;
    orm_bytes_put(writer, list->len);
    for (guint i = 0; i < list->len; i++)
        orm_bytes_put_text(writer, list->pdata[i]);
}

static GPtrArray *get_list(OrmBytesReader *reader)
{
    if (orm_bytes_get_limited(reader, 1) == 0)
        return NULL;
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    guint count = orm_bytes_get_count(reader);
    for (guint i = 0; i < count && reader->fault == NULL; i++) {
        const char *text = orm_bytes_get_string(reader);
        if (text == NULL)
            orm_bytes_fail(reader, "a text is missing");
        else
            g_ptr_array_add(list, g_strdup(text));
    }
    return list;
}

static void put_patterns(OrmBytesWriter *writer, const GPtrArray *patterns)
{
    guint count = patterns == NULL ? 0 : patterns->len;
    orm_bytes_put(writer, count);
    for (guint i = 0; i < count; i++) {
        const OrmStructPattern *pattern = patterns->pdata[i];
        orm_bytes_put_text(writer, pattern->name);
        orm_bytes_put_text(writer, pattern->root);
        put_list(writer, pattern->globs);
        put_list(writer, pattern->exclude);
    }
}

static GPtrArray *get_patterns(OrmBytesReader *reader)
{
    GPtrArray *patterns = g_ptr_array_new_with_free_func((GDestroyNotify)orm_struct_pattern_free);
    guint count = orm_bytes_get_count(reader);
    for (guint i = 0; i < count && reader->fault == NULL; i++) {
        const char *name = orm_bytes_get_string(reader), *root = orm_bytes_get_string(reader);
        g_autoptr(GPtrArray) globs = get_list(reader);
        g_autoptr(GPtrArray) exclude = get_list(reader);
        if (name == NULL || root == NULL)
            orm_bytes_fail(reader, "a pattern has no name");
        else if (reader->fault == NULL)
            g_ptr_array_add(patterns, orm_struct_pattern_new(name, globs, exclude, root));
    }
    return patterns;
}

void orm_unit_encode(const OrmUnit *unit, const OrmExtractOptions *options, GByteArray *out)
{
    g_auto(OrmBytesWriter) writer;
    orm_bytes_writer_init(&writer);
    put_list(&writer, unit->files);
    orm_bytes_put_text(&writer, unit->directory);
    put_list(&writer, unit->arguments);
    orm_bytes_put_text(&writer, unit->label);
    orm_bytes_put(&writer, unit->sources != FALSE);
    put_list(&writer, unit->stand_ins);
    put_list(&writer, options->prelude);
    put_patterns(&writer, options->structs);
    put_list(&writer, options->prefix_maps);
    orm_bytes_put(&writer, options->as_named != FALSE);
    orm_bytes_put(&writer, options->one_by_one != FALSE);
    orm_frame_write(&writer, UNIT_MAGIC, MESSAGE_VERSION, out);
}

static GPtrArray *or_empty(GPtrArray *list)
{
    return list != NULL ? list : g_ptr_array_new_with_free_func(g_free);
}

static OrmUnit *get_unit(OrmBytesReader *reader, OrmExtractOptions *options)
{
    OrmUnit *unit = g_new0(OrmUnit, 1);
    unit->files = or_empty(get_list(reader));
    unit->directory = g_strdup(orm_bytes_get_string(reader));
    unit->arguments = or_empty(get_list(reader));
    unit->label = g_strdup(orm_bytes_get_string(reader));
    unit->sources = orm_bytes_get_limited(reader, 1) != 0;
    unit->stand_ins = get_list(reader);
    options->prelude = get_list(reader);
    options->structs = get_patterns(reader);
    options->prefix_maps = get_list(reader);
    options->as_named = orm_bytes_get_limited(reader, 1) != 0;
    options->one_by_one = orm_bytes_get_limited(reader, 1) != 0;
    if (unit->files->len == 0 || unit->directory == NULL)
        orm_bytes_fail(reader, "the unit has no file");
    return unit;
}

OrmUnit *orm_unit_decode(const guint8 *data, gsize length, OrmExtractOptions *options, GError **error)
{
    gsize inner = 0;
    const guint8 *content = orm_frame_read(data, length, UNIT_MAGIC, MESSAGE_VERSION, "unit", &inner, error);
    if (content == NULL)
        return NULL;
    g_auto(OrmBytesReader) reader;
    orm_bytes_reader_init(&reader, content, inner);
    g_autoptr(OrmUnit) unit = get_unit(&reader, options);
    if (reader.fault == NULL)
        return g_steal_pointer(&unit);
    orm_extract_options_clear(options);
    g_set_error(error, ORM_FACTS_FILE_ERROR, ORM_FACTS_FILE_DAMAGED, "unit: %s", reader.fault);
    return NULL;
}

/* The length of what is about the facts, that, and the facts. */
void orm_answer_encode(const OrmAnswer *answer, GByteArray *out)
{
    g_auto(OrmBytesWriter) writer;
    orm_bytes_writer_init(&writer);
    orm_bytes_put(&writer, answer->dependencies->len);
    for (guint i = 0; i < answer->dependencies->len; i++) {
        const OrmDependency *dependency = &g_array_index(answer->dependencies, OrmDependency, i);
        orm_bytes_put_string(&writer, dependency->file);
        orm_bytes_put(&writer, dependency->size);
        orm_bytes_put(&writer, dependency->checksum);
    }
    orm_bytes_put(&writer, answer->incomplete != FALSE);
    orm_bytes_put_string(&writer, answer->libclang);
    guint start = out->len;
    guint64 length = 0;
    g_byte_array_append(out, (const guint8 *)&length, sizeof length);
    orm_frame_write(&writer, ANSWER_MAGIC, MESSAGE_VERSION, out);
    length = GUINT64_TO_LE((guint64)(out->len - start - sizeof length));
    memcpy(out->data + start, &length, sizeof length);
    g_byte_array_append(out, answer->facts->data, answer->facts->len);
}

static void get_dependencies(OrmBytesReader *reader, GArray *dependencies)
{
    guint count = orm_bytes_get_count(reader);
    for (guint i = 0; i < count && reader->fault == NULL; i++) {
        OrmDependency dependency = {.file = orm_bytes_get_string(reader)};
        dependency.size = orm_bytes_get(reader);
        dependency.checksum = orm_bytes_get(reader);
        if (dependency.file == NULL)
            orm_bytes_fail(reader, "a file has no name");
        else
            g_array_append_val(dependencies, dependency);
    }
}

OrmAnswer *orm_answer_decode(const guint8 *data, gsize length, const char *name, GError **error)
{
    guint64 about = 0;
    gsize inner = 0;
    if (length >= sizeof about) /* an empty file has no bytes to point at */
        memcpy(&about, data, sizeof about);
    about = GUINT64_FROM_LE(about);
    if (length < sizeof about || about > length - sizeof about) {
        g_set_error(error, ORM_FACTS_FILE_ERROR, ORM_FACTS_FILE_DAMAGED, "%s: damaged: it ends too early", name);
        return NULL;
    }
    const guint8 *content =
        orm_frame_read(data + sizeof about, about, ANSWER_MAGIC, MESSAGE_VERSION, name, &inner, error);
    if (content == NULL)
        return NULL;
    g_autoptr(OrmAnswer) answer = orm_answer_new();
    g_auto(OrmBytesReader) reader;
    orm_bytes_reader_init(&reader, content, inner);
    get_dependencies(&reader, answer->dependencies);
    answer->incomplete = orm_bytes_get_limited(&reader, 1) != 0;
    answer->libclang = orm_bytes_get_string(&reader);
    answer->facts = g_byte_array_new();
    g_byte_array_append(answer->facts, data + sizeof about + about, (guint)(length - sizeof about - about));
    if (reader.fault == NULL)
        return g_steal_pointer(&answer);
    g_set_error(error, ORM_FACTS_FILE_ERROR, ORM_FACTS_FILE_DAMAGED, "%s: damaged: %s", name, reader.fault);
    return NULL;
}
