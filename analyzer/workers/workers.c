/* SPDX-License-Identifier: MIT */
#include "analyzer/workers/workers.h"
#include "analyzer/workers/process.h"

#include <poll.h>
#include <string.h>
#include <sys/wait.h>

#define DEFAULT_TIMEOUT 120

/* A unit, or a part of one that a worker failed at. */
typedef struct {
    const OrmUnit *unit;
    OrmUnit *part; /* owned: `unit` when it is only a part; NULL otherwise */
    guint number;
} Task;

typedef struct {
    OrmProcess *process; /* NULL: none, or it ended */
    Task *task;          /* NULL: idle */
} Worker;

typedef struct {
    const OrmExtractOptions *options;
    char *program;
    gint64 timeout; /* microseconds */
    OrmFacts *facts;
    OrmAnswerFunction answered;
    gpointer data;
    GQueue tasks; /* of Task *: waiting */
    Worker *workers;
    guint count;
    gboolean useless; /* no worker can be started */
} Pool;

static void push_task(Pool *pool, const OrmUnit *unit, OrmUnit *part, guint number)
{
    Task *task = g_new0(Task, 1);
    *task = (Task){unit, part, number};
    g_queue_push_tail(&pool->tasks, task);
}

static void free_task(Task *task)
{
    orm_unit_free(task->part);
    g_free(task);
}

static void note_lost(Pool *pool, const Task *task, const char *reason)
{
    for (guint i = 0; i < task->unit->files->len; i++) {
        const char *file = orm_intern(task->unit->files->pdata[i]);
        g_ptr_array_add(pool->facts->files, (gpointer)file);
        orm_facts_notice(pool->facts, ORM_NOTICE_ERROR, (OrmPlace){.file = file}, "%s", reason);
    }
}

/* One file is given up; several are tried again in halves. */
static void retry(Pool *pool, Task *task, const char *reason)
{
    guint count = task->unit->files->len;
    if (count == 1) {
        note_lost(pool, task, reason);
    } else {
        OrmUnit *first = orm_unit_part(task->unit, 0, count / 2);
        OrmUnit *second = orm_unit_part(task->unit, count / 2, count - count / 2);
        push_task(pool, first, first, task->number);
        push_task(pool, second, second, task->number);
    }
    free_task(task);
}

static void take_answer(Pool *pool, Task *task, const GByteArray *bytes)
{
    g_autoptr(GError) error = NULL;
    OrmAnswer *answer = orm_answer_decode(bytes->data, bytes->len, "worker", &error);
    if (answer == NULL) {
        note_lost(pool, task, error->message);
    } else if (task->part == NULL) {
        pool->answered(task->number, answer, pool->data);
    } else {
        OrmFacts *facts = orm_facts_decode(answer->facts->data, answer->facts->len, "worker", &error);
        if (facts != NULL)
            orm_facts_merge(pool->facts, facts);
        else
            note_lost(pool, task, error->message);
        orm_answer_free(answer);
    }
    free_task(task);
}

static gboolean start(Pool *pool, Worker *worker)
{
    g_autoptr(GError) error = NULL;
    if (worker->process == NULL && !pool->useless) {
        worker->process = pool->program == NULL ? NULL : orm_process_new(pool->program, &error);
        pool->useless = worker->process == NULL;
        if (error != NULL)
            orm_facts_notice(pool->facts, ORM_NOTICE_ERROR, ORM_PLACE_UNKNOWN, "cannot start %s: %s", pool->program,
                             error->message);
    }
    return worker->process != NULL;
}

static void give_tasks(Pool *pool)
{
    for (guint i = 0; i < pool->count && pool->tasks.length > 0; i++) {
        Worker *worker = &pool->workers[i];
        if (worker->task != NULL || !start(pool, worker))
            continue;
        g_autoptr(GByteArray) message = g_byte_array_new();
        worker->task = g_queue_pop_head(&pool->tasks);
        orm_unit_encode(worker->task->unit, pool->options, message);
        orm_process_send(worker->process, message);
        worker->process->deadline = g_get_monotonic_time() + pool->timeout;
    }
}

static void lose(Pool *pool, Worker *worker, gboolean hangs)
{
    g_autofree char *reason = NULL;
    int status = orm_process_free(g_steal_pointer(&worker->process));
    if (hangs)
        reason = g_strdup_printf("libclang did not finish within %" G_GINT64_FORMAT " s; the file was given up",
                                 pool->timeout / G_USEC_PER_SEC);
    else if (WIFSIGNALED(status))
        reason = g_strdup_printf("libclang crashed while it read the file (%s)", strsignal(WTERMSIG(status)));
    else
        reason = g_strdup_printf("the worker that read the file ended with exit code %d", WEXITSTATUS(status));
    retry(pool, g_steal_pointer(&worker->task), reason);
}

static void talk(Pool *pool, Worker *worker, gint64 now)
{
    g_autoptr(GByteArray) answer = NULL;
    switch (orm_process_talk(worker->process, &answer)) {
    case ORM_TALK_ANSWERED:
        take_answer(pool, g_steal_pointer(&worker->task), answer);
        break;
    case ORM_TALK_BROKEN:
        lose(pool, worker, FALSE);
        break;
    case ORM_TALK_GOES_ON:
        if (now > worker->process->deadline)
            lose(pool, worker, TRUE);
        break;
    }
}

/* Waits until some worker has something to say or has said nothing for too long. FALSE when none works. */
static gboolean wait_and_talk(Pool *pool)
{
    g_autofree struct pollfd *polls = g_new0(struct pollfd, pool->count);
    gint64 now = g_get_monotonic_time(), deadline = G_MAXINT64;
    for (guint i = 0; i < pool->count; i++) {
        const Worker *worker = &pool->workers[i];
        polls[i].fd = worker->task != NULL ? worker->process->stream : -1;
        if (worker->task == NULL)
            continue;
        polls[i].events = orm_process_events(worker->process);
        deadline = MIN(deadline, worker->process->deadline);
    }
    if (deadline == G_MAXINT64)
        return FALSE;
    poll(polls, pool->count, (int)CLAMP((deadline - now) / 1000 + 1, 0, G_MAXINT));
    now = g_get_monotonic_time();
    /* first the next tasks, so that no worker waits while an answer is looked at */
    for (guint i = 0; i < pool->count; i++) {
        Worker *worker = &pool->workers[i];
        if (worker->task != NULL && (polls[i].revents != 0 || now > worker->process->deadline))
            talk(pool, worker, now);
    }
    return TRUE;
}

static void pool_clear(Pool *pool)
{
    for (Task *task; (task = g_queue_pop_head(&pool->tasks)) != NULL; free_task(task))
        note_lost(pool, task, "not read: there is no worker");
    for (guint i = 0; i < pool->count; i++)
        if (pool->workers[i].process != NULL)
            orm_process_free(pool->workers[i].process);
    g_free(pool->workers);
    g_free(pool->program);
}

void orm_workers_read(const GPtrArray *units, const OrmExtractOptions *options, const OrmWorkerOptions *workers,
                      OrmFacts *facts, OrmAnswerFunction answered, gpointer data)
{
    g_autoptr(GError) error = NULL;
    if (units->len == 0)
        return;
    guint most = workers->count > 0 ? workers->count : g_get_num_processors();
    guint seconds = workers->timeout > 0 ? workers->timeout : DEFAULT_TIMEOUT;
    Pool pool = {
        .options = options, .facts = facts, .answered = answered, .data = data, .count = MIN(most, units->len)};
    pool.timeout = seconds * (gint64)G_USEC_PER_SEC;
    pool.program = orm_worker_program(workers, &error);
    pool.workers = g_new0(Worker, pool.count);
    if (error != NULL)
        orm_facts_notice(facts, ORM_NOTICE_ERROR, ORM_PLACE_UNKNOWN, "%s", error->message);
    for (guint i = 0; i < units->len; i++)
        push_task(&pool, units->pdata[i], NULL, i);
    do
        give_tasks(&pool);
    while (wait_and_talk(&pool));
    pool_clear(&pool);
}
