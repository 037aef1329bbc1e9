/* SPDX-License-Identifier: MIT */
/* What the formats that are no full record of a run take from the findings. */
#ifndef ORM_REPORTERS_SELECTION_H
#define ORM_REPORTERS_SELECTION_H

#include "reporters/reporter.h"

/** The findings that are not suppressed, in the report's order. Of const OrmFinding *, borrowed; the array is owned. */
GPtrArray *orm_report_visible(const OrmReport *report);

/** Findings sorted by severity, errors first, and else in the order they had. Owned array of the borrowed findings. */
GPtrArray *orm_findings_worst_first(GPtrArray *findings);

/** Message and help in one line, as `concise` has them. Free with g_free. */
char *orm_finding_line(const OrmFinding *finding);

/** Whether the place is in a database rather than in a file: "postgresql://localhost/shop". */
gboolean orm_place_in_database(const OrmPlace *place);

/** The place where a service that knows only files shows the finding: unknown for one in a database. */
OrmPlace orm_finding_file_place(const OrmFinding *finding);

/** orm_finding_line, and the database that `orm_finding_file_place` leaves out. Free with g_free. */
char *orm_finding_line_with_database(const OrmFinding *finding);

/**
 * For each of the findings a fingerprint (16 hexadecimal digits) that no other has: orm_finding_fingerprint where it is
 * the only one; the message, and for repeated messages their number, count too where several findings are about the
 * same object. Array of char *, owned.
 */
GPtrArray *orm_findings_fingerprints(GPtrArray *findings);

/** The first 16 hexadecimal digits of the SHA-256 of two texts. Free with g_free. */
char *orm_hash_texts(const char *one, const char *other);

#endif
