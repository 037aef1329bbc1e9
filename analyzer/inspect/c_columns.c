/* SPDX-License-Identifier: MIT */
/* A column as a field. */
#include <string.h>

#include "analyzer/inspect/internal.h"

static gboolean is_single_key(const OrmTable *table, const OrmColumn *column)
{
    return table->primary_key != NULL && table->primary_key->columns->len == 1 && column->in_primary_key;
}

static gboolean has_key_annotation(const OrmInspection *inspection, const OrmTable *table)
{
    return table->primary_key->name.text != NULL && !orm_dialect_is_mysql(inspection->dialect) &&
           !orm_inspect_is_default_name(inspection, table, table->primary_key->name.text, NULL, "pkey");
}

/* SQLite fills a key that is the rowid, and no other. */
static gboolean is_rowid(const OrmInspection *inspection, const OrmColumn *column)
{
    return inspection->dialect == ORM_DIALECT_SQLITE && column->table->without_rowid.value != ORM_YES &&
           g_ascii_strcasecmp(column->type.text, "INTEGER") == 0;
}

/* A single integer key is filled by the database unless something says otherwise: say what the schema has. */
static void add_generator(OrmInspectAnnotation *annotation, const OrmInspection *inspection, const OrmColumn *column)
{
    gboolean integer = column->type.family == ORM_SQL_INTEGER;
    gboolean fills_itself = column->type.is_serial || column->flags->autoincrement.value == ORM_YES;
    gboolean would_fill = is_single_key(column->table, column) && integer && column->foreign_keys->len == 0 &&
                          column->details->server_default.text == NULL && column->details->computed.text == NULL;
    if (column->identity != ORM_IDENTITY_NONE)
        orm_inspect_add(annotation,
                        column->identity == ORM_IDENTITY_ALWAYS ? "identity=always" : "identity=by_default");
    else if (fills_itself)
        orm_inspect_add(annotation, "autoincrement");
    else if (would_fill && !is_rowid(inspection, column))
        orm_inspect_add(annotation, "autoincrement=false");
}

static void add_nullability(OrmInspectAnnotation *annotation, const OrmColumn *column, gboolean is_pointer)
{
    if (column->nullable == ORM_UNKNOWN || column->in_primary_key)
        return;
    if (is_pointer && column->nullable == ORM_NO)
        orm_inspect_add(annotation, "not_null");
}

static void add_values(OrmInspectAnnotation *annotation, const OrmColumn *column)
{
    orm_inspect_add_string(annotation, "server_default",
                           column->type.is_serial ? NULL : column->details->server_default.text);
    orm_inspect_add_string(annotation, "server_onupdate", column->details->server_onupdate.text);
    orm_inspect_add_string(annotation, "computed", column->details->computed.text);
    orm_inspect_add_flag(annotation, "stored", column->generated == ORM_GENERATED_STORED);
    orm_inspect_add_flag(annotation, "virtual", column->generated == ORM_GENERATED_VIRTUAL);
    orm_inspect_add_text(annotation, "collate", column->details->collation.text);
    orm_inspect_add_string(annotation, "comment", column->details->comment.text);
}

/* A type as it is stated: a serial's is its integer's. */
static const char *stated_type(const OrmColumn *column)
{
    if (!column->type.is_serial)
        return column->type.text;
    return column->type.bits == 16 ? "smallint" : column->type.bits == 64 ? "bigint" : "integer";
}

static char *column_annotation(const OrmInspection *inspection, const OrmColumn *column, const OrmInspectType *type,
                               const char *field, gboolean is_pointer, const char *helper)
{
    OrmInspectAnnotation annotation;
    gboolean key = is_single_key(column->table, column) && !has_key_annotation(inspection, column->table);
    orm_inspect_begin(&annotation, "ORM_COLUMN");
    orm_inspect_add_string(&annotation, NULL, strcmp(field, column->name) != 0 ? column->name : NULL);
    orm_inspect_add_string(&annotation, "type", type->states_type ? stated_type(column) : NULL);
    orm_inspect_add_flag(&annotation, "primary_key", key);
    add_generator(&annotation, inspection, column);
    add_nullability(&annotation, column, is_pointer);
    if (helper != NULL)
        orm_inspect_add_text(&annotation, type->has_length ? "length" : "null_flag", helper);
    add_values(&annotation, column);
    return orm_inspect_end(&annotation, TRUE);
}

static char *enum_annotation(const OrmColumn *column, const OrmInspectEnum *enumeration)
{
    OrmInspectAnnotation annotation;
    gboolean own_type = strchr(column->type.text, '(') == NULL; /* MySQL's has no name */
    orm_inspect_begin(&annotation, "ORM_ENUM");
    orm_inspect_add_text(&annotation, "name", own_type ? column->type.name : NULL);
    orm_inspect_add(&annotation, "storage=native");
    orm_inspect_add_string(&annotation, "prefix", enumeration->prefix);
    orm_inspect_add_flag(&annotation, "lowercase", enumeration->lowercase);
    return orm_inspect_end(&annotation, FALSE);
}

static void append_annotation(GString *out, char *text)
{
    if (text != NULL)
        g_string_append_printf(out, " %s", text);
    g_free(text);
}

/* The field beside a column that says its length or whether it is NULL. */
static const char *helper_name(OrmInspectTable *table, const char *field, const char *suffix)
{
    g_autofree char *wanted = g_strconcat(field, suffix, NULL);
    return orm_inspect_name(table->used, wanted);
}

static void print_helper(GString *out, const char *type, const char *name)
{
    if (name != NULL)
        g_string_append_printf(out, "    %s %s;\n", type, name);
}

void orm_inspect_print_column(GString *out, const OrmInspection *inspection, OrmInspectTable *table,
                              const OrmColumn *column)
{
    OrmInspectType type = orm_inspect_type(inspection, column);
    const char *field = g_hash_table_lookup(table->fields, column);
    gboolean nullable = column->nullable == ORM_YES && !column->in_primary_key;
    gboolean points = nullable && !type.is_pointer && type.array == 0;
    const char *length = type.has_length ? helper_name(table, field, "_length") : NULL;
    const char *null_flag = nullable && type.array > 0 ? helper_name(table, field, "_is_null") : NULL;
    g_string_append_printf(out, "    %s%s%s", type.type, points ? "*" : "", field);
    if (type.array > 0)
        g_string_append_printf(out, "[%" G_GINT64_FORMAT "]", type.array);
    append_annotation(out, column_annotation(inspection, column, &type, field, type.is_pointer || points,
                                             length != NULL ? length : null_flag));
    if (type.enumeration != NULL)
        append_annotation(out, enum_annotation(column, type.enumeration));
    for (guint i = 0; i < column->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(column->foreign_keys, i);
        if (key->columns->len == 1)
            append_annotation(out, orm_inspect_foreign_key(inspection, table, key));
    }
    g_string_append(out, ";\n");
    print_helper(out, "size_t", length);
    print_helper(out, "bool", null_flag);
}
