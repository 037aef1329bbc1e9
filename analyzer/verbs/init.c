/* SPDX-License-Identifier: MIT */
/* `ormlint init`: a first configuration, and the header that models include. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "analyzer/config/config.h"
#include "analyzer/verbs/init_survey.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/verb.h"
#include "generated/orm_h.h"

static gboolean fail_to_write(const char *file, int error)
{
    orm_message_error("cannot write %s: %s", file, g_strerror(error));
    return FALSE;
}

static gboolean write_all(int descriptor, const char *text, gsize length)
{
    while (length > 0) {
        gssize written = write(descriptor, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return FALSE;
        text += written;
        length -= (gsize)written;
    }
    return TRUE;
}

/** Writes a file that must not exist; leaves none behind where that fails, which has then been told. */
static gboolean write_new(const char *file, const char *text, gsize length)
{
    int descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return fail_to_write(file, errno);
    gboolean written = write_all(descriptor, text, length);
    int error = errno;
    if (close(descriptor) != 0 && written) {
        written = FALSE;
        error = errno;
    }
    if (written)
        return TRUE;
    unlink(file);
    return fail_to_write(file, error);
}

typedef enum { HEADER_MISSING, HEADER_THERE, HEADER_DIFFERS } HeaderState;

static HeaderState state_of(const char *file)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    if (!g_file_test(file, G_FILE_TEST_EXISTS))
        return HEADER_MISSING;
    gboolean same = g_file_get_contents(file, &text, &length, NULL) && length == orm_h_length &&
                    memcmp(text, orm_h_text, length) == 0;
    return same ? HEADER_THERE : HEADER_DIFFERS;
}

/** Copies the header unless it is there. FALSE after an error. */
static gboolean copy_header(const char *file, HeaderState state, GString *report)
{
    g_autofree char *folder = g_path_get_dirname(file);
    if (state == HEADER_THERE) {
        g_string_append_printf(report, "%s is there already\n", file);
        return TRUE;
    }
    if (g_mkdir_with_parents(folder, 0777) != 0)
        return fail_to_write(folder, errno);
    if (!write_new(file, orm_h_text, orm_h_length))
        return FALSE;
    g_string_append_printf(report, "wrote %s\n", file);
    return TRUE;
}

/** Whether nothing stands in the way, so that all is written or nothing. */
static gboolean is_free(const char *header, HeaderState state)
{
    if (g_file_test(ORM_CONFIG_FILE, G_FILE_TEST_EXISTS) || g_file_test(ORM_CONFIG_FILE, G_FILE_TEST_IS_SYMLINK)) {
        orm_message_error("there is a " ORM_CONFIG_FILE " already: nothing was written");
        return FALSE;
    }
    if (state == HEADER_DIFFERS) {
        orm_message_error("%s is there already, and is not that of this version: nothing was written", header);
        return FALSE;
    }
    return TRUE;
}

/** What to do next, by what was found. */
static const char *next_step(const OrmInitSurvey *survey, gboolean copied)
{
    if (survey->models->len > 0)
        return "next: ormlint .\n";
    if (copied)
        return "next: annotate a struct (#include <ormlint/orm.h>), or map structs by their names in " ORM_CONFIG_FILE
               "; then ormlint .\n";
    return "next: map structs by their names in " ORM_CONFIG_FILE
           ", or annotate them (ormlint init --copy-header copies the header); then ormlint .\n";
}

static int initialize(const char *folder)
{
    g_autoptr(OrmInitSurvey) survey = orm_init_survey_new();
    g_autofree char *header =
        folder != NULL ? g_build_filename(*folder != '\0' ? folder : survey->include_folder, "ormlint", "orm.h", NULL)
                       : NULL;
    HeaderState state = header != NULL ? state_of(header) : HEADER_MISSING;
    if (!is_free(header, state))
        return ORM_EXIT_USAGE;
    g_autofree char *configuration = orm_init_configuration(survey), *found = orm_init_report(survey);
    g_autoptr(GString) report = g_string_new(found);
    if (header != NULL && !copy_header(header, state, report))
        return ORM_EXIT_INCOMPLETE;
    if (!write_new(ORM_CONFIG_FILE, configuration, strlen(configuration)))
        return ORM_EXIT_INCOMPLETE;
    g_string_append_printf(report, "wrote " ORM_CONFIG_FILE "\n%s", next_step(survey, header != NULL));
    return orm_print(report->str) ? ORM_EXIT_CLEAN : ORM_EXIT_INCOMPLETE;
}

int orm_verb_init(const OrmArguments *arguments)
{
    gboolean copy = orm_arguments_has(arguments, ORM_OPTION_COPY_HEADER);
    if (arguments->operands->len > (copy ? 1u : 0u)) {
        orm_message_error("`ormlint init` writes into the working directory; only --copy-header takes a folder");
        return ORM_EXIT_USAGE;
    }
    return initialize(!copy ? NULL : arguments->operands->len > 0 ? arguments->operands->pdata[0] : "");
}
