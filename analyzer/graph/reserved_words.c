/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/reserved_words.h"

#include <stdlib.h>
#include <string.h>

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

static int compare_word(const void *word, const void *entry)
{
    return strcmp(word, ((const ReservedWord *)entry)->word);
}

gboolean orm_is_reserved_word(const char *word, OrmDialect dialect)
{
    g_autofree char *folded = g_ascii_strdown(word, -1);
    const ReservedWord *found =
        bsearch(folded, reserved_words, G_N_ELEMENTS(reserved_words), sizeof reserved_words[0], compare_word);
    return found != NULL && (dialect == ORM_DIALECT_PORTABLE || (found->dialects & 1u << dialect) != 0);
}
