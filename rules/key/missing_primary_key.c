/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

/* The column to propose: one called `id`, else one that is unique and NOT NULL already. */
static const OrmColumn *candidate(const OrmTable *table)
{
    const OrmColumn *unique = NULL;
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (g_ascii_strcasecmp(column->name, "id") == 0)
            return column;
        if (!unique && column->flags->unique.value == ORM_YES && column->nullable == ORM_NO)
            unique = column;
    }
    return unique;
}

/* Whether the model that is in charge of the table states the key, of which this one only shows some columns. */
static gboolean keyed_by_twin(const OrmGraph *graph, const OrmTable *table)
{
    const OrmTable *first = table->unmanaged ? orm_graph_table(graph, orm_table_label(table)) : NULL;
    for (guint i = 0; first && i < first->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(first->models, i);
        if (model->table != table && model->table->primary_key)
            return TRUE;
    }
    return FALSE;
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (table->is_view || table->columns->len == 0) /* view-without-key, empty-model */
        return;
    if (orm_table_states_key(table) != ORM_NO || orm_table_is_unique_link(table) ||
        keyed_by_twin(orm_run_graph(run), table))
        return;
    OrmFinding *finding =
        orm_report(run, table->place, orm_about_table(table), "table `%s` has no primary key", orm_table_label(table));
    const OrmColumn *column = candidate(table);
    if (column) {
        orm_finding_help(finding, "add `ORM_COLUMN(primary_key)` to `%s`", column->field_path);
        orm_finding_related(finding, column->place, "`%s` could be the key", column->name);
    } else if (table->foreign_keys->len > 1) {
        orm_finding_help(finding, "add `ORM_PRIMARY_KEY(...)` over the columns that identify a row");
    } else {
        orm_finding_help(finding,
                         "add `int64_t id ORM_COLUMN(primary_key)`, or `ORM_PRIMARY_KEY(...)` over the columns "
                         "that identify a row");
    }
}

const OrmRule orm_rule_missing_primary_key = {
    .name = "missing-primary-key",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A table has no primary key.",
    .why = "Without a key no `UPDATE` or `DELETE` can be sure to meet the one row that the program holds, the same "
           "row can be stored twice, and no foreign key can refer to it. PostgreSQL refuses to publish updates of "
           "such a table to a logical replica; InnoDB sorts it by a hidden counter. active_record_doctor, "
           "SQLAlchemy, Prisma, Doctrine, EF Core and SchemaCrawler all ask for one. A table of nothing but foreign "
           "keys with a unique constraint over them needs none, nor does a view.",
    .fix = "Mark the column that identifies a row with `ORM_COLUMN(primary_key)`, name several with "
           "`ORM_PRIMARY_KEY(a, b)`, or add a surrogate key.",
    .table = check_table,
};
