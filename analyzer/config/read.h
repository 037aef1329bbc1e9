/* SPDX-License-Identifier: MIT */
/* From YAML to settings: checks every key, name and value. Internal to this room. */
#ifndef ORM_CONFIG_READ_H
#define ORM_CONFIG_READ_H

#include "analyzer/config/config.h"
#include "analyzer/config/yaml.h"

typedef struct {
    OrmConfig *config;
    const OrmConfigSource *source;
    OrmOriginKind origin;
    guint layer;
    const OrmConfigWords *words;
    GPtrArray *errors;
    GPtrArray *chain;      /* of const char *: real paths of the files that are being read, outermost first */
    OrmConfigEntry *entry; /* whose rules are read; NULL: those of the configuration */
} OrmSettingsReader;

/** Replaces `${NAME}` and `${NAME:-default}` in every value, keys aside, and `$$` by a dollar sign (expand.c). */
void orm_settings_expand(OrmSettingsReader *reader, OrmYaml *yaml);

/** Reads the configuration that the list `extends` names at `item` (config.c). */
void orm_settings_extend(OrmSettingsReader *reader, const OrmYaml *item, const char *path);

/** Reads the entries of `overrides` or `map` (list_entries.c). */
void orm_settings_entries(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *value);

/** The glob of files as the plan takes it: as it is, or absolute where it counts from another folder than the
 * configuration's. NULL after an error: it is no glob. Free with g_free. */
char *orm_settings_glob(OrmSettingsReader *reader, const OrmYaml *item, const char *text);

/** The origin of what is read at `at`; its file is owned by the caller. */
OrmOrigin orm_settings_origin(const OrmSettingsReader *reader, const OrmYaml *at);

void orm_setting_free(OrmSetting *setting);
void orm_config_entry_free(OrmConfigEntry *entry);

/** Reads a whole configuration: a mapping of keys. */
void orm_settings_read(OrmSettingsReader *reader, const OrmYaml *yaml);

/** Reads the value of "key" or "key.name" that begins the reader's source. */
void orm_settings_assign(OrmSettingsReader *reader, const char *key, const OrmYaml *value);

/** Adds a setting, in the place of an earlier one with the same key and name. `name` NULL: an item of a list or a
 * scalar. Returns it, borrowed. */
OrmSetting *orm_settings_add(OrmSettingsReader *reader, OrmConfigKey key, const char *name, const OrmYaml *value,
                             const char *text);

/** The same for an option of a rule; `option` NULL: its level. */
OrmSetting *orm_settings_add_option(OrmSettingsReader *reader, OrmConfigKey key, const char *name, const char *option,
                                    const OrmYaml *value, const char *text);

/** Reads a mapping of the table's key: types, names, rules. */
void orm_settings_mapping(OrmSettingsReader *reader, OrmConfigKey key, const OrmYaml *value);

/** Whether the value is a list; anything else is an error that names `name`. */
gboolean orm_settings_is_list(OrmSettingsReader *reader, const char *name, const OrmYaml *value);

/** The text of a scalar; anything else is an error that says `what` was expected, and NULL is returned. */
const char *orm_settings_text(OrmSettingsReader *reader, const OrmYaml *value, const char *what);

/** An error at a node (printf format). */
OrmConfigError *orm_settings_error(OrmSettingsReader *reader, const OrmYaml *at, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/** Adds "did you mean ...?", or the list of what there is when nothing is near. */
void orm_settings_suggest(OrmSettingsReader *reader, OrmConfigError *error, const char *word,
                          const char *const *candidates);

/** Reads one entry of a mapping (entries.c): a type, a naming pattern, a rule's level. */
void orm_settings_type(OrmSettingsReader *reader, const OrmYaml *name, const OrmYaml *value);
void orm_settings_naming(OrmSettingsReader *reader, const OrmYaml *name, const OrmYaml *value);
void orm_settings_rule(OrmSettingsReader *reader, const OrmYaml *name, const OrmYaml *value);

/** Whether the key at `index` repeats an earlier one of the same mapping; then it is an error. */
gboolean orm_settings_repeated(OrmSettingsReader *reader, const OrmYaml *mapping, guint index);

#endif
