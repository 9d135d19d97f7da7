/* SPDX-License-Identifier: MIT */
/*
 * Galley on ESP-IDF: a URL comes in, galley is fed what esp_http_client
 * reads.  Its events name the charset; the body is read rather than taken
 * from HTTP_EVENT_ON_DATA, because an event handler cannot hang up.
 */
#include "galley_esp.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "esp_crt_bundle.h"
#include "esp_http_client.h"

/* Bytes, NUL included. */
#define CHARSET_SIZE 24

struct fetch {
    struct galley *galley;
    char charset[CHARSET_SIZE]; /* of this response's Content-Type, or "" */
};

/* Keeps the charset parameter of "text/html; charset=utf-8". */
static void read_content_type(struct fetch *f, const char *value)
{
    static const char name[] = "charset=";
    size_t size = sizeof name - 1, i = 0;

    while (*value != '\0' && strncasecmp(value, name, size) != 0)
        value++;
    if (*value == '\0')
        return;
    value += size;
    value += *value == '"';
    while (i < CHARSET_SIZE - 1 && value[i] != '\0'
           && strchr("\"; \t", value[i]) == NULL) {
        f->charset[i] = value[i];
        i++;
    }
    f->charset[i] = '\0';
}

static esp_err_t on_event(esp_http_client_event_t *event)
{
    struct fetch *f = event->user_data;

    if (event->event_id == HTTP_EVENT_ON_HEADER
        && strcasecmp(event->header_key, "Content-Type") == 0)
        read_content_type(f, event->header_value);
    return ESP_OK;
}

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307
           || status == 308;
}

/* Asks until an answer is not a redirect: its status, or an error. */
static int ask(struct fetch *f, esp_http_client_handle_t client)
{
    int hops;

    for (hops = 0; hops <= GALLEY_ESP_REDIRECTS; hops++) {
        int status;

        f->charset[0] = '\0';
        if (esp_http_client_open(client, 0) != ESP_OK
            || esp_http_client_fetch_headers(client) < 0)
            return GALLEY_ERR_ESP_CONNECT;
        status = esp_http_client_get_status_code(client);
        if (!is_redirect(status))
            return status;
        if (esp_http_client_set_redirection(client) != ESP_OK)
            return GALLEY_ERR_HTTP_REDIRECT;
        esp_http_client_close(client);
    }
    return GALLEY_ERR_ESP_REDIRECTS;
}

static int read_page(struct fetch *f, esp_http_client_handle_t client,
                     char *piece, int size)
{
    int result = galley_reset(f->galley, f->charset[0] != '\0' ? f->charset
                                                               : NULL);

    while (result == GALLEY_OK) {
        int n = esp_http_client_read(client, piece, size);

        if (n < 0)
            return GALLEY_ERR_ESP_READ;
        if (n == 0 && !esp_http_client_is_complete_data_received(client))
            return GALLEY_ERR_HTTP_LENGTH;
        if (n == 0)
            break;
        result = galley_feed(f->galley, piece, (size_t)n);
    }
    return galley_finish(f->galley);
}

int galley_esp_fetch(struct galley *g, const char *url, void *piece,
                     size_t size)
{
    struct fetch f = {g, ""};
    esp_http_client_config_t config = {
        .url = url,
        .event_handler = on_event,
        .user_data = &f,
        .timeout_ms = GALLEY_ESP_TIMEOUT_MS,
        .crt_bundle_attach = esp_crt_bundle_attach
    };
    esp_http_client_handle_t client = esp_http_client_init(&config);
    int result;

    if (client == NULL)
        return GALLEY_ERR_ESP_MEMORY;
    esp_http_client_set_header(client, "Accept-Encoding", "identity");
    result = ask(&f, client);
    if (result >= 200 && result < 300)
        result = read_page(&f, client, piece, (int)size);
    else if (result >= 0)
        result = GALLEY_ERR_HTTP_STATUS;
    esp_http_client_close(client);
    esp_http_client_cleanup(client);
    return result;
}
