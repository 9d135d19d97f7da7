/*
 * What the trees of stage 2 are given of a record: the same whichever records
 * were looked at before it, although what is known of its place is kept from
 * one to the next; and anew after each survey.
 */
#include <stdlib.h>
#include <string.h>

#include "classify.h"
#include "harness/harness.h"
#include "records.h"

/* A container and a style of each record; the first of each has other sums
 * than the second. */
static const struct {
    uint8_t container, style;
} places[] = {{1, 0}, {1, 0}, {1, 1}, {2, 1}, {2, 1}, {2, 0}, {1, 0}, {0, 0}};

#define RECORDS (sizeof places / sizeof places[0])

static void lay_out(struct galley *g, uint16_t words)
{
    struct galley_records *all = &g->records;
    uint16_t i;

    memset(g, 0, sizeof *g);
    all->count = RECORDS;
    all->containers_used = 3;
    all->styles_used = 2;
    all->words = all->mass = 500;
    for (i = 0; i < 2; i++) {
        struct galley_container *c = &all->containers[i + 1];

        c->depth = (uint8_t)(i + 1);
        c->parent = (uint8_t)i;
        c->count = (uint8_t)(i + 3);
        c->all.words = c->own.words = (uint16_t)(words << i);
        c->all.mass = c->own.mass = (uint16_t)(words / 2);
        all->styles[i].sum = c->own;
        all->styles[i].count = c->count;
    }
    for (i = 0; i < RECORDS; i++) {
        struct galley_record *r = &all->records[i];

        r->container = places[i].container;
        r->style = places[i].style;
        r->hash = i;
    }
}

/* Record i of the page laid out like this, by itself. */
static uint8_t look_at(struct galley *g, uint16_t words, uint16_t i)
{
    lay_out(g, words);
    galley_classify_survey(g);
    return galley_classify_record(g, i);
}

/* One after the other; two surveys, between which the sums grow. */
static void test_order(struct galley *g, struct galley *alone)
{
    static const uint16_t words[] = {20, 60};
    uint16_t turn, i;

    lay_out(g, words[0]);
    for (turn = 0; turn < 2; turn++) {
        struct galley_records *all = &g->records;

        lay_out(alone, words[turn]);
        memcpy(all, &alone->records, sizeof *all);
        galley_classify_survey(g);
        for (i = 0; i < RECORDS; i++) {
            uint8_t score = galley_classify_record(g, i);

            harness_check(look_at(alone, words[turn], i) == score,
                          "the score");
            harness_check(memcmp(g->classify.values, alone->classify.values,
                                 sizeof g->classify.values) == 0,
                          "the values");
        }
    }
}

int main(void)
{
    struct galley *g = harness_allocate(sizeof *g);
    struct galley *alone = harness_allocate(sizeof *alone);

    test_order(g, alone);
    look_at(g, 60, 0);
    look_at(alone, 60, 3);
    harness_check(memcmp(g->classify.values, alone->classify.values,
                         sizeof g->classify.values) != 0,
                  "they tell places apart");
    free(alone);
    free(g);
    return harness_summary();
}
