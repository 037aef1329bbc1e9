/* SPDX-License-Identifier: MIT */
/* Enum types as C enums, whose constants are the labels with a prefix. */
#include <string.h>

#include "analyzer/inspect/internal.h"

/* A label that follows a prefix may begin with a digit. */
static gboolean follows_prefix(const char *label)
{
    for (const char *c = label; *c != '\0'; c++) {
        if (!g_ascii_isalnum(*c) && *c != '_')
            return FALSE;
    }
    return *label != '\0';
}

static gboolean can_be_said(const OrmEnum *enumeration)
{
    g_autoptr(GHashTable) folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const char *label = g_array_index(enumeration->constants, OrmEnumConstant, i).name;
        if (!follows_prefix(label) || !g_hash_table_add(folded, g_ascii_strup(label, -1)))
            return FALSE;
    }
    return enumeration->constants->len > 0;
}

static gboolean all_lower(const OrmEnum *enumeration)
{
    for (guint i = 0; i < enumeration->constants->len; i++) {
        for (const char *c = g_array_index(enumeration->constants, OrmEnumConstant, i).name; *c != '\0'; c++) {
            if (g_ascii_isupper(*c))
                return FALSE;
        }
    }
    return TRUE;
}

static void add_enum(OrmInspection *inspection, const OrmEnum *enumeration)
{
    if (g_hash_table_contains(inspection->enums, enumeration) || !can_be_said(enumeration))
        return;
    OrmInspectEnum *added = g_new0(OrmInspectEnum, 1);
    added->enumeration = enumeration;
    added->tag = orm_inspect_name(inspection->tags, enumeration->name);
    added->lowercase = all_lower(enumeration);
    g_autofree char *upper = g_ascii_strup(added->tag, -1);
    g_autofree char *prefix = g_strconcat(upper, "_", NULL);
    added->prefix = orm_intern(prefix);
    g_hash_table_insert(inspection->enums, (gpointer)enumeration, added);
    g_ptr_array_add(inspection->enums_in_order, added);
}

void orm_inspect_enums(OrmInspection *inspection)
{
    for (guint i = 0; i < inspection->tables->len; i++) {
        const OrmInspectTable *table = g_ptr_array_index(inspection->tables, i);
        for (guint k = 0; k < table->table->columns->len; k++) {
            const OrmColumn *column = g_ptr_array_index(table->table->columns, k);
            if (column->enumeration->enumeration != NULL)
                add_enum(inspection, column->enumeration->enumeration);
        }
    }
}

void orm_inspect_print_enum(GString *out, const OrmInspectEnum *enumeration)
{
    g_string_append_printf(out, "enum %s {\n", enumeration->tag);
    const GArray *constants = enumeration->enumeration->constants;
    for (guint i = 0; i < constants->len; i++) {
        const char *label = g_array_index(constants, OrmEnumConstant, i).name;
        g_autofree char *name = enumeration->lowercase ? g_ascii_strup(label, -1) : g_strdup(label);
        g_string_append_printf(out, "    %s%s = %u%s\n", enumeration->prefix, name, i,
                               i + 1 < constants->len ? "," : "");
    }
    g_string_append(out, "};\n\n");
}
