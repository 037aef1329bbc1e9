/* SPDX-License-Identifier: MIT */
/* From facts to the graph: the only step that turns names into pointers. */
#ifndef ORM_GRAPH_LINK_H
#define ORM_GRAPH_LINK_H

#include "analyzer/facts/struct_pattern.h"
#include "analyzer/graph/graph.h"

/** What the configuration's `types:` says of a typedef name. */
typedef struct {
    const char *sql;   /* interned SQL type */
    OrmTruth nullable; /* ORM_UNKNOWN: as the C type says */
} OrmTypeMapping;

/** An entry of the configuration's `map`: structs that are models although nothing in the source says so. */
typedef struct {
    OrmStructPattern *structs; /* which */
    const char *table; /* their table, with a `*` for what stands for that of the pattern; NULL: as `naming` says */
    const char *prefix, *suffix; /* of fields, not of columns; NULL: none */
    const char *column;          /* the column's name, with a `*` for the rest of the field's; NULL: just that */
    GPtrArray *ignore;           /* of const char *: fields that are no columns, names with `*` and `?`; NULL: none */
    GPtrArray *primary_key;      /* of const char *: columns; NULL: none */
    OrmPlace place;              /* where the configuration states it */
} OrmMapEntry;

typedef struct {
    OrmDialect dialect;
    GHashTable *types;        /* interned typedef name ("uuid_t", "Oid[]") -> OrmTypeMapping *; may be NULL */
    GHashTable *naming;       /* interned "table", "pk", "fk", "uq", "ix", "ck" -> interned pattern; may be NULL */
    GPtrArray *ignore_tables; /* of const char * globs; may be NULL */
    GPtrArray *map;           /* of OrmMapEntry *; may be NULL */
} OrmLinkOptions;

/**
 * Builds the graph of the models. Takes ownership of `facts` (normalised here). Never fails: what cannot be resolved
 * stays in the graph as an unresolved name or a problem. The caller frees the graph.
 */
OrmGraph *orm_link(OrmFacts *facts, const OrmLinkOptions *options);

/** The graph as readable, stable text (`--dump=graph`): JSON with tables, columns, keys, relationships. Free with
 * g_free. */
char *orm_graph_dump(const OrmGraph *graph);

#endif
