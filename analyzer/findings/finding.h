/* SPDX-License-Identifier: MIT */
/* Findings: what rules say about the user's models. Constant once they have left the funnel. */
#ifndef ORM_FINDINGS_FINDING_H
#define ORM_FINDINGS_FINDING_H

#include "analyzer/facts/facts.h"

typedef enum { ORM_SEVERITY_OFF, ORM_SEVERITY_INFO, ORM_SEVERITY_WARNING, ORM_SEVERITY_ERROR } OrmSeverity;

/** "error", "warning", "info", "off". */
const char *orm_severity_name(OrmSeverity severity);
gboolean orm_severity_parse(const char *name, OrmSeverity *severity);

/** What a finding is about, as scripts see it (`object` in JSON). */
typedef struct {
    const char *table; /* SQL table name, the struct's name where there is no table; interned; NULL when about no table */
    const char *name;  /* column's SQL name, relationship's field, key's or index's name; interned; NULL */
    const char *kind;  /* "table", "column", "foreign_key", "relationship", "index", "unique", "check", "primary_key", "enum", "view", "sequence", "embed" */
} OrmObject;

typedef struct {
    OrmPlace place;
    char *message; /* owned */
} OrmRelated;

typedef struct {
    const char *rule; /* interned */
    OrmSeverity severity;
    char *message; /* owned */
    char *help;    /* owned; NULL */
    OrmPlace place;
    OrmObject object;
    OrmPlace subject; /* the name of the field or struct whose ORM_ALLOW would suppress it; unknown: there is none */
    const char *subject_name; /* interned; NULL */
    gboolean subject_is_field;
    char *expected, *actual; /* owned; NULL but for drift */
    GPtrArray *related;      /* of OrmRelated *, owned */
    char *suppressed;        /* owned; NULL: not suppressed; else the reason, "" when none was given */
} OrmFinding;

OrmFinding *orm_finding_new(const char *rule, OrmSeverity severity, OrmPlace place, OrmObject object);
void orm_finding_free(OrmFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmFinding, orm_finding_free)

/** Sets the help line (printf format). */
void orm_finding_help(OrmFinding *finding, const char *format, ...) G_GNUC_PRINTF(2, 3);
/** Adds a related place with its message; an unknown place is left out. */
void orm_finding_related(OrmFinding *finding, OrmPlace place, const char *format, ...) G_GNUC_PRINTF(3, 4);

/** Hash of rule, table and object, never of a line: 16 hexadecimal digits. Free with g_free. */
char *orm_finding_fingerprint(const OrmFinding *finding);

/** Sorts by file, line, column, rule, then message, and drops findings equal in all of them. */
void orm_findings_sort(GPtrArray *findings);

#endif
