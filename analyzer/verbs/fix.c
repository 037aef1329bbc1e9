/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/fix.h"

#include <stdio.h>
#include <stdlib.h>

#include "analyzer/fixes/plan.h"
#include "analyzer/project/git.h"
#include "analyzer/verbs/message.h"
#include "analyzer/verbs/verb.h"

gboolean orm_fix_check(const OrmArguments *arguments)
{
    gboolean fix = orm_arguments_has(arguments, ORM_OPTION_FIX), diff = orm_arguments_has(arguments, ORM_OPTION_DIFF);
    if (!fix && !diff && orm_arguments_has(arguments, ORM_OPTION_UNSAFE_FIXES))
        orm_message_error("--unsafe-fixes needs --fix or --diff");
    else if ((fix || diff) && orm_arguments_has(arguments, ORM_OPTION_ADD_ALLOW))
        orm_message_error(
            "--add-allow allows what --fix could mend: run --fix first, and --add-allow for what is left");
    else if (diff && orm_arguments_has(arguments, ORM_OPTION_FORMAT))
        orm_message_error("--diff prints a diff and no report: leave out --format");
    else
        return TRUE;
    return FALSE;
}

/* What was not read may speak against a fix. */
static gboolean may_fix(const OrmArguments *arguments, const OrmAnalysis *analysis)
{
    if (!orm_analysis_incomplete(analysis) || orm_arguments_has(arguments, ORM_OPTION_KEEP_GOING))
        return TRUE;
    orm_message_error("nothing is fixed, because not everything could be read (--keep-going fixes what was found)");
    return FALSE;
}

static OrmFixPlan *make_plan(const OrmArguments *arguments, const OrmAnalysis *analysis, GPtrArray *untouchable)
{
    return orm_fix_plan_new(analysis->sources, analysis->findings,
                            orm_arguments_has(arguments, ORM_OPTION_UNSAFE_FIXES), untouchable);
}

/* The files of the plan that have uncommitted changes, each told: of const char *, borrowed. */
static GPtrArray *find_dirty(const OrmFixPlan *plan)
{
    GPtrArray *dirty = g_ptr_array_new();
    for (guint i = 0; i < plan->files->len; i++) {
        const OrmFixedFile *file = plan->files->pdata[i];
        g_autoptr(GError) error = NULL;
        /* What a link points at is what is overwritten. */
        g_autofree char *path = realpath(file->source->file, NULL);
        gboolean changed = path != NULL && orm_git_is_uncommitted(path, &error);
        if (error != NULL)
            orm_message_error("%s is left alone: git cannot tell whether it has uncommitted changes: %s "
                              "(--allow-dirty fixes it all the same)",
                              file->source->file, error->message);
        else if (changed)
            orm_message_error("%s is left alone: it has uncommitted changes (--allow-dirty fixes it all the same)",
                              file->source->file);
        if (error != NULL || changed)
            g_ptr_array_add(dirty, (gpointer)file->source->file);
    }
    return dirty;
}

static const char *plural(guint count)
{
    return count == 1 ? "" : "s";
}

static void tell(const OrmFixPlan *plan, guint files)
{
    fprintf(stderr, "fixed %u finding%s in %u file%s", plan->fixed, plural(plan->fixed), files, plural(files));
    if (plan->only_unsafe > 0)
        fprintf(stderr, ", %u more with --unsafe-fixes", plan->only_unsafe);
    if (plan->overlapping > 0)
        fprintf(stderr, ", %u more in a second run: %s fix%s overlap%s another's", plan->overlapping,
                plan->overlapping == 1 ? "its" : "their", plan->overlapping == 1 ? "" : "es",
                plan->overlapping == 1 ? "s" : "");
    fputc('\n', stderr);
}

/* Writes the files; returns how many were written. */
static guint write_files(const OrmFixPlan *plan)
{
    guint written = 0;
    for (guint i = 0; i < plan->files->len; i++) {
        const OrmFixedFile *file = plan->files->pdata[i];
        g_autoptr(GError) error = NULL;
        if (orm_fixed_file_write(file, &error))
            written++;
        else
            orm_message_error("cannot fix %s: %s", file->source->file, error->message);
    }
    return written;
}

gboolean orm_fix_apply(const OrmArguments *arguments, const OrmAnalysis *analysis, int *exit)
{
    if (!may_fix(arguments, analysis))
        return FALSE;
    g_autoptr(OrmFixPlan) plan = make_plan(arguments, analysis, NULL);
    if (!orm_arguments_has(arguments, ORM_OPTION_ALLOW_DIRTY)) {
        g_autoptr(GPtrArray) dirty = find_dirty(plan);
        if (dirty->len > 0) {
            *exit = ORM_EXIT_USAGE;
            orm_fix_plan_free(plan);
            plan = make_plan(arguments, analysis, dirty);
        }
    }
    guint written = write_files(plan);
    if (written < plan->files->len)
        *exit = ORM_EXIT_INCOMPLETE;
    if (written == plan->files->len && !orm_arguments_has(arguments, ORM_OPTION_QUIET))
        tell(plan, written);
    return written > 0;
}

int orm_fix_diff(const OrmArguments *arguments, const OrmAnalysis *analysis)
{
    if (!may_fix(arguments, analysis))
        return ORM_EXIT_INCOMPLETE;
    g_autoptr(OrmFixPlan) plan = make_plan(arguments, analysis, NULL);
    g_autofree char *diff = orm_fix_plan_diff(plan);
    if (!orm_print(diff))
        return ORM_EXIT_INCOMPLETE;
    return plan->files->len > 0 ? ORM_EXIT_FINDINGS : ORM_EXIT_CLEAN;
}

void orm_fix_hint(const OrmAnalysis *analysis)
{
    guint safe = 0, others = 0;
    for (guint i = 0; i < analysis->findings->len; i++) {
        const OrmFinding *finding = analysis->findings->pdata[i];
        if (finding->fix != NULL && finding->suppressed == NULL)
            *(finding->fix->safe ? &safe : &others) += 1;
    }
    if (safe > 0)
        fprintf(stderr, "%u can be fixed with --fix", safe);
    if (others > 0)
        fprintf(stderr, safe > 0 ? ", %u more with --unsafe-fixes" : "%u can be fixed with --fix --unsafe-fixes",
                others);
    if (safe + others > 0)
        fputc('\n', stderr);
}
