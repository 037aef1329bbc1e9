/* SPDX-License-Identifier: MIT */
#include "rules/edit.h"

static OrmPlace nullable_place(const OrmColumn *column)
{
    if (column->details->null_flag.text)
        return column->details->null_flag.place;
    return column->nullable_flag.value == ORM_YES ? column->nullable_flag.place : column->place;
}

/* The field that `null_flag=` names was no column because of it. */
static void offer_removal(OrmFinding *finding, const OrmColumn *column)
{
    const char *option = column->details->null_flag.text != NULL ? "null_flag" : "nullable";
    if (!orm_column_is_own(column) ||
        (column->details->null_flag.text == NULL && column->nullable_flag.value != ORM_YES))
        return;
    orm_finding_fix(finding, TRUE, "remove `%s`", option);
    orm_edit_remove_option(finding, column->annotations, "column", option);
    if (column->details->null_flag.text != NULL)
        orm_edit_release(finding, column->owner, column->details->null_flag.text);
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    if (!column->in_primary_key || column->nullable != ORM_YES || column->table->is_view)
        return;
    OrmFinding *finding = orm_report(run, nullable_place(column), orm_about_column(column),
                                     "column `%s` belongs to the primary key of table `%s` but may be NULL",
                                     column->name, orm_table_label(column->table));
    orm_finding_help(finding, column->details->null_flag.text ? "remove `null_flag`: a key is never NULL"
                                                              : "remove `nullable`: a key is never NULL");
    offer_removal(finding, column);
    const OrmPrimaryKey *key = column->table->primary_key;
    if (key && key->annotation)
        orm_finding_related(finding, key->place, "the primary key is stated here");
}

const OrmRule orm_rule_nullable_primary_key = {
    .name = "nullable-primary-key",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A column of the primary key allows NULL.",
    .why = "A row whose key is NULL cannot be found by its key, and NULLs are not equal, so it can be stored many "
           "times. PostgreSQL and MySQL make the column NOT NULL whatever the model says, so that the program's "
           "NULL fails at run time; SQLite really accepts NULL in every key but an `INTEGER PRIMARY KEY`. Django "
           "(`fields.E007`) and TypeORM (`PrimaryColumnCannotBeNullableError`) refuse it.",
    .fix = "Remove `nullable` or `null_flag` from the column, or take the column out of the key.",
    .column = check_column,
};
