/* SPDX-License-Identifier: MIT */
/* What arguments and annotations say together: repeated keys, options and annotations that exclude each other. */
#include "analyzer/graph/vocabulary_table.h"

/* Room for as many is made at once. */
#define USUAL_STATEMENTS 8

/* A key with its value, a flag, or a positional argument ("#0", "#1"). */
typedef struct {
    const OrmAnnotation *annotation;
    const OrmArgument *argument;
    const OrmKeySpec *rule; /* NULL: positional */
    const char *name;       /* interned */
    OrmTruth on;            /* NO for key=false */
} Statement;

static OrmTruth statement_truth(const OrmArgument *argument, OrmArgumentRole role, const OrmKeySpec *rule)
{
    if (role != ORM_ROLE_KEY || (rule->rule != ORM_RULE_FLAG && rule->rule != ORM_RULE_FLAG_WORD))
        return ORM_YES;
    OrmTruth truth = orm_value_truth(argument->value);
    return truth == ORM_UNKNOWN && rule->rule == ORM_RULE_FLAG_WORD ? ORM_YES : truth;
}

/* Interned; the first of them, as nearly every annotation has no more, without putting it together. */
static const char *positional_name(guint index)
{
    static const char *first = NULL;
    if (first == NULL)
        first = orm_intern("#0");
    if (index == 0)
        return first;
    g_autofree char *name = g_strdup_printf("#%u", index);
    return orm_intern(name);
}

static void collect(const OrmAnnotation *annotation, OrmSubjectKind subject, GArray *statements)
{
    const OrmAnnotationSpec *spec = orm_vocabulary_spec(annotation->kind, subject);
    g_autofree OrmArgumentRole *roles = orm_vocabulary_roles(spec, annotation);
    guint positionals = 0;
    for (guint i = 0; i < annotation->arguments->len; i++) {
        const OrmArgument *argument = annotation->arguments->pdata[i];
        Statement statement = {.annotation = annotation, .argument = argument};
        if (roles[i] == ORM_ROLE_KEY) {
            statement.rule = orm_vocabulary_key(spec, argument->key);
            statement.name = argument->key;
        } else if (roles[i] == ORM_ROLE_FLAG) {
            statement.rule = orm_vocabulary_key(spec, argument->value->text);
            statement.name = argument->value->text;
        } else if (roles[i] == ORM_ROLE_POSITIONAL) {
            statement.name = positional_name(positionals++);
        } else {
            continue;
        }
        statement.on = statement_truth(argument, roles[i], statement.rule);
        g_array_append_val(statements, statement);
    }
}

static gboolean is_word(const OrmValue *value)
{
    return value->kind == ORM_VALUE_NAME || value->kind == ORM_VALUE_STRING;
}

static gboolean words_equal(const OrmValue *one, const OrmValue *other)
{
    g_autofree char *left = orm_word_normalize(one->text), *right = orm_word_normalize(other->text);
    return g_str_equal(left, right);
}

static gboolean says_the_same(const Statement *one, const Statement *other)
{
    const OrmValue *left = one->argument->value, *right = other->argument->value;
    OrmValueRule rule = one->rule == NULL ? ORM_RULE_NAME : one->rule->rule;
    if (rule == ORM_RULE_FLAG)
        return one->on == other->on;
    if ((rule == ORM_RULE_ACTION || rule == ORM_RULE_WORD) && is_word(left) && is_word(right))
        return words_equal(left, right);
    if (is_word(left) && is_word(right))
        return left->text == right->text;
    return orm_value_equal(left, right);
}

/* What a statement says, for messages: `ondelete=cascade`, `unique`, `users`. Free with g_free. */
static char *describe(const Statement *statement)
{
    g_autofree char *value = orm_value_to_string(statement->argument->value);
    const char *key = statement->argument->key;
    return g_strdup_printf("`%s%s%s`", key == NULL ? "" : key, key == NULL ? "" : "=", value);
}

static OrmProblem *add_conflict(GPtrArray *problems, const Statement *first, const Statement *second, const char *why)
{
    g_autofree char *before = describe(first), *after = describe(second);
    OrmProblem *problem =
        orm_problem_add(problems, ORM_PROBLEM_CONFLICT, second->argument->place, "%s conflicts with %s in `%s`: %s",
                        after, before, orm_vocabulary_macro(second->annotation->kind), why);
    problem->annotation = second->annotation;
    problem->argument = second->argument;
    problem->related_place = first->argument->place;
    problem->related_message = orm_intern("stated here");
    return problem;
}

/* `initially=immediate` is what every constraint is. */
static gboolean harmless(const Statement *statement)
{
    return orm_text_equal(statement->name, "initially") && is_word(statement->argument->value) &&
           g_ascii_strcasecmp(statement->argument->value->text, "immediate") == 0;
}

/* Whether it added a problem. */
static gboolean check_pair(const Statement *first, const Statement *second, GPtrArray *problems)
{
    gboolean readable = first->on != ORM_UNKNOWN && second->on != ORM_UNKNOWN; /* else that is the problem */
    if (first->annotation->kind != second->annotation->kind || !readable)
        return FALSE;
    if (first->name == second->name) {
        if (says_the_same(first, second))
            return FALSE;
        add_conflict(problems, first, second,
                     first->rule == NULL ? "the two say different things" : "one option has one value");
        return TRUE;
    }
    const char *why =
        orm_vocabulary_excludes(first->annotation->kind, first->name, first->on, second->name, second->on);
    if (why == NULL || harmless(first) || harmless(second))
        return FALSE;
    add_conflict(problems, first, second, why);
    return TRUE;
}

/* Each statement against those before it, in the same annotation or (`across`) in others; one problem for each. */
static void check_statements(const GArray *statements, gboolean across, GPtrArray *problems)
{
    for (guint i = 1; i < statements->len; i++) {
        const Statement *second = &g_array_index(statements, Statement, i);
        for (guint j = 0; j < i; j++) {
            const Statement *first = &g_array_index(statements, Statement, j);
            if ((first->annotation != second->annotation) == across && check_pair(first, second, problems))
                break;
        }
    }
}

void orm_vocabulary_check_conflicts(const OrmAnnotation *annotation, OrmSubjectKind subject, GPtrArray *problems)
{
    if (annotation->arguments->len < 2)
        return;
    g_autoptr(GArray) statements = g_array_sized_new(FALSE, FALSE, sizeof(Statement), USUAL_STATEMENTS);
    collect(annotation, subject, statements);
    check_statements(statements, FALSE, problems);
}

static gboolean stands_on(const OrmAnnotation *annotation, OrmSubjectKind subject)
{
    const OrmAnnotationSpec *spec = orm_vocabulary_spec(annotation->kind, subject);
    return spec != NULL && (spec->subjects & (1u << subject)) != 0;
}

static gboolean states(const GArray *statements, const char *kind, const char *name)
{
    for (guint i = 0; i < statements->len; i++) {
        const Statement *statement = &g_array_index(statements, Statement, i);
        if (orm_text_equal(statement->annotation->kind, kind) && orm_text_equal(statement->name, name))
            return TRUE;
    }
    return FALSE;
}

static void add_ineffective(GPtrArray *problems, const Statement *statement, const char *needed)
{
    OrmProblem *problem = orm_problem_add(problems, ORM_PROBLEM_INEFFECTIVE, statement->argument->place,
                                          "`%s` has no effect without `%s`", statement->name, needed);
    problem->annotation = statement->annotation;
    problem->argument = statement->argument;
}

static void check_dependents(const GArray *statements, GPtrArray *problems)
{
    for (guint i = 0; i < statements->len; i++) {
        const Statement *statement = &g_array_index(statements, Statement, i);
        const char *kind = statement->annotation->kind;
        const char *needed = orm_vocabulary_needs(kind, statement->name);
        if (needed != NULL && statement->on == ORM_YES && !states(statements, kind, needed))
            add_ineffective(problems, statement, needed);
    }
}

static void check_kinds(const OrmAnnotation *first, const OrmAnnotation *second, GPtrArray *problems)
{
    const char *why = orm_vocabulary_excludes_kind(first->kind, second->kind);
    if (why == NULL)
        return;
    OrmProblem *problem =
        orm_problem_add(problems, ORM_PROBLEM_CONFLICT, second->kind_place, "`%s` conflicts with `%s`: %s",
                        orm_vocabulary_macro(second->kind), orm_vocabulary_macro(first->kind), why);
    problem->annotation = second;
    problem->related_place = first->kind_place;
    problem->related_message = orm_intern("stated here");
}

/* Whether one of its arguments may do nothing without another. */
static gboolean has_dependent(const OrmAnnotation *annotation)
{
    for (guint i = 0; i < annotation->arguments->len; i++) {
        const OrmArgument *argument = annotation->arguments->pdata[i];
        const char *name = argument->key != NULL ? argument->key : argument->value->text;
        if (name != NULL && orm_vocabulary_needs(annotation->kind, name) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* Whether what the annotation says is to be held against what others of its kind, or it itself, say. */
static gboolean is_compared(const OrmAnnotation *annotation, const GPtrArray *annotations)
{
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *other = annotations->pdata[i];
        if (other != annotation && other->kind == annotation->kind)
            return TRUE;
    }
    return has_dependent(annotation);
}

void orm_vocabulary_check_together(GPtrArray *annotations, OrmSubjectKind subject, GPtrArray *problems)
{
    if (annotations->len == 0)
        return;
    g_autoptr(GArray) statements = g_array_sized_new(FALSE, FALSE, sizeof(Statement), USUAL_STATEMENTS);
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = annotations->pdata[i];
        if (!stands_on(annotation, subject))
            continue;
        if (orm_vocabulary_spec(annotation->kind, subject)->adds_up && is_compared(annotation, annotations))
            collect(annotation, subject, statements);
        for (guint j = 0; j < i; j++)
            check_kinds(annotations->pdata[j], annotation, problems);
    }
    check_statements(statements, TRUE, problems);
    check_dependents(statements, problems);
}
