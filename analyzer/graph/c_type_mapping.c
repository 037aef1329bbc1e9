/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/c_type_mapping.h"

#include <string.h>

static OrmSqlType sized(OrmSqlFamily family, const char *name, guint bits, gboolean is_unsigned)
{
    OrmSqlType type = orm_sql_type_simple(family, name);
    type.bits = bits;
    type.is_unsigned = is_unsigned;
    return type;
}

static OrmSqlType with_length(OrmSqlFamily family, const char *name, gint64 length)
{
    OrmSqlType type = orm_sql_type_simple(family, name);
    type.length = (gint)CLAMP(length, 0, G_MAXINT);
    return type;
}

/* The smallest standard integer of at least `bits`, 8 bits only where there is a type for them. */
static OrmSqlType integer_type(guint bits, gboolean is_unsigned, OrmDialect dialect)
{
    if (bits <= 8 && orm_dialect_is_mysql(dialect))
        return sized(ORM_SQL_INTEGER, "tinyint", 8, is_unsigned);
    if (bits <= 16)
        return sized(ORM_SQL_INTEGER, "smallint", 16, is_unsigned);
    if (bits <= 32)
        return sized(ORM_SQL_INTEGER, "integer", 32, is_unsigned);
    return sized(ORM_SQL_INTEGER, "bigint", 64, is_unsigned);
}

static OrmSqlType unsigned_type(guint bits, OrmDialect dialect)
{
    if (orm_dialect_is_mysql(dialect))
        return integer_type(bits, TRUE, dialect);
    if (bits < 64)
        return integer_type(bits + 1, FALSE, dialect);
    OrmSqlType type = orm_sql_type_simple(ORM_SQL_NUMERIC, "numeric");
    type.precision = 20;
    type.scale = 0;
    return type;
}

/* A count of things in memory stays below the signed limit; a NUMERIC would only be in its way. */
static gboolean is_size(const OrmCType *type)
{
    for (guint i = 0; type->names != NULL && i < type->names->len; i++) {
        if (g_str_equal(g_ptr_array_index(type->names, i), "size_t"))
            return TRUE;
    }
    return FALSE;
}

static gboolean is_time_struct(const OrmCType *type)
{
    return type->kind == ORM_C_STRUCT && type->tag != NULL &&
           (g_str_equal(type->tag, "tm") || g_str_equal(type->tag, "timespec") || g_str_equal(type->tag, "timeval"));
}

/* The type of a value that is neither pointer nor array; `bits` is that of a bit-field where it is one. */
static gboolean map_scalar(const OrmCType *type, guint bits, OrmDialect dialect, OrmSqlType *result)
{
    switch (type->kind) {
    case ORM_C_BOOL:
        *result = orm_sql_type_simple(ORM_SQL_BOOLEAN, "boolean");
        return TRUE;
    case ORM_C_CHAR:
        *result = with_length(ORM_SQL_CHAR, "char", 1);
        return TRUE;
    case ORM_C_SIGNED:
        *result = integer_type(bits, FALSE, dialect);
        return bits <= 64;
    case ORM_C_UNSIGNED:
        *result = is_size(type) && bits == 64 ? integer_type(64, orm_dialect_is_mysql(dialect), dialect)
                                              : unsigned_type(bits, dialect);
        return bits <= 64;
    case ORM_C_ENUM:
        *result = integer_type(32, FALSE, dialect);
        return TRUE;
    case ORM_C_FLOAT:
        if (type->bits == 32)
            *result = sized(ORM_SQL_FLOAT, orm_dialect_is_mysql(dialect) ? "float" : "real", 32, FALSE);
        else
            *result = sized(ORM_SQL_FLOAT, "double precision", 64, FALSE);
        return type->bits <= 64;
    case ORM_C_STRUCT:
        *result = orm_sql_type_simple(ORM_SQL_TIMESTAMP, orm_dialect_is_mysql(dialect) ? "datetime" : "timestamp");
        return is_time_struct(type);
    default:
        return FALSE;
    }
}

static gboolean is_byte(const OrmCType *type)
{
    return type->kind == ORM_C_UNSIGNED && type->bits == 8;
}

static gboolean map_pointer(const OrmCType *pointee, OrmDialect dialect, OrmSqlType *result)
{
    if (pointee->kind == ORM_C_CHAR)
        *result = orm_sql_type_simple(ORM_SQL_TEXT, "text");
    else if (pointee->kind == ORM_C_VOID || is_byte(pointee))
        *result = orm_sql_type_simple(ORM_SQL_BLOB, "blob");
    else
        return map_scalar(pointee, pointee->bits, dialect, result);
    return TRUE;
}

static gboolean map_type(const OrmCType *type, guint bits, OrmDialect dialect, GHashTable *types, OrmSqlType *result,
                         OrmTruth *nullable);

static const OrmTypeMapping *find_mapping(const OrmCType *type, GHashTable *types, const char *suffix);

static gboolean map_array(const OrmCType *type, OrmDialect dialect, GHashTable *types, OrmSqlType *result)
{
    gboolean plain = find_mapping(type->inner, types, "") == NULL;
    if (plain && type->inner->kind == ORM_C_CHAR && type->length > 1)
        *result = with_length(ORM_SQL_VARCHAR, "varchar", type->length - 1);
    else if (plain && type->inner->kind == ORM_C_CHAR && type->length == 1)
        *result = with_length(ORM_SQL_CHAR, "char", 1);
    else if (plain && is_byte(type->inner) && type->length > 0)
        *result = with_length(ORM_SQL_BINARY, "binary", type->length);
    else if (type->length > 0 && dialect == ORM_DIALECT_POSTGRESQL) {
        OrmTruth ignored;
        if (!map_type(type->inner, type->inner->bits, dialect, types, result, &ignored))
            return FALSE;
        result->array_depth++;
        g_autofree char *text = g_strconcat(result->text, "[]", NULL);
        result->text = orm_intern(text);
    } else {
        return FALSE;
    }
    return TRUE;
}

/* The configuration's entry for a typedef name passed on the way to this level, with what the levels around it add
 * ("[]", "*"). */
static const OrmTypeMapping *find_mapping(const OrmCType *type, GHashTable *types, const char *suffix)
{
    if (types == NULL || g_hash_table_size(types) == 0)
        return NULL;
    for (guint i = 0; type->names != NULL && i < type->names->len; i++) {
        g_autofree char *key = g_strconcat(g_ptr_array_index(type->names, i), suffix, NULL);
        const OrmTypeMapping *mapping = g_hash_table_lookup(types, orm_intern(key));
        if (mapping != NULL)
            return mapping;
    }
    g_autofree char *canonical = g_strconcat(type->canonical != NULL ? type->canonical : "", suffix, NULL);
    const OrmTypeMapping *mapping = g_hash_table_lookup(types, orm_intern(canonical));
    if (mapping != NULL || type->inner == NULL || strlen(suffix) > 8)
        return mapping;
    g_autofree char *longer = g_strconcat(type->kind == ORM_C_ARRAY ? "[]" : "*", suffix, NULL);
    return find_mapping(type->inner, types, longer);
}

static gboolean map_type(const OrmCType *type, guint bits, OrmDialect dialect, GHashTable *types, OrmSqlType *result,
                         OrmTruth *nullable)
{
    const OrmTypeMapping *mapping = find_mapping(type, types, "");
    if (mapping == NULL && type->kind == ORM_C_POINTER) {
        mapping = find_mapping(type->inner, types, "");
        if (mapping != NULL) {
            *result = orm_sql_type_parse(mapping->sql, dialect);
            *nullable = ORM_YES;
            return TRUE;
        }
    }
    *nullable = type->kind == ORM_C_POINTER ? ORM_YES : ORM_NO;
    if (mapping != NULL) {
        *result = orm_sql_type_parse(mapping->sql, dialect);
        if (mapping->nullable != ORM_UNKNOWN)
            *nullable = mapping->nullable;
        return TRUE;
    }
    if (type->kind == ORM_C_POINTER)
        return map_pointer(type->inner, dialect, result);
    if (type->kind == ORM_C_ARRAY)
        return map_array(type, dialect, types, result);
    return map_scalar(type, bits, dialect, result);
}

OrmTruth orm_c_type_nullable(const OrmCType *type)
{
    if (type->nullability == ORM_NULLABILITY_NONNULL)
        return ORM_NO;
    if (type->nullability == ORM_NULLABILITY_NULLABLE)
        return ORM_YES;
    return type->kind == ORM_C_POINTER ? ORM_YES : ORM_NO;
}

OrmMappedType orm_map_c_type(const OrmField *field, OrmDialect dialect, GHashTable *types)
{
    OrmMappedType mapped = {.type = orm_sql_type_simple(ORM_SQL_UNKNOWN, "")};
    guint bits = field->bit_field > 0 ? (guint)field->bit_field : field->type->bits;
    mapped.mapped = map_type(field->type, bits, dialect, types, &mapped.type, &mapped.nullable);
    if (field->type->nullability != ORM_NULLABILITY_UNSTATED)
        mapped.nullable = orm_c_type_nullable(field->type);
    if (mapped.mapped && mapped.type.array_depth == 0 && field->type->kind != ORM_C_VOID)
        mapped.type.text = orm_sql_type_interned(&mapped.type, dialect);
    return mapped;
}
