/* SPDX-License-Identifier: MIT */
#include "analyzer/config/yaml.h"

#include <libfyaml.h>
#include <string.h>

#define MAXIMUM_DEPTH 16       /* settings nest three deep */
#define MAXIMUM_SIZE (1 << 20) /* bytes */

/** A text being read. Marks count from `text`, which is the source's text from `offset` on. */
typedef struct {
    const OrmConfigSource *source;
    const char *text;
    gsize length;
    struct fy_parser *parser;
    struct fy_event *event; /* current; NULL at the end or after an error */
    GPtrArray *errors;
    gboolean failed;
} Reading;

/** The place of the bytes from `start` to `end` of the text being read; what goes beyond the first line is cut off. */
static OrmConfigPlace place_of(const Reading *reading, gsize start, gsize end)
{
    const char *whole = reading->source->text, *at = reading->text + MIN(start, reading->length), *line = whole;
    OrmConfigPlace place = {.line = 1};
    for (const char *newline = whole; (newline = memchr(newline, '\n', (gsize)(at - newline))) != NULL;
         line = newline) {
        place.line++;
        newline++;
    }
    place.column = (guint)(at - line) + 1;
    gsize rest = strcspn(at, "\r\n");
    place.end_column = place.column + (guint)MIN(end > start ? end - start : 1, MAX(rest, 1));
    return place;
}

static OrmConfigPlace event_place(const Reading *reading, struct fy_event *event)
{
    const struct fy_mark *start = fy_event_start_mark(event), *end = fy_event_end_mark(event);
    if (start == NULL)
        return place_of(reading, reading->length, reading->length);
    return place_of(reading, start->input_pos, end != NULL ? end->input_pos : start->input_pos);
}

static void fail(Reading *reading, OrmConfigPlace place, const char *message)
{
    if (!reading->failed)
        orm_config_error_add(reading->errors, reading->source, place, "%s", message);
    reading->failed = TRUE;
}

/** The place of a column that counts characters, not bytes. */
static OrmConfigPlace place_of_character(const Reading *reading, guint line, guint column)
{
    const char *at = reading->text;
    for (; line > 1 && strchr(at, '\n') != NULL; line--)
        at = strchr(at, '\n') + 1;
    for (; column > 1 && *at != '\0' && *at != '\n'; column--)
        at = g_utf8_next_char(at);
    gsize start = (gsize)(at - reading->text);
    return place_of(reading, start, start + 1);
}

/**
 * Takes the parser's messages: the first that is an error becomes ours. It comes as text, "NAME:LINE:COLUMN: error:
 * MESSAGE", for errors that libfyaml collects as records are never freed by it.
 */
static void take_diagnostic(struct fy_diag *diag, void *data, const char *text, size_t length)
{
    Reading *reading = data;
    g_autofree char *line = g_strchomp(g_strndup(text, length));
    g_autoptr(GRegex) pattern = g_regex_new(":(\\d+):(\\d+): error: (.*)$", G_REGEX_DOTALL, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    (void)diag;
    if (reading->failed || !g_regex_match(pattern, line, 0, &match))
        return;
    g_autofree char *row = g_match_info_fetch(match, 1), *column = g_match_info_fetch(match, 2);
    g_autofree char *what = g_match_info_fetch(match, 3), *message = g_strconcat("bad YAML: ", what, NULL);
    fail(reading,
         place_of_character(reading, (guint)g_ascii_strtoull(row, NULL, 10), (guint)g_ascii_strtoull(column, NULL, 10)),
         message);
}

static void next(Reading *reading)
{
    if (reading->event != NULL)
        fy_parser_event_free(reading->parser, reading->event);
    reading->event = reading->failed ? NULL : fy_parser_parse(reading->parser);
    if (reading->event == NULL && fy_parser_get_stream_error(reading->parser))
        fail(reading, place_of(reading, 0, 1), "bad YAML: cannot be read");
}

static OrmYaml *yaml_new(OrmYamlKind kind, OrmConfigPlace place)
{
    OrmYaml *yaml = g_new0(OrmYaml, 1);
    yaml->kind = kind;
    yaml->place = place;
    if (kind != ORM_YAML_SCALAR)
        yaml->items = g_ptr_array_new_with_free_func((GDestroyNotify)orm_yaml_free);
    if (kind == ORM_YAML_MAP)
        yaml->keys = g_ptr_array_new_with_free_func((GDestroyNotify)orm_yaml_free);
    return yaml;
}

/** The text of a scalar's token, piece by piece: taken whole, libfyaml leaks memory over a text of many pieces. NULL
 * for none. */
static char *token_text(struct fy_token *token)
{
    if (token == NULL)
        return NULL;
    GString *text = g_string_new(NULL);
    struct fy_token_iter *iterator = fy_token_iter_create(token);
    const struct fy_iter_chunk *chunk = NULL;
    int failed = 0;
    while ((chunk = fy_token_iter_chunk_next(iterator, chunk, &failed)) != NULL)
        g_string_append_len(text, chunk->str, (gssize)chunk->len);
    fy_token_iter_destroy(iterator);
    return g_string_free(text, FALSE);
}

static OrmYaml *read_scalar(Reading *reading)
{
    struct fy_event *event = reading->event;
    OrmYaml *yaml = yaml_new(ORM_YAML_SCALAR, event_place(reading, event));
    char *text = token_text(event->scalar.value);
    /* What is not written at all has no style. */
    enum fy_node_style style = fy_event_get_node_style(event);
    yaml->plain = style == FYNS_PLAIN || text == NULL || style == FYNS_ANY;
    yaml->text = text != NULL ? text : g_strdup("");
    if (event->scalar.anchor != NULL)
        fail(reading, yaml->place, "anchors have no use here");
    next(reading);
    return yaml;
}

static OrmYaml *read_node(Reading *reading, guint depth);

/** Reads keys and values, or items, up to the end event of the collection. */
static OrmYaml *read_collection(Reading *reading, OrmYamlKind kind, enum fy_event_type end, guint depth)
{
    OrmYaml *yaml = yaml_new(kind, event_place(reading, reading->event));
    const struct fy_event *event = reading->event;
    if ((kind == ORM_YAML_LIST ? event->sequence_start.anchor : event->mapping_start.anchor) != NULL)
        fail(reading, yaml->place, "anchors have no use here");
    if (depth >= MAXIMUM_DEPTH)
        fail(reading, yaml->place, "nested too deeply");
    next(reading);
    while (reading->event != NULL && reading->event->type != end) {
        OrmYaml *item = read_node(reading, depth + 1);
        if (item == NULL)
            break;
        if (kind == ORM_YAML_LIST) {
            g_ptr_array_add(yaml->items, item);
            continue;
        }
        OrmYaml *value = read_node(reading, depth + 1);
        if (value == NULL) {
            orm_yaml_free(item);
            break;
        }
        g_ptr_array_add(yaml->keys, item);
        g_ptr_array_add(yaml->items, value);
    }
    next(reading);
    return yaml;
}

/** The node at the current event; NULL after an error. */
static OrmYaml *read_node(Reading *reading, guint depth)
{
    if (reading->event == NULL)
        return NULL;
    switch (reading->event->type) {
    case FYET_SCALAR:
        return read_scalar(reading);
    case FYET_SEQUENCE_START:
        return read_collection(reading, ORM_YAML_LIST, FYET_SEQUENCE_END, depth);
    case FYET_MAPPING_START:
        return read_collection(reading, ORM_YAML_MAP, FYET_MAPPING_END, depth);
    case FYET_ALIAS:
        fail(reading, event_place(reading, reading->event), "aliases have no use here: write the value out");
        return NULL;
    default:
        fail(reading, event_place(reading, reading->event), "bad YAML: a value is missing");
        return NULL;
    }
}

/** Reads the only document of the text; NULL when it has none. */
static OrmYaml *read_document(Reading *reading)
{
    OrmYaml *yaml = NULL;
    for (next(reading); reading->event != NULL; next(reading)) {
        if (reading->event->type == FYET_DOCUMENT_START && yaml != NULL)
            fail(reading, event_place(reading, reading->event), "a second document: one file holds one configuration");
        if (reading->event == NULL || reading->event->type != FYET_DOCUMENT_START || reading->failed)
            continue;
        next(reading);
        yaml = read_node(reading, 0);
        /* the event after the node ends the document; the loop steps over it */
        if (reading->event == NULL)
            break;
    }
    return yaml;
}

/** Whether the text can be read at all: of a sane size, valid UTF-8, without NUL. */
static gboolean readable(Reading *reading, gsize size)
{
    const char *end;
    if (size > MAXIMUM_SIZE) {
        fail(reading, (OrmConfigPlace){0}, "larger than a configuration can be (1 MiB)");
    } else if (!g_utf8_validate(reading->text, (gssize)size, &end)) {
        gsize at = (gsize)(end - reading->text);
        fail(reading, place_of(reading, at, at + 1), "bad YAML: not valid UTF-8");
    }
    return !reading->failed;
}

OrmYaml *orm_yaml_read(const OrmConfigSource *source, gsize offset, GPtrArray *errors)
{
    Reading reading = {.source = source, .text = source->text + offset, .errors = errors};
    reading.length = strlen(reading.text);
    if (!readable(&reading, reading.length))
        return NULL;
    struct fy_diag_cfg diag_options;
    fy_diag_cfg_default(&diag_options);
    diag_options.fp = NULL;
    diag_options.output_fn = take_diagnostic;
    diag_options.user = &reading;
    diag_options.colorize = false;
    struct fy_diag *diag = fy_diag_create(&diag_options);
    struct fy_parse_cfg options = {.flags = FYPCF_DEFAULT_VERSION_1_1, .diag = diag};
    reading.parser = fy_parser_create(&options);
    OrmYaml *yaml = NULL;
    if (reading.parser != NULL && fy_parser_set_string(reading.parser, reading.text, reading.length) == 0)
        yaml = read_document(&reading);
    else
        fail(&reading, (OrmConfigPlace){0}, "bad YAML: cannot be read");
    if (reading.event != NULL)
        fy_parser_event_free(reading.parser, reading.event);
    fy_parser_destroy(reading.parser);
    fy_diag_unref(diag);
    if (reading.failed)
        g_clear_pointer(&yaml, orm_yaml_free);
    return yaml;
}
