/* SPDX-License-Identifier: MIT */
/* Reporters: one file per format; each writes a whole report to a stream. They know findings, nothing else. */
#ifndef ORM_REPORTERS_REPORTER_H
#define ORM_REPORTERS_REPORTER_H

#include <stdio.h>

#include "analyzer/findings/finding.h"

/** A rule, as far as reports describe it. All borrowed. */
typedef struct {
    const char *name;      /* "fk-unknown-target" */
    const char *family;    /* "key" */
    const char *summary;   /* one sentence */
    const char *why, *fix; /* Markdown; NULL when not known */
    OrmSeverity severity;  /* in force; ORM_SEVERITY_OFF: it did not run */
    OrmSeverity usual;     /* without configuration */
    gboolean opt_in;       /* runs only when asked for */
} OrmReportRule;

/** A table whose models were judged. Borrowed. */
typedef struct {
    const char *name; /* as findings have it (OrmObject.table) */
    OrmPlace place;
} OrmReportTable;

/** Everything a report says. All borrowed. */
typedef struct {
    const char *tool_version;     /* "0.1.0" */
    const char *libclang_version; /* "14.0.6" */
    const char *dialect;          /* "portable", "postgresql", ... */
    GPtrArray *schemas;           /* of const char *, without passwords */
    GPtrArray *findings;          /* of OrmFinding *, sorted */
    GPtrArray *notices;           /* of OrmNotice * */
    GArray *rules;                /* of OrmReportRule, by name; NULL: none is described */
    GArray *tables;               /* of OrmReportTable, by name; NULL: none is known */
    guint files, models, columns;
    guint schema_tables; /* of the actual schema, judged themselves; text summary only */
    guint baselined;     /* findings left out because the baseline has them */
    gboolean complete;
    double seconds; /* text summary only */
} OrmReport;

/** Counts by severity, suppressed ones apart. */
typedef struct {
    guint errors, warnings, infos, suppressed, baselined;
} OrmReportCounts;

OrmReportCounts orm_report_count(const OrmReport *report);

/** What a CI service says about the machine it runs on. NULL: not said. */
typedef struct {
    const char *github_workspace;    /* GITHUB_WORKSPACE: where the repository is checked out */
    const char *github_step_summary; /* GITHUB_STEP_SUMMARY: a Markdown file to append to */
    const char *gitlab_project;      /* CI_PROJECT_DIR */
    const char *azure_sources;       /* BUILD_SOURCESDIRECTORY */
} OrmReportEnvironment;

typedef struct {
    gboolean color;
    const char *folder; /* absolute: what the report's file names are relative to; NULL: the working directory */
    OrmReportEnvironment environment;
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

/** The rule that a report describes under this name, or NULL. */
const OrmReportRule *orm_report_rule(const OrmReport *report, const char *name);

/** The closing line: "1 error, 0 warnings; 41 files, 128 models, 612 columns in 0.08 s". Free with g_free. */
char *orm_report_summary(const OrmReport *report);

#endif
