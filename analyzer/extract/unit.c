/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/extract.h"

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
