/* SPDX-License-Identifier: MIT */
/* `ormlint rule`: what the rules say about themselves. */
#include <string.h>

#include "analyzer/verbs/message.h"
#include "analyzer/verbs/validate.h"
#include "analyzer/verbs/verb.h"
#include "rules/page.h"

/** JSON with a line end. Takes the reference. */
static char *json_text(json_t *value)
{
    char *encoded = json_dumps(value, JSON_INDENT(2) | JSON_ENSURE_ASCII);
    char *text = g_strconcat(encoded, "\n", NULL);
    free(encoded);
    json_decref(value);
    return text;
}

static char *catalogue(const char *format)
{
    if (strcmp(format, "json") != 0)
        return orm_rule_catalogue(strcmp(format, "md") == 0 ? ORM_PAGE_MARKDOWN : ORM_PAGE_TEXT);
    json_t *all = json_array();
    for (guint i = 0; orm_rules[i] != NULL; i++)
        json_array_append_new(all, orm_rule_to_json(orm_rules[i]));
    return json_text(all);
}

static char *page(const OrmRule *rule, const char *format)
{
    if (strcmp(format, "json") == 0)
        return json_text(orm_rule_to_json(rule));
    return orm_rule_page(rule, strcmp(format, "md") == 0 ? ORM_PAGE_MARKDOWN : ORM_PAGE_TEXT);
}

/** Says that there is no such rule, with the nearest one. */
static int fail_unknown(const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    for (guint i = 0; orm_rules[i] != NULL; i++)
        g_ptr_array_add(names, (char *)orm_rules[i]->name);
    g_ptr_array_add(names, NULL);
    orm_validate_unknown("rule", name, (const char *const *)names->pdata, &error);
    orm_message_error("%s", error->message);
    return ORM_EXIT_USAGE;
}

int orm_verb_rule(const OrmArguments *arguments)
{
    const char *format = orm_arguments_value(arguments, ORM_OPTION_PAGE_FORMAT);
    const char *name = arguments->operands->len > 0 ? arguments->operands->pdata[0] : "all";
    if (format == NULL)
        format = "text";
    if (arguments->operands->len > 1) {
        orm_message_error("`ormlint rule` explains one rule at a time; `ormlint rule all` lists them");
        return ORM_EXIT_USAGE;
    }
    const OrmRule *rule = orm_rule_find(name);
    if (rule == NULL && strcmp(name, "all") != 0)
        return fail_unknown(name);
    g_autofree char *text = rule != NULL ? page(rule, format) : catalogue(format);
    return orm_print(text) ? ORM_EXIT_CLEAN : ORM_EXIT_INCOMPLETE;
}
