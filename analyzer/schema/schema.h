/* SPDX-License-Identifier: MIT */
/*
 * An actual schema by its name on the command line (`--schema`): a file of SQL, a folder of migrations, a SQLite
 * database, a PostgreSQL or MySQL server, or a snapshot.
 */
#ifndef ORM_SCHEMA_SCHEMA_H
#define ORM_SCHEMA_SCHEMA_H

#include "analyzer/schema/catalog.h"

typedef struct {
    OrmDialect dialect;    /* as stated by --dialect or the configuration; PORTABLE: not stated */
    guint timeout_seconds; /* of a server: to connect, and for each query; 0: 30 */
} OrmSchemaOptions;

/**
 * Reads the schemas (of const char *, as the user wrote them) together as one: files of SQL that follow each other are
 * applied one after the other, as if they were one. The dialect is the stated one, else that of the database or
 * snapshot, else the unmistakable one of the text; a text without any sign is an error that says so, as are two schemas
 * of different dialects.
 *
 * Returns a catalog, which the caller owns; what could not be read of it is in its `faults`. NULL with `error` set when
 * nothing could be read at all: no such file, no connection, not a database, no table in it. The message names the
 * schema, without password.
 */
OrmCatalog *orm_schema_read(GPtrArray *names, const OrmSchemaOptions *options, GError **error);

/** The name without the password that a URL or connection string may hold: "postgresql://user@host/db". Free with
 * g_free. */
char *orm_schema_label(const char *name);

#define ORM_SCHEMA_ERROR (g_quark_from_static_string("ormlint-schema"))

#endif
