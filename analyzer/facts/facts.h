/* SPDX-License-Identifier: MIT */
/*
 * Facts: what a front end saw, as plain records with names, types and places and without pointers between them, and
 * before any rule, configuration or other file had a say. Every front end writes the same records: libclang a struct as
 * the source has it; a reader of an actual schema a struct per table, with the annotations that describe it. Only
 * `link` (analyzer/graph/link.h) turns names into pointers. Merging facts is associative, commutative and idempotent:
 * orm_facts_normalize sorts and drops repetitions.
 *
 * All strings are interned with orm_intern: compare by pointer, never free.
 */
#ifndef ORM_FACTS_FACTS_H
#define ORM_FACTS_FACTS_H

#include "analyzer/facts/allow_comment.h"
#include "analyzer/facts/annotation.h"
#include "analyzer/facts/migration_step.h"
#include "analyzer/facts/place.h"

typedef enum {
    ORM_C_VOID,
    ORM_C_BOOL,
    ORM_C_CHAR,     /* plain char */
    ORM_C_SIGNED,   /* signed integer of `bits`; signed char is one of 8 */
    ORM_C_UNSIGNED, /* unsigned integer of `bits` */
    ORM_C_FLOAT,    /* float 32, double 64, long double more */
    ORM_C_ENUM,
    ORM_C_STRUCT,
    ORM_C_UNION,
    ORM_C_POINTER, /* to `inner` */
    ORM_C_ARRAY,   /* of `length` `inner` */
    ORM_C_FUNCTION,
    ORM_C_OTHER /* _Complex, vector, block, unknown */
} OrmCKind;

typedef enum { ORM_NULLABILITY_UNSTATED, ORM_NULLABILITY_NONNULL, ORM_NULLABILITY_NULLABLE } OrmNullability;

#define ORM_LENGTH_FLEXIBLE (-1) /* `T x[]` */
#define ORM_LENGTH_VARIABLE (-2) /* length not a constant */

/** A C type; pointers and arrays nest through `inner`. Fields of one type share it, so that it is constant once a field
 * has it. */
typedef struct OrmCType OrmCType;
struct OrmCType {
    OrmCKind kind;
    const char *spelling; /* as the source writes it: "struct child **", "uint32_t" */
    GPtrArray
        *names; /* of const char *: typedef names passed on the way to this level, outermost first; NULL if none */
    const char *canonical; /* builtin spelling with typedefs resolved: "unsigned int", "long", "struct child" */
    const char
        *tag;   /* struct, union, enum: name of the definition (OrmStruct.name, OrmEnum.name); NULL when it has none */
    guint bits; /* size in bits of this level; 0 when incomplete */
    gint64 length; /* array: elements, or ORM_LENGTH_*; 0 otherwise */
    gboolean is_const, is_volatile, is_atomic;
    OrmNullability nullability; /* of a pointer */
    gboolean incomplete; /* struct, union, enum without a definition in this unit, or only pointed at; also the type of
                            a field that does not compile: `kind` and `bits` are then a guess */
    OrmCType *inner;     /* owned; pointer and array only */
    gint references;     /* see orm_c_type_ref */
};

/** A field of a struct. */
typedef struct {
    const char *name;       /* NULL for an anonymous member */
    OrmPlace place;         /* the name; the whole field for an anonymous one */
    const OrmCType *type;   /* a reference, owned */
    gint bit_field;         /* width in bits; -1 when it is none */
    GPtrArray *annotations; /* of OrmAnnotation *, owned, in source order; facts that were read from a file or pipe
                               share one array where there are none, structs too: add nothing there */
} OrmField;

/** A struct (or union) definition, or a table of an actual schema. */
typedef struct {
    const char *name;    /* tag; the first typedef name when it has no tag; "outer.field" for one defined inside a field
                            without either */
    GPtrArray *typedefs; /* of const char *: every typedef name of it, sorted */
    gboolean has_tag;    /* `name` is a tag */
    gboolean is_union;
    OrmPlace place;         /* the name where it is defined */
    GPtrArray *annotations; /* of OrmAnnotation *, owned, in source order; ORM_ON is not here */
    GPtrArray *fields;      /* of OrmField *, owned */
    const char *unit;       /* what it was read under, for messages: "src/a.c", "src/a.h with -DX=1" */
} OrmStruct;

typedef struct {
    const char *name;
    gint64 value;
    gboolean explicit_value; /* `= N` stands in the source */
    OrmPlace place;
} OrmEnumConstant;

typedef struct {
    const char *name;    /* tag, first typedef name, or "outer.field" */
    GPtrArray *typedefs; /* of const char * */
    OrmPlace place;
    GArray *constants; /* of OrmEnumConstant, in source order */
} OrmEnum;

/** ORM_ON(where, annotation) */
typedef struct {
    const char
        *target; /* struct tag or typedef name; `_` is replaced by the struct's name (NULL when there was none above) */
    const char *field; /* the part after the dot, or NULL */
    OrmPlace where_place;
    OrmPlace place;            /* the whole ORM_ON(...) */
    OrmAnnotation *annotation; /* owned */
} OrmOn;

typedef enum { ORM_NOTICE_ERROR, ORM_NOTICE_WARNING, ORM_NOTICE_INFO } OrmNoticeLevel;

/** Trouble or news about the run itself, never about the user's models: a file that does not parse, something assumed.
 */
typedef struct {
    OrmNoticeLevel level; /* an ERROR makes the analysis incomplete (exit 3) */
    OrmPlace place;       /* may be unknown; line 0 when only the file is known */
    const char *message;
} OrmNotice;

typedef struct {
    GPtrArray *structs; /* of OrmStruct *, owned */
    GPtrArray *enums;   /* of OrmEnum *, owned */
    GPtrArray *ons;     /* of OrmOn *, owned */
    GPtrArray *allows;  /* of OrmAllowComment *, owned: comments of the files that `files` and the structs name */
    GPtrArray *notices; /* of OrmNotice *, owned */
    GArray *steps;    /* of OrmMigrationStep, in order: what files of SQL do; empty for C; no part of a file of facts */
    GPtrArray *files; /* of const char *: files read for models (not what they include), sorted by normalize */
} OrmFacts;

OrmFacts *orm_facts_new(void);
void orm_facts_free(OrmFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmFacts, orm_facts_free)

/** A type of one level with one reference, the caller's. */
OrmCType *orm_c_type_new(OrmCKind kind);
/** All levels of it; the caller owns the copy and may change it. */
OrmCType *orm_c_type_copy(const OrmCType *type);
/** One more owner of the same type. Returns it. */
const OrmCType *orm_c_type_ref(const OrmCType *type);
/** Gives up a reference, of NULL too; the last one frees all levels. */
void orm_c_type_unref(const OrmCType *type);
/** A field without annotations; takes over the reference to `type`. */
OrmField *orm_field_new(const char *name, OrmPlace place, const OrmCType *type);
OrmStruct *orm_struct_new(const char *name, OrmPlace place);
OrmEnum *orm_enum_new(const char *name, OrmPlace place);
void orm_field_free(OrmField *field);
void orm_struct_free(OrmStruct *record);
void orm_enum_free(OrmEnum *enumeration);
void orm_on_free(OrmOn *on);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmCType, orm_c_type_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmField, orm_field_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmStruct, orm_struct_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmEnum, orm_enum_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmOn, orm_on_free)

/** A notice whose message is a printf format; the caller frees it with g_free. */
OrmNotice *orm_notice_new(OrmNoticeLevel level, OrmPlace place, const char *format, va_list arguments)
    G_GNUC_PRINTF(3, 0);

/** Adds a notice; the message is a printf format. */
void orm_facts_notice(OrmFacts *facts, OrmNoticeLevel level, OrmPlace place, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/** Moves everything in `other` into `facts`; `other` is freed. */
void orm_facts_merge(OrmFacts *facts, OrmFacts *other);

/**
 * Sorts by place and name and drops records that say the same (structs: same place and content, whatever the unit).
 * Structs with the same place and other content stay: link finds the difference (model-differs-across-tus).
 */
void orm_facts_normalize(OrmFacts *facts);

/** Whether two structs have the same fields, types and annotations, places and unit aside. */
gboolean orm_struct_equal(const OrmStruct *left, const OrmStruct *right);
gboolean orm_c_type_equal(const OrmCType *left, const OrmCType *right);

#endif
