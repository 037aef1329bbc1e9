/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyzer/project/git.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/since_internal.h"

void orm_since_free(OrmSince *since)
{
    if (since == NULL)
        return;
    g_free(since->top);
    g_clear_pointer(&since->files, g_ptr_array_unref);
    orm_changes_free(since->changes);
    g_free(since);
}

static gboolean load_revision(OrmSince *since, const char *revision, GError **error)
{
    g_autofree char *here = g_get_current_dir();
    since->top = orm_git_top(here, error);
    g_autofree char *patch = since->top == NULL ? NULL : orm_git_diff(since->top, revision, error);
    since->files = patch == NULL ? NULL : orm_patch_parse("git diff", patch, strlen(patch), error);
    g_autoptr(GPtrArray) untracked = since->files == NULL ? NULL : orm_git_untracked(since->top, error);
    for (guint i = 0; untracked != NULL && i < untracked->len; i++)
        orm_patch_add_new_file(since->files, g_ptr_array_index(untracked, i));
    return untracked != NULL;
}

/* The paths of a patch count from the top of the repository; where there is none, from here. */
static gboolean load_patch(OrmSince *since, const char *file, GError **error)
{
    g_autofree char *here = g_get_current_dir(), *text = NULL;
    gsize length = 0;
    const char *source = strcmp(file, "-") == 0 ? "/dev/stdin" : file;
    if (!g_file_get_contents(source, &text, &length, error))
        return FALSE;
    since->top = orm_git_has_repository(here) ? orm_git_top(here, NULL) : NULL;
    if (since->top == NULL)
        since->top = g_strdup(here);
    since->files = orm_patch_parse(file, text, length, error);
    return since->files != NULL;
}

gboolean orm_since_load(const OrmArguments *arguments, OrmSince **since)
{
    const char *revision = orm_arguments_value(arguments, ORM_OPTION_SINCE);
    const char *patch = orm_arguments_value(arguments, ORM_OPTION_FROM_PATCH);
    g_autoptr(GError) error = NULL;
    *since = NULL;
    if (revision == NULL && patch == NULL)
        return TRUE;
    if (revision != NULL && patch != NULL) {
        orm_message_error("`--since` and `--from-patch` exclude each other");
        return FALSE;
    }
    g_autoptr(OrmSince) made = g_new0(OrmSince, 1);
    if (revision != NULL ? load_revision(made, revision, &error) : load_patch(made, patch, &error)) {
        made->changes = orm_changes_new(made->top, made->files);
        *since = g_steal_pointer(&made);
        return TRUE;
    }
    if (patch != NULL)
        orm_message_error("`--from-patch %s`: %s", patch, error->message);
    else if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) && made->top != NULL)
        orm_message_error(
            "`--since %s`: %s; a shallow clone lacks the history: fetch it, with `git fetch --unshallow`, "
            "or `fetch-depth: 0` where a workflow checks out",
            revision, error->message);
    else
        orm_message_error("`--since %s` needs git and a repository: %s", revision, error->message);
    return FALSE;
}

GHashTable *orm_since_new_files(const OrmSince *since)
{
    GHashTable *added = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < since->files->len; i++) {
        const OrmPatchFile *file = g_ptr_array_index(since->files, i);
        if (file->old_path == NULL && file->new_path != NULL)
            g_hash_table_add(added, g_build_filename(since->top, file->new_path, NULL));
    }
    return added;
}

/* The lines a struct takes, as far as the facts tell: its fields and annotations, and the one that closes it. */
static void struct_lines(const OrmStruct *record, guint *first, guint *last)
{
    *first = *last = record->place.line;
    for (guint i = 0; i < record->annotations->len; i++) {
        const OrmPlace *place = &((const OrmAnnotation *)g_ptr_array_index(record->annotations, i))->place;
        if (place->file != record->place.file)
            continue;
        *first = MIN(*first, place->line);
        *last = MAX(*last, place->end_line);
    }
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmPlace *place = &((const OrmField *)g_ptr_array_index(record->fields, i))->place;
        if (place->file != record->place.file)
            continue;
        *first = MIN(*first, place->line);
        *last = MAX(*last, place->end_line + 1);
    }
}

static gboolean touches(const OrmSince *since, const char *file, guint first, guint last)
{
    g_autofree char *absolute = g_canonicalize_filename(file, NULL);
    char *real = realpath(absolute, NULL);
    gboolean touched = orm_changes_touch(since->changes, real != NULL ? real : absolute, first, last);
    free(real);
    return touched;
}

/* The structs that were changed; of const OrmStruct *. */
static GPtrArray *changed_structs(const OrmSince *since, const OrmGraph *graph)
{
    GPtrArray *changed = g_ptr_array_new();
    for (guint i = 0; i < graph->facts->structs->len; i++) {
        OrmStruct *record = g_ptr_array_index(graph->facts->structs, i);
        guint first = 0, last = 0;
        struct_lines(record, &first, &last);
        if (orm_place_known(&record->place) && touches(since, record->place.file, first, last))
            g_ptr_array_add(changed, record);
    }
    return changed;
}

static gboolean stands_in(const OrmPlace *place, GPtrArray *structs)
{
    for (guint i = 0; i < structs->len; i++) {
        const OrmStruct *record = g_ptr_array_index(structs, i);
        guint first = 0, last = 0;
        struct_lines(record, &first, &last);
        if (record->place.file == place->file && place->line >= first && place->line <= last)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_of_changed_table(const OrmFinding *finding, const OrmGraph *graph, GPtrArray *structs)
{
    for (guint i = 0; finding->object.table != NULL && i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        const char *label = model->table != NULL ? orm_table_label(model->table) : model->name;
        if (g_strcmp0(label, finding->object.table) == 0 && g_ptr_array_find(structs, model->record, NULL))
            return TRUE;
    }
    return FALSE;
}

static gboolean place_was_changed(const OrmSince *since, const OrmPlace *place, GPtrArray *structs)
{
    return orm_place_known(place) &&
           (touches(since, place->file, place->line, MAX(place->line, place->end_line)) || stands_in(place, structs));
}

static gboolean is_touched(const OrmSince *since, const OrmFinding *finding, const OrmGraph *graph, GPtrArray *structs)
{
    gboolean touched =
        place_was_changed(since, &finding->place, structs) || is_of_changed_table(finding, graph, structs);
    for (guint i = 0; !touched && i < finding->related->len; i++)
        touched =
            place_was_changed(since, &((const OrmRelated *)g_ptr_array_index(finding->related, i))->place, structs);
    return touched;
}

static gboolean was_there(GHashTable *before, const OrmFinding *finding)
{
    g_autofree char *key = orm_since_key(finding);
    return g_hash_table_contains(before, key);
}

gboolean orm_since_apply(const OrmSince *since, const OrmSetup *setup, OrmAnalysis *analysis)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) structs = changed_structs(since, analysis->graph);
    g_autoptr(GHashTable) before = NULL; /* made when it is needed: it costs a second check */
    for (guint i = analysis->findings->len; i > 0; i--) {
        const OrmFinding *finding = g_ptr_array_index(analysis->findings, i - 1);
        if (is_touched(since, finding, analysis->graph, structs))
            continue;
        gboolean suppressed = finding->suppressed != NULL;
        if (before == NULL && !suppressed && since->files->len > 0)
            before = orm_since_findings_before(since, setup, analysis, &error);
        if (error != NULL) {
            orm_message_error("the state before the change cannot be looked at: %s", error->message);
            return FALSE;
        }
        if (suppressed || before == NULL || was_there(before, finding))
            g_ptr_array_remove_index(analysis->findings, i - 1);
    }
    return TRUE;
}
