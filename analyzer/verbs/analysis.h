/* SPDX-License-Identifier: MIT */
/* One run from files to findings: plan, extract, link, rules. */
#ifndef ORM_VERBS_ANALYSIS_H
#define ORM_VERBS_ANALYSIS_H

#include "analyzer/fixes/source.h"
#include "analyzer/verbs/actual.h"
#include "analyzer/verbs/setup.h"
#include "analyzer/verbs/verdict.h"

typedef enum {
    ORM_STAGE_PLAN,
    ORM_STAGE_EXTRACT,
    ORM_STAGE_SCHEMA,
    ORM_STAGE_LINK,
    ORM_STAGE_COMPARE,
    ORM_STAGE_RULES,
    ORM_STAGE_CONCLUSION,
    ORM_STAGE_COUNT
} OrmStage;

typedef struct {
    OrmPlan *plan;             /* owned; NULL: the facts came from elsewhere */
    OrmGraph *graph;           /* owned; NULL: nobody asked for it, and the verdict was known */
    OrmActual *actual;         /* owned; NULL: no actual schema was given */
    OrmComparison *comparison; /* owned; NULL: none was given, or nothing of it could be read */
    GPtrArray *schemas;        /* of char *, owned: its names as reports show them */
    OrmVerdict *verdict;       /* owned */
    GPtrArray *findings;       /* of OrmFinding *, sorted: those of the verdict */
    GPtrArray *notices;        /* of OrmNotice *, borrowed from plan and graph, sorted, each once */
    GPtrArray *own_notices;    /* of OrmNotice *, owned: about baseline and the like */
    guint schema_tables;       /* how many of the actual schema were judged themselves (--lint-schema) */
    OrmFixSources *sources;    /* owned: the files that fixes of the findings are made in */
    guint baselined;           /* findings taken out because the baseline has them */
    GArray *timings;           /* of OrmRuleTiming */
    const char *libclang;      /* interned version; NULL: unknown */
    GArray *rules;             /* of OrmReportRule */
    gint64 microseconds[ORM_STAGE_COUNT];
} OrmAnalysis;

/** Runs the stages. Never NULL; trouble is in `notices`. `setup` must outlive it. */
OrmAnalysis *orm_analysis_new(const OrmSetup *setup);

/** The same from facts that were read before, which it takes over. */
OrmAnalysis *orm_analysis_of_facts(const OrmSetup *setup, OrmFacts *facts);
void orm_analysis_free(OrmAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmAnalysis, orm_analysis_free)

/** Adds a notice of the run itself (printf format), in its place among the others. */
void orm_analysis_notice(OrmAnalysis *analysis, OrmNoticeLevel level, OrmPlace place, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/** Whether a file, or a part of the actual schema, could not be read or parsed. */
gboolean orm_analysis_incomplete(const OrmAnalysis *analysis);

/** Fills the report, which borrows everything from the analysis. */
void orm_analysis_report(const OrmAnalysis *analysis, OrmReport *report);

/** What --timings and --statistics print. Free with g_free. `every_rule`: not the slowest ones only. */
char *orm_analysis_timings(const OrmAnalysis *analysis, gboolean every_rule);
char *orm_analysis_statistics(const OrmAnalysis *analysis);

#endif
