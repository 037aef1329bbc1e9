/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/outputs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "analyzer/verbs/message.h"

/** The values of --format, split into name and file (NULL: standard output). */
typedef struct {
    const OrmReporter *reporter;
    char *file;
} Output;

static void output_clear(gpointer data)
{
    g_free(((Output *)data)->file);
}

static GArray *list_outputs(const OrmArguments *arguments)
{
    GArray *outputs = g_array_new(FALSE, TRUE, sizeof(Output));
    g_array_set_clear_func(outputs, output_clear);
    guint count = orm_arguments_count(arguments, ORM_OPTION_FORMAT);
    for (guint i = 0; i < MAX(count, 1); i++) {
        const char *value = count > 0 ? orm_arguments_nth(arguments, ORM_OPTION_FORMAT, i) : "text";
        g_auto(GStrv) parts = g_strsplit(value, "=", 2);
        Output output = {.reporter = orm_reporter_find(parts[0])};
        if (parts[1] != NULL && strcmp(parts[1], "-") != 0 && strcmp(parts[1], "/dev/stdout") != 0)
            output.file = g_strdup(parts[1]);
        g_array_append_val(outputs, output);
    }
    return outputs;
}

gboolean orm_outputs_check(const OrmArguments *arguments)
{
    g_autoptr(GArray) outputs = list_outputs(arguments);
    for (guint i = 0; i < outputs->len; i++) {
        for (guint j = 0; j < i; j++) {
            const Output *one = &g_array_index(outputs, Output, j), *other = &g_array_index(outputs, Output, i);
            if (g_strcmp0(one->file, other->file) != 0)
                continue;
            orm_message_error("two reports (%s, %s) go to %s; write one to a file with --format %s=FILE",
                              one->reporter->name, other->reporter->name,
                              one->file != NULL ? one->file : "standard output", other->reporter->name);
            return FALSE;
        }
    }
    return TRUE;
}

/** The report as bytes; NULL with error set when the reporter fails. Free with free(3). */
static char *render(const Output *output, const OrmReport *report, gboolean color, size_t *length, GError **error)
{
    OrmReporterOptions options = {.color = color};
    options.environment = (OrmReportEnvironment){.github_workspace = g_getenv("GITHUB_WORKSPACE"),
                                                 .github_step_summary = g_getenv("GITHUB_STEP_SUMMARY"),
                                                 .gitlab_project = g_getenv("CI_PROJECT_DIR"),
                                                 .azure_sources = g_getenv("BUILD_SOURCESDIRECTORY")};
    char *bytes = NULL;
    FILE *memory = open_memstream(&bytes, length);
    if (memory == NULL) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s", g_strerror(errno));
        return NULL;
    }
    gboolean written = output->reporter->write(report, &options, memory, error);
    if (fclose(memory) == 0 && written)
        return bytes;
    if (written)
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s", g_strerror(errno));
    free(bytes);
    return NULL;
}

static gboolean write_stream(FILE *stream, const char *bytes, size_t length, GError **error)
{
    if (fwrite(bytes, 1, length, stream) == length && fflush(stream) == 0)
        return TRUE;
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s", g_strerror(errno));
    return FALSE;
}

/** Devices, pipes and the like cannot be replaced: they are written to. */
static gboolean write_special(const char *file, const char *bytes, size_t length, GError **error)
{
    FILE *stream = fopen(file, "we");
    if (stream == NULL) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s", g_strerror(errno));
        return FALSE;
    }
    gboolean written = write_stream(stream, bytes, length, error);
    if (fclose(stream) == 0 || !written)
        return written;
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s", g_strerror(errno));
    return FALSE;
}

static gboolean write_file(const char *file, const char *bytes, size_t length, GError **error)
{
    if (g_file_test(file, G_FILE_TEST_EXISTS) && !g_file_test(file, G_FILE_TEST_IS_REGULAR))
        return write_special(file, bytes, length, error);
    /* A link keeps pointing at its file: that one is replaced. */
    g_autofree char *real = realpath(file, NULL);
    return g_file_set_contents_full(real != NULL ? real : file, bytes, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT,
                                    0666, error);
}

static gboolean write_output(const Output *output, const OrmReport *report, const OrmArguments *arguments)
{
    g_autoptr(GError) error = NULL;
    size_t length = 0;
    char *bytes = render(output, report, orm_use_color(arguments, output->file == NULL ? 1 : -1), &length, &error);
    gboolean written = bytes != NULL && (output->file == NULL ? write_stream(stdout, bytes, length, &error)
                                                              : write_file(output->file, bytes, length, &error));
    free(bytes);
    if (!written)
        orm_message_error("cannot write the report (%s) to %s: %s", output->reporter->name,
                          output->file != NULL ? output->file : "standard output", error->message);
    return written;
}

gboolean orm_outputs_write(const OrmArguments *arguments, const OrmReport *report)
{
    g_autoptr(GArray) outputs = list_outputs(arguments);
    gboolean written = TRUE;
    for (guint i = 0; i < outputs->len; i++)
        written = write_output(&g_array_index(outputs, Output, i), report, arguments) && written;
    return written;
}
