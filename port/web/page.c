/* SPDX-License-Identifier: MIT */
/*
 * What the page shows besides an article: which block was seen, which left
 * the window and how, and the story on a panel, as its controller got it.
 * Compiled together with port/wasm, port/epaper and its fonts.
 */
#include "fonts/body.h"
#include "fonts/headline.h"
#include "fonts/mono.h"
#include "fonts/small.h"
#include "fonts/strong.h"

#include "blocks.h"
#include "panel.h"
#include "records.h"
#include "wasm.h"

#if !GALLEY_TRACE
#error "the page shows the trace: -DGALLEY_TRACE=1"
#endif

#define WIDTH 800
#define HEIGHT 480
#define NO_ID 0xFFFF /* a block that was never judged: the fallback */

/* To JavaScript. */
WASM_IMPORT(trace)
void galley_js_trace(int what, int kind, int level, int score, int keep,
                     int id, const uint8_t *values, int count,
                     const char *text, size_t size);
WASM_IMPORT(kept)
void galley_js_kept(int id, int kind, int level, const char *text,
                    size_t size);

static const struct galley_font *const faces[GALLEY_FACES] = {
    &galley_font_body, &galley_font_headline, &galley_font_strong,
    &galley_font_small, &galley_font_mono,
};

/* ---- blocks ---- */

static char story_buffer[1 << 18];
static struct galley_story story;

/* The record that a delivered text belongs to. */
static int id_of(const struct galley *g, const char *text)
{
    const char *at = galley_records_window(g);
    uint16_t i;

    for (i = 0; i < g->records.count; i++) {
        const struct galley_record *r = &g->records.records[i];

        if (at == text && r->size > 0)
            return r->flags & BLOCK_FALLBACK ? NO_ID : r->id;
        at += galley_record_space(r);
    }
    return NO_ID;
}

static int on_block(void *user, const struct galley_block *block)
{
    galley_js_kept(id_of(&galley_wasm, block->text), block->kind,
                   block->level, block->text, block->size);
    galley_story_block(&story, block);
    return galley_wasm_block(user, block);
}

static void on_trace(void *user, const struct galley_trace *t)
{
    (void)user;
    if (t->what >= GALLEY_TRACE_BLOCK)
        galley_js_trace(t->what, t->kind, t->level, t->score, t->keep, t->id,
                        t->values, t->count, t->text, t->size);
}

void galley_wasm_prepare(struct galley_options *options)
{
    options->on_block = on_block;
    options->on_trace = on_trace;
    galley_story_init(&story, story_buffer, sizeof story_buffer);
}

/* Blocks that wait in the window, and the id of each. */
WASM_EXPORT(int, waiting, (void))
{
    return galley_wasm.records.count;
}

WASM_EXPORT(int, waiting_id, (int i))
{
    const struct galley_record *r = &galley_wasm.records.records[i];

    return r->flags & BLOCK_FALLBACK ? NO_ID : r->id;
}

/* Bytes of the window in use. */
WASM_EXPORT(size_t, window_used, (void))
{
    return galley_wasm.records.used;
}

WASM_EXPORT(size_t, struct_size, (void))
{
    return sizeof(struct galley);
}

/* Names of the inputs of stage 1 and 2. */
WASM_EXPORT(const char *, names, (int stage))
{
    return stage == 1 ? galley_trace_names1 : galley_trace_names2;
}

/* ---- the panel: a UC8179 that keeps its new image ---- */

static uint8_t frame[WIDTH / 8 * HEIGHT];
static struct {
    size_t rows;    /* bytes of the image so far */
    uint32_t bytes; /* all that came over SPI */
    uint8_t command;
} controller;

static void spi_reset(void *user)
{
    (void)user;
}

static void spi_command(void *user, uint8_t command)
{
    (void)user;
    controller.command = command;
    controller.bytes++;
}

/* Data of DTM2 are the new image, from the top down. */
static void spi_data(void *user, const uint8_t *bytes, size_t size)
{
    size_t i;

    (void)user;
    controller.bytes += (uint32_t)size;
    if (controller.command == 0x13)
        for (i = 0; i < size && controller.rows < sizeof frame; i++)
            frame[controller.rows++] = bytes[i];
}

static int spi_wait(void *user, int busy)
{
    (void)user;
    (void)busy;
    return 0;
}

/* Sets and shows a page, 1 and up, of what is known by now.  Pages in all;
 * negative where none can be set. */
WASM_EXPORT(int, panel_page, (int number))
{
    static const struct galley_spi spi = {
        NULL, spi_reset, spi_command, spi_data, spi_wait,
    };
    static struct galley_sheet sheet;
    static uint8_t strip[8 * GALLEY_STRIDE(WIDTH)];
    struct galley_panel panel = {&galley_uc8179, &spi, WIDTH, HEIGHT, 0, 0,
                                 0};
    struct galley_format format;

    story.headline = galley_field(&galley_wasm, GALLEY_FIELD_HEADLINE);
    story.byline = galley_field(&galley_wasm, GALLEY_FIELD_BYLINE);
    story.published = galley_field(&galley_wasm, GALLEY_FIELD_PUBLISHED);
    story.site = galley_field(&galley_wasm, GALLEY_FIELD_SITE);
    galley_format_init(&format, faces, WIDTH, HEIGHT);
    if (galley_typeset_page(&sheet, &format, &story, (uint16_t)number) < 0)
        return -1;
    controller.rows = 0;
    controller.bytes = 0;
    if (galley_panel_page(&panel, &sheet, &format, strip, sizeof strip) < 0)
        return -1;
    return sheet.total;
}

/* 1: the body's face has a glyph for the character. */
WASM_EXPORT(int, has_glyph, (uint32_t c))
{
    return galley_font_has(&galley_font_body, c);
}

/* The controller's new image: 1 is paper, a row of 800 pixels 100 bytes. */
WASM_EXPORT(const uint8_t *, panel_frame, (void))
{
    return frame;
}

WASM_EXPORT(uint32_t, panel_bytes, (void))
{
    return controller.bytes;
}
