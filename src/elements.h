/* SPDX-License-Identifier: MIT */
/*
 * Galley: the open elements, and where a block among them stands.
 */
#ifndef GALLEY_ELEMENTS_H
#define GALLEY_ELEMENTS_H

#include <stdbool.h>

#include "../include/galley.h"

#include "tags.h"

/* galley_element.flags.  The low byte is inherited by what is inside; most of
 * it is what the tag says.  So is ELEMENT_PARAGRAPH. */
#define ELEMENT_HIDDEN TAG_HIDDEN /* a reader does not see it */
#define ELEMENT_LINK TAG_LINK
#define ELEMENT_BOLD TAG_BOLD
#define ELEMENT_PRE TAG_PRE
#define ELEMENT_FOREIGN TAG_FOREIGN /* inside svg or math */
#define ELEMENT_OF_TAG \
    (TAG_HIDDEN | TAG_LINK | TAG_BOLD | TAG_PRE | TAG_FOREIGN)
#define ELEMENT_OTHERS 0x20u /* of other authors: comments, captions */
#define ELEMENT_UNREAD 0x40u /* if it is hidden, no text of last resort */
#define ELEMENT_FINE TAG_FINE /* in small print or italics */
#define ELEMENT_INHERITED 0x80FFu
#define ELEMENT_COVERS 0x1000u /* of a table: its cells are hidden */
#define ELEMENT_QUOTED 0x2000u /* a quotation whose marks are shown */
#define ELEMENT_BUTTON 0x4000u /* there is one directly inside */
#define ELEMENT_PARAGRAPH 0x8000u /* a block would end a p around it */
#define ELEMENT_CAPTURE 0x0F00u /* what its text is captured as, or 0 */
#define ELEMENT_CAPTURE_SHIFT 8

/* galley_element.name_or_kind, of a block: its container is that of a block
 * around it. */
#define ELEMENT_SHARED 0x100u

#define CAPTURE_TITLE 1
#define CAPTURE_H1 2
#define CAPTURE_AUTHOR 3   /* rel=author, itemprop=author */
#define CAPTURE_BYLINE 4   /* a class that says byline or author */
#define CAPTURE_TIME 5     /* date element without datetime= */
#define CAPTURE_HEADLINE 6 /* itemprop=headline: as an h1 */
#define CAPTURE_PROFILE 7  /* a link to an author's page */
#define CAPTURE_TRAIL 8    /* an h1 among breadcrumbs */
#define CAPTURE_HEADING 9  /* an h2 or h3 */

/* What the element's text is captured as. */
static inline uint8_t galley_elements_capture(const struct galley_element *e)
{
    return (uint8_t)((e->flags & ELEMENT_CAPTURE) >> ELEMENT_CAPTURE_SHIFT);
}

void galley_elements_set_capture(struct galley_element *e, uint8_t capture);

/* The element is a quotation whose marks are shown. */
static inline void galley_elements_set_quoted(struct galley_element *e)
{
    e->flags |= ELEMENT_QUOTED;
}

/* How many of the open ones are remembered. */
static inline unsigned galley_elements_known(const struct galley_elements *e)
{
    return e->depth < GALLEY_STACK ? (unsigned)e->depth : GALLEY_STACK;
}

/* What the innermost remembered one hands down; 0 outside all. */
static inline uint16_t galley_elements_inherited(
    const struct galley_elements *e)
{
    return e->inherited;
}

/* One more is open, of this tag: remembered, or NULL. */
struct galley_element *galley_elements_push(struct galley_elements *e,
                                            const struct galley_tag *t,
                                            uint16_t flags);

/* A button is about to open: the element around it, and around a form or the
 * like, in which no body ever stands, has one. */
void galley_elements_button(struct galley_elements *e);

/* Whether the innermost stands in navigation, or right inside an item of a
 * list: there are breadcrumbs and links, not an article's headline. */
bool galley_elements_in_trail(const struct galley_elements *e);

/* The innermost has ended: what is remembered of it, until the next push, or
 * NULL. */
const struct galley_element *galley_elements_pop(struct galley_elements *e);

/* Whether one like this, of the same name and class, was the last that was
 * popped, from the same depth. */
bool galley_elements_follows(const struct galley_elements *e,
                             const struct galley_tag *t);

/* A formatting element ended below an open block: what is inside the block
 * is no longer formatted (the standard's adoption agency, simplified). */
void galley_elements_disown(struct galley_elements *e, unsigned index);

/* Where a block that begins here stands; the first in an item of an ordered
 * list, except a caption, has its number. */
void galley_elements_place(struct galley_elements *e,
                           struct galley_place *place);

/* The container of a block that ends here: the element around its own, with
 * its ancestors allotted outside in; 0 for none. */
uint8_t galley_elements_container(struct galley_elements *e,
                                  struct galley_records *r);

#endif
