/* SPDX-License-Identifier: MIT */
/* The values of a snapshot that is read. Between the files of the snapshot. */
#ifndef ORM_SCHEMA_SNAPSHOT_VALUES_H
#define ORM_SCHEMA_SNAPSHOT_VALUES_H

#include "analyzer/schema/snapshot_records.h"

#include <jansson.h>

typedef struct {
    OrmCatalog *catalog;
    const char *file;
    GString *path; /* of the present record: "tables[3].columns[0]" */
    GError **error;
} OrmSnapshotReader;

/** FALSE, with the error at the member `name` (NULL: the record itself) of the present record. */
gboolean orm_snapshot_fail(OrmSnapshotReader *reader, const char *name, const char *format, ...) G_GNUC_PRINTF(3, 4);

/** A string, interned; {"base64": "..."} stands for one that is no UTF-8. NULL: neither, or no value at all. */
const char *orm_snapshot_string(const json_t *value);
/** Reads the value of a member that is no list of records. FALSE with the error set. */
gboolean orm_snapshot_read_value(OrmSnapshotReader *reader, const OrmMember *member, const json_t *json,
                                 gpointer value);
/** The value of a member that is left out. Lists stay as they were made. */
void orm_snapshot_set_usual(const OrmSnapshotReader *reader, const OrmMember *member, gpointer value);

#endif
