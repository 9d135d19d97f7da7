// build/web/index.html in headless Chromium, from file://, as its visitors use
// it: what it shows against what the command prints, and the panel against the
// README's picture; what is bad; the keyboard, a phone, both themes; and that
// no request leaves it.  Leaves pictures beside the page.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import zlib from 'node:zlib';
import { check, same, skip, summary } from '../harness/checks.mjs';

const BUILD = path.resolve(process.env.BUILD ?? 'build');
const GALLEY = process.env.GALLEY ?? path.join(BUILD, 'galley');
const PAGE = path.join(BUILD, 'web', 'index.html');
const ADDRESS = pathToFileURL(PAGE).href;
const PLAYWRIGHT = path.join(BUILD,
    'npm/node_modules/playwright-core/index.mjs');
const DEMO = fs.readFileSync('tests/fixtures/demo.html');
const SAMPLES = ['demo.html', 'howto.html', 'german.html'];

if (!fs.existsSync(PLAYWRIGHT)) {
    skip('no playwright-core (make setup has npm fetch it)');
    summary();
}

// ---- the browser, and all that it complains about or asks for ----

const { chromium } = await import(pathToFileURL(PLAYWRIGHT));
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid() === 0 ? ['--no-sandbox'] : []
});
const complaints = [];
const requests = [];

function listen(page) {
    page.setDefaultTimeout(20000);
    page.on('console', message => {
        if (['error', 'warning'].includes(message.type()))
            complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(error.stack));
    page.on('dialog', dialog => {
        complaints.push(`a dialog: ${dialog.message()}`);
        dialog.dismiss();
    });
    page.on('request', request => {
        if (request.url() !== ADDRESS && !request.url().startsWith('data:'))
            requests.push(request.url());
    });
}

async function open(options = {}) {
    const context = await browser.newContext({
        viewport: { width: 1200, height: 850 }, colorScheme: 'light',
        ...options
    });
    const page = await context.newPage();

    listen(page);
    await page.goto(ADDRESS);
    return page;
}

const text = (page, id) => page.locator(`#${id}`).textContent();

// To the end, wherever the run is: the article.
async function article(page) {
    await page.evaluate(() => document.getElementById('end').click());
    await page.waitForFunction(
        () => document.getElementById('json').textContent !== '');
    return JSON.parse(await text(page, 'json'));
}

// What the command says of these bytes.
function native(bytes, size = 2048) {
    const run = (...options) => spawnSync(GALLEY, options, { input: bytes })
        .stdout.toString();

    return {
        json: JSON.parse(run('--format=json', `--body-size=${size}`)),
        blocks: run('--format=blocks', `--body-size=${size}`)
    };
}

function lines(blocks) {
    return blocks.map(({ kind, level, text: words }) => [kind, level,
        words.replace(/[\\\n]/g, c => c === '\n' ? '\\n' : '\\\\')]
        .join('\t') + '\n').join('');
}

function compare(got, bytes, what, size) {
    const expected = native(bytes, size);

    same(lines(got.blocks), expected.blocks, `${what}: blocks`);
    for (const key of ['status', 'headline', 'byline', 'published', 'site',
        'description', 'lang'])
        same(got[key], expected.json[key], `${what}: ${key}`);
}

// ---- tests ----

function testFile() {
    const page = fs.readFileSync(PAGE, 'utf8');
    const policy = page.match(
        /http-equiv="Content-Security-Policy" content="([^"]*)"/)[1];

    check(policy.startsWith("default-src 'none'; ") &&
        !/unsafe-inline|unsafe-eval'|\*|https?:/.test(
            policy.replace("'wasm-unsafe-eval'", '')), `policy: ${policy}`);
    same([...page.matchAll(/<(?:script|link|img|iframe)[^>]*(?:src|href)="/g)]
        .map(found => found[0]), ['<link rel="icon" href="'],
    'nothing is loaded');
    check(Math.abs(page.length - 440e3) < 20e3,
        `${page.length} bytes of page: the README says 440 KB`);
}

async function testSamples(page) {
    await page.selectOption('#speed', '0');
    for (const name of SAMPLES) {
        await page.selectOption('#sample', name);
        compare(await article(page),
            fs.readFileSync(path.join('tests/fixtures', name)), name);
    }
    await page.selectOption('#sample', 'demo.html');
    await article(page);
}

// The panel's pixels, 1 for ink; of a PNG the same.
function inkOf(pixels) {
    return Array.from({ length: pixels.length / 4 },
        (_, i) => pixels[4 * i] < 128 ? 1 : 0).join('');
}

async function testPanel(page) {
    const pixels = source => `(async () => {
        const canvas = new OffscreenCanvas(800, 480);
        const context = canvas.getContext('2d', { willReadFrequently: true });
        context.drawImage(${source}, 0, 0);
        return (${inkOf})(context.getImageData(0, 0, 800, 480).data);
    })()`;
    const ink = pixels("document.getElementById('panel')");
    const blank = await browser.newPage();
    const picture = fs.readFileSync('tests/panel/demo.png', 'base64');
    const expected = await blank.evaluate(`(async () => {
        const image = new Image();
        image.src = 'data:image/png;base64,${picture}';
        await image.decode();
        return ${pixels('image')};
    })()`);

    await blank.close();
    check(expected.includes('1') &&
        await page.evaluate(ink) === expected,
    "the panel shows the README's picture");
    same(await text(page, 'number'), '1 / 2', 'pages');
    await page.click('#next');
    same(await text(page, 'number'), '2 / 2', 'the next page');
    check(await page.evaluate(ink) !== expected, 'is another one');
    check(await page.locator('#next').isDisabled(), 'and the last');
    await page.click('#previous');
    check(await page.evaluate(ink) === expected, 'the first one again');
}

async function testChunks(page) {
    const chunks = await page.locator('#chunk option').evaluateAll(
        options => options.map(option => option.value));
    const { bytes_in: _, ...expected } = await article(page);

    for (const chunk of chunks.filter(value => value !== '64')) {
        await page.selectOption('#chunk', chunk);
        const { bytes_in: __, ...got } = await article(page);

        same(got, expected, `chunks of ${chunk}`);
        check((await text(page, 'status')).includes(
            'The same to the byte as with chunks of '),
        `chunks of ${chunk}: it is said`);
    }
    await page.selectOption('#chunk', '64');
    for (const size of [256, 512, 1024, 4096, 16384, 65536]) {
        await page.selectOption('#window', String(size));
        compare(await article(page), DEMO, `${size} bytes of buffer`, size);
    }
    await page.selectOption('#window', '2048');
    await article(page);
}

async function testSteps(page) {
    await page.selectOption('#speed', '24');
    await page.click('#restart');
    await page.click('#play');
    same(await text(page, 'play'), 'Play', 'it pauses');
    const read = async () => Number(
        (await text(page, 'read')).split(' ')[0].replace(',', ''));
    const changed = from => page.waitForFunction(known => Number(
        document.getElementById('read').textContent.split(' ')[0]
            .replace(',', '')) !== known, from);
    const first = await read();

    await page.waitForTimeout(200);
    same(await read(), first, 'nothing is read meanwhile');
    await page.click('#step');
    await changed(first);
    same(await read(), first + 64, 'one chunk');
    same((await text(page, 'now')).length, 64, 'it is shown');
    await page.click('#play');
    await changed(first + 64);
    const then = await read();

    check(then > first + 64 && then < DEMO.length, `${then} bytes: it flows`);
    await page.selectOption('#speed', '0');
    await page.waitForFunction(() => document.getElementById('play')
        .textContent === 'Play again');
    check(true, 'it comes to its end');
}

// Opens the first block of this fate.
async function why(page, fate) {
    const row = page.locator(`#blocks li.${fate}`).first();

    await row.locator('summary').click();
    await row.locator('.why p').first().waitFor();
    return row.locator('.why').textContent();
}

async function testBlocks(page) {
    const result = await article(page);
    const kept = result.blocks.length;
    const rows = page.locator('#blocks li');

    same(await page.locator('#blocks li.kept').evaluateAll(found =>
        found.map(row => row.querySelector('.line').textContent)),
    result.blocks.map(block => block.text.slice(0, 200)), 'kept blocks');
    same(await page.locator('#blocks li.waiting').count(), 0,
        'none waits at the end');
    same(await text(page, 'kept'), `${kept} of ${await rows.count()}`,
        'they are counted');
    same(await page.locator('#blocks li.headline .line').allTextContents(),
        [result.headline], 'the headline');
    check(/^Kept: its score is \d+, and \d+ are enough\./.test(
        await why(page, 'kept')), 'why a block was kept');
    await page.click('button[data-filter=dropped]');
    check(!await page.locator('#blocks li.kept').first().isVisible() &&
        await page.locator('#blocks li.dropped').first().isVisible(),
    'those that were dropped');
    check(/^Dropped (at once|to make room)/.test(await why(page, 'dropped')),
        'why one was dropped');
    await page.click('button[data-filter=""]');
    for (const [view, word] of [['fields', 'Klara Winther'],
        ['json', '"bytes_needed": 5836'], ['text', 'The last ferry']]) {
        await page.click(`button[data-view=${view}]`);
        check((await page.locator(`#${view}`).innerText()).includes(word),
            `the article as ${view}`);
    }
}

// ---- what visitors bring ----

async function paste(page, kinds) {
    await page.evaluate(given => {
        const data = new DataTransfer();

        for (const [type, value] of Object.entries(given))
            data.setData(type, value);
        document.getElementById('paste').dispatchEvent(new ClipboardEvent(
            'paste', { clipboardData: data, bubbles: true,
                cancelable: true }));
    }, kinds);
    return article(page);
}

async function drop(page, bytes, name) {
    await page.evaluate(([data, called]) => {
        const transfer = new DataTransfer();
        const fire = type => document.body.dispatchEvent(new DragEvent(type,
            { dataTransfer: transfer, bubbles: true, cancelable: true }));

        transfer.items.add(new File([Uint8Array.from(atob(data),
            c => c.charCodeAt(0))], called));
        document.getElementById('json').textContent = '';
        fire('dragenter');
        fire('dragover');
        fire('drop');
    }, [Buffer.from(bytes).toString('base64'), name]);
    return article(page);
}

async function testPaste(page) {
    const german = fs.readFileSync('tests/fixtures/german.html');

    compare(await paste(page, { 'text/plain': german.toString() }), german,
        'source that was pasted');
    check((await text(page, 'source-name')).startsWith('what was pasted: '),
        'is named');
    same((await paste(page, {
        'text/plain': 'A headline\n\nIts text.',
        'text/html': '<h1>A headline</h1><p>The text of it is here.</p>'
    })).headline, 'A headline', 'what was copied from a shown page');
    await page.locator('#paste').fill('<h1>Typed</h1><p>With some words.');
    await page.locator('#paste').blur();
    await page.waitForFunction(() => document.getElementById('json')
        .textContent.includes('Typed'));
    check(true, 'what was typed is read');
}

async function testFiles(page) {
    const utf16 = fs.readFileSync('tests/fixtures/utf16.html');
    const choose = page.waitForEvent('filechooser');

    compare(await drop(page, utf16, 'utf16.html'), utf16, 'a file, dropped');
    check((await text(page, 'source-name')).startsWith('utf16.html: '),
        'is named');
    check(await page.locator('#drop').isHidden(), 'the target goes away');
    await page.click('#open');
    await (await choose).setFiles('tests/fixtures/japanese.html');
    await page.waitForFunction(() => document.getElementById('source-name')
        .textContent.startsWith('japanese.html'));
    compare(await article(page),
        fs.readFileSync('tests/fixtures/japanese.html'), 'a file, chosen');
    check((await text(page, 'panel-note')).includes('they show as boxes'),
        'characters that the panel lacks are counted');
}

async function testBad(page) {
    const noise = Buffer.from(Array.from({ length: 4000 },
        (_, i) => (i * 7919 + (i >> 3) * 104729) & 255));
    const cases = [
        ['empty', Buffer.alloc(0), 'no_article'],
        ['binary', Buffer.from('%PDF-1.7\n\0\0\0\xE2\xE3', 'latin1'),
            'binary'],
        ['gzip', zlib.gzipSync(DEMO), 'compressed'],
        ['noise', noise, null],
        ['a link alone', Buffer.from('<a href=x>One</a>'), 'no_article']
    ];

    for (const [name, bytes, status] of cases) {
        const got = await drop(page, bytes, name);
        const said = await text(page, 'status');

        check(got.status !== 'ok' && [null, got.status].includes(status),
            `${name}: ${got.status}`);
        check(said.toLowerCase().startsWith(got.message.toLowerCase()) &&
            said.includes(got.status), `${name}: "${said}"`);
        check(await page.locator('#status.bad').count() === 1,
            `${name}: it is seen`);
        same(await text(page, 'panel-note'), 'There is nothing to set.',
            `${name}: the panel`);
    }
    const evil = '<h1>Title</h1><p>Nobody came to see the ships that lay in ' +
        'the harbour since Monday.<script>alert(1)</script><img src=' +
        'https://example.com/x onerror=alert(2)><p>It was written on the ' +
        'wall: &lt;img src=https://example.com/y onerror=alert(3)&gt; and ' +
        'nobody knew, of those who passed, what it was to mean.';
    const got = await paste(page, { 'text/plain': evil });

    check(got.body.includes('<img src=https://example.com/y'),
        'what is text stays text');
    check(await page.locator('main img').count() === 0, 'and only that');
    same(await page.locator('#status.bad').count(), 0, 'all is well again');
}

async function testHuge(page) {
    const file = path.join(os.tmpdir(), `galley-web-${process.pid}.html`);
    const choose = page.waitForEvent('filechooser');
    let paragraphs = '';

    for (let i = 0; paragraphs.length < 8 << 20; i++)
        paragraphs += `<p>On day ${i} the harbour was quiet, and nobody ` +
            `came to see the ${3 * i} gulls that sat there since Monday.\n`;
    fs.writeFileSync(file, '<h1>Days</h1>' + paragraphs);
    await page.click('#open');
    await (await choose).setFiles(file);
    await page.waitForFunction(() => document.getElementById('source-name')
        .textContent.startsWith('galley-web'));
    await page.selectOption('#chunk', '1460');
    await page.click('#play'); // the page answers while it reads
    same(await text(page, 'play'), 'Play', 'a huge file: it can be paused');
    await page.click('#play');
    await page.waitForFunction(() => document.getElementById('json')
        .textContent !== '', null, { timeout: 60000 });
    fs.rmSync(file);
    check((await text(page, 'status')).startsWith('Complete: all 8,3') &&
        (await text(page, 'fields')).includes('Days'), 'a huge file');
    check(/characters more\.$/.test(await text(page, 'json')) &&
        /And [\d,]+ blocks more\.$/.test(await text(page, 'text')),
    'what is shown of it ends');
    same(await page.locator('#blocks li').count(), 400, 'rows, at most');
    check((await text(page, 'more')).includes('more, which are not listed'),
        'it is said');
}

// ---- how it is used ----

async function testKeyboard() {
    const page = await open();
    const seen = [];

    for (let i = 0; i < 40; i++) {
        await page.keyboard.press('Tab');
        seen.push(await page.evaluate(() => document.activeElement.id ||
            document.activeElement.dataset.filter ||
            document.activeElement.dataset.view || ''));
    }
    for (const id of ['theme', 'sample', 'open', 'paste', 'chunk', 'window',
        'speed', 'play', 'step', 'end', 'restart', 'bytes', 'kept', 'json'])
        check(seen.includes(id), `${id} is reached by Tab`);
    check(!seen.includes('file'), 'nothing that is hidden is');
    await page.focus('#end');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
        () => document.getElementById('json').textContent !== '');
    await page.focus('#blocks summary');
    await page.keyboard.press('Enter');
    check(await page.locator('#blocks details[open]').count() === 1,
        'a block is opened by Enter');
    const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement).outlineStyle);

    check(outline !== 'none', 'what has the focus is marked');
    await page.context().close();
}

async function testNames(page) {
    const nameless = await page.locator(
        'button, select, textarea, input, progress, canvas, [tabindex="0"]')
        .evaluateAll(found => found.filter(one =>
            !(one.getAttribute('aria-label') || one.labels?.length ||
              one.textContent.trim())).map(one => one.outerHTML));

    same(nameless, [], 'each control has a name');
    same(await page.locator('section').evaluateAll(found =>
        found.every(one => document.getElementById(
            one.getAttribute('aria-labelledby'))?.tagName === 'H2')), true,
    'each section has a heading');
}

// Ratios of WCAG between colours of texts and what is behind them.
async function testContrast(page, theme) {
    const ratios = await page.evaluate(() => {
        const parts = colour => colour.match(/[\d.]+/g).map(Number);
        const light = colour => parts(colour).slice(0, 3).map(v => v / 255)
            .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
        const behind = one => {
            const colour = getComputedStyle(one).backgroundColor;

            return (parts(colour)[3] ?? 1) > 0 ? colour
                : behind(one.parentElement);
        };
        const shown = [...document.querySelectorAll('h1, h2, p, label, dt, ' +
            'dd, button:enabled, select, .fate, .line, .bytes > *, ' +
            '.legend li')].filter(one => one.textContent.trim() !== '' &&
            one.checkVisibility());

        return shown.map(one => {
            const [a, b] = [light(getComputedStyle(one).color),
                light(behind(one))].sort((x, y) => y - x);

            return [(a + .05) / (b + .05), one.outerHTML.slice(0, 80)];
        });
    });

    check(ratios.length > 60, `${ratios.length} texts in ${theme}`);
    same(ratios.filter(([ratio]) => ratio < 4.5), [],
        `contrast in ${theme}`);
}

async function testThemes(page) {
    for (const theme of ['light', 'dark', 'auto']) {
        await page.click('#theme');
        same([await text(page, 'theme'), await page.evaluate(
            () => getComputedStyle(document.body).backgroundColor)],
        [`Theme: ${theme}`, theme === 'dark' ? 'rgb(20, 21, 24)'
            : 'rgb(243, 240, 232)'], `theme ${theme}`);
        await page.waitForTimeout(300); // of transitions
        await testContrast(page, theme);
        if (theme !== 'auto')
            await picture(page, theme, true);
    }
}

async function testPhone() {
    for (const width of [320, 390, 760]) {
        const page = await open({
            viewport: { width, height: 800 }, hasTouch: true,
            reducedMotion: 'reduce'
        });

        await article(page);
        same(await page.inputValue('#speed'), '0',
            'nothing moves where that is not wanted');
        check(await page.evaluate(() => document.scrollingElement.scrollWidth
            <= innerWidth), `${width} pixels: nothing is wider`);
        same(await page.locator('main button, main select').evaluateAll(
            found => found.filter(one => one.offsetHeight < 40).map(
                one => one.outerHTML)), [], `${width} pixels: touch targets`);
        if (width === 390)
            await picture(page, 'phone', true);
        await page.context().close();
    }
}

// What the policy is for: not even the page's own code may ask for more.
async function testPolicy() {
    const page = await browser.newPage();
    const asked = [];

    await page.route(/^https?:/, route => {
        asked.push(route.request().url());
        route.abort();
    });
    await page.goto(ADDRESS);
    const refused = await page.evaluate(async () => {
        const image = new Image();
        const failed = new Promise(done => {
            image.onerror = () => done(true);
            image.onload = () => done(false);
        });

        image.src = 'https://example.com/x.png';
        return [await failed, await fetch('https://example.com/').then(
            () => false, () => true)];
    });

    same([refused, asked], [[true, true], []], 'the policy refuses requests');
    await page.close();
}

// The package of port/wasm as a browser loads it, from a server.
async function testPackage() {
    const types = { '.js': 'text/javascript', '.html': 'text/html' };
    const server = http.createServer((request, response) => {
        const name = path.basename(request.url);
        const folder = SAMPLES.includes(name) ? 'tests/fixtures'
            : path.join(BUILD, 'wasm');
        const file = path.join(folder, name);

        response.setHeader('content-type',
            types[path.extname(name)] ?? 'application/octet-stream');
        if (name === '')
            response.setHeader('content-type', 'text/html');
        response.end(fs.existsSync(file) && fs.statSync(file).isFile()
            ? fs.readFileSync(file) : '<title>Test</title>');
    });

    await new Promise(ready => server.listen(0, '127.0.0.1', ready));
    const page = await browser.newPage();

    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const [one, other] = await page.evaluate(async () => {
        const { extract, load } = await import('/index.js');
        const { Extractor } = await load(fetch('/galley.wasm'));
        const extractor = new Extractor({ bodySize: 2048 });

        extractor.feed(await (await fetch('/demo.html')).arrayBuffer());
        return [await extract(await fetch('/demo.html'),
            { bodySize: 2048 }), extractor.finish()];
    });

    compare(one, DEMO, 'a Response to the package in a browser');
    compare(other, DEMO, 'its Extractor, over a module of its own');
    await page.close();
    server.close();
}

async function picture(page, name, fullPage = false) {
    const file = path.join(BUILD, 'web', `${name}.png`);

    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: file, fullPage });
    check(fs.statSync(file).size > 20000, `the picture ${name}.png`);
}

// What the README shows, as wide as it is shown there.
async function readmePicture() {
    const page = await open({
        viewport: { width: 1200, height: 1160 }, deviceScaleFactor: .75,
        reducedMotion: 'reduce'
    });

    await article(page);
    await picture(page, 'readme');
    await page.context().close();
}

try {
    testFile();
    const page = await open();

    await testSamples(page);
    await testPanel(page);
    await testChunks(page);
    await testSteps(page);
    await testBlocks(page);
    await testNames(page);
    await testThemes(page);
    await testPaste(page);
    await testFiles(page);
    await testBad(page);
    await testHuge(page);
    await testKeyboard();
    await testPhone();
    await readmePicture();
    same(complaints, [], 'complaints of the browser');
    same(requests, [], 'requests');
    await testPolicy();
    await testPackage();
} catch (error) {
    check(false, error.stack);
} finally {
    await browser.close();
}
summary();
