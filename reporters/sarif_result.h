/* SPDX-License-Identifier: MIT */
/* Findings and notices as objects of a SARIF log. */
#ifndef ORM_REPORTERS_SARIF_RESULT_H
#define ORM_REPORTERS_SARIF_RESULT_H

#include "reporters/columns.h"
#include "reporters/sarif_rules.h"

/** What the results of one log share. */
typedef struct {
    const OrmReporterOptions *options;
    const char *root; /* the folder that URIs are relative to; NULL: the report's folder */
    OrmSarifRules rules;
    OrmSources *sources;
    GHashTable *line_hashes; /* file -> GPtrArray of char *, from orm_line_hashes */
} OrmSarif;

void orm_sarif_init(OrmSarif *sarif, const OrmReport *report, const OrmReporterOptions *options);
void orm_sarif_clear(OrmSarif *sarif);

/** A `result`. `fingerprint` is one that no other finding has. */
json_t *orm_sarif_result(OrmSarif *sarif, const OrmFinding *finding, const char *fingerprint);

/** A `notification`. */
json_t *orm_sarif_notification(OrmSarif *sarif, const char *level, const char *text, const OrmPlace *place);

#endif
