/* SPDX-License-Identifier: MIT */
/*
 * Galley: the page stage.  Tokens come in; elements open and close, text goes
 * to the metadata and blocks stages, what tags say to the metadata stage, and
 * declared encodings back to the charset stage.
 *
 * The tree construction of the HTML standard (section 13.2.6) is followed
 * where it decides what text belongs to: implied end tags, scopes, misnested
 * formatting, foreign content.  Nothing is moved: no foster parenting, no
 * reopened formatting elements.
 */
#include "page.h"

#include "blocks.h"
#include "decide.h"
#include "elements.h"
#include "fallback.h"
#include "json.h"
#include "judge.h"
#include "meta.h"
#include "records.h"
#include "tag.h"
#include "tags.h"
#include "text.h"
#include "trace.h"

#define END_TAG_DEPTH 32 /* an end tag looks that far for its start tag */

/* What is known of the tag that has been read. */
static const struct galley_tags_row *row_of(const struct galley *g)
{
    return galley_tags_row(g->tag.tag);
}

static bool is_hidden(const struct galley *g)
{
    return (galley_elements_inherited(&g->elements) & ELEMENT_HIDDEN) != 0;
}

/* Inside an element, the last that began, that is hidden from screen readers
 * alone. */
static bool is_icon(const struct galley *g)
{
    const struct galley_elements *e = &g->elements;
    unsigned n = galley_elements_known(e);

    return !g->tag.end_tag && (g->tag.says & SAYS_ARIA_HIDDEN)
           && (n < 2 || !(e->stack[n - 2].flags & ELEMENT_HIDDEN));
}

/* Inside svg or math. */
static bool is_foreign(const struct galley *g)
{
    return (galley_elements_inherited(&g->elements) & ELEMENT_FOREIGN) != 0;
}

/* ---- elements end ---- */

/* A capture of the element ends. */
GALLEY_APART static void release(struct galley *g,
                                 const struct galley_element *e)
{
    uint8_t capture = galley_elements_capture(e);

    if (capture != 0)
        galley_meta_close(g, capture);
}

/* The tags of the elements from index depth up, except hidden ones and those
 * of svg and math. */
static uint16_t flags_above(const struct galley_elements *e, unsigned depth)
{
    uint16_t flags = 0;
    unsigned i;

    for (i = depth; i < galley_elements_known(e); i++)
        if (!(e->stack[i].flags & (ELEMENT_HIDDEN | ELEMENT_FOREIGN)))
            flags |= galley_tags_flags(galley_tags_row(e->stack[i].tag));
    return flags;
}

/* Closes the elements from index depth up. */
static void pop_to(struct galley *g, unsigned depth)
{
    struct galley_elements *e = &g->elements;
    uint16_t flags = flags_above(e, depth);

    if (!(flags & TAG_BLOCK)) {
        galley_blocks_mark(&g->blocks);
        if (depth < galley_elements_known(e)
            && (e->stack[depth].flags & ELEMENT_QUOTED))
            galley_blocks_unquote(g);
    } else if ((flags & TAG_CELL)
               && galley_tags_kind(galley_tags_row(e->stack[depth].tag))
                      == GALLEY_KIND_TABLE_ROW) {
        galley_blocks_cell(g);
    } else {
        galley_blocks_end(g);
    }
    while (e->depth > depth) {
        const struct galley_element *gone = galley_elements_pop(e);

        if (gone == NULL)
            continue;
        release(g, gone);
        if (gone->name_or_kind & ELEMENT_SHARED)
            continue; /* it has no container of its own, if it is a block */
        if (gone->flags & ELEMENT_BUTTON)
            galley_records_button(&g->records, gone->container);
        if (gone->container != 0)
            galley_decide_close(g, gone->container);
    }
    if (!is_hidden(g))
        galley_fallback_line(g);
}

/* Leaves svg and math (HTML standard, section 13.2.6.5). */
static void break_out(struct galley *g)
{
    const struct galley_elements *e = &g->elements;
    unsigned i = galley_elements_known(e);

    while (i > 0 && (e->stack[i - 1].flags & ELEMENT_FOREIGN))
        i--;
    pop_to(g, i);
}

/* Where the walk up the stack for an implied end tag ends. */
static uint16_t barrier(uint8_t group)
{
    static const uint16_t barriers[] GALLEY_FLASH = {
        0,
        TAG_LIST | TAG_SCOPE,  /* GROUP_LI */
        TAG_LIST | TAG_SCOPE,  /* GROUP_DD */
        TAG_FRAME | TAG_TABLE, /* GROUP_TD */
        TAG_FRAME | TAG_TABLE, /* GROUP_TR */
        TAG_TABLE,             /* GROUP_SECTION */
        TAG_SCOPE,             /* GROUP_TABLE */
        TAG_SCOPE | TAG_BLOCK, /* GROUP_OPTION */
        TAG_SCOPE | TAG_BLOCK, /* GROUP_HEADING */
        TAG_SCOPE | TAG_BUTTON, /* GROUP_P */
        TAG_SCOPE              /* GROUP_SELECT */
    };

    return GALLEY_READ16(&barriers[group]);
}

/* Ends the nearest open element of the group, unless a barrier is nearer; a
 * part of a table ends what is open up to the barrier, and false says that
 * there is none: outside of tables its tag is ignored. */
static bool imply_end(struct galley *g, uint8_t group)
{
    const struct galley_elements *e = &g->elements;
    unsigned i = galley_elements_known(e);
    uint16_t stop = barrier(group);

    while (i-- > 0) {
        const struct galley_tags_row *row = galley_tags_row(e->stack[i].tag);

        if (galley_tags_group(row) == group) {
            pop_to(g, i);
            return true;
        }
        if (galley_tags_flags(row) & stop) {
            if (galley_tags_is_part(group))
                pop_to(g, i + 1);
            return true;
        }
    }
    return !galley_tags_is_part(group) || e->depth > GALLEY_STACK;
}

static void end_paragraph(struct galley *g)
{
    if (galley_elements_inherited(&g->elements) & ELEMENT_PARAGRAPH)
        imply_end(g, GROUP_P);
}

/* Blocks and <br> separate words in a headline or byline, too; where another
 * element begins or ends that does not just format, a part of it does. */
GALLEY_APART static void separate(struct galley *g,
                                  const struct galley_tags_row *row)
{
    uint16_t flags = galley_tags_flags(row);

    if (galley_tags_separates(row)) {
        galley_meta_separate(g);
        galley_fallback_line(g);
    } else if (galley_tags_role(row) == ROLE_SPAN
             || (g->tag.tag != 0 && !(flags & (TAG_BREAKOUT | TAG_VOID))))
        galley_meta_part(g);
}

/* Any heading's end tag ends any heading. */
static bool ends(const struct galley_tag *t, const struct galley_element *e)
{
    if (e->tag == t->tag)
        return e->tag != 0 || e->name_or_kind == t->name_hash;
    return galley_tags_group(galley_tags_row(t->tag)) == GROUP_HEADING
           && galley_tags_group(galley_tags_row(e->tag)) == GROUP_HEADING;
}

/* What keeps an end tag apart from its start tag. */
static uint16_t wall(uint16_t flags, uint8_t group)
{
    if (flags & TAG_TABLE)
        return 0;
    if ((flags & TAG_SCOPE) || galley_tags_is_part(group))
        return TAG_TABLE;
    return TAG_SCOPE;
}

/* An end tag below elements that are not remembered. */
static void end_deep(struct galley *g, uint16_t flags)
{
    if (!(flags & (TAG_VOID | TAG_ROOT)))
        galley_elements_pop(&g->elements);
    if (flags & TAG_BLOCK)
        galley_blocks_end(g);
}

/* An end tag without its start is ignored; but </p> stands for an empty
 * paragraph, and rows and sections need no start tag. */
static void end_unopened(struct galley *g, uint8_t group)
{
    if (group != GROUP_P
        && !((group == GROUP_TR || group == GROUP_SECTION)
             && imply_end(g, group)))
        return;
    if (!is_hidden(g))
        galley_blocks_end(g);
}

static void end_tag(struct galley *g, const struct galley_tags_row *row)
{
    struct galley_elements *e = &g->elements;
    uint16_t flags = galley_tags_flags(row);
    uint8_t group = galley_tags_group(row);
    uint16_t apart = wall(flags, group);
    unsigned i, looked = 0;
    bool inside_block = false;

    if (group == GROUP_P && is_foreign(g))
        break_out(g);
    if (e->depth > GALLEY_STACK) {
        end_deep(g, flags);
        return;
    }
    i = galley_elements_known(e);
    while (i-- > 0 && looked++ < END_TAG_DEPTH) {
        uint16_t between;

        if (ends(&g->tag, &e->stack[i])) {
            if ((flags & TAG_WHOLE) || !inside_block) {
                pop_to(g, i);
            } else {
                release(g, &e->stack[i]);
                galley_elements_disown(e, i);
            }
            return;
        }
        between = galley_tags_flags(galley_tags_row(e->stack[i].tag));
        if (between & apart)
            break;
        inside_block = inside_block || (between & TAG_BLOCK);
    }
    end_unopened(g, group);
}

/* ---- elements begin ---- */

/* What the element that has been pushed is captured as, or 0. */
GALLEY_APART static uint8_t capture_of(const struct galley *g,
                                       const struct galley_tags_row *row,
                                       uint16_t flags)
{
    static const char headline[] GALLEY_FLASH = "headline";
    const struct galley_tag *t = &g->tag;
    uint8_t level = galley_tags_kind(row) == GALLEY_KIND_HEADING
                        ? galley_tags_level(row)
                        : UINT8_MAX;

    if (flags & ELEMENT_HIDDEN)
        return 0;
    if (level == 1)
        return galley_elements_in_trail(&g->elements) ? CAPTURE_TRAIL
                                                      : CAPTURE_H1;
    if (t->key_size > 0 && galley_tag_has_key(t, headline))
        return CAPTURE_HEADLINE;
    if (flags & ELEMENT_OTHERS)
        return 0; /* who wrote or took that has not written the article */
    if (t->says & SAYS_AUTHOR)
        return CAPTURE_AUTHOR;
    if (t->says & SAYS_BYLINE)
        return CAPTURE_BYLINE;
    if (t->says & SAYS_PROFILE)
        return galley_meta_in_byline(&g->meta) ? CAPTURE_BYLINE
                                               : CAPTURE_PROFILE;
    if ((galley_tags_role(row) == ROLE_TIME || (t->says & SAYS_DATE))
        && t->value_size == 0)
        return CAPTURE_TIME;
    return level <= 3 ? CAPTURE_HEADING : 0;
}

static void push(struct galley *g, const struct galley_tags_row *row,
                 uint16_t flags)
{
    struct galley_element *e = galley_elements_push(&g->elements, &g->tag,
                                                    flags);
    uint8_t capture;

    if (e == NULL)
        return;
    galley_trace_element(g);
    if (galley_tags_role(row) == ROLE_Q
        && !(e->flags & ELEMENT_HIDDEN) && galley_blocks_quote(g))
        galley_elements_set_quoted(e);
    capture = capture_of(g, row, e->flags);
    if (capture != 0) {
        galley_elements_set_capture(e, capture);
        galley_meta_open(g, capture);
    }
}

static bool is_jsonld(const struct galley_tag *t)
{
    static const char type[] GALLEY_FLASH = "application/ld+json";
    size_t size = sizeof type - 1;

    return t->value_size >= size
           && galley_text_equal(t->value.text, size, type);
}

/* Elements whose content is not parsed: the tokenizer is told, and where the
 * text goes is remembered. */
static void raw_element(struct galley *g, const struct galley_tags_row *row)
{
    uint8_t mode = galley_tags_mode(row), role = galley_tags_role(row);

    galley_tokenizer_switch(&g->tokenizer, mode);
    if (!(galley_tags_flags(row) & TAG_HIDDEN))
        return;
    g->page.raw = RAW_SKIP;
    if (role == ROLE_TITLE) {
        g->page.raw = RAW_TITLE;
        galley_meta_open(g, CAPTURE_TITLE);
    } else if (mode == GALLEY_STATE_SCRIPT_DATA && is_jsonld(&g->tag)) {
        g->page.raw = RAW_JSONLD;
        galley_json_begin(g);
    } else if (role == ROLE_NOSCRIPT) {
        g->page.raw = RAW_NOSCRIPT;
        galley_fallback_begin(g);
    } else {
        galley_tokenizer_skip(&g->tokenizer);
    }
}

/* Blocks and other elements end where a start tag of these flags begins;
 * false: it is ignored. */
static bool end_before(struct galley *g, uint16_t flags, uint8_t group)
{
    if (group == GROUP_P)
        end_paragraph(g);
    else if (group != 0 && !imply_end(g, group))
        return false;
    if (flags & TAG_BLOCK) {
        if (is_hidden(g))
            ; /* separates nothing that is shown */
        else if (flags & TAG_CELL)
            galley_blocks_cell(g);
        else
            galley_blocks_end(g);
        end_paragraph(g);
    }
    return true;
}

static void start_tag(struct galley *g, const struct galley_tags_row *row,
                      bool self_closing)
{
    uint16_t flags = galley_tags_flags(row);
    uint8_t role = galley_tags_role(row);

    if (is_foreign(g)) {
        if (!(flags & TAG_BREAKOUT)) {
            if (!self_closing)
                push(g, row, flags & (TAG_HIDDEN | TAG_BLOCK));
            return;
        }
        break_out(g);
    }
    if ((flags & TAG_ROOT) || !end_before(g, flags, galley_tags_group(row)))
        return;
    if (galley_tags_mode(row) != 0) {
        raw_element(g, row);
        if (flags & TAG_HIDDEN)
            return;
    }
    if (role == ROLE_BR)
        galley_blocks_line(g);
    if ((flags & TAG_BUTTON) || role == ROLE_INPUT)
        galley_elements_button(&g->elements);
    if ((flags & TAG_VOID) || ((flags & TAG_FOREIGN) && self_closing))
        return;
    if (g->tag.custom
        && galley_elements_follows(&g->elements, &g->tag))
        galley_blocks_custom(g);
    push(g, row, flags);
}

/* ---- what tags say ---- */

static bool is_either(char c, char other)
{
    return c == other || c == ' ' || c == '"' || c == '\'';
}

/* HTML standard, section 2.5.4: extracting an encoding from a meta. */
static void meta_charset(struct galley *g)
{
    static const char charset[] GALLEY_FLASH = "charset";
    const struct galley_tag *t = &g->tag;
    size_t i = 0, start;

    while (i + 7 <= t->value_size
           && !galley_text_equal(t->value.text + i, 7, charset))
        i++;
    i += 7;
    while (i < t->value_size && is_either(t->value.text[i], '='))
        i++;
    start = i;
    while (i < t->value_size && !is_either(t->value.text[i], ';'))
        i++;
    if (i > start)
        galley_charset_declare(&g->charset, t->value.text + start, i - start);
}

#if GALLEY_HTTP
/* HTML standard, "shared declarative refresh steps": another page, within ten
 * seconds.  (Behind more, pages load themselves anew.) */
static void meta_refresh(struct galley *g)
{
    static const char url[] GALLEY_FLASH = "url";
    struct galley_http *h = &g->http;
    const char *p = g->tag.value.text;

    if (!galley_is_digit((uint8_t)p[0]) || galley_is_digit((uint8_t)p[1])
        || g->tag.value_more > 0 || h->location_size > 0)
        return;
    while (galley_is_digit((uint8_t)*p) || *p == '.')
        p++;
    while (is_either(*p, ';') || *p == ',')
        p++;
    if (galley_text_equal(p, 3, url))
        for (p += 3; is_either(*p, '='); p++)
            ;
    for (; *p != '\0' && *p != '"' && *p != '\''; p++)
        if (!galley_text_put_url(h->location, sizeof h->location,
                                 &h->location_size, *p))
            h->location[0] = '\0';
}
#else
#define meta_refresh(g) (void)(g)
#endif

void galley_page_attribute(struct galley *g, const struct galley_token *token)
{
    galley_tag_attribute(&g->tag, token);
    if (g->tag.attribute == 0)
        galley_tokenizer_skip(&g->tokenizer);
}

GALLEY_NOINLINE static void meta_tag(struct galley *g)
{
    static const char content_type[] GALLEY_FLASH = "content-type";
    static const char refresh[] GALLEY_FLASH = "refresh";
    const struct galley_tag *t = &g->tag;

    if (t->says & SAYS_CHARSET)
        galley_charset_declare(&g->charset, t->value.text, t->value_size);
    else if (galley_tag_has_key(t, content_type))
        meta_charset(g);
    else if (galley_tag_has_key(t, refresh))
        meta_refresh(g);
    else if (t->key_size > 0 && t->value_size > 0)
        galley_meta_named(g);
}

static void language(struct galley *g)
{
    galley_charset_language(&g->charset, g->tag.value.text, g->tag.value_size);
    galley_meta_lang(g);
}

/* For the judge of the page. */
static void judge_tag(struct galley *g, const struct galley_tags_row *row)
{
    bool shop = (g->tag.says & SAYS_SHOP) != 0;
    bool control = (galley_tags_flags(row) & TAG_BUTTON)
                   || galley_tags_group(row) == GROUP_SELECT;

    if (shop || control)
        galley_judge_tag(&g->judge, shop, control);
}

/* A start tag: what the other stages learn of it. */
GALLEY_APART static void report_tag(struct galley *g,
                                    const struct galley_tags_row *row)
{
    const struct galley_tag *t = &g->tag;
    uint8_t role = galley_tags_role(row);

    galley_blocks_tag(g, role == ROLE_IMG);
    judge_tag(g, row);
    if (role == ROLE_META)
        meta_tag(g);
    else if (role == ROLE_HTML && (t->says & SAYS_LANG))
        language(g);
    else if (t->value_size == 0)
        return;
    else if (role == ROLE_TIME)
        galley_meta_time(g, t->says & SAYS_DATE ? 2 : 1);
    else if (role != ROLE_INPUT && t->key_size > 0)
        galley_meta_named(g);
}

/* ---- tokens ---- */

/* A raw element has ended. */
static void end_raw(struct galley *g)
{
    if (g->page.raw == RAW_TITLE)
        galley_meta_close(g, CAPTURE_TITLE);
    if (g->page.raw == RAW_JSONLD) {
        galley_json_end(g);
        galley_fallback_line(g);
    }
    if (g->page.raw == RAW_NOSCRIPT)
        galley_fallback_line(g);
    g->page.raw = RAW_NONE;
}

static void allow_cdata(struct galley *g, bool allow)
{
    if (g->page.cdata == allow)
        return;
    g->page.cdata = allow;
    galley_tokenizer_allow_cdata(&g->tokenizer, allow);
}

/* (Not inlined, nor is text: neither needs the registers of the other, nor
 * does the path by end_raw, the deepest.) */
GALLEY_NOINLINE static void tag(struct galley *g, uint8_t flags)
{
    const struct galley_tags_row *row = row_of(g);
    uint8_t role = galley_tags_role(row);
    bool end = g->tag.end_tag && role != ROLE_BR; /* </br> is a <br> */

    if (!end)
        report_tag(g, row);
    separate(g, row);
    if (end)
        end_tag(g, row);
    else
        start_tag(g, row, (flags & GALLEY_FLAG_SELF_CLOSING) != 0);
    allow_cdata(g, is_foreign(g) || role == ROLE_POINT);
}

GALLEY_NOINLINE static void text(struct galley *g, const char *data,
                                 size_t size)
{
    uint8_t raw = g->page.raw;

    if (raw == RAW_NONE) {
        uint16_t flags = galley_elements_inherited(&g->elements);

        if (!(flags & ELEMENT_HIDDEN)) {
            galley_meta_text(g, data, size);
            galley_blocks_text(g, data, size);
        } else if (!(flags & ELEMENT_UNREAD)) {
            galley_fallback_hidden(g, data, size);
        } else if (is_icon(g)) {
            galley_blocks_initial(g, data, size);
        }
    } else if (raw == RAW_TITLE) {
        galley_meta_text(g, data, size);
    } else if (raw == RAW_JSONLD) {
        galley_json_text(g, data, size);
    } else if (raw == RAW_NOSCRIPT) {
        galley_fallback_text(g, FALLBACK_NOSCRIPT, data, size);
    }
}

void galley_page_act(struct galley *g, const struct galley_token *token)
{
    if (token->type == GALLEY_TOKEN_TAG) {
        galley_tag_end(&g->tag);
        if (g->page.raw != RAW_NONE)
            end_raw(g);
        else
            tag(g, token->flags);
    } else if (token->type == GALLEY_TOKEN_TEXT) {
        text(g, token->data, token->size);
    }
}

void galley_page_finish(struct galley *g)
{
    end_raw(g);
    galley_blocks_finish(g);
    pop_to(g, 0);
}
