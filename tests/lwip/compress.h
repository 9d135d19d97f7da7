/*
 * Pages compressed by zlib, whose headers and lwIP's do not go together.
 */
#ifndef COMPRESS_H
#define COMPRESS_H

#include "harness/harness.h"

void text_gzip(struct text *t, const struct text *plain);

#endif
