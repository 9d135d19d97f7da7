/*
 * See client.h.
 */
#include "client.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "harness/harness.h"
#include "include/esp_crt_bundle.h"
#include "include/esp_timer.h"

#define REQUESTS 16
#define REQUEST_SIZE 4096
#define LINE_SIZE 2048

/* Where the reading of an answer is. */
enum { HEAD, LENGTH, UNTIL_CLOSE, SIZE, DATA, DATA_END, TRAILER, DEAD };

/* Order counts. */
enum { IDLE, CONNECTED, ASKED, HEAD_READ };

/* What reading the connection says beside a number of bytes. */
#define SILENT 0
#define CLOSED (-1)
#define BROKEN (-2)

struct esp_http_client {
    esp_http_client_config_t config;
    char fields[REQUEST_SIZE];
    char *receive;
    uint8_t state;
    int status, error;
    int64_t length, processed; /* -1: no Content-Length */
    bool chunked, complete;    /* as the client takes them */
    /* the cache: what is left of it, and where it was allocated */
    char *cached, *cache;
    size_t cached_size;
    char *output; /* of read, NULL: into the cache */
    /* the reading of an answer */
    uint8_t part, begun; /* begun: the status line is read */
    bool has_chunks;     /* by this head */
    int begun_status;
    uint64_t left;
    char line[LINE_SIZE];
    size_t line_size;
};

static struct {
    const struct answer *answers, *answer;
    size_t count, asked, offset, arrived;
    struct arrival arrival;
    int64_t now; /* us */
    size_t clients_left;
    int clients, connections, caches;
    const char *complaint;
    char requests[REQUESTS][REQUEST_SIZE];
    esp_http_client_config_t config;
} world;

static void complain(const char *what)
{
    if (world.complaint == NULL)
        world.complaint = what;
}

/* ---- the test's side ---- */

void client_begin(const struct answer *answers, size_t count,
                  const struct arrival *arrival)
{
    static const struct arrival at_once;

    world.answers = answers;
    world.count = count;
    world.arrival = arrival != NULL ? *arrival : at_once;
    world.asked = world.offset = world.arrived = 0;
    world.answer = NULL;
    world.complaint = NULL;
    world.clients_left = SIZE_MAX;
}

void client_no_memory(size_t clients)
{
    world.clients_left = clients;
}

int client_end(void)
{
    return world.clients + world.connections + world.caches;
}

size_t client_requests(void)
{
    return world.asked;
}

const char *client_request(size_t i)
{
    return i < world.asked && i < REQUESTS ? world.requests[i] : "";
}

const esp_http_client_config_t *client_config(void)
{
    return &world.config;
}

const char *client_complaint(void)
{
    return world.complaint;
}

size_t client_arrived(void)
{
    return world.arrived;
}

int64_t esp_timer_get_time(void)
{
    return world.now;
}

esp_err_t esp_crt_bundle_attach(void *conf)
{
    (void)conf;
    return ESP_OK;
}

/* ---- the network ---- */

/* How many bytes come together from here on. */
static size_t next_arrival(size_t left)
{
    const struct arrival *a = &world.arrival;
    size_t n = left;

    if (a->first > 0 && world.offset < a->first)
        n = a->first - world.offset;
    else if (a->size > 0)
        n = a->size - (world.offset - a->first) % a->size;
    return n < left ? n : left;
}

static int receive(struct esp_http_client *c, int size)
{
    const struct answer *a = world.answer;
    size_t n;

    if (a->pause > (uint32_t)c->config.timeout_ms) {
        world.now += c->config.timeout_ms * (int64_t)1000;
        return SILENT;
    }
    world.now += a->pause * (int64_t)1000;
    if (world.offset == a->size && a->end == END_REPEAT)
        world.offset = 0;
    if (world.offset == a->size) {
        if (a->end == END_SILENCE) {
            world.now += c->config.timeout_ms * (int64_t)1000;
            return SILENT;
        }
        c->error = a->end == END_CLOSE ? ENOTCONN : ECONNRESET;
        return a->end == END_CLOSE ? CLOSED : BROKEN;
    }
    n = next_arrival(a->size - world.offset);
    if (n > (size_t)size)
        n = (size_t)size;
    memcpy(c->receive, a->bytes + world.offset, n);
    world.offset += n;
    world.arrived += n;
    return (int)n;
}

static void disconnect(struct esp_http_client *c)
{
    if (c->state >= CONNECTED)
        world.connections--;
    c->state = IDLE;
}

/* ---- the reading of an answer ---- */

static void tell(struct esp_http_client *c, esp_http_client_event_id_t id,
                 char *name, char *value, void *data, int size)
{
    esp_http_client_event_t event;

    memset(&event, 0, sizeof event);
    event.event_id = id;
    event.client = c;
    event.user_data = c->config.user_data;
    event.header_key = name;
    event.header_value = value;
    event.data = data;
    event.data_len = size;
    if (c->config.event_handler != NULL)
        c->config.event_handler(&event);
}

static void drop_cache(struct esp_http_client *c)
{
    if (c->cache == NULL)
        return;
    free(c->cache);
    world.caches--;
    c->cache = c->cached = NULL;
    c->cached_size = 0;
}

/* The real one stops the machine where its cache was read in part. */
static void add_to_cache(struct esp_http_client *c, const char *bytes,
                         size_t size)
{
    char *cache;

    if (c->cached != c->cache) {
        complain("a cache read in part is added to");
        drop_cache(c);
    }
    cache = realloc(c->cache, c->cached_size + size);
    if (cache == NULL)
        abort();
    world.caches += c->cache == NULL;
    memcpy(cache + c->cached_size, bytes, size);
    c->cache = c->cached = cache;
    c->cached_size += size;
}

static void body_bytes(struct esp_http_client *c, char *bytes, size_t size)
{
    if (c->output != NULL) {
        memcpy(c->output, bytes, size);
        c->output += size;
    } else {
        add_to_cache(c, bytes, size);
    }
    c->processed += (int64_t)size;
    tell(c, HTTP_EVENT_ON_DATA, NULL, NULL, bytes, (int)size);
}

static void end_message(struct esp_http_client *c)
{
    c->complete = true;
    c->begun = 0;
    c->part = HEAD;
}

/* Until here the status is that of the message before. */
static void end_head(struct esp_http_client *c)
{
    int status = c->status = c->begun_status;

    c->processed = 0;
    c->state = HEAD_READ;
    if (status < 200 || status == 204 || status == 304)
        end_message(c);
    else if (c->has_chunks)
        c->part = SIZE;
    else if (c->length == 0)
        end_message(c);
    else
        c->part = c->length > 0 ? LENGTH : UNTIL_CLOSE;
    c->left = c->length > 0 ? (uint64_t)c->length : 0;
}

static void field_line(struct esp_http_client *c)
{
    char *value = strchr(c->line, ':');

    if (value == NULL) {
        c->part = DEAD;
        return;
    }
    *value++ = '\0';
    value += strspn(value, " \t"); /* white space behind it stays */
    if (strcasecmp(c->line, "Content-Length") == 0)
        c->length = strtoll(value, NULL, 10);
    if (strcasecmp(c->line, "Transfer-Encoding") == 0
        && strcasecmp(value, "chunked") == 0)
        c->chunked = c->has_chunks = true;
    tell(c, HTTP_EVENT_ON_HEADER, c->line, value, NULL, 0);
}

static void head_line(struct esp_http_client *c)
{
    if (c->line[0] == '\0') {
        if (c->begun)
            end_head(c);
        return;
    }
    if (c->begun) {
        field_line(c);
        return;
    }
    if (sscanf(c->line, "HTTP/1.%*1[01] %3d", &c->begun_status) != 1) {
        c->part = DEAD;
        return;
    }
    c->begun = 1;
    c->length = -1;
    c->chunked = c->has_chunks = c->complete = false;
}

static void chunk_line(struct esp_http_client *c)
{
    char *end;

    if (c->part == TRAILER) {
        if (c->line[0] == '\0')
            end_message(c);
        return;
    }
    if (c->part == DATA_END) {
        c->part = c->line[0] == '\0' ? SIZE : DEAD;
        return;
    }
    c->left = strtoull(c->line, &end, 16);
    if (end == c->line)
        c->part = DEAD;
    else
        c->part = c->left > 0 ? DATA : TRAILER;
}

static void line_byte(struct esp_http_client *c, char byte)
{
    if (byte != '\n') {
        if (c->line_size == LINE_SIZE - 1)
            abort(); /* a test's head is shorter */
        c->line[c->line_size++] = byte;
        return;
    }
    if (c->line_size > 0 && c->line[c->line_size - 1] == '\r')
        c->line_size--;
    c->line[c->line_size] = '\0';
    c->line_size = 0;
    if (c->part == HEAD)
        head_line(c);
    else
        chunk_line(c);
}

static void parse(struct esp_http_client *c, char *bytes, size_t size)
{
    char *end = bytes + size;

    while (bytes != end && c->part != DEAD) {
        size_t n = (size_t)(end - bytes);

        if (c->part != LENGTH && c->part != DATA && c->part != UNTIL_CLOSE) {
            line_byte(c, *bytes++);
            continue;
        }
        if (c->part != UNTIL_CLOSE && n > c->left)
            n = (size_t)c->left;
        body_bytes(c, bytes, n);
        bytes += n;
        if (c->part == UNTIL_CLOSE || (c->left -= n) > 0)
            continue;
        if (c->part == LENGTH)
            end_message(c);
        else
            c->part = DATA_END;
    }
}

/* ---- the client's calls ---- */

esp_http_client_handle_t esp_http_client_init(
    const esp_http_client_config_t *config)
{
    struct esp_http_client *c;

    world.config = *config;
    if (world.clients_left == 0)
        return NULL;
    world.clients_left--;
    c = harness_allocate(sizeof *c);
    memset(c, 0, sizeof *c);
    c->config = *config;
    if (c->config.buffer_size == 0)
        c->config.buffer_size = 512;
    if (c->config.timeout_ms == 0)
        c->config.timeout_ms = 5000;
    c->receive = harness_allocate((size_t)c->config.buffer_size);
    world.clients++;
    esp_http_client_set_header(c, "User-Agent", config->user_agent);
    return c;
}

esp_err_t esp_http_client_set_header(esp_http_client_handle_t client,
                                     const char *key, const char *value)
{
    size_t size = strlen(client->fields);

    snprintf(client->fields + size, REQUEST_SIZE - size, "%s: %s\n", key,
             value);
    return ESP_OK;
}

esp_err_t esp_http_client_set_timeout_ms(esp_http_client_handle_t client,
                                         int timeout_ms)
{
    client->config.timeout_ms = timeout_ms;
    return ESP_OK;
}

esp_err_t esp_http_client_open(esp_http_client_handle_t client, int write_len)
{
    if (write_len != 0)
        complain("a GET has a body");
    if (client->state != IDLE)
        complain("open, but not closed before");
    if (world.asked == world.count || world.asked == REQUESTS)
        return ESP_ERR_HTTP_CONNECT; /* nobody is there */
    world.answer = &world.answers[world.asked];
    snprintf(world.requests[world.asked], REQUEST_SIZE, "GET %.1000s\n%.2900s",
             client->config.url, client->fields);
    world.asked++;
    world.offset = world.arrived = 0;
    if (world.answer->refuse)
        return ESP_ERR_HTTP_CONNECT;
    client->state = ASKED;
    client->part = HEAD;
    client->begun = 0;
    client->line_size = 0;
    world.connections++;
    return ESP_OK;
}

int64_t esp_http_client_fetch_headers(esp_http_client_handle_t client)
{
    if (client->state < ASKED)
        return ESP_FAIL;
    client->state = ASKED;
    client->status = -1;
    while (client->state < HEAD_READ) {
        int n = receive(client, client->config.buffer_size);

        if (n == SILENT)
            return -ESP_ERR_HTTP_EAGAIN;
        if (n < 0)
            return ESP_FAIL;
        parse(client, client->receive, (size_t)n);
    }
    if (client->length > 0)
        return client->length;
    client->chunked = true;
    return 0;
}

int esp_http_client_get_status_code(esp_http_client_handle_t client)
{
    return client->status;
}

static int read_cache(struct esp_http_client *c, char *buffer, int size)
{
    size_t n = c->cached_size;

    if (n == 0)
        return 0;
    if (n > (size_t)size)
        n = (size_t)size;
    memcpy(buffer, c->cached, n);
    c->cached += n;
    c->cached_size -= n;
    if (c->cached_size == 0)
        drop_cache(c);
    return (int)n;
}

bool esp_http_client_is_complete_data_received(
    esp_http_client_handle_t client)
{
    return client->chunked ? client->complete
                           : client->processed == client->length;
}

static int read_failed(struct esp_http_client *c, int n, int got)
{
    if (n == CLOSED && c->part == UNTIL_CLOSE)
        end_message(c);
    if (got > 0)
        return got;
    if (n == SILENT)
        return -ESP_ERR_HTTP_EAGAIN;
    return esp_http_client_is_complete_data_received(c) ? 0 : ESP_FAIL;
}

int esp_http_client_read(esp_http_client_handle_t client, char *buffer,
                         int len)
{
    int got = read_cache(client, buffer, len);

    if (client->state < HEAD_READ)
        complain("read before there is a head");
    while (got < len && !esp_http_client_is_complete_data_received(client)) {
        int n = len - got;

        if (n > client->config.buffer_size)
            n = client->config.buffer_size;
        n = receive(client, n);
        if (n <= 0)
            return read_failed(client, n, got);
        client->output = buffer + got;
        parse(client, client->receive, (size_t)n);
        got = (int)(client->output - buffer);
        client->output = NULL;
    }
    return got;
}

int esp_http_client_get_errno(esp_http_client_handle_t client)
{
    int error = client->error;

    client->error = 0;
    return error;
}

esp_err_t esp_http_client_close(esp_http_client_handle_t client)
{
    tell(client, HTTP_EVENT_DISCONNECTED, NULL, NULL, NULL, 0);
    disconnect(client);
    return ESP_OK;
}

esp_err_t esp_http_client_cleanup(esp_http_client_handle_t client)
{
    esp_http_client_close(client);
    drop_cache(client);
    free(client->receive);
    free(client);
    world.clients--;
    return ESP_OK;
}
