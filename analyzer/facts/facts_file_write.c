/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/facts_file_internal.h"

/* Types repeat: each different one is written once, into a table of its own, and then known by its number. */
typedef struct {
    OrmBytesWriter out;
    OrmPlace last;     /* places are written as what differs from the one before */
    GByteArray *types; /* the table so far */
    GHashTable *known; /* GBytes * of a type -> number from 1 */
    guint type_count;
} Writer;

static void put_names(Writer *writer, const GPtrArray *names)
{
    guint count = names == NULL ? 0 : names->len;
    orm_bytes_put(&writer->out, count);
    for (guint i = 0; i < count; i++)
        orm_bytes_put_string(&writer->out, names->pdata[i]);
}

static void put_place(Writer *writer, const OrmPlace *place)
{
    OrmBytesWriter *out = &writer->out;
    gboolean same_file = place->file == writer->last.file, one_line = place->end_line == place->line;
    orm_bytes_put(out,
                  ORM_PLACE_IS_WRITTEN | (same_file ? ORM_PLACE_SAME_FILE : 0) | (one_line ? ORM_PLACE_ONE_LINE : 0));
    if (!same_file)
        orm_bytes_put_string(out, place->file);
    orm_bytes_put_signed(out, (gint64)place->line - writer->last.line);
    orm_bytes_put(out, place->column);
    if (!one_line)
        orm_bytes_put(out, place->end_line);
    orm_bytes_put_signed(out, one_line ? (gint64)place->end_column - place->column : place->end_column);
    writer->last = *place;
}

static void put_optional_place(Writer *writer, const OrmPlace *place)
{
    if (place->file == NULL && place->line == 0 && place->column == 0 && place->end_line == 0 && place->end_column == 0)
        orm_bytes_put(&writer->out, 0);
    else
        put_place(writer, place);
}

static void put_type_level(Writer *writer, const OrmCType *type)
{
    OrmBytesWriter *out = &writer->out;
    guint flags = (type->is_const ? ORM_TYPE_CONST : 0) | (type->is_volatile ? ORM_TYPE_VOLATILE : 0) |
                  (type->is_atomic ? ORM_TYPE_ATOMIC : 0) | (type->incomplete ? ORM_TYPE_INCOMPLETE : 0) |
                  (type->inner != NULL ? ORM_TYPE_INNER : 0) | (type->names != NULL ? ORM_TYPE_NAMES : 0);
    orm_bytes_put(out, type->kind);
    orm_bytes_put(out, flags);
    orm_bytes_put_string(out, type->spelling);
    orm_bytes_put_string(out, type->canonical);
    orm_bytes_put_string(out, type->tag);
    orm_bytes_put(out, type->bits);
    orm_bytes_put_signed(out, type->length);
    orm_bytes_put(out, type->nullability);
    if (type->names != NULL)
        put_names(writer, type->names);
}

static guint number_type(Writer *writer, const OrmCType *type)
{
    GByteArray *bytes = writer->out.bytes;
    orm_bytes_flush(&writer->out);
    guint start = bytes->len;
    for (; type != NULL; type = type->inner)
        put_type_level(writer, type);
    orm_bytes_flush(&writer->out);
    g_autoptr(GBytes) written = g_bytes_new(bytes->data + start, bytes->len - start);
    g_byte_array_set_size(bytes, start);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(writer->known, written));
    if (number == 0) {
        number = ++writer->type_count;
        g_byte_array_append(writer->types, g_bytes_get_data(written, NULL), (guint)g_bytes_get_size(written));
        g_hash_table_insert(writer->known, g_steal_pointer(&written), GUINT_TO_POINTER(number));
    }
    return number;
}

static void put_arguments(Writer *writer, const GPtrArray *arguments);

static void put_value(Writer *writer, const OrmValue *value)
{
    orm_bytes_put(&writer->out, value->kind);
    orm_bytes_put_string(&writer->out, value->text);
    put_optional_place(writer, &value->place);
    orm_bytes_put(&writer->out, value->items != NULL);
    if (value->items != NULL)
        put_arguments(writer, value->items);
}

static void put_arguments(Writer *writer, const GPtrArray *arguments)
{
    orm_bytes_put(&writer->out, arguments->len);
    for (guint i = 0; i < arguments->len; i++) {
        const OrmArgument *argument = arguments->pdata[i];
        orm_bytes_put_string(&writer->out, argument->key);
        if (argument->key != NULL)
            put_optional_place(writer, &argument->key_place);
        put_value(writer, argument->value);
        put_optional_place(writer, &argument->place);
    }
}

static void put_annotation(Writer *writer, const OrmAnnotation *annotation)
{
    orm_bytes_put_string(&writer->out, annotation->kind);
    put_optional_place(writer, &annotation->place);
    put_optional_place(writer, &annotation->kind_place);
    put_arguments(writer, annotation->arguments);
    orm_bytes_put_string(&writer->out, annotation->syntax_error);
    if (annotation->syntax_error != NULL)
        put_optional_place(writer, &annotation->error_place);
}

static void put_annotations(Writer *writer, const GPtrArray *annotations)
{
    orm_bytes_put(&writer->out, annotations->len);
    for (guint i = 0; i < annotations->len; i++)
        put_annotation(writer, annotations->pdata[i]);
}

static void put_struct(Writer *writer, gconstpointer data)
{
    const OrmStruct *record = data;
    orm_bytes_put_string(&writer->out, record->name);
    put_names(writer, record->typedefs);
    orm_bytes_put(&writer->out, (record->has_tag ? ORM_STRUCT_TAG : 0) | (record->is_union ? ORM_STRUCT_UNION : 0));
    put_optional_place(writer, &record->place);
    orm_bytes_put_string(&writer->out, record->unit);
    put_annotations(writer, record->annotations);
    orm_bytes_put(&writer->out, record->fields->len);
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmField *field = record->fields->pdata[i];
        orm_bytes_put_string(&writer->out, field->name);
        put_optional_place(writer, &field->place);
        orm_bytes_put(&writer->out, number_type(writer, field->type));
        orm_bytes_put_signed(&writer->out, field->bit_field);
        put_annotations(writer, field->annotations);
    }
}

static void put_enum(Writer *writer, gconstpointer data)
{
    const OrmEnum *enumeration = data;
    orm_bytes_put_string(&writer->out, enumeration->name);
    put_names(writer, enumeration->typedefs);
    put_optional_place(writer, &enumeration->place);
    orm_bytes_put(&writer->out, enumeration->constants->len);
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const OrmEnumConstant *constant = &g_array_index(enumeration->constants, OrmEnumConstant, i);
        orm_bytes_put_string(&writer->out, constant->name);
        orm_bytes_put_signed(&writer->out, constant->value);
        orm_bytes_put(&writer->out, constant->explicit_value != FALSE);
        put_optional_place(writer, &constant->place);
    }
}

static void put_on(Writer *writer, gconstpointer data)
{
    const OrmOn *on = data;
    orm_bytes_put_string(&writer->out, on->target);
    orm_bytes_put_string(&writer->out, on->field);
    put_optional_place(writer, &on->where_place);
    put_optional_place(writer, &on->place);
    put_annotation(writer, on->annotation);
}

static void put_allow(Writer *writer, gconstpointer data)
{
    const OrmAllowComment *comment = data;
    put_optional_place(writer, &comment->place);
    orm_bytes_put(&writer->out, comment->whole_file != FALSE);
    orm_bytes_put(&writer->out, comment->first_line);
    orm_bytes_put(&writer->out, comment->last_line);
    orm_bytes_put(&writer->out, comment->rules->len);
    for (guint i = 0; i < comment->rules->len; i++) {
        const OrmAllowedRule *rule = &g_array_index(comment->rules, OrmAllowedRule, i);
        orm_bytes_put_string(&writer->out, rule->name);
        put_optional_place(writer, &rule->place);
    }
    orm_bytes_put_string(&writer->out, comment->reason);
    orm_bytes_put_string(&writer->out, comment->fault);
    put_optional_place(writer, &comment->fault_place);
}

static void put_notice(Writer *writer, gconstpointer data)
{
    const OrmNotice *notice = data;
    orm_bytes_put(&writer->out, notice->level);
    put_optional_place(writer, &notice->place);
    orm_bytes_put_string(&writer->out, notice->message);
}

static void put_records(Writer *writer, const GPtrArray *records, void (*put)(Writer *, gconstpointer))
{
    orm_bytes_put(&writer->out, records->len);
    for (guint i = 0; i < records->len; i++)
        put(writer, records->pdata[i]);
}

/* The types come before the records that name them, though they are known only after these. */
static void insert_types(Writer *writer)
{
    orm_bytes_flush(&writer->out);
    GByteArray *records = g_steal_pointer(&writer->out.bytes);
    writer->out.bytes = g_byte_array_sized_new(records->len + writer->types->len + 16);
    orm_bytes_put(&writer->out, writer->type_count);
    orm_bytes_flush(&writer->out);
    g_byte_array_append(writer->out.bytes, writer->types->data, writer->types->len);
    g_byte_array_append(writer->out.bytes, records->data, records->len);
    g_byte_array_unref(records);
}

GByteArray *orm_facts_encode(const OrmFacts *facts)
{
    Writer writer = {.types = g_byte_array_new()};
    orm_bytes_writer_init(&writer.out);
    writer.known = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    put_names(&writer, facts->files);
    put_records(&writer, facts->structs, put_struct);
    put_records(&writer, facts->enums, put_enum);
    put_records(&writer, facts->ons, put_on);
    put_records(&writer, facts->allows, put_allow);
    put_records(&writer, facts->notices, put_notice);
    insert_types(&writer);
    GByteArray *file = g_byte_array_new();
    orm_frame_write(&writer.out, ORM_FACTS_FILE_MAGIC, ORM_FACTS_FILE_VERSION, file);
    orm_bytes_writer_clear(&writer.out);
    g_byte_array_unref(writer.types);
    g_hash_table_unref(writer.known);
    return file;
}

gboolean orm_facts_file_write(const OrmFacts *facts, const char *file, GError **error)
{
    g_autoptr(GByteArray) bytes = orm_facts_encode(facts);
    return g_file_set_contents_full(file, (const char *)bytes->data, bytes->len, G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                    error);
}
