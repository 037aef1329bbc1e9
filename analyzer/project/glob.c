/* SPDX-License-Identifier: MIT */
#include "analyzer/project/glob.h"

#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct OrmGlobs {
    GPtrArray *codes; /* of pcre2_code * */
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

OrmGlobs *orm_globs_new(const GPtrArray *patterns, GPtrArray *problems)
{
    OrmGlobs *globs = g_new0(OrmGlobs, 1);
    globs->codes = g_ptr_array_new_with_free_func(code_free);
    for (guint i = 0; patterns && i < patterns->len; i++) {
        const char *pattern = g_ptr_array_index(patterns, i);
        g_autofree char *clean = tidy(pattern);
        int error = 0;
        pcre2_code *code = compile(clean, &error);
        if (code) {
            g_ptr_array_add(globs->codes, code);
            continue;
        }
        PCRE2_UCHAR text[256] = "";
        pcre2_get_error_message(error, text, sizeof text);
        g_ptr_array_add(problems, g_strdup_printf("the pattern `%s` is no glob: %s", pattern, (const char *)text));
    }
    return globs;
}

void orm_globs_free(OrmGlobs *globs)
{
    if (!globs)
        return;
    g_ptr_array_unref(globs->codes);
    g_free(globs);
}

gboolean orm_globs_empty(const OrmGlobs *globs)
{
    return globs->codes->len == 0;
}

static gboolean match_one(const OrmGlobs *globs, const char *path, gsize length)
{
    gboolean matched = FALSE;
    for (guint i = 0; i < globs->codes->len && !matched; i++) {
        pcre2_code *code = g_ptr_array_index(globs->codes, i);
        pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
        matched = pcre2_match(code, (PCRE2_SPTR)path, length, 0, 0, data, NULL) >= 0;
        pcre2_match_data_free(data);
    }
    return matched;
}

gboolean orm_globs_match(const OrmGlobs *globs, const char *path)
{
    if (orm_globs_empty(globs))
        return FALSE;
    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/'))
        if (match_one(globs, path, (gsize)(slash - path)))
            return TRUE;
    return match_one(globs, path, strlen(path));
}
