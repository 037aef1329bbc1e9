/* SPDX-License-Identifier: MIT */
/* Any text as a baseline: it is read or refused with a place, and what was read is written as a baseline of the same
 * entries. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "analyzer/findings/baseline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_written(const OrmBaseline *baseline)
{
    g_autofree char *text = orm_baseline_to_string(baseline);
    g_autoptr(OrmBaseline) again = orm_baseline_parse("again", text, strlen(text), NULL);
    if (again == NULL || again->entries->len > baseline->entries->len ||
        (again->entries->len == 0) != (baseline->entries->len == 0))
        abort();
    g_autofree char *twice = orm_baseline_to_string(again);
    if (strcmp(text, twice) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OrmBaseline) baseline = orm_baseline_parse("fuzz", (const char *)data, size, &error);
    if (baseline != NULL)
        check_written(baseline);
    else if (error == NULL || !g_str_has_prefix(error->message, "fuzz:"))
        abort();
    return 0;
}
