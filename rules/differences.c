/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

#include <string.h>

#include "analyzer/graph/questions_indexes.h"

OrmAbout orm_about_actual(const OrmDifference *difference, OrmAbout actual)
{
    const OrmModel *model = difference->table != NULL ? difference->table->model : NULL;
    return (OrmAbout){.object = actual.object, .model = model, .record = model != NULL ? model->record : NULL};
}

OrmPlace orm_known_place(OrmPlace place, OrmPlace otherwise)
{
    return orm_place_known(&place) ? place : otherwise;
}

char *orm_side(const char *before, const char *text, const char *after, const char *none)
{
    return text != NULL ? g_strconcat(before, text, after, NULL) : g_strdup(none);
}

static OrmFinding *report(OrmRun *run, const OrmDifference *difference, OrmPlace place, OrmAbout about,
                          const char *message)
{
    OrmFinding *finding = difference->certain ? orm_report(run, place, about, "%s", message)
                                              : orm_report_as(run, ORM_SEVERITY_INFO, place, about, "%s", message);
    finding->expected = g_strdup(difference->expected);
    finding->actual = g_strdup(difference->actual);
    return finding;
}

OrmFinding *orm_report_difference(OrmRun *run, const OrmDifference *difference, OrmPlace place, OrmAbout about,
                                  const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return report(run, difference, place, about, message);
}

OrmFinding *orm_report_sides(OrmRun *run, const OrmDifference *difference, OrmPlace place, OrmAbout about,
                             const char *subject, const char *expected, const char *actual)
{
    g_autofree char *message = g_strdup_printf("%s%s %s in the model %s %s in the schema",
                                               difference->certain ? "" : "cannot compare: ", subject, expected,
                                               difference->certain ? "but" : "and", actual);
    return report(run, difference, place, about, message);
}

/** How a message speaks of what of an index differs. */
typedef struct {
    const char *aspect, *verb, *before, *after, *none;
} IndexWords;

static IndexWords index_words(const char *aspect)
{
    static const IndexWords words[] = {{"predicate", "has", "the predicate `", "`", "no predicate"},
                                       {"columns", "has", "the columns `", "`", "no columns"},
                                       {"INCLUDE", "includes", "`", "`", "nothing"},
                                       {"kind", "is", "", "", "a plain index"},
                                       {"DEFERRABLE", "is", "", "", "NOT DEFERRABLE"},
                                       {"direction", "is", "", "", "ASC"},
                                       {"place of NULLs", "has", "", "", "no place for NULLs"},
                                       {"NULLS NOT DISTINCT", "has", "", "", "NULLS DISTINCT"}};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_strcmp0(words[i].aspect, aspect) == 0)
            return words[i];
    return (IndexWords){.verb = "has", .before = "", .after = "", .none = "none"};
}

static char *index_side(const IndexWords *words, const char *aspect, const char *text)
{
    if (text == NULL || *text == '\0' || words->aspect != NULL)
        return orm_side(words->before, text != NULL && *text != '\0' ? text : NULL, words->after, words->none);
    return strcmp(text, "the default") == 0 ? g_strdup_printf("%s %s", text, aspect)
                                            : g_strdup_printf("the %s %s", aspect, text);
}

void orm_report_index_sides(OrmRun *run, const OrmDifference *difference)
{
    const OrmIndex *index = difference->index;
    const IndexWords words = index_words(difference->aspect);
    g_autofree char *what = orm_index_describe(index);
    g_autofree char *subject = g_strdup_printf("%s %s", what, words.verb);
    g_autofree char *expected = index_side(&words, difference->aspect, difference->expected);
    g_autofree char *actual = index_side(&words, difference->aspect, difference->actual);
    OrmFinding *finding =
        orm_report_sides(run, difference, index->place, orm_about_index(index), subject, expected, actual);
    g_autofree char *met = orm_index_describe(difference->actual_index);
    orm_finding_related(finding, difference->actual_index->place, "%s in the schema", met);
}

char *orm_foreign_key_parent_label(const OrmForeignKey *key)
{
    const char *table = key->parent != NULL ? orm_table_label(key->parent) : key->parent_name;
    if (key->parent_columns->len == 0)
        return g_strdup_printf("`%s`", table);
    if (key->parent_columns->len > 1)
        return g_strdup_printf("`%s %s`", table, orm_columns_label(key->parent_columns));
    const OrmColumnReference *only = g_ptr_array_index(key->parent_columns, 0);
    return g_strdup_printf("`%s.%s`", table, only->column != NULL ? only->column->name : only->name);
}
