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
    if ((t->categories & CATEGORY_BIT(CATEGORY_COMMENT))
        || galley_tags_kind(galley_tags_row(t->tag)) == GALLEY_KIND_CAPTION)
        e |= ELEMENT_OTHERS;
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
    unsigned i = e->lists - 1u, bit;

    e->number = 0;
    if (i >= GALLEY_LISTS)
        return; /* no list, or too many */
    bit = 1u << i;
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
    unsigned i = galley_elements_known(e);

    while (i-- > 0) {
        struct galley_element *at = &e->stack[i];

        if (!is_container(at))
            continue;
        at->flags |= ELEMENT_BUTTON;
        if (galley_tags_order(at->tag) > 0)
            break;
    }
}

static bool is_block(const struct galley_element *e)
{
    return (galley_tags_flags(galley_tags_row(e->tag)) & TAG_BLOCK) != 0;
}

/* The innermost block of the n outermost elements, as its number: 1 for the
 * outermost, 0 for none. */
static uint8_t block_among(const struct galley_elements *e, unsigned n)
{
    const struct galley_element *behind = &e->stack[n];

    if (n == 0)
        return 0;
    return (uint8_t)(is_block(behind - 1) ? n : (uint8_t)behind[-1].own_or_up);
}

/* The tag that says what kind a block in this one is: its own or that of one
 * around it, the innermost. */
static uint8_t kind_in(const struct galley_elements *e, uint8_t up,
                       uint8_t tag)
{
    uint8_t kind = galley_tags_kind(galley_tags_row(tag));

    if (kind != KIND_NONE && kind != GALLEY_KIND_PARAGRAPH)
        return tag;
    return (uint8_t)(up > 0 ? e->stack[up - 1].name_or_kind : 0);
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
    new->own_or_up = own;
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
    uint8_t around;

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
    around = block_among(e, (uint16_t)e->depth);
    if (galley_tags_flags(row) & TAG_BLOCK) {
        new->name_or_kind = kind_in(e, around, t->tag);
    } else {
        new->name_or_kind = t->name_hash;
        new->own_or_up = (int8_t)around;
    }
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
    return e->depth < GALLEY_STACK && e->stack[e->depth].style == t->style;
}

void galley_elements_set_capture(struct galley_element *e, uint8_t capture)
{
    e->flags |= (uint16_t)(capture << ELEMENT_CAPTURE_SHIFT);
}

void galley_elements_disown(struct galley_elements *e, unsigned index)
{
    struct galley_element *gone = &e->stack[index];
    uint16_t lost = gone->flags
                    & (ELEMENT_LINK | ELEMENT_BOLD | ELEMENT_FINE);
    unsigned i, n = galley_elements_known(e);

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

bool galley_elements_in_trail(const struct galley_elements *e)
{
    unsigned i = galley_elements_known(e);
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
                              const struct galley_element *behind,
                              struct galley_place *place)
{
    const struct galley_element *at = behind;
    uint8_t left = e->categories, k, new;

    memset(place->distance, UINT8_MAX, sizeof place->distance);
    while (left != 0 && at != e->stack) {
        new = (--at)->categories & left;
        left ^= new;
        for (k = GALLEY_CATEGORIES; new != 0; new = (uint8_t)(new << 1)) {
            k--;
            if (new & 0x80)
                place->distance[k] = (uint8_t)(behind - at - 1);
        }
    }
    e->categories ^= left;
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
    unsigned n = galley_elements_known(e);
    uint8_t at = block_among(e, n);
    const struct galley_element *behind = &e->stack[n], *own;

    memset(place, 0, sizeof *place);
    place->depth = (uint8_t)(e->depth < UINT8_MAX ? e->depth : UINT8_MAX);
    place->nesting = e->lists;
    measure_distances(e, behind, place);
    if (at > 0) {
        own = &e->stack[at - 1];
        place->tag = own->tag;
        place->own = own->own_or_up;
        place->style = own->style;
        find_kind(own, place);
        at = block_among(e, at - 1u);
    }
    if (at > 0) {
        place->parent = e->stack[at - 1].tag;
        place->parent_own = e->stack[at - 1].own_or_up;
    }
    if (place->kind != GALLEY_KIND_CAPTION) {
        place->number = e->number;
        e->number = 0;
    }
    if (n > 0) {
        place->sum = behind[-1].sum;
        place->min = behind[-1].min;
    }
}

uint8_t galley_elements_container(struct galley_elements *e,
                                  struct galley_records *r)
{
    uint8_t own = block_among(e, galley_elements_known(e)), up, at;
    uint8_t number = 0, new;

    if (own == 0)
        return 0;
    up = at = block_among(e, own - 1u);
    while (at > 0 && (number = e->stack[at - 1].container) == 0
           && !(e->stack[at - 1].name_or_kind & ELEMENT_SHARED))
        at = block_among(e, at - 1u);
    for (; at < up; at++) {
        struct galley_element *block = &e->stack[at];
        uint16_t flags = galley_tags_flags(galley_tags_row(block->tag));

        if (!(flags & TAG_BLOCK))
            continue;
        new = flags & TAG_LEAF ? 0 : galley_records_allot(r, number);
        if (new == 0)
            block->name_or_kind |= ELEMENT_SHARED;
        else
            number = new;
        block->container = number;
    }
    return number;
}
