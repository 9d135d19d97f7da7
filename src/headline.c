/*
 * Galley: the choice of the headline.  Candidates are <title>, og:title, the
 * JSON-LD headline and the best h1, in struct galley_meta; out goes one of
 * them, without the site's name.  Holds nothing of its own.
 */
#include "meta.h"

#include <string.h>

#include "text.h"

/* Share of words, percent. */
#define SHARE_SURE 60 /* of an h1 that the page's own title confirms */
#define SHARE_SOLE 25 /* of the only h1 */
#define SOLE_WORDS 3

static uint8_t words_in(const char *text)
{
    const char *word;
    uint8_t n = 0;

    while (galley_text_word(&text, &word) != 0)
        n = n < UINT8_MAX ? (uint8_t)(n + 1) : n;
    return n;
}

static uint8_t has_word(const char *text, uint16_t hash)
{
    const char *word;
    size_t n;

    while ((n = galley_text_word(&text, &word)) != 0)
        if (galley_text_hash(word, n) == hash)
            return 1;
    return 0;
}

/* How many of the words of a stand in b. */
static uint8_t common(const char *a, const char *b)
{
    const char *word;
    uint8_t count = 0;
    size_t n;

    while ((n = galley_text_word(&a, &word)) != 0)
        if (has_word(b, galley_text_hash(word, n)))
            count = count < UINT8_MAX ? (uint8_t)(count + 1) : count;
    return count;
}

static uint8_t percent(uint8_t part, uint8_t whole)
{
    return whole == 0 ? 0 : (uint8_t)(part * 100u / whole);
}

/* Share of the words of text that the titles have. */
static uint8_t share(const struct galley_meta *m, const char *text)
{
    uint8_t n = words_in(text);
    uint8_t og = common(text, m->og_title), title = common(text, m->title);

    return percent(og > title ? og : title, n);
}

/* Likeness of text and the titles, percent: 2 common / (a + b). */
static uint8_t likeness(const struct galley_meta *m, const char *text)
{
    const char *title = m->rank[META_OG_TITLE] ? m->og_title : m->title;
    uint16_t n = (uint16_t)(words_in(text) + words_in(title));

    return n == 0 ? 0 : (uint8_t)(200u * common(text, title) / n);
}

void galley_headline_h1(struct galley *g, uint8_t marked)
{
    struct galley_meta *m = &g->meta;
    uint8_t like = (uint8_t)(likeness(m, m->scratch) + 1);

    if (marked)
        return;
    if (words_in(m->scratch) == 0)
        return;
    if (m->h1_count < UINT8_MAX)
        m->h1_count++;
    if (like <= m->h1_like)
        return;
    m->h1_like = like;
    m->rank[META_H1] = 1;
    m->length[META_H1] = m->length[META_SCRATCH];
    memcpy(m->h1, m->scratch, sizeof m->h1);
}

/* ---- the site's name ---- */

/* Size of a separator of title and site at p: " | ", " - "; 0: none. */
static size_t separator(const char *p)
{
    static const char marks[] GALLEY_FLASH =
        "|\0-\0\xE2\x80\x93\0\xE2\x80\x94\0\xC2\xB7\0\xE2\x80\xA2\0"
        "\xC2\xBB\0\xC2\xAB\0/\0~\0::\0";
    size_t i = 0, n;

    if (p[0] != ' ')
        return 0;
    while (i < sizeof marks - 1) {
        n = 0;
        while (GALLEY_READ8((const uint8_t *)marks + i + n) != '\0'
               && p[1 + n] == (char)GALLEY_READ8((const uint8_t *)marks
                                                 + i + n))
            n++;
        if (GALLEY_READ8((const uint8_t *)marks + i + n) == '\0'
            && p[1 + n] == ' ')
            return n + 2;
        while (GALLEY_READ8((const uint8_t *)marks + i) != '\0')
            i++;
        i++;
    }
    return 0;
}

/* Cuts the last part off a title. */
static void strip(struct galley *g, uint8_t field)
{
    char *text = galley_meta_buffer(g, field), *p, *last = NULL;

    for (p = text; *p != '\0'; p++)
        if (separator(p) != 0)
            last = p;
    if (last == NULL)
        return;
    *last = '\0';
    if (words_in(text) < 2) {
        *last = ' ';
        return;
    }
    g->meta.length[field] = (uint16_t)(last - text);
}

uint8_t galley_headline_choose(struct galley *g)
{
    struct galley_meta *m = &g->meta;
    uint8_t sure = share(m, m->h1);

    if (m->rank[META_H1] != 0
        && (sure >= SHARE_SURE
            || (m->h1_count == 1 && sure >= SHARE_SOLE
                && words_in(m->h1) >= SOLE_WORDS)))
        return META_H1;
    if (m->rank[META_LD_TITLE] != 0)
        return META_LD_TITLE;
    if (m->rank[META_OG_TITLE] != 0) {
        strip(g, META_OG_TITLE);
        return META_OG_TITLE;
    }
    if (m->rank[META_TITLE] != 0) {
        strip(g, META_TITLE);
        return META_TITLE;
    }
    return m->rank[META_H1] != 0 ? META_H1 : META_NONE;
}
