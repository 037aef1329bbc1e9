/* SPDX-License-Identifier: MIT */
/* The actual schema that a run compares the models with. */
#ifndef ORM_VERBS_ACTUAL_H
#define ORM_VERBS_ACTUAL_H

#include "analyzer/schema/schema.h"
#include "analyzer/verbs/setup.h"

typedef struct {
    OrmCatalog *catalog; /* owned; when nothing could be read, an empty one with the fault */
    OrmGraph *graph;     /* owned; NULL: nothing could be read */
} OrmActual;

/**
 * Reads the schemas that the setup names. Returns NULL when it names none. What cannot be read is a fault of the catalog: rules report it
 * (schema-unreadable), and the run is incomplete.
 */
OrmActual *orm_actual_read(const OrmSetup *setup);
void orm_actual_free(OrmActual *actual);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmActual, orm_actual_free)

/**
 * The dialect that holds for a run: the stated one of the command line, else the schema's, else the configuration's. Of MySQL and MariaDB the schema knows best.
 * `actual` may be NULL.
 */
OrmDialect orm_actual_dialect(const OrmActual *actual, const OrmSetup *setup);

/** The schemas' names as reports show them: of const char *, without passwords. Free with g_ptr_array_unref. */
GPtrArray *orm_actual_labels(const OrmSetup *setup);

#endif
