/*
 * The network and the time of the stand-ins.  Servers answer each request, of
 * whatever host, with the next of a list of answers, in packets of some size.
 * Time passes where someone waits or looks at the clock.
 */
#ifndef NETWORK_H
#define NETWORK_H

#include <stddef.h>
#include <stdint.h>

struct Answer {
    const char *bytes;
    size_t size;
    bool stays; /* the server does not hang up behind it */
};

void network_begin(const Answer *answers, size_t count, size_t packet);

/* One connection at a time, as the sketches have it. */
bool network_connect(const char *host, uint16_t port);
void network_send(const uint8_t *bytes, size_t size);
size_t network_available(); /* 0 before each packet, once */
size_t network_peek(const uint8_t **bytes);
void network_consume(size_t size);
bool network_open(); /* for what has arrived or may */
void network_close();

/* What has happened: connections as "host:port" and the lines of requests,
 * one a line; bytes read of all answers that were asked for. */
const char *network_log();
size_t network_read();
size_t network_asked();
size_t network_answers_left();
bool network_is_closed(); /* by the sketch's side, or never open */

/* Connections by TLS fail unless their certificate is this PEM. */
bool network_trusts(const char *pem);

/* Milliseconds since the start; the clock is set when configTime was called
 * and some time has passed. */
unsigned long network_time();
void network_wait(unsigned long ms);
void network_set_clock();
bool network_clock_is_set();

#endif
