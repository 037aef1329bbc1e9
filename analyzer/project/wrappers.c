/* SPDX-License-Identifier: MIT */
#include "analyzer/project/wrappers.h"

static int compare_mentions(gconstpointer left, gconstpointer right)
{
    guint64 a = ((const OrmMention *)left)->name, b = ((const OrmMention *)right)->name;
    return (a > b) - (a < b);
}

/* The first mention of `name` or of one that sorts behind it. */
static guint first_mention(const GArray *mentions, guint64 name)
{
    guint low = 0, high = mentions->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(mentions, OrmMention, middle).name < name)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void add(OrmNames *wrappers, GArray *queue, guint64 macro)
{
    if (orm_names_contain(wrappers, macro) || orm_names_contain(orm_vocabulary_names(), macro))
        return;
    orm_names_add(wrappers, macro);
    g_array_append_val(queue, macro);
}

OrmNames *orm_wrappers_find(GArray *mentions)
{
    OrmNames *wrappers = orm_names_new();
    g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint i = 0; i < mentions->len; i++) {
        const OrmMention *mention = &g_array_index(mentions, OrmMention, i);
        if (orm_names_contain(orm_vocabulary_names(), mention->name))
            add(wrappers, queue, mention->macro);
    }
    if (queue->len)
        g_array_sort(mentions, compare_mentions);
    for (guint done = 0; done < queue->len; done++) {
        guint64 name = g_array_index(queue, guint64, done);
        for (guint i = first_mention(mentions, name); i < mentions->len; i++) {
            const OrmMention *mention = &g_array_index(mentions, OrmMention, i);
            if (mention->name != name)
                break;
            add(wrappers, queue, mention->macro);
        }
    }
    return wrappers;
}
