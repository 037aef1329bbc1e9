/* SPDX-License-Identifier: MIT */
/* One annotation against the vocabulary. */
#include "analyzer/facts/intern.h"
#include "analyzer/graph/vocabulary_table.h"

static void set_help(OrmProblem *problem, const char *text)
{
    problem->help = orm_intern(text);
}

static void suggest(OrmProblem *problem, const char *nearest)
{
    if (nearest == NULL)
        return;
    g_autofree char *text = g_strdup_printf("did you mean `%s`?", nearest);
    set_help(problem, text);
}

static void suggest_usage(OrmProblem *problem, const OrmAnnotationSpec *spec)
{
    g_autofree char *text = g_strdup_printf("for example `%s`", spec->usage);
    set_help(problem, text);
}

/* Says what stands there and what should. */
static void propose(OrmProblem *problem, const char *word, const char *instead, gboolean is_likely)
{
    if (instead == NULL)
        return;
    problem->word = word;
    problem->instead = orm_intern(instead);
    problem->is_likely = is_likely;
}

static void check_unknown_kind(const OrmAnnotation *annotation, GPtrArray *problems)
{
    const char *nearest = orm_vocabulary_nearest_kind(annotation->kind);
    OrmProblem *problem = orm_problem_add(problems, ORM_PROBLEM_UNKNOWN, annotation->kind_place,
                                          "there is no annotation `%s`", annotation->kind);
    suggest(problem, nearest);
    propose(problem, annotation->kind, nearest, TRUE);
}

static void check_syntax_error(const OrmAnnotation *annotation, GPtrArray *problems)
{
    static const char *const of_sql[] = {"check", "exclude", NULL};
    const char *macro = orm_vocabulary_macro(annotation->kind);
    gboolean names_macro = g_str_has_prefix(annotation->syntax_error, macro);
    OrmProblem *problem =
        orm_problem_add(problems, ORM_PROBLEM_MALFORMED, annotation->error_place, "%s%s%s%s", annotation->syntax_error,
                        names_macro ? "" : " in `", names_macro ? "" : macro, names_macro ? "" : "`");
    const OrmArgument *first = annotation->arguments->len > 0 ? annotation->arguments->pdata[0] : NULL;
    if (g_strv_contains(of_sql, annotation->kind) && (first == NULL || first->value->kind != ORM_VALUE_STRING))
        set_help(problem, "SQL text is written in double quotes");
}

static void check_subject(const OrmAnnotation *annotation, const OrmAnnotationSpec *spec, GPtrArray *problems)
{
    static const struct {
        const char *kind;
        const char *instead;
    } of_columns[] = {
        {"primary_key", "ORM_COLUMN(primary_key)"}, {"unique", "ORM_COLUMN(unique)"}, {"index", "ORM_COLUMN(index)"}};
    gboolean of_field = (spec->subjects & (1u << ORM_ON_FIELD)) != 0;
    OrmProblem *problem = orm_problem_add(problems, ORM_PROBLEM_MALFORMED, annotation->kind_place,
                                          of_field ? "`%s` belongs on a field, but stands on a struct"
                                                   : "`%s` belongs on a struct, but stands on a field",
                                          orm_vocabulary_macro(spec->kind));
    for (gsize i = 0; i < G_N_ELEMENTS(of_columns); i++) {
        if (!g_str_equal(spec->kind, of_columns[i].kind))
            continue;
        g_autofree char *text = g_strdup_printf("on a field write `%s`", of_columns[i].instead);
        set_help(problem, text);
    }
}

/* `ondelete`, and `onupdate` where its value is an action: stated on the wrong thing rather than unknown. */
static gboolean check_wrong_action(const OrmAnnotation *annotation, const OrmArgument *argument, GPtrArray *problems)
{
    gboolean relationship = g_str_equal(annotation->kind, "relationship");
    if (!relationship && !g_str_equal(annotation->kind, "column"))
        return FALSE;
    gboolean ondelete = g_str_equal(argument->key, "ondelete");
    gboolean onupdate = g_str_equal(argument->key, "onupdate") &&
                        (relationship || orm_value_action(argument->value) != ORM_ACTION_UNSTATED);
    if (!ondelete && !onupdate)
        return FALSE;
    g_autofree char *value = orm_value_to_string(argument->value);
    OrmProblem *problem = orm_problem_add(
        problems, ORM_PROBLEM_WRONG_ACTION, argument->place,
        "`%s=%s` cannot stand in `%s`: a foreign key has referential actions, %s has none", argument->key, value,
        orm_vocabulary_macro(annotation->kind), relationship ? "a relationship" : "a column");
    g_autofree char *text =
        g_strdup_printf("state it in the foreign key: `ORM_FOREIGN_KEY(table.column, %s=%s)`", argument->key, value);
    set_help(problem, text);
    return TRUE;
}

static gboolean takes_value(const OrmAnnotation *annotation, const OrmKeySpec *key, const OrmValue *value)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)orm_problem_free);
    orm_vocabulary_check_value(annotation, key, FALSE, value, faults);
    return faults->len == 0;
}

static void check_unknown_key(const OrmAnnotation *annotation, const OrmAnnotationSpec *spec,
                              const OrmArgument *argument, GPtrArray *problems)
{
    OrmProblem *problem = orm_problem_add(problems, ORM_PROBLEM_UNKNOWN, argument->key_place, "`%s` has no option `%s`",
                                          orm_vocabulary_macro(annotation->kind), argument->key);
    if (g_str_equal(argument->key, "name") && spec->most == 1 && spec->least == 0) {
        g_autofree char *text =
            g_strdup_printf("%s comes first and without a key: `%s`", spec->positional[0].key, spec->usage);
        set_help(problem, text);
        return;
    }
    const char *nearest = orm_vocabulary_nearest_key(spec, argument->key, FALSE);
    suggest(problem, nearest);
    if (nearest != NULL && orm_annotation_argument(annotation, nearest) == NULL &&
        takes_value(annotation, orm_vocabulary_key(spec, nearest), argument->value))
        propose(problem, argument->key, nearest, TRUE);
}

static void check_unknown_flag(const OrmAnnotation *annotation, const OrmAnnotationSpec *spec, const OrmValue *value,
                               gboolean first, GPtrArray *problems)
{
    const char *macro = orm_vocabulary_macro(annotation->kind);
    OrmProblem *problem =
        first ? orm_problem_add(problems, ORM_PROBLEM_UNKNOWN, value->place,
                                "`%s` has no option `%s`, and a name so near to one must be quoted", macro, value->text)
              : orm_problem_add(problems, ORM_PROBLEM_UNKNOWN, value->place, "`%s` has no option `%s`", macro,
                                value->text);
    const char *nearest = orm_vocabulary_nearest_key(spec, value->text, TRUE);
    suggest(problem, nearest);
    if (nearest != NULL && orm_annotation_argument(annotation, nearest) == NULL)
        propose(problem, value->text, nearest, !first);
}

static void check_excess(const OrmAnnotation *annotation, const OrmAnnotationSpec *spec, const OrmValue *value,
                         GPtrArray *problems)
{
    g_autofree char *written = orm_value_to_string(value);
    const char *macro = orm_vocabulary_macro(annotation->kind);
    OrmProblem *problem;
    if (spec->most == 0 && spec->keys->key == NULL)
        problem = orm_problem_add(problems, ORM_PROBLEM_MALFORMED, value->place, "`%s` takes nothing, not `%s`", macro,
                                  written);
    else if (spec->most == 0)
        problem = orm_problem_add(problems, ORM_PROBLEM_MALFORMED, value->place,
                                  "`%s` takes only options with a key, not `%s`", macro, written);
    else
        problem = orm_problem_add(problems, ORM_PROBLEM_MALFORMED, value->place,
                                  "`%s` takes %u value%s before its options; `%s` is one too many", macro, spec->most,
                                  spec->most == 1 ? "" : "s", written);
    suggest_usage(problem, spec);
}

/* The last value before bad syntax may be a part of what could not be read: `ORM_CHECK(price > 0)`. */
static gboolean cut_short(const OrmAnnotation *annotation, const OrmArgument *argument)
{
    const GPtrArray *arguments = annotation->arguments;
    return annotation->syntax_error != NULL && argument == arguments->pdata[arguments->len - 1];
}

static void check_keyed(const OrmAnnotation *annotation, const OrmKeySpec *key, const OrmArgument *argument,
                        GPtrArray *problems)
{
    if (cut_short(annotation, argument))
        return;
    orm_vocabulary_check_value(annotation, key, FALSE, argument->value, problems);
}

static void check_argument(const OrmAnnotation *annotation, const OrmAnnotationSpec *spec, guint index,
                           OrmArgumentRole role, guint position, GPtrArray *problems)
{
    const OrmArgument *argument = annotation->arguments->pdata[index];
    const OrmKeySpec *positional = &spec->positional[MIN(position, 1)];
    switch (role) {
    case ORM_ROLE_FLAG:
        break;
    case ORM_ROLE_POSITIONAL:
        if (!cut_short(annotation, argument))
            orm_vocabulary_check_value(annotation, positional, TRUE, argument->value, problems);
        break;
    case ORM_ROLE_KEY:
        if (!check_wrong_action(annotation, argument, problems))
            check_keyed(annotation, orm_vocabulary_key(spec, argument->key), argument, problems);
        break;
    case ORM_ROLE_UNKNOWN_KEY:
        if (!check_wrong_action(annotation, argument, problems))
            check_unknown_key(annotation, spec, argument, problems);
        break;
    case ORM_ROLE_UNKNOWN_FLAG:
        check_unknown_flag(annotation, spec, argument->value, index == 0 && spec->most == 1, problems);
        break;
    case ORM_ROLE_KEY_WITHOUT_VALUE:
        orm_problem_add(problems, ORM_PROBLEM_MALFORMED, argument->place, "`%s` of `%s` needs a value: `%s=...`",
                        argument->value->text, orm_vocabulary_macro(annotation->kind), argument->value->text);
        break;
    case ORM_ROLE_LATE_NAME:
        suggest_usage(orm_problem_add(problems, ORM_PROBLEM_MALFORMED, argument->place,
                                      "%s is the first argument of `%s`, before its options", positional->key,
                                      orm_vocabulary_macro(annotation->kind)),
                      spec);
        break;
    case ORM_ROLE_EXCESS:
        check_excess(annotation, spec, argument->value, problems);
        break;
    }
}

/* What ORM_POLYMORPHIC needs has a key. An index without members is index-empty-or-repeated. */
static gboolean lacks_arguments(const OrmAnnotation *annotation, const OrmAnnotationSpec *spec, guint positionals)
{
    if (g_str_equal(spec->kind, "polymorphic"))
        return annotation->arguments->len == 0;
    return positionals < spec->least;
}

static void check_missing(const OrmAnnotation *annotation, const OrmAnnotationSpec *spec, guint positionals,
                          GPtrArray *problems)
{
    const char *missing = g_str_equal(spec->kind, "polymorphic") ? "`on`, the discriminator column,"
                                                                 : spec->positional[MIN(positionals, 1)].key;
    suggest_usage(orm_problem_add(problems, ORM_PROBLEM_MALFORMED, annotation->kind_place, "`%s` lacks %s",
                                  orm_vocabulary_macro(spec->kind), missing),
                  spec);
}

void orm_vocabulary_check(const OrmAnnotation *annotation, OrmSubjectKind subject, GPtrArray *problems)
{
    const OrmAnnotationSpec *spec = orm_vocabulary_spec(annotation->kind, subject);
    if (annotation->syntax_error != NULL)
        check_syntax_error(annotation, problems);
    if (spec == NULL) {
        if (annotation->syntax_error == NULL)
            check_unknown_kind(annotation, problems);
        return;
    }
    if ((spec->subjects & (1u << subject)) == 0) {
        check_subject(annotation, spec, problems);
        return;
    }
    g_autofree OrmArgumentRole *roles = orm_vocabulary_roles(spec, annotation);
    guint positionals = 0, before = problems->len;
    for (guint i = 0; i < annotation->arguments->len; i++) {
        /* After a wrong value, a further one is hardly a fault of its own: ORM_FOREIGN_KEY((a, b), parent(x, y)) on a
         * field. */
        if (roles[i] == ORM_ROLE_EXCESS && problems->len > before)
            continue;
        check_argument(annotation, spec, i, roles[i], positionals, problems);
        positionals += roles[i] == ORM_ROLE_POSITIONAL;
    }
    if (annotation->syntax_error == NULL && lacks_arguments(annotation, spec, positionals))
        check_missing(annotation, spec, positionals, problems);
    orm_vocabulary_check_conflicts(annotation, subject, problems);
}
