/* SPDX-License-Identifier: MIT */
/*
 * An article as one line of JSON: an object.
 */
#include <string.h>

#include "command.h"

/* The object's first keys. */
static void print_start(const char *name, const char *url,
                        const char *status)
{
    out_string("{\"file\":");
    json_name(name);
    if (url != NULL) {
        out_string(",\"url\":");
        json_name(url);
    }
    out_string(",\"status\":");
    json_string(status);
}

static void print_field(const struct article *a, const char *key,
                        enum galley_field which)
{
    out(",", 1);
    json_string(key);
    out(":", 1);
    json_string(a != NULL ? article_field(a, which) : "");
}

static void print_fields(const struct article *a)
{
    print_field(a, "headline", GALLEY_FIELD_HEADLINE);
    print_field(a, "byline", GALLEY_FIELD_BYLINE);
    print_field(a, "published", GALLEY_FIELD_PUBLISHED);
    print_field(a, "site", GALLEY_FIELD_SITE);
    print_field(a, "description", GALLEY_FIELD_DESCRIPTION);
    print_field(a, "lang", GALLEY_FIELD_LANG);
}

static void escape(void *user, const void *bytes, size_t size)
{
    (void)user;
    json_escape(out_sink, NULL, bytes, size);
}

/* True: it was cut. */
static bool print_body(struct article *a)
{
    const char *body = article_field(a, GALLEY_FIELD_BODY);
    uint64_t size = strlen(body);

    out_string(",\"body\":\"");
    if (a->fixed)
        json_escape(out_sink, NULL, body, (size_t)size);
    else
        size = article_body(a, escape);
    return galley_needed(a->galley, GALLEY_FIELD_BODY) > size;
}

static void print_blocks(struct article *a)
{
    struct block block;
    const char *before = "";

    article_rewind(a);
    while (article_next(a, &block)) {
        if (!(block.flags & GALLEY_BLOCK_CONTINUED)) {
            out_format("%s{\"kind\":\"%s\",\"level\":%d,",
                       before, block_kinds[block.kind], block.level);
            if (block.number > 0)
                out_format("\"number\":%d,", block.number);
            out_string("\"text\":\"");
        }
        before = ",";
        article_text(a, &block, escape, NULL);
        if (!(block.flags & GALLEY_BLOCK_CONTINUES))
            out_string("\"}");
    }
}

void print_json(struct article *a)
{
    print_start(a->name, a->url, a->status);
    print_fields(a);
    out_format("\",\"body_truncated\":%s,\"blocks\":[",
               print_body(a) ? "true" : "false");
    print_blocks(a);
    out_format("],\"bytes_in\":%llu,\"bytes_needed\":%llu}\n",
               (unsigned long long)a->bytes_in,
               (unsigned long long)galley_bytes_needed(a->galley));
}

void print_nothing(const char *name, const char *url, const char *status)
{
    print_start(name, url, status);
    print_fields(NULL);
    out_string(",\"body\":\"\",\"body_truncated\":false,\"blocks\":[],"
               "\"bytes_in\":0,\"bytes_needed\":0}\n");
}
