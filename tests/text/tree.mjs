/*
 * The visible lines of pages, as the tree of parse5 has them.
 *
 * usage: node tree.mjs PARSE5 <REQUEST
 *
 * PARSE5 is the module's folder.  The request is JSON: "pages", a text each,
 * and "tags", what src/tags.c says of each tag by its name.  For each page
 * goes out one line of JSON: an array of the lines that a reader sees.
 *
 * A line ends where a block begins or ends, at <br>, and at each line end or
 * tab of preformatted text.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const main = resolve(process.argv[2], 'dist/index.js');
const { html, parse } = await import(pathToFileURL(main).href);
const { pages, tags } = JSON.parse(readFileSync(0, 'utf-8'));

function tagOf(element) {
    const name = element.tagName?.toLowerCase();

    return tags[name] ?? { flags: [], group: '', role: '' };
}

/* What hides an element, and what brings it back: src/tag.c says why. */
function hides(element, { flags }) {
    const attributes = new Map(element.attrs.map((a) => [a.name, a.value]));
    const value = (name) => attributes.get(name) ?? '';
    const { tagName } = element;
    const opened = (tagName === 'dialog' && attributes.has('open'))
        || (tagName === 'template' && attributes.has('shadowrootmode'));
    const none = attributes.has('hidden')
        || /display *: *none/i.test(value('style'));
    const streamed = /^s:/i.test(value('id'))
        || /^until-found/i.test(value('hidden'));
    const icon = /^true/i.test(value('aria-hidden'));

    return !flags.includes('ROOT')
        && ((flags.includes('HIDDEN') && !opened)
            || (none && !streamed)
            || (icon && !flags.includes('BLOCK')));
}

/* Words for screen readers alone, told by what frameworks call them:
 * src/elements.c. */
function isUnseen(element, { flags, group }) {
    const name = element.attrs.find((a) => a.name === 'class')?.value ?? '';
    const words = (name.match(/[A-Z]+[a-z]*|[a-z]+/g) ?? [])
        .map((word) => word.toLowerCase()).filter((word) => word.length > 1);
    const said = words.some((word, i) =>
        ['sr', 'visually', 'visuallyhidden', 'screenreader'].includes(word)
        || (word === 'reader' && words[i - 1] === 'screen'));

    return said && (group === 'P' || !flags.includes('BLOCK'))
        && tagOf(element.parentNode).group !== 'HEADING';
}

class Lines {
    all = [''];

    end() {
        if (this.all.at(-1) !== '')
            this.all.push('');
    }

    text(data, preformatted) {
        const pieces = preformatted ? data.split(/[\n\t]/) : [data];

        pieces.forEach((piece, i) => {
            if (i > 0)
                this.end();
            this.all[this.all.length - 1] += piece;
        });
    }
}

/* An element begins: its children, and its end, wait on the walk's stack.
 * A block parts lines also where it is hidden; in svg and math are none. */
function open(element, pre, lines, walk) {
    const tag = tagOf(element);
    const parts = element.namespaceURI === html.NS.HTML
        && (tag.flags.includes('BLOCK') || tag.role === 'BR');

    if (parts)
        lines.end();
    if (hides(element, tag) || isUnseen(element, tag))
        return;
    if (parts)
        walk.push({ end: true });
    wait(element.content ?? element, pre || tag.flags.includes('PRE'), walk);
}

function wait(parent, pre, walk) {
    for (const node of [...parent.childNodes].reverse())
        walk.push({ node, pre });
}

/* No recursion: pages nest deeply. */
function linesOf(document) {
    const lines = new Lines();
    const walk = [];

    wait(document, false, walk);
    while (walk.length > 0) {
        const { node, pre, end } = walk.pop();

        if (end)
            lines.end();
        else if (node.nodeName === '#text')
            lines.text(node.value, pre);
        else if (node.tagName !== undefined)
            open(node, pre, lines, walk);
    }
    return lines.all;
}

for (const page of pages)
    process.stdout.write(JSON.stringify(linesOf(parse(page))) + '\n');
