/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/place.h"

static int compare_numbers(guint left, guint right)
{
    return (left > right) - (left < right);
}

int orm_place_compare(const OrmPlace *left, const OrmPlace *right)
{
    int order = left->file == right->file ? 0 : g_strcmp0(left->file, right->file);
    if (order == 0)
        order = compare_numbers(left->line, right->line);
    if (order == 0)
        order = compare_numbers(left->column, right->column);
    if (order == 0)
        order = compare_numbers(left->end_line, right->end_line);
    if (order == 0)
        order = compare_numbers(left->end_column, right->end_column);
    return order;
}
