/* SPDX-License-Identifier: MIT */
/* Constraints of tables, made in the order and under the names that the server gives them: checks, then keys, then
 * foreign keys. */
#include <string.h>

#include "analyzer/schema/postgresql/printed.h"
#include "analyzer/schema/postgresql/reader.h"

typedef struct {
    const json_t *constraint;
    const char *column; /* on which it was written; NULL: the table's */
    gboolean deferrable, deferred;
    OrmPlace place;
} Pending;

OrmPostgresqlConstraints orm_postgresql_constraints(OrmCatalogTable *table, gboolean steps)
{
    return (OrmPostgresqlConstraints){table, g_ptr_array_new_with_free_func(g_free),
                                      g_ptr_array_new_with_free_func(g_free), steps};
}

void orm_postgresql_constraints_clear(OrmPostgresqlConstraints *collected)
{
    g_clear_pointer(&collected->keys, g_ptr_array_unref);
    g_clear_pointer(&collected->foreign_keys, g_ptr_array_unref);
}

static guint constraint_token(const OrmPostgresqlReader *reader, const json_t *constraint)
{
    return orm_postgresql_token_at(reader, (gsize)MAX(orm_tree_number(constraint, "location"), 0));
}

OrmPlace orm_postgresql_constraint_place(const OrmPostgresqlReader *reader, const json_t *constraint)
{
    guint token = constraint_token(reader, constraint);
    gboolean named =
        orm_tree_text(constraint, "conname") != NULL && orm_postgresql_token_is(reader, token, "CONSTRAINT");
    return orm_postgresql_token_place(reader, named ? token + 1 : token);
}

const char *orm_postgresql_check_text(const OrmPostgresqlReader *reader, const json_t *constraint)
{
    guint check = orm_postgresql_find_word(reader, constraint_token(reader, constraint), "CHECK");
    return orm_postgresql_expression(reader, check + 1, orm_postgresql_closing(reader, check + 1) + 1);
}

static OrmMigrationStep *add_step(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected,
                                  OrmMigrationStepKind kind, OrmPlace place, const char *name)
{
    static OrmMigrationStep none;
    return collected->steps ? orm_postgresql_table_step(reader, kind, place, collected->table, name) : &none;
}

static gboolean name_is_free(OrmPostgresqlReader *reader, const OrmCatalogTable *table, const char *name,
                             OrmPlace place)
{
    gboolean taken = orm_catalog_index(reader->catalog, table, name) != NULL;
    for (guint i = 0; !taken && i < table->checks->len; i++)
        taken = g_strcmp0(((const OrmCatalogCheck *)g_ptr_array_index(table->checks, i))->name, name) == 0;
    for (guint i = 0; !taken && i < table->foreign_keys->len; i++)
        taken = g_strcmp0(((const OrmCatalogForeignKey *)g_ptr_array_index(table->foreign_keys, i))->name, name) == 0;
    if (taken)
        orm_catalog_fault(reader->catalog, place, "table `%s` already has a constraint `%s`",
                          orm_postgresql_qualified(table->schema, table->name), name);
    return !taken;
}

static void add_check(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected, const json_t *constraint)
{
    OrmCatalogTable *table = collected->table;
    OrmPlace place = orm_postgresql_constraint_place(reader, constraint);
    const char *stated = orm_tree_text(constraint, "conname");
    const char *name = stated;
    if (name != NULL && !name_is_free(reader, table, name, place))
        return;
    if (name == NULL)
        name = orm_postgresql_constraint_name(reader, table->schema, table->name,
                                              orm_tree_only_column(orm_tree_get(constraint, "raw_expr")), "check");
    orm_postgresql_note_name(reader, table->schema, name);
    OrmCatalogCheck *check =
        orm_catalog_add_check(table->checks, name, orm_postgresql_check_text(reader, constraint), place);
    check->not_valid = collected->steps && orm_tree_flag(constraint, "skip_validation");
    add_step(reader, collected, ORM_STEP_ADD_CHECK, place, stated)->not_valid = check->not_valid;
}

static void apply_attribute(Pending *pending, const char *type)
{
    if (pending == NULL)
        return;
    if (strcmp(type, "CONSTR_ATTR_DEFERRABLE") == 0)
        pending->deferrable = TRUE;
    if (strcmp(type, "CONSTR_ATTR_DEFERRED") == 0)
        pending->deferrable = pending->deferred = TRUE;
}

void orm_postgresql_collect_constraints(OrmPostgresqlReader *reader, OrmPostgresqlConstraints *collected,
                                        const char *column, const json_t *constraints)
{
    Pending *last = NULL;
    for (size_t i = 0; i < json_array_size(constraints); i++) {
        const json_t *constraint = orm_tree_as(json_array_get(constraints, i), "Constraint");
        const char *type = orm_tree_text(constraint, "contype");
        if (type == NULL)
            continue;
        gboolean is_key = strcmp(type, "CONSTR_PRIMARY") == 0 || strcmp(type, "CONSTR_UNIQUE") == 0 ||
                          strcmp(type, "CONSTR_EXCLUSION") == 0;
        if (strcmp(type, "CONSTR_CHECK") == 0)
            add_check(reader, collected, constraint);
        if (is_key || strcmp(type, "CONSTR_FOREIGN") == 0) {
            last = g_new0(Pending, 1);
            *last = (Pending){constraint, column, orm_tree_flag(constraint, "deferrable"),
                              orm_tree_flag(constraint, "initdeferred"),
                              orm_postgresql_constraint_place(reader, constraint)};
            last->deferrable |= last->deferred;
            g_ptr_array_add(is_key ? collected->keys : collected->foreign_keys, last);
        }
        apply_attribute(last, type);
    }
}

static GPtrArray *key_columns(const Pending *pending, const char *member)
{
    GPtrArray *columns = orm_tree_names(orm_tree_get(pending->constraint, member));
    if (columns->len == 0 && pending->column != NULL)
        g_ptr_array_add(columns, (gpointer)pending->column);
    return columns;
}

const char *orm_postgresql_columns_text(const GPtrArray *columns)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < columns->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index(columns, i));
    return orm_intern(text->str);
}

static gboolean same_key(const OrmCatalogIndex *left, const OrmCatalogIndex *right)
{
    if (left->elements->len != right->elements->len || left->include->len != right->include->len ||
        left->deferrable != right->deferrable || left->initially_deferred != right->initially_deferred ||
        left->nulls_not_distinct != right->nulls_not_distinct)
        return FALSE;
    for (guint i = 0; i < left->elements->len; i++) {
        const OrmCatalogElement *a = g_ptr_array_index(left->elements, i);
        const OrmCatalogElement *b = g_ptr_array_index(right->elements, i);
        if (a->column != b->column)
            return FALSE;
    }
    for (guint i = 0; i < left->include->len; i++) {
        if (g_ptr_array_index(left->include, i) != g_ptr_array_index(right->include, i))
            return FALSE;
    }
    return TRUE;
}

/* The server drops a key that says what one before it in the statement (from index `first` on) says, and keeps its name
 * if that has none. */
static gboolean is_repeated(OrmCatalogTable *table, OrmCatalogIndex *index, guint first)
{
    for (guint i = first; i + 1 < table->indexes->len; i++) {
        OrmCatalogIndex *prior = g_ptr_array_index(table->indexes, i);
        if (prior->kind == ORM_CATALOG_INDEX || !same_key(prior, index))
            continue;
        if (prior->name == NULL)
            prior->name = index->name;
        g_ptr_array_remove(table->indexes, index);
        return TRUE;
    }
    return FALSE;
}

/* Columns of the table, or a fault. */
static gboolean check_columns(OrmPostgresqlReader *reader, OrmCatalogTable *table, const GPtrArray *columns,
                              OrmPlace place)
{
    for (guint i = 0; i < columns->len; i++) {
        if (table->columns_known &&
            orm_postgresql_require_column(reader, table, g_ptr_array_index(columns, i), place, FALSE) == NULL)
            return FALSE;
    }
    return TRUE;
}

/* ADD CONSTRAINT ... USING INDEX: the index becomes the constraint's, under its name. */
static void adopt_index(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected, const Pending *pending)
{
    OrmCatalogTable *table = collected->table;
    const char *name = orm_tree_text(pending->constraint, "indexname");
    const char *new_name = orm_tree_text(pending->constraint, "conname");
    gboolean primary = orm_tree_is(pending->constraint, "contype", "CONSTR_PRIMARY");
    OrmCatalogIndex *index = orm_catalog_index(reader->catalog, table, name);
    if (index == NULL || index->kind != ORM_CATALOG_INDEX) {
        orm_catalog_fault(reader->catalog, pending->place, "table `%s` has no index `%s`",
                          orm_postgresql_qualified(table->schema, table->name), name);
        return;
    }
    index->kind = primary ? ORM_CATALOG_PRIMARY_KEY : ORM_CATALOG_UNIQUE;
    index->unique = TRUE;
    index->name = orm_intern(new_name != NULL ? new_name : name);
    index->place = pending->place;
    index->deferrable = pending->deferrable ? ORM_YES : ORM_NO;
    index->initially_deferred = pending->deferred;
    orm_postgresql_note_name(reader, table->schema, index->name);
    GPtrArray *columns = g_ptr_array_new();
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(index->elements, i);
        OrmCatalogColumn *column =
            element->column != NULL ? orm_catalog_column(reader->catalog, table, element->column) : NULL;
        if (primary && column != NULL)
            column->nullable = ORM_NO;
        g_ptr_array_add(columns, (gpointer)(element->column != NULL ? element->column : ""));
    }
    OrmMigrationStep *step = add_step(reader, collected, primary ? ORM_STEP_ADD_PRIMARY_KEY : ORM_STEP_ADD_UNIQUE,
                                      pending->place, index->name);
    step->columns = orm_postgresql_columns_text(columns);
    step->using_index = TRUE;
    g_ptr_array_unref(columns);
}

static void add_key(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected, const Pending *pending,
                    guint first)
{
    OrmCatalogTable *table = collected->table;
    const json_t *constraint = pending->constraint;
    gboolean primary = orm_tree_is(constraint, "contype", "CONSTR_PRIMARY");
    if (orm_tree_text(constraint, "indexname") != NULL) {
        adopt_index(reader, collected, pending);
        return;
    }
    g_autoptr(GPtrArray) columns = key_columns(pending, "keys");
    g_autoptr(GPtrArray) include = orm_tree_names(orm_tree_get(constraint, "including"));
    if (!check_columns(reader, table, columns, pending->place) ||
        !check_columns(reader, table, include, pending->place))
        return;
    if (primary && orm_catalog_primary_key(table) != NULL) {
        orm_catalog_fault(reader->catalog, pending->place, "table `%s` already has a primary key",
                          orm_postgresql_qualified(table->schema, table->name));
        return;
    }
    OrmCatalogIndex *index = orm_catalog_add_index(table, primary ? ORM_CATALOG_PRIMARY_KEY : ORM_CATALOG_UNIQUE,
                                                   orm_tree_text(constraint, "conname"), pending->place);
    index->deferrable = pending->deferrable ? ORM_YES : ORM_NO;
    index->initially_deferred = pending->deferred;
    index->nulls_not_distinct = orm_tree_flag(constraint, "nulls_not_distinct");
    for (guint i = 0; i < columns->len; i++) {
        orm_catalog_add_element(index, g_ptr_array_index(columns, i), NULL);
        OrmCatalogColumn *column = orm_catalog_column(reader->catalog, table, g_ptr_array_index(columns, i));
        if (primary && column != NULL)
            column->nullable = ORM_NO;
    }
    for (guint i = 0; i < include->len; i++)
        g_ptr_array_add(index->include, (gpointer)orm_intern(g_ptr_array_index(include, i)));
    OrmMigrationStep *step = add_step(reader, collected, primary ? ORM_STEP_ADD_PRIMARY_KEY : ORM_STEP_ADD_UNIQUE,
                                      pending->place, index->name);
    step->columns = orm_postgresql_columns_text(columns);
    if (!primary)
        is_repeated(table, index, first);
}

/* Names what has none, once it is known what is left of the keys. */
static void name_keys(OrmPostgresqlReader *reader, OrmCatalogTable *table, guint first)
{
    for (guint i = first; i < table->indexes->len; i++) {
        OrmCatalogIndex *index = g_ptr_array_index(table->indexes, i);
        if (index->name != NULL) {
            if (index->kind != ORM_CATALOG_INDEX &&
                orm_postgresql_relation_exists(reader, table->schema, index->name)) {
                const char *name = index->name;
                index->name = NULL; /* does the name belong to another? */
                if (orm_postgresql_relation_exists(reader, table->schema, name))
                    orm_catalog_fault(reader->catalog, index->place, "there already is a `%s`",
                                      orm_postgresql_qualified(table->schema, name));
                index->name = name;
            }
            orm_postgresql_note_name(reader, table->schema, index->name);
            continue;
        }
        g_autoptr(GPtrArray) names = g_ptr_array_new();
        for (guint k = 0; k < index->elements->len; k++)
            g_ptr_array_add(names, (gpointer)((OrmCatalogElement *)g_ptr_array_index(index->elements, k))->column);
        for (guint k = 0; k < index->include->len; k++)
            g_ptr_array_add(names, g_ptr_array_index(index->include, k));
        g_autofree char *columns = orm_postgresql_joined_names(names);
        gboolean primary = index->kind == ORM_CATALOG_PRIMARY_KEY;
        index->name = orm_postgresql_relation_name(reader, table->schema, table->name, primary ? NULL : columns,
                                                   primary ? "pkey" : "key", TRUE);
    }
}

static guint exclusion_end(const OrmPostgresqlReader *reader, guint from)
{
    guint end = orm_postgresql_element_end(reader, from);
    static const char *const attributes[] = {"DEFERRABLE", "INITIALLY", "NOT"};
    for (guint i = 0; i < G_N_ELEMENTS(attributes); i++)
        end = MIN(end, orm_postgresql_find_word(reader, from, attributes[i]));
    return end;
}

static void add_exclusion(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected,
                          const Pending *pending)
{
    OrmCatalogTable *table = collected->table;
    guint from = orm_postgresql_find_word(reader, constraint_token(reader, pending->constraint), "EXCLUDE") + 1;
    const char *text = orm_postgresql_slice(reader, from, exclusion_end(reader, from));
    const char *stated = orm_tree_text(pending->constraint, "conname");
    const char *name = stated;
    if (name == NULL) {
        g_autoptr(GPtrArray) names = orm_tree_exclusion_names(orm_tree_get(pending->constraint, "exclusions"));
        g_autofree char *columns = orm_postgresql_joined_names(names);
        name = orm_postgresql_relation_name(reader, table->schema, table->name, columns, "excl", TRUE);
    }
    if (!orm_postgresql_token_is(reader, from, "USING")) {
        g_autofree char *with_method = g_strconcat("USING btree ", text, NULL);
        text = orm_intern(with_method);
    }
    orm_postgresql_note_name(reader, table->schema, name);
    orm_catalog_add_check(table->excludes, name, orm_postgresql_bare_exclusion(text), pending->place);
    add_step(reader, collected, ORM_STEP_ADD_EXCLUDE, pending->place, stated);
}

OrmActionKind orm_postgresql_action(const char *letter)
{
    switch (letter != NULL ? *letter : 'a') {
    case 'c':
        return ORM_ACTION_CASCADE;
    case 'n':
        return ORM_ACTION_SET_NULL;
    case 'd':
        return ORM_ACTION_SET_DEFAULT;
    case 'r':
        return ORM_ACTION_RESTRICT;
    default:
        return ORM_ACTION_UNSTATED;
    }
}

/* Fills in the parent, and the columns of its primary key when none are stated; a fault when it has no such. The key
 * stays as it was stated then. */
static void resolve_parent(OrmPostgresqlReader *reader, OrmCatalogForeignKey *key, const json_t *range,
                           const json_t *columns)
{
    OrmCatalogTable *parent = orm_postgresql_require_table(reader, range, FALSE);
    g_autoptr(GPtrArray) names = orm_tree_names(columns);
    const char *name = orm_tree_text(range, "relname");
    key->parent = orm_intern(name != NULL ? name : "");
    key->parent_schema =
        parent != NULL ? parent->schema : orm_postgresql_creation_schema(reader, orm_tree_text(range, "schemaname"));
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add(key->parent_columns, (gpointer)orm_intern(g_ptr_array_index(names, i)));
    const OrmCatalogIndex *primary = parent != NULL ? orm_catalog_primary_key(parent) : NULL;
    if (names->len > 0 || parent == NULL)
        return;
    if (primary == NULL) {
        orm_catalog_fault(reader->catalog, orm_postgresql_range_place(reader, range), "table `%s` has no primary key",
                          orm_postgresql_qualified(parent->schema, parent->name));
        return;
    }
    for (guint i = 0; i < primary->elements->len; i++)
        g_ptr_array_add(key->parent_columns,
                        (gpointer)((OrmCatalogElement *)g_ptr_array_index(primary->elements, i))->column);
}

static void add_foreign_key(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected,
                            const Pending *pending)
{
    OrmCatalogTable *table = collected->table;
    const json_t *constraint = pending->constraint;
    const char *stated = orm_tree_text(constraint, "conname");
    g_autoptr(GPtrArray) columns = key_columns(pending, "fk_attrs");
    if (!check_columns(reader, table, columns, pending->place) ||
        (stated != NULL && !name_is_free(reader, table, stated, pending->place)))
        return;
    g_autofree char *addition = orm_postgresql_joined_names(columns);
    const char *name =
        stated != NULL ? stated : orm_postgresql_constraint_name(reader, table->schema, table->name, addition, "fkey");
    orm_postgresql_note_name(reader, table->schema, name);
    OrmCatalogForeignKey *key = orm_catalog_add_foreign_key(table, name, pending->place);
    for (guint i = 0; i < columns->len; i++)
        g_ptr_array_add(key->columns, (gpointer)orm_intern(g_ptr_array_index(columns, i)));
    resolve_parent(reader, key, orm_tree_get(constraint, "pktable"), orm_tree_get(constraint, "pk_attrs"));
    key->ondelete = orm_postgresql_action(orm_tree_text(constraint, "fk_del_action"));
    key->onupdate = orm_postgresql_action(orm_tree_text(constraint, "fk_upd_action"));
    key->match = orm_tree_is(constraint, "fk_matchtype", "f") ? orm_intern("full") : NULL;
    key->deferrable = pending->deferrable ? ORM_YES : ORM_NO;
    key->initially_deferred = pending->deferred;
    key->not_valid = collected->steps && orm_tree_flag(constraint, "skip_validation");
    OrmMigrationStep *step = add_step(reader, collected, ORM_STEP_ADD_FOREIGN_KEY, pending->place, stated);
    step->columns = orm_postgresql_columns_text(columns);
    step->parent = orm_postgresql_qualified(key->parent_schema, key->parent);
    step->not_valid = key->not_valid;
}

void orm_postgresql_make_constraints(OrmPostgresqlReader *reader, OrmPostgresqlConstraints *collected)
{
    guint first = collected->table->indexes->len;
    for (guint pass = 0; pass < 2; pass++) { /* the primary key first */
        for (guint i = 0; i < collected->keys->len; i++) {
            const Pending *pending = g_ptr_array_index(collected->keys, i);
            gboolean primary = orm_tree_is(pending->constraint, "contype", "CONSTR_PRIMARY");
            if (primary == (pass == 0) && !orm_tree_is(pending->constraint, "contype", "CONSTR_EXCLUSION"))
                add_key(reader, collected, pending, first);
        }
    }
    name_keys(reader, collected->table, first);
    for (guint i = 0; i < collected->keys->len; i++) {
        const Pending *pending = g_ptr_array_index(collected->keys, i);
        if (orm_tree_is(pending->constraint, "contype", "CONSTR_EXCLUSION"))
            add_exclusion(reader, collected, pending);
    }
    for (guint i = 0; i < collected->foreign_keys->len; i++)
        add_foreign_key(reader, collected, g_ptr_array_index(collected->foreign_keys, i));
}
