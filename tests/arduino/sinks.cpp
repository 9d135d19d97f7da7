/*
 * The sinks of port/arduino: how much a write takes, and what they say then.
 */
#include <galley_arduino.h>

#include <stdio.h>
#include <stdlib.h>

#include <string>

static struct galley galley;
static char window[2048];
static int passed, failed;

static void check(bool good, const char *what, size_t size)
{
    (good ? passed : failed)++;
    if (!good)
        printf("FAILED: %s, writes of %lu\n", what, (unsigned long)size);
}

static std::string read(const char *path)
{
    FILE *file = fopen(path, "rb");
    std::string all;
    int c;

    while (file != NULL && (c = fgetc(file)) != EOF)
        all += (char)c;
    if (file != NULL)
        fclose(file);
    return all;
}

static void begin(uint8_t http)
{
    struct galley_options options = GALLEY_OPTIONS;

    options.body = window;
    options.body_size = sizeof window;
    options.http = http;
    galley_init(&galley, &options);
}

/* All of the page as HTTPClient writes it; returns the bytes taken. */
template <class Sink>
static size_t write_all(Sink &sink, const std::string &page, size_t size)
{
    size_t taken = 0, n;
    bool right = true;

    do {
        n = page.size() - taken < size ? page.size() - taken : size;
        n = size == 1 ? sink.write((uint8_t)page[taken])
                      : sink.write((const uint8_t *)page.data() + taken, n);
        taken += n;
        right = right && (sink.getWriteError() == 0)
                             == (sink.status() == GALLEY_OK);
    } while (n == size && taken < page.size());
    check(right, "there is an error when it does not read on", size);
    return taken;
}

/* Nothing more is taken, also on another try. */
template <class Sink> static void check_shut(Sink &sink, size_t size)
{
    check(sink.availableForWrite() == 0, "no room", size);
    sink.clearWriteError();
    check(sink.write((const uint8_t *)"<p>One", 6) == 0
              && sink.getWriteError() != 0, "nothing more is taken", size);
    sink.clearWriteError();
    check(sink.write((uint8_t)'x') == 0 && sink.getWriteError() != 0
              && sink.print("<p>") == 0, "not a byte", size);
}

template <class Sink> static void test_done(size_t size)
{
    std::string page = read("tests/fixtures/demo.html");
    size_t taken;

    begin(0);

    Sink sink(&galley);

    check(sink.availableForWrite() > 0 && !sink.outputCanTimeout(), "room",
          size);
    check(sink.status() == GALLEY_OK, "it reads on", size);
    taken = write_all(sink, page, size);
    check(sink.status() == GALLEY_DONE, "the article is complete", size);
    check(taken == galley_bytes_needed(&galley) && taken > 5000
              && taken < page.size() - 500, "what is needed is taken", size);
    check_shut(sink, size);
    check(galley_finish(&galley) == GALLEY_OK, "there is an article", size);
    check(strncmp(galley_field(&galley, GALLEY_FIELD_HEADLINE),
                  "Island says goodbye", 19) == 0, "its headline", size);
}

template <class Sink> static void test_whole(size_t size)
{
    std::string page = read("tests/fixtures/german.html");

    begin(0);

    Sink sink(&galley);

    check(write_all(sink, page, size) == page.size()
              && sink.getWriteError() == 0, "all of it is taken", size);
    check(sink.status() == GALLEY_OK && sink.availableForWrite() > 0,
          "it would read on", size);
    check(galley_finish(&galley) == GALLEY_OK, "there is an article", size);
}

/* The response ends with its last byte: that write is not short, the next. */
template <class Sink> static void test_response(size_t size)
{
    std::string page = read("tests/fixtures/german.html");
    std::string head = "HTTP/1.1 200 OK\r\nContent-Length: "
                       + std::to_string(page.size()) + "\r\n\r\n";

    begin(1);

    Sink sink(&galley);

    check(sink.print(head.c_str()) == head.size(), "the head", size);
    check(write_all(sink, page, size) == page.size(), "all is taken", size);
    check(sink.status() == GALLEY_DONE && sink.getWriteError() != 0,
          "its end is known", size);
    check_shut(sink, size);
    check(galley_finish(&galley) == GALLEY_OK, "there is an article", size);
}

template <class Sink> static void test_error(size_t size)
{
    std::string page(5000, '\1');

    begin(0);

    Sink sink(&galley);

    check(write_all(sink, page, size) < page.size()
              && sink.getWriteError() != 0, "it is not taken", size);
    check(sink.status() == GALLEY_ERR_BINARY, "it is binary", size);
    check_shut(sink, size);
    check(galley_finish(&galley) == GALLEY_ERR_BINARY, "so says the end",
          size);
}

/* An HTTPClient that has read a head. */
struct Response {
    const char *type, *location;
    int size;
    std::string collected;

    void collectHeaders(const char *names[], const size_t count)
    {
        for (size_t i = 0; i < count; i++)
            collected += std::string(names[i]) + " ";
    }

    String header(const char *name)
    {
        return strcmp(name, "Content-Type") == 0 ? type
               : strcmp(name, "Location") == 0   ? location
                                                 : "";
    }

    bool hasHeader(const char *name)
    {
        return header(name).length() > 0;
    }

    int getSize()
    {
        return size;
    }
};

template <class Sink> static void test_head()
{
    std::string page = read("tests/fixtures/german.html");
    Response whole = {"text/html; charset=utf-8", "", (int)page.size(), ""};
    Response moved = {"", "/elsewhere", -1, ""};

    begin(1);

    Sink sink(&galley), other(&galley);

    sink.collectHeaders(whole);
    check(whole.collected == "Content-Type Content-Encoding Location ",
          "what is kept of a head", 0);
    sink.writeHead(whole, 200);
    check(sink.status() == GALLEY_OK && sink.getWriteError() == 0
              && galley_http_status(&galley) == 200, "a head", 0);
    write_all(sink, page.substr(0, 3000), 1000);
    check(galley_finish(&galley) == GALLEY_ERR_HTTP_LENGTH
              && strlen(galley_field(&galley, GALLEY_FIELD_BODY)) > 500,
          "a page cut short, and what came of it", 0);
    galley_reset(&galley, NULL);
    other.writeHead(moved, 302);
    check(other.status() == GALLEY_ERR_HTTP_REDIRECT
              && other.getWriteError() != 0
              && strcmp(galley_field(&galley, GALLEY_FIELD_LOCATION),
                        "/elsewhere") == 0, "a redirect", 0);
}

template <class Sink> static void test_sink()
{
    static const size_t sizes[] = {1, 2, 7, 64, 1460, 4096, 100000};

    for (size_t size : sizes) {
        test_done<Sink>(size);
        test_whole<Sink>(size);
        test_response<Sink>(size);
        test_error<Sink>(size);
    }
    test_head<Sink>();
}

static void test_reading()
{
    uint8_t buffer[4];

    begin(0);

    GalleyStream sink(&galley);

    sink.setTimeout(10);
    sink.flush();
    check(sink.available() == 0 && sink.read() == -1 && sink.peek() == -1
              && sink.readBytes(buffer, sizeof buffer) == 0,
          "nothing to read", 0);
}

/* main.cpp calls it. */
void setup()
{
    test_sink<GalleyPrint>();
    test_sink<GalleyStream>();
    test_reading();
    printf("%d passed, %d failed\n", passed, failed);
    exit(failed > 0);
}

void loop() {}
