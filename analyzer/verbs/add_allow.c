/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/add_allow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "analyzer/project/git.h"
#include "analyzer/project/insertion.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/verb.h"

/* A struct or field, and the rules to allow there. */
typedef struct {
    const OrmFinding *finding; /* the first about it */
    GPtrArray *rules;          /* of const char *, sorted, each once */
    gssize offset;             /* where the annotation is written; -1: nowhere */
} Subject;

/* A file to edit. */
typedef struct {
    char *path; /* real */
    char *text, *mask;
    gsize length;
    GPtrArray *subjects; /* of Subject * */
} File;

static void subject_free(gpointer data)
{
    Subject *subject = data;
    g_ptr_array_unref(subject->rules);
    g_free(subject);
}

static void file_free(gpointer data)
{
    File *file = data;
    if (file == NULL)
        return;
    g_free(file->path);
    g_free(file->text);
    g_free(file->mask);
    g_ptr_array_unref(file->subjects);
    g_free(file);
}

static void refuse(const OrmFinding *finding, const char *rule, const char *reason)
{
    const OrmPlace *place = orm_place_known(&finding->subject) ? &finding->subject : &finding->place;
    fprintf(stderr, "ormlint: warning: %s:%u: no ORM_ALLOW(%s) was written: %s\n",
            place->file == NULL ? "?" : place->file, place->line, rule, reason);
}

static gboolean is_of_project(const OrmAnalysis *analysis, const char *file)
{
    for (guint i = 0; i < analysis->plan->files->len; i++)
        if (strcmp(((const OrmPlanFile *)g_ptr_array_index(analysis->plan->files, i))->file, file) == 0)
            return TRUE;
    return FALSE;
}

/* NULL, or why nothing can be written for the finding, whatever the text. */
static const char *obstacle(const OrmAnalysis *analysis, const OrmFinding *finding)
{
    const OrmRule *rule = orm_rule_find(finding->rule);
    if (rule != NULL && rule->enabled == ORM_RULE_ALWAYS)
        return "the rule is always on";
    if (!orm_place_known(&finding->subject) || finding->subject_name == NULL)
        return "the finding is about no struct or field";
    return is_of_project(analysis, finding->subject.file) ? NULL : "the file is none of those that are checked";
}

static File *file_of(GHashTable *files, const char *name)
{
    File *file = g_hash_table_lookup(files, name);
    if (file != NULL)
        return file;
    file = g_new0(File, 1);
    char *real = realpath(name, NULL);
    file->path = g_strdup(real != NULL ? real : name);
    free(real);
    file->subjects = g_ptr_array_new_with_free_func(subject_free);
    if (!g_file_get_contents(file->path, &file->text, &file->length, NULL))
        file->text = g_strdup("");
    file->mask = orm_source_mask(file->text, file->length);
    g_hash_table_insert(files, (gpointer)name, file);
    return file;
}

static Subject *subject_of(File *file, const OrmFinding *finding)
{
    for (guint i = 0; i < file->subjects->len; i++) {
        Subject *subject = g_ptr_array_index(file->subjects, i);
        if (orm_place_compare(&subject->finding->subject, &finding->subject) == 0)
            return subject;
    }
    Subject *subject = g_new0(Subject, 1);
    subject->finding = finding;
    subject->rules = g_ptr_array_new();
    g_ptr_array_add(file->subjects, subject);
    return subject;
}

static gint compare_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void take_finding(GHashTable *files, const OrmFinding *finding)
{
    Subject *subject = subject_of(file_of(files, finding->subject.file), finding);
    if (g_ptr_array_find(subject->rules, finding->rule, NULL))
        return;
    g_ptr_array_add(subject->rules, (gpointer)finding->rule);
    g_ptr_array_sort(subject->rules, compare_names);
}

static void find_offset(const File *file, Subject *subject)
{
    const OrmFinding *finding = subject->finding;
    const char *reason = "the file does not use ORM_* by name, so that ORM_ALLOW may not be known there";
    gssize name = orm_source_offset(file->text, finding->subject.line, finding->subject.column);
    subject->offset = -1;
    if (orm_source_uses_vocabulary(file->mask))
        subject->offset =
            orm_source_annotation_offset(file->mask, name, finding->subject_name, finding->subject_is_field, &reason);
    for (guint i = 0; subject->offset < 0 && i < subject->rules->len; i++)
        refuse(finding, g_ptr_array_index(subject->rules, i), reason);
}

static gint compare_subjects(gconstpointer left, gconstpointer right)
{
    gssize one = (*(Subject *const *)left)->offset, other = (*(Subject *const *)right)->offset;
    return (one > other) - (one < other);
}

/* The findings by file: const char * -> File *. */
static GHashTable *collect(const OrmAnalysis *analysis)
{
    GHashTable *files = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, file_free);
    for (guint i = 0; i < analysis->findings->len; i++) {
        const OrmFinding *finding = g_ptr_array_index(analysis->findings, i);
        if (finding->suppressed != NULL)
            continue;
        const char *reason = obstacle(analysis, finding);
        if (reason != NULL)
            refuse(finding, finding->rule, reason);
        else
            take_finding(files, finding);
    }
    GHashTableIter iterator;
    gpointer value;
    g_hash_table_iter_init(&iterator, files);
    while (g_hash_table_iter_next(&iterator, NULL, &value)) {
        File *file = value;
        for (guint i = 0; i < file->subjects->len; i++)
            find_offset(file, g_ptr_array_index(file->subjects, i));
        g_ptr_array_sort(file->subjects, compare_subjects);
    }
    return files;
}

static void append_allow(GString *text, const Subject *subject, const char *reason)
{
    gboolean is_field = subject->finding->subject_is_field;
    g_string_append(text, is_field ? " ORM_ALLOW(" : "ORM_ALLOW(");
    for (guint i = 0; i < subject->rules->len; i++)
        g_string_append_printf(text, "%s, ", (const char *)g_ptr_array_index(subject->rules, i));
    g_string_append(text, "reason=\"");
    for (const char *at = reason; *at != '\0'; at++)
        g_string_append_printf(text, *at == '"' || *at == '\\' ? "\\%c" : "%c", *at);
    g_string_append(text, is_field ? "\")" : "\") ");
}

static char *edited(const File *file, const char *reason, guint *count)
{
    GString *text = g_string_sized_new(file->length + 100);
    gsize done = 0;
    for (guint i = 0; i < file->subjects->len; i++) {
        const Subject *subject = g_ptr_array_index(file->subjects, i);
        if (subject->offset < 0)
            continue;
        g_string_append_len(text, file->text + done, subject->offset - (gssize)done);
        done = (gsize)subject->offset;
        append_allow(text, subject, reason);
        *count += 1;
    }
    g_string_append_len(text, file->text + done, (gssize)(file->length - done));
    return g_string_free(text, FALSE);
}

static gboolean is_edited(const File *file)
{
    const Subject *last = g_ptr_array_index(file->subjects, file->subjects->len - 1);
    return last->offset >= 0;
}

static gboolean may_edit(const File *file)
{
    g_autoptr(GError) error = NULL;
    gboolean dirty = orm_git_is_uncommitted(file->path, &error);
    if (error != NULL)
        orm_message_error(
            "%s: git cannot tell whether it has uncommitted changes: %s (--allow-dirty edits it all the same)",
            file->path, error->message);
    else if (dirty)
        orm_message_error("%s has uncommitted changes: commit them first, or give --allow-dirty", file->path);
    return !dirty && error == NULL;
}

static gboolean write_edits(const File *file, const char *reason, guint *count)
{
    g_autoptr(GError) error = NULL;
    struct stat status;
    g_autofree char *text = edited(file, reason, count);
    int mode = stat(file->path, &status) == 0 ? (int)(status.st_mode & 07777) : 0666;
    if (strlen(text) > 0 &&
        g_file_set_contents_full(file->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, mode, &error))
        return TRUE;
    orm_message_error("cannot write %s: %s", file->path, error != NULL ? error->message : "it is empty");
    return FALSE;
}

static int edit_all(const OrmArguments *arguments, GHashTable *files, const char *reason)
{
    g_autoptr(GList) all = g_hash_table_get_values(files);
    gboolean allowed = TRUE, written = TRUE;
    guint count = 0, edits = 0;
    for (GList *at = all; at != NULL; at = at->next)
        if (is_edited(at->data) && !orm_arguments_has(arguments, ORM_OPTION_ALLOW_DIRTY))
            allowed = may_edit(at->data) && allowed;
    if (!allowed)
        return ORM_EXIT_USAGE;
    for (GList *at = all; at != NULL; at = at->next) {
        if (!is_edited(at->data))
            continue;
        written = write_edits(at->data, reason, &count) && written;
        edits++;
    }
    if (!orm_arguments_has(arguments, ORM_OPTION_QUIET))
        fprintf(stderr, "ormlint: ORM_ALLOW written at %u place%s in %u file%s\n", count, count == 1 ? "" : "s", edits,
                edits == 1 ? "" : "s");
    return written ? ORM_EXIT_CLEAN : ORM_EXIT_INCOMPLETE;
}

int orm_add_allow(const OrmArguments *arguments, const OrmAnalysis *analysis)
{
    g_autofree char *reason = g_strdup(orm_arguments_value(arguments, ORM_OPTION_ADD_ALLOW));
    g_strstrip(reason);
    if (*reason == '\0' || strpbrk(reason, "\r\n") != NULL) {
        orm_message_error("`--add-allow` needs a reason, on one line");
        return ORM_EXIT_USAGE;
    }
    g_autoptr(GHashTable) files = collect(analysis);
    return edit_all(arguments, files, reason);
}
