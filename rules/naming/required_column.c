/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

/* Whether a field of the model, ignored or of a type that makes no column, has the name. */
static gboolean has_other_field(const OrmModel *model, const char *name)
{
    for (guint i = 0; i < model->ignored->len; i++)
        if (g_strcmp0(((const OrmField *)g_ptr_array_index(model->ignored, i))->name, name) == 0)
            return TRUE;
    for (guint i = 0; i < model->unmapped->len; i++)
        if (g_strcmp0(((const OrmUnmapped *)g_ptr_array_index(model->unmapped, i))->field->name, name) == 0)
            return TRUE;
    return FALSE;
}

/* Whether columns may come from a base or an embedded struct that was not seen. */
static gboolean hides_columns(const OrmTable *table)
{
    const OrmModel *model = table->model;
    gboolean hidden = table->columns_unknown;
    if (model == NULL)
        return hidden;
    hidden = hidden || (model->base_name.text != NULL && model->base == NULL);
    for (guint i = 0; i < model->embeds->len; i++)
        hidden = hidden || ((const OrmEmbed *)g_ptr_array_index(model->embeds, i))->target == NULL;
    return hidden;
}

/* A table that only links has nothing of its own to tell; a joined child's columns are in its parent's table as well.
 */
static gboolean is_asked(const OrmTable *table)
{
    gboolean links = table->foreign_keys->len > 1;
    for (guint i = 0; i < table->columns->len; i++)
        links = links && ((const OrmColumn *)g_ptr_array_index(table->columns, i))->foreign_keys->len > 0;
    gboolean joined = table->model != NULL && table->model->inheritance == ORM_INHERITS_JOINED;
    return !table->is_view && !table->unmanaged && !joined && !links && !hides_columns(table);
}

static void check_type(OrmRun *run, const OrmColumn *column, const char *wanted)
{
    OrmDialect dialect = orm_run_dialect(run);
    OrmSqlType type = orm_sql_type_parse(wanted, dialect);
    OrmSqlFit fit = orm_sql_type_fit(&column->type, &type);
    if (fit == ORM_FIT_EQUAL || fit == ORM_FIT_WIDER || fit == ORM_FIT_UNKNOWN)
        return;
    g_autofree char *is = orm_sql_type_to_string(&column->type, dialect);
    OrmFinding *finding = orm_report(run, column->type_place, orm_about_column(column),
                                     "column `%s` of table `%s` is %s where the project demands %s", column->name,
                                     orm_table_label(column->table), is, wanted);
    orm_finding_help(finding, "state `type=\"%s\"`, or a C type that gives it", wanted);
}

/* By SQL name: a field of that name whose column is called otherwise is not what the project demands. */
static const OrmColumn *column_called(const OrmTable *table, const char *name)
{
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (g_ascii_strcasecmp(column->name, name) == 0)
            return column;
    }
    return NULL;
}

static void check_column(OrmRun *run, const OrmTable *table, const char *demand)
{
    gsize length = strcspn(demand, " ");
    g_autofree char *name = g_strndup(demand, length);
    const char *type = demand + length + strspn(demand + length, " ");
    const OrmColumn *column = column_called(table, name);
    if (column != NULL && type[0] != '\0')
        check_type(run, column, type);
    if (column != NULL || (table->model != NULL && has_other_field(table->model, name)))
        return;
    OrmFinding *finding =
        orm_report(run, table->place, orm_about_table(table),
                   "table `%s` has no column `%s`, which the project demands", orm_table_label(table), name);
    orm_finding_help(finding, "add a field `%s`%s%s, or a struct that all tables embed", name,
                     type[0] != '\0' ? " of a type that gives " : "", type);
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (!is_asked(table))
        return;
    for (const char *const *demand = orm_run_list(run, "columns"); *demand != NULL; demand++)
        check_column(run, table, *demand);
}

static const OrmRuleOption options[] = {
    {"columns", ORM_RULE_OPTION_LIST, "created_at,updated_at",
     "The columns that every table has, each a name or a name with an SQL type: `created_at TIMESTAMP`.", NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_required_column = {
    .name = "required-column",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A table lacks a column that the project demands of every table.",
    .why =
        "When a row was made and last changed is asked only after it went wrong, and cannot be found out then. A "
        "column that every table must have (times, a tenant, a version) is forgotten in the one that is written in a "
        "hurry. Not asked of are views, tables that only link others, unmanaged ones, and children of joined "
        "inheritance, whose parent has it. prisma-lint (`require-field`, `require-field-type`), "
        "active_record_doctor (`table_without_timestamps`) and rubocop-rails check the same.",
    .fix = "Add the column, best by embedding one struct that holds all of them (`ORM_EMBED()`), or take the table out "
           "in the configuration: `overrides: [{tables: [\"lookup_*\"], rules: {required-column: off}}]`.",
    .options = options,
    .table = check_table,
};
