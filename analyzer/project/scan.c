/* SPDX-License-Identifier: MIT */
#include "analyzer/project/scan.h"

#include <string.h>

#include "analyzer/project/lexer.h"

static void skip_directive(OrmLexer *lexer)
{
    while (lexer->directive && orm_lexer_next(lexer) != ORM_TOKEN_END)
        ;
}

static gboolean identifier_is(const OrmLexer *lexer, const char *word)
{
    gsize length = (gsize)(lexer->at - lexer->start);
    return strlen(word) == length && memcmp(lexer->start, word, length) == 0;
}

static void include_free(gpointer data)
{
    OrmInclude *include = data;
    g_free(include->name);
    g_free(include);
}

static void read_include(OrmLexer *lexer, OrmDirectives *directives)
{
    gsize length = 0;
    gboolean quoted = FALSE;
    const char *name = orm_lexer_header_name(lexer, &length, &quoted);
    if (!name)
        return;
    OrmInclude *include = g_new0(OrmInclude, 1);
    include->name = g_strndup(name, length);
    include->quoted = quoted;
    g_ptr_array_add(directives->includes, include);
}

static void read_define(OrmLexer *lexer, OrmDirectives *directives)
{
    if (orm_lexer_next(lexer) != ORM_TOKEN_IDENTIFIER)
        return;
    OrmMention mention = {.macro = lexer->hash};
    g_array_append_val(directives->defined, mention.macro);
    while (lexer->directive) {
        OrmToken token = orm_lexer_next(lexer);
        if (token == ORM_TOKEN_END)
            return;
        if (token != ORM_TOKEN_IDENTIFIER || lexer->hash == mention.macro)
            continue;
        mention.name = lexer->hash;
        g_array_append_val(directives->mentions, mention);
    }
}

static void read_names(OrmLexer *lexer, GArray *names)
{
    while (lexer->directive) {
        OrmToken token = orm_lexer_next(lexer);
        if (token == ORM_TOKEN_END)
            return;
        if (token == ORM_TOKEN_IDENTIFIER)
            g_array_append_val(names, lexer->hash);
    }
}

static gboolean is_condition(const OrmLexer *lexer)
{
    static const char *const words[] = {"if", "ifdef", "ifndef", "elif", "elifdef", "elifndef"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (identifier_is(lexer, words[i]))
            return TRUE;
    return FALSE;
}

static void read_directive(OrmLexer *lexer, OrmDirectives *directives)
{
    if (orm_lexer_next(lexer) != ORM_TOKEN_IDENTIFIER)
        return;
    if (identifier_is(lexer, "define"))
        read_define(lexer, directives);
    else if (identifier_is(lexer, "include") || identifier_is(lexer, "include_next") || identifier_is(lexer, "import"))
        read_include(lexer, directives);
    else if (identifier_is(lexer, "undef"))
        read_names(lexer, directives->defined);
    else if (is_condition(lexer))
        read_names(lexer, directives->asked);
    skip_directive(lexer);
}

OrmDirectives *orm_directives_new(void)
{
    OrmDirectives *directives = g_new0(OrmDirectives, 1);
    directives->includes = g_ptr_array_new_with_free_func(include_free);
    directives->mentions = g_array_new(FALSE, FALSE, sizeof(OrmMention));
    directives->defined = g_array_new(FALSE, FALSE, sizeof(guint64));
    directives->asked = g_array_new(FALSE, FALSE, sizeof(guint64));
    return directives;
}

void orm_directives_free(OrmDirectives *directives)
{
    if (!directives)
        return;
    g_ptr_array_unref(directives->includes);
    g_array_unref(directives->mentions);
    g_array_unref(directives->defined);
    g_array_unref(directives->asked);
    g_free(directives);
}

void orm_scan_directives(const char *text, gsize length, OrmDirectives *directives)
{
    const OrmNames *vocabulary = orm_vocabulary_names();
    if (!length)
        return;
    OrmLexer lexer = orm_lexer_start(text, length);
    for (OrmToken token; (token = orm_lexer_next(&lexer)) != ORM_TOKEN_END;) {
        if (token == ORM_TOKEN_DIRECTIVE)
            read_directive(&lexer, directives);
        else if (token == ORM_TOKEN_IDENTIFIER && !directives->annotated)
            directives->annotated = orm_names_contain(vocabulary, lexer.hash);
    }
}

static gboolean already(const GArray *uses, guint64 name)
{
    for (guint i = 0; i < uses->len; i++)
        if (g_array_index(uses, guint64, i) == name)
            return TRUE;
    return FALSE;
}

GArray *orm_scan_uses(const char *text, gsize length, const OrmNames *names)
{
    GArray *uses = NULL;
    if (!length)
        return NULL;
    OrmLexer lexer = orm_lexer_start(text, length);
    for (OrmToken token; (token = orm_lexer_next(&lexer)) != ORM_TOKEN_END;) {
        if (token == ORM_TOKEN_DIRECTIVE)
            skip_directive(&lexer);
        if (token != ORM_TOKEN_IDENTIFIER || !orm_names_contain(names, lexer.hash))
            continue;
        if (!uses)
            uses = g_array_new(FALSE, FALSE, sizeof(guint64));
        if (!already(uses, lexer.hash))
            g_array_append_val(uses, lexer.hash);
    }
    return uses;
}
