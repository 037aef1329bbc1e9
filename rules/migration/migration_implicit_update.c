/* SPDX-License-Identifier: MIT */
#include "rules/steps.h"

#include <string.h>

/* The first label of `enum('a','b')`. */
static char *first_label(const char *type)
{
    const char *open = strchr(type, '('), *end = open != NULL ? strpbrk(open + 1, ",)") : NULL;
    return end != NULL ? g_strndup(open + 1, (gsize)(end - open - 1)) : g_strdup("its first value");
}

/* What the rows get. Free with g_free. */
static char *implicit_value(const OrmMigrationStep *step, OrmDialect dialect, gboolean *is_zero_time)
{
    const char *text = step->new_type != NULL ? step->new_type : "";
    if (g_ascii_strncasecmp(text, "enum", strlen("enum")) == 0)
        return first_label(text);
    OrmSqlType type = orm_sql_type_parse(text, dialect);
    switch (type.family) {
    case ORM_SQL_BOOLEAN:
    case ORM_SQL_INTEGER:
    case ORM_SQL_NUMERIC:
    case ORM_SQL_FLOAT:
        return g_strdup("0");
    case ORM_SQL_JSON:
        return g_strdup("the JSON value null");
    case ORM_SQL_DATE:
    case ORM_SQL_TIMESTAMP:
        *is_zero_time = TRUE;
        return g_strdup(type.family == ORM_SQL_DATE ? "'0000-00-00'" : "'0000-00-00 00:00:00'");
    case ORM_SQL_CHAR:
    case ORM_SQL_VARCHAR:
    case ORM_SQL_TEXT:
    case ORM_SQL_BINARY:
    case ORM_SQL_VARBINARY:
    case ORM_SQL_BLOB:
        return g_strdup("''");
    default:
        return g_strdup("0 or ''");
    }
}

static void check_step(OrmRun *run, const OrmMigrationStep *step)
{
    if (step->kind != ORM_STEP_ADD_COLUMN || !step->not_null || step->has_default || step->is_generated ||
        !orm_dialect_is_mysql(orm_run_dialect(run)) || orm_step_is_on_new_object(run, step))
        return;
    gboolean is_zero_time = FALSE;
    g_autofree char *value = implicit_value(step, orm_run_dialect(run), &is_zero_time);
    OrmFinding *finding =
        orm_report(run, step->place, orm_about_step(run, step),
                   "the migration adds column `%s` as NOT NULL without a default: rows of `%s` get %s %s",
                   orm_step_label(step), orm_step_table_label(step), value,
                   is_zero_time ? "where the server allows it, else it fails" : "without a word");
    orm_finding_help(finding, "state the default that is meant, or add the column as nullable");
}

const OrmRule orm_rule_migration_implicit_update = {
    .name = "migration-implicit-update",
    .family = ORM_FAMILY_MIGRATION,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_MIGRATIONS,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A migration on MySQL adds a NOT NULL column without a default, which fills the rows with 0 or an "
               "empty text.",
    .why = "MySQL and MariaDB do not refuse it, as others do: every row that is there silently gets the implicit "
           "default of the type, 0, '' or the first value of an ENUM, which looks like data. Atlas (MY101) says "
           "the same.",
    .fix = "State the default that is meant, or add the column as nullable.",
    .step = check_step,
};
