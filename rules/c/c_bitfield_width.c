/* SPDX-License-Identifier: MIT */
#include "rules/other_side.h"
#include "rules/rule.h"

/* The whole column of the smallest type is wider than most bit-fields; that is how it has to be. */
static gboolean is_smallest_home(const OrmRun *run, const OrmColumn *column)
{
    OrmSqlType stated = orm_run_stated_type(run, column);
    guint needed = (guint)column->field->bit_field + (column->field->type->kind == ORM_C_UNSIGNED ? 1 : 0);
    guint smallest = orm_dialect_is_mysql(orm_run_dialect(run)) ? 8 : 16;
    while (smallest < needed)
        smallest *= 2;
    return stated.family == ORM_SQL_INTEGER && stated.bits <= smallest;
}

static OrmRange range_of_constants(const OrmColumn *column)
{
    OrmRange range = {0};
    const GArray *constants = column->enumeration->enumeration->constants;
    for (guint i = 0; i < orm_enum_values(column->enumeration->enumeration); i++) {
        gint64 value = g_array_index(constants, OrmEnumConstant, i).value;
        range.known = TRUE;
        range.minimum = MIN(range.minimum, value);
        range.maximum = MAX(range.maximum, value > 0 ? (guint64)value : 0);
    }
    return range;
}

static OrmRange range_of_field(const OrmColumn *column, gboolean is_signed)
{
    guint bits = (guint)column->field->bit_field - (is_signed ? 1 : 0);
    guint64 greatest = bits >= 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT(1) << bits) - 1;
    return (OrmRange){TRUE, is_signed ? -(gint64)greatest - 1 : 0, greatest};
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const OrmCType *type = column->field->type;
    gboolean is_enum = column->enumeration->enumeration != NULL;
    gboolean is_signed_bit = type->kind == ORM_C_SIGNED && column->field->bit_field == 1; /* c-bool-type */
    if (column->field->bit_field <= 0 || is_signed_bit || (!is_enum && !orm_column_c_range(column).known))
        return;
    const OrmCheckBounds *bounds = orm_run_check_bounds(run, column);
    OrmRange sql = is_enum ? range_of_constants(column) : orm_range_narrow(orm_run_sql_range(run, column), bounds);
    OrmRange c = range_of_field(column, is_enum ? sql.minimum < 0 : type->kind == ORM_C_SIGNED);
    gboolean is_bounded = bounds != NULL && (sql.maximum > c.maximum ? bounds->has_maximum : bounds->has_minimum);
    gboolean is_home = !is_enum && !is_bounded && is_smallest_home(run, column);
    /* an unsigned one that holds all but negative numbers is c-int-sign */
    gboolean below = sql.minimum < c.minimum && c.minimum < 0;
    if (!sql.known || is_home || (!below && sql.maximum <= c.maximum))
        return;
    gboolean above = sql.maximum > c.maximum;
    g_autofree char *lost = above ? g_strdup_printf("above %" G_GUINT64_FORMAT, c.maximum)
                                  : g_strdup_printf("below %" G_GINT64_FORMAT, c.minimum);
    g_autofree char *range = g_strdup_printf("%" G_GINT64_FORMAT " to %" G_GUINT64_FORMAT, sql.minimum, sql.maximum);
    OrmFinding *finding =
        orm_report(run, column->place, orm_about_column(column),
                   "bit-field `%s` of %d bit%s is too narrow for column `%s`, whose %s are %s: values %s are cut",
                   column->field_path, column->field->bit_field, column->field->bit_field == 1 ? "" : "s",
                   orm_column_label(column), is_enum ? "constants" : "values", range, lost);
    guint bits = sql.minimum < 0 ? 1 : 0;
    for (guint64 rest = MAX(sql.maximum, (guint64) - (sql.minimum + 1)); sql.minimum < 0 && rest > 0; rest >>= 1)
        bits++;
    for (guint64 rest = sql.maximum; sql.minimum >= 0 && rest > 0; rest >>= 1)
        bits++;
    orm_finding_help(finding, "give `%s` %u bits%s", column->field_path,
                     bits + (sql.minimum >= 0 && type->kind == ORM_C_SIGNED ? 1 : 0),
                     !is_bounded && !is_enum ? ", or bound the column with an ORM_CHECK" : "");
    if (is_bounded && !is_enum)
        orm_finding_related(finding, bounds->place, "the values are bounded here");
    else if (column->type_stated)
        orm_finding_related(finding, column->type_place, "the column's type is stated here");
}

const OrmRule orm_rule_c_bitfield_width = {
    .name = "c-bitfield-width",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A bit-field is too narrow for the values of its column.",
    .why =
        "Assigning 9 to an `unsigned level : 3` stores 1, without a warning when the value comes from a database. The "
        "column's values are those of its stated type, of a CHECK that bounds it, or of the enum's constants. A "
        "column of the smallest type there is (`SMALLINT`, on MySQL `TINYINT`) without a CHECK is not reported: no "
        "type is as narrow as a bit-field.",
    .fix = "Widen the bit-field, or bound the column: `ORM_CHECK(\"level BETWEEN 0 AND 7\")`.",
    .column = check_column,
};
