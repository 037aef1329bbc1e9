/* SPDX-License-Identifier: MIT */
/* `ormlint report`: a JSON report in other formats. */
#include <errno.h>
#include <string.h>

#include "analyzer/verbs/describe.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/outputs.h"
#include "analyzer/verbs/verb.h"
#include "reporters/report_reader.h"

/** All of standard input; NULL after an error, which has been told. */
static GString *read_input(void)
{
    GString *text = g_string_new(NULL);
    char buffer[64 * 1024];
    size_t count;
    while ((count = fread(buffer, 1, sizeof buffer, stdin)) > 0)
        g_string_append_len(text, buffer, (gssize)count);
    if (!ferror(stdin))
        return text;
    orm_message_error("cannot read standard input: %s", g_strerror(errno));
    g_string_free(text, TRUE);
    return NULL;
}

static GString *read_file(const char *file)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize length = 0;
    if (strcmp(file, "-") == 0)
        return read_input();
    if (g_file_get_contents(file, &bytes, &length, &error))
        return g_string_new_len(bytes, (gssize)length);
    orm_message_error("cannot read the report: %s", error->message);
    return NULL;
}

int orm_verb_report(const OrmArguments *arguments)
{
    g_autoptr(GError) error = NULL;
    if (arguments->operands->len != 1) {
        orm_message_error("`ormlint report` takes one FILE, which `ormlint check --format json=FILE` writes");
        return ORM_EXIT_USAGE;
    }
    if (!orm_outputs_check(arguments))
        return ORM_EXIT_USAGE;
    const char *file = arguments->operands->pdata[0];
    g_autoptr(GString) text = read_file(file);
    if (text == NULL)
        return ORM_EXIT_INCOMPLETE;
    const char *name = strcmp(file, "-") == 0 ? "standard input" : file;
    g_autoptr(OrmReadReport) read = orm_report_read(name, text->str, text->len, &error);
    if (read == NULL) {
        orm_message_error("%s", error->message);
        return ORM_EXIT_INCOMPLETE;
    }
    g_autoptr(GArray) rules = orm_describe_rules(NULL);
    read->report.rules = rules;
    return orm_outputs_write(arguments, &read->report) ? ORM_EXIT_CLEAN : ORM_EXIT_INCOMPLETE;
}
