/* SPDX-License-Identifier: MIT */
/* The multi-byte encodings of East Asia that are built in. */
#ifndef MULTIBYTE_H
#define MULTIBYTE_H

#include "../include/galley_config.h"

#include <stdbool.h>
#include <stdint.h>

#define JIS0208 (GALLEY_CHARSET_EUC_JP || GALLEY_CHARSET_SHIFT_JIS \
                 || GALLEY_CHARSET_ISO_2022_JP)
#define MULTIBYTE (JIS0208 || GALLEY_CHARSET_GB18030 || GALLEY_CHARSET_BIG5 \
                   || GALLEY_CHARSET_EUC_KR)

#define REPLACEMENT_CHARACTER 0xFFFD

struct galley_decoded {
    uint32_t code;
    uint16_t second; /* a code point behind that, 0: none */
    uint8_t used;    /* bytes; 0: more must be seen */
    uint8_t state;   /* for the bytes behind them */
    bool nothing;    /* they give no code point */
};

#if MULTIBYTE
/* Whether bytes of this encoding (charset_numbers.h) can be decoded. */
bool galley_multibyte_has(uint8_t encoding);
#else
#define galley_multibyte_has(encoding) false
#endif

/* What the n bytes at p, 1 to 4, begin with; last: no more will come.  state
 * is 0 at first.  While it is 0 bytes below 0x80 are ASCII, except those of
 * galley_multibyte_shifts in ISO-2022-JP. */
void galley_multibyte_decode(uint8_t encoding, uint8_t state,
                             const uint8_t *p, uint8_t n, bool last,
                             struct galley_decoded *d);

/* ESC, SO and SI. */
#define galley_multibyte_shifts(b) ((b) == 0x1B || (b) == 0x0E || (b) == 0x0F)

#endif
