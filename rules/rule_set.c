/* SPDX-License-Identifier: MIT */
/*
 * Which rules are on, and how severe their findings are. What the user said is kept as a list of statements; what holds
 * for a rule, there or for one finding, follows from going through those that apply, in order.
 */
#include "rules/run.h"

#include <stdlib.h>
#include <string.h>

#include "analyzer/facts/glob.h"

/* How wide a setting is: a wider one never switches on what a narrower one switched off, and leaves infos alone. */
typedef enum { SCOPE_CATALOGUE, SCOPE_RULE, SCOPE_FAMILY, SCOPE_ALL } Scope;

typedef struct {
    gboolean on;
    Scope on_scope;       /* who decided `on` */
    gboolean on_where;    /* it was decided for a part of the findings */
    OrmSeverity severity; /* stated one; OFF: the rule's own */
    Scope severity_scope;
} Level;

/* What the user typed: at most one of the words, or a severity; or what --select makes of a rule. */
typedef enum { ACT_OFF, ACT_ON, ACT_DEFAULT, ACT_SEVERITY, ACT_SELECT, ACT_PASS_OVER } Act;

struct OrmRuleWhere {
    OrmGlobs *files;   /* NULL: any */
    GPtrArray *tables; /* of char *; NULL: any */
    char *root, *here; /* absolute: what globs, and what reported paths count from */
};

typedef struct {
    const OrmRuleWhere *where; /* NULL: everywhere */
    Scope scope;
    OrmFamily family;    /* scope FAMILY */
    const OrmRule *rule; /* scope RULE */
    Act act;
    OrmSeverity severity; /* ACT_SEVERITY */
} Statement;

struct OrmRuleSet {
    GArray *statements; /* of Statement */
    GPtrArray *wheres;  /* of OrmRuleWhere *, owned */
    GHashTable *options;
};

static void where_free(gpointer data)
{
    OrmRuleWhere *where = data;
    orm_globs_free(where->files);
    g_clear_pointer(&where->tables, g_ptr_array_unref);
    g_free(where->root);
    g_free(where->here);
    g_free(where);
}

OrmRuleSet *orm_rule_set_new(void)
{
    OrmRuleSet *set = g_new0(OrmRuleSet, 1);
    set->statements = g_array_new(FALSE, FALSE, sizeof(Statement));
    set->wheres = g_ptr_array_new_with_free_func(where_free);
    set->options = orm_rule_options_new();
    return set;
}

void orm_rule_set_free(OrmRuleSet *set)
{
    if (set == NULL)
        return;
    g_array_unref(set->statements);
    g_ptr_array_unref(set->wheres);
    g_hash_table_unref(set->options);
    g_free(set);
}

static char *real_path(const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = g_strdup(real != NULL ? real : path);
    free(real);
    return copy;
}

const OrmRuleWhere *orm_rule_set_where(OrmRuleSet *set, const GPtrArray *files, const GPtrArray *tables,
                                       const char *root)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    OrmRuleWhere *where = g_new0(OrmRuleWhere, 1);
    where->files = files != NULL ? orm_globs_new(files, problems) : NULL;
    where->root = real_path(root);
    where->here = real_path(".");
    if (tables != NULL)
        where->tables = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; tables != NULL && i < tables->len; i++)
        g_ptr_array_add(where->tables, g_strdup(g_ptr_array_index(tables, i)));
    g_ptr_array_add(set->wheres, where);
    return where;
}

static gboolean parse_level(const char *word, Act *act, OrmSeverity *severity)
{
    if (g_strcmp0(word, "on") == 0)
        *act = ACT_ON;
    else if (g_strcmp0(word, "default") == 0)
        *act = ACT_DEFAULT;
    else if (!orm_severity_parse(word, severity))
        return FALSE;
    else
        *act = *severity == ORM_SEVERITY_OFF ? ACT_OFF : ACT_SEVERITY;
    return TRUE;
}

/* Whom the name covers; FALSE when it is none. */
static gboolean parse_name(const char *name, Statement *statement)
{
    statement->rule = orm_rule_find(name);
    if (g_strcmp0(name, "all") == 0)
        statement->scope = SCOPE_ALL;
    else if (orm_family_parse(name, &statement->family))
        statement->scope = SCOPE_FAMILY;
    else
        statement->scope = SCOPE_RULE;
    return statement->scope != SCOPE_RULE || statement->rule != NULL;
}

gboolean orm_rule_set_level_where(OrmRuleSet *set, const OrmRuleWhere *where, const char *name, const char *level)
{
    Statement statement = {.where = where};
    if (!parse_level(level, &statement.act, &statement.severity) || !parse_name(name, &statement))
        return FALSE;
    g_array_append_val(set->statements, statement);
    return TRUE;
}

gboolean orm_rule_set_level(OrmRuleSet *set, const char *name, const char *level)
{
    return orm_rule_set_level_where(set, NULL, name, level);
}

static gboolean covers(const Statement *statement, const OrmRule *rule)
{
    switch (statement->scope) {
    case SCOPE_ALL:
        return TRUE;
    case SCOPE_FAMILY:
        return statement->family == rule->family;
    default:
        return statement->rule == rule;
    }
}

void orm_rule_set_select(OrmRuleSet *set, const GPtrArray *names)
{
    for (guint i = 0; orm_rules[i] != NULL; i++) {
        Statement statement = {.scope = SCOPE_ALL, .act = ACT_PASS_OVER};
        for (guint n = 0; n < names->len && statement.act == ACT_PASS_OVER; n++) {
            Statement named = {.act = ACT_SELECT};
            if (parse_name(g_ptr_array_index(names, n), &named) && covers(&named, orm_rules[i]))
                statement = named;
        }
        /* of the rule alone, but as wide as what names it */
        statement.rule = orm_rules[i];
        g_array_append_val(set->statements, statement);
    }
}

static gboolean is_table(const GPtrArray *patterns, const char *table)
{
    const char *dot = table != NULL ? strrchr(table, '.') : NULL;
    for (guint i = 0; table != NULL && i < patterns->len; i++) {
        const char *pattern = g_ptr_array_index(patterns, i);
        if (g_pattern_match_simple(pattern, table) || (dot != NULL && g_pattern_match_simple(pattern, dot + 1)))
            return TRUE;
    }
    return FALSE;
}

/* Whether the finding is in that part; `subject` NULL: whatever belongs to no part. */
static gboolean is_where(const OrmRuleWhere *where, const OrmRuleSubject *subject)
{
    if (where == NULL)
        return TRUE;
    if (subject == NULL || (where->files != NULL && subject->file == NULL))
        return FALSE;
    if (where->tables != NULL && !is_table(where->tables, subject->table))
        return FALSE;
    if (where->files == NULL)
        return TRUE;
    g_autofree char *file = g_canonicalize_filename(subject->file, where->here);
    return orm_globs_match_below(where->files, where->root, file);
}

static void set_on(Level *level, gboolean on, const Statement *statement)
{
    level->on = on;
    level->on_scope = statement->scope;
    level->on_where = statement->where != NULL;
}

static void set_severity(Level *level, const OrmRule *rule, const Statement *statement)
{
    level->severity = statement->severity;
    level->severity_scope = statement->scope;
    if (statement->scope == SCOPE_RULE || (rule->enabled != ORM_RULE_OPT_IN && level->on_scope >= statement->scope))
        set_on(level, TRUE, statement);
}

static void apply(Level *level, const OrmRule *rule, const Statement *statement)
{
    switch (statement->act) {
    case ACT_OFF:
    case ACT_PASS_OVER:
        if (rule->enabled != ORM_RULE_ALWAYS)
            set_on(level, FALSE, statement);
        break;
    case ACT_ON:
        set_on(level, TRUE, statement);
        break;
    case ACT_DEFAULT:
        *level = (Level){.on = rule->enabled != ORM_RULE_OPT_IN};
        break;
    case ACT_SEVERITY:
        set_severity(level, rule, statement);
        break;
    case ACT_SELECT:
        if (level->on || !level->on_where)
            set_on(level, TRUE, statement);
        break;
    }
}

static gboolean concerns(const Statement *statement, const OrmRule *rule)
{
    if (statement->act == ACT_SELECT || statement->act == ACT_PASS_OVER)
        return statement->rule == rule;
    return covers(statement, rule);
}

static Level level_of(const OrmRuleSet *set, const OrmRule *rule, const OrmRuleSubject *subject)
{
    Level level = {.on = rule->enabled != ORM_RULE_OPT_IN};
    for (guint i = 0; i < set->statements->len; i++) {
        const Statement *statement = &g_array_index(set->statements, Statement, i);
        if (concerns(statement, rule) && is_where(statement->where, subject))
            apply(&level, rule, statement);
    }
    return level;
}

OrmSeverity orm_rule_set_severity(const OrmRuleSet *set, const OrmRule *rule)
{
    return orm_rule_set_severity_as(set, rule, NULL, rule->severity);
}

gboolean orm_rule_set_somewhere(const OrmRuleSet *set, const OrmRule *rule)
{
    if (level_of(set, rule, NULL).on)
        return TRUE;
    for (guint i = 0; i < set->statements->len; i++) {
        const Statement *statement = &g_array_index(set->statements, Statement, i);
        if (statement->where != NULL && statement->act != ACT_OFF && covers(statement, rule))
            return TRUE;
    }
    return FALSE;
}

OrmSeverity orm_rule_set_severity_as(const OrmRuleSet *set, const OrmRule *rule, const OrmRuleSubject *subject,
                                     OrmSeverity wanted)
{
    Level level = level_of(set, rule, subject);
    if (!level.on)
        return ORM_SEVERITY_OFF;
    gboolean milder = wanted == ORM_SEVERITY_INFO && rule->severity != ORM_SEVERITY_INFO;
    if (level.severity == ORM_SEVERITY_OFF || (milder && level.severity_scope != SCOPE_RULE))
        return wanted;
    return level.severity;
}

gboolean orm_rule_set_option(OrmRuleSet *set, const char *rule, const char *option, const char *const *values)
{
    g_autofree char *key = g_strconcat(rule, "/", option, NULL);
    if (!g_hash_table_contains(set->options, key))
        return FALSE;
    g_hash_table_replace(set->options, g_steal_pointer(&key), g_strdupv((char **)values));
    return TRUE;
}

const char *const *orm_rule_set_values(const OrmRuleSet *set, const OrmRule *rule, const char *option)
{
    g_autofree char *key = g_strconcat(rule->name, "/", option, NULL);
    return g_hash_table_lookup(set->options, key);
}
