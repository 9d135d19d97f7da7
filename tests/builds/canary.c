/*
 * Bytes around each array of struct galley that nobody may write.  canary.py
 * puts them into a copy of the headers, their names into canaries.h, and has
 * the linker lead the calls of galley.h through here.
 *
 * A stage may clear all of itself, so a canary that is 0 from end to end is
 * as good as one that was never touched.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "galley.h"

#define SIZE 8
#define BYTE 0xC7

static const struct {
    const char *name;
    size_t offset;
} canaries[] = {
#define CANARY(member) {#member, offsetof(struct galley, member)},
#include "canaries.h"
};

#define COUNT (sizeof canaries / sizeof canaries[0])

static int is_whole(const unsigned char *canary)
{
    size_t i;

    for (i = 1; i < SIZE; i++)
        if (canary[i] != canary[0])
            return 0;
    return canary[0] == 0 || canary[0] == BYTE;
}

/* Behind a call: all are whole, and new for the next. */
static int look(struct galley *g, const char *call, int result)
{
    size_t i;

    if (result == GALLEY_ERR_CONFIG)
        return result; /* no more than that is there */
    for (i = 0; i < COUNT; i++) {
        unsigned char *canary = (unsigned char *)g + canaries[i].offset;

        if (!is_whole(canary)) {
            printf("the canary %s was written in %s\n", canaries[i].name,
                   call);
            fflush(stdout);
            abort();
        }
        memset(canary, BYTE, SIZE);
    }
    return result;
}

/* The linker's names. */
enum galley_result __real_galley_init_sized(struct galley *g,
    const struct galley_options *options, size_t size, size_t options_size);
enum galley_result __real_galley_reset(struct galley *g, const char *charset);
enum galley_result __real_galley_feed(struct galley *g, const void *bytes,
                                      size_t size);
enum galley_result __real_galley_finish(struct galley *g);
enum galley_result __wrap_galley_init_sized(struct galley *g,
    const struct galley_options *options, size_t size, size_t options_size);
enum galley_result __wrap_galley_reset(struct galley *g, const char *charset);
enum galley_result __wrap_galley_feed(struct galley *g, const void *bytes,
                                      size_t size);
enum galley_result __wrap_galley_finish(struct galley *g);

enum galley_result __wrap_galley_init_sized(struct galley *g,
    const struct galley_options *options, size_t size, size_t options_size)
{
    return look(g, "galley_init", __real_galley_init_sized(g, options, size,
                                                           options_size));
}

enum galley_result __wrap_galley_reset(struct galley *g, const char *charset)
{
    return look(g, "galley_reset", __real_galley_reset(g, charset));
}

enum galley_result __wrap_galley_feed(struct galley *g, const void *bytes,
                                      size_t size)
{
    return look(g, "galley_feed", __real_galley_feed(g, bytes, size));
}

enum galley_result __wrap_galley_finish(struct galley *g)
{
    return look(g, "galley_finish", __real_galley_finish(g));
}
