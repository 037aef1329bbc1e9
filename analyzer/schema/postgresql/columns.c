/* SPDX-License-Identifier: MIT */
/* Columns: their types, defaults, NOT NULL, computed and identity columns, serials as the server expands them. */
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"

/* Words that begin what may follow a column's default. */
static const char *const behind_default[] = {"NOT",       "NULL",    "CONSTRAINT", "CHECK",
                                             "UNIQUE",    "PRIMARY", "REFERENCES", "COLLATE",
                                             "GENERATED", "DEFAULT", "DEFERRABLE", "INITIALLY"};

static gboolean ends_default(const OrmPostgresqlReader *reader, guint index)
{
    if (orm_postgresql_token_is(reader, index - 1, "IS")) /* IS NOT DISTINCT FROM */
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(behind_default); i++) {
        if (orm_postgresql_token_is(reader, index, behind_default[i]))
            return TRUE;
    }
    return FALSE;
}

guint orm_postgresql_bare_expression_end(const OrmPostgresqlReader *reader, guint from)
{
    guint end = orm_postgresql_element_end(reader, from);
    guint depth = 0;
    guint cases = 0;
    for (guint i = from; i < end; i++) {
        if (orm_postgresql_token_is_sign(reader, i, '(') || orm_postgresql_token_is_sign(reader, i, '['))
            depth++;
        else if (orm_postgresql_token_is_sign(reader, i, ')') || orm_postgresql_token_is_sign(reader, i, ']'))
            depth--;
        else if (depth == 0 && orm_postgresql_token_is(reader, i, "CASE"))
            cases++;
        else if (depth == 0 && cases > 0 && orm_postgresql_token_is(reader, i, "END"))
            cases--;
        else if (depth == 0 && cases == 0 && i > from && ends_default(reader, i))
            return i;
    }
    return end;
}

static gboolean is_volatile_call(const json_t *call)
{
    static const char *const functions[] = {
        "random",          "gen_random_uuid", "uuid_generate_v1", "uuid_generate_v4", "uuid_generate_v1mc",
        "clock_timestamp", "timeofday",       "nextval",          "gen_random_bytes", "setseed",
        "uuidv4",          "uuidv7"};
    const json_t *names = orm_tree_get(call, "funcname");
    const char *name = orm_tree_string(json_array_get(names, json_array_size(names) - 1));
    for (guint i = 0; i < G_N_ELEMENTS(functions); i++) {
        if (strcmp(name, functions[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean orm_postgresql_is_volatile(const json_t *expression)
{
    const json_t *call = orm_tree_as(expression, "FuncCall");
    if (call != NULL && is_volatile_call(call))
        return TRUE;
    if (json_is_array(expression)) {
        for (size_t i = 0; i < json_array_size(expression); i++) {
            if (orm_postgresql_is_volatile(json_array_get(expression, i)))
                return TRUE;
        }
    }
    for (void *i = json_object_iter((json_t *)expression); i != NULL;
         i = json_object_iter_next((json_t *)expression, i)) {
        if (orm_postgresql_is_volatile(json_object_iter_value(i)))
            return TRUE;
    }
    return FALSE;
}

/* The sequence in nextval('name'), also with ::regclass; NULL when the text is no such call. */
static OrmCatalogSequence *sequence_of_default(const OrmPostgresqlReader *reader, const char *text)
{
    g_autoptr(GArray) tokens = orm_postgresql_scan_all(text, strlen(text));
    guint i = 0;
    const OrmPostgresqlToken *all = (const OrmPostgresqlToken *)(void *)tokens->data;
    if (tokens->len > 4 && orm_postgresql_scan_is(text, &all[0], "pg_catalog"))
        i = 2;
    if (i + 3 >= tokens->len || !orm_postgresql_scan_is(text, &all[i], "nextval") ||
        all[i + 2].kind != ORM_TOKEN_STRING || text[all[i + 2].start] != '\'')
        return NULL;
    guint last = tokens->len - 2;
    if (!orm_postgresql_scan_is_sign(text, &all[last], ')'))
        return NULL;
    g_autofree char *quoted = g_strndup(text + all[i + 2].start + 1, all[i + 2].end - all[i + 2].start - 2);
    g_auto(GStrv) halves = g_strsplit(quoted, "''", -1);
    g_autofree char *name = g_strjoinv("'", halves);
    g_autoptr(GArray) parts = orm_postgresql_scan_all(name, strlen(name));
    const OrmPostgresqlToken *words = (const OrmPostgresqlToken *)(void *)parts->data;
    g_autofree char *first = orm_postgresql_scan_name(name, &words[0]);
    g_autofree char *second = parts->len > 3 ? orm_postgresql_scan_name(name, &words[2]) : NULL;
    if (first == NULL)
        return NULL;
    return second != NULL ? orm_postgresql_find_sequence(reader, first, second)
                          : orm_postgresql_find_sequence(reader, NULL, first);
}

static gboolean is_integer(const char *type)
{
    return strcmp(type, "integer") == 0 || strcmp(type, "bigint") == 0 || strcmp(type, "smallint") == 0;
}

void orm_postgresql_settle_serial(OrmPostgresqlReader *reader, OrmCatalogTable *table, OrmCatalogColumn *column)
{
    const OrmCatalogSequence *sequence;
    if (column->generator == ORM_GENERATOR_SERIAL) {
        sequence = orm_postgresql_owned_sequence(reader, table, column->name);
        if (sequence == NULL) { /* owned no more: its default is what it always was */
            column->generator = ORM_GENERATOR_NONE;
            column->increment = 0;
        }
        return;
    }
    if (column->default_text == NULL || column->type == NULL || !is_integer(column->type) ||
        g_ascii_strncasecmp(column->default_text, "nextval", 7) *
                g_ascii_strncasecmp(column->default_text, "pg_catalog", 10) !=
            0)
        return;
    sequence = sequence_of_default(reader, column->default_text);
    if (sequence != NULL && sequence->owned_by == orm_postgresql_owner(table, column->name)) {
        column->generator = ORM_GENERATOR_SERIAL;
        column->increment = sequence->increment;
        column->default_text = NULL;
        column->default_place = ORM_PLACE_UNKNOWN;
    }
}

/* A sequence in a default is its object, whatever the search path was: it is spelled as in the default one. */
static void spell_sequence(const OrmPostgresqlReader *reader, OrmCatalogColumn *column)
{
    const char *text = column->default_text;
    if (text == NULL ||
        (g_ascii_strncasecmp(text, "nextval", 7) != 0 && g_ascii_strncasecmp(text, "pg_catalog", 10) != 0))
        return;
    const OrmCatalogSequence *sequence = sequence_of_default(reader, text);
    if (sequence != NULL)
        column->default_text = orm_postgresql_sequence_call(sequence->schema, sequence->name);
}

void orm_postgresql_set_default(OrmPostgresqlReader *reader, OrmCatalogTable *table, OrmCatalogColumn *column,
                                const json_t *expression, guint from, guint to)
{
    if (column->generator == ORM_GENERATOR_SERIAL)
        column->generator = ORM_GENERATOR_NONE;
    gboolean is_null = orm_tree_is_null_constant(expression);
    column->default_text = is_null ? NULL : orm_postgresql_expression(reader, from, to);
    column->default_place = is_null ? ORM_PLACE_UNKNOWN
                                    : orm_postgresql_place(reader, orm_postgresql_token(reader, from)->start,
                                                           orm_postgresql_token(reader, MAX(to, from + 1) - 1)->end);
    spell_sequence(reader, column);
    orm_postgresql_settle_serial(reader, table, column);
}

void orm_postgresql_make_identity(OrmPostgresqlReader *reader, OrmCatalogTable *table, OrmCatalogColumn *column,
                                  const json_t *constraint)
{
    column->generator = orm_tree_is(constraint, "generated_when", "a") ? ORM_GENERATOR_IDENTITY_ALWAYS
                                                                       : ORM_GENERATOR_IDENTITY_BY_DEFAULT;
    column->nullable = ORM_NO;
    const OrmCatalogSequence *sequence =
        orm_postgresql_make_sequence(reader, table, column, orm_tree_get(constraint, "options"));
    column->increment = sequence->increment;
}

static void apply_constraint(OrmPostgresqlReader *reader, OrmCatalogTable *table, OrmCatalogColumn *column,
                             const json_t *constraint)
{
    const char *type = orm_tree_text(constraint, "contype");
    guint token = orm_postgresql_token_at(reader, (gsize)MAX(orm_tree_number(constraint, "location"), 0));
    if (g_strcmp0(type, "CONSTR_NOTNULL") == 0) {
        column->nullable = ORM_NO;
    } else if (g_strcmp0(type, "CONSTR_DEFAULT") == 0) {
        guint from = orm_postgresql_find_word(reader, token, "DEFAULT") + 1;
        orm_postgresql_set_default(reader, table, column, orm_tree_get(constraint, "raw_expr"), from,
                                   orm_postgresql_bare_expression_end(reader, from));
    } else if (g_strcmp0(type, "CONSTR_GENERATED") == 0) {
        guint open = orm_postgresql_find_sign(reader, token, '(');
        column->generated = orm_postgresql_expression(reader, open, orm_postgresql_closing(reader, open) + 1);
        column->generated_stored = TRUE;
    } else if (g_strcmp0(type, "CONSTR_IDENTITY") == 0) {
        orm_postgresql_make_identity(reader, table, column, constraint);
    }
}

void orm_postgresql_apply_column_constraints(OrmPostgresqlReader *reader, OrmCatalogTable *table,
                                             OrmCatalogColumn *column, const json_t *constraints)
{
    for (size_t i = 0; i < json_array_size(constraints); i++)
        apply_constraint(reader, table, column, orm_tree_as(json_array_get(constraints, i), "Constraint"));
}

OrmPlace orm_postgresql_type_place(const OrmPostgresqlReader *reader, const json_t *type_name)
{
    gint64 location = orm_tree_number(type_name, "location");
    return location > 0 ? orm_postgresql_token_place(reader, orm_postgresql_token_at(reader, (gsize)location))
                        : ORM_PLACE_UNKNOWN;
}

const char *orm_postgresql_collation(const json_t *clause)
{
    g_autoptr(GPtrArray) names = orm_tree_names(orm_tree_get(clause, "collname"));
    const char *schema;
    const char *name;
    orm_postgresql_split_name(names, &schema, &name);
    return *name != '\0' && strcmp(name, "default") != 0 ? orm_intern(name) : NULL;
}

OrmCatalogColumn *orm_postgresql_add_column(OrmPostgresqlReader *reader, OrmCatalogTable *table,
                                            const json_t *definition)
{
    const char *name = orm_tree_text(definition, "colname");
    guint token = orm_postgresql_token_at(reader, (gsize)MAX(orm_tree_number(definition, "location"), 0));
    OrmCatalogColumn *column =
        orm_catalog_add_column(table, name != NULL ? name : "", orm_postgresql_token_place(reader, token));
    const json_t *type_name = orm_tree_get(definition, "typeName");
    gboolean serial = FALSE;
    column->type = orm_postgresql_type_text(reader, type_name, &serial);
    column->type_place = orm_postgresql_type_place(reader, type_name);
    column->collation = orm_postgresql_collation(orm_tree_get(definition, "collClause"));
    if (serial) {
        column->generator = ORM_GENERATOR_SERIAL;
        column->nullable = ORM_NO;
        orm_postgresql_make_sequence(reader, table, column, NULL);
    }
    orm_postgresql_apply_column_constraints(reader, table, column, orm_tree_get(definition, "constraints"));
    return column;
}
