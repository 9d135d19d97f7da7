/*
 * What text becomes which block: elements, implied end tags, misnesting,
 * hidden content, white space.  Blocks are read from the trace, before
 * anything is classified.  Each case is read whole, byte by byte and at
 * every cut in two.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "galley.h"

struct test {
    const char *name, *html, *blocks;
};

/* Blocks as: kind letter, level where there is one, ':', text, '|'. */
static const struct test tests[] = {
    {"paragraphs", "<p>one<p>two</p>three", "P:one|P:two|P:three|"},
    {"white space is folded", "<p> a \n\t b  <b> c</b>d ", "P:a b cd|"},
    {"inline elements neither glue nor part",
     "<p>a<b>b</b> <i>c</i>\n<span>d</span>e", "P:ab c de|"},
    {"block ends part words", "<div>a<div>b</div>c</div>", "P:a|P:b|P:c|"},
    {"one br is a line", "<p>a<br>b<br/> c", "P:a\nb\nc|"},
    {"two are a paragraph", "<div>a<br> <br>b<br><br><br>c</div>",
     "P:a|P:b|P:c|"},
    {"no-break space stays inside, not at the ends",
     "<p>&nbsp;a&nbsp;b&nbsp;</p><p>&nbsp;</p>", "P:a\xC2\xA0" "b|"},
    {"headings", "<h1>a</h1><h2>b<h3>c</h4>d", "H1:a|H2:b|H3:c|P:d|"},
    {"lists", "<ul><li>a<li>b<ol><li>c</ol><li>d</ul>e",
     "L1:a|L1:b|L2:c|L1:d|P:e|"},
    {"paragraphs in a list item", "<ul><li><p>a</p><p>b</ul>",
     "L1:a|L1:b|"},
    {"definition lists", "<dl><dt>a<dd>b<dt>c</dl>", "L1:a|L1:b|L1:c|"},
    {"quotes", "<blockquote>a<p>b</blockquote>c", "Q:a|Q:b|P:c|"},
    {"preformatted text", "<pre>a\n  b\tc\n\n</pre>d", "C:a\n  b\tc|P:d|"},
    {"rows", "<table><tr><th>a<th>b<tr><td>c</td> <td>d</table>e",
     "T:a\tb|T:c\td|P:e|"},
    {"an empty cell is passed over", "<table><tr><td>a<td><td>b</table>",
     "T:a\tb|"},
    {"text in a layout cell",
     "<table><tr><td><p>a<p>b<td><div>c</div></table>", "P:a|P:b|P:c|"},
    {"a cell of links stands alone",
     "<table><tr><td><a>a</a><td>b c d</table>", "T:a|T:b c d|"},
    {"captions", "<figure><img alt=no><figcaption>a</figcaption></figure>b",
     "F:a|P:b|"},
    {"script, style, template and comments",
     "<p>a<script>x<p>y</script><style>z</style><!-- c --><template>t"
     "<p>u</template><noscript><p>n</noscript>b",
     "P:ab|"},
    {"other content that is not shown",
     "<select><option>a<option>b</select><textarea>c</textarea>"
     "<iframe><p>d</iframe><video>e</video><p>f", "P:f|"},
    {"a shadow root is shown",
     "<x-a><template shadowrootmode=open><p>a</template></x-a>", "P:a|"},
    {"a dialog only when open", "<dialog>a</dialog><dialog open>b</dialog>",
     "P:b|"},
    {"hidden", "<p hidden>a</p><div style='color:red; DISPLAY : none'>b"
     "<p>c</div><p style='display:no'>d", "P:d|"},
    {"streamed parts are shown", "<div hidden id=S:1f><p>a</div>"
     "<div hidden id=S1><p>b</div>", "P:a|"},
    {"aria-hidden icons", "<p>a<i aria-hidden=true>x</i>b</p>"
     "<div aria-hidden=true>c</div>", "P:ab|P:c|"},
    {"svg", "<p>a<svg><title/><text>x</text><style>p{}</style></svg>b",
     "P:ab|"},
    {"svg left open", "<svg><g><title/><p>a</p>b", "P:a|P:b|"},
    {"svg with CDATA", "<svg><desc><![CDATA[</svg><p>x]]></desc></svg>a",
     "P:a|"},
    {"math", "<p>a <math><mi>x</mi><annotation>y</annotation></math>b",
     "P:a xb|"},
    {"an end tag without its start", "<div>a</p>b</span>c</div>",
     "P:a|P:bc|"},
    {"an end tag does not leave its cell",
     "<div><table><tr><td>a</div>b<td>c</table>d</div>",
     "T:a|T:b\tc|P:d|"},
    {"misnested formatting", "<b>a<p>b</b>c</p>d", "P:a|P:bc|P:d|"},
    {"the last text of a cut-off page", "<p>a<p>b <a href='x", "P:a|P:b|"},
    {"html, head and body may repeat",
     "<html><head><title>t</title><body>a</body></html><body>b",
     "P:a|P:b|"},
    {"ruby", "<p><ruby>\xE6\xBC\xA2<rp>(</rp><rt>kan</rt></ruby>",
     "P:\xE6\xBC\xA2|"},
    {"plaintext and xmp", "<xmp><p>a</xmp><plaintext>b</plaintext>",
     "C:<p>a|P:b</plaintext>|"},
    {"buttons and labels are text", "<div><button>a</button> b</div>",
     "P:a b|"}
};

struct blocks {
    char text[1024];
    size_t size;
};

static void on_trace(void *user, const struct galley_trace *t)
{
    static const char letters[] = "PHLQCTF";
    struct blocks *b = user;

    if (t->what != GALLEY_TRACE_BLOCK)
        return;
    b->text[b->size++] = letters[t->kind];
    if (t->level > 0)
        b->text[b->size++] = (char)('0' + t->level);
    b->text[b->size++] = ':';
    memcpy(b->text + b->size, t->text, t->size);
    b->size += t->size;
    b->text[b->size++] = '|';
    b->text[b->size] = '\0';
}

static int no_block(void *user, const struct galley_block *block)
{
    (void)user;
    (void)block;
    return 0;
}

/* Reads the page cut at two places. */
static void read_page(const char *html, size_t first, size_t second,
                      struct blocks *blocks)
{
    static char body[1024];
    struct galley_options options = GALLEY_OPTIONS;
    struct galley g;
    size_t size = strlen(html), from = 0, cuts[3];
    int i;

    memset(blocks, 0, sizeof *blocks);
    cuts[0] = first;
    cuts[1] = second;
    cuts[2] = size;
    options.body = body;
    options.body_size = sizeof body;
    options.on_block = no_block;
    options.on_trace = on_trace;
    options.user = blocks;
    galley_init(&g, &options);
    for (i = 0; i < 3; i++) {
        char *piece = malloc(cuts[i] - from + 1);
        memcpy(piece, html + from, cuts[i] - from);
        galley_feed(&g, piece, cuts[i] - from);
        free(piece);
        from = cuts[i];
    }
    galley_finish(&g);
}

static int passes(const struct test *test)
{
    size_t size = strlen(test->html), i;
    struct blocks blocks;

    for (i = 0; i < size; i++) {
        read_page(test->html, i, i + 1, &blocks);
        if (strcmp(blocks.text, test->blocks) != 0) {
            printf("%s, cut at %u\n  is   %s\n  not  %s\n", test->name,
                   (unsigned)i, blocks.text, test->blocks);
            return 0;
        }
    }
    return 1;
}

int main(void)
{
    unsigned i, passed = 0, n = sizeof tests / sizeof tests[0];

    for (i = 0; i < n; i++)
        passed += (unsigned)passes(&tests[i]);
    printf("%u passed, %u failed\n", passed, n - passed);
    return passed < n;
}
