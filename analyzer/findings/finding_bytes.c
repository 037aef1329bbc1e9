/* SPDX-License-Identifier: MIT */
#include "analyzer/findings/finding_bytes.h"

void orm_place_put(OrmBytesWriter *writer, const OrmPlace *place)
{
    orm_bytes_put_string(writer, place->file);
    orm_bytes_put(writer, place->line);
    orm_bytes_put(writer, place->column);
    orm_bytes_put(writer, place->end_line);
    orm_bytes_put(writer, place->end_column);
}

OrmPlace orm_place_get(OrmBytesReader *reader)
{
    OrmPlace place = {.file = orm_bytes_get_string(reader)};
    place.line = orm_bytes_get_limited(reader, G_MAXUINT);
    place.column = orm_bytes_get_limited(reader, G_MAXUINT);
    place.end_line = orm_bytes_get_limited(reader, G_MAXUINT);
    place.end_column = orm_bytes_get_limited(reader, G_MAXUINT);
    return place;
}

static void put_fix(OrmBytesWriter *writer, const OrmFix *fix)
{
    orm_bytes_put(writer, fix != NULL);
    if (fix == NULL)
        return;
    orm_bytes_put_text(writer, fix->description);
    orm_bytes_put(writer, fix->safe != FALSE);
    orm_bytes_put(writer, fix->edits->len);
    for (guint i = 0; i < fix->edits->len; i++) {
        const OrmEdit *edit = g_ptr_array_index(fix->edits, i);
        orm_bytes_put(writer, edit->kind);
        orm_place_put(writer, &edit->place);
        orm_bytes_put_text(writer, edit->was);
        orm_bytes_put_text(writer, edit->text);
    }
}

void orm_finding_put(OrmBytesWriter *writer, const OrmFinding *finding)
{
    orm_bytes_put_string(writer, finding->rule);
    orm_bytes_put(writer, finding->severity);
    orm_place_put(writer, &finding->place);
    orm_bytes_put_text(writer, finding->object.table);
    orm_bytes_put_text(writer, finding->object.name);
    orm_bytes_put_text(writer, finding->object.kind);
    orm_bytes_put_text(writer, finding->message);
    orm_bytes_put_text(writer, finding->help);
    orm_place_put(writer, &finding->subject);
    orm_bytes_put_text(writer, finding->subject_name);
    orm_bytes_put(writer, finding->subject_is_field != FALSE);
    orm_bytes_put_text(writer, finding->expected);
    orm_bytes_put_text(writer, finding->actual);
    orm_bytes_put_text(writer, finding->suppressed);
    orm_bytes_put(writer, finding->related->len);
    for (guint i = 0; i < finding->related->len; i++) {
        const OrmRelated *related = g_ptr_array_index(finding->related, i);
        orm_place_put(writer, &related->place);
        orm_bytes_put_text(writer, related->message);
    }
    put_fix(writer, finding->fix);
}

static const char *get_word(OrmBytesReader *reader)
{
    const char *word = orm_bytes_get_string(reader);
    if (word == NULL)
        orm_bytes_fail(reader, "a word is missing");
    return word == NULL ? "" : word;
}

static void get_related(OrmBytesReader *reader, OrmFinding *finding)
{
    guint count = orm_bytes_get_count(reader);
    for (guint i = 0; i < count && reader->fault == NULL; i++) {
        OrmPlace place = orm_place_get(reader);
        orm_finding_related(finding, place, "%s", get_word(reader));
    }
}

static void get_fix(OrmBytesReader *reader, OrmFinding *finding)
{
    if (orm_bytes_get_limited(reader, 1) == 0)
        return;
    const char *description = get_word(reader);
    orm_finding_fix(finding, orm_bytes_get_limited(reader, 1) != 0, "%s", description);
    guint count = orm_bytes_get_count(reader);
    for (guint i = 0; i < count && reader->fault == NULL; i++) {
        OrmEditKind kind = orm_bytes_get_limited(reader, ORM_EDIT_DROP_QUALIFIER);
        OrmPlace place = orm_place_get(reader);
        const char *was = orm_bytes_get_string(reader);
        orm_finding_edit(finding, kind, place, was, orm_bytes_get_string(reader));
    }
}

OrmFinding *orm_finding_get(OrmBytesReader *reader)
{
    const char *rule = get_word(reader);
    OrmSeverity severity = orm_bytes_get_limited(reader, ORM_SEVERITY_ERROR);
    OrmPlace place = orm_place_get(reader);
    OrmObject object = {.table = orm_bytes_get_string(reader)};
    object.name = orm_bytes_get_string(reader);
    object.kind = orm_bytes_get_string(reader);
    OrmFinding *finding = orm_finding_new(rule, severity, place, object);
    g_free(finding->message);
    finding->message = g_strdup(get_word(reader));
    finding->help = g_strdup(orm_bytes_get_string(reader));
    finding->subject = orm_place_get(reader);
    finding->subject_name = orm_bytes_get_string(reader);
    finding->subject_is_field = orm_bytes_get_limited(reader, 1) != 0;
    finding->expected = g_strdup(orm_bytes_get_string(reader));
    finding->actual = g_strdup(orm_bytes_get_string(reader));
    finding->suppressed = g_strdup(orm_bytes_get_string(reader));
    get_related(reader, finding);
    get_fix(reader, finding);
    return finding;
}
