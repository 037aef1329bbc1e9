/* SPDX-License-Identifier: MIT */
/* Between the files that read PostgreSQL's SQL text: the statement being read, and what all of them ask of it. */
#ifndef ORM_SCHEMA_POSTGRESQL_READER_H
#define ORM_SCHEMA_POSTGRESQL_READER_H

#include "analyzer/schema/postgresql/statements.h"
#include "analyzer/schema/postgresql/tokens.h"
#include "analyzer/schema/postgresql/tree.h"
#include "analyzer/schema/readers.h"

typedef struct {
    OrmCatalog *catalog;
    /* the file */
    const OrmSqlText *source;
    const char *buffer; /* its text without backslash lines */
    GArray *lines;      /* of gsize: where each line begins */
    /* the statement */
    gsize start;    /* in the file */
    char *text;     /* NUL-terminated: the parse tree's locations count from its beginning */
    GArray *tokens; /* of OrmPostgresqlToken, an END behind them */
    OrmPlace place;
    guint number;
    /* the session */
    guint transaction, transactions; /* the open one, 0: none; and how many there were */
    OrmPlace transaction_place;      /* where the open one begins */
    GPtrArray *search_path;          /* of const char *, interned */
    GHashTable *passed_over;         /* interned names of temporary tables: what is said of them is no concern */
    gboolean has_children;           /* some table inherits or is a partition */
    GHashTable *relation_names;      /* interned "schema\1name": every name that a relation or constraint ever had */
} OrmPostgresqlReader;

/* Places and text. Offsets and tokens are those of the statement. */
const OrmPostgresqlToken *orm_postgresql_token(const OrmPostgresqlReader *reader, guint index);
/** The index of the first token that begins at or behind the offset. */
guint orm_postgresql_token_at(const OrmPostgresqlReader *reader, gsize offset);
OrmPlace orm_postgresql_place(const OrmPostgresqlReader *reader, gsize start, gsize end);
OrmPlace orm_postgresql_token_place(const OrmPostgresqlReader *reader, guint index);
/** The place of a name: the first of the tokens from index `from` on (before `to`) that stands for it, else that of
 * `from`. */
OrmPlace orm_postgresql_name_place(const OrmPostgresqlReader *reader, guint from, guint to, const char *name);
/** The tokens of [from, to) as text: comments go, a blank stands wherever there was any gap. Interned. */
const char *orm_postgresql_slice(const OrmPostgresqlReader *reader, guint from, guint to);
/** The same without parentheses around all of it. */
const char *orm_postgresql_expression(const OrmPostgresqlReader *reader, guint from, guint to);
gboolean orm_postgresql_token_is(const OrmPostgresqlReader *reader, guint index, const char *word);
gboolean orm_postgresql_token_is_sign(const OrmPostgresqlReader *reader, guint index, char sign);
/** Whether the token is the name, in quotes or folded. */
gboolean orm_postgresql_token_names(const OrmPostgresqlReader *reader, guint index, const char *name);
/** The index of the first token from `from` on that is the word or sign, outside of parentheses opened on the way; that
 * of the END when there is none. */
guint orm_postgresql_find_word(const OrmPostgresqlReader *reader, guint from, const char *word);
guint orm_postgresql_find_sign(const OrmPostgresqlReader *reader, guint from, char sign);
/** The index of the parenthesis that closes the one at `open`; of the END when it is not closed. */
guint orm_postgresql_closing(const OrmPostgresqlReader *reader, guint open);
/** The index of the comma or closing parenthesis behind the element of a list that the token belongs to, or of the END.
 */
guint orm_postgresql_element_end(const OrmPostgresqlReader *reader, guint from);

/* Names. */
/** The schema in which an unqualified new thing is made: the first of the search path; NULL: the default one. */
const char *orm_postgresql_creation_schema(const OrmPostgresqlReader *reader, const char *schema);
/** The table, view or whatever has its columns that a RangeVar names, or one by its name; NULL when there is none. */
OrmCatalogTable *orm_postgresql_find_table(const OrmPostgresqlReader *reader, const char *schema, const char *name);
OrmCatalogType *orm_postgresql_find_type(const OrmPostgresqlReader *reader, const char *schema, const char *name);
OrmCatalogSequence *orm_postgresql_find_sequence(const OrmPostgresqlReader *reader, const char *schema,
                                                 const char *name);
/** The index or key of that name, and its table. */
OrmCatalogIndex *orm_postgresql_find_index(const OrmPostgresqlReader *reader, const char *schema, const char *name,
                                           OrmCatalogTable **table);
/** The schema (NULL: not stated) and name at the end of a list of names. */
void orm_postgresql_split_name(const GPtrArray *names, const char **schema, const char **name);
OrmPlace orm_postgresql_range_place(const OrmPostgresqlReader *reader, const json_t *range);
/** The table of a RangeVar; a fault and NULL when there is none, no fault with `missing_ok` or for one that was passed
 * over. */
OrmCatalogTable *orm_postgresql_require_table(OrmPostgresqlReader *reader, const json_t *range, gboolean missing_ok);
gboolean orm_postgresql_is_passed_over(const OrmPostgresqlReader *reader, const char *schema, const char *name);
/** The column; a fault at the place and NULL when there is none, no fault with `missing_ok`. */
OrmCatalogColumn *orm_postgresql_require_column(OrmPostgresqlReader *reader, OrmCatalogTable *table, const char *name,
                                                OrmPlace place, gboolean missing_ok);
/** "name" or "schema.name". Interned. */
const char *orm_postgresql_qualified(const char *schema, const char *name);

/* Names that the server makes up (names.c). `schema` is a catalog's: NULL for the default one. */
void orm_postgresql_note_name(OrmPostgresqlReader *reader, const char *schema, const char *name);
const char *orm_postgresql_relation_name(OrmPostgresqlReader *reader, const char *schema, const char *first,
                                         const char *second, const char *label, gboolean is_constraint);
const char *orm_postgresql_constraint_name(OrmPostgresqlReader *reader, const char *schema, const char *first,
                                           const char *second, const char *label);
/** Whether a table, view, sequence or index has that name. */
gboolean orm_postgresql_relation_exists(const OrmPostgresqlReader *reader, const char *schema, const char *name);
/** Columns joined as in names of indexes. Free with g_free. */
char *orm_postgresql_joined_names(const GPtrArray *names);

/* Types (type_name.c): as format_type prints it; `*serial` (may be NULL) tells whether it was one of the serials, the
 * text is then the integer's. Interned. */
const char *orm_postgresql_type_text(OrmPostgresqlReader *reader, const json_t *type_name, gboolean *serial);
/** A type as such a text writes it: with quotes where they are needed. Interned. */
const char *orm_postgresql_type_name(const char *schema, const char *name);
/** Whether a column's type is that enum or domain, or an array of it. */
gboolean orm_postgresql_is_of_type(const char *text, const char *schema, const char *name);
/** A name with quotes where it needs them. Free with g_free. */
char *orm_postgresql_quoted(const char *name);

/* Steps: appends one with place, statement and transaction; valid until the next one. */
OrmMigrationStep *orm_postgresql_step(OrmPostgresqlReader *reader, OrmMigrationStepKind kind, OrmPlace place);
OrmMigrationStep *orm_postgresql_table_step(OrmPostgresqlReader *reader, OrmMigrationStepKind kind, OrmPlace place,
                                            const OrmCatalogTable *table, const char *name);

/* Inheritance (inheritance.c). */
/** All that inherit from the table or are parts of it, at any depth. Free with g_ptr_array_unref. */
GPtrArray *orm_postgresql_descendants(const OrmPostgresqlReader *reader, const OrmCatalogTable *table);
/** The table inherits from another one, by its qualified name. */
void orm_postgresql_add_parent(OrmCatalogTable *table, const char *parent);
/** A parent or partitioned table got another name, or with NULL is none any more. */
void orm_postgresql_replace_parent(OrmCatalogTable *table, const char *parent, const char *new_parent);
OrmCatalogCheck *orm_postgresql_find_check(const GPtrArray *checks, const char *name);
/** The column's default; that of a serial for a column that does not own its sequence. */
const char *orm_postgresql_default_of(const OrmPostgresqlReader *reader, const OrmCatalogTable *table,
                                      const OrmCatalogColumn *column);
/** Adds the checks that the table does not have yet. */
void orm_postgresql_copy_checks(OrmPostgresqlReader *reader, OrmCatalogTable *table, const OrmCatalogTable *source,
                                OrmPlace place);
/** Adds an index as another one, under a name that the server would give it. */
void orm_postgresql_copy_index(OrmPostgresqlReader *reader, OrmCatalogTable *table, const OrmCatalogIndex *index,
                               OrmPlace place);
/** Adds the exclusions of another table, under names that the server would give them. */
void orm_postgresql_copy_exclusions(OrmPostgresqlReader *reader, OrmCatalogTable *table, const OrmCatalogTable *source,
                                    OrmPlace place);

/* Columns (columns.c). */
OrmPlace orm_postgresql_type_place(const OrmPostgresqlReader *reader, const json_t *type_name);
/** The collation that a CollateClause states, NULL: the default one. */
const char *orm_postgresql_collation(const json_t *clause);
/** Adds a column with all that belongs to it alone; its constraints that are the table's (keys, checks, foreign keys)
 * are left to orm_postgresql_column_constraints. */
OrmCatalogColumn *orm_postgresql_add_column(OrmPostgresqlReader *reader, OrmCatalogTable *table,
                                            const json_t *definition);
/** Applies the column's own constraints: default, NOT NULL, generated, identity. */
void orm_postgresql_apply_column_constraints(OrmPostgresqlReader *reader, OrmCatalogTable *table,
                                             OrmCatalogColumn *column, const json_t *constraints);
/** Sets the default whose expression stands in the tokens from `from` on; `expression` is its tree. */
void orm_postgresql_set_default(OrmPostgresqlReader *reader, OrmCatalogTable *table, OrmCatalogColumn *column,
                                const json_t *expression, guint from, guint to);
/** Takes the column for a serial when its default and the owner of that sequence are so; and back. */
void orm_postgresql_settle_serial(OrmPostgresqlReader *reader, OrmCatalogTable *table, OrmCatalogColumn *column);
/** Where a DEFAULT or other bare expression that begins at the token ends. */
guint orm_postgresql_bare_expression_end(const OrmPostgresqlReader *reader, guint from);
/** Whether every row would evaluate it anew. */
gboolean orm_postgresql_is_volatile(const json_t *expression);
void orm_postgresql_make_identity(OrmPostgresqlReader *reader, OrmCatalogTable *table, OrmCatalogColumn *column,
                                  const json_t *constraint);

/* Constraints (constraints.c, constraint_keys.c, foreign_keys.c). */
/** What the letter of a foreign key's action stands for, in parse trees and catalogs alike. */
OrmActionKind orm_postgresql_action(const char *letter);
typedef struct {
    OrmCatalogTable *table;
    GPtrArray *keys;         /* of json_t *, borrowed, and their columns: primary keys first when made */
    GPtrArray *foreign_keys; /* made last */
    gboolean steps;          /* each is a step of its own: ALTER TABLE */
} OrmPostgresqlConstraints;
/** Adds the checks at once and collects keys and foreign keys. `column` is the one they were written on, NULL for the
 * table's. */
void orm_postgresql_collect_constraints(OrmPostgresqlReader *reader, OrmPostgresqlConstraints *collected,
                                        const char *column, const json_t *constraints);
/** Makes what was collected, as the server does: keys, then foreign keys. */
void orm_postgresql_make_constraints(OrmPostgresqlReader *reader, OrmPostgresqlConstraints *collected);
OrmPostgresqlConstraints orm_postgresql_constraints(OrmCatalogTable *table, gboolean steps);
void orm_postgresql_constraints_clear(OrmPostgresqlConstraints *collected);
/** The name of a constraint stated with it, at its place; the keyword's place when it has none. */
OrmPlace orm_postgresql_constraint_place(const OrmPostgresqlReader *reader, const json_t *constraint);
/** "a, b", as a step states columns. Interned. */
const char *orm_postgresql_columns_text(const GPtrArray *columns);
/** The text inside the parentheses of a CHECK. */
const char *orm_postgresql_check_text(const OrmPostgresqlReader *reader, const json_t *constraint);

/* Sequences (sequences.c). */
/** "table.column" as a sequence's owner is written. Interned. */
const char *orm_postgresql_owner(const OrmCatalogTable *table, const char *column);
/** The default that takes its next value, as the server prints it. Interned. */
const char *orm_postgresql_sequence_call(const char *schema, const char *name);
OrmCatalogSequence *orm_postgresql_owned_sequence(const OrmPostgresqlReader *reader, const OrmCatalogTable *table,
                                                  const char *column);
/** Makes the sequence of a serial or identity column, under the name stated or the one the server chooses. */
OrmCatalogSequence *orm_postgresql_make_sequence(OrmPostgresqlReader *reader, OrmCatalogTable *table,
                                                 OrmCatalogColumn *column, const json_t *options);
void orm_postgresql_sequence_options(OrmPostgresqlReader *reader, OrmCatalogSequence *sequence, const json_t *options);
/** The owner was renamed (`to` not NULL) or went away. */
void orm_postgresql_sequences_follow(OrmPostgresqlReader *reader, const char *from, const char *to);
/** The table was renamed or dropped (`schema` and `name` are NULL then): call before it is. */
void orm_postgresql_sequences_follow_table(OrmPostgresqlReader *reader, const OrmCatalogTable *table,
                                           const char *schema, const char *name, gboolean gone);
void orm_postgresql_create_sequence(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_alter_sequence(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_drop_sequence(OrmPostgresqlReader *reader, OrmCatalogSequence *sequence);

/* Statements, each by its node. */
void orm_postgresql_create_table(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_create_table_as(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_create_view(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_create_schema(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_create_trigger(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_create_index(OrmPostgresqlReader *reader, const json_t *node);
/** Fills an index or key with its elements; `segment` is the first token behind the parenthesis before them, NULL trees
 * are none. Names the columns. */
void orm_postgresql_index_elements(OrmPostgresqlReader *reader, OrmCatalogTable *table, OrmCatalogIndex *index,
                                   const json_t *elements, guint segment, GPtrArray *names);
void orm_postgresql_create_enum(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_alter_enum(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_create_domain(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_alter_domain(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_create_other_type(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_alter_table(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_rename(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_set_schema(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_drop(OrmPostgresqlReader *reader, const json_t *node);
void orm_postgresql_comment(OrmPostgresqlReader *reader, const json_t *node);
/** Does what a statement's node says; statements inside CREATE SCHEMA too. */
void orm_postgresql_apply(OrmPostgresqlReader *reader, const json_t *statement);

/** Sets the search path to what a session begins with. */
void orm_postgresql_reset_path(OrmPostgresqlReader *reader);

/* Dropping (drop.c), also for ALTER TABLE. */
/** Removes a column and what hangs on it; a fault when that needs CASCADE. */
gboolean orm_postgresql_drop_column(OrmPostgresqlReader *reader, OrmCatalogTable *table, OrmCatalogColumn *column,
                                    gboolean cascade, OrmPlace place);
/** Removes a constraint by its name; a fault when there is none, unless `missing_ok`. */
void orm_postgresql_drop_constraint(OrmPostgresqlReader *reader, OrmCatalogTable *table, const char *name,
                                    gboolean cascade, gboolean missing_ok, OrmPlace place);

#endif
