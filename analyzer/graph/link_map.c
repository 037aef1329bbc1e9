/* SPDX-License-Identifier: MIT */
/* Models by convention: annotates what the configuration's `map` matches, as if it stood in the source. */
#include "analyzer/graph/link_internal.h"

#include <string.h>

#include "analyzer/graph/vocabulary.h"

/* A struct with the entry that maps it. */
typedef struct {
    OrmLinker *linker;
    const OrmMapEntry *entry;
    OrmStruct *record;
    OrmStar star; /* what the entry's `*` stands for */
} Mapping;

static OrmAnnotation *convention(OrmLinker *linker, const char *kind, OrmPlace place)
{
    OrmAnnotation *annotation = orm_annotation_new(kind, place);
    annotation->kind_place = place;
    g_ptr_array_add(linker->graph->conventions, annotation);
    return annotation;
}

static OrmAnnotation *annotate_struct(const Mapping *mapping, const char *kind)
{
    OrmAnnotation *annotation = convention(mapping->linker, kind, mapping->record->place);
    orm_linker_attach_to_struct(mapping->linker, mapping->record, annotation);
    return annotation;
}

static OrmAnnotation *annotate_field(const Mapping *mapping, const OrmField *field, const char *kind)
{
    OrmAnnotation *annotation = convention(mapping->linker, kind, field->place);
    orm_linker_attach_to_field(mapping->linker, field, annotation);
    return annotation;
}

static void add_name(OrmAnnotation *annotation, const char *name)
{
    OrmValue *value = orm_value_new(ORM_VALUE_STRING, name, annotation->place);
    g_ptr_array_add(annotation->arguments, orm_argument_new(NULL, (OrmPlace){0}, value, annotation->place));
}

static gboolean has_any(GPtrArray *annotations, const char *const *kinds)
{
    for (; *kinds != NULL; kinds++)
        if (orm_find_annotation(annotations, *kinds) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean is_listed(const GPtrArray *patterns, const char *name)
{
    for (guint i = 0; patterns != NULL && i < patterns->len; i++)
        if (g_pattern_match_simple(g_ptr_array_index(patterns, i), name))
            return TRUE;
    return FALSE;
}

/* The column's name by the entry; free with g_free. */
static char *column_name(const OrmMapEntry *entry, const char *field)
{
    OrmStar star = {field, strlen(field)};
    gsize prefix = entry->prefix != NULL ? strlen(entry->prefix) : 0;
    gsize suffix = entry->suffix != NULL ? strlen(entry->suffix) : 0;
    if (prefix > 0 && star.length > prefix && g_str_has_prefix(field, entry->prefix)) {
        star.text += prefix;
        star.length -= prefix;
    }
    if (suffix > 0 && star.length > suffix && g_str_has_suffix(field, entry->suffix))
        star.length -= suffix;
    return orm_star_fill(entry->column != NULL ? entry->column : "*", star);
}

static void map_field(const Mapping *mapping, const OrmField *field)
{
    static const char *const no_columns[] = {"ignore", "relationship", "embed", NULL};
    static const char *const stated[] = {"column", "foreign_key", "enum", "relationship", "embed", "ignore", NULL};
    if (field->name == NULL)
        return;
    GPtrArray *annotations = orm_linker_field_annotations(mapping->linker, field);
    if (is_listed(mapping->entry->ignore, field->name)) {
        if (!has_any(annotations, stated))
            annotate_field(mapping, field, "ignore");
        return;
    }
    g_autofree char *name = column_name(mapping->entry, field->name);
    if (has_any(annotations, no_columns) || orm_stated_name(annotations, "column").text != NULL ||
        strcmp(name, field->name) == 0)
        return;
    add_name(annotate_field(mapping, field, "column"), name);
}

/* Whether a field becomes the column of that name, or has it for its own. */
static gboolean has_column(const Mapping *mapping, const char *name)
{
    for (guint i = 0; i < mapping->record->fields->len; i++) {
        const OrmField *field = g_ptr_array_index(mapping->record->fields, i);
        if (field->name == NULL)
            continue;
        GPtrArray *annotations = orm_linker_field_annotations(mapping->linker, field);
        OrmStated stated = orm_stated_name(annotations, "column");
        if (orm_find_annotation(annotations, "ignore") == NULL &&
            g_ascii_strcasecmp(stated.text != NULL ? stated.text : field->name, name) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean states_key(const Mapping *mapping, GPtrArray *annotations)
{
    gboolean stated = orm_find_annotation(annotations, "primary_key") != NULL ||
                      orm_flag(annotations, "index", "primary_key").value == ORM_YES;
    for (guint i = 0; !stated && i < mapping->record->fields->len; i++) {
        GPtrArray *of_field =
            orm_linker_field_annotations(mapping->linker, g_ptr_array_index(mapping->record->fields, i));
        stated = orm_flag(of_field, "column", "primary_key").value == ORM_YES;
    }
    return stated;
}

static void map_key(const Mapping *mapping, GPtrArray *annotations)
{
    const GPtrArray *columns = mapping->entry->primary_key;
    if (columns == NULL || states_key(mapping, annotations))
        return;
    for (guint i = 0; i < columns->len; i++)
        if (!has_column(mapping, g_ptr_array_index(columns, i)))
            return;
    OrmAnnotation *key = annotate_struct(mapping, "primary_key");
    for (guint i = 0; i < columns->len; i++)
        add_name(key, g_ptr_array_index(columns, i));
}

static void map_struct(const Mapping *mapping)
{
    static const char *const models[] = {"table", "abstract", "inherits", NULL};
    GPtrArray *annotations = orm_linker_struct_annotations(mapping->linker, mapping->record);
    if (has_any(annotations, models))
        return;
    OrmAnnotation *table = annotate_struct(mapping, "table");
    if (mapping->entry->table != NULL) {
        g_autofree char *name = orm_star_fill(mapping->entry->table, mapping->star);
        add_name(table, name);
    }
    for (guint i = 0; i < mapping->record->fields->len; i++)
        map_field(mapping, g_ptr_array_index(mapping->record->fields, i));
    map_key(mapping, annotations);
}

/* Whether the entry is about the struct: by its tag, else by a typedef name. */
static gboolean is_matched(const OrmMapEntry *entry, const OrmStruct *record, OrmStar *star)
{
    if (record->is_union || !orm_struct_pattern_covers(entry->structs, record->place.file))
        return FALSE;
    if (record->has_tag && orm_struct_pattern_names(entry->structs, record->name, strlen(record->name), star))
        return TRUE;
    for (guint i = 0; record->typedefs != NULL && i < record->typedefs->len; i++) {
        const char *name = g_ptr_array_index(record->typedefs, i);
        if (orm_struct_pattern_names(entry->structs, name, strlen(name), star))
            return TRUE;
    }
    return FALSE;
}

/* The last entry that matches counts; `used` gets all that do. */
static void map_by_entries(OrmLinker *linker, OrmStruct *record, GHashTable *used)
{
    Mapping mapping = {.linker = linker, .record = record};
    for (guint i = 0; i < linker->options->map->len; i++) {
        const OrmMapEntry *entry = g_ptr_array_index(linker->options->map, i);
        OrmStar star;
        if (!is_matched(entry, record, &star))
            continue;
        g_hash_table_add(used, (gpointer)entry);
        mapping.entry = entry;
        mapping.star = star;
    }
    if (mapping.entry != NULL)
        map_struct(&mapping);
}

void orm_link_map(OrmLinker *linker)
{
    OrmFacts *facts = linker->graph->facts;
    const GPtrArray *map = linker->options->map;
    g_autoptr(GHashTable) used = g_hash_table_new(NULL, NULL);
    for (guint i = 0; map != NULL && i < facts->structs->len; i++)
        map_by_entries(linker, g_ptr_array_index(facts->structs, i), used);
    for (guint i = 0; map != NULL && i < map->len; i++) {
        const OrmMapEntry *entry = g_ptr_array_index(map, i);
        if (!g_hash_table_contains(used, entry))
            orm_facts_notice(facts, ORM_NOTICE_WARNING, entry->place,
                             "this entry of `map` matches nothing: no struct called `%s` was read",
                             entry->structs->name);
    }
}
