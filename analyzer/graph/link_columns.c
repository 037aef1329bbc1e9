/* SPDX-License-Identifier: MIT */
/* From a field and its annotations to a column. */
#include "analyzer/graph/c_type_mapping.h"
#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/vocabulary.h"

#include <string.h>

static const OrmCType *value_type(const OrmCType *type)
{
    while (type->kind == ORM_C_POINTER && type->inner != NULL)
        type = type->inner;
    return type;
}

static const OrmCType *element_type(const OrmCType *type)
{
    while ((type->kind == ORM_C_POINTER || type->kind == ORM_C_ARRAY) && type->inner != NULL)
        type = type->inner;
    return type;
}

static const char *enum_label(const OrmEnumConstant *constant, const char *prefix, gboolean lowercase)
{
    const char *name = constant->name;
    if (prefix != NULL && g_str_has_prefix(name, prefix))
        name += strlen(prefix);
    g_autofree char *label = lowercase ? g_ascii_strdown(name, -1) : g_strdup(name);
    return orm_intern(label);
}

static OrmEnumStorage enum_storage(GPtrArray *annotations)
{
    const char *word = orm_stated(annotations, "enum", "storage").text;
    if (word != NULL && g_ascii_strcasecmp(word, "string") == 0)
        return ORM_ENUM_STORED_STRING;
    if (word != NULL && g_ascii_strcasecmp(word, "native") == 0)
        return ORM_ENUM_STORED_NATIVE;
    return ORM_ENUM_STORED_INTEGER;
}

static void set_enum(const OrmLinker *linker, OrmColumn *column, GPtrArray *annotations)
{
    const OrmCType *type = element_type(column->field->type);
    if (type->kind != ORM_C_ENUM || type->tag == NULL)
        return;
    const OrmEnum *enumeration = g_hash_table_lookup(linker->enums_by_name, type->tag);
    if (enumeration == NULL)
        return;
    OrmColumnEnum *own = orm_column_own_enum(column);
    if (type != value_type(column->field->type)) {
        own->elements = enumeration;
        return;
    }
    own->enumeration = enumeration;
    own->storage = enum_storage(annotations);
    own->check = orm_flag(annotations, "enum", "check");
    own->name = orm_stated(annotations, "enum", "name");
    const char *prefix = orm_stated(annotations, "enum", "prefix").text;
    gboolean lowercase = orm_flag(annotations, "enum", "lowercase").value == ORM_YES;
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const OrmEnumConstant *constant = &g_array_index(enumeration->constants, OrmEnumConstant, i);
        g_ptr_array_add(own->labels, (gpointer)enum_label(constant, prefix, lowercase));
    }
}

static gint longest_label(GPtrArray *labels)
{
    glong longest = 1;
    for (guint i = 0; i < labels->len; i++)
        longest = MAX(longest, g_utf8_strlen(g_ptr_array_index(labels, i), -1));
    return (gint)longest;
}

/* An enum kept as text has the type its labels need. */
static void set_enum_type(OrmColumn *column, OrmDialect dialect)
{
    if (column->enumeration->storage == ORM_ENUM_STORED_STRING) {
        column->type = orm_sql_type_simple(ORM_SQL_VARCHAR, "varchar");
        column->type.length = longest_label(column->enumeration->labels);
        column->type.text = orm_sql_type_interned(&column->type, dialect);
    } else if (column->enumeration->storage == ORM_ENUM_STORED_NATIVE) {
        const char *name = column->enumeration->name.text != NULL ? column->enumeration->name.text
                                                                  : column->enumeration->enumeration->name;
        column->type = orm_sql_type_simple(ORM_SQL_ENUM, name);
    }
}

/* `type=`; one that is no text, `VARCHAR(LENGTH)` without quotes, is malformed-annotation and states nothing. */
static OrmStated stated_type(GPtrArray *annotations)
{
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(annotations, i);
        const OrmArgument *type =
            orm_text_equal(annotation->kind, "column") ? orm_annotation_argument(annotation, "type") : NULL;
        OrmStated stated = type != NULL ? orm_value_stated(type->value) : (OrmStated){0};
        if (stated.text != NULL)
            return stated;
    }
    return (OrmStated){0};
}

/* Of a C type that many fields share only the first is mapped. */
static OrmMappedType mapped_type(const OrmLinker *linker, const OrmField *field)
{
    gboolean is_shared = field->bit_field <= 0 && field->type->references > 1;
    const OrmMappedType *known = is_shared ? g_hash_table_lookup(linker->mapped_types, field->type) : NULL;
    if (known != NULL)
        return *known;
    OrmMappedType mapped = orm_map_c_type(field, linker->options->dialect, linker->options->types);
    if (is_shared)
        g_hash_table_insert(linker->mapped_types, (gpointer)field->type, g_memdup2(&mapped, sizeof mapped));
    return mapped;
}

/* Returns FALSE when no column can have this C type and no SQL type is stated. */
static gboolean set_type(const OrmLinker *linker, OrmColumn *column, GPtrArray *annotations)
{
    OrmDialect dialect = linker->options->dialect;
    OrmMappedType mapped = mapped_type(linker, column->field);
    OrmStated stated = stated_type(annotations);
    column->nullable = mapped.nullable;
    column->type_place = column->place;
    set_enum(linker, column, annotations);
    if (stated.text != NULL) {
        column->type = orm_sql_type_parse(stated.text, dialect);
        column->type_place = stated.place;
        column->type_stated = TRUE;
        return TRUE;
    }
    if (!mapped.mapped)
        return FALSE;
    column->type = mapped.type;
    if (column->enumeration->enumeration != NULL)
        set_enum_type(column, dialect);
    return TRUE;
}

/* In rising order: the C type, what embeds it, `nullable`, `not_null`, `null_flag`. */
static void set_nullability(OrmColumn *column, const OrmScope *scope, GPtrArray *annotations)
{
    OrmFlag nullable = orm_flag(annotations, "column", "nullable");
    OrmFlag not_null = orm_flag(annotations, "column", "not_null");
    gboolean unstated =
        nullable.value == ORM_UNKNOWN && not_null.value == ORM_UNKNOWN && column->details->null_flag.text == NULL;
    if (column->table->is_view && unstated)
        column->nullable = ORM_UNKNOWN;
    else if (scope->nullable == ORM_YES && unstated)
        column->nullable = ORM_YES;
    if (nullable.value != ORM_UNKNOWN)
        column->nullable_flag = nullable;
    if (not_null.value != ORM_UNKNOWN)
        column->nullable_flag = (OrmFlag){not_null.value == ORM_YES ? ORM_NO : ORM_YES, not_null.place};
    if (column->details->null_flag.text != NULL)
        column->nullable_flag = (OrmFlag){ORM_YES, column->details->null_flag.place};
    if (column->nullable_flag.value != ORM_UNKNOWN)
        column->nullable = column->nullable_flag.value;
}

/* Interned, as `name` is: without a prefix, as nearly always, it is the name itself. */
static const char *prefixed(const char *prefix, const char *name)
{
    if (prefix[0] == '\0' && name != NULL)
        return name;
    g_autofree char *full = g_strconcat(prefix, name, NULL);
    return orm_intern(full);
}

static void set_name(OrmColumn *column, const OrmScope *scope, GPtrArray *annotations)
{
    OrmStated name = orm_stated_name(annotations, "column");
    column->name = prefixed(scope->prefix, name.text != NULL ? name.text : column->field->name);
    column->name_place = name.text != NULL ? name.place : column->place;
    column->field_path = prefixed(scope->path, column->field->name);
}

OrmColumn *orm_link_column(OrmLinker *linker, const OrmScope *scope, const OrmField *field, GPtrArray *annotations)
{
    OrmColumn *column = orm_column_new(field);
    column->table = scope->table;
    column->model = scope->model;
    column->owner = scope->owner;
    column->inherited_from = scope->inherited_from;
    column->annotations = annotations;
    if (!set_type(linker, column, annotations)) {
        orm_column_free(column);
        return NULL;
    }
    set_name(column, scope, annotations);
    orm_link_column_options(column, annotations);
    set_nullability(column, scope, annotations);
    g_ptr_array_add(scope->table->columns, column);
    orm_link_column_keys(linker, column);
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(annotations, i);
        if (orm_text_equal(annotation->kind, "foreign_key"))
            orm_link_foreign_key(linker, scope, annotation, column);
    }
    return column;
}
