/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"
#include "rules/integers.h"

#include <string.h>

/* `int32_t`, `gint64`, `u16`, `off64_t`; of the fast ones only those of 64 bits have the same width everywhere. */
static gboolean has_fixed_width(const OrmCType *type)
{
    static const char *const widths[] = {"8", "16", "32", "64"};
    for (guint i = 0; type->names != NULL && i < type->names->len; i++) {
        const char *name = g_ptr_array_index(type->names, i);
        const char *digits = strpbrk(name, "123456789");
        for (guint j = 0; digits != NULL && j < G_N_ELEMENTS(widths); j++) {
            const char *rest = digits + strlen(widths[j]);
            if (g_str_has_prefix(digits, widths[j]) && !g_ascii_isdigit(*rest) &&
                (j == 3 || strstr(name, "fast") == NULL))
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean depends(const OrmCType *type)
{
    static const char *const names[] = {"size_t", "ssize_t", "time_t", "off_t", "ptrdiff_t", "intptr_t", "uintptr_t"};
    if (type->kind == ORM_C_CHAR)
        return TRUE;
    if (type->canonical == NULL || has_fixed_width(type))
        return FALSE;
    gboolean called = g_str_equal(type->canonical, "long") || g_str_equal(type->canonical, "unsigned long");
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        called |= orm_c_type_is_called(type, names[i]);
    return called;
}

/* The values of the column: whole numbers of 64 bits where nothing bounds them. */
static OrmRange range_of(const OrmRun *run, const OrmColumn *column, const OrmCheckBounds *bounds)
{
    OrmSqlType type = orm_sql_type_element(&column->type);
    OrmRange range = orm_sql_type_range(&type, orm_run_dialect(run), TRUE);
    return orm_range_narrow(range.known ? range : (OrmRange){TRUE, G_MININT64, G_MAXINT64}, bounds);
}

/* What is lost where the type is at its narrowest; NULL: nothing, or already here, which is c-int-width. Free with
 * g_free. */
static char *loss(const OrmRun *run, const OrmColumn *column, const OrmCType *type, const OrmCheckBounds *bounds)
{
    OrmRange sql = range_of(run, column, bounds), here = orm_column_c_range(column);
    guint home = orm_dialect_is_mysql(orm_run_dialect(run)) ? 8 : 16;
    if (type->kind == ORM_C_CHAR) {
        gboolean is_home = bounds == NULL && column->type.bits <= home && orm_run_dialect(run) != ORM_DIALECT_SQLITE;
        gboolean is_judged = orm_range_narrow(orm_run_sql_range(run, column), bounds).known;
        if (sql.minimum >= 0 && sql.maximum <= G_MAXINT8)
            return NULL;
        if (sql.maximum > here.maximum && is_judged && !is_home)
            return NULL;
        return g_strdup_printf("is signed on some platforms and unsigned on others: %s",
                               sql.minimum < 0 ? "there -1 is read as 255"
                                               : "a value above 127 may be read as negative");
    }
    g_autofree char *sign = orm_run_effect_of_sign(run, column); /* who mends that states the width, too */
    guint64 narrowest = type->kind == ORM_C_UNSIGNED ? G_MAXUINT32 : G_MAXINT32;
    gboolean lost_here = column->type_stated && sql.maximum > here.maximum && sql.maximum / 2 > here.maximum;
    if (lost_here || sql.maximum <= narrowest || sign != NULL)
        return NULL;
    return g_strdup_printf(
        "has 64 bits on some platforms and 32 on others: there values above %" G_GUINT64_FORMAT " are cut", narrowest);
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const OrmCType *type = orm_column_value_type(column);
    OrmSqlType sql = orm_sql_type_element(&column->type);
    gboolean derived = sql.family == ORM_SQL_NUMERIC && !column->type_stated; /* of an unsigned one of 64 bits */
    if (type == NULL || column->field->bit_field > 0 || orm_comparison_type_differs(orm_run_comparison(run), column) ||
        (sql.family != ORM_SQL_INTEGER && !derived) || !depends(type))
        return;
    g_autofree char *why = loss(run, column, type, orm_run_check_bounds(run, column));
    if (why == NULL)
        return;
    g_autofree char *sql_type = orm_sql_type_to_string(&column->type, orm_run_dialect(run));
    OrmFinding *finding = orm_report(run, column->place, orm_about_column(column),
                                     "field `%s` holds column `%s`, which is %s, in a `%s`, which %s",
                                     column->field_path, orm_column_label(column), sql_type, type->spelling, why);
    g_autofree char *fixed = g_strdup_printf("%sint%u_t", derived || sql.is_unsigned ? "u" : "",
                                             derived          ? 64
                                             : sql.bits == 24 ? 32
                                                              : sql.bits);
    orm_finding_help(finding, "use `%s`", fixed);
    if (!orm_column_is_own(column) || column->field->bit_field >= 0)
        return;
    orm_finding_fix(finding, FALSE, "declare `%s` as `%s`", column->field->name, fixed);
    orm_finding_edit(finding, ORM_EDIT_TYPE_FIELD, column->field->place, column->field->name, fixed);
}

const OrmRule orm_rule_c_nonportable_int = {
    .name = "c-nonportable-int",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A column of fixed width is held in a C type whose width or sign depends on the platform.",
    .why = "`long` has 64 bits on Linux and macOS (LP64) and 32 on 64-bit Windows (LLP64) and on 32-bit systems; "
           "`size_t` and `time_t` vary likewise, and plain `char` as a number is unsigned on ARM. The column has the "
           "same width everywhere, so the same program cuts values on one platform and not on another. What is cut "
           "on the platform at hand is `c-int-width`, another sign `c-int-sign`, and what fits everywhere (`long` over "
           "`INTEGER`, or within the "
           "bounds of a CHECK) is not reported; neither are types with their width in the name (`gint64`). openradtool "
           "notes the same of its 32-bit epoch. Off by default, for programs that run on one platform only.",
    .fix =
        "Use a type of `<stdint.h>`. The edit, where that header is included, needs `--unsafe-fixes`: code that uses "
        "the field, a format of `printf` for one, has to follow.",
    .column = check_column,
};
