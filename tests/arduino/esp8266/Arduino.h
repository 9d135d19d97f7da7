/* What of esp8266/Arduino's Arduino.h is made use of here. */
#ifndef Arduino_h
#define Arduino_h

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include "Stream.h"
#include "WString.h"

void configTime(int timezone_sec, int daylightOffset_sec,
                const char *server1, const char *server2 = nullptr,
                const char *server3 = nullptr);

#define PROGMEM /* the real one puts it into flash */

extern "C" unsigned long millis(void);
extern "C" void delay(unsigned long ms);

void setup(void);
void loop(void);

/* Its output is the program's. */
class HardwareSerial : public Stream {
public:
    void begin(unsigned long baud) { (void)baud; }
    int available() override { return 0; }
    int read() override { return -1; }
    int peek() override { return -1; }
    size_t write(uint8_t c) override;
    size_t write(const uint8_t *buffer, size_t size) override;
    using Print::write;
};

extern HardwareSerial Serial;

#endif
