/*
 * html5lib-tests/encoding through the whole library.
 *
 * Those tests are about a prescan of the first bytes; here <meta> counts when
 * the tokenizer comes to it.  Each page is read with one byte more, 0xFF,
 * which shows the encoding that would decode it: windows-1252 where none was
 * declared.  A page with another result than the suite's is in the list
 * below with the reason.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "galley.h"
#include "harness/harness.h"

/* Pages are found by a piece of them. */
static const struct {
    const char *piece;
    const char *encoding;
} differ[] = {
    /* Text inside a script or style element is no tag. */
    {"<script>document.write('<meta charset=\"iso8859-2\">", "windows-1252"},
    {"<script>document.write('<meta charset=\"ISO-8859-", "windows-1252"},
    {"<script type=\"text/plain\"><meta", "windows-1252"},
    {"<style type=\"text/plain\"><meta", "windows-1252"},
    /* A quote that stays open inside content= is passed over. */
    {"\"text/html; charset='utf-8\">", "utf-8"},
    /* The page says euc-jp, but its text is UTF-8. */
    {"charset=euc-jp\">\n<!--\xE4\xBA\xAC-->", "utf-8"},
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *find(const char *p, const char *end, const char *what)
{
    size_t n = strlen(what);

    for (; (size_t)(end - p) >= n; p++)
        if (memcmp(p, what, n) == 0)
            return p;
    return NULL;
}

static int same(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if ((*a | 32) != (*b | 32))
            return 0;
    return *a == *b;
}

static void run(const char *page, const char *end, const char *wanted)
{
    static struct galley g;
    struct galley_options options = GALLEY_OPTIONS;
    char name[GALLEY_CHARSET_NAME], what[160];
    size_t i;
    int fits;

    for (i = 0; i < COUNT(differ); i++)
        if (find(page, end, differ[i].piece))
            wanted = differ[i].encoding;
    options.whole = 1;
    galley_init(&g, &options);
    galley_feed(&g, page, (size_t)(end - page));
    galley_feed(&g, "\xFF", 1);
    galley_finish(&g);
    galley_charset_name(&g.charset, name);
    fits = same(name, wanted);
    snprintf(what, sizeof what, "%s, not %s: %.100s", wanted, name, page);
    harness_check(fits, what);
}

/* "#data", the page, "#encoding", its name; a blank line between two. */
static void run_file(const char *path)
{
    size_t size;
    char *text = harness_file(path, &size);
    const char *p = text, *end = text + size;

    while ((p = find(p, end, "#data\n")) != NULL) {
        const char *page = p + 6, *stop = find(page, end, "\n#encoding\n");
        const char *line;
        char wanted[32];

        if (stop == NULL)
            break;
        line = stop + 11;
        p = line;
        while (p != end && *p != '\n')
            p++;
        snprintf(wanted, sizeof wanted, "%.*s", (int)(p - line), line);
        run(page, stop, wanted);
    }
    free(text);
}

/* A page that does not say, or says UTF-8, is in its language's encoding. */
static void test_languages(void)
{
    static const char *const pages[][2] = {
        {"<html lang=en>", "windows-1252"},
        {"<html lang=xx>", "windows-1252"},
#if GALLEY_CHARSET_SINGLE_BYTE
        {"<html lang='RU'>", "windows-1251"},
        {"<html xml:lang=\"pl-PL\"><meta charset=x>", "iso-8859-2"},
        {"<html lang=uk><meta charset=utf-8>\xEC \xEC ", "windows-1251"},
        {"<html lang=ru><meta charset=koi8-r>", "koi8-r"},
        {"<p lang=ru>", "windows-1252"},
#endif
    };
    size_t i;

    for (i = 0; i < COUNT(pages); i++)
        run(pages[i][0], pages[i][0] + strlen(pages[i][0]), pages[i][1]);
}

int main(void)
{
    static const char *const files[] = {
        "tests1.dat", "tests2.dat", "test-yahoo-jp.dat",
        "scripted/tests1.dat"
    };
    const char *shared = getenv("GALLEY_SHARED");
    char path[512];
    size_t i;
    FILE *file;

    test_languages();
    for (i = 0; i < COUNT(files); i++) {
        snprintf(path, sizeof path, "%s/html5lib-tests/encoding/%s",
                 shared ? shared : "../shared", files[i]);
        file = fopen(path, "rb");
        if (file == NULL) {
            char reason[544];

            snprintf(reason, sizeof reason, "no %s", path);
            harness_skip(reason);
            break;
        }
        fclose(file);
        run_file(path);
    }
    return harness_summary();
}
