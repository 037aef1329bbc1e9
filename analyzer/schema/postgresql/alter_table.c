/* SPDX-License-Identifier: MIT */
/* ALTER TABLE: its clauses, one after the other. What is done to columns and partitions is elsewhere. */
#include "analyzer/schema/postgresql/alteration.h"

#include <string.h>

static void add_constraint(const OrmPostgresqlAlteration *alteration)
{
    OrmPostgresqlReader *reader = alteration->reader;
    OrmCatalogTable *table = alteration->table;
    guint checks = table->checks->len;
    json_t *alone = json_pack("[O]", orm_tree_get(alteration->command, "def"));
    OrmPostgresqlConstraints collected = orm_postgresql_constraints(table, TRUE);
    orm_postgresql_collect_constraints(reader, &collected, NULL, alone);
    orm_postgresql_make_constraints(reader, &collected);
    orm_postgresql_constraints_clear(&collected);
    json_decref(alone);
    if (!alteration->recurses || table->checks->len == checks)
        return;
    const OrmCatalogCheck *added = g_ptr_array_index(table->checks, checks);
    g_autoptr(GPtrArray) children = orm_postgresql_descendants(reader, table);
    for (guint i = 0; i < children->len; i++) {
        OrmCatalogTable *child = g_ptr_array_index(children, i);
        if (child->partition_of == NULL && orm_postgresql_find_check(child->checks, added->name) == NULL)
            orm_catalog_add_check(child->checks, added->name, added->expression, added->place)->not_valid =
                added->not_valid;
    }
}

static OrmCatalogForeignKey *find_foreign_key(const OrmCatalogTable *table, const char *name)
{
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (g_strcmp0(key->name, name) == 0)
            return key;
    }
    return NULL;
}

static void no_constraint(const OrmPostgresqlAlteration *alteration, const char *name, OrmPlace place)
{
    orm_catalog_fault(alteration->reader->catalog, place, "table `%s` has no constraint `%s`",
                      orm_postgresql_qualified(alteration->table->schema, alteration->table->name), name);
}

static void alter_constraint(const OrmPostgresqlAlteration *alteration)
{
    const json_t *constraint = orm_tree_as(orm_tree_get(alteration->command, "def"), "Constraint");
    const char *name = orm_tree_text(constraint, "conname");
    OrmPlace place = orm_postgresql_name_place(alteration->reader, alteration->from + 1, alteration->to, name);
    OrmCatalogForeignKey *key = find_foreign_key(alteration->table, name);
    orm_postgresql_table_step(alteration->reader, ORM_STEP_OTHER, place, alteration->table, name);
    if (key == NULL) {
        no_constraint(alteration, name, place);
        return;
    }
    key->initially_deferred = orm_tree_flag(constraint, "initdeferred");
    key->deferrable = key->initially_deferred || orm_tree_flag(constraint, "deferrable") ? ORM_YES : ORM_NO;
}

static void validate_constraint(const OrmPostgresqlAlteration *alteration)
{
    const char *name = orm_tree_text(alteration->command, "name");
    OrmPlace place = orm_postgresql_name_place(alteration->reader, alteration->from + 1, alteration->to, name);
    OrmCatalogForeignKey *key = find_foreign_key(alteration->table, name);
    OrmCatalogCheck *check = orm_postgresql_find_check(alteration->table->checks, name);
    orm_postgresql_table_step(alteration->reader, ORM_STEP_VALIDATE_CONSTRAINT, place, alteration->table, name);
    if (key != NULL)
        key->not_valid = FALSE;
    else if (check != NULL)
        check->not_valid = FALSE;
    else
        no_constraint(alteration, name, place);
}

static void drop_constraint(const OrmPostgresqlAlteration *alteration)
{
    const char *name = orm_tree_text(alteration->command, "name");
    gboolean missing_ok = orm_tree_flag(alteration->command, "missing_ok");
    OrmPlace place = orm_postgresql_name_place(alteration->reader, alteration->from + 1, alteration->to, name);
    orm_postgresql_drop_constraint(alteration->reader, alteration->table, name,
                                   orm_tree_is(alteration->command, "behavior", "DROP_CASCADE"), missing_ok, place);
}

static void other(const OrmPostgresqlAlteration *alteration)
{
    OrmPlace place = orm_postgresql_token_place(alteration->reader, alteration->from);
    orm_postgresql_table_step(alteration->reader, ORM_STEP_OTHER, place, alteration->table, NULL);
}

static const struct {
    const char *subtype;
    void (*apply)(const OrmPostgresqlAlteration *alteration);
} clauses[] = {
    {"AT_AddColumn", orm_postgresql_alter_add_column},
    {"AT_DropColumn", orm_postgresql_alter_drop_column},
    {"AT_AlterColumnType", orm_postgresql_alter_type},
    {"AT_SetNotNull", orm_postgresql_alter_nullable},
    {"AT_DropNotNull", orm_postgresql_alter_nullable},
    {"AT_ColumnDefault", orm_postgresql_alter_default},
    {"AT_DropExpression", orm_postgresql_alter_drop_expression},
    {"AT_AddIdentity", orm_postgresql_alter_identity},
    {"AT_SetIdentity", orm_postgresql_alter_identity},
    {"AT_DropIdentity", orm_postgresql_alter_identity},
    {"AT_AddConstraint", add_constraint},
    {"AT_AlterConstraint", alter_constraint},
    {"AT_ValidateConstraint", validate_constraint},
    {"AT_DropConstraint", drop_constraint},
    {"AT_AttachPartition", orm_postgresql_attach_partition},
    {"AT_DetachPartition", orm_postgresql_detach_partition},
    {"AT_AddInherit", orm_postgresql_alter_inherit},
    {"AT_DropInherit", orm_postgresql_alter_inherit},
};

static void (*clause_of(const json_t *command))(const OrmPostgresqlAlteration *)
{
    for (guint i = 0; i < G_N_ELEMENTS(clauses); i++) {
        if (orm_tree_is(command, "subtype", clauses[i].subtype))
            return clauses[i].apply;
    }
    return other;
}

/* The first token behind the table's name. */
static guint behind_name(const OrmPostgresqlReader *reader, const json_t *range)
{
    guint token = orm_postgresql_token_at(reader, (gsize)MAX(orm_tree_number(range, "location"), 0)) + 1;
    while (orm_postgresql_token_is_sign(reader, token, '.'))
        token += 2;
    return token + (orm_postgresql_token_is_sign(reader, token, '*') ? 1 : 0);
}

/* Owners, storage and the like may be said of sequences and indexes too, and concern nobody. */
static gboolean shapes_nothing(const json_t *commands)
{
    for (size_t i = 0; i < json_array_size(commands); i++) {
        if (clause_of(orm_tree_as(json_array_get(commands, i), "AlterTableCmd")) != other)
            return FALSE;
    }
    return TRUE;
}

/* The server takes a foreign key on a column that comes with it for valid where that is NULL in all rows: where no
 * column that the statement adds has a default, and no key is added by a clause of its own. */
static void settle_new_keys(OrmPostgresqlReader *reader, const json_t *commands, guint first)
{
    GArray *steps = reader->catalog->steps;
    for (size_t i = 0; i < json_array_size(commands); i++) {
        const json_t *command = orm_tree_as(json_array_get(commands, i), "AlterTableCmd");
        const json_t *constraint = orm_tree_as(orm_tree_get(command, "def"), "Constraint");
        if (orm_tree_is(command, "subtype", "AT_AddConstraint") && orm_tree_is(constraint, "contype", "CONSTR_FOREIGN"))
            return;
    }
    for (guint i = first; i < steps->len; i++) {
        const OrmMigrationStep *step = &g_array_index(steps, OrmMigrationStep, i);
        if (step->kind == ORM_STEP_ADD_COLUMN && (step->has_default || step->is_generated))
            return;
    }
    for (guint i = first; i < steps->len; i++) {
        OrmMigrationStep *step = &g_array_index(steps, OrmMigrationStep, i);
        if (step->kind == ORM_STEP_ADD_FOREIGN_KEY)
            step->not_valid = TRUE;
    }
}

void orm_postgresql_alter_table(OrmPostgresqlReader *reader, const json_t *node)
{
    const json_t *range = orm_tree_get(node, "relation");
    const json_t *commands = orm_tree_get(node, "cmds");
    if (orm_tree_is(node, "objtype", "OBJECT_INDEX") && !shapes_nothing(commands)) {
        orm_postgresql_attach_index(reader, node);
        return;
    }
    gboolean of_table =
        orm_tree_is(node, "objtype", "OBJECT_TABLE") || orm_tree_is(node, "objtype", "OBJECT_FOREIGN_TABLE");
    if (!of_table || shapes_nothing(commands)) {
        const char *name = orm_intern(orm_tree_text(range, "relname"));
        orm_postgresql_step(reader, ORM_STEP_OTHER, orm_postgresql_range_place(reader, range))->name = name;
        return;
    }
    OrmCatalogTable *table = orm_postgresql_require_table(reader, range, orm_tree_flag(node, "missing_ok"));
    if (table == NULL) {
        orm_postgresql_step(reader, ORM_STEP_OTHER, orm_postgresql_range_place(reader, range));
        return;
    }
    guint from = behind_name(reader, range), first = reader->catalog->steps->len;
    for (size_t i = 0; i < json_array_size(commands); i++) {
        const json_t *command = orm_tree_as(json_array_get(commands, i), "AlterTableCmd");
        guint to = orm_postgresql_element_end(reader, from);
        OrmPostgresqlAlteration alteration = {reader, table, command,
                                              from,   to,    reader->has_children && orm_tree_flag(range, "inh")};
        clause_of(command)(&alteration);
        from = to + 1;
    }
    settle_new_keys(reader, commands, first);
}
