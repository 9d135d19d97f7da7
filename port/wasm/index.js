// SPDX-License-Identifier: MIT
// Galley for JavaScript: the article of an HTML page, as it arrives.

import { Extractor as Instance } from './extractor.js';

const IDLE = 8; // extractors that wait for the next page, at most

// ---- pages: what is taken for one, as an iterator of chunks ----

async function* readerChunks(stream) {
    const reader = stream.getReader();
    let ended = false;

    try {
        for (;;) {
            const { done, value } = await reader.read();

            ended = done;
            if (done)
                return;
            yield value;
        }
    } finally {
        // Whoever sends may stop; what that answers is of no use.
        if (!ended)
            reader.cancel().catch(() => {});
        reader.releaseLock();
    }
}

function isBytes(source) {
    return ArrayBuffer.isView(source) || source instanceof ArrayBuffer;
}

function chunksOf(source) {
    if (typeof source === 'string' || isBytes(source))
        return [source];
    if (typeof source?.getReader === 'function')
        return readerChunks(source);
    if (typeof source?.[Symbol.asyncIterator] === 'function' ||
        typeof source?.[Symbol.iterator] === 'function')
        return source;
    if (typeof source?.stream === 'function') // a Blob
        return readerChunks(source.stream());
    if (typeof source?.headers?.get === 'function') // a Response
        return source.body === null ? [] : readerChunks(source.body);
    throw new TypeError('a page is a string, bytes, a stream, a Blob, a ' +
        'Response, or an iterable of chunks');
}

function charsetOf(source, options) {
    const type = typeof source?.headers?.get === 'function'
        ? source.headers.get('content-type') : null;

    return options.charset ??
        type?.match(/;\s*charset\s*=\s*"?([^\s";]+)/i)?.[1];
}

// ---- the module ----

async function moduleOf(source) {
    const given = await source;

    if (given instanceof WebAssembly.Module)
        return given;
    if (isBytes(given))
        return WebAssembly.compile(given);
    if (typeof given?.arrayBuffer === 'function') { // a Response
        if (given.ok === false)
            throw new Error(`galley.wasm: HTTP status ${given.status}`);
        return WebAssembly.compile(await given.arrayBuffer());
    }
    throw new TypeError('a module is a WebAssembly.Module, bytes or a ' +
        'Response');
}

async function ownModule() {
    const url = new URL('./galley.wasm', import.meta.url);

    if (url.protocol === 'file:' && globalThis.process?.versions?.node) {
        const { readFile } = await import(
            /* webpackIgnore: true */ /* @vite-ignore */ 'node:fs/promises');

        return moduleOf(readFile(url));
    }
    return moduleOf(fetch(url));
}

/** The library over a module of the caller's, by default galley.wasm. */
export async function load(source) {
    const module = source === undefined ? await ownModule()
        : await moduleOf(source);
    const idle = new Map(); // extractors by the sizes of their buffers

    class Extractor extends Instance {
        constructor(options) {
            super(module, options);
        }
    }

    // onBlock belongs to one page: such an extractor is not kept.
    function keyOf(options) {
        return options.onBlock ? null : JSON.stringify(
            [options.headlineSize, options.bodySize, !!options.http,
                !!options.whole]);
    }

    function take(options, charset) {
        const key = keyOf(options);
        const extractor = idle.get(key)?.pop();

        extractor?.reset(charset);
        return extractor ?? new Extractor({ ...options, charset });
    }

    function giveBack(extractor, options) {
        const key = keyOf(options);

        if (key === null)
            return;
        if (!idle.has(key)) {
            if (idle.size === IDLE)
                idle.clear();
            idle.set(key, []);
        }
        extractor.reset();
        if (idle.get(key).length < IDLE)
            idle.get(key).push(extractor);
    }

    async function extract(page, options = {}) {
        const chunks = chunksOf(page);
        const extractor = take(options, charsetOf(page, options));

        for await (const chunk of chunks)
            if (!extractor.feed(chunk))
                break;

        const article = extractor.finish();

        giveBack(extractor, options);
        return article;
    }

    return { extract, Extractor };
}

let loaded;

/** The article of one page. */
export async function extract(page, options) {
    loaded ??= load();
    return (await loaded).extract(page, options);
}
