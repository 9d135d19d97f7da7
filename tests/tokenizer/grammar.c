/*
 * Proves what the tokenizer's grammar says of itself, from its tables:
 * every state can be reached; every state has a rule for every character and
 * for the end of the file, which is never consumed and always found; no
 * character is looked at for ever; no rule is dead; the scan passes over
 * plain bytes only; every section of the standard has its place.
 *
 *     grammar src/tokenizer_grammar.h
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/tokenizer.c"
#include "harness/harness.h"

#define STATES (sizeof states / sizeof states[0])
#define RULE(rule, member) GALLEY_READ8(&rules[rule].member)
#define SECTIONS 85 /* 13.2.5.1 to 13.2.5.85 */

static const char *const names[] = {
#define STATE(name, type, stops) #name,
#define ON(on, next, action)
#include "../../src/tokenizer_grammar.h"
#undef STATE
#undef ON
};

static void check(int good, const char *what, size_t state, unsigned c)
{
    if (!harness_check(good, what))
        printf("  in %s, character %02X\n", names[state], c);
}

static size_t first_of(size_t state)
{
    return GALLEY_READ16(&first_rules[state]);
}

static size_t behind(size_t state)
{
    return state + 1 < STATES ? first_of(state + 1) : RULES;
}

static unsigned action_of(size_t rule)
{
    return RULE(rule, action) & ~(unsigned)ACTION_CONSUMES_NOT;
}

static int fits_rule(size_t rule, unsigned c)
{
    return is_for(RULE(rule, on), c, class_of(c) | ANY);
}

static int may_decline(size_t rule)
{
    switch (action_of(rule)) {
    case ACTION_HOLD:
    case ACTION_HOLD_IF_CDATA:
    case ACTION_HOLD_LAST_TAG:
    case ACTION_HOLD_SCRIPT:
    case ACTION_FLUSH_SCRIPT:
    case ACTION_WORD:
    case ACTION_APPROPRIATE:
    case ACTION_TARGET:
    case ACTION_NAME_GOES_ON:
    case ACTION_NAME_SEMICOLON:
        return 1;
    }
    return 0;
}

/* Does any rule of the state suspend it? */
static int suspends(size_t state)
{
    size_t rule;

    for (rule = first_of(state); rule < behind(state); rule++)
        if (action_of(rule) == ACTION_SUSPEND)
            return 1;
    return 0;
}

/* ---- reachable ---- */

static unsigned char reached[STATES];

static void reach(size_t state)
{
    size_t rule, other;

    if (reached[state])
        return;
    reached[state] = 1;
    for (rule = first_of(state); rule < behind(state); rule++)
        if (RULE(rule, next) != STATE_RETURN)
            reach(RULE(rule, next));
        else
            for (other = 0; other < STATES; other++)
                if (suspends(other) && reached[other])
                    reach(other);
}

static void check_reachable(void)
{
    size_t state;

    reach(STATE_DATA);
    reach(STATE_RCDATA); /* the consumer switches to these four */
    reach(STATE_RAWTEXT);
    reach(STATE_SCRIPT_DATA);
    reach(STATE_PLAINTEXT);
    for (state = 0; state < STATES; state++)
        check(reached[state], "it can be reached", state, 0);
}

/* ---- each state's rules ---- */

static void check_rules(size_t state)
{
    size_t last = behind(state) - 1;
    size_t rule;
    unsigned c;

    check(first_of(state) < behind(state), "it has rules", state, 0);
    check(RULE(last, on) == ANY, "the last rule is for ANY",
          state, 0);
    check(!may_decline(last), "the last rule never declines", state, 0);
    for (rule = first_of(state); rule <= last; rule++) {
        int used = 0;

        for (c = 0; c <= NOT_ASCII; c++) {
            size_t before = first_of(state);

            while (!fits_rule(before, c) ||
                   (may_decline(before) && before < rule))
                before++;
            used |= before == rule;
        }
        check(used, "no rule is dead", state, (unsigned)rule);
        check(RULE(rule, on) < END_OF_FILE || RULE(rule, on) > NOT_ASCII,
              "no set is taken for a character", state, RULE(rule, on));
    }
}

/* ---- steps ---- */

/* The most steps that a character takes from a state on, itself included;
 * 0 when it may be looked at for ever. */
static unsigned steps(size_t state, unsigned c, unsigned depth)
{
    unsigned most = 0;
    size_t rule, other;

    if (depth > STATES)
        return 0;
    for (rule = first_of(state); rule < behind(state); rule++) {
        unsigned n = 1;

        if (!fits_rule(rule, c))
            continue;
        if (RULE(rule, action) & ACTION_CONSUMES_NOT) {
            unsigned rest = 0;

            if (action_of(rule) == ACTION_FINISH)
                rest = 1;
            else if (RULE(rule, next) != STATE_RETURN)
                rest = steps(RULE(rule, next), c, depth + 1);
            else
                for (other = 0; other < STATES; other++)
                    if (suspends(other)) {
                        unsigned k = steps(other, c, depth + 1);

                        if (!k)
                            return 0;
                        rest = k > rest ? k : rest;
                    }
            if (!rest)
                return 0;
            n += rest;
        } else if (c == END_OF_FILE) {
            return 0; /* consumed */
        }
        most = n > most ? n : most;
        if (!may_decline(rule))
            break;
    }
    return most;
}

static unsigned check_steps(size_t state)
{
    unsigned most = 0;
    unsigned c;

    for (c = 0; c <= NOT_ASCII; c++) {
        unsigned n = steps(state, c, 0);

        check(n != 0, c == END_OF_FILE ? "the file ends here, unconsumed"
                                       : "no cycle without consuming",
              state, c);
        most = n > most ? n : most;
    }
    return most;
}

/* ---- the scan ---- */

#if GALLEY_SCAN
/* A byte may be passed over only where its rule is EMIT and stay. */
static void check_scan(size_t state)
{
    unsigned c, stops = stops_of_state((uint8_t)state);
    const uint8_t *set = stop_sets[stops];

    if (stops == STOPS_NOTHING)
        return;
    for (c = 0; c < 0x80; c++) {
        size_t rule = first_of(state);
        int plain, by_word;

        while (!fits_rule(rule, c))
            rule++;
        plain = RULE(rule, action) == ACTION_EMIT &&
                RULE(rule, next) == state && c != '\r';
        by_word = c == GALLEY_READ8(&set[1]) || c == GALLEY_READ8(&set[2])
                  || c == 0 || c == '\r';
        check(plain || is_stop((char)c, GALLEY_READ8(&set[0])),
              "the scan stops", state, c);
        if (stops >= STOPS_TEXT)
            check(plain || by_word, "the scan by words stops", state, c);
    }
}

/* The scan finds a stop of text at every place of pieces of every size, and
 * nothing else. */
static void check_scan_at(const char *bytes, size_t size, size_t at)
{
    const char *end = bytes + size, *to;
    int stop = strchr("<&\r", bytes[at]) != NULL; /* or NUL */

    to = scan(stop_sets[STOPS_TEXT], bytes, end);
    check(to == (stop ? bytes + at : end), "a stop is found", 0,
          (uint8_t)bytes[at]);
}

static void check_places(void)
{
    char bytes[40];
    unsigned c;
    size_t size, at;

    for (c = 0; c < 0x100; c++)
        for (size = 1; size <= sizeof bytes; size++)
            for (at = 0; at < size; at++) {
                memset(bytes, 'x', sizeof bytes);
                bytes[at] = (char)c;
                check_scan_at(bytes, size, at);
            }
}

/* By words or vectors the scan ends where it does byte by byte, or later at
 * another stop, but not behind what it must stop at. */
static void check_scan_of(const uint8_t *set, const char *p, size_t size)
{
    uint8_t mask = GALLEY_READ8(&set[0]);
    const char *end = p + size, *first = scan_bytes(mask, p, end);
    const char *must = first, *to = scan(set, p, end);

    while (must != end && *must != 0 && *must != '\r'
           && (uint8_t)*must != GALLEY_READ8(&set[1])
           && (uint8_t)*must != GALLEY_READ8(&set[2]))
        must++;
    if (!harness_check(first <= to && to <= must
                           && (to == end || is_stop(*to, mask) != 0),
                       "the scan agrees with that of single bytes"))
        printf("  %lu of %lu bytes, %lu by single ones\n",
               (unsigned long)(to - p), (unsigned long)size,
               (unsigned long)(first - p));
}

/* Random bytes, from any place on, to the end of what may be read. */
static void check_random(uint32_t seed)
{
    size_t at, size, i, stops;

    for (at = 0; at < 16; at++)
        for (size = 0; size <= 80; size++) {
            char *bytes = malloc(at + size + 1); /* not 0 */

            if (bytes == NULL)
                exit(71);
            for (i = 1; i <= at + size; i++) {
                seed = seed * 1664525 + 1013904223;
                bytes[i] = (char)(seed >> 24);
            }
            for (stops = STOPS_TEXT; stops <= STOPS_BRACKET; stops++)
                check_scan_of(stop_sets[stops], bytes + 1 + at, size);
            free(bytes);
        }
}
#endif

/* ---- the sections ---- */

static void check_sections(const char *path)
{
    unsigned found[SECTIONS + 1] = {0};
    char line[200];
    FILE *file = fopen(path, "r");
    unsigned number;

    if (!file) {
        perror(path);
        exit(66);
    }
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "/* 13.2.5.%u", &number) == 1 ||
            sscanf(line, " * 13.2.5.%u", &number) == 1)
            if (number >= 1 && number <= SECTIONS)
                found[number]++;
    fclose(file);
    for (number = 1; number <= SECTIONS; number++)
        check(found[number] == 1, "section 13.2.5.N has its one place", 0,
              number);
}

int main(int argc, char **argv)
{
    unsigned most = 0;
    size_t state;

    if (argc != 2) {
        fprintf(stderr, "usage: grammar src/tokenizer_grammar.h\n");
        return 64;
    }
    check_reachable();
    for (state = 0; state < STATES; state++) {
        unsigned n = check_steps(state);

        check_rules(state);
#if GALLEY_SCAN
        check_scan(state);
#endif
        most = n > most ? n : most;
    }
#if GALLEY_SCAN
    check_places();
    for (state = 0; state < 8; state++)
        check_random((uint32_t)state);
#endif
    check_sections(argv[1]);
    printf("%lu states, %lu rules; at most %u steps a byte\n",
           (unsigned long)STATES, (unsigned long)RULES, most);
    return harness_summary();
}
