/* SPDX-License-Identifier: MIT */
/* A JSON Schema of the configuration for editors, from the tables of settings and rules. */
#include <jansson.h>
#include <string.h>

#include "analyzer/config/keys.h"
#include "analyzer/verbs/document.h"
#include "analyzer/verbs/setup.h"

/* Each function returns a new reference. */

static json_t *of_type(const char *type)
{
    return json_pack("{s:s}", "type", type);
}

static json_t *any_of(json_t *first, json_t *second)
{
    return json_pack("{s:[o,o]}", "anyOf", first, second);
}

/** A value that may also come from the environment: what `${NAME}` stands for is not known to an editor. */
static json_t *or_environment(json_t *schema)
{
    return any_of(schema, json_pack("{s:s,s:s}", "type", "string", "pattern", "\\$\\{"));
}

static json_t *text(void)
{
    return json_pack("{s:s,s:i}", "type", "string", "minLength", 1);
}

static json_t *one_of(const char *const *words)
{
    json_t *list = json_array();
    for (; *words != NULL; words++)
        json_array_append_new(list, json_string(*words));
    return json_pack("{s:o}", "enum", list);
}

static json_t *list_of(json_t *items)
{
    return json_pack("{s:s,s:o}", "type", "array", "items", items);
}

static json_t *described(json_t *schema, const char *meaning)
{
    json_object_set_new(schema, "description", json_string(meaning));
    return schema;
}

static json_t *object_of(json_t *properties)
{
    return json_pack("{s:s,s:o,s:b}", "type", "object", "properties", properties, "additionalProperties", FALSE);
}

/** A level; YAML's own words for yes and no are read as `on` and `off`. */
static json_t *level(void)
{
    json_t *words = one_of(orm_setup_words()->levels);
    json_array_append_new(json_object_get(words, "enum"), json_true());
    json_array_append_new(json_object_get(words, "enum"), json_false());
    return or_environment(words);
}

static json_t *choice(const char *choices)
{
    g_auto(GStrv) words = g_strsplit(choices, ",", -1);
    return or_environment(one_of((const char *const *)words));
}

static json_t *option(const OrmRuleOption *option)
{
    switch (option->kind) {
    case ORM_RULE_OPTION_FLAG:
        return described(or_environment(of_type("boolean")), option->help);
    case ORM_RULE_OPTION_NUMBER:
        return described(or_environment(json_pack("{s:s,s:i}", "type", "integer", "minimum", 0)), option->help);
    default:
        return described(list_of(option->choices != NULL ? choice(option->choices) : text()), option->help);
    }
}

/** `{level: L, OPTION: VALUE}`; `rule` NULL: without options. */
static json_t *level_and_options(const OrmRule *rule)
{
    json_t *properties = json_object();
    json_object_set_new(properties, "level", level());
    const OrmRuleOption *options = rule != NULL ? rule->options : NULL;
    for (; options != NULL && options->name != NULL; options++)
        json_object_set_new(properties, options->name, option(options));
    json_t *object = object_of(properties);
    json_object_set_new(object, "minProperties", json_integer(1));
    return object;
}

static json_t *rules(gboolean with_options)
{
    json_t *properties = json_object();
    for (const char *const *name = orm_words(ORM_WORDS_RULES); *name != NULL; name++) {
        const OrmRule *rule = orm_rule_find(*name);
        json_t *one = any_of(level(), level_and_options(with_options ? rule : NULL));
        if (rule != NULL)
            described(one, rule->summary);
        json_object_set_new(properties, *name, one);
    }
    return object_of(properties);
}

static json_t *types(void)
{
    json_t *properties = json_pack("{s:o,s:o}", "type", text(), "nullable", or_environment(of_type("boolean")));
    json_t *parts = object_of(properties);
    json_object_set_new(parts, "required", json_pack("[s]", "type"));
    return json_pack("{s:s,s:o}", "type", "object", "additionalProperties", any_of(text(), parts));
}

static json_t *naming(void)
{
    json_t *properties = json_object();
    for (const OrmNamingKey *key = orm_naming_keys; key->name != NULL; key++)
        json_object_set_new(properties, key->name, described(text(), key->meaning));
    return object_of(properties);
}

static json_t *part(const OrmConfigPartInfo *info)
{
    switch (info->kind) {
    case ORM_PART_GLOBS:
    case ORM_PART_NAMES: {
        json_t *list = list_of(text());
        json_object_set_new(list, "minItems", json_integer(1));
        return list;
    }
    case ORM_PART_STAR:
        return json_pack("{s:s,s:s}", "type", "string", "pattern", "^([^*]+|[^*]*\\*[^*]*)$");
    case ORM_PART_KEY:
        return any_of(text(), json_pack("{s:s,s:i,s:o}", "type", "array", "minItems", 1, "items", text()));
    case ORM_PART_RULES:
        return rules(FALSE);
    default:
        return text();
    }
}

static json_t *entries(OrmConfigKey key)
{
    json_t *properties = json_object(), *required = json_array();
    for (const OrmConfigPartInfo *info = orm_config_parts; info->name != NULL; info++) {
        if (info->key != key)
            continue;
        json_object_set_new(properties, info->name, described(part(info), info->meaning));
        if (info->required)
            json_array_append_new(required, json_string(info->name));
    }
    json_t *entry = object_of(properties);
    json_object_set_new(entry, "required", required);
    if (key == ORM_SETTING_OVERRIDES)
        json_object_set_new(entry, "anyOf", json_pack("[{s:[s]},{s:[s]}]", "required", "files", "required", "tables"));
    return list_of(entry);
}

static json_t *value_of(OrmConfigKey key)
{
    switch (orm_config_keys[key].kind) {
    case ORM_CONFIG_BOOLEAN:
        return or_environment(of_type("boolean"));
    case ORM_CONFIG_WORD:
        return or_environment(one_of(orm_words(ORM_WORDS_DIALECTS)));
    case ORM_CONFIG_PATH:
        return text();
    case ORM_CONFIG_SCHEMAS:
        return any_of(text(), list_of(text()));
    case ORM_CONFIG_TYPES:
        return types();
    case ORM_CONFIG_NAMING:
        return naming();
    case ORM_CONFIG_RULES:
        return rules(TRUE);
    case ORM_CONFIG_ENTRIES:
        return entries(key);
    default:
        return list_of(text());
    }
}

char *orm_document_schema(void)
{
    json_t *properties = json_object();
    for (guint i = 0; i < ORM_SETTING_COUNT; i++)
        json_object_set_new(properties, orm_config_keys[i].name, described(value_of(i), orm_config_keys[i].meaning));
    json_t *schema = object_of(properties);
    json_object_set_new(schema, "type", json_pack("[s,s]", "object", "null"));
    json_object_set_new(schema, "$schema", json_string("http://json-schema.org/draft-07/schema#"));
    json_object_set_new(schema, "title", json_string("Configuration of ormlint (.ormlint.yaml)"));
    char *dump = json_dumps(schema, JSON_INDENT(2) | JSON_SORT_KEYS);
    char *document = g_strconcat(dump, "\n", NULL);
    free(dump);
    json_decref(schema);
    return document;
}
