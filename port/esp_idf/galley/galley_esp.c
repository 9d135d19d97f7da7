/* SPDX-License-Identifier: MIT */
/*
 * Galley on ESP-IDF: a URL comes in, galley is fed what esp_http_client
 * reads.  Its events tell the fields of the head; the body is read rather
 * than taken from HTTP_EVENT_ON_DATA, because an event handler cannot hang
 * up.
 *
 * Each request has a client of its own.  One that is used again still has
 * the body of the redirect that came with its head, and gives it out as the
 * beginning of the page; to read it away takes as long as the server likes.
 */
#include "galley_esp.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "esp_crt_bundle.h"
#include "esp_http_client.h"
#include "esp_timer.h"

/* ---- the head ---- */

/* What is inflated may be sent compressed: a fifth of the bytes. */
static bool inflates(const struct galley_esp *e)
{
#if GALLEY_INFLATE
    return e->galley->options.inflate_window != NULL;
#else
    (void)e;
    return false;
#endif
}

/* What decides how the body is read goes through the HTTP stage, as the head
 * of a response that has nothing else. */
static int feed_head(struct galley_esp *e, const char *bytes)
{
    struct galley_span body;

    return galley_http_next(&e->head, &bytes, bytes + strlen(bytes), &body);
}

static void begin_head(struct galley_esp *e)
{
    e->status = 0;
    e->location_size = 0;
    galley_http_init(&e->head);
    e->head.inflated = inflates(e);
    feed_head(e, "HTTP/1.1 200 OK\r\n");
}

static void read_field(struct galley_esp *e, const char *name,
                       const char *value)
{
    feed_head(e, name);
    feed_head(e, ": ");
    feed_head(e, value);
    feed_head(e, "\r\n");
}

/* Without the white space around it.  The first one counts. */
static void keep_location(struct galley_esp *e, const char *value)
{
    size_t size;

    if (e->location_size > 0)
        return;
    value += strspn(value, " \t");
    size = strlen(value);
    while (size > 0 && (value[size - 1] == ' ' || value[size - 1] == '\t'))
        size--;
    e->location_size = size;
    if (size >= sizeof e->location)
        return; /* ask_around says so */
    memcpy(e->location, value, size);
    e->location[size] = '\0';
}

static bool overdue(const struct galley_esp *e)
{
    return esp_timer_get_time() >= e->deadline;
}

/* A 1xx response in front may have fields too, and nothing tells where they
 * end: such a field is a hint at that of the final response. */
static esp_err_t on_event(esp_http_client_event_t *event)
{
    struct galley_esp *e = event->user_data;

    if (event->event_id != HTTP_EVENT_ON_HEADER
        && event->event_id != HTTP_EVENT_ON_DATA)
        return ESP_OK;
    if (overdue(e)) /* the client waits on and on for the rest of a piece */
        esp_http_client_set_timeout_ms(event->client, 1);
    if (event->event_id != HTTP_EVENT_ON_HEADER)
        return ESP_OK;
    if (strcasecmp(event->header_key, "Location") == 0)
        keep_location(e, event->header_value);
    if (strcasecmp(event->header_key, "Content-Type") == 0
        || strcasecmp(event->header_key, "Content-Encoding") == 0)
        read_field(e, event->header_key, event->header_value);
    return ESP_OK;
}

/* 101 is none: what follows it is no HTTP. */
static bool is_interim(int status)
{
    return status >= 100 && status < 200 && status != 101;
}

static int read_head(struct galley_esp *e)
{
    do {
        int64_t size = esp_http_client_fetch_headers(e->client);

        if (size == -ESP_ERR_HTTP_EAGAIN || overdue(e))
            return GALLEY_ERR_ESP_TIMEOUT;
        if (size < 0)
            return GALLEY_ERR_ESP_CONNECT;
        e->status = esp_http_client_get_status_code(e->client);
    } while (is_interim(e->status));
    return GALLEY_OK;
}

/* ---- a request ---- */

static int send_request(struct galley_esp *e)
{
    const struct galley_esp_options *o = &e->options;

    if (esp_http_client_set_header(e->client, "Accept-Encoding",
                                   inflates(e) ? "gzip" : "identity")
            != ESP_OK
        || esp_http_client_set_header(
               e->client, "Accept",
               "text/html, application/xhtml+xml, */*;q=0.5") != ESP_OK)
        return GALLEY_ERR_ESP_MEMORY;
    if (o->prepare != NULL)
        o->prepare(o->user, e->client);
    if (esp_http_client_open(e->client, 0) != ESP_OK)
        return GALLEY_ERR_ESP_CONNECT;
    return GALLEY_OK;
}

/* Asks for e->url; e->status is the answer's. */
static int ask(struct galley_esp *e)
{
    const struct galley_esp_options *o = &e->options;
    esp_http_client_config_t config = {
        .url = e->url,
        .user_agent = o->user_agent,
        .cert_pem = o->certificate,
        .crt_bundle_attach = o->certificate == NULL ? esp_crt_bundle_attach
                                                    : NULL,
        .event_handler = on_event,
        .user_data = e,
        .timeout_ms = o->idle_seconds * 1000,
        .buffer_size = o->receive_size,
        .buffer_size_tx = o->send_size
    };
    struct galley_url parts;
    int result = galley_url_parse(e->url, &parts);

    if (result != GALLEY_OK)
        return result;
    begin_head(e);
    e->client = esp_http_client_init(&config);
    if (e->client == NULL)
        return GALLEY_ERR_ESP_MEMORY;
    result = send_request(e);
    return result == GALLEY_OK ? read_head(e) : result;
}

static void hang_up(struct galley_esp *e)
{
    if (e->client == NULL)
        return;
    esp_http_client_close(e->client);
    esp_http_client_cleanup(e->client);
    e->client = NULL;
}

static bool is_redirect(const struct galley_esp *e)
{
    return e->status >= 300 && e->status < 400 && e->status != 304
           && e->location_size > 0;
}

/* GALLEY_OK: e->url is to be asked next. */
static int follow(struct galley_esp *e, const char *location, int redirect)
{
    int result = galley_url_resolve(e->url, sizeof e->url, location);

    if (result != GALLEY_OK)
        return result;
    if (e->options.redirects == GALLEY_ESP_STAY)
        return redirect;
    if (e->redirects == e->options.redirects)
        return GALLEY_ERR_ESP_REDIRECTS;
    e->redirects++;
    hang_up(e);
    return GALLEY_OK;
}

/* Asks until an answer is not a redirect, and looks at its head. */
static int ask_around(struct galley_esp *e)
{
    int result = ask(e);

    while (result == GALLEY_OK && is_redirect(e)) {
        result = e->location_size < sizeof e->location
                     ? follow(e, e->location, GALLEY_ERR_HTTP_REDIRECT)
                     : GALLEY_ERR_URL_LONG;
        if (result == GALLEY_OK)
            result = ask(e);
    }
    if (result != GALLEY_OK)
        return result;
    if (e->status < 200 || e->status > 299)
        return GALLEY_ERR_HTTP_STATUS;
    result = feed_head(e, "\r\n");
    if (result == GALLEY_OK && e->head.coding == GALLEY_HTTP_DEFLATE)
        return GALLEY_ERR_COMPRESSED; /* it begins as nothing does */
    return result;
}

/* ---- the page ---- */

/* What it means that the client has no more: the page has ended, or an
 * error.  The client says -1 of a page that is cut short, too: ENOTCONN is
 * then how it has seen that the server hung up. */
static int end_of_page(struct galley_esp *e, int n)
{
    if (n == -ESP_ERR_HTTP_EAGAIN)
        return GALLEY_ERR_ESP_TIMEOUT;
    if (n < 0)
        return esp_http_client_get_errno(e->client) == ENOTCONN
                   ? GALLEY_ERR_HTTP_LENGTH
                   : GALLEY_ERR_ESP_READ;
    return esp_http_client_is_complete_data_received(e->client)
               ? GALLEY_OK
               : GALLEY_ERR_HTTP_LENGTH;
}

/* What has come is finished in any case. */
static int read_page(struct galley_esp *e, char *piece, int size)
{
    const char *charset = e->head.charset;
    int result = galley_reset(e->galley, *charset != '\0' ? charset : NULL);
    int error = GALLEY_OK, finished, n;

    while (result == GALLEY_OK && error == GALLEY_OK) {
        n = esp_http_client_read(e->client, piece, size);
        if (n <= 0) {
            error = end_of_page(e, n);
            break;
        }
        result = galley_feed(e->galley, piece, (size_t)n);
        if (result == GALLEY_OK && overdue(e))
            error = GALLEY_ERR_ESP_TIMEOUT;
    }
    finished = galley_finish(e->galley);
    return error != GALLEY_OK ? error : finished;
}

/* A page may lead to another one. */
static int get(struct galley_esp *e, char *piece, int size)
{
    int result;

    do {
        result = ask_around(e);
        if (result == GALLEY_OK)
            result = read_page(e, piece, size);
        if (result != GALLEY_ERR_REFRESH)
            return result;
        result = follow(e, galley_field(e->galley, GALLEY_FIELD_LOCATION),
                        result);
    } while (result == GALLEY_OK);
    return result;
}

/* ---- the calls ---- */

static void set_defaults(struct galley_esp_options *o)
{
    if (o->user_agent == NULL)
        o->user_agent = GALLEY_ESP_USER_AGENT;
    if (o->idle_seconds == 0)
        o->idle_seconds = GALLEY_ESP_IDLE_SECONDS;
    if (o->total_seconds == 0)
        o->total_seconds = GALLEY_ESP_TOTAL_SECONDS;
    if (o->receive_size == 0)
        o->receive_size = GALLEY_ESP_RECEIVE_SIZE;
    if (o->send_size == 0)
        o->send_size = GALLEY_ESP_SEND_SIZE;
    if (o->redirects == 0)
        o->redirects = GALLEY_ESP_REDIRECTS;
}

int galley_esp_get(struct galley_esp *e, struct galley *g, const char *url,
                   void *piece, size_t size,
                   const struct galley_esp_options *options)
{
    int result;

    memset(e, 0, sizeof *e);
    if (options != NULL)
        e->options = *options;
    set_defaults(&e->options);
    e->galley = g;
    e->deadline = esp_timer_get_time()
                  + e->options.total_seconds * (int64_t)1000000;
    result = galley_reset(g, NULL); /* the page before is gone */
    if (result == GALLEY_OK
        && (g->options.http || piece == NULL || size == 0
            || strpbrk(e->options.user_agent, "\r\n") != NULL))
        result = GALLEY_ERR_OPTIONS;
    if (result == GALLEY_OK)
        result = galley_url_resolve(e->url, sizeof e->url, url);
    if (result == GALLEY_OK)
        result = get(e, piece, size < INT_MAX ? (int)size : INT_MAX);
    hang_up(e);
    return result;
}

int galley_esp_fetch(struct galley *g, const char *url, void *piece,
                     size_t size)
{
    struct galley_esp e;

    return galley_esp_get(&e, g, url, piece, size, NULL);
}

const char *galley_esp_url(const struct galley_esp *e)
{
    return e->url;
}

int galley_esp_status(const struct galley_esp *e)
{
    return e->status;
}
