/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/facts_file_internal.h"

#define DEEPEST_NESTING 1000
/* Room for that many is made before they are read: what a damaged file counts may be far more than what it holds. */
#define MOST_RESERVED 16

typedef struct {
    OrmBytesReader in;
    OrmPlace last;
    GPtrArray *types;          /* of OrmCType * */
    GPtrArray *no_annotations; /* what all fields without any share */
    guint depth;
} Reader;

static gboolean failed(const Reader *reader)
{
    return reader->in.fault != NULL;
}

/* A string without which the record makes no sense. */
static const char *get_required(Reader *reader)
{
    const char *string = orm_bytes_get_string(&reader->in);
    if (string == NULL)
        orm_bytes_fail(&reader->in, "a name is missing");
    return string == NULL ? "" : string;
}

static void get_names(Reader *reader, GPtrArray *names)
{
    guint count = orm_bytes_get_count(&reader->in);
    for (guint i = 0; i < count && !failed(reader); i++)
        g_ptr_array_add(names, (gpointer)get_required(reader));
}

static guint add_signed(Reader *reader, guint base)
{
    gint64 sum = orm_bytes_get_signed(&reader->in);
    if (sum >= -(gint64)G_MAXUINT32 && sum <= (gint64)G_MAXUINT32 && base + sum >= 0 && base + sum <= G_MAXUINT32)
        return (guint)(base + sum);
    orm_bytes_fail(&reader->in, "a place is out of range");
    return 0;
}

static OrmPlace get_place(Reader *reader)
{
    guint flags = orm_bytes_get_limited(&reader->in, ORM_PLACE_FLAGS);
    OrmPlace place = ORM_PLACE_UNKNOWN;
    if (flags == 0)
        return place;
    if ((flags & ORM_PLACE_IS_WRITTEN) == 0)
        orm_bytes_fail(&reader->in, "a place is written wrongly");
    place.file = (flags & ORM_PLACE_SAME_FILE) != 0 ? reader->last.file : orm_bytes_get_string(&reader->in);
    place.line = add_signed(reader, reader->last.line);
    place.column = orm_bytes_get_limited(&reader->in, G_MAXUINT32);
    gboolean one_line = (flags & ORM_PLACE_ONE_LINE) != 0;
    place.end_line = one_line ? place.line : orm_bytes_get_limited(&reader->in, G_MAXUINT32);
    place.end_column = add_signed(reader, one_line ? place.column : 0);
    reader->last = place;
    return place;
}

static OrmCType *get_type_level(Reader *reader, gboolean *more)
{
    OrmCType *type = orm_c_type_new((OrmCKind)orm_bytes_get_limited(&reader->in, ORM_C_OTHER));
    guint flags = orm_bytes_get_limited(&reader->in, ORM_TYPE_FLAGS);
    type->is_const = (flags & ORM_TYPE_CONST) != 0;
    type->is_volatile = (flags & ORM_TYPE_VOLATILE) != 0;
    type->is_atomic = (flags & ORM_TYPE_ATOMIC) != 0;
    type->incomplete = (flags & ORM_TYPE_INCOMPLETE) != 0;
    type->spelling = orm_bytes_get_string(&reader->in);
    type->canonical = orm_bytes_get_string(&reader->in);
    type->tag = orm_bytes_get_string(&reader->in);
    type->bits = orm_bytes_get_limited(&reader->in, G_MAXUINT32);
    type->length = orm_bytes_get_signed(&reader->in);
    type->nullability = (OrmNullability)orm_bytes_get_limited(&reader->in, ORM_NULLABILITY_NULLABLE);
    if ((flags & ORM_TYPE_NAMES) != 0) {
        type->names = g_ptr_array_new();
        get_names(reader, type->names);
    }
    *more = (flags & ORM_TYPE_INNER) != 0;
    if (*more != (type->kind == ORM_C_POINTER || type->kind == ORM_C_ARRAY))
        orm_bytes_fail(&reader->in, "a type does not hold what its kind does");
    return type;
}

static void get_types(Reader *reader)
{
    guint count = orm_bytes_get_count(&reader->in);
    for (guint i = 0; i < count && !failed(reader); i++) {
        gboolean more = FALSE;
        OrmCType *type = get_type_level(reader, &more);
        g_ptr_array_add(reader->types, type);
        for (; more && !failed(reader); type = type->inner)
            type->inner = get_type_level(reader, &more);
    }
}

static const OrmCType *get_type(Reader *reader)
{
    guint number = orm_bytes_get_limited(&reader->in, reader->types->len);
    if (number > 0)
        return orm_c_type_ref(reader->types->pdata[number - 1]);
    orm_bytes_fail(&reader->in, "a field has no type");
    return orm_c_type_new(ORM_C_OTHER);
}

static GPtrArray *get_arguments(Reader *reader);

static OrmValue *get_value(Reader *reader)
{
    OrmValue *value = g_new(OrmValue, 1);
    value->kind = (OrmValueKind)orm_bytes_get_limited(&reader->in, ORM_VALUE_LIST);
    value->text = orm_bytes_get_string(&reader->in);
    value->items = NULL;
    value->place = get_place(reader);
    gboolean items = orm_bytes_get_limited(&reader->in, 1) != 0;
    gboolean is_list = value->kind == ORM_VALUE_LIST;
    if ((value->text == NULL) != is_list || items != (is_list || value->kind == ORM_VALUE_CALL))
        orm_bytes_fail(&reader->in, "a value does not hold what its kind does");
    else if (items && reader->depth == DEEPEST_NESTING)
        orm_bytes_fail(&reader->in, "values are nested too deeply");
    reader->depth++;
    if (items)
        value->items = get_arguments(reader);
    reader->depth--;
    return value;
}

static OrmArgument *get_argument(Reader *reader)
{
    OrmArgument *argument = g_new(OrmArgument, 1);
    argument->key = orm_bytes_get_string(&reader->in);
    argument->key_place = argument->key == NULL ? ORM_PLACE_UNKNOWN : get_place(reader);
    argument->value = get_value(reader);
    argument->place = get_place(reader);
    return argument;
}

static GPtrArray *get_arguments(Reader *reader)
{
    guint count = orm_bytes_get_count(&reader->in);
    GPtrArray *arguments = g_ptr_array_new_full(MIN(count, MOST_RESERVED), (GDestroyNotify)orm_argument_free);
    for (guint i = 0; i < count && !failed(reader); i++)
        g_ptr_array_add(arguments, get_argument(reader));
    return arguments;
}

static OrmAnnotation *get_annotation(Reader *reader)
{
    OrmAnnotation *annotation = g_new0(OrmAnnotation, 1);
    annotation->kind = get_required(reader);
    annotation->place = get_place(reader);
    annotation->kind_place = get_place(reader);
    annotation->arguments = get_arguments(reader);
    annotation->syntax_error = orm_bytes_get_string(&reader->in);
    if (annotation->syntax_error != NULL)
        annotation->error_place = get_place(reader);
    return annotation;
}

static GPtrArray *get_annotations(Reader *reader)
{
    guint count = orm_bytes_get_count(&reader->in);
    if (count == 0)
        return g_ptr_array_ref(reader->no_annotations);
    GPtrArray *annotations = g_ptr_array_new_full(MIN(count, MOST_RESERVED), (GDestroyNotify)orm_annotation_free);
    for (guint i = 0; i < count && !failed(reader); i++)
        g_ptr_array_add(annotations, get_annotation(reader));
    return annotations;
}

static OrmField *get_field(Reader *reader)
{
    OrmField *field = g_new(OrmField, 1);
    field->name = orm_bytes_get_string(&reader->in);
    field->place = get_place(reader);
    field->type = get_type(reader);
    gint64 width = orm_bytes_get_signed(&reader->in);
    field->bit_field = (gint)CLAMP(width, -1, G_MAXINT);
    field->annotations = get_annotations(reader);
    return field;
}

static gpointer get_struct(Reader *reader)
{
    OrmStruct *record = orm_struct_new(get_required(reader), ORM_PLACE_UNKNOWN);
    get_names(reader, record->typedefs);
    guint flags = orm_bytes_get_limited(&reader->in, ORM_STRUCT_FLAGS);
    record->has_tag = (flags & ORM_STRUCT_TAG) != 0;
    record->is_union = (flags & ORM_STRUCT_UNION) != 0;
    record->place = get_place(reader);
    record->unit = orm_bytes_get_string(&reader->in);
    g_ptr_array_unref(record->annotations);
    record->annotations = get_annotations(reader);
    guint count = orm_bytes_get_count(&reader->in);
    for (guint i = 0; i < count && !failed(reader); i++)
        g_ptr_array_add(record->fields, get_field(reader));
    return record;
}

static gpointer get_enum(Reader *reader)
{
    OrmEnum *enumeration = orm_enum_new(get_required(reader), ORM_PLACE_UNKNOWN);
    get_names(reader, enumeration->typedefs);
    enumeration->place = get_place(reader);
    guint count = orm_bytes_get_count(&reader->in);
    for (guint i = 0; i < count && !failed(reader); i++) {
        OrmEnumConstant constant = {.name = get_required(reader)};
        constant.value = orm_bytes_get_signed(&reader->in);
        constant.explicit_value = orm_bytes_get_limited(&reader->in, 1) != 0;
        constant.place = get_place(reader);
        g_array_append_val(enumeration->constants, constant);
    }
    return enumeration;
}

static gpointer get_on(Reader *reader)
{
    OrmOn *on = g_new0(OrmOn, 1);
    on->target = orm_bytes_get_string(&reader->in);
    on->field = orm_bytes_get_string(&reader->in);
    on->where_place = get_place(reader);
    on->place = get_place(reader);
    on->annotation = get_annotation(reader);
    return on;
}

static gpointer get_allow(Reader *reader)
{
    OrmAllowComment *comment = orm_allow_comment_new(get_place(reader));
    comment->whole_file = orm_bytes_get_limited(&reader->in, 1) != 0;
    comment->first_line = orm_bytes_get_limited(&reader->in, G_MAXUINT32);
    comment->last_line = orm_bytes_get_limited(&reader->in, G_MAXUINT32);
    guint count = orm_bytes_get_count(&reader->in);
    for (guint i = 0; i < count && !failed(reader); i++) {
        OrmAllowedRule rule = {.name = get_required(reader)};
        rule.place = get_place(reader);
        g_array_append_val(comment->rules, rule);
    }
    comment->reason = orm_bytes_get_string(&reader->in);
    comment->fault = orm_bytes_get_string(&reader->in);
    comment->fault_place = get_place(reader);
    return comment;
}

static gpointer get_notice(Reader *reader)
{
    OrmNotice *notice = g_new0(OrmNotice, 1);
    notice->level = (OrmNoticeLevel)orm_bytes_get_limited(&reader->in, ORM_NOTICE_INFO);
    notice->place = get_place(reader);
    notice->message = get_required(reader);
    return notice;
}

static void get_records(Reader *reader, GPtrArray *records, gpointer (*get)(Reader *))
{
    guint count = orm_bytes_get_count(&reader->in);
    for (guint i = 0; i < count && !failed(reader); i++)
        g_ptr_array_add(records, get(reader));
}

static OrmFacts *get_facts(Reader *reader)
{
    OrmFacts *facts = orm_facts_new();
    get_types(reader);
    get_names(reader, facts->files);
    get_records(reader, facts->structs, get_struct);
    get_records(reader, facts->enums, get_enum);
    get_records(reader, facts->ons, get_on);
    get_records(reader, facts->allows, get_allow);
    get_records(reader, facts->notices, get_notice);
    if (reader->in.at != reader->in.end)
        orm_bytes_fail(&reader->in, "something follows the records");
    return facts;
}

OrmFacts *orm_facts_decode(const guint8 *data, gsize length, const char *name, GError **error)
{
    gsize inner = 0;
    const guint8 *records =
        orm_frame_read(data, length, ORM_FACTS_FILE_MAGIC, ORM_FACTS_FILE_VERSION, name, &inner, error);
    if (records == NULL)
        return NULL;
    Reader reader = {.types = g_ptr_array_new_with_free_func((GDestroyNotify)orm_c_type_unref),
                     .no_annotations = g_ptr_array_new_with_free_func((GDestroyNotify)orm_annotation_free)};
    orm_bytes_reader_init(&reader.in, records, inner);
    g_autoptr(OrmFacts) facts = get_facts(&reader);
    g_ptr_array_unref(reader.types);
    g_ptr_array_unref(reader.no_annotations);
    orm_bytes_reader_clear(&reader.in);
    if (!failed(&reader))
        return g_steal_pointer(&facts);
    g_set_error(error, ORM_FACTS_FILE_ERROR, ORM_FACTS_FILE_DAMAGED, "%s: damaged: %s", name, reader.in.fault);
    return NULL;
}

OrmFacts *orm_facts_file_read(const char *file, GError **error)
{
    g_autoptr(GMappedFile) map = g_mapped_file_new(file, FALSE, error);
    if (map == NULL) {
        g_prefix_error(error, "%s: ", file);
        return NULL;
    }
    return orm_facts_decode((const guint8 *)g_mapped_file_get_contents(map), g_mapped_file_get_length(map), file,
                            error);
}
