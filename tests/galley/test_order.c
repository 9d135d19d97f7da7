/*
 * What galley.h promises of calls: sinks that fail, calls from inside of them,
 * calls out of order, refused options.
 */
#include "story.h"

/* ---- sinks and calls ---- */

struct sink {
    struct galley *g;
    int calls, fail_at, calls_after, inside; /* what is called inside */
    int results[4];
};

static int on_block(void *user, const struct galley_block *block)
{
    struct sink *s = user;
    struct galley_options o = GALLEY_OPTIONS;

    (void)block;
    s->calls++;
    if (s->fail_at > 0 && s->calls > s->fail_at)
        s->calls_after++;
    if (s->inside == 1) {
        s->results[0] = galley_feed(s->g, "<p>x", 4);
        s->results[1] = galley_finish(s->g);
        s->results[2] = galley_reset(s->g, NULL);
    } else if (s->inside == 2) {
        galley_init(s->g, &o);
    } else if (s->inside == 3) {
        s->results[0] = galley_field(s->g, GALLEY_FIELD_HEADLINE)[0] == 'I';
        s->results[1] = galley_needed(s->g, GALLEY_FIELD_BODY) > 0;
    }
    return s->calls == s->fail_at;
}

static struct text make_story(int paragraphs)
{
    struct text page = {NULL, 0, 0};

    text_add(&page, HEAD);
    add_days(&page, paragraphs);
    return page;
}

/* Reads the story with this sink: what finish says. */
static int tell(struct sink *s, const struct text *page, size_t window,
                int *fed)
{
    struct galley_options o = GALLEY_OPTIONS;
    char *body = harness_allocate(window);
    int result;

    o.body = body;
    o.body_size = window;
    o.on_block = on_block;
    o.user = s;
    s->g = harness_allocate(sizeof *s->g);
    galley_init(s->g, &o);
    *fed = galley_feed(s->g, page->bytes, page->size);
    result = galley_finish(s->g);
    free(s->g);
    free(body);
    return result;
}

/* Wherever the sink fails, finish says so and it is not called again. */
static void test_failing_sink(void)
{
    struct text page = make_story(40);
    static const size_t windows[] = {256, 1024, 16384};
    size_t w;
    int n, fed;

    for (w = 0; w < COUNT(windows); w++) {
        for (n = 1; n <= 40; n++) {
            struct sink s = {0};
            int result;

            s.fail_at = n;
            result = tell(&s, &page, windows[w], &fed);
            harness_check(result == GALLEY_ERR_SINK && s.calls_after == 0
                              && (fed == GALLEY_OK || fed == result),
                          "a sink's error is final");
        }
    }
    free(page.bytes);
}

/* Also where it fails below a long paragraph, which then has no end, and
 * below a character that the end of the page has completed. */
static void test_failing_late(void)
{
    static const size_t windows[] = {300, 512, 1024};
    struct text page;
    size_t w, window;
    int n, fed, good = 0, late = 0;

    for (w = 0; w < COUNT(windows); w++) {
        for (n = 1; n <= 5; n++) {
            struct sink s = {0};
            int result;

            page = make_story(3);
            add_times(&page, PARAGRAPH, 30);
            s.fail_at = n;
            result = tell(&s, &page, windows[w], &fed);
            harness_check(result == GALLEY_ERR_SINK && s.calls_after == 0,
                          "a sink's error below a long paragraph");
            free(page.bytes);
        }
    }
    page = make_story(20);
    text_add(&page, "<p>\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9 and so on \xE2\x82");
    for (window = 2300; window < 2500; window++) {
        struct sink s = {0};

        s.fail_at = 1;
        good += tell(&s, &page, window, &fed) == GALLEY_ERR_SINK
                && s.calls == 1;
        late += fed == GALLEY_OK;
    }
    free(page.bytes);
    harness_check(good == 200 && late > 0 && late < 200,
                  "a sink's error at the end of the page");
}

static void test_calls_inside(void)
{
    struct text page = make_story(40);
    struct sink refused = {0}, lost = {0}, fields = {0};
    int fed;

    refused.inside = 1;
    harness_check(tell(&refused, &page, 1024, &fed) == GALLEY_OK
                      && fed == GALLEY_OK && refused.calls >= 40,
                  "calls inside change nothing");
    harness_check(refused.results[0] == GALLEY_ERR_CALL
                      && refused.results[1] == GALLEY_ERR_CALL
                      && refused.results[2] == GALLEY_ERR_CALL,
                  "calls inside are refused by name");
    lost.inside = 2;
    harness_check(tell(&lost, &page, 1024, &fed) == GALLEY_ERR_SINK
                      && fed == GALLEY_ERR_SINK && lost.calls == 1,
                  "galley_init inside ends the page");
    fields.inside = 3;
    harness_check(tell(&fields, &page, 1024, &fed) == GALLEY_OK
                      && fields.results[0] && fields.results[1],
                  "fields may be read inside");
    free(page.bytes);
}

static void test_after_finish(void)
{
    struct text page = make_story(10);
    struct galley_options o = GALLEY_OPTIONS;
    struct galley *g = harness_allocate(sizeof *g);
    static char body[1024], copy[1024];
    int result;

    o.body = body;
    o.body_size = sizeof body;
    galley_init(g, &o);
    galley_feed(g, page.bytes, page.size);
    result = galley_finish(g);
    memcpy(copy, body, sizeof copy);
    harness_check(result == GALLEY_TRUNCATED
                      && galley_feed(g, page.bytes, page.size) == result
                      && galley_finish(g) == result
                      && memcmp(copy, body, sizeof body) == 0,
                  "behind the end nothing changes");
    harness_check(galley_field(g, GALLEY_FIELD_BODY) == body,
                  "the body is there");
    harness_check(galley_reset(g, NULL) == GALLEY_OK && body[0] == '\0'
                      && galley_field(g, GALLEY_FIELD_BODY)[0] == '\0'
                      && galley_feed(g, page.bytes, page.size) == GALLEY_OK
                      && galley_finish(g) == result
                      && strcmp(copy, body) == 0,
                  "reset begins anew");
    free(g);
    free(page.bytes);
}

/* Nothing that follows an article of no error changes it either. */
static void test_after_ok(void)
{
    struct text page = make_story(4);
    static char body[1024];
    struct galley *g = begin_page(body, sizeof body);

    galley_feed(g, page.bytes, page.size);
    harness_check(galley_field(g, GALLEY_FIELD_BODY)[0] == '\0',
                  "no body before the end");
    harness_check(galley_finish(g) == GALLEY_OK
                      && galley_feed(g, page.bytes, page.size) == GALLEY_OK
                      && galley_finish(g) == GALLEY_OK
                      && strstr(body, "Day 3: ") != NULL
                      && strstr(strstr(body, "Day 3: ") + 1, "Day 0: ")
                             == NULL,
                  "behind a good end nothing changes");
    free(g);
    free(page.bytes);
}

/* ---- refused ---- */

static void check_refused(struct galley *g, int error)
{
    int field;

    harness_check(galley_reset(g, NULL) == error
                      && galley_feed(g, "<p>x", 4) == error
                      && galley_finish(g) == error
                      && galley_bytes_needed(g) == 0
                      && galley_http_status(g) == 0,
                  "every call after a refusal says so");
    for (field = GALLEY_FIELD_HEADLINE; field <= GALLEY_FIELD_LOCATION;
         field++)
        harness_check(galley_field(g, (enum galley_field)field)[0] == '\0'
                          && galley_needed(g, (enum galley_field)field) == 0,
                      "fields after a refusal");
    harness_check(galley_field(g, (enum galley_field)8) == NULL,
                  "no such field after a refusal");
}

/* Options out of their range, and another configuration, of which no byte
 * behind its own struct is touched. */
static void test_refused(void)
{
    struct galley_options o = GALLEY_OPTIONS;
    struct galley *g = harness_allocate(sizeof *g);
    char headline[8];
    size_t size = sizeof *g - 8;

    o.headline = headline;
    harness_check(galley_init(g, &o) == GALLEY_ERR_OPTIONS,
                  "a headline buffer without a size");
    check_refused(g, GALLEY_ERR_OPTIONS);
    o.headline = NULL;
    o.headline_size = 8;
    harness_check(galley_init(g, &o) == GALLEY_ERR_OPTIONS,
                  "a size without a headline buffer");
    o.headline_size = 0;
    memset(g, 0x5A, sizeof *g);
    harness_check(galley_init_sized(g, &o, size, sizeof o)
                      == GALLEY_ERR_CONFIG && ((char *)g)[size] == 0x5A,
                  "a smaller struct");
    check_refused(g, GALLEY_ERR_CONFIG);
    harness_check(galley_init_sized(g, &o, sizeof *g, sizeof o - 1)
                      == GALLEY_ERR_CONFIG, "smaller options");
    check_refused(g, GALLEY_ERR_CONFIG);
    harness_check(galley_size() == sizeof *g
                      && galley_options_size() == sizeof o,
                  "the sizes that the library tells");
    harness_check(galley_init(g, &o) == GALLEY_OK
                      && galley_feed(g, "<p>x", 4) == GALLEY_OK,
                  "galley_init begins anew");
    free(g);
}

int main(void)
{
    test_failing_sink();
    test_failing_late();
    test_calls_inside();
    test_after_finish();
    test_after_ok();
    test_refused();
    return harness_summary();
}
