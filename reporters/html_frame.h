/* SPDX-License-Identifier: MIT */
/* Source text in an HTML page. */
#ifndef ORM_REPORTERS_HTML_FRAME_H
#define ORM_REPORTERS_HTML_FRAME_H

#include "analyzer/findings/finding.h"
#include "reporters/source.h"

/** Appends the text escaped for HTML, attributes included; control characters as pictures, as on a terminal. */
void orm_html_text(GString *out, const char *text);

/**
 * Appends a place with the lines around it, marked, as a `<pre>`; long lines are cut around the mark. Nothing when the
 * place is unknown or no longer in its file. Returns whether anything was appended.
 */
gboolean orm_html_frame(GString *out, OrmSources *sources, const OrmPlace *place);

#endif
