/*
 * galley --features: what the classifier saw, for training.  Needs a library
 * built with GALLEY_TRACE.
 */
#include <stdlib.h>
#include <string.h>

#include "command.h"

#if GALLEY_TRACE
static void raw(void *user, const void *bytes, size_t size)
{
    (void)user;
    out(bytes, size);
}

/* One event a line, as JSON. */
static void print_trace(void *user, const struct galley_trace *trace)
{
    static const char *const what[] = {"", "token", "path", "block",
                                       "decision"};
    const char *before = "";

    (void)user;
    printf("{\"what\":\"%s\",\"id\":%u,\"kind\":%u,\"level\":%u,"
           "\"score\":%u,\"kept\":%u,\"values\":[",
           what[trace->what], trace->id, trace->kind, trace->level,
           trace->score, trace->kept);
    for (unsigned i = 0; i < trace->count; i++, before = ",")
        printf("%s%u", before, trace->values[i]);
    out_string("],\"text\":\"");
    if (trace->size > 0)
        json_escape(raw, NULL, trace->text, trace->size);
    out_string("\"}\n");
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
    options.body_size = command->body_size ? command->body_size : WINDOW;
    options.body = allocate(options.body_size);
    options.charset = command->charset;
    options.http = (uint8_t)command->http;
    options.on_block = pass_over;
    options.on_trace = print_trace;
    result = galley_init(&galley, &options);
    while ((more = input_next(in, &chunk, &size)) > 0) {
        if (result == GALLEY_OK)
            result = galley_feed(&galley, chunk, size);
    }
    if (result >= GALLEY_OK)
        result = galley_finish(&galley);
    free(options.body);
    if (more < 0)
        return report_read(in->name);
    return report(in->name, result, galley_field(&galley, GALLEY_LOCATION));
}
#endif
