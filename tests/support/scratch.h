/* SPDX-License-Identifier: MIT */
/* For tests that read sources: a folder of their own that is the working directory, and units made of its files. */
#ifndef ORM_TESTS_SCRATCH_H
#define ORM_TESTS_SCRATCH_H

/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "analyzer/extract/extract.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Setup and teardown of each test. */

static inline int scratch_open(void **state)
{
    char *directory = g_dir_make_tmp("ormlint-test-XXXXXX", NULL);
    if (directory == NULL || g_chdir(directory) != 0)
        return -1;
    *state = directory;
    return 0;
}

static inline void scratch_remove(const char *path)
{
    GDir *directory = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    for (const char *name; directory != NULL && (name = g_dir_read_name(directory)) != NULL;) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        scratch_remove(inner);
    }
    g_clear_pointer(&directory, g_dir_close);
    g_remove(path);
}

static inline int scratch_close(void **state)
{
    if (g_chdir("/") != 0)
        return -1;
    scratch_remove(*state);
    g_free(*state);
    return 0;
}

static inline void scratch_write(const char *name, const char *text)
{
    g_autofree char *folder = g_path_get_dirname(name);
    assert_int_equal(g_mkdir_with_parents(folder, 0700), 0);
    assert_true(g_file_set_contents(name, text, -1, NULL));
}

/** A unit of the files, separated by blanks, with the arguments, separated by blanks. */
static inline OrmUnit *scratch_unit(const char *files, const char *arguments)
{
    g_autofree char *directory = g_get_current_dir();
    OrmUnit *unit = orm_unit_new(directory);
    g_auto(GStrv) names = g_strsplit(files, " ", -1);
    g_auto(GStrv) words = g_strsplit(arguments, " ", -1);
    for (guint i = 0; names[i] != NULL; i++)
        g_ptr_array_add(unit->files, g_strdup(names[i]));
    for (guint i = 0; words[i] != NULL; i++) {
        if (words[i][0] != '\0')
            g_ptr_array_add(unit->arguments, g_strdup(words[i]));
    }
    return unit;
}

/** Extracts one unit, which is freed. The facts are normalised. */
static inline OrmFacts *scratch_extract_unit(OrmUnit *unit, const OrmExtractOptions *options)
{
    g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func((GDestroyNotify)orm_unit_free);
    g_ptr_array_add(units, unit);
    OrmFacts *facts = orm_extract(units, options);
    orm_facts_normalize(facts);
    return facts;
}

static inline OrmFacts *scratch_extract(const char *files, const char *arguments)
{
    return scratch_extract_unit(scratch_unit(files, arguments), NULL);
}

/** Writes the text to "t.h" and extracts that; fails when there is any notice. */
static inline OrmFacts *scratch_extract_text(const char *text)
{
    scratch_write("t.h", text);
    OrmFacts *facts = scratch_extract("t.h", "");
    for (guint i = 0; i < facts->notices->len; i++)
        print_error("%s\n", ((OrmNotice *)facts->notices->pdata[i])->message);
    assert_int_equal(facts->notices->len, 0);
    return facts;
}

static inline const OrmStruct *find_struct(const OrmFacts *facts, const char *name)
{
    for (guint i = 0; i < facts->structs->len; i++) {
        const OrmStruct *record = facts->structs->pdata[i];
        if (strcmp(record->name, name) == 0)
            return record;
    }
    return NULL;
}

static inline const OrmStruct *get_struct(const OrmFacts *facts, const char *name)
{
    const OrmStruct *record = find_struct(facts, name);
    if (record == NULL)
        fail_msg("no struct %s", name);
    return record;
}

static inline const OrmEnum *get_enum(const OrmFacts *facts, const char *name)
{
    for (guint i = 0; i < facts->enums->len; i++) {
        const OrmEnum *enumeration = facts->enums->pdata[i];
        if (strcmp(enumeration->name, name) == 0)
            return enumeration;
    }
    fail_msg("no enum %s", name);
    return NULL;
}

/** `name` NULL: the first without a name. */
static inline const OrmField *get_field(const OrmStruct *record, const char *name)
{
    for (guint i = 0; i < record->fields->len; i++) {
        const OrmField *field = record->fields->pdata[i];
        if (g_strcmp0(field->name, name) == 0)
            return field;
    }
    fail_msg("no field %s in %s", name, record->name);
    return NULL;
}

static inline const OrmAnnotation *get_annotation(const GPtrArray *annotations, guint index)
{
    assert_true(index < annotations->len);
    return annotations->pdata[index];
}

static inline const OrmNotice *get_notice(const OrmFacts *facts, guint index)
{
    assert_true(index < facts->notices->len);
    return facts->notices->pdata[index];
}

/** "file:line:column-line:column" */
static inline void assert_place(OrmPlace place, const char *expected)
{
    g_autofree char *text = g_strdup_printf("%s:%u:%u-%u:%u", place.file == NULL ? "?" : place.file, place.line,
                                            place.column, place.end_line, place.end_column);
    assert_string_equal(text, expected);
}

#endif
