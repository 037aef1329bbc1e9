/* SPDX-License-Identifier: MIT */
#include "rules/other_side.h"
#include "rules/rule.h"

static gboolean is_text(const OrmSqlType *type)
{
    return type->family == ORM_SQL_CHAR || type->family == ORM_SQL_VARCHAR || type->family == ORM_SQL_TEXT;
}

static OrmFinding *report(OrmRun *run, const OrmColumn *column, const char *why)
{
    OrmFinding *finding =
        orm_report(run, column->type_place, orm_about_column(column), "column `%s` cannot keep `enum %s`: %s",
                   orm_column_label(column), column->enumeration->enumeration->name, why);
    orm_finding_related(finding, column->enumeration->enumeration->place, "`enum %s` is defined here",
                        column->enumeration->enumeration->name);
    return finding;
}

/* The range of the column's own type, stated or derived. */
static OrmRange column_range(const OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (orm_run_stated_type(run, column).family == ORM_SQL_BOOLEAN && dialect != ORM_DIALECT_SQLITE)
        return orm_dialect_is_mysql(dialect) ? (OrmRange){TRUE, G_MININT8, G_MAXINT8} : (OrmRange){TRUE, 0, 1};
    if (column->type_stated || dialect == ORM_DIALECT_SQLITE)
        return orm_run_sql_range(run, column);
    return (OrmRange){column->type.family == ORM_SQL_INTEGER && column->type.bits == 32, G_MININT32, G_MAXINT32};
}

static void check_numbers(OrmRun *run, const OrmColumn *column)
{
    const GArray *constants = column->enumeration->enumeration->constants;
    g_autofree char *sql_type = orm_run_type_text(run, column);
    OrmSqlType stated = orm_run_stated_type(run, column);
    if (is_text(&stated)) {
        g_autofree char *why = g_strdup_printf("it is %s, but the constants are stored as integers", sql_type);
        orm_finding_help(report(run, column, why), "store their labels with `ORM_ENUM(storage=string)`, or make the "
                                                   "column INTEGER");
        return;
    }
    OrmRange range = column_range(run, column);
    for (guint i = 0; range.known && i < orm_enum_values(column->enumeration->enumeration); i++) {
        const OrmEnumConstant *constant = &g_array_index(constants, OrmEnumConstant, i);
        if (constant->value >= range.minimum && (constant->value < 0 || (guint64)constant->value <= range.maximum))
            continue;
        g_autofree char *why = g_strdup_printf("it is %s and holds %" G_GINT64_FORMAT " to %" G_GUINT64_FORMAT
                                               ", but `%s` is %" G_GINT64_FORMAT,
                                               sql_type, range.minimum, range.maximum, constant->name, constant->value);
        OrmFinding *finding = report(run, column, why);
        gboolean truth = orm_run_stated_type(run, column).family == ORM_SQL_BOOLEAN;
        orm_finding_help(finding, "%s", truth ? "make the column SMALLINT" : "widen the column");
        orm_finding_related(finding, constant->place, "`%s` has its value here", constant->name);
        return;
    }
}

static void check_labels(OrmRun *run, const OrmColumn *column)
{
    g_autofree char *sql_type = orm_run_type_text(run, column);
    OrmSqlType stated = orm_run_stated_type(run, column);
    if (stated.family == ORM_SQL_INTEGER || stated.family == ORM_SQL_NUMERIC || stated.family == ORM_SQL_BOOLEAN) {
        g_autofree char *why = g_strdup_printf("it is %s, but the constants are stored as their labels", sql_type);
        orm_finding_help(report(run, column, why), "drop `storage=string`, or `type=`");
        return;
    }
    if (!is_text(&stated) || stated.length == ORM_SQL_UNSTATED || !orm_dialect_enforces_lengths(orm_run_dialect(run)))
        return;
    const char *longest = NULL;
    for (guint i = 0; i < orm_enum_values(column->enumeration->enumeration); i++) {
        const char *label = g_ptr_array_index(column->enumeration->labels, i);
        if (longest == NULL || g_utf8_strlen(label, -1) > g_utf8_strlen(longest, -1))
            longest = label;
    }
    if (longest == NULL || g_utf8_strlen(longest, -1) <= stated.length)
        return;
    g_autofree char *why = g_strdup_printf("it is %s, but the label '%s' has %ld characters", sql_type, longest,
                                           g_utf8_strlen(longest, -1));
    orm_finding_help(report(run, column, why), "make it VARCHAR(%ld)", g_utf8_strlen(longest, -1));
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    if (column->enumeration->enumeration == NULL || column->type.array_depth > 0)
        return;
    if (column->enumeration->storage == ORM_ENUM_STORED_INTEGER)
        check_numbers(run, column);
    else if (column->type_stated && column->enumeration->storage == ORM_ENUM_STORED_STRING)
        check_labels(run, column);
}

const OrmRule orm_rule_c_enum_storage = {
    .name = "c-enum-storage",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "An enum's constants do not fit the column that stores them.",
    .why =
        "A constant of 300 does not fit a `TINYINT`, a label of twelve characters no `VARCHAR(10)`, and an enum stored "
        "as a number is no text: the database refuses the row, or, where it is lenient, cuts it. openradtool "
        "(`enum-toolarge`), Doctrine (backing type) and database_consistency (EnumTypeChecker) check parts of it.",
    .fix =
        "Widen the column, or choose the storage that it is made for: `ORM_ENUM(storage=string)` or an integer type.",
    .column = check_column,
};
