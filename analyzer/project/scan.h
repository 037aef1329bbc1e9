/* SPDX-License-Identifier: MIT */
/*
 * Reads C source as text, fast: what it includes, what its macros are made of, which names it uses. No preprocessing
 * takes place: every branch of a conditional counts. Comments, string and character literals do not.
 *
 * Identifiers are known by a 64-bit hash, so that millions of macros cost little. Two names with one hash would at
 * worst have libclang read a file without need.
 */
#ifndef ORM_PROJECT_SCAN_H
#define ORM_PROJECT_SCAN_H

#include <glib.h>

/** A set of identifiers. */
typedef struct OrmNames OrmNames;

OrmNames *orm_names_new(void);
void orm_names_free(OrmNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmNames, orm_names_free)
void orm_names_add(OrmNames *names, guint64 name);
gboolean orm_names_contain(const OrmNames *names, guint64 name);
guint orm_names_count(const OrmNames *names);

/** The hash of an identifier. */
guint64 orm_name_hash(const char *name, gsize length);

/** Every macro of the vocabulary (ormlint/orm.h). Static. */
const OrmNames *orm_vocabulary_names(void);

typedef struct {
    char *name;      /* owned: what stands between the quotes or angle brackets */
    gboolean quoted; /* #include "name" */
} OrmInclude;

/** `#define macro ... name ...`: the expansion of `macro` mentions `name`. */
typedef struct {
    guint64 name;
    guint64 macro;
    gpointer where; /* for the caller: the text it stands in */
} OrmMention;

/** What the directives of one text say. */
typedef struct {
    GPtrArray *includes; /* of OrmInclude *, owned, in order */
    GArray *mentions;    /* of OrmMention */
    GArray *defined;     /* of guint64: macros that it defines or undefines */
    GArray *asked;       /* of guint64: names in its conditions (#if, #ifdef, ...) */
    gboolean annotated;  /* uses a macro of the vocabulary outside of directives */
} OrmDirectives;

OrmDirectives *orm_directives_new(void);
void orm_directives_free(OrmDirectives *directives);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmDirectives, orm_directives_free)

/** Adds what `text` says to `directives`. Never fails: what is no C is passed over. */
void orm_scan_directives(const char *text, gsize length, OrmDirectives *directives);

/** The names of `names` that `text` uses outside of directives, each once: a GArray of guint64, or NULL for none. Free
 * with g_array_unref. */
GArray *orm_scan_uses(const char *text, gsize length, const OrmNames *names);

#endif
