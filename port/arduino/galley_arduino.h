/* SPDX-License-Identifier: MIT */
/*
 * Galley on Arduino: a page is read by writing it into a Print or a Stream,
 * as HTTPClient::writeToStream does.
 *
 * The contract.  The caller owns struct galley, initialised; a sink is a few
 * bytes beside it, for one page: make it after galley_init or galley_reset,
 * call galley_finish after the last write.  Nothing is allocated.
 *
 * The short write.  As long as Galley reads on, a write takes all of its
 * bytes.  The one in which the article is complete takes those up to there,
 * one that ends in an error takes none, and so does each later one; then
 * getWriteError() is 1 as well.  Who writes a download sees that nobody wants
 * the rest and hangs up: HTTPClient returns HTTPC_ERROR_STREAM_WRITE, which
 * it also does of a connection that broke.  status() tells one from the other.
 */
#ifndef GALLEY_ARDUINO_H
#define GALLEY_ARDUINO_H

#include <Arduino.h>

#include "../../include/galley.h"

/* What both sinks are.  Not all cores have all of the functions below, so that
 * none is marked as one that overrides. */
template <class Base> class GalleySink : public Base {
public:
    explicit GalleySink(struct galley *g) : page(g), fed(0) {}

    /* GALLEY_OK: it reads on; GALLEY_DONE; or the error that ended it. */
    enum galley_result status()
    {
        return galley_feed(page, NULL, 0);
    }

    using Base::write;

    size_t write(const uint8_t *bytes, size_t size)
    {
        enum galley_result before = status();
        enum galley_result result = galley_feed(page, bytes, size);

        if (result == GALLEY_OK) {
            fed += (uint32_t)size;
            return size;
        }
        this->setWriteError();
        return before == GALLEY_OK && result == GALLEY_DONE ? taken(size) : 0;
    }

    size_t write(uint8_t byte)
    {
        return write(&byte, 1);
    }

    int availableForWrite()
    {
        return status() == GALLEY_OK ? 0x7fff : 0;
    }

    /* ESP8266: what is full now stays so, there is nothing to wait for. */
    bool outputCanTimeout()
    {
        return false;
    }

    void flush() {}

    /* Has an HTTPClient keep what writeHead wants of a response: before its
     * GET(). */
    template <class Http> static void collectHeaders(Http &http)
    {
        const char *names[HEADERS];

        for (size_t i = 0; i < HEADERS; i++)
            names[i] = header(i);
        http.collectHeaders(names, HEADERS);
    }

    /* With options.http = 1: tells Galley the head of the response that an
     * HTTPClient has read, so that the page's encoding and length are known,
     * and a status, redirect or compression that bars the way is an error:
     * then status() says so, and there is nothing to download. */
    template <class Http> void writeHead(Http &http, int code)
    {
        this->print("HTTP/1.1 ");
        this->print(code);
        this->print(" \r\n");
        for (size_t i = 0; i < HEADERS; i++) {
            if (!http.hasHeader(header(i)))
                continue;
            this->print(header(i));
            this->print(": ");
            this->print(http.header(header(i)));
            this->print("\r\n");
        }
        if (http.getSize() >= 0) {
            this->print("Content-Length: ");
            this->print(http.getSize());
            this->print("\r\n");
        }
        this->print("\r\n");
    }

private:
    static const size_t HEADERS = 3;

    struct galley *page;
    uint32_t fed; /* bytes of the writes before */

    static const char *header(size_t i)
    {
        return i == 0 ? "Content-Type" : i == 1 ? "Content-Encoding"
                                                : "Location";
    }

    /* How many of the last size bytes stand before the article's end. */
    size_t taken(size_t size) const
    {
        uint32_t needed = galley_bytes_needed(page);

        if (needed <= fed)
            return 0;
        return needed - fed < size ? (size_t)(needed - fed) : size;
    }
};

typedef GalleySink<Print> GalleyPrint;

/* There is nothing to read from it. */
class GalleyStream : public GalleySink<Stream> {
public:
    explicit GalleyStream(struct galley *g) : GalleySink(g) {}

    int available()
    {
        return 0;
    }

    int read()
    {
        return -1;
    }

    int peek()
    {
        return -1;
    }
};

#endif
