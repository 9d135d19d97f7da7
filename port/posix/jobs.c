/* SPDX-License-Identifier: MIT */
/*
 * Records to other processes, and their lines back in the records' order.
 *
 * Each process has a socket and takes its turn: a batch of whole records to
 * one, the next to the next; results are taken in the same turn.  What a
 * process writes are lines: of JSON, of reasons ("galley: ..."), and two of
 * its own: "@NUMBER" in front of a record's line, "=STATUS LAST" behind what
 * belongs to it; LAST is 1 where a batch ends.  Holds two queues of QUEUE
 * bytes a process; a record of any length passes through them.
 *
 * Nothing waits for ever: the process whose turn it is can always write, so
 * it reads, so the next one's turn comes.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "batch.h"

#define QUEUE ((size_t)256 << 10)
/* Bytes after which the next process gets the next record. */
#define BATCH ((size_t)64 << 10)
/* Of data in one message. */
#define PIECE ((size_t)16 << 10)

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

enum { BEGIN, DATA, END };

struct message {
    uint32_t size;   /* of what follows */
    uint8_t what;
    uint8_t fault;   /* of END */
    bool last;       /* END: of a batch */
};

struct worker {
    pid_t pid;
    int socket;
    bool closed;     /* nothing more is sent */
    bool ended;      /* nothing more comes */
    int status;      /* of wait, once it has ended */
    char line;       /* first byte of a line that is passed on in parts */
    size_t sent;     /* bytes at to that have been sent */
    size_t to_size, from_size;
    char to[QUEUE], from[QUEUE];
};

struct jobs {
    int count;
    int feeding;     /* whose batch is being sent */
    int turn;        /* whose results come next */
    int worst;
    size_t batch;    /* bytes of it */
    uint64_t sent;   /* records */
    uint64_t done;
    unsigned long long next; /* number of the record whose line comes */
    unsigned long long last; /* and of the last that was printed */
    struct worker **workers;
    struct pollfd *polls;    /* count + 1 */
};

/* ---- the other process ---- */

static bool read_whole(int file, void *bytes, size_t size)
{
    char *p = bytes;

    while (size > 0) {
        ssize_t n = read(file, p, size);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        p += n;
        size -= (size_t)n;
    }
    return true;
}

static void work_on(struct reader *reader, const struct message *m,
                    const char *bytes)
{
    struct record record;

    if (m->what == BEGIN) {
        memcpy(&record, bytes, m->size);
        reader_begin(reader, &record);
    } else if (m->what == DATA) {
        reader_data(reader, bytes, m->size);
    } else {
        out_format("@%llu\n", (unsigned long long)reader->record.number);
        reader_end(reader, m->fault);
        out_format("=%d %d\n", reader->status, m->last);
        out_end();
    }
}

/* Until the other end is closed. */
static void work(int socket, struct reader reader)
{
    static char bytes[PIECE > sizeof(struct record) ? PIECE
                                                    : sizeof(struct record)];
    struct message m;

    if (dup2(socket, STDOUT_FILENO) < 0 || dup2(socket, STDERR_FILENO) < 0)
        exit(EXIT_SYSTEM);
    while (read_whole(socket, &m, sizeof m)
           && read_whole(socket, bytes, m.size))
        work_on(&reader, &m, bytes);
    /* All is written; the rest is the other process's, of which this is a
     * copy. */
    _Exit(0);
}

/* ---- starting ---- */

static void die(const char *what)
{
    complain(what, strerror(errno));
    exit(EXIT_SYSTEM);
}

static void start(struct jobs *jobs, int which, const struct reader *reader)
{
    struct worker *w = allocate(sizeof *w);
    int sockets[2];

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) < 0)
        die("socketpair");
    w->pid = fork();
    if (w->pid < 0)
        die("fork");
    if (w->pid == 0) {
        /* A process ends when its socket does: no other may hold it open. */
        for (int i = 0; i < which; i++)
            close(jobs->workers[i]->socket);
        close(sockets[0]);
        close(STDIN_FILENO);
        work(sockets[1], *reader);
    }
    close(sockets[1]);
    w->socket = sockets[0];
    w->closed = w->ended = false;
    w->line = '\0';
    w->sent = w->to_size = w->from_size = 0;
    jobs->workers[which] = w;
}

struct jobs *jobs_start(int count, const struct reader *reader)
{
    struct jobs *jobs = allocate(sizeof *jobs);

    memset(jobs, 0, sizeof *jobs);
    jobs->count = count;
    jobs->workers = allocate((size_t)count * sizeof *jobs->workers);
    jobs->polls = allocate(((size_t)count + 1) * sizeof *jobs->polls);
    out_end();
    for (int i = 0; i < count; i++)
        start(jobs, i, reader);
    return jobs;
}

/* ---- results ---- */

/* It is its turn, and it will not go on. */
static void die_with(const struct jobs *jobs, const struct worker *w)
{
    char reason[160];
    bool killed = WIFSIGNALED(w->status);
    int code = killed ? WTERMSIG(w->status) : WEXITSTATUS(w->status);

    snprintf(reason, sizeof reason,
             "%s %d behind record %llu, the last that was printed",
             killed ? "ended by signal" : "ended with status", code,
             jobs->last);
    complain("a process of --jobs", reason);
    exit(killed || code == 0 ? EXIT_SOFTWARE : code);
}

/* The process may end before it has said that the record is done. */
static void end_of_line(struct jobs *jobs)
{
    out("\n", 1);
    jobs->last = jobs->next;
}

static void end_of_record(struct jobs *jobs, const char *line)
{
    int status = 0, last = 0;

    sscanf(line, "=%d %d", &status, &last);
    jobs->done++;
    progress_count(status != 0);
    if (status > jobs->worst)
        jobs->worst = status;
    if (last)
        jobs->turn = (jobs->turn + 1) % jobs->count;
}

/* A line, or part of one longer than the queue. */
static void pass_on(struct jobs *jobs, struct worker *w, char *line,
                    size_t size, bool whole)
{
    char kind = w->line != '\0' ? w->line : *line;

    w->line = whole ? '\0' : kind;
    if (kind == '{') {
        out(line, size);
        if (whole)
            end_of_line(jobs);
    } else if (kind == '@') {
        jobs->next = strtoull(line + 1, NULL, 10);
    } else if (kind == '=') {
        line[size] = '\0';
        end_of_record(jobs, line);
    } else {
        complain_line(line, size);
    }
}

/* What this process has written, until its turn is over. */
static void take_turn(struct jobs *jobs, struct worker *w)
{
    int turn = jobs->turn;
    size_t at = 0;

    while (at < w->from_size && jobs->turn == turn) {
        char *line = w->from + at;
        char *end = memchr(line, '\n', w->from_size - at);
        size_t size = end != NULL ? (size_t)(end - line)
                                  : w->from_size - at;

        if (end == NULL && size < QUEUE)
            break;
        pass_on(jobs, w, line, size, end != NULL);
        at += size + (end != NULL);
    }
    w->from_size -= at;
    memmove(w->from, w->from + at, w->from_size);
}

static void take_results(struct jobs *jobs)
{
    int turn;

    do {
        turn = jobs->turn;
        take_turn(jobs, jobs->workers[turn]);
    } while (jobs->turn != turn);
    out_end();
    struct worker *w = jobs->workers[turn];
    if (w->ended && (jobs->done < jobs->sent || w->status != 0))
        die_with(jobs, w);
}

/* ---- sending and receiving ---- */

static void send_some(struct worker *w)
{
    ssize_t n = send(w->socket, w->to + w->sent, w->to_size - w->sent,
                     MSG_DONTWAIT | MSG_NOSIGNAL);

    if (n > 0)
        w->sent += (size_t)n;
    /* A process that has gone is told of when it is its turn. */
    if (n < 0 && errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK)
        w->sent = w->to_size;
    if (w->sent == w->to_size)
        w->sent = w->to_size = 0;
}

static void receive_some(struct worker *w)
{
    ssize_t n = recv(w->socket, w->from + w->from_size,
                     QUEUE - w->from_size, MSG_DONTWAIT);

    if (n > 0)
        w->from_size += (size_t)n;
    if (n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN
                            || errno == EWOULDBLOCK)))
        return;
    w->ended = true;
    w->sent = w->to_size = 0;
    while (waitpid(w->pid, &w->status, 0) < 0 && errno == EINTR)
        ;
}

static void set_poll(struct pollfd *poll, const struct worker *w)
{
    poll->fd = w->ended ? -1 : w->socket;
    poll->events = 0;
    poll->revents = 0;
    if (w->to_size > w->sent)
        poll->events |= POLLOUT;
    if (w->from_size < QUEUE)
        poll->events |= POLLIN;
    if (poll->events == 0)
        poll->fd = -1;
}

/* Waits until something can be done, and does it; file may be -1.  Whether it
 * can be read. */
static bool pump(struct jobs *jobs, int file)
{
    struct pollfd *last = jobs->polls + jobs->count;

    for (int i = 0; i < jobs->count; i++)
        set_poll(jobs->polls + i, jobs->workers[i]);
    last->fd = file;
    last->events = POLLIN;
    last->revents = 0;
    if (poll(jobs->polls, (nfds_t)jobs->count + 1, -1) < 0) {
        if (errno != EINTR)
            die("poll");
        return false;
    }
    for (int i = 0; i < jobs->count; i++) {
        if (jobs->polls[i].revents & POLLOUT)
            send_some(jobs->workers[i]);
        if (jobs->polls[i].revents & ~POLLOUT)
            receive_some(jobs->workers[i]);
    }
    take_results(jobs);
    return last->revents != 0;
}

void jobs_wait(struct jobs *jobs, int file)
{
    while (!pump(jobs, file))
        ;
}

/* ---- the sink ---- */

static void enqueue(struct jobs *jobs, struct message message,
                    const void *bytes)
{
    struct worker *w = jobs->workers[jobs->feeding];
    size_t size = sizeof message + message.size;

    while (QUEUE - w->to_size < size && !w->ended)
        pump(jobs, -1);
    if (w->ended)
        return;
    memcpy(w->to + w->to_size, &message, sizeof message);
    if (message.size > 0)
        memcpy(w->to + w->to_size + sizeof message, bytes, message.size);
    w->to_size += size;
    jobs->batch += size;
}

void jobs_begin(void *user, const struct record *record)
{
    struct message m = {0, BEGIN, FAULT_NONE, false};

    m.size = (uint32_t)(offsetof(struct record, url) + strlen(record->url)
                        + 1);
    enqueue(user, m, record);
}

void jobs_data(void *user, const char *bytes, size_t size)
{
    struct message m = {0, DATA, FAULT_NONE, false};

    while (size > 0) {
        m.size = (uint32_t)(size < PIECE ? size : PIECE);
        enqueue(user, m, bytes);
        bytes += m.size;
        size -= m.size;
    }
}

void jobs_end(void *user, int fault)
{
    struct jobs *jobs = user;
    struct message m = {0, END, (uint8_t)fault, jobs->batch >= BATCH};

    enqueue(jobs, m, NULL);
    jobs->sent++;
    if (!m.last)
        return;
    jobs->batch = 0;
    jobs->feeding = (jobs->feeding + 1) % jobs->count;
}

/* ---- the end ---- */

/* Whether all have ended; whoever has got everything is told so. */
static bool close_all(struct jobs *jobs)
{
    bool all = true;

    for (int i = 0; i < jobs->count; i++) {
        struct worker *w = jobs->workers[i];

        if (!w->closed && w->to_size == 0) {
            w->closed = true;
            shutdown(w->socket, SHUT_WR);
        }
        all = all && w->ended;
    }
    return all;
}

int jobs_finish(struct jobs *jobs)
{
    int worst;

    while (!close_all(jobs))
        pump(jobs, -1);
    take_results(jobs);
    worst = jobs->worst;
    for (int i = 0; i < jobs->count; i++) {
        close(jobs->workers[i]->socket);
        free(jobs->workers[i]);
    }
    free(jobs->workers);
    free(jobs->polls);
    free(jobs);
    return worst;
}
