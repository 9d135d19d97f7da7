// SPDX-License-Identifier: MIT
// One extractor: an instance of the module, and what JavaScript must know of
// its memory.  Synchronous; index.js reads streams with it.

// enum galley_kind
export const KINDS = ['paragraph', 'heading', 'list_item', 'quote',
    'preformatted', 'table_row', 'caption'];
// enum galley_field
const FIELDS = ['headline', 'byline', 'published', 'site', 'description',
    'lang'];
const BODY = 6;
const LOCATION = 7;
// block.flags
const CONTINUES = 1;
const CONTINUED = 2;
// enum galley_result
const OK = 0;
const ERR_SINK = -11;

const BODY_MIN = 256;
const BUFFER_MAX = 2 ** 30;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function sizeOption(options, name, min, otherwise) {
    const value = options[name] ?? otherwise;

    if (value === otherwise)
        return value;
    if (!Number.isInteger(value) || value < min || value > BUFFER_MAX)
        throw new RangeError(`${name}: not a number of bytes from ${min} to ` +
            `${BUFFER_MAX}: ${String(value)}`);
    return value;
}

function charsetOption(charset) {
    if (charset !== undefined && charset !== null &&
        typeof charset !== 'string')
        throw new TypeError('charset: not a string');
    return charset || null;
}

function bytesOf(chunk) {
    if (chunk instanceof Uint8Array)
        return chunk;
    if (ArrayBuffer.isView(chunk))
        return new Uint8Array(chunk.buffer, chunk.byteOffset,
            chunk.byteLength);
    if (chunk instanceof ArrayBuffer ||
        Object.prototype.toString.call(chunk) === '[object ArrayBuffer]')
        return new Uint8Array(chunk);
    throw new TypeError('a chunk is neither bytes nor a string');
}

export class Extractor {
    #wasm;
    #input;         // where bytes go, and how many
    #inputSize;
    #onBlock;
    #charset;       // what the transport said
    #started;
    #finished;
    #result;        // of the last call
    #bytesIn;
    #high;          // half of a character: strings may be cut there
    #blocks;
    #open;          // the last block is continued by the next
    #body;
    #bodyBytes;
    #inside;        // onBlock is running
    #failure;       // what onBlock threw

    // imports: what a module of more than extraction wants besides.
    constructor(module, options = {}, imports = {}) {
        const headline = sizeOption(options, 'headlineSize', 1, 0);
        const body = sizeOption(options, 'bodySize', BODY_MIN, 4096);
        const { onBlock } = options;

        if (onBlock !== undefined && typeof onBlock !== 'function')
            throw new TypeError('onBlock: not a function');
        this.#onBlock = onBlock;
        this.#wasm = new WebAssembly.Instance(module, {
            galley: { block: (...block) => this.#block(...block), ...imports }
        }).exports;
        if (!this.#wasm.open(headline, body, options.http ? 1 : 0,
            options.whole ? 1 : 0))
            throw new RangeError('bodySize: there is not so much memory');
        this.#input = this.#wasm.input();
        this.#inputSize = this.#wasm.input_size();
        this.reset(options.charset);
    }

    // The module's own functions and memory.
    get wasm() {
        return this.#wasm;
    }

    get version() {
        return this.#string(this.#wasm.version());
    }

    // Another page, with the same buffers.
    reset(charset) {
        this.#refuseInside();
        this.#charset = charsetOption(charset);
        this.#started = false;
        this.#finished = false;
        this.#result = OK;
        this.#bytesIn = 0;
        this.#high = '';
        this.#blocks = [];
        this.#open = false;
        this.#body = [];
        this.#bodyBytes = 0;
        this.#inside = false;
        this.#failure = null;
    }

    // The next chunk of the page, of any size.  False: no more is wanted, as
    // always after finish.
    feed(chunk) {
        this.#refuseInside();
        if (this.#finished)
            return false;

        const text = typeof chunk === 'string';
        const bytes = text ? this.#encode(chunk) : bytesOf(chunk);

        if (!this.#started)
            this.#start(text);
        this.#bytesIn += bytes.length;
        for (let at = 0; at < bytes.length && this.#result === OK;
            at += this.#inputSize)
            this.#feed(bytes.subarray(at, at + this.#inputSize));
        return this.#result === OK;
    }

    // The page has ended: the article.
    finish() {
        this.#refuseInside();
        if (this.#high !== '') {
            this.#high = '';
            this.feed('\uFFFD');
        }
        if (!this.#started)
            this.#start(false);
        this.#finished = true;
        this.#check(this.#result < 0 ? this.#result : this.#wasm.finish());
        return this.#article();
    }

    #refuseInside() {
        if (this.#inside)
            throw new Error('called from inside onBlock');
    }

    #start(text) {
        const label = text ? 'utf-8' : this.#charset;

        this.#started = true;
        if (label !== null) {
            const { written } = encoder.encodeInto(label.slice(0, 100),
                this.#bytes(this.#input, this.#inputSize - 1));

            this.#bytes(this.#input, this.#inputSize)[written] = 0;
        }
        this.#check(this.#wasm.start(label === null ? 0 : 1));
    }

    #feed(bytes) {
        this.#bytes(this.#input, bytes.length).set(bytes);
        this.#check(this.#wasm.feed(bytes.length));
    }

    #check(result) {
        this.#result = result;
        if (result === ERR_SINK && this.#failure !== null)
            throw this.#failure.thrown;
    }

    // A string may be cut inside a character of two units.
    #encode(chunk) {
        const text = this.#high + chunk;
        const last = text.charCodeAt(text.length - 1);
        const cut = last >= 0xD800 && last < 0xDC00;

        this.#high = cut ? text.slice(-1) : '';
        return encoder.encode(cut ? text.slice(0, -1) : text);
    }

    // ---- what comes out ----

    #bytes(at, size) {
        return new Uint8Array(this.#wasm.memory.buffer, at, size);
    }

    #string(at) {
        const memory = new Uint8Array(this.#wasm.memory.buffer);

        return decoder.decode(memory.subarray(at, memory.indexOf(0, at)));
    }

    #field(number) {
        return this.#string(this.#wasm.field(number));
    }

    // From the module.  Nothing may be thrown through it: its stack would
    // stay as it is.
    #block(kind, level, flags, number, at, size) {
        const block = { kind: KINDS[kind], level };

        if (number > 0)
            block.number = number;
        block.text = decoder.decode(this.#bytes(at, size));
        this.#inside = true;
        try {
            if (this.#onBlock)
                this.#call(block, flags);
            else
                this.#collect(block, flags);
        } catch (thrown) {
            this.#failure = { thrown };
            return 1;
        } finally {
            this.#inside = false;
        }
        this.#countBody(block, flags, size);
        return 0;
    }

    #call(block, flags) {
        this.#onBlock({
            ...block,
            continues: (flags & CONTINUES) !== 0,
            continued: (flags & CONTINUED) !== 0
        });
    }

    #countBody(block, flags, size) {
        if (block.kind === 'caption')
            return;
        if (this.#bodyBytes > 0 && !(flags & CONTINUED))
            this.#bodyBytes += 2;
        this.#bodyBytes += size;
    }

    #collect(block, flags) {
        if (block.kind !== 'caption') {
            if (this.#bodyBytes > 0 && !(flags & CONTINUED))
                this.#body.push('\n\n');
            this.#body.push(block.text);
        }
        if (this.#open)
            this.#blocks[this.#blocks.length - 1].text += block.text;
        else
            this.#blocks.push(block);
        this.#open = (flags & CONTINUES) !== 0;
    }

    // As the command's --format=json, and what it prints on standard error.
    #article() {
        const result = this.#result;
        const fields = FIELDS.map((name, i) => [name, this.#field(i)]);
        const article = {
            status: result < 0 ? this.#string(this.#wasm.strname(result))
                : 'ok',
            ...Object.fromEntries(fields),
            body: this.#body.join(''),
            body_truncated: this.#wasm.needed(BODY) > this.#bodyBytes,
            blocks: this.#blocks,
            bytes_in: this.#bytesIn,
            bytes_needed: this.#wasm.bytes_needed() >>> 0
        };

        if (result < 0) {
            const location = this.#field(LOCATION);

            article.message = this.#string(this.#wasm.strerror(result));
            if (location !== '')
                article.location = location;
        }
        return article;
    }
}
