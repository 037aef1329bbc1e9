/* SPDX-License-Identifier: MIT */
/*
 * Reading one translation unit in two steps. The survey walks the declarations once and notes every definition of a
 * struct, union or enum that may matter, and every ORM_ON. Then the definitions that are wanted are recorded; recording
 * one may want more.
 */
#ifndef ORM_EXTRACT_READER_H
#define ORM_EXTRACT_READER_H

#include "analyzer/extract/clang_support.h"
#include "analyzer/facts/struct_pattern.h"

typedef struct OrmDefinition OrmDefinition;

/** A definition of a struct, union or enum in the unit. */
struct OrmDefinition {
    CXCursor cursor;
    const char *name;       /* NULL until orm_definition_name was asked */
    gboolean has_tag;       /* known once `name` is */
    GPtrArray *typedefs;    /* of const char *: its typedef names in the order of the source */
    OrmPlace typedef_place; /* of the first */
    OrmDefinition *outer;   /* without tag: the struct it is defined in; NULL otherwise */
    const char *field;      /* without tag: the field it is defined in, "(unnamed)", "(unnamed 2)", ... for none; the
                               variable or pointer type where there is no outer struct */
    OrmPlace field_place;
    gboolean surveyed; /* its fields were looked at */
    gboolean model;    /* annotated itself, in a field, or target of an ORM_ON */
    gboolean recorded; /* for its own sake: whoever wants it adds nothing: a model, or one by convention */
    gboolean wanted;   /* is, or is to be, recorded */
};

/** An ORM_ON whose `_` waits for the name of a definition. */
typedef struct {
    OrmOn *on; /* owned until it goes to the facts */
    OrmDefinition *above;
} OrmPendingOn;

/** A definition that is recorded only because something in another file wants it, which may not see it everywhere. */
typedef struct {
    const char *wanter;     /* interned path, as reported */
    const char *definition; /* the same; NULL: another definition may be meant where the wanter sees fewer */
} OrmBorrowing;

/** What is known while a unit is read. */
typedef struct {
    OrmFacts *facts;          /* borrowed: what is recorded */
    const char *label;        /* interned: what is read is read under that; NULL: under the file of each struct */
    const char *recording;    /* interned: the label of what is recorded; NULL: none */
    GHashTable *labels;       /* borrowed; interned path -> interned label of that file; NULL: `label` for all */
    GArray *borrowings;       /* of OrmBorrowing; NULL: nobody asks */
    const GPtrArray *structs; /* of OrmStructPattern *: recorded without an annotation; may be NULL */
    const char *ignored_file; /* interned path whose own models are left out, or NULL */
    OrmSources sources;
    GHashTable *definitions; /* CXCursor * -> OrmDefinition *, owned */
    GPtrArray *order;        /* of OrmDefinition *, borrowed: as surveyed */
    GHashTable *by_name;     /* interned tag or typedef name -> OrmDefinition *; NULL until the survey is over */
    GHashTable *ambiguous;   /* set of interned names that several definitions have; made with `by_name` */
    GPtrArray *queue;        /* of OrmDefinition *: wanted ones, recorded up to some point */
    GPtrArray *ons;          /* of OrmPendingOn *, owned */
    GHashTable *last_struct; /* interned path -> OrmDefinition *: defined last, so far */
    GHashTable *last_model;  /* the same, models only */
    GHashTable *declaring;   /* set of interned paths that declare something */
    GHashTable *types;       /* what libclang calls a type -> OrmCType *, owned: those of fields that were read */
} OrmReader;

void orm_reader_init(OrmReader *reader, OrmFacts *facts, CXTranslationUnit unit, const OrmNaming *naming,
                     const char *directory);
void orm_reader_clear(OrmReader *reader);

/** Reads the whole unit into the reader's facts. */
void orm_reader_run(OrmReader *reader);

/* definitions.c */

/** The note of a definition, made if there is none; `cursor` may be any declaration of it. NULL without a definition in
 * the unit. */
OrmDefinition *orm_reader_definition(OrmReader *reader, CXCursor cursor);

/** The definition a value, array or (with `through_pointers`) pointer of that type is made of; NULL when there is none.
 */
OrmDefinition *orm_reader_type_definition(OrmReader *reader, CXType type, gboolean through_pointers);

/** The definition with that tag or typedef name, for something in the file `wanter` (a reported path). Only after the
 * survey. */
OrmDefinition *orm_reader_find(OrmReader *reader, const char *name, const char *wanter);

/** Notes that of what stands in the file it is not sure that it is the same where fewer files are read with it. */
void orm_reader_doubt(OrmReader *reader, const char *file);

/** Has it recorded, unless it is for its own sake; a second time does nothing. NULL is allowed. */
void orm_reader_want(OrmReader *reader, OrmDefinition *definition);

/** The same for what something in the file `wanter` need not know in full: a target it points at or names. */
void orm_reader_want_from(OrmReader *reader, OrmDefinition *definition, const char *wanter);

/** Its tag, else its first typedef name, else "outer.field". Interned. Only after the survey. */
const char *orm_definition_name(OrmDefinition *definition);

/** Where that name stands. */
OrmPlace orm_definition_place(OrmReader *reader, OrmDefinition *definition);

/* survey.c */

/** Walks the unit and notes definitions, typedef names and ORM_ON. */
void orm_survey(OrmReader *reader);

/* annotations.c */

/** Appends the annotations of a declaration, in the order of the source, each once. */
void orm_read_annotations(OrmReader *reader, CXCursor cursor, GPtrArray *annotations);

/** Whether the declaration has an annotation of ours. */
gboolean orm_is_annotated(CXCursor cursor);

/** The struct an annotation names first, or NULL: the base of ORM_INHERITS, the target of ORM_RELATIONSHIP. */
const char *orm_annotation_first_name(const OrmAnnotation *annotation);

/** Notes the ORM_ON that a variable's declaration is, if it is one; warns of other annotations on it. */
void orm_read_on(OrmReader *reader, CXCursor variable);

/** Warns of an annotation on a declaration that cannot have one: a typedef, a function. */
void orm_warn_misplaced(OrmReader *reader, CXCursor cursor);

/* types.c */

/** The type with its levels, the caller's own; enums it uses are wanted. */
OrmCType *orm_read_type(OrmReader *reader, CXType type);

/* structs.c */

/** Records the definition with its fields. */
void orm_record_struct(OrmReader *reader, OrmDefinition *definition);

/* enums.c */

void orm_record_enum(OrmReader *reader, OrmDefinition *definition);

#endif
