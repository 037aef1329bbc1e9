/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

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
