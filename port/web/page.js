// SPDX-License-Identifier: MIT
// The page: one run of the extractor over one source, and its views.
import { Extractor, KINDS } from '../wasm/extractor.js';

const WIDTH = 800;
const HEIGHT = 480;
const NO_ID = 0xFFFF;   // of text that was never judged: the fallback
const ROWS = 400;       // blocks that are listed, at most
const JSON_SHOWN = 1 << 20; // characters of it, at most
const PASTED = 20000;   // characters that are shown where they were pasted
const AROUND = 1500;    // bytes that are shown on either side
const BUDGET = 12;      // milliseconds of a frame that reading may take
const TRACE_BLOCK = 3;  // of galley_trace.h
const TRACE_DECISION = 4;

const NAMES = {
    paragraph: 'Paragraph', heading: 'Heading', list_item: 'List item',
    quote: 'Quote', preformatted: 'Preformatted', table_row: 'Table row',
    caption: 'Caption'
};
const FATES = {
    kept: '✓ Kept', dropped: '✕ Dropped', waiting: '… Waiting',
    headline: '★ Headline'
};

const element = id => document.getElementById(id);
const count = n => n.toLocaleString('en');
const bytesText = n => n === 1 ? '1 byte' : `${count(n)} bytes`;

function create(tag, name, ...content) {
    const made = document.createElement(tag);

    if (name)
        made.className = name;
    made.append(...content);
    return made;
}

function fromBase64(text) {
    return Uint8Array.from(atob(text), c => c.charCodeAt(0));
}

// ---- the module and the samples ----

const moduleBytes = fromBase64(element('module').textContent);
const module = await WebAssembly.compile(moduleBytes);
const samples = JSON.parse(element('samples').textContent);

// ---- what is read ----

const source = { bytes: new Uint8Array(0), name: '' };

function setSource(bytes, name) {
    source.bytes = bytes;
    source.name = name;
    element('source-name').textContent =
        `${name}: ${bytesText(bytes.length)}`;
    start();
}

function setSample(name) {
    element('paste').value = '';
    setSource(fromBase64(samples[name]), name);
}

function setText(text) {
    element('sample').value = '';
    setSource(new TextEncoder().encode(text), 'what was pasted');
}

let latest = null;      // the file that was chosen last

async function setFile(file) {
    latest = file;
    element('sample').value = '';
    element('paste').value = '';
    try {
        const bytes = new Uint8Array(await file.arrayBuffer());

        if (file === latest)
            setSource(bytes, file.name);
    } catch {
        complain(`${file.name} cannot be read.`);
    }
}

// ---- a run ----

let run = null;
let before = null;      // what finish() keeps of the last run

function number(id) {
    return Number(element(id).value);
}

function start() {
    const windowSize = number('window');

    run = {
        bytes: source.bytes, windowSize, at: 0, from: 0, due: 0,
        playing: true, hurry: false, seed: 1, last: null, rest: 0,
        article: null, compared: '', shown: false,
        blocks: [], byId: new Map(), waiting: [], listed: 0, placed: 0,
        kept: 0, changed: new Set(), page: 1, pages: 0, drawn: ''
    };
    run.extractor = new Extractor(module, { bodySize: windowSize },
        { trace: onTrace, kept: onKept });
    showStart();
    schedule();
}

function nextSize() {
    const chosen = element('chunk').value;

    if (chosen !== 'random')
        return Number(chosen);
    run.seed = (Math.imul(run.seed, 1103515245) + 12345) >>> 0;
    return 1 + (run.seed >>> 16) % 1460;
}

function feedChunk() {
    const end = Math.min(run.at + nextSize(), run.bytes.length);

    run.from = run.at;
    run.at = end;
    const more = run.extractor.feed(run.bytes.subarray(run.from, end));

    place();
    if (!more || end === run.bytes.length)
        finish();
}

// The blocks that ended in the last chunk, spread over it.
function place() {
    const fresh = run.blocks.length - run.placed;

    for (let i = 1; i <= fresh; i++)
        run.blocks[run.placed++].at =
            run.from + (run.at - run.from) * i / fresh;
}

function finish() {
    run.article = run.extractor.finish();
    run.playing = false;
    place();
    compare();
}

// Any cut gives the same result: said where it was seen.
function compare() {
    const chunk = element('chunk').selectedOptions[0].textContent;
    const { bytes_in: _, ...article } = run.article;
    const result = JSON.stringify(article);

    if (before?.source === run.bytes && before.size === run.windowSize &&
        before.chunk !== chunk)
        run.compared = (before.result === result ? 'The same' : 'Not the ' +
            `same`) + ` to the byte as with chunks of ${before.chunk}.`;
    before = { source: run.bytes, size: run.windowSize, chunk, result };
}

// Bytes that ought to be read by now, for the chosen speed.
function advance(now) {
    const seconds = run.hurry ? 0 : number('speed');
    const past = Math.min(now - (run.last ?? now), 100) / 1000;
    const until = performance.now() + BUDGET;

    run.last = now;
    run.due += seconds > 0 ? run.bytes.length * past / seconds : Infinity;
    while (run.article === null && run.at <= run.due &&
        performance.now() < until)
        feedChunk();
    run.due = Math.min(run.due, run.bytes.length);
}

let scheduled = false;

function schedule() {
    if (scheduled)
        return;
    scheduled = true;
    requestAnimationFrame(frame);
}

function frame(now) {
    scheduled = false;
    try {
        if (run.playing)
            advance(now);
        if (!run.playing || now >= run.rest)
            showAll();
    } catch (error) {
        run.playing = false;
        complain(`This page has a fault: ${error.message}`);
        throw error;
    }
    if (run.playing)
        schedule();
}

// Of much text the views take longer than a frame: they get a quarter of the
// time, and reading the rest.
function showAll() {
    const began = performance.now();

    settle();
    show();
    run.rest = began + 4 * (performance.now() - began);
}

function play(on) {
    if (run.article !== null && on)
        start();
    run.playing = on;
    run.last = null;
    run.due = run.at;
    showControls();
    schedule();
}

// ---- what the module tells ----

function text(at, size) {
    return new TextDecoder().decode(new Uint8Array(
        run.extractor.wasm.memory.buffer, at, size));
}

function inputs(at, size) {
    return new Uint8Array(run.extractor.wasm.memory.buffer, at, size)
        .slice();
}

function addBlock(id, kind, level, words, size) {
    const block = {
        id, kind: KINDS[kind], level, text: text(words, size), size,
        state: 'waiting',
        score: null, inputs: null, decision: null, at: 0, row: null
    };

    run.blocks.push(block);
    run.waiting.push(block);
    run.byId.set(id, block);
    return block;
}

function onTrace(what, kind, level, score, keep, id, values, size, words,
    wordsSize) {
    if (what === TRACE_BLOCK) {
        const block = addBlock(id, kind, level, words, wordsSize);

        block.score = score;
        block.inputs = inputs(values, size);
    } else if (what === TRACE_DECISION && run.byId.has(id)) {
        run.byId.get(id).decision = {
            score, keep, inputs: inputs(values, size)
        };
        run.changed.add(run.byId.get(id));
    }
}

function onKept(id, kind, level, words, size) {
    const block = id === NO_ID || !run.byId.has(id)
        ? addBlock(NO_ID, kind, level, words, size) : run.byId.get(id);

    block.state = 'kept';
    run.kept++;
    run.changed.add(block);
}

function isHeadline(block) {
    return block.kind === 'heading' && run.article !== null &&
        block.text === run.article.headline;
}

// What neither waits nor was kept was dropped.
function settle() {
    const { wasm } = run.extractor;
    const inside = new Set();

    if (run.article === null)
        for (let i = wasm.waiting() - 1; i >= 0; i--)
            inside.add(wasm.waiting_id(i));
    run.waiting = run.waiting.filter(block => {
        if (block.state === 'waiting' && inside.has(block.id))
            return true;
        if (block.state === 'waiting')
            block.state = isHeadline(block) ? 'headline' : 'dropped';
        run.changed.add(block);
        return false;
    });
}

// ---- the views, in their order ----

function showStart() {
    element('blocks').replaceChildren();
    element('more').hidden = true;
    element('bytes').scrollTop = 0;
    element('map').replaceChildren(...Array.from({ length: 120 },
        () => create('i')));
    showArticle();
}

function show() {
    showControls();
    showMap();
    showStatus();
    showFigures();
    showBytes();
    showBlocks();
    showPanel(false);
    if (run.article !== null && !run.shown) {
        run.shown = true;
        showArticle();
        showFirstKept();
    }
}

function showControls() {
    const ended = run.article !== null;

    element('play').textContent =
        run.playing ? 'Pause' : ended ? 'Play again' : 'Play';
    element('step').disabled = ended;
    element('end').disabled = ended;
}

function showMap() {
    const cells = element('map').children;
    const states = new Array(cells.length).fill('');
    const cell = at => Math.floor(at / run.bytes.length * cells.length);
    let from = 0;

    states.fill('read', 0, run.bytes.length > 0
        ? Math.ceil(run.at / run.bytes.length * cells.length) : 0);
    for (const block of run.blocks) {
        const first = cell(Math.max(from, block.at - block.size));

        states.fill(block.state, first, Math.max(first + 1,
            cell(block.at)));
        from = block.at;
    }
    states.forEach((state, i) => {
        if (cells[i].className !== state)
            cells[i].className = state;
    });
    element('map').setAttribute('aria-label',
        `${count(run.at)} of ${bytesText(run.bytes.length)} read`);
}

function sentence() {
    const { article, bytes } = run;

    if (article === null && run.playing)
        return ['Reading…', ''];
    if (article === null)
        return ['Paused.', ''];
    if (article.status !== 'ok') {
        const { message } = article;

        return [message[0].toUpperCase() + message.slice(1) + '.',
            `Status: ${article.status}` +
            (article.location ? `, ${article.location}` : '')];
    }
    const left = bytes.length - article.bytes_needed;

    return [left > 0
        ? `Complete at byte ${count(article.bytes_needed)}: the other ` +
            `${count(left)} are not needed.`
        : `Complete: all ${bytesText(bytes.length)} were needed.`,
    run.compared || 'Choose another chunk: the result stays the same.'];
}

function complain(message) {
    element('status').textContent = message;
    element('status').dataset.said = message;
    element('status').classList.add('bad');
}

function showStatus() {
    const [first, second] = sentence();
    const status = element('status');
    const said = first + second;

    if (status.dataset.said === said)
        return;
    status.dataset.said = said;
    status.classList.toggle('bad', run.article !== null &&
        run.article.status !== 'ok');
    status.replaceChildren(first, create('small', '', second));
}

function showFigures() {
    const { wasm } = run.extractor;
    const used = run.article === null ? wasm.window_used() : 0;
    const chunk = element('chunk').value === 'random' ? 1460
        : number('chunk');

    element('read').textContent =
        `${count(run.at)} of ${count(run.bytes.length)}`;
    element('used').textContent =
        `${count(used)} of ${count(run.windowSize)}`;
    element('fill').value = used / run.windowSize;
    element('ram').textContent =
        count(wasm.struct_size() + run.windowSize + chunk);
    element('kept').textContent = `${count(run.kept)} of ` +
        count(run.blocks.length);
}

// Whole characters of UTF-8, the unprintable ones as dots.
function excerpt(from, to) {
    const inside = at => (run.bytes[at] & 0xC0) === 0x80;
    let first = Math.max(from, 0);
    let last = Math.min(to, run.bytes.length);

    for (let i = 0; i < 3 && first < last && inside(first); i++)
        first++;
    for (let i = 0; i < 3 && inside(last); i++)
        last++;
    return new TextDecoder().decode(run.bytes.subarray(first, last))
        .replace(/[\0-\x08\x0B-\x1F\x7F-\x9F]/g, '·');
}

function showBytes() {
    const from = Math.max(run.from, run.at - AROUND);

    if (run.drawnAt === run.at)
        return;
    run.drawnAt = run.at;
    element('before').textContent = excerpt(from - AROUND, from);
    element('now').textContent = excerpt(from, run.at);
    element('after').textContent = excerpt(run.at, run.at + AROUND);
    const box = element('bytes');
    const mark = element('now').getBoundingClientRect();

    box.scrollTop += mark.bottom - box.getBoundingClientRect().top
        - box.clientHeight * .6;
}

// ---- blocks ----

function meter(block) {
    const { score, keep } = block.decision?.inputs.length
        ? block.decision : { score: block.score, keep: null };
    const bar = create('span', '', create('i'));

    if (score === null)
        return create('div', 'meter', create('b', '', '–'));
    bar.firstChild.style.width = `${score / 2.55}%`;
    if (keep !== null) {
        bar.append(create('u'));
        bar.lastChild.style.left = `${keep / 2.55}%`;
    }
    return create('div', 'meter', create('b', '', String(score)), bar);
}

function why(block) {
    const { decision, state } = block;

    if (state === 'waiting')
        return 'It waits in the buffer until its neighbours are known.';
    if (state === 'headline')
        return 'It is the headline, which is not repeated in the body.';
    if (block.id === NO_ID)
        return 'The page shows no article: this is text that it hides, or ' +
            'of its <noscript> or JSON-LD.';
    if (block.kind === 'caption' && state === 'kept')
        return 'A caption beside what was kept: delivered, but not part of ' +
            'the body.';
    if (decision === null)
        return state === 'kept' ? 'Kept by a rule.'
            : `Dropped at once: nothing like a part of an article.`;
    if (decision.inputs.length === 0)
        return 'Dropped to make room: the least likely of what waited.';
    const enough = decision.score >= decision.keep;
    const scores = `its score is ${decision.score}, and ${decision.keep} ` +
        'are enough';

    if (enough === (state === 'kept'))
        return `${state === 'kept' ? 'Kept' : 'Dropped'}: ${scores}.`;
    return `${state === 'kept' ? 'Kept' : 'Dropped'} by a rule, although ` +
        `${scores}.`;
}

function namesOf(stage) {
    const { wasm } = run.extractor;
    const memory = new Uint8Array(wasm.memory.buffer);
    const at = wasm.names(stage);

    return new TextDecoder().decode(memory.subarray(at,
        memory.indexOf(0, at))).split(',');
}

function inputList(stage, values) {
    const names = namesOf(stage);
    const list = create('ul', 'inputs');

    values.forEach((value, i) => {
        if (value > 0)
            list.append(create('li', '', `${names[i]} `,
                create('b', '', String(value))));
    });
    return list;
}

function explain(block) {
    const level = block.level > 0 ? ` ${block.level}` : '';
    const parts = [create('p', '', why(block)),
        create('p', 'hint', NAMES[block.kind] + level),
        create('p', 'whole', block.text)];

    if (block.inputs !== null)
        parts.push(create('p', 'hint', `Its own score: ${block.score} of ` +
            '255, from'), inputList(1, block.inputs));
    if (block.decision?.inputs.length)
        parts.push(create('p', 'hint', 'Among its neighbours: ' +
            `${block.decision.score} of 255, from`),
        inputList(2, block.decision.inputs));
    block.row.querySelector('.why').replaceChildren(...parts);
}

function fill(block) {
    const { row, state } = block;
    const line = create('span', 'line', block.text.slice(0, 200));

    row.className = state +
        (block.kind === 'heading' ? ' heading-block' : '');
    row.querySelector('summary').replaceChildren(
        create('span', 'fate', FATES[state]), meter(block), line);
    if (row.firstChild.open)
        explain(block);
}

function addRow(block) {
    const details = create('details', '', create('summary'),
        create('div', 'why'));

    block.row = create('li', '', details);
    details.addEventListener('toggle', () => {
        if (details.open)
            explain(block);
    });
    element('blocks').append(block.row);
    fill(block);
}

function showBlocks() {
    const list = element('blocks');
    const follows = list.scrollTop + list.clientHeight >=
        list.scrollHeight - 40;
    const end = Math.min(run.blocks.length, ROWS);
    const grown = run.listed < end;

    for (; run.listed < end; run.listed++)
        addRow(run.blocks[run.listed]);
    for (const block of run.changed)
        if (block.row !== null)
            fill(block);
    run.changed.clear();
    if (grown && follows && run.article === null)
        list.scrollTop = list.scrollHeight;
    element('more').hidden = run.blocks.length <= ROWS;
    element('more').textContent =
        `And ${count(run.blocks.length - ROWS)} more, which are not listed.`;
}

function showFirstKept() {
    const row = element('blocks').querySelector('.kept');

    if (row !== null)
        element('blocks').scrollTop += row.getBoundingClientRect().top
            - element('blocks').getBoundingClientRect().top
            - 3 * row.offsetHeight;
}

// ---- the panel ----

function draw(bits) {
    const context = element('panel').getContext('2d');
    const image = context.createImageData(WIDTH, HEIGHT);
    const pixels = new Uint32Array(image.data.buffer);

    for (let i = 0; i < pixels.length; i++)
        pixels[i] = bits[i >> 3] & 0x80 >> (i & 7)
            ? 0xFFE7EFF1 : 0xFF1B1816; /* ABGR: the paper of a panel */
    context.putImageData(image, 0, 0);
}

function boxes() {
    const { wasm } = run.extractor;
    const { headline, body } = run.article;

    return [...new Set(headline + body)].filter(c => c > ' ' &&
        !wasm.has_glyph(c.codePointAt(0))).length;
}

function panelNote() {
    if (run.kept === 0)
        return run.article === null ? 'Nothing has left the buffer yet.'
            : 'There is nothing to set.';
    const sent = 'Drawn in strips of eight rows, as a UC8179 got it: ' +
        `${bytesText(run.extractor.wasm.panel_bytes())} over SPI.`;
    const missing = run.article === null ? 0 : boxes();

    return missing === 0 ? sent : `${sent} ${count(missing)} different ` +
        'characters are not in the built-in Latin face: they show as boxes.';
}

function showPanel(turned) {
    const { wasm } = run.extractor;
    const ended = run.article !== null;
    const drawn = `${run.kept} ${ended} ${run.page}`;

    if (run.drawn === drawn && !turned)
        return;
    run.drawn = drawn;
    run.pages = wasm.panel_page(run.page);
    draw(run.kept === 0 ? new Uint8Array(WIDTH / 8 * HEIGHT).fill(0xFF)
        : new Uint8Array(wasm.memory.buffer, wasm.panel_frame(),
            WIDTH / 8 * HEIGHT));
    element('number').textContent = `${run.page} / ${run.pages}`;
    element('previous').disabled = run.page <= 1;
    element('next').disabled = run.page >= run.pages;
    element('panel-note').textContent = panelNote();
    element('panel').setAttribute('aria-label', ended
        ? `Page ${run.page} of ${run.pages}: ${run.article.headline}`
        : 'The article so far');
}

function turn(by) {
    run.page = Math.min(Math.max(run.page + by, 1), run.pages);
    showPanel(true);
}

// ---- the article ----

function textElements(block) {
    const { kind, text: words } = block;

    if (kind === 'heading')
        return create('h4', '', words);
    if (kind === 'quote')
        return create('blockquote', '', words);
    if (kind === 'preformatted' || kind === 'table_row')
        return create('pre', '', words);
    if (kind === 'list_item')
        return create('p', 'item', create('b', '', block.number
            ? `${block.number}.` : '•'), words);
    return create('p', kind, words);
}

function showText(article) {
    const by = [article.byline, article.published, article.site]
        .filter(field => field !== '').join(' · ');

    element('text').replaceChildren(
        ...article.headline !== '' ? [create('h3', '', article.headline)]
            : [],
        ...by !== '' ? [create('p', 'by', by)] : [],
        ...article.blocks.slice(0, ROWS).map(textElements),
        ...article.blocks.length > ROWS ? [create('p', 'empty',
            `And ${count(article.blocks.length - ROWS)} blocks more.`)] : [],
        ...article.blocks.length === 0 ? [create('p', 'empty',
            'There is no article on this page.')] : []);
}

function showFields(article) {
    const names = ['status', 'headline', 'byline', 'published', 'site',
        'description', 'lang', 'bytes_in', 'bytes_needed'];

    element('fields').replaceChildren(...names.flatMap(name => [
        create('dt', '', name.replace('_', ' ')),
        create('dd', '', String(article[name]) || '–')]));
}

function shortened(json) {
    return json.length <= JSON_SHOWN ? json : json.slice(0, JSON_SHOWN) +
        `\n... and ${count(json.length - JSON_SHOWN)} characters more.`;
}

function showArticle() {
    const { article } = run;

    if (article === null) {
        element('text').replaceChildren(create('p', 'empty',
            'It is shown when the page has ended.'));
        element('fields').replaceChildren();
        element('json').textContent = '';
        return;
    }
    showText(article);
    showFields(article);
    element('json').textContent = shortened(
        JSON.stringify(article, null, 2));
    for (const id of ['text', 'json'])
        element(id).scrollTop = 0;
}

// ---- the controls ----

function choose(buttons, chosen) {
    for (const button of buttons)
        button.setAttribute('aria-pressed', String(button === chosen));
}

function connectButtons() {
    const filters = document.querySelectorAll('[data-filter]');
    const views = document.querySelectorAll('button[data-view]');

    for (const button of filters)
        if (button.tagName === 'BUTTON')
            button.addEventListener('click', () => {
                choose(filters, button);
                element('blocks').dataset.filter = button.dataset.filter;
            });
    for (const button of views)
        button.addEventListener('click', () => {
            choose(views, button);
            for (const { dataset } of views)
                element(dataset.view).hidden =
                    dataset.view !== button.dataset.view;
        });
    element('play').addEventListener('click', () => play(!run.playing));
    element('restart').addEventListener('click', start);
    element('previous').addEventListener('click', () => turn(-1));
    element('next').addEventListener('click', () => turn(1));
    element('step').addEventListener('click', () => {
        run.playing = false;
        feedChunk();
        schedule();
    });
    element('end').addEventListener('click', () => {
        run.hurry = true;
        play(true);
    });
}

function connectSources() {
    const file = element('file');

    element('sample').addEventListener('change',
        event => setSample(event.target.value));
    element('chunk').addEventListener('change', start);
    element('window').addEventListener('change', start);
    element('open').addEventListener('click', () => file.click());
    file.addEventListener('change', () => {
        if (file.files.length > 0)
            setFile(file.files[0]);
        file.value = '';
    });
    element('paste').addEventListener('change', event => {
        if (event.target.value !== '')
            setText(event.target.value);
    });
}

// The source of a page is plain text; of what was copied out of a shown page
// there is HTML beside it.
function pasted(data) {
    const plain = data.getData('text/plain');

    return /<[a-z!?/]/i.test(plain) ? plain
        : data.getData('text/html') || plain;
}

function connectPaste() {
    document.addEventListener('paste', event => {
        const [file] = event.clipboardData.files;

        if (file) {
            setFile(file);
        } else {
            const words = pasted(event.clipboardData);

            element('paste').value = words.length > PASTED ? '' : words;
            setText(words);
        }
        event.preventDefault();
    });
}

function connectDrop() {
    let depth = 0; // elements that the pointer is inside of
    const hover = by => {
        depth = Math.max(depth + by, 0);
        element('drop').hidden = depth === 0;
    };

    document.addEventListener('dragenter', () => hover(1));
    document.addEventListener('dragleave', () => hover(-1));
    document.addEventListener('dragover', event => event.preventDefault());
    document.addEventListener('drop', event => {
        const { files } = event.dataTransfer;

        event.preventDefault();
        hover(-depth);
        if (files.length > 0)
            setFile(files[0]);
        else if (pasted(event.dataTransfer) !== '')
            setText(pasted(event.dataTransfer));
    });
}

// Where a browser lets a file keep something, the choice stays.
function connectTheme() {
    const themes = ['auto', 'light', 'dark'];
    const root = document.documentElement;
    const set = theme => {
        root.dataset.theme = theme;
        element('theme').textContent = `Theme: ${theme}`;
        try {
            localStorage.setItem('galley-theme', theme);
        } catch { /* it is for this time only */ }
    };
    let kept = null;

    try {
        kept = localStorage.getItem('galley-theme');
    } catch { /* none is kept */ }
    set(themes.includes(kept) ? kept : 'auto');
    element('theme').addEventListener('click', () => set(
        themes[(themes.indexOf(root.dataset.theme) + 1) % 3]));
}

function begin() {
    connectTheme();
    connectButtons();
    connectSources();
    connectPaste();
    connectDrop();
    element('size').textContent =
        `${Math.round(moduleBytes.length / 1024)} KB`;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches)
        element('speed').value = '0';
    setSample('demo.html');
    element('version').textContent = run.extractor.version;
}

begin();
