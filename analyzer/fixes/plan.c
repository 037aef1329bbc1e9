/* SPDX-License-Identifier: MIT */
#include "analyzer/fixes/plan.h"

#include <string.h>

static void fixed_file_free(gpointer data)
{
    OrmFixedFile *file = data;
    g_array_unref(file->replacements);
    g_free(file);
}

static OrmFixedFile *find_file(const OrmFixPlan *plan, const char *name)
{
    for (guint i = 0; i < plan->files->len; i++) {
        OrmFixedFile *file = plan->files->pdata[i];
        if (g_str_equal(file->source->file, name))
            return file;
    }
    return NULL;
}

static gboolean equal(const OrmFixReplacement *one, const OrmFixReplacement *other)
{
    return one->start == other->start && one->end == other->end && g_str_equal(one->text, other->text);
}

/* Neither shares a byte with the other, nor does one insert where the other changes something. */
static gboolean apart(const OrmFixReplacement *one, const OrmFixReplacement *other)
{
    gboolean insertion = one->start == one->end || other->start == other->end;
    if (one->start < other->start || (one->start == other->start && one->end < other->end))
        return insertion ? one->end < other->start : one->end <= other->start;
    return insertion ? other->end < one->start : other->end <= one->start;
}

static gboolean replacement_of(const OrmSource *source, const OrmEdit *edit, OrmFixReplacement *replacement)
{
    replacement->text = edit->text;
    return source != NULL && orm_source_point(source, edit->place.line, edit->place.column, &replacement->start) &&
           orm_source_point(source, edit->place.end_line, edit->place.end_column, &replacement->end);
}

/* Whether the edit goes with what the file has; `there` when it is made already. */
static gboolean goes_with(const OrmFixedFile *file, const OrmFixReplacement *replacement, gboolean *there)
{
    *there = FALSE;
    for (guint i = 0; file != NULL && i < file->replacements->len; i++) {
        const OrmFixReplacement *other = &g_array_index(file->replacements, OrmFixReplacement, i);
        *there = *there || equal(replacement, other);
        if (!equal(replacement, other) && !apart(replacement, other))
            return FALSE;
    }
    return TRUE;
}

static gboolean fits(const OrmFixPlan *plan, OrmFixSources *sources, const OrmFix *fix)
{
    for (guint i = 0; i < fix->edits->len; i++) {
        const OrmEdit *edit = fix->edits->pdata[i];
        OrmFixReplacement replacement;
        gboolean there;
        if (!replacement_of(orm_fix_source(sources, edit->place.file), edit, &replacement) ||
            !goes_with(find_file(plan, edit->place.file), &replacement, &there))
            return FALSE;
    }
    return TRUE;
}

static gboolean needs(const OrmFix *fix, GPtrArray *files)
{
    for (guint i = 0; files != NULL && i < fix->edits->len; i++) {
        const OrmEdit *edit = fix->edits->pdata[i];
        if (g_ptr_array_find_with_equal_func(files, edit->place.file, g_str_equal, NULL))
            return TRUE;
    }
    return FALSE;
}

static void take(OrmFixPlan *plan, OrmFixSources *sources, const OrmFix *fix)
{
    for (guint i = 0; i < fix->edits->len; i++) {
        const OrmEdit *edit = fix->edits->pdata[i];
        OrmFixedFile *file = find_file(plan, edit->place.file);
        OrmFixReplacement replacement;
        gboolean there;
        replacement_of(orm_fix_source(sources, edit->place.file), edit, &replacement);
        goes_with(file, &replacement, &there);
        if (there)
            continue;
        if (file == NULL) {
            file = g_new0(OrmFixedFile, 1);
            file->source = orm_fix_source(sources, edit->place.file);
            file->replacements = g_array_new(FALSE, FALSE, sizeof(OrmFixReplacement));
            g_ptr_array_add(plan->files, file);
        }
        g_array_append_val(file->replacements, replacement);
    }
}

static void consider(OrmFixPlan *plan, OrmFixSources *sources, const OrmFix *fix, GPtrArray *untouchable)
{
    if (needs(fix, untouchable)) {
        plan->refused++;
    } else if (!fits(plan, sources, fix)) {
        plan->overlapping++;
    } else {
        take(plan, sources, fix);
        plan->fixed++;
    }
}

static gint compare_files(gconstpointer left, gconstpointer right)
{
    return strcmp((*(OrmFixedFile *const *)left)->source->file, (*(OrmFixedFile *const *)right)->source->file);
}

static gint compare_replacements(gconstpointer left, gconstpointer right)
{
    const OrmFixReplacement *one = left, *other = right;
    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    return (one->end > other->end) - (one->end < other->end);
}

OrmFixPlan *orm_fix_plan_new(OrmFixSources *sources, GPtrArray *findings, gboolean with_unsafe, GPtrArray *untouchable)
{
    OrmFixPlan *plan = g_new0(OrmFixPlan, 1);
    plan->files = g_ptr_array_new_with_free_func(fixed_file_free);
    for (guint turn = 0; turn < 2; turn++) {
        for (guint i = 0; i < findings->len; i++) {
            const OrmFinding *finding = findings->pdata[i];
            if (finding->fix == NULL || finding->suppressed != NULL || finding->fix->safe == (turn == 1))
                continue;
            if (!finding->fix->safe && !with_unsafe)
                plan->only_unsafe++;
            else
                consider(plan, sources, finding->fix, untouchable);
        }
    }
    g_ptr_array_sort(plan->files, compare_files);
    for (guint i = 0; i < plan->files->len; i++)
        g_array_sort(((OrmFixedFile *)plan->files->pdata[i])->replacements, compare_replacements);
    return plan;
}

void orm_fix_plan_free(OrmFixPlan *plan)
{
    if (plan == NULL)
        return;
    g_ptr_array_unref(plan->files);
    g_free(plan);
}
