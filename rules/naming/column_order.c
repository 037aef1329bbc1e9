/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

/* The member of the key that stands behind a column that is none; NULL: the key is first. */
static const OrmColumn *late_key(const OrmTable *table, const OrmColumn **before)
{
    *before = NULL;
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (column->in_primary_key && *before != NULL)
            return column;
        if (!column->in_primary_key && *before == NULL)
            *before = column;
    }
    return NULL;
}

static void check_key(OrmRun *run, const OrmTable *table)
{
    const OrmColumn *before, *late = late_key(table, &before);
    if (late == NULL)
        return;
    OrmFinding *finding = orm_report(run, late->place, orm_about_column(late),
                                     "primary key column `%s` of table `%s` stands behind `%s`, which is no key",
                                     late->name, orm_table_label(table), before->name);
    orm_finding_help(finding, "begin the struct with the primary key");
    orm_finding_related(finding, before->place, "`%s` is here", before->name);
}

static gint position_in(const char *const *list, const char *name)
{
    for (gint i = 0; list[i] != NULL; i++)
        if (g_ascii_strcasecmp(list[i], name) == 0)
            return i;
    return -1;
}

/* The columns of `list` that the table has are its first, in that order, or (`at_end`) its last. Beside `list`, members
 * of the key may stand at the beginning. */
static void check_list(OrmRun *run, const OrmTable *table, const char *const *list, gboolean at_end)
{
    gint last = -1;
    const OrmColumn *between = NULL, *previous = NULL;
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, at_end ? table->columns->len - 1 - i : i);
        gint position = position_in(list, column->name);
        gboolean key = column->in_primary_key && !at_end;
        if (position < 0) {
            between = between == NULL && !key ? column : between;
            continue;
        }
        gboolean turned = previous != NULL && (at_end ? position > last : position < last);
        if (between != NULL || turned) {
            const OrmColumn *other = between != NULL ? between : previous;
            OrmFinding *finding =
                orm_report(run, column->place, orm_about_column(column), "column `%s` of table `%s` stands %s `%s`",
                           column->name, orm_table_label(table), at_end ? "before" : "behind", other->name);
            g_autofree char *names = g_strjoinv("`, `", (char **)list);
            orm_finding_help(finding, "tables %s with `%s`", at_end ? "end" : "begin", names);
            return;
        }
        last = position;
        previous = column;
    }
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (table->is_view)
        return;
    if (orm_run_flag(run, "key_first"))
        check_key(run, table);
    check_list(run, table, orm_run_list(run, "first"), FALSE);
    check_list(run, table, orm_run_list(run, "last"), TRUE);
}

static const OrmRuleOption options[] = {
    {"key_first", ORM_RULE_OPTION_FLAG, "true", "Whether a table begins with its primary key.", NULL},
    {"first", ORM_RULE_OPTION_LIST, "",
     "Columns that stand, in this order, before all others but the primary key: `[tenant_id, name]`. A table need not "
     "have them.",
     NULL},
    {"last", ORM_RULE_OPTION_LIST, "",
     "Columns that stand, in this order, behind all others: `[created_at, updated_at]`. A table need not have them.",
     NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_column_order = {
    .name = "column-order",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A table's columns are not in the project's order: the primary key first, then as configured.",
    .why = "Columns are shown in the order of the table by every tool and by `SELECT *`; where the key is somewhere in "
           "the middle, each reader looks for it. Databases cannot move a column afterwards (MySQL can, by writing the "
           "table anew), so the order is worth a look before the table is made. SchemaCrawler and pg-index-health "
           "report keys that are not first, prisma-lint (`field-order`) any order that is configured.",
    .fix = "Move the field, and the field that embeds a struct in front of the key behind it.",
    .options = options,
    .table = check_table,
};
