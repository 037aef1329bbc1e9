/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* dladdr */
#include "analyzer/extract/builtin.h"
#include "analyzer/extract/extract.h"
#include "generated/orm_h.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

struct CXUnsavedFile orm_builtin_header(void)
{
    return (struct CXUnsavedFile){ORM_BUILTIN_HEADER, orm_h_text, orm_h_length};
}

/* "14.0.6" out of "Debian clang version 14.0.6". */
static char *read_version(void)
{
    CXString full = clang_getClangVersion();
    const char *text = clang_getCString(full);
    const char *digits = strstr(text, "version ");
    digits = digits == NULL ? text : digits + strlen("version ");
    char *version = g_strndup(digits, strspn(digits, "0123456789."));
    clang_disposeString(full);
    return version;
}

const char *orm_libclang_version(void)
{
    static char *version = NULL;
    if (g_once_init_enter(&version))
        g_once_init_leave(&version, read_version());
    return version;
}

static gboolean holds_builtin_headers(const char *directory)
{
    g_autofree char *header = g_build_filename(directory, "include", "stddef.h", NULL);
    return g_file_test(header, G_FILE_TEST_IS_REGULAR);
}

/* `library_directory`/clang/14.0.6 or, from version 16 on, `library_directory`/clang/16. */
static char *resource_directory_in(const char *library_directory)
{
    const char *version = orm_libclang_version();
    g_autofree char *major = g_strndup(version, strspn(version, "0123456789"));
    const char *names[] = {version, major};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *candidate = g_build_filename(library_directory, "clang", names[i], NULL);
        if (holds_builtin_headers(candidate))
            return g_canonicalize_filename(candidate, "/");
    }
    return NULL;
}

/* Around the shared library itself, as its packagers lay it out: .../lib, .../lib/llvm-14/lib,
 * .../lib/ARCH/../llvm-14/lib. */
static char *resource_directory_near(const char *library)
{
    const char *version = orm_libclang_version();
    g_autofree char *major = g_strndup(version, strspn(version, "0123456789"));
    g_autofree char *directory = g_path_get_dirname(library);
    const char *relative[] = {".",           "../lib",         "../lib64",          "../../lib",
                              "llvm-%s/lib", "../llvm-%s/lib", "../../llvm-%s/lib", "llvm%s/lib"};
    for (gsize i = 0; i < G_N_ELEMENTS(relative); i++) {
        g_auto(GStrv) parts = g_strsplit(relative[i], "%s", 2);
        g_autofree char *tail = g_strjoinv(major, parts);
        g_autofree char *candidate = g_build_filename(directory, tail, NULL);
        char *found = resource_directory_in(candidate);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* Asks a compiler of the same version; another version's headers use builtins that this libclang may not know. */
static char *resource_directory_of_program(const char *program)
{
    g_autofree char *path = g_find_program_in_path(program);
    if (path == NULL)
        return NULL;
    char *arguments[] = {path, "-print-resource-dir", NULL};
    g_autofree char *output = NULL;
    int status = 0;
    if (!g_spawn_sync(NULL, arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL, &status, NULL) ||
        status != 0)
        return NULL;
    g_strchomp(output);
    g_autofree char *name = g_path_get_basename(output);
    g_autofree char *major = g_strdup_printf("%d", atoi(orm_libclang_version()));
    gsize length = strlen(major);
    gboolean same = strncmp(name, major, length) == 0 && (name[length] == '\0' || name[length] == '.');
    return same && holds_builtin_headers(output) ? g_steal_pointer(&output) : NULL;
}

const char *orm_libclang_path(void)
{
    Dl_info library;
    void *symbol = NULL;
    CXIndex (*function)(int, int) = clang_createIndex;
    memcpy(&symbol, &function, sizeof symbol);
    return dladdr(symbol, &library) != 0 ? library.dli_fname : NULL;
}

static char *find_resource_directory(void)
{
    const char *library = orm_libclang_path();
    char *found = NULL;
    if (library != NULL) {
        found = resource_directory_near(library);
        char *real = found == NULL ? realpath(library, NULL) : NULL;
        if (real != NULL)
            found = resource_directory_near(real);
        free(real);
    }
    if (found == NULL) {
        g_autofree char *program = g_strdup_printf("clang-%d", atoi(orm_libclang_version()));
        found = resource_directory_of_program(program);
    }
    return found == NULL ? resource_directory_of_program("clang") : found;
}

const char *orm_resource_directory(void)
{
    static char *directory = NULL;
    if (g_once_init_enter(&directory)) {
        char *found = find_resource_directory();
        g_once_init_leave(&directory, found == NULL ? g_strdup("") : found);
    }
    return directory[0] == '\0' ? NULL : directory;
}
