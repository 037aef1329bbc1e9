/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_c_types.h"
#include "rules/rule.h"

/* The first constant behind another one that has no value of its own; NULL: all have. */
static const OrmEnumConstant *first_implicit(const OrmEnum *enumeration)
{
    for (guint i = 1; i < orm_enum_values(enumeration); i++) {
        const OrmEnumConstant *constant = &g_array_index(enumeration->constants, OrmEnumConstant, i);
        if (!constant->explicit_value)
            return constant;
    }
    return NULL;
}

/* The enum whose numbers the column keeps, alone or in an array; NULL: none. */
static const OrmEnum *enum_stored_as_number(const OrmColumn *column)
{
    const OrmColumnEnum *kept = column->enumeration;
    gboolean number =
        !column->type_stated || column->type.family == ORM_SQL_INTEGER || column->type.family == ORM_SQL_NUMERIC;
    if (!number || kept->storage != ORM_ENUM_STORED_INTEGER)
        return NULL;
    return kept->enumeration != NULL ? kept->enumeration : kept->elements;
}

/* The numbers that the constants have already: nothing changes but that they are written. */
static void offer_values(OrmFinding *finding, const OrmEnum *enumeration)
{
    orm_finding_fix(finding, TRUE, "write out the values of `enum %s`", enumeration->name);
    for (guint i = 0; i < orm_enum_values(enumeration); i++) {
        const OrmEnumConstant *constant = &g_array_index(enumeration->constants, OrmEnumConstant, i);
        g_autofree char *value = g_strdup_printf("%" G_GINT64_FORMAT, constant->value);
        if (!constant->explicit_value)
            orm_finding_edit(finding, ORM_EDIT_STATE_VALUE, constant->place, constant->name, value);
    }
}

static void report(OrmRun *run, const OrmColumn *column, const OrmEnum *enumeration, const OrmEnumConstant *constant)
{
    OrmFinding *finding =
        orm_report(run, constant->place, orm_about_column(column),
                   "`enum %s` is stored in column `%s`, but `%s` has no value of its own: a constant inserted above it "
                   "changes the meaning of stored rows",
                   enumeration->name, orm_column_label(column), constant->name);
    orm_finding_help(finding, "write every value out: `%s = %" G_GINT64_FORMAT "`", constant->name, constant->value);
    orm_finding_related(finding, column->place, "it is stored here");
    offer_values(finding, enumeration);
}

/* An enum is one fault, however many columns keep it. */
static void check(OrmRun *run, const OrmColumn *column)
{
    const OrmEnum *enumeration = enum_stored_as_number(column);
    if (enumeration == NULL || !orm_run_is_first(run, enumeration))
        return;
    const OrmEnumConstant *constant = first_implicit(enumeration);
    if (constant != NULL)
        report(run, column, enumeration, constant);
}

const OrmRule orm_rule_c_enum_implicit_values = {
    .name = "c-enum-implicit-values",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "The constants of an enum that is stored as a number have no values of their own.",
    .why =
        "The compiler counts from the constant above. Who inserts a constant in the middle, or sorts them, renumbers "
        "all that follow, and every stored row silently means something else. openradtool refuses a changed item "
        "between two versions; here the one version already says whether it can happen. An enum stored by its labels "
        "(`ORM_ENUM(storage=string)`) does not depend on numbers.",
    .fix = "Write the value of every constant out, or store the labels: `ORM_ENUM(storage=string)`.",
    .column = check,
};
