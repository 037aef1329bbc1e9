/* SPDX-License-Identifier: MIT */
#include "rules/other_side.h"
#include "rules/rule.h"

#include <string.h>

/* SQLite's own floating type has 8 bytes by any name; `REAL` and `FLOAT` over a `float` promise no more. */
static gboolean is_own_real(const OrmSqlType *stated, OrmDialect dialect)
{
    return dialect == ORM_DIALECT_SQLITE && g_ascii_strncasecmp(stated->text, "double", strlen("double")) != 0;
}

static gboolean is_money(const OrmSqlType *stated)
{
    return stated->family == ORM_SQL_OTHER && g_str_equal(stated->name, "money");
}

static gboolean is_strict(const OrmTable *table)
{
    return table->strict.value == ORM_YES;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    const OrmCType *type = orm_column_value_type(column);
    OrmSqlType stated = orm_run_stated_type(run, column);
    if (type == NULL || type->kind != ORM_C_FLOAT || stated.array_depth > 0)
        return;
    gboolean decimal = is_money(&stated) || (stated.family == ORM_SQL_NUMERIC &&
                                             (dialect != ORM_DIALECT_SQLITE || is_strict(column->table)));
    gboolean narrow = stated.family == ORM_SQL_FLOAT && type->bits < stated.bits && !is_own_real(&stated, dialect);
    if (!decimal && !narrow)
        return;
    g_autofree char *sql_type = orm_run_type_text(run, column);
    guint digits = type->bits == 32 ? 6 : type->bits == 64 ? 15 : 18;
    OrmFinding *finding;
    if (decimal) {
        finding =
            orm_report(run, column->type_place, orm_about_column(column),
                       "field `%s` of type `%s` holds column `%s`, which is %s, as a binary fraction: it has no "
                       "exact 0.1 and %u reliable digits",
                       column->field_path, column->field->type->spelling, orm_column_label(column), sql_type, digits);
        orm_finding_help(finding, "keep it as text (`char *`) or as an integer of its smallest unit (`int64_t`)");
    } else {
        finding =
            orm_report(run, column->type_place, orm_about_column(column),
                       "field `%s` of type `%s` keeps %u digits of column `%s`, which is %s and has 15",
                       column->field_path, column->field->type->spelling, digits, orm_column_label(column), sql_type);
        orm_finding_help(finding, "declare `%s` as `double`", column->field_path);
    }
    orm_finding_related(finding, column->place, "`%s` is declared here", column->field_path);
}

const OrmRule orm_rule_c_float_for_decimal = {
    .name = "c-float-for-decimal",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A floating-point field holds a decimal column, or a `float` a double one.",
    .why =
        "Whoever chose `NUMERIC` wanted decimal arithmetic; a `double` in the program gives it up again: 0.10 becomes "
        "0.1000000000000000055, sums drift, and comparisons with the stored value fail. A `float` over `DOUBLE "
        "PRECISION` drops more than half of the digits each time a row is read and written back. SQLite has no "
        "decimal type (its NUMERIC is an integer or a double), so there only the second case is reported. sqlcheck "
        "warns of the same confusion among SQL types (2001).",
    .fix = "Keep the value as text, as an integer of the smallest unit, or in a decimal library's type; else make the "
           "column `DOUBLE PRECISION`.",
    .column = check_column,
};
