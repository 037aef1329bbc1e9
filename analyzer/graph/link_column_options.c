/* SPDX-License-Identifier: MIT */
/* What ORM_COLUMN states of a column beside its name, type and nullability. */
#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/vocabulary.h"

static OrmIdentity identity_of(OrmStated stated)
{
    if (stated.text == NULL)
        return ORM_IDENTITY_NONE;
    return g_ascii_strcasecmp(stated.text, "always") == 0 ? ORM_IDENTITY_ALWAYS : ORM_IDENTITY_BY_DEFAULT;
}

static void set_identity(OrmColumn *column, GPtrArray *annotations)
{
    OrmFlag flag = orm_flag(annotations, "column", "identity");
    OrmStated stated = orm_stated(annotations, "column", "identity");
    column->identity = flag.value == ORM_YES ? ORM_IDENTITY_BY_DEFAULT : identity_of(stated);
    if (column->identity != ORM_IDENTITY_NONE)
        orm_column_own_details(column)->identity_place = flag.value == ORM_YES ? flag.place : stated.place;
}

static OrmGenerated generated_of(const OrmColumn *column, GPtrArray *annotations)
{
    if (column->details->computed.text == NULL)
        return ORM_GENERATED_NONE;
    if (orm_flag(annotations, "column", "stored").value == ORM_YES)
        return ORM_GENERATED_STORED;
    return orm_flag(annotations, "column", "virtual").value == ORM_YES ? ORM_GENERATED_VIRTUAL : ORM_GENERATED_UNSTATED;
}

/* The text of a key goes into the details, unless an annotation before stated it. */
static void set_text(OrmColumn *column, const OrmAnnotation *annotation, const char *key)
{
    static const struct {
        const char *key;
        gsize offset;
    } texts[] = {{"default", G_STRUCT_OFFSET(OrmColumnDetails, default_value)},
                 {"server_default", G_STRUCT_OFFSET(OrmColumnDetails, server_default)},
                 {"onupdate", G_STRUCT_OFFSET(OrmColumnDetails, onupdate)},
                 {"server_onupdate", G_STRUCT_OFFSET(OrmColumnDetails, server_onupdate)},
                 {"computed", G_STRUCT_OFFSET(OrmColumnDetails, computed)},
                 {"comment", G_STRUCT_OFFSET(OrmColumnDetails, comment)},
                 {"collate", G_STRUCT_OFFSET(OrmColumnDetails, collation)},
                 {"null_flag", G_STRUCT_OFFSET(OrmColumnDetails, null_flag)},
                 {"length", G_STRUCT_OFFSET(OrmColumnDetails, length_field)},
                 {"renamed_from", G_STRUCT_OFFSET(OrmColumnDetails, renamed_from)},
                 {"charset", G_STRUCT_OFFSET(OrmColumnDetails, charset)},
                 {"increment", G_STRUCT_OFFSET(OrmColumnDetails, increment)},
                 {"ignored_reference", G_STRUCT_OFFSET(OrmColumnDetails, ignored_reference)}};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (!orm_text_equal(texts[i].key, key) ||
            G_STRUCT_MEMBER(OrmStated, column->details, texts[i].offset).text != NULL)
            continue;
        OrmStated stated = orm_annotation_text(annotation, key);
        if (stated.text != NULL)
            G_STRUCT_MEMBER(OrmStated, orm_column_own_details(column), texts[i].offset) = stated;
    }
}

static void set_texts(OrmColumn *column, GPtrArray *annotations)
{
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(annotations, i);
        if (!orm_text_equal(annotation->kind, "column"))
            continue;
        for (guint k = 0; k < annotation->arguments->len; k++) {
            const OrmArgument *argument = g_ptr_array_index(annotation->arguments, k);
            if (argument->key != NULL)
                set_text(column, annotation, argument->key);
        }
    }
}

static void set_flags(OrmColumn *column, GPtrArray *annotations)
{
    static const struct {
        const char *key;
        gsize offset;
    } flags[] = {{"primary_key", G_STRUCT_OFFSET(OrmColumnFlags, primary_key)},
                 {"unique", G_STRUCT_OFFSET(OrmColumnFlags, unique)},
                 {"index", G_STRUCT_OFFSET(OrmColumnFlags, index)},
                 {"autoincrement", G_STRUCT_OFFSET(OrmColumnFlags, autoincrement)},
                 {"version", G_STRUCT_OFFSET(OrmColumnFlags, version)}};
    for (gsize i = 0; i < G_N_ELEMENTS(flags); i++) {
        OrmFlag flag = orm_flag(annotations, "column", flags[i].key);
        if (flag.value != ORM_UNKNOWN)
            G_STRUCT_MEMBER(OrmFlag, orm_column_own_flags(column), flags[i].offset) = flag;
    }
}

void orm_link_column_options(OrmColumn *column, GPtrArray *annotations)
{
    if (orm_find_annotation(annotations, "column") == NULL)
        return;
    set_flags(column, annotations);
    set_texts(column, annotations);
    set_identity(column, annotations);
    column->generated = generated_of(column, annotations);
}
