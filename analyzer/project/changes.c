/* SPDX-License-Identifier: MIT */
#include "analyzer/project/changes.h"

/* Lines of the new file; a deletion is the gap before `first`, and `last` is less than that. */
typedef struct {
    guint first, last;
} Range;

struct OrmChanges {
    GHashTable *ranges; /* char * path -> GArray of Range */
};

static GArray *ranges_of(OrmChanges *changes, char *path)
{
    GArray *ranges = g_hash_table_lookup(changes->ranges, path);
    if (ranges == NULL) {
        ranges = g_array_new(FALSE, FALSE, sizeof(Range));
        g_hash_table_insert(changes->ranges, g_strdup(path), ranges);
    }
    return ranges;
}

/* With context lines in the hunk, only what is marked counts. */
static void add_hunk(GArray *ranges, const OrmPatchHunk *hunk)
{
    guint line = hunk->new_count == 0 ? hunk->new_start + 1 : hunk->new_start;
    for (guint i = 0; i < hunk->lines->len; i++) {
        char mark = *(const char *)g_ptr_array_index(hunk->lines, i);
        if (mark == '+')
            g_array_append_val(ranges, ((Range){line, line}));
        else if (mark == '-')
            g_array_append_val(ranges, ((Range){line, line - 1}));
        line += mark != '-';
    }
}

OrmChanges *orm_changes_new(const char *top, GPtrArray *files)
{
    OrmChanges *changes = g_new0(OrmChanges, 1);
    changes->ranges = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    for (guint i = 0; i < files->len; i++) {
        const OrmPatchFile *file = g_ptr_array_index(files, i);
        if (file->new_path == NULL)
            continue;
        g_autofree char *path = g_canonicalize_filename(file->new_path, top);
        GArray *ranges = ranges_of(changes, path);
        if (file->old_path == NULL)
            g_array_append_val(ranges, ((Range){1, G_MAXUINT}));
        for (guint j = 0; j < file->hunks->len; j++)
            add_hunk(ranges, g_ptr_array_index(file->hunks, j));
    }
    return changes;
}

void orm_changes_free(OrmChanges *changes)
{
    if (changes == NULL)
        return;
    g_hash_table_unref(changes->ranges);
    g_free(changes);
}

gboolean orm_changes_touch(const OrmChanges *changes, const char *path, guint first, guint last)
{
    const GArray *ranges = g_hash_table_lookup(changes->ranges, path);
    for (guint i = 0; ranges != NULL && i < ranges->len; i++) {
        const Range *range = &g_array_index(ranges, Range, i);
        gboolean gap = range->last < range->first;
        if (gap ? first < range->first && range->first <= last : range->first <= last && first <= range->last)
            return TRUE;
    }
    return FALSE;
}
