/*
 * A second tokenizer, to compare the library's with.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include "harness/stages.h"

/* Writes the tokens of n bytes as tokenizer_stage does. */
void plain_tokens(struct log *log, const struct tokens *with,
                  const char *bytes, size_t n);

#endif
