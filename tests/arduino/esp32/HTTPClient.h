/* The signatures of arduino-esp32's HTTPClient (3.x) made use of here. */
#ifndef HTTPClient_H_
#define HTTPClient_H_

#include "Arduino.h"
#include "NetworkClient.h"
#include "http_codes.h"

#define HTTPC_ERROR_CONNECTION_REFUSED (-1)
#define HTTP_TCP_RX_BUFFER_SIZE (4096)

class HTTPClient {
public:
    HTTPClient();
    ~HTTPClient();

    bool begin(NetworkClient &client, String url);
    void end(void);
    bool connected(void);

    void setReuse(bool reuse);
    void setUserAgent(const String &userAgent);
    void setTimeout(uint16_t timeout);
    void setFollowRedirects(followRedirects_t follow);
    void setRedirectLimit(uint16_t limit);
    bool setURL(const String &url);
    int GET();

    void collectHeaders(const char *headerKeys[],
                        const size_t headerKeysCount);
    String header(const char *name);
    bool hasHeader(const char *name);
    int getSize(void);
    const String &getLocation(void);

    int writeToStream(Stream *stream);

    static String errorToString(int error);

protected:
    struct RequestArgument {
        String key;
        String value;
    };

    bool beginInternal(String url);
    void disconnect(bool preserveClient = false);
    int returnError(int error);
    bool connect(void);
    bool sendHeader(const char *type);
    int handleHeaderResponse();
    void takeHeaderLine(String line, bool *chunked);
    int writeToStreamDataBlock(Stream *stream, int len);

    NetworkClient *_client = nullptr;
    String _host, _uri, _protocol, _userAgent = "ESP32HTTPClient";
    uint16_t _port = 0;
    bool _reuse = true, _canReuse = false;
    uint16_t _tcpTimeout = HTTPCLIENT_DEFAULT_TCP_TIMEOUT;
    RequestArgument *_currentHeaders = nullptr;
    size_t _headerKeysCount = 0;
    int _returnCode = 0, _size = -1;
    followRedirects_t _followRedirects = HTTPC_DISABLE_FOLLOW_REDIRECTS;
    uint16_t _redirectLimit = 10;
    String _location;
    transferEncoding_t _transferEncoding = HTTPC_TE_IDENTITY;
};

#endif
