/* SPDX-License-Identifier: MIT */
/*
 * Pages: a story set in lines on sheets of a panel's size, and a sheet drawn
 * strip by strip, so that no frame buffer is needed.
 *
 * A page is a function of the story, the format and the cursor where it
 * begins; nothing is kept between pages but that cursor.  The caller owns
 * all of it: the format, one sheet, one strip.
 *
 * List items hang beside a bullet or their number.  The numbers of a level
 * of a list, which is items in a row, end at one x: an indent holds one digit,
 * and more digits widen it.  What would take more than half of a column is
 * left out: first the indents of outer levels, then the marker.
 */
#ifndef GALLEY_EPAPER_TYPESET_H
#define GALLEY_EPAPER_TYPESET_H

#include <stdint.h>

#include "font.h"
#include "story.h"
#include "wrap.h"

/* Lines of one sheet, 16 bytes each on 32 bits.  A page with more ends
 * early; the text goes on on the next. */
#ifndef GALLEY_SHEET_LINES
#define GALLEY_SHEET_LINES 64
#endif

/* line.face */
#define GALLEY_FACE_BODY 0
#define GALLEY_FACE_HEADLINE 1
#define GALLEY_FACE_STRONG 2
#define GALLEY_FACE_SMALL 3
#define GALLEY_FACE_MONO 4
#define GALLEY_FACES 5

/* line.flags */
#define GALLEY_LINE_HYPHEN 1   /* a hyphen is set behind it */
#define GALLEY_LINE_ELLIPSIS 2 /* it was cut */
#define GALLEY_LINE_BAR 4      /* a bar stands beside it: a quote */
#define GALLEY_LINE_PRE 8      /* white space counts */
#define GALLEY_LINE_MARK 16    /* beside the text: a bullet or a number */

/* All in pixels.  A face that is NULL is set in the body's, strong ones
 * struck twice. */
struct galley_format {
    const struct galley_font *faces[GALLEY_FACES];
    uint16_t width, height;
    uint16_t side, top, bottom; /* margins; the footer stands in the bottom */
    uint16_t gutter;            /* between columns */
    uint16_t indent;            /* of lists, quotes and paragraphs; a quarter
                                   of it stands behind a number */
    uint8_t columns;            /* 1 and up */
    uint8_t leading[GALLEY_FACES]; /* from one baseline to the next */
    uint8_t gap;                /* between paragraphs; 0: they are indented */
    uint8_t headline_lines;     /* at most */
    uint8_t footer;             /* 1: site and page number */
};

struct galley_line {
    const char *text; /* in the story, a field, or a constant */
    uint16_t size;    /* bytes */
    uint16_t x;
    uint16_t y;       /* baseline */
    uint16_t tab;     /* between tab stops, 0 for none */
    uint8_t face;
    uint8_t flags;
};

/* Where a page begins; all 0 at the first. */
struct galley_cursor {
    uint32_t place; /* of the record in the story */
    uint16_t at;    /* bytes of its text that are set */
    uint8_t headed; /* how much of headline and byline is set */
    uint8_t before; /* how the block before was set */
};

struct galley_sheet {
    struct galley_cursor next; /* where the page after this begins */
    uint16_t number, total;    /* 1 and up; total 0: not known */
    uint16_t rule;             /* y of the rule under the headline, or 0 */
    uint8_t count;             /* of lines */
    uint8_t last;              /* 1: the story ends here */
    struct galley_line lines[GALLEY_SHEET_LINES];
};

/* A format for a panel of this size: margins and leading from the faces, two
 * columns where a line would be too long to read.  Body must not be NULL. */
void galley_format_init(struct galley_format *format,
                        const struct galley_font *const *faces,
                        uint16_t width, uint16_t height);

/* Sets the page that begins at the cursor.  0, or -1 when not even one line
 * fits the panel. */
int galley_typeset(struct galley_sheet *sheet,
                   const struct galley_format *format,
                   const struct galley_story *story,
                   const struct galley_cursor *from);

/* Sets page number (1 and up) by walking there, and counts all pages into
 * sheet->total.  A number too large gives the last page.  0 or -1 as above;
 * the sheet is used as scratch. */
int galley_typeset_page(struct galley_sheet *sheet,
                        const struct galley_format *format,
                        const struct galley_story *story, uint16_t number);

/* Draws the rows of the strip, paper included. */
void galley_sheet_draw(const struct galley_sheet *sheet,
                       const struct galley_format *format,
                       const struct galley_strip *strip);

/* The type of a line, as it was measured. */
void galley_line_type(const struct galley_line *line,
                      const struct galley_format *format,
                      struct galley_type *type);

#endif
