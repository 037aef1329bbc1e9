/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static const char *describe_array(const OrmCType *type)
{
    if (type->length == ORM_LENGTH_FLEXIBLE)
        return "a flexible array, whose length is not part of the struct";
    if (type->length == ORM_LENGTH_VARIABLE)
        return "an array whose length is not a constant";
    return "an array that no column type of this dialect holds";
}

static const char *describe_pointer(const OrmCType *type)
{
    const OrmCType *inner = type->inner;
    if (inner == NULL)
        return "a pointer to something unknown";
    switch (inner->kind) {
    case ORM_C_FUNCTION:
        return "a function pointer";
    case ORM_C_STRUCT:
        return "a pointer to a struct that is no model";
    case ORM_C_UNION:
        return "a pointer to a union";
    case ORM_C_POINTER:
        return "a pointer to a pointer";
    case ORM_C_ARRAY:
        return "a pointer to an array";
    default:
        return "a pointer that no column type holds";
    }
}

static const char *describe(const OrmField *field)
{
    const OrmCType *type = field->type;
    switch (type->kind) {
    case ORM_C_UNION:
        return field->name == NULL ? "an anonymous union" : "a union, of which nobody knows the member in use";
    case ORM_C_STRUCT:
        return field->name == NULL ? "an anonymous struct" : "a struct that is not embedded";
    case ORM_C_ARRAY:
        return describe_array(type);
    case ORM_C_POINTER:
        return describe_pointer(type);
    case ORM_C_FUNCTION:
        return "a function";
    default:
        return "of a type that no column holds";
    }
}

static void suggest(OrmFinding *finding, const OrmField *field)
{
    if (field->type->kind == ORM_C_STRUCT && field->name != NULL)
        orm_finding_help(finding, "add `ORM_EMBED()` if its fields are columns, `type=` if it is stored whole, or "
                                  "`ORM_IGNORE()`");
    else if (field->name == NULL && field->type->kind == ORM_C_UNION)
        orm_finding_help(finding, "add `ORM_IGNORE()` behind its closing brace");
    else if (field->name == NULL)
        orm_finding_help(finding, "give the member a name and add `ORM_EMBED()`, or add `ORM_IGNORE()` behind its "
                                  "closing brace");
    else
        orm_finding_help(finding, "add `ORM_IGNORE()` if it is not stored, or state `ORM_COLUMN(type=\"...\")`");
}

static void report(OrmRun *run, const OrmUnmapped *unmapped)
{
    const OrmField *field = unmapped->field;
    const char *label = orm_model_label(unmapped->model);
    const char *path = field->name == NULL ? NULL : unmapped->field_path;
    OrmAbout about = orm_about_field(unmapped->model, field, path);
    OrmFinding *finding;
    if (path == NULL)
        finding = orm_report(run, unmapped->place, about, "`%s` has %s as a member, which can be no column", label,
                             describe(field));
    else
        finding = orm_report(run, unmapped->place, about, "field `%s.%s` (`%s`) can be no column: it is %s", label,
                             path, field->type->spelling, describe(field));
    suggest(finding, field);
}

/* A field of an abstract base or embedded struct is reported once, for the first model that takes it over. */
static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) fields = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        for (guint j = 0; j < model->unmapped->len; j++) {
            const OrmUnmapped *unmapped = g_ptr_array_index(model->unmapped, j);
            if (unmapped->pointee == NULL && g_hash_table_add(fields, (gpointer)unmapped->field))
                report(run, unmapped);
        }
    }
}

const OrmRule orm_rule_c_unsupported_field = {
    .name = "c-unsupported-field",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A field of a mapped struct has a C type that no column can hold.",
    .why =
        "Every field of a mapped struct is a column unless it says otherwise. A union, a function pointer, a flexible "
        "array, an array of variable length, an anonymous aggregate, a complex number or a pointer into a structure "
        "of the program has no value that a column could keep: written as bytes it would be an address that means "
        "nothing to the next process. Rather than guess or drop the field silently, ormlint asks what it is.",
    .fix =
        "`ORM_IGNORE()` for what is not stored; `ORM_EMBED()` for a struct whose fields are columns; "
        "`ORM_COLUMN(type=\"...\")`, or a line in `types:` of the configuration, for a type that the program converts "
        "itself.",
    .graph = check,
};
