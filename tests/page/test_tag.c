/*
 * A tag's names, which are known by their hashes, and its buffers: what is
 * longer than them is cut, and nothing is written behind them, at every length
 * around their ends and whatever the pieces.  The words of a class, what the
 * table knows of them, and values that are looked for.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "class_words.h"
#include "class_table.h" /* behind what declares its types */
#include "harness/harness.h"
#include "tag.h"
#include "tags.h"
#include "text.h"

#define POISON 0x5A
#define LONGEST (GALLEY_DESCRIPTION_SIZE + 40)

struct guarded {
    struct galley_tag tag;
    char behind[64];
};

typedef void take(struct galley_tag *t, const struct galley_token *token);

/* Gives n bytes of text in pieces of at most size bytes. */
static void give(struct galley_tag *t, take *function, uint8_t type,
                 const char *text, size_t n, size_t size)
{
    struct galley_token token;
    uint32_t hash = UINT32_C(2166136261);
    size_t i, piece;

    for (i = 0; i < n; i++)
        hash = (hash ^ (uint8_t)text[i]) * UINT32_C(16777619);
    for (i = 0; i < n; i += piece) {
        piece = n - i < size ? n - i : size;
        memset(&token, 0, sizeof token);
        token.type = type;
        token.data = text + i;
        token.size = piece;
        token.hash = hash;
        token.flags = i + piece == n ? GALLEY_FLAG_LAST : 0;
        function(t, &token);
    }
}

/* 1: the bytes from this offset on are as they were, to the struct's end. */
static int is_clean(const struct guarded *g, size_t from)
{
    const char *bytes = (const char *)g;

    for (; from < sizeof *g; from++)
        if (bytes[from] != POISON)
            return 0;
    return 1;
}

#define BEHIND(member) \
    (offsetof(struct galley_tag, member) \
     + sizeof ((struct galley_tag *)0)->member)

/* Each buffer by itself: the ones behind it have nothing yet but a NUL. */
static void test_lengths(struct guarded *g, size_t n, size_t size)
{
    struct galley_tag *t = &g->tag;
    char text[LONGEST];
    size_t kept;

    memset(text, 'x', sizeof text);
    memset(g, POISON, sizeof *g);
    galley_tag_reset(t);
    give(t, galley_tag_name, GALLEY_TOKEN_START_TAG, text, n, size);
    give(t, galley_tag_attribute, GALLEY_TOKEN_ATTRIBUTE_NAME, "name", 4, 4);
    give(t, galley_tag_value, GALLEY_TOKEN_ATTRIBUTE_VALUE, text, n, size);
    give(t, galley_tag_attribute, GALLEY_TOKEN_ATTRIBUTE_NAME, "content", 7,
         7);
    kept = n < sizeof t->key ? n : 0;
    harness_check(memchr(t->key, '\0', sizeof t->key) == t->key + kept,
                  "a key is whole or none");
    harness_check(is_clean(g, BEHIND(key)), "nothing behind a key");

    give(t, galley_tag_value, GALLEY_TOKEN_ATTRIBUTE_VALUE, text, n, size);
    galley_tag_end(t);
    kept = n < sizeof t->value.text ? n : sizeof t->value.text - 1;
    harness_check(t->value_size == kept && t->value.text[kept] == '\0'
                      && t->value_more == n - kept,
                  "a value is cut, and counted");
    harness_check(is_clean(g, BEHIND(value)), "nothing behind a value");
}

/* Classes that say more than the sums hold: as much as they hold. */
static void test_sums(void)
{
    static const char *const words[] = {"content ", "comment "};
    int i, k, sign;

    for (i = 0; i < 2; i++) {
        struct galley_tag *t = harness_allocate(sizeof *t);
        int before = 0;

        sign = i == 0 ? 1 : -1;
        memset(t, 0, sizeof *t);
        give(t, galley_tag_name, GALLEY_TOKEN_START_TAG, "p", 1, 1);
        give(t, galley_tag_attribute, GALLEY_TOKEN_ATTRIBUTE_NAME, "class", 5,
             5);
        for (k = 0; k < 10000; k++) {
            give(t, galley_tag_value, GALLEY_TOKEN_ATTRIBUTE_VALUE, words[i],
                 8, 8);
            if (t->own * sign < before)
                break;
            before = t->own * sign;
        }
        harness_check(k == 10000 && before > 10000, "a class sum saturates");
        free(t);
    }
}

/* Names are known as a whole, in the first row and the last, in pieces of any
 * size; neither beginnings nor longer ones are. */
static void test_names(size_t size)
{
    static const struct {
        const char *name;
        uint16_t flags;
        uint8_t custom;
    } names[] = {
        {"a", TAG_LINK, 0},
        {"annotation-xml", TAG_HIDDEN, 1},
        {"foreignobject", TAG_BLOCK | TAG_SCOPE, 0},
        {"xmp", TAG_BLOCK | TAG_BREAKOUT | TAG_PRE, 0},
        {"an", 0, 0},
        {"annotation-", 0, 1},
        {"blockquotes", 0, 0},
        {"a-name-that-is-longer-than-any", 0, 1},
        {"anamethatislon-er", 0, 1},
        {"anamethatislong-r", 0, 0},
    };
    struct galley_tag *t = harness_allocate(sizeof *t);
    size_t i;

    memset(t, 0, sizeof *t);
    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        give(t, galley_tag_name, GALLEY_TOKEN_START_TAG, names[i].name,
             strlen(names[i].name), size);
        galley_tag_end(t);
        harness_check(galley_tags_flags(galley_tags_row(t->tag))
                              == names[i].flags
                          && (t->tag != 0) == (names[i].flags != 0)
                          && t->custom == names[i].custom, names[i].name);
    }
    give(t, galley_tag_name, GALLEY_TOKEN_START_TAG, "ol", 2, size);
    give(t, galley_tag_attribute, GALLEY_TOKEN_ATTRIBUTE_NAME, "reverse", 7,
         size);
    harness_check(t->says == 0, "no attribute");
    give(t, galley_tag_attribute, GALLEY_TOKEN_ATTRIBUTE_NAME, "reversed", 8,
         size);
    harness_check(t->says == SAYS_REVERSED, "an attribute");
    free(t);
}

/* Of all hashes as many are known as the table has, with its weights and its
 * categories. */
static void test_table(void)
{
    size_t known = 0, i;
    long weights = 0, categories = 0, hash;

    for (hash = 0; hash < 65536; hash++) {
        uint16_t found = galley_class_words_find((uint16_t)hash);

        known += found != 0;
        weights += galley_class_words_weight(found);
        categories += galley_class_words_category(found);
    }
    harness_check(known == sizeof class_low && known == sizeof class_known,
                  "the table's words are known");
    for (i = 0; i < known; i++) {
        int one = GALLEY_READ8(&class_known[i]);
        uint16_t pair = one < CLASS_PAIR
                            ? (uint8_t)(one - CLASS_ZERO)
                            : GALLEY_READ16(&class_pairs[one - CLASS_PAIR]);

        weights -= (int8_t)(pair & 0xFF);
        categories -= (1L << (pair >> 8)) / 2;
    }
    harness_check(GALLEY_READ8(&class_shift[256]) + 256 * CLASS_STEP
                      == (int)known + CLASS_SHIFTED, "the last bucket's end");
    harness_check(weights == 0, "weights");
    harness_check(categories == 0, "categories");
}

/* The hash of a tag's style, once more: byte by byte. */
static uint16_t style_of(const char *text, size_t size, uint16_t style)
{
    uint32_t hash = GALLEY_HASH_START;
    size_t i, letters = 0;
    int lower = 0;

    for (i = 0; i <= size; i++) {
        char c = i < size ? text[i] : ' ';
        int is_lower = c >= 'a' && c <= 'z', is_upper = c >= 'A' && c <= 'Z';

        if ((!is_lower && !is_upper) || (is_upper && lower)) {
            if (letters > 1)
                style = (uint16_t)(style * 31u + galley_hash_fold(hash));
            hash = GALLEY_HASH_START;
            letters = 0;
            lower = 0;
        }
        if (is_lower || is_upper) {
            hash = (hash ^ (uint8_t)(c | 32)) * UINT32_C(16777619);
            lower = is_lower;
            letters++;
        }
    }
    return style;
}

/* Classes of random bytes in pieces of every size, after other attributes. */
static void test_words(void)
{
    static const char bytes[] = "aabzAAZ-@[`{9 \xC3";
    struct galley_tag *t = harness_allocate(sizeof *t);
    unsigned seed = 1, same = 0, count = 0;
    char text[24];
    size_t size, piece, i;

    memset(t, 0, sizeof *t);
    for (size = 1; size <= sizeof text; size++)
        for (piece = 1; piece <= size; piece++) {
            for (i = 0; i < size; i++) {
                seed = seed * 1103515245u + 12345u;
                text[i] = bytes[(seed >> 16) % (sizeof bytes - 1)];
            }
            give(t, galley_tag_name, GALLEY_TOKEN_START_TAG, "p", 1, 1);
            give(t, galley_tag_attribute, GALLEY_TOKEN_ATTRIBUTE_NAME, "id", 2,
                 2);
            give(t, galley_tag_value, GALLEY_TOKEN_ATTRIBUTE_VALUE, text, size,
                 piece);
            give(t, galley_tag_attribute, GALLEY_TOKEN_ATTRIBUTE_NAME, "class",
                 5, 5);
            give(t, galley_tag_value, GALLEY_TOKEN_ATTRIBUTE_VALUE, text, size,
                 piece);
            galley_tag_end(t);
            count++;
            same += t->style == style_of(text, size, t->name_hash);
        }
    harness_check(same == count, "words are runs of letters");
    free(t);
}

/* Values that hide or say who has written, behind so many other bytes, also
 * their own first ones; and what is nearly one. */
static void test_values(size_t before)
{
    static const struct {
        const char *name;
        const char *fill;
        const char *value;
        uint16_t says;
    } values[] = {
        {"style", "top:9px;d", "Display : None", SAYS_HIDDEN},
        {"style", "dDisplay:", "display:block", 0},
        {"style", "d\x04\xE4", "disslay:none", 0},
        {"href", "http://a/", "/author", SAYS_PROFILE},
        {"href", "/a/b/", "/AUTOR?", SAYS_PROFILE},
        {"href", "/a/\x0F\xAF", "\x0F" "author", 0},
        {"href", "//auth", "/aut", 0},
        {"id", "", "s:1", SAYS_STREAMED},
        {"id", "", "ss:1", 0},
        {"hidden", "", "Until-found", SAYS_HIDDEN | SAYS_STREAMED},
        {"hidden", "", "until-foun", SAYS_HIDDEN},
        {"aria-hidden", "", "true", SAYS_ARIA_HIDDEN},
        {"aria-hidden", "", "untrue", 0},
    };
    struct galley_tag *t = harness_allocate(sizeof *t);
    char text[64];
    size_t size, piece, i, k;

    memset(t, 0, sizeof *t);
    for (i = 0; i < sizeof values / sizeof values[0]; i++) {
        size = values[i].fill[0] == '\0' ? 0 : before;
        for (k = 0; k < size; k++)
            text[k] = values[i].fill[k % strlen(values[i].fill)];
        memcpy(text + size, values[i].value, strlen(values[i].value));
        size += strlen(values[i].value);
        for (piece = 1; piece <= size; piece++) {
            give(t, galley_tag_name, GALLEY_TOKEN_START_TAG, "p", 1, 1);
            give(t, galley_tag_attribute, GALLEY_TOKEN_ATTRIBUTE_NAME,
                 values[i].name, strlen(values[i].name), 40);
            give(t, galley_tag_value, GALLEY_TOKEN_ATTRIBUTE_VALUE, text, size,
                 piece);
            galley_tag_end(t);
            harness_check(t->says == values[i].says, values[i].value);
        }
    }
    free(t);
}

int main(void)
{
    struct guarded *g = harness_allocate(sizeof *g);
    size_t n;

    for (n = 1; n < LONGEST; n++) {
        test_lengths(g, n, n);
        test_lengths(g, n, 1);
        test_lengths(g, n, 7);
    }
    test_names(1);
    test_names(40);
    test_sums();
    test_table();
    test_words();
    for (n = 0; n < 12; n++)
        test_values(n);
    free(g);
    return harness_summary();
}
