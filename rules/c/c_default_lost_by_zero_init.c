/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_c_types.h"
#include "rules/rule.h"

#include <string.h>

/* The text of a default without quotes, parentheses, a PostgreSQL cast and the letter of MySQL's b'0' and N''; free
 * with g_free. */
static char *bare(const char *text)
{
    g_autofree char *copy = g_strstrip(g_strdup(text));
    char *cast = strstr(copy, "::");
    if (cast != NULL)
        *cast = '\0';
    if (copy[0] != '\0' && strchr("bBnN", copy[0]) != NULL && copy[1] == '\'')
        memmove(copy, copy + 1, strlen(copy));
    gsize length = strlen(copy);
    while (length >= 2 &&
           ((copy[0] == '\'' && copy[length - 1] == '\'') || (copy[0] == '(' && copy[length - 1] == ')'))) {
        memmove(copy, copy + 1, length - 2);
        copy[length - 2] = '\0';
        length -= 2;
    }
    return g_steal_pointer(&copy);
}

static const char *label_of_zero(const OrmColumn *column)
{
    const GArray *constants = column->enumeration->enumeration->constants;
    for (guint i = 0; i < constants->len; i++) {
        if (g_array_index(constants, OrmEnumConstant, i).value == 0)
            return g_ptr_array_index(column->enumeration->labels, i);
    }
    return NULL;
}

/* What PostgreSQL and MySQL take for false; '' is none of them. */
static gboolean is_false(const char *text)
{
    static const char *const words[] = {"f", "fa", "fal", "fals", "false", "n", "no", "of", "off", NULL};
    g_autofree char *folded = g_ascii_strdown(text, -1);
    return g_strv_contains(words, folded);
}

static gboolean is_moment(const OrmCType *type)
{
    return type->kind == ORM_C_STRUCT && type->tag != NULL &&
           (g_str_equal(type->tag, "timespec") || g_str_equal(type->tag, "timeval"));
}

/* What a zero-filled field writes instead of the default; NULL: the same, or nothing that could be written. */
static const char *zero_of(const OrmColumn *column, const char *text)
{
    const OrmCType *type = column->field->type;
    char *end;
    gdouble number = g_ascii_strtod(text, &end);
    gboolean is_zero = *text != '\0' && *end == '\0' && number >= 0 && number <= 0;
    if (g_ascii_strcasecmp(text, "null") == 0)
        return NULL;
    if (type->kind == ORM_C_ARRAY && type->inner->kind == ORM_C_CHAR)
        return *text == '\0' ? NULL : "''";
    if (column->enumeration->enumeration != NULL && column->enumeration->storage != ORM_ENUM_STORED_INTEGER) {
        const char *label = type->kind == ORM_C_ENUM ? label_of_zero(column) : NULL;
        return g_strcmp0(label, text) == 0 ? NULL : label;
    }
    if (type->kind == ORM_C_BOOL)
        return is_zero || is_false(text) ? NULL : "false";
    if (is_moment(type))
        return "1970-01-01";
    gboolean number_like = type->kind == ORM_C_SIGNED || type->kind == ORM_C_UNSIGNED || type->kind == ORM_C_FLOAT ||
                           type->kind == ORM_C_ENUM;
    return number_like && !is_zero && g_ascii_strcasecmp(text, "false") != 0 ? "0" : NULL;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    if (column->details->server_default.text == NULL || column->details->null_flag.text != NULL ||
        column->details->default_value.text != NULL || column->details->computed.text != NULL)
        return;
    g_autofree char *text = bare(column->details->server_default.text);
    const char *zero = zero_of(column, text);
    if (zero == NULL)
        return;
    OrmFinding *finding =
        orm_report(run, column->details->server_default.place, orm_about_column(column),
                   "the default %s of column `%s` is lost where the struct is filled with zeros: field `%s` of type "
                   "`%s` then writes %s",
                   column->details->server_default.text, orm_column_label(column), column->field_path,
                   column->field->type->spelling, zero);
    orm_finding_help(finding,
                     "set the field where the struct is made and say so with `default=`, or make it a pointer");
    orm_finding_related(finding, column->place, "`%s` is declared here", column->field_path);
}

const OrmRule orm_rule_c_default_lost_by_zero_init = {
    .name = "c-default-lost-by-zero-init",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A column's default is not zero, but a zero-filled struct writes zero instead.",
    .why =
        "A default of the database counts only where the `INSERT` leaves the column out. A program that writes every "
        "field of `struct account account = {0};` writes 0, `false` or '' there, and the default never comes into "
        "play. EF Core warns of the same for booleans (`BoolWithDefaultWarning`). Whether the program leaves "
        "columns out cannot be seen in the model, so the rule is off by default.",
    .fix =
        "Set the value where the struct is made (`default=` documents it), or use a pointer, which is left out when it "
        "is null.",
    .column = check_column,
};
