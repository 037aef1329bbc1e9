/* SPDX-License-Identifier: MIT */
/*
 * What linking and judging gave, kept in the cache: a run over the same facts with the same settings needs neither. The
 * graph is not kept, so that who asks for it gets no verdict.
 */
#ifndef ORM_VERBS_VERDICT_H
#define ORM_VERBS_VERDICT_H

#include "analyzer/verbs/setup.h"
#include "reporters/reporter.h"

typedef struct {
    GPtrArray *findings;  /* of OrmFinding *, owned, sorted, fixes not resolved */
    GPtrArray *notices;   /* of OrmNotice *, owned: of facts and graph */
    GPtrArray *files;     /* of const char *, interned: read for models */
    GArray *tables;       /* of OrmReportTable, by name */
    const char *dialect;  /* interned or static */
    guint models, mapped; /* structs that are models; of these, mapped to a table */
    guint columns;
} OrmVerdict;

OrmVerdict *orm_verdict_new(void);
void orm_verdict_free(OrmVerdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmVerdict, orm_verdict_free)

/** Where the verdict on these answers is kept; NULL: they have none that may be kept. Free with g_free. */
char *orm_verdict_key(const OrmSetup *setup, const OrmAnswers *answers);

/** The verdict kept there, or NULL; the caller owns it. */
OrmVerdict *orm_verdict_find(const OrmCache *cache, const char *key);
void orm_verdict_keep(OrmCache *cache, const char *key, const OrmVerdict *verdict);

/** For tests: as bytes, and back; NULL when they are damaged. */
GByteArray *orm_verdict_encode(const OrmVerdict *verdict);
OrmVerdict *orm_verdict_decode(const guint8 *data, gsize length);

#endif
