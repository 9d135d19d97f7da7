/* SPDX-License-Identifier: MIT */
/*
 * One record in, one JSON line out; what is wrong with it on standard error.
 */
#include <string.h>

#include "batch.h"

/* Statuses and reasons, in the order of FAULT_... */
static const struct {
    const char *status;
    const char *reason;
} faults[] = {
    {"ok", ""},
    {"warc_syntax", "no WARC record is here"},
    {"warc_length", "the record does not end where its Content-Length says"},
    {"inflate", "the gzip file is damaged or cut here"},
    {"read_error", "the input cannot be read any further"},
    {"json_syntax", "the line is no object of JSON"},
    {"json_html", "the object has no string \"html\""},
    {"json_html", "the object has more than one \"html\""},
    {"url_length", "the URL has more than 8191 bytes"}
};

/* Whole records without an article: nothing in them is broken. */
static bool is_no_article(int result)
{
    return result == GALLEY_ERR_NO_ARTICLE || result == GALLEY_ERR_BINARY
           || result == GALLEY_ERR_HTTP_STATUS
           || result == GALLEY_ERR_HTTP_REDIRECT
           || result == GALLEY_ERR_REFRESH;
}

static void feed(void *user, const void *bytes, size_t size)
{
    struct reader *r = user;

    extract_feed(r->extraction, bytes, size);
}

void reader_begin(void *user, const struct record *record)
{
    struct reader *r = user;

    r->record = *record;
    r->how = *r->command;
    r->how.http = record->kind == RECORD_RESPONSE;
    /* What is in JSON is Unicode, whatever the page says of itself. */
    if (record->kind == RECORD_LINE)
        r->how.charset = "utf-8";
    else
        r->how.charset = r->record.charset[0] != '\0' ? r->record.charset
                                                      : NULL;
    r->extraction = extract_begin(&r->how);
    if (record->kind == RECORD_LINE)
        jsonl_init(&r->jsonl, r->record.url, feed, r);
}

void reader_data(void *user, const char *bytes, size_t size)
{
    struct reader *r = user;

    if (r->record.kind == RECORD_LINE)
        jsonl_feed(&r->jsonl, bytes, size);
    else
        feed(r, bytes, size);
}

/* One line, whatever the file is called. */
static void complain_record(const struct reader *r, const char *reason,
                            const char *location)
{
    char name[4096 + 80], why[GALLEY_LOCATION_SIZE + 160];
    size_t n;

    snprintf(name, 4096, "%s", r->file);
    n = strlen(name);
    for (size_t i = 0; i < n; i++)
        if (name[i] == '\n' || name[i] == '\r')
            name[i] = '?';
    snprintf(name + n, sizeof name - n, ": record %llu at byte %llu",
             (unsigned long long)r->record.number,
             (unsigned long long)r->record.offset);
    snprintf(why, sizeof why, "%s%s%s", reason,
             *location != '\0' ? ": " : "", location);
    complain(name, why);
}

static int judge(struct reader *r, int fault, int result)
{
    if (fault != FAULT_NONE) {
        complain_record(r, faults[fault].reason, "");
        return EXIT_DATA;
    }
    if (result >= 0)
        return 0;
    complain_record(r, galley_strerror(result),
                    extract_location(r->extraction));
    return is_no_article(result) ? EXIT_NO_ARTICLE : EXIT_DATA;
}

void reader_end(void *user, int fault)
{
    struct reader *r = user;
    int result, found = FAULT_NONE;

    if (r->record.kind == RECORD_LINE)
        found = jsonl_finish(&r->jsonl);
    if (fault == FAULT_NONE)
        fault = found;
    result = extract_finish(r->extraction);
    extract_print(r->extraction, r->file, r->record.url,
                  fault != FAULT_NONE ? faults[fault].status
                  : result >= 0       ? "ok"
                                      : galley_strname(result));
    r->status = judge(r, fault, result);
    extract_end(r->extraction);
    out_end();
}
