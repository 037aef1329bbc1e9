/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

/* Types that no version counts in; what is not known is not judged. */
static gboolean cannot_count(const OrmSqlType *type)
{
    switch (type->family) {
    case ORM_SQL_BOOLEAN:
    case ORM_SQL_FLOAT:
    case ORM_SQL_CHAR:
    case ORM_SQL_VARCHAR:
    case ORM_SQL_TEXT:
    case ORM_SQL_DATE:
    case ORM_SQL_TIME:
    case ORM_SQL_INTERVAL:
    case ORM_SQL_JSON:
    case ORM_SQL_ENUM:
        return TRUE;
    default:
        return type->array_depth > 0;
    }
}

/* The first that is fit for it. */
static const OrmColumn *version_of(const OrmModel *model)
{
    for (guint i = 0; model->table != NULL && i < model->table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(model->table->columns, i);
        if (column->model == model && column->flags->version.value == ORM_YES && !column->in_primary_key &&
            !cannot_count(&column->type))
            return column;
    }
    return NULL;
}

/* The version before this one in the same model, whether it is embedded, inherited by value, or its own. */
static const OrmColumn *earlier_version(const OrmColumn *column)
{
    const OrmColumn *first = version_of(column->model);
    return first != column ? first : NULL;
}

static const OrmColumn *inherited_version(const OrmModel *model)
{
    const OrmColumn *version = NULL;
    for (const OrmModel *base = model->base; base != NULL && version == NULL; base = base->base)
        version = model->inheritance != ORM_INHERITS_CONCRETE ? version_of(base) : NULL;
    return version;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const OrmModel *model = column->model;
    if (column->flags->version.value != ORM_YES)
        return;
    const OrmColumn *inherited = inherited_version(model), *earlier = earlier_version(column);
    g_autofree char *type = orm_sql_type_to_string(&column->type, orm_run_dialect(run));
    OrmFinding *finding = NULL;
    if (column->in_primary_key) {
        finding =
            orm_report(run, column->flags->version.place, orm_about_column(column),
                       "version column `%s` is part of the primary key, which never changes", orm_column_label(column));
        orm_finding_help(finding, "count versions in a column of their own");
    } else if (cannot_count(&column->type)) {
        finding = orm_report(run, column->flags->version.place, orm_about_column(column),
                             "version column `%s` is %s, which can neither be counted up nor hold a time stamp",
                             orm_column_label(column), type);
        orm_finding_help(finding, "make it an integer or a TIMESTAMP");
    } else if (inherited != NULL) {
        finding = orm_report(run, column->flags->version.place, orm_about_column(column),
                             "`%s` has a version column `%s` beside the one that it inherits, `%s`", model->name,
                             orm_column_label(column), orm_column_label(inherited));
        orm_finding_help(finding, "remove `version` here");
        orm_finding_related(finding, inherited->place, "the inherited version is declared here");
    } else if (earlier != NULL) {
        finding = orm_report(run, column->flags->version.place, orm_about_column(column),
                             "`%s` has two version columns, `%s` and `%s`", model->name, orm_column_label(earlier),
                             orm_column_label(column));
        orm_finding_help(finding, "remove `version` from one of them");
        orm_finding_related(finding, earlier->place, "`%s` is declared here", orm_column_label(earlier));
    }
}

const OrmRule orm_rule_version_column_invalid = {
    .name = "version-column-invalid",
    .family = ORM_FAMILY_INHERITANCE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A version column is part of the key, of a type that cannot count, redefined in a child, or one of two.",
    .why =
        "A version column is raised with each `UPDATE`, whose `WHERE` asks for the version that was read: if another "
        "program was faster, no row is found. A key must not change, text cannot be counted up, a DATE is the same "
        "all day, and with two versions in one hierarchy each sees half of the changes. Doctrine "
        "(`cannotVersionIdField`) and SQLAlchemy (`version_id_col`) know the same limits.",
    .fix = "Use one integer (or TIMESTAMP) column outside the key, declared on the base.",
    .column = check_column,
};
