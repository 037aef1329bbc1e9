/* SPDX-License-Identifier: MIT */
#include "rules/other_side.h"
#include "rules/rule.h"

/* MySQL keeps a TIMESTAMP in UTC whatever its name says: it is an instant, like TIMESTAMPTZ. */
static gboolean is_instant(const OrmSqlType *type, OrmDialect dialect)
{
    return type->with_time_zone || (orm_dialect_is_mysql(dialect) && g_strcmp0(type->name, "timestamp") == 0);
}

static gboolean is_integer(const OrmCType *type)
{
    return type->kind == ORM_C_SIGNED || type->kind == ORM_C_UNSIGNED;
}

static gboolean is_time(OrmSqlFamily family)
{
    return family == ORM_SQL_TIMESTAMP || family == ORM_SQL_DATE || family == ORM_SQL_TIME ||
           family == ORM_SQL_INTERVAL;
}

/* What becomes of seconds since 1970 in so few bits; NULL: they last. */
static const char *end_of_seconds(guint bits, gboolean is_unsigned)
{
    if (bits > 32)
        return NULL;
    if (bits < 32)
        return "seconds since 1970 do not fit so few bits";
    return is_unsigned ? "seconds since 1970 in 32 bits without a sign end on 2106-02-07"
                       : "seconds since 1970 in 32 bits end on 2038-01-19";
}

/* What is lost between a number and the column; NULL: nothing. */
static const char *judge_number(const OrmCType *type, const OrmSqlType *sql, OrmDialect dialect)
{
    gboolean is_time_t = orm_c_type_is_called(type, "time_t");
    const char *end = is_integer(type) ? end_of_seconds(type->bits, type->kind == ORM_C_UNSIGNED) : NULL;
    if (dialect == ORM_DIALECT_SQLITE) /* a number there is one of the three ways to keep a time */
        return sql->family == ORM_SQL_TIMESTAMP && type->kind == ORM_C_SIGNED ? end : NULL;
    switch (sql->family) {
    case ORM_SQL_DATE:
        return is_time_t ? "a date is no count of seconds, and which day an instant falls on depends on the time zone"
                         : "the number does not say what it counts, nor from which day";
    case ORM_SQL_TIME:
        return is_time_t ? "a `time_t` is an instant, and a time of day is none"
                         : "the number does not say whether it counts seconds or parts of them";
    case ORM_SQL_INTERVAL:
        return "an interval counts months, days and seconds apart, and a month has no fixed number of seconds";
    default:
        if (end != NULL)
            return end;
        if (!is_time_t)
            return "the number says neither its unit nor its epoch";
        return is_instant(sql, dialect) ? NULL : "a `time_t` is an instant, the column is local time without its zone";
    }
}

static const char *judge_struct(const OrmCType *type, const OrmSqlType *sql, OrmDialect dialect)
{
    if (type->tag == NULL)
        return NULL;
    gboolean broken_down = g_str_equal(type->tag, "tm");
    if (broken_down && sql->family == ORM_SQL_TIMESTAMP && sql->with_time_zone)
        return "a `struct tm` has no time zone of its own, so that the offset is lost";
    if (!broken_down && sql->family == ORM_SQL_DATE && dialect != ORM_DIALECT_SQLITE &&
        (g_str_equal(type->tag, "timespec") || g_str_equal(type->tag, "timeval")))
        return "a date is no instant, and which day an instant falls on depends on the time zone";
    return NULL;
}

static const char *suggestion(const OrmCType *type, const OrmSqlType *sql)
{
    if (sql->family == ORM_SQL_INTEGER)
        return "make the column BIGINT";
    if (sql->family == ORM_SQL_DATE || sql->family == ORM_SQL_TIME)
        return "use `struct tm`, or text";
    if (sql->family == ORM_SQL_INTERVAL)
        return "use text, or make the column BIGINT and count one unit";
    if (is_integer(type) && type->bits <= 32)
        return "use `int64_t` or `struct timespec`";
    if (type->kind == ORM_C_STRUCT)
        return "use `struct timespec`, which is an instant, or TIMESTAMP without time zone";
    return orm_c_type_is_called(type, "time_t") ? "use TIMESTAMP WITH TIME ZONE, or `struct tm`"
                                                : "use `struct timespec`, `struct tm` or `time_t`, or a BIGINT column";
}

/* A `time_t` over an integer column that ends in 2038, or before. */
static const char *judge_epoch(const OrmCType *type, const OrmSqlType *sql, OrmDialect dialect)
{
    if (!is_integer(type) || !orm_c_type_is_called(type, "time_t") || dialect == ORM_DIALECT_SQLITE)
        return NULL;
    return sql->is_unsigned && sql->bits == 32 ? NULL : end_of_seconds(sql->bits, FALSE);
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    const OrmCType *type = orm_column_value_type(column);
    OrmSqlType sql = orm_run_stated_type(run, column);
    if (type == NULL || sql.array_depth > 0 || column->field->bit_field > 0)
        return;
    const char *why = NULL;
    if (sql.family == ORM_SQL_INTEGER)
        why = judge_epoch(type, &sql, dialect);
    else if (is_time(sql.family) && (is_integer(type) || type->kind == ORM_C_FLOAT))
        why = judge_number(type, &sql, dialect);
    else if (type->kind == ORM_C_STRUCT)
        why = judge_struct(type, &sql, dialect);
    if (why == NULL)
        return;
    g_autofree char *sql_type = orm_run_type_text(run, column);
    OrmFinding *finding =
        orm_report(run, column->type_place, orm_about_column(column),
                   "field `%s` of type `%s` does not fit column `%s`, which is %s: %s", column->field_path,
                   column->field->type->spelling, orm_column_label(column), sql_type, why);
    orm_finding_help(finding, "%s", suggestion(type, &sql));
    orm_finding_related(finding, column->place, "`%s` is declared here", column->field_path);
}

const OrmRule orm_rule_c_time_type = {
    .name = "c-time-type",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A time in C and its column mean different things: instant, local time, day, or a count in 32 bits.",
    .why = "A `time_t`, `struct timespec` or `struct timeval` is an instant; `TIMESTAMP WITH TIME ZONE` and MySQL's "
           "`TIMESTAMP` are instants too, `TIMESTAMP` and `DATETIME` are what a clock on the wall shows, and `DATE` is "
           "a day. Between them somebody's time zone is applied, usually another one when reading than when writing. "
           "A number over a time column says neither unit nor epoch, and seconds in 32 bits end on 2038-01-19, in the "
           "field as in the column. "
           "openradtool knows only the epoch. `struct timespec` over plain `TIMESTAMP` is what a model without a "
           "stated type gets, and is not reported. In SQLite an integer is a proper way to keep a time.",
    .fix = "Use `TIMESTAMP WITH TIME ZONE` for instants, `struct tm` for local times and days, 64 bits for counts of "
           "seconds.",
    .column = check_column,
};
