/* SPDX-License-Identifier: MIT */
#include "rules/other_side.h"
#include "rules/rule.h"

/* Where the lost values come from: a column that has another sign and no more bits is c-int-sign. */
static gboolean is_cut(const OrmRange *c, const OrmRange *sql)
{
    return sql->maximum > c->maximum || (c->minimum < 0 && sql->minimum < c->minimum);
}

/* Whether the values that are lost are the type's own, and not what a CHECK speaks of. */
static gboolean is_declared_limit(const OrmRange *c, const OrmRange *sql, const OrmCheckBounds *bounds)
{
    return bounds == NULL || (sql->maximum > c->maximum ? !bounds->has_maximum : !bounds->has_minimum);
}

static gboolean differs_in_sign_only(const OrmSqlType *stated, const OrmRange *c, const OrmRange *declared)
{
    return orm_sql_type_is_unsigned(stated) && orm_range_differs_in_sign(c, declared);
}

/* The next integer of C that has so many bits. */
static guint c_bits(guint bits)
{
    return bits <= 8 ? 8 : bits <= 16 ? 16 : bits <= 32 ? 32 : 64;
}

/* Whether no smaller SQL type holds what the C type holds: many databases have neither unsigned integers nor ones of 8
 * bits. */
static gboolean is_smallest_home(const OrmCType *type, const OrmSqlType *stated, OrmDialect dialect)
{
    guint needed = type->kind == ORM_C_UNSIGNED ? type->bits + 1 : type->bits;
    guint home = MAX(c_bits(needed), orm_dialect_is_mysql(dialect) ? 8 : 16);
    return stated->family == ORM_SQL_INTEGER && !stated->is_unsigned && stated->bits <= home;
}

/* `int64_t` and such for the range; NULL: C has none. */
static char *integer_for(const OrmRange *sql)
{
    if (sql->maximum > G_MAXINT64 && sql->minimum < 0)
        return NULL;
    guint bits = sql->minimum >= G_MININT8 && sql->maximum <= G_MAXINT8     ? 8
                 : sql->minimum >= G_MININT16 && sql->maximum <= G_MAXINT16 ? 16
                 : sql->minimum >= G_MININT32 && sql->maximum <= G_MAXINT32 ? 32
                                                                            : 64;
    return g_strdup_printf("%sint%u_t", sql->maximum > G_MAXINT64 ? "u" : "", bits);
}

static char *unsigned_for(const OrmRange *sql)
{
    return g_strdup_printf("uint%u_t", sql->maximum <= G_MAXUINT8    ? 8u
                                       : sql->maximum <= G_MAXUINT16 ? 16u
                                       : sql->maximum <= G_MAXUINT32 ? 32u
                                                                     : 64u);
}

static void report_cut(OrmRun *run, const OrmColumn *column, const OrmCType *type, const OrmRange *c,
                       const OrmRange *sql, const OrmCheckBounds *bounds)
{
    g_autofree char *sql_type = orm_run_type_text(run, column);
    g_autofree char *holds = column->type_stated && orm_run_dialect(run) != ORM_DIALECT_SQLITE
                                 ? g_strdup_printf("is %s", sql_type)
                                 : g_strdup("holds");
    gboolean above = sql->maximum > c->maximum;
    g_autofree char *limit = above ? g_strdup_printf("above %" G_GUINT64_FORMAT, c->maximum)
                                   : g_strdup_printf("below %" G_GINT64_FORMAT, c->minimum);
    g_autofree char *reach = above ? g_strdup_printf("up to %" G_GUINT64_FORMAT, sql->maximum)
                                   : g_strdup_printf("down to %" G_GINT64_FORMAT, sql->minimum);
    gboolean named = !g_str_equal(holds, "holds");
    OrmFinding *finding =
        orm_report(run, column->type_place, orm_about_column(column),
                   "field `%s` of type `%s` is narrower than column `%s`, which %s%s%s: values %s are cut to %u bits",
                   column->field_path, column->field->type->spelling, orm_column_label(column), holds,
                   named ? "" : " values ", named ? "" : reach, limit, type->bits);
    g_autofree char *fitting = type->kind == ORM_C_UNSIGNED && sql->minimum >= 0 ? unsigned_for(sql) : integer_for(sql);
    if (fitting != NULL)
        orm_finding_help(finding, "declare `%s` as `%s`", column->field_path, fitting);
    else
        orm_finding_help(finding, "keep it as text (`char *`), or bound the column with an ORM_CHECK");
    if (column->type_stated)
        orm_finding_related(finding, column->place, "`%s` is declared here", column->field_path);
    if (bounds != NULL)
        orm_finding_related(finding, bounds->place, "the values are bounded here");
}

static void report_wider(OrmRun *run, const OrmColumn *column, const OrmRange *sql)
{
    g_autofree char *sql_type = orm_run_type_text(run, column);
    OrmFinding *finding = orm_report_as(
        run, ORM_SEVERITY_INFO, column->type_place, orm_about_column(column),
        "field `%s` of type `%s` is wider than column `%s`, which is %s: writing a value above %" G_GUINT64_FORMAT
        " fails",
        column->field_path, column->field->type->spelling, orm_column_label(column), sql_type, sql->maximum);
    orm_finding_help(finding, "widen the column, or declare `%s` as `%sint%u_t`", column->field_path,
                     sql->minimum == 0 ? "u" : "", c_bits(orm_run_stated_type(run, column).bits));
    orm_finding_related(finding, column->place, "`%s` is declared here", column->field_path);
}

static void report_fraction(OrmRun *run, const OrmColumn *column)
{
    g_autofree char *sql_type = orm_run_type_text(run, column);
    OrmFinding *finding =
        orm_report(run, column->type_place, orm_about_column(column),
                   "field `%s` of type `%s` holds whole numbers only, but column `%s` is %s: 2.75 is "
                   "read as 2, and 2 is written back",
                   column->field_path, column->field->type->spelling, orm_column_label(column), sql_type);
    orm_finding_help(finding, "declare `%s` as `%s`, or make the column an integer", column->field_path,
                     orm_run_stated_type(run, column).bits == 32 ? "float" : "double");
    orm_finding_related(finding, column->place, "`%s` is declared here", column->field_path);
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    const OrmCType *type = orm_column_value_type(column);
    OrmRange c = orm_column_c_range(column);
    if (!c.known || column->field->bit_field > 0)
        return;
    const OrmCheckBounds *bounds = orm_run_check_bounds(run, column);
    OrmRange declared = orm_run_sql_range(run, column), sql = orm_range_narrow(declared, bounds);
    OrmSqlType stated = orm_run_stated_type(run, column);
    if (stated.family == ORM_SQL_FLOAT && dialect != ORM_DIALECT_SQLITE)
        report_fraction(run, column);
    if (!sql.known)
        return;
    if (is_cut(&c, &sql)) {
        if (!differs_in_sign_only(&stated, &c, &declared) &&
            !(is_declared_limit(&c, &sql, bounds) && dialect != ORM_DIALECT_SQLITE &&
              is_smallest_home(type, &stated, dialect)))
            report_cut(run, column, type, &c, &sql, bounds);
    } else if (bounds == NULL && dialect != ORM_DIALECT_SQLITE && stated.family == ORM_SQL_INTEGER &&
               type->bits > c_bits(stated.bits) && c.minimum <= sql.minimum &&
               !(stated.is_unsigned && type->kind != ORM_C_UNSIGNED && type->bits == c_bits(stated.bits + 1)) &&
               !orm_c_type_is_called(type, "time_t") && !orm_run_counts_itself(run, column)) {
        report_wider(run, column, &sql);
    }
}

const OrmRule orm_rule_c_int_width = {
    .name = "c-int-width",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A C integer is narrower, or wider, than the column it holds.",
    .why =
        "C narrows without a word: a `BIGINT` of 3000000000 read into an `int32_t` is -1294967296, and the next "
        "`UPDATE` writes that back; an `int` over a `DOUBLE PRECISION` drops what follows the point. The column is "
        "taken at its `type=`, narrowed by CHECKs that bound it (`CHECK (x BETWEEN 0 AND 255)`). A C type that is "
        "wider is reported as info: nothing is lost when reading, but the database refuses what does not fit, unless "
        "it counts the column itself. Where the column is the smallest type that holds the C type (`SMALLINT` for an "
        "`int8_t`, `BIGINT` for an `uint32_t`), nothing is reported. SQLite stores any integer in any column, so "
        "there only a CHECK bounds a column, and a STRICT table's integers have 64 bits. With `--schema`, the CHECKs "
        "of the actual table and of domains count too, and a domain is what it is made of; an actual column of another "
        "width than "
        "the model's is `drift-type`.",
    .fix = "Give the field a C type as wide as the column, or the column the type that the program needs.",
    .column = check_column,
};
