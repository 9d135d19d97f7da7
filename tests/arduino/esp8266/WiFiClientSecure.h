/* The signatures of ESP8266WiFi's BearSSL client that are made use of here.
 * It has no look into its buffer, as in the first versions 3. */
#ifndef wificlientbearssl_h
#define wificlientbearssl_h

#include "WiFiClient.h"

namespace BearSSL {

class X509List {
public:
    X509List(const char *pemCert);
    X509List(const X509List &that) = delete;
    size_t getCount() const { return trusted ? 1 : 0; }

private:
    bool trusted;
};

class WiFiClientSecure : public WiFiClient {
public:
    int connect(const char *name, uint16_t port) override;
    void setInsecure();
    void setTrustAnchors(const X509List *ta) { _ta = ta; }
    void setBufferSizes(int recv, int xmit);
    bool hasPeekBufferAPI() const override { return false; }

    static bool probeMaxFragmentLength(const char *hostname, uint16_t port,
                                       uint16_t len);
    static bool probeMaxFragmentLength(const String &host, uint16_t port,
                                       uint16_t len)
    {
        return probeMaxFragmentLength(host.c_str(), port, len);
    }

private:
    const X509List *_ta = nullptr;
};

}

#endif
