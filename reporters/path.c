/* SPDX-License-Identifier: MIT */
#include "reporters/path.h"

#include <stdlib.h>
#include <string.h>

/* What follows `folder` in `file`; NULL when the file is not below it. Both absolute and canonical. */
static const char *below(const char *folder, const char *file)
{
    gsize length = strlen(folder);
    if (length == 0 || strncmp(file, folder, length) != 0)
        return NULL;
    if (folder[length - 1] == '/')
        return file[length] != '\0' ? file + length : NULL;
    return file[length] == '/' && file[length + 1] != '\0' ? file + length + 1 : NULL;
}

static char *valid(char *path)
{
    char *utf8 = g_utf8_make_valid(path, -1);
    g_free(path);
    return utf8;
}

char *orm_report_path(const OrmReporterOptions *options, const char *base, const char *file)
{
    while (g_str_has_prefix(file, "./") && file[2] != '\0')
        file += 2;
    if (base == NULL || *base == '\0' || strstr(file, "://") != NULL)
        return valid(g_strdup(file));
    g_autofree char *absolute = g_canonicalize_filename(file, options->folder);
    g_autofree char *folder = g_canonicalize_filename(base, NULL);
    const char *relative = below(folder, absolute);
    return valid(g_strdup(relative != NULL ? relative : file));
}

/* With symbolic links followed as far as the path exists. */
static char *real_path(const char *path, const char *folder)
{
    g_autofree char *absolute = g_canonicalize_filename(path, folder);
    g_autofree char *real = realpath(absolute, NULL);
    return g_strdup(real != NULL ? real : absolute);
}

char *orm_report_uri(const OrmReporterOptions *options, const char *base, const char *file)
{
    g_autofree char *real = real_path(file, options->folder);
    g_autofree char *folder = real_path(options->folder != NULL ? options->folder : ".", NULL);
    g_autofree char *root = base != NULL && *base != '\0' ? real_path(base, NULL) : NULL;
    const char *relative = root != NULL ? below(root, real) : NULL;
    if (relative == NULL)
        relative = below(folder, real);
    if (relative == NULL && strcmp(real, root != NULL ? root : folder) == 0)
        relative = ".";
    /* A file that is gone, of a report made elsewhere, keeps its name. */
    if (relative == NULL && !g_path_is_absolute(file) && !g_file_test(real, G_FILE_TEST_EXISTS))
        relative = file;
    g_autofree char *escaped = g_uri_escape_bytes((const guint8 *)(relative != NULL ? relative : real),
                                                  strlen(relative != NULL ? relative : real), "/");
    return relative != NULL ? g_steal_pointer(&escaped) : g_strconcat("file://", escaped, NULL);
}

char *orm_report_part(const OrmReporterOptions *options, const char *base)
{
    if (base == NULL || *base == '\0')
        return g_strdup("");
    g_autofree char *folder = real_path(options->folder != NULL ? options->folder : ".", NULL);
    g_autofree char *root = real_path(base, NULL);
    const char *part = below(root, folder);
    return valid(g_strdup(part != NULL ? part : ""));
}
