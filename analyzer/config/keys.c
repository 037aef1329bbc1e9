/* SPDX-License-Identifier: MIT */
#include "analyzer/config/keys.h"

const OrmConfigKeyInfo orm_config_keys[ORM_SETTING_COUNT] = {
    [ORM_SETTING_ROOT] = {"root", ORM_CONFIG_BOOLEAN, "`true` or `false`", "false", "true",
                          "Marks the top of the project: no folder above this one is searched for a configuration."},
    [ORM_SETTING_EXTENDS] =
        {"extends", ORM_CONFIG_BASES, "list of paths", "[]", "[../base.yaml]",
         "Configurations that are read before this one, in this order; they may extend others in turn. What is stated "
         "here wins: a list replaces that of the base, the entries of a mapping are added to the base's, those of "
         "`overrides` and `map` follow them. Paths and globs count from the folder of the file they stand in."},
    [ORM_SETTING_DIALECT] = {"dialect", ORM_CONFIG_WORD, "`portable`, `postgresql`, `sqlite`, `mysql` or `mariadb`",
                             "portable", "postgresql",
                             "The database the models are judged for. `--dialect` on the command line wins over it."},
    [ORM_SETTING_SCHEMA] =
        {"schema", ORM_CONFIG_SCHEMAS, "a schema, or a list of schemas", "[]", "db/schema.sql",
         "The actual schema that the models are compared with: a file of SQL, a folder of migrations, a SQLite "
         "database "
         "(`sqlite:FILE`), a server (`postgresql://...`, `mysql://...`), or a snapshot (`ormlint inspect S --format "
         "json`). Several make one schema together. Paths count from the folder of the configuration. `--schema` on "
         "the "
         "command line wins over it."},
    [ORM_SETTING_INCLUDE] = {"include", ORM_CONFIG_GLOBS, "list of globs", "[]", "[\"src/**/*.h\", \"src/**/*.c\"]",
                             "Only files that match one of these globs are looked at; without any, every C source and "
                             "header. Relative to the folder of the configuration."},
    [ORM_SETTING_EXCLUDE] = {"exclude", ORM_CONFIG_GLOBS, "list of globs", "[]", "[\"third_party/**\"]",
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
    [ORM_SETTING_MAP] =
        {"map", ORM_CONFIG_ENTRIES, "list of mappings", "[]",
         "[{struct: \"*_row\", table: \"*s\", primary_key: id}, {file: src/catalog.h, struct: \"Source*\", prefix: "
         "s_}]",
         "Maps structs that carry no `ORM_TABLE` to tables, by their names. Of several entries that match a struct the "
         "last one counts. What is annotated, in place or through `ORM_ON`, wins over what an entry says."},
    [ORM_SETTING_RULES] =
        {"rules", ORM_CONFIG_RULES,
         "mapping from a rule, a family or `all` to `error`, `warning`, `info`, `on`, `off`, `default`, or "
         "to `{level: LEVEL, OPTION: VALUE}`",
         "{all: default}",
         "{all: default, fk-delete-action-unstated: warning, meta: off, suspect-foreign-key: {level: info, suffixes: "
         "[_ref]}}",
         "Which rules are on, and how severe they are. A rule's own entry is stronger than its family's, "
         "and that is stronger than `all`, in whatever order they stand. Some rules have options beside their level; "
         "their pages tell (`ormlint rule NAME`)."},
    [ORM_SETTING_OVERRIDES] =
        {"overrides", ORM_CONFIG_ENTRIES, "list of mappings", "[]",
         "[{files: [\"legacy/**\"], rules: {relationship: off}}, {tables: [\"audit_*\"], rules: {missing-primary-key: "
         "off}}]",
         "Other levels for some files, some tables, or some tables in some files. Each builds on those before it. A "
         "rule that is off elsewhere can be switched on here. What the command line says of a rule is stronger, but "
         "`--select` does not switch on what is off here."},
    [ORM_SETTING_IGNORE_TABLES] =
        {"ignore_tables", ORM_CONFIG_LIST, "list of globs", "[]", "[\"spatial_ref_sys\"]",
         "Tables that are not the project's: a foreign key to one of them is taken on trust, and that the actual schema has "
         "it is no drift."},
    [ORM_SETTING_BASELINE] =
        {"baseline", ORM_CONFIG_PATH, "path", ".ormlint-baseline.json", "tools/ormlint-baseline.json",
         "The file with the findings that are not reported, see `ormlint baseline`. Without this key, "
         "`.ormlint-baseline.json` beside the configuration counts if it is there. Relative to the folder of "
         "the configuration. `--baseline` and `--no-baseline` on the command line win over it."},
};

const OrmConfigPartInfo orm_config_parts[] = {
    {ORM_SETTING_MAP, "struct", ORM_PART_STAR, TRUE, "name in which one `*` may stand",
     "The structs that are mapped, by tag or typedef name."},
    {ORM_SETTING_MAP, "table", ORM_PART_STAR, FALSE, "name in which one `*` may stand",
     "Their table, with the schema if need be; `*` is replaced by what it stands for in `struct` (all of it where that "
     "has none). Without it, `naming` says."},
    {ORM_SETTING_MAP, "file", ORM_PART_GLOB, FALSE, "glob", "Only structs that are defined in such a file."},
    {ORM_SETTING_MAP, "exclude", ORM_PART_NAMES, FALSE, "list of names with `*` and `?`",
     "Structs that are not mapped although `struct` matches them."},
    {ORM_SETTING_MAP, "prefix", ORM_PART_TEXT, FALSE, "text",
     "What the names of fields begin with and those of columns do not. Fields without it keep their name."},
    {ORM_SETTING_MAP, "suffix", ORM_PART_TEXT, FALSE, "text", "The same at the end of the names."},
    {ORM_SETTING_MAP, "column", ORM_PART_STAR, FALSE, "name with one `*`",
     "The column's name, `*` being the field's without `prefix` and `suffix`: `col_*` puts something in front."},
    {ORM_SETTING_MAP, "ignore", ORM_PART_NAMES, FALSE, "list of names with `*` and `?`", "Fields that are no columns."},
    {ORM_SETTING_MAP, "primary_key", ORM_PART_KEY, FALSE, "column, or list of columns",
     "The primary key of those tables that have these columns and whose structs state no key."},
    {ORM_SETTING_OVERRIDES, "files", ORM_PART_GLOBS, FALSE, "list of globs",
     "The files whose findings it is about. Relative to the folder of the configuration."},
    {ORM_SETTING_OVERRIDES, "tables", ORM_PART_NAMES, FALSE, "list of names with `*` and `?`",
     "The tables whose findings it is about."},
    {ORM_SETTING_OVERRIDES, "rules", ORM_PART_RULES, TRUE, "mapping from a rule, a family or `all` to a level",
     "The levels that hold there. Options of rules cannot be stated here: they hold everywhere."},
    {0, NULL, 0, FALSE, NULL, NULL},
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
