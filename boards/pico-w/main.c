/*
 * Not run here.  Pico W: joins a Wi-Fi, gets one page over lwIP, by TLS where
 * CMakeLists.txt was given authorities, and prints its article on USB.
 */
#include <stdio.h>
#include <string.h>

#include "pico/cyw43_arch.h"
#include "pico/stdlib.h"

#include "galley_fetch.h"
#if LWIP_ALTCP_TLS
#include "ca.h"
#include "galley_tls.h"
#endif

#define JOIN_MS 30000

static struct galley galley;
static struct galley_fetch fetch;
static char window[4096];

#if LWIP_ALTCP_TLS

static altcp_allocator_t https = {altcp_tls_alloc, NULL};

/* From hosts that the authorities of CA_FILE vouch for, and no others. */
static void allow_https(struct galley_fetch_options *options)
{
    if (https.arg == NULL)
        https.arg = altcp_tls_create_config_client(ca, sizeof ca);
    if (https.arg == NULL)
        panic("CA_FILE has no certificates that mbedTLS can read");
    options->https = &https;
    options->secure = galley_tls_secure;
    options->tls_error = galley_tls_error;
}

#else

static void allow_https(struct galley_fetch_options *options)
{
    (void)options;
}

#endif

static int print_block(void *user, const struct galley_block *block)
{
    (void)user;
    printf("%.*s%s", (int)block->size, block->text,
           block->flags & GALLEY_BLOCK_CONTINUES ? "" : "\n\n");
    return 0;
}

static int get_article(const char *url)
{
    struct galley_options options = GALLEY_OPTIONS;
    struct galley_fetch_options how = {0};
    int result;

    allow_https(&how);
    options.body = window;
    options.body_size = sizeof window;
    options.on_block = print_block;
    options.http = 1;
    result = galley_init(&galley, &options);
    if (result == GALLEY_OK)
        result = galley_fetch_start(&fetch, &galley, url, &how);
    while (result == GALLEY_OK) {
        cyw43_arch_poll();
        result = galley_fetch_poll(&fetch);
    }
    return result;
}

int main(void)
{
    int result;

    stdio_init_all();
    if (cyw43_arch_init() != 0) {
        printf("no Wi-Fi chip\n");
        return 1;
    }
    cyw43_arch_enable_sta_mode();
    if (cyw43_arch_wifi_connect_timeout_ms(WIFI_SSID, WIFI_PASSWORD,
                                           CYW43_AUTH_WPA2_AES_PSK, JOIN_MS)
        != 0) {
        printf("no Wi-Fi of that name and password\n");
        return 1;
    }
    result = get_article(URL);
    printf("headline: %s\n%s\n", galley_field(&galley, GALLEY_FIELD_HEADLINE),
           galley_fetch_strerror(result));
    cyw43_arch_deinit();
    return result < 0;
}
