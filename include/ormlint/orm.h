/* SPDX-License-Identifier: MIT */
/*
 * ormlint: annotations that say how C structs map to the tables of a relational database.
 *
 * Every macro here expands to nothing in your builds: the compiler sees the same code as without them. Only the
 * analyzer, which defines __ORMLINT__, sees what they say. This file is all there is: it may be copied into a project.
 *
 *     struct ORM_TABLE(users) user {
 *         int64_t id        ORM_COLUMN(primary_key);
 *         char    email[81] ORM_COLUMN(unique);
 *         int64_t team_id   ORM_FOREIGN_KEY(teams.id, ondelete=cascade);
 *         struct team *team ORM_RELATIONSHIP(back_populates=members);
 *     };
 *
 * Arguments, in every macro:
 *     name        users   users.id   public.users.id
 *     "string"    C string literals; adjacent ones are joined. Where a name is expected, a string says the same.
 *     number      20   -1   0.5
 *     call(...)   desc(created_at)   users(id, region)
 *     (a, b)      a list
 *     key=value   an option; a key alone is a flag that is on (`nullable` is `nullable=true`)
 * A column may be named by its C field or its SQL name, a table by its SQL name or by its struct. Several annotations
 * on one struct or field add up. Macros of your own may wrap these:
 *     #define REFERS_TO(table) ORM_FOREIGN_KEY(table.id, ondelete=cascade)
 */
#ifndef ORMLINT_ORM_H
#define ORMLINT_ORM_H

/* Variadic macros came with C99; compilers that are asked for C89 or C++98 have them too, but may complain. */
#if (defined(__GNUC__) || defined(__clang__)) && __INCLUDE_LEVEL__
#pragma GCC system_header
#endif

/** Version of this vocabulary. */
#define ORM_VERSION "0.1.0"
/** The same as a number: major * 10000 + minor * 100 + patch. */
#define ORM_VERSION_NUMBER 100

#ifdef __ORMLINT__
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wattributes" /* GCC does not know `annotate` */
#endif
/* Each macro spells its attribute out: one that they share would cost a further expansion for every annotation. */
#define ORM_DECLARE_(number, text) ORM_DECLARE_NAMED_(number, text)
#define ORM_DECLARE_NAMED_(number, text) extern int orm_on_##number __attribute__((annotate(text)))
#endif

/* ------------------------------------- on a struct: between `struct` and the tag, or right after the closing brace -- */

/**
 * ORM_TABLE([name], ...) maps the struct to a table. Without a name it is called like the struct's tag (the typedef
 * where there is no tag), by the configured naming convention.
 *
 *     schema=NAME         schema of the table
 *     comment="TEXT"      comment on the table
 *     view                the struct is mapped to a view
 *     unmanaged           checked, but never created, changed or dropped
 *     strict              SQLite: a STRICT table
 *     without_rowid       SQLite: WITHOUT ROWID
 *     engine=NAME         MySQL: storage engine
 *     charset=NAME        MySQL: character set
 *     collate=NAME        MySQL: collation
 *     renamed_from=NAME   what the table was called before
 *
 *     struct ORM_TABLE(users, schema=app, comment="who may log in") user { ... };
 */
#ifdef __ORMLINT__
#define ORM_TABLE(...) __attribute__((annotate("orm:table(" #__VA_ARGS__ ")")))
#else
#define ORM_TABLE(...)
#endif

/**
 * ORM_ABSTRACT() marks columns for other models to inherit or embed; the struct has no table of its own.
 *
 *     struct ORM_ABSTRACT() timestamps { struct tm created_at; struct tm updated_at; };
 */
#ifdef __ORMLINT__
#define ORM_ABSTRACT(...) __attribute__((annotate("orm:abstract(" #__VA_ARGS__ ")")))
#else
#define ORM_ABSTRACT(...)
#endif

/**
 * ORM_PRIMARY_KEY(column, ..., name=) is a primary key over several columns, in that order.
 *
 *     name=NAME           name of the constraint
 *
 *     struct ORM_TABLE(order_lines) ORM_PRIMARY_KEY(order_id, position) order_line { ... };
 */
#ifdef __ORMLINT__
#define ORM_PRIMARY_KEY(...) __attribute__((annotate("orm:primary_key(" #__VA_ARGS__ ")")))
#else
#define ORM_PRIMARY_KEY(...)
#endif

/**
 * ORM_UNIQUE(element, ...) is a unique constraint over columns.
 *
 *     name=NAME           name of the constraint
 *     deferrable          may be checked at the end of the transaction
 *     initially=WORD      deferred | immediate
 *     nulls_not_distinct  PostgreSQL: two NULLs are equal
 *     include=(a, b)      PostgreSQL: further columns kept in its index
 *
 *     struct ORM_TABLE(seats) ORM_UNIQUE(hall_id, row, number, name=uq_seats) seat { ... };
 */
#ifdef __ORMLINT__
#define ORM_UNIQUE(...) __attribute__((annotate("orm:unique(" #__VA_ARGS__ ")")))
#else
#define ORM_UNIQUE(...)
#endif

/**
 * ORM_INDEX(element, ...) is an index. An element is a column or
 *     asc(c)  desc(c)  nulls_first(c)  nulls_last(c)   order; they nest: nulls_last(desc(c))
 *     op(c, text_pattern_ops)                          operator class
 *     length(c, 20)                                    MySQL: the first 20 characters
 *     expr("lower(email)")                             an expression, as SQL text
 *
 *     name=NAME           name of the index
 *     unique              a unique index
 *     primary_key         the index of the primary key
 *     where="SQL"         predicate of a partial index
 *     using=NAME          method: btree, hash, gin, gist, ...
 *     include=(a, b)      PostgreSQL: further columns kept in the index
 *     prefix=VALUE        MySQL: fulltext | spatial; or a number: the first characters of every column
 *     definition="SQL"    instead of elements: what follows CREATE INDEX name, "on users using btree (lower(email))"
 *
 *     struct ORM_TABLE(posts) ORM_INDEX(author_id, desc(created_at), where="not hidden") post { ... };
 */
#ifdef __ORMLINT__
#define ORM_INDEX(...) __attribute__((annotate("orm:index(" #__VA_ARGS__ ")")))
#else
#define ORM_INDEX(...)
#endif

/**
 * ORM_CHECK("expression", name=) is a check constraint.
 *
 *     name=NAME           name of the constraint
 *
 *     struct ORM_TABLE(products) ORM_CHECK("price >= 0", name=ck_products_price) product { ... };
 */
#ifdef __ORMLINT__
#define ORM_CHECK(...) __attribute__((annotate("orm:check(" #__VA_ARGS__ ")")))
#else
#define ORM_CHECK(...)
#endif

/**
 * ORM_FOREIGN_KEY is a foreign key. On a field: ORM_FOREIGN_KEY(table.column, ...), where the table alone means its
 * primary key. On a struct, over several columns: ORM_FOREIGN_KEY((a, b), parent(x, y), ...).
 *
 *     name=NAME           name of the constraint
 *     ondelete=ACTION     cascade | set_null | set_default | restrict | no_action
 *     onupdate=ACTION     the same
 *     deferrable          may be checked at the end of the transaction
 *     initially=WORD      deferred | immediate
 *     match=WORD          simple | full | partial
 *     use_alter           created after both tables exist
 *     unenforced          declared here, deliberately not in the database
 *     array               the (last) column is an array whose elements refer
 *
 *     int64_t team_id ORM_FOREIGN_KEY(teams.id, ondelete=set_null);
 *     struct ORM_TABLE(shifts) ORM_FOREIGN_KEY((plant, line), lines(plant, number)) shift { ... };
 */
#ifdef __ORMLINT__
#define ORM_FOREIGN_KEY(...) __attribute__((annotate("orm:foreign_key(" #__VA_ARGS__ ")")))
#else
#define ORM_FOREIGN_KEY(...)
#endif

/**
 * ORM_EXCLUDE("definition", name=) is a PostgreSQL exclusion constraint: the SQL from USING on.
 *
 *     name=NAME           name of the constraint
 *
 *     struct ORM_TABLE(bookings) ORM_EXCLUDE("using gist (room with =, during with &&)") booking { ... };
 */
#ifdef __ORMLINT__
#define ORM_EXCLUDE(...) __attribute__((annotate("orm:exclude(" #__VA_ARGS__ ")")))
#else
#define ORM_EXCLUDE(...)
#endif

/**
 * ORM_INHERITS(struct, joined|single|concrete, identity=) makes this model extend another mapped one. The parent's
 * struct is usually the first member; it then needs no ORM_EMBED.
 *
 *     identity=VALUE      value of the base's discriminator column in the rows of this model
 *
 *     struct ORM_TABLE(engineers) ORM_INHERITS(employee, joined, identity=engineer) engineer {
 *         struct employee base;
 *         ...
 *     };
 */
#ifdef __ORMLINT__
#define ORM_INHERITS(...) __attribute__((annotate("orm:inherits(" #__VA_ARGS__ ")")))
#else
#define ORM_INHERITS(...)
#endif

/**
 * ORM_POLYMORPHIC(on=field, identity=), on the base of a hierarchy, names the discriminator column.
 *
 *     on=FIELD            the column that tells the models apart
 *     identity=VALUE      its value in the rows of the base itself
 *
 *     struct ORM_TABLE(employees) ORM_POLYMORPHIC(on=kind, identity=employee) employee { ... };
 */
#ifdef __ORMLINT__
#define ORM_POLYMORPHIC(...) __attribute__((annotate("orm:polymorphic(" #__VA_ARGS__ ")")))
#else
#define ORM_POLYMORPHIC(...)
#endif

/**
 * ORM_ALLOW(rule, ..., reason="") suppresses rules, for the struct or the field it stands on.
 *
 *     reason="TEXT"       why
 *
 *     struct ORM_TABLE(log) ORM_ALLOW(missing-primary-key, reason="append only") log_line { ... };
 */
#ifdef __ORMLINT__
#define ORM_ALLOW(...) __attribute__((annotate("orm:allow(" #__VA_ARGS__ ")")))
#else
#define ORM_ALLOW(...)
#endif

/* ------------------------------------------------------------ on a field: after the declarator, or before the type -- */

/**
 * ORM_COLUMN([name], ...) gives options of a column. A quoted first value is always the column's name. A field without
 * any annotation is a column already, called like the field.
 *
 *     type="SQL"             SQL type, else it follows from the C type
 *     primary_key            (part of) the primary key
 *     nullable, not_null     else a pointer is nullable and a value is not
 *     unique                 a unique constraint over this column; with `index`, one unique index
 *     index                  an index on this column
 *     autoincrement          the database counts
 *     identity=WORD          always | by_default: GENERATED ... AS IDENTITY
 *     default=VALUE          the program's default
 *     server_default="SQL"   DEFAULT of the column: "'draft'", "now()"
 *     onupdate=VALUE         what the program sets on update
 *     server_onupdate="SQL"  what the database sets on update
 *     computed="SQL"         a generated column
 *     stored, virtual        how a generated column is kept
 *     comment="TEXT"         comment on the column
 *     collate=NAME           collation
 *     version                counts changes of the row, for optimistic locking
 *     null_flag=FIELD        the field that says whether this one is NULL
 *     length=FIELD           the field that holds this blob's length
 *     renamed_from=NAME      what the column was called before
 *
 *     char *nick ORM_COLUMN(nickname, type="VARCHAR(40)", unique, server_default="''");
 */
#ifdef __ORMLINT__
#define ORM_COLUMN(...) __attribute__((annotate("orm:column(" #__VA_ARGS__ ")")))
#else
#define ORM_COLUMN(...)
#endif

/**
 * ORM_RELATIONSHIP([target], ...) is a link between two models; it is no column. The target defaults to the struct the
 * field points at. Its direction follows the foreign keys: ours points at the target (many-to-one), or the target's at
 * us (one-to-many; one-to-one with uselist=false), or both are reached through `secondary` (many-to-many).
 * `struct t *` is one object; `struct t **`, a pointer with count=, or a list head with a target is a collection.
 *
 *     back_populates=FIELD   the field of the target that is the other side
 *     foreign_keys=(a, ..)   which foreign key it follows, where several could be meant
 *     secondary=TABLE        the link table of a many-to-many
 *     remote_side=(a, ..)    of a self reference: the columns on the far side; makes it many-to-one
 *     primaryjoin="SQL"      the join condition, where the foreign keys do not tell
 *     secondaryjoin="SQL"    the same from the link table to the target
 *     cascade=(word, ..)     all, save_update, merge, refresh_expire, expunge, delete, delete_orphan
 *     uselist=BOOL           whether it is a collection
 *     viewonly               never written through
 *     passive_deletes[=all]  the database deletes the children
 *     single_parent          the target has one parent at a time
 *     order_by=(a, ..)       order of a collection: column, asc(column), desc(column)
 *     lazy=WORD              how it is loaded
 *     overlaps=(field, ..)   relationships that may write the same columns
 *     count=FIELD            the field that holds the number of elements
 *
 *     struct comment **comments ORM_RELATIONSHIP(back_populates=post, cascade=(all, delete_orphan), count=n_comments);
 *     size_t n_comments;
 */
#ifdef __ORMLINT__
#define ORM_RELATIONSHIP(...) __attribute__((annotate("orm:relationship(" #__VA_ARGS__ ")")))
#else
#define ORM_RELATIONSHIP(...)
#endif

/**
 * ORM_EMBED(prefix="") marks a nested struct whose fields become columns of this table.
 *
 *     prefix="TEXT"       put in front of their names
 *
 *     struct address billing ORM_EMBED(prefix="billing_");
 */
#ifdef __ORMLINT__
#define ORM_EMBED(...) __attribute__((annotate("orm:embed(" #__VA_ARGS__ ")")))
#else
#define ORM_EMBED(...)
#endif

/**
 * ORM_ENUM(...) says how the constants of a field of an enum type are stored. A label is the constant's name.
 *
 *     name=NAME           name of the database type (of the check constraint, for storage=string with check)
 *     storage=WORD        integer | string | native
 *     check               a check constraint lists the values
 *     prefix=TEXT         taken off the constants' names
 *     lowercase           labels are in lower case
 *
 *     enum order_state state ORM_ENUM(storage=native, name=order_state, prefix=ORDER_, lowercase);
 */
#ifdef __ORMLINT__
#define ORM_ENUM(...) __attribute__((annotate("orm:enum(" #__VA_ARGS__ ")")))
#else
#define ORM_ENUM(...)
#endif

/**
 * ORM_IGNORE() says that the field is not mapped.
 *
 *     pthread_mutex_t lock ORM_IGNORE();
 */
#ifdef __ORMLINT__
#define ORM_IGNORE(...) __attribute__((annotate("orm:ignore(" #__VA_ARGS__ ")")))
#else
#define ORM_IGNORE(...)
#endif

/* ------------------------------------------------------------------------------------------ anywhere at file scope -- */

/**
 * ORM_ON(where, annotation); annotates a struct that cannot be edited. `where` is a struct's tag or typedef name,
 * `tag.field`, or `_`: the model defined last above it in the same file. The annotation is written without ORM_ and in
 * lower case. It needs its `;` and is a harmless forward declaration in your builds.
 *
 *     ORM_ON(user, table(users));
 *     ORM_ON(user.email, column(unique));
 *     ORM_ON(user, index(desc(created_at), name=ix_recent));
 */
#ifdef __ORMLINT__
#define ORM_ON(...) ORM_DECLARE_(__COUNTER__, "orm:on(" #__VA_ARGS__ ")")
#else
#define ORM_ON(...) struct orm_on_
#endif

#endif
