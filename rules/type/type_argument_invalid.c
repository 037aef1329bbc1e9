/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/sql_type_names.h"
#include "rules/rule.h"

#include <string.h>

/* What stands in the parentheses of a stated type: numbers only. FALSE: nothing does, or other words do. */
static gboolean read_arguments(const char *text, gint64 numbers[2], guint *count)
{
    const char *open = strchr(text, '('), *close = open ? strchr(open, ')') : NULL;
    if (!close)
        return FALSE;
    g_autofree char *inside = g_strndup(open + 1, (gsize)(close - open - 1));
    g_auto(GStrv) parts = g_strsplit(inside, ",", -1);
    *count = g_strv_length(parts);
    for (guint i = 0; i < *count; i++) {
        g_strstrip(parts[i]);
        if (!g_regex_match_simple("^-?[0-9]+$", parts[i], 0, 0))
            return FALSE;
        if (i < 2)
            numbers[i] = g_ascii_strtoll(parts[i], NULL, 10);
    }
    return *count > 0;
}

/* The entry of the type's first words, arguments and what follows them left out. */
static const OrmSqlTypeName *name_of(const OrmSqlType *type, OrmDialect dialect)
{
    g_autofree char *words = g_ascii_strdown(type->text, -1);
    words[strcspn(words, "([")] = '\0';
    return orm_sql_type_name_find(g_strstrip(words), dialect);
}

/* MySQL still reads a display width, which says nothing of the values: discouraged-type. */
static gboolean takes_width(const OrmSqlType *type, OrmDialect dialect)
{
    return orm_dialect_is_mysql(dialect) &&
           (type->family == ORM_SQL_INTEGER || type->family == ORM_SQL_FLOAT || type->family == ORM_SQL_TEXT ||
            type->family == ORM_SQL_BLOB || type->family == ORM_SQL_BOOLEAN);
}

static gboolean takes_none(const OrmSqlTypeName *name, const OrmSqlType *type, OrmDialect dialect)
{
    if (takes_width(type, dialect))
        return FALSE;
    gboolean unbounded = type->family == ORM_SQL_TEXT || type->family == ORM_SQL_BLOB;
    return name->arguments == ORM_ARGUMENTS_NONE || (unbounded && !orm_dialect_is_mysql(dialect));
}

/* What is wrong, as the end of a sentence; NULL: nothing. Free with g_free. */
static char *fault_of(const OrmSqlTypeName *name, const OrmSqlType *type, OrmDialect dialect)
{
    gint64 numbers[2] = {0, 0};
    guint count = 0;
    if (!read_arguments(type->text, numbers, &count))
        return NULL;
    if (takes_none(name, type, dialect))
        return g_strdup("the type takes no length");
    if (count > (name->arguments == ORM_ARGUMENTS_PRECISION_SCALE || takes_width(type, dialect) ? 2 : 1))
        return g_strdup("it has more arguments than the type takes");
    if (name->arguments == ORM_ARGUMENTS_LENGTH && numbers[0] <= 0)
        return g_strdup("its length must be at least 1");
    if (name->arguments == ORM_ARGUMENTS_FRACTION && (numbers[0] < 0 || numbers[0] > 6))
        return g_strdup("seconds have 0 to 6 digits after the point");
    if (name->arguments == ORM_ARGUMENTS_FLOAT_BITS && count == 1 && (numbers[0] < 1 || numbers[0] > 53))
        return g_strdup("its precision is 1 to 53 binary digits");
    if (name->arguments != ORM_ARGUMENTS_PRECISION_SCALE)
        return NULL;
    if (numbers[0] <= 0)
        return g_strdup("its precision must be at least 1");
    return count == 2 && numbers[1] > numbers[0] ? g_strdup("it has more digits after the point than in all") : NULL;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    const OrmSqlType *type = &column->type;
    if (!column->type_stated || dialect == ORM_DIALECT_SQLITE || type->family == ORM_SQL_UNKNOWN ||
        type->family == ORM_SQL_OTHER || type->family == ORM_SQL_ENUM)
        return;
    const OrmSqlTypeName *name = name_of(type, dialect);
    g_autofree char *fault = name ? fault_of(name, type, dialect) : NULL;
    if (!fault)
        return;
    OrmFinding *finding =
        orm_report(run, column->type_place, orm_about_column(column), "type `%s` of column `%s` is not valid: %s",
                   type->text, orm_column_label(column), fault);
    g_autofree char *bare = g_ascii_strup(name->alias, -1);
    if (takes_none(name, type, dialect))
        orm_finding_help(finding, "write `%s`", bare);
}

const OrmRule orm_rule_type_argument_invalid = {
    .name = "type-argument-invalid",
    .family = ORM_FAMILY_TYPE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "The length, precision or scale of an SQL type is not one that the type can have.",
    .why =
        "The database refuses the table: a length of nothing, more digits after the point than in all, a length on a "
        "type that has none (`INTEGER(10)`, `BOOLEAN(1)`). MySQL and MariaDB still read a display width, which "
        "`discouraged-type` speaks of; SQLite reads and ignores all such numbers, so there is nothing to say there. "
        "Django (`fields.E121`, `E130` to `E134`), TypeORM and Prisma check the same.",
    .fix = "State a length or precision that the type can have, or none.",
    .column = check_column,
};
