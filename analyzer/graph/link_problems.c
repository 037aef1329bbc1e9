/* SPDX-License-Identifier: MIT */
/* What is wrong with the annotations themselves: checked once per struct and field, wherever they land. */
#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/vocabulary.h"

/* Problems added since `first` belong to this struct and field. */
static void own_problems(OrmLinker *linker, guint first, OrmModel *model, const OrmStruct *record,
                         const OrmField *field)
{
    for (guint i = first; i < linker->graph->problems->len; i++) {
        OrmProblem *problem = g_ptr_array_index(linker->graph->problems, i);
        problem->model = model;
        problem->record = record;
        problem->field = field;
    }
}

static void check_annotations(OrmLinker *linker, GPtrArray *annotations, OrmSubjectKind subject)
{
    for (guint i = 0; i < annotations->len; i++)
        orm_vocabulary_check(g_ptr_array_index(annotations, i), subject, linker->graph->problems);
    orm_vocabulary_check_together(annotations, subject, linker->graph->problems);
}

static gboolean needs_table(const OrmAnnotation *annotation)
{
    static const char *const kinds[] = {"primary_key",  "unique",   "index",       "check",  "foreign_key",
                                        "exclude",      "inherits", "polymorphic", "column", "embed",
                                        "relationship", "enum",     NULL};
    return g_strv_contains(kinds, annotation->kind);
}

static const OrmAnnotation *first_that_needs_table(GPtrArray *annotations)
{
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(annotations, i);
        if (needs_table(annotation))
            return annotation;
    }
    return NULL;
}

/* One finding per struct: its first annotation that only a model can have. */
static void check_misplaced(OrmLinker *linker, OrmModel *model, const OrmStruct *record)
{
    gboolean is_model = model != NULL && (model->table != NULL || model->is_abstract);
    if (is_model || g_hash_table_contains(linker->used_records, record))
        return;
    GPtrArray *on_struct = orm_linker_struct_annotations(linker, record);
    const OrmAnnotation *misplaced = first_that_needs_table(on_struct);
    const OrmField *field = NULL;
    for (guint i = 0; misplaced == NULL && i < record->fields->len; i++) {
        field = g_ptr_array_index(record->fields, i);
        GPtrArray *on_field = orm_linker_field_annotations(linker, field);
        misplaced = first_that_needs_table(on_field);
    }
    if (misplaced == NULL)
        return;
    g_autofree char *macro = g_ascii_strup(misplaced->kind, -1);
    guint first = linker->graph->problems->len;
    OrmProblem *problem = orm_problem_add(linker->graph->problems, ORM_PROBLEM_MISPLACED, misplaced->kind_place,
                                          "ORM_%s stands in struct `%s`, which maps to no table", macro, record->name);
    problem->help = orm_intern(
        "add ORM_TABLE(...) to the struct, ORM_ABSTRACT() if models inherit or embed it, or remove the annotation");
    problem->related_place = record->place;
    problem->related_message = "the struct has neither ORM_TABLE nor ORM_ABSTRACT, and no model embeds it";
    own_problems(linker, first, model, record, misplaced != NULL ? field : NULL);
}

/* An option that names a field of the same struct, which must be there. */
static const struct {
    const char *kind, *key;
} field_options[] = {{"relationship", "count"}, {"column", "null_flag"}, {"column", "length"}};

static gboolean has_field(const OrmStruct *record, const char *name)
{
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmField *field = g_ptr_array_index(record->fields, i);
        if (g_strcmp0(field->name, name) == 0)
            return TRUE;
    }
    return FALSE;
}

static void check_named_fields(OrmLinker *linker, const OrmStruct *record, GPtrArray *annotations)
{
    for (guint i = 0; i < G_N_ELEMENTS(field_options); i++) {
        OrmStated named = orm_stated(annotations, field_options[i].kind, field_options[i].key);
        if (named.text == NULL || has_field(record, named.text))
            continue;
        OrmProblem *problem = orm_problem_add(linker->graph->problems, ORM_PROBLEM_MALFORMED, named.place,
                                              "`%s=` names `%s`, but struct `%s` has no such field",
                                              field_options[i].key, named.text, record->name);
        orm_problem_suggest(problem, orm_struct_nearest_field(record, named.text));
    }
}

/* What ORM_EMBED stands on, which must be one struct whose fields are known. */
static void check_embed(OrmLinker *linker, const OrmField *field, GPtrArray *annotations)
{
    const OrmAnnotation *embed = orm_find_annotation(annotations, "embed");
    const OrmCType *type = field->type->kind == ORM_C_POINTER ? field->type->inner : field->type;
    if (embed == NULL || field->name == NULL || (field->type->incomplete && type->kind != ORM_C_STRUCT))
        return;
    OrmProblem *problem = NULL;
    if (type == NULL || type->kind != ORM_C_STRUCT) {
        problem = orm_problem_add(linker->graph->problems, ORM_PROBLEM_MALFORMED, embed->place,
                                  "ORM_EMBED stands on `%s` of type `%s`, which is no struct, nor points at one",
                                  field->name, field->type->spelling);
        problem->help = orm_intern("remove it, and the field is a column; or embed the struct itself");
    } else if (orm_linker_struct(linker, type->tag, field->place.file) == NULL) {
        problem = orm_problem_add(linker->graph->problems, ORM_PROBLEM_MALFORMED, embed->place,
                                  "ORM_EMBED of `%s` embeds `%s`, whose definition is seen nowhere: its columns are "
                                  "not known",
                                  field->name, type->spelling);
        problem->help = orm_intern("include the header that defines it");
    }
}

static void check_discriminator(OrmLinker *linker, OrmModel *model)
{
    if (model == NULL || model->table == NULL || model->polymorphic_on_name.text == NULL ||
        model->polymorphic_on != NULL)
        return;
    guint first = linker->graph->problems->len;
    OrmProblem *problem =
        orm_problem_add(linker->graph->problems, ORM_PROBLEM_MALFORMED, model->polymorphic_on_name.place,
                        "`on=` names `%s`, but table `%s` has no such column", model->polymorphic_on_name.text,
                        orm_table_label(model->table));
    orm_problem_suggest(problem, orm_table_nearest_column(model->table, model->polymorphic_on_name.text));
    own_problems(linker, first, model, model->record, NULL);
}

static void check_union(OrmLinker *linker, OrmModel *model, const OrmStruct *record)
{
    if (!record->is_union || model == NULL)
        return;
    guint first = linker->graph->problems->len;
    orm_problem_add(linker->graph->problems, ORM_PROBLEM_MALFORMED, record->place,
                    "`%s` is a union: its members share one place in memory and cannot each hold a column",
                    record->name);
    own_problems(linker, first, model, record, NULL);
}

static void check_struct(OrmLinker *linker, const OrmStruct *record)
{
    OrmModel *model = orm_linker_model(linker, record);
    guint first = linker->graph->problems->len;
    GPtrArray *annotations = orm_linker_struct_annotations(linker, record);
    check_annotations(linker, annotations, ORM_ON_STRUCT);
    own_problems(linker, first, model, record, NULL);
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmField *field = g_ptr_array_index(record->fields, i);
        GPtrArray *on_field = orm_linker_field_annotations(linker, field);
        if (on_field->len == 0)
            continue;
        first = linker->graph->problems->len;
        check_annotations(linker, on_field, ORM_ON_FIELD);
        check_named_fields(linker, record, on_field);
        check_embed(linker, field, on_field);
        own_problems(linker, first, model, record, field);
    }
    check_discriminator(linker, model);
    check_union(linker, model, record);
    check_misplaced(linker, model, record);
}

void orm_link_problems(OrmLinker *linker)
{
    const OrmStruct *previous = NULL;
    for (guint i = 0; i < linker->graph->facts->structs->len; i++) {
        const OrmStruct *record = g_ptr_array_index(linker->graph->facts->structs, i);
        /* the same struct read under another command */
        if (previous != NULL && orm_place_compare(&previous->place, &record->place) == 0)
            continue;
        check_struct(linker, record);
        previous = record;
    }
}
