/* SPDX-License-Identifier: MIT */
/* What the files of analyzer/inspect share. */
#ifndef ORM_INSPECT_INTERNAL_H
#define ORM_INSPECT_INTERNAL_H

#include "analyzer/inspect/inspect.h"

/** A relationship field to be printed: one side of a foreign key. */
typedef struct {
    const OrmForeignKey *key;
    gboolean is_child;   /* on the side that holds the key */
    gboolean is_scalar;  /* of the parent's side: at most one row refers to it */
    const char *name;    /* field; interned */
    const char *count;   /* field that counts a collection; interned, NULL */
    const char *inverse; /* field of the other side; interned, NULL: there is none */
    gboolean chosen;     /* states foreign_keys=, because several keys link the two tables */
} OrmInspectRelationship;

/** A table while it is printed. */
typedef struct {
    const OrmTable *table;
    const char *tag;          /* interned */
    GHashTable *used;         /* set of interned, folded field names */
    GHashTable *fields;       /* const OrmColumn * -> interned field name */
    GPtrArray *relationships; /* of OrmInspectRelationship *, owned */
} OrmInspectTable;

typedef struct {
    const OrmGraph *graph;
    const OrmCatalog *catalog;
    OrmDialect dialect;
    GPtrArray *tables;         /* of OrmInspectTable *, owned, in the graph's order: those that are printed */
    GHashTable *by_table;      /* const OrmTable * -> OrmInspectTable * */
    GHashTable *tags;          /* set of interned names: of structs, enums and enum constants */
    GHashTable *enums;         /* const OrmEnum * -> OrmInspectEnum *, owned */
    GPtrArray *enums_in_order; /* of OrmInspectEnum *, borrowed */
} OrmInspection;

/** An enum type that is printed as a C enum. */
typedef struct {
    const OrmEnum *enumeration;
    const char *tag;    /* interned */
    const char *prefix; /* of its constants; interned */
    gboolean lowercase; /* the labels are the constants in lower case */
} OrmInspectEnum;

/* c_names.c */

/** A C identifier like `name` that is no keyword and no macro of the headers that are included, and not in `used`, to
 * which it is added; case does not tell two names apart. Interned. */
const char *orm_inspect_name(GHashTable *used, const char *name);
/** Whether the text is a C identifier as it stands, no keyword and no macro. */
gboolean orm_inspect_is_identifier(const char *text);

/* c_text.c: annotations */

/** One annotation as it is written: begun, given arguments, ended. Nothing is written for one without arguments that
 * was begun with `optional`. */
typedef struct {
    GString *text; /* owned */
    gboolean empty;
} OrmInspectAnnotation;

void orm_inspect_begin(OrmInspectAnnotation *annotation, const char *macro);
/** Adds `text` as it is: a name, a flag, `desc(a)`. */
void orm_inspect_add(OrmInspectAnnotation *annotation, const char *text);
/** Adds key=text, or the text alone where the key is NULL: bare where that is possible, else a C string. Nothing for a
 * NULL text. */
void orm_inspect_add_text(OrmInspectAnnotation *annotation, const char *key, const char *text);
/** The same, always as a C string. */
void orm_inspect_add_string(OrmInspectAnnotation *annotation, const char *key, const char *text);
void orm_inspect_add_flag(OrmInspectAnnotation *annotation, const char *flag, gboolean holds);
/** Ends it; returns the text, which the caller owns, or NULL when nothing was added and `optional`. */
char *orm_inspect_end(OrmInspectAnnotation *annotation, gboolean optional);
/** A column's name as annotations write it: the field's where it has one, else quoted. Free with g_free. */
char *orm_inspect_column(const OrmInspectTable *table, const OrmColumnReference *reference);
/** `(a, b)` of columns, or `a` alone. Free with g_free. */
char *orm_inspect_columns(const OrmInspectTable *table, GPtrArray *references);
/** `text` as a C string literal. Free with g_free. */
char *orm_inspect_literal(const char *text);

/* c_types.c */

/** How a column is declared in C. */
typedef struct {
    const char *type; /* "int64_t", "char *", "struct tm": what stands in front of the name, with a blank or asterisk at
                         its end; interned */
    gint64 array;     /* N of [N]; 0: none */
    gboolean is_pointer;               /* nullable of itself */
    gboolean has_length;               /* bytes whose number a field of its own keeps */
    gboolean states_type;              /* type= is needed, because the C type means another one */
    const OrmInspectEnum *enumeration; /* NULL: none */
} OrmInspectType;

OrmInspectType orm_inspect_type(const OrmInspection *inspection, const OrmColumn *column);

/* c_enums.c */

/** Chooses the enums that can be said in C: whose labels are C names. */
void orm_inspect_enums(OrmInspection *inspection);
void orm_inspect_print_enum(GString *out, const OrmInspectEnum *enumeration);

/* c_relationships.c */

/** Names the two sides of every foreign key of the tables. */
void orm_inspect_relationships(OrmInspection *inspection);
void orm_inspect_print_relationship(GString *out, const OrmInspection *inspection, const OrmInspectTable *table,
                                    const OrmInspectRelationship *relationship);

/* c_columns.c, c_keys.c */
void orm_inspect_print_column(GString *out, const OrmInspection *inspection, OrmInspectTable *table,
                              const OrmColumn *column);
/** The annotations of the struct beside ORM_TABLE: keys, indexes, checks, each a string. Of char *, owned. */
GPtrArray *orm_inspect_table_annotations(const OrmInspection *inspection, const OrmInspectTable *table);
/** ORM_FOREIGN_KEY of a column's only-column key, or of the struct. Free with g_free. */
char *orm_inspect_foreign_key(const OrmInspection *inspection, const OrmInspectTable *table, const OrmForeignKey *key);

/** Whether the engine would give the name itself, so that it need not be stated. */
gboolean orm_inspect_is_default_name(const OrmInspection *inspection, const OrmTable *table, const char *name,
                                     GPtrArray *references, const char *suffix);

#endif
