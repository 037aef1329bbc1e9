/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "rules/type/dialect_types.h"

#include <string.h>

/* A stated type, taken apart. */
typedef struct {
    const OrmColumn *column;
    const OrmSqlTypeName *name;
    OrmDialect dialect;
    gboolean bare;    /* without parentheses */
    gboolean numeric; /* they hold whole numbers only */
    guint count;
    gint64 numbers[2];
} Stated;

/* What is wrong, as the end of a sentence (owned), or NULL; `taken`: the database makes the column all the same. */
typedef struct {
    char *text;
    gboolean taken;
} Fault;

static const Fault no_fault = {NULL, FALSE};

static G_GNUC_PRINTF(1, 2) Fault refused(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Fault fault = {g_strdup_vprintf(format, arguments), FALSE};
    va_end(arguments);
    return fault;
}

static Fault taken(const char *text)
{
    return (Fault){g_strdup(text), TRUE};
}

static void read_arguments(const char *text, Stated *stated)
{
    const char *open = strchr(text, '('), *close = open ? strchr(open, ')') : NULL;
    stated->bare = open == NULL;
    if (!close)
        return;
    g_autofree char *inside = g_strndup(open + 1, (gsize)(close - open - 1));
    g_auto(GStrv) parts = g_strsplit(inside, ",", -1);
    stated->count = g_strv_length(parts);
    stated->numeric = stated->count > 0;
    for (guint i = 0; i < stated->count; i++) {
        g_strstrip(parts[i]);
        stated->numeric = stated->numeric && orm_matches(parts[i], "^-?[0-9]+$");
        if (i < G_N_ELEMENTS(stated->numbers))
            stated->numbers[i] = g_ascii_strtoll(parts[i], NULL, 10);
    }
}

/* The entry of the type's first words, arguments and what follows them left out. */
static const OrmSqlTypeName *name_of(const OrmSqlType *type, OrmDialect dialect)
{
    g_autofree char *words = g_ascii_strdown(type->text, -1);
    words[strcspn(words, "([")] = '\0';
    return orm_sql_type_name_find(g_strstrip(words), dialect);
}

/* MySQL still reads the display width of a number: discouraged-type. Of the types without a family of their own, those
 * of extensions take what they like. */
static gboolean takes_none(const Stated *stated)
{
    const OrmSqlTypeName *name = stated->name;
    gboolean mysql = orm_dialect_is_mysql(stated->dialect);
    if (name->family == ORM_SQL_OTHER)
        return name->arguments == ORM_ARGUMENTS_NONE && stated->dialect == ORM_DIALECT_POSTGRESQL;
    if (name->family == ORM_SQL_TEXT || name->family == ORM_SQL_BLOB)
        return !mysql || (!g_str_equal(name->alias, "text") && !g_str_equal(name->alias, "blob"));
    if (mysql && (name->family == ORM_SQL_INTEGER || name->family == ORM_SQL_FLOAT))
        return name->is_serial;
    return name->arguments == ORM_ARGUMENTS_NONE;
}

static Fault length_fault(const Stated *stated)
{
    gint64 length = stated->numbers[0], longest = orm_type_longest(stated->column, stated->name, stated->dialect);
    OrmSqlFamily family = stated->name->family;
    gboolean mysql = orm_dialect_is_mysql(stated->dialect);
    if (longest > 0 && length > longest)
        return refused("its length is at most %" G_GINT64_FORMAT " in %s", longest, orm_dialect_title(stated->dialect));
    if (length > 0 || (mysql && length == 0 && (family == ORM_SQL_CHAR || family == ORM_SQL_BINARY)))
        return no_fault; /* MySQL's CHAR(0) is a bit: NULL or '' */
    if (mysql && length == 0)
        return taken(family == ORM_SQL_VARCHAR || family == ORM_SQL_VARBINARY
                         ? "with a length of 0 it holds nothing but ''"
                         : "a length of 0 is taken for none at all");
    return refused("its length must be at least 1");
}

static Fault numeric_fault(const Stated *stated)
{
    gint64 digits = stated->numbers[0], decimals = stated->count > 1 ? stated->numbers[1] : 0;
    OrmDialect dialect = stated->dialect;
    gint64 most = orm_numeric_most_digits(dialect), most_decimals = orm_numeric_most_decimals(dialect);
    const char *title = orm_dialect_title(dialect);
    if (digits == 0 && orm_dialect_is_mysql(dialect))
        return taken("a precision of 0 is taken for 10");
    if (digits <= 0)
        return refused("its precision must be at least 1");
    if (most > 0 && digits > most)
        return refused("its precision is at most %" G_GINT64_FORMAT " in %s", most, title);
    if (decimals < orm_numeric_least_decimals(dialect) || (most_decimals > 0 && decimals > most_decimals))
        return refused("%s takes %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " digits after the point", title,
                       orm_numeric_least_decimals(dialect), most_decimals);
    if (decimals <= digits)
        return no_fault;
    return dialect == ORM_DIALECT_POSTGRESQL
               ? taken("it has more digits after the point than in all, which PostgreSQL refuses before version 15")
               : refused("it has more digits after the point than in all");
}

static Fault fraction_fault(const Stated *stated)
{
    gint64 digits = stated->numbers[0];
    if (digits > 6 && stated->dialect == ORM_DIALECT_POSTGRESQL)
        return taken("PostgreSQL keeps 6 digits of a second at most");
    return digits < 0 || digits > 6 ? refused("seconds have 0 to 6 digits after the point") : no_fault;
}

/* FLOAT(p), and MySQL's display width of any float. */
static Fault float_fault(const Stated *stated)
{
    gint64 digits = stated->numbers[0];
    gint64 least = orm_dialect_is_mysql(stated->dialect) ? 0 : 1;
    if (stated->count == 1 && stated->name->arguments != ORM_ARGUMENTS_FLOAT_BITS)
        return refused("it takes two numbers or none");
    if (stated->count == 1)
        return digits < least || digits > 53 ? refused("its precision is 1 to 53 binary digits") : no_fault;
    if (digits < 1 || digits > 255)
        return refused("it has 1 to 255 digits");
    if (stated->numbers[1] < 0 || stated->numbers[1] > 30)
        return refused("it has 0 to 30 digits after the point");
    return stated->numbers[1] > digits ? refused("it has more digits after the point than in all") : no_fault;
}

static guint most_arguments(const Stated *stated)
{
    gboolean two = stated->name->arguments == ORM_ARGUMENTS_PRECISION_SCALE ||
                   (stated->name->family == ORM_SQL_FLOAT && orm_dialect_is_mysql(stated->dialect));
    return two ? 2 : 1;
}

static Fault number_fault(const Stated *stated)
{
    if (stated->count > most_arguments(stated))
        return refused("it has more arguments than the type takes");
    if (stated->name->family == ORM_SQL_FLOAT)
        return float_fault(stated);
    if (stated->name->family == ORM_SQL_INTEGER)
        return stated->numbers[0] < 0 || stated->numbers[0] > 255 ? refused("its display width is 0 to 255") : no_fault;
    switch (stated->name->arguments) {
    case ORM_ARGUMENTS_LENGTH:
        return length_fault(stated);
    case ORM_ARGUMENTS_PRECISION_SCALE:
        return numeric_fault(stated);
    case ORM_ARGUMENTS_FRACTION:
        return fraction_fault(stated);
    default:
        return no_fault;
    }
}

static Fault fault_of(const Stated *stated)
{
    OrmSqlFamily family = stated->name->family;
    if (stated->bare)
        return orm_dialect_is_mysql(stated->dialect) && (family == ORM_SQL_VARCHAR || family == ORM_SQL_VARBINARY)
                   ? refused("%s wants its length", orm_dialect_title(stated->dialect))
                   : no_fault;
    if (stated->count > 0 && takes_none(stated))
        return refused("the type takes no length");
    if (family == ORM_SQL_OTHER)
        return no_fault;
    return stated->numeric ? number_fault(stated) : refused("what its parentheses hold is no whole number");
}

/* Stated or not: `char *` is TEXT. */
static gboolean check_key(OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    OrmPlace key = orm_column_refused_key(column, dialect);
    if (!orm_place_known(&key))
        return FALSE;
    gboolean text = column->type.family == ORM_SQL_TEXT;
    g_autofree char *type = orm_sql_type_to_string(&column->type, dialect);
    OrmFinding *finding =
        orm_report(run, column->type_place, orm_about_column(column),
                   "column `%s` is %s, which %s takes into a %s only with a length", orm_column_label(column), type,
                   orm_dialect_title(dialect), dialect == ORM_DIALECT_MYSQL ? "key" : "primary key");
    orm_finding_help(finding, text ? "make it `char[N]`, or state `type=\"VARCHAR(N)\"`"
                                   : "make it `uint8_t[N]`, or state `type=\"VARBINARY(N)\"`");
    orm_finding_related(finding, key, "the key holds the whole column");
    return TRUE;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (check_key(run, column) || !column->type_stated || dialect == ORM_DIALECT_SQLITE)
        return;
    Stated stated = {.column = column, .name = name_of(&column->type, dialect), .dialect = dialect};
    if (stated.name == NULL || orm_type_foreign_part(&column->type, dialect) != NULL)
        return;
    read_arguments(column->type.text, &stated);
    Fault fault = fault_of(&stated);
    g_autofree char *text = fault.text;
    if (text == NULL)
        return;
    OrmFinding *finding = orm_report_as(
        run, fault.taken ? ORM_SEVERITY_WARNING : ORM_SEVERITY_ERROR, column->type_place, orm_about_column(column),
        "type `%s` of column `%s` is not valid: %s", column->type.text, orm_column_label(column), text);
    g_autofree char *name = g_ascii_strup(stated.name->alias, -1);
    if (stated.bare)
        orm_finding_help(finding, "write `%s(N)`", name);
    else if (takes_none(&stated))
        orm_finding_help(finding, "write `%s`", name);
}

const OrmRule orm_rule_type_argument_invalid = {
    .name = "type-argument-invalid",
    .family = ORM_FAMILY_TYPE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "The length, precision or scale of an SQL type is not one that the type can have.",
    .why =
        "The database refuses the table: a length of nothing or beyond what it has (`CHAR(300)` in MySQL, "
        "`NUMERIC(2000)` in PostgreSQL), more digits after the point than in all, a length on a type that has none "
        "(`INTEGER(10)`, `BOOLEAN(1)`), MySQL's VARCHAR, or TEXT in a key, without one (MariaDB minds the latter in a "
        "primary "
        "key only). Where the database takes the type all the same, "
        "but "
        "another than is stated, it is a warning: PostgreSQL makes `TIMESTAMP(9)` a TIMESTAMP(6), MySQL `DECIMAL(0)` a "
        "DECIMAL(10). MySQL and MariaDB still read a display width, which `discouraged-type` speaks of; SQLite reads "
        "and "
        "ignores all such numbers, so there is nothing to say there. "
        "Django (`fields.E121`, `E130` to `E134`), TypeORM and Prisma check the same.",
    .fix = "State a length or precision that the type can have, or none.",
    .column = check_column,
};
