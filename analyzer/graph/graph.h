/* SPDX-License-Identifier: MIT */
/*
 * The relational metadata graph: what the models (or an actual schema) declare, every name resolved, edges both ways. Built by
 * link (link.h) from facts and constant after that; rules and reporters read it. Words are those of the field: the child holds the
 * foreign key, the parent is what it references.
 *
 * A name that could not be resolved keeps its text and place beside a NULL pointer: that is what rules report. Strings are interned.
 * Containers are GPtrArrays that are never NULL unless a comment says so, in source order; tables and models are ordered by place.
 */
#ifndef ORM_GRAPH_GRAPH_H
#define ORM_GRAPH_GRAPH_H

#include "analyzer/facts/facts.h"
#include "analyzer/graph/sql_type.h"

typedef enum { ORM_NO, ORM_YES, ORM_UNKNOWN } OrmTruth;

typedef struct OrmTable OrmTable;
typedef struct OrmModel OrmModel;
typedef struct OrmColumn OrmColumn;
typedef struct OrmForeignKey OrmForeignKey;
typedef struct OrmRelationship OrmRelationship;

/** A piece of text the user stated, and where; text NULL: not stated. */
typedef struct {
    const char *text;
    OrmPlace place;
} OrmStated;

/** A flag the user may state: value ORM_UNKNOWN means not stated. */
typedef struct {
    OrmTruth value;
    OrmPlace place;
} OrmFlag;

/** A column named somewhere (a key, an index, order_by=...). */
typedef struct {
    const char *name; /* as written */
    OrmPlace place;
    OrmColumn *column;             /* NULL: no such column */
    OrmRelationship *relationship; /* the name is a relationship's instead; NULL otherwise */
    OrmColumn *foreign_column;     /* the name is a column of a base's or an embedding's other table instead; NULL otherwise */
} OrmColumnReference;

typedef enum { ORM_ACTION_UNSTATED, ORM_ACTION_CASCADE, ORM_ACTION_SET_NULL, ORM_ACTION_SET_DEFAULT, ORM_ACTION_RESTRICT, ORM_ACTION_NO_ACTION } OrmActionKind;

/** ON DELETE, ON UPDATE; a word that is no action leaves the kind UNSTATED and is a problem. */
typedef struct {
    OrmActionKind kind;
    OrmPlace place; /* the value */
} OrmAction;

typedef enum { ORM_IDENTITY_NONE, ORM_IDENTITY_ALWAYS, ORM_IDENTITY_BY_DEFAULT } OrmIdentity;
typedef enum { ORM_GENERATED_NONE, ORM_GENERATED_UNSTATED, ORM_GENERATED_STORED, ORM_GENERATED_VIRTUAL } OrmGenerated;
typedef enum { ORM_ENUM_STORED_INTEGER, ORM_ENUM_STORED_STRING, ORM_ENUM_STORED_NATIVE } OrmEnumStorage;

/** How a column is kept whose C type is an enum. */
typedef struct {
    const OrmEnum *enumeration; /* NULL: the column is of no enum type */
    const OrmEnum *elements;    /* of an array of enums, of which nothing else is set; NULL otherwise */
    OrmEnumStorage storage;
    OrmFlag check;
    OrmStated name;
    GPtrArray *labels; /* of const char *, owned: the constants' labels in order (prefix removed, lower case if asked); NULL: of no enum type */
} OrmColumnEnum;

/** The flags that few columns state. */
typedef struct {
    OrmFlag primary_key; /* as stated: whether the column is in the key, `in_primary_key` says */
    OrmFlag unique, index, autoincrement, version;
} OrmColumnFlags;

/** What few columns state beside flags. */
typedef struct {
    OrmPlace identity_place;
    OrmStated default_value; /* program's */
    OrmStated server_default;
    OrmStated onupdate, server_onupdate;
    OrmStated computed;
    OrmStated comment, collation, null_flag, length_field, renamed_from;
    OrmStated charset, increment, ignored_reference; /* of an actual schema only: see analyzer/schema/catalog_facts.h */
} OrmColumnDetails;

struct OrmColumn {
    OrmTable *table;
    OrmModel *model;        /* the model it came with; for an inherited single-table child the child */
    const char *name;       /* SQL name */
    OrmPlace name_place;    /* where the SQL name is stated, else the field's name */
    const char *field_path; /* C: "id", "address.street" */
    const OrmField *field;
    const OrmStruct *owner;     /* struct that holds the field: the model's own, a base's, an embedded one */
    const OrmModel *inherited_from; /* the base model it was copied from (abstract or concrete base); NULL when its own */
    OrmPlace place;         /* the field's name */
    GPtrArray *annotations; /* of const OrmAnnotation *, borrowed: the field's and ORM_ON's */
    OrmSqlType type;
    OrmPlace type_place;   /* of `type=`, else the field's name */
    gboolean type_stated;  /* by `type=` */
    OrmTruth nullable;     /* effective */
    OrmFlag nullable_flag; /* as stated: `nullable` YES, `not_null` NO */
    gboolean in_primary_key;
    OrmIdentity identity;
    OrmGenerated generated;
    const OrmColumnFlags *flags;      /* never NULL: one record serves all columns that state none of them */
    const OrmColumnDetails *details;  /* never NULL: likewise */
    const OrmColumnEnum *enumeration; /* never NULL: one record serves all columns of no enum type */
    GPtrArray *foreign_keys; /* of OrmForeignKey * in which it is a child column */
    GPtrArray *referenced_by; /* of OrmForeignKey * in which it is a parent column */
};

typedef struct {
    GPtrArray *columns; /* of OrmColumnReference *, owned */
    OrmStated name;
    OrmPlace place;           /* ORM_PRIMARY_KEY, or the (first) column's primary_key flag, or the index with primary_key */
    const OrmAnnotation *annotation; /* ORM_PRIMARY_KEY or ORM_INDEX(primary_key); NULL when it comes from the columns' flags */
} OrmPrimaryKey;

struct OrmForeignKey {
    OrmTable *child;
    const char *name; /* stated or by naming convention; NULL when it has none */
    OrmStated stated_name;
    OrmPlace place; /* the annotation */
    const OrmAnnotation *annotation;
    const OrmColumn *on_column; /* the column whose ORM_FOREIGN_KEY it is; NULL when stated on the struct */
    GPtrArray *columns;         /* of OrmColumnReference *, owned */
    const char *parent_name;    /* as written: "users", "public.users" */
    OrmPlace parent_place;
    OrmTable *parent; /* NULL: unknown table */
    gboolean parent_key_implied; /* no target columns were written: the parent's primary key is meant */
    GPtrArray *parent_columns;   /* of OrmColumnReference *, owned; filled from the primary key when implied */
    OrmAction ondelete, onupdate;
    OrmFlag deferrable;
    OrmStated initially, match;
    OrmFlag use_alter, unenforced;
    gboolean not_valid; /* of an actual schema: rows that were there before were not checked */
    OrmFlag array; /* stated, or inferred for an unenforced key from an array column to one that is none */
    GPtrArray *relationships; /* of OrmRelationship * that follow it, as their foreign key or through a secondary */
};

typedef enum { ORM_ORDER_UNSTATED, ORM_ORDER_ASC, ORM_ORDER_DESC } OrmOrder;
typedef enum { ORM_NULLS_UNSTATED, ORM_NULLS_FIRST, ORM_NULLS_LAST } OrmNulls;

/** A member of an index or unique constraint. */
typedef struct {
    OrmColumnReference reference; /* name NULL for an expression */
    const char *expression;       /* SQL text, or NULL for a column */
    OrmOrder order;
    OrmNulls nulls;
    const char *operator_class; /* or NULL */
    const char *collation;      /* or NULL */
    gint prefix_length;         /* MySQL; ORM_SQL_UNSTATED */
    OrmPlace place;
} OrmIndexElement;

typedef enum { ORM_KEY_UNIQUE, ORM_KEY_INDEX } OrmKeyKind;

/** A unique constraint or an index. */
typedef struct {
    OrmKeyKind kind;
    OrmTable *table;
    const char *name; /* stated or by naming convention; NULL */
    OrmStated stated_name;
    OrmPlace place; /* annotation, or the column's flag */
    const OrmAnnotation *annotation;
    const OrmColumn *on_column; /* the column whose `unique` or `index` flag it is; NULL otherwise */
    GPtrArray *elements;        /* of OrmIndexElement *, owned */
    gboolean elements_known;    /* FALSE: `definition` could not be read, say nothing about the elements */
    OrmFlag unique;             /* YES for every unique constraint */
    OrmFlag primary_key;        /* index made for the primary key */
    OrmStated predicate, method, definition;
    GPtrArray *include; /* of OrmColumnReference *, owned */
    OrmFlag deferrable;
    OrmStated initially;
    OrmFlag nulls_not_distinct;
    gboolean invalid;         /* of an actual schema: left over from a failed CREATE INDEX CONCURRENTLY */
    gboolean for_foreign_key; /* of an actual schema: InnoDB may have made it for the foreign key of that name */
} OrmIndex;

typedef struct {
    OrmTable *table;
    const char *name;
    OrmStated stated_name, expression;
    OrmPlace place;
    const OrmColumn *on_column; /* from ORM_ENUM(check); NULL otherwise */
    gboolean not_valid;         /* of an actual schema: NOT VALID, NOT ENFORCED */
} OrmCheck;

typedef struct {
    OrmTable *table;
    const char *name;
    OrmStated stated_name, definition;
    OrmPlace place;
} OrmExclude;

struct OrmTable {
    const char *schema; /* as stated; NULL: the default one */
    const char *name;
    OrmPlace place;      /* where the table's name is stated, else the struct's name */
    OrmModel *model;     /* the (first) model mapped to it; the base of a single-table hierarchy */
    GPtrArray *models;   /* of OrmModel *: all single-table members; also the claimants of one table (duplicate-table) */
    GPtrArray *columns;  /* of OrmColumn *, owned; the declaration's order */
    OrmPrimaryKey *primary_key; /* owned; NULL: none */
    GPtrArray *primary_keys;    /* of OrmPrimaryKey *, owned: every separate statement of a key (more than one: multiple-primary-keys); [0] is primary_key */
    GPtrArray *foreign_keys;    /* of OrmForeignKey *, owned */
    GPtrArray *referenced_by;   /* of OrmForeignKey *: incoming edges */
    GPtrArray *indexes;         /* of OrmIndex *, owned: indexes and unique constraints */
    GPtrArray *checks;          /* of OrmCheck *, owned */
    GPtrArray *excludes;        /* of OrmExclude *, owned */
    gboolean is_view;
    gboolean columns_unknown; /* of an actual schema: a view in SQL text */
    gboolean unmanaged;
    OrmFlag strict, without_rowid;
    OrmStated comment, engine, charset, collation, renamed_from;
    OrmStated partition_by; /* of an actual schema only */
};

typedef enum { ORM_INHERITS_NONE, ORM_INHERITS_JOINED, ORM_INHERITS_SINGLE, ORM_INHERITS_CONCRETE } OrmInheritance;

/** An ORM_EMBED field of a model. */
typedef struct {
    OrmModel *model;
    const char *field_path;
    const OrmField *field;
    const OrmStruct *target; /* NULL: no definition seen */
    const char *target_name;
    OrmStated prefix;
    OrmPlace place;
} OrmEmbed;

/** A field that is neither column, relationship, embedding, ignored nor bookkeeping of another field. */
typedef struct {
    OrmModel *model;
    const char *field_path;
    const OrmField *field;
    const OrmModel *pointee; /* model it points at (unmapped-field); NULL: a type no column can have (c-unsupported-field) */
    OrmPlace place;
} OrmUnmapped;

struct OrmModel {
    const OrmStruct *record;
    const char *name;       /* the struct's name */
    OrmPlace place;         /* the struct's name */
    GPtrArray *annotations; /* of const OrmAnnotation *, borrowed: the struct's and ORM_ON's */
    OrmTable *table;        /* NULL for abstract and merely embedded structs; the base's for single-table children */
    gboolean is_abstract;   /* ORM_ABSTRACT */
    gboolean mapped;        /* has ORM_TABLE or inherits a mapped model's table */
    GPtrArray *relationships; /* of OrmRelationship *, owned; abstract bases' are copied to each model */
    GPtrArray *embeds;        /* of OrmEmbed *, owned */
    GPtrArray *unmapped;      /* of OrmUnmapped *, owned */
    GPtrArray *ignored;       /* of const OrmField *: ORM_IGNORE */
    OrmInheritance inheritance;
    OrmModel *base;         /* NULL: none, or not resolved */
    OrmStated base_name;    /* as written in ORM_INHERITS */
    const OrmAnnotation *inherits; /* the annotation, or NULL */
    GPtrArray *children;    /* of OrmModel * */
    OrmStated identity;     /* own polymorphic identity */
    OrmStated polymorphic_on_name;
    OrmColumn *polymorphic_on;
    const OrmAnnotation *polymorphic; /* ORM_POLYMORPHIC, or NULL */
    OrmForeignKey *base_link;     /* joined: the key to the parent's table; NULL if none or several (see base_link_candidates) */
    guint base_link_candidates;
    const OrmStruct *variant; /* the same struct read with other fields (model-differs-across-tus); NULL normally */
    const OrmStruct *varying; /* which struct that is: the model's own record, or one it embeds or inherits */
};

typedef enum { ORM_SHAPE_SCALAR, ORM_SHAPE_COLLECTION } OrmShape;
typedef enum {
    ORM_HOLDER_POINTER,         /* struct t * */
    ORM_HOLDER_POINTER_POINTER, /* struct t ** or struct t *[N] */
    ORM_HOLDER_COUNTED,         /* struct t * with count= */
    ORM_HOLDER_LIST,            /* a list head or other struct, target stated explicitly */
    ORM_HOLDER_VALUE,           /* struct t by value */
    ORM_HOLDER_VOID,            /* void * or char * */
    ORM_HOLDER_OTHER
} OrmHolder;

typedef enum { ORM_DIRECTION_UNKNOWN, ORM_MANY_TO_ONE, ORM_ONE_TO_MANY, ORM_ONE_TO_ONE_INVERSE, ORM_MANY_TO_MANY } OrmDirection;

typedef enum {
    ORM_JOIN_RESOLVED,
    ORM_JOIN_NO_TARGET,     /* the target is unknown or has no table */
    ORM_JOIN_NO_PATH,       /* no foreign key links the two */
    ORM_JOIN_AMBIGUOUS,     /* several do and none is chosen */
    ORM_JOIN_BAD_CHOICE,    /* foreign_keys= names what is no fitting key */
    ORM_JOIN_BAD_SECONDARY, /* secondary table unknown or without a key to one side */
    ORM_JOIN_BAD_SECONDARY_AMBIGUOUS,
    ORM_JOIN_EXPLICIT       /* primaryjoin= without a key: taken on trust */
} OrmJoin;

enum {
    ORM_CASCADE_SAVE_UPDATE = 1 << 0,
    ORM_CASCADE_MERGE = 1 << 1,
    ORM_CASCADE_REFRESH_EXPIRE = 1 << 2,
    ORM_CASCADE_EXPUNGE = 1 << 3,
    ORM_CASCADE_DELETE = 1 << 4,
    ORM_CASCADE_DELETE_ORPHAN = 1 << 5,
    ORM_CASCADE_ALL = (1 << 5) - 1 /* all but delete_orphan, as in SQLAlchemy */
};

struct OrmRelationship {
    OrmModel *model;
    const char *name; /* field path */
    const OrmField *field;
    const OrmStruct *owner;
    OrmPlace place; /* the field's name */
    const OrmAnnotation *annotation; /* ORM_RELATIONSHIP */
    GPtrArray *annotations;          /* of const OrmAnnotation *, borrowed */
    OrmStated target_name;           /* stated target, else the pointee's struct (place: the field's name) */
    gboolean target_stated;
    OrmModel *target;                /* NULL: no model of that name */
    const OrmStruct *target_record;  /* definition seen, also when it is no model; NULL: only forward-declared, or unknown */
    const char *pointee;             /* struct name the C type points at; NULL: none */
    OrmShape shape;
    OrmHolder holder;
    OrmFlag uselist;
    OrmStated back_populates;
    OrmRelationship *inverse;      /* the field named by back_populates when it is a relationship of the target */
    OrmColumn *inverse_column;     /* ... when it is a column instead */
    GPtrArray *named_by;           /* of OrmRelationship * whose back_populates names this one */
    GPtrArray *foreign_keys;       /* of OrmColumnReference *, owned: foreign_keys= as stated */
    GPtrArray *remote_side;        /* of OrmColumnReference *, owned */
    OrmStated secondary_name;
    OrmTable *secondary;
    OrmStated primaryjoin, secondaryjoin, lazy, passive_deletes, count_field;
    gboolean cascade_stated;
    guint cascade; /* ORM_CASCADE_*; SQLAlchemy's default (save_update, merge) when not stated */
    OrmPlace cascade_place;
    OrmFlag viewonly, single_parent;
    GPtrArray *order_by; /* of OrmIndexElement *, owned */
    GPtrArray *overlaps; /* of const char * */

    /* computed, after SQLAlchemy's rules */
    OrmJoin join;
    OrmDirection direction;
    GPtrArray *candidates;         /* of OrmForeignKey *: all that link the two tables, either way */
    OrmForeignKey *foreign_key;    /* the one it follows; NULL for many-to-many or when not resolved */
    OrmForeignKey *secondary_local, *secondary_remote; /* many-to-many: from the link table to this side, to the target */
    GPtrArray *secondary_local_candidates, *secondary_remote_candidates; /* of OrmForeignKey * */
};

typedef enum {
    ORM_PROBLEM_UNKNOWN,      /* unknown annotation, key or lone name */
    ORM_PROBLEM_MALFORMED,    /* syntax, count, kind or wording of an argument */
    ORM_PROBLEM_CONFLICT,     /* a key given twice with different values */
    ORM_PROBLEM_INEFFECTIVE,  /* an option that cannot act where it stands */
    ORM_PROBLEM_MISPLACED,    /* an annotation of columns, keys or relationships in a struct without table */
    ORM_PROBLEM_WRONG_ACTION  /* a referential action where none can stand (ORM_COLUMN, ORM_RELATIONSHIP) */
} OrmProblemKind;

/** A fault met while annotations were interpreted; the rules of the family `mapping` report them. */
typedef struct {
    OrmProblemKind kind;
    OrmPlace place;
    const char *message;  /* interned */
    const char *help;     /* interned, or NULL: "did you mean `nullable`?" */
    OrmPlace related_place; /* unknown when there is none */
    const char *related_message;
    const OrmAnnotation *annotation; /* the one at fault, where it is one; NULL else */
    const OrmArgument *argument;     /* its argument at fault; NULL: the annotation as a whole */
    const char *word;                /* interned: the unknown word that stands at `place`; NULL where it is not certain what was meant */
    const char *instead;             /* interned: the known one that it seems to mean */
    gboolean is_likely;              /* no other meaning of the word makes sense */
    OrmModel *model;      /* NULL when it belongs to no model */
    const OrmStruct *record; /* struct it stands in; NULL for an ORM_ON that matches none */
    const OrmField *field;   /* NULL when on the struct */
} OrmProblem;

typedef struct {
    OrmDialect dialect;
    GPtrArray *models;   /* of OrmModel *, owned: mapped, abstract and embedded structs */
    GPtrArray *tables;   /* of OrmTable *, owned, ordered by place */
    GPtrArray *problems; /* of OrmProblem *, owned */
    OrmFacts *facts;     /* owned: what it was built from, notices included */
    GPtrArray *joined_annotations; /* of GPtrArray *, owned: those of structs and fields of which more is said than stands on them */
    GPtrArray *conventions; /* of OrmAnnotation *, owned: what the configuration's `map` says of structs and fields */
    GHashTable *tables_by_name;   /* folded name -> OrmTable *: use orm_graph_table */
    GHashTable *models_by_struct; /* interned struct name or typedef -> OrmModel *: use orm_graph_model */
} OrmGraph;

void orm_graph_free(OrmGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmGraph, orm_graph_free)

/* Look-up (lookup.c). Names compare without case. All return NULL when there is none. */

/** A table by "name" or "schema.name"; else the table of the model with that struct tag or typedef name. */
OrmTable *orm_graph_table(const OrmGraph *graph, const char *name);
OrmModel *orm_graph_model(const OrmGraph *graph, const char *struct_name);
/** A column by C field path first, then SQL name. */
OrmColumn *orm_table_column(const OrmTable *table, const char *name);
OrmRelationship *orm_model_relationship(const OrmModel *model, const char *name);

/** The nearest table, column or relationship-or-column name to a misspelt one within a small edit distance, or NULL. */
const char *orm_graph_nearest_table(const OrmGraph *graph, const char *name);
const char *orm_table_nearest_column(const OrmTable *table, const char *name);
const char *orm_model_nearest_relationship(const OrmModel *model, const char *name);

/* Questions that many rules ask (questions.c). */

/** "schema.name" or "name"; interned. */
const char *orm_table_label(const OrmTable *table);
/** "table.column"; interned. For a composite, orm_columns_label gives "(a, b)". */
const char *orm_column_label(const OrmColumn *column);
const char *orm_columns_label(GPtrArray *column_references);
/** "orders.customer_id" or "orders (a, b)": how a message names a foreign key that may have no name. */
const char *orm_foreign_key_label(const OrmForeignKey *key);
/** Whether every column on both sides is resolved and the counts are equal. */
gboolean orm_foreign_key_resolved(const OrmForeignKey *key);
/** Whether the columns, in any order, are exactly those of a primary key, a unique constraint or a full (not partial, not expression) unique index. */
gboolean orm_table_columns_unique(const OrmTable *table, GPtrArray *column_references);
/** Whether the columns, in any order, contain such a set (so that the combination is unique). */
gboolean orm_table_columns_determine_row(const OrmTable *table, GPtrArray *column_references);
/** Whether any child column of the key may be NULL. */
OrmTruth orm_foreign_key_nullable(const OrmForeignKey *key);
/** "ON DELETE" word of an action: "CASCADE", "SET NULL", ...; NULL when unstated. */
const char *orm_action_name(OrmActionKind kind);
/** The argument of an annotation with that key, or NULL (see orm_annotation_find). */
const OrmArgument *orm_annotation_argument(const OrmAnnotation *annotation, const char *key);

#endif
