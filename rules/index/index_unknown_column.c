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
        if (named->kind == ORM_NAME_MISSING || named->kind == ORM_NAME_FIELD) {
            g_autofree char *what = orm_index_describe(index);
            orm_report_stranger(run, named, index->table, orm_about_index(index), what);
        }
    }
}

const OrmRule orm_rule_index_unknown_column = {
    .name = "index-unknown-column",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "An index names a column that its table does not have.",
    .why =
        "`CREATE INDEX` fails, and until somebody runs it nobody knows. Members and included columns may be named by "
        "the C field or by the column; an expression and a predicate are SQL text, in which only the column's own "
        "name is known. Text that PostgreSQL's grammar cannot read, in the words of another database, is not judged. "
        "Django (`models.E012`) and SQLAlchemy refuse such indexes.",
    .fix = "Name a column of the table; where a field was renamed, rename it in the index too.",
    .index = check_index,
};
