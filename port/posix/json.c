/* SPDX-License-Identifier: MIT */
/*
 * JSON strings (RFC 8259) of the galley command: UTF-8 in, escaped UTF-8 out.
 */
#include <string.h>

#include "command.h"

static size_t escape_byte(char *to, unsigned char c)
{
    static const char names[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    const char *name = names;

    while (*name != '\0' && (unsigned char)*name != c)
        name += 2;
    if (c != 0 && *name != '\0') {
        to[0] = '\\';
        to[1] = name[1];
        return 2;
    }
    return (size_t)sprintf(to, "\\u%04x", c);
}

/* U+0085, U+2028 and U+2029 end lines where lines are counted by Unicode's
 * rules: the one object would be several. Bytes of such a character, or 0. */
static size_t line_end(const char *text, size_t size, char *escape)
{
    if (size >= 2 && memcmp(text, "\xC2\x85", 2) == 0) {
        strcpy(escape, "\\u0085");
        return 2;
    }
    if (size >= 3 && memcmp(text, "\xE2\x80", 2) == 0
        && (text[2] == '\xA8' || text[2] == '\xA9')) {
        strcpy(escape, text[2] == '\xA8' ? "\\u2028" : "\\u2029");
        return 3;
    }
    return 0;
}

void json_escape(byte_sink *sink, void *user, const char *text, size_t size)
{
    size_t from = 0, i = 0;

    while (i < size) {
        unsigned char c = (unsigned char)text[i];
        size_t n = 1, length = 0;
        char escape[8];

        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F) {
            length = escape_byte(escape, c);
        } else if (c == 0xC2 || c == 0xE2) {
            n = line_end(text + i, size - i, escape);
            length = n > 0 ? 6 : 0;
            n += n == 0;
        }
        if (length > 0) {
            sink(user, text + from, i - from);
            sink(user, escape, length);
            from = i + n;
        }
        i += n;
    }
    sink(user, text + from, size - from);
}

void json_string(const char *text)
{
    out("\"", 1);
    json_escape(out_sink, NULL, text, strlen(text));
    out("\"", 1);
}

void json_name(const char *name)
{
    out("\"", 1);
    while (*name != '\0') {
        size_t size = utf8_size(name);

        if (size > 0)
            json_escape(out_sink, NULL, name, size);
        else
            out("\xEF\xBF\xBD", 3);
        name += size > 0 ? size : 1;
    }
    out("\"", 1);
}
