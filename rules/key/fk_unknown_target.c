/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

static void report_table(OrmRun *run, const OrmForeignKey *key)
{
    const OrmGraph *graph = orm_run_graph(run);
    const OrmModel *model = orm_graph_model(graph, key->parent_name);
    if (model) {
        OrmFinding *finding = orm_report(run, key->parent_place, orm_about_foreign_key(key),
                                         "foreign key of `%s` names `%s`, which has no table",
                                         orm_foreign_key_label(key), key->parent_name);
        orm_finding_help(finding, "name the table of a model that has one");
        orm_finding_related(finding, model->place,
                            model->is_abstract ? "`struct %s` is abstract" : "`struct %s` is mapped to no table",
                            model->name);
        return;
    }
    OrmFinding *finding = orm_report(run, key->parent_place, orm_about_foreign_key(key),
                                     "foreign key of `%s` names table `%s`, which no model maps",
                                     orm_foreign_key_label(key), key->parent_name);
    const char *nearest = orm_graph_nearest_table(graph, key->parent_name);
    const OrmTable *table = nearest ? orm_graph_table(graph, nearest) : NULL;
    if (nearest)
        orm_finding_help(finding, "did you mean `%s`?", nearest);
    if (table)
        orm_finding_related(finding, table->place, "mapped here");
}

static void report_remote(OrmRun *run, const OrmForeignKey *key, const OrmColumnReference *reference)
{
    const char *parent = orm_table_label(key->parent);
    OrmFinding *finding =
        orm_report(run, reference->place, orm_about_foreign_key(key),
                   reference->relationship ? "foreign key of `%s` names `%s.%s`, which is a relationship and no column"
                                           : "foreign key of `%s` names column `%s.%s`, which does not exist",
                   orm_foreign_key_label(key), parent, reference->name);
    const char *nearest = reference->relationship ? NULL : orm_table_nearest_column(key->parent, reference->name);
    const OrmColumn *parent_key = orm_table_single_key(key->parent);
    if (nearest)
        orm_finding_help(finding, "did you mean `%s`?", nearest);
    else if (parent_key)
        orm_finding_help(finding, "the primary key of `%s` is `%s`", parent, parent_key->name);
    orm_finding_related(finding, key->parent->place, "table `%s` is mapped here", parent);
}

static void report_local(OrmRun *run, const OrmForeignKey *key, const OrmColumnReference *reference)
{
    const char *child = orm_table_label(key->child);
    OrmFinding *finding =
        orm_report(run, reference->place, orm_about_foreign_key(key),
                   reference->relationship
                       ? "a foreign key to `%s` names `%s` of table `%s`, which is a relationship and no column"
                       : "a foreign key to `%s` names `%s`, which is no column of its own table `%s`",
                   orm_table_label(key->parent), reference->name, child);
    const char *nearest = reference->relationship ? NULL : orm_table_nearest_column(key->child, reference->name);
    if (nearest)
        orm_finding_help(finding, "did you mean `%s`?", nearest);
}

static void check_key(OrmRun *run, const OrmForeignKey *key)
{
    if (!key->parent_name || !*key->parent_name)
        return; /* malformed-annotation */
    if (!key->parent) {
        report_table(run, key);
        return;
    }
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (!reference->column)
            report_local(run, key, reference);
    }
    for (guint i = 0; !key->parent_key_implied && i < key->parent_columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->parent_columns, i);
        if (!reference->column)
            report_remote(run, key, reference);
    }
}

const OrmRule orm_rule_fk_unknown_target = {
    .name = "fk-unknown-target",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A foreign key names a table no model maps, or a column that is not there.",
    .why = "PostgreSQL and MySQL refuse the `CREATE TABLE`; SQLite creates it and then fails at every insert into "
           "the child. Usually a name was misspelt, or a table renamed in one place only. Django (`fields.E300`, "
           "`E312`), SQLAlchemy (`NoReferencedTableError`, `NoReferencedColumnError`) and openradtool find the "
           "same. A table of another program can be listed under `ignore_tables` or mapped as `unmanaged`.",
    .fix = "Correct the name, or map the table the foreign key refers to. Table names are accepted as the database "
           "has them, then struct names; columns by field or column name.",
    .foreign_key = check_key,
};
