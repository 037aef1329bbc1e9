/* SPDX-License-Identifier: MIT */
/* What ALTER TABLE does to columns, of the table and of those that inherit them. */
#include "analyzer/schema/postgresql/alteration.h"

#include <string.h>

/* The table, and where the clause recurses all that inherit from it. Free with g_ptr_array_unref. */
static GPtrArray *targets(const OrmPostgresqlAlteration *alteration)
{
    GPtrArray *tables =
        alteration->recurses ? orm_postgresql_descendants(alteration->reader, alteration->table) : g_ptr_array_new();
    g_ptr_array_insert(tables, 0, alteration->table);
    return tables;
}

static OrmPlace named_place(const OrmPostgresqlAlteration *alteration, const char *name)
{
    return orm_postgresql_name_place(alteration->reader, alteration->from + 1, alteration->to, name);
}

/* The column that the clause names, with a step for it; a fault and NULL when there is none. */
static OrmCatalogColumn *named_column(const OrmPostgresqlAlteration *alteration, OrmMigrationStepKind kind)
{
    const char *name = orm_tree_text(alteration->command, "name");
    OrmPlace place = named_place(alteration, name);
    orm_postgresql_table_step(alteration->reader, kind, place, alteration->table, name);
    return orm_postgresql_require_column(alteration->reader, alteration->table, name, place, FALSE);
}

static OrmMigrationStep *last_step(const OrmPostgresqlAlteration *alteration)
{
    GArray *steps = alteration->reader->catalog->steps;
    return &g_array_index(steps, OrmMigrationStep, steps->len - 1);
}

static const json_t *default_of(const json_t *constraints)
{
    for (size_t i = 0; i < json_array_size(constraints); i++) {
        const json_t *constraint = orm_tree_as(json_array_get(constraints, i), "Constraint");
        if (orm_tree_is(constraint, "contype", "CONSTR_DEFAULT"))
            return orm_tree_get(constraint, "raw_expr");
    }
    return NULL;
}

static void describe_new_column(OrmMigrationStep *step, const OrmCatalogColumn *column, const json_t *definition)
{
    const json_t *value = default_of(orm_tree_get(definition, "constraints"));
    gboolean counts = column->generator != ORM_GENERATOR_NONE;
    step->new_type = column->type;
    step->not_null = column->nullable == ORM_NO;
    step->has_default = counts || (value != NULL && !orm_tree_is_null_constant(value));
    step->volatile_default = counts || orm_postgresql_is_volatile(value);
    step->is_generated = column->generated != NULL;
}

/* Those that inherit get the column too, unless they have it. */
static void hand_down(const OrmPostgresqlAlteration *alteration, const OrmCatalogColumn *column)
{
    g_autoptr(GPtrArray) tables = targets(alteration);
    for (guint i = 1; i < tables->len; i++) {
        OrmCatalogTable *child = g_ptr_array_index(tables, i);
        if (orm_catalog_column(alteration->reader->catalog, child, column->name) != NULL)
            continue;
        OrmCatalogColumn *copy = orm_catalog_add_column(child, column->name, column->place);
        copy->type = column->type;
        copy->type_place = column->type_place;
        copy->nullable = column->nullable;
        copy->default_text = orm_postgresql_default_of(alteration->reader, alteration->table, column);
        copy->generated = column->generated;
        copy->generated_stored = column->generated_stored;
        copy->collation = column->collation;
    }
}

void orm_postgresql_alter_add_column(const OrmPostgresqlAlteration *alteration)
{
    OrmPostgresqlReader *reader = alteration->reader;
    OrmCatalogTable *table = alteration->table;
    const json_t *definition = orm_tree_as(orm_tree_get(alteration->command, "def"), "ColumnDef");
    const char *name = orm_tree_text(definition, "colname");
    gboolean missing_ok = orm_tree_flag(alteration->command, "missing_ok");
    OrmPlace place = named_place(alteration, name);
    gboolean there = name == NULL || orm_catalog_column(reader->catalog, table, name) != NULL;
    OrmMigrationStep *step =
        orm_postgresql_table_step(reader, there ? ORM_STEP_OTHER : ORM_STEP_ADD_COLUMN, place, table, name);
    step->if_exists = missing_ok;
    guint number = reader->catalog->steps->len - 1;
    if (there) {
        if (!missing_ok)
            orm_catalog_fault(reader->catalog, place, "table `%s` already has a column `%s`",
                              orm_postgresql_qualified(table->schema, table->name), name);
        return;
    }
    OrmCatalogColumn *column = orm_postgresql_add_column(reader, table, definition);
    OrmPostgresqlConstraints collected = orm_postgresql_constraints(table, TRUE);
    orm_postgresql_collect_constraints(reader, &collected, column->name, orm_tree_get(definition, "constraints"));
    orm_postgresql_make_constraints(reader, &collected);
    orm_postgresql_constraints_clear(&collected);
    describe_new_column(&g_array_index(reader->catalog->steps, OrmMigrationStep, number), column, definition);
    hand_down(alteration, column);
}

void orm_postgresql_alter_drop_column(const OrmPostgresqlAlteration *alteration)
{
    OrmPostgresqlReader *reader = alteration->reader;
    const char *name = orm_tree_text(alteration->command, "name");
    gboolean missing_ok = orm_tree_flag(alteration->command, "missing_ok");
    OrmPlace place = named_place(alteration, name);
    OrmCatalogColumn *column = orm_postgresql_require_column(reader, alteration->table, name, place, missing_ok);
    OrmMigrationStep *step = orm_postgresql_table_step(reader, column != NULL ? ORM_STEP_DROP_COLUMN : ORM_STEP_OTHER,
                                                       place, alteration->table, name);
    step->if_exists = missing_ok;
    if (column == NULL)
        return;
    step->old_type = column->type;
    gboolean cascade = orm_tree_is(alteration->command, "behavior", "DROP_CASCADE");
    g_autoptr(GPtrArray) tables = targets(alteration);
    for (guint i = 0; i < tables->len; i++) {
        OrmCatalogTable *table = g_ptr_array_index(tables, i);
        column = orm_catalog_column(reader->catalog, table, name);
        if (column != NULL && !orm_postgresql_drop_column(reader, table, column, cascade, place))
            return;
    }
}

/* A sequence behind a column that is no integer any more is a default like others. */
static void settle_generator(OrmPostgresqlReader *reader, const OrmCatalogTable *table, OrmCatalogColumn *column)
{
    static const char *const integers[] = {"integer", "bigint", "smallint"};
    for (guint i = 0; i < G_N_ELEMENTS(integers); i++) {
        if (g_strcmp0(column->type, integers[i]) == 0)
            return;
    }
    if (column->generator != ORM_GENERATOR_SERIAL)
        return;
    column->default_text = orm_postgresql_default_of(reader, table, column);
    column->generator = ORM_GENERATOR_NONE;
    column->increment = 0;
}

static const OrmCatalogType *enum_of(const OrmCatalog *catalog, const char *text)
{
    for (guint i = 0; text != NULL && i < catalog->types->len; i++) {
        const OrmCatalogType *type = g_ptr_array_index(catalog->types, i);
        if (type->labels != NULL && strcmp(orm_postgresql_type_name(type->schema, type->name), text) == 0)
            return type;
    }
    return NULL;
}

/* An enum in the place of another one is how values are removed and reordered, since no statement does it: the step
 * becomes one for each value that is lost, or says that their order is another one. */
static void compare_enums(const OrmPostgresqlAlteration *alteration, OrmPlace place)
{
    GArray *steps = alteration->reader->catalog->steps;
    OrmMigrationStep step = *last_step(alteration);
    const OrmCatalogType *old = enum_of(alteration->reader->catalog, step.old_type),
                         *next = enum_of(alteration->reader->catalog, step.new_type);
    if (old == NULL || next == NULL)
        return;
    step.kind = ORM_STEP_OTHER;
    step.place = place;
    guint last = 0, position, at = steps->len - 1;
    g_array_index(steps, OrmMigrationStep, at) = step;
    for (guint i = 0; i < old->labels->len; i++) {
        step.new_name = g_ptr_array_index(old->labels, i);
        if (!g_ptr_array_find(next->labels, step.new_name, &position)) {
            step.kind = ORM_STEP_REMOVE_ENUM_VALUE;
            g_array_append_val(steps, step);
        } else if (position < last) {
            g_array_index(steps, OrmMigrationStep, at).kind = ORM_STEP_REORDER_ENUM_VALUES;
        } else {
            last = position;
        }
    }
}

void orm_postgresql_alter_type(const OrmPostgresqlAlteration *alteration)
{
    OrmPostgresqlReader *reader = alteration->reader;
    OrmCatalogColumn *column = named_column(alteration, ORM_STEP_ALTER_TYPE);
    const json_t *definition = orm_tree_as(orm_tree_get(alteration->command, "def"), "ColumnDef");
    const json_t *type_name = orm_tree_get(definition, "typeName");
    const char *type = orm_postgresql_type_text(reader, type_name, NULL);
    OrmMigrationStep *step = last_step(alteration);
    step->old_type = column != NULL ? column->type : NULL;
    step->new_type = type;
    step->has_using = orm_tree_get(definition, "raw_default") != NULL;
    if (column == NULL)
        return;
    compare_enums(alteration, orm_postgresql_type_place(reader, type_name));
    const char *name = column->name;
    const char *collation = orm_postgresql_collation(orm_tree_get(definition, "collClause"));
    g_autoptr(GPtrArray) tables = targets(alteration);
    for (guint i = 0; i < tables->len; i++) {
        OrmCatalogTable *table = g_ptr_array_index(tables, i);
        column = orm_catalog_column(reader->catalog, table, name);
        if (column == NULL)
            continue;
        column->type = type;
        column->type_place = orm_postgresql_type_place(reader, type_name);
        column->collation = collation;
        settle_generator(reader, table, column);
    }
}

void orm_postgresql_alter_nullable(const OrmPostgresqlAlteration *alteration)
{
    gboolean sets = orm_tree_is(alteration->command, "subtype", "AT_SetNotNull");
    OrmCatalogColumn *column = named_column(alteration, sets ? ORM_STEP_SET_NOT_NULL : ORM_STEP_DROP_NOT_NULL);
    if (column == NULL)
        return;
    const char *name = column->name;
    last_step(alteration)->never_null =
        sets && orm_catalog_excludes_null(alteration->reader->catalog, alteration->table, name);
    g_autoptr(GPtrArray) tables = targets(alteration);
    for (guint i = 0; i < tables->len; i++) {
        column = orm_catalog_column(alteration->reader->catalog, g_ptr_array_index(tables, i), name);
        if (column != NULL)
            column->nullable = sets ? ORM_NO : ORM_YES;
    }
}

void orm_postgresql_alter_default(const OrmPostgresqlAlteration *alteration)
{
    const json_t *value = orm_tree_get(alteration->command, "def");
    gboolean sets = value != NULL && !orm_tree_is_null_constant(value);
    OrmCatalogColumn *column = named_column(alteration, sets ? ORM_STEP_SET_DEFAULT : ORM_STEP_DROP_DEFAULT);
    if (column == NULL)
        return;
    OrmPostgresqlReader *reader = alteration->reader;
    const char *name = column->name;
    guint from = orm_postgresql_find_word(reader, alteration->from, "DEFAULT") + 1;
    g_autoptr(GPtrArray) tables = targets(alteration);
    for (guint i = 0; i < tables->len; i++) {
        OrmCatalogTable *table = g_ptr_array_index(tables, i);
        column = orm_catalog_column(reader->catalog, table, name);
        if (column == NULL)
            continue;
        if (sets) {
            orm_postgresql_set_default(reader, table, column, value, from, alteration->to);
            continue;
        }
        if (column->generator == ORM_GENERATOR_SERIAL) {
            column->generator = ORM_GENERATOR_NONE;
            column->increment = 0;
        }
        column->default_text = NULL;
        column->default_place = ORM_PLACE_UNKNOWN;
    }
}

void orm_postgresql_alter_drop_expression(const OrmPostgresqlAlteration *alteration)
{
    OrmCatalogColumn *column = named_column(alteration, ORM_STEP_OTHER);
    if (column == NULL)
        return;
    if (column->generated == NULL && !orm_tree_flag(alteration->command, "missing_ok"))
        orm_catalog_fault(alteration->reader->catalog, last_step(alteration)->place, "column `%s` is no computed one",
                          column->name);
    column->generated = NULL;
    column->generated_stored = FALSE;
}

/* SET GENERATED and options of the sequence. */
static void set_identity(const OrmPostgresqlAlteration *alteration, OrmCatalogColumn *column)
{
    OrmPostgresqlReader *reader = alteration->reader;
    const json_t *options = orm_tree_get(orm_tree_as(orm_tree_get(alteration->command, "def"), "List"), "items");
    guint word = orm_postgresql_find_word(reader, alteration->from, "GENERATED");
    if (word < alteration->to)
        column->generator = orm_postgresql_token_is(reader, word + 1, "ALWAYS") ? ORM_GENERATOR_IDENTITY_ALWAYS
                                                                                : ORM_GENERATOR_IDENTITY_BY_DEFAULT;
    OrmCatalogSequence *sequence = orm_postgresql_owned_sequence(reader, alteration->table, column->name);
    if (sequence == NULL)
        return;
    orm_postgresql_sequence_options(reader, sequence, options);
    column->increment = sequence->increment;
}

void orm_postgresql_alter_identity(const OrmPostgresqlAlteration *alteration)
{
    OrmPostgresqlReader *reader = alteration->reader;
    OrmCatalogColumn *column = named_column(alteration, ORM_STEP_OTHER);
    if (column == NULL)
        return;
    gboolean has =
        column->generator == ORM_GENERATOR_IDENTITY_ALWAYS || column->generator == ORM_GENERATOR_IDENTITY_BY_DEFAULT;
    gboolean adds = orm_tree_is(alteration->command, "subtype", "AT_AddIdentity");
    if (adds == has) {
        if (!orm_tree_flag(alteration->command, "missing_ok"))
            orm_catalog_fault(reader->catalog, last_step(alteration)->place,
                              adds ? "column `%s` already is an identity column" : "column `%s` is no identity column",
                              column->name);
        return;
    }
    if (adds) {
        orm_postgresql_make_identity(reader, alteration->table, column,
                                     orm_tree_as(orm_tree_get(alteration->command, "def"), "Constraint"));
    } else if (orm_tree_is(alteration->command, "subtype", "AT_SetIdentity")) {
        set_identity(alteration, column);
    } else {
        column->generator = ORM_GENERATOR_NONE;
        column->increment = 0;
        orm_postgresql_sequences_follow(reader, orm_postgresql_owner(alteration->table, column->name), NULL);
    }
}
