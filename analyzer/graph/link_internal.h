/* SPDX-License-Identifier: MIT */
/* What the stages of link share. Private to analyzer/graph/link*.c. */
#ifndef ORM_GRAPH_LINK_INTERNAL_H
#define ORM_GRAPH_LINK_INTERNAL_H

#include "analyzer/graph/link.h"

typedef struct {
    OrmGraph *graph;
    const OrmLinkOptions *options;
    GHashTable *structs_by_name; /* interned name or typedef -> GPtrArray of OrmStruct * */
    GHashTable *enums_by_name;   /* interned name or typedef -> OrmEnum * */
    GHashTable *on_struct; /* const OrmStruct * -> GPtrArray of const OrmAnnotation *, its own first; the graph's */
    GHashTable *on_field;  /* const OrmField * -> the same */
    GHashTable *models_by_record; /* const OrmStruct * -> OrmModel * */
    GHashTable *used_records;     /* set of const OrmStruct *: embedded or inherited by a model */
    GHashTable *mapped_types;     /* const OrmCType * -> OrmMappedType *: of fields that are no bit-fields */
    GHashTable *linked_models;    /* set of const OrmModel *: whose fields are done */
} OrmLinker;

/** Where a struct's fields land: the model and table that get them, and what embedding puts in front of names. */
typedef struct {
    OrmModel *model; /* gets the relationships, embeds, unmapped fields */
    OrmTable *table; /* gets columns and keys; NULL: none are made */
    const OrmStruct *owner;
    const OrmModel *inherited_from;
    const char *path;   /* "" or "address." */
    const char *prefix; /* "" or the column prefix */
    OrmTruth nullable;  /* YES: the whole embedded struct may be absent; UNKNOWN: as the fields say */
    guint depth;        /* of embedding */
} OrmScope;

/* link_on.c: attaches what ORM_ON says to its struct or field */
void orm_link_ons(OrmLinker *linker);
/** Adds an annotation to those of a struct or field. */
void orm_linker_attach_to_struct(OrmLinker *linker, const OrmStruct *record, const OrmAnnotation *annotation);
void orm_linker_attach_to_field(OrmLinker *linker, const OrmField *field, const OrmAnnotation *annotation);

/* link_map.c: annotates what the configuration's `map` matches. After orm_link_ons, whose word counts more. */
void orm_link_map(OrmLinker *linker);

/* link_models.c: which structs are models, variants, tables */
void orm_link_models(OrmLinker *linker);
/** The struct of that tag or typedef name, the one in `file` first; NULL when no definition was seen. */
const OrmStruct *orm_linker_struct(const OrmLinker *linker, const char *name, const char *file);
/** The struct at the same place read with other fields under another command, or NULL. */
const OrmStruct *orm_linker_other_reading(const OrmLinker *linker, const OrmStruct *record);
OrmModel *orm_linker_model(const OrmLinker *linker, const OrmStruct *record);
/** All annotations of a struct or field, ORM_ON's included. They live as long as the graph; never change them: they may
 * be the facts' own. */
GPtrArray *orm_linker_struct_annotations(const OrmLinker *linker, const OrmStruct *record);
GPtrArray *orm_linker_field_annotations(const OrmLinker *linker, const OrmField *field);

/* link_problems.c: what is wrong with the annotations themselves */
void orm_link_problems(OrmLinker *linker);

/* annotations.c: questions over the annotations of one struct or field */

/** Makes "did you mean `nearest`?" the problem's help; nothing when `nearest` is NULL. */
void orm_problem_suggest(OrmProblem *problem, const char *nearest);
const char *orm_struct_nearest_field(const OrmStruct *record, const char *name);

/** The first annotation of a kind, or NULL. */
const OrmAnnotation *orm_find_annotation(GPtrArray *annotations, const char *kind);
/** The same over all annotations of that kind: the first that states `key`. */
OrmStated orm_stated(GPtrArray *annotations, const char *kind, const char *key);
OrmFlag orm_flag(GPtrArray *annotations, const char *kind, const char *key);
/** The first positional argument that is a name or string over all annotations of that kind, or not stated. */
OrmStated orm_stated_name(GPtrArray *annotations, const char *kind);
/** The text of a name, string or number with its place; not stated for NULL and other values. */
OrmStated orm_value_stated(const OrmValue *value);

/* link_fields.c: fields -> columns, relationships, embeds, unmapped */
void orm_link_fields(OrmLinker *linker, OrmModel *model);

/* link_columns.c */
OrmColumn *orm_link_column(OrmLinker *linker, const OrmScope *scope, const OrmField *field, GPtrArray *annotations);

/* link_column_options.c: what ORM_COLUMN states beside name, type and nullability */
void orm_link_column_options(OrmColumn *column, GPtrArray *annotations);

/* link_keys.c: primary keys, unique constraints, indexes, checks, exclusions */
void orm_link_keys(OrmLinker *linker, const OrmScope *scope, GPtrArray *annotations);
void orm_link_column_keys(OrmLinker *linker, OrmColumn *column);
void orm_link_primary_key(OrmTable *table);

/* link_foreign_keys.c */
/** The empty array that all columns without a key share; never freed. */
GPtrArray *orm_no_foreign_keys(void);
void orm_link_foreign_key(OrmLinker *linker, const OrmScope *scope, const OrmAnnotation *annotation, OrmColumn *column);
/** Whether the configuration's ignore_tables (globs) name the table. */
gboolean orm_table_ignored(const OrmLinkOptions *options, const char *name);
/** Resolves the parent and adds the edges; returns FALSE, with nothing added, when the parent is one of the
 * configuration's ignore_tables. */
gboolean orm_link_foreign_key_target(OrmLinker *linker, OrmForeignKey *key);

/* link_relationships.c: the record; link_joins.c: targets, keys, directions */
void orm_link_relationship(OrmLinker *linker, const OrmScope *scope, const OrmField *field, GPtrArray *annotations);
void orm_link_joins(OrmLinker *linker);

/* link_inheritance.c */
void orm_link_bases(OrmLinker *linker);
void orm_link_base_links(OrmLinker *linker);

/* names.c: naming conventions */
void orm_link_names(OrmLinker *linker);

/** A reference to a column by name in a scope: tried with the scope's path in front, then as it is. Resolved now. */
OrmColumnReference *orm_reference_new(const OrmScope *scope, const char *name, OrmPlace place);
void orm_reference_resolve(OrmColumnReference *reference, const OrmTable *table, const OrmModel *model,
                           const char *path);
/** References for each name in a list value, a single name, or a string "a, b"; appended to `references`. */
void orm_references_append(GPtrArray *references, const OrmScope *scope, const OrmValue *value);

/* index_definition.c: `definition="on t using btree (...)"` by PostgreSQL's own grammar */
gboolean orm_index_read_definition(OrmIndex *index, const OrmScope *scope);

OrmIndexElement *orm_index_element_new(const OrmScope *scope, const OrmValue *value);
void orm_index_element_free(OrmIndexElement *element);

/* graph.c: constructors */
OrmGraph *orm_graph_new(OrmFacts *facts, OrmDialect dialect);
OrmTable *orm_table_new(const char *name, OrmPlace place);
OrmModel *orm_model_new(const OrmStruct *record);
OrmIndex *orm_index_new(OrmTable *table, OrmKeyKind kind, OrmPlace place);
OrmPrimaryKey *orm_primary_key_new(OrmPlace place);
void orm_primary_key_free(OrmPrimaryKey *key);
/** A column of the field that states nothing, in no table. */
OrmColumn *orm_column_new(const OrmField *field);
/** The column's own flags, details and enum to write in, made at the first call; they belong to the column. */
OrmColumnFlags *orm_column_own_flags(OrmColumn *column);
OrmColumnDetails *orm_column_own_details(OrmColumn *column);
OrmColumnEnum *orm_column_own_enum(OrmColumn *column);
void orm_column_free(OrmColumn *column);
void orm_table_free(OrmTable *table);
void orm_model_free(OrmModel *model);
OrmForeignKey *orm_foreign_key_new(OrmTable *child, OrmPlace place);
OrmRelationship *orm_relationship_new(OrmModel *model, OrmPlace place);

#endif
