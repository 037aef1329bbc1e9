/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/reserved_words.h"
#include "rules/rule.h"

/* "PostgreSQL", or every database of which the portable dialect has to think. Free with g_free. */
static char *reserved_in(const char *word, OrmDialect dialect)
{
    static const char *const names[] = {NULL, "PostgreSQL", "SQLite", "MySQL", "MariaDB"};
    guint dialects = orm_reserved_word_dialects(word);
    if (dialects == 0)
        return NULL;
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    for (guint i = ORM_DIALECT_POSTGRESQL; i <= ORM_DIALECT_MARIADB; i++) {
        if ((dialect == ORM_DIALECT_PORTABLE || dialect == i) && (dialects & 1u << i) != 0)
            g_ptr_array_add(found, (gpointer)names[i]);
    }
    g_ptr_array_add(found, NULL);
    return found->len > 1 ? g_strjoinv(", ", (char **)found->pdata) : NULL;
}

static void report(OrmRun *run, OrmPlace place, OrmAbout about, const char *what, const char *word, const char *where)
{
    OrmFinding *finding =
        orm_report(run, place, about, "%s is a reserved word (%s): every query has to quote it", what, where);
    orm_finding_help(finding, "choose another name, or quote `%s` wherever it stands in SQL", word);
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    g_autofree char *where = reserved_in(table->name, orm_run_dialect(run));
    if (where == NULL)
        return;
    g_autofree char *what = g_strdup_printf("table name `%s`", table->name);
    report(run, table->place, orm_about_table(table), what, table->name, where);
}

/* Not even quoted. */
static gboolean is_system_column(const OrmColumn *column, OrmDialect dialect)
{
    static const char *const names[] = {"tableoid", "xmin", "xmax", "cmin", "cmax", "ctid", NULL};
    return dialect == ORM_DIALECT_POSTGRESQL && !column->table->is_view && g_strv_contains(names, column->name);
}

static void report_system_column(OrmRun *run, const OrmColumn *column)
{
    OrmFinding *finding =
        orm_report_as(run, ORM_SEVERITY_ERROR, column->name_place, orm_about_column(column),
                      "name `%s` of a column of table `%s` is that of a system column: PostgreSQL refuses the table",
                      column->name, orm_table_label(column->table));
    orm_finding_help(finding, "choose another name");
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    if (is_system_column(column, orm_run_dialect(run))) {
        report_system_column(run, column);
        return;
    }
    g_autofree char *where = reserved_in(column->name, orm_run_dialect(run));
    if (where == NULL)
        return;
    g_autofree char *what =
        g_strdup_printf("name `%s` of a column of table `%s`", column->name, orm_table_label(column->table));
    report(run, column->name_place, orm_about_column(column), what, column->name, where);
}

const OrmRule orm_rule_reserved_word = {
    .name = "reserved-word",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A table or column is named by a word that the database reserves.",
    .why =
        "`SELECT order FROM user` is a syntax error, or worse: `SELECT user` gives the name of the database's user in "
        "PostgreSQL. ormlint quotes such names in the DDL it prints, but every query of the program has to do so "
        "too. The lists are the engines' own; without a dialect the words of all four databases count. A column called "
        "like one that each table of PostgreSQL has (`xmin`, `ctid`, ...) is an error: the table cannot be made. "
        "skeema, "
        "SchemaCrawler and openradtool warn of the same.",
    .fix =
        "Rename the table or column (`orders`, `sort_order`), with `ORM_COLUMN(\"name\")` where the field's name is to "
        "stay.",
    .table = check_table,
    .column = check_column,
};
