/* SPDX-License-Identifier: MIT */
/* Rules and families by name. */
#include "rules/engine.h"

#include "analyzer/graph/vocabulary.h"

static const char *const family_names[] = {
    [ORM_FAMILY_MAPPING] = "mapping",
    [ORM_FAMILY_KEY] = "key",
    [ORM_FAMILY_RELATIONSHIP] = "relationship",
    [ORM_FAMILY_INDEX] = "index",
    [ORM_FAMILY_CONSTRAINT] = "constraint",
    [ORM_FAMILY_NAMING] = "naming",
    [ORM_FAMILY_TYPE] = "type",
    [ORM_FAMILY_INHERITANCE] = "inheritance",
    [ORM_FAMILY_DRIFT] = "drift",
    [ORM_FAMILY_MIGRATION] = "migration",
    [ORM_FAMILY_C] = "c",
    [ORM_FAMILY_META] = "meta",
};

const OrmRule *orm_rule_find(const char *name)
{
    for (guint i = 0; orm_rules[i] != NULL; i++)
        if (g_strcmp0(orm_rules[i]->name, name) == 0)
            return orm_rules[i];
    return NULL;
}

const char *orm_family_name(OrmFamily family)
{
    g_return_val_if_fail((guint)family < G_N_ELEMENTS(family_names), NULL);
    return family_names[family];
}

gboolean orm_family_parse(const char *name, OrmFamily *family)
{
    for (guint i = 0; i < G_N_ELEMENTS(family_names); i++)
        if (g_strcmp0(family_names[i], name) == 0) {
            *family = (OrmFamily)i;
            return TRUE;
        }
    return FALSE;
}

static const char *nearest(const char *name, gboolean families)
{
    g_autoptr(GPtrArray) candidates = g_ptr_array_new();
    for (guint i = 0; orm_rules[i] != NULL; i++)
        g_ptr_array_add(candidates, (gpointer)orm_rules[i]->name);
    for (guint i = 0; families && i < G_N_ELEMENTS(family_names); i++)
        g_ptr_array_add(candidates, (gpointer)family_names[i]);
    g_ptr_array_add(candidates, NULL);
    return orm_nearest_word(name, (const char *const *)candidates->pdata);
}

const char *orm_rule_nearest(const char *name)
{
    return nearest(name, TRUE);
}

const char *orm_rule_nearest_rule(const char *name)
{
    return nearest(name, FALSE);
}
