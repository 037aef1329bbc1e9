/* SPDX-License-Identifier: MIT */
#include "rules/naming/style.h"

static void report(OrmRun *run, OrmPlace place, OrmAbout about, const char *what, const char *pattern)
{
    OrmFinding *finding = orm_report(run, place, about, "%s matches the forbidden name `%s`", what, pattern);
    orm_finding_help(finding, "choose another name");
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    const char *pattern = orm_name_match(table->name, orm_run_list(run, "tables"));
    if (pattern == NULL)
        return;
    g_autofree char *what =
        g_strdup_printf("name of %s `%s`", table->is_view ? "view" : "table", orm_table_label(table));
    report(run, table->place, orm_about_table(table), what, pattern);
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const char *pattern = orm_name_match(column->name, orm_run_list(run, "columns"));
    if (pattern == NULL)
        return;
    g_autofree char *what =
        g_strdup_printf("name `%s` of a column of table `%s`", column->name, orm_table_label(column->table));
    report(run, column->name_place, orm_about_column(column), what, pattern);
}

static const OrmRuleOption options[] = {
    {"tables", ORM_RULE_OPTION_LIST, "tmp_*,temp_*,*_tmp,*_temp,*_old,*_bak,*_backup,*_copy,test,foo,bar",
     "Patterns that no table's name may match: `*` and `?` as in file names, without regard to case.", NULL},
    {"columns", ORM_RULE_OPTION_LIST, "tmp_*,temp_*,*_tmp,*_old,*_bak,*_backup,*_copy,foo,bar,baz,xxx*",
     "The same for columns.", NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_forbidden_name = {
    .name = "forbidden-name",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "The name of a table or column matches a pattern that the project forbids.",
    .why =
        "`users_old` and `tmp_amount` were meant for a day and are still read by somebody years later; nobody can say "
        "by whom. Which names a project has agreed not to use (because they say nothing, or because the thing has "
        "another name) it says itself; without options the rule knows the usual left-overs. prisma-lint "
        "(`forbid-field`) and SchemaCrawler (badly named columns) take such lists too.",
    .fix = "Choose another name, or state the patterns that your project forbids: "
           "`forbidden-name: {level: warning, columns: [\"*_cd\", usr]}`.",
    .options = options,
    .table = check_table,
    .column = check_column,
};
