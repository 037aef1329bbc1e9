/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "rules/rule.h"

/* Why the type is better avoided, and what to state instead. */
typedef struct {
    const char *why, *instead;
} Advice;

static Advice postgresql_advice(const OrmColumn *column)
{
    const OrmSqlType *type = &column->type;
    if (type->family == ORM_SQL_TIMESTAMP && !type->with_time_zone)
        return (Advice){"does not say which moment it is: the time zone is left to the reader",
                        "TIMESTAMP WITH TIME ZONE"};
    if (type->family == ORM_SQL_JSON && g_str_equal(type->name, "json"))
        return (Advice){"is kept as text: it cannot be compared or indexed", "JSONB"};
    return (Advice){NULL, NULL};
}

/* Types that only PostgreSQL has, or that are blanks to the length everywhere. */
static Advice common_advice(const OrmColumn *column)
{
    const OrmSqlType *type = &column->type;
    if (column->type_stated && type->family == ORM_SQL_CHAR && type->length != ORM_SQL_UNSTATED)
        return (Advice){"is filled up with blanks, which count in some comparisons and not in others",
                        "VARCHAR or TEXT"};
    if (type->is_serial)
        return (Advice){"makes a sequence that is not a part of the table; SQL has identity columns for that",
                        "the integer type with `identity=by_default`"};
    if (type->family == ORM_SQL_OTHER && g_str_equal(type->name, "money"))
        return (Advice){"depends on the locale of the server", "NUMERIC"};
    return (Advice){NULL, NULL};
}

static gboolean says(const OrmColumn *column, const char *pattern)
{
    return orm_matches(column->type.text, pattern);
}

/* TINYINT(1) is MySQL's boolean; ZEROFILL needs the width. MariaDB's servers write the width of every integer. */
static gboolean has_idle_width(const OrmRun *run, const OrmColumn *column)
{
    gboolean usual =
        says(column, "(?i)^(tinyint\\([34]\\)|smallint\\([56]\\)|mediumint\\([89]\\)|int(eger)?\\(1[01]\\)|"
                     "bigint\\(20\\))");
    return column->type.family == ORM_SQL_INTEGER && says(column, "\\(") && !says(column, "(?i)zerofill") &&
           !(usual && orm_run_is_on_schema(run));
}

static Advice mysql_advice(const OrmRun *run, const OrmColumn *column)
{
    if (column->type_stated && has_idle_width(run, column))
        return (Advice){"has a display width, which looks like a bound and says nothing of the values",
                        "the type without the width"};
    if (column->type_stated && column->type.family == ORM_SQL_FLOAT && says(column, "\\(.*,"))
        return (Advice){"rounds what it stores to its digits, which no other database does, and MySQL deprecates it",
                        "DECIMAL, or the type without digits"};
    return (Advice){NULL, NULL};
}

static Advice advice_of(const OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (orm_dialect_is_mysql(dialect))
        return mysql_advice(run, column);
    if (dialect == ORM_DIALECT_SQLITE)
        return (Advice){NULL, NULL};
    Advice advice = dialect == ORM_DIALECT_POSTGRESQL ? postgresql_advice(column) : (Advice){NULL, NULL};
    return advice.why ? advice : common_advice(column);
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    Advice advice = advice_of(run, column);
    if (!advice.why || column->table->is_view || column->table->unmanaged)
        return;
    OrmFinding *finding = orm_report(run, column->type_place, orm_about_column(column), "type `%s` of column `%s` %s",
                                     column->type.text, orm_column_label(column), advice.why);
    orm_finding_help(finding, "state %s", advice.instead);
}

const OrmRule orm_rule_discouraged_type = {
    .name = "discouraged-type",
    .family = ORM_FAMILY_TYPE,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A column has a type for which there is a better one.",
    .why =
        "In PostgreSQL: CHAR(n) is padded with blanks, TIMESTAMP without a zone is no moment in time, JSON is text, "
        "MONEY depends on the server's locale, SERIAL hides a sequence. In MySQL and MariaDB: the display width of an "
        "integer looks like a bound and is none (`TINYINT(1)`, the boolean, and ZEROFILL, which needs one, are fine; "
        "of an "
        "actual schema, so is the width that the server writes of itself), and the digits of a FLOAT or DOUBLE round "
        "what "
        "is stored. squawk (`ban-char-field`, "
        "`prefer-timestamptz`, `prefer-identity`, `prefer-text-field`), pg-index-health and skeema (`display-width`) "
        "advise the same.",
    .fix = "State the better type with `type=`.",
    .column = check_column,
};
