/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_c_types.h"
#include "rules/other_side.h"
#include "rules/rule.h"

#include <string.h>

/* The labels of `ENUM('a', 'b')`, or NULL when that is not the type's text. */
static GPtrArray *labels_of_type(const OrmSqlType *type)
{
    const char *text = type->text;
    if (type->family != ORM_SQL_ENUM && (text == NULL || g_ascii_strncasecmp(text, "enum", 4) != 0))
        return NULL;
    const char *at = text != NULL ? strchr(text, '\'') : NULL;
    if (at == NULL)
        return NULL;
    GPtrArray *labels = g_ptr_array_new_with_free_func(g_free);
    while (at != NULL) {
        GString *label = g_string_new(NULL);
        for (at++; *at != '\0' && (*at != '\'' || at[1] == '\''); at++) {
            g_string_append_c(label, *at);
            at += *at == '\'';
        }
        g_ptr_array_add(labels, g_string_free(label, FALSE));
        at = *at == '\'' ? strchr(at + 1, '\'') : NULL;
    }
    return labels;
}

/* The values that the constants are stored as, as texts; the last one may only count the others. */
static GPtrArray *stored_values(const OrmColumn *column, gboolean as_labels)
{
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
    const GArray *constants = column->enumeration->enumeration->constants;
    for (guint i = 0; i < orm_enum_values(column->enumeration->enumeration); i++) {
        gint64 value = g_array_index(constants, OrmEnumConstant, i).value;
        g_ptr_array_add(values, as_labels ? g_strdup(g_ptr_array_index(column->enumeration->labels, i))
                                          : g_strdup_printf("%" G_GINT64_FORMAT, value));
    }
    return values;
}

/* What of `values` is not in `others`, as `'a', 'b'`; NULL when nothing. Free with g_free. */
static char *missing_from(const GPtrArray *values, const GPtrArray *others, gboolean quoted)
{
    g_autoptr(GHashTable) set = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < others->len; i++)
        g_hash_table_add(set, g_ptr_array_index(others, i));
    g_autoptr(GString) text = g_string_new(NULL);
    const char *quote = quoted ? "'" : "";
    for (guint i = 0; i < values->len; i++) {
        const char *value = g_ptr_array_index(values, i);
        if (g_hash_table_add(set, (gpointer)value))
            g_string_append_printf(text, "%s%s%s%s", text->len > 0 ? ", " : "", quote, value, quote);
    }
    return text->len > 0 ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}

/* The constants that a range of numbers leaves out, as `4, 5`; NULL when none. Free with g_free. */
static char *beyond(const OrmColumn *column, const OrmCheckBounds *bounds)
{
    const OrmEnum *enumeration = column->enumeration->enumeration;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < orm_enum_values(enumeration); i++) {
        gint64 value = g_array_index(enumeration->constants, OrmEnumConstant, i).value;
        if ((bounds->has_minimum && value < bounds->minimum) || (bounds->has_maximum && value > bounds->maximum))
            g_string_append_printf(text, "%s%" G_GINT64_FORMAT, text->len > 0 ? ", " : "", value);
    }
    return text->len > 0 ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}

static void report_beyond(OrmRun *run, const OrmColumn *column, const OrmCheckBounds *bounds)
{
    const OrmEnum *enumeration = column->enumeration->enumeration;
    g_autofree char *refused = beyond(column, bounds);
    if (refused == NULL)
        return;
    OrmFinding *finding = orm_report(run, column->place, orm_about_column(column),
                                     "`enum %s` has values that the CHECK of column `%s` does not allow: it refuses %s",
                                     enumeration->name, orm_column_label(column), refused);
    orm_finding_help(finding, "widen the CHECK, or drop the constants");
    orm_finding_related(finding, bounds->place, "the values are bounded here");
    orm_finding_related(finding, enumeration->place, "`enum %s` is defined here", enumeration->name);
}

static void compare(OrmRun *run, const OrmColumn *column, const GPtrArray *allowed, gboolean as_labels,
                    const OrmCheckBounds *bounds)
{
    g_autoptr(GPtrArray) values = stored_values(column, as_labels);
    g_autofree char *refused = missing_from(values, allowed, as_labels);
    g_autofree char *unread = missing_from(allowed, values, bounds == NULL || bounds->texts != NULL);
    if (refused == NULL && unread == NULL)
        return;
    const OrmEnum *enumeration = column->enumeration->enumeration;
    const char *lists = bounds != NULL ? "CHECK" : "type";
    g_autoptr(GString) effect = g_string_new(NULL);
    if (refused != NULL)
        g_string_append_printf(effect, "the %s refuses %s", lists, refused);
    if (unread != NULL)
        g_string_append_printf(effect, "%sno constant stands for %s", refused != NULL ? ", and " : "", unread);
    OrmFinding *finding = orm_report(run, column->place, orm_about_column(column),
                                     "`enum %s` and the %s of column `%s` list different values: %s", enumeration->name,
                                     lists, orm_column_label(column), effect->str);
    orm_finding_help(finding, "make both list the same values");
    orm_finding_related(finding, bounds != NULL ? bounds->place : column->type_place, "the values are listed here");
    orm_finding_related(finding, enumeration->place, "`enum %s` is defined here", enumeration->name);
}

/* A stated type of the other kind is c-enum-storage. */
static gboolean suits_storage(const OrmColumn *column, gboolean as_labels)
{
    OrmSqlFamily family = column->type.family;
    gboolean text = family == ORM_SQL_CHAR || family == ORM_SQL_VARCHAR || family == ORM_SQL_TEXT;
    gboolean number = family == ORM_SQL_INTEGER || family == ORM_SQL_NUMERIC;
    return !column->type_stated || (as_labels ? !number : !text);
}

static void compare_check(OrmRun *run, const OrmColumn *column, const OrmCheckBounds *bounds)
{
    gboolean as_labels = column->enumeration->storage != ORM_ENUM_STORED_INTEGER;
    if (bounds->texts != NULL) {
        if (column->enumeration->check.value != ORM_YES)
            compare(run, column, bounds->texts, as_labels, bounds);
    } else if (bounds->numbers != NULL) {
        g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);
        for (guint i = 0; i < bounds->numbers->len; i++)
            g_ptr_array_add(numbers, g_strdup_printf("%" G_GINT64_FORMAT, g_array_index(bounds->numbers, gint64, i)));
        compare(run, column, numbers, as_labels, bounds);
    } else if (!as_labels) {
        report_beyond(run, column, bounds);
    }
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    if (column->enumeration->enumeration == NULL || column->type.array_depth > 0)
        return;
    const OrmCheckBounds *bounds = orm_run_check_bounds(run, column);
    gboolean as_labels = column->enumeration->storage != ORM_ENUM_STORED_INTEGER;
    g_autoptr(GPtrArray) labels = column->type_stated ? labels_of_type(&column->type) : NULL;
    if (labels != NULL)
        compare(run, column, labels, TRUE, NULL);
    else if (bounds != NULL && suits_storage(column, as_labels))
        compare_check(run, column, bounds);
}

const OrmRule orm_rule_c_enum_values = {
    .name = "c-enum-values",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "An enum's constants are not the values that the column's CHECK or ENUM type lists.",
    .why =
        "A constant that the list lacks makes an `INSERT` fail in production; a value without a constant is read into "
        "an enum that has no name for it, and falls through every `switch`. Compared are the numbers of an enum kept "
        "as integers and the labels of one kept as text or in a type `ENUM(...)`. A last constant that only counts "
        "the others (`COLOR_COUNT`) is left out. database_consistency compares enums likewise (EnumValueChecker).",
    .fix = "Make the enum and the list agree, or let `ORM_ENUM(storage=string, check)` write the CHECK from the enum.",
    .column = check_column,
};
