/* SPDX-License-Identifier: MIT */
/*
 * Panels: two families of e-paper controllers behind four functions.
 *
 * The board gives struct galley_spi; a driver turns rows of a page into
 * commands.  Rows come from the top down, in strips of any number of whole
 * rows (multiples of 8 on a turned panel).  Nothing is kept but the place in
 * the page; no frame buffer, no heap.
 *
 *     galley_panel_begin     reset, set up, power on
 *     galley_panel_rows      as often as there are strips
 *     galley_panel_show      refresh, power off, sleep
 *
 * or all of it with galley_panel_page().  Every result is 0, or the negative
 * number with which spi.wait failed; after that the calls do nothing until
 * the next begin.
 */
#ifndef GALLEY_EPAPER_PANEL_H
#define GALLEY_EPAPER_PANEL_H

#include <stddef.h>
#include <stdint.h>

#include "typeset.h"

/* SPI mode 0, most significant bit first, chip select low around each call,
 * D/C low for command and high for data. */
struct galley_spi {
    void *user;
    /* RST low for 10 ms, then high, then 10 ms of patience. */
    void (*reset)(void *user);
    void (*command)(void *user, uint8_t command);
    /* Bytes that belong to the last command; may come in several calls. */
    void (*data)(void *user, const uint8_t *bytes, size_t size);
    /* Lets 1 ms pass (BUSY needs 200 us to show), then waits as long as the
     * BUSY pin is at the level busy.  0, or negative when that takes more
     * than the board allows; 40 s is safe for a full refresh in the cold. */
    int (*wait)(void *user, int busy);
};

struct galley_controller;

/* UltraChip UC8179 (GD7965, EK79655): 7.5" panels of 800x480. */
extern const struct galley_controller galley_uc8179;
/* Solomon Systech SSD1680: 2.13" (122x250) and 2.9" (128x296) panels. */
extern const struct galley_controller galley_ssd1680;
/* Solomon Systech SSD1681: 1.54" panels of 200x200. */
extern const struct galley_controller galley_ssd1681;

struct galley_panel {
    const struct galley_controller *controller;
    const struct galley_spi *spi;
    uint16_t width, height; /* as the controller counts: sources, gates */
    uint8_t turned;         /* 1: the page's rows run along the gates, a
                               quarter turn: the page is height x width */
    int status;             /* of spi.wait; negative is sticky */
    uint16_t row;           /* of the page that comes next */
};

/* The page's size. */
uint16_t galley_panel_width(const struct galley_panel *panel);
uint16_t galley_panel_height(const struct galley_panel *panel);

int galley_panel_begin(struct galley_panel *panel);

/* The next rows, as many as the strip has; rows below the page's end are
 * skipped. */
int galley_panel_rows(struct galley_panel *panel,
                      const struct galley_strip *strip);

int galley_panel_show(struct galley_panel *panel);

/* Draws a sheet in strips of the buffer's size and shows it.  The buffer
 * holds at least 8 rows: 8 * GALLEY_STRIDE(width) bytes; -1 when it does
 * not. */
int galley_panel_page(struct galley_panel *panel,
                      const struct galley_sheet *sheet,
                      const struct galley_format *format, void *buffer,
                      size_t size);

#endif
