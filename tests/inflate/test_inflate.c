/*
 * The inflate stage: what each stream becomes, at every cut of it.
 * test_zlib.py compares many more of them with zlib.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"

#define DAMAGED GALLEY_ERR_INFLATE
#define WINDOW GALLEY_ERR_WINDOW

/* Streams of deflate as RFC 1951 puts them together: '0' and '1' are bits in
 * the order of the stream, "=FF" is a byte in hexadecimal at the next whole
 * one, "*N" repeats what follows up to ';' N times, the rest is for the
 * reader.  Fixed codes: literals 0 to 143 are 00110000 + the byte, the end is
 * 0000000, a length of 3 is 0000001, of 258 11000101, distances have 5 bits. */
struct bits {
    char bytes[70000];
    size_t size; /* in bits */
};

static void add_bit(struct bits *b, int bit)
{
    if (b->size % 8 == 0)
        b->bytes[b->size / 8] = 0;
    b->bytes[b->size / 8] |= (char)(bit << b->size % 8);
    b->size++;
}

static const char *add_bits(struct bits *b, const char *s, char until)
{
    for (; *s != '\0' && *s != until; s++) {
        if (*s == '0' || *s == '1') {
            add_bit(b, *s == '1');
        } else if (*s == '=') {
            unsigned byte;

            sscanf(s + 1, "%2x", &byte);
            b->size = (b->size + 7) / 8 * 8;
            b->bytes[b->size / 8] = (char)byte;
            b->size += 8;
            s += 2;
        } else if (*s == '*') {
            char *list;
            unsigned long n = strtoul(s + 1, &list, 10);

            for (; n > 0; n--)
                s = add_bits(b, list, ';');
        }
    }
    return s;
}

#define A "10010001 "   /* the literal 'a', by the fixed code */
#define B "10010010 "
#define END "0000000 "
#define FIXED "0 10 "
#define LAST_FIXED "1 10 "
#define STORED "0 00 "
/* What a dynamic block begins with: 257 literals and lengths, 1 distance, 18
 * lengths of the code for lengths; these in the order 16 17 18 0 8 7 9 6 10 5
 * 11 4 12 3 13 2 14 1. */
#define DYNAMIC "1 01 00000 00000 0111 "
#define NO "000 "
/* 18: 1 bit "0", 0: 3 bits "110", 1: 2 bits "10", 2: 3 bits "111" */
#define CODES NO NO "100 110 " NO NO NO NO NO NO NO NO NO NO NO "110 " NO \
    "010 "
#define ZEROS(more) "0 " more " "     /* 11 and these, by 18 */
/* 'a' has 1 bit, nothing else up to 255 any */
#define JUST_A ZEROS("0110101") "10 " ZEROS("1111111") ZEROS("1001000")

static const struct test {
    const char *name;
    const char *bits;
    const char *text;  /* "a*N": N times */
    int result;
    unsigned unread;
} tests[] = {
    {"nothing", "", "", 0, 0},
    {"a byte", "=0B", "", DAMAGED, 0},
    {"an empty fixed block", LAST_FIXED END, "", 0, 0},
    {"an empty stored block", "1 00 =00=00=FF=FF", "", 0, 0},
    {"a stored block", "1 00 =01=00=FE=FF=61", "a", 0, 0},
    {"bytes behind", "1 00 =01=00=FE=FF=61=62=63", "a", 0, 2},
    {"bits in front of a stored one are ignored", "1 00 11111 =01=00=FE=FF"
     "=61", "a", 0, 0},
    {"its size said otherwise", "1 00 =01=00=FE=FE=61", "", DAMAGED, 1},
    {"a stored block that is cut", "1 00 =03=00=FC=FF=61=62", "ab", DAMAGED,
     0},
    {"a kind of block that is none", "1 11 " A END, "", DAMAGED, 1},
    {"a fixed block", LAST_FIXED A B END, "ab", 0, 0},
    {"empty blocks in a row", FIXED END STORED "=00=00=FF=FF" FIXED A END
     STORED "=00=00=FF=FF" STORED "=01=00=FE=FF=62" FIXED END LAST_FIXED A
     END, "aba", 0, 0},
    {"no last block", FIXED A END, "a", DAMAGED, 0},
    {"no end of a block", LAST_FIXED A B, "ab", DAMAGED, 0},
    {"a copy of the byte before", LAST_FIXED A "0000001 00000 " END, "aaaa",
     0, 0},
    {"the length 258", LAST_FIXED A "11000101 00000 " END, "a*259", 0, 0},
    {"258 with further bits", LAST_FIXED A "11000100 11111 00000 " END,
     "a*259", 0, 0},
    {"of two bytes", LAST_FIXED A B "0000010 00001 " END, "ababab", 0, 0},
    {"from before the start", LAST_FIXED A "0000001 00001 " END, "a",
     DAMAGED, 1},
    {"at the start", LAST_FIXED "0000001 00000 " END, "", DAMAGED, 1},
    {"from before the start of a second stream", "=1F=8B=08=00=00=00=00=00"
     "=00=03 " "1 00 =01=00=FE=FF=61 =43=BE=B7=E8=01=00=00=00 "
     "=1F=8B=08=00=00=00=00=00=00=03 "
     LAST_FIXED "0000001 00000 " END, "a", DAMAGED, 1},
    {"the symbol 286", LAST_FIXED A "11000110 00000 " END, "a", DAMAGED, 1},
    {"the symbol 287", LAST_FIXED A "11000111 00000 " END, "a", DAMAGED, 1},
    {"the distance 30", LAST_FIXED A "0000001 11110 " END, "a", DAMAGED, 1},
    {"the distance 31", LAST_FIXED A "0000001 11111 " END, "a", DAMAGED, 1},
    {"a dynamic block", DYNAMIC CODES JUST_A "10 10 " "0 0 1 ", "aa", 0, 0},
    {"without distances", DYNAMIC CODES JUST_A "10 110 " "0 0 1 ", "aa", 0,
     0},
    {"a distance of two bits alone", DYNAMIC CODES JUST_A "10 111 "
     "0 0 1 ", "", DAMAGED, 1},
    {"a distance that has no symbol", "1 01 10000 00000 0111 " CODES
     ZEROS("1111111") ZEROS("1101011") "10 10 10 " "1 *24 1;", "", DAMAGED,
     1},
    {"a distance where there is none", "1 01 10000 00000 0111 " CODES
     ZEROS("1111111") ZEROS("1101011") "10 10 110 " "1 *24 1;", "", DAMAGED,
     1},
    {"literals that leave codes", DYNAMIC CODES JUST_A "111 10 0 00000000",
     "", DAMAGED, 1},
    {"without an end", DYNAMIC CODES JUST_A "110 10 0 00000000", "", DAMAGED,
     1},
    {"more zeros than codes", DYNAMIC CODES JUST_A ZEROS("1111111")
     "0 00000000", "", DAMAGED, 1},
    {"287 literals and lengths", "1 01 01111 00000 0111 " CODES, "", DAMAGED,
     6},
    {"31 distances", "1 01 00000 01111 0111 " CODES, "", DAMAGED, 6},
    {"no lengths at all", DYNAMIC "*18 000; 00000000", "", DAMAGED, 1},
    {"lengths that share codes", DYNAMIC "*18 100; 00000000", "", DAMAGED,
     1},
    {"lengths that leave codes", DYNAMIC "*17 000; 100 00000000", "",
     DAMAGED, 1},
    {"a repeated length without one before", DYNAMIC "100 000 000 100 "
     "*14 000; 1 00 00000000", "", DAMAGED, 1}
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static struct bits stream;

/* The log without offsets behind: they are compared between the cuts. */
static void expect(const char *name, const struct inflate_setup *setup,
                   const char *input, size_t n, const char *text,
                   size_t size, int result, unsigned unread)
{
    char end[64];
    struct log log, wanted = {NULL, 0, 0, 0, NULL};

    snprintf(end, sizeof end, "|%d|%d|%u|", result, n > 1, unread);
    log_add(&wanted, text, size);
    log_add(&wanted, end, strlen(end));
    harness_check(cuts_all(name, &inflate_stage, setup, input, n, &log)
                      && log_begins(name, &log, wanted.text, wanted.size),
                  name);
    free(log.text);
    free(wanted.text);
}

static void compare(const struct test *t)
{
    static const struct inflate_setup setup = {GALLEY_INFLATE_MAX, 1};
    char text[400];
    size_t size = strlen(t->text);

    memset(text, 'a', sizeof text);
    if (size > 2 && t->text[1] == '*')
        size = (size_t)atol(t->text + 2);
    else
        memcpy(text, t->text, size);
    memset(&stream, 0, sizeof stream);
    add_bits(&stream, t->bits, '\0');
    expect(t->name, &setup, stream.bytes, (stream.size + 7) / 8, text, size,
           t->result, t->unread);
}

int main(void)
{
    size_t i;

    for (i = 0; i < COUNT(tests); i++)
        compare(&tests[i]);
    harness_check(sizeof(struct galley_inflate) <= 928, "size of the struct");
    return harness_summary();
}
