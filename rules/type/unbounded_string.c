/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "analyzer/graph/expression.h"
#include "rules/type/dialect_types.h"

/* What MySQL refuses is type-argument-invalid: VARCHAR without a length, TEXT in a key. A foreign key's column takes
 * its target's length. */
static gboolean is_unbounded(const OrmColumn *column, OrmDialect dialect)
{
    const OrmSqlType *type = &column->type;
    OrmPlace key = orm_column_refused_key(column, dialect);
    if (type->family == ORM_SQL_VARCHAR && column->type_stated && orm_dialect_is_mysql(dialect))
        return FALSE;
    if (orm_place_known(&key) || column->foreign_keys->len > 0 || column->details->computed.text != NULL)
        return FALSE;
    return type->array_depth == 0 && !column->enumeration->enumeration && type->length == ORM_SQL_UNSTATED &&
           (type->family == ORM_SQL_TEXT || type->family == ORM_SQL_VARCHAR);
}

/* A CHECK that speaks of the column may bound its length: `length(note) <= 200`, `kind IN ('a', 'b')`, a pattern. */
static gboolean is_checked(const OrmColumn *column, OrmDialect dialect)
{
    for (guint i = 0; i < column->table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(column->table->checks, i);
        g_autoptr(OrmExpression) expression = orm_expression_parse(check->expression.text, dialect);
        if (!expression || (orm_expression_names(expression, column->name) &&
                            orm_matches(check->expression.text, "(?i)length|\\bin\\b|~|similar to|regexp|rlike")))
            return TRUE;
    }
    return FALSE;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (dialect == ORM_DIALECT_SQLITE || column->table->is_view || !is_unbounded(column, dialect) ||
        is_checked(column, dialect))
        return;
    g_autofree char *type = orm_sql_type_to_string(&column->type, dialect);
    OrmFinding *finding = orm_report(run, column->type_place, orm_about_column(column),
                                     "column `%s` is %s without a length", orm_column_label(column), type);
    orm_finding_help(finding, "make it `char[N]`, or state `type=\"VARCHAR(N)\"`");
}

const OrmRule orm_rule_unbounded_string = {
    .name = "unbounded-string",
    .family = ORM_FAMILY_TYPE,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A string column has no length.",
    .why =
        "Whatever the program reads from outside goes into it, up to a gigabyte, and every reader must be ready for "
        "that. Some projects therefore want a bound on each string; those that do not leave this rule off. A CHECK of "
        "the "
        "column's length or values is a bound too, and so is the length of a foreign key's target. What MySQL refuses "
        "without a length, VARCHAR and a key over TEXT, is `type-argument-invalid`. SQLite enforces no length at all, "
        "and nothing is reported there. prisma-lint "
        "(`ban-unbounded-string-type`) and Django (`fields.E120`, `mysql.W003`) report the same.",
    .fix = "Declare the field `char[N]`, state `type=\"VARCHAR(N)\"`, or bound it with a CHECK.",
    .column = check_column,
};
