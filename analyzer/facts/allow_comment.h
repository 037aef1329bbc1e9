/* SPDX-License-Identifier: MIT */
/* `ormlint: allow RULE[, RULE] -- REASON` in a comment of a model file: findings the user has decided to live with. */
#ifndef ORM_FACTS_ALLOW_COMMENT_H
#define ORM_FACTS_ALLOW_COMMENT_H

#include "analyzer/facts/place.h"

/** A rule that a comment names, as it is written: there may be no such rule. */
typedef struct {
    const char *name; /* interned */
    OrmPlace place;
} OrmAllowedRule;

typedef struct {
    OrmPlace place;      /* from `ormlint:` to the end of the line or of the comment */
    gboolean whole_file; /* allow-file */
    guint first_line;    /* findings on the lines from here... */
    guint last_line;     /* ...to here are meant, unless `whole_file` */
    GArray *rules;       /* of OrmAllowedRule, in source order */
    const char *reason;  /* interned; NULL: none */
    const char
        *fault; /* interned: what is wrong with the comment; `rules` then holds what came before. NULL: nothing */
    OrmPlace fault_place;
} OrmAllowComment;

OrmAllowComment *orm_allow_comment_new(OrmPlace place);
void orm_allow_comment_free(OrmAllowComment *comment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmAllowComment, orm_allow_comment_free)

/** By place, lines and content, as strcmp does. */
int orm_allow_comment_compare(const OrmAllowComment *left, const OrmAllowComment *right);

/** Whether a finding at `place` is one the comment speaks of. */
gboolean orm_allow_comment_covers(const OrmAllowComment *comment, const OrmPlace *place);

#endif
