/* SPDX-License-Identifier: MIT */
/* Sequences, and the columns that own them. */
#include <stdlib.h>
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"

const char *orm_postgresql_owner(const OrmCatalogTable *table, const char *column)
{
    return orm_postgresql_qualified(orm_postgresql_qualified(table->schema, table->name), column);
}

const char *orm_postgresql_sequence_call(const char *schema, const char *name)
{
    g_auto(GStrv) parts = g_strsplit(orm_postgresql_type_name(schema, name), "'", -1);
    g_autofree char *doubled = g_strjoinv("''", parts);
    g_autofree char *call = g_strdup_printf("nextval('%s'::regclass)", doubled);
    return orm_intern(call);
}

OrmCatalogSequence *orm_postgresql_owned_sequence(const OrmPostgresqlReader *reader, const OrmCatalogTable *table,
                                                  const char *column)
{
    const char *owner = orm_postgresql_owner(table, column);
    for (guint i = reader->catalog->sequences->len; i > 0; i--) { /* most often asked for one just made */
        OrmCatalogSequence *sequence = g_ptr_array_index(reader->catalog->sequences, i - 1);
        if (sequence->owned_by == owner)
            return sequence;
    }
    return NULL;
}

static const json_t *option(const json_t *options, const char *name)
{
    for (size_t i = 0; i < json_array_size(options); i++) {
        const json_t *element = orm_tree_as(json_array_get(options, i), "DefElem");
        if (orm_tree_is(element, "defname", name))
            return element;
    }
    return NULL;
}

/* The number of an option, read from the statement: the parse tree leaves out negative ones. FALSE when it is not
 * stated. */
static gboolean option_number(const OrmPostgresqlReader *reader, const json_t *options, const char *name, gint64 *value)
{
    const json_t *element = option(options, name);
    gint64 location = orm_tree_number(element, "location");
    if (element == NULL || orm_tree_get(element, "arg") == NULL || location < 0)
        return FALSE;
    guint token = orm_postgresql_token_at(reader, (gsize)location) + 1;
    while (orm_postgresql_token(reader, token)->kind == ORM_TOKEN_WORD) /* BY, WITH */
        token++;
    gboolean negative = orm_postgresql_token_is_sign(reader, token, '-');
    if (negative || orm_postgresql_token_is_sign(reader, token, '+'))
        token++;
    *value = g_ascii_strtoll(reader->text + orm_postgresql_token(reader, token)->start, NULL, 10);
    *value = negative ? -*value : *value;
    return TRUE;
}

void orm_postgresql_sequence_options(OrmPostgresqlReader *reader, OrmCatalogSequence *sequence, const json_t *options)
{
    gint64 value;
    if (option_number(reader, options, "increment", &value))
        sequence->increment = value == 1 ? 0 : value;
    gint64 first = sequence->increment < 0 ? -1 : 1;
    (void)option_number(reader, options, sequence->increment < 0 ? "maxvalue" : "minvalue", &first);
    if (option_number(reader, options, "start", &value))
        sequence->start = value;
    else if (first != 1 && first != -1)
        sequence->start = first;
    if (sequence->start == (sequence->increment < 0 ? -1 : 1))
        sequence->start = 0;
}

/* The column that "table.column" at the end of the names stands for. */
static OrmCatalogColumn *owner_of(OrmPostgresqlReader *reader, const GPtrArray *names, OrmCatalogTable **table)
{
    *table = NULL;
    if (names->len < 2)
        return NULL;
    const char *schema = names->len > 2 ? g_ptr_array_index(names, names->len - 3) : NULL;
    *table = orm_postgresql_find_table(reader, schema, g_ptr_array_index(names, names->len - 2));
    return *table != NULL ? orm_catalog_column(reader->catalog, *table, g_ptr_array_index(names, names->len - 1))
                          : NULL;
}

/* The column that owns a sequence, by "schema.table.column". */
static OrmCatalogColumn *owning_column(const OrmPostgresqlReader *reader, const char *owner, OrmCatalogTable **table)
{
    *table = NULL;
    for (const char *dot = owner != NULL ? strchr(owner, '.') : NULL; dot != NULL; dot = strchr(dot + 1, '.')) {
        g_autofree char *first = g_strndup(owner, (gsize)(dot - owner));
        const char *second = strchr(dot + 1, '.');
        *table = orm_catalog_table(reader->catalog, NULL, first);
        const char *column = dot + 1;
        if ((*table == NULL || orm_catalog_column(reader->catalog, *table, column) == NULL) && second != NULL) {
            g_autofree char *name = g_strndup(dot + 1, (gsize)(second - dot - 1));
            *table = orm_catalog_table(reader->catalog, first, name);
            column = second + 1;
        }
        OrmCatalogColumn *found = *table != NULL ? orm_catalog_column(reader->catalog, *table, column) : NULL;
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* A serial without its sequence: its default is said as what it was. */
static void disown(OrmPostgresqlReader *reader, OrmCatalogSequence *sequence)
{
    OrmCatalogTable *table;
    OrmCatalogColumn *column = owning_column(reader, sequence->owned_by, &table);
    sequence->owned_by = NULL;
    if (column == NULL || column->generator != ORM_GENERATOR_SERIAL)
        return;
    column->generator = ORM_GENERATOR_NONE;
    column->increment = 0;
    column->default_text = orm_postgresql_sequence_call(sequence->schema, sequence->name);
}

static void set_owner(OrmPostgresqlReader *reader, OrmCatalogSequence *sequence, const json_t *options)
{
    const json_t *owned_by = option(options, "owned_by");
    if (owned_by == NULL)
        return;
    g_autoptr(GPtrArray) names = orm_tree_names(orm_tree_get(owned_by, "arg"));
    OrmCatalogTable *table;
    OrmCatalogColumn *column = owner_of(reader, names, &table);
    if (names->len < 2) { /* OWNED BY NONE */
        disown(reader, sequence);
        return;
    }
    if (column == NULL) {
        guint token = orm_postgresql_token_at(reader, (gsize)orm_tree_number(owned_by, "location")) + 2;
        orm_catalog_fault(reader->catalog, orm_postgresql_token_place(reader, token),
                          "there is no column `%s` of table `%s`",
                          (const char *)g_ptr_array_index(names, names->len - 1),
                          (const char *)g_ptr_array_index(names, names->len - 2));
        return;
    }
    disown(reader, sequence);
    sequence->owned_by = orm_postgresql_owner(table, column->name);
    orm_postgresql_settle_serial(reader, table, column);
}

OrmCatalogSequence *orm_postgresql_make_sequence(OrmPostgresqlReader *reader, OrmCatalogTable *table,
                                                 OrmCatalogColumn *column, const json_t *options)
{
    g_autoptr(GPtrArray) names = orm_tree_names(orm_tree_get(option(options, "sequence_name"), "arg"));
    const char *schema;
    const char *name;
    orm_postgresql_split_name(names, &schema, &name);
    schema =
        schema != NULL && g_strcmp0(schema, reader->catalog->default_schema) != 0 ? orm_intern(schema) : table->schema;
    if (*name == '\0')
        name = orm_postgresql_relation_name(reader, table->schema, table->name, column->name, "seq", FALSE);
    orm_postgresql_note_name(reader, schema, name);
    OrmCatalogSequence *sequence = orm_catalog_add_sequence(reader->catalog, schema, name, column->place);
    sequence->owned_by = orm_postgresql_owner(table, column->name);
    orm_postgresql_sequence_options(reader, sequence, options);
    return sequence;
}

void orm_postgresql_sequences_follow(OrmPostgresqlReader *reader, const char *from, const char *to)
{
    for (guint i = reader->catalog->sequences->len; i > 0; i--) {
        OrmCatalogSequence *sequence = g_ptr_array_index(reader->catalog->sequences, i - 1);
        if (sequence->owned_by != from)
            continue;
        if (to != NULL)
            sequence->owned_by = to;
        else
            g_ptr_array_remove_index(reader->catalog->sequences, i - 1);
    }
}

void orm_postgresql_sequences_follow_table(OrmPostgresqlReader *reader, const OrmCatalogTable *table,
                                           const char *schema, const char *name, gboolean gone)
{
    const OrmCatalogTable renamed = {.schema = schema, .name = name};
    g_autofree char *prefix = g_strconcat(orm_postgresql_qualified(table->schema, table->name), ".", NULL);
    for (guint i = reader->catalog->sequences->len; i > 0; i--) {
        OrmCatalogSequence *sequence = g_ptr_array_index(reader->catalog->sequences, i - 1);
        if (sequence->owned_by == NULL || !g_str_has_prefix(sequence->owned_by, prefix))
            continue;
        const char *column = sequence->owned_by + strlen(prefix);
        if (orm_catalog_column(reader->catalog, table, column) == NULL)
            continue;
        if (gone) {
            g_ptr_array_remove_index(reader->catalog->sequences, i - 1);
            continue;
        }
        sequence->owned_by = orm_postgresql_owner(&renamed, column);
        if (schema != table->schema) {
            sequence->schema = schema;
            orm_postgresql_note_name(reader, schema, sequence->name);
        }
    }
}

void orm_postgresql_create_sequence(OrmPostgresqlReader *reader, const json_t *node)
{
    const json_t *range = orm_tree_get(node, "sequence");
    const char *name = orm_tree_text(range, "relname");
    const char *schema = orm_postgresql_creation_schema(reader, orm_tree_text(range, "schemaname"));
    OrmPlace place = orm_postgresql_range_place(reader, range);
    if (name == NULL)
        return;
    orm_postgresql_step(reader, ORM_STEP_OTHER, place)->name = orm_intern(name);
    if (orm_tree_is(range, "relpersistence", "t")) {
        g_hash_table_add(reader->passed_over, (gpointer)orm_intern(name));
        return;
    }
    if (orm_postgresql_relation_exists(reader, schema, name)) {
        if (!orm_tree_flag(node, "if_not_exists"))
            orm_catalog_fault(reader->catalog, place, "there already is a `%s`",
                              orm_postgresql_qualified(schema, name));
        return;
    }
    orm_postgresql_note_name(reader, schema, name);
    OrmCatalogSequence *sequence = orm_catalog_add_sequence(reader->catalog, schema, name, place);
    orm_postgresql_sequence_options(reader, sequence, orm_tree_get(node, "options"));
    set_owner(reader, sequence, orm_tree_get(node, "options"));
}

void orm_postgresql_alter_sequence(OrmPostgresqlReader *reader, const json_t *node)
{
    const json_t *range = orm_tree_get(node, "sequence");
    const char *schema = orm_tree_text(range, "schemaname");
    const char *name = orm_tree_text(range, "relname");
    OrmPlace place = orm_postgresql_range_place(reader, range);
    orm_postgresql_step(reader, ORM_STEP_OTHER, place)->name = orm_intern(name);
    if (name == NULL || orm_postgresql_is_passed_over(reader, schema, name))
        return;
    OrmCatalogSequence *sequence = orm_postgresql_find_sequence(reader, schema, name);
    if (sequence == NULL) {
        if (!orm_tree_flag(node, "missing_ok"))
            orm_catalog_fault(reader->catalog, place, "there is no sequence `%s`",
                              orm_postgresql_qualified(schema, name));
        return;
    }
    orm_postgresql_sequence_options(reader, sequence, orm_tree_get(node, "options"));
    set_owner(reader, sequence, orm_tree_get(node, "options"));
    OrmCatalogTable *table;
    OrmCatalogColumn *column = owning_column(reader, sequence->owned_by, &table);
    if (column != NULL && column->generator != ORM_GENERATOR_NONE)
        column->increment = sequence->increment;
}

void orm_postgresql_drop_sequence(OrmPostgresqlReader *reader, OrmCatalogSequence *sequence)
{
    const char *call = orm_postgresql_sequence_call(sequence->schema, sequence->name);
    disown(reader, sequence);
    g_ptr_array_remove(reader->catalog->sequences, sequence);
    for (guint i = 0; i < reader->catalog->tables->len; i++) { /* defaults that call it go with it */
        OrmCatalogTable *table = g_ptr_array_index(reader->catalog->tables, i);
        for (guint k = 0; k < table->columns->len; k++) {
            OrmCatalogColumn *column = g_ptr_array_index(table->columns, k);
            if (column->default_text == call)
                column->default_text = NULL;
        }
    }
}
