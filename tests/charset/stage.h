/*
 * The charset stage for cuts.h, with a caller that declares what it finds in
 * <meta charset=LABEL> (no quotes, "charset" in lower case).
 *
 * The log: the text, then for each character the offset behind it, the
 * result, the encoding's name.
 */
#ifndef CHARSET_STAGE_H
#define CHARSET_STAGE_H

#include "cuts.h"
#include "galley_charset.h"

struct reader {
    struct galley_charset charset;
    char label[32];
    uint8_t matched;
    uint8_t label_size;
    int result;
    uint32_t offset;
    struct log offsets;
};

extern const struct stage charset_stage; /* with: the transport's label */

/* 1: n bytes are well-formed UTF-8. */
int is_utf8(const char *bytes, size_t n);

#endif
