/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

static gboolean is_text(const OrmSqlType *type)
{
    return type->family == ORM_SQL_VARCHAR || type->family == ORM_SQL_TEXT;
}

static gboolean is_bytes(const OrmSqlType *type)
{
    return type->family == ORM_SQL_VARBINARY || type->family == ORM_SQL_BLOB;
}

/* More room in the same form: neither the rows nor what programs read changes. */
static gboolean only_grows(const OrmSqlType *old_type, const OrmSqlType *new_type)
{
    gboolean is_growing = old_type->family == ORM_SQL_NUMERIC || old_type->family == ORM_SQL_TIME ||
                          old_type->family == ORM_SQL_TIMESTAMP || old_type->family == ORM_SQL_BIT;
    return (is_text(old_type) && is_text(new_type)) || (is_bytes(old_type) && is_bytes(new_type)) ||
           (is_growing && new_type->family == old_type->family && new_type->name == old_type->name);
}

/* MySQL's BOOLEAN is a TINYINT whose width of display is 1. */
static gboolean is_tiny(const OrmSqlType *type, OrmDialect dialect)
{
    return orm_dialect_is_mysql(dialect) &&
           (type->family == ORM_SQL_BOOLEAN ||
            (type->family == ORM_SQL_INTEGER && type->bits == 8 && !type->is_unsigned));
}

static gboolean is_enum(const OrmSqlType *type)
{
    return type->family == ORM_SQL_ENUM || g_str_has_prefix(type->text, "enum(");
}

/* Whether another kind of type cannot hold all that there may be: fractions, a time of the day, any text. */
static gboolean loses_values(const OrmSqlType *old_type, const OrmSqlType *new_type)
{
    switch (old_type->family) {
    case ORM_SQL_CHAR:
    case ORM_SQL_VARCHAR:
    case ORM_SQL_TEXT:
        return is_enum(new_type) || (new_type->family >= ORM_SQL_BOOLEAN && new_type->family <= ORM_SQL_FLOAT) ||
               (new_type->family >= ORM_SQL_DATE && new_type->family <= ORM_SQL_JSON);
    case ORM_SQL_NUMERIC:
        return new_type->family == ORM_SQL_INTEGER && old_type->scale > 0;
    case ORM_SQL_FLOAT:
        return new_type->family == ORM_SQL_INTEGER;
    case ORM_SQL_TIMESTAMP: /* MySQL's DATETIME reaches further than its TIMESTAMP */
        return new_type->family == ORM_SQL_DATE || new_type->family == ORM_SQL_TIME ||
               (g_str_equal(old_type->name, "datetime") && g_str_equal(new_type->name, "timestamp"));
    default:
        return FALSE;
    }
}

typedef enum { SAME, OTHER, NARROWER } Change;

static Change change_of(const OrmMigrationStep *step, OrmDialect dialect)
{
    OrmSqlType old_type = orm_sql_type_parse(step->old_type, dialect);
    OrmSqlType new_type = orm_sql_type_parse(step->new_type, dialect);
    OrmSqlFit fit = orm_sql_type_fit(&new_type, &old_type);
    gboolean same_name = old_type.family != ORM_SQL_TIMESTAMP || old_type.name == new_type.name;
    if (fit == ORM_FIT_NARROWER || fit == ORM_FIT_SIGN || loses_values(&old_type, &new_type))
        return NARROWER;
    if ((fit == ORM_FIT_EQUAL && same_name) || (fit == ORM_FIT_WIDER && only_grows(&old_type, &new_type)) ||
        (fit == ORM_FIT_UNKNOWN && g_ascii_strcasecmp(step->old_type, step->new_type) == 0) ||
        (is_tiny(&old_type, dialect) && is_tiny(&new_type, dialect)))
        return SAME;
    return OTHER;
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind != ORM_STEP_ALTER_TYPE || step->old_type == NULL || step->new_type == NULL ||
        orm_step_is_on_new_object(run, step))
        return;
    Change change = change_of(step, orm_run_dialect(run));
    if (change == SAME)
        return;
    gboolean narrows = change == NARROWER;
    OrmFinding *finding =
        orm_report_as(run, narrows ? ORM_SEVERITY_ERROR : ORM_SEVERITY_WARNING, step->place, orm_about_step(run, step),
                      "the migration changes column `%s` from %s to %s%s", orm_step_label(step), step->old_type,
                      step->new_type, narrows ? ", which does not hold every value" : "");
    orm_finding_help(finding, narrows ? "make sure that every value fits, or keep the type"
                                      : "programs that read the old type must change with it");
}

const OrmRule orm_rule_migration_narrows_type = {
    .name = "migration-narrows-type",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_MIGRATIONS,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A migration changes a column's type; an error where the new one holds less.",
    .why = "Values that do not fit make the statement fail or are cut, and a C program that reads the column "
           "into a field of the old type reads garbage. Atlas (data-dependent changes), squawk (changing-column-"
           "type) and strong_migrations (change_column) say the same. More room in the same form (a "
           "longer VARCHAR, a NUMERIC with more digits, finer fractions of a second) changes nothing for them, and is "
           "not reported.",
    .fix = "Add a column of the new type, copy, and move the programs over; or make sure that every value fits, "
           "and deploy the program with the migration.",
    .step = check_step,
};
