/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

static gboolean is_large(const OrmSqlType *type)
{
    gboolean long_text =
        type->family == ORM_SQL_TEXT && !g_str_equal(type->name, "text") && !g_str_equal(type->name, "tinytext");
    return type->array_depth == 0 && ((type->family == ORM_SQL_BLOB && type->length < 0) || long_text);
}

/* SQLite has no lengths: a BLOB of an actual schema there may be as short as can be. */
static void check_table(OrmRun *run, const OrmTable *table)
{
    if (orm_run_is_on_schema(run) && orm_run_dialect(run) == ORM_DIALECT_SQLITE)
        return;
    guint count = 0, most = orm_run_number(run, "columns");
    const OrmColumn *excess = NULL;
    for (guint i = 0; !table->is_view && i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (is_large(&column->type) && ++count == most + 1)
            excess = column;
    }
    if (!excess)
        return;
    OrmFinding *finding =
        orm_report(run, table->place, orm_about_table(table), "table `%s` has %u large objects, more than %u",
                   orm_table_label(table), count, most);
    orm_finding_help(finding, "keep them in a table of their own, that refers to this one");
    orm_finding_related(finding, excess->place, "`%s` is one too many", excess->name);
}

static const OrmRuleOption options[] = {
    {"columns", ORM_RULE_OPTION_NUMBER, "1", "How many large objects a table may have.", NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_many_large_objects = {
    .name = "many-large-objects",
    .family = ORM_FAMILY_TYPE,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A table has several large objects.",
    .why = "A program that loads whole rows loads them all, though it shows one; backups and replicas carry them with "
           "every change of the row. BLOB and BYTEA without a length count, and MySQL's long texts; TEXT does not. "
           "Of an actual schema of SQLite, which knows no lengths, nothing is said. "
           "SchemaCrawler reports the same.",
    .fix = "Keep the large objects in a table of their own.",
    .options = options,
    .table = check_table,
};
