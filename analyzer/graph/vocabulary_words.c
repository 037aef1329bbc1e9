/* SPDX-License-Identifier: MIT */
/* Words: comparing, finding the nearest, listing. */
#include "analyzer/graph/vocabulary_table.h"

#include <string.h>

const char *const orm_action_words[] = {"cascade", "set_null", "set_default", "restrict", "no_action", NULL};
const char *const orm_cascade_words[] = {"all",     "save_update", "merge",         "refresh_expire",
                                         "expunge", "delete",      "delete_orphan", NULL};

/* Ends early, with a number above `most`, when it can only come to more. */
static guint edit_distance(const char *left, const char *right, guint most)
{
    gsize width = strlen(right);
    g_autofree guint *row = g_new(guint, width + 1);
    for (gsize j = 0; j <= width; j++)
        row[j] = (guint)j;
    for (gsize i = 0; left[i] != '\0'; i++) {
        guint diagonal = row[0], least = (guint)i + 1;
        row[0] = least;
        for (gsize j = 0; j < width; j++) {
            guint above = row[j + 1];
            guint replaced = diagonal + (g_ascii_tolower(left[i]) != g_ascii_tolower(right[j]));
            row[j + 1] = MIN(replaced, MIN(above, row[j]) + 1);
            least = MIN(least, row[j + 1]);
            diagonal = above;
        }
        if (least > most)
            return least;
    }
    return row[width];
}

guint orm_edit_distance(const char *left, const char *right)
{
    return edit_distance(left, right, G_MAXUINT);
}

gboolean orm_words_are_near(const char *left, const char *right, guint most)
{
    gsize length = strlen(left), other = strlen(right);
    return MAX(length, other) - MIN(length, other) <= most && edit_distance(left, right, most) <= most;
}

const char *orm_nearest_word(const char *word, const char *const *candidates)
{
    guint length = (guint)strlen(word);
    guint most = MAX(length / 3, 2);
    const char *nearest = NULL;
    for (gsize i = 0; candidates[i] != NULL; i++) {
        guint distance = orm_edit_distance(word, candidates[i]);
        if (distance <= most && distance < length) {
            nearest = candidates[i];
            most = distance - (distance > 0);
            if (distance == 0)
                break;
        }
    }
    return nearest;
}

char *orm_word_normalize(const char *word)
{
    g_autofree char *copy = g_ascii_strdown(word, -1);
    g_strstrip(copy);
    GString *out = g_string_new(NULL);
    for (const char *c = copy; *c != '\0'; c++) {
        gboolean blank = g_ascii_isspace(*c);
        if (blank && g_ascii_isspace(c[1]))
            continue;
        g_string_append_c(out, blank || *c == '-' ? '_' : *c);
    }
    return g_string_free(out, FALSE);
}

gboolean orm_word_among(const char *word, const char *const *words)
{
    g_autofree char *normalized = orm_word_normalize(word);
    return g_strv_contains(words, normalized);
}

char *orm_words_join(const char *const *words)
{
    GString *out = g_string_new(NULL);
    for (gsize i = 0; words[i] != NULL; i++) {
        const char *joint = i == 0 ? "" : words[i + 1] == NULL ? " or " : ", ";
        g_string_append_printf(out, "%s`%s`", joint, words[i]);
    }
    return g_string_free(out, FALSE);
}
