/* SPDX-License-Identifier: MIT */
#include "analyzer/project/scan.h"

#include <string.h>

enum { OTHER, BLANK, NEWLINE, LETTER, DIGIT, QUOTE, SLASH, HASH, BACKSLASH };

static const guint8 classes[256] = {
    [' '] = BLANK,          ['\t'] = BLANK,           ['\r'] = BLANK,
    ['\f'] = BLANK,         ['\v'] = BLANK,           ['\n'] = NEWLINE,
    ['a' ... 'z'] = LETTER, ['A' ... 'Z'] = LETTER,   ['_'] = LETTER,
    ['$'] = LETTER,         [0x80 ... 0xff] = LETTER, ['0' ... '9'] = DIGIT,
    ['"'] = QUOTE,          ['\''] = QUOTE,           ['/'] = SLASH,
    ['#'] = HASH,           ['\\'] = BACKSLASH,
};

typedef struct {
    const guint8 *at, *end;
    gboolean line_start; /* nothing but blanks and comments since the line began */
    gboolean directive;  /* between `#` and the end of its line */
    const guint8 *start; /* of the identifier */
    guint64 hash;        /* of the identifier */
} Lexer;

typedef enum { TOKEN_END, TOKEN_IDENTIFIER, TOKEN_DIRECTIVE, TOKEN_LINE_END } Token;

/* FNV-1a */
#define HASH_START G_GUINT64_CONSTANT(0xcbf29ce484222325)
#define HASH_FACTOR G_GUINT64_CONSTANT(0x100000001b3)

guint64 orm_name_hash(const char *name, gsize length)
{
    guint64 hash = HASH_START;
    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guint8)name[i]) * HASH_FACTOR;
    return hash;
}

static void read_identifier(Lexer *lexer)
{
    const guint8 *at = lexer->at;
    guint64 hash = HASH_START;
    lexer->start = at;
    for (; at < lexer->end && (classes[*at] == LETTER || classes[*at] == DIGIT); at++)
        hash = (hash ^ *at) * HASH_FACTOR;
    lexer->at = at;
    lexer->hash = hash;
}

/* A preprocessing number: 0x1F, 1e5, 10UL, 1'000. */
static void skip_number(Lexer *lexer)
{
    const guint8 *at = lexer->at + 1;
    while (at < lexer->end) {
        gboolean separator =
            *at == '\'' && at + 1 < lexer->end && (classes[at[1]] == DIGIT || classes[at[1]] == LETTER);
        if (classes[*at] != LETTER && classes[*at] != DIGIT && *at != '.' && !separator)
            break;
        at++;
    }
    lexer->at = at;
}

/* How many bytes the continuation at `at` takes: a backslash and the end of the line; 0 when it is none. */
static gsize continuation(const guint8 *at, const guint8 *end)
{
    if (*at != '\\')
        return 0;
    if (at + 1 < end && at[1] == '\n')
        return 2;
    return at + 2 < end && at[1] == '\r' && at[2] == '\n' ? 3 : 0;
}

/* A literal without its closing quote ends with the line, so that an apostrophe in #error or in dead code swallows no
 * more. */
static void skip_literal(Lexer *lexer)
{
    guint8 quote = *lexer->at++;
    while (lexer->at < lexer->end && *lexer->at != '\n') {
        guint8 byte = *lexer->at;
        gsize continued = continuation(lexer->at, lexer->end);
        if (continued)
            lexer->at += continued;
        else
            lexer->at += byte == '\\' && lexer->at + 1 < lexer->end ? 2 : 1;
        if (byte == quote)
            return;
    }
}

static void skip_line_comment(Lexer *lexer)
{
    for (;;) {
        const guint8 *newline = memchr(lexer->at, '\n', (gsize)(lexer->end - lexer->at));
        lexer->at = newline ? newline : lexer->end;
        if (!newline)
            return;
        const guint8 *last = newline[-1] == '\r' ? newline - 2 : newline - 1;
        if (*last != '\\')
            return;
        lexer->at++;
    }
}

static void skip_block_comment(Lexer *lexer)
{
    const guint8 *at = lexer->at + 2;
    while (at < lexer->end) {
        const guint8 *star = memchr(at, '*', (gsize)(lexer->end - at));
        if (!star || star + 1 >= lexer->end)
            break;
        if (star[1] == '/') {
            lexer->at = star + 2;
            return;
        }
        at = star + 1;
    }
    lexer->at = lexer->end;
}

static void skip_slash(Lexer *lexer)
{
    guint8 next = lexer->at + 1 < lexer->end ? lexer->at[1] : 0;
    if (next == '/') {
        skip_line_comment(lexer);
    } else if (next == '*') {
        skip_block_comment(lexer);
    } else {
        lexer->at++;
        lexer->line_start = FALSE;
    }
}

static Token next_token(Lexer *lexer)
{
    while (lexer->at < lexer->end) {
        switch (classes[*lexer->at]) {
        case BLANK:
            lexer->at++;
            break;
        case NEWLINE:
            lexer->at++;
            lexer->line_start = TRUE;
            if (lexer->directive) {
                lexer->directive = FALSE;
                return TOKEN_LINE_END;
            }
            break;
        case LETTER:
            read_identifier(lexer);
            lexer->line_start = FALSE;
            return TOKEN_IDENTIFIER;
        case DIGIT:
            skip_number(lexer);
            lexer->line_start = FALSE;
            break;
        case QUOTE:
            skip_literal(lexer);
            lexer->line_start = FALSE;
            break;
        case SLASH:
            skip_slash(lexer);
            break;
        case HASH:
            lexer->at++;
            if (lexer->line_start && !lexer->directive) {
                lexer->line_start = FALSE;
                lexer->directive = TRUE;
                return TOKEN_DIRECTIVE;
            }
            break;
        case BACKSLASH:
            lexer->at += MAX(continuation(lexer->at, lexer->end), 1);
            break;
        default:
            lexer->at++;
            lexer->line_start = FALSE;
        }
    }
    return TOKEN_END;
}

static void skip_directive(Lexer *lexer)
{
    while (lexer->directive && next_token(lexer) != TOKEN_END)
        ;
}

static gboolean identifier_is(const Lexer *lexer, const char *word)
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

static void read_include(Lexer *lexer, OrmDirectives *directives)
{
    while (lexer->at < lexer->end && classes[*lexer->at] == BLANK)
        lexer->at++;
    if (lexer->at >= lexer->end || (*lexer->at != '"' && *lexer->at != '<'))
        return;
    guint8 close = *lexer->at == '<' ? '>' : '"';
    const guint8 *start = lexer->at + 1, *at = start;
    while (at < lexer->end && *at != close && *at != '\n')
        at++;
    if (at >= lexer->end || *at != close || at == start)
        return;
    OrmInclude *include = g_new0(OrmInclude, 1);
    include->name = g_strndup((const char *)start, (gsize)(at - start));
    include->quoted = close == '"';
    g_ptr_array_add(directives->includes, include);
    lexer->at = at + 1;
}

static void read_define(Lexer *lexer, OrmDirectives *directives)
{
    if (next_token(lexer) != TOKEN_IDENTIFIER)
        return;
    OrmMention mention = {.macro = lexer->hash};
    while (lexer->directive) {
        Token token = next_token(lexer);
        if (token == TOKEN_END)
            return;
        if (token != TOKEN_IDENTIFIER || lexer->hash == mention.macro)
            continue;
        mention.name = lexer->hash;
        g_array_append_val(directives->mentions, mention);
    }
}

static void read_directive(Lexer *lexer, OrmDirectives *directives)
{
    if (next_token(lexer) != TOKEN_IDENTIFIER)
        return;
    if (identifier_is(lexer, "define"))
        read_define(lexer, directives);
    else if (identifier_is(lexer, "include") || identifier_is(lexer, "include_next") || identifier_is(lexer, "import"))
        read_include(lexer, directives);
    skip_directive(lexer);
}

OrmDirectives *orm_directives_new(void)
{
    OrmDirectives *directives = g_new0(OrmDirectives, 1);
    directives->includes = g_ptr_array_new_with_free_func(include_free);
    directives->mentions = g_array_new(FALSE, FALSE, sizeof(OrmMention));
    return directives;
}

void orm_directives_free(OrmDirectives *directives)
{
    if (!directives)
        return;
    g_ptr_array_unref(directives->includes);
    g_array_unref(directives->mentions);
    g_free(directives);
}

static Lexer lexer_for(const char *text, gsize length)
{
    return (Lexer){.at = (const guint8 *)text, .end = (const guint8 *)text + length, .line_start = TRUE};
}

void orm_scan_directives(const char *text, gsize length, OrmDirectives *directives)
{
    const OrmNames *vocabulary = orm_vocabulary_names();
    if (!length)
        return;
    Lexer lexer = lexer_for(text, length);
    for (Token token; (token = next_token(&lexer)) != TOKEN_END;) {
        if (token == TOKEN_DIRECTIVE)
            read_directive(&lexer, directives);
        else if (token == TOKEN_IDENTIFIER && !directives->annotated)
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
    Lexer lexer = lexer_for(text, length);
    for (Token token; (token = next_token(&lexer)) != TOKEN_END;) {
        if (token == TOKEN_DIRECTIVE)
            skip_directive(&lexer);
        if (token != TOKEN_IDENTIFIER || !orm_names_contain(names, lexer.hash))
            continue;
        if (!uses)
            uses = g_array_new(FALSE, FALSE, sizeof(guint64));
        if (!already(uses, lexer.hash))
            g_array_append_val(uses, lexer.hash);
    }
    return uses;
}
