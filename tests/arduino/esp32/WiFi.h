/* What of arduino-esp32's WiFi is made use of here. */
#pragma once

#include "Arduino.h"
#include "NetworkClient.h"

typedef enum { WL_CONNECTED = 3, WL_DISCONNECTED = 6 } wl_status_t;
typedef enum { WIFI_MODE_NULL = 0, WIFI_MODE_STA } wifi_mode_t;
#define WIFI_STA WIFI_MODE_STA

class WiFiClass {
public:
    static bool mode(wifi_mode_t);
    wl_status_t begin(const char *ssid, const char *passphrase = NULL);
    static wl_status_t status();
};

extern WiFiClass WiFi;
