/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

#include <string.h>

static OrmPlace place_of(const OrmTable *table, const char *aspect)
{
    OrmPlace place = strcmp(aspect, "ENGINE") == 0          ? table->engine.place
                     : strcmp(aspect, "STRICT") == 0        ? table->strict.place
                     : strcmp(aspect, "WITHOUT ROWID") == 0 ? table->without_rowid.place
                                                            : table->partition_by.place;
    return orm_known_place(place, table->place);
}

/* "STRICT", "not STRICT"; "ENGINE InnoDB", "no ENGINE". */
static char *side(const char *aspect, const char *text)
{
    gboolean is_flag = strcmp(aspect, "STRICT") == 0 || strcmp(aspect, "WITHOUT ROWID") == 0;
    if (is_flag)
        return text != NULL ? g_strdup(aspect) : g_strconcat("not ", aspect, NULL);
    return text != NULL ? g_strconcat("with ", aspect, " ", text, NULL) : g_strconcat("without ", aspect, NULL);
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_TABLE_OPTION)
        return;
    const OrmTable *table = difference->table;
    g_autofree char *subject = g_strdup_printf("table `%s` is", orm_table_label(table));
    g_autofree char *expected = side(difference->aspect, difference->expected);
    g_autofree char *actual = side(difference->aspect, difference->actual);
    OrmFinding *finding = orm_report_sides(run, difference, place_of(table, difference->aspect), orm_about_table(table),
                                           subject, expected, actual);
    orm_finding_related(finding, place_of(difference->actual_table, difference->aspect), "`%s` in the schema",
                        orm_table_label(difference->actual_table));
}

const OrmRule orm_rule_drift_table_option = {
    .name = "drift-table-option",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A table's storage engine, STRICT or WITHOUT ROWID is another one in the schema than the model states.",
    .why = "An engine without transactions or foreign keys (MyISAM) silently keeps none of what the program relies "
           "on. A table of SQLite that is not STRICT takes values of any type; WITHOUT ROWID changes what a key costs "
           "and forbids AUTOINCREMENT. Only what the model states is compared. Atlas and skeema report the same.",
    .fix = "Change the option in `ORM_TABLE`, or the table.",
    .difference = check_difference,
};
