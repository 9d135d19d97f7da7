/*
 * The stand-in for arduino-esp32's network: how HTTPClient writes a body into
 * a Stream, 4 KB at a time, with one more try behind a short write.
 */
#include <HTTPClient.h>
#include <NetworkClientSecure.h>
#include <WiFi.h>

#include <stdlib.h>

#include "network.h"

WiFiClass WiFi;

static bool begun;

bool WiFiClass::mode(wifi_mode_t)
{
    return true;
}

wl_status_t WiFiClass::begin(const char *ssid, const char *)
{
    begun = ssid[0] != '\0';
    return WL_DISCONNECTED;
}

wl_status_t WiFiClass::status()
{
    return begun && network_time() > 500 ? WL_CONNECTED : WL_DISCONNECTED;
}

/* ---- connections ---- */

int NetworkClient::connect(const char *host, uint16_t port)
{
    return network_connect(host, port);
}

int NetworkClient::connect(const char *host, uint16_t port, int32_t)
{
    return connect(host, port);
}

size_t NetworkClient::write(uint8_t data)
{
    return write(&data, 1);
}

size_t NetworkClient::write(const uint8_t *buf, size_t size)
{
    network_send(buf, size);
    return size;
}

int NetworkClient::available()
{
    return (int)network_available();
}

int NetworkClient::read()
{
    uint8_t c;

    return read(&c, 1) == 1 ? c : -1;
}

int NetworkClient::read(uint8_t *buf, size_t size)
{
    const uint8_t *bytes;
    size_t n = network_peek(&bytes);

    if (n > size)
        n = size;
    memcpy(buf, bytes, n);
    network_consume(n);
    return n > 0 ? (int)n : -1;
}

int NetworkClient::peek()
{
    const uint8_t *bytes;

    return network_peek(&bytes) > 0 ? bytes[0] : -1;
}

void NetworkClient::stop()
{
    network_close();
}

uint8_t NetworkClient::connected()
{
    return network_open();
}

void NetworkClientSecure::setCACert(const char *rootCA)
{
    _CA_cert = rootCA;
}

int NetworkClientSecure::connect(const char *host, uint16_t port)
{
    return network_trusts(_CA_cert) && network_clock_is_set()
           && network_connect(host, port);
}

int NetworkClientSecure::connect(const char *host, uint16_t port, int32_t)
{
    return connect(host, port);
}

/* ---- bodies ---- */

/* Bytes that were written, or an error. */
static int write_piece(Stream *stream, const uint8_t *bytes, int size)
{
    int written = (int)stream->write(bytes, (size_t)size);

    if (written != size) {
        stream->clearWriteError();
        delay(1);
        if ((int)stream->write(bytes + written, (size_t)(size - written))
            != size - written)
            return HTTPC_ERROR_STREAM_WRITE;
    }
    return stream->getWriteError() ? HTTPC_ERROR_STREAM_WRITE : size;
}

/* size -1: until the connection ends. */
int HTTPClient::writeToStreamDataBlock(Stream *stream, int size)
{
    int room = size > 0 && size < HTTP_TCP_RX_BUFFER_SIZE
                   ? size
                   : HTTP_TCP_RX_BUFFER_SIZE;
    uint8_t *piece = (uint8_t *)malloc((size_t)room);
    int left = size, total = 0;

    while (connected() && (left > 0 || left == -1)) {
        int n = _client->available();

        if (n <= 0) {
            delay(1);
            continue;
        }
        if (left > 0 && n > left)
            n = left;
        if (n > room)
            n = room;
        n = (int)_client->readBytes(piece, (size_t)n);
        n = write_piece(stream, piece, n);
        if (n < 0) {
            free(piece);
            return n;
        }
        total += n;
        if (left > 0)
            left -= n;
    }
    free(piece);
    return size > 0 && size != total ? HTTPC_ERROR_STREAM_WRITE : total;
}

int HTTPClient::writeToStream(Stream *stream)
{
    int total = 0, size = 0;

    if (stream == nullptr)
        return returnError(HTTPC_ERROR_NO_STREAM);
    if (!connected())
        return returnError(HTTPC_ERROR_NOT_CONNECTED);
    if (_transferEncoding == HTTPC_TE_IDENTITY) {
        total = writeToStreamDataBlock(stream, _size);
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
        written = writeToStreamDataBlock(stream, size);
        if (written < 0)
            return returnError(written);
        total += written;
        if (_client->readBytes(end, 2) != 2 || memcmp(end, "\r\n", 2) != 0)
            return returnError(HTTPC_ERROR_READ_TIMEOUT);
    }
    if (_size <= 0)
        _size = total;
    disconnect(true);
    return total;
}
