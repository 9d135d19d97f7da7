/* SPDX-License-Identifier: MIT */
/*
 * Rows of a page in, commands and data of a controller out.  Holds nothing
 * between calls but struct galley_panel; 40 bytes of stack to turn pixels.
 *
 * The sequences follow the data sheets of the UC8179 (UltraChip) and of the
 * SSD1680 and SSD1681 (Solomon Systech; command table and typical operating
 * sequence); waveforms are those of the panel's OTP.
 * A panel that wakes from deep sleep has lost its RAM, so both images of the
 * controller are given a known state before each refresh.
 */
#include "panel.h"

#include <stdbool.h>
#include <string.h>

struct galley_controller {
    int (*begin)(struct galley_panel *panel);
    void (*open)(struct galley_panel *panel, uint16_t column);
    int (*show)(struct galley_panel *panel);
    bool backwards; /* turned: gates are written from the last down */
    bool windowed;  /* turned: each column of bytes needs its window */
};

static void command(const struct galley_panel *panel, uint8_t code)
{
    panel->spi->command(panel->spi->user, code);
}

static void data(const struct galley_panel *panel, const uint8_t *bytes,
                 size_t size)
{
    panel->spi->data(panel->spi->user, bytes, size);
}

static int wait(struct galley_panel *panel, int busy)
{
    int status = panel->spi->wait(panel->spi->user, busy);

    if (status < 0)
        panel->status = status;
    return panel->status;
}

/* A command with up to 8 bytes after it: code, count, bytes. */
static void send(const struct galley_panel *panel, const uint8_t *script)
{
    uint8_t bytes[8], i, count = GALLEY_READ8(script + 1);

    command(panel, GALLEY_READ8(script));
    for (i = 0; i < count; i++)
        bytes[i] = GALLEY_READ8(script + 2 + i);
    if (count > 0)
        data(panel, bytes, count);
}

static void send_all(const struct galley_panel *panel, const uint8_t *script,
                     size_t size)
{
    const uint8_t *end = script + size;

    for (; script < end; script += 2 + GALLEY_READ8(script + 1))
        send(panel, script);
}

static void send16(const struct galley_panel *panel, uint8_t code,
                   uint16_t a, uint16_t b)
{
    uint8_t bytes[4];

    bytes[0] = (uint8_t)(a >> 8);
    bytes[1] = (uint8_t)a;
    bytes[2] = (uint8_t)(b >> 8);
    bytes[3] = (uint8_t)b;
    command(panel, code);
    data(panel, bytes, sizeof bytes);
}

static uint8_t low(uint16_t v)
{
    return (uint8_t)(v & 0xff);
}

static uint8_t high(uint16_t v)
{
    return (uint8_t)(v >> 8);
}

/* ---- UC8179 ---- */

#define UC8179_BUSY 0 /* BUSY_N: low is busy */

/* PWR: internal, VGH 20 V VGL -20 V, VDH 15 V, VDL -15 V.  BTST: phases A to
 * C as the panel's makers advise. */
static const uint8_t uc8179_power[] GALLEY_FLASH = {
    0x01, 4, 0x07, 0x07, 0x3f, 0x3f,
    0x06, 4, 0x17, 0x17, 0x28, 0x17,
};

/* PSR: LUT from OTP, black and white, gates up, sources right, booster on.
 * DUSPI off.  CDI: white border (BDV 10), 1 is white (DDX 01); interval 10
 * lines.  TCON: as at reset. */
static const uint8_t uc8179_setup[] GALLEY_FLASH = {
    0x00, 1, 0x1f,
    0x15, 1, 0x00,
    0x50, 2, 0x21, 0x07,
    0x60, 1, 0x22,
};

static const uint8_t uc8179_sleep[] GALLEY_FLASH = {0x07, 1, 0xa5};

/* DTM1, the old image: paper. */
static void uc8179_old_image(const struct galley_panel *panel)
{
    uint32_t left = (uint32_t)panel->height * (panel->width / 8u);
    uint8_t paper[32];

    memset(paper, 0xff, sizeof paper);
    command(panel, 0x10);
    while (left > 0) {
        uint8_t size = (uint8_t)(left < sizeof paper ? left : sizeof paper);

        data(panel, paper, size);
        left -= size;
    }
}

static int uc8179_begin(struct galley_panel *panel)
{
    if (wait(panel, UC8179_BUSY) < 0)
        return panel->status;
    send_all(panel, uc8179_power, sizeof uc8179_power);
    command(panel, 0x04); /* PON */
    if (wait(panel, UC8179_BUSY) < 0)
        return panel->status;
    send_all(panel, uc8179_setup, sizeof uc8179_setup);
    send16(panel, 0x61, panel->width, panel->height); /* TRES */
    uc8179_old_image(panel);
    return 0;
}

/* DTM2, the new image; turned, through a partial window of one column of
 * bytes. */
static void uc8179_open(struct galley_panel *panel, uint16_t column)
{
    static const uint8_t scan = 1; /* PT_SCAN: in and out of the window */
    uint8_t window[4];

    if (panel->turned) {
        uint16_t last = (uint16_t)(8 * column + 7);

        command(panel, 0x91); /* PTIN */
        send16(panel, 0x90, (uint16_t)(8 * column), last); /* PTL */
        window[0] = window[1] = 0;
        window[2] = high((uint16_t)(panel->height - 1));
        window[3] = low((uint16_t)(panel->height - 1));
        data(panel, window, sizeof window);
        data(panel, &scan, 1);
    }
    command(panel, 0x13);
}

static int uc8179_show(struct galley_panel *panel)
{
    if (panel->turned)
        command(panel, 0x92); /* PTOUT */
    command(panel, 0x12);     /* DRF */
    if (wait(panel, UC8179_BUSY) < 0)
        return panel->status;
    command(panel, 0x02); /* POF */
    if (wait(panel, UC8179_BUSY) < 0)
        return panel->status;
    send(panel, uc8179_sleep);
    return 0;
}

const struct galley_controller galley_uc8179 = {
    uc8179_begin, uc8179_open, uc8179_show, true, true,
};

/* ---- SSD1680, SSD1681 ---- */

#define SSD_BUSY 1 /* BUSY: high is busy */

/* Border follows the LUT (VBD to white); temperature by the sensor inside. */
static const uint8_t ssd_setup[] GALLEY_FLASH = {
    0x3c, 1, 0x05,
    0x18, 1, 0x80,
};

/* The red RAM is read as 0, whatever it holds.  SSD1680: the panel hangs on
 * the sources S8 to S167. */
static const uint8_t ssd1680_ram[] GALLEY_FLASH = {0x21, 2, 0x40, 0x80};
static const uint8_t ssd1681_ram[] GALLEY_FLASH = {0x21, 2, 0x40, 0x00};

/* Clock and analog on, temperature, LUT of mode 1, display, both off. */
static const uint8_t ssd_show_mode[] GALLEY_FLASH = {0x22, 1, 0xf7};
static const uint8_t ssd_sleep[] GALLEY_FLASH = {0x10, 1, 0x01};

/* The window of the whole panel and the counter at its start.  Turned, the
 * gate counter runs first and downwards (AM = 1, ID = 01). */
static void ssd_window(struct galley_panel *panel)
{
    uint16_t last = (uint16_t)(panel->height - 1);
    uint16_t from = panel->turned ? last : 0, to = panel->turned ? 0 : last;
    uint8_t bytes[4];

    bytes[0] = panel->turned ? 0x05 : 0x03;
    command(panel, 0x11);
    data(panel, bytes, 1);
    bytes[0] = 0;
    bytes[1] = (uint8_t)((panel->width + 7) / 8 - 1);
    command(panel, 0x44);
    data(panel, bytes, 2);
    bytes[0] = low(from);
    bytes[1] = high(from);
    bytes[2] = low(to);
    bytes[3] = high(to);
    command(panel, 0x45);
    data(panel, bytes, 4);
    command(panel, 0x4f);
    data(panel, bytes, 2);
    bytes[0] = 0;
    command(panel, 0x4e);
    data(panel, bytes, 1);
}

static int ssd_begin(struct galley_panel *panel)
{
    uint8_t gates[3];

    if (wait(panel, SSD_BUSY) < 0)
        return panel->status;
    command(panel, 0x12); /* SWRESET */
    if (wait(panel, SSD_BUSY) < 0)
        return panel->status;
    gates[0] = low((uint16_t)(panel->height - 1));
    gates[1] = high((uint16_t)(panel->height - 1));
    gates[2] = 0;
    command(panel, 0x01);
    data(panel, gates, sizeof gates);
    send_all(panel, ssd_setup, sizeof ssd_setup);
    send(panel, panel->controller == &galley_ssd1680 ? ssd1680_ram
                                                     : ssd1681_ram);
    ssd_window(panel);
    return 0;
}

/* Black and white RAM; once, for it goes on where it was. */
static void ssd_open(struct galley_panel *panel, uint16_t column)
{
    (void)column;
    command(panel, 0x24);
}

static int ssd_show(struct galley_panel *panel)
{
    send(panel, ssd_show_mode);
    command(panel, 0x20);
    if (wait(panel, SSD_BUSY) < 0)
        return panel->status;
    send(panel, ssd_sleep);
    return 0;
}

const struct galley_controller galley_ssd1680 = {
    ssd_begin, ssd_open, ssd_show, false, false,
};
const struct galley_controller galley_ssd1681 = {
    ssd_begin, ssd_open, ssd_show, false, false,
};

/* ---- rows ---- */

uint16_t galley_panel_width(const struct galley_panel *panel)
{
    return panel->turned ? panel->height : panel->width;
}

uint16_t galley_panel_height(const struct galley_panel *panel)
{
    return panel->turned ? panel->width : panel->height;
}

int galley_panel_begin(struct galley_panel *panel)
{
    panel->status = 0;
    panel->row = 0;
    panel->spi->reset(panel->spi->user);
    return panel->controller->begin(panel);
}

/* Eight pixels, one below the other, of eight rows: the top one is the
 * highest bit.  Rows that the strip lacks are paper. */
static uint8_t column_byte(const struct galley_strip *strip, uint16_t row,
                           uint16_t x)
{
    size_t stride = GALLEY_STRIDE(strip->width);
    const uint8_t *p = strip->bits + row * stride + x / 8;
    uint8_t value = 0, i;

    for (i = 0; i < 8; i++, p += stride) {
        uint8_t bit = 1;

        if (row + i < strip->rows)
            bit = *p >> (7 - x % 8) & 1;
        value = (uint8_t)(value << 1 | bit);
    }
    return value;
}

/* Eight rows of the page are one column of bytes of the panel. */
static void send_turned(struct galley_panel *panel,
                        const struct galley_strip *strip, uint16_t row)
{
    uint8_t bytes[32], count = 0;
    uint16_t i;

    for (i = 0; i < strip->width; i++) {
        uint16_t x = panel->controller->backwards
            ? (uint16_t)(strip->width - 1 - i) : i;

        bytes[count++] = column_byte(strip, row, x);
        if (count == sizeof bytes || i + 1 == strip->width) {
            data(panel, bytes, count);
            count = 0;
        }
    }
}

int galley_panel_rows(struct galley_panel *panel,
                      const struct galley_strip *strip)
{
    uint16_t height = galley_panel_height(panel);
    uint16_t rows = strip->rows, row;

    if (panel->status < 0 || panel->row >= height)
        return panel->status;
    if (rows > height - panel->row)
        rows = (uint16_t)(height - panel->row);
    if (panel->row == 0 && !(panel->turned && panel->controller->windowed))
        panel->controller->open(panel, 0);
    if (!panel->turned) {
        data(panel, strip->bits, rows * GALLEY_STRIDE(strip->width));
        panel->row = (uint16_t)(panel->row + rows);
        return 0;
    }
    for (row = 0; row < rows; row = (uint16_t)(row + 8)) {
        if (panel->controller->windowed)
            panel->controller->open(panel, (uint16_t)(panel->row / 8));
        send_turned(panel, strip, row);
        panel->row = (uint16_t)(panel->row + 8);
    }
    return 0;
}

int galley_panel_show(struct galley_panel *panel)
{
    if (panel->status < 0)
        return panel->status;
    return panel->controller->show(panel);
}

int galley_panel_page(struct galley_panel *panel,
                      const struct galley_sheet *sheet,
                      const struct galley_format *format, void *buffer,
                      size_t size)
{
    struct galley_strip strip;
    uint16_t height = galley_panel_height(panel);
    size_t rows;

    strip.bits = buffer;
    strip.width = galley_panel_width(panel);
    rows = size / GALLEY_STRIDE(strip.width) & ~(size_t)7;
    if (rows == 0)
        return -1;
    strip.rows = (uint16_t)(rows < 0x4000 ? rows : 0x4000);
    galley_panel_begin(panel);
    for (strip.top = 0; strip.top < height && panel->status == 0;
         strip.top = (uint16_t)(strip.top + strip.rows)) {
        galley_sheet_draw(sheet, format, &strip);
        galley_panel_rows(panel, &strip);
    }
    return galley_panel_show(panel);
}
