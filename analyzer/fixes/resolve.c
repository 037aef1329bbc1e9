/* SPDX-License-Identifier: MIT */
#include "analyzer/fixes/resolve.h"

#include <string.h>

#include "analyzer/fixes/edits.h"

static gboolean replace(const OrmSource *source, gsize start, const OrmEdit *edit, OrmReplacement *replacement)
{
    gsize end;
    if (!orm_source_point(source, edit->place.end_line, edit->place.end_column, &end) || end < start)
        return FALSE;
    if (edit->was != NULL &&
        (strlen(edit->was) != end - start || memcmp(source->text + start, edit->was, end - start) != 0))
        return FALSE;
    *replacement = (OrmReplacement){start, end, g_strdup(edit->text != NULL ? edit->text : "")};
    return TRUE;
}

static gboolean make(const OrmSource *source, const OrmEdit *edit, const GArray *removed, OrmReplacement *replacement)
{
    static const OrmEditFunction functions[] = {[ORM_EDIT_REMOVE_ANNOTATION] = orm_edit_remove_annotation,
                                                [ORM_EDIT_ADD_ARGUMENT] = orm_edit_add_argument,
                                                [ORM_EDIT_ANNOTATE_STRUCT] = orm_edit_annotate_struct,
                                                [ORM_EDIT_ANNOTATE_FIELD] = orm_edit_annotate_field,
                                                [ORM_EDIT_QUALIFY_POINTER] = orm_edit_qualify_pointer,
                                                [ORM_EDIT_TYPE_POINTER] = orm_edit_type_pointer,
                                                [ORM_EDIT_DROP_POINTER] = orm_edit_drop_pointer,
                                                [ORM_EDIT_STATE_VALUE] = orm_edit_state_value,
                                                [ORM_EDIT_TYPE_FIELD] = orm_edit_type_field,
                                                [ORM_EDIT_HOLD_VALUE] = orm_edit_hold_value,
                                                [ORM_EDIT_DROP_QUALIFIER] = orm_edit_drop_qualifier};
    gsize start;
    if (!orm_source_point(source, edit->place.line, edit->place.column, &start))
        return FALSE;
    if (edit->kind == ORM_EDIT_REMOVE_ALLOWED)
        return orm_edit_remove_allowed(source, start, edit, replacement);
    gssize token = orm_source_token_at(source, start);
    if (token < 0)
        return FALSE;
    if (edit->kind == ORM_EDIT_REPLACE)
        return replace(source, start, edit, replacement);
    if (edit->kind == ORM_EDIT_REMOVE_ARGUMENT)
        return orm_edit_remove_argument(source, token, edit, removed, replacement);
    return functions[edit->kind](source, token, edit, replacement);
}

/* Where the arguments begin that the fix removes from a file: of gssize. */
static GArray *removed_arguments(const OrmSource *source, const OrmFix *fix)
{
    GArray *removed = g_array_new(FALSE, FALSE, sizeof(gssize));
    for (guint i = 0; i < fix->edits->len; i++) {
        const OrmEdit *edit = fix->edits->pdata[i];
        gsize start;
        if (edit->kind != ORM_EDIT_REMOVE_ARGUMENT || g_strcmp0(edit->place.file, source->file) != 0 ||
            !orm_source_point(source, edit->place.line, edit->place.column, &start))
            continue;
        gssize token = orm_source_token_at(source, start);
        g_array_append_val(removed, token);
    }
    return removed;
}

static gboolean may_edit(const char *file, GPtrArray *files)
{
    if (file == NULL || !g_path_is_absolute(file))
        return file != NULL;
    return g_ptr_array_find_with_equal_func(files, file, g_str_equal, NULL);
}

/* A replacement as an edit; NULL when it cannot be made. */
static OrmEdit *resolve_edit(OrmFixSources *sources, const OrmFix *fix, const OrmEdit *edit, GPtrArray *files)
{
    const OrmSource *source = may_edit(edit->place.file, files) ? orm_fix_source(sources, edit->place.file) : NULL;
    if (source == NULL)
        return NULL;
    OrmReplacement replacement = {0};
    g_autoptr(GArray) removed = removed_arguments(source, fix);
    if (!make(source, edit, removed, &replacement))
        return NULL;
    OrmPlace place = orm_source_place(source, replacement.start, replacement.end);
    place.file = edit->place.file;
    OrmEdit *resolved = orm_edit_new(ORM_EDIT_REPLACE, place, NULL, replacement.text);
    g_free(replacement.text);
    return resolved;
}

static gint compare_edits(gconstpointer left, gconstpointer right)
{
    return orm_place_compare(&(*(OrmEdit *const *)left)->place, &(*(OrmEdit *const *)right)->place);
}

/* Sorts; FALSE when two edits touch, so that it is not plain what comes of both. */
static gboolean put_in_order(GPtrArray *edits)
{
    g_ptr_array_sort(edits, compare_edits);
    for (guint i = 1; i < edits->len; i++) {
        const OrmPlace *one = &((OrmEdit *)edits->pdata[i - 1])->place, *next = &((OrmEdit *)edits->pdata[i])->place;
        gboolean behind =
            next->line > one->end_line || (next->line == one->end_line && next->column >= one->end_column);
        gboolean both_insert = one->line == next->end_line && one->column == next->end_column;
        if (g_strcmp0(one->file, next->file) == 0 && (!behind || both_insert))
            return FALSE;
    }
    return TRUE;
}

static OrmFix *resolve_fix(OrmFixSources *sources, const OrmFix *fix, GPtrArray *files)
{
    OrmFix *resolved = g_new0(OrmFix, 1);
    resolved->description = g_strdup(fix->description);
    resolved->safe = fix->safe;
    resolved->edits = g_ptr_array_new_with_free_func((GDestroyNotify)orm_edit_free);
    for (guint i = 0; i < fix->edits->len; i++) {
        OrmEdit *edit = resolve_edit(sources, fix, fix->edits->pdata[i], files);
        if (edit != NULL)
            g_ptr_array_add(resolved->edits, edit);
    }
    if (resolved->edits->len == fix->edits->len && resolved->edits->len > 0 && put_in_order(resolved->edits))
        return resolved;
    orm_fix_free(resolved);
    return NULL;
}

void orm_fixes_resolve(OrmFixSources *sources, GPtrArray *findings, GPtrArray *files)
{
    for (guint i = 0; i < findings->len; i++) {
        OrmFinding *finding = findings->pdata[i];
        OrmFix *fix = finding->fix;
        if (fix == NULL)
            continue;
        finding->fix = resolve_fix(sources, fix, files);
        orm_fix_free(fix);
    }
}
