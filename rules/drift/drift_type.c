/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_c_types.h"
#include "rules/differences.h"

/* What the field loses of the actual column, in words that go on from the sentence; NULL: nothing that is known. Free
 * with g_free. */
static char *loss_in_field(const OrmRun *run, const OrmColumn *column, const OrmColumn *actual)
{
    const OrmCType *type = column->field->type, *value = orm_column_value_type(column);
    OrmDialect dialect = orm_run_dialect(run);
    OrmSqlType found = orm_sql_type_element(&actual->type);
    OrmRange c = orm_column_c_range(column);
    OrmRange sql = orm_sql_type_range(&found, dialect, actual->table->strict.value == ORM_YES);
    if (c.known && sql.known && sql.maximum > c.maximum)
        return g_strdup_printf(": field `%s` of type `%s` cuts values above %" G_GUINT64_FORMAT, column->field_path,
                               type->spelling, c.maximum);
    if (value != NULL && value->kind == ORM_C_FLOAT && found.family == ORM_SQL_FLOAT && value->bits < found.bits &&
        dialect != ORM_DIALECT_SQLITE)
        return g_strdup_printf(": field `%s` of type `%s` keeps 6 of its 15 digits", column->field_path,
                               type->spelling);
    gboolean text = found.family == ORM_SQL_CHAR || found.family == ORM_SQL_VARCHAR;
    if (type->kind == ORM_C_ARRAY && type->inner->kind == ORM_C_CHAR && text && found.length >= type->length &&
        orm_dialect_enforces_lengths(dialect))
        return g_strdup_printf(": field `%s` of type `%s` cuts texts of more than %" G_GINT64_FORMAT " bytes",
                               column->field_path, type->spelling, type->length - 1);
    return NULL;
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_TYPE)
        return;
    const OrmColumn *column = difference->column, *actual = difference->actual_column;
    const char *meant = difference->expected != NULL ? difference->expected : "without a type";
    const char *met = difference->actual != NULL ? difference->actual : "without a type";
    g_autofree char *subject = g_strdup_printf("column `%s` is", orm_column_label(column));
    g_autofree char *loss = difference->certain ? loss_in_field(run, column, actual) : NULL;
    const char *narrower =
        difference->certain && difference->narrower ? ", which does not hold every such value" : NULL;
    OrmFinding *finding =
        loss != NULL || narrower != NULL
            ? orm_report_difference(run, difference, column->type_place, orm_about_column(column),
                                    "%s %s in the model but %s in the schema%s", subject, meant, met,
                                    narrower != NULL ? narrower : loss)
            : orm_report_sides(run, difference, column->type_place, orm_about_column(column), subject, meant, met);
    orm_finding_help(finding, "change the field or its `type=`, or the column (`ormlint diff` prints how)");
    orm_finding_related(finding, orm_known_place(actual->type_place, actual->place), "`%s` in the schema",
                        orm_column_label(actual));
}

const OrmRule orm_rule_drift_type = {
    .name = "drift-type",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A column's type differs between model and schema: family, width, sign, length, precision, time zone or "
               "array.",
    .why = "A program that believes in the wrong type writes values that are refused or cut, or reads values that do "
           "not fit into its field. Types are compared as the dialect means them: aliases are resolved and "
           "defaults filled in (`decimal` is `numeric(10,0)` on MySQL, `varchar` without a length is not "
           "`varchar(255)` on PostgreSQL), the display width of MySQL's integers means nothing. SQLite only knows "
           "affinities, so lengths and widths are equal there; on STRICT tables the type's name counts. Alembic "
           "(compare_type), Hibernate, active_record_doctor and database_consistency compare types too; lengths that "
           "only one side states are silent in Alembic.",
    .fix = "Change the C type or its `type=`, or the column.",
    .difference = check_difference,
};
