/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

/* A nullable column defaults to NULL; identity and computed columns have a value of the database's making. */
static gboolean has_default(const OrmColumn *column)
{
    if (column->nullable != ORM_NO || column->identity != ORM_IDENTITY_NONE || column->details->computed.text != NULL ||
        column->type.is_serial)
        return TRUE;
    return column->details->server_default.text != NULL &&
           g_ascii_strcasecmp(column->details->server_default.text, "null") != 0;
}

static const OrmColumn *column_without_default(const OrmForeignKey *key)
{
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column != NULL && !has_default(reference->column))
            return reference->column;
    }
    return NULL;
}

static void check(OrmRun *run, const OrmForeignKey *key)
{
    gboolean on_delete = key->ondelete.kind == ORM_ACTION_SET_DEFAULT;
    gboolean on_update = key->onupdate.kind == ORM_ACTION_SET_DEFAULT;
    /* On MySQL the action does not exist at all: referential-action-invalid. */
    if ((!on_delete && !on_update) || orm_dialect_is_mysql(orm_run_dialect(run)) || key->unenforced.value == ORM_YES)
        return;
    const OrmColumn *column = column_without_default(key);
    if (column == NULL)
        return;
    OrmFinding *finding =
        orm_report(run, on_delete ? key->ondelete.place : key->onupdate.place, orm_about_foreign_key(key),
                   "foreign key of `%s` to `%s` says %s SET DEFAULT, but column `%s` is NOT NULL and "
                   "has no `server_default`",
                   orm_foreign_key_label(key), key->parent != NULL ? orm_table_label(key->parent) : key->parent_name,
                   on_delete && on_update ? "ON DELETE and ON UPDATE"
                   : on_delete            ? "ON DELETE"
                                          : "ON UPDATE",
                   column->name);
    orm_finding_related(finding, column->place, "`%s` has no default in the database", orm_column_label(column));
    orm_finding_help(finding,
                     column->details->default_value.text != NULL
                         ? "`default=` of `%s` is the program's; the database needs a `server_default`"
                         : "add `server_default=` to `%s`",
                     column->field_path);
}

const OrmRule orm_rule_set_default_without_default = {
    .name = "set-default-without-default",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A foreign key says SET DEFAULT and one of its NOT NULL columns has no default in the database.",
    .why =
        "SET DEFAULT writes the column's DEFAULT. Where there is none that is NULL, and over a NOT NULL column every "
        "DELETE of a referenced parent fails. A `default=` is applied by the program and does not help: the database "
        "executes the action. Django reports this as fields.E321, openradtool has the same check.",
    .fix = "Give the column a `server_default=` that names an existing parent, make it nullable, or choose another "
           "action.",
    .foreign_key = check,
};
