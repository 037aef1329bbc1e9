/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_inheritance.h"
#include "analyzer/graph/questions_c_types.h"
#include "rules/edit.h"

/* The identity of a model in its hierarchy as a key; NULL: none, or one that is no constant (discriminator-unlisted).
 */
static char *identity_key(const OrmModel *model)
{
    const OrmModel *root = orm_model_root(model);
    if (model->identity.text == NULL || root->polymorphic_on == NULL)
        return NULL;
    const char *value = orm_identity_value(root->polymorphic_on, model->identity.text);
    return value != NULL ? g_strdup_printf("%p %s", (const void *)root, value) : NULL;
}

/* An identity nobody has: the one constant that is left, or of text the struct's own name. */
static const char *free_identity(const OrmGraph *graph, const OrmModel *model, const OrmColumn *discriminator)
{
    const OrmEnum *enumeration = discriminator->enumeration->enumeration;
    const char *left = NULL;
    if (enumeration == NULL)
        return (discriminator->type.family == ORM_SQL_VARCHAR || discriminator->type.family == ORM_SQL_TEXT) &&
                       !orm_identity_is_taken(graph, discriminator, model->name)
                   ? model->name
                   : NULL;
    for (guint i = 0; i < orm_enum_values(enumeration); i++) {
        const OrmEnumConstant *constant = &g_array_index(enumeration->constants, OrmEnumConstant, i);
        if (orm_identity_is_taken(graph, discriminator, constant->name))
            continue;
        if (left != NULL)
            return NULL;
        left = constant->name;
    }
    return left;
}

static void offer(OrmFinding *finding, const OrmGraph *graph, const OrmModel *model, const OrmColumn *discriminator)
{
    const char *identity = free_identity(graph, model, discriminator);
    if (identity == NULL)
        return;
    orm_finding_fix(finding, FALSE, "give `%s` the identity `%s`", model->name, identity);
    orm_finding_edit(finding, ORM_EDIT_REPLACE, model->identity.place, model->identity.text, identity);
}

static void check(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) owners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < graph->models->len; i++) {
        OrmModel *model = g_ptr_array_index(graph->models, i);
        g_autofree char *key = identity_key(model);
        if (key == NULL)
            continue;
        const OrmModel *first = g_hash_table_lookup(owners, key);
        if (first == NULL) {
            g_hash_table_insert(owners, g_steal_pointer(&key), model);
            continue;
        }
        const OrmColumn *discriminator = orm_model_root(model)->polymorphic_on;
        OrmFinding *finding = orm_report(run, model->identity.place, orm_about_model(model),
                                         "`%s` and `%s` both have the identity `%s` in discriminator `%s`", first->name,
                                         model->name, model->identity.text, orm_column_label(discriminator));
        orm_finding_help(finding, "give `%s` an identity of its own", model->name);
        offer(finding, graph, model, discriminator);
        orm_finding_related(finding, first->identity.place, "`%s` has it here", first->name);
    }
}

const OrmRule orm_rule_discriminator_duplicate = {
    .name = "discriminator-duplicate",
    .family = ORM_FAMILY_INHERITANCE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "Two structs of one hierarchy have the same identity.",
    .why = "The discriminator's value is all that tells the rows of one struct from those of another. With one value "
           "for two, every row is loaded as the one that is looked up first. SQLAlchemy warns, Doctrine, TypeORM and "
           "EF Core refuse it. The base's own identity counts too.",
    .fix =
        "Give each struct an `identity=` of its own. The edit, `--unsafe-fixes`, takes the one constant that is left "
        "of an enum, else the struct's name where nobody has it.",
    .graph = check,
};
