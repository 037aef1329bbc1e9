/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/document.h"

char *orm_document_words(OrmWords words)
{
    const char *const *list = orm_words(words);
    return list != NULL ? g_strjoinv(" ", (char **)list) : NULL;
}

gboolean orm_document_is_list(OrmWords words)
{
    return words == ORM_WORDS_RULES;
}
