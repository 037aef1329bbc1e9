/* SPDX-License-Identifier: MIT */
/* The readers behind schema.h: each fills a catalog that is there. */
#ifndef ORM_SCHEMA_READERS_H
#define ORM_SCHEMA_READERS_H

#include "analyzer/schema/schema.h"

/** A file of SQL. */
typedef struct {
    const char *file; /* interned, as places name it */
    const char *text; /* NUL-terminated; may hold NULs and bad UTF-8 */
    gsize length;     /* in bytes, without the terminating NUL */
} OrmSqlText;

/* Text: applies the statements of the texts (an array of OrmSqlText) in order to the catalog, which may already hold
 * what others before them made. Statements that shape no schema are passed over; one that cannot be read or applied is
 * a fault of the catalog, at its place, and costs only itself. */
void orm_sqlite_read_text(OrmCatalog *catalog, const OrmSqlText *texts, guint count);
void orm_postgresql_read_text(OrmCatalog *catalog, const OrmSqlText *texts, guint count);
void orm_mysql_read_text(OrmCatalog *catalog, const OrmSqlText *texts, guint count); /* MariaDB too */

/* Live: read only, in one transaction; FALSE with `error` set when it cannot be opened or queried. `name` may hold a
 * password: it is never shown, the catalog's label is. */
gboolean orm_sqlite_read_database(OrmCatalog *catalog, const char *file, const OrmSchemaOptions *options,
                                  GError **error);
gboolean orm_postgresql_read_server(OrmCatalog *catalog, const char *name, const OrmSchemaOptions *options,
                                    GError **error);
gboolean orm_mysql_read_server(OrmCatalog *catalog, const char *name, const OrmSchemaOptions *options, GError **error);

/** Writes the catalog down as JSON that orm_snapshot_read reads back as an equal one. Free with g_free. */
char *orm_snapshot_write(const OrmCatalog *catalog);
/** The dialect that the snapshot states. PORTABLE with `error` set, which names file and fault, when it is none. */
OrmDialect orm_snapshot_dialect(const char *file, const char *text, gsize length, GError **error);
/** Reads such JSON into a new, empty catalog; its label and dialect are then the snapshot's. FALSE with `error` set,
 * which names file and fault. */
gboolean orm_snapshot_read(OrmCatalog *catalog, const char *file, const char *text, gsize length, GError **error);

/** The dialect that a text gives away by what only one of them has, or ORM_DIALECT_PORTABLE. */
OrmDialect orm_sql_text_dialect(const OrmSqlText *texts, guint count);

#endif
