#include "target.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void choose(struct page *page, const uint8_t *head)
{
    static const size_t bodies[] = {4096, GALLEY_BODY_MIN,
                                    GALLEY_BODY_MIN + 1, 700, 2048, 65536,
                                    200000, 0};
    static const size_t headlines[] = {0, 1, 24, 512};
    static const size_t windows[] = {GALLEY_INFLATE_MAX,
                                     GALLEY_INFLATE_MIN};
    static const char *const labels[] = {NULL, "utf-8", "windows-1251",
                                         "utf-16be", "iso-2022-jp", "gbk"};

    page->body_size = bodies[head[0] % COUNT(bodies)];
    page->headline_size = headlines[head[1] & 3];
    page->sink = page->body_size > 0 && (head[1] & 4);
    page->http = (head[1] & 8) != 0;
    page->whole = (head[1] & 16) != 0;
    page->inflate = head[1] & 32 ? windows[head[1] >> 6 & 1] : 0;
    page->charset = labels[head[2] % COUNT(labels)];
    page->fail_at = head[5];
    page->inside = head[6] & 3;
    page->inside_at = head[6] >> 2;
    page->before_finished = head[7] & 1;
}

void target_page(const uint8_t *head, const char *text, size_t n)
{
    struct page page = {0};
    struct cut cut = target_cut(head + 3, n);

    choose(&page, head);
    if (head[7] > 0) {
        page.before = text;
        page.before_size = n * (head[7] >> 1) / 127;
    }
    target_compare(&galley_stage, &noscan_galley_stage, &page, text, n,
                   &cut);
}
