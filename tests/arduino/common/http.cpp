/*
 * The stand-in for what both HTTPClients do alike: URLs, requests, heads,
 * redirects.  Compiled with the headers of each.
 */
#ifdef ESP8266
#include <ESP8266HTTPClient.h>
#define CONNECTION_FAILED HTTPC_ERROR_CONNECTION_FAILED
typedef const String &HeaderValue;
#else
#include <HTTPClient.h>
#define CONNECTION_FAILED HTTPC_ERROR_CONNECTION_REFUSED
typedef String HeaderValue;
#endif

HTTPClient::HTTPClient() {}

HTTPClient::~HTTPClient()
{
    if (_client != nullptr)
        _client->stop();
    delete[] _currentHeaders;
}

/* ---- settings ---- */

#ifdef ESP8266
bool HTTPClient::begin(WiFiClient &client, const String &url)
#else
bool HTTPClient::begin(NetworkClient &client, String url)
#endif
{
    _client = &client;
    return beginInternal(url);
}

bool HTTPClient::beginInternal(String url)
{
    int slash, colon = url.indexOf(':');

    _returnCode = 0;
    _size = -1;
    if (colon < 0)
        return false;
    _protocol = url.substring(0, (unsigned int)colon);
    if (!(_protocol == "http") && !(_protocol == "https"))
        return false;
    _port = _protocol == "https" ? 443 : 80;
    url = url.substring((unsigned int)colon + 3);
    slash = url.indexOf('/');
    _uri = slash < 0 ? String("/") : url.substring((unsigned int)slash);
    _host = slash < 0 ? url : url.substring(0, (unsigned int)slash);
    colon = _host.indexOf(':');
    if (colon >= 0) {
        _port = (uint16_t)_host.substring((unsigned int)colon + 1).toInt();
        _host = _host.substring(0, (unsigned int)colon);
    }
    return true;
}

void HTTPClient::setReuse(bool reuse)
{
    _reuse = reuse;
}

void HTTPClient::setUserAgent(const String &userAgent)
{
    _userAgent = userAgent;
}

void HTTPClient::setTimeout(uint16_t timeout)
{
    _tcpTimeout = timeout;
}

void HTTPClient::setFollowRedirects(followRedirects_t follow)
{
    _followRedirects = follow;
}

void HTTPClient::setRedirectLimit(uint16_t limit)
{
    _redirectLimit = limit;
}

void HTTPClient::collectHeaders(const char *headerKeys[],
                                const size_t headerKeysCount)
{
    delete[] _currentHeaders;
    _headerKeysCount = headerKeysCount;
    _currentHeaders = new RequestArgument[headerKeysCount];
    for (size_t i = 0; i < headerKeysCount; i++)
        _currentHeaders[i].key = headerKeys[i];
}

HeaderValue HTTPClient::header(const char *name)
{
    static const String none;

    for (size_t i = 0; i < _headerKeysCount; i++)
        if (_currentHeaders[i].key == name)
            return _currentHeaders[i].value;
    return none;
}

bool HTTPClient::hasHeader(const char *name)
{
    return header(name).length() > 0;
}

int HTTPClient::getSize(void)
{
    return _size;
}

const String &HTTPClient::getLocation(void)
{
    return _location;
}

String HTTPClient::errorToString(int error)
{
    switch (error) {
    case CONNECTION_FAILED:
        return F("connection failed");
    case HTTPC_ERROR_SEND_HEADER_FAILED:
        return F("send header failed");
    case HTTPC_ERROR_NOT_CONNECTED:
        return F("not connected");
    case HTTPC_ERROR_CONNECTION_LOST:
        return F("connection lost");
    case HTTPC_ERROR_NO_HTTP_SERVER:
        return F("no HTTP server");
    case HTTPC_ERROR_ENCODING:
        return F("Transfer-Encoding not supported");
    case HTTPC_ERROR_STREAM_WRITE:
        return F("Stream write error");
    case HTTPC_ERROR_READ_TIMEOUT:
        return F("read Timeout");
    default:
        return String();
    }
}

/* ---- the connection ---- */

bool HTTPClient::connected(void)
{
    return _client != nullptr
           && (_client->available() > 0 || _client->connected());
}

/* Only what has arrived by now is emptied. */
void HTTPClient::disconnect(bool preserveClient)
{
    if (connected()) {
        while (_client->available() > 0)
            _client->read();
        if (!_reuse || !_canReuse)
            _client->stop();
    }
    if (!preserveClient)
        _client = nullptr;
}

void HTTPClient::end(void)
{
    disconnect(false);
}

int HTTPClient::returnError(int error)
{
    if (error < 0 && connected())
        _client->stop();
    return error;
}

bool HTTPClient::connect(void)
{
    if (_client == nullptr)
        return false;
    if (_reuse && _canReuse && connected()) {
        while (_client->available() > 0)
            _client->read();
        return true;
    }
    if (!_client->connect(_host.c_str(), _port))
        return false;
    _client->setTimeout(_tcpTimeout);
    return connected();
}

bool HTTPClient::sendHeader(const char *type)
{
    String head = String(type) + " " + _uri + " HTTP/1.1\r\nHost: " + _host
                  + "\r\nUser-Agent: " + _userAgent + "\r\nConnection: "
                  + (_reuse ? "keep-alive" : "close")
                  + "\r\nAccept-Encoding: "
                    "identity;q=1,chunked;q=0.1,*;q=0\r\n\r\n";

    return connected()
           && _client->write((const uint8_t *)head.c_str(), head.length())
                  == head.length();
}

/* ---- the head of a response ---- */

void HTTPClient::takeHeaderLine(String line, bool *chunked)
{
    int colon = line.indexOf(':');

    if (line.startsWith("HTTP/1.")) {
        _canReuse = _reuse && line[7] != '0';
        _returnCode = (int)line.substring(9, 12).toInt();
        return;
    }
    if (colon < 0)
        return;

    String name = line.substring(0, (unsigned int)colon);
    String value = line.substring((unsigned int)colon + 1);

    value.trim();
    if (name.equalsIgnoreCase("Content-Length"))
        _size = (int)value.toInt();
    if (name.equalsIgnoreCase("Connection") && value.indexOf("close") >= 0)
        _canReuse = false;
    if (name.equalsIgnoreCase("Transfer-Encoding"))
        *chunked = value.equalsIgnoreCase("chunked");
    if (name.equalsIgnoreCase("Location"))
        _location = value;
    for (size_t i = 0; i < _headerKeysCount; i++)
        if (_currentHeaders[i].key.equalsIgnoreCase(name))
            _currentHeaders[i].value = value;
}

int HTTPClient::handleHeaderResponse()
{
    unsigned long last = millis();
    bool chunked = false;

    _returnCode = 0;
    _size = -1;
    _location = "";
    while (connected()) {
        if (_client->available() <= 0) {
            if (millis() - last > _tcpTimeout)
                return HTTPC_ERROR_READ_TIMEOUT;
            delay(10);
            continue;
        }

        String line = _client->readStringUntil('\n');

        last = millis();
        line.trim();
        if (line.length() > 0) {
            takeHeaderLine(line, &chunked);
            continue;
        }
        _transferEncoding = chunked ? HTTPC_TE_CHUNKED : HTTPC_TE_IDENTITY;
        return _returnCode > 0 ? _returnCode : HTTPC_ERROR_NO_HTTP_SERVER;
    }
    return HTTPC_ERROR_CONNECTION_LOST;
}

/* ---- the request ---- */

/* Of relative URLs only those that begin with a slash; no other protocol. */
bool HTTPClient::setURL(const String &url)
{
    if (url[0] == '/') {
        _uri = url;
        return true;
    }
    if (!url.startsWith(_protocol + ":"))
        return false;
    _canReuse = false;
    disconnect(true);
    return beginInternal(url);
}

int HTTPClient::GET()
{
    for (uint16_t redirects = 0;; redirects++) {
        int code;

        for (size_t i = 0; i < _headerKeysCount; i++)
            _currentHeaders[i].value = "";
        if (!connect())
            return returnError(CONNECTION_FAILED);
        if (!sendHeader("GET"))
            return returnError(HTTPC_ERROR_SEND_HEADER_FAILED);
        code = handleHeaderResponse();
        if (_followRedirects == HTTPC_DISABLE_FOLLOW_REDIRECTS
            || redirects == _redirectLimit || _location.length() == 0
            || (code != 301 && code != 302 && code != 303 && code != 307)
            || !setURL(_location))
            return returnError(code);
    }
}
