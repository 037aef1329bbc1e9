/* SPDX-License-Identifier: MIT */
/* A report read back from what `json` wrote. */
#ifndef ORM_REPORTERS_REPORT_READER_H
#define ORM_REPORTERS_REPORT_READER_H

#include "reporters/reporter.h"

#define ORM_REPORT_ERROR (g_quark_from_static_string("ormlint-report"))

/** A report that owns its lists; strings are interned. It knows neither rules nor tables. */
typedef struct {
    OrmReport report;
} OrmReadReport;

/**
 * Reads a report of version 1. `name` is how errors call it. NULL with an error (domain ORM_REPORT_ERROR) that says
 * which field of which diagnostic is wrong, and what would be right: for bytes that are no JSON, for JSON that is no
 * report, and for one of another version. Keys that are not known are passed over. The caller frees the result.
 */
OrmReadReport *orm_report_read(const char *name, const char *text, gsize length, GError **error);
void orm_report_read_free(OrmReadReport *read);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmReadReport, orm_report_read_free)

#endif
