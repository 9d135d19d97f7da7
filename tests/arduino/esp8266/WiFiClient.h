/* The signatures of ESP8266WiFi's WiFiClient (3.x) made use of here. */
#ifndef wificlient_h
#define wificlient_h

#include "Arduino.h"

class WiFiClient : public Stream {
public:
    virtual ~WiFiClient() { stop(); }
    virtual int connect(const char *host, uint16_t port);
    size_t write(uint8_t) override;
    size_t write(const uint8_t *buf, size_t size) override;
    int available() override;
    int read() override;
    int read(uint8_t *buf, size_t size) override;
    int peek() override;
    virtual void stop();
    virtual uint8_t connected();
    void setNoDelay(bool nodelay) { (void)nodelay; }
    using Print::write;

    bool hasPeekBufferAPI() const override { return true; }
    size_t peekAvailable() override;
    const char *peekBuffer() override;
    void peekConsume(size_t consume) override;
    bool outputCanTimeout() override { return connected(); }
    bool inputCanTimeout() override { return connected(); }
};

#endif
