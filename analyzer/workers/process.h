/* SPDX-License-Identifier: MIT */
/* One worker process and the talk with it: a unit goes there, an answer comes back, each after its length. */
#ifndef ORM_WORKERS_PROCESS_H
#define ORM_WORKERS_PROCESS_H

#include <glib.h>

typedef enum { ORM_TALK_GOES_ON, ORM_TALK_ANSWERED, ORM_TALK_BROKEN } OrmTalk;

typedef struct {
    GPid pid;
    int stream;      /* a socket, both ways */
    GByteArray *out; /* what is still to be sent, from `sent` on */
    gsize sent;
    GByteArray *in;  /* what came so far */
    gint64 deadline; /* monotonic microseconds */
} OrmProcess;

/** Starts the program; NULL with `error` set when that is not possible. */
OrmProcess *orm_process_new(const char *program, GError **error);

/** Ends the process, whatever it does, and frees it. Returns its wait status, or 0 when this function had to kill it.
 */
int orm_process_free(OrmProcess *process);

/** Begins to send a message. */
void orm_process_send(OrmProcess *process, const GByteArray *message);

/** Which events to poll `stream` for. */
short orm_process_events(const OrmProcess *process);

/** Sends and receives what goes without waiting. After ORM_TALK_ANSWERED the answer is `*answer`, the caller's to
 * free. */
OrmTalk orm_process_talk(OrmProcess *process, GByteArray **answer);

#endif
