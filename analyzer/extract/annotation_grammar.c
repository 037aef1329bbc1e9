/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/annotation_grammar.h"
#include "analyzer/extract/annotation_lexer.h"

#define DEEPEST_NESTING 32

/* Reads ahead by one token. The first error ends the reading. */
typedef struct {
    OrmSourceCursor cursor;
    OrmToken token;    /* the next one */
    OrmPlace previous; /* place of the one before it */
    guint depth;
    const char *error;
    OrmPlace error_place;
} Parser;

static gboolean parse_items(Parser *parser, GPtrArray *items, gboolean with_keys);
static OrmValue *parse_value(Parser *parser);

static void advance(Parser *parser)
{
    parser->previous = parser->token.place;
    parser->token = orm_annotation_token(&parser->cursor);
}

static void fail(Parser *parser, OrmPlace place, const char *message)
{
    parser->error = orm_intern(message);
    parser->error_place = place;
}

/* What a token is called in messages. Free with g_free. */
static char *describe(const OrmToken *token)
{
    switch (token->kind) {
    case ORM_TOKEN_NAME:
    case ORM_TOKEN_NUMBER:
        return g_strdup_printf("`%s`", token->text);
    case ORM_TOKEN_STRING:
        return g_strdup("this string");
    case ORM_TOKEN_COMMA:
        return g_strdup("`,`");
    case ORM_TOKEN_EQUALS:
        return g_strdup("`=`");
    case ORM_TOKEN_OPEN:
        return g_strdup("`(`");
    case ORM_TOKEN_CLOSE:
        return g_strdup("`)`");
    default:
        return g_strdup("the end");
    }
}

/* The next token cannot stand here. */
static void fail_at_token(Parser *parser, const char *expected)
{
    if (parser->token.kind == ORM_TOKEN_ERROR) {
        fail(parser, parser->token.place, parser->token.text);
        return;
    }
    g_autofree char *found = describe(&parser->token);
    g_autofree char *message = g_strdup_printf("expected %s before %s", expected, found);
    fail(parser, parser->token.place, message);
}

static OrmPlace spanning(OrmPlace first, OrmPlace last)
{
    first.end_line = last.end_line;
    first.end_column = last.end_column;
    return first;
}

static OrmValue *parse_strings(Parser *parser)
{
    g_autoptr(GString) text = g_string_new(NULL);
    OrmPlace first = parser->token.place;
    while (parser->token.kind == ORM_TOKEN_STRING) {
        g_string_append(text, parser->token.text);
        advance(parser);
    }
    return orm_value_new(ORM_VALUE_STRING, text->str, spanning(first, parser->previous));
}

/* `(` is next; `name` is NULL for a list. */
static OrmValue *parse_nested(Parser *parser, const char *name, OrmPlace start)
{
    if (parser->depth == DEEPEST_NESTING) {
        fail(parser, parser->token.place, "parentheses are nested too deeply");
        return NULL;
    }
    parser->depth++;
    advance(parser);
    g_autoptr(OrmValue) value = orm_value_new(name == NULL ? ORM_VALUE_LIST : ORM_VALUE_CALL, name, start);
    if (!parse_items(parser, value->items, name != NULL))
        return NULL;
    parser->depth--;
    value->place = spanning(start, parser->previous);
    return g_steal_pointer(&value);
}

static OrmValue *parse_value(Parser *parser)
{
    OrmToken token = parser->token;
    switch (token.kind) {
    case ORM_TOKEN_STRING:
        return parse_strings(parser);
    case ORM_TOKEN_OPEN:
        return parse_nested(parser, NULL, token.place);
    case ORM_TOKEN_NAME:
        advance(parser);
        if (parser->token.kind == ORM_TOKEN_OPEN)
            return parse_nested(parser, token.text, token.place);
        return orm_value_new(ORM_VALUE_NAME, token.text, token.place);
    case ORM_TOKEN_NUMBER:
        advance(parser);
        return orm_value_new(ORM_VALUE_NUMBER, token.text, token.place);
    default:
        fail_at_token(parser, "a value");
        return NULL;
    }
}

/* `=` is next, behind `key`. */
static OrmArgument *parse_keyed(Parser *parser, OrmValue *key, gboolean with_keys)
{
    if (!with_keys || key->kind != ORM_VALUE_NAME) {
        fail(parser, parser->token.place,
             with_keys ? "`=` must follow the name of a key" : "a list holds plain values, no `key=value`");
        return NULL;
    }
    OrmPlace equals = parser->token.place;
    advance(parser);
    if (parser->token.kind == ORM_TOKEN_COMMA || parser->token.kind == ORM_TOKEN_CLOSE) {
        g_autofree char *message = g_strdup_printf("`%s=` has no value", key->text);
        fail(parser, equals, message);
        return NULL;
    }
    OrmValue *value = parse_value(parser);
    return value == NULL ? NULL : orm_argument_new(key->text, key->place, value, spanning(key->place, value->place));
}

static OrmArgument *parse_argument(Parser *parser, gboolean with_keys)
{
    g_autoptr(OrmValue) value = parse_value(parser);
    if (value == NULL)
        return NULL;
    if (parser->token.kind == ORM_TOKEN_EQUALS)
        return parse_keyed(parser, value, with_keys);
    OrmPlace place = value->place;
    return orm_argument_new(NULL, ORM_PLACE_UNKNOWN, g_steal_pointer(&value), place);
}

/* A comma is next; reads it. FALSE when no argument follows. */
static gboolean parse_comma(Parser *parser)
{
    OrmPlace comma = parser->token.place;
    advance(parser);
    if (parser->token.kind == ORM_TOKEN_CLOSE) {
        fail(parser, comma, "nothing follows this `,`");
        return FALSE;
    }
    return TRUE;
}

/* Reads arguments and the `)` behind them; the `(` was read. FALSE after an error; `items` then holds those before it.
 */
static gboolean parse_items(Parser *parser, GPtrArray *items, gboolean with_keys)
{
    while (parser->token.kind != ORM_TOKEN_CLOSE || items->len > 0) {
        if (parser->token.kind == ORM_TOKEN_COMMA) {
            fail(parser, parser->token.place, "an argument is missing before this `,`");
            return FALSE;
        }
        OrmArgument *argument = parse_argument(parser, with_keys);
        if (argument == NULL)
            return FALSE;
        g_ptr_array_add(items, argument);
        if (parser->token.kind == ORM_TOKEN_CLOSE)
            break;
        if (parser->token.kind != ORM_TOKEN_COMMA) {
            fail_at_token(parser, "`,` or `)`");
            return FALSE;
        }
        if (!parse_comma(parser))
            return FALSE;
    }
    advance(parser);
    return TRUE;
}

void orm_annotation_grammar(OrmAnnotation *annotation, OrmSourceCursor cursor)
{
    Parser parser = {.cursor = cursor};
    advance(&parser);
    if (parser.token.kind == ORM_TOKEN_OPEN) {
        advance(&parser);
        parse_items(&parser, annotation->arguments, TRUE);
    } else {
        fail_at_token(&parser, "`(`");
    }
    annotation->syntax_error = parser.error;
    annotation->error_place = parser.error_place;
}
