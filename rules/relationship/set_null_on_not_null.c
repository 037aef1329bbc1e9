/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

static const OrmColumn *not_null_column(const OrmForeignKey *key)
{
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column != NULL && reference->column->nullable == ORM_NO)
            return reference->column;
    }
    return NULL;
}

static void check(OrmRun *run, const OrmForeignKey *key)
{
    gboolean on_delete = key->ondelete.kind == ORM_ACTION_SET_NULL;
    gboolean on_update = key->onupdate.kind == ORM_ACTION_SET_NULL;
    const OrmColumn *column = not_null_column(key);
    if ((!on_delete && !on_update) || column == NULL || key->unenforced.value == ORM_YES)
        return;
    OrmFinding *finding =
        orm_report(run, on_delete ? key->ondelete.place : key->onupdate.place, orm_about_foreign_key(key),
                   "foreign key of `%s` to `%s` says %s SET NULL, but column `%s` is NOT NULL",
                   orm_foreign_key_label(key), key->parent != NULL ? orm_table_label(key->parent) : key->parent_name,
                   on_delete && on_update ? "ON DELETE and ON UPDATE"
                   : on_delete            ? "ON DELETE"
                                          : "ON UPDATE",
                   column->name);
    orm_finding_related(finding, column->place, "`%s` is NOT NULL", orm_column_label(column));
    if (column->in_primary_key)
        orm_finding_help(finding, "`%s` is part of the primary key and can never be NULL; use `cascade` or `restrict`",
                         column->name);
    else
        orm_finding_help(finding, "add `nullable` to `%s`, or use `cascade` or `restrict`", column->field_path);
}

const OrmRule orm_rule_set_null_on_not_null = {
    .name = "set-null-on-not-null",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A foreign key says SET NULL and one of its columns is NOT NULL.",
    .why =
        "When the parent row goes, the database sets every column of the key to NULL. One NOT NULL column among them "
        "makes the DELETE of the parent fail with a message about a table the program did not touch; MySQL refuses "
        "the CREATE TABLE at once. In C a plain integer field is NOT NULL unless `nullable` is stated, so this is "
        "easily overlooked. Django reports it as fields.E320, Prisma and openradtool have the same check.",
    .fix = "Make the columns nullable (`ORM_COLUMN(nullable)`, or a pointer), or choose `cascade` or `restrict`.",
    .foreign_key = check,
};
