/* SPDX-License-Identifier: MIT */
/* Constraints of tables, made in the order and under the names that the server gives them: checks, then keys, then
 * foreign keys. */
#include <string.h>

#include "analyzer/schema/postgresql/constraints.h"

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

guint orm_postgresql_constraint_token(const OrmPostgresqlReader *reader, const json_t *constraint)
{
    return orm_postgresql_token_at(reader, (gsize)MAX(orm_tree_number(constraint, "location"), 0));
}

OrmPlace orm_postgresql_constraint_place(const OrmPostgresqlReader *reader, const json_t *constraint)
{
    guint token = orm_postgresql_constraint_token(reader, constraint);
    gboolean named =
        orm_tree_text(constraint, "conname") != NULL && orm_postgresql_token_is(reader, token, "CONSTRAINT");
    return orm_postgresql_token_place(reader, named ? token + 1 : token);
}

const char *orm_postgresql_check_text(const OrmPostgresqlReader *reader, const json_t *constraint)
{
    guint check = orm_postgresql_find_word(reader, orm_postgresql_constraint_token(reader, constraint), "CHECK");
    return orm_postgresql_expression(reader, check + 1, orm_postgresql_closing(reader, check + 1) + 1);
}

OrmMigrationStep *orm_postgresql_constraint_step(OrmPostgresqlReader *reader, const OrmPostgresqlConstraints *collected,
                                                 OrmMigrationStepKind kind, OrmPlace place, const char *name)
{
    static OrmMigrationStep none;
    return collected->steps ? orm_postgresql_table_step(reader, kind, place, collected->table, name) : &none;
}

gboolean orm_postgresql_constraint_is_new(OrmPostgresqlReader *reader, const OrmCatalogTable *table, const char *name,
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
    if (name != NULL && !orm_postgresql_constraint_is_new(reader, table, name, place))
        return;
    if (name == NULL)
        name = orm_postgresql_constraint_name(reader, table->schema, table->name,
                                              orm_tree_only_column(orm_tree_get(constraint, "raw_expr")), "check");
    orm_postgresql_note_name(reader, table->schema, name);
    OrmCatalogCheck *check =
        orm_catalog_add_check(table->checks, name, orm_postgresql_check_text(reader, constraint), place);
    check->not_valid = collected->steps && orm_tree_flag(constraint, "skip_validation");
    orm_postgresql_constraint_step(reader, collected, ORM_STEP_ADD_CHECK, place, stated)->not_valid = check->not_valid;
}

static void apply_attribute(OrmPostgresqlPending *pending, const char *type)
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
    OrmPostgresqlPending *last = NULL;
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
            last = g_new0(OrmPostgresqlPending, 1);
            *last = (OrmPostgresqlPending){constraint, column, orm_tree_flag(constraint, "deferrable"),
                                           orm_tree_flag(constraint, "initdeferred"),
                                           orm_postgresql_constraint_place(reader, constraint)};
            last->deferrable |= last->deferred;
            g_ptr_array_add(is_key ? collected->keys : collected->foreign_keys, last);
        }
        apply_attribute(last, type);
    }
}

GPtrArray *orm_postgresql_key_columns(const OrmPostgresqlPending *pending, const char *member)
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

/* Columns of the table, or a fault. */
gboolean orm_postgresql_check_columns(OrmPostgresqlReader *reader, OrmCatalogTable *table, const GPtrArray *columns,
                                      OrmPlace place)
{
    for (guint i = 0; i < columns->len; i++) {
        if (table->columns_known &&
            orm_postgresql_require_column(reader, table, g_ptr_array_index(columns, i), place, FALSE) == NULL)
            return FALSE;
    }
    return TRUE;
}

void orm_postgresql_make_constraints(OrmPostgresqlReader *reader, OrmPostgresqlConstraints *collected)
{
    guint first = collected->table->indexes->len;
    for (guint pass = 0; pass < 2; pass++) { /* the primary key first */
        for (guint i = 0; i < collected->keys->len; i++) {
            const OrmPostgresqlPending *pending = g_ptr_array_index(collected->keys, i);
            gboolean primary = orm_tree_is(pending->constraint, "contype", "CONSTR_PRIMARY");
            if (primary == (pass == 0) && !orm_tree_is(pending->constraint, "contype", "CONSTR_EXCLUSION"))
                orm_postgresql_add_key(reader, collected, pending, first);
        }
    }
    orm_postgresql_name_keys(reader, collected->table, first);
    for (guint i = 0; i < collected->keys->len; i++) {
        const OrmPostgresqlPending *pending = g_ptr_array_index(collected->keys, i);
        if (orm_tree_is(pending->constraint, "contype", "CONSTR_EXCLUSION"))
            orm_postgresql_add_exclusion(reader, collected, pending);
    }
    for (guint i = 0; i < collected->foreign_keys->len; i++)
        orm_postgresql_add_foreign_key(reader, collected, g_ptr_array_index(collected->foreign_keys, i));
}
