/*
 * The web server of world.c, on a socket of the loopback.
 */
#ifndef SERVER_H
#define SERVER_H

#include "world.h"

void server_begin(const struct reply *replies, size_t count);
/* 1 when anything happened. */
int server_step(uint32_t now);
/* ms until the next piece, at most limit. */
uint32_t server_patience(uint32_t now, uint32_t limit);
void server_end(void);

#endif
