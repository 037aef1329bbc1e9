/* SPDX-License-Identifier: MIT */
/*
 * The configuration: `.ormlint.yaml` and `--set` as a list of settings, each with its origin. What rules, dialects and
 * levels there are is handed in (OrmConfigWords), so that this room knows neither rules nor graph.
 */
#ifndef ORM_CONFIG_CONFIG_H
#define ORM_CONFIG_CONFIG_H

#include "analyzer/config/error.h"
#include "analyzer/config/keys.h"

#define ORM_CONFIG_FILE ".ormlint.yaml"

/** The words that may stand as values; NULL-terminated lists. */
typedef struct {
    const char *const *rules; /* names of rules and families, and "all" */
    const char *const *levels;
    const char *const *dialects;
    /** The candidate nearest to a misspelt word, or NULL. */
    const char *(*nearest)(const char *word, const char *const *candidates);
} OrmConfigWords;

typedef enum { ORM_ORIGIN_FILE, ORM_ORIGIN_COMMAND_LINE } OrmOriginKind;

/** One value of a key: a scalar, an item of a list, or an entry of a mapping. */
typedef struct {
    OrmConfigKey key;
    char *name;    /* entry of a mapping: rule, typedef, kind of name; NULL otherwise */
    char *value;   /* text; level; SQL type; pattern; "true" or "false"; absolute path */
    gint nullable; /* `types` only: 1, 0, or -1 when not stated */
    OrmOriginKind origin;
    char *file; /* as messages show it; "--set" */
    guint line;
} OrmSetting;

typedef struct {
    char *file;          /* path of the file read, as messages show it; NULL: none */
    char *folder;        /* absolute: what globs and paths count from */
    GPtrArray *settings; /* of OrmSetting *, owned, in the order they were read; a later one of the same key and name
                            has replaced the earlier */
} OrmConfig;

/** An empty configuration whose folder is the working directory. */
OrmConfig *orm_config_new(void);
void orm_config_free(OrmConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmConfig, orm_config_free)

/**
 * The configuration file that counts for `path` (file or folder, may be missing): the nearest upwards. Returns its
 * path, relative to the working directory where below it, or NULL when there is none. Free with g_free.
 */
char *orm_config_find(const char *path);

/** Reads a file; every fault in it is added to `errors`, what is valid is kept. Returns FALSE when there was any fault.
 */
gboolean orm_config_read(OrmConfig *config, const char *file, const OrmConfigWords *words, GPtrArray *errors);

/** The same for settings that are already in memory: `name` stands for the file in messages, `folder` is absolute. */
gboolean orm_config_read_text(OrmConfig *config, const char *name, const char *text, const char *folder,
                              const OrmConfigWords *words, GPtrArray *errors);

/** Applies `KEY=VALUE` or `KEY.NAME=VALUE`; VALUE is YAML. Lists replace those of the file, mappings add to them. */
gboolean orm_config_set(OrmConfig *config, const char *assignment, const OrmConfigWords *words, GPtrArray *errors);

/** The value of a key that has one, or NULL when it is not set. */
const char *orm_config_value(const OrmConfig *config, OrmConfigKey key);

/** The values of a list (of const char *, borrowed); NULL when it is not set. Free with g_ptr_array_unref. */
GPtrArray *orm_config_values(const OrmConfig *config, OrmConfigKey key);

/** The settings in force as YAML, each with its origin as a comment. Free with g_free. */
char *orm_config_show(const OrmConfig *config);

#endif
