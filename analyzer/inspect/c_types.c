/* SPDX-License-Identifier: MIT */
/* Which C type a column is given. */
#include <string.h>

#include "analyzer/graph/c_type_mapping.h"
#include "analyzer/inspect/internal.h"

/* A C type under construction, so that what it would mean can be asked of c_type_mapping.h. */
typedef struct {
    OrmInspectType declared;
    OrmCKind kind;
    guint bits;
    const char *tag;
    gboolean is_array;
} Choice;

static Choice scalar(const char *type, OrmCKind kind, guint bits)
{
    return (Choice){.declared = {.type = orm_intern(type)}, .kind = kind, .bits = bits};
}

static Choice text(void)
{
    Choice choice = scalar("char *", ORM_C_CHAR, 8);
    choice.declared.is_pointer = TRUE;
    return choice;
}

static Choice bytes(void)
{
    Choice choice = scalar("uint8_t *", ORM_C_UNSIGNED, 8);
    choice.declared.is_pointer = choice.declared.has_length = TRUE;
    return choice;
}

static Choice byte_array(gint length)
{
    Choice choice = scalar("uint8_t ", ORM_C_UNSIGNED, 8);
    choice.declared.array = length;
    choice.is_array = TRUE;
    return choice;
}

static Choice time_struct(const char *tag)
{
    g_autofree char *type = g_strdup_printf("struct %s ", tag);
    Choice choice = scalar(type, ORM_C_STRUCT, 0);
    choice.tag = tag;
    return choice;
}

static Choice integer(guint bits, gboolean is_unsigned)
{
    guint width = bits <= 8 ? 8 : bits <= 16 ? 16 : bits <= 32 ? 32 : 64;
    g_autofree char *type = g_strdup_printf("%sint%u_t ", is_unsigned ? "u" : "", width);
    return scalar(type, is_unsigned ? ORM_C_UNSIGNED : ORM_C_SIGNED, width);
}

/* MySQL's TIMESTAMP is an instant whatever its name says; SQLite has no times, only conventions for texts and numbers.
 */
static Choice timestamp(const OrmSqlType *type, OrmDialect dialect)
{
    if (dialect == ORM_DIALECT_SQLITE)
        return text();
    gboolean instant = type->with_time_zone || (orm_dialect_is_mysql(dialect) && strcmp(type->name, "timestamp") == 0);
    return time_struct(instant ? "timespec" : "tm");
}

static Choice other(const OrmSqlType *type)
{
    if (strcmp(type->name, "oid") == 0)
        return integer(32, TRUE);
    return strcmp(type->name, "year") == 0 ? integer(16, FALSE) : text();
}

static Choice choose_plain(const OrmSqlType *type, OrmDialect dialect)
{
    gboolean mysql = orm_dialect_is_mysql(dialect), sqlite = dialect == ORM_DIALECT_SQLITE;
    switch (type->family) {
    case ORM_SQL_BOOLEAN:
        return scalar("bool ", ORM_C_BOOL, 8);
    case ORM_SQL_INTEGER:
        return sqlite ? integer(64, FALSE) : integer(type->bits, type->is_unsigned);
    case ORM_SQL_FLOAT:
        return type->bits == 32 ? scalar("float ", ORM_C_FLOAT, 32) : scalar("double ", ORM_C_FLOAT, 64);
    case ORM_SQL_BINARY:
        return type->length > 0 && !sqlite ? byte_array(type->length) : bytes();
    case ORM_SQL_VARBINARY:
    case ORM_SQL_BLOB:
        return bytes();
    case ORM_SQL_DATE:
    case ORM_SQL_TIME:
        return sqlite || type->with_time_zone ? text() : time_struct("tm");
    case ORM_SQL_TIMESTAMP:
        return timestamp(type, dialect);
    case ORM_SQL_UUID:
        return sqlite ? text() : byte_array(16);
    case ORM_SQL_BIT:
        return !mysql ? text() : type->length <= 1 ? scalar("bool ", ORM_C_BOOL, 8) : integer(64, TRUE);
    case ORM_SQL_OTHER:
        return other(type);
    default:
        return text();
    }
}

static OrmCType *c_type_of(const Choice *choice)
{
    OrmCType *type = orm_c_type_new(choice->kind);
    type->bits = choice->bits;
    type->tag = orm_intern(choice->tag);
    if (!choice->declared.is_pointer && !choice->is_array)
        return type;
    OrmCType *outer = orm_c_type_new(choice->is_array ? ORM_C_ARRAY : ORM_C_POINTER);
    outer->length = choice->declared.array;
    outer->inner = type;
    return outer;
}

/* Whether the C type alone would be taken for another column type. SQLite asks for the affinity only, but for STRICT
 * tables, whose types `ddl` knows. */
static gboolean means_another(const Choice *choice, const OrmColumn *column, OrmDialect dialect)
{
    OrmField *field = orm_field_new("x", ORM_PLACE_UNKNOWN, c_type_of(choice));
    OrmMappedType mapped = orm_map_c_type(field, dialect, NULL);
    g_autofree char *meant = orm_sql_type_to_string(&mapped.type, dialect);
    g_autofree char *actual = orm_sql_type_to_string(&column->type, dialect);
    orm_field_free(field);
    if (column->type.is_serial)
        return mapped.type.bits != column->type.bits;
    if (dialect == ORM_DIALECT_SQLITE && mapped.type.family == column->type.family &&
        column->type.family == ORM_SQL_INTEGER)
        return FALSE;
    return g_ascii_strcasecmp(meant, actual) != 0;
}

OrmInspectType orm_inspect_type(const OrmInspection *inspection, const OrmColumn *column)
{
    const OrmInspectEnum *enumeration = column->enumeration->enumeration != NULL
                                            ? g_hash_table_lookup(inspection->enums, column->enumeration->enumeration)
                                            : NULL;
    if (enumeration != NULL) {
        g_autofree char *type = g_strdup_printf("enum %s ", enumeration->tag);
        return (OrmInspectType){.type = orm_intern(type), .enumeration = enumeration};
    }
    Choice choice = column->type.array_depth > 0 ? text() : choose_plain(&column->type, inspection->dialect);
    /* a pointer to unsigned bytes is taken for a BLOB */
    gboolean looks_like_bytes = column->nullable == ORM_YES && choice.kind == ORM_C_UNSIGNED && choice.bits == 8 &&
                                !choice.declared.is_pointer && !choice.is_array;
    choice.declared.states_type = looks_like_bytes || means_another(&choice, column, inspection->dialect);
    return choice.declared;
}
