/* SPDX-License-Identifier: MIT */
/*
 * Galley: reports to options.on_trace; without GALLEY_TRACE nothing.
 */
#ifndef GALLEY_SRC_TRACE_H
#define GALLEY_SRC_TRACE_H

#include "../include/galley.h"

#if GALLEY_TRACE
/* A start tag begins; one of its class words; it has opened an element. */
void galley_trace_tag(struct galley_tag *t);
void galley_trace_word(struct galley_tag *t, uint16_t hash);
void galley_trace_element(const struct galley *g);

/* A block begins among the open elements; stage 1 has scored it by the given
 * inputs; it is a record. */
void galley_trace_path(const struct galley *g);
void galley_trace_block(struct galley *g, uint8_t score, uint16_t count);
void galley_trace_number(const struct galley *g, struct galley_record *r);

/* A record is dropped as junk; stage 2 has scored it. */
void galley_trace_junk(const struct galley *g,
                       const struct galley_record *r);
void galley_trace_decision(const struct galley *g,
                           const struct galley_record *r, uint8_t score,
                           uint16_t count);

/* The judge has scored what is kept by these inputs. */
void galley_trace_page(const struct galley *g, const uint8_t *values,
                       uint16_t count, uint8_t score);
#else
#define galley_trace_tag(t) ((void)(t))
#define galley_trace_word(t, hash) ((void)(hash))
#define galley_trace_element(g) ((void)(g))
#define galley_trace_path(g) ((void)(g))
#define galley_trace_block(g, score, count) ((void)(count))
#define galley_trace_number(g, r) ((void)(r))
#define galley_trace_junk(g, r) ((void)(r))
#define galley_trace_decision(g, r, score, count) ((void)(count))
#define galley_trace_page(g, values, count, score) ((void)(count))
#endif

#endif
