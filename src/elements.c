/* SPDX-License-Identifier: MIT */
/*
 * Galley: the stack of open elements.  The page stage pushes and pops; the
 * blocks stage asks where a block stands.  Holds GALLEY_STACK entries; deeper
 * elements are counted, and their text belongs to the deepest remembered one.
 */
#include "elements.h"

#include <string.h>

#include "class_words.h"
#include "records.h"
#include "tag.h"

static const struct galley_element *top(const struct galley_elements *e)
{
    uint16_t n = galley_elements_known(e);

    return n > 0 ? &e->stack[n - 1] : NULL;
}

uint16_t galley_elements_inherited(const struct galley_elements *e)
{
    const struct galley_element *last = top(e);

    return last != NULL ? last->flags & ELEMENT_INHERITED : 0;
}

/* Words for screen readers alone are small: other blocks with such a name
 * hold more.  In headings they are what parts a label from the headline. */
static bool is_unseen(const struct galley_element *up,
                      const struct galley_tag *t)
{
    uint8_t group = galley_tags_group(t->tag);

    if (!(t->says & SAYS_UNSEEN)
        || (up != NULL && galley_tags_group(up->tag) == GROUP_HEADING))
        return false;
    return group == GROUP_P || !(galley_tags_flags(t->tag) & TAG_BLOCK);
}

/* What an element is, from the flags of its tag and its attributes. */
static uint16_t flags_of(const struct galley_element *up,
                         const struct galley_tag *t, uint16_t flags)
{
    uint16_t e = flags & ELEMENT_OF_TAG;

    if (!(flags & TAG_BLOCK))
        e |= flags & TAG_FINE;
    if (t->says & (flags & TAG_BLOCK ? SAYS_OPEN : SAYS_SHADOW))
        e &= (uint16_t)~ELEMENT_HIDDEN; /* a dialog; a template */
    if (((t->says & SAYS_ARIA_HIDDEN) && !(flags & TAG_BLOCK))
        || is_unseen(up, t))
        e |= ELEMENT_HIDDEN;
    if (e & ELEMENT_HIDDEN)
        e |= ELEMENT_UNREAD;
    if (t->categories & CATEGORY_BIT(CATEGORY_COMMENT))
        e |= ELEMENT_COMMENT;
    if ((t->says & SAYS_HIDDEN) && !(t->says & SAYS_STREAMED))
        e |= up != NULL && (up->flags & ELEMENT_HIDDEN) ? ELEMENT_UNREAD
                                                        : ELEMENT_HIDDEN;
    return e;
}

/* What stands in a table but in no cell or caption of it is moved in front of
 * it (the standard's foster parenting), and so is not hidden with it. */
static uint16_t in_table(const struct galley_element *up,
                         const struct galley_tag *t, uint16_t e)
{
    uint16_t tag = galley_tags_flags(t->tag);

    if (up != NULL && (up->flags & ELEMENT_COVERS)
        && galley_tags_is_part(galley_tags_group(t->tag)))
        e |= ELEMENT_HIDDEN;
    if ((tag & TAG_FRAME) && (e & ELEMENT_HIDDEN))
        e ^= ELEMENT_HIDDEN | ELEMENT_COVERS;
    return e;
}

static int8_t saturate(int value)
{
    return (int8_t)(value > 127 ? 127 : value < -127 ? -127 : value);
}

/* ---- the numbers of items ---- */

/* A list opens: numbered from what it says, or from 1.  One in reverse order
 * that does not say where it starts would need the number of its items. */
static void open_list(struct galley_elements *e, const struct galley_tag *t)
{
    uint8_t i = e->lists++, bit;
    bool given = (t->says & SAYS_NUMBER) != 0;
    bool reversed = (t->says & SAYS_REVERSED) != 0;

    e->number = 0;
    if (i >= GALLEY_LISTS)
        return;
    bit = (uint8_t)(1u << i);
    e->ordered &= (uint8_t)~bit;
    e->reversed &= (uint8_t)~bit;
    if (galley_tags_role(t->tag) == ROLE_OL && (given || !reversed)
        && !(t->says & SAYS_NO_NUMBER))
        e->ordered |= bit;
    if (reversed)
        e->reversed |= bit;
    e->next[i] = given ? t->number : 1;
}

/* An item opens in the innermost list. */
static void open_item(struct galley_elements *e, const struct galley_tag *t)
{
    uint8_t i = (uint8_t)(e->lists - 1), bit;

    e->number = 0;
    if (i >= GALLEY_LISTS)
        return; /* no list, or too many */
    bit = (uint8_t)(1u << i);
    if (!(e->ordered & bit))
        return;
    if ((t->says & (SAYS_NUMBER | SAYS_NO_NUMBER)) == SAYS_NUMBER)
        e->next[i] = t->number;
    e->number = e->next[i];
    if (!(e->reversed & bit))
        e->next[i]++;
    else if (e->next[i] > 0)
        e->next[i]--;
}

static void count_open(struct galley_elements *e, const struct galley_tag *t)
{
    if (galley_tags_flags(t->tag) & TAG_LIST)
        open_list(e, t);
    else if (galley_tags_group(t->tag) == GROUP_LI)
        open_item(e, t);
}

static void count_closed(struct galley_elements *e, uint8_t tag)
{
    if (galley_tags_flags(tag) & TAG_LIST)
        e->lists--;
    if (galley_tags_group(tag) == GROUP_LI)
        e->number = 0;
}

/* ---- push and pop ---- */

void galley_elements_button(struct galley_elements *e)
{
    uint16_t i = galley_elements_known(e);

    while (i-- > 0) {
        struct galley_element *at = &e->stack[i];

        if ((galley_tags_flags(at->tag) & (TAG_BLOCK | TAG_LEAF))
            != TAG_BLOCK)
            continue;
        at->flags |= ELEMENT_BUTTON;
        if (galley_tags_order(at->tag) > 0)
            break;
    }
}

struct galley_element *galley_elements_push(struct galley_elements *e,
                                            const struct galley_tag *t,
                                            uint16_t flags)
{
    const struct galley_element *up = top(e);
    struct galley_element *new;

    if (e->depth >= GALLEY_STACK) {
        e->depth++;
        return NULL;
    }
    new = &e->stack[e->depth];
    new->name = t->name_hash;
    new->tag = t->tag;
    new->flags = (uint16_t)(galley_elements_inherited(e)
                            | in_table(up, t, flags_of(up, t, flags)));
    if (galley_tags_role(t->tag) == ROLE_POINT)
        new->flags &= (uint16_t)~ELEMENT_FOREIGN;
    new->style = t->style;
    new->container = 0;
    new->categories = t->categories;
    new->own = saturate(t->own);
    new->sum = saturate((up != NULL ? up->sum * 9 / 10 : 0) + new->own);
    new->min = up != NULL && up->min < new->own ? up->min : new->own;
    e->depth++;
    count_open(e, t);
    return new;
}

const struct galley_element *galley_elements_pop(struct galley_elements *e)
{
    const struct galley_element *gone = NULL;

    if (--e->depth < GALLEY_STACK) {
        gone = &e->stack[e->depth];
        count_closed(e, gone->tag);
    }
    return gone;
}

bool galley_elements_follows(const struct galley_elements *e,
                             const struct galley_tag *t)
{
    const struct galley_element *last = &e->stack[e->depth];

    return e->depth < GALLEY_STACK && last->name == t->name_hash
           && last->style == t->style;
}

void galley_elements_set_capture(struct galley_element *e, uint8_t capture)
{
    e->flags |= (uint16_t)(capture << ELEMENT_CAPTURE_SHIFT);
}

void galley_elements_disown(struct galley_elements *e, uint16_t index)
{
    struct galley_element *gone = &e->stack[index];
    uint16_t lost = gone->flags
                    & (ELEMENT_LINK | ELEMENT_BOLD | ELEMENT_FINE);
    uint16_t i, n = galley_elements_known(e);

    if (index > 0)
        lost &= (uint16_t)~e->stack[index - 1].flags;
    gone->name = 0;
    gone->tag = 0;
    gone->flags &= (uint16_t)~ELEMENT_CAPTURE;
    for (i = index; i < n; i++)
        e->stack[i].flags &= (uint16_t)~lost;
}

/* ---- where a block stands ---- */

static bool is_block(const struct galley_element *e)
{
    return (galley_tags_flags(e->tag) & TAG_BLOCK) != 0;
}

bool galley_elements_in_trail(const struct galley_elements *e)
{
    uint16_t i = galley_elements_known(e);
    bool inside = false;

    while (i-- > 1) {
        const struct galley_element *up = &e->stack[i - 1];

        if (galley_tags_role(up->tag) == ROLE_NAV
            || (!inside && galley_tags_group(up->tag) == GROUP_LI))
            return true;
        inside = inside || is_block(up);
    }
    return false;
}

/* Distances to the nearest element of each category, in elements. */
static void measure_distances(const struct galley_elements *e,
                              struct galley_place *place)
{
    uint16_t n = galley_elements_known(e), i;
    uint8_t seen = 0, k, new;

    memset(place->distance, UINT8_MAX, sizeof place->distance);
    for (i = 0; i < n && seen != UINT8_MAX; i++) {
        new = e->stack[n - 1 - i].categories & (uint8_t)~seen;
        seen |= new;
        for (k = 0; new != 0; k++, new >>= 1)
            if (new & 1)
                place->distance[k] = (uint8_t)i;
    }
}

/* The kind of the block: that of the innermost element that has one.  A
 * paragraph is part of the list item or quote around it; the cell of a table
 * has a kind only for text directly inside it. */
static void find_kind(const struct galley_elements *e,
                      struct galley_place *place)
{
    uint16_t i = galley_elements_known(e);
    bool inside_block = false, inside_cell = false;

    place->kind = GALLEY_KIND_PARAGRAPH;
    place->level = 0;
    place->nesting = 0;
    while (i-- > 0) {
        uint8_t tag = e->stack[i].tag;
        uint8_t kind = galley_tags_kind(tag);

        if (galley_tags_flags(tag) & TAG_LIST)
            place->nesting++;
        if (kind == GALLEY_KIND_TABLE_ROW) {
            if (!inside_block)
                place->kind = GALLEY_KIND_TABLE_ROW;
            inside_cell = true;
        } else if (kind != KIND_NONE && kind != GALLEY_KIND_PARAGRAPH
                   && !inside_cell && place->kind == GALLEY_KIND_PARAGRAPH) {
            place->kind = kind;
            place->level = galley_tags_level(tag);
        }
        inside_block = inside_block || is_block(&e->stack[i]);
    }
    if (place->kind == GALLEY_KIND_LIST_ITEM)
        place->level = place->nesting > 0 ? place->nesting : 1;
}

/* The block element, the innermost of the open elements that is one, and
 * its parent. */
static void find_element(const struct galley_elements *e,
                         struct galley_place *place)
{
    uint16_t i = galley_elements_known(e);
    uint8_t found = 0;

    while (i-- > 0 && found < 2) {
        const struct galley_element *at = &e->stack[i];

        if (!is_block(at))
            continue;
        if (found++ == 0) {
            place->tag = at->tag;
            place->own = at->own;
            place->style = at->style;
        } else {
            place->parent = at->tag;
            place->parent_own = at->own;
        }
    }
}

void galley_elements_place(struct galley_elements *e,
                           struct galley_place *place)
{
    const struct galley_element *last = top(e);

    memset(place, 0, sizeof *place);
    place->depth = (uint8_t)(e->depth < UINT8_MAX ? e->depth : UINT8_MAX);
    measure_distances(e, place);
    find_kind(e, place);
    find_element(e, place);
    if (place->kind != GALLEY_KIND_CAPTION) {
        place->number = e->number;
        e->number = 0;
    }
    if (last != NULL) {
        place->sum = last->sum;
        place->min = last->min;
    }
}

uint8_t galley_elements_container(struct galley_elements *e,
                                  struct galley_records *r)
{
    uint16_t i, last = galley_elements_known(e);
    uint8_t number = 0;

    while (last > 0 && !is_block(&e->stack[last - 1]))
        last--;
    for (i = 0; i + 1 < last; i++) {
        struct galley_element *at = &e->stack[i];

        if ((galley_tags_flags(at->tag) & (TAG_BLOCK | TAG_LEAF))
            != TAG_BLOCK)
            continue;
        if (at->container == 0)
            at->container = galley_records_allot(r, number);
        if (at->container != 0)
            number = at->container;
    }
    return number;
}
