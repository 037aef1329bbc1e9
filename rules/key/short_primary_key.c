/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

/* A key that the database counts up. A foreign key takes its parent's width, an enum has as many values as constants.
 */
static gboolean is_surrogate(const OrmColumn *column)
{
    return column->type.family == ORM_SQL_INTEGER && column->type.array_depth == 0 &&
           !column->enumeration->enumeration && column->foreign_keys->len == 0 &&
           column->flags->autoincrement.value != ORM_NO && !column->details->computed.text;
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    const OrmColumn *column = orm_table_single_key(table);
    if (!column || table->is_view || !is_surrogate(column) || column->type.bits == 0 || column->type.bits > 32)
        return;
    g_autofree char *type = orm_sql_type_to_string(&column->type, orm_run_dialect(run));
    OrmFinding *finding = orm_report(
        run, column->type_place, orm_about_column(column),
        "primary key `%s` of table `%s` is %s, which runs out after %" G_GUINT64_FORMAT " rows", column->name,
        orm_table_label(table), type, (G_GUINT64_CONSTANT(1) << (column->type.bits - !column->type.is_unsigned)) - 1);
    orm_finding_help(finding, "make it 64 bits wide (`%s`), and the foreign keys that refer to it",
                     column->type_stated ? "BIGINT" : "int64_t");
}

const OrmRule orm_rule_short_primary_key = {
    .name = "short-primary-key",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A surrogate key has 32 bits or less.",
    .why = "A signed 32-bit counter ends at 2147483647, sooner than one thinks, since failed and rolled back "
           "inserts use up values too. From then on every insert fails, and widening the key and all foreign keys "
           "to it locks the largest tables of the database. active_record_doctor, database_consistency and squawk "
           "advise 64 bits from the start.",
    .fix = "Declare the key, and the foreign keys that refer to it, `int64_t`; for a table that stays small say "
           "`ORM_ALLOW(short-primary-key, reason=\"...\")`.",
    .table = check_table,
};
