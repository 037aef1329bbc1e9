/* SPDX-License-Identifier: MIT */
#include "rules/other_side.h"
#include "rules/edit.h"

/* `type`: what the field would be declared as; NULL: an edit cannot tell. */
static void report(OrmRun *run, const OrmColumn *column, OrmPlace place, const char *why, const char *help,
                   const char *type)
{
    OrmFinding *finding =
        orm_report(run, place, orm_about_column(column), "field `%s` of type `%s` does not fit column `%s`: %s",
                   column->field_path, column->field->type->spelling, orm_column_label(column), why);
    orm_finding_help(finding, "%s", help);
    if (column->type_stated && place.column != column->place.column)
        orm_finding_related(finding, column->place, "`%s` is declared here", column->field_path);
    if (type != NULL && orm_column_is_own(column)) {
        orm_finding_fix(finding, FALSE, "declare `%s` as `%s`", column->field->name, type);
        orm_finding_edit(finding, ORM_EDIT_TYPE_FIELD, column->field->place, column->field->name, type);
    }
}

/* A truth value over a number: whatever is not 0 reads as 1. */
static void check_bool(OrmRun *run, const OrmColumn *column)
{
    const OrmCheckBounds *bounds = orm_run_check_bounds(run, column);
    OrmSqlType stated = orm_run_stated_type(run, column);
    gboolean number = (stated.family == ORM_SQL_INTEGER && stated.bits > 8) ||
                      (stated.family == ORM_SQL_BIT && stated.length > 1) ||
                      (stated.family == ORM_SQL_NUMERIC && stated.precision != 1);
    gboolean is_bounded =
        bounds != NULL && bounds->has_minimum && bounds->has_maximum && bounds->minimum >= 0 && bounds->maximum <= 1;
    if (!number || is_bounded || stated.array_depth > 0 || orm_run_dialect(run) == ORM_DIALECT_SQLITE)
        return;
    g_autofree char *sql_type = orm_run_type_text(run, column);
    g_autofree char *why = g_strdup_printf("that is %s, and every value but 0 is read as 1", sql_type);
    const char *type = stated.family != ORM_SQL_INTEGER ? NULL
                       : stated.bits > 32               ? "int64_t"
                       : stated.bits > 16               ? "int32_t"
                                                        : "int16_t";
    report(run, column, column->type_place, why, "make the column BOOLEAN, or the field an integer", type);
}

/* `gboolean`, `BOOL`, `bool_t`: truth values of libraries that are older than `_Bool`. */
static gboolean is_called_bool(const OrmCType *type)
{
    static const char *const endings[] = {"bool", "boolean", "bool_t", "boolean_t"};
    for (guint i = 0; type->names != NULL && i < type->names->len; i++) {
        g_autofree char *name = g_ascii_strdown(g_ptr_array_index(type->names, i), -1);
        for (guint j = 0; j < G_N_ELEMENTS(endings); j++) {
            if (g_str_has_suffix(name, endings[j]))
                return TRUE;
        }
    }
    return FALSE;
}

/* A number over a truth value. TINYINT(1) of MySQL holds a number of 8 bits; SQLite's BOOLEAN holds anything. */
static void check_number(OrmRun *run, const OrmColumn *column)
{
    OrmSqlType stated = orm_run_stated_type(run, column);
    OrmRange range = orm_column_c_range(column);
    OrmDialect dialect = orm_run_dialect(run);
    if (stated.family != ORM_SQL_BOOLEAN || stated.array_depth > 0 || dialect == ORM_DIALECT_SQLITE || !range.known ||
        (range.minimum == 0 && range.maximum <= 1) || (orm_dialect_is_mysql(dialect) && range.maximum <= G_MAXUINT8) ||
        is_called_bool(orm_column_value_type(column)))
        return;
    const char *why = orm_dialect_is_mysql(dialect)
                          ? "MySQL's BOOLEAN is TINYINT(1), in which a value above 127 does not fit"
                          : "a BOOLEAN has no value but true and false";
    report(run, column, column->type_place, why, "declare the field as `bool`, or the column as an integer",
           column->field->bit_field > 1 ? NULL : "bool");
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const OrmCType *type = orm_column_value_type(column);
    if (type == NULL)
        return;
    if (column->field->bit_field == 1 && type->kind == ORM_C_SIGNED)
        report(run, column, column->place, "a signed bit-field of one bit holds 0 and -1, so that 1 is read as -1",
               "declare it as `unsigned` or `bool`", "unsigned");
    else if (type->kind == ORM_C_BOOL)
        check_bool(run, column);
    else
        check_number(run, column);
}

const OrmRule orm_rule_c_bool_type = {
    .name = "c-bool-type",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A truth value in C and its column disagree.",
    .why =
        "A `bool` over an `INTEGER` reads 2 as 1 and writes 1 back. An `int` over a `BOOLEAN` can hold what no "
        "BOOLEAN has: PostgreSQL refuses an integer there, and a comparison such as `== 1` depends on how the driver "
        "writes true. A signed bit-field of one bit has the values 0 and -1: `flag == 1` is never true. MySQL's "
        "`BOOLEAN` is `TINYINT(1)`, so integers of 8 bits agree with it; a "
        "typedef called `bool` or the like (`gboolean`, `BOOL`) agrees with every BOOLEAN; SQLite's is no type at all "
        "and only the "
        "bit-field is reported there.",
    .fix = "Use `bool` (or an unsigned bit-field of one bit) with `BOOLEAN`, an integer with an integer column. The "
           "edit changes the field to the column's type and needs `--unsafe-fixes`: code that uses the field has to "
           "follow.",
    .column = check_column,
};
