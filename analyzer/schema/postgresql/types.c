/* SPDX-License-Identifier: MIT */
/* Enum types and domains. */
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"

/* The name of a CREATE TYPE or DOMAIN stands behind that word. */
static OrmPlace name_place(const OrmPostgresqlReader *reader, const char *word, const char *name)
{
    guint from = orm_postgresql_find_word(reader, 0, word) + 1;
    if (orm_postgresql_token_is_sign(reader, from + 1, '.'))
        from += 2;
    return orm_postgresql_name_place(reader, from, from + 3, name);
}

static OrmMigrationStep *type_step(OrmPostgresqlReader *reader, OrmMigrationStepKind kind, OrmPlace place,
                                   const char *schema, const char *name)
{
    OrmMigrationStep *step = orm_postgresql_step(reader, kind, place);
    step->schema = orm_intern(schema);
    step->name = orm_intern(name);
    return step;
}

/* Where a new type goes; FALSE and a fault when there is one of that name. */
static gboolean new_type(OrmPostgresqlReader *reader, const json_t *list, const char *word, const char **schema,
                         const char **name, OrmPlace *place)
{
    g_autoptr(GPtrArray) names = orm_tree_names(list);
    orm_postgresql_split_name(names, schema, name);
    *schema = orm_postgresql_creation_schema(reader, *schema);
    *place = name_place(reader, word, *name);
    type_step(reader, ORM_STEP_CREATE_TYPE, *place, *schema, *name);
    if (orm_catalog_type(reader->catalog, *schema, *name) == NULL)
        return TRUE;
    orm_catalog_fault(reader->catalog, *place, "there already is a type `%s`",
                      orm_postgresql_qualified(*schema, *name));
    return FALSE;
}

void orm_postgresql_create_enum(OrmPostgresqlReader *reader, const json_t *node)
{
    const char *schema;
    const char *name;
    OrmPlace place;
    if (!new_type(reader, orm_tree_get(node, "typeName"), "TYPE", &schema, &name, &place))
        return;
    OrmCatalogType *type = orm_catalog_add_type(reader->catalog, schema, name, TRUE, place);
    g_autoptr(GPtrArray) labels = orm_tree_names(orm_tree_get(node, "vals"));
    for (guint i = 0; i < labels->len; i++)
        g_ptr_array_add(type->labels, (gpointer)orm_intern(g_ptr_array_index(labels, i)));
}

static OrmCatalogType *require_type(OrmPostgresqlReader *reader, const json_t *list, const char *word, OrmPlace *place)
{
    g_autoptr(GPtrArray) names = orm_tree_names(list);
    const char *schema;
    const char *name;
    orm_postgresql_split_name(names, &schema, &name);
    *place = name_place(reader, word, name);
    OrmCatalogType *type = orm_postgresql_find_type(reader, schema, name);
    if (type == NULL)
        orm_catalog_fault(reader->catalog, *place, "there is no type `%s`", orm_postgresql_qualified(schema, name));
    return type;
}

static gboolean find_label(const OrmCatalogType *type, const char *label, guint *position)
{
    return g_ptr_array_find(type->labels, orm_intern(label), position);
}

static void add_label(OrmPostgresqlReader *reader, OrmCatalogType *type, const json_t *node, OrmPlace place)
{
    const char *label = orm_tree_text(node, "newVal");
    const char *neighbour = orm_tree_text(node, "newValNeighbor");
    guint position = type->labels->len;
    OrmMigrationStep *step = type_step(reader, ORM_STEP_ADD_ENUM_VALUE, place, type->schema, type->name);
    step->new_name = orm_intern(label);
    step->if_exists = orm_tree_flag(node, "skipIfNewValExists");
    if (label == NULL || find_label(type, label, NULL)) {
        if (!orm_tree_flag(node, "skipIfNewValExists"))
            orm_catalog_fault(reader->catalog, place, "type `%s` already has a value `%s`", type->name, label);
        return;
    }
    if (neighbour != NULL && !find_label(type, neighbour, &position)) {
        orm_catalog_fault(reader->catalog, place, "type `%s` has no value `%s`", type->name, neighbour);
        return;
    }
    if (neighbour != NULL && orm_tree_flag(node, "newValIsAfter"))
        position++;
    g_ptr_array_insert(type->labels, (gint)position, (gpointer)orm_intern(label));
}

void orm_postgresql_alter_enum(OrmPostgresqlReader *reader, const json_t *node)
{
    OrmPlace place;
    OrmCatalogType *type = require_type(reader, orm_tree_get(node, "typeName"), "TYPE", &place);
    const char *old = orm_tree_text(node, "oldVal");
    guint position;
    if (type == NULL)
        return;
    if (type->labels == NULL) {
        orm_catalog_fault(reader->catalog, place, "`%s` is no enum", type->name);
        return;
    }
    if (old == NULL) {
        add_label(reader, type, node, place);
        return;
    }
    OrmMigrationStep *step = type_step(reader, ORM_STEP_RENAME_ENUM_VALUE, place, type->schema, type->name);
    step->old_type = orm_intern(old);
    step->new_name = orm_intern(orm_tree_text(node, "newVal"));
    if (find_label(type, old, &position))
        type->labels->pdata[position] = (gpointer)step->new_name;
    else
        orm_catalog_fault(reader->catalog, place, "type `%s` has no value `%s`", type->name, old);
}

static void add_domain_check(OrmPostgresqlReader *reader, OrmCatalogType *type, const json_t *constraint)
{
    const char *name = orm_tree_text(constraint, "conname");
    if (name == NULL)
        name = orm_postgresql_constraint_name(reader, type->schema, type->name, NULL, "check");
    orm_postgresql_note_name(reader, type->schema, name);
    OrmCatalogCheck *check = orm_catalog_add_check(type->checks, name, orm_postgresql_check_text(reader, constraint),
                                                   orm_postgresql_constraint_place(reader, constraint));
    check->not_valid = orm_tree_flag(constraint, "skip_validation");
}

static void set_domain_default(OrmPostgresqlReader *reader, OrmCatalogType *type, const json_t *expression, guint from)
{
    type->default_text =
        expression == NULL || orm_tree_is_null_constant(expression)
            ? NULL
            : orm_postgresql_expression(reader, from, orm_postgresql_bare_expression_end(reader, from));
}

void orm_postgresql_create_domain(OrmPostgresqlReader *reader, const json_t *node)
{
    const char *schema;
    const char *name;
    OrmPlace place;
    if (!new_type(reader, orm_tree_get(node, "domainname"), "DOMAIN", &schema, &name, &place))
        return;
    OrmCatalogType *type = orm_catalog_add_type(reader->catalog, schema, name, FALSE, place);
    type->base_type = orm_postgresql_type_text(reader, orm_tree_get(node, "typeName"), NULL);
    const json_t *constraints = orm_tree_get(node, "constraints");
    for (size_t i = 0; i < json_array_size(constraints); i++) {
        const json_t *constraint = orm_tree_as(json_array_get(constraints, i), "Constraint");
        guint token = orm_postgresql_token_at(reader, (gsize)MAX(orm_tree_number(constraint, "location"), 0));
        if (orm_tree_is(constraint, "contype", "CONSTR_NOTNULL"))
            type->not_null = TRUE;
        else if (orm_tree_is(constraint, "contype", "CONSTR_CHECK"))
            add_domain_check(reader, type, constraint);
        else if (orm_tree_is(constraint, "contype", "CONSTR_DEFAULT"))
            set_domain_default(reader, type, orm_tree_get(constraint, "raw_expr"),
                               orm_postgresql_find_word(reader, token, "DEFAULT") + 1);
    }
}

static void drop_domain_check(OrmPostgresqlReader *reader, OrmCatalogType *type, const json_t *node, OrmPlace place)
{
    const char *name = orm_tree_text(node, "name");
    for (guint i = 0; i < type->checks->len; i++) {
        OrmCatalogCheck *check = g_ptr_array_index(type->checks, i);
        if (g_strcmp0(check->name, name) == 0) {
            g_ptr_array_remove_index(type->checks, i);
            return;
        }
    }
    if (!orm_tree_flag(node, "missing_ok"))
        orm_catalog_fault(reader->catalog, place, "domain `%s` has no constraint `%s`", type->name, name);
}

void orm_postgresql_alter_domain(OrmPostgresqlReader *reader, const json_t *node)
{
    OrmPlace place;
    OrmCatalogType *type = require_type(reader, orm_tree_get(node, "typeName"), "DOMAIN", &place);
    const char *subtype = orm_tree_text(node, "subtype");
    if (type == NULL || subtype == NULL)
        return;
    orm_postgresql_step(reader, ORM_STEP_OTHER, place)->name = type->name;
    if (type->checks == NULL) {
        orm_catalog_fault(reader->catalog, place, "`%s` is no domain", type->name);
        return;
    }
    switch (*subtype) {
    case 'T': {
        guint word = orm_postgresql_find_word(reader, 0, "DEFAULT");
        set_domain_default(reader, type, orm_tree_get(node, "def"), word + 1);
        break;
    }
    case 'N':
    case 'O':
        type->not_null = *subtype == 'O';
        break;
    case 'C':
        add_domain_check(reader, type, orm_tree_as(orm_tree_get(node, "def"), "Constraint"));
        break;
    case 'X':
        drop_domain_check(reader, type, node, place);
        break;
    case 'V':
        for (guint i = 0; i < type->checks->len; i++) {
            OrmCatalogCheck *check = g_ptr_array_index(type->checks, i);
            check->not_valid &= g_strcmp0(check->name, orm_tree_text(node, "name")) != 0;
        }
        break;
    default:
        break;
    }
}

void orm_postgresql_create_other_type(OrmPostgresqlReader *reader, const json_t *node)
{
    const char *name = orm_tree_text(orm_tree_get(node, "typevar"), "relname");
    g_autoptr(GPtrArray) names = orm_tree_names(orm_tree_get(node, name != NULL ? "" : "typeName"));
    if (name == NULL && names->len > 0)
        name = g_ptr_array_index(names, names->len - 1);
    type_step(reader, ORM_STEP_CREATE_TYPE, name_place(reader, "TYPE", name), NULL, name);
}
