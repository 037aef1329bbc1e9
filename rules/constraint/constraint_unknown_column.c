/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/stranger.h"

/* A constraint that may have a name: "CHECK `ck_a` of `t`". Free with g_free. */
static char *describe(const char *kind, const char *name, const OrmTable *table)
{
    return name ? g_strdup_printf("%s `%s` of `%s`", kind, name, orm_table_label(table))
                : g_strdup_printf("%s of `%s`", kind, orm_table_label(table));
}

static void check_index(OrmRun *run, const OrmIndex *index)
{
    if (index->kind != ORM_KEY_UNIQUE)
        return; /* index-unknown-column, index-not-local */
    g_autoptr(GPtrArray) strangers = orm_index_strangers(index, orm_run_dialect(run));
    for (guint i = 0; i < strangers->len; i++) {
        const OrmNamed *named = g_ptr_array_index(strangers, i);
        if (named->kind != ORM_NAME_RELATIONSHIP) { /* else index-on-relationship */
            g_autofree char *what = orm_index_describe(index);
            orm_report_stranger(run, named, index->table, orm_about_index(index), what);
        }
    }
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(table->checks, i);
        if (check->on_column)
            continue;
        g_autoptr(GPtrArray) strangers =
            orm_expression_strangers(check->expression.text, check->expression.place, table, orm_run_dialect(run));
        for (guint k = 0; k < strangers->len; k++) {
            g_autofree char *what = describe("CHECK", check->name, table);
            orm_report_stranger(run, g_ptr_array_index(strangers, k), table, orm_about_check(check), what);
        }
    }
    for (guint i = 0; i < table->excludes->len; i++) {
        const OrmExclude *exclude = g_ptr_array_index(table->excludes, i);
        g_autoptr(GPtrArray) strangers = orm_exclude_strangers(exclude);
        g_autofree char *what = describe("exclusion constraint", exclude->name, table);
        for (guint k = 0; k < strangers->len; k++)
            orm_report_stranger(run, g_ptr_array_index(strangers, k), table, orm_about_exclude(exclude), what);
    }
}

const OrmRule orm_rule_constraint_unknown_column = {
    .name = "constraint-unknown-column",
    .family = ORM_FAMILY_CONSTRAINT,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A unique, CHECK or exclusion constraint names a column that its table does not have.",
    .why = "`CREATE TABLE` fails. A constraint sees one row of one table: neither a parent's columns under joined "
           "inheritance nor those of another table. CHECKs and exclusions are SQL text, where only a column's own name "
           "is known, not its C field's; text that PostgreSQL's grammar cannot read, in the words of another database, "
           "is not judged. Django (`models.E012`, `E016`, `E041`) and SQLAlchemy refuse the same.",
    .fix = "Name a column of the table; where a field was renamed, rename it in the constraint too.",
    .index = check_index,
    .table = check_table,
};
