/*
 * Galley: from bytes to UTF-8 (WHATWG Encoding standard), usable alone.
 *
 * Decides the encoding as it goes (byte order mark, transport, <meta>, the
 * bytes themselves) and hands on valid UTF-8: runs that are valid already
 * are spans of the caller's chunk, everything else passes through a small
 * buffer in the struct.  Never looks back at bytes already passed on.
 */
#ifndef GALLEY_CHARSET_H
#define GALLEY_CHARSET_H

#include <stddef.h>
#include <stdint.h>

#include "galley_config.h"
#include "galley_status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct galley_charset {
    uint8_t state;
};

/* label: what the transport said (a WHATWG label in any case), size bytes;
 * NULL or 0 bytes when it said nothing.  An unknown label counts as none. */
void galley_charset_init(struct galley_charset *c, const char *label,
                         size_t size);

/* Reads from *p and advances it.  1: *text holds the next run of UTF-8
 * (never empty, never cut inside a character); 0: the input is used up;
 * negative: GALLEY_ERR_BINARY, _COMPRESSED or _CHARSET, sticky. */
int galley_charset_next(struct galley_charset *c, const char **p,
                        const char *end, struct galley_span *text);

/* At the end of the input: 1 with what a cut-off character becomes, then 0;
 * negative as above (an input of fewer bytes than a magic number is judged
 * here). */
int galley_charset_finish(struct galley_charset *c, struct galley_span *text);

/* A <meta> declared this label, size bytes; the first declaration counts. */
void galley_charset_declare(struct galley_charset *c, const char *label,
                            size_t size);

/* Bytes of input behind the first size bytes of the span that the last call
 * handed on, counted from the start of the input.  Saturates at 2^32-1. */
uint32_t galley_charset_offset(const struct galley_charset *c, size_t size);

#ifdef __cplusplus
}
#endif

#endif
