/* SPDX-License-Identifier: MIT */
/*
 * The WebAssembly module: one extractor an instance, its memory the
 * instance's own.  What is exported is private to extractor.js, which is the
 * one place that calls it.
 */
#ifndef GALLEY_WASM_H
#define GALLEY_WASM_H

#include "galley.h"

#define WASM_EXPORT(type, name, parameters) \
    __attribute__((export_name(#name))) type galley_wasm_##name parameters; \
    type galley_wasm_##name parameters
#define WASM_IMPORT(name) \
    __attribute__((import_module("galley"), import_name(#name)))

extern struct galley galley_wasm;

/* The last word on the options before galley_init, for a module that has
 * more to do than this one. */
void galley_wasm_prepare(struct galley_options *options);

/* on_block: hands the block to JavaScript. */
int galley_wasm_block(void *user, const struct galley_block *block);

#endif
