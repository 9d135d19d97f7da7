// The package in build/wasm: the same as the command prints, for every kind
// of source and any cut; what is wrong, and what is used wrongly; memory; the
// package as npm packs it.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import v8 from 'node:v8';
import vm from 'node:vm';
import zlib from 'node:zlib';
import { check, same, skip, summary } from '../harness/checks.mjs';

const BUILD = path.resolve(process.env.BUILD ?? 'build');
const GALLEY = process.env.GALLEY ?? path.join(BUILD, 'galley');
const PACKAGE = path.join(BUILD, 'wasm');
const FIXTURES = 'tests/fixtures';
const { extract, load } = await import(
    pathToFileURL(path.join(PACKAGE, 'index.js')));
const { Extractor } = await load();

async function rejects(action, type, word, what) {
    try {
        await action();
        check(false, `${what}: nothing was thrown`);
    } catch (error) {
        check(error instanceof type && error.message.includes(word),
            `${what}: ${error}`);
    }
}

// ---- what the command says ----

function command(bytes, ...options) {
    const done = spawnSync(GALLEY, options, { input: bytes });

    return { out: done.stdout.toString(), error: done.stderr.toString() };
}

function native(bytes, ...options) {
    const { file, ...article } = JSON.parse(
        command(bytes, '--format=json', ...options).out);

    return article;
}

function pages() {
    return fs.readdirSync(FIXTURES).filter(name => name.endsWith('.html'))
        .map(name => [name, fs.readFileSync(path.join(FIXTURES, name))]);
}

function without(article, ...keys) {
    return Object.fromEntries(Object.entries(article)
        .filter(([key]) => !keys.includes(key)));
}

// ---- sources ----

function* pieces(bytes, size) {
    for (let at = 0; at < bytes.length; at += size)
        yield bytes.subarray(at, at + size);
}

async function* slowly(bytes, size) {
    for (const piece of pieces(bytes, size)) {
        await sleep(0);
        yield piece;
    }
}

function webStream(bytes, size) {
    const rest = pieces(bytes, size);

    return new ReadableStream({
        pull(controller) {
            const { done, value } = rest.next();

            if (done)
                controller.close();
            else
                controller.enqueue(value);
        }
    });
}

async function testSources() {
    for (const [name, bytes] of pages()) {
        const expected = native(bytes);
        const file = path.join(FIXTURES, name);
        const sources = {
            buffer: bytes,
            'ArrayBuffer': new Uint8Array(bytes).buffer,
            'DataView': new DataView(bytes.buffer, bytes.byteOffset,
                bytes.length),
            'array of one': [bytes],
            'Blob': new Blob([bytes])
        };
        const cut = {
            'byte by byte': pieces(bytes, 1),
            'pieces of 7': pieces(bytes, 7),
            'async iterable': slowly(bytes, 1460),
            'Node stream': fs.createReadStream(file),
            'Node stream of 3': fs.createReadStream(file,
                { highWaterMark: 3 }),
            'ReadableStream': webStream(bytes, 512),
            'Readable.from': Readable.from(pieces(bytes, 64)),
            'Response': new Response(bytes)
        };

        for (const [kind, source] of Object.entries(sources))
            same(await extract(source, { whole: kind === 'Blob' }),
                kind === 'Blob' ? await extract(bytes, { whole: true })
                    : expected, `${name}: ${kind}`);
        for (const [kind, source] of Object.entries(cut))
            same(without(await extract(source), 'bytes_in'),
                without(expected, 'bytes_in'), `${name}: ${kind}`);
        check((await extract(pieces(bytes, 1))).bytes_in <= bytes.length &&
            (await extract(pieces(bytes, 1), { whole: true })).bytes_in ===
            bytes.length, `${name}: bytes that were read`);
    }
}

function lines(blocks) {
    return blocks.map(({ kind, level, text }) => [kind, level, text.replace(
        /[\\\n]/g, c => c === '\n' ? '\\n' : '\\\\')].join('\t') + '\n')
        .join('');
}

async function testBuffers() {
    for (const [name, bytes] of pages())
        for (const bodySize of [256, 700, 65536]) {
            const size = `--body-size=${bodySize}`;
            const got = await extract(pieces(bytes, 100), { bodySize });

            same(lines(got.blocks), command(bytes, '--format=blocks',
                size).out, `${name}: bodySize ${bodySize}`);
        }
    for (const headlineSize of [1, 16, 4096]) {
        const bytes = fs.readFileSync(path.join(FIXTURES, 'demo.html'));

        same(await extract(bytes, { headlineSize }),
            native(bytes, `--headline-size=${headlineSize}`),
            `headlineSize ${headlineSize}`);
    }
}

// ---- what is wrong with a page ----

function random(seed, size) {
    const bytes = new Uint8Array(size);

    for (let i = 0; i < size; i++) {
        seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
        bytes[i] = seed >>> 24;
    }
    return bytes;
}

async function testBadPages() {
    const demo = fs.readFileSync(path.join(FIXTURES, 'demo.html'));
    const head = 'HTTP/1.1 301 Moved\r\nLocation: https://example.com/x' +
        '\r\nContent-Length: 0\r\n\r\n';
    const cases = [
        ['nothing', Buffer.alloc(0), {}, []],
        ['white space', Buffer.from(' \n\t '), {}, []],
        ['a PDF', Buffer.from('%PDF-1.7\n%\xE2\xE3\0\0', 'latin1'), {}, []],
        ['gzip', zlib.gzipSync(demo), {}, []],
        ['gzip, cut', zlib.gzipSync(demo).subarray(0, 900), {}, []],
        ['zstd', Buffer.from('28b52ffd2400010000', 'hex'), {}, []],
        ['no charset', demo, { charset: 'x-nothing' },
            ['--charset=x-nothing']],
        ['a charset', demo, { charset: 'windows-1252' },
            ['--charset=windows-1252']],
        ['a redirect', Buffer.from(head), { http: true }, ['--http']],
        ['no response', demo, { http: true }, ['--http']],
        ['a refresh', Buffer.from('<meta http-equiv=refresh ' +
            'content="0;url=https://example.com/y">'), {}, []],
        ['depth', Buffer.from('<div>'.repeat(100000)), {}, []],
        ['a long word', Buffer.from('<p>' + 'x'.repeat(300000)), {}, []],
        ...[1, 2, 3, 4, 5].map(
            seed => [`noise ${seed}`, random(seed, 5000), {}, []])
    ];

    for (const [what, bytes, options, native_] of cases) {
        const got = await extract(bytes, options);
        const said = command(bytes, '--format=json', ...native_).error;

        same(without(got, 'message', 'location'), native(bytes, ...native_),
            what);
        same(said.trim(), got.status === 'ok' ? '' : `galley: -: ` +
            got.message + (got.location ? `: ${got.location}` : ''),
        `${what}: message`);
    }
    same((await extract(Buffer.from(head), { http: true })).location,
        'https://example.com/x', 'the location');
    same((await extract(new Response(null, { status: 204 }))).status,
        'no_article', 'a response without a body');
}

// ---- strings and charsets ----

async function testStrings() {
    const story = '<title>\u{1F5DE} News</title><h1>\u{1F5DE} News</h1><p>' +
        'A \u{1F40B} was seen in the harbour on Monday, and it stayed.</p>';
    const expected = await extract(story);

    same(expected.headline, '\u{1F5DE} News', 'a string');
    same(await extract([...Array(story.length).keys()].map(i => story[i])),
        expected, 'cut inside characters');
    same((await extract('<meta charset=windows-1252>' + story)).headline,
        expected.headline, 'a string has no other charset');
    same((await extract(['<h1>Half ', '\uD83D'])).headline, 'Half \uFFFD',
        'half a character');
    same((await extract(new Response(Buffer.from('<h1>Gr\xFC\xDFe</h1><p>' +
        'Ein Wort und noch eines.', 'latin1'), {
        headers: { 'content-type': 'text/html; charset="ISO-8859-1"' }
    }))).headline, 'Gr\u00FC\u00DFe', "the response's charset");
    same((await extract(Buffer.from('<h1>Gr\xC3\xBC\xC3\x9Fe', 'latin1'),
        { charset: 'x'.repeat(100000) })).headline, 'Gr\u00FC\u00DFe',
    'a label that is none');
}

// ---- used wrongly ----

async function testMisuse() {
    for (const page of [undefined, null, 7, {}, () => 0])
        await rejects(() => extract(page), TypeError, 'a page is',
            `a page: ${String(page)}`);
    await rejects(() => extract([7]), TypeError, 'chunk', 'a chunk');
    for (const bodySize of [255, 1.5, -1, NaN, '4096', 2 ** 31])
        await rejects(() => extract('', { bodySize }), RangeError,
            'bodySize', `bodySize ${bodySize}`);
    await rejects(() => extract('', { headlineSize: -1 }), RangeError,
        'headlineSize', 'headlineSize');
    await rejects(() => extract('', { onBlock: 1 }), TypeError, 'onBlock',
        'onBlock');
    await rejects(() => extract('', { charset: 1 }), TypeError, 'charset',
        'charset');
    await rejects(() => load({}), TypeError, 'module', 'a module');
    await rejects(() => load(new Uint8Array(8)), WebAssembly.CompileError,
        '', 'no module');
    await rejects(() => load(new Response('', { status: 404 })), Error,
        '404', 'a module that is not found');
}

// ---- onBlock, the end, and what is used again ----

function story(from) {
    return [...Array(200).keys()].map(i => `<p>On day ${from + i} the ` +
        'harbour was quiet, and nobody came to see the ships that lay ' +
        `there since Monday, or the ${from + 3 * i} gulls.</p>`).join('');
}

const STORY = '<h1>One</h1>' + story(0);

async function testSink() {
    const bytes = fs.readFileSync(path.join(FIXTURES, 'howto.html'));
    const got = [];
    const article = await extract(bytes, { onBlock: b => got.push(b) });
    const expected = await extract(bytes);

    same(got.map(b => without(b, 'continues', 'continued')),
        expected.blocks, 'blocks by onBlock');
    same([article.body, article.blocks, article.headline],
        ['', [], expected.headline], 'nothing is kept besides');
    const list = Buffer.from(`${STORY}<ol start=7><li>Take the first boat ` +
        'of the day, and the last one back.<li>Bring bread, since the ' +
        'shop is closed until Monday.</ol>');

    same(await extract(list), native(list), 'a list');
    same((await extract(list)).blocks.slice(-2).map(b => b.number), [7, 8],
        'its numbers');

    const fault = new Error('no more');
    let closed = false;

    async function* source() {
        try {
            yield* slowly(Buffer.from(STORY), 1000);
        } finally {
            closed = true;
        }
    }
    await rejects(() => extract(source(), { onBlock: () => {
        throw fault;
    } }), Error, 'no more', 'onBlock throws');
    check(closed, 'the source is closed after onBlock threw');

    const extractor = new Extractor({ bodySize: 256, onBlock: () => {
        extractor.feed('<p>');
    } });

    await rejects(() => extractor.feed(STORY), Error, 'inside',
        'feed inside onBlock');
    extractor.reset();
    check(extractor.finish().status === 'no_article', 'reset after that');
}

async function testEnd() {
    const demo = fs.readFileSync(path.join(FIXTURES, 'demo.html'));
    let closed = 0;
    const endless = new ReadableStream({
        start(controller) {
            controller.enqueue(demo);
        },
        pull(controller) {
            controller.enqueue(Buffer.from('<p>more</p>'));
        },
        cancel() {
            closed++;
        }
    });
    const article = await extract(endless);

    same(article.headline, native(demo).headline, 'an endless stream');
    check(closed === 1 && !endless.locked, 'is cancelled');
    await rejects(() => extract(new ReadableStream({
        pull() {
            throw new Error('line is dead');
        }
    })), Error, 'line is dead', 'a source that fails');
    await rejects(() => extract(fs.createReadStream('nowhere/x')), Error,
        'ENOENT', 'a file that is not there');
}

async function testReuse() {
    const all = pages();
    const expected = await Promise.all(all.map(([, bytes]) =>
        extract(bytes)));
    const extractor = new Extractor();

    for (const round of [1, 2])
        all.forEach(([name, bytes], i) => {
            extractor.feed(bytes);
            same(extractor.finish(), expected[i], `${name}: reset ${round}`);
            check(!extractor.feed(bytes), `${name}: it has ended`);
            same(extractor.finish(), expected[i], `${name}: once more`);
            extractor.reset();
        });
    const many = await Promise.all([...Array(200).keys()].map(i =>
        extract(slowly(all[i % all.length][1], 500))));

    check(many.every((article, i) => isDeepStrictEqual(
        without(article, 'bytes_in'),
        without(expected[i % all.length], 'bytes_in'))), '200 at once');
}

// What is still reachable: a second collection frees what the first one found.
// The resident size says when V8 last collected, not what is kept.
v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

function kept() {
    collect();
    collect();
    const { heapUsed, external } = process.memoryUsage();

    return heapUsed + external;
}

async function testMemory() {
    const demo = fs.readFileSync(path.join(FIXTURES, 'demo.html'));
    const { Instance } = WebAssembly;
    let made = 0;

    WebAssembly.Instance = function (...given) {
        made++;
        return new Instance(...given);
    };
    for (let i = 0; i < 2000; i++)
        await extract(demo);
    same(made, 0, 'instances for 2,000 pages more');
    WebAssembly.Instance = Instance;

    const extractor = new Extractor({ onBlock: () => blocks++ });
    const size = extractor.wasm.memory.buffer.byteLength;
    let blocks = 0;

    extractor.feed(STORY);
    for (let i = 1; i < 100; i++)
        extractor.feed(story(200 * i));
    const before = kept();

    for (let i = 100; i < 1000; i++)
        extractor.feed(story(200 * i));
    const more = kept() - before;

    check(extractor.finish().status === 'ok' && blocks > 100000,
        `${blocks} blocks`);
    same(extractor.wasm.memory.buffer.byteLength, size,
        'bytes of the module after 27 MB');
    check(size < 400 * 1024, `${size} bytes of an extractor`);
    check(more < 1 << 20, `${more} bytes kept by the process`);
}

// ---- the package ----

function npm(folder, ...words) {
    return execFileSync('npm', [...words, '--offline', '--no-audit',
        '--no-fund'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
        .toString().trim();
}

function programs() {
    return [...fs.readFileSync('port/wasm/README.md', 'utf8').matchAll(
        /<!-- program.*?```js\n(.*?)```/gs)].map(found => found[1]);
}

const TYPED = `
import { extract, load, type Article } from 'galley-wasm';
const article: Article = await extract([new Uint8Array(1)], {
    bodySize: 512, onBlock: block => block.text.length + block.level });
const status: 'ok' | string = article.status;
const headline: string = article.headline + article.blocks[0]?.text;
const { Extractor } = await load(new Uint8Array(1));
const more: boolean = new Extractor({ charset: null }).feed('');
declare const stream: ReadableStream<Uint8Array>;
declare const response: Response;
await Promise.all([extract(stream), extract(response), extract('')]);
// @ts-expect-error
await extract(7);
// @ts-expect-error
await extract('', { bodySize: '512' });
// @ts-expect-error
article.status === 'fine';
export { status, headline, more };
`;

function testTypes(folder) {
    const tsc = path.join(BUILD, 'npm/node_modules/typescript/bin/tsc');

    if (!fs.existsSync(tsc)) {
        skip('no typescript (make setup has npm fetch it)');
        return;
    }
    fs.writeFileSync(path.join(folder, 'typed.mts'), TYPED);
    fs.writeFileSync(path.join(folder, 'typed.cts'),
        "import galley = require('galley-wasm');\n" +
        "export const body: Promise<string> = galley.extract('')\n" +
        '    .then(article => article.body);\n');
    const done = spawnSync(process.execPath, [tsc, '--noEmit', '--strict',
        '--module', 'nodenext', '--target', 'es2022', '--lib',
        'es2022,dom', 'typed.mts', 'typed.cts'],
    { cwd: folder });

    same(done.stdout.toString(), '', 'types');
}

function testPackage() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'galley-wasm-'));
    const page = path.resolve(FIXTURES, 'demo.html');
    const run = file => execFileSync(process.execPath, [file, page],
        { cwd: folder }).toString();

    try {
        const packed = npm(PACKAGE, 'pack', '--pack-destination', folder);

        fs.writeFileSync(path.join(folder, 'package.json'),
            '{"private": true}');
        npm(folder, 'install', path.join(folder, packed.split('\n').pop()));
        const [first, second] = programs();

        fs.writeFileSync(path.join(folder, 'first.mjs'), first);
        check(run('first.mjs').startsWith(
            'ok Island says goodbye to its ferry as bridge opens\n'),
        'the first program of the README');
        fs.writeFileSync(path.join(folder, 'second.mjs'), second);
        same(run('second.mjs'), 'One\n', 'the second');
        fs.writeFileSync(path.join(folder, 'third.cjs'),
            "const { extract } = require('galley-wasm');\nextract(require(" +
            "'node:fs').createReadStream(process.argv[2])).then(\n    a => " +
            'console.log(a.headline));\n');
        same(run('third.cjs'),
            'Island says goodbye to its ferry as bridge opens\n', 'require');
        testTypes(folder);
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

function testWords() {
    const { version } = JSON.parse(fs.readFileSync(
        path.join(PACKAGE, 'package.json')));
    const types = fs.readFileSync('port/wasm/index.d.ts', 'utf8');
    const names = [...fs.readFileSync('include/galley_status.h', 'utf8')
        .matchAll(/^ {4}GALLEY_ERR_(\w+) =/gm)]
        .map(found => found[1].toLowerCase())
        // the caller's own, which this package makes impossible
        .filter(name => !['options', 'sink', 'config', 'call']
            .includes(name));
    const typed = types.match(/type Status = ([^;]*);/)[1]
        .match(/\w+/g).filter(name => name !== 'ok');

    same(new Extractor().version, version, 'the version');
    same(typed.sort(), names.sort(), 'each status has its type');
    check(Math.abs(fs.statSync(path.join(PACKAGE, 'galley.wasm')).size -
        220e3) < 20e3, 'the size that the README says');
}

await testSources();
await testBuffers();
await testBadPages();
await testStrings();
await testMisuse();
await testSink();
await testEnd();
await testReuse();
await testMemory();
testPackage();
testWords();
summary();
