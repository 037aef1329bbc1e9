/* SPDX-License-Identifier: MIT */
/* What a part of a YAML text is. */
#include "analyzer/config/yaml.h"

#include <string.h>

void orm_yaml_free(OrmYaml *yaml)
{
    if (yaml == NULL)
        return;
    g_free(yaml->text);
    g_clear_pointer(&yaml->keys, g_ptr_array_unref);
    g_clear_pointer(&yaml->items, g_ptr_array_unref);
    g_free(yaml);
}

gboolean orm_yaml_is_null(const OrmYaml *yaml)
{
    return yaml->kind == ORM_YAML_SCALAR && yaml->plain &&
           (*yaml->text == '\0' || strcmp(yaml->text, "~") == 0 || g_ascii_strcasecmp(yaml->text, "null") == 0);
}

gboolean orm_yaml_boolean(const OrmYaml *yaml, gboolean *value)
{
    static const char *const words[] = {"false", "true", "no", "yes", "off", "on"};
    if (yaml->kind != ORM_YAML_SCALAR || !yaml->plain)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_ascii_strcasecmp(yaml->text, words[i]) == 0) {
            *value = i % 2 == 1;
            return TRUE;
        }
    }
    return FALSE;
}

const char *orm_yaml_kind_name(const OrmYaml *yaml)
{
    if (orm_yaml_is_null(yaml))
        return "nothing";
    return yaml->kind == ORM_YAML_LIST ? "a list" : yaml->kind == ORM_YAML_MAP ? "a mapping" : "text";
}
