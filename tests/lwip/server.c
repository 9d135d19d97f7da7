/*
 * Plays replies, one a connection, as badly as they say.
 */
#define _DEFAULT_SOURCE
#include "server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct connection {
    int fd;                /* -1: closed */
    void *session;         /* of the layer, NULL: plain */
    const struct reply *reply;
    size_t sent;           /* of the reply */
    size_t served;         /* with repetitions */
    uint32_t next;         /* ms, when more is sent */
    uint8_t ended;
    size_t request_size;
    char request[4096];
};

static int listener;
static uint16_t port;
static const struct reply *replies;
static size_t reply_count;
static struct connection connections[WORLD_CONNECTIONS];
static size_t connection_count;
static const struct layer *layer;

static void fail(const char *what)
{
    perror(what);
    exit(2);
}

void server_begin(const struct reply *list, size_t count)
{
    struct sockaddr_in address;
    socklen_t size = sizeof address;

    replies = list;
    reply_count = count;
    connection_count = 0;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0 ||
        bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(listener, WORLD_CONNECTIONS) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &size) != 0 ||
        fcntl(listener, F_SETFL, O_NONBLOCK) != 0)
        fail("listening on the loopback");
    port = ntohs(address.sin_port);
    if (layer != NULL)
        layer->begin();
}

void world_secure(const struct layer *how)
{
    layer = how;
}

uint16_t world_port(void)
{
    return port;
}

size_t world_connections(void)
{
    return connection_count;
}

const char *world_request(size_t connection)
{
    return connection < connection_count ? connections[connection].request
                                         : "";
}

size_t world_served(size_t connection)
{
    return connection < connection_count ? connections[connection].served
                                         : 0;
}

/* ---- plain, or through the layer ---- */

static ssize_t receive(struct connection *c, void *bytes, size_t size)
{
    return c->session != NULL ? layer->read(c->session, bytes, size)
                              : recv(c->fd, bytes, size, 0);
}

static ssize_t transmit(struct connection *c, const void *bytes, size_t size)
{
    return c->session != NULL ? layer->write(c->session, bytes, size)
                              : send(c->fd, bytes, size, MSG_NOSIGNAL);
}

static void close_connection(struct connection *c)
{
    if (c->session != NULL)
        layer->free(c->session);
    c->session = NULL;
    close(c->fd);
    c->fd = -1;
}

/* ---- connections ---- */

static int accept_one(void)
{
    struct connection *c = &connections[connection_count];
    size_t n = connection_count;
    int on = 1;

    if (n == WORLD_CONNECTIONS)
        return 0;
    memset(c, 0, sizeof *c);
    c->fd = accept(listener, NULL, NULL);
    if (c->fd < 0)
        return 0;
    fcntl(c->fd, F_SETFL, O_NONBLOCK);
    /* Nagle would wait for an answer in real time. */
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (layer != NULL)
        c->session = layer->accept(c->fd);
    c->reply = &replies[n < reply_count ? n : reply_count - 1];
    connection_count++;
    return 1;
}

static int read_request(struct connection *c)
{
    size_t room = sizeof c->request - 1 - c->request_size;
    ssize_t n = receive(c, c->request + c->request_size, room);

    if (n == 0 && c->session != NULL)
        close_connection(c); /* the handshake failed, or the client left */
    if (n <= 0)
        return 0;
    c->request_size += (size_t)n;
    c->request[c->request_size] = '\0';
    return 1;
}

static void finish(struct connection *c)
{
    struct linger now = {1, 0};

    c->ended = 1;
    if (c->session != NULL && c->reply->end != END_RESET
        && c->reply->end != END_HOLD)
        layer->say_goodbye(c->session);
    if (c->reply->end == END_HALF)
        shutdown(c->fd, SHUT_WR);
    if (c->reply->end == END_RESET)
        setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    if (c->reply->end == END_RESET || c->reply->end == END_CLOSE)
        close_connection(c);
}

static int send_piece(struct connection *c, uint32_t now)
{
    size_t left = c->reply->size - c->sent;
    ssize_t n;

    if (left == 0) {
        finish(c);
        return 1;
    }
    if (c->reply->piece && left > c->reply->piece)
        left = c->reply->piece;
    n = transmit(c, c->reply->bytes + c->sent, left);
    if (n <= 0)
        return 0;
    c->sent += (size_t)n;
    c->served += (size_t)n;
    c->next = now + c->reply->pause;
    if (c->sent == c->reply->size && c->reply->end == END_REPEAT)
        c->sent -= 64;
    return 1;
}

static int is_asked(const struct connection *c)
{
    return c->reply->at_once || strstr(c->request, "\r\n\r\n") != NULL;
}

int server_step(uint32_t now)
{
    int progress = accept_one();
    size_t i;

    for (i = 0; i < connection_count; i++) {
        struct connection *c = &connections[i];

        if (c->fd >= 0)
            progress |= read_request(c);
        if (c->fd >= 0 && !c->ended && is_asked(c) &&
            (int32_t)(now - c->next) >= 0)
            progress |= send_piece(c, now);
    }
    return progress;
}

uint32_t server_patience(uint32_t now, uint32_t limit)
{
    size_t i;

    for (i = 0; i < connection_count; i++) {
        const struct connection *c = &connections[i];
        int32_t wait = (int32_t)(c->next - now);

        if (c->fd >= 0 && !c->ended && is_asked(c) && wait > 0 &&
            (uint32_t)wait < limit)
            limit = (uint32_t)wait;
    }
    return limit;
}

void server_end(void)
{
    size_t i;

    for (i = 0; i < connection_count; i++)
        if (connections[i].fd >= 0)
            close_connection(&connections[i]);
    close(listener);
    if (layer != NULL)
        layer->end();
}
