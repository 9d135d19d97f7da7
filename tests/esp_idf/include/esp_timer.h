/* ESP-IDF's header of this name, as far as port/esp_idf uses it. */
#ifndef ESP_TIMER_H
#define ESP_TIMER_H

#include <stdint.h>

int64_t esp_timer_get_time(void);

#endif
