/* SPDX-License-Identifier: MIT */
/* GitHub flavoured Markdown from texts that anybody may have written. */
#ifndef ORM_REPORTERS_MARKDOWN_TEXT_H
#define ORM_REPORTERS_MARKDOWN_TEXT_H

#include "reporters/reporter.h"

/**
 * Appends a text of one line: what stands between backquotes stays code, everything else means itself. Fit for a cell
 * of a table, too.
 */
void orm_markdown_text(GString *out, const char *text);

/** Appends a text as code, whatever is in it; fit for a cell. */
void orm_markdown_code(GString *out, const char *text);

/** Appends a block of code with a fence that its text does not close. `language` may be "". */
void orm_markdown_block(GString *out, const char *language, const char *text);

/** Appends "## ormlint: 1 error, 0 warnings" and the counts of what was looked at. */
void orm_markdown_title(GString *out, const OrmReport *report);

/** Appends the head of the table of findings, and a row: severity, rule, place, message. */
void orm_markdown_table_head(GString *out);
void orm_markdown_table_row(GString *out, const OrmFinding *finding, const char *path);

#endif
