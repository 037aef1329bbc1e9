/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/intern.h"

#define BLOCK_BYTES (64 * 1024)

static GMutex lock;
static GHashTable *strings; /* set of const char *, in `characters` */
static GStringChunk *characters;

const char *orm_intern(const char *text)
{
    static const char empty[] = ""; /* asked for so often that it need not be looked up */
    if (text == NULL)
        return NULL;
    if (text[0] == '\0')
        return empty;
    g_mutex_lock(&lock);
    if (strings == NULL) {
        strings = g_hash_table_new(g_str_hash, g_str_equal);
        characters = g_string_chunk_new(BLOCK_BYTES);
    }
    const char *interned = g_hash_table_lookup(strings, text);
    if (interned == NULL) {
        interned = g_string_chunk_insert(characters, text);
        g_hash_table_add(strings, (gpointer)interned);
    }
    g_mutex_unlock(&lock);
    return interned;
}
