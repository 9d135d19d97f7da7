/* The signatures of ESP8266HTTPClient (3.x) that are made use of here. */
#ifndef ESP8266HTTPClient_H_
#define ESP8266HTTPClient_H_

#include "Arduino.h"
#include "WiFiClient.h"
#include "http_codes.h"

#define HTTPC_ERROR_CONNECTION_FAILED (-1)

class HTTPClient {
public:
    HTTPClient();
    ~HTTPClient();

    bool begin(WiFiClient &client, const String &url);
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
    const String &header(const char *name);
    bool hasHeader(const char *name);
    int getSize(void);
    const String &getLocation(void);

    template <typename S> int writeToPrint(S *print) [[deprecated]]
    {
        return writeToStream(print);
    }
    template <typename S> int writeToStream(S *output)
    {
        return output == nullptr ? returnError(HTTPC_ERROR_NO_STREAM)
                                 : writeBody(output);
    }

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
    int writeBody(Print *output);
    int writeBlock(Print *output, int len);

    WiFiClient *_client = nullptr;
    String _host, _uri, _protocol, _userAgent = "ESP8266HTTPClient";
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
