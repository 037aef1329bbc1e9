/* SPDX-License-Identifier: MIT */
#include "rules/other_side.h"
#include "rules/rule.h"

static gboolean is_byte(const OrmCType *type)
{
    return (type->kind == ORM_C_UNSIGNED || type->kind == ORM_C_SIGNED) && type->bits == 8;
}

static void report_array(OrmRun *run, const OrmColumn *column, gint length)
{
    gint64 size = column->field->type->length;
    g_autofree char *sql_type = orm_run_type_text(run, column);
    g_autofree char *effect =
        size < length ? g_strdup_printf("%" G_GINT64_FORMAT " of %d bytes do not fit the field", length - size, length)
        : column->type.family == ORM_SQL_BINARY && column->details->length_field.text == NULL
            ? g_strdup_printf("%" G_GINT64_FORMAT
                              " bytes do not fit the column, and reading leaves the last %" G_GINT64_FORMAT " unfilled",
                              size, size - length)
            : g_strdup_printf("%" G_GINT64_FORMAT " bytes do not fit the column", size);
    OrmFinding *finding =
        orm_report(run, column->type_place, orm_about_column(column),
                   "field `%s` of type `%s` has %" G_GINT64_FORMAT " bytes, but column `%s` is %s%s: %s",
                   column->field_path, column->field->type->spelling, size, orm_column_label(column), sql_type,
                   column->type.family == ORM_SQL_UUID ? " of 16 bytes" : "", effect);
    orm_finding_help(finding, "declare `%s` as `uint8_t[%d]`", column->field_path, length);
    orm_finding_related(finding, column->place, "`%s` is declared here", column->field_path);
}

/* An array is compared with what the column's type says, which SQLite does not enforce. */
static void check_array(OrmRun *run, const OrmColumn *column)
{
    OrmSqlType stated = orm_run_stated_type(run, column);
    gint64 size = column->field->type->length;
    gint length = stated.family == ORM_SQL_UUID ? 16 : stated.length;
    gboolean fixed = stated.family == ORM_SQL_UUID || stated.family == ORM_SQL_BINARY;
    if ((!fixed && stated.family != ORM_SQL_VARBINARY) || length == ORM_SQL_UNSTATED || size <= 0 ||
        column->type.array_depth > 0 || !orm_dialect_enforces_lengths(orm_run_dialect(run)))
        return;
    gboolean is_char = column->field->type->inner->kind == ORM_C_CHAR; /* may end with a NUL of its own */
    gboolean is_text = stated.family == ORM_SQL_UUID && (is_char || size == 37);
    gboolean too_large = size > length && column->details->length_field.text == NULL && !is_char;
    if (is_text)
        return;
    if (size < length || too_large)
        report_array(run, column, length);
}

static void check_pointer(OrmRun *run, const OrmColumn *column)
{
    OrmSqlFamily family = column->type.family;
    if ((family != ORM_SQL_BLOB && family != ORM_SQL_VARBINARY) || column->type.array_depth > 0 ||
        column->details->length_field.text != NULL)
        return;
    OrmFinding *finding =
        orm_report(run, column->place, orm_about_column(column),
                   "field `%s` of type `%s` points at the bytes of column `%s`, but nothing says how many there are",
                   column->field_path, column->field->type->spelling, orm_column_label(column));
    orm_finding_help(finding,
                     "add a field for the length and name it: `size_t %s_length;` and "
                     "`ORM_COLUMN(length=%s_length)`",
                     column->field->name, column->field->name);
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const OrmCType *type = column->field->type;
    if (type->kind == ORM_C_ARRAY && (is_byte(type->inner) || type->inner->kind == ORM_C_CHAR))
        check_array(run, column);
    else if (type->kind == ORM_C_POINTER && type->inner != NULL &&
             (type->inner->kind == ORM_C_VOID || is_byte(type->inner)))
        check_pointer(run, column);
}

const OrmRule orm_rule_c_blob_length = {
    .name = "c-blob-length",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A field for bytes has another length than its column, or none that the program could know.",
    .why = "Bytes have no end mark. A `uint8_t *` without a length beside it cannot be written, because nobody knows "
           "how much to write, and whoever reads it runs off its end. A `uint8_t[N]` of another length than its "
           "`BINARY(M)` or `UUID` (16 bytes) loses bytes one way and does not fit the other. SQLite does not enforce "
           "declared lengths, so arrays are not compared there.",
    .fix = "Name the field that holds the length with `ORM_COLUMN(length=field)`; give an array the column's length.",
    .column = check_column,
};
