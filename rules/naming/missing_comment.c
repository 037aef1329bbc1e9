/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "rules/rule.h"

static gboolean is_blank(const OrmStated *comment)
{
    g_autofree char *text = g_strdup(comment->text != NULL ? comment->text : "");
    return g_strstrip(text)[0] == '\0';
}

/* SQLite keeps no comments; a view's and another's table are not ours to comment. */
static gboolean is_asked(const OrmRun *run, const OrmTable *table)
{
    return orm_run_dialect(run) != ORM_DIALECT_SQLITE && !table->is_view && !table->unmanaged;
}

/* The name as `ORM_TABLE` takes it. Free with g_free. */
static char *written(const char *name)
{
    gboolean plain = orm_matches(name, "^[A-Za-z_][A-Za-z0-9_]*$");
    return plain ? g_strdup(name) : g_strdup_printf("\"%s\"", name);
}

static gboolean is_on_postgresql_schema(const OrmRun *run)
{
    return orm_run_is_on_schema(run) && orm_run_dialect(run) == ORM_DIALECT_POSTGRESQL;
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (!is_asked(run, table) || !orm_run_flag(run, "tables") || !is_blank(&table->comment))
        return;
    OrmFinding *finding =
        orm_report(run, table->place, orm_about_table(table), "table `%s` has no comment", orm_table_label(table));
    g_autofree char *name = written(table->name);
    if (is_on_postgresql_schema(run))
        orm_finding_help(finding, "say what a row is: `COMMENT ON TABLE ... IS '...'`");
    else if (orm_run_is_on_schema(run))
        orm_finding_help(finding, "say what a row is: `ALTER TABLE ... COMMENT '...'`");
    else
        orm_finding_help(finding, "say what a row is: `ORM_TABLE(%s, comment=\"...\")`", name);
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    if (!is_asked(run, column->table) || !orm_run_flag(run, "columns") || !is_blank(&column->details->comment))
        return;
    OrmFinding *finding =
        orm_report(run, column->place, orm_about_column(column), "column `%s` of table `%s` has no comment",
                   column->name, orm_table_label(column->table));
    if (is_on_postgresql_schema(run))
        orm_finding_help(finding, "say what it holds, and in which unit: `COMMENT ON COLUMN ... IS '...'`");
    else if (orm_run_is_on_schema(run))
        orm_finding_help(finding, "say what it holds, and in which unit: `COMMENT '...'` in its definition");
    else
        orm_finding_help(finding, "say what it holds, and in which unit: `ORM_COLUMN(comment=\"...\")`");
}

static const OrmRuleOption options[] = {
    {"tables", ORM_RULE_OPTION_FLAG, "true", "Whether tables need a comment.", NULL},
    {"columns", ORM_RULE_OPTION_FLAG, "true", "Whether columns need one.", NULL},
    {NULL, ORM_RULE_OPTION_FLAG, NULL, NULL, NULL},
};

const OrmRule orm_rule_missing_comment = {
    .name = "missing-comment",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A table or column has no comment in the database.",
    .why =
        "A comment in the C source is read by those who have the source. Whoever meets the table in a database tool, "
        "in a report or in another program sees what `comment=` puts beside it: what a row is, in which unit an "
        "amount is kept, what NULL means. SQLite keeps no comments, and views and unmanaged tables are not made by "
        "the models. SchemaCrawler, pg-index-health and rubocop-rails (`SchemaComment`) check the same.",
    .fix = "State `comment=` in `ORM_TABLE` and `ORM_COLUMN`, or let the rule ask for tables only: "
           "`missing-comment: {level: info, columns: false}`.",
    .options = options,
    .table = check_table,
    .column = check_column,
};
