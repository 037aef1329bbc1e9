/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

/* How many columns beside the key there are; 0 when one of them is, or may be, NOT NULL. */
static guint count_nullable(const OrmTable *table)
{
    guint count = 0;
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (!column->in_primary_key && column->nullable != ORM_YES)
            return 0;
        count += !column->in_primary_key;
    }
    return count;
}

/* A key of several columns, of words or of another table's key says something by itself: which user has which setting.
 */
static gboolean is_key_telling(const OrmTable *table)
{
    const OrmPrimaryKey *key = table->primary_key;
    if (key == NULL)
        return FALSE;
    const OrmColumnReference *first = key->columns->len == 1 ? g_ptr_array_index(key->columns, 0) : NULL;
    if (first == NULL || first->column == NULL || first->column->foreign_keys->len > 0)
        return TRUE;
    OrmSqlFamily family = first->column->type.family;
    return family != ORM_SQL_INTEGER && family != ORM_SQL_NUMERIC && family != ORM_SQL_UUID && family != ORM_SQL_BINARY;
}

/* The rest of a joined child's row is in its parent's table. */
static void check_table(OrmRun *run, const OrmTable *table)
{
    gboolean is_child = table->model && table->model->inheritance == ORM_INHERITS_JOINED;
    guint count = table->is_view || is_child || is_key_telling(table) ? 0 : count_nullable(table);
    if (count == 0)
        return;
    OrmFinding *finding = orm_report(run, table->place, orm_about_table(table),
                                     count == 1 ? "the only column of table `%s` beside its key may be NULL"
                                                : "all columns of table `%s` but its key may be NULL",
                                     orm_table_label(table));
    orm_finding_help(finding, "declare those `not_null` without which a row says nothing");
}

const OrmRule orm_rule_all_columns_nullable = {
    .name = "all-columns-nullable",
    .family = ORM_FAMILY_TYPE,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "All columns of a table but its key may be NULL.",
    .why =
        "A row of nothing but a number can be stored, and sooner or later is. It usually means that nobody thought of "
        "what a row cannot be without. Tables whose key has several columns, is a foreign key or is no number or UUID "
        "are "
        "not judged: it says something by itself. SchemaCrawler and pg-index-health report the same.",
    .fix = "Declare the columns `not_null` that every row has.",
    .table = check_table,
};
