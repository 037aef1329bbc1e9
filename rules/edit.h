/* SPDX-License-Identifier: MIT */
/*
 * Edits that rules offer, in the words of annotations and columns. All add edits to the fix that the finding has
 * (orm_finding_fix); one that cannot be made in the text, as in a macro of the project, drops the fix later.
 */
#ifndef ORM_RULES_EDIT_H
#define ORM_RULES_EDIT_H

#include "rules/rule.h"

/**
 * Whether the column's field stands in the model's own struct: what is written there concerns no other model, and no
 * other reading of the struct.
 */
gboolean orm_column_is_own(const OrmColumn *column);
/** The same of a relationship. */
gboolean orm_relationship_is_own(const OrmRelationship *relationship);

/** "table.column" as it stands in an annotation; NULL for a name that would have to be quoted. Interned. */
const char *orm_edit_column_name(const OrmColumn *column);

/** Removes an argument of an annotation. */
void orm_edit_remove(OrmFinding *finding, const OrmArgument *argument);
/** Removes `key` from all annotations of that kind among `annotations`; FALSE, and nothing, where none states it. */
gboolean orm_edit_remove_option(OrmFinding *finding, const GPtrArray *annotations, const char *kind, const char *key);

/** Gives the finding a fix that removes the statement of an index or unique constraint: its annotation, or the column's
 * flag. Nothing where several models share it, or where one flag is a part of another's meaning. */
void orm_edit_remove_index(OrmFinding *finding, gboolean safe, const OrmIndex *index);

/** Adds an argument to an annotation. */
void orm_edit_add(OrmFinding *finding, const OrmAnnotation *annotation, const char *format, ...) G_GNUC_PRINTF(3, 4);
/** Adds a flag to the column's ORM_COLUMN, or ORM_COLUMN(flag) to its field where there is none. */
void orm_edit_add_flag(OrmFinding *finding, const OrmColumn *column, const char *flag);
/** Adds an annotation to a field. */
void orm_edit_annotate(OrmFinding *finding, const OrmField *field, const char *format, ...) G_GNUC_PRINTF(3, 4);

/**
 * Keeps a field out of the table that is no column only because an option names it (count=, null_flag=, length=), once
 * that option goes: ORM_IGNORE(), unless something else is said of the field.
 */
void orm_edit_release(OrmFinding *finding, const OrmStruct *record, const char *field);

#endif
