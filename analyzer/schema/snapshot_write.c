/* SPDX-License-Identifier: MIT */
/* A catalog as JSON: a line for each column, key and index, so that two of them can be compared. */
#include "analyzer/schema/snapshot_records.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    GString *text;
    const char *label;
} Writer;

/* What is no UTF-8 cannot stand in JSON: it is an object {"base64": "..."}. */
static void append_string(GString *text, const char *value)
{
    gboolean valid = g_utf8_validate(value, -1, NULL);
    g_autofree char *encoded = valid ? NULL : g_base64_encode((const guchar *)value, strlen(value));
    json_t *string = json_string_nocheck(valid ? value : encoded);
    char *json = json_dumps(string, JSON_ENCODE_ANY);
    g_string_append_printf(text, valid ? "%s" : "{\"base64\": %s}", json);
    free(json);
    json_decref(string);
}

static void append_names(GString *text, const GPtrArray *names)
{
    g_string_append_c(text, '[');
    for (guint i = 0; i < names->len; i++) {
        g_string_append(text, i > 0 ? ", " : "");
        append_string(text, g_ptr_array_index(names, i));
    }
    g_string_append_c(text, ']');
}

static gboolean is_own(const Writer *writer, const OrmPlace *place)
{
    OrmPlace own = {.file = writer->label};
    return orm_place_compare(place, &own) == 0;
}

static guint list_length(const OrmMember *member, gconstpointer value)
{
    if (member->kind == ORM_MEMBER_ROWS)
        return (*(GArray *const *)value)->len;
    const GPtrArray *list = *(GPtrArray *const *)value;
    return list != NULL ? list->len : 0;
}

static gboolean is_left_out(const Writer *writer, const OrmMember *member, gconstpointer value)
{
    switch (member->kind) {
    case ORM_MEMBER_TEXT:
    case ORM_MEMBER_SCHEMA:
    case ORM_MEMBER_LABELS:
        return *(gconstpointer const *)value == NULL;
    case ORM_MEMBER_FLAG:
    case ORM_MEMBER_TRUTH:
    case ORM_MEMBER_WORD:
        return !member->required && *(const int *)value == member->usual;
    case ORM_MEMBER_NUMBER:
        return *(const gint64 *)value == 0;
    case ORM_MEMBER_COUNT:
        return *(const guint *)value == 0;
    case ORM_MEMBER_LENGTH:
        return *(const gint *)value == ORM_SQL_UNSTATED;
    case ORM_MEMBER_PLACE:
        return is_own(writer, value);
    case ORM_MEMBER_DETAIL:
        return !orm_place_known(value);
    case ORM_MEMBER_NAMES:
    case ORM_MEMBER_LIST:
    case ORM_MEMBER_ROWS:
        return list_length(member, value) == 0;
    }
    return FALSE;
}

static void append_record(Writer *writer, gconstpointer record, const OrmRecord *description, guint depth);

static void append_line(Writer *writer, guint indent)
{
    g_string_append_printf(writer->text, "\n%*s", (int)indent, "");
}

/* The records of tables and what stands beside them begin a line each. */
static void append_list(Writer *writer, const OrmMember *member, gconstpointer value, guint depth)
{
    guint length = list_length(member, value);
    g_string_append_c(writer->text, '[');
    for (guint i = 0; i < length; i++) {
        gconstpointer record = member->kind == ORM_MEMBER_ROWS
                                   ? (*(GArray *const *)value)->data + i * member->record->size
                                   : g_ptr_array_index(*(GPtrArray *const *)value, i);
        g_string_append(writer->text, i == 0 ? "" : depth <= 1 ? "," : ", ");
        if (depth <= 1)
            append_line(writer, 2 * depth + 2);
        append_record(writer, record, member->record, depth + 1);
    }
    g_string_append_c(writer->text, ']');
}

static void append_place(GString *text, const OrmPlace *place)
{
    g_autofree char *words = orm_place_known(place) ? orm_snapshot_place_text(place) : NULL;
    if (words != NULL)
        append_string(text, words);
    else
        g_string_append(text, "null");
}

static void append_truth(GString *text, OrmTruth truth)
{
    static const char *const words[] = {[ORM_NO] = "false", [ORM_YES] = "true", [ORM_UNKNOWN] = "\"unknown\""};
    g_string_append(text, words[truth]);
}

static void append_value(Writer *writer, const OrmMember *member, gconstpointer value, guint depth)
{
    GString *text = writer->text;
    switch (member->kind) {
    case ORM_MEMBER_TEXT:
    case ORM_MEMBER_SCHEMA:
        append_string(text, *(const char *const *)value);
        break;
    case ORM_MEMBER_FLAG:
        g_string_append(text, *(const gboolean *)value ? "true" : "false");
        break;
    case ORM_MEMBER_TRUTH:
        append_truth(text, *(const OrmTruth *)value);
        break;
    case ORM_MEMBER_WORD:
        append_string(text, member->words[*(const int *)value]);
        break;
    case ORM_MEMBER_NUMBER:
        g_string_append_printf(text, "%" G_GINT64_FORMAT, *(const gint64 *)value);
        break;
    case ORM_MEMBER_COUNT:
        g_string_append_printf(text, "%u", *(const guint *)value);
        break;
    case ORM_MEMBER_LENGTH:
        g_string_append_printf(text, "%d", *(const gint *)value);
        break;
    case ORM_MEMBER_PLACE:
    case ORM_MEMBER_DETAIL:
        append_place(text, value);
        break;
    case ORM_MEMBER_NAMES:
    case ORM_MEMBER_LABELS:
        append_names(text, *(GPtrArray *const *)value);
        break;
    case ORM_MEMBER_LIST:
    case ORM_MEMBER_ROWS:
        append_list(writer, member, value, depth);
        break;
    }
}

static void append_record(Writer *writer, gconstpointer record, const OrmRecord *description, guint depth)
{
    gboolean first = depth > 0; /* the version stands before all */
    if (depth > 0)
        g_string_append_c(writer->text, '{');
    for (const OrmMember *member = description->members; member->name != NULL; member++) {
        gconstpointer value = (const char *)record + member->offset;
        gboolean is_list = member->kind == ORM_MEMBER_LIST || member->kind == ORM_MEMBER_ROWS;
        if (is_left_out(writer, member, value))
            continue;
        gboolean on_line = depth == 0 || (depth == 1 && is_list);
        g_string_append(writer->text, first ? "" : on_line ? "," : ", ");
        if (on_line)
            append_line(writer, 2 * depth + 1);
        g_string_append_printf(writer->text, "\"%s\": ", member->name);
        append_value(writer, member, value, depth);
        first = FALSE;
    }
    g_string_append_c(writer->text, '}');
}

char *orm_snapshot_write(const OrmCatalog *catalog)
{
    Writer writer = {g_string_new(NULL), catalog->label};
    g_string_append_printf(writer.text, "{\"snapshot\": %d", ORM_SNAPSHOT_VERSION);
    append_record(&writer, catalog, &orm_snapshot_catalog, 0);
    g_string_append_c(writer.text, '\n');
    return g_string_free(writer.text, FALSE);
}
