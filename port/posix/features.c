/* SPDX-License-Identifier: MIT */
/*
 * galley --features: the articles as the classifier saw them, a JSON object a
 * line, for training (tests/model) and to find out why a block was dropped.
 * Needs a library built with GALLEY_TRACE.
 *
 *     {"names1":[...],"names2":[...],"names3":[...]}     once, first
 *     {"file":NAME}                       for each input
 *     {"stage":1,"id","kind","level","score","f":[...],"path":[[depth,hash],
 *      ...],"text"}                       a block ended: its inputs of stage 1
 *     {"stage":2,"id","score","keep","f":[...]}   a record was decided; "f"
 *                                         is empty for one dropped as junk
 *     {"stage":3,"score","f":[...]}       the judge was asked
 */
#include <stdlib.h>
#include <string.h>

#include "command.h"

#if GALLEY_TRACE

#define DEPTH 256 /* open elements; deeper ones are not remembered */
#define WORDS 32  /* class words of each */

struct features {
    uint16_t words[DEPTH][WORDS];
    uint16_t counts[DEPTH];
    char path[DEPTH * WORDS * 8]; /* of the block that has begun, as JSON */
};

static void print_names(const char *key, const char *list)
{
    const char *end, *before = "";

    out_format("\"%s\":[", key);
    for (; (end = strchr(list, ',')) != NULL; list = end + 1) {
        out_format("%s\"%.*s\"", before, (int)(end - list), list);
        before = ",";
    }
    out_string("]");
}

static void print_header(void)
{
    static bool printed;

    if (printed)
        return;
    printed = true;
    out_string("{");
    print_names("names1", galley_trace_names1);
    out_string(",");
    print_names("names2", galley_trace_names2);
    out_string(",");
    print_names("names3", galley_trace_names3);
    out_string("}\n");
}

static void print_values(const struct galley_trace *t)
{
    const char *before = "";

    out_string("\"f\":[");
    for (unsigned i = 0; i < t->count; i++, before = ",")
        out_format("%s%u", before, t->values[i]);
    out_string("]");
}

static void keep_words(struct features *f, const struct galley_trace *t)
{
    if (t->id >= DEPTH)
        return;
    f->counts[t->id] = 0;
    for (unsigned i = 0; i + 1 < t->count && i / 2 < WORDS; i += 2)
        f->words[t->id][f->counts[t->id]++] = (uint16_t)(
            t->values[i] | t->values[i + 1] << 8);
}

static void keep_path(struct features *f, const struct galley_trace *t)
{
    size_t used = 0;

    f->path[0] = '\0';
    for (unsigned depth = 0; depth < t->id && depth < DEPTH; depth++)
        for (unsigned i = 0; i < f->counts[depth]; i++)
            if (used + 16 < sizeof f->path)
                used += (size_t)sprintf(f->path + used, "%s[%u,%u]",
                                        used > 0 ? "," : "", depth,
                                        f->words[depth][i]);
}

static void on_trace(void *user, const struct galley_trace *t)
{
    struct features *f = user;

    if (t->what == GALLEY_TRACE_TOKEN) {
        keep_words(f, t);
    } else if (t->what == GALLEY_TRACE_PATH) {
        keep_path(f, t);
    } else if (t->what == GALLEY_TRACE_BLOCK) {
        out_format("{\"stage\":1,\"id\":%u,\"kind\":%u,\"level\":%u,"
                   "\"score\":%u,", t->id, t->kind, t->level, t->score);
        print_values(t);
        out_format(",\"path\":[%s],\"text\":\"", f->path);
        json_escape(out_sink, NULL, t->text, t->size);
        out_string("\"}\n");
    } else if (t->what == GALLEY_TRACE_PAGE) {
        out_format("{\"stage\":3,\"score\":%u,", t->score);
        print_values(t);
        out_string("}\n");
    } else {
        out_format("{\"stage\":2,\"id\":%u,\"score\":%u,\"keep\":%u,",
                   t->id, t->score, t->keep);
        print_values(t);
        out_string("}\n");
    }
}

static int pass_over(void *user, const struct galley_block *block)
{
    (void)user;
    (void)block;
    return 0;
}

int features_input(const struct command *command, struct input *in)
{
    struct galley galley;
    struct galley_options options;
    const char *chunk;
    size_t size;
    int more, result;

    memset(&options, 0, sizeof options);
    options.body_size = command->body_size > 0 ? command->body_size : WINDOW;
    options.body = allocate(options.body_size);
    options.charset = command->charset;
    options.http = command->http ? 2 : 0; /* as tools save it */
    options.on_block = pass_over;
    options.whole = 1;
    options.on_trace = on_trace;
#if GALLEY_INFLATE
    options.inflate_size = GALLEY_INFLATE_MAX;
    options.inflate_window = allocate(options.inflate_size);
#endif
    options.user = allocate(sizeof(struct features));
    memset(options.user, 0, sizeof(struct features));
    print_header();
    out_string("{\"file\":");
    json_name(in->name);
    out_string("}\n");
    result = galley_init(&galley, &options);
    while ((more = input_next(in, &chunk, &size)) > 0) {
        if (result == GALLEY_OK)
            result = galley_feed(&galley, chunk, size);
    }
    if (result >= GALLEY_OK)
        result = galley_finish(&galley);
    free(options.user);
    free(options.body);
#if GALLEY_INFLATE
    free(options.inflate_window);
#endif
    if (more < 0)
        return report_read(in->name);
    return report(in->name, result, in->url,
                  galley_field(&galley, GALLEY_FIELD_LOCATION));
}
#endif
