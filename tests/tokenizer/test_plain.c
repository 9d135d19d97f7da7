/*
 * The library's tokenizer against the plain one, over random documents that
 * are made of what the standard treats specially.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"
#include "tokenizer/plain.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define DOCUMENTS 40000
#define MOST 24 /* pieces of a document */

/* '~' stands for NUL. */
static const char *const pieces[] = {
    "<", "</", "<!", "<!-", "<!--", "<!-->", "<!--->", "--", "-->", "--!>",
    "<!--x-->", "--!", "-", "<!-- <!-- ", "<!--<!--->", ">", "/>", "/", "=",
    "\"", "'", "\"\"", " ", "\t", "\n", "\f", "\r", "\r\n", "~", "a", "B",
    "é", "&", "&amp", "&amp;", "&notin;", "&noti", "&not", "&no", "&#", "&#x",
    "&#65", "&#x41;", "&#0;", "&#128;", "&#x110000;", "&#xD800;",
    "&#99999999999999999999;", "&CounterClockwiseContourIntegral;",
    "&CounterClockwiseContourIntegra", "&acE;", "&AMP=", "&lt=", "&lt;=",
    "&Gt", "&gtx", "&unknown;", "&quot;", "&#39;", "&#x27;", "&nbsp;", "&#34;",
    "&gt;", "&quo;", "&#3;", "&quot", "&ap", "<gt;", "<#39;", "<a", "<A ",
    "<a href=x", "<a b c=d>", "<a b='x' B=\"y\">",
    "<a b=\"c\"", "<a b=\"c\"=", "<a b='c' ", "<a b=\"c\"/",
    "<br/>", "<br / >", "</a>", "</a b=c/>", "</>",
    "</ x>", "<p =x>", "<title>", "</title>", "</TITLE ", "</titl", "</titlex",
    "<textarea>", "</textarea/", "<script>", "</script>", "</script ",
    "<script ", "<scripT/", "</sCript\n", "<style>", "</style>", "<xmp>",
    "</xmp>", "<plaintext>", "<!DOCTYPE", "<!doctype html", "<!DocType>",
    "<!DOCTYPE html PUBLIC \"a\" 'b'>", " PUBLIC", " public\"", " SYSTEM",
    " system'", "<![CDATA[", "<![cdata[", "<![CDA", "]", "]]", "]]>", "]]]>",
    "<?", "<?x", "<?pi data?>", "<?pi?>", "<?xml ", "<?xml-stylesheet?>",
    "<?XML", "<?_a-1 ?\?>", "?", "?>", "<?abcdefghijklmnopqrstuvwxyz01234",
    "56789", "<averyveryverylongname>", "</averyveryverylongname>", "\xFF",
    "\xE2\x80", "<x y=&lt", "<x y=&ltz", "<x y='&lt;z", "text of some length"
};

static size_t make(char *document, uint32_t *seed)
{
    size_t n = 1 + harness_random(seed) % MOST, size = 0, i;

    while (n-- > 0) {
        const char *piece = pieces[harness_random(seed) % COUNT(pieces)];

        for (i = 0; piece[i] != '\0'; i++)
            document[size++] = (char)(piece[i] == '~' ? '\0' : piece[i]);
    }
    return size;
}

/* The number of the document is its seed. */
static void test(uint32_t number)
{
    static const char *const last[] = {NULL, "title", "script", "style"};
    static struct log plain, tokens;
    char document[MOST * 48], name[40];
    uint32_t seed = number;
    size_t n = make(document, &seed);
    struct tokens with = {0};
    struct cut cut = {0, n, number};

    with.state = harness_random(&seed) % 4 == 0
                     ? (uint8_t)(harness_random(&seed) % 6)
                     : GALLEY_STATE_DATA;
    with.cdata = harness_random(&seed) % 2;
    with.browser = harness_random(&seed) % 4 > 0;
    with.last = last[harness_random(&seed) % COUNT(last)];
    with.last_size = with.last != NULL ? strlen(with.last) : 0;
    snprintf(name, sizeof name, "document %lu", (unsigned long)number);
    plain_tokens(&plain, &with, document, n);
    cuts_reread(&tokens, &tokenizer_stage, &with, document, n, &cut);
    cut.size = harness_random(&seed) % 8;
    if (!harness_check(log_is(name, &tokens, plain.text, plain.size)
                           && cuts_same(name, &tokenizer_stage, &with,
                                        document, n, &cut, &plain), name))
        printf("  state %d: %.*s\n", with.state, (int)n, document);
}

int main(void)
{
    uint32_t number;

    for (number = 1; number <= DOCUMENTS; number++)
        test(number);
    return harness_summary();
}
