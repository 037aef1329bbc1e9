/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/expression.h"
#include "rules/rule.h"

/* MySQL refuses VARCHAR without a length: type-argument-invalid. */
static gboolean is_unbounded(const OrmColumn *column, OrmDialect dialect)
{
    const OrmSqlType *type = &column->type;
    if (type->family == ORM_SQL_VARCHAR && column->type_stated && orm_dialect_is_mysql(dialect))
        return FALSE;
    return type->array_depth == 0 && !column->enumeration.enumeration && type->length == ORM_SQL_UNSTATED &&
           (type->family == ORM_SQL_TEXT || type->family == ORM_SQL_VARCHAR);
}

/* A CHECK that speaks of the column may bound its length: `length(note) <= 200`. */
static gboolean is_checked(const OrmColumn *column, OrmDialect dialect)
{
    for (guint i = 0; i < column->table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(column->table->checks, i);
        g_autoptr(OrmExpression) expression = orm_expression_parse(check->expression.text, dialect);
        if (!expression || (orm_expression_names(expression, column->name) &&
                            g_regex_match_simple("length", check->expression.text, G_REGEX_CASELESS, 0)))
            return TRUE;
    }
    return FALSE;
}

/* The place where a key of MySQL holds the whole column, which needs a length; unknown: none does. */
static OrmPlace whole_in_key(const OrmColumn *column)
{
    if (column->in_primary_key)
        return column->table->primary_key->place;
    for (guint i = 0; i < column->table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(column->table->indexes, i);
        const OrmArgument *kind = index->annotation ? orm_annotation_argument(index->annotation, "prefix") : NULL;
        for (guint k = 0; k < index->elements->len && !kind; k++) {
            const OrmIndexElement *element = g_ptr_array_index(index->elements, k);
            if (element->reference.column == column && element->prefix_length == ORM_SQL_UNSTATED)
                return element->place;
        }
    }
    return ORM_PLACE_UNKNOWN;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (dialect == ORM_DIALECT_SQLITE || column->table->is_view || !is_unbounded(column, dialect))
        return;
    OrmPlace key = orm_dialect_is_mysql(dialect) ? whole_in_key(column) : ORM_PLACE_UNKNOWN;
    if (!orm_place_known(&key) && is_checked(column, dialect))
        return;
    g_autofree char *type = orm_sql_type_to_string(&column->type, dialect);
    OrmFinding *finding =
        orm_report(run, column->type_place, orm_about_column(column),
                   orm_place_known(&key) ? "column `%s` is %s, which MySQL takes into a key only with "
                                           "a length"
                                         : "column `%s` is %s without a length",
                   orm_column_label(column), type);
    orm_finding_help(finding, "make it `char[N]`, or state `type=\"VARCHAR(N)\"`");
    orm_finding_related(finding, key, "the key holds the whole column");
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
        "that. Some projects therefore want a bound on each string; those that do not leave this rule off. MySQL "
        "refuses a key over TEXT unless it says how many characters count. A CHECK of the column's length is a bound "
        "too; SQLite enforces no length at all, and nothing is reported there. prisma-lint "
        "(`ban-unbounded-string-type`) and Django (`fields.E120`, `mysql.W003`) report the same.",
    .fix = "Declare the field `char[N]`, state `type=\"VARCHAR(N)\"`, or bound it with a CHECK.",
    .column = check_column,
};
