/* SPDX-License-Identifier: MIT */
/*
 * Galley on lwIP: a base URL and a reference in, the URL meant out, in place
 * (RFC 3986, section 5.2); and a URL in, its parts out as spans.  Holds
 * nothing.
 */
#include "url.h"

#include <stdbool.h>
#include <string.h>

/* Where the parts of a URL or a reference end. */
struct ends {
    size_t scheme;    /* behind the colon, 0: no scheme */
    size_t authority; /* equal to scheme: no authority */
    size_t path;
    size_t query;
};

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Section 3.1. */
static size_t scheme_end(const char *s)
{
    size_t i = 0;

    if (!is_alpha(s[0]))
        return 0;
    while (is_alpha(s[i]) || is_digit(s[i]) || s[i] == '+' || s[i] == '-'
           || s[i] == '.')
        i++;
    return s[i] == ':' ? i + 1 : 0;
}

static size_t skip_to(const char *s, size_t i, const char *stops)
{
    while (s[i] != '\0' && strchr(stops, s[i]) == NULL)
        i++;
    return i;
}

/* Section 3: the expression of appendix B. */
static struct ends find_ends(const char *s)
{
    struct ends e;

    e.scheme = scheme_end(s);
    e.authority = e.scheme;
    if (s[e.scheme] == '/' && s[e.scheme + 1] == '/')
        e.authority = skip_to(s, e.scheme + 2, "/?#");
    e.path = skip_to(s, e.authority, "?#");
    e.query = skip_to(s, e.path, "#");
    return e;
}

/* ---- taking apart ---- */

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* The length of the prefix (in lower case) that s begins with, or 0. */
static size_t begins(const char *s, const char *prefix)
{
    size_t i;

    for (i = 0; prefix[i] != '\0'; i++)
        if (lower(s[i]) != prefix[i])
            return 0;
    return i;
}

static bool is_host(char c, bool literal)
{
    if (literal)
        return is_hex(c) || c == ':' || c == '.';
    return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_'
           || c == '~';
}

/* The length of the host at s, 0 where there is none. */
static size_t host_size(const char *s, const char *end, bool literal)
{
    const char *p = s;

    while (p != end && is_host(*p, literal))
        p++;
    return (size_t)(p - s);
}

/* What stands behind the host: nothing, or a colon and perhaps a port. */
static int read_port(const char *p, const char *end, uint16_t *port)
{
    uint32_t number = 0;

    if (p == end)
        return GALLEY_OK;
    if (*p++ != ':')
        return GALLEY_ERR_URL;
    if (p == end)
        return GALLEY_OK;
    for (; p != end; p++) {
        if (!is_digit(*p))
            return GALLEY_ERR_URL;
        number = number * 10 + (uint32_t)(*p - '0');
        if (number > 65535)
            return GALLEY_ERR_URL;
    }
    *port = (uint16_t)number;
    return number > 0 ? GALLEY_OK : GALLEY_ERR_URL;
}

static int read_authority(struct galley_url *parts)
{
    const char *p = parts->authority.data, *end = p + parts->authority.size;

    if (memchr(p, '@', (size_t)(end - p)) != NULL)
        return GALLEY_ERR_URL_USER;
    parts->literal = p != end && *p == '[';
    p += parts->literal;
    parts->host.data = p;
    parts->host.size = host_size(p, end, parts->literal);
    p += parts->host.size;
    if (parts->host.size == 0)
        return GALLEY_ERR_URL;
    if (parts->host.size > GALLEY_URL_HOST)
        return GALLEY_ERR_URL_LONG;
    if (parts->literal && (p == end || *p++ != ']'))
        return GALLEY_ERR_URL;
    return read_port(p, end, &parts->port);
}

/* A byte that would end the request line, or its field, before its time. */
static bool has_control(const char *s, size_t size)
{
    size_t i;

    for (i = 0; i < size; i++)
        if ((uint8_t)s[i] <= ' ' || (uint8_t)s[i] >= 0x7f)
            return true;
    return false;
}

int galley_url_parse(const char *url, struct galley_url *parts)
{
    size_t size = begins(url, "http://");
    struct ends e;

    memset(parts, 0, sizeof *parts);
    parts->port = 80;
    if (size == 0) {
        size = begins(url, "https://");
        parts->https = 1;
        parts->port = 443;
    }
    if (size == 0)
        return GALLEY_ERR_URL_SCHEME;
    e = find_ends(url);
    if (has_control(url, e.query))
        return GALLEY_ERR_URL;
    parts->authority.data = url + size;
    parts->authority.size = e.authority - size;
    parts->target.data = url + e.authority;
    parts->target.size = e.query - e.authority;
    return read_authority(parts);
}

/* ---- resolving ---- */

/* Section 5.2.2: how much of the base stays in front of the reference. */
static size_t kept_size(const char *url, const struct ends *base,
                        const char *reference, const struct ends *ends)
{
    size_t i;

    if (ends->scheme > 0)
        return 0;
    if (ends->authority > 0)
        return base->scheme;
    if (reference[0] == '/')
        return base->authority;
    if (ends->path > 0) {
        for (i = base->path; i > base->authority && url[i - 1] != '/';)
            i--;
        return i;
    }
    return ends->query > 0 ? base->path : base->query;
}

static bool must_encode(char c)
{
    return (uint8_t)c <= ' ' || (uint8_t)c >= 0x7f
           || strchr("\"<>\\^`{|}", c) != NULL;
}

/* How long the reference is once it is encoded, 0 for one that has control
 * bytes; one more than that. */
static size_t encoded_size(const char *s, size_t size)
{
    size_t i, encoded = 1;

    for (i = 0; i < size; i++) {
        if ((uint8_t)s[i] < ' ' || s[i] == 0x7f)
            return 0;
        encoded += must_encode(s[i]) ? 3 : 1;
    }
    return encoded;
}

static char *append(char *out, const char *s, size_t size)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t i;

    for (i = 0; i < size; i++) {
        if (must_encode(s[i])) {
            *out++ = '%';
            *out++ = digits[(uint8_t)s[i] >> 4];
            *out++ = digits[(uint8_t)s[i] & 15];
        } else {
            *out++ = s[i];
        }
    }
    *out = '\0';
    return out;
}

/* The dots of a segment that starts behind its slash: 1, 2, or 0. */
static size_t dots(const char *s, const char *end)
{
    size_t n = 0;

    while (n < 3 && s + n != end && s[n] == '.')
        n++;
    return n < 3 && (s + n == end || s[n] == '/') ? n : 0;
}

/* Section 5.2.4, of a path that begins with a slash.  Returns its new end. */
static char *remove_dot_segments(char *path, const char *end)
{
    char *out = path;
    const char *p = path;

    while (p != end) {
        size_t n = dots(p + 1, end);

        if (n == 0) {
            do
                *out++ = *p++;
            while (p != end && *p != '/');
            continue;
        }
        if (n == 2 && out != path)
            do
                out--;
            while (*out != '/');
        p += 1 + n;
        if (p == end)
            *out++ = '/';
    }
    return out;
}

static void tidy_path(char *url)
{
    struct ends e = find_ends(url);
    char *path = url + e.authority, *end = url + e.path;

    if (e.authority > e.scheme && path == end) {
        memmove(path + 1, path, strlen(path) + 1);
        *path = '/';
    } else if (*path == '/') {
        char *new_end = remove_dot_segments(path, end);

        memmove(new_end, end, strlen(end) + 1);
    }
}

int galley_url_resolve(char *url, size_t size, const char *reference)
{
    struct ends base = find_ends(url), ends = find_ends(reference);
    size_t kept = kept_size(url, &base, reference, &ends);
    size_t encoded = encoded_size(reference, ends.query);
    bool slash = ends.scheme == 0 && ends.authority == 0 && ends.path > 0
                 && reference[0] != '/' && base.path == base.authority;

    if (encoded == 0 || (ends.scheme == 0 && base.scheme == 0))
        return GALLEY_ERR_URL;
    if (kept >= size || encoded >= size - kept) /* a slash may be added */
        return GALLEY_ERR_URL_LONG;
    if (slash)
        url[kept++] = '/'; /* section 5.2.3: the base has no path */
    append(url + kept, reference, ends.query);
    tidy_path(url);
    return GALLEY_OK;
}
