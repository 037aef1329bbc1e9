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

typedef enum { ORM_CONFIG_OPTION_FLAG, ORM_CONFIG_OPTION_NUMBER, ORM_CONFIG_OPTION_LIST } OrmConfigOptionKind;

/** An option that a rule takes beside its level. */
typedef struct {
    const char *name; /* NULL: the end of a list of options */
    OrmConfigOptionKind kind;
    const char *choices; /* of a list: the only texts it may hold, "a,b,c"; NULL: any */
} OrmConfigOption;

/** The words that may stand as values; NULL-terminated lists. */
typedef struct {
    const char *const *rules; /* names of rules and families, and "all" */
    const char *const *levels;
    const char *const *dialects;
    /** The candidate nearest to a misspelt word, or NULL. */
    const char *(*nearest)(const char *word, const char *const *candidates);
    /** The options of a rule, or NULL when it has none. */
    const OrmConfigOption *(*options)(const char *rule);
    /** Why a text is no glob of files, or NULL when it is one; the caller frees it. */
    char *(*glob_problem)(const char *glob);
    /** A schema's name without the password it may hold; the caller frees it. */
    char *(*schema_label)(const char *schema);
} OrmConfigWords;

typedef enum { ORM_ORIGIN_FILE, ORM_ORIGIN_COMMAND_LINE } OrmOriginKind;

/** The layer of what the command line says: above all files. */
#define ORM_LAYER_COMMAND_LINE G_MAXUINT

/** Where a setting was stated. */
typedef struct {
    OrmOriginKind kind;
    char *file; /* as messages show it; "--set" */
    guint line;
    guint layer; /* each file is one, in the order they count: a base, what extends it, and the command line at last */
} OrmOrigin;

/** One value of a key: a scalar, an item of a list, or an entry of a mapping. */
typedef struct {
    OrmConfigKey key;
    char *name;       /* entry of a mapping: rule, typedef, kind of name; NULL otherwise */
    char *option;     /* `rules` only: which option of the rule; NULL: its level */
    char *value;      /* text; level; SQL type; pattern; "true" or "false"; number; absolute path; NULL for a list */
    char *shown;      /* `schema` only: the value without password; NULL otherwise */
    GPtrArray *items; /* of char *, owned: the value of an option that is a list; NULL otherwise */
    gint nullable;    /* `types` only: 1, 0, or -1 when not stated */
    OrmOrigin origin;
} OrmSetting;

/** What one part of an entry says. */
typedef struct {
    const OrmConfigPartInfo *info;
    GPtrArray *values; /* of char *, owned; one unless it is a list */
} OrmConfigPart;

/** An entry of a list of mappings: of `overrides` or `map`. */
typedef struct {
    OrmConfigKey key;
    GPtrArray *parts; /* of OrmConfigPart *, owned, in the order of orm_config_parts */
    GPtrArray *rules; /* of OrmSetting *, owned: levels that an override sets; empty otherwise */
    OrmOrigin origin;
} OrmConfigEntry;

typedef struct {
    char *file;          /* path of the file read, as messages show it; NULL: none */
    char *folder;        /* absolute: what relative globs and paths count from */
    GPtrArray *bases;    /* of char *, owned: the files that were extended, as messages show them, in reading order */
    GPtrArray *settings; /* of OrmSetting *, owned, in the order they were read; a later one of the same key, name and
                            option has replaced the earlier */
    GPtrArray *entries;  /* of OrmConfigEntry *, owned, in the order they were read; the later the stronger */
    guint layers;        /* read so far */
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

/**
 * Reads a file, and before it what it extends; every fault is added to `errors`, what is valid is kept. Returns FALSE
 * when there was any fault.
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

/** What a part of an entry says, or NULL when it is not stated: a single value, or the list. Borrowed. */
const char *orm_config_entry_value(const OrmConfigEntry *entry, const char *part);
GPtrArray *orm_config_entry_values(const OrmConfigEntry *entry, const char *part);

/** Settles an override as if it stood for every file: its rules become those of the configuration, below what the
 * command line says, and the entry is dropped. */
void orm_config_apply_override(OrmConfig *config, OrmConfigEntry *entry);

/** The settings in force as YAML, each with its origin as a comment. Free with g_free. */
char *orm_config_show(const OrmConfig *config);

#endif
