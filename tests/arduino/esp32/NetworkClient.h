/* The signatures of arduino-esp32's NetworkClient (3.x) made use of here. */
#pragma once

#include "Arduino.h"

class NetworkClient : public Stream {
public:
    virtual ~NetworkClient() { stop(); }
    virtual int connect(const char *host, uint16_t port);
    virtual int connect(const char *host, uint16_t port, int32_t timeout_ms);
    size_t write(uint8_t data) override;
    size_t write(const uint8_t *buf, size_t size) override;
    int available() override;
    int read() override;
    virtual int read(uint8_t *buf, size_t size);
    int peek() override;
    virtual void stop();
    virtual uint8_t connected();
    using Print::write;
};
