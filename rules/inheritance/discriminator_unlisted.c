/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_c_types.h"
#include "analyzer/graph/questions_inheritance.h"
#include "analyzer/graph/names.h"
#include "rules/edit.h"

/* Stands for an identity that is no constant: it is taken for a misspelt one, so that the constants it leaves over are
 * not a second fault. */
#define UNLISTED ""

/* The one constant that no other struct of the hierarchy has, or of several the one whose name is near. */
static const char *free_constant(const OrmGraph *graph, const OrmModel *model, const OrmColumn *discriminator)
{
    const OrmEnum *enumeration = discriminator->enumeration->enumeration;
    g_autoptr(GPtrArray) left = g_ptr_array_new();
    for (guint i = 0; i < orm_enum_values(enumeration); i++) {
        const OrmEnumConstant *constant = &g_array_index(enumeration->constants, OrmEnumConstant, i);
        if (!orm_identity_is_taken(graph, discriminator, constant->name))
            g_ptr_array_add(left, (gpointer)constant->name);
    }
    return left->len == 1 ? left->pdata[0] : orm_nearest_name(model->identity.text, left);
}

static void report_identity(OrmRun *run, const OrmModel *model, const OrmColumn *discriminator)
{
    const OrmEnum *enumeration = discriminator->enumeration->enumeration;
    OrmFinding *finding =
        orm_report(run, model->identity.place, orm_about_column(discriminator),
                   "identity `%s` of `%s` is no constant of `enum %s`, the type of discriminator `%s`",
                   model->identity.text, model->name, enumeration->name, orm_column_label(discriminator));
    orm_finding_help(finding, "add a constant for it, or name one of the enum's");
    const char *constant = free_constant(orm_run_graph(run), model, discriminator);
    if (constant != NULL) {
        orm_finding_fix(finding, FALSE, "name `%s`", constant);
        orm_finding_edit(finding, ORM_EDIT_REPLACE, model->identity.place, model->identity.text, constant);
    }
    orm_finding_related(finding, enumeration->place, "`enum %s` is defined here", enumeration->name);
}

static void check_constants(OrmRun *run, GHashTable *used, const OrmColumn *discriminator)
{
    const OrmEnum *enumeration = discriminator->enumeration->enumeration;
    for (guint i = 0; i < orm_enum_values(enumeration); i++) {
        const OrmEnumConstant *constant = &g_array_index(enumeration->constants, OrmEnumConstant, i);
        if (g_hash_table_contains(used, constant->name))
            continue;
        OrmFinding *finding =
            orm_report(run, constant->place, orm_about_column(discriminator),
                       "no struct has the identity `%s`, a constant of `enum %s` that discriminator `%s` may hold",
                       constant->name, enumeration->name, orm_column_label(discriminator));
        orm_finding_help(finding, "add the child, or drop the constant");
        orm_finding_related(finding, discriminator->place, "the discriminator is declared here");
    }
}

static GHashTable *constants_of(GHashTable *used, OrmColumn *discriminator)
{
    GHashTable *constants = g_hash_table_lookup(used, discriminator);
    if (constants == NULL) {
        constants = g_hash_table_new(g_str_hash, g_str_equal);
        g_hash_table_insert(used, discriminator, constants);
    }
    return constants;
}

/* What a model takes of its hierarchy's constants. One without identity, or with another's, has a fault of its own
 * (discriminator-missing, discriminator-duplicate): the constant that is left over for it is no second one. */
static void take_constant(OrmRun *run, const OrmModel *model, OrmColumn *discriminator, GHashTable *constants)
{
    const char *value = model->identity.text != NULL ? orm_identity_value(discriminator, model->identity.text) : NULL;
    if (model->identity.text != NULL && value == NULL)
        report_identity(run, model, discriminator);
    if (value == NULL || !g_hash_table_add(constants, (gpointer)value))
        g_hash_table_add(constants, (gpointer)UNLISTED);
}

/* A joined child needs no identity, and says nothing of the constants then. */
static gboolean has_or_needs_identity(const OrmModel *model)
{
    return model->identity.text != NULL || model->inheritance == ORM_INHERITS_SINGLE;
}

/* One pass over the models: each notes its constant with the discriminator of its hierarchy. */
static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) used = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        OrmColumn *discriminator = orm_model_root(model)->polymorphic_on;
        if (discriminator != NULL && discriminator->enumeration->enumeration != NULL && has_or_needs_identity(model))
            take_constant(run, model, discriminator, constants_of(used, discriminator));
    }
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        GHashTable *constants = model->polymorphic_on != NULL ? g_hash_table_lookup(used, model->polymorphic_on) : NULL;
        if (constants != NULL && model->children->len > 0 && !g_hash_table_contains(constants, UNLISTED))
            check_constants(run, constants, model->polymorphic_on);
    }
}

const OrmRule orm_rule_discriminator_unlisted = {
    .name = "discriminator-unlisted",
    .family = ORM_FAMILY_INHERITANCE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary =
        "An enum discriminator has a constant without a struct, or a struct's identity is none of its constants.",
    .why =
        "An identity that the enum lacks cannot be stored; a constant without a struct is a row that nobody can load. "
        "An identity is written as the constant's name, its label (ORM_ENUM) or its number; a last constant that "
        "only counts the others is left out. Doctrine's SchemaValidator compares its discriminator map likewise.",
    .fix =
        "Make the enum and the identities of the hierarchy agree. The edit (`--unsafe-fixes`) names the constant that "
        "is left over, or of several the nearest.",
    .graph = check,
};
