/* SPDX-License-Identifier: MIT */
/* usage: ormlint-document man|bash|zsh|fish|options-md|settings-md|schema: prints what is made from the tables of options,
 * settings and rules. */
#include <stdio.h>
#include <string.h>

#include "analyzer/verbs/document.h"

static const struct {
    const char *name;
    char *(*make)(void);
} documents[] = {
    {"man", orm_document_man},
    {"bash", orm_document_bash},
    {"zsh", orm_document_zsh},
    {"fish", orm_document_fish},
    {"options-md", orm_document_options_markdown},
    {"settings-md", orm_document_settings_markdown},
    {"schema", orm_document_schema},
};

int main(int argc, char **argv)
{
    for (guint i = 0; argc == 2 && i < G_N_ELEMENTS(documents); i++) {
        if (strcmp(argv[1], documents[i].name) != 0)
            continue;
        g_autofree char *text = documents[i].make();
        return fputs(text, stdout) < 0 || fflush(stdout) != 0 ? 3 : 0;
    }
    fprintf(stderr, "usage: ormlint-document man|bash|zsh|fish|options-md|settings-md|schema\n");
    return 2;
}
