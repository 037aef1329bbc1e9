/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/borrowers.h"

/* Marks what the file sees in the end. */
static void mark_seen(const OrmUnitFiles *files, guint number, gboolean *seen)
{
    if (seen[number])
        return;
    seen[number] = TRUE;
    const GArray *events = orm_unit_file(files, number)->events;
    for (guint i = 0; i < events->len; i++) {
        const OrmUnitEvent *event = &g_array_index(events, OrmUnitEvent, i);
        if (event->provision == NULL)
            mark_seen(files, event->file, seen);
    }
}

/* -1: none. */
static gint find_reported(const OrmUnitFiles *files, const char *path)
{
    for (guint i = 0; path != NULL && i < files->files->len; i++)
        if (orm_sources_file(files->sources, orm_unit_file(files, i)->file)->path == path)
            return (gint)i;
    return -1;
}

void orm_add_borrowers(const OrmUnitFiles *files, const GArray *members, const OrmBorrowing *borrowing,
                       GHashTable *foreign)
{
    gint wanter = find_reported(files, borrowing->wanter), lender = find_reported(files, borrowing->definition);
    if (wanter < 0 || (lender >= 0 && orm_unit_file(files, (guint)wanter)->is_common))
        return;
    g_autofree gboolean *seen = g_new0(gboolean, files->files->len);
    mark_seen(files, (guint)wanter, seen);
    if (lender >= 0 && (seen[lender] || orm_unit_file(files, (guint)lender)->is_common))
        return;
    gboolean all = orm_unit_file(files, (guint)wanter)->is_common;
    for (guint i = 0; i < members->len; i++) {
        guint number = g_array_index(members, guint, i);
        g_autofree gboolean *sees = g_new0(gboolean, files->files->len);
        mark_seen(files, number, sees);
        if (sees[wanter] || all)
            g_hash_table_insert(foreign,
                                (gpointer)orm_sources_file(files->sources, orm_unit_file(files, number)->file)->path,
                                GUINT_TO_POINTER(1));
    }
}
