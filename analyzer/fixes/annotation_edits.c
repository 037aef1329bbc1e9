/* SPDX-License-Identifier: MIT */
/* Edits of annotations: arguments with their commas, whole annotations with the blanks before them. */
#include <string.h>

#include "analyzer/fixes/edits.h"

#define MACRO_PREFIX "ORM_"

/* Whether the token is our own macro of that kind, or (inside an ORM_ON) the kind in lower case, and is called. */
static gboolean is_annotation(const OrmSource *source, gssize token, const char *kind, gboolean inside_on)
{
    g_autofree char *upper = g_ascii_strup(kind, -1);
    g_autofree char *macro = g_strconcat(MACRO_PREFIX, upper, NULL);
    if (!orm_source_reads(source, token + 1, "("))
        return FALSE;
    return orm_source_reads(source, token, macro) ||
           (inside_on && orm_source_reads(source, token, kind) && orm_source_reads(source, token - 1, ","));
}

static gboolean blanks_only(const OrmSource *source, gsize start, gsize end)
{
    for (gsize i = start; i < end; i++)
        if (source->text[i] != ' ' && source->text[i] != '\t')
            return FALSE;
    return TRUE;
}

gboolean orm_edit_cut_lines(const OrmSource *source, OrmReplacement *replacement)
{
    gsize start = replacement->start, end = replacement->end;
    while (start > 0 && (source->text[start - 1] == ' ' || source->text[start - 1] == '\t'))
        start--;
    end += strspn(source->text + end, " \t\r");
    if ((start > 0 && source->text[start - 1] != '\n') || source->text[end] != '\n')
        return FALSE;
    replacement->start = start;
    replacement->end = end + 1;
    return TRUE;
}

/* From `token` to `last`, with the blanks before it, or behind it where a line begins with it, or its whole lines. */
static void cut_with_blanks(const OrmSource *source, gssize token, gssize last, OrmReplacement *replacement)
{
    const OrmToken *before = orm_source_token(source, token - 1), *after = orm_source_token(source, last + 1);
    replacement->start = orm_source_token(source, token)->start;
    replacement->end = orm_source_token(source, last)->end;
    replacement->text = g_strdup("");
    if (orm_edit_cut_lines(source, replacement))
        return;
    if (before != NULL && blanks_only(source, before->end, replacement->start))
        replacement->start = before->end;
    else if (after != NULL && blanks_only(source, replacement->end, after->start))
        replacement->end = after->start;
}

/* The last token of what begins with `first` and ends at the end of the edit's place; -1: none ends there. */
static gssize last_token(const OrmSource *source, gssize first, const OrmPlace *place)
{
    gsize end;
    if (!orm_source_point(source, place->end_line, place->end_column, &end))
        return -1;
    for (gssize i = first; orm_source_token(source, i) != NULL; i++) {
        const OrmToken *token = orm_source_token(source, i);
        if (token->kind == ORM_TOKEN_DIRECTIVE || token->end > end)
            return -1;
        if (token->end == end)
            return i;
    }
    return -1;
}

/* The first tokens of the arguments before `token` are passed, from the last to the first; whether all are removed. */
static gboolean all_before_removed(const OrmSource *source, gssize token, const GArray *removed)
{
    guint depth = 0;
    for (gssize i = token - 1; i >= 0; i--) {
        if (orm_source_reads(source, i, ")"))
            depth++;
        gboolean opens = orm_source_reads(source, i, "(");
        if (opens && depth > 0) {
            depth--;
            continue;
        }
        if (depth > 0 || (!opens && !orm_source_reads(source, i, ",")))
            continue;
        gboolean found = i + 1 == token;
        for (guint j = 0; j < removed->len; j++)
            found = found || g_array_index(removed, gssize, j) == i + 1;
        if (!found)
            return FALSE;
        if (opens)
            return TRUE;
    }
    return FALSE;
}

/* Whether the argument that begins with `token` is a reason. */
static gboolean is_reason(const OrmSource *source, gssize token)
{
    return orm_source_reads(source, token, "reason") && orm_source_reads(source, token + 1, "=");
}

/*
 * The parenthesis that closes an annotation which says nothing without its first argument (up to `last`): ORM_COLUMN
 * with no other, ORM_ALLOW with no other but a reason. -1: it still says something. `in_on`: the annotation is written
 * in an ORM_ON, which needs one.
 */
static gssize closing_of_emptied(const OrmSource *source, gssize first, gssize last, gboolean *in_on)
{
    gboolean alone = orm_source_reads(source, last + 1, ")");
    gboolean allow = alone || is_reason(source, last + 2);
    *in_on = allow && orm_source_reads(source, first - 2, "allow");
    if (*in_on || (alone && orm_source_reads(source, first - 2, MACRO_PREFIX "COLUMN")) ||
        (allow && orm_source_reads(source, first - 2, MACRO_PREFIX "ALLOW")))
        return orm_source_closing(source, first - 1);
    return -1;
}

/* ORM_ON(target, annotation) with its semicolon, of which the annotation ends with `closing` and has `first` in it. */
static gboolean remove_on(const OrmSource *source, gssize first, gssize closing, OrmReplacement *replacement)
{
    gssize comma = first - 3, open = comma;
    while (open > 0 && !orm_source_reads(source, open, "("))
        open--;
    gssize end = closing + 2;
    if (closing < 0 || !orm_source_reads(source, comma, ",") ||
        !orm_source_reads(source, open - 1, MACRO_PREFIX "ON") || !orm_source_reads(source, closing + 1, ")") ||
        !orm_source_reads(source, end, ";"))
        return FALSE;
    cut_with_blanks(source, open - 1, end, replacement);
    return TRUE;
}

gboolean orm_edit_remove_argument(const OrmSource *source, gssize token, const OrmEdit *edit, const GArray *removed,
                                  OrmReplacement *replacement)
{
    gssize last = last_token(source, token, &edit->place);
    gboolean first = orm_source_reads(source, token - 1, "(");
    gboolean final = orm_source_reads(source, last + 1, ")");
    if (last < 0 || (edit->was != NULL && !orm_source_reads(source, token, edit->was)) ||
        (!first && !orm_source_reads(source, token - 1, ",")) || (!final && !orm_source_reads(source, last + 1, ",")))
        return FALSE;
    replacement->start = orm_source_token(source, token)->start;
    replacement->end = orm_source_token(source, last)->end;
    gboolean in_on = FALSE;
    gssize closing = first ? closing_of_emptied(source, token, last, &in_on) : -1;
    if (in_on)
        return remove_on(source, token, closing, replacement);
    if (closing >= 0) {
        cut_with_blanks(source, token - 2, closing, replacement);
        return TRUE;
    }
    if (!all_before_removed(source, token, removed)) {
        replacement->start = orm_source_token(source, token - 1)->start;
    } else if (!final) {
        gsize next = orm_source_token(source, last + 2) != NULL ? orm_source_token(source, last + 2)->start : 0;
        gsize comma = orm_source_token(source, last + 1)->end;
        gboolean comment = next < comma || memchr(source->text + comma, '/', next - comma) != NULL;
        replacement->end = comment ? comma : next;
    }
    replacement->text = g_strdup("");
    return TRUE;
}

gboolean orm_edit_remove_annotation(const OrmSource *source, gssize token, const OrmEdit *edit,
                                    OrmReplacement *replacement)
{
    gssize closing = orm_source_closing(source, token + 1);
    if (!is_annotation(source, token, edit->was, FALSE) || closing < 0)
        return FALSE;
    cut_with_blanks(source, token, closing, replacement);
    return TRUE;
}

gboolean orm_edit_add_argument(const OrmSource *source, gssize token, const OrmEdit *edit, OrmReplacement *replacement)
{
    gssize closing = orm_source_closing(source, token + 1);
    if (!is_annotation(source, token, edit->was, TRUE) || closing < 0 || orm_source_reads(source, closing - 1, ","))
        return FALSE;
    replacement->start = replacement->end = orm_source_token(source, closing - 1)->end;
    replacement->text = closing == token + 2 ? g_strdup(edit->text) : g_strconcat(", ", edit->text, NULL);
    return TRUE;
}

gboolean orm_edit_annotate_struct(const OrmSource *source, gssize token, const OrmEdit *edit,
                                  OrmReplacement *replacement)
{
    gssize closing = orm_source_closing(source, token + 1);
    if (!is_annotation(source, token, edit->was, FALSE) || closing < 0)
        return FALSE;
    replacement->start = replacement->end = orm_source_token(source, closing)->end;
    replacement->text = g_strconcat(" ", edit->text, NULL);
    return TRUE;
}
