/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/struct_pattern.h"

#include <stdlib.h>
#include <string.h>

gboolean orm_star_match(const char *pattern, const char *text, gsize length, OrmStar *star)
{
    const char *at = strchr(pattern, '*');
    OrmStar whole = {text, length};
    if (at == NULL) {
        if (star != NULL)
            *star = whole;
        return strlen(pattern) == length && memcmp(pattern, text, length) == 0;
    }
    gsize before = (gsize)(at - pattern), after = strlen(at + 1);
    if (length < before + after || memcmp(pattern, text, before) != 0 ||
        memcmp(at + 1, text + length - after, after) != 0)
        return FALSE;
    if (star != NULL)
        *star = (OrmStar){text + before, length - before - after};
    return TRUE;
}

char *orm_star_fill(const char *pattern, OrmStar star)
{
    const char *at = strchr(pattern, '*');
    if (at == NULL)
        return g_strdup(pattern);
    return g_strdup_printf("%.*s%.*s%s", (int)(at - pattern), pattern, (int)star.length, star.text, at + 1);
}

static char *real_path(const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = g_strdup(real != NULL ? real : path);
    free(real);
    return copy;
}

OrmStructPattern *orm_struct_pattern_new(const char *name, const GPtrArray *files, const GPtrArray *exclude,
                                         const char *root)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    OrmStructPattern *pattern = g_new0(OrmStructPattern, 1);
    pattern->name = g_strdup(name);
    pattern->files = files != NULL ? orm_globs_new(files, problems) : NULL;
    pattern->root = real_path(root);
    pattern->here = real_path(".");
    if (files != NULL)
        pattern->globs = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; files != NULL && i < files->len; i++)
        g_ptr_array_add(pattern->globs, g_strdup(g_ptr_array_index(files, i)));
    if (exclude != NULL)
        pattern->exclude = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; exclude != NULL && i < exclude->len; i++)
        g_ptr_array_add(pattern->exclude, g_strdup(g_ptr_array_index(exclude, i)));
    return pattern;
}

void orm_struct_pattern_free(OrmStructPattern *pattern)
{
    if (pattern == NULL)
        return;
    g_clear_pointer(&pattern->globs, g_ptr_array_unref);
    g_free(pattern->name);
    orm_globs_free(pattern->files);
    g_clear_pointer(&pattern->exclude, g_ptr_array_unref);
    g_free(pattern->root);
    g_free(pattern->here);
    g_free(pattern);
}

gboolean orm_struct_pattern_covers(const OrmStructPattern *pattern, const char *file)
{
    if (pattern->files == NULL)
        return TRUE;
    if (file == NULL)
        return FALSE;
    g_autofree char *absolute = g_canonicalize_filename(file, pattern->here);
    return orm_globs_match_below(pattern->files, pattern->root, absolute);
}

gboolean orm_struct_pattern_names(const OrmStructPattern *pattern, const char *name, gsize length, OrmStar *star)
{
    if (!orm_star_match(pattern->name, name, length, star))
        return FALSE;
    g_autofree char *terminated = g_strndup(name, length);
    for (guint i = 0; pattern->exclude != NULL && i < pattern->exclude->len; i++)
        if (g_pattern_match_simple(g_ptr_array_index(pattern->exclude, i), terminated))
            return FALSE;
    return TRUE;
}
