/* SPDX-License-Identifier: MIT */
/* What a schema's name on the command line stands for, and the files of SQL behind it. */
#ifndef ORM_SCHEMA_SOURCES_H
#define ORM_SCHEMA_SOURCES_H

#include "analyzer/schema/readers.h"

typedef enum {
    ORM_SOURCE_TEXT, /* a file of SQL, or a folder of them */
    ORM_SOURCE_SQLITE,
    ORM_SOURCE_POSTGRESQL,
    ORM_SOURCE_MYSQL,
    ORM_SOURCE_SNAPSHOT
} OrmSourceKind;

typedef struct {
    OrmSourceKind kind;
    const char *label;   /* interned; without password */
    char *target;        /* owned: the file, or what the server's library takes */
    GArray *texts;       /* of OrmSqlText, owned: in the order to apply them; of a snapshot its one text */
    GPtrArray *buffers;  /* of char *, owned: behind `texts` */
    GPtrArray *left_out; /* of char *, owned: migrations of the folder that are no SQL */
    OrmDialect dialect;  /* by kind, or as the snapshot states it; of text PORTABLE */
} OrmSource;

/** Finds out what the name stands for and reads its files. NULL with `error` set, which names it. */
OrmSource *orm_source_find(const char *name, GError **error);
void orm_source_free(OrmSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmSource, orm_source_free)

/** The files of SQL in a folder of migrations that lead up, in the order to apply them: of char *, owned. NULL with
 * `error` set. Adds to `left_out` (of char *, owned) those that are programs. */
GPtrArray *orm_migrations_find(const char *folder, GPtrArray *left_out, GError **error);
/** Blanks out what a text says of the way down (goose, dbmate, sql-migrate and others), so that places stay. */
void orm_migration_keep_up(char *text, gsize length);

#endif
