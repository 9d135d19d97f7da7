/*
 * galley.hpp against galley.h: the same pages, in the same pieces, must give
 * the same fields, blocks and results.
 *
 * usage: wrapper FILE...
 */
#include "galley.hpp"

#include <stdio.h>
#include <stdlib.h>
#include <string>
#include <vector>

static int passed, failed;

static void check(bool ok, const char *what)
{
    if (ok) {
        passed++;
    } else {
        failed++;
        printf("FAILED: %s\n", what);
    }
}

static std::string read(const char *path)
{
    std::string text;
    char piece[4096];
    size_t size;
    FILE *file = fopen(path, "rb");

    if (file == nullptr) {
        perror(path);
        exit(1);
    }
    while ((size = fread(piece, 1, sizeof piece, file)) > 0)
        text.append(piece, size);
    fclose(file);
    return text;
}

/* ---- what a page gives, by either way ---- */

#if GALLEY_INFLATE
static char inflate_window[GALLEY_INFLATE_MAX];
#endif

struct Outcome {
    std::string fields[GALLEY_FIELD_LOCATION + 1];
    uint32_t needed[GALLEY_FIELD_LOCATION + 1];
    std::vector<std::string> blocks;
    int result;
    uint32_t bytes_needed;
    int http_status;

    bool operator==(const Outcome &other) const
    {
        for (int i = 0; i <= GALLEY_FIELD_LOCATION; i++)
            if (fields[i] != other.fields[i] || needed[i] != other.needed[i])
                return false;
        return blocks == other.blocks && result == other.result
               && bytes_needed == other.bytes_needed
               && http_status == other.http_status;
    }
};

static std::string line(int kind, int level, int number, int flags,
                        const std::string &text)
{
    return std::to_string(kind) + " " + std::to_string(level) + " "
           + std::to_string(number) + " " + std::to_string(flags) + " "
           + text;
}

static int keep(void *user, const galley_block *b)
{
    static_cast<Outcome *>(user)->blocks.push_back(
        line(b->kind, b->level, b->number, b->flags,
             std::string(b->text, b->size)));
    return 0;
}

static Outcome in_c(const std::string &page, size_t cut, bool sink, int http)
{
    static galley g;
    static char body[65536];
    galley_options o = GALLEY_OPTIONS;
    Outcome out = Outcome();

    o.body = body;
    o.body_size = sink ? 2048 : sizeof body;
    o.http = static_cast<uint8_t>(http);
    if (sink) {
        o.on_block = keep;
        o.user = &out;
    }
#if GALLEY_INFLATE
    o.inflate_window = inflate_window;
    o.inflate_size = sizeof inflate_window;
#endif
    galley_init(&g, &o);
    for (size_t at = 0; at < page.size(); at += cut)
        galley_feed(&g, &page[at],
                    at + cut < page.size() ? cut : page.size() - at);
    out.result = galley_finish(&g);
    for (int i = 0; i <= GALLEY_FIELD_LOCATION; i++) {
        out.fields[i] = galley_field(&g, static_cast<enum galley_field>(i));
        out.needed[i] = galley_needed(&g, static_cast<enum galley_field>(i));
    }
    out.bytes_needed = galley_bytes_needed(&g);
    out.http_status = galley_http_status(&g);
    return out;
}

static void read_to_end(Galley::Reader &reader, const std::string &page,
                        size_t cut, Outcome &out)
{
    for (size_t at = 0; at < page.size(); at += cut)
        reader.feed(Galley::string_view(
            &page[at], at + cut < page.size() ? cut : page.size() - at));
    out.result = static_cast<int>(reader.finish());
    for (int i = 0; i <= GALLEY_FIELD_LOCATION; i++) {
        const Galley::Field field = static_cast<Galley::Field>(i);
        const Galley::string_view text = reader.field(field);

        out.fields[i] = std::string(text.data(), text.size());
        out.needed[i] = reader.needed(field);
    }
    out.bytes_needed = reader.bytes_needed();
    out.http_status = reader.http_status();
}

static Outcome in_cpp(const std::string &page, size_t cut, bool sink,
                      int http)
{
    Outcome out = Outcome();
    Galley::Options options;
    auto add = [&out](const Galley::Block &b) {
        out.blocks.push_back(
            line(static_cast<int>(b.kind), b.level, b.number,
                 (b.continues ? GALLEY_BLOCK_CONTINUES : 0)
                     | (b.continued ? GALLEY_BLOCK_CONTINUED : 0),
                 std::string(b.text.data(), b.text.size())));
    };

    options.http = static_cast<Galley::Http>(http);
#if GALLEY_INFLATE
    options.inflate_window = inflate_window;
    options.inflate_size = sizeof inflate_window;
#endif
    if (sink) {
        Galley::Extractor<2048> page_in(options.on_block(add));

        read_to_end(page_in, page, cut, out);
    } else {
        static Galley::Extractor<65536> *place;

        delete place; /* another page, the same memory as a rule */
        place = new Galley::Extractor<65536>(options);
        read_to_end(*place, page, cut, out);
    }
    return out;
}

static void test_page(const std::string &page, const char *what)
{
    static const size_t cuts[] = {1, 7, 64, 1460, 65536};
    const std::string response = "HTTP/1.1 200 OK\r\nContent-Length: "
                                 + std::to_string(page.size()) + "\r\n\r\n"
                                 + page;

    for (size_t cut : cuts) {
        for (int sink = 0; sink < 2; sink++) {
            const Outcome wanted = in_c(page, cut, sink != 0, 0);
            const Outcome in_http = in_c(response, cut, sink != 0, 1);

            check(wanted.result == GALLEY_OK, what);
            check(sink ? wanted.blocks.size() > 2
                       : wanted.fields[GALLEY_FIELD_BODY].size() > 100, what);
            check(in_cpp(page, cut, sink != 0, 0) == wanted, what);
            check(in_http.http_status == 200, what);
            check(in_cpp(response, cut, sink != 0, 1) == in_http, what);
        }
    }
}

/* Text that comes in several blocks, items with numbers, headings. */
static std::string long_page()
{
    const std::string sentence = "The ferry of the island leaves on Friday, "
                                 "and it does not come back this year. ";
    std::string page = "<title>The ferry</title><h1>The ferry</h1><p>";

    for (int i = 0; i < 90; i++)
        page += sentence;
    return page + "<h2>What remains</h2><ol start=7><li>" + sentence + sentence
           + "</ol><p>Nobody knows yet who will carry the post, the milk and "
             "the children, who go to school on the other side of the sound.";
}

static void test_long()
{
    const std::string page = long_page();
    const Outcome blocks = in_c(page, page.size(), true, 0);
    int continues = 0, continued = 0, numbered = 0;

    for (const std::string &block : blocks.blocks) {
        continues += block.compare(0, 8, "0 0 0 1 ") == 0;
        continued += block.compare(0, 8, "0 0 0 2 ") == 0;
        numbered += block.compare(0, 6, "2 1 7 ") == 0;
    }
    check(continues == 1 && continued == 1 && numbered == 1,
          "a long page has all flags");
    test_page(page, "a long page");
}

/* ---- sinks ---- */

static const char PAGE[] =
    "<html lang=en><title>The ferry leaves</title>"
    "<meta name=author content='Ann Hill'>"
    "<meta property=og:site_name content='The Tide'>"
    "<meta property=og:description content='Why it leaves.'>"
    "<meta property=article:published_time content='2026-11-25'>"
    "<h1>The ferry leaves</h1>"
    "<p>The last ferry of the island leaves on Friday, and it does not come "
    "back, the harbour master said in the evening, with some regret.</p>"
    "<p>Nobody knows yet who will carry the post, the milk and the children, "
    "who go to school in the town on the other side of the sound.</p>";
static const size_t PAGE_SIZE = sizeof PAGE - 1;

static int counted;

static void count_block(const Galley::Block &)
{
    counted++;
}

static Galley::Next count_one(const Galley::Block &)
{
    counted++;
    return Galley::Next::stop;
}

struct Counter {
    int blocks;
    void operator()(const Galley::Block &) { blocks++; }
};

struct Quiet {
    void operator()(const Galley::Block &) const { counted++; }
};

static Galley::Result run(const Galley::Options &options)
{
    Galley::Extractor<2048> page(options);

    page.feed(PAGE, PAGE_SIZE);
    return page.finish();
}

static void test_sinks()
{
    Counter counter = {0};
    const Quiet quiet = Quiet();
    auto stop = [](const Galley::Block &) { return Galley::Next::stop; };
    auto go_on = [](const Galley::Block &) { return Galley::Next::go_on; };

    check(run(Galley::Options().on_block(counter)) == Galley::Result::ok
              && counter.blocks == 2, "an object is called, not a copy");
    counted = 0;
    check(run(Galley::Options().on_block(quiet)) == Galley::Result::ok
              && counted == 2, "a const object is called");
    counted = 0;
    check(run(Galley::Options().on_block(count_block)) == Galley::Result::ok
              && counted == 2, "a function is called");
    counted = 0;
    check(run(Galley::Options().on_block(count_one)) == Galley::Result::sink
              && counted == 1, "a function stops");
    check(run(Galley::Options().on_block(stop)) == Galley::Result::sink,
          "a sink stops");
    check(run(Galley::Options().on_block(go_on)) == Galley::Result::ok,
          "a sink goes on");
}

/* ---- the rest of the calls ---- */

static void test_fields()
{
    Galley::Extractor<2048> page;

    check(page.headline().empty() && page.body().empty(), "nothing yet");
    check(page.feed(std::string(PAGE)) == Galley::Result::ok, "a string");
    check(page.finish() == Galley::Result::ok, "finish");
    check(page.headline() == "The ferry leaves", "headline");
    check(page.byline() == "Ann Hill", "byline");
    check(page.published() == "2026-11-25", "published");
    check(page.site() == "The Tide", "site");
    check(page.description() == "Why it leaves.", "description");
    check(page.lang() == "en", "lang");
    check(page.location().empty(), "location");
    check(page.body().size() > 200
              && page.needed(Galley::Field::body) == page.body().size(),
          "body");
    check(page.body().data()[page.body().size()] == '\0', "the final NUL");
    check(page.reset() == Galley::Result::ok && page.headline().empty(),
          "reset");
    check(page.finish() == Galley::Result::no_article, "an empty page");

    Galley::Extractor<0> fields;
    check(sizeof fields == sizeof(galley), "no body, no buffer");
    fields.feed(std::vector<unsigned char>(PAGE, PAGE + PAGE_SIZE));
    fields.finish();
    check(fields.headline() == "The ferry leaves", "only the fields");
}

/* Behind a story comes so much else that it need not be read. */
static void test_whole()
{
    std::string page = "<body><div class=article>" + long_page()
                       + "</div><div class=footer>";
    Galley::Options options;

    for (int i = 0; i < 200; i++)
        page += "<p><a href=/" + std::to_string(i) + ">All of our offers</a>";
    Galley::Extractor<2048> part(options);
    check(part.feed(page) == Galley::Result::done
              && part.bytes_needed() < page.size(), "done");
    options.whole = true;
    Galley::Extractor<2048> whole(options);
    check(whole.feed(page) == Galley::Result::ok, "whole");
    whole.finish();
    check(whole.bytes_needed() == page.size(), "all of it");
}

static void test_options()
{
    Galley::Options options;
    const char cyrillic[] = "<title>Ca\xe9</title><p>Ca\xe9";

    options.charset = "windows-1251";
    Galley::Extractor<512> page(options);
    page.feed(cyrillic, sizeof cyrillic - 1);
    page.finish();
    check(page.headline() == "Ca\xd0\xb9", "charset");
    check(page.reset("windows-1252") == Galley::Result::ok, "reset");
    page.feed(cyrillic, sizeof cyrillic - 1);
    page.finish();
    check(page.headline() == "Ca\xc3\xa9", "another charset");

    options = Galley::Options();
    options.http = Galley::Http::response;
    Galley::Extractor<512> moved(options);
    const char answer[] = "HTTP/1.1 301 Moved\r\nLocation: /there\r\n\r\n";
    check(moved.feed(answer, sizeof answer - 1)
              == Galley::Result::http_redirect, "redirect");
    check(moved.finish() == Galley::Result::http_redirect
              && moved.location() == "/there" && moved.http_status() == 301,
          "where to");
}

static void test_moves()
{
    static char body[2048];
    const Galley::string_view page(PAGE, PAGE_SIZE);
    Galley::Reader a(body, sizeof body);

    a.feed(page.data(), 300);
    Galley::Reader b(static_cast<Galley::Reader &&>(a));
    check(a.feed(page) == Galley::Result::options
              && a.finish() == Galley::Result::options && a.headline().empty(),
          "the one that was moved from refuses");
    b.feed(page.data() + 300, page.size() - 300);
    check(b.finish() == Galley::Result::ok
              && b.headline() == "The ferry leaves"
              && b.body().data() == body, "the one that it was moved to");
    a = static_cast<Galley::Reader &&>(b);
    check(a.headline() == "The ferry leaves"
              && b.reset() == Galley::Result::options, "assigned");

    Galley::Reader small(body, 10);
    check(small.feed(page) == Galley::Result::options
              && Galley::is_error(small.finish()), "a body too small");
}

static void test_words()
{
    check(Galley::is_error(Galley::Result::no_article)
              && !Galley::is_error(Galley::Result::ok)
              && !Galley::is_error(Galley::Result::done)
              && !Galley::is_error(Galley::Result::truncated), "errors");
    for (int i = GALLEY_ERR_REFRESH; i <= GALLEY_TRUNCATED; i++) {
        const Galley::Result result = static_cast<Galley::Result>(i);

        check(Galley::string_view(Galley::message(result))
                  == galley_strerror(i), "message");
        check(Galley::string_view(Galley::name(result)) == galley_strname(i),
              "name");
    }
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        test_page(read(argv[i]), argv[i]);
    test_long();
    test_sinks();
    test_fields();
    test_options();
    test_whole();
    test_moves();
    test_words();
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
