/* SPDX-License-Identifier: MIT */
#include "analyzer/workers/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

OrmProcess *orm_process_new(const char *program, GError **error)
{
    int streams[2];
    GPid pid = 0;
    const char *arguments[] = {program, "--serve", NULL};
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, streams) != 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "no connection: %s", g_strerror(errno));
        return NULL;
    }
    fcntl(streams[0], F_SETFD, FD_CLOEXEC);
    fcntl(streams[1], F_SETFD, FD_CLOEXEC);
    fcntl(streams[0], F_SETFL, O_NONBLOCK);
    gboolean started =
        g_spawn_async_with_pipes_and_fds(NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, streams[1],
                                         streams[1], -1, NULL, NULL, 0, &pid, NULL, NULL, NULL, error);
    close(streams[1]);
    if (!started) {
        close(streams[0]);
        return NULL;
    }
    OrmProcess *process = g_new0(OrmProcess, 1);
    *process = (OrmProcess){.pid = pid, .stream = streams[0], .out = g_byte_array_new(), .in = g_byte_array_new()};
    return process;
}

int orm_process_free(OrmProcess *process)
{
    int status = 0;
    close(process->stream);
    /* One that ended by itself keeps its status; one that is well ends by itself when the stream does. */
    pid_t ended = waitpid(process->pid, &status, WNOHANG);
    for (guint i = 0; ended == 0 && i < 20; i++) {
        g_usleep(1000);
        ended = waitpid(process->pid, &status, WNOHANG);
    }
    if (ended == 0) {
        kill(process->pid, SIGKILL);
        while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
            ;
        status = 0;
    }
    g_byte_array_unref(process->out);
    g_byte_array_unref(process->in);
    g_free(process);
    return status;
}

void orm_process_send(OrmProcess *process, const GByteArray *message)
{
    guint64 length = GUINT64_TO_LE((guint64)message->len);
    g_byte_array_set_size(process->out, 0);
    g_byte_array_append(process->out, (const guint8 *)&length, sizeof length);
    g_byte_array_append(process->out, message->data, message->len);
    process->sent = 0;
}

short orm_process_events(const OrmProcess *process)
{
    return (short)(POLLIN | (process->sent < process->out->len ? POLLOUT : 0));
}

static gboolean would_wait(void)
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static gboolean send_some(OrmProcess *process)
{
    while (process->sent < process->out->len) {
        ssize_t count =
            send(process->stream, process->out->data + process->sent, process->out->len - process->sent, MSG_NOSIGNAL);
        if (count < 0)
            return would_wait();
        process->sent += (gsize)count;
    }
    return TRUE;
}

/* The answer when it is complete. */
static GByteArray *take_answer(OrmProcess *process)
{
    guint64 length = 0;
    if (process->in->len < sizeof length)
        return NULL;
    memcpy(&length, process->in->data, sizeof length);
    if (process->in->len - sizeof length < GUINT64_FROM_LE(length))
        return NULL;
    GByteArray *answer = process->in;
    process->in = g_byte_array_new();
    return g_byte_array_remove_range(answer, 0, sizeof length);
}

OrmTalk orm_process_talk(OrmProcess *process, GByteArray **answer)
{
    static guint8 buffer[1 << 16];
    if (!send_some(process))
        return ORM_TALK_BROKEN;
    for (;;) {
        ssize_t count = recv(process->stream, buffer, sizeof buffer, 0);
        if (count == 0 || (count < 0 && !would_wait()))
            return ORM_TALK_BROKEN;
        if (count < 0)
            return ORM_TALK_GOES_ON;
        g_byte_array_append(process->in, buffer, (guint)count);
        *answer = take_answer(process);
        if (*answer != NULL)
            return ORM_TALK_ANSWERED;
    }
}
