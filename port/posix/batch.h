/* SPDX-License-Identifier: MIT */
/*
 * Many pages in one input (--input=warc, --input=jsonl).  Calls go down only:
 * batch.c reads the input; warc.c and lines.c find the records in it and hand
 * them to a sink: record.c, which makes a JSON line of one, or jobs.c, which
 * sends it to a process that does; jsonl.c reads a line of JSON.
 */
#ifndef GALLEY_BATCH_H
#define GALLEY_BATCH_H

#include "command.h"

/* The longest URL that is kept, NUL included. */
#define URL_SIZE 8192

/* What is wrong with a record, beside what the library says of its page. */
enum {
    FAULT_NONE,
    FAULT_WARC_SYNTAX,
    FAULT_WARC_LENGTH,
    FAULT_GZIP,
    FAULT_READ,
    FAULT_JSON,
    FAULT_HTML,
    FAULT_HTML_TWICE,
    FAULT_URL
};

/* What a record's bytes are. */
enum { RECORD_LINE, RECORD_PAGE, RECORD_RESPONSE };

struct record {
    uint64_t number;   /* in its input, from 1, those passed over too */
    uint64_t offset;   /* inflated bytes in front of it */
    uint8_t kind;
    char charset[40];  /* of a page, or "" */
    char url[URL_SIZE];
};

/* Takes records, one after the other: begin, any number of data, end. */
struct record_sink {
    void (*begin)(void *user, const struct record *record);
    void (*data)(void *user, const char *bytes, size_t size);
    void (*end)(void *user, int fault);
    void *user;
};

/* ---- warc.c: WARC files (ISO 28500), cut anywhere ---- */

struct warc {
    const struct record_sink *sink;
    struct record record;
    uint64_t records;
    uint64_t at;       /* bytes read */
    uint64_t length;   /* of the block */
    uint64_t left;     /* of it still to come */
    uint8_t state;
    uint8_t type;      /* by WARC-Type */
    uint8_t content;   /* by Content-Type */
    uint8_t blank;     /* lines behind the block, 2 at most */
    uint8_t fault;     /* found in the head */
    uint8_t measured;  /* what became of Content-Length */
    bool complete;     /* the field in line[] has its line end */
    bool begun;        /* the sink has the record */
    bool holding;      /* the block has a line as records begin */
    bool swallowed;    /* what is held is to be read once more */
    bool again;        /* it is being read */
    uint8_t match;     /* of such a line: bytes, and 1 */
    uint64_t held_at;  /* where it begins */
    struct spool held;
    size_t size;       /* bytes in line[] */
    char line[URL_SIZE + 64];
};

void warc_init(struct warc *w, const struct record_sink *sink);
void warc_feed(struct warc *w, const char *bytes, size_t size);
/* The bytes that come next begin a member of a gzip file. */
void warc_member(struct warc *w, const char *bytes, size_t size);
/* What comes next does not follow from what came. */
void warc_break(struct warc *w, int fault);
void warc_finish(struct warc *w);

/* ---- lines.c: a record a line ---- */

struct lines {
    const struct record_sink *sink;
    struct record record;
    uint64_t at;
    bool begun;        /* the sink has the line */
    bool skipping;     /* the rest of a line that is broken */
    uint64_t start;    /* of the line */
};

void lines_init(struct lines *l, const struct record_sink *sink);
void lines_feed(struct lines *l, const char *bytes, size_t size);
void lines_break(struct lines *l, int fault);
void lines_finish(struct lines *l);

/* ---- jsonl.c: {"url": ..., "html": ...} ---- */

/* Objects and arrays in each other. */
#define JSON_DEPTH 512

struct jsonl {
    byte_sink *html;    /* gets the text of "html" as it is read */
    void *user;
    char *url;          /* URL_SIZE bytes */
    uint8_t state;
    uint8_t part;       /* of the number, the literal or the escape */
    uint8_t string;     /* which one is being read */
    uint8_t member;     /* the value to come belongs to it */
    uint8_t fault;
    uint8_t bom;        /* bytes of it read */
    bool seen;          /* there was a string "html" */
    const char *literal;
    uint16_t unit;      /* of an escape */
    uint16_t high;      /* a surrogate that waits for its other half */
    uint16_t depth;
    uint8_t arrays[JSON_DEPTH / 8]; /* a bit each: it is an array */
    size_t url_size;
    size_t key_size;
    size_t text_size;
    char key[8];
    char text[2048];    /* of "html", not yet handed on */
};

void jsonl_init(struct jsonl *j, char *url, byte_sink *html, void *user);
void jsonl_feed(struct jsonl *j, const char *bytes, size_t size);
/* At the line's end: what was wrong with it. */
int jsonl_finish(struct jsonl *j);

/* ---- record.c: one record, a JSON line ---- */

struct reader {
    const struct command *command;
    const char *file;
    struct command how;          /* the record at hand is read */
    struct record record;
    struct jsonl jsonl;
    struct extraction *extraction;
    int status;                  /* exit status of the record that ended */
};

/* A sink whose user is a struct reader. */
void reader_begin(void *user, const struct record *record);
void reader_data(void *user, const char *bytes, size_t size);
void reader_end(void *user, int fault);

/* ---- jobs.c: records to other processes, and their lines back ---- */

struct jobs;

/* Starts the processes, which read as *reader says. */
struct jobs *jobs_start(int count, const struct reader *reader);
/* A sink whose user is a struct jobs. */
void jobs_begin(void *user, const struct record *record);
void jobs_data(void *user, const char *bytes, size_t size);
void jobs_end(void *user, int fault);
/* Does what there is to do until the file can be read. */
void jobs_wait(struct jobs *jobs, int file);
/* Waits for all results: the highest exit status. */
int jobs_finish(struct jobs *jobs);

#endif
