/* SPDX-License-Identifier: MIT */
/* The vocabulary as a table; for the vocabulary's own files. */
#ifndef ORM_GRAPH_VOCABULARY_TABLE_H
#define ORM_GRAPH_VOCABULARY_TABLE_H

#include "analyzer/graph/vocabulary.h"

/** What a value has to be. */
typedef enum {
    ORM_RULE_FLAG,      /* alone, or true | false | 1 | 0 */
    ORM_RULE_NAME,      /* name or string, not empty */
    ORM_RULE_TEXT,      /* string or name, may be empty */
    ORM_RULE_SQL,       /* SQL text: string; name or number where that is all of it */
    ORM_RULE_STATEMENT, /* SQL text that is never a single word: string */
    ORM_RULE_LITERAL,   /* name, string or number */
    ORM_RULE_VALUE,     /* the program's: literal or call */
    ORM_RULE_WORD,      /* one of `words` */
    ORM_RULE_FLAG_WORD, /* flag, or one of `words` */
    ORM_RULE_ACTION,    /* referential action */
    ORM_RULE_CASCADE,   /* cascade words: a list, or one string */
    ORM_RULE_NAMES,     /* name or list of names, at least one */
    ORM_RULE_ELEMENT,   /* member of an index */
    ORM_RULE_ORDERING,  /* member of an ordering, or a list of them */
    ORM_RULE_PARENT     /* parent(x, y), or parent alone */
} OrmValueRule;

typedef struct {
    const char *key; /* NULL ends a list */
    OrmValueRule rule;
    const char *const *words; /* NULL-terminated; WORD and FLAG_WORD only */
} OrmKeySpec;

#define ORM_ANY_NUMBER G_MAXUINT

typedef struct {
    const char *kind;
    const char *usage;        /* for help: ORM_CHECK("expression") */
    guint subjects;           /* bits 1 << OrmSubjectKind */
    guint least, most;        /* positional arguments */
    OrmKeySpec positional[2]; /* rules of the first and of all further ones */
    const OrmKeySpec *keys;
    gboolean adds_up; /* several on one subject are one statement; else each is a thing of its own */
} OrmAnnotationSpec;

/** The annotation of that kind for that subject; else one of that kind for the other subject; NULL: no such kind. */
const OrmAnnotationSpec *orm_vocabulary_spec(const char *kind, OrmSubjectKind subject);
/** The nearest kind to a misspelt one, or NULL. */
const char *orm_vocabulary_nearest_kind(const char *kind);
const OrmKeySpec *orm_vocabulary_key(const OrmAnnotationSpec *spec, const char *key);
/** The nearest key of any rule, or (`flags_only`) flag; NULL when none is near. */
const char *orm_vocabulary_nearest_key(const OrmAnnotationSpec *spec, const char *key, gboolean flags_only);

/** What an argument is in its annotation. */
typedef enum {
    ORM_ROLE_POSITIONAL,
    ORM_ROLE_KEY,               /* key=value */
    ORM_ROLE_FLAG,              /* a lone flag */
    ORM_ROLE_UNKNOWN_KEY,       /* key=value with a key that is none */
    ORM_ROLE_UNKNOWN_FLAG,      /* a lone name that is no flag where only a flag can stand, or all but one */
    ORM_ROLE_KEY_WITHOUT_VALUE, /* a lone name that is a key but no flag */
    ORM_ROLE_LATE_NAME,         /* the name, but not as the first argument */
    ORM_ROLE_EXCESS             /* one positional argument too many */
} OrmArgumentRole;

/** The role of the argument at `index` that `positionals` positional ones precede. */
OrmArgumentRole orm_vocabulary_role(const OrmAnnotationSpec *spec, const OrmAnnotation *annotation, guint index,
                                    guint positionals);
/** The roles of all arguments, as many as there are. Free with g_free. */
OrmArgumentRole *orm_vocabulary_roles(const OrmAnnotationSpec *spec, const OrmAnnotation *annotation);

/** ORM_FOREIGN_KEY for "foreign_key"; interned. */
const char *orm_vocabulary_macro(const char *kind);

/** Edit distance (insert, delete, replace a byte; letters without case). */
guint orm_edit_distance(const char *left, const char *right);
/** Whether that is `most` at most; looks no further than it has to. */
gboolean orm_words_are_near(const char *left, const char *right, guint most);
/** In lower case, with `_` for dashes and stretches of blanks. Free with g_free. */
char *orm_word_normalize(const char *word);
/** Whether `word`, normalised, is among `words` (NULL-terminated). */
gboolean orm_word_among(const char *word, const char *const *words);
/** "`a`, `b` or `c`". Free with g_free. */
char *orm_words_join(const char *const *words);

extern const char *const orm_action_words[];
extern const char *const orm_cascade_words[];

/** TRUE for true and 1, FALSE for false and 0 (any case); ORM_UNKNOWN for all else. */
OrmTruth orm_value_truth(const OrmValue *value);
/** The action a value names; UNSTATED: none. */
OrmActionKind orm_value_action(const OrmValue *value);
/** The text of a name, string, number or (as written) call; NULL for a list. Interned. */
const char *orm_value_text(const OrmValue *value);
/** Words of a cascade, each normalised: of char *, owned. Empty for the empty string and list. */
GPtrArray *orm_value_cascade_words(const OrmValue *value);

/** Checks the value of a key or of a positional argument against its rule. Adds at most one problem for each fault. */
void orm_vocabulary_check_value(const OrmAnnotation *annotation, const OrmKeySpec *rule, gboolean is_positional,
                                const OrmValue *value, GPtrArray *problems);
/**
 * Why two options (a key, or "#0" for the first positional argument) that are stated on or off exclude each other in an
 * annotation of that kind; NULL: they do not. Static. Likewise for two kinds of annotation on one subject.
 */
const char *orm_vocabulary_excludes(const char *kind, const char *one, OrmTruth one_on, const char *other,
                                    OrmTruth other_on);
const char *orm_vocabulary_excludes_kind(const char *one, const char *other);
/** The option without which `key` does nothing, or NULL. */
const char *orm_vocabulary_needs(const char *kind, const char *key);

/** Options of one annotation that exclude each other, and keys given twice. */
void orm_vocabulary_check_conflicts(const OrmAnnotation *annotation, OrmSubjectKind subject, GPtrArray *problems);

#endif
