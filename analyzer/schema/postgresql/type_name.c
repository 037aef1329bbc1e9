/* SPDX-License-Identifier: MIT */
/* A type's name in a statement, spelled as the server's format_type spells it. */
#include <stdlib.h>
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"

/* Names of the catalog that are printed otherwise; `typed` is what stands before a length or precision. */
static const struct {
    const char *name, *printed, *behind;
} printed_names[] = {
    {"bool", "boolean", ""},
    {"int2", "smallint", ""},
    {"int4", "integer", ""},
    {"int8", "bigint", ""},
    {"float4", "real", ""},
    {"float8", "double precision", ""},
    {"varchar", "character varying", ""},
    {"varbit", "bit varying", ""},
    {"timestamp", "timestamp", " without time zone"},
    {"timestamptz", "timestamp", " with time zone"},
    {"time", "time", " without time zone"},
    {"timetz", "time", " with time zone"},
    {"char", "\"char\"", ""},
};

static const struct {
    const char *name, *integer;
} serials[] = {{"smallserial", "smallint"}, {"serial2", "smallint"}, {"serial", "integer"},
               {"serial4", "integer"},      {"bigserial", "bigint"}, {"serial8", "bigint"}};

/* Words that the server quotes although they are made of the right characters; the others are not words of its grammar
 * or may be names of types as they are. */
static const char *const reserved[] = {
    "all",     "analyse",  "analyze",  "and",        "any",       "array",      "as",        "asc",       "both",
    "case",    "cast",     "check",    "collate",    "column",    "constraint", "create",    "default",   "deferrable",
    "desc",    "distinct", "do",       "else",       "end",       "except",     "false",     "fetch",     "for",
    "foreign", "from",     "grant",    "group",      "having",    "in",         "initially", "intersect", "into",
    "lateral", "leading",  "limit",    "not",        "null",      "offset",     "on",        "only",      "or",
    "order",   "placing",  "primary",  "references", "returning", "select",     "some",      "symmetric", "table",
    "then",    "to",       "trailing", "true",       "union",     "unique",     "user",      "using",     "variadic",
    "when",    "where",    "window",   "with"};

char *orm_postgresql_quoted(const char *name)
{
    gboolean plain = g_ascii_islower(*name) || *name == '_';
    for (const char *c = name; plain && *c != '\0'; c++)
        plain = g_ascii_islower(*c) || g_ascii_isdigit(*c) || *c == '_';
    for (guint i = 0; plain && i < G_N_ELEMENTS(reserved); i++)
        plain = strcmp(reserved[i], name) != 0;
    if (plain)
        return g_strdup(name);
    g_auto(GStrv) parts = g_strsplit(name, "\"", -1);
    g_autofree char *doubled = g_strjoinv("\"\"", parts);
    return g_strconcat("\"", doubled, "\"", NULL);
}

/* A modifier as its number: the parse tree has no negative ones, so it is read where it stands. */
static gboolean modifier(const OrmPostgresqlReader *reader, const json_t *constant, glong *value)
{
    const json_t *node = orm_tree_as(constant, "A_Const");
    if (orm_tree_get(node, "ival") == NULL)
        return FALSE;
    *value = (glong)orm_tree_number(orm_tree_get(node, "ival"), "ival");
    gsize location = (gsize)MAX(orm_tree_number(node, "location"), 0);
    if (*value == 0 && location < strlen(reader->text))
        *value = strtol(reader->text + location, NULL, 10);
    return TRUE;
}

/* "(10,2)"; what the modifiers say otherwise as it stands in the statement. */
static void append_modifiers(const OrmPostgresqlReader *reader, GString *text, const json_t *type_name)
{
    const json_t *modifiers = orm_tree_get(type_name, "typmods");
    size_t count = json_array_size(modifiers);
    if (count == 0)
        return;
    g_autoptr(GString) numbers = g_string_new("(");
    for (size_t i = 0; i < count; i++) {
        glong value;
        if (!modifier(reader, json_array_get(modifiers, i), &value)) {
            guint open = orm_postgresql_find_sign(
                reader, orm_postgresql_token_at(reader, (gsize)orm_tree_number(type_name, "location")), '(');
            g_string_append(text, orm_postgresql_slice(reader, open, orm_postgresql_closing(reader, open) + 1));
            return;
        }
        g_string_append_printf(numbers, "%s%ld", i > 0 ? "," : "", value);
    }
    g_string_append(text, numbers->str);
    g_string_append_c(text, ')');
}

/* INTERVAL's first modifier is a set of fields (INTERVAL_MASK of the server's timestamp.h), the second the digits of
 * seconds. */
static void append_interval(const OrmPostgresqlReader *reader, GString *text, const json_t *type_name)
{
    static const struct {
        glong mask;
        const char *fields;
    } fields[] = {{1 << 2, "year"},
                  {1 << 1, "month"},
                  {1 << 3, "day"},
                  {1 << 10, "hour"},
                  {1 << 11, "minute"},
                  {1 << 12, "second"},
                  {1 << 2 | 1 << 1, "year to month"},
                  {1 << 3 | 1 << 10, "day to hour"},
                  {1 << 3 | 1 << 10 | 1 << 11, "day to minute"},
                  {1 << 3 | 1 << 10 | 1 << 11 | 1 << 12, "day to second"},
                  {1 << 10 | 1 << 11, "hour to minute"},
                  {1 << 10 | 1 << 11 | 1 << 12, "hour to second"},
                  {1 << 11 | 1 << 12, "minute to second"}};
    g_string_append(text, "interval");
    const json_t *modifiers = orm_tree_get(type_name, "typmods");
    glong mask = 0;
    glong digits = 0;
    if (modifier(reader, json_array_get(modifiers, 0), &mask)) {
        for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
            if (fields[i].mask == mask)
                g_string_append_printf(text, " %s", fields[i].fields);
        }
    }
    if (json_array_size(modifiers) > 1 && modifier(reader, json_array_get(modifiers, 1), &digits))
        g_string_append_printf(text, "(%ld)", digits);
}

/* A type of the catalog; FALSE when the name is printed as it is. */
static gboolean append_builtin(const OrmPostgresqlReader *reader, GString *text, const char *name,
                               const json_t *type_name)
{
    size_t modifiers = json_array_size(orm_tree_get(type_name, "typmods"));
    if (strcmp(name, "interval") == 0) {
        append_interval(reader, text, type_name);
        return TRUE;
    }
    if (strcmp(name, "bpchar") == 0 && modifiers > 0) {
        g_string_append(text, "character");
        append_modifiers(reader, text, type_name);
        return TRUE;
    }
    if (strcmp(name, "numeric") == 0 && modifiers == 1) { /* the server fills in the scale */
        glong precision = 0;
        if (modifier(reader, json_array_get(orm_tree_get(type_name, "typmods"), 0), &precision)) {
            g_string_append_printf(text, "numeric(%ld,0)", precision);
            return TRUE;
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(printed_names); i++) {
        if (strcmp(name, printed_names[i].name) == 0) {
            g_string_append(text, printed_names[i].printed);
            append_modifiers(reader, text, type_name);
            g_string_append(text, printed_names[i].behind);
            return TRUE;
        }
    }
    return FALSE;
}

/* The schema to print before a type's name: none where the default search path finds it. */
static const char *printed_schema(const OrmPostgresqlReader *reader, const char *schema, const char *name)
{
    const OrmCatalogType *type = orm_postgresql_find_type(reader, schema, name);
    if (type != NULL)
        return type->schema;
    return g_strcmp0(schema, reader->catalog->default_schema) == 0 ? NULL : schema;
}

const char *orm_postgresql_type_name(const char *schema, const char *name)
{
    g_autofree char *quoted_schema = schema != NULL ? orm_postgresql_quoted(schema) : NULL;
    g_autofree char *quoted = orm_postgresql_quoted(name);
    return orm_postgresql_qualified(quoted_schema, quoted);
}

gboolean orm_postgresql_is_of_type(const char *text, const char *schema, const char *name)
{
    const char *type = orm_postgresql_type_name(schema, name);
    return text != NULL && g_str_has_prefix(text, type) &&
           (text[strlen(type)] == '\0' || strcmp(text + strlen(type), "[]") == 0);
}

const char *orm_postgresql_type_text(OrmPostgresqlReader *reader, const json_t *type_name, gboolean *serial)
{
    g_autoptr(GPtrArray) names = orm_tree_names(orm_tree_get(type_name, "names"));
    g_autoptr(GString) text = g_string_new(NULL);
    const char *schema;
    const char *name;
    orm_postgresql_split_name(names, &schema, &name);
    gboolean of_catalog = g_strcmp0(schema, "pg_catalog") == 0;
    if (serial != NULL)
        *serial = FALSE;
    for (guint i = 0; serial != NULL && schema == NULL && i < G_N_ELEMENTS(serials); i++) {
        if (strcmp(name, serials[i].name) == 0) {
            *serial = TRUE;
            return orm_intern(serials[i].integer);
        }
    }
    if ((schema != NULL && !of_catalog) || !append_builtin(reader, text, name, type_name)) {
        schema = of_catalog ? NULL : printed_schema(reader, schema, name);
        g_string_append(text, orm_postgresql_type_name(schema, name));
        append_modifiers(reader, text, type_name);
    }
    if (json_array_size(orm_tree_get(type_name, "arrayBounds")) > 0)
        g_string_append(text, "[]"); /* the server keeps no number of dimensions */
    return orm_intern(text->str);
}
