/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_c_types.h"
#include "rules/edit.h"

#include <string.h>

static gboolean has_fixed_width(const OrmCType *type)
{
    for (guint i = 0; type->names != NULL && i < type->names->len; i++) {
        const char *name = g_ptr_array_index(type->names, i);
        const char *bits = strpbrk(name, "0123456789");
        if (bits != NULL && (g_str_has_prefix(name, "int") || g_str_has_prefix(name, "uint")) &&
            strstr(name, "fast") == NULL)
            return TRUE;
    }
    return FALSE;
}

/* Why the width or sign depends on the compiler; NULL: it does not. */
static const char *dependence(const OrmCType *type)
{
    if (type->kind == ORM_C_CHAR)
        return "is signed on some platforms and unsigned on others";
    if (type->canonical == NULL || has_fixed_width(type))
        return NULL;
    if (g_str_equal(type->canonical, "long") || g_str_equal(type->canonical, "unsigned long"))
        return "has 64 bits on some platforms and 32 on others";
    return orm_c_type_is_called(type, "size_t") || orm_c_type_is_called(type, "time_t")
               ? "has 64 bits on some platforms and 32 on others"
               : NULL;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const OrmCType *type = orm_column_value_type(column);
    const char *why = type != NULL && column->field->bit_field <= 0 ? dependence(type) : NULL;
    OrmSqlType sql = orm_sql_type_element(&column->type);
    if (why == NULL || sql.family != ORM_SQL_INTEGER)
        return;
    g_autofree char *sql_type = orm_sql_type_to_string(&column->type, orm_run_dialect(run));
    OrmFinding *finding = orm_report(run, column->place, orm_about_column(column),
                                     "field `%s` holds column `%s`, which is %s, in a `%s`, which %s",
                                     column->field_path, orm_column_label(column), sql_type, type->spelling, why);
    gboolean is_unsigned = type->kind == ORM_C_UNSIGNED || sql.is_unsigned;
    g_autofree char *fixed = g_strdup_printf("%sint%u_t", is_unsigned ? "u" : "", sql.bits == 24 ? 32 : sql.bits);
    orm_finding_help(finding, "use `%s`", fixed);
    if (!orm_column_is_own(column) || column->field->bit_field >= 0)
        return;
    orm_finding_fix(finding, FALSE, "declare `%s` as `%s`", column->field->name, fixed);
    orm_finding_edit(finding, ORM_EDIT_TYPE_FIELD, column->field->place, column->field->name, fixed);
}

const OrmRule orm_rule_c_nonportable_int = {
    .name = "c-nonportable-int",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A column of fixed width is held in a C type whose width or sign depends on the platform.",
    .why = "`long` has 64 bits on Linux and macOS (LP64) and 32 on 64-bit Windows (LLP64) and on 32-bit systems; "
           "`size_t` and `time_t` vary likewise, and plain `char` as a number is unsigned on ARM. The column has the "
           "same width everywhere, so the same program cuts values on one platform and not on another. openradtool "
           "notes the same of its 32-bit epoch. Off by default, for programs that run on one platform only.",
    .fix =
        "Use a type of `<stdint.h>`. The edit, where that header is included, needs `--unsafe-fixes`: code that uses "
        "the field, a format of `printf` for one, has to follow.",
    .column = check_column,
};
