/*
 * Byline and date of whole pages: which elements, attributes and texts they
 * come from.  Each page is read whole, byte by byte and at every cut in two.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "galley.h"

struct test {
    const char *name, *html, *byline, *published;
};

static const struct test tests[] = {
    {"text below the headline",
     "<h1>Foxes</h1><p>By Ann Lee</p><p>March 9, 2020</p><p>One.",
     "Ann Lee", "2020-03-09"},
    {"inline elements do not part a text",
     "<h1>Foxes</h1><div><b>By</b> <i>Ann</i> Lee<br>9.3.<b>2020</b></div>",
     "Ann Lee", "2020-03-09"},
    {"a link to the author's page",
     "<h1>Foxes</h1><a href=/author/ann-lee><img></a>"
     "<a href=/author/ann-lee>Ann Lee</a>", "Ann Lee", ""},
    {"the same in another language, and two of them",
     "<h1>Foxes</h1><a href='https://x.org/Autoren/7'>Ann Lee</a> und "
     "<a href=/autor/8>Bo Li</a>", "Ann Lee, Bo Li", ""},
    {"other links", "<h1>Foxes</h1><a href=/auto/7>Ann Lee</a>"
     "<a href=/a/uthor>Bo Li</a><a href=author>Cy Ho</a>", "", ""},
    {"who comments is no author",
     "<h1>Foxes</h1><div class=comments><a href=/author/bo>Bo Li</a>",
     "", ""},
    {"a class around blocks",
     "<h1>Foxes</h1><div class=author-box><div>Ann Lee</div><div>Editor of "
     "Foxes</div><div>9 March 2020</div></div>", "Ann Lee", "2020-03-09"},
    {"a class of dates around both",
     "<h1>Foxes</h1><div class=published><span>By Ann Lee</span> <a>@ann"
     "</a><div>9 March 2020</div></div>", "Ann Lee", "2020-03-09"},
    {"a class of dates around an element for each",
     "<h1>Foxes</h1><div class=published>By <a href=/author/ann>Ann Lee</a>"
     "<br>9 March 2020</div>", "Ann Lee", "2020-03-09"},
    {"an element without text inside a byline",
     "<h1>Foxes</h1><p class=byline>By Ann <a rel=author></a>Lee</p>",
     "Ann Lee", ""},
    {"a time in words inside a byline",
     "<h1>Foxes</h1><p class=byline>By Ann Lee <time>9 March 2020</time> | "
     "Foxes</p>", "Ann Lee", "2020-03-09"},
    {"hidden text",
     "<h1>Foxes</h1><p hidden>By Bo Li, 1 May 2020<p>By Ann Lee",
     "Ann Lee", ""},
    {"of the times that below the headline",
     "<time datetime=2021-01-01>x</time><h1>Foxes</h1>"
     "<time datetime=2020-03-09>y</time><time datetime=2020-04-01>z</time>",
     "", "2020-03-09"},
    {"a script's text is not seen",
     "<h1>Foxes</h1><script>By Bo Li, 1 May 2020</script><p>9 March 2020",
     "", "2020-03-09"}
};

static int passed, failed;

static void check(const char *name, const char *what, const char *got,
                  const char *wanted)
{
    if (strcmp(got, wanted) == 0) {
        passed++;
        return;
    }
    failed++;
    printf("%s: %s is \"%s\", not \"%s\"\n", name, what, got, wanted);
}

/* The page in pieces: of one byte, or first and the rest; each in a buffer
 * of just its size. */
static void run(const struct test *t, size_t first, size_t other)
{
    static struct galley g;
    static char body[1024];
    struct galley_options options = GALLEY_OPTIONS;
    const char *p = t->html;
    size_t left = strlen(p), n = first;

    options.body = body;
    options.body_size = sizeof body;
    galley_init(&g, &options);
    for (; left > 0; n = other) {
        char *piece;
        n = n < left ? n : left;
        piece = malloc(n > 0 ? n : 1);
        memcpy(piece, p, n);
        galley_feed(&g, piece, n);
        free(piece);
        p += n;
        left -= n;
    }
    galley_finish(&g);
    check(t->name, "the byline", galley_field(&g, GALLEY_FIELD_BYLINE), t->byline);
    check(t->name, "the date", galley_field(&g, GALLEY_FIELD_PUBLISHED),
          t->published);
}

int main(void)
{
    const struct test *t;
    size_t i;

    for (t = tests; t < tests + sizeof tests / sizeof tests[0]; t++) {
        run(t, 1, 1);
        for (i = 1; i <= strlen(t->html); i++)
            run(t, i, strlen(t->html));
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
