/* SPDX-License-Identifier: MIT */
/* Stands in for libFuzzer where it is not there: runs a fuzz target over every file of a corpus. usage: fuzz_NAME
 * CORPUS */
#include <glib.h>

extern int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) corpus = argc == 2 ? g_dir_open(argv[1], 0, &error) : NULL;
    if (corpus == NULL) {
        g_printerr("%s\n", error != NULL ? error->message : "usage: fuzz_NAME CORPUS");
        return 2;
    }
    guint count = 0;
    LLVMFuzzerTestOneInput((const guint8 *)"", 0);
    for (const char *name = g_dir_read_name(corpus); name != NULL; name = g_dir_read_name(corpus), count++) {
        g_autofree char *path = g_build_filename(argv[1], name, NULL);
        g_autofree char *data = NULL;
        gsize size = 0;
        if (!g_file_get_contents(path, &data, &size, &error)) {
            g_printerr("%s\n", error->message);
            return 2;
        }
        /* A copy of the exact size, so that a sanitizer sees a read behind it; GLib adds a NUL. */
        g_autofree guint8 *exact = g_memdup2(data, size);
        LLVMFuzzerTestOneInput(exact, size);
    }
    g_print("%u inputs\n", count);
    return count > 0 ? 0 : 1;
}
