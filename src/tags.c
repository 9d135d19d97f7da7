/* SPDX-License-Identifier: MIT */
/*
 * Galley: the table of tags, what is known of each.
 *
 * Sorted by name; longer names are identified by their first ten letters
 * (foreignObject, annotation-xml).  Sources: HTML standard, section 13.1.2
 * (void elements), 13.2.6 (tree construction: implied end tags, scopes,
 * break-out of foreign content) and 15.3 (rendering: display).
 */
#include "tags.h"

/* A block that leaves svg and math. */
#define BREAKS (TAG_BLOCK | TAG_BREAKOUT)

#define WALL (TAG_SCOPE | TAG_TABLE)
#define TABLE (BREAKS | WALL | TAG_FRAME)
#define TOP (TAG_BLOCK | TAG_SCOPE | TAG_LEAF)   /* its caption */
#define FRAME (TAG_BLOCK | TAG_LEAF | TAG_FRAME) /* its sections and rows */

#define CELL (TAG_BLOCK | TAG_SCOPE | TAG_CELL)

#define KIND(name) GALLEY_KIND_##name
#define HEADING(level) (GALLEY_KIND_HEADING | (level) << 4)

struct tag {
    char name[10];
    uint16_t flags; /* TAG_* */
    uint8_t group;  /* GROUP_*, and MODE_* in the high four bits */
    uint8_t kind;   /* of a block, and its level in the high four bits */
    uint8_t order;  /* of block tags: a feature, see below */
    uint8_t role;   /* ROLE_* */
};

/* order: the share of body, in 255ths, of the text in blocks that stand in
 * such an element or in a block element right inside it; the first row is for
 * what stands in none.  Written by tests/model/tag_order.py. */
#define ORDER_NONE 0 /* of other tags: nobody asks */

static const struct tag tags[] GALLEY_FLASH = {
    {"", 0, 0, KIND_NONE, 53, 0},
    {"a", TAG_LINK, 0, KIND_NONE, ORDER_NONE, 0},
    {"address", TAG_BLOCK, 0, KIND_NONE, 2, 0},
    /* AMP: shown until the ad is there */
    {"amp-ad", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0},
    /* MathML's source text */
    {"annotation", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0},
    {"applet", TAG_HIDDEN | TAG_SCOPE, 0, KIND_NONE, ORDER_NONE, 0},
    {"area", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0},
    {"article", TAG_BLOCK, 0, KIND_NONE, 190, 0},
    {"aside", TAG_BLOCK, 0, KIND_NONE, 12, 0},
    {"audio", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0},
    {"b", TAG_BOLD | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"base", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0},
    {"big", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"blockquote", BREAKS, 0, KIND(QUOTE), 217, 0},
    {"body", BREAKS | TAG_ROOT, 0, KIND_NONE, 146, 0},
    {"br", TAG_VOID | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, ROLE_BR},
    {"button", TAG_BUTTON, 0, KIND_NONE, ORDER_NONE, 0},
    {"canvas", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0},
    {"caption", TOP, GROUP_SECTION, KIND(CAPTION), 48, 0},
    {"center", BREAKS, 0, KIND_NONE, 22, 0},
    {"code", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"col", TAG_VOID, GROUP_SECTION, KIND_NONE, ORDER_NONE, 0},
    {"colgroup", TAG_BLOCK, GROUP_SECTION, KIND_NONE, 146, 0},
    {"datalist", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0},
    {"dd", BREAKS, GROUP_DD, KIND(LIST_ITEM), 112, 0},
    {"desc", TAG_SCOPE, 0, KIND_NONE, ORDER_NONE, ROLE_POINT},
    {"details", TAG_BLOCK, 0, KIND_NONE, 97, 0},
    {"dialog", TAG_BLOCK | TAG_HIDDEN, 0, KIND_NONE, 146, 0}, /* unless open */
    {"dir", TAG_BLOCK | TAG_LIST, 0, KIND_NONE, 146, 0},
    {"div", BREAKS, 0, KIND_NONE, 160, 0},
    {"dl", BREAKS | TAG_LIST, 0, KIND_NONE, 72, 0},
    {"dt", BREAKS | TAG_LEAF, GROUP_DD, KIND(LIST_ITEM), 35, 0},
    {"em", TAG_FINE | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"embed", TAG_VOID | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"fieldset", TAG_BLOCK, 0, KIND_NONE, 0, 0},
    {"figcaption", TAG_BLOCK, 0, KIND(CAPTION), 7, 0},
    {"figure", TAG_BLOCK, 0, KIND_NONE, 24, 0},
    {"footer", TAG_BLOCK, 0, KIND_NONE, 1, 0},
    {"foreignobj", TAG_BLOCK | TAG_SCOPE, 0, KIND_NONE, 146, ROLE_POINT},
    {"form", TAG_BLOCK, 0, KIND_NONE, 0, 0},
    {"h1", BREAKS | TAG_LEAF | TAG_BOLD, GROUP_HEADING, HEADING(1), 13, 0},
    {"h2", BREAKS | TAG_LEAF | TAG_BOLD, GROUP_HEADING, HEADING(2), 98, 0},
    {"h3", BREAKS | TAG_LEAF | TAG_BOLD, GROUP_HEADING, HEADING(3), 55, 0},
    {"h4", BREAKS | TAG_LEAF | TAG_BOLD, GROUP_HEADING, HEADING(4), 48, 0},
    {"h5", BREAKS | TAG_LEAF | TAG_BOLD, GROUP_HEADING, HEADING(5), 41, 0},
    {"h6", BREAKS | TAG_LEAF | TAG_BOLD, GROUP_HEADING, HEADING(6), 35, 0},
    {"head", BREAKS | TAG_ROOT, 0, KIND_NONE, 146, 0},
    {"header", TAG_BLOCK, 0, KIND_NONE, 26, 0},
    {"hgroup", TAG_BLOCK, 0, KIND_NONE, 4, 0},
    {"hr", BREAKS | TAG_VOID, 0, KIND_NONE, 146, 0},
    {"html", TAG_BLOCK | TAG_ROOT, 0, KIND_NONE, 146, ROLE_HTML},
    {"i", TAG_FINE | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"iframe", TAG_HIDDEN, MODE_RAWTEXT, KIND_NONE, ORDER_NONE, 0},
    {"img", TAG_VOID | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, ROLE_IMG},
    {"input", TAG_VOID, GROUP_SELECT, KIND_NONE, ORDER_NONE, ROLE_INPUT},
    {"label", 0, 0, KIND_NONE, ORDER_NONE, 0},
    {"legend", TAG_BLOCK | TAG_LEAF, 0, KIND_NONE, 0, 0},
    {"li", BREAKS, GROUP_LI, KIND(LIST_ITEM), 55, 0},
    {"link", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0},
    {"listing", BREAKS | TAG_PRE | TAG_LEAF, 0, KIND(PREFORMATTED), 146, 0},
    {"main", TAG_BLOCK, 0, KIND_NONE, 220, 0},
    {"marquee", TAG_BLOCK | TAG_SCOPE, 0, KIND_NONE, 146, 0},
    {"math", TAG_FOREIGN, 0, KIND_NONE, ORDER_NONE, 0},
    {"menu", BREAKS | TAG_LIST, 0, KIND_NONE, 0, 0},
    {"meta", TAG_VOID | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, ROLE_META},
    {"nav", TAG_BLOCK, 0, KIND_NONE, 0, ROLE_NAV},
    {"nobr", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"noembed", TAG_HIDDEN, MODE_RAWTEXT, KIND_NONE, ORDER_NONE, 0},
    {"noframes", TAG_HIDDEN, MODE_RAWTEXT, KIND_NONE, ORDER_NONE, 0},
    {"noscript", TAG_HIDDEN, MODE_RAWTEXT, KIND_NONE, ORDER_NONE,
     ROLE_NOSCRIPT},
    {"object", TAG_HIDDEN | TAG_SCOPE, 0, KIND_NONE, ORDER_NONE, 0},
    {"ol", BREAKS | TAG_LIST, 0, KIND_NONE, 133, ROLE_OL},
    {"optgroup", TAG_HIDDEN, GROUP_OPTION, KIND_NONE, ORDER_NONE, 0},
    {"option", TAG_HIDDEN, GROUP_OPTION, KIND_NONE, ORDER_NONE, 0},
    {"p", BREAKS | TAG_LEAF, GROUP_P, KIND(PARAGRAPH), 205, 0},
    {"param", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0},
    {"plaintext", TAG_BLOCK, MODE_PLAINTEXT, KIND_NONE, 146, 0},
    {"pre", BREAKS | TAG_PRE | TAG_LEAF, 0, KIND(PREFORMATTED), 185, 0},
    {"q", 0, 0, KIND_NONE, ORDER_NONE, ROLE_Q},
    /* parentheses where ruby is unknown */
    {"rp", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0},
    /* reading aids: above the line */
    {"rt", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0},
    {"ruby", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"s", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"script", TAG_HIDDEN, MODE_SCRIPT, KIND_NONE, ORDER_NONE, 0},
    {"search", TAG_BLOCK, 0, KIND_NONE, 146, 0},
    {"section", TAG_BLOCK, 0, KIND_NONE, 204, 0},
    {"select", TAG_HIDDEN | TAG_SCOPE, GROUP_SELECT, KIND_NONE, ORDER_NONE, 0},
    {"small", TAG_FINE | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"source", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0},
    {"span", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, ROLE_SPAN},
    {"strike", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"strong", TAG_BOLD | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"style", TAG_HIDDEN, MODE_RAWTEXT, KIND_NONE, ORDER_NONE, 0},
    {"sub", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"summary", TAG_BLOCK | TAG_LEAF, 0, KIND_NONE, 67, 0},
    {"sup", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"svg", TAG_FOREIGN | TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0},
    {"table", TABLE, GROUP_TABLE, KIND_NONE, 48, 0},
    {"tbody", FRAME, GROUP_SECTION, KIND_NONE, 146, 0},
    {"td", CELL, GROUP_TD, KIND(TABLE_ROW), 160, 0},
    /* unless a shadow root */
    {"template", TAG_HIDDEN | WALL, 0, KIND_NONE, ORDER_NONE, 0},
    {"textarea", TAG_HIDDEN, MODE_RCDATA, KIND_NONE, ORDER_NONE, 0},
    {"tfoot", FRAME, GROUP_SECTION, KIND_NONE, 146, 0},
    {"th", CELL, GROUP_TD, KIND(TABLE_ROW), 139, 0},
    {"thead", FRAME, GROUP_SECTION, KIND_NONE, 146, 0},
    {"time", 0, 0, KIND_NONE, ORDER_NONE, ROLE_TIME},
    {"title", TAG_HIDDEN, MODE_RCDATA, KIND_NONE, ORDER_NONE, ROLE_TITLE},
    {"tr", FRAME, GROUP_TR, KIND(TABLE_ROW), 138, 0},
    {"track", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0},
    {"tt", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"u", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"ul", BREAKS | TAG_LIST, 0, KIND_NONE, 48, 0},
    {"var", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0},
    {"video", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0},
    {"wbr", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0},
    {"xmp", BREAKS | TAG_PRE, MODE_RAWTEXT, KIND(PREFORMATTED), 146, 0}
};

#define TAGS (sizeof tags / sizeof tags[0])

/* Compares a name with a NUL-padded entry of the table: <0, 0, >0. */
static int compare(const char *name, const char *entry)
{
    uint8_t i;

    for (i = 0; i < sizeof tags[0].name; i++) {
        int d = (uint8_t)name[i]
                - (int)GALLEY_READ8((const uint8_t *)entry + i);

        if (d != 0 || name[i] == '\0')
            return d;
    }
    return 0;
}

uint8_t galley_tags_find(const char *name)
{
    uint8_t low = 0, high = (uint8_t)TAGS;

    while (low < high) {
        uint8_t middle = (uint8_t)((low + high) / 2);
        int d = compare(name, tags[middle].name);

        if (d == 0)
            return middle;
        if (d < 0)
            high = middle;
        else
            low = (uint8_t)(middle + 1);
    }
    return 0;
}

uint16_t galley_tags_flags(uint8_t tag)
{
    return GALLEY_READ16(&tags[tag].flags);
}

uint8_t galley_tags_group(uint8_t tag)
{
    return GALLEY_READ8(&tags[tag].group) & 15;
}

uint8_t galley_tags_mode(uint8_t tag)
{
    return (uint8_t)(GALLEY_READ8(&tags[tag].group) >> 4);
}

uint8_t galley_tags_role(uint8_t tag)
{
    return GALLEY_READ8(&tags[tag].role);
}

uint8_t galley_tags_kind(uint8_t tag)
{
    return GALLEY_READ8(&tags[tag].kind) & 15;
}

uint8_t galley_tags_level(uint8_t tag)
{
    return (uint8_t)(GALLEY_READ8(&tags[tag].kind) >> 4);
}

uint8_t galley_tags_order(uint8_t tag)
{
    return GALLEY_READ8(&tags[tag].order);
}
