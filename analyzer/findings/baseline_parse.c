/* SPDX-License-Identifier: MIT */
/* Element by element, so that each has a place: jansson keeps none. */
#include "analyzer/findings/baseline.h"

#include <jansson.h>
#include <string.h>

#define VERSION 1

typedef struct {
    const char *name;
    const char *text;
    gsize length;
    gsize at;
    OrmBaseline *baseline;
    gboolean version_known;
    gsize counted; /* up to here... */
    guint line;    /* ...lines have been counted, from 1 */
} Parser;

/* Offsets are asked for in their order, so every byte is counted once. */
static guint line_at(Parser *parser, gsize offset)
{
    for (; parser->counted < offset && parser->counted < parser->length; parser->counted++)
        parser->line += parser->text[parser->counted] == '\n';
    return parser->line;
}

static gboolean fail(Parser *parser, gsize offset, GError **error, const char *message)
{
    gsize start = MIN(offset, parser->length);
    while (start > 0 && parser->text[start - 1] != '\n')
        start--;
    g_set_error(error, ORM_BASELINE_ERROR, 0, "%s:%u:%u: %s", parser->name, line_at(parser, offset),
                (guint)(MIN(offset, parser->length) - start) + 1, message);
    return FALSE;
}

static void skip_blanks(Parser *parser)
{
    while (parser->at < parser->length && memchr(" \t\r\n", parser->text[parser->at], 4) != NULL)
        parser->at++;
}

/* The next byte that is no blank, which is read; '\0' at the end. */
static char next(Parser *parser)
{
    skip_blanks(parser);
    return parser->at < parser->length ? parser->text[parser->at++] : '\0';
}

static const char *member(json_t *object, const char *key)
{
    return orm_intern(json_string_value(json_object_get(object, key)));
}

static gboolean is_fingerprint(const char *text)
{
    return text != NULL && strlen(text) == 16 && strspn(text, "0123456789abcdef") == 16;
}

static gboolean read_header(Parser *parser, json_t *object, gsize start, GError **error)
{
    json_t *version = json_object_get(object, "version");
    if (!json_is_integer(version))
        return fail(parser, start, error, "`version` is not a number");
    if (json_integer_value(version) != VERSION)
        return fail(parser, start, error, "this version of the format is not known; it was written by a newer ormlint");
    parser->version_known = TRUE;
    return TRUE;
}

static gboolean read_entry(Parser *parser, json_t *object, gsize start, GError **error)
{
    const char *fingerprint = member(object, "fingerprint");
    if (!is_fingerprint(fingerprint))
        return fail(parser, start, error, "the entry has no `fingerprint` of 16 hexadecimal digits");
    OrmBaselineEntry *entry = g_new0(OrmBaselineEntry, 1);
    entry->fingerprint = fingerprint;
    entry->rule = member(object, "rule");
    entry->table = member(object, "table");
    entry->object = member(object, "object");
    entry->file = member(object, "file");
    entry->line = line_at(parser, start);
    g_ptr_array_add(parser->baseline->entries, entry);
    return TRUE;
}

static gboolean read_element(Parser *parser, GError **error)
{
    json_error_t trouble;
    skip_blanks(parser);
    gsize start = parser->at;
    json_t *element = json_loadb(parser->text + start, parser->length - start, JSON_DISABLE_EOF_CHECK, &trouble);
    if (element == NULL) {
        g_autofree char *message = g_strdup_printf("bad JSON: %s", trouble.text);
        return fail(parser, start + (gsize)MAX(trouble.position, 0), error, message);
    }
    gboolean good = FALSE;
    parser->at = start + (gsize)trouble.position;
    if (!json_is_object(element))
        fail(parser, start, error, "expected an entry in braces");
    else if (json_object_get(element, "version") != NULL)
        good = read_header(parser, element, start, error);
    else
        good = read_entry(parser, element, start, error);
    json_decref(element);
    return good;
}

static gboolean read_array(Parser *parser, GError **error)
{
    skip_blanks(parser);
    if (next(parser) != '[')
        return fail(parser, parser->at > 0 ? parser->at - 1 : 0, error, "expected `[`: this is no baseline");
    for (char byte = ','; byte != ']';) {
        if (!read_element(parser, error))
            return FALSE;
        byte = next(parser);
        if (byte != ',' && byte != ']')
            return fail(parser, byte == '\0' ? parser->length : parser->at - 1, error,
                        "expected `,` and a further entry, or `]`");
    }
    skip_blanks(parser);
    if (parser->at < parser->length)
        return fail(parser, parser->at, error, "something follows the closing `]`");
    if (!parser->version_known)
        return fail(parser, parser->length, error, "the entry with the `version` is missing");
    return TRUE;
}

OrmBaseline *orm_baseline_parse(const char *name, const char *text, gsize length, GError **error)
{
    g_autoptr(OrmBaseline) baseline = orm_baseline_new();
    gsize mark = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    Parser parser = {.name = name, .text = text, .length = length, .at = mark, .baseline = baseline, .line = 1};
    return read_array(&parser, error) ? g_steal_pointer(&baseline) : NULL;
}
