/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/facts_file_internal.h"

#define DEEPEST_NESTING 1000

typedef struct {
    OrmBytesReader in;
    OrmPlace last;
    GPtrArray *types; /* of OrmCType *: each is copied where it is used */
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

static OrmCType *copy_type(const OrmCType *type)
{
    OrmCType *first = NULL, **to = &first;
    for (; type != NULL; type = type->inner) {
        *to = g_memdup2(type, sizeof *type);
        if (type->names != NULL)
            (*to)->names = g_ptr_array_copy(type->names, NULL, NULL);
        to = &(*to)->inner;
    }
    return first;
}

static OrmCType *get_type(Reader *reader)
{
    guint number = orm_bytes_get_limited(&reader->in, reader->types->len);
    if (number > 0)
        return copy_type(reader->types->pdata[number - 1]);
    orm_bytes_fail(&reader->in, "a field has no type");
    return orm_c_type_new(ORM_C_OTHER);
}

static void get_arguments(Reader *reader, GPtrArray *arguments);

static OrmValue *get_value(Reader *reader)
{
    guint kind = orm_bytes_get_limited(&reader->in, ORM_VALUE_LIST);
    const char *text = orm_bytes_get_string(&reader->in);
    OrmValue *value = orm_value_new((OrmValueKind)kind, text, get_place(reader));
    gboolean items = orm_bytes_get_limited(&reader->in, 1) != 0;
    if ((text == NULL) != (kind == ORM_VALUE_LIST) || items != (kind == ORM_VALUE_LIST || kind == ORM_VALUE_CALL))
        orm_bytes_fail(&reader->in, "a value does not hold what its kind does");
    else if (items && reader->depth == DEEPEST_NESTING)
        orm_bytes_fail(&reader->in, "values are nested too deeply");
    reader->depth++;
    if (items && !failed(reader))
        get_arguments(reader, value->items);
    reader->depth--;
    return value;
}

static void get_arguments(Reader *reader, GPtrArray *arguments)
{
    guint count = orm_bytes_get_count(&reader->in);
    for (guint i = 0; i < count && !failed(reader); i++) {
        const char *key = orm_bytes_get_string(&reader->in);
        OrmPlace key_place = key == NULL ? ORM_PLACE_UNKNOWN : get_place(reader);
        OrmValue *value = get_value(reader);
        g_ptr_array_add(arguments, orm_argument_new(key, key_place, value, get_place(reader)));
    }
}

static OrmAnnotation *get_annotation(Reader *reader)
{
    const char *kind = get_required(reader);
    OrmAnnotation *annotation = orm_annotation_new(kind, get_place(reader));
    annotation->kind_place = get_place(reader);
    get_arguments(reader, annotation->arguments);
    annotation->syntax_error = orm_bytes_get_string(&reader->in);
    if (annotation->syntax_error != NULL)
        annotation->error_place = get_place(reader);
    return annotation;
}

static void get_annotations(Reader *reader, GPtrArray *annotations)
{
    guint count = orm_bytes_get_count(&reader->in);
    for (guint i = 0; i < count && !failed(reader); i++)
        g_ptr_array_add(annotations, get_annotation(reader));
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
    get_annotations(reader, record->annotations);
    guint count = orm_bytes_get_count(&reader->in);
    for (guint i = 0; i < count && !failed(reader); i++) {
        const char *name = orm_bytes_get_string(&reader->in);
        OrmPlace place = get_place(reader);
        OrmField *field = orm_field_new(name, place, get_type(reader));
        gint64 width = orm_bytes_get_signed(&reader->in);
        field->bit_field = (gint)CLAMP(width, -1, G_MAXINT);
        get_annotations(reader, field->annotations);
        g_ptr_array_add(record->fields, field);
    }
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
    Reader reader = {.types = g_ptr_array_new_with_free_func((GDestroyNotify)orm_c_type_free)};
    orm_bytes_reader_init(&reader.in, records, inner);
    g_autoptr(OrmFacts) facts = get_facts(&reader);
    g_ptr_array_unref(reader.types);
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
