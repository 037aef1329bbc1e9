/* SPDX-License-Identifier: MIT */
#include "rules/integers.h"

/* The smallest signed integer of SQL that holds an unsigned one of C is its home, not a fault. */
static gboolean is_home_of_unsigned(guint bits, const OrmSqlType *stated)
{
    return stated->family == ORM_SQL_INTEGER && bits < stated->bits;
}

char *orm_run_effect_of_sign(const OrmRun *run, const OrmColumn *column)
{
    const OrmCType *type = orm_column_value_type(column);
    OrmRange c = orm_column_c_range(column);
    if (!c.known || type->kind == ORM_C_CHAR)
        return NULL;
    const OrmCheckBounds *bounds = orm_run_check_bounds(run, column);
    OrmSqlType stated = orm_run_stated_type(run, column);
    OrmRange declared = orm_run_sql_range(run, column), sql = orm_range_narrow(declared, bounds);
    if (!sql.known || !declared.known)
        return NULL;
    guint bits = column->field->bit_field > 0 ? (guint)column->field->bit_field : type->bits;
    gboolean counts = orm_run_counts_itself(run, column);
    gboolean negative =
        type->kind == ORM_C_UNSIGNED && stated.family == ORM_SQL_INTEGER && sql.minimum < 0 && sql.maximum <= c.maximum;
    if (negative && !counts && !is_home_of_unsigned(bits, &stated))
        return g_strdup_printf("a stored -1 is read as %" G_GUINT64_FORMAT, c.maximum);
    gboolean large = orm_sql_type_is_unsigned(&stated) && orm_range_differs_in_sign(&c, &declared) &&
                     sql.maximum > c.maximum &&
                     (column->field->bit_field <= 0 || (stated.family == ORM_SQL_INTEGER && bounds == NULL));
    return large && !(counts && bits == 64)
               ? g_strdup_printf("a value above %" G_GUINT64_FORMAT " is read as a negative number", c.maximum)
               : NULL;
}
