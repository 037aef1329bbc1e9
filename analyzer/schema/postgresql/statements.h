/* SPDX-License-Identifier: MIT */
/* A file of SQL cut into statements, as psql reads it: backslash lines and the data of COPY are no part of them. */
#ifndef ORM_SCHEMA_POSTGRESQL_STATEMENTS_H
#define ORM_SCHEMA_POSTGRESQL_STATEMENTS_H

#include <glib.h>

typedef struct {
    gsize start, end;      /* bytes of the text, without the semicolon, blanks and comments around it */
    gboolean unterminated; /* a string or comment in it has no end */
} OrmPostgresqlStatement;

typedef struct {
    char *text; /* the text, its backslash lines and NULs blanked out: every byte is where it was; NUL-terminated */
    GArray *statements; /* of OrmPostgresqlStatement, none of them empty */
    GArray *includes;   /* of gsize: where \i and the like name another file */
    GArray *nuls;       /* of gsize: where the text has a NUL */
    GArray *unclosed;   /* of gsize: where a comment or the data of a COPY begins that has no end */
    guint bad_bytes;    /* how many are no UTF-8: they are `?` in the text */
    gsize bad_byte;     /* the first of them */
} OrmPostgresqlStatements;

/** Cuts up the text. Free with orm_postgresql_statements_free. */
OrmPostgresqlStatements *orm_postgresql_statements_split(const char *text, gsize length);
void orm_postgresql_statements_free(OrmPostgresqlStatements *statements);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmPostgresqlStatements, orm_postgresql_statements_free)

#endif
