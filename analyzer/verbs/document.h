/* SPDX-License-Identifier: MIT */
/* The manual page, completions and documentation, from the tables of options and settings. Each result is freed with
 * g_free. */
#ifndef ORM_VERBS_DOCUMENT_H
#define ORM_VERBS_DOCUMENT_H

#include "analyzer/verbs/options.h"

/** ormlint.1, in roff with the man macros. */
char *orm_document_man(void);

/** Completions for the shells: verbs, options, and the words that options take, rules included. */
char *orm_document_bash(void);
char *orm_document_zsh(void);
char *orm_document_fish(void);

/** The parts of docs/command-line.md and docs/configuration.md that tables make. */
char *orm_document_options_markdown(void);
char *orm_document_settings_markdown(void);

/** ormlint.schema.json: what a configuration may say, for editors. */
char *orm_document_schema(void);

/** The words that complete an option or operand, joined by blanks; NULL when there are none. Free with g_free. */
char *orm_document_words(OrmWords words);

/** Whether the words stand in a list with commas. */
gboolean orm_document_is_list(OrmWords words);

#endif
