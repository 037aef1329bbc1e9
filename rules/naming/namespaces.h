/* SPDX-License-Identifier: MIT */
/* Which names of tables, indexes and constraints a database keeps in one list, so that none may stand in it twice. */
#ifndef ORM_RULES_NAMING_NAMESPACES_H
#define ORM_RULES_NAMING_NAMESPACES_H

#include "rules/rule.h"

/**
 * A list of names. Of a schema: r relations (tables, views, indexes), t PostgreSQL's types (enums, and one of each
 * table), f InnoDB's foreign keys, k MySQL's CHECKs. Of a table: c PostgreSQL's constraints, i MySQL's indexes; u and
 * m: MariaDB holds a CHECK's name against those of unique indexes and against those of foreign keys.
 */
typedef struct {
    char kind;
    gconstpointer owner; /* the schema's name, interned and in lower case, or the OrmTable; NULL: the default schema */
} OrmNameList;

/** Something that has a name in the database: a table, or what one of the pointers below it says. */
typedef struct {
    const char *name;
    const OrmTable *table;
    const OrmIndex *index;
    const OrmForeignKey *key;
    const OrmCheck *check;
    const OrmExclude *exclude;
    const OrmPrimaryKey *primary_key;
    const OrmColumn *enum_column; /* the first column of a native enum type */
    OrmNameList lists[3];         /* that the name is in */
    guint n_lists;
} OrmScopedName;

/**
 * All that has a name in the graph's dialect (PostgreSQL's lists where there is none): tables first, then what they
 * hold. Of OrmScopedName. Free with g_array_unref.
 */
GArray *orm_scoped_names(const OrmGraph *graph);

/** Whether it is a table or view. */
gboolean orm_scoped_name_is_table(const OrmScopedName *named);

/** The name as the dialect compares it: in lower case where case does not count (of a table in MySQL it does, on most
 * systems). Interned. */
const char *orm_scoped_name_key(const OrmScopedName *named, OrmDialect dialect);

/** "table", "view", "index", "unique constraint", "primary key", "foreign key", "CHECK constraint", "exclusion
 * constraint", "enum type". */
const char *orm_scoped_name_kind(const OrmScopedName *named);
/** "index `ix_a` of table `orders`", "table `orders`". Free with g_free. */
char *orm_scoped_name_describe(const OrmScopedName *named);
/** The name where it is stated, else the whole statement. */
OrmPlace orm_scoped_name_place(const OrmScopedName *named);
OrmAbout orm_scoped_name_about(const OrmScopedName *named);

/**
 * Whether two names of one list mean one thing, or one that another rule reports as stated twice: equal indexes, unique
 * sets, foreign keys of a table, and anything of a table that two models are mapped to.
 */
gboolean orm_scoped_names_are_repeated(const OrmScopedName *first, const OrmScopedName *second, OrmDialect dialect);

/** What stands in the lists so far; orm_name_register_enter fills it. Free with g_hash_table_unref. */
GHashTable *orm_name_register_new(void);
/**
 * Enters `named` under `key` (interned) in its list number `list`, unless the key is there: then what has it is
 * returned, else NULL.
 */
const OrmScopedName *orm_name_register_enter(GHashTable *names, const OrmScopedName *named, guint list,
                                             const char *key);

#endif
