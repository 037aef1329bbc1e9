/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/stranger.h"

static void check_index(OrmRun *run, const OrmIndex *index)
{
    if (index->kind != ORM_KEY_INDEX)
        return; /* constraint-unknown-column */
    g_autoptr(GPtrArray) strangers = orm_index_strangers(index, orm_run_dialect(run));
    for (guint i = 0; i < strangers->len; i++) {
        const OrmNamed *named = g_ptr_array_index(strangers, i);
        if (named->kind == ORM_NAME_FOREIGN) {
            g_autofree char *what = orm_index_describe(index);
            orm_report_stranger(run, named, index->table, orm_about_index(index), what);
        }
    }
}

const OrmRule orm_rule_index_not_local = {
    .name = "index-not-local",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "An index names a column that is in the table of a parent.",
    .why = "With joined inheritance, a child's struct holds the fields of its parent, but they are columns of the "
           "parent's table, and an index is over one table. Django refuses the same (`models.E016`).",
    .fix =
        "State the index on the parent's struct, or inherit with `single` or `concrete`, where the columns are in the "
        "child's own table.",
    .index = check_index,
};
