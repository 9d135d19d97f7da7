/* SPDX-License-Identifier: MIT */
/*
 * The galley command: what its files share.  Calls go down only: main
 * (galley.c); its options (options.c); batch.c, of many pages (batch.h); the
 * ways to read one (extract.c, tokens.c, features.c) and version.c; the
 * formats of an article (text.c, markdown.c, html.c, object.c) and where it
 * goes (folder.c); article.c, lists.c, dates.c, names.c, input.c; spool.c,
 * json.c, url.c; utf8.c, output.c; progress.c.
 */
#ifndef GALLEY_COMMAND_H
#define GALLEY_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "galley.h"

/* Exit statuses, as in sysexits.h.  Of several inputs the highest counts. */
#define EXIT_NO_ARTICLE 1
#define EXIT_USAGE 64
#define EXIT_DATA 65
#define EXIT_NO_INPUT 66
#define EXIT_SOFTWARE 70
#define EXIT_SYSTEM 71
#define EXIT_CANNOT_CREATE 73
#define EXIT_IO 74

#define FORMAT_TEXT 0
#define FORMAT_MARKDOWN 1
#define FORMAT_HTML 2
#define FORMAT_JSON 3
#define FORMAT_BLOCKS 4
#define FORMAT_TOKENS 5

#define INPUT_PAGE 0
#define INPUT_WARC 1
#define INPUT_JSONL 2

/* The window where --body-size does not ask for another, bytes. */
#ifndef WINDOW
#define WINDOW 4096
#endif

struct command {
    int format;
    const char *folder;    /* a file for each input goes there, or NULL */
    const char *url;       /* of the page, or NULL */
    bool iso_dates;
    bool http;
    bool features;
    bool format_given;
    bool exit_zero;
    int input;             /* what an input holds */
    int jobs;              /* processes; 0: not given */
    bool random;           /* cut the input at random */
    uint32_t seed;
    size_t chunk;          /* bytes fed at a time */
    size_t headline_size;  /* 0: not given */
    size_t body_size;
    const char *charset;
    const char *last_start_tag;
    uint8_t state;
};

/* A function that takes bytes. */
typedef void byte_sink(void *user, const void *bytes, size_t size);

/* ---- options.c: one table of them ---- */

/* The inputs' names, NULL behind the last.  Ends the program where an option
 * says so, or is wrong. */
char **options_read(struct command *command, int argc, char **argv);

/* ---- input.c: files, cut into chunks ---- */

struct input {
    const char *name;
    const char *url;       /* or NULL */
    int file;
    bool random;
    uint32_t seed;
    size_t chunk;
    uint64_t bytes;  /* read so far */
    char *buffer;    /* chunk bytes */
};

/* 0, or -1 with errno. */
int input_open(struct input *in, const char *name,
               const struct command *command);
/* The next chunk: 1, 0 at the end, -1 with errno. */
int input_next(struct input *in, const char **chunk, size_t *size);
/* The same, without waiting for a whole chunk. */
int input_some(struct input *in, const char **chunk, size_t *size);
void input_close(struct input *in);

/* ---- names.c: of files ---- */

#define NAME_BYTES 121 /* with the NUL */

/* What to call the file, less its suffix, that comes of the input, whose URL
 * may be NULL. */
void file_name(char name[NAME_BYTES], const char *input, const char *url);

/* ---- folder.c: a file for each input ---- */

/* Makes the folder; of the inputs, NULL behind the last, none is written
 * over.  Ends the program where it cannot be. */
void folder_open(const char *path, const char *suffix, char **inputs);
/* What is put out goes into the file of that input until folder_end, where
 * it gets its name unless it is empty.  0 or an exit status. */
int folder_begin(const char *input, const char *url);
int folder_end(void);

/* ---- dates.c ---- */

#define DATE_BYTES 26

/* A date of publication as the library has it, which may be cut, as
 * 2024-09-12T06:30:00+02:00, Z where that is 0; with no zone, or no time,
 * where it does not say; or 2024-09.  A time that is not understood is left
 * out, a date that no calendar has gives "". */
const char *date_iso(const char *published, bool cut, char out[DATE_BYTES]);

/* ---- spool.c: bytes that wait, on disk when they are many ---- */

struct spool {
    char *memory;
    size_t room;    /* bytes at memory */
    FILE *file;     /* holds everything once it is open */
    uint64_t size;  /* bytes written */
    uint64_t at;    /* bytes read */
};

/* All of them end the program when memory or disk has run out. */
void spool_write(struct spool *s, const void *bytes, size_t size);
/* Reads on from where it stands; fewer bytes than asked for only at the
 * end. */
size_t spool_read(struct spool *s, void *bytes, size_t size);
/* What spool_read reads next. */
void spool_seek(struct spool *s, uint64_t at);
/* Forgets all but the first size bytes. */
void spool_cut(struct spool *s, uint64_t size);

/* ---- utf8.c ---- */

/* Bytes of the character that valid UTF-8 has there; 0 where it is not. */
size_t utf8_size(const char *text);

/* ---- json.c: strings ---- */

/* The bytes of valid UTF-8 as they stand between quotes. */
void json_escape(byte_sink *sink, void *user, const char *text, size_t size);
/* On standard output, quotes included. */
void json_string(const char *text);
/* The same for text that may be no UTF-8: file names. */
void json_name(const char *name);

/* ---- article.c: what was extracted of an input ---- */

struct article {
    const struct command *command;
    const char *name;            /* of the input */
    const char *url;             /* of the page, or NULL */
    const char *published;       /* as asked for, or NULL: as found */
    const char *status;          /* "ok", or the name of an error */
    const struct galley *galley; /* has the fields */
    const char *headline;        /* a buffer of its own, or NULL */
    bool fixed;                  /* the body is what its buffer holds */
    struct spool blocks;
    uint64_t bytes_in;
};

/* As struct galley_block; the text is read by article_text. */
struct block {
    uint8_t kind;
    uint8_t level;
    uint8_t flags;
    uint16_t number;
    size_t size;
};

/* By kind. */
extern const char *const block_kinds[];

const char *article_field(const struct article *a, enum galley_field which);
void article_add(struct article *a, const struct galley_block *block);
/* Blocks from the first on; false behind the last.  The text of each is to be
 * read before the next: in pieces that end with a character, to a sink or, if
 * this is NULL, nowhere. */
void article_rewind(struct article *a);
bool article_next(struct article *a, struct block *block);
void article_text(struct article *a, const struct block *block,
                  byte_sink *sink, void *user);
/* All blocks but captions, blank lines between them.  Their bytes. */
uint64_t article_body(struct article *a, byte_sink *sink);

/* ---- lists.c: for formats that nest them ---- */

#define LISTS 15 /* depths, as in galley.h */

struct list {
    bool ordered;
    unsigned next;   /* the number that follows without being said */
    unsigned column; /* Markdown: where the text of its items begins, */
    char mark;       /* and what stands behind their numbers */
};

struct lists {
    unsigned depth;  /* of those that are open, 0: none */
    unsigned left;   /* deeper ones that the last item has left */
    bool is_new;     /* it is the first of its list */
    bool jumps;      /* its number does not follow the one before */
    struct list open[LISTS];
};

/* The list that the item belongs to. */
struct list *lists_enter(struct lists *l, const struct block *item);

/* ---- a file for each format ---- */

void print_text(struct article *a);
void print_markdown(struct article *a);
void print_html(struct article *a);
void print_json(struct article *a);
/* The json of an input that was not read. */
void print_nothing(const char *name, const char *url, const char *status);

/* ---- a file for each way to read one input; the results are exit
 * statuses ---- */

int extract_input(const struct command *command, struct input *in);
/* The same of a record among many: its JSON line is printed at the end. */
struct extraction;
struct extraction *extract_begin(const struct command *command);
void extract_feed(struct extraction *x, const char *bytes, size_t size);
/* What the library says of the page. */
int extract_finish(struct extraction *x);
void extract_print(struct extraction *x, const char *file, const char *url,
                   const char *status);
const char *extract_location(const struct extraction *x);
void extract_end(struct extraction *x);

int tokens_input(const struct command *command, struct input *in);
int features_input(const struct command *command, struct input *in);
/* batch.c: before the first output; then all records of an input. */
void batch_start(void);
int batch_input(const struct command *command, struct input *in);

/* ---- version.c ---- */

void print_version(void);

/* ---- output.c ---- */

#ifdef __GNUC__
#define OUT_FORMAT __attribute__((format(printf, 1, 2)))
#else
#define OUT_FORMAT
#endif

/* Where results go now, and what it is called.  The part, or NULL, is what is
 * removed when it cannot be written. */
void out_to(FILE *file, const char *name, const char *part);
/* Goes back to standard output.  True: the file is empty. */
bool out_close(void);

/* Results.  These end the program when they cannot be written. */
void out(const void *bytes, size_t size);
void out_string(const char *s);
void out_format(const char *format, ...) OUT_FORMAT;
/* All that was put out is written when it returns. */
void out_end(void);
/* out() as a sink. */
void out_sink(void *user, const void *bytes, size_t size);

/* ---- progress.c: on standard error, where that alone is a terminal ---- */

void progress_count(bool failed);
/* Takes the line away until the next page. */
void progress_hide(void);
/* The last line, which stays. */
void progress_end(void);

/* Prints "galley: NAME: REASON" on standard error. */
void complain(const char *name, const char *reason);
/* Reports what the library said of an input: an exit status.  The location
 * that it leads to, or NULL or "", is relative to the URL, which may be
 * NULL. */
int report(const char *name, int result, const char *url,
           const char *location);
/* The same for errno after input_next. */
int report_read(const char *name);
/* A line for standard error as another process wrote it. */
void complain_line(const char *line, size_t size);
/* Ends the program when there is no memory. */
void *allocate(size_t size);

#endif
