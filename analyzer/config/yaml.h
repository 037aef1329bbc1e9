/* SPDX-License-Identifier: MIT */
/* A YAML text as a tree in which every part, keys and brackets included, knows its place. */
#ifndef ORM_CONFIG_YAML_H
#define ORM_CONFIG_YAML_H

#include "analyzer/config/error.h"

typedef enum { ORM_YAML_SCALAR, ORM_YAML_LIST, ORM_YAML_MAP } OrmYamlKind;

typedef struct OrmYaml OrmYaml;
struct OrmYaml {
    OrmYamlKind kind;
    OrmConfigPlace place; /* the scalar; where the list or mapping begins */
    char *text;           /* scalar: its value; NULL otherwise */
    gboolean plain;       /* scalar without quotes */
    GPtrArray *keys;      /* mapping: of OrmYaml *, in order, repetitions included; NULL otherwise */
    GPtrArray *items;     /* list: its items; mapping: the value of each key; NULL for a scalar */
};

void orm_yaml_free(OrmYaml *yaml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmYaml, orm_yaml_free)

/**
 * Reads the YAML that begins at byte `offset` of the source's text. Returns NULL when there is none (only comments),
 * and on an error, which is then added to `errors`. Anchors, aliases and further documents are errors: settings have no
 * use for them. The caller frees the tree.
 */
OrmYaml *orm_yaml_read(const OrmConfigSource *source, gsize offset, GPtrArray *errors);

/** A plain scalar that YAML reads as nothing: empty, `~`, `null`. */
gboolean orm_yaml_is_null(const OrmYaml *yaml);

/** A plain `true`, `yes`, `on` (or `false`, `no`, `off`), in any case; FALSE when it is neither. */
gboolean orm_yaml_boolean(const OrmYaml *yaml, gboolean *value);

/** "a list", "a mapping", "text", "nothing": how messages call what was found. Static. */
const char *orm_yaml_kind_name(const OrmYaml *yaml);

#endif
