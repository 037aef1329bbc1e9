/* SPDX-License-Identifier: MIT */
/* What a compiler option means for reading declarations. */
#ifndef ORM_PROJECT_OPTIONS_H
#define ORM_PROJECT_OPTIONS_H

#include <glib.h>

typedef enum {
    ORM_OPTION_DROP,     /* of no concern */
    ORM_OPTION_KEEP,     /* changes what a declaration means */
    ORM_OPTION_FOLDER,   /* -I and its like: where includes are searched */
    ORM_OPTION_MACRO,    /* -D, -U */
    ORM_OPTION_FORCED,   /* -include, -imacros */
    ORM_OPTION_LANGUAGE, /* -x */
} OrmOptionKind;

typedef struct {
    OrmOptionKind kind;
    const char *name;  /* the option without its value; static, or the word itself */
    const char *value; /* its value when joined to it; NULL when it has none or when the next word is the value */
    gboolean takes_next;
} OrmOption;

/** What `word`, which begins with a dash, means. The result points into `word`. */
OrmOption orm_option_parse(const char *word);

#endif
