/* SPDX-License-Identifier: MIT */
/* Types by their names: what SQLite makes of them, and the enums and domains of the actual schema. */
#include "analyzer/compare/types.h"

#include <string.h>

OrmAffinity orm_sqlite_affinity(const char *type)
{
    g_autofree char *words = g_ascii_strdown(type, -1);
    if (strstr(words, "int") != NULL)
        return ORM_AFFINITY_NUMERIC;
    if (strstr(words, "char") != NULL || strstr(words, "clob") != NULL || strstr(words, "text") != NULL)
        return ORM_AFFINITY_TEXT;
    if (strstr(words, "blob") != NULL || words[0] == '\0' || g_str_equal(words, "any"))
        return ORM_AFFINITY_BLOB;
    if (strstr(words, "real") != NULL || strstr(words, "floa") != NULL || strstr(words, "doub") != NULL)
        return ORM_AFFINITY_REAL;
    return ORM_AFFINITY_NUMERIC;
}

/* Without blanks and double quotes outside of single ones, which labels and arguments stand in. */
static char *compact(const char *text)
{
    GString *compacted = g_string_new(NULL);
    gboolean quoted = FALSE;
    for (const char *c = text; *c != '\0'; c++) {
        quoted ^= *c == '\'';
        gboolean left_out = !quoted && (*c == '"' || *c == '`' || (g_ascii_isspace(*c) && strchr("(,", c[1]) != NULL) ||
                                        (g_ascii_isspace(*c) && c > text && strchr("(,", c[-1]) != NULL));
        if (!left_out)
            g_string_append_c(compacted, *c);
    }
    return g_string_free(compacted, FALSE);
}

char *orm_bare_type_name(const OrmComparer *comparer, const char *text)
{
    char *name = compact(text);
    const char *dot = strchr(name, '.'), *argument = strchr(name, '(');
    if (dot == NULL || (argument != NULL && argument < dot))
        return name;
    g_autofree char *schema = g_strndup(name, (gsize)(dot - name));
    if (!orm_same_name(schema, "pg_catalog") && orm_compared_schema(comparer, schema) != NULL)
        return name;
    memmove(name, dot + 1, strlen(dot + 1) + 1);
    return name;
}

const OrmCatalogType *orm_named_type(const OrmComparer *comparer, const OrmSqlType *type)
{
    const GPtrArray *types = comparer->catalog->types;
    if (types->len == 0 || (type->family != ORM_SQL_UNKNOWN && type->family != ORM_SQL_ENUM))
        return NULL;
    g_autofree char *name = orm_bare_type_name(comparer, type->name);
    const char *dot = strrchr(name, '.');
    g_autofree char *schema = dot != NULL ? g_strndup(name, (gsize)(dot - name)) : NULL;
    const OrmCatalogType *found = orm_catalog_type(comparer->catalog, schema, dot != NULL ? dot + 1 : name);
    for (guint i = 0; found == NULL && i < types->len; i++) {
        const OrmCatalogType *candidate = g_ptr_array_index(types, i);
        if (candidate->schema == NULL && dot == NULL && orm_same_name(candidate->name, name))
            found = candidate;
    }
    return found;
}
