/* SPDX-License-Identifier: MIT */
/* Tells flags from positional arguments: a lone name may be either. */
#include "analyzer/graph/vocabulary_table.h"

/* A lone name this near to a flag is a misspelt flag rather than the column's name, which could be quoted. */
#define NEAR_FLAG 2

static gboolean is_flag(const OrmKeySpec *key)
{
    return key != NULL && (key->rule == ORM_RULE_FLAG || key->rule == ORM_RULE_FLAG_WORD);
}

static gboolean near_flag(const OrmAnnotationSpec *spec, const char *name)
{
    for (const OrmKeySpec *key = spec->keys; key->key != NULL; key++)
        if (is_flag(key) && orm_words_are_near(name, key->key, NEAR_FLAG))
            return TRUE;
    return FALSE;
}

/* The same for the flags of a column; each (interned) name is compared once, however often it is asked for. */
static gboolean near_column_flag(const OrmAnnotationSpec *spec, const char *name)
{
    static GHashTable *known = NULL; /* const char * -> whether, as 1 or 2 */
    if (known == NULL)
        known = g_hash_table_new(NULL, NULL);
    guint answer = GPOINTER_TO_UINT(g_hash_table_lookup(known, name));
    if (answer == 0) {
        answer = near_flag(spec, name) ? 2 : 1;
        g_hash_table_insert(known, (gpointer)name, GUINT_TO_POINTER(answer));
    }
    return answer == 2;
}

/* A lone name where the name the annotation takes cannot stand any more. */
static OrmArgumentRole role_of_further_name(const OrmAnnotationSpec *spec, const OrmValue *value, gboolean named)
{
    if (orm_vocabulary_key(spec, value->text) != NULL)
        return ORM_ROLE_KEY_WITHOUT_VALUE;
    if (orm_vocabulary_nearest_key(spec, value->text, TRUE) != NULL || !named)
        return ORM_ROLE_UNKNOWN_FLAG;
    return ORM_ROLE_EXCESS;
}

static OrmArgumentRole role_of_lone(const OrmAnnotationSpec *spec, const OrmValue *value, guint index,
                                    guint positionals)
{
    gboolean name = value->kind == ORM_VALUE_NAME;
    gboolean optional_name = spec->least == 0 && spec->most == 1;
    if (name && is_flag(orm_vocabulary_key(spec, value->text)))
        return ORM_ROLE_FLAG;
    if (spec->most == ORM_ANY_NUMBER)
        return ORM_ROLE_POSITIONAL;
    if (name && g_str_equal(spec->kind, "column") && near_column_flag(spec, value->text))
        return ORM_ROLE_UNKNOWN_FLAG;
    if (positionals < spec->most && !(optional_name && index > 0))
        return ORM_ROLE_POSITIONAL;
    if (name)
        return role_of_further_name(spec, value, positionals > 0 || spec->most == 0);
    return positionals < spec->most ? ORM_ROLE_LATE_NAME : ORM_ROLE_EXCESS;
}

OrmArgumentRole orm_vocabulary_role(const OrmAnnotationSpec *spec, const OrmAnnotation *annotation, guint index,
                                    guint positionals)
{
    const OrmArgument *argument = annotation->arguments->pdata[index];
    if (argument->key == NULL)
        return role_of_lone(spec, argument->value, index, positionals);
    return orm_vocabulary_key(spec, argument->key) != NULL ? ORM_ROLE_KEY : ORM_ROLE_UNKNOWN_KEY;
}

OrmArgumentRole *orm_vocabulary_roles(const OrmAnnotationSpec *spec, const OrmAnnotation *annotation)
{
    OrmArgumentRole *roles = g_new0(OrmArgumentRole, annotation->arguments->len + 1);
    guint positionals = 0;
    for (guint i = 0; i < annotation->arguments->len; i++) {
        roles[i] = orm_vocabulary_role(spec, annotation, i, positionals);
        positionals += roles[i] == ORM_ROLE_POSITIONAL;
    }
    return roles;
}
