/* SPDX-License-Identifier: MIT */
#include "analyzer/cache/toolchain.h"
#include "analyzer/cache/folder.h"
#include "analyzer/facts/facts_file.h"

#include <sys/stat.h>

#define MAGIC "ORMTOOL\n"
#define VERSION 1

char *orm_file_identity(const char *file)
{
    struct stat status;
    if (file == NULL || stat(file, &status) != 0)
        return NULL;
    return g_strdup_printf("%s %" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                           ".%09ld %" G_GINT64_FORMAT ".%09ld",
                           file, (guint64)status.st_dev, (guint64)status.st_ino, (gint64)status.st_size,
                           (gint64)status.st_mtim.tv_sec, status.st_mtim.tv_nsec, (gint64)status.st_ctim.tv_sec,
                           status.st_ctim.tv_nsec);
}

/* All that decides what the worker would answer. NULL when a file is missing. */
static char *circumstances(const char *program, const char *library)
{
    static const char *const variables[] = {"LD_LIBRARY_PATH", "LD_PRELOAD", "DYLD_LIBRARY_PATH", "PATH"};
    g_autofree char *worker = orm_file_identity(program), *loaded = orm_file_identity(library);
    if (worker == NULL || loaded == NULL)
        return NULL;
    GString *all = g_string_new(ORMLINT_VERSION);
    g_string_append_printf(all, "\n%s\n%s", worker, loaded);
    for (gsize i = 0; i < G_N_ELEMENTS(variables); i++) {
        const char *value = g_getenv(variables[i]);
        g_string_append_printf(all, "\n%s", value == NULL ? "" : value);
    }
    return g_string_free(all, FALSE);
}

static OrmWorkerAbout *read_record(OrmBytesReader *reader, const char *program)
{
    g_autoptr(OrmWorkerAbout) about = g_new0(OrmWorkerAbout, 1);
    const char *known = orm_bytes_get_string(reader);
    about->program = g_strdup(program);
    about->version = g_strdup(orm_bytes_get_string(reader));
    about->headers = g_strdup(orm_bytes_get_string(reader));
    about->library = g_strdup(orm_bytes_get_string(reader));
    g_autofree char *now = circumstances(program, about->library);
    if (reader->fault != NULL || about->version == NULL || now == NULL || g_strcmp0(known, now) != 0)
        return NULL;
    return g_steal_pointer(&about);
}

static OrmWorkerAbout *read_file(const char *file, const char *program)
{
    gsize inner = 0;
    g_autoptr(GMappedFile) map = g_mapped_file_new(file, FALSE, NULL);
    if (map == NULL)
        return NULL;
    const guint8 *content = orm_frame_read((const guint8 *)g_mapped_file_get_contents(map),
                                           g_mapped_file_get_length(map), MAGIC, VERSION, file, &inner, NULL);
    if (content == NULL)
        return NULL;
    g_auto(OrmBytesReader) reader;
    orm_bytes_reader_init(&reader, content, inner);
    return read_record(&reader, program);
}

static void write_file(const char *file, const OrmWorkerAbout *about)
{
    g_autofree char *now = circumstances(about->program, about->library);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_auto(OrmBytesWriter) writer;
    orm_bytes_writer_init(&writer);
    orm_bytes_put_text(&writer, now);
    orm_bytes_put_text(&writer, about->version);
    orm_bytes_put_text(&writer, about->headers);
    orm_bytes_put_text(&writer, about->library);
    orm_frame_write(&writer, MAGIC, VERSION, bytes);
    if (now != NULL)
        orm_cache_write(file, bytes->data, bytes->len);
}

OrmWorkerAbout *orm_toolchain_find(const char *folder, const OrmWorkerOptions *workers)
{
    g_autofree char *program = orm_worker_program(workers, NULL);
    g_autofree char *file = g_build_filename(folder, "toolchain", NULL);
    OrmWorkerAbout *about = program == NULL ? NULL : read_file(file, program);
    if (about == NULL && program != NULL) {
        about = orm_worker_about(workers, NULL);
        if (about != NULL)
            write_file(file, about);
    }
    return about;
}
