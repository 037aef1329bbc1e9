/* SPDX-License-Identifier: MIT */
/* Edits of a field's declaration. The token is the field's name; declarations of several fields are left alone. */
#include "analyzer/fixes/edits.h"

static gboolean is_word(const OrmSource *source, gssize token)
{
    const OrmToken *found = orm_source_token(source, token);
    return found != NULL && found->kind == ORM_TOKEN_WORD;
}

gboolean orm_edit_is_one_of(const OrmSource *source, gssize token, const char *const *words)
{
    for (; *words != NULL; words++)
        if (orm_source_reads(source, token, *words))
            return TRUE;
    return FALSE;
}

gboolean orm_edit_is_boundary(const OrmSource *source, gssize token)
{
    static const char *const marks[] = {";", "{", "}", NULL};
    const OrmToken *found = orm_source_token(source, token);
    return found == NULL || found->kind == ORM_TOKEN_DIRECTIVE || orm_edit_is_one_of(source, token, marks);
}

/* Whether another field is declared before this one in the same declaration, or parentheses hold the name. */
static gboolean follows_another(const OrmSource *source, gssize name)
{
    guint depth = 0;
    for (gssize i = name - 1; depth > 0 || !orm_edit_is_boundary(source, i); i--) {
        if (i < 0)
            return TRUE;
        if (orm_source_reads(source, i, ")"))
            depth++;
        else if (orm_source_reads(source, i, "(") && depth-- == 0)
            return TRUE;
        else if (depth == 0 && orm_source_reads(source, i, ","))
            return TRUE;
    }
    return FALSE;
}

/* The semicolon that ends the declaration, when behind the name there are only array bounds, annotations and
 * attributes; else -1. */
static gssize end_of_declaration(const OrmSource *source, gssize name, gboolean with_bit_fields)
{
    gssize at = name + 1;
    if (with_bit_fields && orm_source_reads(source, at, ":"))
        at += 2;
    while (at > 0 && orm_source_reads(source, at, "["))
        at = orm_source_closing(source, at) + 1;
    while (at > 0 && is_word(source, at))
        at = orm_source_reads(source, at + 1, "(") ? orm_source_closing(source, at + 1) + 1 : at + 1;
    return at > 0 && orm_source_reads(source, at, ";") ? at : -1;
}

gboolean orm_edit_declares_alone(const OrmSource *source, gssize name, const OrmEdit *edit, gboolean with_bit_fields)
{
    return edit->was != NULL && orm_source_reads(source, name, edit->was) &&
           end_of_declaration(source, name, with_bit_fields) > 0 && !follows_another(source, name);
}

static gboolean declares_alone(const OrmSource *source, gssize name, const OrmEdit *edit)
{
    return orm_edit_declares_alone(source, name, edit, FALSE);
}

gboolean orm_edit_annotate_field(const OrmSource *source, gssize token, const OrmEdit *edit,
                                 OrmReplacement *replacement)
{
    if (!declares_alone(source, token, edit))
        return FALSE;
    gssize semicolon = end_of_declaration(source, token, FALSE);
    replacement->start = replacement->end = orm_source_token(source, semicolon - 1)->end;
    replacement->text = g_strconcat(" ", edit->text, NULL);
    return TRUE;
}

static gboolean uses_any(const OrmSource *source, const char *const *words)
{
    for (gssize i = 0; orm_source_token(source, i) != NULL; i++)
        if (orm_edit_is_one_of(source, i, words))
            return TRUE;
    return FALSE;
}

gboolean orm_edit_qualify_pointer(const OrmSource *source, gssize token, const OrmEdit *edit,
                                  OrmReplacement *replacement)
{
    static const char *const qualifiers[] = {"_Nonnull", "_Nullable", NULL};
    if (!declares_alone(source, token, edit))
        return FALSE;
    if (!orm_edit_is_one_of(source, token - 1, qualifiers)) {
        if (!orm_source_reads(source, token - 1, "*") || !uses_any(source, qualifiers))
            return FALSE;
        replacement->start = replacement->end = orm_source_token(source, token)->start;
        replacement->text = g_strconcat(edit->text, " ", NULL);
        return TRUE;
    }
    replacement->start = orm_source_token(source, token - 1)->start;
    replacement->end = orm_source_token(source, token - 1)->end;
    replacement->text = g_strdup(edit->text);
    return TRUE;
}

/* Of `const void *const *name` the token `void`. */
static gssize pointed_at(const OrmSource *source, gssize name)
{
    static const char *const between[] = {"*", "const", "volatile", "restrict", "_Nonnull", "_Nullable", NULL};
    gssize at = name - 1;
    gboolean pointer = FALSE;
    for (; orm_edit_is_one_of(source, at, between); at--)
        pointer = pointer || orm_source_reads(source, at, "*");
    return pointer && is_word(source, at) ? at : -1;
}

gboolean orm_edit_type_pointer(const OrmSource *source, gssize token, const OrmEdit *edit, OrmReplacement *replacement)
{
    static const char *const keywords[] = {"struct", "union", "enum", NULL};
    static const char *const qualifiers[] = {"const", "volatile", NULL};
    gssize last = pointed_at(source, token);
    if (!declares_alone(source, token, edit) || last < 0)
        return FALSE;
    gssize first = orm_edit_is_one_of(source, last - 1, keywords) ? last - 1 : last;
    gssize before = first - 1;
    while (orm_edit_is_one_of(source, before, qualifiers))
        before--;
    if (!orm_edit_is_boundary(source, before) && !orm_source_reads(source, before, ")"))
        return FALSE;
    replacement->start = orm_source_token(source, first)->start;
    replacement->end = orm_source_token(source, last)->end;
    replacement->text = g_strdup(edit->text);
    return TRUE;
}

gboolean orm_edit_drop_pointer(const OrmSource *source, gssize token, const OrmEdit *edit, OrmReplacement *replacement)
{
    if (!declares_alone(source, token, edit) || !orm_source_reads(source, token - 1, "*") ||
        !orm_source_reads(source, token - 2, "*") || orm_source_reads(source, token + 1, "["))
        return FALSE;
    replacement->start = orm_source_token(source, token - 1)->start;
    replacement->end = orm_source_token(source, token - 1)->end;
    replacement->text = g_strdup("");
    return TRUE;
}
