/* SPDX-License-Identifier: MIT */
/* Which SQL type a C field has when nothing states one (the table in docs/annotations.md, "What needs no annotation").
 */
#ifndef ORM_GRAPH_C_TYPE_MAPPING_H
#define ORM_GRAPH_C_TYPE_MAPPING_H

#include "analyzer/graph/link.h"

typedef struct {
    gboolean mapped; /* FALSE: no column can have this type */
    OrmSqlType type;
    OrmTruth nullable; /* by the C type and the configuration's `types:` */
} OrmMappedType;

/** The column type of a field. `types` is OrmLinkOptions.types and may be NULL. */
OrmMappedType orm_map_c_type(const OrmField *field, OrmDialect dialect, GHashTable *types);

/** Nullability by the C type alone (pointer, _Nonnull, _Nullable), for a field whose SQL type is stated. */
OrmTruth orm_c_type_nullable(const OrmCType *type);

#endif
