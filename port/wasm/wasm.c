/* SPDX-License-Identifier: MIT */
/*
 * Galley as a WebAssembly module without a C library.  Buffers of the sizes
 * that are asked for lie behind the module's own data; open() says how many
 * bytes of memory there must be.
 */
#include <string.h>

#include "wasm.h"

#define PAGE 65536u /* of WebAssembly's memory */

extern unsigned char __heap_base;

struct galley galley_wasm;

static struct galley_options options;
static char input[65536]; /* a piece of the page, or a charset's label */

/* From JavaScript: non-zero stops. */
WASM_IMPORT(block)
int galley_js_block(int kind, int level, int flags, int number,
                    const char *text, size_t size);

int galley_wasm_block(void *user, const struct galley_block *block)
{
    (void)user;
    return galley_js_block(block->kind, block->level, block->flags,
                           block->number, block->text, block->size);
}

__attribute__((weak)) void galley_wasm_prepare(struct galley_options *o)
{
    (void)o;
}

/* Room for that many bytes up to here: 1, or 0 where there is no memory. */
static int reserve(size_t end)
{
    size_t pages = end / PAGE + (end % PAGE != 0);
    size_t have = __builtin_wasm_memory_size(0);

    return pages <= have
           || __builtin_wasm_memory_grow(0, pages - have) != (size_t)-1;
}

/* The buffers; sizes are at most 1 GB each.  Headline 0: no copy of its own.
 * 1, or 0 where there is no memory. */
WASM_EXPORT(int, open, (size_t headline, size_t body, int http, int whole))
{
    char *place = (char *)&__heap_base;

    memset(&options, 0, sizeof options);
    options.body = place;
    options.body_size = body;
    place += body;
    options.headline = headline > 0 ? place : NULL;
    options.headline_size = headline;
    place += headline;
#if GALLEY_INFLATE
    options.inflate_window = place;
    options.inflate_size = GALLEY_INFLATE_MAX;
    place += GALLEY_INFLATE_MAX;
#endif
    options.http = http ? 2 : 0; /* as tools save it */
    options.whole = whole != 0;
    options.on_block = galley_wasm_block;
    return reserve((size_t)place);
}

/* Where a piece of the page goes, and its greatest size. */
WASM_EXPORT(char *, input, (void))
{
    return input;
}

WASM_EXPORT(size_t, input_size, (void))
{
    return sizeof input;
}

/* A page begins; 1: its charset stands in input, NUL-terminated. */
WASM_EXPORT(int, start, (int charset))
{
    options.charset = charset ? input : NULL;
    galley_wasm_prepare(&options);
    return galley_init(&galley_wasm, &options);
}

WASM_EXPORT(int, feed, (size_t size))
{
    return galley_feed(&galley_wasm, input, size);
}

WASM_EXPORT(int, finish, (void))
{
    return galley_finish(&galley_wasm);
}

WASM_EXPORT(const char *, field, (int field))
{
    if (field == GALLEY_FIELD_HEADLINE && options.headline != NULL)
        return options.headline;
    return galley_field(&galley_wasm, (enum galley_field)field);
}

WASM_EXPORT(uint32_t, needed, (int field))
{
    return galley_needed(&galley_wasm, (enum galley_field)field);
}

WASM_EXPORT(uint32_t, bytes_needed, (void))
{
    return galley_bytes_needed(&galley_wasm);
}

WASM_EXPORT(int, http_status, (void))
{
    return galley_http_status(&galley_wasm);
}

WASM_EXPORT(const char *, strname, (int result))
{
    return galley_strname(result);
}

WASM_EXPORT(const char *, strerror, (int result))
{
    return galley_strerror(result);
}

WASM_EXPORT(const char *, version, (void))
{
    return GALLEY_VERSION;
}
