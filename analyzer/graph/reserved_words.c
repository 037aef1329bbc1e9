/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/reserved_words.h"

enum {
    PG = 1 << ORM_DIALECT_POSTGRESQL,
    SL = 1 << ORM_DIALECT_SQLITE,
    MY = 1 << ORM_DIALECT_MYSQL,
    MA = 1 << ORM_DIALECT_MARIADB,
};

typedef struct {
    const char *word;
    guint dialects;
} ReservedWord;

static const ReservedWord reserved_words[] = {
#include "analyzer/graph/reserved_words.inc"
};

static guint hash_word(gconstpointer word)
{
    guint hash = 5381;
    for (const char *c = word; *c != '\0'; c++)
        hash = hash * 33 + (guchar)g_ascii_tolower(*c);
    return hash;
}

static gboolean words_equal(gconstpointer left, gconstpointer right)
{
    return g_ascii_strcasecmp(left, right) == 0;
}

/* Asked for the name of every column: word -> const ReservedWord *. */
static GHashTable *words_by_name(void)
{
    static GHashTable *words = NULL;
    if (g_once_init_enter(&words)) {
        GHashTable *made = g_hash_table_new(hash_word, words_equal);
        for (gsize i = 0; i < G_N_ELEMENTS(reserved_words); i++)
            g_hash_table_insert(made, (gpointer)reserved_words[i].word, (gpointer)&reserved_words[i]);
        g_once_init_leave(&words, made);
    }
    return words;
}

guint orm_reserved_word_dialects(const char *word)
{
    const ReservedWord *found = g_hash_table_lookup(words_by_name(), word);
    return found != NULL ? found->dialects : 0;
}

gboolean orm_is_reserved_word(const char *word, OrmDialect dialect)
{
    guint dialects = orm_reserved_word_dialects(word);
    return dialect == ORM_DIALECT_PORTABLE ? dialects != 0 : (dialects & 1u << dialect) != 0;
}
