/* SPDX-License-Identifier: MIT */
/* Writing that notices when it fails. */
#ifndef ORM_REPORTERS_OUTPUT_H
#define ORM_REPORTERS_OUTPUT_H

#include <glib.h>
#include <stdio.h>

/** Writes `text` and empties it. FALSE with a GError (domain G_FILE_ERROR) when the stream does not take it. */
gboolean orm_output_write(FILE *out, GString *text, GError **error);

/** Flushes the stream, so that a full disk shows now. FALSE with a GError as above. */
gboolean orm_output_finish(FILE *out, GError **error);

#endif
