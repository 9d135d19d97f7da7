/* SPDX-License-Identifier: MIT */
/*
 * A story and a format in, lines with their places out, and from those the
 * pixels of a strip.  Holds what it sets in the caller's sheet.
 */
#include "typeset.h"

#include <stdbool.h>
#include <string.h>

#include "unicode.h"

/* How the kinds of blocks are set. */
#define INDENTED 1 /* first line, when paragraphs have no gap */
#define LOOSE 2    /* a gap before and after, whatever the format says */
#define BULLET 4
#define BAR 8
#define PRE 16
#define KEEP 32    /* stays with what follows: a heading */

struct style {
    uint8_t face;
    uint8_t left; /* indents; those of an item are its boxes */
    uint8_t flags;
};

static const struct style styles[] GALLEY_FLASH = {
    {GALLEY_FACE_BODY, 0, INDENTED},       /* GALLEY_KIND_PARAGRAPH */
    {GALLEY_FACE_STRONG, 0, LOOSE | KEEP}, /* GALLEY_KIND_HEADING */
    {GALLEY_FACE_BODY, 0, BULLET},         /* GALLEY_KIND_LIST_ITEM */
    {GALLEY_FACE_BODY, 1, BAR | LOOSE},    /* GALLEY_KIND_QUOTE */
    {GALLEY_FACE_MONO, 0, PRE | LOOSE},    /* GALLEY_KIND_PREFORMATTED */
    {GALLEY_FACE_BODY, 0, PRE},            /* GALLEY_KIND_TABLE_ROW */
    {GALLEY_FACE_SMALL, 0, LOOSE},         /* GALLEY_KIND_CAPTION */
};

/* Columns beyond the least width of a readable line, in pixels of body
 * ascent: about 60 characters. */
#define MEASURE_MAX 34u
#define LEVEL_MAX 4

#define BYLINE_LINES 2

/* cursor.headed */
#define HEAD_HEADLINE 0
#define HEAD_BYLINE 1
#define HEAD_DONE 2

static const char bullet[] = "\xe2\x80\xa2";
static const char dash[] = "\xe2\x80\x93";
static const char dot[] = " \xc2\xb7 ";
#define ELLIPSIS 0x2026u

/* The page being made. */
struct setter {
    struct galley_sheet *sheet;
    const struct galley_format *format;
    const struct galley_story *story;
    uint16_t measure; /* of a column */
    uint16_t head;    /* where columns begin */
    uint16_t foot;    /* where they end */
    uint16_t x, y;    /* of the column; top of the next line */
    uint32_t list;    /* where the list ends that the boxes are those of */
    uint16_t boxes[LEVEL_MAX]; /* width of its markers, by level */
    uint8_t column;
    bool full;
};

/* A block being set. */
struct block {
    struct galley_story_record record;
    struct galley_type type;
    uint16_t left, measure, first; /* first: more indent of line one */
    uint16_t mark;                 /* where the marker begins */
    uint8_t style, face, flags, leading;
    bool marked;
};

static const struct galley_font *font_of(const struct galley_format *format,
                                         uint8_t face)
{
    const struct galley_font *font = format->faces[face];

    return font != NULL ? font : format->faces[GALLEY_FACE_BODY];
}

static void type_of(const struct galley_format *format, uint8_t face,
                    uint16_t tab, bool pre, struct galley_type *type)
{
    type->font = font_of(format, face);
    type->tab = tab;
    type->flags = pre ? GALLEY_TYPE_PRE : 0;
    if (format->faces[face] == NULL
        && (face == GALLEY_FACE_STRONG || face == GALLEY_FACE_HEADLINE))
        type->flags |= GALLEY_TYPE_BOLD;
}

void galley_line_type(const struct galley_line *line,
                      const struct galley_format *format,
                      struct galley_type *type)
{
    type_of(format, line->face, line->tab, line->flags & GALLEY_LINE_PRE,
            type);
}

void galley_format_init(struct galley_format *format,
                        const struct galley_font *const *faces,
                        uint16_t width, uint16_t height)
{
    uint8_t i, body;

    memset(format, 0, sizeof *format);
    memcpy(format->faces, faces, sizeof format->faces);
    for (i = 0; i < GALLEY_FACES; i++) {
        const struct galley_font *font = font_of(format, i);

        format->leading[i] = (uint8_t)(font->ascent + font->descent);
        if (i != GALLEY_FACE_HEADLINE)
            format->leading[i]
                = (uint8_t)(format->leading[i] + font->ascent / 8);
    }
    body = format->faces[GALLEY_FACE_BODY]->ascent;
    format->width = width;
    format->height = height;
    format->side = (uint16_t)(2 + width / 24);
    format->top = (uint16_t)(2 + (width < height ? width : height) / 32);
    format->footer = height >= 12u * body;
    format->bottom = format->footer
        ? (uint16_t)(format->top + format->leading[GALLEY_FACE_SMALL] + 4)
        : format->top;
    format->gutter = (uint16_t)(2u * body);
    format->indent = (uint16_t)(body + body / 4);
    format->columns = 1;
    while ((width - 2u * format->side) / format->columns > MEASURE_MAX * body)
        format->columns++;
    format->headline_lines = 6;
}

/* ---- lines ---- */

static struct galley_line *add(struct setter *s, const char *text,
                               uint16_t size, uint16_t x, uint8_t face)
{
    struct galley_sheet *sheet = s->sheet;
    struct galley_line *line = &sheet->lines[sheet->count++];

    line->text = text;
    line->size = size;
    line->x = x;
    line->y = (uint16_t)(s->y + font_of(s->format, face)->ascent);
    line->tab = 0;
    line->face = face;
    line->flags = 0;
    return line;
}

/* Lines of a leading that the column still holds.  Two places of the sheet
 * stay free: a marker's and the footer's. */
static uint16_t room(const struct setter *s, uint8_t leading)
{
    uint16_t lines;

    if (s->sheet->count + 2 >= GALLEY_SHEET_LINES || s->y >= s->foot)
        return 0;
    lines = (uint16_t)((s->foot - s->y) / leading);
    if (lines > GALLEY_SHEET_LINES - 2u - s->sheet->count)
        lines = (uint16_t)(GALLEY_SHEET_LINES - 2u - s->sheet->count);
    return lines;
}

/* On to the next column; false when the page is full. */
static bool turn(struct setter *s)
{
    if (++s->column >= s->format->columns
        || s->sheet->count + 2 >= GALLEY_SHEET_LINES) {
        s->full = true;
        return false;
    }
    s->x = (uint16_t)(s->x + s->measure + s->format->gutter);
    s->y = s->head;
    return true;
}

static uint16_t text_size(const char *text)
{
    size_t size = text != NULL ? strlen(text) : 0;

    return (uint16_t)(size > 0xffff ? 0xffff : size);
}

static uint16_t inner_width(const struct galley_format *format)
{
    return (uint16_t)(format->width - 2 * format->side);
}

static uint16_t count_lines(const struct galley_type *type, const char *text,
                            uint16_t measure)
{
    uint16_t left = text_size(text), count = 0;
    struct galley_fit fit;

    for (; left > 0; left = (uint16_t)(left - fit.taken), count++) {
        galley_wrap(type, text, left, measure, &fit);
        text += fit.taken;
    }
    return count;
}

/* The least measure that takes no more lines: its lines are of one length,
 * and no word stands alone in the last. */
static uint16_t balanced(const struct setter *s, const char *text)
{
    uint16_t high = inner_width(s->format), low = (uint16_t)(high / 2);
    struct galley_type type;
    uint16_t lines;

    type_of(s->format, GALLEY_FACE_HEADLINE, 0, false, &type);
    lines = count_lines(&type, text, high);
    while (low < high) {
        uint16_t middle = (uint16_t)(low + (high - low) / 2);

        if (count_lines(&type, text, middle) > lines)
            low = (uint16_t)(middle + 1);
        else
            high = middle;
    }
    return high;
}

/* Sets a field in lines up to a number; what is over is cut with an
 * ellipsis.  Returns the x behind the last line. */
static uint16_t set_field(struct setter *s, const char *text, uint8_t face,
                          uint8_t lines, uint16_t measure)
{
    const struct galley_format *format = s->format;
    uint16_t left = text_size(text), x = format->side;
    struct galley_type type;
    struct galley_fit fit;

    type_of(format, face, 0, false, &type);
    while (left > 0 && lines > 0 && room(s, format->leading[face]) > 0) {
        uint16_t dots = galley_font_advance(type.font, ELLIPSIS);
        bool last = --lines == 0 || room(s, format->leading[face]) == 1;
        bool cut = false;

        galley_wrap(&type, text, left, measure, &fit);
        if (fit.taken < left && last) {
            cut = true;
            galley_wrap(&type, text, left,
                        (uint16_t)(measure > dots ? measure - dots : 0),
                        &fit);
        }
        if (fit.shown > 0) {
            struct galley_line *line = add(s, text, fit.shown, format->side,
                                           face);

            line->flags = cut ? GALLEY_LINE_ELLIPSIS
                : fit.hyphen ? GALLEY_LINE_HYPHEN : 0;
            x = (uint16_t)(format->side + fit.width);
            s->y = (uint16_t)(s->y + format->leading[face]);
        }
        text += fit.taken;
        left = (uint16_t)(left - fit.taken);
    }
    return x;
}

/* The bytes of the date of an ISO 8601 time; all of any other text. */
static uint16_t date_size(const char *text)
{
    static const char shape[] = "0000-00-00";
    uint16_t size = text_size(text), i;

    for (i = 0; i < sizeof shape - 1; i++)
        if (i >= size || (shape[i] == '-' ? text[i] != '-'
                                          : text[i] < '0' || text[i] > '9'))
            return size;
    return (uint16_t)(size == i || text[i] == 'T' || text[i] == ' ' ? i
                                                                    : size);
}

/* Sets the date behind the byline, with a dot between, or below it. */
static void set_date(struct setter *s, uint16_t x, uint8_t face, bool by)
{
    const struct galley_format *format = s->format;
    const char *date = s->story->published;
    uint16_t size = date_size(date);
    uint16_t right = (uint16_t)(format->width - format->side);
    struct galley_type type;
    struct galley_fit fit, space;

    if (size == 0)
        return;
    type_of(format, face, 0, true, &type);
    galley_wrap(&type, dot, sizeof dot - 1, right, &space);
    space.width = (uint16_t)(space.width
                             + galley_font_advance(type.font, ' '));
    type.flags = 0;
    galley_wrap(&type, date, size, right, &fit);
    if (by && x + space.width + fit.width <= right && fit.taken == size) {
        s->y = (uint16_t)(s->y - format->leading[face]);
        add(s, dot, sizeof dot - 1, x, face)->flags
            = GALLEY_LINE_MARK | GALLEY_LINE_PRE;
        x = (uint16_t)(x + space.width);
    } else if (room(s, format->leading[face]) > 0) {
        x = format->side;
    } else {
        return;
    }
    galley_wrap(&type, date, size, (uint16_t)(right - x), &fit);
    add(s, date, fit.shown, x, face);
    s->y = (uint16_t)(s->y + format->leading[face]);
}

/* Byline and date; false when they must wait for the next page. */
static bool set_byline(struct setter *s)
{
    const struct galley_format *format = s->format;
    uint8_t face = GALLEY_FACE_SMALL, leading = format->leading[face];
    uint16_t before = s->y, need, x;
    struct galley_type type;

    type_of(format, face, 0, false, &type);
    need = count_lines(&type, s->story->byline, inner_width(format));
    if (need == 0)
        need = text_size(s->story->published) > 0;
    else if (need > BYLINE_LINES)
        need = BYLINE_LINES;
    if (s->sheet->count > 0 && need > room(s, leading))
        return false;
    x = set_field(s, s->story->byline, face, BYLINE_LINES,
                  inner_width(format));
    set_date(s, x, face, s->y > before);
    return true;
}

/* Headline and byline on top of the first page; on a small panel they take
 * the first two. */
static void set_head(struct setter *s)
{
    const struct galley_format *format = s->format;
    struct galley_cursor *next = &s->sheet->next;
    uint8_t quarter = format->leading[GALLEY_FACE_SMALL] / 4;
    uint16_t top = s->y;

    if (next->headed == HEAD_HEADLINE) {
        set_field(s, s->story->headline, GALLEY_FACE_HEADLINE,
                  format->headline_lines, balanced(s, s->story->headline));
        if (s->y > top)
            s->y = (uint16_t)(s->y + quarter);
        next->headed = HEAD_BYLINE;
    }
    if (!set_byline(s)) {
        s->full = true;
        return;
    }
    next->headed = HEAD_DONE;
    if (s->y == top)
        return;
    s->y = (uint16_t)(s->y + quarter);
    s->sheet->rule = s->y;
    s->y = (uint16_t)(s->y + 2 + format->leading[GALLEY_FACE_BODY] / 2);
}

/* ---- blocks ---- */

static uint16_t count_tabs(const struct galley_story_record *record)
{
    uint16_t i, count = 0;

    for (i = 0; i < record->size; i++)
        count = (uint16_t)(count + (record->text[i] == '\t'));
    return count;
}

/* Pixels of a number and the white after it, 0 without one. */
static uint16_t number_width(const struct galley_format *format,
                             const struct galley_story_record *record,
                             uint8_t face)
{
    struct galley_type type;
    struct galley_fit fit;

    if (record->marker_size == 0)
        return 0;
    type_of(format, face, 0, false, &type);
    galley_wrap(&type, record->marker, record->marker_size, 0xffff, &fit);
    return (uint16_t)(fit.width + format->indent / 4);
}

static uint8_t level_of(const struct galley_story_record *record)
{
    if (record->level == 0)
        return 1;
    return record->level < LEVEL_MAX ? record->level : LEVEL_MAX;
}

/* The boxes of the list that the record which ends there is an item of: an
 * indent wide, or as wide as the widest number of the level. */
static void read_list(struct setter *s, uint32_t end)
{
    struct galley_story_record r;
    uint32_t place = 0, begin = 0;
    uint8_t i;

    for (; place < end && galley_story_read(s->story, place, &r);
         place = r.next)
        if (r.kind != GALLEY_KIND_LIST_ITEM)
            begin = r.next;
    for (i = 0; i < LEVEL_MAX; i++)
        s->boxes[i] = s->format->indent;
    for (place = begin; galley_story_read(s->story, place, &r)
                        && r.kind == GALLEY_KIND_LIST_ITEM; place = r.next) {
        uint16_t width = number_width(s->format, &r, GALLEY_FACE_BODY);
        uint16_t *box = &s->boxes[level_of(&r) - 1];

        if (*box < width)
            *box = width;
    }
    s->list = place;
}

/* Where an item's text stands: behind the box of its level and those of the
 * levels around, as many as leave half of the column. */
static uint16_t item_left(struct setter *s,
                          const struct galley_story_record *record)
{
    uint8_t level = level_of(record);
    uint16_t left = 0;

    if (record->next > s->list)
        read_list(s, record->next);
    while (level > 0 && left + s->boxes[level - 1] <= s->measure / 2)
        left = (uint16_t)(left + s->boxes[--level]);
    return left;
}

/* Places text and marker.  A number stands at the right of its item's box; of
 * a block that is no item, but begins one, at the edge. */
static void indent(struct setter *s, struct block *b, uint8_t indents)
{
    const struct galley_format *format = s->format;
    uint16_t number = number_width(format, &b->record, b->face);
    bool item = b->style & BULLET;

    b->left = item ? item_left(s, &b->record)
                   : (uint16_t)(indents * format->indent + number);
    if (b->left > s->measure / 2)
        b->left = 0;
    b->measure = (uint16_t)(s->measure - b->left);
    b->marked = b->left > 0 && !b->record.joined && (item || number > 0);
    b->mark = 0;
    if (b->marked && item)
        b->mark = (uint16_t)(b->left - (number > 0 ? number : format->indent
                                        - format->indent / 8));
}

static void read_style(struct setter *s, struct block *b)
{
    const struct galley_format *format = s->format;
    uint8_t kind = b->record.kind;
    const struct style *style;
    uint16_t tab = 0;

    if (kind >= sizeof styles / sizeof *styles)
        kind = GALLEY_KIND_PARAGRAPH;
    style = &styles[kind];
    b->style = GALLEY_READ8(&style->flags);
    b->face = GALLEY_READ8(&style->face);
    b->leading = format->leading[b->face];
    if (b->face != GALLEY_FACE_MONO)
        b->leading = format->leading[GALLEY_FACE_BODY];
    indent(s, b, GALLEY_READ8(&style->left));
    if (kind == GALLEY_KIND_TABLE_ROW)
        tab = (uint16_t)(b->measure / (count_tabs(&b->record) + 1u));
    if (kind == GALLEY_KIND_PREFORMATTED)
        tab = (uint16_t)(
            8u * galley_font_advance(font_of(format, b->face), ' '));
    b->flags = (uint8_t)((b->style & BAR ? GALLEY_LINE_BAR : 0)
                         | (b->style & PRE ? GALLEY_LINE_PRE : 0));
    b->first = 0;
    type_of(format, b->face, tab, b->style & PRE, &b->type);
}

static void fit_line(const struct block *b, uint16_t at,
                     struct galley_fit *fit)
{
    uint16_t measure = b->measure;

    if (at == 0)
        measure = (uint16_t)(measure - b->first);
    galley_wrap(&b->type, b->record.text + at,
                (size_t)(b->record.size - at), measure, fit);
}

/* Lines from a place in the block on, counted up to a limit.  Lines with
 * nothing in them count only where white space does. */
static uint8_t lines_left(const struct block *b, uint16_t at, uint8_t limit)
{
    struct galley_fit fit;
    uint8_t count = 0;

    while (at < b->record.size && count < limit) {
        fit_line(b, at, &fit);
        at = (uint16_t)(at + fit.taken);
        if (fit.shown > 0 || b->style & PRE)
            count++;
    }
    return count;
}

/* Lines that must stand together from here: no first line of a paragraph
 * alone at the foot, no last one alone at the head, and a heading with two
 * lines of what follows. */
static uint8_t together(struct setter *s, const struct block *b, uint16_t at)
{
    struct block next;
    uint8_t lines = lines_left(b, at, 5);

    if (b->style & KEEP && at == 0) {
        if (galley_story_read(s->story, b->record.next, &next.record)) {
            read_style(s, &next);
            return (uint8_t)(lines + lines_left(&next, 0, 2));
        }
        return lines;
    }
    if (lines <= (at > 0 ? 2 : b->style & PRE ? 4 : 3))
        return lines;
    return at == 0 ? 2 : 1;
}

/* The white before a block that does not begin its column. */
static uint8_t gap_before(const struct setter *s, const struct block *b,
                          uint8_t before)
{
    uint8_t half = (uint8_t)(s->format->leading[GALLEY_FACE_BODY] / 2);

    if (b->record.joined)
        return 0;
    if (b->style & KEEP)
        return half;
    if (before & KEEP)
        return 0;
    if ((b->style | before) & LOOSE)
        return b->style & before & BAR ? s->format->gap : half;
    if ((b->style & (BULLET | PRE)) != (before & (BULLET | PRE)))
        return (uint8_t)(half > s->format->gap ? half / 2 : s->format->gap);
    return b->style & (BULLET | PRE) ? 0 : s->format->gap;
}

static void set_marker(struct setter *s, const struct block *b)
{
    const struct galley_story_record *record = &b->record;
    const char *text = record->level > 1 ? dash : bullet;
    uint8_t size = sizeof bullet - 1;

    if (record->marker_size > 0) {
        text = record->marker;
        size = record->marker_size;
    }
    add(s, text, size, (uint16_t)(s->x + b->mark), b->face)->flags
        = GALLEY_LINE_MARK;
}

static void set_line(struct setter *s, const struct block *b, uint16_t at,
                     const struct galley_fit *fit)
{
    struct galley_line *line;
    uint16_t x = (uint16_t)(s->x + b->left);

    if (at == 0 && b->marked)
        set_marker(s, b);
    if (at == 0)
        x = (uint16_t)(x + b->first);
    line = add(s, b->record.text + at, fit->shown, x, b->face);
    line->tab = b->type.tab;
    line->flags = b->flags;
    if (fit->hyphen)
        line->flags |= GALLEY_LINE_HYPHEN;
}

/* Sets as much of a block as the page takes; returns the bytes that are
 * done, all of them unless the page is full. */
static uint16_t set_block(struct setter *s, const struct block *b,
                          uint16_t at)
{
    while (at < b->record.size) {
        struct galley_fit fit;
        uint8_t need = 1;

        fit_line(b, at, &fit);
        if (fit.shown > 0 || b->style & PRE) {
            if (s->y > s->head)
                need = together(s, b, at);
            if (room(s, b->leading) < (need > 0 ? need : 1) && !turn(s))
                return at;
            if (room(s, b->leading) == 0)
                return at;
            if (fit.shown > 0)
                set_line(s, b, at, &fit);
            s->y = (uint16_t)(s->y + b->leading);
        }
        at = (uint16_t)(at + fit.taken);
    }
    return at;
}

static void set_blocks(struct setter *s)
{
    struct galley_cursor *next = &s->sheet->next;
    bool begun = false;
    struct block b;

    while (!s->full && galley_story_read(s->story, next->place, &b.record)) {
        read_style(s, &b);
        if (begun && s->y > s->head)
            s->y = (uint16_t)(s->y + gap_before(s, &b, next->before));
        if (b.style & next->before & INDENTED && s->format->gap == 0
            && !b.record.joined)
            b.first = s->format->indent;
        next->at = set_block(s, &b, next->at);
        if (s->full || next->at < b.record.size)
            return;
        next->place = b.record.next;
        next->at = 0;
        next->before = b.style;
        begun = true;
    }
    s->sheet->last = !s->full;
}

static void set_footer(struct setter *s)
{
    const struct galley_format *format = s->format;

    if (!format->footer || text_size(s->story->site) == 0)
        return;
    s->y = (uint16_t)(format->height - format->bottom + format->top / 2 + 4);
    s->foot = format->height;
    if (room(s, 1) == 0)
        return;
    set_field(s, s->story->site, GALLEY_FACE_SMALL, 1,
              (uint16_t)(inner_width(format) * 3u / 4));
}

int galley_typeset(struct galley_sheet *sheet,
                   const struct galley_format *format,
                   const struct galley_story *story,
                   const struct galley_cursor *from)
{
    struct setter s;
    uint16_t inner = inner_width(format);

    memset(sheet, 0, sizeof *sheet);
    memset(&s, 0, sizeof s);
    if (format->width <= 2u * format->side
                         + format->gutter * (format->columns - 1u)
        || format->height <= (uint32_t)format->top + format->bottom)
        return -1;
    sheet->next = *from;
    s.sheet = sheet;
    s.format = format;
    s.story = story;
    s.measure = (uint16_t)(
        (inner - format->gutter * (format->columns - 1u)) / format->columns);
    s.x = format->side;
    s.y = s.head = format->top;
    s.foot = (uint16_t)(format->height - format->bottom);
    if (from->headed != HEAD_DONE) {
        set_head(&s);
        s.head = s.y;
    }
    set_blocks(&s);
    if (sheet->count == 0 && !sheet->last)
        return -1;
    set_footer(&s);
    return 0;
}

int galley_typeset_page(struct galley_sheet *sheet,
                        const struct galley_format *format,
                        const struct galley_story *story, uint16_t number)
{
    struct galley_cursor at, found;
    uint16_t total = 0;

    memset(&at, 0, sizeof at);
    found = at;
    do {
        if (++total <= number)
            found = at;
        if (galley_typeset(sheet, format, story, &at) < 0)
            return -1;
        at = sheet->next;
    } while (!sheet->last && total < 0xffff);
    if (number > total)
        number = total;
    galley_typeset(sheet, format, story, &found);
    sheet->number = number > 0 ? number : 1;
    sheet->total = total;
    return 0;
}

/* ---- drawing ---- */

/* "2 / 5" at the right edge of the footer. */
static void draw_number(const struct galley_sheet *sheet,
                        const struct galley_format *format,
                        const struct galley_strip *strip)
{
    char text[16], *end = text + sizeof text, *at = end;
    uint16_t y = (uint16_t)(format->height - format->bottom
                            + format->top / 2 + 4);
    struct galley_type type;
    struct galley_fit fit;

    if (sheet->number == 0)
        return;
    type_of(format, GALLEY_FACE_SMALL, 0, false, &type);
    if (sheet->total > 0) {
        at = galley_unicode_decimal(at, sheet->total);
        at -= 3;
        memcpy(at, " / ", 3);
    }
    at = galley_unicode_decimal(at, sheet->number);
    galley_wrap(&type, at, (size_t)(end - at), format->width, &fit);
    galley_set(&type, at, fit.shown,
               (int32_t)format->width - format->side - fit.width,
               y + type.font->ascent, strip);
}

static void draw_line(const struct galley_line *line,
                      const struct galley_format *format,
                      const struct galley_strip *strip)
{
    struct galley_type type;
    int32_t x, top, bar;

    galley_line_type(line, format, &type);
    top = (int32_t)line->y - type.font->ascent;
    if (line->flags & GALLEY_LINE_BAR) {
        bar = format->indent * 2 / 3;
        galley_strip_fill(strip, line->x - bar, top, 2,
                          format->leading[GALLEY_FACE_BODY]);
    }
    if ((int32_t)line->y - type.font->up >= strip->top + strip->rows
        || (int32_t)line->y + type.font->down < strip->top)
        return;
    x = galley_set(&type, line->text, line->size, line->x, line->y, strip);
    if (line->flags & GALLEY_LINE_HYPHEN)
        galley_set(&type, "-", 1, x, line->y, strip);
    if (line->flags & GALLEY_LINE_ELLIPSIS)
        galley_set(&type, "\xe2\x80\xa6", 3, x, line->y, strip);
}

void galley_sheet_draw(const struct galley_sheet *sheet,
                       const struct galley_format *format,
                       const struct galley_strip *strip)
{
    uint16_t inner = inner_width(format);
    uint8_t i;

    galley_strip_clear(strip);
    for (i = 0; i < sheet->count; i++)
        draw_line(&sheet->lines[i], format, strip);
    if (sheet->rule > 0)
        galley_strip_fill(strip, format->side, sheet->rule, inner, 1);
    if (format->footer) {
        galley_strip_fill(strip, format->side,
                          (int32_t)format->height - format->bottom
                          + format->top / 2, inner, 1);
        draw_number(sheet, format, strip);
    }
}
