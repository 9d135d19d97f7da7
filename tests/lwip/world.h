/*
 * A small internet on the loopback: lwIP, a wire that loses, doubles, delays
 * and breaks frames, libslirp behind it, a name server, and a web server that
 * misbehaves as it is told.  All in one thread and in virtual time: when
 * nothing is left to do the clock jumps, so that a time-out costs nothing.
 */
#ifndef WORLD_H
#define WORLD_H

#include <stddef.h>
#include <stdint.h>

#include "../../port/lwip/galley_fetch.h"

/* What the server does once all bytes of a reply are sent. */
#define END_CLOSE 0
#define END_RESET 1
#define END_HALF 2   /* says that it has no more, and keeps listening */
#define END_HOLD 3   /* nothing at all */
#define END_REPEAT 4 /* the last 64 bytes again, for ever */

struct reply {
    const char *bytes;
    size_t size;
    size_t piece;    /* bytes at a time, 0: all that fit */
    uint32_t pause;  /* ms between pieces */
    uint8_t end;
    uint8_t at_once; /* without waiting for the request */
};

/* Per cent of the frames, in both directions. */
struct faults {
    uint32_t seed;
    uint8_t drop, twice, delay, corrupt;
};

/* What encrypts the server's connections.  read and write do as recv and send
 * on a socket that does not block; 0 is the end, or a failure. */
struct layer {
    void (*begin)(void);
    void (*end)(void);
    void *(*accept)(int fd);
    int (*read)(void *session, void *bytes, size_t size);
    int (*write)(void *session, const void *bytes, size_t size);
    void (*say_goodbye)(void *session);
    void (*free)(void *session);
};

#define WORLD_CONNECTIONS 24
#define WORLD_HANGS 1000 /* the result of a fetch that never ends */

/* Connection number k gets replies[k], the last one serves for all later
 * ones.  ram: frames arrive as one piece of malloc's, else as chains from the
 * pool. */
void world_begin(const struct reply *replies, size_t count,
                 const struct faults *faults, int ram);

/* For the worlds that follow; NULL: plain, as at first. */
void world_secure(const struct layer *layer);

/* 1: the clock does not jump, for servers that are not of this world. */
void world_real_time(int on);

/* Everything moves on by one step. */
void world_step(void);

/* As long as it takes, 20 minutes at most. */
int world_fetch(struct galley_fetch *f);

/* Lets connections and questions run out; the number of lwIP's pieces that
 * were not given back.  Says which. */
int world_end(void);

uint32_t world_now(void);
uint16_t world_port(void);
size_t world_connections(void);
const char *world_request(size_t connection);
/* Bytes of the reply that the server could get rid of. */
size_t world_served(size_t connection);

/* How many connections the fetch has reset. */
size_t world_resets(void);

#endif
