/* SPDX-License-Identifier: MIT */
#include "reporters/sarif_rules.h"

#include <string.h>

/* GitHub rejects longer descriptions. */
#define LONGEST_DESCRIPTION 1024

const char *orm_sarif_level(OrmSeverity severity)
{
    switch (severity) {
    case ORM_SEVERITY_ERROR:
        return "error";
    case ORM_SEVERITY_WARNING:
        return "warning";
    case ORM_SEVERITY_INFO:
        return "note";
    default:
        return "none";
    }
}

/* "fk-unknown-target" -> "FkUnknownTarget", the form of a SARIF rule's name. */
static char *pascal_case(const char *name)
{
    GString *result = g_string_new(NULL);
    gboolean upper = TRUE;
    for (const char *at = name; *at != '\0'; at++) {
        if (*at != '-')
            g_string_append_c(result, upper ? g_ascii_toupper(*at) : *at);
        upper = *at == '-';
    }
    return g_string_free(result, FALSE);
}

/* A sentence: begins with a capital, ends with a full stop, and is no longer than what is accepted. */
static char *sentence(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_strstrip(valid);
    *valid = g_ascii_toupper(*valid);
    if (g_utf8_strlen(valid, -1) >= LONGEST_DESCRIPTION) {
        g_autofree char *start = g_utf8_substring(valid, 0, LONGEST_DESCRIPTION - 1);
        return g_strconcat(start, "…", NULL);
    }
    return g_strconcat(valid, *valid == '\0' || strchr(".!?:", valid[strlen(valid) - 1]) == NULL ? "." : "", NULL);
}

static json_t *message(const char *text, const char *markdown)
{
    json_t *json = json_object();
    orm_json_set(json, "text", orm_json_string(text));
    if (markdown != NULL)
        orm_json_set(json, "markdown", orm_json_string(markdown));
    return json;
}

static json_t *description(char *text)
{
    json_t *json = message(text, NULL);
    g_free(text);
    return json;
}

static void append_part(GString *text, const char *heading, const char *part)
{
    if (part == NULL || *part == '\0')
        return;
    if (text->len > 0)
        g_string_append(text, "\n\n");
    g_string_append_printf(text, "%s%s", heading, part);
}

static json_t *help(const OrmReportRule *rule)
{
    g_autofree char *summary = sentence(rule->summary);
    g_autofree char *command = g_strdup_printf("ormlint rule %s", rule->name);
    g_autofree char *quoted = g_strdup_printf("`%s` shows an example.", command);
    g_autofree char *plain = g_strdup_printf("%s shows an example.", command);
    g_autoptr(GString) text = g_string_new(summary), markdown = g_string_new(summary);
    append_part(text, "", rule->why);
    append_part(text, "To fix it: ", rule->fix);
    append_part(text, "", plain);
    append_part(markdown, "## Why\n\n", rule->why);
    append_part(markdown, "## How to fix it\n\n", rule->fix);
    append_part(markdown, "", quoted);
    return message(text->str, markdown->str);
}

static json_t *properties(const OrmReportRule *rule)
{
    json_t *json = json_object(), *tags = json_array();
    json_array_append_new(tags, json_string("database"));
    if (rule->family != NULL)
        json_array_append_new(tags, orm_json_string(rule->family));
    orm_json_set(json, "tags", tags);
    orm_json_set(json, "precision", json_string("high"));
    orm_json_set(json, "problem.severity",
                 json_string(rule->usual == ORM_SEVERITY_INFO ? "recommendation" : orm_severity_name(rule->usual)));
    return json;
}

static json_t *descriptor(const OrmReportRule *rule)
{
    json_t *json = json_object(), *configuration = json_object();
    orm_json_set(configuration, "enabled", json_boolean(!rule->opt_in));
    orm_json_set(configuration, "level", json_string(orm_sarif_level(rule->usual)));
    orm_json_set(json, "id", orm_json_string(rule->name));
    orm_json_set(json, "name", orm_json_take(pascal_case(rule->name)));
    orm_json_set(json, "shortDescription", description(sentence(rule->summary)));
    orm_json_set(json, "fullDescription", description(sentence(rule->why != NULL ? rule->why : rule->summary)));
    orm_json_set(json, "help", help(rule));
    orm_json_set(json, "defaultConfiguration", configuration);
    orm_json_set(json, "properties", properties(rule));
    return json;
}

static gint compare_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Names of the rules to describe, sorted, each once. */
static GPtrArray *collect_names(const OrmReport *report)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; report->rules != NULL && i < report->rules->len; i++) {
        const OrmReportRule *rule = &g_array_index(report->rules, OrmReportRule, i);
        if (rule->severity != ORM_SEVERITY_OFF)
            g_hash_table_add(names, (char *)rule->name);
    }
    for (guint i = 0; i < report->findings->len; i++)
        g_hash_table_add(names, (char *)((const OrmFinding *)report->findings->pdata[i])->rule);
    GPtrArray *sorted = g_ptr_array_new();
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, names);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_ptr_array_add(sorted, name);
    g_ptr_array_sort(sorted, compare_names);
    return sorted;
}

void orm_sarif_rules_init(OrmSarifRules *rules, const OrmReport *report)
{
    g_autoptr(GPtrArray) names = collect_names(report);
    rules->descriptors = json_array();
    rules->indexes = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < names->len; i++) {
        OrmReportRule unknown = {.name = names->pdata[i],
                                 .summary = "A rule that this version does not describe",
                                 .severity = ORM_SEVERITY_WARNING,
                                 .usual = ORM_SEVERITY_WARNING};
        const OrmReportRule *rule = orm_report_rule(report, names->pdata[i]);
        json_array_append_new(rules->descriptors, descriptor(rule != NULL ? rule : &unknown));
        g_hash_table_insert(rules->indexes, names->pdata[i], GUINT_TO_POINTER(i + 1));
    }
}

void orm_sarif_rules_clear(OrmSarifRules *rules)
{
    json_decref(rules->descriptors);
    g_hash_table_unref(rules->indexes);
}

guint orm_sarif_rules_index(const OrmSarifRules *rules, const char *name)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(rules->indexes, name)) - 1;
}
