/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "analyzer/inspect/internal.h"

void orm_inspect_begin(OrmInspectAnnotation *annotation, const char *macro)
{
    annotation->text = g_string_new(macro);
    g_string_append_c(annotation->text, '(');
    annotation->empty = TRUE;
}

void orm_inspect_add(OrmInspectAnnotation *annotation, const char *text)
{
    g_string_append(annotation->text, annotation->empty ? "" : ", ");
    g_string_append(annotation->text, text);
    annotation->empty = FALSE;
}

/* A question mark is escaped so that two of them make no trigraph; what is no ASCII stays as it is. */
char *orm_inspect_literal(const char *text)
{
    GString *literal = g_string_new("\"");
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\n')
            g_string_append(literal, "\\n");
        else if (*c == '\t')
            g_string_append(literal, "\\t");
        else if (*c == '"' || *c == '\\' || (*c == '?' && c[1] == '?'))
            g_string_append_printf(literal, "\\%c", *c);
        else if ((guchar)*c < ' ' || *c == 0x7F)
            g_string_append_printf(literal, "\\%03o", (guint)(guchar)*c);
        else
            g_string_append_c(literal, *c);
    }
    g_string_append_c(literal, '"');
    return g_string_free(literal, FALSE);
}

/* Words that could be taken for a flag where a name stands alone. */
static gboolean is_plain(const char *text)
{
    static const char *const flags[] = {
        "unique",        "index",      "primary_key", "nullable",  "not_null",  "autoincrement",
        "identity",      "stored",     "version",     "view",      "unmanaged", "strict",
        "without_rowid", "deferrable", "unenforced",  "use_alter", "array",     NULL};
    g_auto(GStrv) parts = g_strsplit(text, ".", -1);
    for (guint i = 0; parts[i] != NULL; i++) {
        if (!orm_inspect_is_identifier(parts[i]))
            return FALSE;
    }
    return parts[0] != NULL && !g_strv_contains(flags, text);
}

void orm_inspect_add_string(OrmInspectAnnotation *annotation, const char *key, const char *text)
{
    if (text == NULL)
        return;
    g_autofree char *literal = orm_inspect_literal(text);
    g_autofree char *argument = key != NULL ? g_strconcat(key, "=", literal, NULL) : g_strdup(literal);
    orm_inspect_add(annotation, argument);
}

void orm_inspect_add_text(OrmInspectAnnotation *annotation, const char *key, const char *text)
{
    if (text == NULL || !is_plain(text)) {
        orm_inspect_add_string(annotation, key, text);
        return;
    }
    g_autofree char *argument = key != NULL ? g_strconcat(key, "=", text, NULL) : g_strdup(text);
    orm_inspect_add(annotation, argument);
}

void orm_inspect_add_flag(OrmInspectAnnotation *annotation, const char *flag, gboolean holds)
{
    if (holds)
        orm_inspect_add(annotation, flag);
}

char *orm_inspect_end(OrmInspectAnnotation *annotation, gboolean optional)
{
    gboolean nothing = annotation->empty && optional;
    g_string_append_c(annotation->text, ')');
    char *text = g_string_free(g_steal_pointer(&annotation->text), nothing);
    return nothing ? NULL : text;
}

char *orm_inspect_column(const OrmInspectTable *table, const OrmColumnReference *reference)
{
    const char *field = reference->column != NULL ? g_hash_table_lookup(table->fields, reference->column) : NULL;
    const char *name = field != NULL ? field : reference->name;
    return is_plain(name) ? g_strdup(name) : orm_inspect_literal(name);
}

char *orm_inspect_columns(const OrmInspectTable *table, GPtrArray *references)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < references->len; i++) {
        g_autofree char *column = orm_inspect_column(table, g_ptr_array_index(references, i));
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : references->len > 1 ? "(" : "", column);
    }
    if (references->len > 1)
        g_string_append_c(list, ')');
    return g_string_free(list, FALSE);
}
