/* SPDX-License-Identifier: MIT */
/* Where an annotation can be written into C source. Text alone is looked at: macros are not expanded. */
#ifndef ORM_PROJECT_INSERTION_H
#define ORM_PROJECT_INSERTION_H

#include <glib.h>

/** Source in which comments, literals and directives are blanks, byte for byte. Free with g_free. */
char *orm_source_mask(const char *text, gsize length);

/** Whether masked source uses a macro of the vocabulary by its name, so that others can be used there. */
gboolean orm_source_uses_vocabulary(const char *mask);

/** The offset of a line and column (both from 1, in bytes), or -1 when there is none. */
gssize orm_source_offset(const char *text, guint line, guint column);

/**
 * Where an annotation of the field (`is_field`) or struct called `name`, which stands at `offset` of the masked source,
 * is written: behind the field's declarator, before the struct's name. -1 with `reason` set (static) when it cannot be
 * written: the name is made or passed on by a macro.
 */
gssize orm_source_annotation_offset(const char *mask, gssize offset, const char *name, gboolean is_field,
                                    const char **reason);

#endif
