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

/* What is lost between a count of seconds and the column; NULL: nothing. */
static const char *judge_integer(const OrmCType *type, const OrmSqlType *sql, OrmDialect dialect)
{
    if (type->bits <= 32)
        return "seconds since 1970 in 32 bits end on 2038-01-19";
    if (dialect == ORM_DIALECT_SQLITE)
        return NULL; /* an integer there is one of the three ways to keep a time */
    if (sql->family == ORM_SQL_DATE)
        return "a date is no count of seconds, and which day an instant falls on depends on the time zone";
    if (!orm_c_type_is_called(type, "time_t"))
        return "the number says neither its unit nor its epoch";
    return is_instant(sql, dialect) ? NULL : "a `time_t` is an instant, the column is local time without its zone";
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
    if (is_integer(type) && type->bits <= 32)
        return "use `int64_t` or `struct timespec`";
    if (type->kind == ORM_C_STRUCT && sql->family == ORM_SQL_TIMESTAMP)
        return "use `struct timespec`, which is an instant, or TIMESTAMP without time zone";
    if (sql->family == ORM_SQL_DATE)
        return "use `struct tm`, or text";
    return orm_c_type_is_called(type, "time_t") ? "use TIMESTAMP WITH TIME ZONE, or `struct tm`"
                                                : "use `struct timespec`, `struct tm` or `time_t`, or a BIGINT column";
}

/* A `time_t` over an integer column that ends in 2038. */
static gboolean is_short_epoch(const OrmCType *type, const OrmSqlType *sql, OrmDialect dialect)
{
    return is_integer(type) && orm_c_type_is_called(type, "time_t") && sql->family == ORM_SQL_INTEGER &&
           sql->bits <= 32 && !sql->is_unsigned && dialect != ORM_DIALECT_SQLITE;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    const OrmCType *type = orm_column_value_type(column);
    OrmSqlType sql = orm_run_stated_type(run, column);
    if (type == NULL || sql.array_depth > 0 || column->field->bit_field > 0)
        return;
    const char *why = NULL;
    if (is_short_epoch(type, &sql, dialect))
        why = "seconds since 1970 in 32 bits end on 2038-01-19";
    else if ((sql.family == ORM_SQL_TIMESTAMP || sql.family == ORM_SQL_DATE) && is_integer(type))
        why = judge_integer(type, &sql, dialect);
    else if (type->kind == ORM_C_STRUCT)
        why = judge_struct(type, &sql, dialect);
    if (why == NULL)
        return;
    g_autofree char *sql_type = orm_run_type_text(run, column);
    OrmFinding *finding =
        orm_report(run, column->type_place, orm_about_column(column),
                   "field `%s` of type `%s` does not fit column `%s`, which is %s: %s", column->field_path,
                   column->field->type->spelling, orm_column_label(column), sql_type, why);
    if (is_short_epoch(type, &sql, dialect))
        orm_finding_help(finding, "make the column BIGINT");
    else
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
           "An integer over a time column says neither unit nor epoch, and one of 32 bits ends on 2038-01-19. "
           "openradtool knows only the epoch. `struct timespec` over plain `TIMESTAMP` is what a model without a "
           "stated type gets, and is not reported. In SQLite an integer is a proper way to keep a time.",
    .fix = "Use `TIMESTAMP WITH TIME ZONE` for instants, `struct tm` for local times and days, 64 bits for counts of "
           "seconds.",
    .column = check_column,
};
