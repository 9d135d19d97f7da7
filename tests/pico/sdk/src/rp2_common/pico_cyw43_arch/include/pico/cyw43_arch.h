/* The SDK's declarations that boards/pico-w uses. */
#ifndef STAND_IN_CYW43_ARCH_H
#define STAND_IN_CYW43_ARCH_H

#include <stdint.h>

#define CYW43_AUTH_WPA2_AES_PSK (0x00400004)

int cyw43_arch_init(void);
void cyw43_arch_deinit(void);
void cyw43_arch_enable_sta_mode(void);
int cyw43_arch_wifi_connect_timeout_ms(const char *ssid, const char *pw,
                                       uint32_t auth, uint32_t timeout);
void cyw43_arch_poll(void);

#endif
