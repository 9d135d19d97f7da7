/* SPDX-License-Identifier: MIT */
/*
 * Galley: the table of tags, what is known of each.
 *
 * Sorted by name; names are known by their hashes (names.py).  Sources: HTML
 * standard, section 13.1.2 (void elements), 13.2.6 (tree construction: implied
 * end tags, scopes, break-out of foreign content) and 15.3 (rendering:
 * display).
 */
#include "tags.h"

#include "text.h"

#define NAMES_OF_TAGS
#include "names_table.h"
#undef NAMES_OF_TAGS

/* A block that leaves svg and math. */
#define BREAKS (TAG_BLOCK | TAG_BREAKOUT)

#define WALL (TAG_SCOPE | TAG_TABLE)
#define TABLE (BREAKS | WALL | TAG_FRAME)
#define TOP (TAG_BLOCK | TAG_SCOPE | TAG_LEAF)   /* its caption */
#define FRAME (TAG_BLOCK | TAG_LEAF | TAG_FRAME) /* its sections and rows */

#define CELL (TAG_BLOCK | TAG_SCOPE | TAG_CELL)

#define HEADING(level) (GROUP_HEADING | LEVEL(level))
#define KIND(name) GALLEY_KIND_##name

/* order: the share of body, in 255ths, of the text in blocks that stand in
 * such an element or in a block element right inside it; the first row is for
 * what stands in none.  Written by tests/model/tag_order.py. */
#define TAGS(TAG) \
    TAG("", 0, 0, KIND_NONE, 53, 0)                                           \
    TAG("a", TAG_LINK, 0, KIND_NONE, ORDER_NONE, 0)                           \
    TAG("address", TAG_BLOCK, 0, KIND_NONE, 2, 0)                             \
    /* AMP: shown until the ad is there */                                    \
    TAG("amp-ad", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0)                    \
    /* MathML's source text */                                                \
    TAG("annotation", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0)                \
    TAG("annotation-xml", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0)            \
    TAG("applet", TAG_HIDDEN | TAG_SCOPE, 0, KIND_NONE, ORDER_NONE, 0)        \
    TAG("area", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0)                        \
    TAG("article", TAG_BLOCK, 0, KIND_NONE, 190, 0)                           \
    TAG("aside", TAG_BLOCK, 0, KIND_NONE, 12, 0)                              \
    TAG("audio", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0)                     \
    TAG("b", TAG_BOLD | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)            \
    TAG("base", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0)                        \
    TAG("big", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)                     \
    TAG("blockquote", BREAKS, 0, KIND(QUOTE), 217, 0)                         \
    TAG("body", BREAKS | TAG_ROOT, 0, KIND_NONE, 146, 0)                      \
    TAG("br", TAG_VOID | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, ROLE_BR)     \
    TAG("button", TAG_BUTTON, 0, KIND_NONE, ORDER_NONE, 0)                    \
    TAG("canvas", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0)                    \
    TAG("caption", TOP, GROUP_SECTION, KIND(CAPTION), 48, 0)                  \
    TAG("center", BREAKS, 0, KIND_NONE, 22, 0)                                \
    TAG("code", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)                    \
    TAG("col", TAG_VOID, GROUP_SECTION, KIND_NONE, ORDER_NONE, 0)             \
    TAG("colgroup", TAG_BLOCK, GROUP_SECTION, KIND_NONE, 146, 0)              \
    TAG("datalist", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0)                  \
    TAG("dd", BREAKS, GROUP_DD, KIND(LIST_ITEM), 112, 0)                      \
    TAG("desc", TAG_SCOPE, 0, KIND_NONE, ORDER_NONE, ROLE_POINT)              \
    TAG("details", TAG_BLOCK, 0, KIND_NONE, 97, 0)                            \
    /* unless open */                                                         \
    TAG("dialog", TAG_BLOCK | TAG_HIDDEN, 0, KIND_NONE, 146, 0)               \
    TAG("dir", TAG_BLOCK | TAG_LIST, 0, KIND_NONE, 146, 0)                    \
    TAG("div", BREAKS, 0, KIND_NONE, 160, 0)                                  \
    TAG("dl", BREAKS | TAG_LIST, 0, KIND_NONE, 72, 0)                         \
    TAG("dt", BREAKS | TAG_LEAF, GROUP_DD, KIND(LIST_ITEM), 35, 0)            \
    TAG("em", TAG_FINE | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)           \
    TAG("embed", TAG_VOID | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)        \
    TAG("fieldset", TAG_BLOCK, 0, KIND_NONE, 0, 0)                            \
    TAG("figcaption", TAG_BLOCK, 0, KIND(CAPTION), 7, 0)                      \
    TAG("figure", TAG_BLOCK, 0, KIND_NONE, 24, 0)                             \
    TAG("footer", TAG_BLOCK, 0, KIND_NONE, 1, 0)                              \
    TAG("foreignobject", TAG_BLOCK | TAG_SCOPE, 0, KIND_NONE, 146,            \
        ROLE_POINT)                                                           \
    TAG("form", TAG_BLOCK, 0, KIND_NONE, 0, 0)                                \
    TAG("h1", BREAKS | TAG_LEAF | TAG_BOLD, HEADING(1), KIND(HEADING), 13, 0) \
    TAG("h2", BREAKS | TAG_LEAF | TAG_BOLD, HEADING(2), KIND(HEADING), 98, 0) \
    TAG("h3", BREAKS | TAG_LEAF | TAG_BOLD, HEADING(3), KIND(HEADING), 55, 0) \
    TAG("h4", BREAKS | TAG_LEAF | TAG_BOLD, HEADING(4), KIND(HEADING), 48, 0) \
    TAG("h5", BREAKS | TAG_LEAF | TAG_BOLD, HEADING(5), KIND(HEADING), 41, 0) \
    TAG("h6", BREAKS | TAG_LEAF | TAG_BOLD, HEADING(6), KIND(HEADING), 35, 0) \
    TAG("head", BREAKS | TAG_ROOT, 0, KIND_NONE, 146, 0)                      \
    TAG("header", TAG_BLOCK, 0, KIND_NONE, 26, 0)                             \
    TAG("hgroup", TAG_BLOCK, 0, KIND_NONE, 4, 0)                              \
    TAG("hr", BREAKS | TAG_VOID, 0, KIND_NONE, 146, 0)                        \
    TAG("html", TAG_BLOCK | TAG_ROOT, 0, KIND_NONE, 146, ROLE_HTML)           \
    TAG("i", TAG_FINE | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)            \
    TAG("iframe", TAG_HIDDEN, MODE_RAWTEXT, KIND_NONE, ORDER_NONE, 0)         \
    TAG("img", TAG_VOID | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, ROLE_IMG)   \
    TAG("input", TAG_VOID, GROUP_SELECT, KIND_NONE, ORDER_NONE, ROLE_INPUT)   \
    TAG("label", 0, 0, KIND_NONE, ORDER_NONE, 0)                              \
    TAG("legend", TAG_BLOCK | TAG_LEAF, 0, KIND_NONE, 0, 0)                   \
    TAG("li", BREAKS, GROUP_LI, KIND(LIST_ITEM), 55, 0)                       \
    TAG("link", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0)                        \
    TAG("listing", BREAKS | TAG_PRE | TAG_LEAF, 0, KIND(PREFORMATTED), 146,   \
        0)                                                                    \
    TAG("main", TAG_BLOCK, 0, KIND_NONE, 220, 0)                              \
    TAG("marquee", TAG_BLOCK | TAG_SCOPE, 0, KIND_NONE, 146, 0)               \
    TAG("math", TAG_FOREIGN, 0, KIND_NONE, ORDER_NONE, 0)                     \
    TAG("menu", BREAKS | TAG_LIST, 0, KIND_NONE, 0, 0)                        \
    TAG("meta", TAG_VOID | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, ROLE_META) \
    TAG("nav", TAG_BLOCK, 0, KIND_NONE, 0, ROLE_NAV)                          \
    TAG("nobr", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)                    \
    TAG("noembed", TAG_HIDDEN, MODE_RAWTEXT, KIND_NONE, ORDER_NONE, 0)        \
    TAG("noframes", TAG_HIDDEN, MODE_RAWTEXT, KIND_NONE, ORDER_NONE, 0)       \
    TAG("noscript", TAG_HIDDEN, MODE_RAWTEXT, KIND_NONE, ORDER_NONE,          \
        ROLE_NOSCRIPT)                                                        \
    TAG("object", TAG_HIDDEN | TAG_SCOPE, 0, KIND_NONE, ORDER_NONE, 0)        \
    TAG("ol", BREAKS | TAG_LIST, 0, KIND_NONE, 133, ROLE_OL)                  \
    TAG("optgroup", TAG_HIDDEN, GROUP_OPTION, KIND_NONE, ORDER_NONE, 0)       \
    TAG("option", TAG_HIDDEN, GROUP_OPTION, KIND_NONE, ORDER_NONE, 0)         \
    TAG("p", BREAKS | TAG_LEAF, GROUP_P, KIND(PARAGRAPH), 205, 0)             \
    TAG("param", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0)                       \
    TAG("plaintext", TAG_BLOCK, MODE_PLAINTEXT, KIND_NONE, 146, 0)            \
    TAG("pre", BREAKS | TAG_PRE | TAG_LEAF, 0, KIND(PREFORMATTED), 185, 0)    \
    TAG("q", 0, 0, KIND_NONE, ORDER_NONE, ROLE_Q)                             \
    /* parentheses where ruby is unknown */                                   \
    TAG("rp", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0)                        \
    /* reading aids: above the line */                                        \
    TAG("rt", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0)                        \
    TAG("ruby", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)                    \
    TAG("s", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)                       \
    TAG("script", TAG_HIDDEN, MODE_SCRIPT, KIND_NONE, ORDER_NONE, 0)          \
    TAG("search", TAG_BLOCK, 0, KIND_NONE, 146, 0)                            \
    TAG("section", TAG_BLOCK, 0, KIND_NONE, 204, 0)                           \
    TAG("select", TAG_HIDDEN | TAG_SCOPE, GROUP_SELECT, KIND_NONE,            \
        ORDER_NONE, 0)                                                        \
    TAG("small", TAG_FINE | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)        \
    TAG("source", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0)                      \
    TAG("span", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, ROLE_SPAN)            \
    TAG("strike", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)                  \
    TAG("strong", TAG_BOLD | TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)       \
    TAG("style", TAG_HIDDEN, MODE_RAWTEXT, KIND_NONE, ORDER_NONE, 0)          \
    TAG("sub", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)                     \
    TAG("summary", TAG_BLOCK | TAG_LEAF, 0, KIND_NONE, 67, 0)                 \
    TAG("sup", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)                     \
    TAG("svg", TAG_FOREIGN | TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0)         \
    TAG("table", TABLE, GROUP_TABLE, KIND_NONE, 48, 0)                        \
    TAG("tbody", FRAME, GROUP_SECTION, KIND_NONE, 146, 0)                     \
    TAG("td", CELL, GROUP_TD, KIND(TABLE_ROW), 161, 0)                        \
    /* unless a shadow root */                                                \
    TAG("template", TAG_HIDDEN | WALL, 0, KIND_NONE, ORDER_NONE, 0)           \
    TAG("textarea", TAG_HIDDEN, MODE_RCDATA, KIND_NONE, ORDER_NONE, 0)        \
    TAG("tfoot", FRAME, GROUP_SECTION, KIND_NONE, 146, 0)                     \
    TAG("th", CELL, GROUP_TD, KIND(TABLE_ROW), 139, 0)                        \
    TAG("thead", FRAME, GROUP_SECTION, KIND_NONE, 146, 0)                     \
    TAG("time", 0, 0, KIND_NONE, ORDER_NONE, ROLE_TIME)                       \
    TAG("title", TAG_HIDDEN, MODE_RCDATA, KIND_NONE, ORDER_NONE, ROLE_TITLE)  \
    TAG("tr", FRAME, GROUP_TR, KIND(TABLE_ROW), 137, 0)                       \
    TAG("track", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0)                       \
    TAG("tt", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)                      \
    TAG("u", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)                       \
    TAG("ul", BREAKS | TAG_LIST, 0, KIND_NONE, 48, 0)                         \
    TAG("var", TAG_BREAKOUT, 0, KIND_NONE, ORDER_NONE, 0)                     \
    TAG("video", TAG_HIDDEN, 0, KIND_NONE, ORDER_NONE, 0)                     \
    TAG("wbr", TAG_VOID, 0, KIND_NONE, ORDER_NONE, 0)                         \
    TAG("xmp", BREAKS | TAG_PRE, MODE_RAWTEXT, KIND(PREFORMATTED), 146, 0)

#define ORDER_NONE 0 /* of other tags: nobody asks */

#define ROW(name, flags, group, kind, order, role) \
    {flags, group, kind | role << 4},
#define ORDER(name, flags, group, kind, order, role) order,

const struct galley_tags_row galley_tags_table[] GALLEY_FLASH = {TAGS(ROW)};
const uint8_t galley_tags_orders[] GALLEY_FLASH = {TAGS(ORDER)};

uint8_t galley_tags_find(uint32_t hash)
{
    return galley_text_find_hash(hash, tag_hashes, tag_places,
                                 sizeof tag_places);
}
