/*
 * See article.h.
 */
#include "article.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"

void article_begin(struct article *a)
{
    struct galley_options options = GALLEY_OPTIONS;

    options.headline = a->headline;
    options.headline_size = sizeof a->headline;
    options.body = a->body;
    options.body_size = sizeof a->body;
    options.http = 1;
    if (a->inflates) {
        options.inflate_window = a->window;
        options.inflate_size = sizeof a->window;
    }
    if (galley_init(&a->galley, &options) != GALLEY_OK)
        abort();
}

int article_read(struct article *a, const void *bytes, size_t size)
{
    int result;

    article_begin(a);
    if (size == 0)
        return GALLEY_ERR_CLOSED;
    result = galley_feed(&a->galley, bytes, size);
    if (result < 0)
        return result;
    result = galley_finish(&a->galley);
    return result == GALLEY_OK ? GALLEY_DONE : result;
}

int article_equal(const struct article *a, const struct article *b)
{
    int field;

    for (field = GALLEY_FIELD_HEADLINE; field <= GALLEY_FIELD_BODY; field++)
        if (strcmp(galley_field(&a->galley, field),
                   galley_field(&b->galley, field)) != 0)
            return 0;
    return galley_http_status(&a->galley) == galley_http_status(&b->galley);
}

/* A short page ends with the story: Galley reads it to its end.  A long one is
 * the story twice over, and the tail in the place of the comments: Galley
 * knows the article's end long before the page's. */
void text_page(struct text *t, size_t more_bytes)
{
    static const char more[] =
        "<li><a href=\"/\">Storm warning lifted for the outer islands</a>\n";
    struct text page = {NULL, 0, 0};
    size_t size;
    char *file = harness_file("tests/fixtures/demo.html", &size);
    const char *story, *end, *comments;

    text_bytes(&page, file, size);
    free(file);
    story = strstr(page.bytes, "<p>The last ferry");
    end = strstr(page.bytes, "<footer class=\"story-footer\"");
    comments = strstr(page.bytes, "<section class=\"comments\"");
    if (story == NULL || end == NULL || comments == NULL)
        abort();
    if (more_bytes == 0) {
        text_bytes(t, page.bytes, (size_t)(end - page.bytes));
    } else {
        text_bytes(t, page.bytes, (size_t)(end - page.bytes));
        text_bytes(t, story, (size_t)(comments - story));
        text_add(t, "</main><aside class=\"most-read\"><ol>");
        for (size = 0; size < more_bytes; size += sizeof more - 1)
            text_add(t, more);
    }
    free(page.bytes);
}

void text_response(struct text *t, const struct text *page, size_t chunk)
{
    char line[64];
    size_t i, n;

    text_add(t, "HTTP/1.1 200 OK\r\nServer: world\r\n"
                "Content-Type: text/html; charset=utf-8\r\n");
    if (page->size > 1 && memcmp(page->bytes, "\x1F\x8B", 2) == 0)
        text_add(t, "Content-Encoding: gzip\r\n");
    if (chunk == 0)
        snprintf(line, sizeof line, "Content-Length: %lu\r\n\r\n",
                 (unsigned long)page->size);
    else
        strcpy(line, chunk == CLOSE_DELIMITED
                         ? "\r\n"
                         : "Transfer-Encoding: chunked\r\n\r\n");
    text_add(t, line);
    if (chunk == 0 || chunk == CLOSE_DELIMITED) {
        text_bytes(t, page->bytes, page->size);
        return;
    }
    for (i = 0; i < page->size; i += n) {
        n = page->size - i < chunk ? page->size - i : chunk;
        snprintf(line, sizeof line, "%lx\r\n", (unsigned long)n);
        text_add(t, line);
        text_bytes(t, page->bytes + i, n);
        text_add(t, "\r\n");
    }
    text_add(t, "0\r\n\r\n");
}
