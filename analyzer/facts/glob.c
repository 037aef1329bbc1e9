/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/glob.h"

#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct OrmGlobs {
    GPtrArray *codes;    /* of pcre2_code *: of relative patterns */
    GPtrArray *absolute; /* the same, of those that begin with a slash */
};

static void code_free(gpointer code)
{
    pcre2_code_free(code);
}

static pcre2_code *compile(const char *pattern, int *error)
{
    PCRE2_UCHAR *expression = NULL;
    PCRE2_SIZE length = 0, offset = 0;
    *error =
        pcre2_pattern_convert((PCRE2_SPTR)pattern, strlen(pattern), PCRE2_CONVERT_GLOB, &expression, &length, NULL);
    if (*error)
        return NULL;
    pcre2_code *code = pcre2_compile(expression, length, 0, error, &offset, NULL);
    pcre2_converted_pattern_free(expression);
    return code;
}

/* "./src/" and "src" name the same folder. */
static char *tidy(const char *pattern)
{
    while (g_str_has_prefix(pattern, "./"))
        pattern += 2;
    gsize length = strlen(pattern);
    while (length > 1 && pattern[length - 1] == '/')
        length--;
    return g_strndup(pattern, length);
}

static char *describe(int error)
{
    PCRE2_UCHAR text[256] = "";
    pcre2_get_error_message(error, text, sizeof text);
    return g_strdup((const char *)text);
}

OrmGlobs *orm_globs_new(const GPtrArray *patterns, GPtrArray *problems)
{
    OrmGlobs *globs = g_new0(OrmGlobs, 1);
    globs->codes = g_ptr_array_new_with_free_func(code_free);
    globs->absolute = g_ptr_array_new_with_free_func(code_free);
    for (guint i = 0; patterns && i < patterns->len; i++) {
        const char *pattern = g_ptr_array_index(patterns, i);
        g_autofree char *clean = tidy(pattern);
        int error = 0;
        pcre2_code *code = compile(clean, &error);
        if (code) {
            g_ptr_array_add(*clean == '/' ? globs->absolute : globs->codes, code);
            continue;
        }
        g_autofree char *reason = describe(error);
        g_ptr_array_add(problems, g_strdup_printf("the pattern `%s` is no glob: %s", pattern, reason));
    }
    return globs;
}

char *orm_glob_problem(const char *pattern)
{
    g_autofree char *clean = tidy(pattern);
    int error = 0;
    pcre2_code *code = compile(clean, &error);
    if (!code)
        return describe(error);
    pcre2_code_free(code);
    return NULL;
}

void orm_globs_free(OrmGlobs *globs)
{
    if (!globs)
        return;
    g_ptr_array_unref(globs->codes);
    g_ptr_array_unref(globs->absolute);
    g_free(globs);
}

gboolean orm_globs_empty(const OrmGlobs *globs)
{
    return globs->codes->len + globs->absolute->len == 0;
}

static gboolean match_one(const GPtrArray *codes, const char *path, gsize length)
{
    gboolean matched = FALSE;
    for (guint i = 0; i < codes->len && !matched; i++) {
        pcre2_code *code = g_ptr_array_index(codes, i);
        pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
        matched = pcre2_match(code, (PCRE2_SPTR)path, length, 0, 0, data, NULL) >= 0;
        pcre2_match_data_free(data);
    }
    return matched;
}

static gboolean match(const GPtrArray *codes, const char *path)
{
    if (codes->len == 0)
        return FALSE;
    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/'))
        if (match_one(codes, path, (gsize)(slash - path)))
            return TRUE;
    return match_one(codes, path, strlen(path));
}

gboolean orm_globs_match_below(const OrmGlobs *globs, const char *root, const char *file)
{
    gsize length = strlen(root);
    const char *path = file;
    if (strncmp(file, root, length) == 0 && file[length] == '/' && file[length + 1] != '\0')
        path = file + length + 1;
    return match(globs->codes, path) || match(globs->absolute, file);
}
