/* SPDX-License-Identifier: MIT */
/* The entries of the settings that are mappings: types, naming, rules. */
#include "analyzer/config/read.h"

#include <string.h>

/** Reads `{type: T, nullable: B}` into its parts; either may stay NULL. Returns FALSE when there was a fault. */
static gboolean read_type_parts(OrmSettingsReader *reader, const OrmYaml *value, const OrmYaml **type,
                                const OrmYaml **nullable)
{
    static const char *const known[] = {"type", "nullable", NULL};
    guint before = reader->errors->len;
    for (guint i = 0; i < value->keys->len; i++) {
        const OrmYaml *key = value->keys->pdata[i];
        if (orm_settings_text(reader, key, "a key") == NULL || orm_settings_repeated(reader, value, i))
            continue;
        if (strcmp(key->text, "type") == 0)
            *type = value->items->pdata[i];
        else if (strcmp(key->text, "nullable") == 0)
            *nullable = value->items->pdata[i];
        else
            orm_settings_suggest(reader, orm_settings_error(reader, key, "unknown key `%s` of a type", key->text),
                                 key->text, known);
    }
    return reader->errors->len == before;
}

void orm_settings_type(OrmSettingsReader *reader, const OrmYaml *name, const OrmYaml *value)
{
    const OrmYaml *type = value, *nullable = NULL;
    gboolean flag = FALSE;
    if (value->kind == ORM_YAML_MAP) {
        type = NULL;
        if (!read_type_parts(reader, value, &type, &nullable))
            return;
    }
    if (type == NULL) {
        orm_settings_error(reader, value, "type `%s` states no SQL type", name->text);
        return;
    }
    const char *sql = orm_settings_text(reader, type, "an SQL type");
    if (nullable != NULL && !orm_yaml_boolean(nullable, &flag)) {
        orm_settings_error(reader, nullable, "`nullable` takes true or false");
        return;
    }
    if (sql == NULL)
        return;
    OrmSetting *setting = orm_settings_add(reader, ORM_SETTING_TYPES, name->text, type, sql);
    if (nullable != NULL)
        setting->nullable = flag;
}

/** Whether the word stands in a list separated by blanks. */
static gboolean listed(const char *list, const char *word)
{
    g_auto(GStrv) words = g_strsplit(list, " ", -1);
    return g_strv_contains((const char *const *)words, word);
}

/** Points inside a pattern where its text is that of the source, at the whole value where escapes make them differ. */
static OrmYaml inside(const OrmYaml *value, gsize start, gsize length)
{
    OrmYaml part = *value;
    if (part.place.end_column - part.place.column == strlen(value->text)) {
        part.place.column += (guint)start;
        part.place.end_column = part.place.column + (guint)length;
    }
    return part;
}

/** Checks one `%` of a pattern and returns how many bytes it takes; 0 after an error. */
static gsize check_placeholder(OrmSettingsReader *reader, const OrmNamingKey *key, const OrmYaml *value, gsize at)
{
    const char *text = value->text + at;
    if (text[1] == '%')
        return 2;
    const char *close = text[1] == '(' ? strchr(text, ')') : NULL;
    if (close == NULL || close[1] != 's') {
        OrmYaml part = inside(value, at, 1);
        OrmConfigError *error = orm_settings_error(reader, &part, "`%%` begins no placeholder");
        orm_config_error_help(error, "write `%%(name)s`, or `%%%%` for a percent sign");
        return 0;
    }
    g_autofree char *name = g_strndup(text + 2, (gsize)(close - text) - 2);
    if (!listed(key->placeholders, name)) {
        g_auto(GStrv) known = g_strsplit(key->placeholders, " ", -1);
        OrmYaml part = inside(value, at + 2, strlen(name));
        OrmConfigError *error =
            orm_settings_error(reader, &part, "unknown placeholder `%s` in the pattern of `%s`", name, key->name);
        orm_settings_suggest(reader, error, name, (const char *const *)known);
        return 0;
    }
    return (gsize)(close - text) + 2;
}

/** Whether every placeholder of the pattern is known for this key, and the required one is there. */
static gboolean check_pattern(OrmSettingsReader *reader, const OrmNamingKey *key, const OrmYaml *value)
{
    for (gsize at = 0; value->text[at] != '\0';) {
        gsize taken = value->text[at] == '%' ? check_placeholder(reader, key, value, at) : 1;
        if (taken == 0)
            return FALSE;
        at += taken;
    }
    g_autofree char *required = g_strdup_printf("%%(%s)s", key->required != NULL ? key->required : "");
    if (key->required != NULL && strstr(value->text, required) == NULL) {
        orm_settings_error(reader, value, "the pattern of `%s` must hold `%s`, else all get one name", key->name,
                           required);
        return FALSE;
    }
    return TRUE;
}

void orm_settings_naming(OrmSettingsReader *reader, const OrmYaml *name, const OrmYaml *value)
{
    const char *known[16] = {NULL};
    const OrmNamingKey *key = orm_naming_keys;
    for (guint i = 0; key->name != NULL && strcmp(key->name, name->text) != 0; key++)
        known[i++] = key->name;
    if (key->name == NULL) {
        OrmConfigError *error = orm_settings_error(reader, name, "unknown kind of name `%s`", name->text);
        orm_settings_suggest(reader, error, name->text, known);
    } else if (orm_settings_text(reader, value, "a pattern such as `fk_%(table)s_%(column)s`") != NULL &&
               check_pattern(reader, key, value)) {
        orm_settings_add(reader, ORM_SETTING_NAMING, name->text, value, value->text);
    }
}

/** The level that a scalar says: YAML's own words for yes and no are `on` and `off`. NULL after an error. */
static const char *read_level(OrmSettingsReader *reader, const OrmYaml *value)
{
    gboolean flag;
    if (orm_yaml_boolean(value, &flag))
        return flag ? "on" : "off";
    const char *level = orm_settings_text(reader, value, "a level");
    if (level == NULL || g_strv_contains(reader->words->levels, level))
        return level;
    OrmConfigError *error = orm_settings_error(reader, value, "unknown level `%s`", level);
    orm_settings_suggest(reader, error, level, reader->words->levels);
    return NULL;
}

static void read_level_of(OrmSettingsReader *reader, const OrmYaml *name, const OrmYaml *value)
{
    const char *level = read_level(reader, value);
    if (level != NULL)
        orm_settings_add(reader, ORM_SETTING_RULES, name->text, value, level);
}

/** Whether the option may hold the text; else says so. */
static gboolean check_choice(OrmSettingsReader *reader, const OrmConfigOption *option, const OrmYaml *item)
{
    if (option->choices == NULL)
        return TRUE;
    g_auto(GStrv) choices = g_strsplit(option->choices, ",", -1);
    if (g_strv_contains((const char *const *)choices, item->text))
        return TRUE;
    OrmConfigError *error = orm_settings_error(reader, item, "`%s` knows no `%s`", option->name, item->text);
    orm_settings_suggest(reader, error, item->text, (const char *const *)choices);
    return FALSE;
}

/** The texts of a list; NULL after an error. The caller owns them. */
static GPtrArray *read_texts(OrmSettingsReader *reader, const OrmConfigOption *option, const OrmYaml *value)
{
    if (!orm_settings_is_list(reader, option->name, value))
        return NULL;
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < value->items->len; i++) {
        const char *text = orm_settings_text(reader, value->items->pdata[i], "a text");
        if (text == NULL || !check_choice(reader, option, value->items->pdata[i]))
            return NULL;
        g_ptr_array_add(texts, g_strdup(text));
    }
    return g_steal_pointer(&texts);
}

static void read_option(OrmSettingsReader *reader, const OrmYaml *name, const OrmConfigOption *option,
                        const OrmYaml *value)
{
    gboolean flag;
    guint64 number;
    g_autoptr(GPtrArray) items = NULL;
    const char *text = value->text;
    if (option->kind == ORM_CONFIG_OPTION_LIST) {
        items = read_texts(reader, option, value);
        if (items == NULL)
            return;
    } else if (option->kind == ORM_CONFIG_OPTION_FLAG) {
        if (!orm_yaml_boolean(value, &flag)) {
            orm_settings_error(reader, value, "`%s` takes true or false", option->name);
            return;
        }
        text = flag ? "true" : "false";
    } else if (value->kind != ORM_YAML_SCALAR ||
               !g_ascii_string_to_unsigned(value->text, 10, 0, G_MAXINT32, &number, NULL)) {
        orm_settings_error(reader, value, "`%s` takes a number", option->name);
        return;
    }
    OrmSetting *setting =
        orm_settings_add_option(reader, ORM_SETTING_RULES, name->text, option->name, value, items ? NULL : text);
    setting->items = g_steal_pointer(&items);
}

static const OrmConfigOption *find_option(const OrmConfigOption *options, const char *name)
{
    for (; options != NULL && options->name != NULL; options++)
        if (strcmp(options->name, name) == 0)
            return options;
    return NULL;
}

static void unknown_option(OrmSettingsReader *reader, const OrmYaml *rule, const OrmYaml *key,
                           const OrmConfigOption *options)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    g_ptr_array_add(known, (char *)"level");
    for (; options != NULL && options->name != NULL; options++)
        g_ptr_array_add(known, (char *)options->name);
    g_ptr_array_add(known, NULL);
    OrmConfigError *error = orm_settings_error(reader, key, "`%s` has no option `%s`", rule->text, key->text);
    orm_settings_suggest(reader, error, key->text, (const char *const *)known->pdata);
}

/** Reads `{level: L, OPTION: VALUE}`; the level may be left out where there is an option. */
static void read_rule_parts(OrmSettingsReader *reader, const OrmYaml *name, const OrmYaml *value)
{
    const OrmConfigOption *options = reader->words->options(name->text);
    if (value->keys->len == 0)
        orm_settings_error(reader, value, "`%s` states no level", name->text);
    for (guint i = 0; i < value->keys->len; i++) {
        const OrmYaml *key = value->keys->pdata[i], *item = value->items->pdata[i];
        if (orm_settings_text(reader, key, "an option") == NULL || orm_settings_repeated(reader, value, i))
            continue;
        const OrmConfigOption *option = find_option(options, key->text);
        if (strcmp(key->text, "level") == 0)
            read_level_of(reader, name, item);
        else if (option == NULL)
            unknown_option(reader, name, key, options);
        else if (reader->entry != NULL)
            orm_settings_error(reader, key, "options hold everywhere: state `%s` under `rules` of the configuration",
                               key->text);
        else
            read_option(reader, name, option, item);
    }
}

void orm_settings_rule(OrmSettingsReader *reader, const OrmYaml *name, const OrmYaml *value)
{
    if (!g_strv_contains(reader->words->rules, name->text)) {
        OrmConfigError *error = orm_settings_error(reader, name, "unknown rule or family `%s`", name->text);
        orm_settings_suggest(reader, error, name->text, reader->words->rules);
        if (error->help == NULL)
            orm_config_error_help(error, "`ormlint rule all` lists them");
        return;
    }
    if (value->kind == ORM_YAML_MAP)
        read_rule_parts(reader, name, value);
    else
        read_level_of(reader, name, value);
}
