/* SPDX-License-Identifier: MIT */
/* Any text as a configuration, and as the value of --set: it is read or refused, its errors can be shown, and what is
 * shown of it is a configuration again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "analyzer/config/config.h"
#include "analyzer/facts/glob.h"
#include "analyzer/graph/vocabulary.h"

static const char *const rules[] = {"all", "mapping", "key", "unmapped-field", "missing-primary-key", NULL};
static const char *const levels[] = {"error", "warning", "info", "on", "off", "default", NULL};
static const char *const dialects[] = {"portable", "postgresql", "sqlite", "mysql", "mariadb", NULL};
static const OrmConfigOption options[] = {
    {"columns", ORM_CONFIG_OPTION_LIST, NULL}, {"utf8", ORM_CONFIG_OPTION_FLAG, NULL},
    {"most", ORM_CONFIG_OPTION_NUMBER, NULL}, {"case", ORM_CONFIG_OPTION_LIST, "snake_case,camelCase"}, {0}};

static const OrmConfigOption *options_of(const char *rule)
{
    return strcmp(rule, "unmapped-field") == 0 ? options : NULL;
}

static const OrmConfigWords words = {rules, levels, dialects, orm_nearest_word, options_of, orm_glob_problem, NULL};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Every error has a message, and a place in the text it is about. */
static void check_errors(GPtrArray *errors)
{
    for (guint i = 0; i < errors->len; i++) {
        const OrmConfigError *error = errors->pdata[i];
        if (*error->message == '\0' || (error->place.line > 0 && error->text == NULL) ||
            (error->text != NULL && !g_utf8_validate(error->text, -1, NULL)))
            abort();
    }
    g_free(orm_config_errors_to_string(errors, TRUE));
}

/** What is shown of a valid configuration is the same configuration. */
static void check_shown(const OrmConfig *config)
{
    g_autofree char *shown = orm_config_show(config);
    g_autoptr(OrmConfig) again = orm_config_new();
    g_autoptr(GPtrArray) errors = orm_config_errors_new();
    if (!orm_config_read_text(again, "shown.yaml", shown, "/", &words, errors) ||
        again->settings->len < config->settings->len)
        abort();
    for (guint i = 0; i < config->settings->len; i++) {
        const OrmSetting *setting = config->settings->pdata[i];
        gboolean found = FALSE;
        for (guint j = 0; j < again->settings->len && !found; j++) {
            const OrmSetting *other = again->settings->pdata[j];
            found = setting->key == other->key && g_strcmp0(setting->name, other->name) == 0 &&
                    g_strcmp0(setting->option, other->option) == 0 && g_strcmp0(setting->value, other->value) == 0 &&
                    setting->nullable == other->nullable;
        }
        if (!found)
            abort();
    }
    if (again->entries->len != config->entries->len)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(OrmConfig) config = orm_config_new();
    g_autoptr(GPtrArray) errors = orm_config_errors_new();
    if (orm_config_read_text(config, "fuzz.yaml", text, "/", &words, errors))
        check_shown(config);
    orm_config_set(config, text, &words, errors);
    check_errors(errors);
    return 0;
}
