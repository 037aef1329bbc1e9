/* SPDX-License-Identifier: MIT */
/* Each kind of edit in the text of a file. Private to analyzer/fixes. */
#ifndef ORM_FIXES_EDITS_H
#define ORM_FIXES_EDITS_H

#include "analyzer/findings/finding.h"
#include "analyzer/fixes/source.h"

/** The bytes from `start` to `end` become `text`. */
typedef struct {
    gsize start, end;
    char *text; /* owned */
} OrmReplacement;

/** `token` is the one at the edit's place. Each returns FALSE when the edit cannot be made, and sets `replacement`
 * else. */
typedef gboolean (*OrmEditFunction)(const OrmSource *source, gssize token, const OrmEdit *edit,
                                    OrmReplacement *replacement);

/** annotation_edits.c; `removed`: of gssize, the tokens at which the arguments begin that the same fix removes. */
gboolean orm_edit_remove_argument(const OrmSource *source, gssize token, const OrmEdit *edit, const GArray *removed,
                                  OrmReplacement *replacement);
gboolean orm_edit_remove_annotation(const OrmSource *source, gssize token, const OrmEdit *edit,
                                    OrmReplacement *replacement);
gboolean orm_edit_add_argument(const OrmSource *source, gssize token, const OrmEdit *edit, OrmReplacement *replacement);
gboolean orm_edit_annotate_struct(const OrmSource *source, gssize token, const OrmEdit *edit,
                                  OrmReplacement *replacement);

/** Widens `replacement`, which removes something, to its whole lines where nothing else stands on them; FALSE:
 * something does. */
gboolean orm_edit_cut_lines(const OrmSource *source, OrmReplacement *replacement);

/** comment_edits.c; at a byte rather than a token. */
gboolean orm_edit_remove_allowed(const OrmSource *source, gsize start, const OrmEdit *edit,
                                 OrmReplacement *replacement);

/* field_edits.c */
gboolean orm_edit_annotate_field(const OrmSource *source, gssize token, const OrmEdit *edit,
                                 OrmReplacement *replacement);
gboolean orm_edit_qualify_pointer(const OrmSource *source, gssize token, const OrmEdit *edit,
                                  OrmReplacement *replacement);
gboolean orm_edit_type_pointer(const OrmSource *source, gssize token, const OrmEdit *edit, OrmReplacement *replacement);
gboolean orm_edit_drop_pointer(const OrmSource *source, gssize token, const OrmEdit *edit, OrmReplacement *replacement);

/** Whether the token is one of the words or marks of a NULL-terminated list. */
gboolean orm_edit_is_one_of(const OrmSource *source, gssize token, const char *const *words);
/** Whether a declaration may begin behind this token. */
gboolean orm_edit_is_boundary(const OrmSource *source, gssize token);
/** Whether the field of the edit, whose name is the token, is the only one of its declaration. */
gboolean orm_edit_declares_alone(const OrmSource *source, gssize name, const OrmEdit *edit, gboolean with_bit_fields);

/* type_edits.c */
gboolean orm_edit_state_value(const OrmSource *source, gssize token, const OrmEdit *edit, OrmReplacement *replacement);
gboolean orm_edit_type_field(const OrmSource *source, gssize token, const OrmEdit *edit, OrmReplacement *replacement);
gboolean orm_edit_hold_value(const OrmSource *source, gssize token, const OrmEdit *edit, OrmReplacement *replacement);
gboolean orm_edit_drop_qualifier(const OrmSource *source, gssize token, const OrmEdit *edit,
                                 OrmReplacement *replacement);

#endif
