/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/outcome.h"

#include "analyzer/graph/vocabulary.h"
#include "analyzer/verbs/message.h"

void orm_print_notices(const OrmArguments *arguments, GPtrArray *notices)
{
    gboolean color = orm_use_color(arguments, 2);
    OrmNoticeLevel least = ORM_NOTICE_WARNING;
    if (orm_arguments_has(arguments, ORM_OPTION_QUIET))
        least = ORM_NOTICE_ERROR;
    else if (orm_arguments_has(arguments, ORM_OPTION_VERBOSE))
        least = ORM_NOTICE_INFO;
    for (guint i = 0; i < notices->len; i++) {
        const OrmNotice *notice = notices->pdata[i];
        if (notice->level <= least)
            orm_message_notice(notice, color);
    }
}

/* The verb that the first of the paths, which is not there, is a misspelling of; NULL: none. */
static const char *meant_verb(const OrmArguments *arguments)
{
    const char *first = arguments->operands->len > 0 ? arguments->operands->pdata[0] : NULL;
    if (first == NULL || arguments->verb_named || g_file_test(first, G_FILE_TEST_EXISTS))
        return NULL;
    return orm_nearest_word(first, orm_words(ORM_WORDS_VERBS));
}

void orm_print_faults(const OrmArguments *arguments, const OrmCatalog *catalog)
{
    for (guint i = 0; i < catalog->faults->len; i++) {
        const OrmCatalogFault *fault = g_ptr_array_index(catalog->faults, i);
        OrmNotice notice = {.level = ORM_NOTICE_ERROR, .message = fault->message};
        if (fault->place.line > 0)
            notice.place = fault->place;
        orm_message_notice(&notice, orm_use_color(arguments, 2));
    }
}

gboolean orm_found_nothing(const OrmArguments *arguments, const OrmAnalysis *analysis)
{
    gboolean named = arguments->operands->len > 0;
    gboolean judged_schema = orm_arguments_has(arguments, ORM_OPTION_LINT_SCHEMA) && analysis->actual != NULL &&
                             analysis->actual->graph != NULL;
    if (analysis->verdict->models > 0 || (judged_schema && !named))
        return FALSE;
    g_autoptr(GString) where = g_string_new(named ? NULL : "the working directory");
    for (guint i = 0; i < arguments->operands->len; i++)
        g_string_append_printf(where, "%s%s", i > 0 ? ", " : "", (const char *)arguments->operands->pdata[i]);
    const char *verb = meant_verb(arguments);
    g_autofree char *hint = verb != NULL ? g_strdup_printf("; did you mean `ormlint %s`?", verb) : g_strdup("");
    g_autofree char *message = g_strdup_printf("looked at no model: no struct in %s is annotated, or mapped by the "
                                               "configuration (ormlint --show-files lists what is read)%s",
                                               where->str, hint);
    OrmNotice notice = {.level = named ? ORM_NOTICE_ERROR : ORM_NOTICE_WARNING, .message = message};
    orm_message_notice(&notice, orm_use_color(arguments, 2));
    return named;
}
