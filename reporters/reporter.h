/* SPDX-License-Identifier: MIT */
/* Reporters: one file per format; each writes a whole report to a stream. They know findings, nothing else. */
#ifndef ORM_REPORTERS_REPORTER_H
#define ORM_REPORTERS_REPORTER_H

#include <stdio.h>

#include "analyzer/findings/finding.h"

/** Everything a report says. All borrowed. */
typedef struct {
    const char *tool_version;     /* "0.1.0" */
    const char *libclang_version; /* "14.0.6" */
    const char *dialect;          /* "portable", "postgresql", ... */
    GPtrArray *schemas;           /* of const char *, without passwords */
    GPtrArray *findings;          /* of OrmFinding *, sorted */
    GPtrArray *notices;           /* of OrmNotice * */
    guint files, models, columns;
    guint baselined; /* findings left out because the baseline has them */
    gboolean complete;
    double seconds; /* text summary only */
} OrmReport;

/** Counts by severity, suppressed ones apart. */
typedef struct {
    guint errors, warnings, infos, suppressed, baselined;
} OrmReportCounts;

OrmReportCounts orm_report_count(const OrmReport *report);

typedef struct {
    gboolean color;
} OrmReporterOptions;

typedef struct {
    const char *name;    /* "text" */
    const char *summary; /* one line for --help */
    /** Writes the report; on failure returns FALSE and sets error. */
    gboolean (*write)(const OrmReport *report, const OrmReporterOptions *options, FILE *out, GError **error);
} OrmReporter;

/** The reporters of reporters.def, NULL-terminated. */
extern const OrmReporter *const orm_reporters[];
const OrmReporter *orm_reporter_find(const char *name);

/** The closing line: "1 error, 0 warnings; 41 files, 128 models, 612 columns in 0.08 s". Free with g_free. */
char *orm_report_summary(const OrmReport *report);

#endif
