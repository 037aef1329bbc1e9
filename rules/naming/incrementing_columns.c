/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "rules/rule.h"

/* The name without the number at its end and, in `number`, that number; "phone" is 1. NULL: no name of a list's member.
 * Free with g_free. */
static char *stem_of(const char *name, guint *number)
{
    gsize length = strlen(name);
    while (length > 0 && g_ascii_isdigit(name[length - 1]))
        length--;
    gboolean numbered = name[length] != '\0';
    if (strlen(name + length) > 2)
        return NULL; /* a year, a size: sha256 */
    *number = numbered ? (guint)g_ascii_strtoull(name + length, NULL, 10) : 1;
    while (numbered && length > 0 && name[length - 1] == '_')
        length--;
    return length > 1 ? g_ascii_strdown(name, (gssize)length) : NULL; /* x1, y1 are coordinates */
}

static gboolean alike(const OrmColumn *first, const OrmColumn *second)
{
    return first->type.family == second->type.family && first->type.array_depth == second->type.array_depth &&
           first->foreign_keys->len == second->foreign_keys->len;
}

/* Whether `column` follows the last of the list by one. */
static gboolean continues(GPtrArray *list, const OrmColumn *column, guint number)
{
    const OrmColumn *last = g_ptr_array_index(list, list->len - 1);
    guint before = 0;
    G_GNUC_UNUSED g_autofree char *stem = stem_of(last->name, &before);
    return number == before + 1 && alike(last, column);
}

static void report(OrmRun *run, const OrmTable *table, GPtrArray *list)
{
    const OrmColumn *first = g_ptr_array_index(list, 0);
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        const char *between = i == 0 ? "" : i + 1 < list->len ? ", " : " and ";
        g_string_append_printf(names, "%s`%s`", between, ((const OrmColumn *)g_ptr_array_index(list, i))->name);
    }
    OrmFinding *finding =
        orm_report(run, first->name_place, orm_about_column(first),
                   "columns %s of table `%s` are a list kept in columns", names->str, orm_table_label(table));
    orm_finding_help(finding, "keep one row for each in a table that references `%s`", orm_table_label(table));
    for (guint i = 1; i < list->len; i++) {
        const OrmColumn *column = g_ptr_array_index(list, i);
        orm_finding_related(finding, column->name_place, "`%s` is here", column->name);
    }
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    g_autoptr(GHashTable) lists =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GPtrArray) in_order = g_ptr_array_new(); /* borrowed from `lists` */
    for (guint i = 0; i < table->columns->len; i++) {
        OrmColumn *column = g_ptr_array_index(table->columns, i);
        guint number = 0;
        g_autofree char *stem = stem_of(column->name, &number);
        GPtrArray *list = stem != NULL ? g_hash_table_lookup(lists, stem) : NULL;
        if (list != NULL && continues(list, column, number)) {
            g_ptr_array_add(list, column);
        } else if (list == NULL && stem != NULL && number <= 1) {
            list = g_ptr_array_new();
            g_ptr_array_add(list, column);
            g_ptr_array_add(in_order, list);
            g_hash_table_insert(lists, g_steal_pointer(&stem), list);
        }
    }
    for (guint i = 0; i < in_order->len; i++)
        if (((GPtrArray *)g_ptr_array_index(in_order, i))->len > 1)
            report(run, table, g_ptr_array_index(in_order, i));
}

const OrmRule orm_rule_incrementing_columns = {
    .name = "incrementing-columns",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A table counts its columns: phone1, phone2, phone3.",
    .why = "A list that is kept in columns has as many members as somebody once thought enough. Whoever looks for a "
           "number has to ask every column, no constraint keeps a number from standing there twice, and one more needs "
           "a migration. Columns count as a list when their names differ by a number that begins with 0, 1 or none "
           "and goes up by one, and their types are alike; `x1` and `x2` are coordinates, `sha1` and `sha256` are "
           "names. SchemaCrawler, pg-index-health and sqlcheck report the same.",
    .fix = "Give the list a table of its own with a foreign key, or keep it where the two are not alike (a home and an "
           "office number) under names that say so.",
    .table = check_table,
};
