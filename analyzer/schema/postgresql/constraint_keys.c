/* SPDX-License-Identifier: MIT */
/* Primary keys, unique and exclusion constraints. */
#include "analyzer/schema/postgresql/constraints.h"
#include "analyzer/schema/postgresql/printed.h"

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

/* ADD CONSTRAINT ... USING INDEX: the index becomes the constraint's, under its name. */
static void adopt_index(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected,
                        const OrmPostgresqlPending *pending)
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
    OrmMigrationStep *step = orm_postgresql_constraint_step(
        reader, collected, primary ? ORM_STEP_ADD_PRIMARY_KEY : ORM_STEP_ADD_UNIQUE, pending->place, index->name);
    step->columns = orm_postgresql_columns_text(columns);
    step->using_index = TRUE;
    g_ptr_array_unref(columns);
}

void orm_postgresql_add_key(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected,
                            const OrmPostgresqlPending *pending, guint first)
{
    OrmCatalogTable *table = collected->table;
    const json_t *constraint = pending->constraint;
    gboolean primary = orm_tree_is(constraint, "contype", "CONSTR_PRIMARY");
    if (orm_tree_text(constraint, "indexname") != NULL) {
        adopt_index(reader, collected, pending);
        return;
    }
    g_autoptr(GPtrArray) columns = orm_postgresql_key_columns(pending, "keys");
    g_autoptr(GPtrArray) include = orm_tree_names(orm_tree_get(constraint, "including"));
    if (!orm_postgresql_check_columns(reader, table, columns, pending->place) ||
        !orm_postgresql_check_columns(reader, table, include, pending->place))
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
    OrmMigrationStep *step = orm_postgresql_constraint_step(
        reader, collected, primary ? ORM_STEP_ADD_PRIMARY_KEY : ORM_STEP_ADD_UNIQUE, pending->place, index->name);
    step->columns = orm_postgresql_columns_text(columns);
    if (!primary)
        is_repeated(table, index, first);
}

/* Names what has none, once it is known what is left of the keys. */
void orm_postgresql_name_keys(OrmPostgresqlReader *reader, OrmCatalogTable *table, guint first)
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

void orm_postgresql_add_exclusion(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected,
                                  const OrmPostgresqlPending *pending)
{
    OrmCatalogTable *table = collected->table;
    guint from =
        orm_postgresql_find_word(reader, orm_postgresql_constraint_token(reader, pending->constraint), "EXCLUDE") + 1;
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
    orm_postgresql_constraint_step(reader, collected, ORM_STEP_ADD_EXCLUDE, pending->place, stated);
}
