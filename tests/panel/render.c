/*
 * A story in, the stream of a panel out: what a firmware does, on the host.
 *
 *     render [OPTION]... STORY
 *       --panel=NAME     uc8179 (default), uc8179-turned, ssd1680,
 *                        ssd1680-turned, ssd1680-296, ssd1681
 *       --wire=FILE      the SPI stream, all pages one after the other
 *       --pbm=PREFIX     each page drawn in one piece: PREFIX1.pbm, ...
 *       --lines          the lines of each page, for tests
 *       --strip=ROWS     rows of the strip, default 8
 *       --story=BYTES    the story's buffer, default 24576
 *       --page=N         this page only
 *
 * STORY is a text file, one block a line: kind, tab, level, tab, text, with
 * \n, \t and \\ for what a line cannot hold; kinds are those of galley
 * --format=blocks, and headline, byline, published, site.  Where a block has
 * a number, it stands behind the level: 1,12.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "body.h"
#include "headline.h"
#include "mono.h"
#include "panel.h"
#include "small.h"
#include "story.h"
#include "strong.h"
#include "typeset.h"
#include "wire.h"

struct choice {
    const char *name;
    const struct galley_controller *controller;
    uint16_t width, height;
    uint8_t turned;
    uint8_t tiny; /* small faces */
};

static const struct choice choices[] = {
    {"uc8179", &galley_uc8179, 800, 480, 0, 0},
    {"uc8179-turned", &galley_uc8179, 800, 480, 1, 0},
    {"ssd1680", &galley_ssd1680, 122, 250, 0, 1},
    {"ssd1680-turned", &galley_ssd1680, 122, 250, 1, 1},
    {"ssd1680-296", &galley_ssd1680, 128, 296, 1, 1},
    {"ssd1681", &galley_ssd1681, 200, 200, 0, 1},
};

static const struct galley_font *const large_faces[GALLEY_FACES] = {
    &galley_font_body, &galley_font_headline, &galley_font_strong,
    &galley_font_small, &galley_font_mono,
};
static const struct galley_font *const tiny_faces[GALLEY_FACES] = {
    &galley_font_small, &galley_font_strong, NULL, NULL, NULL,
};

static const char *const kinds[] = {
    "paragraph", "heading", "list_item", "quote", "preformatted",
    "table_row", "caption",
};

static void fail(const char *what, const char *which)
{
    fprintf(stderr, "render: %s: %s\n", which, what);
    exit(65);
}

/* Undoes \n, \t and \\ in place. */
static void unescape(char *s)
{
    char *to = s;

    for (; *s != '\0'; s++) {
        if (*s == '\\' && s[1] != '\0') {
            s++;
            *to++ = (char)(*s == 'n' ? '\n' : *s == 't' ? '\t' : *s);
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
}

static char *copy(const char *s)
{
    char *to = malloc(strlen(s) + 1);

    if (to == NULL)
        fail("out of memory", "story");
    strcpy(to, s);
    return to;
}

static unsigned long read_number(char **at, unsigned long most)
{
    char *start = *at;
    unsigned long number = strtoul(start, at, 10);

    if (*start < '0' || *start > '9' || number > most)
        fail("not a level, or a level and a number", start);
    return number;
}

/* "1" or "1,12" */
static void read_level(struct galley_block *block, char *text)
{
    block->level = (uint8_t)read_number(&text, 255);
    if (*text == ',') {
        text++;
        block->number = (uint16_t)read_number(&text, 65535);
    }
    if (*text != '\0')
        fail("not a level, or a level and a number", text);
}

static void take_line(struct galley_story *story, char *line)
{
    char *level = strchr(line, '\t'), *text = NULL;
    struct galley_block block = {0};
    size_t i;

    if (level == NULL || (text = strchr(level + 1, '\t')) == NULL)
        fail("not kind, tab, level, tab, text", line);
    *level++ = '\0';
    *text++ = '\0';
    unescape(text);
    if (strcmp(line, "headline") == 0)
        story->headline = copy(text);
    else if (strcmp(line, "byline") == 0)
        story->byline = copy(text);
    else if (strcmp(line, "published") == 0)
        story->published = copy(text);
    else if (strcmp(line, "site") == 0)
        story->site = copy(text);
    for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(line, kinds[i]) == 0) {
            block.kind = (uint8_t)i;
            read_level(&block, level);
            block.text = text;
            block.size = strlen(text);
            galley_story_block(story, &block);
        }
}

static void read_story(struct galley_story *story, const char *name)
{
    static char line[1 << 20];
    FILE *file = fopen(name, "rb");

    if (file == NULL)
        fail("cannot open", name);
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '\0' && line[0] != '#')
            take_line(story, line);
    }
    fclose(file);
}

static void put(void *user, const uint8_t *bytes, size_t size)
{
    if (fwrite(bytes, 1, size, user) != size)
        fail("cannot write", "wire");
}

/* The page drawn at once, for comparison with what came over the wire. */
static void write_pbm(const char *prefix, const struct galley_sheet *sheet,
                      const struct galley_format *format)
{
    size_t size = GALLEY_STRIDE(format->width) * format->height, i;
    struct galley_strip strip = {NULL, 0, 0, 0};
    char name[1024];
    FILE *file;

    strip.bits = malloc(size);
    strip.width = format->width;
    strip.rows = format->height;
    snprintf(name, sizeof name, "%s%u.pbm", prefix, sheet->number);
    file = fopen(name, "wb");
    if (strip.bits == NULL || file == NULL)
        fail("cannot write", name);
    galley_sheet_draw(sheet, format, &strip);
    fprintf(file, "P4\n%u %u\n", strip.width, strip.rows);
    for (i = 0; i < size; i++)
        fputc(~strip.bits[i] & 0xff, file);
    fclose(file);
    free(strip.bits);
}

/* page, face, flags, x, y, width, text */
static void print_lines(const struct galley_sheet *sheet,
                        const struct galley_format *format)
{
    uint8_t i;

    for (i = 0; i < sheet->count; i++) {
        const struct galley_line *line = &sheet->lines[i];
        struct galley_type type;
        struct galley_strip none = {NULL, 0, 0, 0};
        uint16_t j;

        galley_line_type(line, format, &type);
        printf("%u\t%u\t%u\t%u\t%u\t%ld\t", sheet->number, line->face,
               line->flags, line->x, line->y,
               (long)galley_set(&type, line->text, line->size, line->x,
                                line->y, &none) - line->x);
        for (j = 0; j < line->size; j++)
            putchar(line->text[j] == '\t' ? ' ' : line->text[j]);
        putchar('\n');
    }
}

struct options {
    const char *panel, *wire, *pbm, *story;
    int lines;
    unsigned long strip, size, page;
};

static void render(const struct options *o, struct galley_panel *panel,
                   const struct galley_format *format,
                   const struct galley_story *story)
{
    struct galley_sheet sheet;
    FILE *file = o->wire != NULL ? fopen(o->wire, "wb") : NULL;
    size_t size = o->strip * GALLEY_STRIDE(format->width);
    uint8_t *strip = malloc(size > 0 ? size : 1);
    struct galley_wire wire = {put, NULL};
    struct galley_spi spi;
    uint16_t page = 1;

    if (strip == NULL || (o->wire != NULL && file == NULL))
        fail("cannot open", o->wire);
    wire.user = file;
    galley_wire_spi(&spi, &wire);
    panel->spi = &spi;
    do {
        if (galley_typeset_page(&sheet, format, story, page) < 0)
            fail("no line fits the panel", o->panel);
        if (o->page == 0 || o->page == page) {
            if (file != NULL &&
                galley_panel_page(panel, &sheet, format, strip, size) < 0)
                fail("the strip is too small", o->panel);
            if (o->pbm != NULL)
                write_pbm(o->pbm, &sheet, format);
            if (o->lines)
                print_lines(&sheet, format);
        }
    } while (page++ < sheet.total);
    free(strip);
    if (file != NULL && fclose(file) != 0)
        fail("cannot write", o->wire);
}

static const char *value(const char *argument, const char *name)
{
    size_t size = strlen(name);

    return strncmp(argument, name, size) == 0 ? argument + size : NULL;
}

static void parse(struct options *o, int argc, char **argv)
{
    const char *v;
    int i;

    for (i = 1; i < argc; i++) {
        if ((v = value(argv[i], "--panel=")) != NULL)
            o->panel = v;
        else if ((v = value(argv[i], "--wire=")) != NULL)
            o->wire = v;
        else if ((v = value(argv[i], "--pbm=")) != NULL)
            o->pbm = v;
        else if ((v = value(argv[i], "--strip=")) != NULL)
            o->strip = strtoul(v, NULL, 10);
        else if ((v = value(argv[i], "--story=")) != NULL)
            o->size = strtoul(v, NULL, 10);
        else if ((v = value(argv[i], "--page=")) != NULL)
            o->page = strtoul(v, NULL, 10);
        else if (strcmp(argv[i], "--lines") == 0)
            o->lines = 1;
        else if (argv[i][0] == '-' || o->story != NULL)
            fail("unknown option", argv[i]);
        else
            o->story = argv[i];
    }
    if (o->story == NULL)
        fail("no story given", "arguments");
}

int main(int argc, char **argv)
{
    struct options o = {"uc8179", NULL, NULL, NULL, 0, 8, 24576, 0};
    struct galley_panel panel;
    struct galley_format format;
    struct galley_story story;
    const struct choice *choice = NULL;
    char *buffer;
    size_t i;

    parse(&o, argc, argv);
    for (i = 0; i < sizeof choices / sizeof *choices; i++)
        if (strcmp(choices[i].name, o.panel) == 0)
            choice = &choices[i];
    if (choice == NULL)
        fail("unknown panel", o.panel);
    memset(&panel, 0, sizeof panel);
    panel.controller = choice->controller;
    panel.width = choice->width;
    panel.height = choice->height;
    panel.turned = choice->turned;
    buffer = malloc(o.size > 0 ? o.size : 1);
    if (buffer == NULL)
        fail("out of memory", "story");
    galley_story_init(&story, buffer, o.size);
    read_story(&story, o.story);
    galley_format_init(&format, choice->tiny ? tiny_faces : large_faces,
                       galley_panel_width(&panel),
                       galley_panel_height(&panel));
    render(&o, &panel, &format, &story);
    free((char *)(uintptr_t)story.headline);
    free((char *)(uintptr_t)story.byline);
    free((char *)(uintptr_t)story.published);
    free((char *)(uintptr_t)story.site);
    free(buffer);
    return 0;
}
