/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "rules/naming/style.h"

#include <string.h>

static const struct {
    const char *style, *pattern;
} patterns[] = {
    {"snake_case", "^\\p{Ll}[\\p{Ll}\\d]*(_[\\p{Ll}\\d]+)*$"},
    {"camelCase", "^\\p{Ll}[\\p{L}\\d]*$"},
    {"PascalCase", "^\\p{Lu}[\\p{L}\\d]*$"},
    {"UPPER_CASE", "^\\p{Lu}[\\p{Lu}\\d]*(_[\\p{Lu}\\d]+)*$"},
    {"lowercase", "^\\p{Ll}[\\p{Ll}\\d]*$"},
};

gboolean orm_name_has_style(const char *name, const char *const *styles)
{
    gboolean any = styles[0] == NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(patterns); i++)
        any = any || (g_strv_contains(styles, patterns[i].style) && orm_matches(name, patterns[i].pattern));
    return any;
}

/* The words of a name in lower case: they begin behind what is no letter or digit, with a capital behind a small
 * letter, and with a capital before one ("HTTPServer" is http, server). Of char *, owned. */
static GPtrArray *words_of(const char *name)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *parted = NULL;
    GRegex *border = orm_pattern("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
    GRegex *between = orm_pattern("[^\\p{L}\\d]+");
    parted = g_regex_replace_literal(border, name, -1, 0, "_", 0, NULL);
    g_auto(GStrv) parts = g_regex_split(between, parted != NULL ? parted : name, 0);
    for (char **part = parts; *part != NULL; part++)
        if (**part != '\0')
            g_ptr_array_add(words, g_utf8_strdown(*part, -1));
    return words;
}

static void append_capitalised(GString *text, const char *word)
{
    const char *rest = g_utf8_next_char(word);
    g_autofree char *first = g_utf8_strup(word, rest - word);
    g_string_append(text, first);
    g_string_append(text, rest);
}

char *orm_name_in_style(const char *name, const char *style)
{
    gboolean joined = !g_str_equal(style, "snake_case") && !g_str_equal(style, "UPPER_CASE");
    gboolean pascal = g_str_equal(style, "PascalCase"), camel = g_str_equal(style, "camelCase");
    g_autoptr(GPtrArray) words = words_of(name);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++) {
        if (i > 0 && !joined)
            g_string_append_c(text, '_');
        if (pascal || (camel && i > 0))
            append_capitalised(text, words->pdata[i]);
        else
            g_string_append(text, words->pdata[i]);
    }
    if (!g_str_equal(style, "UPPER_CASE"))
        return g_string_free(text, FALSE);
    char *upper = g_utf8_strup(text->str, -1);
    g_string_free(text, TRUE);
    return upper;
}

/* Words that are their own plural or have none, plurals without an `s` or that end like a singular, and singulars that
 * end like a plural. */
static const char *const both[] = {
    "series",     "species", "sheep",     "fish",     "news",      "data",     "metadata",  "information",  "staff",
    "media",      "status",  "means",     "deer",     "stock",     "history",  "kudos",     "equipment",    "aircraft",
    "goods",      "sales",   "software",  "hardware", "feedback",  "traffic",  "mail",      "email",        "settings",
    "statistics", "stats",   "inventory", "content",  "knowledge", "research", "analytics", "headquarters", NULL};
static const char *const irregular[] = {"people",   "children",  "men",     "women",    "mice",     "feet",   "teeth",
                                        "geese",    "criteria",  "indices", "matrices", "bacteria", "alumni", "radii",
                                        "schemata", "phenomena", "nuclei",  "stimuli",  "fungi",    "cacti",  "menus",
                                        "gurus",    "taxis",     "oxen",    NULL};
static const char *const singular[] = {"alias", "atlas", "bias", "canvas", "gas", "lens", "sms",   "mms",
                                       "dns",   "gps",   "gis",  "css",    "os",  "pos",  "chaos", "https",
                                       "tls",   "aws",   "cms",  "rss",    "nas", "yes",  NULL};

static gboolean ends_as_plural(const char *word)
{
    return g_strv_contains(irregular, word) ||
           (!g_strv_contains(singular, word) && g_str_has_suffix(word, "s") && !g_str_has_suffix(word, "ss") &&
            !g_str_has_suffix(word, "us") && !g_str_has_suffix(word, "is") && strlen(word) > 1);
}

static gboolean last_word_is(const char *name, gboolean plural)
{
    g_autoptr(GPtrArray) words = words_of(name);
    if (words->len == 0)
        return TRUE;
    const char *last = words->pdata[words->len - 1];
    return g_strv_contains(both, last) || ends_as_plural(last) == plural;
}

gboolean orm_name_is_plural(const char *name)
{
    return last_word_is(name, TRUE);
}

gboolean orm_name_is_singular(const char *name)
{
    return last_word_is(name, FALSE);
}

const char *orm_name_match(const char *name, const char *const *globs)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);
    for (; *globs != NULL; globs++) {
        g_autofree char *glob = g_utf8_casefold(*globs, -1);
        if (g_pattern_match_simple(glob, folded))
            return *globs;
    }
    return NULL;
}

char *orm_name_choices(const char *const *words)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; words[i] != NULL; i++) {
        if (i > 0)
            g_string_append(text, words[i + 1] == NULL ? " or " : ", ");
        g_string_append_printf(text, "`%s`", words[i]);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

void orm_edit_replace_name(OrmFinding *finding, OrmPlace place, const char *name, const char *other)
{
    gboolean quoted = place.end_column - place.column == strlen(name) + 2;
    const char *mark = quoted ? "\"" : "";
    g_autofree char *was = g_strconcat(mark, name, mark, NULL), *text = g_strconcat(mark, other, mark, NULL);
    orm_finding_edit(finding, ORM_EDIT_REPLACE, place, was, text);
}
