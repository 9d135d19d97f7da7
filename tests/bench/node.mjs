/*
 * Peers that run in node, asked and answering as main.c's are: lines of
 *
 *     PEER <tab> CHUNK <tab> TIMES <tab> FILE
 *
 * answered by the nanoseconds of processor time that each time took, those of
 * all threads of the process.
 *
 * usage: node node.mjs MODULES [--peers]      MODULES: where npm put them
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const load = createRequire(resolve(process.argv[2], 'package.json'));

function* pieces(bytes, chunk) {
    const decoder = new TextDecoder();
    for (let at = 0; at < bytes.length; at += chunk)
        yield decoder.decode(bytes.subarray(at, at + chunk), { stream: true });
    yield decoder.decode();
}

function htmlparser2({ Parser }) {
    return (bytes, chunk) => {
        let sum = 1;
        const parser = new Parser({
            onopentag: (name) => { sum += name.length; },
            onclosetag: (name) => { sum += name.length; },
            ontext: (text) => { sum += text.length; },
        });
        for (const piece of pieces(bytes, chunk))
            parser.write(piece);
        parser.end();
        return sum;
    };
}

function parse5({ parse }) {
    return (bytes) => parse(bytes.toString()).childNodes.length;
}

/* 0 where nothing was extracted. */
function article(Readability, document) {
    const found = new Readability(document).parse();
    return found && found.textContent ? found.textContent.length : 0;
}

function withJsdom({ JSDOM, VirtualConsole }, { Readability }) {
    return (bytes) => {
        const dom = new JSDOM(bytes.toString(), {
            url: 'https://example.com/', virtualConsole: new VirtualConsole(),
        });
        const sum = article(Readability, dom.window.document);
        dom.window.close();
        return sum;
    };
}

function withLinkedom({ parseHTML }, { Readability }) {
    return (bytes) => article(Readability, parseHTML(bytes.toString())
        .document);
}

/* Name, what makes it, 1 when it takes no pieces, modules it is made of. */
const known = [
    ['htmlparser2', htmlparser2, 0, 'htmlparser2'],
    ['parse5', parse5, 1, 'parse5'],
    ['jsdom + Readability.js', withJsdom, 1, 'jsdom', '@mozilla/readability'],
    ['linkedom + Readability.js', withLinkedom, 1, 'linkedom',
        '@mozilla/readability'],
];

const peers = new Map();
for (const [name, make, whole, ...modules] of known) {
    let loaded;
    try {
        loaded = modules.map((module) => load(module));
    } catch (error) {
        if (error.code !== 'MODULE_NOT_FOUND')
            throw error;
        console.error('%s: no module %s', name, modules.join(' '));
        continue;
    }
    peers.set(name, { read: make(...loaded), whole });
}

function answer(line) {
    const [name, chunk, times, path] = line.split('\t');
    const bytes = readFileSync(path);
    const spent = [];
    for (let i = 0; i < Number(times); i++) {
        const began = process.cpuUsage();
        let sum = 0;
        try {
            sum = peers.get(name).read(bytes, Number(chunk) || bytes.length);
        } catch (error) {
            console.error('%s: %s: %s', name, path, error.message);
        }
        const { user, system } = process.cpuUsage(began);
        if (sum)
            spent.push((user + system) * 1000);
    }
    console.log(spent.join(' '));
}

if (process.argv[3] === '--peers') {
    for (const [name, { whole }] of peers)
        console.log('%s\t%d', name, whole);
} else {
    for await (const line of createInterface({ input: process.stdin }))
        answer(line);
}
