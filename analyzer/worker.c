/* SPDX-License-Identifier: MIT */
/*
 * The program that reads C, the only one that is linked with libclang. `ormlint-worker --serve` takes units on standard
 * input and gives answers on standard output, each after its length in eight bytes, until the input ends;
 * `ormlint-worker --about` says what it works with. Not for use by hand.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "analyzer/extract/extract.h"

static gboolean read_all(guint8 *to, gsize length)
{
    return fread(to, 1, length, stdin) == length;
}

#ifdef ORMLINT_DEVELOPER
/* Lets the tests see what a crash or hang does: for files whose name contains the variable's value. */
static gboolean is_asked_for(const OrmUnit *unit, const char *variable)
{
    const char *part = g_getenv(variable);
    for (guint i = 0; part != NULL && i < unit->files->len; i++)
        if (strstr(unit->files->pdata[i], part) != NULL)
            return TRUE;
    return FALSE;
}

static void misbehave(const OrmUnit *unit)
{
    if (is_asked_for(unit, "ORMLINT_WORKER_CRASH"))
        raise(SIGKILL);
    while (is_asked_for(unit, "ORMLINT_WORKER_HANG"))
        g_usleep(G_USEC_PER_SEC);
}
#else
static void misbehave(const OrmUnit *unit)
{
    (void)unit;
}
#endif

static gboolean answer(const guint8 *message, gsize length)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GByteArray) out = g_byte_array_new();
    g_auto(OrmExtractOptions) options = {.prelude = NULL};
    g_autoptr(OrmUnit) unit = orm_unit_decode(message, length, &options, &error);
    if (unit == NULL) {
        fprintf(stderr, "ormlint-worker: %s\n", error->message);
        return FALSE;
    }
    misbehave(unit);
    g_autoptr(OrmAnswer) read = orm_extract_unit(unit, &options);
    orm_answer_encode(read, out);
    guint64 size = GUINT64_TO_LE((guint64)out->len);
    return fwrite(&size, sizeof size, 1, stdout) == 1 && fwrite(out->data, 1, out->len, stdout) == out->len &&
           fflush(stdout) == 0;
}

static int serve(void)
{
    for (guint64 length = 0; read_all((guint8 *)&length, sizeof length);) {
        length = GUINT64_FROM_LE(length);
        g_autofree guint8 *message = length > G_MAXUINT32 ? NULL : g_try_malloc(length);
        if (message == NULL || !read_all(message, length) || !answer(message, length))
            return 1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    g_log_writer_default_set_use_stderr(TRUE); /* what G_MESSAGES_DEBUG asks for is no answer */
    if (argc == 2 && strcmp(argv[1], "--serve") == 0)
        return serve();
    if (argc != 2 || strcmp(argv[1], "--about") != 0) {
        fprintf(stderr, "usage: ormlint-worker --serve|--about\n");
        return 2;
    }
    const char *headers = orm_resource_directory(), *library = orm_libclang_path();
    printf("libclang %s\nheaders %s\nlibrary %s\n", orm_libclang_version(), headers == NULL ? "" : headers,
           library == NULL ? "" : library);
    return fflush(stdout) == 0 ? 0 : 1;
}
