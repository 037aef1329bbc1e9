/* SPDX-License-Identifier: MIT */
/* CREATE TABLE, with what it takes over from other tables: LIKE, INHERITS and PARTITION OF. */
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"

/* TableLikeOption of the server's parsenodes.h. */
enum {
    LIKE_COMMENTS = 1 << 0,
    LIKE_CONSTRAINTS = 1 << 2,
    LIKE_DEFAULTS = 1 << 3,
    LIKE_GENERATED = 1 << 4,
    LIKE_IDENTITY = 1 << 5,
    LIKE_INDEXES = 1 << 6
};

static OrmCatalogColumn *copy_column(const OrmPostgresqlReader *reader, OrmCatalogTable *table,
                                     const OrmCatalogColumn *column, OrmPlace place)
{
    OrmCatalogColumn *copy = orm_catalog_column(reader->catalog, table, column->name);
    if (copy == NULL)
        copy = orm_catalog_add_column(table, column->name, place);
    copy->type = column->type;
    copy->nullable = column->nullable == ORM_NO ? ORM_NO : copy->nullable;
    copy->collation = column->collation;
    return copy;
}

static void copy_like_column(OrmPostgresqlReader *reader, OrmCatalogTable *table, const OrmCatalogTable *source,
                             const OrmCatalogColumn *column, gint64 options, OrmPlace place)
{
    OrmCatalogColumn *copy = copy_column(reader, table, column, place);
    gboolean identity =
        column->generator == ORM_GENERATOR_IDENTITY_ALWAYS || column->generator == ORM_GENERATOR_IDENTITY_BY_DEFAULT;
    if (options & LIKE_DEFAULTS && column->generated == NULL)
        copy->default_text = orm_postgresql_default_of(reader, source, column);
    if (options & LIKE_GENERATED) {
        copy->generated = column->generated;
        copy->generated_stored = column->generated_stored;
    }
    if (options & LIKE_COMMENTS)
        copy->comment = column->comment;
    if (identity && options & LIKE_IDENTITY) {
        copy->generator = column->generator;
        copy->increment = column->increment;
        OrmCatalogSequence *sequence = orm_postgresql_make_sequence(reader, table, copy, NULL);
        const OrmCatalogSequence *old = orm_postgresql_owned_sequence(reader, source, column->name);
        sequence->increment = old != NULL ? old->increment : 0;
        sequence->start = old != NULL ? old->start : 0;
    }
}

/* The columns of LIKE; its constraints and indexes come when the table is there, by copy_like_rest. */
static void copy_like(OrmPostgresqlReader *reader, OrmCatalogTable *table, const json_t *clause)
{
    const json_t *range = orm_tree_get(clause, "relation");
    const OrmCatalogTable *source = orm_postgresql_require_table(reader, range, FALSE);
    if (source == NULL)
        return;
    OrmPlace place = orm_postgresql_range_place(reader, range);
    if (!source->columns_known)
        table->columns_known = FALSE;
    for (guint i = 0; i < source->columns->len; i++)
        copy_like_column(reader, table, source, g_ptr_array_index(source->columns, i),
                         orm_tree_number(clause, "options"), place);
}

static void copy_like_rest(OrmPostgresqlReader *reader, OrmCatalogTable *table, const json_t *clause)
{
    const json_t *range = orm_tree_get(clause, "relation");
    const OrmCatalogTable *source = orm_postgresql_require_table(reader, range, TRUE);
    gint64 options = orm_tree_number(clause, "options");
    OrmPlace place = orm_postgresql_range_place(reader, range);
    if (source == NULL)
        return;
    if (options & LIKE_CONSTRAINTS)
        orm_postgresql_copy_checks(reader, table, source, place);
    if (options & LIKE_INDEXES)
        orm_postgresql_copy_exclusions(reader, table, source, place);
    for (guint i = 0; options & LIKE_INDEXES && i < source->indexes->len; i++) {
        const OrmCatalogIndex *index = g_ptr_array_index(source->indexes, i);
        orm_postgresql_copy_index(reader, table, index, place);
        if (options & LIKE_COMMENTS)
            ((OrmCatalogIndex *)g_ptr_array_index(table->indexes, table->indexes->len - 1))->comment = index->comment;
    }
}

/* Columns and checks of a parent. A partition's constraints and indexes are its parent's. */
static void inherit(OrmPostgresqlReader *reader, OrmCatalogTable *table, const json_t *range, gboolean partition)
{
    const OrmCatalogTable *parent = orm_postgresql_require_table(reader, range, FALSE);
    if (parent == NULL)
        return;
    OrmPlace place = orm_postgresql_range_place(reader, range);
    for (guint i = 0; i < parent->columns->len; i++) {
        const OrmCatalogColumn *column = g_ptr_array_index(parent->columns, i);
        OrmCatalogColumn *copy = copy_column(reader, table, column, place);
        if (copy->default_text == NULL)
            copy->default_text = orm_postgresql_default_of(reader, parent, column);
        copy->generated = column->generated;
        copy->generated_stored = column->generated_stored;
    }
    const char *name = orm_postgresql_qualified(parent->schema, parent->name);
    if (partition) {
        table->partition_of = name;
        return;
    }
    orm_postgresql_copy_checks(reader, table, parent, place);
    orm_postgresql_add_parent(table, name);
}

static void set_partitioning(OrmPostgresqlReader *reader, OrmCatalogTable *table, const json_t *specification)
{
    if (specification == NULL)
        return;
    const char *strategy = orm_tree_text(specification, "strategy");
    g_autofree char *upper = g_ascii_strup(strategy != NULL ? strategy : "", -1);
    guint open = orm_postgresql_find_sign(
        reader, orm_postgresql_token_at(reader, (gsize)MAX(orm_tree_number(specification, "location"), 0)), '(');
    g_autofree char *text =
        g_strconcat(upper, " ", orm_postgresql_slice(reader, open, orm_postgresql_closing(reader, open) + 1), NULL);
    table->partition_by = orm_intern(text);
}

/* A column of the statement; for a partition only more of one that it has from its parent. */
static void add_column(OrmPostgresqlReader *reader, OrmCatalogTable *table, const json_t *definition)
{
    const char *name = orm_tree_text(definition, "colname");
    OrmCatalogColumn *there = name != NULL ? orm_catalog_column(reader->catalog, table, name) : NULL;
    if (orm_tree_get(definition, "typeName") == NULL) {
        if (there != NULL)
            orm_postgresql_apply_column_constraints(reader, table, there, orm_tree_get(definition, "constraints"));
        return;
    }
    if (there != NULL) { /* inherited too: what is stated here counts */
        guint position;
        if (!g_ptr_array_find(table->columns, there, &position) || table->inherits == NULL) {
            guint token = orm_postgresql_token_at(reader, (gsize)MAX(orm_tree_number(definition, "location"), 0));
            orm_catalog_fault(reader->catalog, orm_postgresql_token_place(reader, token),
                              "table `%s` already has a column `%s`",
                              orm_postgresql_qualified(table->schema, table->name), name);
            return;
        }
        OrmCatalogColumn inherited = *there;
        there->name = NULL;
        OrmCatalogColumn *column = orm_postgresql_add_column(reader, table, definition);
        if (column->default_text == NULL && column->generator == ORM_GENERATOR_NONE)
            column->default_text = inherited.default_text;
        if (inherited.nullable == ORM_NO)
            column->nullable = ORM_NO;
        g_ptr_array_remove(table->columns, there);
        gpointer moved = g_ptr_array_steal_index(table->columns, table->columns->len - 1);
        g_ptr_array_insert(table->columns, (gint)position, moved);
        return;
    }
    orm_postgresql_add_column(reader, table, definition);
}

static void add_elements(OrmPostgresqlReader *reader, OrmCatalogTable *table, const json_t *elements)
{
    OrmPostgresqlConstraints collected = orm_postgresql_constraints(table, FALSE);
    for (size_t i = 0; i < json_array_size(elements); i++) {
        const json_t *element = json_array_get(elements, i);
        if (orm_tree_as(element, "ColumnDef") != NULL)
            add_column(reader, table, orm_tree_as(element, "ColumnDef"));
        if (orm_tree_as(element, "TableLikeClause") != NULL)
            copy_like(reader, table, orm_tree_as(element, "TableLikeClause"));
    }
    for (size_t i = 0; i < json_array_size(elements); i++) { /* once all columns are there */
        const json_t *element = json_array_get(elements, i);
        const json_t *column = orm_tree_as(element, "ColumnDef");
        json_t *alone = orm_tree_as(element, "Constraint") != NULL ? json_pack("[O]", element) : NULL;
        orm_postgresql_collect_constraints(reader, &collected, orm_tree_text(column, "colname"),
                                           column != NULL ? orm_tree_get(column, "constraints") : alone);
        json_decref(alone);
    }
    orm_postgresql_make_constraints(reader, &collected);
    for (size_t i = 0; i < json_array_size(elements); i++) {
        const json_t *clause = orm_tree_as(json_array_get(elements, i), "TableLikeClause");
        if (clause != NULL)
            copy_like_rest(reader, table, clause);
    }
    orm_postgresql_constraints_clear(&collected);
}

void orm_postgresql_create_table(OrmPostgresqlReader *reader, const json_t *node)
{
    const json_t *range = orm_tree_get(node, "relation");
    const char *name = orm_tree_text(range, "relname");
    const char *schema = orm_postgresql_creation_schema(reader, orm_tree_text(range, "schemaname"));
    OrmPlace place = orm_postgresql_range_place(reader, range);
    if (name == NULL)
        return;
    if (orm_tree_is(range, "relpersistence", "t") || g_strcmp0(schema, "pg_temp") == 0) {
        g_hash_table_add(reader->passed_over, (gpointer)orm_intern(name));
        orm_postgresql_step(reader, ORM_STEP_OTHER, place)->name = orm_intern(name);
        return;
    }
    OrmMigrationStep *step = orm_postgresql_step(reader, ORM_STEP_CREATE_TABLE, place);
    step->schema = schema;
    step->table = orm_intern(name);
    step->if_exists = orm_tree_flag(node, "if_not_exists");
    if (orm_postgresql_relation_exists(reader, schema, name)) {
        step->kind = ORM_STEP_OTHER;
        if (!orm_tree_flag(node, "if_not_exists"))
            orm_catalog_fault(reader->catalog, place, "there already is a `%s`",
                              orm_postgresql_qualified(schema, name));
        return;
    }
    g_hash_table_remove(reader->passed_over, orm_intern(name));
    orm_postgresql_note_name(reader, schema, name);
    OrmCatalogTable *table = orm_catalog_add_table(reader->catalog, schema, name, place);
    const json_t *parents = orm_tree_get(node, "inhRelations");
    gboolean partition = orm_tree_get(node, "partbound") != NULL;
    for (size_t i = 0; i < json_array_size(parents); i++)
        inherit(reader, table, orm_tree_as(json_array_get(parents, i), "RangeVar"), partition);
    reader->has_children |= json_array_size(parents) > 0;
    if (orm_tree_get(node, "ofTypename") != NULL)
        table->columns_known = FALSE;
    set_partitioning(reader, table, orm_tree_get(node, "partspec"));
    add_elements(reader, table, orm_tree_get(node, "tableElts"));
}

void orm_postgresql_create_table_as(OrmPostgresqlReader *reader, const json_t *node)
{
    gboolean is_view = orm_tree_is(node, "objtype", "OBJECT_MATVIEW");
    const json_t *range = orm_tree_get(orm_tree_get(node, "into"), "rel");
    const char *name = orm_tree_text(range, "relname");
    const char *schema = orm_postgresql_creation_schema(reader, orm_tree_text(range, "schemaname"));
    OrmPlace place = orm_postgresql_range_place(reader, range);
    if (name == NULL || orm_tree_is(range, "relpersistence", "t")) {
        g_hash_table_add(reader->passed_over, (gpointer)orm_intern(name != NULL ? name : ""));
        return;
    }
    OrmMigrationStep *step = orm_postgresql_step(reader, is_view ? ORM_STEP_CREATE_VIEW : ORM_STEP_CREATE_TABLE, place);
    step->schema = schema;
    step->table = orm_intern(name);
    step->if_exists = orm_tree_flag(node, "if_not_exists");
    if (orm_postgresql_relation_exists(reader, schema, name)) {
        step->kind = ORM_STEP_OTHER;
        if (!orm_tree_flag(node, "if_not_exists"))
            orm_catalog_fault(reader->catalog, place, "there already is a `%s`",
                              orm_postgresql_qualified(schema, name));
        return;
    }
    orm_postgresql_note_name(reader, schema, name);
    OrmCatalogTable *table = orm_catalog_add_table(reader->catalog, schema, name, place);
    table->is_view = is_view;
    table->columns_known = FALSE;
    if (is_view)
        table->definition = orm_postgresql_slice(reader, 0, reader->tokens->len);
    else
        orm_catalog_notice(reader->catalog, ORM_NOTICE_INFO, place,
                           "the columns of `%s` are those of a query, which is not evaluated", name);
}
