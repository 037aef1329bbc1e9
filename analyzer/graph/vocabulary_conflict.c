/* SPDX-License-Identifier: MIT */
/* What arguments and annotations say together: repeated keys, options and annotations that exclude each other. */
#include "analyzer/graph/vocabulary_table.h"

/* A key with its value, a flag, or a positional argument ("#0", "#1"). */
typedef struct {
    const OrmAnnotation *annotation;
    const OrmArgument *argument;
    const OrmKeySpec *rule; /* NULL: positional */
    const char *name;       /* interned */
    OrmTruth on;            /* NO for key=false */
} Statement;

/* Options that exclude each other when `one` and `other` are stated with these truths. */
typedef struct {
    const char *kind;
    const char *one;
    OrmTruth one_on;
    const char *other;
    OrmTruth other_on;
    const char *why;
} Exclusion;

static const Exclusion exclusions[] = {
    {"column", "computed", ORM_YES, "server_default", ORM_YES, "a computed column has no default"},
    {"column", "computed", ORM_YES, "default", ORM_YES, "a computed column cannot be written"},
    {"column", "computed", ORM_YES, "onupdate", ORM_YES, "a computed column cannot be written"},
    {"column", "computed", ORM_YES, "server_onupdate", ORM_YES, "a computed column follows from its expression alone"},
    {"column", "computed", ORM_YES, "identity", ORM_YES, "a column is generated in one way"},
    {"column", "computed", ORM_YES, "autoincrement", ORM_YES, "a column is generated in one way"},
    {"column", "identity", ORM_YES, "server_default", ORM_YES, "an identity column takes its value from its sequence"},
    {"column", "identity", ORM_YES, "autoincrement", ORM_NO, "an identity column counts by itself"},
    {"column", "identity", ORM_YES, "nullable", ORM_YES, "an identity column is NOT NULL"},
    {"column", "stored", ORM_YES, "virtual", ORM_YES, "a computed column is either kept or worked out when read"},
    {"column", "nullable", ORM_YES, "not_null", ORM_YES, "they contradict each other"},
    {"column", "nullable", ORM_NO, "not_null", ORM_NO, "they contradict each other"},
    {"table", "view", ORM_YES, "strict", ORM_YES, "a view is no STRICT table"},
    {"table", "view", ORM_YES, "without_rowid", ORM_YES, "a view has no rows of its own"},
    {"table", "view", ORM_YES, "engine", ORM_YES, "a view has no storage engine"},
    {"table", "view", ORM_YES, "charset", ORM_YES, "a view takes its character sets from its tables"},
    {"table", "view", ORM_YES, "collate", ORM_YES, "a view takes its collations from its tables"},
    {"unique", "deferrable", ORM_NO, "initially", ORM_YES, "only a deferrable constraint can be deferred"},
    {"foreign_key", "deferrable", ORM_NO, "initially", ORM_YES, "only a deferrable constraint can be deferred"},
    {"index", "definition", ORM_YES, "#0", ORM_YES, "the definition stands instead of the index's members"},
    {"index", "definition", ORM_YES, "where", ORM_YES, "the definition holds the predicate"},
    {"index", "definition", ORM_YES, "using", ORM_YES, "the definition holds the method"},
    {"index", "definition", ORM_YES, "include", ORM_YES, "the definition holds the included columns"},
    {"index", "primary_key", ORM_YES, "unique", ORM_NO, "a primary key is unique"},
    {"index", "primary_key", ORM_YES, "where", ORM_YES, "a primary key holds for every row"},
    {"relationship", "count", ORM_YES, "uselist", ORM_NO, "only a collection has a number of elements"},
};

/* Options that do nothing without another one. */
static const struct {
    const char *kind;
    const char *key;
    const char *needs;
} dependents[] = {{"column", "stored", "computed"},
                  {"column", "virtual", "computed"},
                  {"relationship", "secondaryjoin", "secondary"}};

/* Annotations that exclude each other on one subject. */
static const struct {
    const char *one;
    const char *other;
    const char *why;
} exclusive_kinds[] = {
    {"table", "abstract", "an abstract model has no table of its own"},
    {"ignore", "column", "an ignored field is no column"},
    {"ignore", "foreign_key", "an ignored field is no column"},
    {"ignore", "enum", "an ignored field is no column"},
    {"ignore", "relationship", "an ignored field is not mapped"},
    {"ignore", "embed", "an ignored field is not mapped"},
    {"embed", "column", "an embedded struct is several columns, which have their own options"},
    {"embed", "foreign_key", "an embedded struct is several columns; state the key on the struct"},
    {"embed", "enum", "an embedded struct is no enum"},
    {"embed", "relationship", "a field is either embedded or a link to another model"},
    {"relationship", "column", "a relationship is no column"},
    {"relationship", "foreign_key", "a relationship is no column; the foreign key belongs on the column it follows"},
    {"relationship", "enum", "a relationship is no column"},
};

static OrmTruth statement_truth(const OrmArgument *argument, OrmArgumentRole role, const OrmKeySpec *rule)
{
    if (role != ORM_ROLE_KEY || (rule->rule != ORM_RULE_FLAG && rule->rule != ORM_RULE_FLAG_WORD))
        return ORM_YES;
    OrmTruth truth = orm_value_truth(argument->value);
    return truth == ORM_UNKNOWN && rule->rule == ORM_RULE_FLAG_WORD ? ORM_YES : truth;
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
            g_autofree char *name = g_strdup_printf("#%u", positionals++);
            statement.name = g_intern_string(name);
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
    problem->related_place = first->argument->place;
    problem->related_message = g_intern_static_string("stated here");
    return problem;
}

static const Exclusion *find_exclusion(const Statement *one, const Statement *other)
{
    for (gsize i = 0; i < G_N_ELEMENTS(exclusions); i++) {
        const Exclusion *exclusion = &exclusions[i];
        if (!g_str_equal(exclusion->kind, one->annotation->kind))
            continue;
        if (g_str_equal(exclusion->one, one->name) && g_str_equal(exclusion->other, other->name) &&
            exclusion->one_on == one->on && exclusion->other_on == other->on)
            return exclusion;
    }
    return NULL;
}

/* `initially=immediate` is what every constraint is. */
static gboolean harmless(const Statement *statement)
{
    return g_str_equal(statement->name, "initially") && is_word(statement->argument->value) &&
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
    const Exclusion *exclusion = find_exclusion(first, second);
    if (exclusion == NULL)
        exclusion = find_exclusion(second, first);
    if (exclusion == NULL || harmless(first) || harmless(second))
        return FALSE;
    add_conflict(problems, first, second, exclusion->why);
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
    g_autoptr(GArray) statements = g_array_new(FALSE, FALSE, sizeof(Statement));
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
        if (g_str_equal(statement->annotation->kind, kind) && g_str_equal(statement->name, name))
            return TRUE;
    }
    return FALSE;
}

static void check_dependents(const GArray *statements, GPtrArray *problems)
{
    for (guint i = 0; i < statements->len; i++) {
        const Statement *statement = &g_array_index(statements, Statement, i);
        for (gsize j = 0; j < G_N_ELEMENTS(dependents); j++) {
            if (!g_str_equal(statement->annotation->kind, dependents[j].kind) || statement->on != ORM_YES ||
                !g_str_equal(statement->name, dependents[j].key) ||
                states(statements, dependents[j].kind, dependents[j].needs))
                continue;
            orm_problem_add(problems, ORM_PROBLEM_INEFFECTIVE, statement->argument->place,
                            "`%s` has no effect without `%s`", dependents[j].key, dependents[j].needs);
        }
    }
}

static void check_kinds(const OrmAnnotation *first, const OrmAnnotation *second, GPtrArray *problems)
{
    for (gsize i = 0; i < G_N_ELEMENTS(exclusive_kinds); i++) {
        const char *one = exclusive_kinds[i].one, *other = exclusive_kinds[i].other;
        gboolean forward = g_str_equal(first->kind, one) && g_str_equal(second->kind, other);
        gboolean backward = g_str_equal(first->kind, other) && g_str_equal(second->kind, one);
        if (!forward && !backward)
            continue;
        OrmProblem *problem = orm_problem_add(problems, ORM_PROBLEM_CONFLICT, second->kind_place,
                                              "`%s` conflicts with `%s`: %s", orm_vocabulary_macro(second->kind),
                                              orm_vocabulary_macro(first->kind), exclusive_kinds[i].why);
        problem->related_place = first->kind_place;
        problem->related_message = g_intern_static_string("stated here");
    }
}

void orm_vocabulary_check_together(GPtrArray *annotations, OrmSubjectKind subject, GPtrArray *problems)
{
    g_autoptr(GArray) statements = g_array_new(FALSE, FALSE, sizeof(Statement));
    for (guint i = 0; i < annotations->len; i++) {
        const OrmAnnotation *annotation = annotations->pdata[i];
        if (!stands_on(annotation, subject))
            continue;
        if (orm_vocabulary_spec(annotation->kind, subject)->adds_up)
            collect(annotation, subject, statements);
        for (guint j = 0; j < i; j++)
            check_kinds(annotations->pdata[j], annotation, problems);
    }
    check_statements(statements, TRUE, problems);
    check_dependents(statements, problems);
}
