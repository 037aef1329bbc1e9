/* SPDX-License-Identifier: MIT */
/*
 * Reading units in processes of their own, several at a time: a crash or hang of libclang costs the file that caused
 * it, is told as a notice, and the run goes on. This program itself never loads libclang.
 */
#ifndef ORM_WORKERS_WORKERS_H
#define ORM_WORKERS_WORKERS_H

#include "analyzer/facts/facts.h"
#include "analyzer/unit/message.h"

typedef struct {
    const char *program; /* the worker; NULL: found beside this program, or where it is installed */
    guint count;         /* how many at most; 0: as many as there are processors */
    guint timeout;       /* seconds without an answer after which a worker counts as hanging; 0: 120 */
} OrmWorkerOptions;

/** Called as units are finished, in any order; takes ownership of `answer`. */
typedef void (*OrmAnswerFunction)(guint unit, OrmAnswer *answer, gpointer data);

/**
 * Reads the units (of OrmUnit *). A unit whose worker crashes or hangs is read in halves, until one file is left over:
 * for this one an error is added to `facts`, as for workers that cannot be started. `answered` is called once for each
 * unit that was read as a whole, and for none that was halved: the facts of the halves go straight into `facts`.
 */
void orm_workers_read(const GPtrArray *units, const OrmExtractOptions *options, const OrmWorkerOptions *workers,
                      OrmFacts *facts, OrmAnswerFunction answered, gpointer data);

/** What a worker says of itself. */
typedef struct {
    char *program; /* absolute path of the worker */
    char *version; /* of libclang: "14.0.6" */
    char *headers; /* the folder with clang's builtin headers; NULL: not found */
    char *library; /* path of libclang; NULL: unknown */
} OrmWorkerAbout;

/** Asks a worker; NULL with `error` set when none can be started. The caller owns it. */
OrmWorkerAbout *orm_worker_about(const OrmWorkerOptions *workers, GError **error);
void orm_worker_about_free(OrmWorkerAbout *about);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmWorkerAbout, orm_worker_about_free)

/** Absolute path of the worker program; NULL with `error` set when there is none. Free with g_free. */
char *orm_worker_program(const OrmWorkerOptions *workers, GError **error);

#endif
