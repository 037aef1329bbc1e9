/* SPDX-License-Identifier: MIT */
#include "rules/page.h"

#include <string.h>

#include "generated/rule_examples.h"
#include "rules/wrap.h"

const char *orm_rule_default_name(OrmRuleDefault enabled)
{
    static const char *const names[] = {[ORM_RULE_ON] = "on",
                                        [ORM_RULE_OPT_IN] = "opt-in",
                                        [ORM_RULE_ALWAYS] = "always",
                                        [ORM_RULE_WITH_SCHEMA] = "with a schema",
                                        [ORM_RULE_WITH_MIGRATIONS] = "with migrations"};
    return names[enabled];
}

static const char *fix_kind_name(OrmFixKind kind)
{
    static const char *const names[] = {[ORM_FIX_NONE] = "none", [ORM_FIX_HINT] = "hint", [ORM_FIX_EDIT] = "edit"};
    return names[kind];
}

static const OrmRuleExample *example_of(const OrmRule *rule)
{
    static const OrmRuleExample none = {NULL, NULL, NULL, NULL, NULL};
    for (guint i = 0; orm_rule_examples[i].rule != NULL; i++)
        if (strcmp(orm_rule_examples[i].rule, rule->name) == 0)
            return &orm_rule_examples[i];
    return &none;
}

static const char *when_it_runs(const OrmRule *rule)
{
    switch (rule->enabled) {
    case ORM_RULE_ON:
        return "on by default";
    case ORM_RULE_OPT_IN:
        return "off until it is selected or configured";
    case ORM_RULE_ALWAYS:
        return "always on";
    case ORM_RULE_WITH_SCHEMA:
        return "on when an actual schema is given";
    case ORM_RULE_WITH_MIGRATIONS:
        return "on when files of SQL are given";
    }
    return "";
}

/* The summary as a sentence. */
static char *sentence(const char *text)
{
    return g_str_has_suffix(text, ".") ? g_strdup(text) : g_strconcat(text, ".", NULL);
}

static void add_heading(GString *page, OrmPageFormat format, const char *title)
{
    if (format == ORM_PAGE_MARKDOWN)
        g_string_append_printf(page, "\n## %s\n\n", title);
    else
        g_string_append_printf(page, "\n%s\n", title);
}

static void add_prose(GString *page, OrmPageFormat format, const char *title, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    add_heading(page, format, title);
    if (format == ORM_PAGE_MARKDOWN)
        g_string_append_printf(page, "%s\n", text);
    else
        orm_wrap(page, text, 4);
}

/* A block of code below a heading; without a title below the block before it. */
static void add_code(GString *page, OrmPageFormat format, const char *title, const char *language, const char *code)
{
    if (code == NULL)
        return;
    if (title != NULL)
        add_heading(page, format, title);
    else
        g_string_append_c(page, '\n');
    if (format == ORM_PAGE_MARKDOWN)
        g_string_append_printf(page, "```%s\n%s%s```\n", language, code, g_str_has_suffix(code, "\n") ? "" : "\n");
    else
        orm_indent(page, code, 4);
}

static void add_suppression(GString *page, OrmPageFormat format, const OrmRule *rule)
{
    if (rule->enabled == ORM_RULE_ALWAYS) {
        add_prose(page, format, "Suppress", "This rule is always on: it can neither be switched off nor allowed.");
        return;
    }
    g_autofree char *allow =
        g_strdup_printf("ORM_ALLOW(%s, reason=\"...\")   /* on the struct or on the field */", rule->name);
    add_code(page, format, "Suppress", "c", allow);
}

/* "`suffixes` (list, default `[]`): ..." */
static void add_options(GString *page, OrmPageFormat format, const OrmRule *rule)
{
    static const char *const kinds[] = {
        [ORM_RULE_OPTION_FLAG] = "flag", [ORM_RULE_OPTION_NUMBER] = "number", [ORM_RULE_OPTION_LIST] = "list"};
    g_autoptr(GString) text = g_string_new(NULL);
    for (const OrmRuleOption *option = rule->options; option != NULL && option->name != NULL; option++) {
        g_autofree char *fallback = orm_rule_option_fallback(option);
        g_string_append_printf(text, "%s`%s` (%s, default `%s`): %s", text->len > 0 ? "\n\n" : "", option->name,
                               kinds[option->kind], fallback, option->help);
    }
    add_prose(page, format, "Options", text->str);
}

static void add_configuration(GString *page, OrmPageFormat format, const OrmRule *rule)
{
    const char *level = rule->enabled == ORM_RULE_ALWAYS ? "warning" : rule->enabled == ORM_RULE_OPT_IN ? "on" : "off";
    const char *levels = rule->enabled == ORM_RULE_ALWAYS ? "default, error, warning or info"
                                                          : "on, off, default, error, warning or info";
    g_autofree char *yaml = g_strdup_printf("rules:\n  %s: %s   # %s", rule->name, level, levels);
    if (rule->options != NULL) {
        g_autofree char *fallback = orm_rule_option_fallback(&rule->options[0]);
        char *longer = g_strdup_printf("%s\n  # or: %s: {level: %s, %s: %s}", yaml, rule->name, level,
                                       rule->options[0].name, fallback);
        g_free(yaml);
        yaml = longer;
    }
    add_code(page, format, "Configure (.ormlint.yaml)", "yaml", yaml);
}

static void add_fixes(GString *page, OrmPageFormat format)
{
    static const char text[] = "`--fix` makes the edit where it is certain what is meant, `--fix --unsafe-fixes` also "
                               "where it is one choice of several or changes C code.";
    g_string_append_c(page, '\n');
    if (format == ORM_PAGE_MARKDOWN)
        g_string_append_printf(page, "%s\n", text);
    else
        orm_wrap(page, text, 4);
}

char *orm_rule_page(const OrmRule *rule, OrmPageFormat format)
{
    const OrmRuleExample *example = example_of(rule);
    GString *page = g_string_new(NULL);
    const char *severity = orm_severity_name(rule->severity), *family = orm_family_name(rule->family);
    g_autofree char *summary = sentence(rule->summary);
    if (format == ORM_PAGE_MARKDOWN) {
        g_string_append_printf(page, "# %s\n\n%s\n\n", rule->name, summary);
        g_string_append_printf(page, "Family `%s`, severity `%s`, %s.\n", family, severity, when_it_runs(rule));
    } else {
        g_string_append_printf(page, "%s\n", rule->name);
        orm_wrap(page, summary, 4);
        g_string_append_printf(page, "\n    Family %s, severity %s, %s.\n", family, severity, when_it_runs(rule));
    }
    add_prose(page, format, "Why", rule->why);
    add_code(page, format, "Faulty", "c", example->faulty);
    add_code(page, format, NULL, "sql", example->faulty_schema);
    add_code(page, format, "Correct", "c", example->correct);
    add_code(page, format, NULL, "sql", example->correct_schema);
    add_prose(page, format, "Fix", rule->fix);
    if (rule->fix_kind == ORM_FIX_EDIT)
        add_fixes(page, format);
    add_suppression(page, format, rule);
    add_options(page, format, rule);
    add_configuration(page, format, rule);
    return g_string_free(page, FALSE);
}

static json_t *options_to_json(const OrmRule *rule)
{
    static const char *const kinds[] = {
        [ORM_RULE_OPTION_FLAG] = "flag", [ORM_RULE_OPTION_NUMBER] = "number", [ORM_RULE_OPTION_LIST] = "list"};
    json_t *options = json_array();
    for (const OrmRuleOption *option = rule->options; option != NULL && option->name != NULL; option++) {
        g_autofree char *fallback = orm_rule_option_fallback(option);
        json_array_append_new(options, json_pack("{s:s, s:s, s:s, s:s}", "name", option->name, "kind",
                                                 kinds[option->kind], "default", fallback, "help", option->help));
    }
    return options;
}

json_t *orm_rule_to_json(const OrmRule *rule)
{
    const OrmRuleExample *example = example_of(rule);
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s?, s:s?, s:o, s:{s:s?, s:s?, s:s?, s:s?}}", "name", rule->name,
                     "family", orm_family_name(rule->family), "severity", orm_severity_name(rule->severity), "enabled",
                     orm_rule_default_name(rule->enabled), "fix_kind", fix_kind_name(rule->fix_kind), "summary",
                     rule->summary, "why", rule->why, "fix", rule->fix, "options", options_to_json(rule), "example",
                     "faulty", example->faulty, "faulty_schema", example->faulty_schema, "correct", example->correct,
                     "correct_schema", example->correct_schema);
}
