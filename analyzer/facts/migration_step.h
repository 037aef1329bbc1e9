/* SPDX-License-Identifier: MIT */
/*
 * A migration step: what one clause of one statement of a file of SQL does to the schema. Readers of SQL text write one for each clause
 * they apply, in order; rules of the family `migration` judge them. Strings are interned.
 */
#ifndef ORM_FACTS_MIGRATION_STEP_H
#define ORM_FACTS_MIGRATION_STEP_H

#include "analyzer/facts/place.h"

typedef enum {
    ORM_STEP_CREATE_SCHEMA, /* `table` is NULL, `name` the schema's name */
    ORM_STEP_DROP_SCHEMA,   /* of a database too */
    ORM_STEP_CREATE_TABLE,  /* `name` is NULL */
    ORM_STEP_DROP_TABLE,
    ORM_STEP_RENAME_TABLE, /* to `new_name`, which may be the old one, in `new_schema` */
    ORM_STEP_CREATE_VIEW,
    ORM_STEP_DROP_VIEW,
    ORM_STEP_ADD_COLUMN, /* `name`; `new_type`, `not_null`, `has_default`, `volatile_default`, `is_generated` */
    ORM_STEP_DROP_COLUMN,
    ORM_STEP_RENAME_COLUMN, /* `name` to `new_name` */
    ORM_STEP_ALTER_TYPE,    /* `name` from `old_type` to `new_type` */
    ORM_STEP_SET_NOT_NULL, /* `never_null` */
    ORM_STEP_DROP_NOT_NULL,
    ORM_STEP_SET_DEFAULT,
    ORM_STEP_DROP_DEFAULT,
    ORM_STEP_ADD_PRIMARY_KEY, /* `name`: the constraint's name or NULL; `columns` */
    ORM_STEP_ADD_UNIQUE,      /* a constraint */
    ORM_STEP_ADD_FOREIGN_KEY,
    ORM_STEP_ADD_CHECK,
    ORM_STEP_ADD_EXCLUDE,
    ORM_STEP_VALIDATE_CONSTRAINT,
    ORM_STEP_DROP_PRIMARY_KEY,
    ORM_STEP_DROP_UNIQUE,
    ORM_STEP_DROP_FOREIGN_KEY,
    ORM_STEP_DROP_CONSTRAINT, /* a CHECK or exclusion, or one of unknown kind */
    ORM_STEP_CREATE_INDEX,    /* `unique`, `concurrently` */
    ORM_STEP_DROP_INDEX,
    ORM_STEP_RENAME_OTHER, /* an index, a constraint, a type: `name` to `new_name` */
    ORM_STEP_CREATE_TYPE,  /* an enum or domain: `name` */
    ORM_STEP_DROP_TYPE,
    ORM_STEP_ADD_ENUM_VALUE,    /* `name` is the type, `new_name` the label; on MySQL `table` and `name` the column */
    ORM_STEP_REMOVE_ENUM_VALUE, /* of a column, `table` and `name`, whose type holds the labels or becomes another enum: from `old_type` to
                                   `new_type` */
    ORM_STEP_RENAME_ENUM_VALUE, /* from `old_type` to `new_name` */
    ORM_STEP_REORDER_ENUM_VALUES,
    ORM_STEP_BEGIN,
    ORM_STEP_COMMIT,
    ORM_STEP_ROLLBACK,
    ORM_STEP_SET_TIMEOUT, /* `name`: lock_timeout, statement_timeout, ... */
    ORM_STEP_DATA,        /* INSERT, UPDATE, DELETE; `columns`: those to which an UPDATE gives a value */
    ORM_STEP_OTHER        /* understood as changing nothing that models map */
} OrmMigrationStepKind;

typedef struct {
    OrmMigrationStepKind kind;
    OrmPlace place;          /* of the name it is about, or of the clause */
    OrmPlace statement;      /* of the statement it belongs to */
    guint statement_number;  /* counts the statements of all files, from 1 */
    guint transaction;       /* counts the explicit transactions, from 1; 0: the statement stands in none */
    const char *schema;      /* NULL: the default one */
    const char *table;       /* NULL: about no table */
    const char *name;        /* column, constraint, index, type; NULL: the table itself */
    const char *new_name;    /* NULL: nothing is renamed */
    const char *new_schema;  /* where a renamed table is moved to, the default one by its name; NULL: it stays */
    const char *columns;     /* of a key or index: "a, b"; NULL: unknown or expressions */
    const char *parent;      /* of a foreign key: the table it references; NULL */
    const char *old_type;    /* as the schema had it; NULL: unknown */
    const char *new_type;
    gboolean not_null;         /* the new column is NOT NULL (of itself or as a key) */
    gboolean has_default;      /* and has a default other than NULL, or fills itself (identity, serial, AUTO_INCREMENT) */
    gboolean volatile_default; /* which is an expression that every row evaluates anew: random(), gen_random_uuid(); not now() */
    gboolean is_generated;     /* a computed column */
    gboolean never_null;       /* a CHECK that is valid keeps NULL out already */
    gboolean unique;           /* of an index */
    gboolean concurrently;     /* PostgreSQL */
    gboolean not_valid;        /* PostgreSQL: the rows that are there are not looked at: NOT VALID, a foreign key on a column that comes with it and is NULL in all, an index ON ONLY a
                                  partitioned table */
    gboolean if_exists;        /* IF EXISTS or IF NOT EXISTS */
    gboolean using_index;      /* PostgreSQL: a constraint made of an index that is there */
    gboolean has_using;        /* PostgreSQL: ALTER TYPE ... USING; MySQL: ALGORITHM or LOCK is stated */
} OrmMigrationStep;

#endif
