/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "analyzer/inspect/internal.h"

/* Keywords of C to C23 and of C++, for whom the header is made too, and what GNU C and the included headers define as
 * macros. */
static const char *const taken[] = {
    "alignas",       "alignof",      "and",
    "and_eq",        "asm",          "assert",
    "auto",          "bitand",       "bitor",
    "bool",          "break",        "case",
    "catch",         "char",         "class",
    "compl",         "const",        "const_cast",
    "constexpr",     "continue",     "decltype",
    "default",       "delete",       "do",
    "double",        "dynamic_cast", "else",
    "enum",          "explicit",     "export",
    "extern",        "false",        "float",
    "for",           "friend",       "goto",
    "i386",          "if",           "inline",
    "int",           "linux",        "long",
    "mutable",       "namespace",    "new",
    "noexcept",      "not",          "not_eq",
    "nullptr",       "operator",     "or",
    "or_eq",         "private",      "protected",
    "public",        "register",     "reinterpret_cast",
    "restrict",      "return",       "short",
    "signed",        "sizeof",       "static",
    "static_assert", "static_cast",  "struct",
    "switch",        "template",     "this",
    "thread_local",  "throw",        "true",
    "try",           "typedef",      "typeid",
    "typename",      "typeof",       "typeof_unqual",
    "union",         "unix",         "unsigned",
    "using",         "virtual",      "void",
    "volatile",      "wchar_t",      "while",
    "xor",           "xor_eq",       NULL,
};

static gboolean is_taken(const char *name)
{
    return g_strv_contains(taken, name) || strcmp(name, "NULL") == 0 || g_str_has_prefix(name, "INT") ||
           g_str_has_prefix(name, "UINT") || g_str_has_prefix(name, "CLOCK") || g_str_has_prefix(name, "TIME") ||
           g_str_has_prefix(name, "ORM_") || g_str_has_prefix(name, "__");
}

gboolean orm_inspect_is_identifier(const char *text)
{
    if (!g_ascii_isalpha(text[0]) && text[0] != '_')
        return FALSE;
    for (const char *c = text; *c != '\0'; c++) {
        if (!g_ascii_isalnum(*c) && *c != '_')
            return FALSE;
    }
    return !is_taken(text);
}

/* Each byte that cannot stand in an identifier becomes an underscore. */
static char *make_identifier(const char *name)
{
    GString *made = g_string_new(g_ascii_isdigit(name[0]) || name[0] == '\0' ? "_" : "");
    for (const char *c = name; *c != '\0'; c = g_utf8_validate(c, -1, NULL) ? g_utf8_next_char(c) : c + 1)
        g_string_append_c(made, g_ascii_isalnum(*c) ? *c : '_');
    if (is_taken(made->str))
        g_string_append_c(made, '_');
    return g_string_free(made, FALSE);
}

const char *orm_inspect_name(GHashTable *used, const char *name)
{
    g_autofree char *made = make_identifier(name);
    for (guint number = 1;; number++) {
        g_autofree char *candidate = number == 1 ? g_strdup(made) : g_strdup_printf("%s_%u", made, number);
        g_autofree char *folded = g_ascii_strdown(candidate, -1);
        if (g_hash_table_add(used, (gpointer)orm_intern(folded)))
            return orm_intern(candidate);
    }
}
