/* SPDX-License-Identifier: MIT */
#include "analyzer/config/keys.h"

const OrmConfigKeyInfo orm_config_keys[ORM_SETTING_COUNT] = {
    [ORM_SETTING_ROOT] = {"root", ORM_CONFIG_BOOLEAN, "`true` or `false`", "false", "true",
                          "Marks the top of the project: no folder above this one is searched for a configuration."},
    [ORM_SETTING_DIALECT] = {"dialect", ORM_CONFIG_WORD, "`portable`, `postgresql`, `sqlite`, `mysql` or `mariadb`",
                             "portable", "postgresql",
                             "The database the models are judged for. `--dialect` on the command line wins over it."},
    [ORM_SETTING_INCLUDE] = {"include", ORM_CONFIG_LIST, "list of globs", "[]", "[\"src/**/*.h\", \"src/**/*.c\"]",
                             "Only files that match one of these globs are looked at; without any, every C source and "
                             "header. Relative to the folder of the configuration."},
    [ORM_SETTING_EXCLUDE] = {"exclude", ORM_CONFIG_LIST, "list of globs", "[]", "[\"third_party/**\"]",
                             "Files that match one of these globs are not looked at. Relative to the folder of the "
                             "configuration; stronger than `include`."},
    [ORM_SETTING_TYPES] =
        {"types", ORM_CONFIG_TYPES,
         "mapping from a typedef's name to an SQL type, or to `{type: TYPE, nullable: true|false}`", "{}",
         "{uuid_t: UUID, text: {type: text, nullable: true}, \"Oid[]\": \"oid[]\"}",
         "The SQL types of the project's own C types. The first typedef name met on the way to the "
         "underlying type counts; `NAME[]` is an array of NAME. `nullable` says whether such a column may "
         "be NULL where the model does not say so itself."},
    [ORM_SETTING_PRELUDE] =
        {"prelude", ORM_CONFIG_PATHS, "list of paths", "[]", "[tools/orm_adapter.h]",
         "Headers that are put in front of every file, for example one that defines the project's own "
         "macros in terms of `ORM_*`, or that includes headers which cannot be edited and annotates their "
         "structs with `ORM_ON`. Relative to the folder of the configuration."},
    [ORM_SETTING_NAMING] =
        {"naming", ORM_CONFIG_NAMING, "mapping from `table`, `pk`, `fk`, `uq`, `ix`, `ck` to a pattern",
         "{table: \"%(struct)s\"}",
         "{pk: \"pk_%(table)s\", fk: \"fk_%(table)s_%(column)s\", uq: \"uq_%(table)s_%(columns)s\"}",
         "How tables and constraints are called whose models do not name them. Constraints have no name "
         "where there is no pattern."},
    [ORM_SETTING_RULES] =
        {"rules", ORM_CONFIG_RULES,
         "mapping from a rule, a family or `all` to `error`, `warning`, `info`, `on`, `off`, `default`, or "
         "to `{level: LEVEL}`",
         "{all: default}", "{all: default, unindexed-foreign-key: error, naming: off}",
         "Which rules are on, and how severe they are. A rule's own entry is stronger than its family's, "
         "and that is stronger than `all`, in whatever order they stand."},
    [ORM_SETTING_IGNORE_TABLES] =
        {"ignore_tables", ORM_CONFIG_LIST, "list of globs", "[]", "[\"spatial_ref_sys\"]",
         "Tables that are not the project's: a foreign key to one of them is taken on trust."},
};

const OrmNamingKey orm_naming_keys[] = {
    {"table", "tables whose `ORM_TABLE` states no name", "struct", "struct", "%(struct)s"},
    {"pk", "primary keys", "table column columns", NULL, NULL},
    {"fk", "foreign keys", "table column columns referred_table", NULL, NULL},
    {"uq", "unique constraints", "table column columns", NULL, NULL},
    {"ix", "indexes", "table column columns", NULL, NULL},
    {"ck", "check constraints", "table column constraint_name", NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
