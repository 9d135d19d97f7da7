/*
 * Galley: what is known of each tag.  Included by page.c only.
 *
 * Sorted by name; longer names are told by their first ten letters
 * (foreignObject, annotation-xml).  Sources: HTML standard, section 13.1.2
 * (void elements), 13.2.6 (tree construction: implied end tags, scopes,
 * break-out of foreign content) and 15.3 (rendering: display).
 */
#define T_VOID 0x0001u     /* no content, no end tag */
#define T_BLOCK 0x0002u    /* display: block, list-item, table-* */
#define T_HIDDEN 0x0004u   /* display: none, or content no reader sees */
#define T_LEAF 0x0008u     /* a block that is no container of blocks */
#define T_SCOPE 0x0010u    /* implied end tags stop here */
#define T_LIST 0x0020u     /* so do those of list items */
#define T_TABLE 0x0040u    /* so do those of rows and cells */
#define T_FOREIGN 0x0080u  /* svg, math */
#define T_BREAKOUT 0x0100u /* leaves svg and math */
#define T_LINK 0x0200u
#define T_BOLD 0x0400u
#define T_PRE 0x0800u
#define T_QUOTE 0x1000u
#define T_CELL 0x2000u
#define T_ROOT 0x4000u     /* html, head, body: never on the stack */

/* End with all that is still open inside; other elements format. */
#define T_WHOLE (T_BLOCK | T_SCOPE | T_HIDDEN | T_FOREIGN)

/* Implied end tags: a start tag ends an open element of its group. */
#define G_LI 1
#define G_DD 2
#define G_TD 3
#define G_TR 4
#define G_SECTION 5
#define G_OPTION 6
#define G_HEADING 7
#define G_P 8

/* Tokenizer states that a start tag asks for. */
#define M_RCDATA (GALLEY_STATE_RCDATA << 4)
#define M_RAWTEXT (GALLEY_STATE_RAWTEXT << 4)
#define M_SCRIPT (GALLEY_STATE_SCRIPT_DATA << 4)
#define M_PLAINTEXT (GALLEY_STATE_PLAINTEXT << 4)

/* Tags that the page stage knows one by one. */
#define R_BR 1
#define R_HTML 2
#define R_META 3
#define R_SCRIPT 4
#define R_TIME 5
#define R_TITLE 6
#define R_INPUT 7
#define R_IMG 8

#define K(kind) ((kind) + 1)
#define H(level) (K(GALLEY_HEADING) | (level) << 4)

#define B T_BLOCK
#define BO (T_BLOCK | T_BREAKOUT)

struct tag {
    char name[10];
    uint16_t flags;
    uint8_t group; /* G_*, and M_* in the high four bits */
    uint8_t kind;  /* K(), and the level in the high four bits */
    uint8_t order; /* block tags by their share of body text: a feature */
    uint8_t role;  /* R_* */
};

static const struct tag tags[] GALLEY_FLASH = {
    {"", 0, 0, 0, 16, 0},
    {"a", T_LINK, 0, 0, 16, 0},
    {"address", B, 0, 0, 27, 0},
    {"amp-ad", T_HIDDEN, 0, 0, 16, 0}, /* AMP: shown until the ad is there */
    {"annotation", T_HIDDEN, 0, 0, 16, 0}, /* MathML's source text */
    {"applet", T_HIDDEN | T_SCOPE, 0, 0, 16, 0},
    {"area", T_VOID, 0, 0, 16, 0},
    {"article", B, 0, 0, 12, 0},
    {"aside", B, 0, 0, 29, 0},
    {"audio", T_HIDDEN, 0, 0, 16, 0},
    {"b", T_BOLD | T_BREAKOUT, 0, 0, 16, 0},
    {"base", T_VOID, 0, 0, 16, 0},
    {"big", T_BREAKOUT, 0, 0, 16, 0},
    {"blockquote", BO | T_QUOTE, 0, K(GALLEY_QUOTE), 4, 0},
    {"body", BO | T_ROOT, 0, 0, 16, 0},
    {"br", T_VOID | T_BREAKOUT, 0, 0, 16, R_BR},
    {"button", T_SCOPE, 0, 0, 16, 0},
    {"canvas", T_HIDDEN, 0, 0, 16, 0},
    {"caption", B | T_LEAF | T_SCOPE, 0, K(GALLEY_CAPTION), 25, 0},
    {"center", BO, 0, 0, 15, 0},
    {"code", T_BREAKOUT, 0, 0, 16, 0},
    {"col", T_VOID, 0, 0, 16, 0},
    {"colgroup", B, 0, 0, 16, 0},
    {"datalist", T_HIDDEN, 0, 0, 16, 0},
    {"dd", BO, G_DD, K(GALLEY_LIST_ITEM), 9, 0},
    {"details", B, 0, 0, 17, 0},
    {"dialog", B | T_HIDDEN, 0, 0, 30, 0}, /* unless open */
    {"dir", B | T_LIST, 0, 0, 16, 0},
    {"div", BO, 0, 0, 18, 0},
    {"dl", BO | T_LIST, 0, 0, 10, 0},
    {"dt", BO | T_LEAF, G_DD, K(GALLEY_LIST_ITEM), 11, 0},
    {"em", T_BREAKOUT, 0, 0, 16, 0},
    {"embed", T_VOID | T_BREAKOUT, 0, 0, 16, 0},
    {"fieldset", B, 0, 0, 28, 0},
    {"figcaption", B, 0, K(GALLEY_CAPTION), 24, 0},
    {"figure", B, 0, 0, 22, 0},
    {"footer", B, 0, 0, 31, 0},
    {"foreignobj", B, 0, 0, 16, 0},
    {"form", B, 0, 0, 28, 0},
    {"h1", BO | T_LEAF | T_BOLD, G_HEADING, H(1), 20, 0},
    {"h2", BO | T_LEAF | T_BOLD, G_HEADING, H(2), 2, 0},
    {"h3", BO | T_LEAF | T_BOLD, G_HEADING, H(3), 5, 0},
    {"h4", BO | T_LEAF | T_BOLD, G_HEADING, H(4), 13, 0},
    {"h5", BO | T_LEAF | T_BOLD, G_HEADING, H(5), 19, 0},
    {"h6", BO | T_LEAF | T_BOLD, G_HEADING, H(6), 21, 0},
    {"head", BO | T_ROOT, 0, 0, 16, 0},
    {"header", B, 0, 0, 26, 0},
    {"hgroup", B, 0, 0, 26, 0},
    {"hr", BO | T_VOID, 0, 0, 16, 0},
    {"html", B | T_ROOT, 0, 0, 16, R_HTML},
    {"i", T_BREAKOUT, 0, 0, 16, 0},
    {"iframe", T_HIDDEN, M_RAWTEXT, 0, 16, 0},
    {"img", T_VOID | T_BREAKOUT, 0, 0, 16, R_IMG},
    {"input", T_VOID, 0, 0, 16, R_INPUT},
    {"label", 0, 0, 0, 16, 0},
    {"legend", B | T_LEAF, 0, 0, 28, 0},
    {"li", BO, G_LI, K(GALLEY_LIST_ITEM), 6, 0},
    {"link", T_VOID, 0, 0, 16, 0},
    {"listing", BO | T_PRE | T_LEAF, 0, K(GALLEY_PREFORMATTED), 8, 0},
    {"main", B, 0, 0, 14, 0},
    {"marquee", B | T_SCOPE, 0, 0, 16, 0},
    {"math", T_FOREIGN, 0, 0, 16, 0},
    {"menu", BO | T_LIST, 0, 0, 29, 0},
    {"meta", T_VOID | T_BREAKOUT, 0, 0, 16, R_META},
    {"nav", B, 0, 0, 31, 0},
    {"nobr", T_BREAKOUT, 0, 0, 16, 0},
    {"noembed", T_HIDDEN, M_RAWTEXT, 0, 16, 0},
    {"noframes", T_HIDDEN, M_RAWTEXT, 0, 16, 0},
    {"noscript", T_HIDDEN, M_RAWTEXT, 0, 16, 0},
    {"object", T_HIDDEN | T_SCOPE, 0, 0, 16, 0},
    {"ol", BO | T_LIST, 0, 0, 7, 0},
    {"optgroup", T_HIDDEN, G_OPTION, 0, 16, 0},
    {"option", T_HIDDEN, G_OPTION, 0, 16, 0},
    {"p", BO | T_LEAF, G_P, K(GALLEY_PARAGRAPH), 1, 0},
    {"param", T_VOID, 0, 0, 16, 0},
    {"plaintext", B, M_PLAINTEXT, 0, 16, 0},
    {"pre", BO | T_PRE | T_LEAF, 0, K(GALLEY_PREFORMATTED), 8, 0},
    {"rp", T_HIDDEN, 0, 0, 16, 0}, /* parentheses where ruby is unknown */
    {"rt", T_HIDDEN, 0, 0, 16, 0}, /* reading aids: above the line */
    {"ruby", T_BREAKOUT, 0, 0, 16, 0},
    {"s", T_BREAKOUT, 0, 0, 16, 0},
    {"script", T_HIDDEN, M_SCRIPT, 0, 16, R_SCRIPT},
    {"search", B, 0, 0, 30, 0},
    {"section", B, 0, 0, 15, 0},
    {"select", T_HIDDEN, 0, 0, 16, 0},
    {"small", T_BREAKOUT, 0, 0, 16, 0},
    {"source", T_VOID, 0, 0, 16, 0},
    {"span", T_BREAKOUT, 0, 0, 16, 0},
    {"strike", T_BREAKOUT, 0, 0, 16, 0},
    {"strong", T_BOLD | T_BREAKOUT, 0, 0, 16, 0},
    {"style", T_HIDDEN, M_RAWTEXT, 0, 16, 0},
    {"sub", T_BREAKOUT, 0, 0, 16, 0},
    {"summary", B | T_LEAF, 0, 0, 17, 0},
    {"sup", T_BREAKOUT, 0, 0, 16, 0},
    {"svg", T_FOREIGN | T_HIDDEN, 0, 0, 16, 0},
    {"table", BO | T_SCOPE | T_TABLE, 0, 0, 3, 0},
    {"tbody", B | T_LEAF, G_SECTION, 0, 3, 0},
    {"td", B | T_SCOPE | T_CELL, G_TD, K(GALLEY_TABLE_ROW), 3, 0},
    {"template", T_HIDDEN | T_SCOPE, 0, 0, 16, 0}, /* unless a shadow root */
    {"textarea", T_HIDDEN, M_RCDATA, 0, 16, 0},
    {"tfoot", B | T_LEAF, G_SECTION, 0, 3, 0},
    {"th", B | T_SCOPE | T_CELL, G_TD, K(GALLEY_TABLE_ROW), 3, 0},
    {"thead", B | T_LEAF, G_SECTION, 0, 3, 0},
    {"time", 0, 0, 0, 16, R_TIME},
    {"title", T_HIDDEN, M_RCDATA, 0, 16, R_TITLE},
    {"tr", B | T_LEAF, G_TR, K(GALLEY_TABLE_ROW), 3, 0},
    {"track", T_VOID, 0, 0, 16, 0},
    {"tt", T_BREAKOUT, 0, 0, 16, 0},
    {"u", T_BREAKOUT, 0, 0, 16, 0},
    {"ul", BO | T_LIST, 0, 0, 7, 0},
    {"var", T_BREAKOUT, 0, 0, 16, 0},
    {"video", T_HIDDEN, 0, 0, 16, 0},
    {"wbr", T_VOID, 0, 0, 16, 0},
    {"xmp", BO | T_PRE, M_RAWTEXT, K(GALLEY_PREFORMATTED), 8, 0}
};

#undef B
#undef BO
#undef K
#undef H
