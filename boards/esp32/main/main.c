/*
 * Not run here.  ESP32: joins a Wi-Fi, gets one page, prints its article.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "esp_event.h"
#include "esp_netif.h"
#include "esp_wifi.h"
#include "freertos/FreeRTOS.h"
#include "freertos/event_groups.h"
#include "nvs_flash.h"
#include "sdkconfig.h"

#include "galley_esp.h"

#define ONLINE BIT0

static EventGroupHandle_t events;
static struct galley galley;
static struct galley_esp fetch;
static char window[4096], piece[1024];

static void on_wifi(void *user, esp_event_base_t base, int32_t id,
                    void *data)
{
    (void)user, (void)data;
    if (base == IP_EVENT && id == IP_EVENT_STA_GOT_IP)
        xEventGroupSetBits(events, ONLINE);
    else if (base == WIFI_EVENT
             && (id == WIFI_EVENT_STA_START
                 || id == WIFI_EVENT_STA_DISCONNECTED))
        esp_wifi_connect();
}

static void join_wifi(void)
{
    wifi_init_config_t init = WIFI_INIT_CONFIG_DEFAULT();
    wifi_config_t config = {
        .sta = {
            .ssid = CONFIG_GALLEY_WIFI_SSID,
            .password = CONFIG_GALLEY_WIFI_PASSWORD
        }
    };

    events = xEventGroupCreate();
    ESP_ERROR_CHECK(esp_netif_init());
    ESP_ERROR_CHECK(esp_event_loop_create_default());
    esp_netif_create_default_wifi_sta();
    ESP_ERROR_CHECK(esp_wifi_init(&init));
    ESP_ERROR_CHECK(esp_event_handler_instance_register(
        WIFI_EVENT, ESP_EVENT_ANY_ID, on_wifi, NULL, NULL));
    ESP_ERROR_CHECK(esp_event_handler_instance_register(
        IP_EVENT, IP_EVENT_STA_GOT_IP, on_wifi, NULL, NULL));
    ESP_ERROR_CHECK(esp_wifi_set_mode(WIFI_MODE_STA));
    ESP_ERROR_CHECK(esp_wifi_set_config(WIFI_IF_STA, &config));
    ESP_ERROR_CHECK(esp_wifi_start());
    xEventGroupWaitBits(events, ONLINE, pdFALSE, pdTRUE, portMAX_DELAY);
}

static int print_block(void *user, const struct galley_block *block)
{
    (void)user;
    printf("%.*s%s", (int)block->size, block->text,
           block->flags & GALLEY_BLOCK_CONTINUES ? "" : "\n\n");
    return 0;
}

void app_main(void)
{
    struct galley_options options = GALLEY_OPTIONS;
    esp_err_t storage = nvs_flash_init();
    int result;

    if (storage == ESP_ERR_NVS_NO_FREE_PAGES
        || storage == ESP_ERR_NVS_NEW_VERSION_FOUND) {
        ESP_ERROR_CHECK(nvs_flash_erase());
        storage = nvs_flash_init();
    }
    ESP_ERROR_CHECK(storage);
    join_wifi();
    options.body = window;
    options.body_size = sizeof window;
    options.on_block = print_block;
    galley_init(&galley, &options);
    result = galley_esp_get(&fetch, &galley, CONFIG_GALLEY_URL, piece,
                            sizeof piece, NULL);
    printf("%s\nheadline: %s\nresult %d (%s), decided after %" PRIu32
           " bytes\n",
           galley_esp_url(&fetch),
           galley_field(&galley, GALLEY_FIELD_HEADLINE), result,
           galley_esp_strname(result), galley_bytes_needed(&galley));
}
