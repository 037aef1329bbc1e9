/* SPDX-License-Identifier: MIT */
/* Edits of comments `ormlint: allow RULE[, RULE] -- REASON`: one of several rules, else all that the comment says. */
#include <string.h>

#include "analyzer/fixes/edits.h"

#define MARK "ormlint:"

/* A comment that allows rules, in byte offsets. */
typedef struct {
    const char *text; /* of the file */
    gsize comment_start, comment_end;
    gsize inner_end;  /* before the closing mark of a block */
    gsize start, end; /* from `ormlint:` to the end of the line or of the comment's text */
    gsize name_start, name_end;
} Allowing;

static gboolean is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\f' || byte == '\v';
}

/* What a comment, or a line of one, may begin with. */
static gboolean is_ornament(char byte)
{
    return is_blank(byte) || byte == '*' || byte == '/' || byte == '!' || byte == '<';
}

static gboolean all_are(const char *text, gsize start, gsize end, gboolean (*test)(char byte))
{
    for (gsize i = start; i < end; i++)
        if (!test(text[i]))
            return FALSE;
    return TRUE;
}

static gboolean is_space_or_ornament(char byte)
{
    return is_ornament(byte) || byte == '\n' || byte == '\r';
}

static const OrmToken *comment_around(const OrmSource *source, gsize offset)
{
    for (guint i = 0; i < source->comments->len; i++) {
        const OrmToken *comment = &g_array_index(source->comments, OrmToken, i);
        if (comment->start <= offset && offset < comment->end)
            return comment;
    }
    return NULL;
}

/* Finds the comment with its mark and its end on the name's line. */
static gboolean find(const OrmSource *source, gsize start, const OrmEdit *edit, Allowing *found)
{
    const OrmToken *comment = comment_around(source, start);
    gsize length = strlen(edit->was);
    if (comment == NULL || start + length > comment->end || memcmp(source->text + start, edit->was, length) != 0)
        return FALSE;
    gboolean block = source->text[comment->start + 1] == '*';
    *found = (Allowing){.text = source->text,
                        .comment_start = comment->start,
                        .comment_end = comment->end,
                        .inner_end = block ? comment->end - 2 : comment->end,
                        .name_start = start,
                        .name_end = start + length};
    const char *mark = g_strrstr_len(source->text + comment->start, (gssize)(start - comment->start), MARK);
    if (mark == NULL)
        return FALSE;
    found->start = (gsize)(mark - source->text);
    found->end = found->name_end;
    while (found->end < found->inner_end && source->text[found->end] != '\n' && source->text[found->end] != '\r')
        found->end++;
    /* A line joined to the next, or one joined before the name, is more than can be told apart. */
    return memchr(mark, '\\', found->end - found->start) == NULL && memchr(mark, '\n', start - found->start) == NULL;
}

/* One of several rules goes with a comma and the blanks about it. */
static gboolean cut_name(const Allowing *found, gsize before, gsize behind, OrmReplacement *replacement)
{
    if (behind == found->end || found->text[behind] != ',') { /* the last one */
        *replacement = (OrmReplacement){before - 1, found->name_end, NULL};
        return TRUE;
    }
    do
        behind++;
    while (behind < found->end && is_blank(found->text[behind]));
    *replacement = (OrmReplacement){found->name_start, behind, NULL};
    return behind < found->end && g_ascii_isalnum(found->text[behind]);
}

/* A whole line within a comment of several; FALSE: something else stands on it, or it is the first or the last. */
static gboolean cut_line(const Allowing *found, OrmReplacement *replacement)
{
    gsize line = found->start, end = found->end;
    while (line > found->comment_start && is_ornament(found->text[line - 1]))
        line--;
    if (line == found->comment_start || found->text[line - 1] != '\n' || end == found->inner_end)
        return FALSE;
    end += found->text[end] == '\r' && found->text[end + 1] == '\n' ? 2 : 1;
    *replacement = (OrmReplacement){line, end, NULL};
    return TRUE;
}

/* The blanks before a cut, or those behind it where a line begins with it; one blank stays between what it parted. */
static const char *cut_blanks(const OrmSource *source, OrmReplacement *replacement)
{
    const char *text = source->text;
    gsize before = replacement->start;
    while (before > 0 && is_blank(text[before - 1]))
        before--;
    if (before > 0 && text[before - 1] != '\n') {
        replacement->start = before;
        return replacement->end == source->length || g_ascii_isspace(text[replacement->end]) ? "" : " ";
    }
    while (replacement->end < source->length && is_blank(text[replacement->end]))
        replacement->end++;
    return "";
}

/* The whole comment where it says nothing else, its line in a longer one, else what it says up to its end. */
static const char *cut_directive(const OrmSource *source, const Allowing *found, OrmReplacement *replacement)
{
    if (all_are(found->text, found->comment_start, found->start, is_space_or_ornament) &&
        all_are(found->text, found->end, found->inner_end, is_space_or_ornament)) {
        *replacement = (OrmReplacement){found->comment_start, found->comment_end, NULL};
        return orm_edit_cut_lines(source, replacement) ? "" : cut_blanks(source, replacement);
    }
    if (cut_line(found, replacement))
        return "";
    *replacement = (OrmReplacement){found->start, found->end, NULL};
    while (is_blank(found->text[replacement->start - 1]))
        replacement->start--;
    return found->end == found->inner_end && found->inner_end < found->comment_end ? " " : "";
}

gboolean orm_edit_remove_allowed(const OrmSource *source, gsize start, const OrmEdit *edit, OrmReplacement *replacement)
{
    Allowing found;
    const char *text = "";
    if (edit->was == NULL || !find(source, start, edit, &found))
        return FALSE;
    gsize before = found.name_start, behind = found.name_end;
    while (is_blank(found.text[before - 1]))
        before--;
    while (behind < found.end && is_blank(found.text[behind]))
        behind++;
    if (found.text[before - 1] != ',' && (behind == found.end || found.text[behind] != ','))
        text = cut_directive(source, &found, replacement);
    else if (!cut_name(&found, before, behind, replacement))
        return FALSE;
    replacement->text = g_strdup(text);
    return TRUE;
}
