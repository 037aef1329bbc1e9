/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/stranger.h"

static void check_index(OrmRun *run, const OrmIndex *index)
{
    g_autoptr(GPtrArray) strangers = orm_index_strangers(index, orm_run_dialect(run));
    for (guint i = 0; i < strangers->len; i++) {
        const OrmNamed *named = g_ptr_array_index(strangers, i);
        if (named->kind == ORM_NAME_RELATIONSHIP) {
            g_autofree char *what = orm_index_describe(index);
            orm_report_stranger(run, named, index->table, orm_about_index(index), what);
        }
    }
}

const OrmRule orm_rule_index_on_relationship = {
    .name = "index-on-relationship",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "An index or a unique constraint names a relationship instead of its column.",
    .why = "A relationship is a pointer in the program; what the table has is the foreign key column that it follows, "
           "and only that can be indexed or unique. Django (`models.E013`), Prisma and openradtool refuse the same.",
    .fix = "Name the foreign key's column: `customer_id` instead of `customer`.",
    .index = check_index,
};
