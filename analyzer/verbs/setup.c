/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/setup.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "analyzer/facts/glob.h"
#include "analyzer/graph/vocabulary.h"
#include "analyzer/facts/paths.h"
#include "analyzer/schema/schema.h"
#include "analyzer/verbs/message.h"

/** The options of a rule as the configuration knows them. Made once for each rule that has any. */
static const OrmConfigOption *options_of(const char *name)
{
    static const OrmConfigOptionKind kinds[] = {[ORM_RULE_OPTION_FLAG] = ORM_CONFIG_OPTION_FLAG,
                                                [ORM_RULE_OPTION_NUMBER] = ORM_CONFIG_OPTION_NUMBER,
                                                [ORM_RULE_OPTION_LIST] = ORM_CONFIG_OPTION_LIST};
    static GHashTable *known = NULL;
    if (known == NULL)
        known = g_hash_table_new(g_str_hash, g_str_equal);
    const OrmRule *rule = orm_rule_find(name);
    OrmConfigOption *options = g_hash_table_lookup(known, name);
    if (options != NULL || rule == NULL || rule->options == NULL)
        return options;
    guint count = 0;
    while (rule->options[count].name != NULL)
        count++;
    options = g_new0(OrmConfigOption, count + 1);
    for (guint i = 0; i < count; i++)
        options[i] = (OrmConfigOption){
            .name = rule->options[i].name, .kind = kinds[rule->options[i].kind], .choices = rule->options[i].choices};
    g_hash_table_insert(known, (gpointer)rule->name, options);
    return options;
}

const OrmConfigWords *orm_setup_words(void)
{
    static const char *const levels[] = {"error", "warning", "info", "on", "off", "default", NULL};
    static OrmConfigWords words = {.levels = levels,
                                   .nearest = orm_nearest_word,
                                   .options = options_of,
                                   .glob_problem = orm_glob_problem,
                                   .schema_label = orm_schema_label};
    words.rules = orm_words(ORM_WORDS_RULES);
    words.dialects = orm_words(ORM_WORDS_DIALECTS);
    return &words;
}

/** The file nearest to the paths. FALSE when there are two, which has been told. A path without any takes that of the
 * others. */
static gboolean find_file(GPtrArray *paths, char **file)
{
    const char *finder = NULL;
    *file = paths->len == 0 ? orm_config_find(".") : NULL;
    for (guint i = 0; i < paths->len; i++) {
        g_autofree char *found = orm_config_find(paths->pdata[i]);
        if (found == NULL)
            continue;
        if (*file == NULL) {
            *file = g_steal_pointer(&found);
            finder = paths->pdata[i];
        } else if (strcmp(*file, found) != 0) {
            orm_message_error(
                "`%s` has the configuration %s, `%s` has %s: run ormlint for each of them, or choose one with --config",
                finder, *file, (const char *)paths->pdata[i], found);
            g_clear_pointer(file, g_free);
            return FALSE;
        }
    }
    return TRUE;
}

/** Which file to read; `file` stays NULL when there is none. FALSE after an error. */
static gboolean choose_file(const OrmArguments *arguments, GPtrArray *paths, char **file)
{
    const char *named = orm_arguments_value(arguments, ORM_OPTION_CONFIG);
    gboolean isolated = orm_arguments_has(arguments, ORM_OPTION_ISOLATED);
    /* a step of a build depends on nothing that it does not name */
    gboolean step = arguments->verb->bit == ORM_VERB_EXTRACT && !orm_arguments_has(arguments, ORM_OPTION_SHARD);
    *file = NULL;
    if (named != NULL && isolated) {
        orm_message_error("`--config` and `--isolated` exclude each other");
        return FALSE;
    }
    if (named != NULL)
        *file = g_strdup(named);
    return named != NULL || isolated || step || find_file(paths, file);
}

OrmConfig *orm_setup_config(const OrmArguments *arguments, GPtrArray *paths)
{
    g_autoptr(OrmConfig) config = orm_config_new();
    g_autoptr(GPtrArray) errors = orm_config_errors_new();
    g_autofree char *file = NULL;
    if (!choose_file(arguments, paths, &file))
        return NULL;
    if (file != NULL)
        orm_config_read(config, file, orm_setup_words(), errors);
    orm_config_errors_sort(errors);
    for (guint i = 0; i < orm_arguments_count(arguments, ORM_OPTION_SET); i++)
        orm_config_set(config, orm_arguments_nth(arguments, ORM_OPTION_SET, i), orm_setup_words(), errors);
    if (errors->len == 0)
        return g_steal_pointer(&config);
    g_autofree char *text = orm_config_errors_to_string(errors, orm_use_color(arguments, 2));
    fputs(text, stderr);
    return NULL;
}

static void make_link_options(OrmLinkOptions *link, const OrmArguments *arguments, const OrmConfig *config)
{
    const char *dialect = orm_arguments_value(arguments, ORM_OPTION_DIALECT);
    if (dialect == NULL)
        dialect = orm_config_value(config, ORM_SETTING_DIALECT);
    if (dialect == NULL || !orm_dialect_parse(dialect, &link->dialect))
        link->dialect = ORM_DIALECT_PORTABLE;
    link->types = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    link->naming = g_hash_table_new(g_str_hash, g_str_equal);
    link->ignore_tables = orm_config_values(config, ORM_SETTING_IGNORE_TABLES);
    for (guint i = 0; i < config->settings->len; i++) {
        const OrmSetting *setting = config->settings->pdata[i];
        char *name = (char *)orm_intern(setting->name);
        if (setting->key == ORM_SETTING_TYPES) {
            OrmTypeMapping *mapping = g_new0(OrmTypeMapping, 1);
            mapping->sql = orm_intern(setting->value);
            mapping->nullable = setting->nullable < 0 ? ORM_UNKNOWN : setting->nullable ? ORM_YES : ORM_NO;
            g_hash_table_replace(link->types, name, mapping);
        } else if (setting->key == ORM_SETTING_NAMING) {
            g_hash_table_replace(link->naming, name, (char *)orm_intern(setting->value));
        }
    }
}

static void make_plan_options(OrmPlanOptions *plan, const OrmArguments *arguments, const OrmConfig *config)
{
    plan->paths = arguments->operands;
    plan->flags = arguments->flags;
    plan->compile_commands = g_ptr_array_new();
    for (guint i = 0; i < orm_arguments_count(arguments, ORM_OPTION_COMPILE_COMMANDS); i++)
        g_ptr_array_add(plan->compile_commands, (char *)orm_arguments_nth(arguments, ORM_OPTION_COMPILE_COMMANDS, i));
    plan->include = orm_config_values(config, ORM_SETTING_INCLUDE);
    plan->exclude = orm_config_values(config, ORM_SETTING_EXCLUDE);
    plan->prelude = orm_config_values(config, ORM_SETTING_PRELUDE);
    plan->root = config->folder;
}

static void map_entry_free(gpointer data)
{
    OrmMapEntry *entry = data;
    orm_struct_pattern_free(entry->structs);
    g_free(entry);
}

/** The entry for link; everything but the pattern is borrowed from the configuration. */
static OrmMapEntry *make_map_entry(const OrmConfig *config, const OrmConfigEntry *stated)
{
    OrmMapEntry *entry = g_new0(OrmMapEntry, 1);
    entry->structs =
        orm_struct_pattern_new(orm_config_entry_value(stated, "struct"), orm_config_entry_values(stated, "file"),
                               orm_config_entry_values(stated, "exclude"), config->folder);
    entry->table = orm_config_entry_value(stated, "table");
    entry->prefix = orm_config_entry_value(stated, "prefix");
    entry->suffix = orm_config_entry_value(stated, "suffix");
    entry->column = orm_config_entry_value(stated, "column");
    entry->ignore = orm_config_entry_values(stated, "ignore");
    entry->primary_key = orm_config_entry_values(stated, "primary_key");
    entry->place.file = orm_intern(stated->origin.file);
    entry->place.line = stated->origin.line;
    return entry;
}

/** Fills in `map` and who needs it: the plan to find files, extraction to record structs, link to map them. */
static void make_map(OrmSetup *setup)
{
    setup->map = g_ptr_array_new_with_free_func(map_entry_free);
    setup->structs = g_ptr_array_new();
    for (guint i = 0; i < setup->config->entries->len; i++) {
        const OrmConfigEntry *stated = setup->config->entries->pdata[i];
        if (stated->key != ORM_SETTING_MAP)
            continue;
        OrmMapEntry *entry = make_map_entry(setup->config, stated);
        g_ptr_array_add(setup->map, entry);
        g_ptr_array_add(setup->structs, entry->structs);
    }
    setup->link.map = setup->map;
    setup->plan.structs = setup->structs;
    setup->extract.structs = setup->structs;
}

/** The configuration's paths are absolute; places and messages show them as those of sources. Free with g_free. */
static char *shown_schema(const char *name)
{
    g_autoptr(OrmPaths) paths = orm_paths_new();
    return g_path_is_absolute(name) ? orm_paths_report(paths, name) : g_strdup(name);
}

/** What `--schema` or the operands of `inspect` name, else the configuration. */
static void set_schemas(OrmSetup *setup, const OrmArguments *arguments)
{
    setup->schemas = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < orm_arguments_count(arguments, ORM_OPTION_SCHEMA); i++)
        g_ptr_array_add(setup->schemas, g_strdup(orm_arguments_nth(arguments, ORM_OPTION_SCHEMA, i)));
    for (guint i = 0; arguments->verb->bit == ORM_VERB_INSPECT && i < arguments->operands->len; i++)
        g_ptr_array_add(setup->schemas, g_strdup(g_ptr_array_index(arguments->operands, i)));
    g_autoptr(GPtrArray) configured = orm_config_values(setup->config, ORM_SETTING_SCHEMA);
    gboolean overruled = setup->schemas->len > 0 || (arguments->verb->bit & ORM_VERB_USES_SCHEMA) == 0;
    for (guint i = 0; configured != NULL && !overruled && i < configured->len; i++)
        g_ptr_array_add(setup->schemas, shown_schema(g_ptr_array_index(configured, i)));
    setup->lint_schema = orm_arguments_has(arguments, ORM_OPTION_LINT_SCHEMA);
    setup->dialect_is_stated = orm_arguments_has(arguments, ORM_OPTION_DIALECT);
}

void orm_setup_read(OrmReadOptions *read, const OrmArguments *arguments)
{
    const char *jobs = orm_arguments_value(arguments, ORM_OPTION_JOBS);
    const char *timeout = g_getenv("ORMLINT_WORKER_TIMEOUT");
    guint64 count = jobs == NULL ? 0 : g_ascii_strtoull(jobs, NULL, 10);
    read->workers.count = (guint)MIN(count, 1024);
    read->workers.timeout = timeout == NULL ? 0 : (guint)MIN(g_ascii_strtoull(timeout, NULL, 10), 24 * 60 * 60);
    read->cache.off = orm_arguments_has(arguments, ORM_OPTION_NO_CACHE);
    read->cache.folder = orm_arguments_value(arguments, ORM_OPTION_CACHE_DIR);
}

OrmSetup *orm_setup_new(const OrmArguments *arguments)
{
    /* `link` is given facts and `inspect` schemas, which may lie anywhere */
    g_autoptr(GPtrArray) here = g_ptr_array_new();
    gboolean elsewhere = arguments->verb->bit == ORM_VERB_LINK || arguments->verb->bit == ORM_VERB_INSPECT;
    g_autoptr(OrmConfig) config = orm_setup_config(arguments, elsewhere ? here : arguments->operands);
    if (config == NULL)
        return NULL;
    OrmSetup *setup = g_new0(OrmSetup, 1);
    setup->config = g_steal_pointer(&config);
    setup->sum = orm_setup_sum(arguments, setup->config);
    setup->rules = orm_setup_rules(arguments, setup->config);
    make_link_options(&setup->link, arguments, setup->config);
    make_plan_options(&setup->plan, arguments, setup->config);
    setup->extract.prelude = setup->plan.prelude;
    setup->extract.one_by_one = orm_arguments_has(arguments, ORM_OPTION_ONE_BY_ONE);
    orm_setup_read(&setup->read, arguments);
    setup->plan.threads = setup->read.workers.count;
    setup->shows_progress = isatty(STDERR_FILENO) && !orm_arguments_has(arguments, ORM_OPTION_QUIET);
    set_schemas(setup, arguments);
    make_map(setup);
    return setup;
}

void orm_setup_free(OrmSetup *setup)
{
    if (setup == NULL)
        return;
    orm_config_free(setup->config);
    orm_rule_set_free(setup->rules);
    g_ptr_array_unref(setup->schemas);
    g_hash_table_unref(setup->link.types);
    g_hash_table_unref(setup->link.naming);
    g_clear_pointer(&setup->link.ignore_tables, g_ptr_array_unref);
    g_clear_pointer(&setup->plan.compile_commands, g_ptr_array_unref);
    g_clear_pointer(&setup->plan.include, g_ptr_array_unref);
    g_clear_pointer(&setup->plan.exclude, g_ptr_array_unref);
    g_clear_pointer(&setup->plan.prelude, g_ptr_array_unref);
    g_free(setup->sum);
    g_ptr_array_unref(setup->structs);
    g_ptr_array_unref(setup->map);
    g_free(setup);
}
