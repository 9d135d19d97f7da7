/* SPDX-License-Identifier: MIT */
/*
 * Galley for C++: the calls of galley.h as a class, for C++11 and later, with
 * std::string_view from C++17 on.
 *
 * Nothing is added: no heap, no exceptions, no RTTI, no file to compile, and
 * of the standard library <string_view> alone, where it is.  (The namespace
 * is Galley, since galley is the name of C's struct.)  What galley.h says of
 * a call holds for the function of its name.
 *
 *     #include <galley.hpp>
 *     #include <cstdio>
 *
 *     int main()
 *     {
 *         static Galley::Extractor<8192> page;
 *         char piece[512];
 *         std::size_t size;
 *
 *         while ((size = std::fread(piece, 1, sizeof piece, stdin)) > 0
 *                && page.feed(piece, size) == Galley::Result::ok)
 *             continue;
 *         Galley::Result result = page.finish();
 *         if (Galley::is_error(result)) {
 *             std::fprintf(stderr, "%s\n", Galley::message(result));
 *             return 1;
 *         }
 *         std::printf("%s\n\n%s\n", page.headline().data(),
 *                     page.body().data());
 *     }
 *
 * With a sink the article passes through, block by block, and the buffer is
 * a window:
 *
 *     auto print = [](const Galley::Block &block) {
 *         if (block.kind != Galley::Kind::caption)
 *             std::printf("%.*s\n", int(block.text.size()),
 *                         block.text.data());
 *     };
 *     Galley::Extractor<4096> page(Galley::Options().on_block(print));
 *
 * Moves.  An Extractor holds its buffer and stays where it is: it can be
 * neither copied nor moved.  A Reader, whose buffer is the caller's, can be
 * moved between calls (some 6 KB are copied), not copied: two would write
 * into one buffer.  The one that was moved from answers Result::options to
 * everything until it is assigned to.
 */
#ifndef GALLEY_HPP
#define GALLEY_HPP

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "galley.h"

#if __cplusplus >= 201703L && defined __has_include
#if __has_include(<string_view>)
#include <string_view>
#define GALLEY_HPP_ABI cxx17
#endif
#endif
#ifndef GALLEY_HPP_ABI
/* Objects that were compiled for different standards can be linked: the names
 * of what they have differ. */
#define GALLEY_HPP_ABI cxx11
#define GALLEY_HPP_OWN_VIEW
#endif

namespace Galley {
inline namespace GALLEY_HPP_ABI {

/* ---- text ---- */

#ifdef GALLEY_HPP_OWN_VIEW
/* What is used of std::string_view where that is missing. */
class string_view {
public:
    string_view() : data_(""), size_(0) {}
    string_view(const char *text) : data_(text), size_(strlen(text)) {}
    string_view(const char *data, size_t size) : data_(data), size_(size) {}

    const char *data() const { return data_; }
    size_t size() const { return size_; }   /* bytes */
    bool empty() const { return size_ == 0; }
    const char *begin() const { return data_; }
    const char *end() const { return data_ + size_; }
    char operator[](size_t at) const { return data_[at]; }

    friend bool operator==(string_view a, string_view b)
    {
        return a.size_ == b.size_ && memcmp(a.data_, b.data_, a.size_) == 0;
    }
    friend bool operator!=(string_view a, string_view b) { return !(a == b); }

private:
    const char *data_;
    size_t size_;
};
#else
using std::string_view;
#endif

/* ---- what the calls return ---- */

/* enum galley_result by other names; errors are negative. */
enum class Result : int {
    ok = GALLEY_OK,
    done = GALLEY_DONE,
    truncated = GALLEY_TRUNCATED,
    options = GALLEY_ERR_OPTIONS,
    no_article = GALLEY_ERR_NO_ARTICLE,
    binary = GALLEY_ERR_BINARY,
    compressed = GALLEY_ERR_COMPRESSED,
    charset = GALLEY_ERR_CHARSET,
    http_syntax = GALLEY_ERR_HTTP_SYNTAX,
    http_status = GALLEY_ERR_HTTP_STATUS,
    http_redirect = GALLEY_ERR_HTTP_REDIRECT,
    http_length = GALLEY_ERR_HTTP_LENGTH,
    limit = GALLEY_ERR_LIMIT,
    sink = GALLEY_ERR_SINK,
    config = GALLEY_ERR_CONFIG,
    call = GALLEY_ERR_CALL,
    inflate = GALLEY_ERR_INFLATE,
    window = GALLEY_ERR_WINDOW,
    refresh = GALLEY_ERR_REFRESH
};

/* Whether a result is an error, which stays until reset(). */
inline bool is_error(Result result)
{
    return static_cast<int>(result) < 0;
}

/* One English sentence, NUL-terminated; galley_strerror says where it lies. */
inline const char *message(Result result)
{
    return galley_strerror(static_cast<int>(result));
}

/* The short name, as the enumerator above is called, NUL-terminated. */
inline const char *name(Result result)
{
    return galley_strname(static_cast<int>(result));
}

/* ---- fields ---- */

/* enum galley_field by other names. */
enum class Field : uint8_t {
    headline = GALLEY_FIELD_HEADLINE,
    byline = GALLEY_FIELD_BYLINE,
    published = GALLEY_FIELD_PUBLISHED,
    site = GALLEY_FIELD_SITE,
    description = GALLEY_FIELD_DESCRIPTION,
    lang = GALLEY_FIELD_LANG,
    body = GALLEY_FIELD_BODY,
    location = GALLEY_FIELD_LOCATION
};

/* ---- blocks ---- */

/* enum galley_kind by other names. */
enum class Kind : uint8_t {
    paragraph = GALLEY_KIND_PARAGRAPH,
    heading = GALLEY_KIND_HEADING,
    list_item = GALLEY_KIND_LIST_ITEM,
    quote = GALLEY_KIND_QUOTE,
    preformatted = GALLEY_KIND_PREFORMATTED,
    table_row = GALLEY_KIND_TABLE_ROW,
    caption = GALLEY_KIND_CAPTION
};

/* struct galley_block; the text is valid during the sink's call. */
struct Block {
    Kind kind;         /* what it is */
    uint8_t level;     /* of a heading 1 to 6, of a list 1 to 15, else 0 */
    uint16_t number;   /* of an item of an ordered list, 1 to 65535; 0: none */
    bool continues;    /* the next block continues this text */
    bool continued;    /* this one continues the block before */
    string_view text;  /* UTF-8, not NUL-terminated */
};

/* What a sink may return; one that returns nothing goes on. */
enum class Next : uint8_t {
    go_on,
    stop /* finish() is Result::sink */
};

/* ---- options ---- */

/* What arrives. */
enum class Http : uint8_t {
    none,     /* the page alone */
    response, /* a whole HTTP/1.x response, head first */
    captured  /* what a tool saved of it: "curl -iL" */
};

namespace internal {

/* How a sink is called, by what it returns: void or Next, and nothing else. */
template <class Returned> struct Answer;

template <> struct Answer<void> {
    template <class Sink> static int of(Sink &sink, const Block &block)
    {
        sink(block);
        return 0;
    }
};

template <> struct Answer<Next> {
    template <class Sink> static int of(Sink &sink, const Block &block)
    {
        return sink(block) == Next::stop;
    }
};

/* The library is C: what is thrown cannot pass through it. */
template <class Sink>
int call(Sink &sink, const galley_block *b) noexcept
{
    const Block block = {static_cast<Kind>(b->kind), b->level, b->number,
                         (b->flags & GALLEY_BLOCK_CONTINUES) != 0,
                         (b->flags & GALLEY_BLOCK_CONTINUED) != 0,
                         string_view(b->text, b->size)};

    return Answer<decltype(sink(block))>::of(sink, block);
}

/* options.on_block with a user that is an object, or a function. */
template <class Sink> int call_object(void *user, const galley_block *block)
{
    return call(*static_cast<Sink *>(user), block);
}

template <class Function>
int call_function(void *user, const galley_block *block)
{
    return call(*reinterpret_cast<Function *>(user), block);
}

/* What of one byte a range has. */
template <class Byte> const void *bytes(const Byte *data)
{
    static_assert(sizeof(Byte) == 1, "feed() takes bytes");
    return data;
}

/* Room for N bytes, none for 0. */
template <size_t N> struct Buffer {
    char bytes[N];
    char *data() { return bytes; }
};

template <> struct Buffer<0> {
    char *data() { return nullptr; }
};

} /* namespace internal */

/* struct galley_options without the buffers; on_trace is C's alone. */
struct Options {
    const char *charset = nullptr; /* what the transport declared, a WHATWG
                                      label; not kept */
    Http http = Http::none;        /* what arrives */
    bool whole = false;            /* true: read the page to its end */
#if GALLEY_INFLATE
    void *inflate_window = nullptr; /* for compressed pages, as in C */
    size_t inflate_size = 0;       /* bytes, GALLEY_INFLATE_MIN at least */
#endif

    /* Blocks go to any callable that takes a const Block & and returns
     * nothing or Next.  It is kept by reference: it must live as long as the
     * Reader, and a temporary one does not compile. */
    template <class Sink> Options &on_block(Sink &sink)
    {
        bind(&sink);
        return *this;
    }
    /* A temporary one, refused. */
    template <class Sink> Options &on_block(const Sink &&) = delete;

private:
    friend class Reader;
    int (*call)(void *user, const galley_block *block) = nullptr;
    void *user = nullptr;

    template <class Sink> void bind(Sink *object)
    {
        call = internal::call_object<Sink>;
        user = const_cast<void *>(static_cast<const void *>(object));
    }

    template <class Returned> void bind(Returned (*function)(const Block &))
    {
        call = internal::call_function<Returned(const Block &)>;
        user = reinterpret_cast<void *>(function);
    }
};

/* ---- the calls ---- */

/* One page, or one after the other; the buffer is the caller's. */
class Reader {
public:
    /* body, size: galley_options says how large, and what for.  What is wrong
     * with options is the result of every call. */
    Reader(char *body, size_t size, const Options &options = Options())
    {
        galley_options o = GALLEY_OPTIONS;

        o.body = body;
        o.body_size = size;
        o.charset = options.charset;
        o.http = static_cast<uint8_t>(options.http);
        o.whole = options.whole;
        o.on_block = options.call;
        o.user = options.user;
#if GALLEY_INFLATE
        o.inflate_window = options.inflate_window;
        o.inflate_size = options.inflate_size;
#endif
        galley_init(&c_, &o);
    }

    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;
    Reader(Reader &&other) : c_(other.c_) { other.refuse(); }
    Reader &operator=(Reader &&other)
    {
        if (this != &other) {
            c_ = other.c_;
            other.refuse();
        }
        return *this;
    }

    /* The next size bytes of the page: galley_feed. */
    Result feed(const void *bytes, size_t size)
    {
        return static_cast<Result>(galley_feed(&c_, bytes, size));
    }

    /* The same of whatever has data() and size() and holds bytes: a
     * std::string_view, std::span, std::vector, std::array, std::string. */
    template <class Range> Result feed(const Range &range)
    {
        return feed(internal::bytes(range.data()), range.size());
    }

    /* The page has ended: galley_finish. */
    Result finish() { return static_cast<Result>(galley_finish(&c_)); }

    /* Another page with the same options: galley_reset. */
    Result reset(const char *charset = nullptr)
    {
        return static_cast<Result>(galley_reset(&c_, charset));
    }

    /* A field, "" where the page does not say; valid until the next call of
     * feed, finish or reset.  data() of it is NUL-terminated. */
    string_view field(Field field) const
    {
        return string_view(
            galley_field(&c_, static_cast<enum galley_field>(field)));
    }

    /* Those of enum galley_field, which says how each is written. */
    string_view headline() const { return field(Field::headline); }
    string_view byline() const { return field(Field::byline); }
    string_view published() const { return field(Field::published); }
    string_view site() const { return field(Field::site); }
    string_view description() const { return field(Field::description); }
    string_view lang() const { return field(Field::lang); }
    string_view body() const { return field(Field::body); }
    string_view location() const { return field(Field::location); }

    /* How many bytes the field would need: galley_needed. */
    uint32_t needed(Field field) const
    {
        return galley_needed(&c_, static_cast<enum galley_field>(field));
    }

    /* Bytes of input that the article needed: galley_bytes_needed. */
    uint32_t bytes_needed() const { return galley_bytes_needed(&c_); }

    /* The HTTP status, or 0: galley_http_status. */
    int http_status() const { return galley_http_status(&c_); }

private:
    /* As an invalid option does: every call answers Result::options. */
    void refuse()
    {
        galley_options o = GALLEY_OPTIONS;

        o.body_size = 1;
        galley_init(&c_, &o);
    }

    struct galley c_;
};

/* A Reader with a buffer of Body bytes inside: the body's, or with a sink the
 * window; 0: no body is extracted, only the fields. */
template <size_t Body>
class Extractor : private internal::Buffer<Body>, public Reader {
    static_assert(Body == 0 || Body >= GALLEY_BODY_MIN,
                  "Body must be 0 or GALLEY_BODY_MIN bytes at least");

public:
    explicit Extractor(const Options &options = Options())
        : Reader(internal::Buffer<Body>::data(), Body, options)
    {
    }

    Extractor(const Extractor &) = delete;
    Extractor(Extractor &&) = delete;
    Extractor &operator=(const Extractor &) = delete;
    Extractor &operator=(Extractor &&) = delete;
};

} /* inline namespace */
} /* namespace Galley */

#endif
