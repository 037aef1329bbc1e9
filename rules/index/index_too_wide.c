/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/rule.h"

/* The other methods serve queries by any of their columns. */
static gboolean is_ordered(const OrmIndex *index)
{
    return !orm_index_kind(index) && g_str_equal(orm_index_method(index), "btree");
}

static void check_index(OrmRun *run, const OrmIndex *index)
{
    guint most = orm_run_number(run, "columns");
    if (index->unique.value == ORM_YES || !orm_index_is_readable(index) || index->elements->len <= most ||
        !is_ordered(index))
        return;
    OrmDialect dialect = orm_run_dialect(run);
    gboolean includes = dialect == ORM_DIALECT_POSTGRESQL || dialect == ORM_DIALECT_PORTABLE;
    g_autofree char *what = orm_index_describe(index);
    const OrmIndexElement *excess = g_ptr_array_index(index->elements, most);
    OrmFinding *finding = orm_report(run, excess->place, orm_about_index(index), "%s has %u columns, more than %u",
                                     what, index->elements->len, most);
    orm_finding_help(finding, "keep the columns that tell rows apart best%s",
                     includes ? ", or put further ones into `include=`" : "");
}

static const OrmRuleOption options[] = {
    {"columns", ORM_RULE_OPTION_NUMBER, "3", "How many columns a plain index may have.", NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_index_too_wide = {
    .name = "index-too-wide",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A plain index has more than three columns.",
    .why =
        "The first two or three columns nearly always leave a handful of rows; each further one makes the index "
        "larger and every write slower, and is of use only to queries that fix all columns before it. A unique index "
        "needs the columns it needs, and GIN, BRIN and full-text indexes serve queries by any of theirs. "
        "strong_migrations asks for a second look at such indexes.",
    .fix = "Shorten the index; columns that are only to be read from it belong into `include=` (PostgreSQL).",
    .options = options,
    .index = check_index,
};
