/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/postgresql/rollbacks.h"

#include "analyzer/schema/postgresql/tokens.h"

enum { WORDS = 5 };

/* The first words of a statement, folded; NULL behind them. */
typedef struct {
    char *words[WORDS];
} Beginning;

static Beginning beginning_of(const OrmPostgresqlStatements *statements, guint index)
{
    const OrmPostgresqlStatement *statement = &g_array_index(statements->statements, OrmPostgresqlStatement, index);
    Beginning beginning = {{NULL}};
    gsize offset = statement->start;
    for (guint i = 0; i < WORDS; i++) {
        OrmPostgresqlToken token = orm_postgresql_scan(statements->text, statement->end, offset, NULL);
        beginning.words[i] = orm_postgresql_scan_name(statements->text, &token);
        if (beginning.words[i] == NULL)
            break;
        offset = token.end;
    }
    return beginning;
}

static void beginning_clear(Beginning *beginning)
{
    for (guint i = 0; i < WORDS; i++)
        g_free(beginning->words[i]);
}

static gboolean is(const Beginning *beginning, guint index, const char *word)
{
    return g_strcmp0(beginning->words[index], word) == 0;
}

static gboolean is_noise(const Beginning *beginning, guint index)
{
    return is(beginning, index, "work") || is(beginning, index, "transaction") || is(beginning, index, "savepoint");
}

/* The savepoint that ROLLBACK TO names; NULL when it is none. */
static const char *savepoint_of(const Beginning *beginning)
{
    guint i = is_noise(beginning, 1) ? 2 : 1;
    if (!is(beginning, 0, "rollback") || !is(beginning, i, "to"))
        return NULL;
    i += is(beginning, i + 1, "savepoint") && i + 2 < WORDS && beginning->words[i + 2] != NULL ? 2 : 1;
    return beginning->words[i];
}

static void undo(GArray *undone, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        g_array_index(undone, gboolean, i) = TRUE;
}

typedef struct {
    char *name;
    guint index;
} Savepoint;

static void clear_savepoint(gpointer savepoint)
{
    g_free(((Savepoint *)savepoint)->name);
}

static void roll_back_to(GArray *undone, const GArray *savepoints, const char *name, guint end)
{
    for (guint i = savepoints->len; i > 0; i--) {
        const Savepoint *savepoint = &g_array_index(savepoints, Savepoint, i - 1);
        if (g_strcmp0(savepoint->name, name) == 0) {
            undo(undone, savepoint->index + 1, end);
            return;
        }
    }
}

GArray *orm_postgresql_rollbacks(const OrmPostgresqlStatements *statements)
{
    guint count = statements->statements->len;
    GArray *undone = g_array_sized_new(FALSE, TRUE, sizeof(gboolean), count);
    g_array_set_size(undone, count);
    g_autoptr(GArray) savepoints = g_array_new(FALSE, FALSE, sizeof(Savepoint));
    g_array_set_clear_func(savepoints, clear_savepoint);
    guint begin = count; /* count: no transaction is open */
    for (guint i = 0; i < count; i++) {
        Beginning beginning = beginning_of(statements, i);
        gboolean prepared = is(&beginning, 1, "prepared");
        const char *savepoint = savepoint_of(&beginning);
        if ((is(&beginning, 0, "begin") || (is(&beginning, 0, "start") && is(&beginning, 1, "transaction"))) &&
            begin == count) {
            begin = i;
        } else if (is(&beginning, 0, "savepoint")) {
            Savepoint made = {g_strdup(beginning.words[1]), i};
            g_array_append_val(savepoints, made);
        } else if (savepoint != NULL) {
            roll_back_to(undone, savepoints, savepoint, i);
        } else if (!prepared && (is(&beginning, 0, "rollback") || is(&beginning, 0, "abort"))) {
            undo(undone, begin < count ? begin + 1 : i, i);
            begin = count;
            g_array_set_size(savepoints, 0);
        } else if (!prepared && (is(&beginning, 0, "commit") || is(&beginning, 0, "end") ||
                                 (is(&beginning, 0, "prepare") && is(&beginning, 1, "transaction")))) {
            begin = count;
            g_array_set_size(savepoints, 0);
        }
        beginning_clear(&beginning);
    }
    return undone;
}
