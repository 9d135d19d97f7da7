/* SPDX-License-Identifier: MIT */
/*
 * Galley: the blocks stage, from text to blocks.
 */
#ifndef GALLEY_BLOCKS_H
#define GALLEY_BLOCKS_H

#include <stdbool.h>

#include "../include/galley.h"

/* galley_blocks.flags and galley_record.flags */
#define BLOCK_BEGUN 0x01u
#define BLOCK_SIGNED 0x01u    /* of a record: says who wrote it, or when */
#define BLOCK_CONTINUES 0x02u /* the next record goes on with this text */
#define BLOCK_FALLBACK 0x04u  /* has no place on the page */
#define BLOCK_CUT 0x08u       /* part of the text found no room */
#define BLOCK_CONTINUED 0x10u /* begins in the middle of a text */
#define BLOCK_LABELLED 0x20u  /* a few words and a colon, then a link */
#define BLOCK_INITIAL 0x40u   /* one letter that waits for its word */
#define BLOCK_UNSEEN 0x80u    /* and was hidden; of no record */
#define BLOCK_KEPT 0x80u      /* of a record: part of the article */

/* galley_counts.last: what the text ends with. */
#define LAST_OTHER 0
#define LAST_COMMA 1
#define LAST_COLON 2
#define LAST_SENTENCE 3

/* A piece of visible text, whole characters. */
void galley_blocks_text(struct galley *g, const char *data, size_t size);

/* A quotation begins: false if there is a mark before it, which stays alone.
 * It ends. */
bool galley_blocks_quote(struct galley *g);
void galley_blocks_unquote(struct galley *g);

/* An inline element has ended here.  A custom element begins, the like of
 * which was the last: they are paragraphs if nothing but white space stands
 * between and the text is a whole sentence. */
static inline void galley_blocks_mark(struct galley_blocks *b)
{
    b->counts.mark = (uint8_t)b->counts.chars;
}

void galley_blocks_custom(struct galley *g);

/* Text of an inline element that is hidden from screen readers alone: when
 * it is one letter, a word may follow that it is the first of. */
void galley_blocks_initial(struct galley *g, const char *data, size_t size);

void galley_blocks_tag(struct galley *g, bool image); /* a start tag */
void galley_blocks_line(struct galley *g); /* <br> */
void galley_blocks_cell(struct galley *g); /* a table cell ends */
void galley_blocks_end(struct galley *g);  /* a block starts or ends here */

void galley_blocks_finish(struct galley *g); /* the page ends */

/* Nothing of the block is left: at the beginning, and after one without a
 * place.  One character of such text, from this source (fallback.h), white
 * space folded. */
void galley_blocks_reset(struct galley *g);
void galley_blocks_fallback(struct galley *g, uint8_t source,
                            const char *data, uint8_t size);

/* A line of it ends; nothing of the block is left. */
void galley_blocks_fallback_end(struct galley *g);

#endif
