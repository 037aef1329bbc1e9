/* SPDX-License-Identifier: MIT */
#include "analyzer/project/patch.h"

#include <string.h>

typedef struct {
    const char *name;
    char **lines; /* NULL-terminated, without their ends */
    guint at;     /* index of the next line */
    GPtrArray *files;
    char *rename_from;
} Parser;

static void hunk_free(gpointer data)
{
    OrmPatchHunk *hunk = data;
    g_ptr_array_unref(hunk->lines);
    g_free(hunk);
}

static void file_free(gpointer data)
{
    OrmPatchFile *file = data;
    g_free(file->old_path);
    g_free(file->new_path);
    g_ptr_array_unref(file->hunks);
    g_free(file);
}

static gboolean fail(const Parser *parser, GError **error, const char *message)
{
    g_set_error(error, ORM_PATCH_ERROR, 0, "%s:%u: %s", parser->name, parser->at + 1, message);
    return FALSE;
}

static const char *peek(const Parser *parser)
{
    return parser->lines[parser->at];
}

/* The path of `--- a/x` or `rename from x`: unquoted, without a time behind it, without its prefix. NULL for none. */
static char *read_path(const char *text, gboolean prefixed)
{
    g_autofree char *path = NULL;
    const char *quote = *text == '"' ? strrchr(text + 1, '"') : NULL;
    if (quote != NULL) {
        g_autofree char *inside = g_strndup(text + 1, (gsize)(quote - text - 1));
        path = g_strcompress(inside);
    } else {
        path = g_strndup(text, strcspn(text, "\t\r"));
    }
    if (strcmp(path, "/dev/null") == 0)
        return NULL;
    gboolean has_prefix = prefixed && path[0] != '\0' && strchr("abciow", path[0]) != NULL && path[1] == '/';
    return g_strdup(has_prefix ? path + 2 : path);
}

static OrmPatchFile *add_file(GPtrArray *files, char *old_path, char *new_path)
{
    OrmPatchFile *file = g_new0(OrmPatchFile, 1);
    file->old_path = old_path;
    file->new_path = new_path;
    file->hunks = g_ptr_array_new_with_free_func(hunk_free);
    g_ptr_array_add(files, file);
    return file;
}

void orm_patch_add_new_file(GPtrArray *files, const char *path)
{
    add_file(files, NULL, g_strdup(path));
}

/* "12" or "12,3"; the count is 1 where it is not stated. */
static gboolean read_range(const char **at, guint *start, guint *count)
{
    char *end = NULL;
    if (!g_ascii_isdigit(**at))
        return FALSE;
    guint64 number = g_ascii_strtoull(*at, &end, 10), length = 1;
    if (*end == ',') {
        if (!g_ascii_isdigit(end[1]))
            return FALSE;
        length = g_ascii_strtoull(end + 1, &end, 10);
    }
    *at = end;
    *start = (guint)number;
    *count = (guint)length;
    return number <= G_MAXINT32 && length <= G_MAXINT32;
}

static gboolean read_ranges(const char *line, OrmPatchHunk *hunk)
{
    const char *at = line + strlen("@@ -");
    if (!read_range(&at, &hunk->old_start, &hunk->old_count) || !g_str_has_prefix(at, " +"))
        return FALSE;
    at += 2;
    return read_range(&at, &hunk->new_start, &hunk->new_count) && g_str_has_prefix(at, " @@");
}

/* As many lines as the ranges say; mailers cut the blank off an empty line. */
static gboolean read_lines(Parser *parser, OrmPatchHunk *hunk, GError **error)
{
    guint old_left = hunk->old_count, new_left = hunk->new_count;
    while (old_left > 0 || new_left > 0) {
        const char *line = peek(parser);
        if (line == NULL)
            return fail(parser, error, "the patch ends within a hunk");
        char mark = *line == '\0' || *line == '\r' ? ' ' : *line;
        if (mark == '\\') {
            parser->at++;
            continue;
        }
        gboolean is_old = mark == ' ' || mark == '-', is_new = mark == ' ' || mark == '+';
        if ((!is_old && !is_new) || (is_old && old_left == 0) || (is_new && new_left == 0))
            return fail(parser, error, "the hunk has other lines than its `@@` line says");
        old_left -= is_old;
        new_left -= is_new;
        g_ptr_array_add(hunk->lines, *line == mark ? g_strdup(line) : g_strdup(" "));
        parser->at++;
    }
    return TRUE;
}

static gboolean read_hunk(Parser *parser, OrmPatchFile *file, GError **error)
{
    OrmPatchHunk *hunk = g_new0(OrmPatchHunk, 1);
    hunk->lines = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(file->hunks, hunk);
    if (!read_ranges(peek(parser), hunk))
        return fail(parser, error, "expected `@@ -LINE,COUNT +LINE,COUNT @@`");
    if (file->hunks->len > 1) {
        const OrmPatchHunk *before = g_ptr_array_index(file->hunks, file->hunks->len - 2);
        if (hunk->new_start < before->new_start + before->new_count)
            return fail(parser, error, "the hunk overlaps the one before it");
    }
    parser->at++;
    return read_lines(parser, hunk, error);
}

/* At `--- old`, which is one only with `+++ new` below. */
static gboolean read_file(Parser *parser, GError **error)
{
    const char *old_line = peek(parser), *new_line = parser->lines[parser->at + 1];
    if (new_line == NULL || !g_str_has_prefix(new_line, "+++ ")) {
        parser->at++;
        return TRUE;
    }
    OrmPatchFile *file = add_file(parser->files, read_path(old_line + 4, TRUE), read_path(new_line + 4, TRUE));
    parser->at += 2;
    if (file->old_path == NULL && file->new_path == NULL)
        return fail(parser, error, "the file is neither there before nor after");
    while (peek(parser) != NULL && (g_str_has_prefix(peek(parser), "@@ -") || *peek(parser) == '\\')) {
        if (*peek(parser) == '\\')
            parser->at++;
        else if (!read_hunk(parser, file, error))
            return FALSE;
    }
    return TRUE;
}

/* A rename without a changed line has no `---` line. */
static void end_rename(Parser *parser, const char *to)
{
    const char *const *next = (const char *const *)&parser->lines[parser->at + 1];
    if (*next != NULL && g_str_has_prefix(*next, "index "))
        next++;
    if (parser->rename_from != NULL && (*next == NULL || !g_str_has_prefix(*next, "--- ")))
        add_file(parser->files, g_steal_pointer(&parser->rename_from), read_path(to, FALSE));
    g_clear_pointer(&parser->rename_from, g_free);
}

static gboolean read_line(Parser *parser, GError **error)
{
    const char *line = peek(parser);
    if (g_str_has_prefix(line, "--- "))
        return read_file(parser, error);
    if (g_str_has_prefix(line, "@@@ "))
        return fail(parser, error, "this is a combined diff of a merge: give the diff to one parent");
    if (g_str_has_prefix(line, "rename from ")) {
        g_free(parser->rename_from);
        parser->rename_from = read_path(line + strlen("rename from "), FALSE);
    } else if (g_str_has_prefix(line, "rename to ")) {
        end_rename(parser, line + strlen("rename to "));
    }
    parser->at++;
    return TRUE;
}

/* Whether anything says that this is a patch, or what git wrote about a change: of another file every line would be
 * passed over, and nothing have changed. */
static gboolean is_patch(const GStrv lines)
{
    static const char *const signs[] = {"--- ",  "diff ",   "Index: ",      "Binary files ", "Only in ",
                                        "From ", "commit ", "rename from ", "old mode ",     NULL};
    gboolean blank = TRUE;
    for (guint i = 0; lines[i] != NULL; i++) {
        blank = blank && strspn(lines[i], " \t\r") == strlen(lines[i]);
        for (guint j = 0; signs[j] != NULL; j++)
            if (g_str_has_prefix(lines[i], signs[j]))
                return TRUE;
    }
    return blank;
}

GPtrArray *orm_patch_parse(const char *name, const char *text, gsize length, GError **error)
{
    gboolean ended = length > 0 && text[length - 1] == '\n'; /* what follows the last end is no line */
    g_autofree char *copy = g_strndup(text, ended ? length - 1 : length);
    g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(file_free);
    Parser parser = {.name = name, .lines = lines, .files = files};
    gboolean good = is_patch(lines) || fail(&parser, error, "this is no patch: no line begins a diff");
    while (good && peek(&parser) != NULL)
        good = read_line(&parser, error);
    g_free(parser.rename_from);
    return good ? g_steal_pointer(&files) : NULL;
}
