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
    const char
        *table; /* SQL table name, the struct's name where there is no table; interned; NULL when about no table */
    const char *name; /* column's SQL name, relationship's field, key's or index's name; interned; NULL */
    const char *kind; /* "table", "column", "foreign_key", "relationship", "index", "unique", "check", "primary_key",
                         "enum", "view", "sequence", "embed" */
} OrmObject;

typedef struct {
    OrmPlace place;
    char *message; /* owned */
} OrmRelated;

/**
 * What an edit does. A rule knows annotations, fields and their places, not the text around them: the kinds other than
 * REPLACE say what is meant, and analyzer/fixes/resolve.h makes replacements of them, or drops the fix.
 */
typedef enum {
    ORM_EDIT_REPLACE,         /* what stands at `place` becomes `text`; `was`: what must stand there, or NULL */
    ORM_EDIT_REMOVE_ARGUMENT, /* the argument or item at `place` goes, with its comma; `was`: its first word, or NULL */
    ORM_EDIT_REMOVE_ANNOTATION, /* the annotation at `place` goes; `was`: its kind */
    ORM_EDIT_ADD_ARGUMENT,      /* `text` becomes the last argument of the annotation at `place`; `was`: its kind */
    ORM_EDIT_ANNOTATE_STRUCT,   /* the annotation `text` goes behind the one at `place`; `was`: its kind */
    ORM_EDIT_ANNOTATE_FIELD,    /* the annotation `text` goes behind the field whose name, `was`, is at `place` */
    ORM_EDIT_QUALIFY_POINTER, /* the qualifier (_Nonnull, _Nullable) in front of the field's name becomes `text`, or is
                                 put there in a file that uses such */
    ORM_EDIT_TYPE_POINTER,    /* what the field points at becomes `text`, "struct user" */
    ORM_EDIT_DROP_POINTER,    /* one `*` of two in front of the field's name goes */
    ORM_EDIT_REMOVE_ALLOWED, /* the rule at `place`, `was`, goes from its comment, with the comment if it is the last */
    ORM_EDIT_STATE_VALUE,    /* the enum constant `was` at `place`, which has no value, gets the value `text` */
    ORM_EDIT_TYPE_FIELD, /* the type of the field, or what it points at, becomes the integer type `text`, or `bool` */
    ORM_EDIT_HOLD_VALUE, /* the only `*` in front of the field's name goes */
    ORM_EDIT_DROP_QUALIFIER /* the qualifier `text` of the field (const, volatile, _Atomic) goes */
} OrmEditKind;

typedef struct {
    OrmEditKind kind;
    OrmPlace place;
    char *was;  /* owned; may be NULL */
    char *text; /* owned; NULL: nothing */
} OrmEdit;

/** How a finding could be mended by editing the source. */
typedef struct {
    char *description; /* owned: "remove `nullable`" */
    gboolean safe;     /* it says what is evidently meant; else a choice of several, or a change of C code */
    GPtrArray *edits;  /* of OrmEdit *, owned: all of them or none */
} OrmFix;

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
    OrmFix *fix;             /* owned; NULL: none is known */
    char *suppressed;        /* owned; NULL: not suppressed; else the reason, "" when none was given */
} OrmFinding;

OrmFinding *orm_finding_new(const char *rule, OrmSeverity severity, OrmPlace place, OrmObject object);
void orm_finding_free(OrmFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmFinding, orm_finding_free)

/** Sets the help line (printf format). */
void orm_finding_help(OrmFinding *finding, const char *format, ...) G_GNUC_PRINTF(2, 3);
/** Adds a related place with its message; an unknown place is left out. */
void orm_finding_related(OrmFinding *finding, OrmPlace place, const char *format, ...) G_GNUC_PRINTF(3, 4);

/** Gives the finding a fix without edits, in the place of any other; the description is a printf format. */
void orm_finding_fix(OrmFinding *finding, gboolean safe, const char *format, ...) G_GNUC_PRINTF(3, 4);
/**
 * Adds an edit to the finding's fix, which must be there; `was` and `text` are copied and may be NULL. An unknown place
 * makes the fix impossible: it is dropped when fixes are resolved.
 */
void orm_finding_edit(OrmFinding *finding, OrmEditKind kind, OrmPlace place, const char *was, const char *text);

OrmEdit *orm_edit_new(OrmEditKind kind, OrmPlace place, const char *was, const char *text);
void orm_edit_free(OrmEdit *edit);
void orm_fix_free(OrmFix *fix);

/** Hash of rule, table and object, never of a line: 16 hexadecimal digits. Free with g_free. */
char *orm_finding_fingerprint(const OrmFinding *finding);

/** Sorts by file, line, column, rule, then message, and drops findings equal in all of them. */
void orm_findings_sort(GPtrArray *findings);

#endif
