/* SPDX-License-Identifier: MIT */
/* For tests of schema readers: migration steps as lines that a test can state. */
#ifndef ORM_TESTS_CATALOG_STEPS_H
#define ORM_TESTS_CATALOG_STEPS_H

#include "analyzer/schema/catalog.h"

static inline const char *catalog_step_kind(OrmMigrationStepKind kind)
{
    static const char *const names[] = {"create schema",
                                        "drop schema",
                                        "create table",
                                        "drop table",
                                        "rename table",
                                        "create view",
                                        "drop view",
                                        "add column",
                                        "drop column",
                                        "rename column",
                                        "alter type",
                                        "set not null",
                                        "drop not null",
                                        "set default",
                                        "drop default",
                                        "add primary key",
                                        "add unique",
                                        "add foreign key",
                                        "add check",
                                        "add exclude",
                                        "validate constraint",
                                        "drop primary key",
                                        "drop unique",
                                        "drop foreign key",
                                        "drop constraint",
                                        "create index",
                                        "drop index",
                                        "rename other",
                                        "create type",
                                        "drop type",
                                        "add enum value",
                                        "remove enum value",
                                        "rename enum value",
                                        "reorder enum values",
                                        "begin",
                                        "commit",
                                        "rollback",
                                        "set timeout",
                                        "data",
                                        "other"};
    return names[kind];
}

static inline void catalog_append_step(GString *text, const OrmMigrationStep *step)
{
    const struct {
        gboolean set;
        const char *word;
    } flags[] = {
        {step->not_null, "not null"},      {step->has_default, "default"}, {step->volatile_default, "volatile"},
        {step->is_generated, "generated"}, {step->unique, "unique"},       {step->concurrently, "concurrently"},
        {step->not_valid, "not valid"},    {step->if_exists, "if exists"}, {step->using_index, "using index"},
        {step->has_using, "using"}, {step->never_null, "never null"}};
    const struct {
        const char *word, *value;
    } values[] = {
        {"", step->name},          {"to ", step->new_name},  {"into ", step->new_schema}, {"columns ", step->columns},
        {"parent ", step->parent}, {"was ", step->old_type}, {"is ", step->new_type}};
    g_string_append_printf(text, "%u:%u #%u", step->place.line, step->place.column, step->statement_number);
    if (step->transaction != 0)
        g_string_append_printf(text, " in %u", step->transaction);
    g_string_append_printf(text, ": %s", catalog_step_kind(step->kind));
    if (step->table != NULL)
        g_string_append_printf(text, " [%s%s%s]", step->schema != NULL ? step->schema : "",
                               step->schema != NULL ? "." : "", step->table);
    for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
        if (values[i].value != NULL)
            g_string_append_printf(text, " %s%s", values[i].word, values[i].value);
    }
    for (guint i = 0; i < G_N_ELEMENTS(flags); i++) {
        if (flags[i].set)
            g_string_append_printf(text, " (%s)", flags[i].word);
    }
    g_string_append_c(text, '\n');
}

/** All steps, a line each. Free with g_free. */
static inline char *catalog_steps_text(const OrmCatalog *catalog)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < catalog->steps->len; i++)
        catalog_append_step(text, &g_array_index(catalog->steps, OrmMigrationStep, i));
    return g_string_free(text, FALSE);
}

#endif
