/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "analyzer/verbs/progress.h"

/* What standard error got while `run` was at work; free with g_free. */
static char *written_by(void (*run)(void))
{
    FILE *file = tmpfile();
    int saved = dup(STDERR_FILENO);
    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    run();
    fflush(stderr);
    dup2(saved, STDERR_FILENO);
    close(saved);
    char text[1024];
    rewind(file);
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    return g_strndup(text, length);
}

static void short_run(void)
{
    OrmProgress progress;
    orm_progress_begin(&progress);
    orm_progress_tell(1, 2, &progress);
    orm_progress_end(&progress);
}

static void long_run(void)
{
    OrmProgress progress;
    orm_progress_begin(&progress);
    progress.begin -= G_USEC_PER_SEC;
    orm_progress_tell(400, 20000, &progress);
    orm_progress_tell(401, 20000, &progress); /* too soon */
    progress.last -= G_USEC_PER_SEC;
    orm_progress_tell(800, 20000, &progress);
    orm_progress_end(&progress);
    orm_progress_end(&progress);
}

static void a_short_run_says_nothing(void **state)
{
    (void)state;
    g_autofree char *text = written_by(short_run);
    assert_string_equal(text, "");
}

static void a_long_run_has_one_line_that_goes_away(void **state)
{
    (void)state;
    g_autofree char *text = written_by(long_run);
    assert_string_equal(text, "\r\033[Kreading files with models: 400 of 20000"
                              "\r\033[Kreading files with models: 800 of 20000\r\033[K");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_run_says_nothing),
        cmocka_unit_test(a_long_run_has_one_line_that_goes_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
