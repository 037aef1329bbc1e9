/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

static guint count_indexes(const OrmTable *table)
{
    guint count = 0;
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        count += index->primary_key.value != ORM_YES;
    }
    return count;
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    guint count = count_indexes(table), most = orm_run_number(run, "indexes");
    if (count <= most)
        return;
    OrmFinding *finding =
        orm_report(run, table->place, orm_about_table(table),
                   "table `%s` has %u indexes and unique constraints beside its primary key, more than %u",
                   orm_table_label(table), count, most);
    orm_finding_help(finding, "remove those that no query needs");
}

static const OrmRuleOption options[] = {
    {"indexes", ORM_RULE_OPTION_NUMBER, "8",
     "How many indexes and unique constraints a table may have beside its primary key.", NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_too_many_indexes = {
    .name = "too-many-indexes",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A table has many indexes.",
    .why = "Every index is written with every row and takes space in memory; a table that has collected them over the "
           "years pays for queries that are long gone. How many are too many depends on the table, so the rule is off "
           "by default. sqlcheck warns of the same.",
    .fix = "Look at what the database says of their use (`pg_stat_user_indexes`, `sys.schema_unused_indexes`) and "
           "remove those that are not used.",
    .options = options,
    .table = check_table,
};
