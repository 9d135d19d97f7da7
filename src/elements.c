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
#include "text.h"

static const struct galley_element *top(const struct galley_elements *e)
{
    uint16_t n = galley_elements_known(e);

    return n > 0 ? &e->stack[n - 1] : NULL;
}

/* Words for screen readers alone are small: other blocks with such a name
 * hold more.  In headings they are what parts a label from the headline. */
static bool is_unseen(const struct galley_element *up,
                      const struct galley_tags_row *row)
{
    if (up != NULL
        && galley_tags_group(galley_tags_row(up->tag)) == GROUP_HEADING)
        return false;
    return galley_tags_group(row) == GROUP_P
           || !(galley_tags_flags(row) & TAG_BLOCK);
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
        || ((t->says & SAYS_UNSEEN)
            && is_unseen(up, galley_tags_row(t->tag))))
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
                         const struct galley_tags_row *row, uint16_t e)
{
    if (up != NULL && (up->flags & ELEMENT_COVERS)
        && galley_tags_is_part(galley_tags_group(row)))
        e |= ELEMENT_HIDDEN;
    if ((galley_tags_flags(row) & TAG_FRAME) && (e & ELEMENT_HIDDEN))
        e ^= ELEMENT_HIDDEN | ELEMENT_COVERS;
    return e;
}

/* What is handed down to an element of this tag, and with it. */
static uint16_t inherit(uint16_t flags, const struct galley_tags_row *row)
{
    if (galley_tags_group(row) == GROUP_P)
        flags |= ELEMENT_PARAGRAPH;
    else if (galley_tags_flags(row) & (TAG_SCOPE | TAG_BUTTON))
        flags &= (uint16_t)~ELEMENT_PARAGRAPH;
    return flags;
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
    if (galley_tags_role(galley_tags_row(t->tag)) == ROLE_OL
        && (given || !reversed)
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

static void count_open(struct galley_elements *e, const struct galley_tag *t,
                       const struct galley_tags_row *row)
{
    if (galley_tags_flags(row) & TAG_LIST)
        open_list(e, t);
    else if (galley_tags_group(row) == GROUP_LI)
        open_item(e, t);
}

static void count_closed(struct galley_elements *e,
                         const struct galley_tags_row *row)
{
    if (galley_tags_flags(row) & TAG_LIST)
        e->lists--;
    else if (galley_tags_group(row) == GROUP_LI)
        e->number = 0;
}

/* ---- push and pop ---- */

/* A block that blocks stand in. */
static bool is_container(const struct galley_element *e)
{
    return (galley_tags_flags(galley_tags_row(e->tag))
            & (TAG_BLOCK | TAG_LEAF))
           == TAG_BLOCK;
}

void galley_elements_button(struct galley_elements *e)
{
    uint16_t i = galley_elements_known(e);

    while (i-- > 0) {
        struct galley_element *at = &e->stack[i];

        if (!is_container(at))
            continue;
        at->flags |= ELEMENT_BUTTON;
        if (galley_tags_order(at->tag) > 0)
            break;
    }
}

/* The tag that says what kind a block in the element is: its own or that of
 * one around it, the innermost. */
static uint8_t kind_in(const struct galley_elements *e,
                       const struct galley_element *at,
                       const struct galley_tags_row *row)
{
    uint8_t kind = galley_tags_kind(row);

    if (kind != KIND_NONE && kind != GALLEY_KIND_PARAGRAPH)
        return at->tag;
    while (at != e->stack)
        if ((--at)->tag != 0)
            return (uint8_t)at->name_or_kind;
    return 0;
}

/* What the tag says of the element, and what is summed over the path. */
GALLEY_APART static void fill_element(struct galley_element *new,
                                      const struct galley_element *up,
                                      const struct galley_tag *t)
{
    int8_t own = saturate(t->own);

    new->style = t->style;
    new->tag = t->tag;
    new->container = 0;
    new->categories = t->categories;
    new->own = own;
    new->sum = saturate((up != NULL ? up->sum * 9 / 10 : 0) + own);
    new->min = up != NULL && up->min < own ? up->min : own;
}

struct galley_element *galley_elements_push(struct galley_elements *e,
                                            const struct galley_tag *t,
                                            uint16_t flags)
{
    const struct galley_tags_row *row = galley_tags_row(t->tag);
    const struct galley_element *up;
    struct galley_element *new;

    if (e->depth >= GALLEY_STACK) {
        e->depth++;
        return NULL;
    }
    new = &e->stack[e->depth];
    up = e->depth > 0 ? new - 1 : NULL;
    flags = in_table(up, row, flags_of(up, t, flags));
    flags |= inherit(e->inherited, row);
    if (galley_tags_role(row) == ROLE_POINT)
        flags &= (uint16_t)~ELEMENT_FOREIGN;
    fill_element(new, up, t);
    new->flags = flags;
    new->name_or_kind = t->tag == 0 ? t->name_hash : kind_in(e, new, row);
    e->inherited = flags & ELEMENT_INHERITED;
    e->categories |= t->categories;
    e->depth++;
    count_open(e, t, row);
    return new;
}

const struct galley_element *galley_elements_pop(struct galley_elements *e)
{
    const struct galley_element *gone;

    if (--e->depth >= GALLEY_STACK)
        return NULL;
    gone = &e->stack[e->depth];
    e->inherited = e->depth > 0 ? gone[-1].flags & ELEMENT_INHERITED : 0;
    count_closed(e, galley_tags_row(gone->tag));
    return gone;
}

bool galley_elements_follows(const struct galley_elements *e,
                             const struct galley_tag *t)
{
    const struct galley_element *last;

    if (e->depth >= GALLEY_STACK)
        return false;
    last = &e->stack[e->depth];
    return last->tag == t->tag && last->style == t->style;
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
    gone->name_or_kind = 0;
    gone->tag = 0;
    gone->flags &= (uint16_t)~ELEMENT_CAPTURE;
    for (i = index; i < n; i++)
        e->stack[i].flags &= (uint16_t)~lost;
    e->inherited &= (uint16_t)~lost;
}

/* ---- where a block stands ---- */

static bool is_block(const struct galley_element *e)
{
    return (galley_tags_flags(galley_tags_row(e->tag)) & TAG_BLOCK) != 0;
}

bool galley_elements_in_trail(const struct galley_elements *e)
{
    uint16_t i = galley_elements_known(e);
    bool inside = false;

    while (i-- > 1) {
        const struct galley_tags_row *up = galley_tags_row(
            e->stack[i - 1].tag);

        if (galley_tags_role(up) == ROLE_NAV
            || (!inside && galley_tags_group(up) == GROUP_LI))
            return true;
        inside = inside || (galley_tags_flags(up) & TAG_BLOCK);
    }
    return false;
}

/* Distances to the nearest element of each category, in elements.  (Those that
 * are looked for in vain had one that has ended.) */
static void measure_distances(struct galley_elements *e,
                              struct galley_place *place)
{
    const struct galley_element *last = &e->stack[galley_elements_known(e)];
    const struct galley_element *at = last;
    uint8_t left = e->categories, k, new;

    memset(place->distance, UINT8_MAX, sizeof place->distance);
    while (left != 0 && at != e->stack) {
        new = (--at)->categories & left;
        left ^= new;
        for (k = GALLEY_CATEGORIES; new != 0; new = (uint8_t)(new << 1)) {
            k--;
            if (new & 0x80)
                place->distance[k] = (uint8_t)(last - at - 1);
        }
    }
    e->categories ^= left;
}

/* The block element, the innermost of the open elements that is one, or NULL;
 * and its parent. */
static const struct galley_element *find_element(
    const struct galley_elements *e, struct galley_place *place)
{
    const struct galley_element *at = &e->stack[galley_elements_known(e)];
    const struct galley_element *own = NULL;

    while (at != e->stack) {
        if (!is_block(--at))
            continue;
        if (own != NULL) {
            place->parent = at->tag;
            place->parent_own = at->own;
            break;
        }
        own = at;
        place->tag = at->tag;
        place->own = at->own;
        place->style = at->style;
    }
    return own;
}

/* The kind of the block, a paragraph unless an element says another, the
 * innermost: own or one around it, as only blocks do.  A paragraph is part of
 * the list item or quote around it; the cell of a table has a kind only for
 * text directly inside it. */
static void find_kind(const struct galley_element *own,
                      struct galley_place *place)
{
    uint8_t tag = (uint8_t)own->name_or_kind;
    const struct galley_tags_row *row = galley_tags_row(tag);
    uint8_t kind = galley_tags_kind(row);

    if (tag == 0 || (kind == GALLEY_KIND_TABLE_ROW && tag != own->tag))
        return;
    place->kind = kind;
    place->level = galley_tags_level(row);
    if (kind == GALLEY_KIND_LIST_ITEM)
        place->level = place->nesting > 0 ? place->nesting : 1;
}

void galley_elements_place(struct galley_elements *e,
                           struct galley_place *place)
{
    const struct galley_element *last = top(e), *own;

    memset(place, 0, sizeof *place);
    place->depth = (uint8_t)(e->depth < UINT8_MAX ? e->depth : UINT8_MAX);
    place->nesting = e->lists;
    measure_distances(e, place);
    own = find_element(e, place);
    if (own != NULL)
        find_kind(own, place);
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
    struct galley_element *own = &e->stack[galley_elements_known(e)];
    struct galley_element *at;
    uint8_t number = 0;

    do {
        if (own == e->stack)
            return 0;
    } while (!is_block(--own));
    for (at = own; at != e->stack && number == 0;)
        number = (--at)->container; /* so has what is around it */
    for (; at != own; at++) {
        if (!is_container(at))
            continue;
        if (at->container == 0)
            at->container = galley_records_allot(r, number);
        if (at->container != 0)
            number = at->container;
    }
    return number;
}
