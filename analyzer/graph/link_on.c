/* SPDX-License-Identifier: MIT */
/* What ORM_ON says of structs that stand elsewhere. */
#include "analyzer/facts/intern.h"
#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/names.h"
#include "analyzer/graph/vocabulary.h"

static void attach(OrmLinker *linker, GHashTable *table, gconstpointer subject, GPtrArray *own,
                   const OrmAnnotation *annotation)
{
    GPtrArray *annotations = g_hash_table_lookup(table, subject);
    if (annotations == NULL) {
        annotations = g_ptr_array_new();
        g_ptr_array_extend(annotations, own, NULL, NULL);
        g_ptr_array_add(linker->graph->joined_annotations, annotations);
        g_hash_table_insert(table, (gpointer)subject, annotations);
    }
    g_ptr_array_add(annotations, (gpointer)annotation);
}

void orm_linker_attach_to_struct(OrmLinker *linker, const OrmStruct *record, const OrmAnnotation *annotation)
{
    attach(linker, linker->on_struct, record, record->annotations, annotation);
}

void orm_linker_attach_to_field(OrmLinker *linker, const OrmField *field, const OrmAnnotation *annotation)
{
    attach(linker, linker->on_field, field, field->annotations, annotation);
}

static const OrmField *find_field(const OrmStruct *record, const char *name)
{
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmField *field = g_ptr_array_index(record->fields, i);
        if (g_strcmp0(field->name, name) == 0)
            return field;
    }
    return NULL;
}

void orm_problem_suggest(OrmProblem *problem, const char *nearest)
{
    if (nearest == NULL)
        return;
    g_autofree char *help = g_strdup_printf("did you mean `%s`?", nearest);
    problem->help = orm_intern(help);
}

static const char *nearest_struct(const OrmLinker *linker, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    GHashTableIter iterator;
    gpointer key;
    g_hash_table_iter_init(&iterator, linker->structs_by_name);
    while (g_hash_table_iter_next(&iterator, &key, NULL))
        g_ptr_array_add(names, key);
    return orm_nearest_name(name, names);
}

const char *orm_struct_nearest_field(const OrmStruct *record, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmField *field = g_ptr_array_index(record->fields, i);
        if (field->name != NULL)
            g_ptr_array_add(names, (gpointer)field->name);
    }
    return orm_nearest_name(name, names);
}

/* A struct may have been read under several commands; what ORM_ON says counts for each reading. */
/* "struct" or "struct.field", as ORM_ON names them; interned. */
static const char *written(const char *target, const char *field)
{
    g_autofree char *text = g_strconcat(target, field != NULL ? "." : NULL, field, NULL);
    return orm_intern(text);
}

/* Another struct or field may be meant as well: never a likely one. */
static void propose(OrmProblem *problem, const OrmOn *on, const char *target, const char *field)
{
    if (target == NULL)
        return;
    problem->word = written(on->target, on->field);
    problem->instead = written(target, field);
}

static void attach_on(OrmLinker *linker, const OrmOn *on)
{
    GPtrArray *problems = linker->graph->problems;
    const OrmStruct *first = orm_linker_struct(linker, on->target, on->place.file);
    if (on->target == NULL) {
        orm_problem_add(problems, ORM_PROBLEM_MALFORMED, on->where_place,
                        "`_` stands for the struct above, but no struct is defined above it in this file");
        return;
    }
    if (first == NULL) {
        const char *nearest = nearest_struct(linker, on->target);
        OrmProblem *problem =
            orm_problem_add(problems, ORM_PROBLEM_UNKNOWN, on->where_place,
                            "ORM_ON names `%s`, which is no struct or typedef that was read", on->target);
        orm_problem_suggest(problem, nearest);
        propose(problem, on, nearest, on->field);
        return;
    }
    gboolean found = FALSE;
    GPtrArray *readings = g_hash_table_lookup(linker->structs_by_name, on->target);
    for (guint i = 0; i < readings->len; i++) {
        const OrmStruct *record = g_ptr_array_index(readings, i);
        if (orm_place_compare(&record->place, &first->place) != 0)
            continue;
        if (on->field == NULL) {
            orm_linker_attach_to_struct(linker, record, on->annotation);
            found = TRUE;
            continue;
        }
        const OrmField *field = find_field(record, on->field);
        if (field != NULL) {
            orm_linker_attach_to_field(linker, field, on->annotation);
            found = TRUE;
        }
    }
    if (!found) {
        OrmProblem *problem = orm_problem_add(problems, ORM_PROBLEM_UNKNOWN, on->where_place,
                                              "ORM_ON names `%s.%s`, but struct `%s` has no field `%s`", on->target,
                                              on->field, on->target, on->field);
        const char *nearest = orm_struct_nearest_field(first, on->field);
        orm_problem_suggest(problem, nearest);
        propose(problem, on, nearest != NULL ? on->target : NULL, nearest);
        problem->record = first;
        problem->related_place = first->place;
        problem->related_message = "the struct";
    }
}

void orm_link_ons(OrmLinker *linker)
{
    const OrmFacts *facts = linker->graph->facts;
    for (guint i = 0; i < facts->ons->len; i++)
        attach_on(linker, g_ptr_array_index(facts->ons, i));
}
