/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/snapshot_values.h"

#include <string.h>

typedef OrmSnapshotReader Reader;

gboolean orm_snapshot_fail(Reader *reader, const char *name, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const char *dot = name != NULL && reader->path->len > 0 ? "." : "";
    gboolean is_root = name == NULL && reader->path->len == 0;
    g_set_error(reader->error, ORM_SCHEMA_ERROR, 0, "%s: %s%s%s%s%s", reader->file, reader->path->str, dot,
                name != NULL ? name : "", is_root ? "" : ": ", message);
    return FALSE;
}

const char *orm_snapshot_string(const json_t *value)
{
    if (json_is_string(value))
        return orm_intern(json_string_value(value));
    const char *encoded = json_string_value(json_object_get(value, "base64"));
    gsize length = 0;
    g_autofree char *bytes = encoded != NULL ? (char *)g_base64_decode(encoded, &length) : NULL;
    if (length == 0 || json_object_size(value) != 1 || memchr(bytes, '\0', length) != NULL)
        return NULL;
    g_autofree char *text = g_strndup(bytes, length);
    return orm_intern(text);
}

static gboolean read_text(Reader *reader, const OrmMember *member, const json_t *value, const char **text)
{
    *text = orm_snapshot_string(value);
    if (*text == NULL)
        return orm_snapshot_fail(reader, member->name, "a text is wanted");
    if (member->kind == ORM_MEMBER_SCHEMA && *text == reader->catalog->default_schema)
        *text = NULL;
    return TRUE;
}

static gboolean read_flag(Reader *reader, const OrmMember *member, const json_t *value, int *flag)
{
    const char *word = json_string_value(value);
    gboolean is_unknown = member->kind == ORM_MEMBER_TRUTH && g_strcmp0(word, "unknown") == 0;
    if (!json_is_boolean(value) && !is_unknown)
        return orm_snapshot_fail(reader, member->name, "%s is wanted",
                                 member->kind == ORM_MEMBER_TRUTH ? "true, false or \"unknown\"" : "true or false");
    *flag = is_unknown ? ORM_UNKNOWN : json_is_true(value) ? TRUE : FALSE;
    return TRUE;
}

static gboolean read_word(Reader *reader, const OrmMember *member, const json_t *value, int *word)
{
    const char *text = json_string_value(value);
    for (int i = 0; text != NULL && member->words[i] != NULL; i++) {
        if (g_str_equal(member->words[i], text)) {
            *word = i;
            return TRUE;
        }
    }
    g_autofree char *words = g_strjoinv(", ", (char **)member->words);
    return orm_snapshot_fail(reader, member->name, "one of these is wanted: %s", words);
}

static gboolean read_number(Reader *reader, const OrmMember *member, const json_t *value, gpointer number)
{
    gint64 least = member->kind == ORM_MEMBER_NUMBER ? G_MININT64 : 0;
    gint64 most = member->kind == ORM_MEMBER_NUMBER ? G_MAXINT64 : G_MAXINT;
    gint64 read = json_integer_value(value);
    if (!json_is_integer(value) || read < least || read > most)
        return orm_snapshot_fail(reader, member->name, "a number is wanted");
    if (member->kind == ORM_MEMBER_NUMBER)
        *(gint64 *)number = read;
    else
        *(gint *)number = (gint)read;
    return TRUE;
}

static gboolean read_place(Reader *reader, const OrmMember *member, const json_t *value, OrmPlace *place)
{
    *place = ORM_PLACE_UNKNOWN;
    const char *text = orm_snapshot_string(value);
    if (json_is_null(value) || (text != NULL && orm_snapshot_place_parse(text, place)))
        return TRUE;
    return orm_snapshot_fail(reader, member->name, "a place is wanted, as FILE:LINE:COLUMN-LINE:COLUMN");
}

static gboolean read_names(Reader *reader, const OrmMember *member, const json_t *value, GPtrArray *names)
{
    if (!json_is_array(value))
        return orm_snapshot_fail(reader, member->name, "an array is wanted");
    for (gsize i = 0; i < json_array_size(value); i++) {
        const char *name = orm_snapshot_string(json_array_get(value, i));
        if (name == NULL)
            return orm_snapshot_fail(reader, member->name, "an array of texts is wanted");
        g_ptr_array_add(names, (gpointer)name);
    }
    return TRUE;
}

gboolean orm_snapshot_read_value(Reader *reader, const OrmMember *member, const json_t *json, gpointer value)
{
    switch (member->kind) {
    case ORM_MEMBER_TEXT:
    case ORM_MEMBER_SCHEMA:
        return read_text(reader, member, json, value);
    case ORM_MEMBER_FLAG:
    case ORM_MEMBER_TRUTH:
        return read_flag(reader, member, json, value);
    case ORM_MEMBER_WORD:
        return read_word(reader, member, json, value);
    case ORM_MEMBER_NUMBER:
    case ORM_MEMBER_COUNT:
    case ORM_MEMBER_LENGTH:
        return read_number(reader, member, json, value);
    case ORM_MEMBER_PLACE:
    case ORM_MEMBER_DETAIL:
        return read_place(reader, member, json, value);
    case ORM_MEMBER_NAMES:
    case ORM_MEMBER_LABELS:
        return read_names(reader, member, json, *(GPtrArray **)value);
    case ORM_MEMBER_LIST:
    case ORM_MEMBER_ROWS:
        break;
    }
    g_return_val_if_reached(FALSE);
}

void orm_snapshot_set_usual(const Reader *reader, const OrmMember *member, gpointer value)
{
    switch (member->kind) {
    case ORM_MEMBER_TEXT:
    case ORM_MEMBER_SCHEMA:
        *(const char **)value = NULL;
        break;
    case ORM_MEMBER_FLAG:
    case ORM_MEMBER_TRUTH:
    case ORM_MEMBER_WORD:
        *(int *)value = member->usual;
        break;
    case ORM_MEMBER_PLACE:
        *(OrmPlace *)value = orm_catalog_place(reader->catalog);
        break;
    case ORM_MEMBER_LENGTH:
        *(gint *)value = ORM_SQL_UNSTATED;
        break;
    default:
        break;
    }
}
