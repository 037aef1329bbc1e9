/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

static const OrmField *find_field(const OrmStruct *record, const OrmField *wanted)
{
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmField *field = g_ptr_array_index(record->fields, i);
        if (field->name == wanted->name)
            return field;
    }
    return NULL;
}

static gboolean same_annotations(const GPtrArray *left, const GPtrArray *right)
{
    if (left->len != right->len)
        return FALSE;
    for (guint i = 0; i < left->len; i++) {
        if (!orm_annotation_equal(g_ptr_array_index(left, i), g_ptr_array_index(right, i)))
            return FALSE;
    }
    return TRUE;
}

/* One difference between two readings of a struct. */
typedef struct {
    char *text; /* what follows the model's name in the message; owned */
    OrmPlace place, other_place;
} Difference;

/* "in src/a.c", "with -DX": a reading is named by its file, or by the flags that tell it from the others. */
static char *reading_of(const OrmStruct *record)
{
    gboolean by_flags = g_str_has_prefix(record->unit, "with");
    return g_strconcat(by_flags ? "" : "in ", record->unit, NULL);
}

/* A field that `record` has and `other` lacks. */
static gboolean find_extra(const OrmStruct *record, const OrmStruct *other, Difference *difference)
{
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmField *field = g_ptr_array_index(record->fields, i);
        if (find_field(other, field))
            continue;
        g_autofree char *here = reading_of(record), *there = reading_of(other);
        difference->text =
            g_strdup_printf("has field `%s` %s but not %s", field->name ? field->name : "(anonymous)", here, there);
        difference->place = field->place;
        difference->other_place = other->place;
        return TRUE;
    }
    return FALSE;
}

/* A field of both that differs in type or annotations. */
static gboolean find_changed(const OrmStruct *record, const OrmStruct *other, Difference *difference)
{
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmField *field = g_ptr_array_index(record->fields, i);
        const OrmField *twin = find_field(other, field);
        if (!twin)
            continue;
        g_autofree char *here = reading_of(record), *there = reading_of(other);
        if (!orm_c_type_equal(field->type, twin->type) || field->bit_field != twin->bit_field)
            difference->text = g_strdup_printf("has field `%s` as `%s` %s but as `%s` %s", field->name,
                                               field->type->spelling, here, twin->type->spelling, there);
        else if (!same_annotations(field->annotations, twin->annotations))
            difference->text =
                g_strdup_printf("has other annotations on field `%s` %s than %s", field->name, here, there);
        else
            continue;
        difference->place = field->place;
        difference->other_place = twin->place;
        return TRUE;
    }
    return FALSE;
}

static Difference find_difference(const OrmStruct *record, const OrmStruct *other)
{
    Difference difference = {.place = record->place, .other_place = other->place};
    if (find_extra(record, other, &difference) || find_extra(other, record, &difference) ||
        find_changed(record, other, &difference))
        return difference;
    g_autofree char *here = reading_of(record), *there = reading_of(other);
    gboolean reordered = same_annotations(record->annotations, other->annotations);
    difference.text = g_strdup_printf(
        reordered ? "has its fields in another order %s than %s" : "has other annotations %s than %s", here, there);
    return difference;
}

static void check_model(OrmRun *run, const OrmModel *model)
{
    if (!model->variant)
        return;
    Difference difference = find_difference(model->record, model->variant);
    OrmFinding *finding =
        orm_report(run, model->place, orm_about_model(model), "`struct %s` %s", model->name, difference.text);
    orm_finding_help(finding, "define the model once, in a header that means the same in every unit");
    if (orm_place_compare(&difference.place, &model->place) != 0)
        orm_finding_related(finding, difference.place, "the difference is here");
    if (orm_place_compare(&difference.other_place, &difference.place) != 0 &&
        orm_place_compare(&difference.other_place, &model->place) != 0)
        orm_finding_related(finding, difference.other_place, "and here");
    g_free(difference.text);
}

const OrmRule orm_rule_model_differs_across_tus = {
    .name = "model-differs-across-tus",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A model has other columns in one translation unit, or under other `-D` flags, than in another.",
    .why = "Each unit compiles by itself and the linker compares no structs, so one part of the program lays the "
           "struct out with a field that the other does not know: members are read at the wrong offsets, and one "
           "part writes a column that the other never loads. The table, too, exists only once. It happens when a "
           "field stands under an `#ifdef` whose macro is not set for all units alike, or when a definition is "
           "copied and one copy changes.",
    .fix = "Define the model once, in one header. Make optional columns depend on a macro of the whole build, or "
           "make them nullable and keep them always.",
    .model = check_model,
};
