/* SPDX-License-Identifier: MIT */
/* What statements define: columns, keys, indexes, checks. Each function reads on from the parser's place, and returns
 * FALSE when it made the statement a fault. */
#ifndef ORM_SCHEMA_MYSQL_DEFINITION_H
#define ORM_SCHEMA_MYSQL_DEFINITION_H

#include "analyzer/schema/mysql/parser.h"

/** REFERENCES and what follows it. */
typedef struct {
    OrmMysqlName parent; /* `name` NULL: there is none */
    OrmPlace place;      /* of the word */
    GPtrArray *columns;  /* of const char *, owned; NULL: none stated */
    OrmActionKind ondelete, onupdate;
    const char *match;
} OrmMysqlReference;

/** A column, and the keys that its definition brings. */
typedef struct {
    OrmCatalogColumn *column; /* owned, until a table takes it over */
    gboolean is_primary, is_unique;
    const char *check_name, *check; /* `check` NULL: none */
    OrmPlace check_place;
    gboolean check_is_off; /* NOT ENFORCED */
    OrmMysqlReference reference;
} OrmMysqlColumn;

void orm_mysql_column_clear(OrmMysqlColumn *definition);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OrmMysqlColumn, orm_mysql_column_clear)

/** NAME TYPE ATTRIBUTE..., up to a comma, a parenthesis, FIRST or AFTER. `definition` is filled in; clear it in any
 * case. */
gboolean orm_mysql_parse_column(OrmMysqlParser *parser, OrmMysqlColumn *definition);
/** The type alone, with its character set and collation, into the column. */
gboolean orm_mysql_parse_type(OrmMysqlParser *parser, OrmCatalogColumn *column);
/** A default: a literal, a call, or an expression in parentheses. `text` is NULL for NULL. */
gboolean orm_mysql_parse_default(OrmMysqlParser *parser, const char **text);
/** CHARACTER SET x, CHARSET x, COLLATE x, each with or without `=`; FALSE when none of them stands there. */
gboolean orm_mysql_accept_charset(OrmMysqlParser *parser, const char **charset, const char **collation);

/** REFERENCES ...; clear the reference in any case. */
gboolean orm_mysql_parse_reference(OrmMysqlParser *parser, OrmMysqlReference *reference);
void orm_mysql_reference_clear(OrmMysqlReference *reference);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OrmMysqlReference, orm_mysql_reference_clear)

/** Whether a key, index or constraint begins here, rather than a column. */
gboolean orm_mysql_at_key(const OrmMysqlParser *parser);
/** That key, index or constraint, added to the table. With `steps`, a migration step says so. */
gboolean orm_mysql_parse_key(OrmMysqlParser *parser, OrmCatalogTable *table, gboolean steps);
/** The rest of an index, from its type or its parentheses on, into `index`. */
gboolean orm_mysql_parse_index(OrmMysqlParser *parser, OrmCatalogIndex *index);
/** Sets the parent's side of a foreign key. */
void orm_mysql_set_reference(OrmCatalog *catalog, OrmCatalogForeignKey *key, const OrmMysqlReference *reference);
/** [NOT] ENFORCED; TRUE when it says NOT. */
gboolean orm_mysql_accept_not_enforced(OrmMysqlParser *parser);

/** Puts a parsed column into the table at `position` (-1: the end), with the keys it brings; takes the column over. */
void orm_mysql_take_column(OrmMysqlParser *parser, OrmCatalogTable *table, OrmMysqlColumn *definition, gint position,
                           gboolean steps);

/** What the server does when a statement is done: names for what has none, an index for each foreign key without one,
 * NOT NULL for primary keys. */
void orm_mysql_complete_table(OrmCatalog *catalog, OrmCatalogTable *table);
/** Marks the indexes that the server may have made for foreign keys itself. */
void orm_mysql_mark_foreign_key_indexes(OrmCatalogTable *table);

/** A deep copy, in a catalog of its own: free it with orm_catalog_free. */
OrmCatalog *orm_mysql_copy_table(const OrmCatalog *catalog, const OrmCatalogTable *table);
/** The two tables change what they hold; names and places stay. */
void orm_mysql_swap_tables(OrmCatalogTable *one, OrmCatalogTable *other);
/** What the server keeps, whoever tells of it: a prefix as long as its column is none; NATIONAL CHAR is CHAR of utf8,
 * TEXT(9) the smallest text that fits, the attribute BINARY a collation; MariaDB's LONGTEXT COLLATE utf8mb4_bin CHECK
 * (json_valid(...)) is JSON. */
void orm_mysql_normalise_table(const OrmCatalog *catalog, OrmCatalogTable *table);

#endif
