/*
 * Galley: the page stage, from tokens to elements.
 */
#ifndef GALLEY_PAGE_H
#define GALLEY_PAGE_H

#include "../include/galley.h"

/* galley_element.flags.  The low byte is inherited by what is inside. */
#define ELEMENT_HIDDEN 0x01u  /* a reader does not see it */
#define ELEMENT_LINK 0x02u
#define ELEMENT_BOLD 0x04u
#define ELEMENT_PRE 0x08u
#define ELEMENT_FOREIGN 0x10u /* inside svg or math */
#define ELEMENT_QUOTE 0x20u
#define ELEMENT_COMMENT 0x40u /* what readers wrote */
#define ELEMENT_INHERITED 0xFFu
#define ELEMENT_CAPTURE 0x0F00u /* what its text is captured as, or 0 */
#define ELEMENT_CAPTURE_SHIFT 8

void galley_page_init(struct galley *g);
void galley_page_token(struct galley *g, const struct galley_token *token);
void galley_page_finish(struct galley *g);

/* The innermost remembered element, NULL outside all. */
struct galley_element *galley_page_top(struct galley *g);

/* Properties of a tag by its index in the tag table. */
uint8_t galley_tag_is_block(uint8_t tag);     /* starts and ends blocks */
uint8_t galley_tag_is_container(uint8_t tag); /* may hold several blocks */
uint8_t galley_tag_kind(uint8_t tag);  /* GALLEY_* kind + 1, or 0 for none */
uint8_t galley_tag_level(uint8_t tag); /* of a heading */
uint8_t galley_tag_is_list(uint8_t tag);
uint8_t galley_tag_order(uint8_t tag); /* 0 to 31, a feature */

#endif
