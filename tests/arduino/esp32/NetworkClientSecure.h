/* The signatures of arduino-esp32's NetworkClientSecure that are made use of
 * here. */
#ifndef NetworkClientSecure_h
#define NetworkClientSecure_h

#include "NetworkClient.h"

class NetworkClientSecure : public NetworkClient {
public:
    int connect(const char *host, uint16_t port, int32_t timeout) override;
    int connect(const char *host, uint16_t port) override;
    void setInsecure();
    void setCACert(const char *rootCA);

private:
    const char *_CA_cert = nullptr;
    using Print::write;
};

#endif
