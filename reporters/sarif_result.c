/* SPDX-License-Identifier: MIT */
#include "reporters/sarif_result.h"

#include <string.h>

#include "reporters/line_hash.h"
#include "reporters/path.h"
#include "reporters/selection.h"

/* More are dropped by GitHub. */
#define MOST_RELATED 100

static void free_hashes(gpointer hashes)
{
    if (hashes != NULL)
        g_ptr_array_unref(hashes);
}

void orm_sarif_init(OrmSarif *sarif, const OrmReport *report, const OrmReporterOptions *options)
{
    const OrmReportEnvironment *environment = &options->environment;
    *sarif = (OrmSarif){.options = options};
    sarif->root = environment->github_workspace != NULL ? environment->github_workspace
                  : environment->gitlab_project != NULL ? environment->gitlab_project
                                                        : environment->azure_sources;
    orm_sarif_rules_init(&sarif->rules, report);
    sarif->sources = orm_sources_new();
    sarif->line_hashes = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_hashes);
}

void orm_sarif_clear(OrmSarif *sarif)
{
    orm_sarif_rules_clear(&sarif->rules);
    orm_sources_free(sarif->sources);
    g_hash_table_unref(sarif->line_hashes);
}

/* One line, because a pull request shows an alert only where all of its lines are in the difference. */
static json_t *region(OrmSarif *sarif, OrmPlace place)
{
    json_t *json = json_object();
    place = orm_columns_one_line(sarif->sources, place);
    orm_json_set(json, "startLine", json_integer(place.line));
    orm_json_set(json, "startColumn", json_integer(place.column));
    orm_json_set(json, "endLine", json_integer(place.end_line));
    orm_json_set(json, "endColumn", json_integer(place.end_column));
    return json;
}

static json_t *physical_location(OrmSarif *sarif, OrmPlace place)
{
    json_t *json = json_object(), *artifact = json_object();
    /* GitHub refuses a log with other addresses than files': what is in a database is shown at the folder. */
    if (orm_place_in_database(&place))
        place = (OrmPlace){.file = "."};
    orm_json_set(artifact, "uri", orm_json_take(orm_report_uri(sarif->options, sarif->root, place.file)));
    orm_json_set(json, "artifactLocation", artifact);
    /* What is about a file as a whole is shown at its first line. */
    if (place.line == 0)
        place = (OrmPlace){.file = place.file, .line = 1, .column = 1};
    orm_json_set(json, "region", region(sarif, place));
    return json;
}

static json_t *logical_locations(const OrmObject *object)
{
    json_t *array = json_array(), *json = json_object();
    const char *name = object->name != NULL ? object->name : object->table;
    char *qualified = object->table != NULL && object->name != NULL
                          ? g_strdup_printf("%s.%s", object->table, object->name)
                          : g_strdup(name);
    orm_json_set(json, "name", orm_json_string(name));
    orm_json_set(json, "fullyQualifiedName", orm_json_take(qualified));
    orm_json_set(json, "kind", json_string(object->name != NULL ? "member" : "type"));
    json_array_append_new(array, json);
    return array;
}

static json_t *locations(OrmSarif *sarif, const OrmFinding *finding)
{
    json_t *array = json_array(), *json = json_object();
    /* GitHub takes no result without a location: what is about no file is shown at the folder. */
    OrmPlace place = orm_place_known(&finding->place) ? finding->place : (OrmPlace){.file = "."};
    orm_json_set(json, "physicalLocation", physical_location(sarif, place));
    if (finding->object.name != NULL || finding->object.table != NULL)
        orm_json_set(json, "logicalLocations", logical_locations(&finding->object));
    json_array_append_new(array, json);
    return array;
}

static json_t *text_message(const char *text)
{
    json_t *json = json_object();
    orm_json_set(json, "text", orm_json_string(text));
    return json;
}

static json_t *related_locations(OrmSarif *sarif, const OrmFinding *finding)
{
    json_t *array = json_array();
    for (guint i = 0; i < MIN(finding->related->len, MOST_RELATED); i++) {
        const OrmRelated *related = finding->related->pdata[i];
        json_t *json = json_object();
        orm_json_set(json, "id", json_integer(i + 1));
        orm_json_set(json, "physicalLocation", physical_location(sarif, related->place));
        g_autofree char *text = orm_place_in_database(&related->place)
                                    ? g_strdup_printf("%s (in %s)", related->message, related->place.file)
                                    : g_strdup(related->message);
        orm_json_set(json, "message", text_message(text));
        json_array_append_new(array, json);
    }
    return array;
}

/* Brackets and backslashes mean links in a message. */
static void append_escaped(GString *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("[]\\", *text) != NULL)
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
    }
}

/* GitHub shows a related place where the message links to it. */
static json_t *message(const OrmFinding *finding)
{
    g_autofree char *line = orm_finding_line_with_database(finding);
    g_autoptr(GString) text = g_string_new(NULL);
    append_escaped(text, line);
    for (guint i = 0; i < MIN(finding->related->len, MOST_RELATED); i++) {
        const OrmRelated *related = finding->related->pdata[i];
        g_string_append(text, i == 0 ? "; see [" : ", [");
        append_escaped(text, related->message);
        g_string_append_printf(text, "](%u)", i + 1);
    }
    if (text->len == 0 || strchr(".!?", text->str[text->len - 1]) == NULL)
        g_string_append_c(text, '.');
    return text_message(text->str);
}

static GPtrArray *hashes_of(OrmSarif *sarif, const char *file)
{
    gpointer hashes = NULL;
    if (g_hash_table_lookup_extended(sarif->line_hashes, file, NULL, &hashes))
        return hashes;
    gsize length = 0;
    const char *text = orm_sources_text(sarif->sources, file, &length);
    hashes = text != NULL ? orm_line_hashes(text, length) : NULL;
    g_hash_table_insert(sarif->line_hashes, (char *)file, hashes);
    return hashes;
}

static json_t *fingerprints(OrmSarif *sarif, const OrmFinding *finding, const char *fingerprint)
{
    json_t *json = json_object();
    const char *file = finding->place.file;
    gboolean in_database = orm_place_in_database(&finding->place);
    g_autofree char *uri =
        in_database ? g_strdup(file) : orm_report_uri(sarif->options, sarif->root, file != NULL ? file : "");
    guint line = MAX(finding->place.line, 1);
    GPtrArray *hashes = file != NULL && !in_database ? hashes_of(sarif, file) : NULL;
    if (hashes != NULL && line <= hashes->len)
        orm_json_set(json, "primaryLocationLineHash", json_string(hashes->pdata[line - 1]));
    orm_json_set(json, "ormlint/v1", orm_json_take(orm_hash_texts(fingerprint, file != NULL ? uri : "")));
    return json;
}

/* An empty array says that the result is not suppressed; an absent one, that nobody knows. */
static json_t *suppressions(const OrmFinding *finding)
{
    json_t *array = json_array();
    if (finding->suppressed == NULL)
        return array;
    json_t *json = json_object();
    orm_json_set(json, "kind", json_string("inSource"));
    if (*finding->suppressed != '\0')
        orm_json_set(json, "justification", orm_json_string(finding->suppressed));
    json_array_append_new(array, json);
    return array;
}

/* An edit's place may be empty, where text goes in; it is given whole. */
static json_t *replacement(OrmSarif *sarif, const OrmEdit *edit)
{
    const OrmPlace *place = &edit->place;
    json_t *json = json_object(), *deleted = json_object(), *content = json_object();
    orm_json_set(deleted, "startLine", json_integer(place->line));
    orm_json_set(deleted, "startColumn",
                 json_integer(orm_columns_code_point(sarif->sources, place->file, place->line, place->column)));
    orm_json_set(deleted, "endLine", json_integer(place->end_line));
    orm_json_set(deleted, "endColumn",
                 json_integer(orm_columns_code_point(sarif->sources, place->file, place->end_line, place->end_column)));
    orm_json_set(content, "text", orm_json_string(edit->text != NULL ? edit->text : ""));
    orm_json_set(json, "deletedRegion", deleted);
    orm_json_set(json, "insertedContent", content);
    return json;
}

/* An artifactChange of each file that the fix edits. */
static json_t *changes(OrmSarif *sarif, const OrmFix *fix)
{
    json_t *array = json_array();
    g_autoptr(GHashTable) by_file = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint i = 0; i < fix->edits->len; i++) {
        const OrmEdit *edit = fix->edits->pdata[i];
        json_t *replacements = g_hash_table_lookup(by_file, edit->place.file);
        if (replacements == NULL) {
            json_t *change = json_object(), *artifact = json_object();
            replacements = json_array();
            orm_json_set(artifact, "uri", orm_json_take(orm_report_uri(sarif->options, sarif->root, edit->place.file)));
            orm_json_set(change, "artifactLocation", artifact);
            orm_json_set(change, "replacements", replacements);
            json_array_append_new(array, change);
            g_hash_table_insert(by_file, (char *)edit->place.file, replacements);
        }
        json_array_append_new(replacements, replacement(sarif, edit));
    }
    return array;
}

/* NULL when the finding has no edits that are ready to be made. */
static json_t *fixes(OrmSarif *sarif, const OrmFinding *finding)
{
    const OrmFix *fix = finding->fix;
    for (guint i = 0; fix != NULL && i < fix->edits->len; i++) {
        const OrmEdit *edit = fix->edits->pdata[i];
        if (edit->kind != ORM_EDIT_REPLACE || !orm_place_known(&edit->place) || edit->place.end_line == 0)
            return NULL;
    }
    if (fix == NULL || fix->edits->len == 0)
        return NULL;
    json_t *array = json_array(), *json = json_object();
    orm_json_set(json, "description", text_message(fix->description));
    orm_json_set(json, "artifactChanges", changes(sarif, fix));
    json_array_append_new(array, json);
    return array;
}

static json_t *properties(const OrmFinding *finding)
{
    json_t *json = json_object();
    orm_json_set(json, "kind", orm_json_string(finding->object.kind));
    if (finding->help != NULL)
        orm_json_set(json, "help", orm_json_string(finding->help));
    if (finding->expected != NULL)
        orm_json_set(json, "expected", orm_json_string(finding->expected));
    if (finding->actual != NULL)
        orm_json_set(json, "actual", orm_json_string(finding->actual));
    return json;
}

json_t *orm_sarif_result(OrmSarif *sarif, const OrmFinding *finding, const char *fingerprint)
{
    json_t *json = json_object();
    orm_json_set(json, "ruleId", orm_json_string(finding->rule));
    orm_json_set(json, "ruleIndex", json_integer(orm_sarif_rules_index(&sarif->rules, finding->rule)));
    orm_json_set(json, "level", json_string(orm_sarif_level(finding->severity)));
    orm_json_set(json, "message", message(finding));
    orm_json_set(json, "locations", locations(sarif, finding));
    if (finding->related->len > 0)
        orm_json_set(json, "relatedLocations", related_locations(sarif, finding));
    orm_json_set(json, "partialFingerprints", fingerprints(sarif, finding, fingerprint));
    orm_json_set(json, "suppressions", suppressions(finding));
    json_t *edits = fixes(sarif, finding);
    if (edits != NULL)
        orm_json_set(json, "fixes", edits);
    orm_json_set(json, "properties", properties(finding));
    return json;
}

json_t *orm_sarif_notification(OrmSarif *sarif, const char *level, const char *text, const OrmPlace *place)
{
    json_t *json = json_object();
    orm_json_set(json, "level", json_string(level));
    orm_json_set(json, "message", text_message(text));
    if (place == NULL || !orm_place_known(place))
        return json;
    json_t *location = json_object(), *array = json_array();
    orm_json_set(location, "physicalLocation", physical_location(sarif, *place));
    json_array_append_new(array, location);
    orm_json_set(json, "locations", array);
    return json;
}
