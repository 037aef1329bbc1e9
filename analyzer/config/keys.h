/* SPDX-License-Identifier: MIT */
/* The table of settings. Reading, `config show` and the documentation are driven by it. */
#ifndef ORM_CONFIG_KEYS_H
#define ORM_CONFIG_KEYS_H

#include <glib.h>

typedef enum {
    ORM_CONFIG_BOOLEAN,
    ORM_CONFIG_WORD,   /* one of the dialects */
    ORM_CONFIG_PATH,   /* path of a file that need not exist, relative to the configuration's folder */
    ORM_CONFIG_LIST,   /* list of texts */
    ORM_CONFIG_GLOBS,  /* list of globs of files, relative to the configuration's folder */
    ORM_CONFIG_PATHS,  /* list of existing files, relative to the configuration's folder */
    ORM_CONFIG_SCHEMAS, /* one actual schema or a list of them: paths, relative to the configuration's folder, or URLs */
    ORM_CONFIG_BASES,  /* list of configurations to read before this one */
    ORM_CONFIG_TYPES,  /* mapping: typedef name -> SQL type, or {type, nullable} */
    ORM_CONFIG_NAMING, /* mapping: kind of name -> pattern */
    ORM_CONFIG_RULES,  /* mapping: rule, family or `all` -> level, or {level, options} */
    ORM_CONFIG_ENTRIES /* list of mappings, whose keys are in orm_config_parts */
} OrmConfigKind;

typedef enum {
    ORM_SETTING_ROOT,
    ORM_SETTING_EXTENDS,
    ORM_SETTING_DIALECT,
    ORM_SETTING_SCHEMA,
    ORM_SETTING_INCLUDE,
    ORM_SETTING_EXCLUDE,
    ORM_SETTING_TYPES,
    ORM_SETTING_PRELUDE,
    ORM_SETTING_NAMING,
    ORM_SETTING_MAP,
    ORM_SETTING_RULES,
    ORM_SETTING_OVERRIDES,
    ORM_SETTING_IGNORE_TABLES,
    ORM_SETTING_BASELINE,
    ORM_SETTING_COUNT
} OrmConfigKey;

typedef struct {
    const char *name;
    OrmConfigKind kind;
    const char *value;    /* what may be written, for people: "list of globs" */
    const char *fallback; /* what holds when it is not set, as YAML */
    const char *example;  /* as YAML */
    const char *meaning;  /* one or more sentences (Markdown) */
} OrmConfigKeyInfo;

/** Indexed by OrmConfigKey. */
extern const OrmConfigKeyInfo orm_config_keys[ORM_SETTING_COUNT];

typedef enum {
    ORM_PART_GLOB,  /* one glob of files */
    ORM_PART_GLOBS, /* list of globs of files */
    ORM_PART_STAR,  /* a name in which one `*` may stand */
    ORM_PART_TEXT,
    ORM_PART_NAMES, /* list of names with `*` and `?` */
    ORM_PART_KEY,   /* a name, or a list of names */
    ORM_PART_RULES  /* mapping: rule, family or `all` -> level */
} OrmConfigPartKind;

/** A key of the entries of `overrides` or `map`. */
typedef struct {
    OrmConfigKey key; /* whose entries have it */
    const char *name;
    OrmConfigPartKind kind;
    gboolean required;
    const char *value;   /* what may be written, for people */
    const char *meaning; /* one or more sentences (Markdown) */
} OrmConfigPartInfo;

/** Ends with a `name` of NULL. */
extern const OrmConfigPartInfo orm_config_parts[];

/** A kind of name that the setting `naming` rules. */
typedef struct {
    const char *name;         /* "pk" */
    const char *meaning;      /* "primary keys" */
    const char *placeholders; /* what may stand in "%(...)s", separated by blanks */
    const char *required;     /* the placeholder that must stand in it, or NULL */
    const char *fallback;     /* pattern that holds when it is not set; NULL: such names are not given */
} OrmNamingKey;

/** Ends with a `name` of NULL. */
extern const OrmNamingKey orm_naming_keys[];

#endif
