/* SPDX-License-Identifier: MIT */
/* RENAME and SET SCHEMA, and what follows them elsewhere in the catalog. */
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"

/* A statement that renames or moves one thing. */
typedef struct {
    OrmPostgresqlReader *reader;
    const json_t *node;
    const json_t *range;               /* the relation it names; NULL: not by a RangeVar */
    const char *schema, *name;         /* as the statement names it */
    const char *new_name, *new_schema; /* NULL: stays */
    OrmPlace place;
    gboolean missing_ok;
} Renaming;

static void missing(const Renaming *renaming, const char *kind)
{
    if (!renaming->missing_ok && !orm_postgresql_is_passed_over(renaming->reader, renaming->schema, renaming->name))
        orm_catalog_fault(renaming->reader->catalog, renaming->place, "there is no %s `%s`", kind,
                          orm_postgresql_qualified(renaming->schema, renaming->name));
}

static gboolean is_taken(const Renaming *renaming, const char *schema, const char *name)
{
    if (!orm_postgresql_relation_exists(renaming->reader, schema, name))
        return FALSE;
    orm_catalog_fault(renaming->reader->catalog, renaming->place, "there already is a `%s`",
                      orm_postgresql_qualified(schema, name));
    return TRUE;
}

/* The schema, as catalogs have it, that something of `schema` is in afterwards. */
static const char *schema_after(const Renaming *renaming, const char *schema)
{
    if (renaming->new_schema == NULL)
        return schema;
    return g_strcmp0(renaming->new_schema, renaming->reader->catalog->default_schema) == 0
               ? NULL
               : orm_intern(renaming->new_schema);
}

/* Text that defaults and types of columns begin with is another from now on. */
static void replace_in_columns(OrmCatalog *catalog, const char *from, const char *to,
                               void (*replace)(OrmCatalogColumn *column, const char *from, const char *to))
{
    for (guint i = 0; i < catalog->tables->len; i++) {
        const OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        for (guint k = 0; k < table->columns->len; k++)
            replace(g_ptr_array_index(table->columns, k), from, to);
    }
}

static void replace_default(OrmCatalogColumn *column, const char *from, const char *to)
{
    if (column->default_text == from)
        column->default_text = to;
}

static void replace_type(OrmCatalogColumn *column, const char *from, const char *to)
{
    if (column->type == NULL || !g_str_has_prefix(column->type, from) ||
        (column->type[strlen(from)] != '\0' && column->type[strlen(from)] != '['))
        return;
    g_autofree char *text = g_strconcat(to, column->type + strlen(from), NULL);
    column->type = orm_intern(text);
}

static void follow_triggers(OrmCatalog *catalog, const char *from, const char *to)
{
    for (guint i = 0; i < catalog->triggers->len; i++) {
        OrmCatalogTrigger *trigger = g_ptr_array_index(catalog->triggers, i);
        if (trigger->table == from)
            trigger->table = to;
    }
}

static void move_table(OrmPostgresqlReader *reader, OrmCatalogTable *table, const char *schema, const char *name)
{
    const char *from = orm_postgresql_qualified(table->schema, table->name);
    const char *to = orm_postgresql_qualified(schema, name);
    orm_postgresql_sequences_follow_table(reader, table, schema, name, FALSE);
    for (guint i = 0; i < table->indexes->len; i++)
        orm_postgresql_note_name(reader, schema, ((OrmCatalogIndex *)g_ptr_array_index(table->indexes, i))->name);
    orm_catalog_rename_table(reader->catalog, table, schema, name);
    orm_postgresql_note_name(reader, schema, name);
    follow_triggers(reader->catalog, from, to);
    for (guint i = 0; reader->has_children && i < reader->catalog->tables->len; i++)
        orm_postgresql_replace_parent(g_ptr_array_index(reader->catalog->tables, i), from, to);
}

static void move_sequence(const Renaming *renaming, OrmCatalogSequence *sequence)
{
    const char *from = orm_postgresql_sequence_call(sequence->schema, sequence->name);
    sequence->schema = schema_after(renaming, sequence->schema);
    if (renaming->new_name != NULL)
        sequence->name = orm_intern(renaming->new_name);
    const char *to = orm_postgresql_sequence_call(sequence->schema, sequence->name);
    orm_postgresql_note_name(renaming->reader, sequence->schema, sequence->name);
    replace_in_columns(renaming->reader->catalog, from, to, replace_default);
}

static void rename_index(const Renaming *renaming)
{
    OrmCatalogTable *table;
    OrmCatalogIndex *index = orm_postgresql_find_index(renaming->reader, renaming->schema, renaming->name, &table);
    OrmMigrationStep *step = orm_postgresql_step(renaming->reader, ORM_STEP_RENAME_OTHER, renaming->place);
    step->name = orm_intern(renaming->name);
    step->new_name = orm_intern(renaming->new_name);
    if (index == NULL) {
        missing(renaming, "index");
        return;
    }
    step->schema = table->schema;
    step->table = table->name;
    if (is_taken(renaming, table->schema, renaming->new_name))
        return;
    index->name = orm_intern(renaming->new_name);
    orm_postgresql_note_name(renaming->reader, table->schema, index->name);
}

/* Tables and views; ALTER TABLE and SET SCHEMA may name a sequence or an index too. */
static void rename_relation(const Renaming *renaming)
{
    OrmPostgresqlReader *reader = renaming->reader;
    OrmCatalogTable *table = orm_postgresql_find_table(reader, renaming->schema, renaming->name);
    OrmCatalogSequence *sequence = orm_postgresql_find_sequence(reader, renaming->schema, renaming->name);
    OrmCatalogTable *of_index = NULL;
    if (table == NULL && sequence == NULL && renaming->new_name != NULL &&
        orm_postgresql_find_index(reader, renaming->schema, renaming->name, &of_index) != NULL) {
        rename_index(renaming);
        return;
    }
    OrmMigrationStep *step =
        orm_postgresql_step(reader, table != NULL ? ORM_STEP_RENAME_TABLE : ORM_STEP_RENAME_OTHER, renaming->place);
    step->schema = table != NULL ? table->schema : NULL;
    step->table = table != NULL ? table->name : NULL;
    step->name = table == NULL ? orm_intern(renaming->name) : NULL;
    step->new_name = orm_intern(renaming->new_name != NULL ? renaming->new_name : renaming->name);
    step->new_schema = orm_intern(renaming->new_schema);
    step->if_exists = renaming->missing_ok;
    if (table == NULL && sequence == NULL) {
        step->kind = ORM_STEP_OTHER;
        missing(renaming, "table");
        return;
    }
    const char *schema = schema_after(renaming, table != NULL ? table->schema : sequence->schema);
    const char *name = renaming->new_name != NULL ? renaming->new_name : renaming->name;
    if (is_taken(renaming, schema, name))
        return;
    if (table != NULL)
        move_table(reader, table, schema, name);
    else
        move_sequence(renaming, sequence);
}

static void rename_type(const Renaming *renaming)
{
    OrmPostgresqlReader *reader = renaming->reader;
    OrmCatalogType *type = orm_postgresql_find_type(reader, renaming->schema, renaming->name);
    OrmMigrationStep *step = orm_postgresql_step(reader, ORM_STEP_RENAME_OTHER, renaming->place);
    step->name = orm_intern(renaming->name);
    step->new_name = orm_intern(renaming->new_name != NULL ? renaming->new_name : renaming->new_schema);
    if (type == NULL) /* neither enum nor domain */
        return;
    const char *from = orm_postgresql_type_name(type->schema, type->name);
    type->schema = schema_after(renaming, type->schema);
    type->name = renaming->new_name != NULL ? orm_intern(renaming->new_name) : type->name;
    replace_in_columns(reader->catalog, from, orm_postgresql_type_name(type->schema, type->name), replace_type);
}

static void rename_column(const Renaming *renaming)
{
    OrmPostgresqlReader *reader = renaming->reader;
    const char *old = orm_tree_text(renaming->node, "subname");
    OrmCatalogTable *table = orm_postgresql_require_table(reader, renaming->range, renaming->missing_ok);
    guint from = orm_postgresql_find_word(reader, 0, "RENAME") + 1;
    OrmPlace place = orm_postgresql_name_place(reader, from, reader->tokens->len, old);
    if (table == NULL || !table->columns_known) { /* a view's columns are not known */
        orm_postgresql_step(reader, ORM_STEP_OTHER, place)->name = orm_intern(old);
        return;
    }
    OrmMigrationStep *step = orm_postgresql_table_step(reader, ORM_STEP_RENAME_COLUMN, place, table, old);
    step->new_name = orm_intern(renaming->new_name);
    if (orm_postgresql_require_column(reader, table, old, place, FALSE) == NULL)
        return;
    if (orm_catalog_column(reader->catalog, table, renaming->new_name) != NULL) {
        orm_catalog_fault(reader->catalog, place, "table `%s` already has a column `%s`",
                          orm_postgresql_qualified(table->schema, table->name), renaming->new_name);
        return;
    }
    g_autoptr(GPtrArray) tables = orm_postgresql_descendants(reader, table);
    g_ptr_array_add(tables, table);
    for (guint i = 0; i < tables->len; i++) {
        OrmCatalogTable *heir = g_ptr_array_index(tables, i);
        OrmCatalogColumn *column = orm_catalog_column(reader->catalog, heir, old);
        if (column == NULL)
            continue;
        orm_postgresql_sequences_follow(reader, orm_postgresql_owner(heir, old),
                                        orm_postgresql_owner(heir, renaming->new_name));
        orm_catalog_rename_column(reader->catalog, heir, column, renaming->new_name);
    }
}

/* The place in the table where the constraint's name is kept, NULL when there is none of that name. */
static const char **name_of_constraint(const OrmPostgresqlReader *reader, const OrmCatalogTable *table,
                                       const char *name)
{
    OrmCatalogIndex *index = orm_catalog_index(reader->catalog, table, name);
    if (index != NULL)
        return &index->name;
    OrmCatalogCheck *check = orm_postgresql_find_check(table->checks, name);
    check = check != NULL ? check : orm_postgresql_find_check(table->excludes, name);
    if (check != NULL)
        return &check->name;
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        OrmCatalogForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (g_strcmp0(key->name, name) == 0)
            return &key->name;
    }
    return NULL;
}

static void rename_constraint(const Renaming *renaming)
{
    OrmPostgresqlReader *reader = renaming->reader;
    const char *old = orm_tree_text(renaming->node, "subname");
    const OrmCatalogTable *table = orm_postgresql_require_table(reader, renaming->range, renaming->missing_ok);
    guint from = orm_postgresql_find_word(reader, 0, "CONSTRAINT") + 1;
    OrmPlace place = orm_postgresql_name_place(reader, from, reader->tokens->len, old);
    if (table == NULL)
        return;
    OrmMigrationStep *step = orm_postgresql_table_step(reader, ORM_STEP_RENAME_OTHER, place, table, old);
    step->new_name = orm_intern(renaming->new_name);
    const char **name = name_of_constraint(reader, table, old);
    if (name == NULL) {
        orm_catalog_fault(reader->catalog, place, "table `%s` has no constraint `%s`",
                          orm_postgresql_qualified(table->schema, table->name), old);
        return;
    }
    *name = orm_intern(renaming->new_name);
    orm_postgresql_note_name(reader, table->schema, *name);
    g_autoptr(GPtrArray) heirs = orm_postgresql_descendants(reader, table);
    for (guint i = 0; i < heirs->len; i++) {
        OrmCatalogCheck *check =
            orm_postgresql_find_check(((OrmCatalogTable *)g_ptr_array_index(heirs, i))->checks, old);
        if (check != NULL)
            check->name = *name;
    }
}

static void rename_domain_constraint(const Renaming *renaming)
{
    OrmPostgresqlReader *reader = renaming->reader;
    const char *old = orm_tree_text(renaming->node, "subname");
    OrmMigrationStep *step = orm_postgresql_step(reader, ORM_STEP_RENAME_OTHER, renaming->place);
    step->name = orm_intern(old);
    step->new_name = orm_intern(renaming->new_name);
    const OrmCatalogType *type = orm_postgresql_find_type(reader, renaming->schema, renaming->name);
    OrmCatalogCheck *check = type != NULL && type->checks != NULL ? orm_postgresql_find_check(type->checks, old) : NULL;
    if (check != NULL)
        check->name = step->new_name;
    else
        orm_catalog_fault(reader->catalog, renaming->place, "domain `%s` has no constraint `%s`", renaming->name, old);
}

static void rename_trigger(const Renaming *renaming)
{
    OrmPostgresqlReader *reader = renaming->reader;
    const char *old = orm_tree_text(renaming->node, "subname");
    OrmMigrationStep *step = orm_postgresql_step(reader, ORM_STEP_RENAME_OTHER, renaming->place);
    step->name = orm_intern(old);
    step->new_name = orm_intern(renaming->new_name);
    const OrmCatalogTable *table = orm_postgresql_find_table(reader, renaming->schema, renaming->name);
    const char *label = table != NULL ? orm_postgresql_qualified(table->schema, table->name) : NULL;
    for (guint i = 0; i < reader->catalog->triggers->len; i++) {
        OrmCatalogTrigger *trigger = g_ptr_array_index(reader->catalog->triggers, i);
        if (trigger->table == label && g_strcmp0(trigger->name, old) == 0)
            trigger->name = step->new_name;
    }
}

static void rename_schema(const Renaming *renaming)
{
    OrmPostgresqlReader *reader = renaming->reader;
    OrmCatalog *catalog = reader->catalog;
    const char *old = orm_tree_text(renaming->node, "subname");
    OrmMigrationStep *step = orm_postgresql_step(reader, ORM_STEP_RENAME_OTHER, renaming->place);
    step->name = orm_intern(old);
    step->new_name = orm_intern(renaming->new_name);
    const char *schema = g_strcmp0(old, catalog->default_schema) == 0 ? NULL : orm_intern(old);
    Renaming moving = {.reader = reader, .new_schema = renaming->new_name, .place = renaming->place};
    g_autoptr(GPtrArray) tables = g_ptr_array_copy(catalog->tables, NULL, NULL);
    g_ptr_array_set_free_func(tables, NULL);
    for (guint i = 0; i < tables->len; i++) {
        OrmCatalogTable *table = g_ptr_array_index(tables, i);
        if (table->schema == schema)
            move_table(reader, table, schema_after(&moving, schema), table->name);
    }
    for (guint i = 0; i < catalog->sequences->len; i++) {
        OrmCatalogSequence *sequence = g_ptr_array_index(catalog->sequences, i);
        if (sequence->schema == schema)
            move_sequence(&moving, sequence);
    }
    for (guint i = 0; i < catalog->types->len; i++) {
        OrmCatalogType *type = g_ptr_array_index(catalog->types, i);
        if (type->schema != schema)
            continue;
        const char *from = orm_postgresql_type_name(schema, type->name);
        type->schema = schema_after(&moving, schema);
        replace_in_columns(catalog, from, orm_postgresql_type_name(type->schema, type->name), replace_type);
    }
}

static void other(const Renaming *renaming)
{
    orm_postgresql_step(renaming->reader, ORM_STEP_OTHER, renaming->place);
}

static const struct {
    const char *type;
    void (*apply)(const Renaming *renaming);
} kinds[] = {{"OBJECT_TABLE", rename_relation},
             {"OBJECT_FOREIGN_TABLE", rename_relation},
             {"OBJECT_VIEW", rename_relation},
             {"OBJECT_MATVIEW", rename_relation},
             {"OBJECT_SEQUENCE", rename_relation},
             {"OBJECT_INDEX", rename_index},
             {"OBJECT_COLUMN", rename_column},
             {"OBJECT_TABCONSTRAINT", rename_constraint},
             {"OBJECT_DOMCONSTRAINT", rename_domain_constraint},
             {"OBJECT_TYPE", rename_type},
             {"OBJECT_DOMAIN", rename_type},
             {"OBJECT_TRIGGER", rename_trigger},
             {"OBJECT_SCHEMA", rename_schema}};

static void apply(Renaming *renaming, const char *type)
{
    OrmPostgresqlReader *reader = renaming->reader;
    renaming->range = orm_tree_get(renaming->node, "relation");
    renaming->name = orm_tree_text(renaming->range, "relname");
    renaming->schema = orm_tree_text(renaming->range, "schemaname");
    renaming->missing_ok = orm_tree_flag(renaming->node, "missing_ok");
    g_autoptr(GPtrArray) names = orm_tree_names(orm_tree_get(renaming->node, "object"));
    if (renaming->name == NULL && names->len > 0)
        orm_postgresql_split_name(names, &renaming->schema, &renaming->name);
    renaming->place = renaming->range != NULL
                          ? orm_postgresql_range_place(reader, renaming->range)
                          : orm_postgresql_name_place(reader, 2, reader->tokens->len, renaming->name);
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (g_strcmp0(type, kinds[i].type) == 0) {
            kinds[i].apply(renaming);
            return;
        }
    }
    other(renaming);
}

void orm_postgresql_rename(OrmPostgresqlReader *reader, const json_t *node)
{
    Renaming renaming = {.reader = reader, .node = node, .new_name = orm_tree_text(node, "newname")};
    if (renaming.new_name != NULL)
        apply(&renaming, orm_tree_text(node, "renameType"));
}

void orm_postgresql_set_schema(OrmPostgresqlReader *reader, const json_t *node)
{
    Renaming renaming = {.reader = reader, .node = node, .new_schema = orm_tree_text(node, "newschema")};
    if (renaming.new_schema != NULL)
        apply(&renaming, orm_tree_text(node, "objectType"));
}
