/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/reserved_words.h"

#include <stdlib.h>

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
    return g_ascii_strcasecmp(word, ((const ReservedWord *)entry)->word);
}

guint orm_reserved_word_dialects(const char *word)
{
    const ReservedWord *found =
        bsearch(word, reserved_words, G_N_ELEMENTS(reserved_words), sizeof reserved_words[0], compare_word);
    return found != NULL ? found->dialects : 0;
}

gboolean orm_is_reserved_word(const char *word, OrmDialect dialect)
{
    guint dialects = orm_reserved_word_dialects(word);
    return dialect == ORM_DIALECT_PORTABLE ? dialects != 0 : (dialects & 1u << dialect) != 0;
}
