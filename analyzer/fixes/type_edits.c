/* SPDX-License-Identifier: MIT */
/* Edits of C types and of enum constants. They change the program, not only what is said of it. */
#include <string.h>

#include "analyzer/fixes/edits.h"

static const char *const qualifiers[] = {"const", "volatile", "restrict", "_Nonnull", "_Nullable", NULL};

gboolean orm_edit_state_value(const OrmSource *source, gssize token, const OrmEdit *edit, OrmReplacement *replacement)
{
    static const char *const ends[] = {",", "}", NULL};
    if (!orm_source_reads(source, token, edit->was) || !orm_edit_is_one_of(source, token + 1, ends))
        return FALSE;
    replacement->start = replacement->end = orm_source_token(source, token)->end;
    replacement->text = g_strconcat(" = ", edit->text, NULL);
    return TRUE;
}

/* Whether the file includes the header, or uses the word already. */
static gboolean knows(const OrmSource *source, const char *word, const char *header)
{
    for (gssize i = 0; orm_source_token(source, i) != NULL; i++) {
        const OrmToken *token = orm_source_token(source, i);
        gsize length = token->end - token->start;
        if (orm_source_reads(source, i, word) ||
            (token->kind == ORM_TOKEN_DIRECTIVE &&
             g_strstr_len(source->text + token->start, (gssize)length, header) != NULL))
            return TRUE;
    }
    return FALSE;
}

/* The type as this file can write it; NULL: it lacks the header. */
static const char *writable_type(const OrmSource *source, const char *type)
{
    if (strcmp(type, "bool") == 0)
        return knows(source, "bool", "<stdbool.h>") ? type : "_Bool";
    if (!g_str_has_suffix(type, "_t"))
        return type;
    return knows(source, type, "<stdint.h>") || knows(source, type, "<inttypes.h>") ? type : NULL;
}

static gboolean is_word(const OrmSource *source, gssize token)
{
    const OrmToken *found = orm_source_token(source, token);
    return found != NULL && found->kind == ORM_TOKEN_WORD;
}

gboolean orm_edit_type_field(const OrmSource *source, gssize token, const OrmEdit *edit, OrmReplacement *replacement)
{
    const char *type = writable_type(source, edit->text);
    gssize last = token - 1;
    if (type == NULL || !orm_edit_declares_alone(source, token, edit, TRUE))
        return FALSE;
    while (orm_source_reads(source, last, "*") || orm_edit_is_one_of(source, last, qualifiers))
        last--;
    gssize first = last;
    while (is_word(source, first - 1) && !orm_edit_is_one_of(source, first - 1, qualifiers))
        first--;
    gssize before = first - 1;
    while (orm_edit_is_one_of(source, before, qualifiers))
        before--;
    if (!is_word(source, last) || !orm_edit_is_boundary(source, before))
        return FALSE;
    replacement->start = orm_source_token(source, first)->start;
    replacement->end = orm_source_token(source, last)->end;
    replacement->text = g_strdup(type);
    return TRUE;
}

gboolean orm_edit_hold_value(const OrmSource *source, gssize token, const OrmEdit *edit, OrmReplacement *replacement)
{
    if (!orm_edit_declares_alone(source, token, edit, FALSE) || !orm_source_reads(source, token - 1, "*") ||
        !is_word(source, token - 2) || orm_source_reads(source, token + 1, "["))
        return FALSE;
    for (gssize i = token - 2; !orm_edit_is_boundary(source, i); i--)
        if (orm_edit_is_one_of(source, i, qualifiers))
            return FALSE;
    replacement->start = orm_source_token(source, token - 1)->start;
    replacement->end = orm_source_token(source, token - 1)->end;
    replacement->text = g_strdup(replacement->start == orm_source_token(source, token - 2)->end &&
                                         replacement->end == orm_source_token(source, token)->start
                                     ? " "
                                     : "");
    return TRUE;
}

/* That of the pointer where the field is one, else that of its type. */
gboolean orm_edit_drop_qualifier(const OrmSource *source, gssize token, const OrmEdit *edit,
                                 OrmReplacement *replacement)
{
    gssize at = token - 1;
    if (!orm_edit_declares_alone(source, token, edit, TRUE))
        return FALSE;
    while (is_word(source, at) && !orm_source_reads(source, at, edit->text))
        at--;
    if (!orm_source_reads(source, at, edit->text))
        return FALSE;
    replacement->start = orm_source_token(source, at)->start;
    replacement->end = orm_source_token(source, at)->end;
    replacement->end += strspn(source->text + replacement->end, " \t");
    replacement->text = g_strdup("");
    return !orm_source_reads(source, at + 1, "("); /* _Atomic(int) */
}
