/*
 * The HTTP stage: what each response becomes, at every cut of it.
 */
#include <stdio.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"

#define OK "HTTP/1.1 200 OK\r\n"
#define END "\r\n"
#define SYNTAX GALLEY_ERR_HTTP_SYNTAX
#define STATUS GALLEY_ERR_HTTP_STATUS
#define REDIRECT GALLEY_ERR_HTTP_REDIRECT
#define LENGTH GALLEY_ERR_HTTP_LENGTH
#define LIMIT GALLEY_ERR_LIMIT
#define COMPRESSED GALLEY_ERR_COMPRESSED
#define BINARY GALLEY_ERR_BINARY
#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"

/* text: body|result|complete|status|charset|location
 * complete: 0, or 1 and the bytes behind the response, which stay unread */
static const struct test {
    const char *name;
    const char *input;
    const char *body;
    int result;
    int complete;
    unsigned status;
    const char *charset;
    const char *location;
} tests[] = {
    /* status line */
    {"until close", OK END "body", "body", 0, 0, 200, "", ""},
    {"empty until close", OK END, "", 0, 0, 200, "", ""},
    {"HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nbody", "body", 0, 0, 200, "", ""},
    {"no reason", "HTTP/1.1 200 \r\n\r\nb", "b", 0, 0, 200, "", ""},
    {"no space either", "HTTP/1.1 200\r\n\r\nb", "b", 0, 0, 200, "", ""},
    {"bare LF", "HTTP/1.1 200 OK\nContent-Length: 1\n\nbx", "b", 0, 2, 200,
     "", ""},
    {"empty lines in front", "\r\n\n" OK END "b", "b", 0, 0, 200, "", ""},
    {"other 2xx", "HTTP/1.1 299 Fine\r\n\r\nb", "b", 0, 0, 299, "", ""},
    {"no space either, bare LF", "HTTP/1.1 200\n\nb", "b", 0, 0, 200, "", ""},
    {"a tab behind the status", "HTTP/1.1 200\tOK\r\n\r\nb", "", SYNTAX, 0, 0,
     "", ""},
    {"a tab before the colon", OK "Content-Length\t: 1\r\n\r\nbx", "b", 0, 2,
     200, "", ""},
    {"nothing", "", "", SYNTAX, 0, 0, "", ""},
    {"ICY", "ICY 200 OK\r\n\r\n", "", SYNTAX, 0, 0, "", ""},
    {"HTML", "<!DOCTYPE html><p>x", "", SYNTAX, 0, 0, "", ""},
    {"HTTP/2 as printed", "HTTP/2 200 \r\n\r\nb", "b", 0, 0, 200, "", ""},
    {"HTTP/2 without a space", "HTTP/2 200\ncontent-length: 1\n\nbx", "b",
     0, 2, 200, "", ""},
    {"HTTP/2.0", "HTTP/2.0 200 OK\r\n\r\nb", "b", 0, 0, 200, "", ""},
    {"HTTP/3 as printed", "HTTP/3 404 \r\n\r\nb", "", STATUS, 0, 404, "",
     ""},
    {"HTTP/4", "HTTP/4 200\r\n\r\n", "", SYNTAX, 0, 0, "", ""},
    {"HTTP/0.9", "HTTP/0.9 200\r\n\r\n", "", SYNTAX, 0, 0, "", ""},
    {"HTTP/1.", "HTTP/1. 200\r\n\r\n", "", SYNTAX, 0, 0, "", ""},
    {"HTTP/1.10", "HTTP/1.10 200\r\n\r\n", "", SYNTAX, 0, 0, "", ""},
    {"HTTP/1.1.1", "HTTP/1.1.1 200\r\n\r\n", "", SYNTAX, 0, 0, "", ""},
    {"HTTP/.1", "HTTP/.1 200\r\n\r\n", "", SYNTAX, 0, 0, "", ""},
    {"lower case", "http/1.1 200 OK\r\n\r\n", "", SYNTAX, 0, 0, "", ""},
    {"status 99", "HTTP/1.1 099 OK\r\n\r\n" OK END "b", "", SYNTAX, 0, 0,
     "", ""},
    {"status 600", "HTTP/1.1 600 OK\r\n\r\n", "", SYNTAX, 0, 0, "", ""},
    {"status of four digits", "HTTP/1.1 2000 OK\r\n\r\n", "", SYNTAX, 0, 0,
     "", ""},
    {"status of two digits", "HTTP/1.1 20 OK\r\n\r\n", "", SYNTAX, 0, 0, "",
     ""},
    {"cut status line", "HTTP/1.1 20", "", SYNTAX, 0, 0, "", ""},
    {"cut reason", "HTTP/1.1 200 O", "", LENGTH, 0, 200, "", ""},
    {"cut head", OK "Content-Le", "", LENGTH, 0, 200, "", ""},
    {"cut before the empty line", OK "A: b\r\n", "", LENGTH, 0, 200, "", ""},
    {"cut inside it", OK "A: b\r\n\r", "", LENGTH, 0, 200, "", ""},

    /* other statuses */
    {"404", "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nbody", "",
     STATUS, 0, 404, "", ""},
    {"500", "HTTP/1.0 500 Oops\r\n\r\nbody", "", STATUS, 0, 500, "", ""},
    {"204", "HTTP/1.1 204 No Content\r\n\r\nx", "", 0, 2, 204, "", ""},
    {"205", "HTTP/1.1 205 Reset\r\n\r\nx", "", 0, 2, 205, "", ""},
    {"304", "HTTP/1.1 304 Not Modified\r\nLocation: /a\r\n\r\n", "", STATUS,
     0, 304, "", "/a"},
    {"301", "HTTP/1.1 301 Moved\r\nLocation: https://example.org/a?b=c%20d"
     "\r\nContent-Encoding: gzip\r\n\r\nbody", "", REDIRECT, 0, 301, "",
     "https://example.org/a?b=c%20d"},
    {"308, relative, any case, white space", "HTTP/1.1 308 x\r\n"
     "LOCATION:  \t../a b \t \r\n\r\n", "", REDIRECT, 0, 308, "", "../a%20b"},
    {"the first Location counts", "HTTP/1.1 302 x\r\nLocation: /1\r\n"
     "Location: /2\r\n\r\n", "", REDIRECT, 0, 302, "", "/1"},
    {"3xx without Location", "HTTP/1.1 302 Found\r\n\r\n", "", STATUS, 0,
     302, "", ""},
    {"3xx with an empty one", "HTTP/1.1 302 Found\r\nLocation: \r\n\r\n", "",
     STATUS, 0, 302, "", ""},
    {"4xx with Location", "HTTP/1.1 404 x\r\nLocation: /a\r\n\r\n", "",
     STATUS, 0, 404, "", ""},
    {"201 with Location", "HTTP/1.1 201 x\r\nLocation: /a\r\n\r\nb", "b", 0,
     0, 201, "", ""},
    {"folded Location", "HTTP/1.1 302 x\r\nLocation:\r\n /a\r\nB: c\r\n\r\n",
     "", REDIRECT, 0, 302, "", "/a"},
    {"a Location beyond ASCII", "HTTP/1.1 302 x\r\nLocation: /caf\xC3\xA9/"
     "\xFF\x80?a=%C3%a9#\x01\x1B[31m\x7F\x9B~!\r\n\r\n", "", REDIRECT, 0, 302,
     "", "/caf%C3%A9/%FF%80?a=%C3%a9#%01%1B[31m%7F%9B~!"},
    {"white space inside a Location", "HTTP/1.1 302 x\r\nLocation: /a  b\tc"
     "\rd\r\n e \t \r\n\r\n", "", REDIRECT, 0, 302, "",
     "/a%20%20b%20c%20d%20%20e"},
    {"Location with other names around", "HTTP/1.1 302 x\r\nLocations: /x\r\n"
     "Locatio: /y\r\nLocation : /z\r\nX-Location: /w\r\n\r\n", "", REDIRECT,
     0, 302, "", "/z"},
    {"cut behind Location", "HTTP/1.1 302 x\r\nLocation: /a\r\n", "", LENGTH,
     0, 302, "", "/a"},

    /* interim responses */
    {"100", "HTTP/1.1 100 Continue\r\n\r\n" OK END "b", "b", 0, 0, 200, "",
     ""},
    {"103 with fields", "HTTP/1.1 103 Early Hints\r\nContent-Length: 9\r\n"
     "Content-Type: image/png; charset=x\r\nContent-Encoding: br\r\n\r\n"
     "HTTP/1.1 100 Continue\r\n\r\n" OK END "b", "b", 0, 0, 200, "", ""},
    {"100 alone", "HTTP/1.1 100 Continue\r\n\r\n", "", SYNTAX, 0, 0, "", ""},
    {"101", "HTTP/1.1 101 Switching\r\n\r\n", "", STATUS, 0, 101, "", ""},

    /* fields */
    {"no colon", OK "abc\r\nContent-Length: 1\r\n\r\nbx", "b", 0, 2, 200,
     "", ""},
    {"no colon, bare LF", OK "Content-Length\n\nb", "b", 0, 0, 200, "", ""},
    {"no colon, white space", OK "Content-Length \r\n 5\r\n\r\nb", "b", 0, 0,
     200, "", ""},
    {"no name", OK ": abc\r\n d\r\nContent-Length: 1\r\n\r\nbx", "b", 0, 2,
     200, "", ""},
    {"space inside a name", OK "Content-Length b: 9\r\nContent-Length: 1\r\n"
     "\r\nbx", "b", 0, 2, 200, "", ""},
    {"a control character in a name", OK "Transfer-Encoding\x0B: chunked"
     "\r\n\r\n", "", SYNTAX, 0, 200, "", ""},
    {"a line of white space", OK " \t\r\nContent-Length: 1\r\n\r\nbx", "b",
     0, 2, 200, "", ""},
    {"no line end behind CR", OK "\rx\n\n", "", SYNTAX, 0, 200, "", ""},
    {"CR inside a value", OK "A: b\rc\r\n\r\nb", "b", 0, 0, 200, "", ""},

    /* Content-Length */
    {"length", OK "Content-Length: 4\r\n\r\nbodymore", "body", 0, 5, 200, "",
     ""},
    {"length 0", OK "content-length:0\r\n\r\nmore", "", 0, 5, 200, "", ""},
    {"leading zeros", OK "Content-Length: 00000000000000004\r\n\r\nbodyx",
     "body", 0, 2, 200, "", ""},
    {"too short", OK "Content-Length: 5\r\n\r\nbody", "body", LENGTH, 0, 200,
     "", ""},
    {"none of it", OK "Content-Length: 5\r\n\r\n", "", LENGTH, 0, 200, "",
     ""},
    {"twice the same", OK "Content-Length: 4\r\nContent-Length: 04\r\n\r\n"
     "bodyx", "body", 0, 2, 200, "", ""},
    {"a list of the same", OK "Content-Length: 4, 4 ,4\r\n\r\nbodyx", "body",
     0, 2, 200, "", ""},
    {"conflicting", OK "Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody",
     "", SYNTAX, 0, 200, "", ""},
    {"conflicting list", OK "Content-Length: 4,5\r\n\r\nbody", "", SYNTAX, 0,
     200, "", ""},
    {"empty", OK "Content-Length:\r\n\r\nbody", "", SYNTAX, 0, 200, "", ""},
    {"empty in a list", OK "Content-Length: 4,\r\n\r\nbody", "", SYNTAX, 0,
     200, "", ""},
    {"sign", OK "Content-Length: +4\r\n\r\nbody", "", SYNTAX, 0, 200, "",
     ""},
    {"minus", OK "Content-Length: -4\r\n\r\nbody", "", SYNTAX, 0, 200, "",
     ""},
    {"folded", OK "Content-Length: 1\n 0\n\n0123456789", "", SYNTAX, 0, 200,
     "", ""},
    {"hex", OK "Content-Length: 0x4\r\n\r\nbody", "", SYNTAX, 0, 200, "",
     ""},
    {"two numbers", OK "Content-Length: 4 4\r\n\r\nbody", "", SYNTAX, 0, 200,
     "", ""},
    {"large", OK "Content-Length: 2684354559\r\n\r\nb", "b", LENGTH, 0, 200,
     "", ""},
    {"too large", OK "Content-Length: 2684354560\r\n\r\nb", "", LIMIT, 0,
     200, "", ""},
    {"much too large", OK "Content-Length: 99999999999999999999999\r\n\r\nb",
     "", LIMIT, 0, 200, "", ""},

    /* chunked */
    {"chunked", CHUNKED "4\r\nbody\r\n3\r\n in\r\nA\r\n 0123 6789\r\n0\r\n"
     "\r\nmore", "body in 0123 6789", 0, 5, 200, "", ""},
    {"empty", CHUNKED "0\r\n\r\n", "", 0, 1, 200, "", ""},
    {"extensions", CHUNKED "4;a=b;c=\"d;e\"\r\nbody\r\n0;x\r\n\r\n", "body",
     0, 1, 200, "", ""},
    {"white space", CHUNKED "4 \t\r\nbody\r\n0 ;x\r\n\r\n", "body", 0, 1,
     200, "", ""},
    {"trailers", CHUNKED "4\r\nbody\r\n0\r\nExpires: x\r\nA: b\r\n\r\n",
     "body", 0, 1, 200, "", ""},
    {"hex digits", CHUNKED "00c\r\n0123456789ab\r\n0C\r\n0123456789ab\r\n0"
     "\r\n\r\n", "0123456789ab0123456789ab", 0, 1, 200, "", ""},
    {"the last hex digit", CHUNKED "f\r\n0123456789abcde\r\nF\r\n"
     "0123456789abcde\r\n0\r\n\r\n", "0123456789abcde0123456789abcde", 0, 1,
     200, "", ""},
    {"bare LF in chunks", CHUNKED "4\nbody\n0\n\n", "body", 0, 1, 200, "",
     ""},
    {"over Content-Length", OK "Content-Length: 2\r\nTransfer-Encoding:"
     " Chunked\r\nContent-Length: x\r\n\r\n4\r\nbody\r\n0\r\n\r\n", "body",
     0, 1, 200, "", ""},
    {"over a long Content-Length", OK "Content-Length: 99999999999999\r\n"
     "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n", "body",
     0, 1, 200, "", ""},
    {"identity and chunked", OK "Transfer-Encoding: identity ,\r\n\tchunked"
     "\r\n\r\n4\r\nbody\r\n0\r\n\r\n", "body", 0, 1, 200, "", ""},
    {"put together already", CHUNKED "<p>body", "<p>body", 0, 0, 200, "",
     ""},
    {"the same, with white space in front", CHUNKED "\r\n<p>", "\r\n<p>", 0,
     0, 200, "", ""},
    {"no size of another chunk", CHUNKED "1\r\nb\r\n<p>", "b", SYNTAX, 0, 200,
     "", ""},
    {"no size where one was to come", CHUNKED "", "", LENGTH, 0, 200, "", ""},
    {"hex, then not", CHUNKED "4g\r\nbody", "", SYNTAX, 0, 200, "", ""},
    {"largest", CHUNKED "FFFFFFFF\r\nbody", "body", LENGTH, 0, 200, "", ""},
    {"hex overflow", CHUNKED "100000000\r\nbody", "", LIMIT, 0, 200, "", ""},
    {"hex overflow to 4", CHUNKED "10000000000000004\r\nbody", "", LIMIT, 0,
     200, "", ""},
    {"longer than its size", CHUNKED "3\r\nbody\r\n0\r\n\r\n", "bod", SYNTAX,
     0, 200, "", ""},
    {"two CR", CHUNKED "4\r\nbody\r\r\n0\r\n\r\n", "body", SYNTAX, 0, 200,
     "", ""},
    {"cut in data", CHUNKED "8\r\nbody", "body", LENGTH, 0, 200, "", ""},
    {"cut behind data", CHUNKED "4\r\nbody", "body", LENGTH, 0, 200, "", ""},
    {"no last chunk", CHUNKED "4\r\nbody\r\n", "body", LENGTH, 0, 200, "",
     ""},
    {"no empty line at the end", CHUNKED "4\r\nbody\r\n0\r\n", "body", 0, 0,
     200, "", ""},
    {"cut trailers", CHUNKED "4\r\nbody\r\n0\r\nA: b\r", "body", 0, 0, 200,
     "", ""},
    {"behind the trailers", CHUNKED "4\r\nbody\r\n0\r\nA: b\n\rc\n\nHTTP",
     "body", 0, 5, 200, "", ""},
    {"a space inside a size", CHUNKED "5 5\r\nhello\r\n0\r\n\r\n", "",
     SYNTAX, 0, 200, "", ""},
    {"a tab inside a size", CHUNKED "5\t5\r\nhello\r\n0\r\n\r\n", "", SYNTAX,
     0, 200, "", ""},
    {"a space in front of a size", CHUNKED "1\r\nb\r\n 5\r\nhello", "b",
     SYNTAX, 0, 200, "", ""},
    {"CR behind a size", CHUNKED "5\rX\nhello\r\n0\r\n\r\n", "", SYNTAX, 0,
     200, "", ""},
    {"CR and LF apart", CHUNKED "5\r \nhello\r\n0\r\n\r\n", "", SYNTAX, 0,
     200, "", ""},
    {"two CR behind a size", CHUNKED "5\r\r\nhello\r\n0\r\n\r\n", "", SYNTAX,
     0, 200, "", ""},
    {"CR in an extension", CHUNKED "5;a\rb\nhello\r\n0\r\n\r\n", "", SYNTAX,
     0, 200, "", ""},
    {"white space in an extension", CHUNKED "5 ; a = b 5 \t\r\nhello\r\n"
     "0 \r\n\r\n", "hello", 0, 1, 200, "", ""},
    {"cut last chunk", CHUNKED "4\r\nbody\r\n0\r", "body", LENGTH, 0, 200,
     "", ""},

    /* codings */
    {"gzip", OK "Content-Encoding: gzip\r\n\r\nbody", "", COMPRESSED, 0, 200,
     "", ""},
    {"br among others", OK "Content-Encoding: identity, br\r\n\r\nbody", "",
     COMPRESSED, 0, 200, "", ""},
    {"codings nobody knows", OK "Content-Encoding: none, utf-8,gzi, gzipp,"
     "abcdefghijklmnopqrstuvwxyz\r\n\r\nbody", "body", 0, 0, 200, "", ""},
    {"chunked is no content coding", OK "Content-Encoding: chunked\r\n\r\nb",
     "b", 0, 0, 200, "", ""},
    {"deflate with a parameter", OK "Content-Encoding: deflate;q=1\r\n\r\nb",
     "", COMPRESSED, 0, 200, "", ""},
    {"compress", OK "Content-Encoding: X-Compress\r\n\r\nb", "", COMPRESSED,
     0, 200, "", ""},
    {"zstd in a second field", OK "Content-Encoding: none\r\nContent-Encoding"
     ": zstd\r\n\r\nb", "", COMPRESSED, 0, 200, "", ""},
    {"a transfer coding nobody knows", OK "Transfer-Encoding: none\r\n\r\nb",
     "", COMPRESSED, 0, 200, "", ""},
    {"identity", OK "Content-Encoding: Identity\r\n\r\nbody", "body", 0, 0,
     200, "", ""},
    {"no coding", OK "Content-Encoding: \r\n\r\nbody", "body", 0, 0, 200, "",
     ""},
    {"gzip as transfer coding", OK "Transfer-Encoding: gzip, chunked\r\n\r\n"
     "4\r\n", "", COMPRESSED, 0, 200, "", ""},
    {"with parameters", OK "Transfer-Encoding: chunked;a=gzip\r\n\r\n1\r\nb"
     "\r\n0\r\n\r\n", "b", 0, 1, 200, "", ""},

    {"two Transfer-Encodings", OK "Transfer-Encoding: chunked\r\n"
     "Transfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\n\r\n", "", SYNTAX, 0,
     200, "", ""},
    {"two, the first of them empty", OK "Transfer-Encoding:\r\n"
     "Transfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\n\r\n", "", SYNTAX, 0,
     200, "", ""},
    {"chunked twice", OK "Transfer-Encoding: chunked, chunked\r\n\r\n1\r\nb"
     "\r\n0\r\n\r\n", "", SYNTAX, 0, 200, "", ""},
    {"chunked, identity", OK "Transfer-Encoding: chunked, identity\r\n\r\n"
     "1\r\nb\r\n0\r\n\r\n", "", SYNTAX, 0, 200, "", ""},
    {"chunked, gzip", OK "Transfer-Encoding: chunked, gzip\r\n\r\n1\r\nb",
     "", SYNTAX, 0, 200, "", ""},
    {"chun ked", OK "Transfer-Encoding: chun ked\r\n\r\n1\r\nb\r\n0\r\n\r\n",
     "", SYNTAX, 0, 200, "", ""},
    {"chun, folded, ked", OK "Transfer-Encoding: chun\r\n ked\r\n\r\n1\r\nb",
     "", SYNTAX, 0, 200, "", ""},
    {"chunked x", OK "Transfer-Encoding: chunked x\r\n\r\n1\r\nb", "",
     SYNTAX, 0, 200, "", ""},
    {"empty elements", OK "Transfer-Encoding: , chunked ,, \r\n\r\n1\r\nb"
     "\r\n0\r\n\r\n", "b", 0, 1, 200, "", ""},
    {"a word of two", OK "Content-Encoding: iden tity\r\n\r\nb", "b", 0, 0,
     200, "", ""},
    {"gzip and another word", OK "Content-Encoding: gzip x\r\n\r\nb", "",
     COMPRESSED, 0, 200, "", ""},
    {"a redirect all the same", "HTTP/1.1 302 x\r\nTransfer-Encoding: "
     "chunked\r\nLocation: /a\r\nTransfer-Encoding: chunked\r\n\r\n", "",
     REDIRECT, 0, 302, "", "/a"},
    {"an error all the same", "HTTP/1.1 503 x\r\nTransfer-Encoding: chun ked"
     "\r\n\r\n", "", STATUS, 0, 503, "", ""},

    /* Content-Type */
    {"charset", OK "Content-Type: text/html; charset=ISO-8859-2\r\n\r\nb",
     "b", 0, 0, 200, "ISO-8859-2", ""},
    {"quoted", OK "Content-Type: text/html;charset=\"utf\\-8\"\r\n\r\nb",
     "b", 0, 0, 200, "utf-8", ""},
    {"any case, white space", OK "content-TYPE:text/html ;  CharSet = utf-8"
     " \r\n\r\nb", "b", 0, 0, 200, "utf-8", ""},
    {"other parameters", OK "Content-Type: text/html; a=\"; charset=x\\\"; "
     "charset=y\"; b=c; charset=koi8-r; charset=z\r\n\r\nb", "b", 0, 0, 200,
     "koi8-r", ""},
    {"not quite", OK "Content-Type: text/html; xcharset=a; charsets=b; "
     "charse=c\r\n\r\nb", "b", 0, 0, 200, "", ""},
    {"no label is as long", OK "Content-Type: text/html; charset=abcdefghij"
     "klmnopqrstuvwxyz\r\n\r\nb", "b", 0, 0, 200, "", ""},
    {"23 bytes are kept", OK "Content-Type: text/html; charset=abcdefghij"
     "klmnopqrstuvw\r\n\r\nb", "b", 0, 0, 200, "abcdefghijklmnopqrstuvw",
     ""},
    {"24 are not", OK "Content-Type: text/html; charset=abcdefghij"
     "klmnopqrstuvwx\r\n\r\nb", "b", 0, 0, 200, "", ""},
    {"a quote that stays open", OK "Content-Type: a/b; charset=\"utf-8\r\n"
     "\r\nb", "b", 0, 0, 200, "utf-8 ", ""},
    {"the last type counts", OK "Content-Type: image/png; charset=a\r\n"
     "Content-Type: text/html\r\n\r\nb", "b", 0, 0, 200, "", ""},
    {"folded type", OK "Content-Type: text/html;\r\n charset=utf-8\r\n\r\nb",
     "b", 0, 0, 200, "utf-8", ""},
    {"image", OK "Content-Type: image/svg+xml\r\n\r\nb", "", BINARY, 0, 200,
     "", ""},
    {"video", OK "Content-Type: VIDEO/mp4; a=b\r\n\r\nb", "", BINARY, 0, 200,
     "", ""},
    {"PDF", OK "Content-Type: application/pdf\r\n\r\nb", "", BINARY, 0, 200,
     "", ""},
    {"gzip as type", OK "Content-Type: application/x-gzip\r\n\r\nb", "",
     BINARY, 0, 200, "", ""},
    {"XHTML", OK "Content-Type: application/xhtml+xml\r\n\r\nb", "b", 0, 0,
     200, "", ""},
    {"no type at all", OK "Content-Type:\r\n\r\nb", "b", 0, 0, 200, "", ""},
};

#define FOUND "HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Type: a/b; " \
    "charset=x\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"

/* As tools save them. */
static const struct test captures[] = {
    {"as ever", OK END "b", "b", 0, 0, 200, "", ""},
    {"100", "HTTP/1.1 100 x\r\n\r\n" OK END "b", "b", 0, 0, 200, "", ""},
    {"behind a redirect", FOUND OK END "b", "b", 0, 0, 200, "", ""},
    {"behind two", FOUND "\r\n" FOUND "HTTP/2 200\nContent-Length: 1\n\nbx",
     "b", 0, 2, 200, "", ""},
    {"a redirect and its body", FOUND "<p>x", "", REDIRECT, 0, 302, "x",
     "/a"},
    {"a redirect alone", FOUND, "", REDIRECT, 0, 302, "x", "/a"},
    {"a body that begins as a head does", FOUND "HTTP/1.1 is old", "",
     REDIRECT, 0, 302, "x", "/a"},
    {"a status that is none", FOUND "HTTP/1.1 999 x\r\n\r\n", "", REDIRECT, 0,
     302, "x", "/a"},
    {"an error behind a redirect", FOUND "HTTP/1.1 404 x\r\n\r\n", "", STATUS,
     0, 404, "", ""},
    {"no status line", "<p>x", "", SYNTAX, 0, 0, "", ""}
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void compare_as(const struct test *t, const char *input, size_t n,
                       const int *how)
{
    char wanted[2048];
    int size = snprintf(wanted, sizeof wanted, "%s|%d|%d|%u|%s|%s", t->body,
                        t->result, t->complete, t->status, t->charset,
                        t->location);

    harness_check(cuts_give(t->name, &http_stage, how, input, n, wanted,
                            (size_t)size), t->name);
}

static void compare(const struct test *t, const char *input, size_t n)
{
    compare_as(t, input, n, NULL);
}

static void test_captures(void)
{
    static const int captured = HTTP_CAPTURED;
    const struct test *t;

    for (t = captures; t < captures + COUNT(captures); t++)
        compare_as(t, t->input, strlen(t->input), &captured);
}

/* What the caller inflates, and what it does not.  (The coding stands where
 * the Location ends.) */
static void test_codings(void)
{
    static const int inflated = HTTP_INFLATED;
    static const struct test codings[] = {
        {"none", OK END "b", "b", 0, 0, 200, "", "|0"},
        {"gzip", OK "Content-Encoding: GZip\r\n\r\nb", "b", 0, 0, 200, "",
         "|1"},
        {"x-gzip", OK "Content-Encoding: x-gzip, identity\r\n\r\nb", "b", 0,
         0, 200, "", "|1"},
        {"deflate", OK "Content-Encoding: deflate\r\n\r\nb", "b", 0, 0, 200,
         "", "|2"},
        {"gzip twice", OK "Content-Encoding: gzip, gzip\r\n\r\nb", "",
         COMPRESSED, 0, 200, "", "|1"},
        {"two fields", OK "Content-Encoding: deflate\r\nContent-Encoding: "
         "gzip\r\n\r\nb", "", COMPRESSED, 0, 200, "", "|1"},
        {"br", OK "Content-Encoding: br\r\n\r\nb", "", COMPRESSED, 0, 200,
         "", "|0"},
        {"compress", OK "Content-Encoding: compress\r\n\r\nb", "",
         COMPRESSED, 0, 200, "", "|0"},
        {"as transfer coding", OK "Transfer-Encoding: gzip, chunked\r\n\r\n"
         "1\r\nb", "", COMPRESSED, 0, 200, "", "|0"},
        {"behind an interim response", "HTTP/1.1 103 E\r\nContent-Encoding: "
         "gzip\r\n\r\n" OK "Content-Encoding: gzip\r\n\r\nb", "b", 0, 0,
         200, "", "|1"},
        {"in front of one", "HTTP/1.1 103 E\r\nContent-Encoding: gzip\r\n"
         "\r\n" OK END "b", "b", 0, 0, 200, "", "|0"}
    };
    const struct test *t;

    for (t = codings; t < codings + COUNT(codings); t++)
        compare_as(t, t->input, strlen(t->input), &inflated);
}

/* Location of n bytes once it is encoded, from the given bytes, white space
 * behind it. */
static void test_location(const char *sent, const char *encoded, size_t n)
{
    static char input[GALLEY_LOCATION_SIZE + 100];
    static char value[GALLEY_LOCATION_SIZE + 10];
    struct test t = {"Location", input, "", REDIRECT, 0, 301, "", value};
    size_t x = n - strlen(encoded);

    memset(value, 'x', x);
    value[x] = '\0';
    sprintf(input, "HTTP/1.1 301 x\r\nLocation: %s%s \t \r\n\r\n", value,
            sent);
    strcpy(value + x, encoded);
    if (n >= GALLEY_LOCATION_SIZE) {
        t.result = LIMIT;
        t.location = "";
    }
    compare(&t, input, strlen(input));
}

static void test_locations(void)
{
    size_t n;

    for (n = GALLEY_LOCATION_SIZE - 2; n <= GALLEY_LOCATION_SIZE + 1; n++) {
        test_location("", "", n);
        test_location("\xE9", "%E9", n);
        test_location(" y", "%20y", n);
        test_location(" \xE9yz", "%20%E9yz", n);
        test_location("   y", "%20%20%20y", n);
    }
}

/* A head far larger than anything that is kept. */
static void test_large_head(void)
{
    static char input[20000];
    struct test t = {"large head", input, "body", 0, 1, 200, "utf-8", ""};
    size_t n = (size_t)sprintf(input, OK "Content-Type: text/html;");
    int i;

    for (i = 0; i < 500; i++)
        n += (size_t)sprintf(input + n, " p%d=\"%d\";", i, i);
    n += (size_t)sprintf(input + n, " charset=utf-8\r\n");
    for (i = 0; i < 300; i++)
        n += (size_t)sprintf(input + n, "Set-Cookie-%d: a=%d\r\n", i, i);
    n += (size_t)sprintf(input + n, "Content-Length: 4\r\n\r\nbody");
    compare(&t, input, n);
}

/* The lines of a response, bytes of begin and end with so many x between them
 * that they are GALLEY_HTTP_HEAD_MAX and some, stand behind what is in
 * front. */
static void test_lines(const struct test *wanted, const char *front,
                       const char *begin, const char *end, int more)
{
    static char input[GALLEY_HTTP_HEAD_MAX + 200];
    struct test t = *wanted;
    size_t n = strlen(front) + strlen(begin);
    size_t x = (size_t)GALLEY_HTTP_HEAD_MAX - strlen(begin) - strlen(end)
               + (size_t)(long)more;

    strcpy(input, front);
    strcat(input, begin);
    memset(input + n, 'x', x);
    strcpy(input + n + x, end);
    strcat(input, "body");
    if (more > 0) {
        t.body = "";
        t.result = LIMIT;
        t.complete = 0;
    }
    compare(&t, input, strlen(input));
}

/* Heads, lines of chunks and trailers end somewhere. */
static void test_head_max(void)
{
    static const struct test
        head = {"head", NULL, "body", 0, 0, 200, "", ""},
        cut = {"empty lines", NULL, "", SYNTAX, 0, 0, "", ""},
        chunk = {"chunk", NULL, "body", LENGTH, 0, 200, "", ""},
        trailer = {"trailers", NULL, "", 0, 5, 200, "", ""};
    static char lines[GALLEY_HTTP_HEAD_MAX + 2];
    struct test t = cut;
    int more;

    for (more = -1; more <= 1; more++) {
        test_lines(&head, "", OK "A: ", "\r\n\r\n", more);
        test_lines(&head, "HTTP/1.1 100 Continue\r\n\r\n", OK "A: ",
                   "\r\n\r\n", more);
        test_lines(&chunk, CHUNKED, "4;", "\r\n", more);
        test_lines(&trailer, CHUNKED, "0\r\n", "\r\n\r\n", more);
        if (more == 1)
            t.result = LIMIT;
        memset(lines, '\n', sizeof lines);
        compare(&t, lines, (size_t)(GALLEY_HTTP_HEAD_MAX + (long)more));
    }
}

static void test_interim_max(void)
{
    static const char interim[] = "HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n";
    static char input[sizeof interim * (GALLEY_HTTP_INTERIM_MAX + 1) + 40];
    struct test t = {"interim responses", input, "b", 0, 0, 200, "", ""};
    int i, more;

    for (more = -1; more <= 1; more++) {
        input[0] = '\0';
        for (i = 0; i < GALLEY_HTTP_INTERIM_MAX + more; i++)
            strcat(input, interim);
        strcat(input, OK END "b");
        if (more == 1) {
            t.body = "";
            t.result = LIMIT;
            t.status = 103;
        }
        compare(&t, input, strlen(input));
    }
}

/* NUL bytes have no place in a head. */
static void test_nul(void)
{
    static const char input[] = OK "A: b\0\r\n\r\nbody";
    static const char status[] = "HTTP/1.1 200\0OK\r\n\r\nbody";
    struct test t = {"NUL", input, "", SYNTAX, 0, 200, "", ""};

    compare(&t, input, sizeof input - 1);
    t.status = 0;
    compare(&t, status, sizeof status - 1);
}

int main(void)
{
    size_t i;

    for (i = 0; i < COUNT(tests); i++)
        compare(&tests[i], tests[i].input, strlen(tests[i].input));
    test_locations();
    test_large_head();
    test_captures();
    test_codings();
    test_head_max();
    test_interim_max();
    test_nul();
    harness_check(sizeof(struct galley_http) <= GALLEY_LOCATION_SIZE + 68,
                  "size of the struct");
    return harness_summary();
}
