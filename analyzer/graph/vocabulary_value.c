/* SPDX-License-Identifier: MIT */
/* Whether a value is of the kind its key or position asks for. */
#include "analyzer/graph/vocabulary_table.h"

#include <string.h>

/* What is being checked: for messages, and where problems go. */
typedef struct {
    const OrmAnnotation *annotation;
    const OrmKeySpec *rule;
    gboolean is_positional; /* the rule's key describes it: "the name" */
    GPtrArray *problems;
} Check;

static OrmProblem *malformed(const Check *check, const OrmValue *value, const char *expected)
{
    g_autofree char *written = orm_value_to_string(value);
    const char *quote = check->is_positional ? "" : "`";
    return orm_problem_add(check->problems, ORM_PROBLEM_MALFORMED, value->place, "%s%s%s in `%s` must be %s, not `%s`",
                           quote, check->rule->key, quote, orm_vocabulary_macro(check->annotation->kind), expected,
                           written);
}

static void help(OrmProblem *problem, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void help(OrmProblem *problem, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    problem->help = orm_intern(text);
}

static gboolean is_word(const OrmValue *value)
{
    return value->kind == ORM_VALUE_NAME || value->kind == ORM_VALUE_STRING;
}

static void check_word(const Check *check, const OrmValue *value, const char *const *words, const char *introduction)
{
    if (is_word(value) && orm_word_among(value->text, words))
        return;
    g_autofree char *list = orm_words_join(words);
    g_autofree char *expected = g_strconcat(introduction, list, NULL);
    OrmProblem *problem = malformed(check, value, expected);
    g_autofree char *normalized = is_word(value) ? orm_word_normalize(value->text) : NULL;
    const char *nearest = normalized == NULL ? NULL : orm_nearest_word(normalized, words);
    if (nearest != NULL)
        help(problem, "did you mean `%s`?", nearest);
}

static void check_flag(const Check *check, const OrmValue *value)
{
    if (orm_value_truth(value) != ORM_UNKNOWN)
        return;
    if (check->rule->rule == ORM_RULE_FLAG_WORD)
        check_word(check, value, check->rule->words, "`true`, `false`, ");
    else
        malformed(check, value, "`true` or `false`");
}

static void check_name(const Check *check, const OrmValue *value)
{
    if (is_word(value) && *value->text != '\0')
        return;
    OrmProblem *problem = malformed(check, value, "a name");
    if (value->kind == ORM_VALUE_CALL && orm_value_count(value) == 1 && is_word(orm_value_item(value, 0)->value))
        help(problem, "write `%s.%s`", value->text, orm_value_item(value, 0)->value->text);
    else if (value->kind == ORM_VALUE_LIST && g_str_equal(check->annotation->kind, "foreign_key"))
        help(problem,
             "a foreign key over several columns stands on the struct: `ORM_FOREIGN_KEY((a, b), parent(x, y))`");
    else if (value->kind == ORM_VALUE_NUMBER && g_strcmp0(check->rule->key, "length") == 0)
        help(problem,
             "`length` names the field that holds the length; a length in SQL belongs to the type: "
             "type=\"VARCHAR(%s)\"",
             value->text);
}

static void check_sql(const Check *check, const OrmValue *value)
{
    gboolean statement = check->rule->rule == ORM_RULE_STATEMENT;
    if (value->kind == ORM_VALUE_STRING && *value->text != '\0')
        return;
    if (!statement && (value->kind == ORM_VALUE_NAME || value->kind == ORM_VALUE_NUMBER))
        return;
    OrmProblem *problem = malformed(check, value, "SQL text in double quotes");
    g_autofree char *written = orm_value_to_string(value);
    if (value->kind == ORM_VALUE_STRING)
        help(problem, "the empty string in SQL is \"''\"");
    else
        help(problem, "write \"%s\"", written);
}

static void check_text(const Check *check, const OrmValue *value)
{
    if (!is_word(value))
        malformed(check, value, "a text in double quotes");
}

static void check_literal(const Check *check, const OrmValue *value)
{
    gboolean call = value->kind == ORM_VALUE_CALL && check->rule->rule == ORM_RULE_VALUE;
    if (!is_word(value) && value->kind != ORM_VALUE_NUMBER && !call)
        malformed(check, value, "a name, a string or a number");
}

static void check_each(const Check *check, const OrmValue *value, void (*check_one)(const Check *, const OrmValue *))
{
    if (value->kind != ORM_VALUE_LIST) {
        check_one(check, value);
        return;
    }
    if (orm_value_count(value) == 0)
        malformed(check, value, "at least one name");
    for (guint i = 0; i < orm_value_count(value); i++)
        check_one(check, orm_value_item(value, i)->value);
}

static void check_cascade_word(const Check *check, const OrmValue *value)
{
    if (!is_word(value)) {
        malformed(check, value, "a list of words: (all, delete_orphan)");
        return;
    }
    g_autoptr(GPtrArray) words = orm_value_cascade_words(value);
    for (guint i = 0; i < words->len; i++) {
        if (g_strv_contains(orm_cascade_words, words->pdata[i]))
            continue;
        g_autofree char *list = orm_words_join(orm_cascade_words);
        OrmProblem *problem =
            orm_problem_add(check->problems, ORM_PROBLEM_MALFORMED, value->place,
                            "`%s` is no word of `cascade`; these are %s", (const char *)words->pdata[i], list);
        const char *nearest = orm_nearest_word(words->pdata[i], orm_cascade_words);
        if (nearest != NULL)
            help(problem, "did you mean `%s`?", nearest);
    }
}

static void check_cascade(const Check *check, const OrmValue *value)
{
    if (value->kind != ORM_VALUE_LIST || orm_value_count(value) > 0)
        check_each(check, value, check_cascade_word);
}

/* A modifier's arguments: a member, then what the modifier itself takes. */
static void check_modifier(const Check *check, const OrmValue *value);

static void check_member(const Check *check, const OrmValue *value)
{
    if (value->kind == ORM_VALUE_CALL)
        check_modifier(check, value);
    else if (!is_word(value) || *value->text == '\0')
        malformed(check, value, "a column or a call such as desc(column)");
}

static gboolean check_expression(const Check *check, const OrmValue *value)
{
    gboolean text = orm_value_count(value) == 1 && orm_value_item(value, 0)->value->kind == ORM_VALUE_STRING;
    if (!text)
        help(malformed(check, value, "SQL text in double quotes inside expr()"), "write expr(\"lower(email)\")");
    return text;
}

static void check_modifier(const Check *check, const OrmValue *value)
{
    static const struct {
        const char *name;
        OrmValueKind second;
        const char *usage; /* NULL: takes a member only */
    } takes_two[] = {{"op", ORM_VALUE_NAME, "op(column, text_pattern_ops)"},
                     {"length", ORM_VALUE_NUMBER, "length(column, 20)"}};
    static const char *const modifiers[] = {"desc", "asc", "nulls_first", "nulls_last", "op", "length", "expr", NULL};
    static const char *const orderings[] = {"desc", "asc", "nulls_first", "nulls_last", "expr", NULL};
    const char *const *known = check->rule->rule == ORM_RULE_ORDERING ? orderings : modifiers;

    if (!g_strv_contains(known, value->text)) {
        const char *nearest = orm_nearest_word(value->text, known);
        OrmProblem *problem = malformed(check, value, "a column or a call such as desc(column)");
        if (nearest != NULL)
            help(problem, "did you mean `%s`?", nearest);
        else
            help(problem, "an expression is SQL text: expr(\"lower(email)\")");
        return;
    }
    if (g_str_equal(value->text, "expr")) {
        check_expression(check, value);
        return;
    }
    guint count = orm_value_count(value);
    for (gsize i = 0; i < G_N_ELEMENTS(takes_two); i++) {
        if (!g_str_equal(value->text, takes_two[i].name))
            continue;
        const OrmValue *second = count == 2 ? orm_value_item(value, 1)->value : NULL;
        if (second == NULL || (second->kind != takes_two[i].second && !(second->kind == ORM_VALUE_STRING && i == 0))) {
            malformed(check, value, takes_two[i].usage);
            return;
        }
        count = 1;
    }
    if (count != 1)
        malformed(check, value, "one column in each call");
    else
        check_member(check, orm_value_item(value, 0)->value);
}

/* parent(x, y), or parent alone for its primary key. */
static void check_parent(const Check *check, const OrmValue *value)
{
    if (value->kind != ORM_VALUE_CALL) {
        check_name(check, value);
        return;
    }
    if (orm_value_count(value) == 0)
        malformed(check, value, "a table with its columns: lines(plant, number)");
    for (guint i = 0; i < orm_value_count(value); i++)
        check_name(check, orm_value_item(value, i)->value);
}

void orm_vocabulary_check_value(const OrmAnnotation *annotation, const OrmKeySpec *rule, gboolean is_positional,
                                const OrmValue *value, GPtrArray *problems)
{
    const Check check = {annotation, rule, is_positional, problems};
    switch (rule->rule) {
    case ORM_RULE_FLAG:
    case ORM_RULE_FLAG_WORD:
        check_flag(&check, value);
        break;
    case ORM_RULE_NAME:
        check_name(&check, value);
        break;
    case ORM_RULE_TEXT:
        check_text(&check, value);
        break;
    case ORM_RULE_SQL:
    case ORM_RULE_STATEMENT:
        check_sql(&check, value);
        break;
    case ORM_RULE_LITERAL:
    case ORM_RULE_VALUE:
        check_literal(&check, value);
        break;
    case ORM_RULE_WORD:
        check_word(&check, value, rule->words, "");
        break;
    case ORM_RULE_ACTION:
        check_word(&check, value, orm_action_words, "");
        break;
    case ORM_RULE_CASCADE:
        check_cascade(&check, value);
        break;
    case ORM_RULE_NAMES:
        check_each(&check, value, check_name);
        break;
    case ORM_RULE_ELEMENT:
        check_member(&check, value);
        break;
    case ORM_RULE_ORDERING:
        check_each(&check, value, check_member);
        break;
    case ORM_RULE_PARENT:
        check_parent(&check, value);
        break;
    }
}
