/*
 * The stand-in for the ESP8266's network: how a Stream sends itself into a
 * Print, asking it how much it takes, and HTTPClient has it do so.
 */
#include <ESP8266HTTPClient.h>
#include <ESP8266WiFi.h>
#include <WiFiClientSecure.h>

#include <stdlib.h>

#include "network.h"

ESP8266WiFiClass WiFi;

static bool begun;

bool ESP8266WiFiClass::mode(WiFiMode_t)
{
    return true;
}

wl_status_t ESP8266WiFiClass::begin(const char *ssid, const char *)
{
    begun = ssid[0] != '\0';
    return WL_DISCONNECTED;
}

wl_status_t ESP8266WiFiClass::status()
{
    return begun && network_time() > 500 ? WL_CONNECTED : WL_DISCONNECTED;
}

/* ---- connections ---- */

int WiFiClient::connect(const char *host, uint16_t port)
{
    return network_connect(host, port);
}

size_t WiFiClient::write(uint8_t c)
{
    return write(&c, 1);
}

size_t WiFiClient::write(const uint8_t *buf, size_t size)
{
    network_send(buf, size);
    return size;
}

int WiFiClient::available()
{
    return (int)network_available();
}

int WiFiClient::read()
{
    uint8_t c;

    return read(&c, 1) == 1 ? c : -1;
}

int WiFiClient::read(uint8_t *buf, size_t size)
{
    const uint8_t *bytes;
    size_t n = network_peek(&bytes);

    if (n > size)
        n = size;
    memcpy(buf, bytes, n);
    network_consume(n);
    return (int)n;
}

int WiFiClient::peek()
{
    const uint8_t *bytes;

    return network_peek(&bytes) > 0 ? bytes[0] : -1;
}

void WiFiClient::stop()
{
    network_close();
}

uint8_t WiFiClient::connected()
{
    return network_open();
}

size_t WiFiClient::peekAvailable()
{
    return network_available();
}

const char *WiFiClient::peekBuffer()
{
    const uint8_t *bytes;

    network_peek(&bytes);
    return (const char *)bytes;
}

void WiFiClient::peekConsume(size_t consume)
{
    network_consume(consume);
}

/* ---- TLS: 16 KB of buffer where the server sends no smaller records ---- */

static int records, asked;

BearSSL::X509List::X509List(const char *pemCert)
    : trusted(network_trusts(pemCert))
{
}

void BearSSL::WiFiClientSecure::setBufferSizes(int recv, int)
{
    records = recv;
}

bool BearSSL::WiFiClientSecure::probeMaxFragmentLength(const char *hostname,
                                                       uint16_t port,
                                                       uint16_t len)
{
    asked = len;
    return port == 443 && strcmp(hostname, "small.example") == 0;
}

int BearSSL::WiFiClientSecure::connect(const char *name, uint16_t port)
{
    bool small = strcmp(name, "small.example") == 0;

    if (_ta == nullptr || _ta->getCount() == 0 || !network_clock_is_set()
        || records != (small ? asked : 0))
        return 0;
    return network_connect(name, port);
}

/* ---- from a Stream to a Print ---- */

int Stream::read(uint8_t *buffer, size_t len)
{
    size_t n = 0;
    int c;

    while (n < len && (c = read()) >= 0)
        buffer[n++] = (uint8_t)c;
    return (int)n;
}

/* Bytes that were written. */
size_t Stream::sendPiece(Print *to, size_t size)
{
    char piece[temporaryStackBufferSize];
    size_t written;

    if (hasPeekBufferAPI()) {
        written = to->write(peekBuffer(), size);
        peekConsume(written);
        return written;
    }
    if (size > sizeof piece)
        size = sizeof piece;
    size = (size_t)read(piece, size);
    written = to->write(piece, size);
    if (written != size)
        setReport(Report::WriteError);
    return written;
}

/* Until one side has an end, or nothing was written for too long; len <= 0:
 * that is no error then. */
size_t Stream::sendGeneric(Print *to, const ssize_t len)
{
    size_t max = len > 0 ? (size_t)len : 0, written = 0;
    unsigned long last = millis();
    bool late = false;

    setReport(Report::Success);
    if (len == 0)
        return 0;
    while ((max == 0 || written < max) && !late) {
        size_t n = hasPeekBufferAPI() ? peekAvailable() : (size_t)available();
        size_t room = (size_t)to->availableForWrite();

        if ((n == 0 && !inputCanTimeout())
            || (room == 0 && !to->outputCanTimeout()))
            break;
        if (n > room)
            n = room;
        if (max > 0 && n > max - written)
            n = max - written;
        n = n > 0 ? sendPiece(to, n) : 0;
        written += n;
        if (getLastSendReport() != Report::Success)
            return written;
        if (n > 0)
            last = millis();
        late = millis() - last > _timeout;
    }
    if (max > 0 && late)
        setReport(Report::TimedOut);
    else if (max > 0 && written != max)
        setReport(Report::ShortOperation);
    return written;
}

/* ---- bodies ---- */

int HTTPClient::writeBlock(Print *output, int len)
{
    int written = (int)_client->sendSize(output, len);

    switch (_client->getLastSendReport()) {
    case Stream::Report::TimedOut:
        return HTTPC_ERROR_READ_TIMEOUT;
    case Stream::Report::ReadError:
        return HTTPC_ERROR_NO_STREAM;
    case Stream::Report::WriteError:
    case Stream::Report::ShortOperation:
        return HTTPC_ERROR_STREAM_WRITE;
    default:
        return written;
    }
}

int HTTPClient::writeBody(Print *output)
{
    int total = 0, size;

    if (_transferEncoding == HTTPC_TE_IDENTITY) {
        total = writeBlock(output, _size);
        if (total >= 0)
            disconnect(true);
        return returnError(total);
    }
    for (;;) {
        uint8_t end[2];
        int written;

        if (!connected())
            return returnError(HTTPC_ERROR_CONNECTION_LOST);

        String line = _client->readStringUntil('\n');

        if (line.length() == 0)
            return returnError(HTTPC_ERROR_READ_TIMEOUT);
        size = (int)strtol(line.c_str(), NULL, 16);
        if (size == 0)
            break;
        written = writeBlock(output, size);
        if (written < 0)
            return returnError(written);
        total += written;
        if (_client->readBytes(end, 2) != 2 || memcmp(end, "\r\n", 2) != 0)
            return returnError(HTTPC_ERROR_READ_TIMEOUT);
    }
    disconnect(true);
    return total;
}
