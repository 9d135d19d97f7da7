/* What of ESP8266WiFi is made use of here. */
#ifndef WiFi_h
#define WiFi_h

#include "Arduino.h"
#include "WiFiClient.h"

typedef enum { WL_CONNECTED = 3, WL_DISCONNECTED = 7 } wl_status_t;
typedef enum WiFiMode { WIFI_OFF = 0, WIFI_STA = 1 } WiFiMode_t;

class ESP8266WiFiClass {
public:
    bool mode(WiFiMode_t);
    wl_status_t begin(const char *ssid, const char *passphrase = NULL);
    wl_status_t status();
};

extern ESP8266WiFiClass WiFi;

#endif
