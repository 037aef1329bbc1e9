/* SPDX-License-Identifier: MIT */
/* Reading annotations by the vocabulary: flags, texts, names, actions, cascades. */
#include "analyzer/graph/vocabulary_table.h"

OrmProblem *orm_problem_add(GPtrArray *problems, OrmProblemKind kind, OrmPlace place, const char *format, ...)
{
    OrmProblem *problem = g_new0(OrmProblem, 1);
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    problem->kind = kind;
    problem->place = place;
    problem->message = orm_intern(message);
    g_ptr_array_add(problems, problem);
    return problem;
}

void orm_problem_free(OrmProblem *problem)
{
    g_free(problem);
}

const char *orm_vocabulary_macro(const char *kind)
{
    g_autofree char *upper = g_ascii_strup(kind, -1);
    g_autofree char *macro = g_strconcat("ORM_", upper, NULL);
    return orm_intern(macro);
}

OrmTruth orm_value_truth(const OrmValue *value)
{
    if (value->text == NULL || value->kind == ORM_VALUE_CALL)
        return ORM_UNKNOWN;
    if (g_ascii_strcasecmp(value->text, "true") == 0 || g_str_equal(value->text, "1"))
        return ORM_YES;
    if (g_ascii_strcasecmp(value->text, "false") == 0 || g_str_equal(value->text, "0"))
        return ORM_NO;
    return ORM_UNKNOWN;
}

const char *orm_value_text(const OrmValue *value)
{
    if (value->kind == ORM_VALUE_LIST)
        return NULL;
    if (value->kind != ORM_VALUE_CALL)
        return value->text;
    g_autofree char *text = orm_value_to_string(value);
    return orm_intern(text);
}

OrmActionKind orm_value_action(const OrmValue *value)
{
    static const struct {
        const char *word;
        OrmActionKind kind;
    } actions[] = {{"cascade", ORM_ACTION_CASCADE},
                   {"set_null", ORM_ACTION_SET_NULL},
                   {"set_default", ORM_ACTION_SET_DEFAULT},
                   {"restrict", ORM_ACTION_RESTRICT},
                   {"no_action", ORM_ACTION_NO_ACTION}};
    if (value->kind != ORM_VALUE_NAME && value->kind != ORM_VALUE_STRING)
        return ORM_ACTION_UNSTATED;
    g_autofree char *word = orm_word_normalize(value->text);
    for (gsize i = 0; i < G_N_ELEMENTS(actions); i++)
        if (g_str_equal(word, actions[i].word))
            return actions[i].kind;
    return ORM_ACTION_UNSTATED;
}

static void add_cascade_words(GPtrArray *words, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    for (gsize i = 0; parts[i] != NULL; i++) {
        char *word = orm_word_normalize(parts[i]);
        if (*word != '\0' || parts[1] != NULL)
            g_ptr_array_add(words, word);
        else
            g_free(word);
    }
}

GPtrArray *orm_value_cascade_words(const OrmValue *value)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    if (value->text != NULL && value->kind != ORM_VALUE_CALL)
        add_cascade_words(words, value->text);
    for (guint i = 0; value->kind == ORM_VALUE_LIST && i < orm_value_count(value); i++) {
        const OrmValue *item = orm_value_item(value, i)->value;
        if (item->text != NULL)
            add_cascade_words(words, item->text);
    }
    return words;
}

static const OrmArgument *keyed_argument(const OrmAnnotation *annotation, const char *key)
{
    for (guint i = 0; i < annotation->arguments->len; i++) {
        const OrmArgument *argument = annotation->arguments->pdata[i];
        if (argument->key != NULL && orm_text_equal(argument->key, key))
            return argument;
    }
    return NULL;
}

OrmFlag orm_annotation_flag(const OrmAnnotation *annotation, const char *key)
{
    const OrmArgument *argument = orm_annotation_find(annotation, key, FALSE);
    if (argument == NULL)
        return (OrmFlag){ORM_UNKNOWN, ORM_PLACE_UNKNOWN};
    if (argument->key == NULL)
        return (OrmFlag){ORM_YES, argument->place};
    OrmTruth truth = orm_value_truth(argument->value);
    return (OrmFlag){truth, truth == ORM_UNKNOWN ? ORM_PLACE_UNKNOWN : argument->place};
}

/* `passive_deletes` alone says the same as passive_deletes=true. */
static OrmStated lone_flag_word(const OrmAnnotation *annotation, const char *key)
{
    const OrmArgument *lone = orm_annotation_find(annotation, key, FALSE);
    if (lone == NULL)
        return (OrmStated){NULL, ORM_PLACE_UNKNOWN};
    const OrmAnnotationSpec *spec = orm_vocabulary_spec(annotation->kind, ORM_ON_FIELD);
    const OrmKeySpec *rule = spec == NULL ? NULL : orm_vocabulary_key(spec, key);
    if (rule == NULL || rule->rule != ORM_RULE_FLAG_WORD)
        return (OrmStated){NULL, ORM_PLACE_UNKNOWN};
    return (OrmStated){orm_intern("true"), lone->place};
}

OrmStated orm_annotation_text(const OrmAnnotation *annotation, const char *key)
{
    const OrmArgument *argument = keyed_argument(annotation, key);
    if (argument == NULL)
        return lone_flag_word(annotation, key);
    const char *text = orm_value_text(argument->value);
    return (OrmStated){text, text == NULL ? ORM_PLACE_UNKNOWN : argument->value->place};
}

GPtrArray *orm_annotation_positionals(const OrmAnnotation *annotation)
{
    GPtrArray *positionals = g_ptr_array_new();
    const OrmAnnotationSpec *spec = orm_vocabulary_spec(annotation->kind, ORM_ON_STRUCT);
    if (spec == NULL)
        return positionals;
    g_autofree OrmArgumentRole *roles = orm_vocabulary_roles(spec, annotation);
    for (guint i = 0; i < annotation->arguments->len; i++)
        if (roles[i] == ORM_ROLE_POSITIONAL)
            g_ptr_array_add(positionals, annotation->arguments->pdata[i]);
    return positionals;
}

const OrmArgument *orm_annotation_first_positional(const OrmAnnotation *annotation)
{
    const OrmAnnotationSpec *spec = orm_vocabulary_spec(annotation->kind, ORM_ON_STRUCT);
    for (guint i = 0; spec != NULL && i < annotation->arguments->len; i++)
        if (orm_vocabulary_role(spec, annotation, i, 0) == ORM_ROLE_POSITIONAL)
            return annotation->arguments->pdata[i];
    return NULL;
}

OrmAction orm_annotation_action(const OrmAnnotation *annotation, const char *key)
{
    const OrmArgument *argument = keyed_argument(annotation, key);
    OrmActionKind kind = argument == NULL ? ORM_ACTION_UNSTATED : orm_value_action(argument->value);
    return (OrmAction){kind, argument == NULL ? ORM_PLACE_UNKNOWN : argument->value->place};
}

gboolean orm_annotation_cascade(const OrmAnnotation *annotation, guint *cascade, OrmPlace *place)
{
    static const guint bits[] = {
        ORM_CASCADE_ALL,     ORM_CASCADE_SAVE_UPDATE, ORM_CASCADE_MERGE,        ORM_CASCADE_REFRESH_EXPIRE,
        ORM_CASCADE_EXPUNGE, ORM_CASCADE_DELETE,      ORM_CASCADE_DELETE_ORPHAN};
    const OrmArgument *argument = keyed_argument(annotation, "cascade");
    if (argument == NULL)
        return FALSE;
    g_autoptr(GPtrArray) words = orm_value_cascade_words(argument->value);
    *cascade = 0;
    *place = argument->value->place;
    for (guint i = 0; i < words->len; i++)
        for (gsize j = 0; orm_cascade_words[j] != NULL; j++)
            if (g_str_equal(words->pdata[i], orm_cascade_words[j]))
                *cascade |= bits[j];
    return TRUE;
}
