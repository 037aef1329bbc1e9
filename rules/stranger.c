/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "rules/edit.h"
#include "rules/stranger.h"

static void help_missing(OrmFinding *finding, const OrmNamed *named, const OrmTable *table)
{
    const char *nearest = orm_table_nearest_column(table, named->name);
    if (nearest)
        orm_finding_help(finding, "did you mean `%s`?", nearest);
    else
        orm_finding_help(finding, "name a column of `%s`", orm_table_label(table));
}

/* Offers the column of a key of one column in the relationship's place. */
static void fix_relationship(OrmFinding *finding, const OrmNamed *named, const OrmForeignKey *key)
{
    const OrmColumnReference *only = g_ptr_array_index(key->columns, 0);
    if (key->columns->len > 1 || !only->column || !orm_matches(only->column->name, "(?i)^[a-z_][a-z0-9_]*$"))
        return;
    orm_finding_fix(finding, TRUE, "name `%s`", only->column->name);
    orm_finding_edit(finding, ORM_EDIT_REPLACE, named->place, named->name, only->column->name);
}

static void help_relationship(OrmFinding *finding, const OrmNamed *named)
{
    const OrmRelationship *relationship = named->relationship;
    const OrmForeignKey *key = relationship->foreign_key;
    if (key && key->child == relationship->model->table) {
        orm_finding_help(finding, "name the column it follows: `%s`", orm_columns_label(key->columns));
        fix_relationship(finding, named, key);
    } else
        orm_finding_help(finding, "name a column; the key of this relationship is in another table");
    orm_finding_related(finding, relationship->place, "`%s` is a relationship", relationship->name);
}

void orm_report_stranger(OrmRun *run, const OrmNamed *named, const OrmTable *table, OrmAbout about, const char *what)
{
    g_autofree char *description = orm_named_describe(named, table);
    OrmFinding *finding = orm_report(run, named->place, about, "%s names %s", what, description);
    if (named->kind == ORM_NAME_MISSING)
        help_missing(finding, named, table);
    else if (named->kind == ORM_NAME_RELATIONSHIP)
        help_relationship(finding, named);
    else if (named->kind == ORM_NAME_FIELD)
        orm_finding_help(finding, "write `%s` in SQL text", named->column->name);
    else
        orm_finding_help(finding, "name columns of `%s` only", orm_table_label(table));
    if (named->column)
        orm_finding_related(finding, named->column->place, "`%s` is declared here", named->column->name);
}
