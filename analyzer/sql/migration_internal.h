/* SPDX-License-Identifier: MIT */
/*
 * What the files of the migration share. Each way is written once: `want` is the side to which a statement leads,
 * `have` the one from which it comes; on the way down they change places.
 */
#ifndef ORM_SQL_MIGRATION_INTERNAL_H
#define ORM_SQL_MIGRATION_INTERNAL_H

#include "analyzer/graph/expression.h"
#include "analyzer/sql/migration.h"

/** The order of steps: drift.md's list, after Prisma's and Django's. */
typedef enum {
    ORM_PHASE_CREATE_TYPE,
    ORM_PHASE_DROP_FOREIGN_KEY,
    ORM_PHASE_DROP_CONSTRAINT,
    ORM_PHASE_RENAME,
    ORM_PHASE_CREATE_TABLE,
    ORM_PHASE_ADD_COLUMN,
    ORM_PHASE_ALTER_COLUMN,
    ORM_PHASE_ADD_CONSTRAINT,
    ORM_PHASE_CREATE_INDEX,
    ORM_PHASE_ADD_FOREIGN_KEY,
    ORM_PHASE_COMMENT,
    ORM_PHASE_DROP_COLUMN,
    ORM_PHASE_DROP_TABLE,
    ORM_PHASE_DROP_TYPE,
    ORM_PHASE_LAST /* what opens transactions of its own */
} OrmPhase;

/** Safety classes, as bits: a step may have several. */
enum {
    ORM_SAFE = 0,
    ORM_DATA_DEPENDENT = 1 << 0, /* fails, or changes its meaning, with some rows */
    ORM_DESTRUCTIVE = 1 << 1,    /* loses data */
    ORM_INCOMPATIBLE = 1 << 2,   /* breaks programs that run against the schema as it was */
    ORM_BLOCKING = 1 << 3,       /* holds a lock that stops others while it looks at or copies the table */
    ORM_UNDOES_DROP = 1 << 4     /* no class: makes again what is there still unless what loses data was allowed */
};

typedef struct {
    OrmPhase phase;
    guint safety;
    char *what;  /* owned: what it does, for the comment */
    char *sql;   /* owned: statements with their semicolons; NULL: nothing can be done in place, only `what` is said */
    guint order; /* of steps of equal phase */
} OrmChange;

/** One side of a difference: what the schema would have there. Borrowed, NULL where it has nothing. */
typedef struct {
    const OrmTable *table;
    const OrmColumn *column;
    const OrmForeignKey *key;
    const OrmIndex *index;
    const OrmCheck *check;
    const OrmExclude *exclude;
} OrmSide;

typedef struct {
    const OrmComparison *comparison;
    const OrmMigrationOptions *options;
    OrmDialect dialect;
    GPtrArray *changes;  /* of OrmChange *, owned */
    GHashTable *ranks;   /* const OrmTable * -> its place in the order of creation, from 1 */
    GHashTable *rekeyed; /* set of const OrmTable *: of either side, whose primary keys differ */
    GHashTable *done;    /* set of pointers: columns, tables and types whose whole definition was already written */
} OrmMigration;

/** The sides of a difference on the way at hand. */
OrmSide orm_migration_want(const OrmMigration *migration, const OrmDifference *difference);
OrmSide orm_migration_have(const OrmMigration *migration, const OrmDifference *difference);

/** Adds a step; takes `sql` over (may be NULL). `what` is a printf format. */
void orm_migration_add(OrmMigration *migration, OrmPhase phase, guint safety, char *sql, const char *what, ...)
    G_GNUC_PRINTF(5, 6);

/** Adds a step about a whole table: those that make tables come parents first, those that drop them children first. */
void orm_migration_add_for_table(OrmMigration *migration, OrmPhase phase, guint safety, char *sql,
                                 const OrmTable *table, const char *what);
/** Whether `parent` is made after `child`: the two are part of a ring. */
gboolean orm_migration_is_ring(const OrmMigration *migration, const OrmTable *child, const OrmTable *parent);

/** Whether a thing's definition is written for the first time. */
gboolean orm_migration_once(OrmMigration *migration, gconstpointer thing);

/** "ALTER TABLE name " of the table as it is called when the step runs: after renames. The caller goes on. */
GString *orm_migration_alter(const OrmMigration *migration, const OrmTable *table);
/** Ends a statement: adds ";\n" and gives the text to the caller. */
char *orm_migration_end(GString *sql);

/** The name under which the constraint stands or is to be made: its own, else the one PostgreSQL would give. Interned.
 */
const char *orm_migration_key_name(const OrmForeignKey *key);
const char *orm_migration_unique_name(const OrmIndex *index);
const char *orm_migration_check_name(const OrmCheck *check);
const char *orm_migration_exclude_name(const OrmExclude *exclude);

/** A value that stands for rows that have none yet: 0, '', false, a time; SQL text, interned. */
const char *orm_migration_filler(const OrmColumn *column, OrmDialect dialect);

/* Steps that several kinds of differences need; each is written once for its object, with `safety` added to its own
 * classes. */
void orm_migration_add_key(OrmMigration *migration, const OrmForeignKey *key, guint safety);
void orm_migration_drop_key(OrmMigration *migration, const OrmForeignKey *key, guint safety);
/** MySQL changes the type of no column that a foreign key is over: those of the actual column go, and come back. */
void orm_migration_renew_keys(OrmMigration *migration, const OrmColumn *actual);
void orm_migration_add_column(OrmMigration *migration, const OrmColumn *column, guint safety);
/** `loss`: what is lost with it, ORM_DESTRUCTIVE or ORM_SAFE. */
void orm_migration_drop_column(OrmMigration *migration, const OrmColumn *column, guint loss, OrmPhase phase);
/** The keys, indexes and checks that a new column brings, and those that stop an old one from going. */
void orm_migration_add_members(OrmMigration *migration, const OrmColumn *column, guint safety);
void orm_migration_drop_members(OrmMigration *migration, const OrmColumn *column, guint safety);
/** PostgreSQL: makes the enum type of a column where the side we come from has none of that name; drops that of a
 * column that goes, where the side we go to has none. */
void orm_migration_need_type(OrmMigration *migration, const OrmColumn *column);
void orm_migration_free_type(OrmMigration *migration, const OrmColumn *column);

/* Each turns the differences it knows into steps; returns FALSE for one that is not its own. */
gboolean orm_migrate_table(OrmMigration *migration, const OrmDifference *difference);  /* migration_table.c */
gboolean orm_migrate_key(OrmMigration *migration, const OrmDifference *difference);    /* migration_key.c */
gboolean orm_migrate_column(OrmMigration *migration, const OrmDifference *difference); /* migration_column.c */
gboolean orm_migrate_alter(OrmMigration *migration,
                           const OrmDifference *difference); /* migration_alter.c: PostgreSQL */
gboolean orm_migrate_modify(OrmMigration *migration, const OrmDifference *difference); /* migration_modify.c: MySQL */
gboolean orm_migrate_enum(OrmMigration *migration, const OrmDifference *difference); /* migration_enum.c: PostgreSQL */
/** SQLite: all differences at once (migration_sqlite.c). */
void orm_migrate_sqlite(OrmMigration *migration);

/** Statements that make a table with its indexes and comments; foreign keys that must wait are left to `late` (of
 * OrmForeignKey *, a set). */
char *orm_migration_create_table(const OrmMigration *migration, const OrmTable *table, GHashTable *late);

#endif
