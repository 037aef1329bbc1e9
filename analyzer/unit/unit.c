/* SPDX-License-Identifier: MIT */
#include "analyzer/unit/unit.h"

OrmUnit *orm_unit_new(const char *directory)
{
    OrmUnit *unit = g_new0(OrmUnit, 1);
    unit->files = g_ptr_array_new_with_free_func(g_free);
    unit->directory = g_strdup(directory);
    unit->arguments = g_ptr_array_new_with_free_func(g_free);
    return unit;
}

void orm_unit_free(OrmUnit *unit)
{
    if (!unit)
        return;
    g_ptr_array_unref(unit->files);
    g_free(unit->directory);
    g_ptr_array_unref(unit->arguments);
    g_free(unit->label);
    if (unit->stand_ins)
        g_ptr_array_unref(unit->stand_ins);
    g_free(unit);
}

static void add_strings(GPtrArray *to, const GPtrArray *from, guint first, guint count)
{
    for (guint i = first; i < first + count; i++)
        g_ptr_array_add(to, g_strdup(from->pdata[i]));
}

OrmUnit *orm_unit_part(const OrmUnit *unit, guint first, guint count)
{
    OrmUnit *part = orm_unit_new(unit->directory);
    add_strings(part->files, unit->files, first, count);
    add_strings(part->arguments, unit->arguments, 0, unit->arguments->len);
    part->label = g_strdup(unit->label);
    part->sources = unit->sources;
    if (unit->stand_ins != NULL) {
        part->stand_ins = g_ptr_array_new_with_free_func(g_free);
        add_strings(part->stand_ins, unit->stand_ins, 0, unit->stand_ins->len);
    }
    return part;
}

void orm_extract_options_clear(OrmExtractOptions *options)
{
    g_clear_pointer(&options->prelude, g_ptr_array_unref);
    g_clear_pointer(&options->structs, g_ptr_array_unref);
    g_clear_pointer(&options->prefix_maps, g_ptr_array_unref);
}
