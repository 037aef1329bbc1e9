/* SPDX-License-Identifier: MIT */
/*
 * The grammar of annotations on any bytes. The first line is what the attribute says ("orm:table(users)"), the rest the
 * source; the macro is used where the source first says "ORM_", else where it starts. Whatever is read must stand
 * inside the source, survive the vocabulary, and, where it was read without error, say the same when it is printed and
 * read again.
 */
#include "analyzer/extract/annotation_parser.h"
#include "analyzer/graph/vocabulary.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);
const char *__asan_default_options(void);

/* GLib grows its table of interned strings by leaving the old one behind, which millions of new strings make look like
 * a leak. The corpus is run as a test with leaks detected: ASAN_OPTIONS there overrides this. */
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

static void free_problem(gpointer problem)
{
    orm_problem_free(problem);
}

static void check_place(const OrmPlace *place)
{
    g_assert_true(orm_place_known(place) && place->line > 0 && place->column > 0);
    g_assert_true(place->end_line > place->line ||
                  (place->end_line == place->line && place->end_column > place->column));
}

static void check_places(const GPtrArray *arguments)
{
    for (guint i = 0; arguments != NULL && i < arguments->len; i++) {
        const OrmArgument *argument = arguments->pdata[i];
        check_place(&argument->place);
        check_place(&argument->value->place);
        check_places(argument->value->items);
    }
}

static void check_vocabulary(OrmAnnotation *annotation)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(free_problem);
    g_autoptr(GPtrArray) together = g_ptr_array_new();
    g_ptr_array_add(together, annotation);
    g_ptr_array_add(together, annotation);
    for (OrmSubjectKind subject = ORM_ON_STRUCT; subject <= ORM_ON_FIELD; subject++) {
        orm_vocabulary_check(annotation, subject, problems);
        orm_vocabulary_check_together(together, subject, problems);
    }
    for (guint i = 0; i < problems->len; i++) {
        const OrmProblem *problem = problems->pdata[i];
        check_place(&problem->place);
        g_assert_true(g_utf8_validate(problem->message, -1, NULL));
    }
    guint cascade;
    OrmPlace place;
    orm_annotation_cascade(annotation, &cascade, &place);
    orm_annotation_action(annotation, "ondelete");
    orm_annotation_flag(annotation, "unique");
    orm_annotation_text(annotation, "name");
    g_ptr_array_unref(orm_annotation_positionals(annotation));
}

static void check_printed(const OrmAnnotation *annotation)
{
    g_autoptr(GString) text = g_string_new("orm:");
    g_string_append_printf(text, "%s(", annotation->kind);
    for (guint i = 0; i < annotation->arguments->len; i++) {
        const OrmArgument *argument = annotation->arguments->pdata[i];
        g_autofree char *value = orm_value_to_string(argument->value);
        g_string_append_printf(text, "%s%s%s%s", i > 0 ? ", " : "", argument->key == NULL ? "" : argument->key,
                               argument->key == NULL ? "" : "=", value);
    }
    g_string_append_c(text, ')');
    g_autoptr(OrmAnnotation) again = orm_annotation_parse(text->str, NULL);
    g_assert_true(orm_annotation_equal(annotation, again));
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    const char *bytes = (const char *)data;
    const char *newline = size == 0 ? NULL : memchr(bytes, '\n', size);
    gsize line = newline == NULL ? size : (gsize)(newline - bytes);
    g_autofree char *text = g_strndup(bytes, line);
    gsize length = newline == NULL ? 0 : size - line - 1;
    const char *use = length == 0 ? NULL : g_strstr_len(newline + 1, (gssize)length, "ORM_");
    OrmSourceText source = {.file = "fuzz.c", .text = length == 0 ? "" : newline + 1, .length = length};
    source.offset = use == NULL ? 0 : (gsize)(use - source.text);

    g_autoptr(OrmAnnotation) annotation = orm_annotation_parse(text, &source);
    check_place(&annotation->place);
    check_place(&annotation->kind_place);
    if (annotation->syntax_error != NULL)
        check_place(&annotation->error_place);
    check_places(annotation->arguments);
    if (annotation->syntax_error == NULL)
        check_printed(annotation);
    check_vocabulary(annotation);
    g_autoptr(OrmAnnotation) inner = orm_annotation_on(annotation).annotation;
    check_vocabulary(inner);
    return 0;
}
