/* SPDX-License-Identifier: MIT */
#include "analyzer/findings/finding.h"

OrmEdit *orm_edit_new(OrmEditKind kind, OrmPlace place, const char *was, const char *text)
{
    OrmEdit *edit = g_new0(OrmEdit, 1);
    edit->kind = kind;
    edit->place = place;
    edit->was = g_strdup(was);
    edit->text = g_strdup(text);
    return edit;
}

void orm_edit_free(OrmEdit *edit)
{
    if (edit == NULL)
        return;
    g_free(edit->was);
    g_free(edit->text);
    g_free(edit);
}

void orm_fix_free(OrmFix *fix)
{
    if (fix == NULL)
        return;
    g_free(fix->description);
    g_ptr_array_unref(fix->edits);
    g_free(fix);
}

void orm_finding_fix(OrmFinding *finding, gboolean safe, const char *format, ...)
{
    va_list arguments;
    orm_fix_free(finding->fix);
    finding->fix = g_new0(OrmFix, 1);
    finding->fix->safe = safe;
    finding->fix->edits = g_ptr_array_new_with_free_func((GDestroyNotify)orm_edit_free);
    va_start(arguments, format);
    finding->fix->description = g_strdup_vprintf(format, arguments);
    va_end(arguments);
}

void orm_finding_edit(OrmFinding *finding, OrmEditKind kind, OrmPlace place, const char *was, const char *text)
{
    g_return_if_fail(finding->fix != NULL);
    g_ptr_array_add(finding->fix->edits, orm_edit_new(kind, place, was, text));
}
