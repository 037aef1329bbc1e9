/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

/* A child in its base's table shares it by right, and an unmanaged twin is a second look at a table of which only the
 * other is in charge. */
static gboolean claims_table(const OrmModel *model)
{
    return model->inheritance != ORM_INHERITS_SINGLE && !orm_model_is_unmanaged(model);
}

/* Two tables of PostgreSQL, and mostly of MySQL, may differ in case: that is case-only-name-clash. */
static gboolean differs_in_case(const OrmRun *run, const OrmTable *table, const OrmModel *model)
{
    return orm_run_dialect(run) != ORM_DIALECT_SQLITE && model->table != NULL &&
           !g_str_equal(orm_table_label(model->table), orm_table_label(table));
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    const OrmModel *first = NULL;
    for (guint i = 0; i < table->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(table->models, i);
        if (!claims_table(model) || differs_in_case(run, table, model))
            continue;
        if (!first) {
            first = model;
            continue;
        }
        OrmFinding *finding = orm_report(run, orm_model_table_place(model), orm_about_model(model),
                                         "`struct %s` is mapped to table `%s`, which `struct %s` is mapped to already",
                                         model->name, orm_table_label(table), first->name);
        orm_finding_help(finding,
                         "map each struct to a table of its own, or mark the one that only looks on `unmanaged`");
        orm_finding_related(finding, orm_model_table_place(first), "`struct %s` is mapped to `%s` here", first->name,
                            orm_table_label(table));
    }
}

const OrmRule orm_rule_duplicate_table = {
    .name = "duplicate-table",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "Two models claim the same table of the same schema.",
    .why = "There is one table but two statements of its columns and keys. Whichever `CREATE TABLE` comes first "
           "wins, the other fails or is skipped by `IF NOT EXISTS`, and the program that uses the other struct "
           "reads and writes columns that are not there. Django (`models.E028`), Prisma, SQLAlchemy (\"Table is "
           "already defined\") and EF Core all refuse it. Models of one single-table hierarchy share their table by "
           "right; a struct marked `unmanaged` may stand beside the one that is in charge.",
    .fix = "Correct the name in one `ORM_TABLE`, give the tables different schemas, join the structs, or mark the "
           "struct that only reads some columns of the table `unmanaged`.",
    .table = check_table,
};
