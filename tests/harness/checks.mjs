// What the tests in JavaScript share: counting, as checks.py does.
import { isDeepStrictEqual } from 'node:util';

let passed = 0;
let failed = 0;
let skipped = 0;

export function check(good, what) {
    if (good) {
        passed++;
    } else {
        failed++;
        console.log(`FAILED: ${what}`);
    }
}

export function same(got, expected, what) {
    const good = isDeepStrictEqual(got, expected);

    check(good, what);
    if (!good)
        console.log('  got     ', JSON.stringify(got)?.slice(0, 600),
            '\n  expected', JSON.stringify(expected)?.slice(0, 600));
}

export function skip(reason) {
    skipped++;
    console.log(`skipped: ${reason}`);
}

export function summary() {
    console.log(`${passed} passed, ${failed} failed` +
        (skipped > 0 ? `, ${skipped} skipped` : ''));
    process.exit(failed > 0 || (skipped > 0 && process.env.NO_SKIPS) ? 1 : 0);
}
