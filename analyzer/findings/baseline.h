/* SPDX-License-Identifier: MIT */
/*
 * A baseline: findings that were there when ormlint came, recorded so that only new ones are reported. Its file is a
 * JSON array with one entry a line, each line beginning with the comma that joins it to the one before, sorted by
 * fingerprint: lines can be added, removed and merged without touching others. An entry is its fingerprint, which knows
 * no line and no file; what else stands in it is for people.
 */
#ifndef ORM_FINDINGS_BASELINE_H
#define ORM_FINDINGS_BASELINE_H

#include "analyzer/findings/finding.h"

#define ORM_BASELINE_FILE ".ormlint-baseline.json"
#define ORM_BASELINE_ERROR (g_quark_from_static_string("ormlint-baseline"))

/** All strings are interned; each but the fingerprint may be NULL. */
typedef struct {
    const char *fingerprint; /* orm_finding_fingerprint */
    const char *rule;
    const char *table;
    const char *object; /* "column customer_id" */
    const char *file;   /* from the folder of the baseline */
    guint line;         /* in the baseline's file; 0: not from a file */
    gboolean met;       /* a finding has it */
} OrmBaselineEntry;

typedef struct {
    GPtrArray *entries; /* of OrmBaselineEntry *, owned; in the order of the file, repetitions included */
} OrmBaseline;

OrmBaseline *orm_baseline_new(void);
void orm_baseline_free(OrmBaseline *baseline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmBaseline, orm_baseline_free)

/**
 * Reads the text of a baseline; `name` stands for it in messages. On any fault returns NULL and sets `error`, whose
 * message begins with "NAME:LINE:COLUMN: ". The caller owns the result.
 */
OrmBaseline *orm_baseline_parse(const char *name, const char *text, gsize length, GError **error);

/** Adds an entry for the finding; `file` is what it says about where. */
void orm_baseline_add(OrmBaseline *baseline, const OrmFinding *finding, const char *file);

/** Whether the finding is in it; each entry of its fingerprint is then `met`. */
gboolean orm_baseline_meet(OrmBaseline *baseline, const OrmFinding *finding);

/** The baseline as a file: sorted, each fingerprint once. Free with g_free. */
char *orm_baseline_to_string(const OrmBaseline *baseline);

#endif
