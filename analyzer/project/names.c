/* SPDX-License-Identifier: MIT */
#include "analyzer/project/scan.h"

#include <string.h>

#define FILTER_BITS 4096

struct OrmNames {
    guint64 filter[FILTER_BITS / 64]; /* nearly every identifier of a source is turned away here, without a look-up */
    GHashTable *set;                  /* of guint64 * */
};

OrmNames *orm_names_new(void)
{
    OrmNames *names = g_new0(OrmNames, 1);
    names->set = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    return names;
}

void orm_names_free(OrmNames *names)
{
    if (!names)
        return;
    g_hash_table_unref(names->set);
    g_free(names);
}

static guint filter_bit(guint64 name)
{
    return (guint)(name >> 20) % FILTER_BITS;
}

void orm_names_add(OrmNames *names, guint64 name)
{
    guint bit = filter_bit(name);
    names->filter[bit / 64] |= G_GUINT64_CONSTANT(1) << (bit % 64);
    g_hash_table_add(names->set, g_memdup2(&name, sizeof name));
}

gboolean orm_names_contain(const OrmNames *names, guint64 name)
{
    guint bit = filter_bit(name);
    if (!(names->filter[bit / 64] >> (bit % 64) & 1))
        return FALSE;
    return g_hash_table_contains(names->set, &name);
}

guint orm_names_count(const OrmNames *names)
{
    return g_hash_table_size(names->set);
}

/* The last three are what is left of a name put together with `##`: ORM_##kind. */
static const char *const vocabulary[] = {
    "ORM_TABLE",        "ORM_ABSTRACT", "ORM_PRIMARY_KEY", "ORM_UNIQUE",      "ORM_INDEX", "ORM_CHECK",
    "ORM_FOREIGN_KEY",  "ORM_EXCLUDE",  "ORM_INHERITS",    "ORM_POLYMORPHIC", "ORM_ALLOW", "ORM_COLUMN",
    "ORM_RELATIONSHIP", "ORM_EMBED",    "ORM_ENUM",        "ORM_IGNORE",      "ORM_ON",    "ORM_",
    "ORM_PRIMARY_",     "ORM_FOREIGN_",
};

const OrmNames *orm_vocabulary_names(void)
{
    static gsize once = 0;
    static OrmNames *names = NULL;
    if (g_once_init_enter(&once)) {
        names = orm_names_new();
        for (gsize i = 0; i < G_N_ELEMENTS(vocabulary); i++)
            orm_names_add(names, orm_name_hash(vocabulary[i], strlen(vocabulary[i])));
        g_once_init_leave(&once, 1);
    }
    return names;
}
