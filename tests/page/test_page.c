/*
 * What text becomes which block: elements, implied end tags, misnesting,
 * hidden content, white space.  Blocks are read from the trace, before
 * anything is classified.
 */
#include <stdio.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"

struct test {
    const char *name, *html, *blocks;
};

/* Blocks as: kind letter, level where there is one, ':', text, '|'. */
#define C60 \
    "ab cd ef gh ij kl mn op qr st uv wx yz ba dc fe hg ji lk nm po rq ts vu "
#define W10 "w w w w w w w w w w "
#define W90 W10 W10 W10 W10 W10 W10 W10 W10 W10
#define W100 W90 W10

static const struct test tests[] = {
    {"paragraphs", "<p>one<p>two</p>three", "P:one|P:two|P:three|"},
    {"white space is folded", "<p> a \n\t b  <b> c</b>d ", "P:a b cd|"},
    {"inline elements neither glue nor part",
     "<p>a<b>b</b> <i>c</i>\n<span>d</span>e", "P:ab c de|"},
    {"block ends part words", "<div>a<div>b</div>c</div>", "P:a|P:b|P:c|"},
    {"one br is a line", "<p>a<br>b<br/> c", "P:a\nb\nc|"},
    {"the end tag of br is a br", "<p>a</br>b<p>c<svg><g></br>d",
     "P:a\nb|P:c\nd|"},
    {"two are a paragraph", "<div>a<br> <br>b<br><br><br>c</div>",
     "P:a|P:b|P:c|"},
    {"no-break space stays inside, not at the ends",
     "<p>&nbsp;a&nbsp;b&nbsp;</p><p>&nbsp;</p>", "P:a\xC2\xA0" "b|"},
    {"other spaces are one space, or the no-break one before them",
     "<p>a&emsp;b &nbsp;c&nbsp;&nbsp; d&ensp;&nbsp;e",
     "P:a b\xC2\xA0" "c\xC2\xA0" "d\xC2\xA0" "e|"},
    {"what is invisible begins no block", "<p>&shy;&ZeroWidthSpace;</p>"
     "<p>&shy;a&shy;b", "P:a\xC2\xAD" "b|"},
    {"headings", "<h1>a</h1><h2>b<h3>c</h4>d", "H1:a|H2:b|H3:c|P:d|"},
    {"lists", "<ul><li>a<li>b<ol><li>c</ol><li>d</ul>e",
     "L1:a|L1:b|L2:c|L1:d|P:e|"},
    {"paragraphs in a list item", "<ul><li><p>a</p><p>b</ul>",
     "L1:a|L1:b|"},
    {"definition lists", "<dl><dt>a<dd>b<dt>c</dl>", "L1:a|L1:b|L1:c|"},
    {"quotes", "<blockquote>a<p>b</blockquote>c", "Q:a|Q:b|P:c|"},
    {"preformatted text", "<pre>a\n  b\tc\n\n</pre>d", "C:a\n  b\tc|P:d|"},
    {"a line of preformatted text", "<pre>a<br> b<br><br>c</pre>",
     "C:a\n b\n\nc|"},
    {"rows", "<table><tr><th>a<th>b<tr><td>c</td> <td>d</table>e",
     "T:a\tb|T:c\td|P:e|"},
    {"a cell of 100 words is data, a longer one is text",
     "<table><tr><td>" W100 "<td>a<tr><td>" W100 "w<td>b</table>",
     "T:" W90 "w w w w w w w w w w\ta|T:" W100 "w|T:b|"},
    {"an empty cell is passed over", "<table><tr><td>a<td><td>b</table>",
     "T:a\tb|"},
    {"text in a layout cell",
     "<table><tr><td><p>a<p>b<td><div>c</div></table>", "P:a|P:b|P:c|"},
    {"a cell of links stands alone",
     "<table><tr><td><a>a</a><td>b c d</table>", "T:a|T:b c d|"},
    {"a list around a table", "<ul><li>a<table><tr><td><p>b</table></ul>",
     "L1:a|P:b|"},
    {"outside of tables their parts are ignored",
     "<div>a<td hidden>b<tr>c<tbody>d<caption>e<col>f</div>", "P:abcdef|"},
    {"hidden tables hide their cells and captions, but no text between",
     "<table hidden>a<caption>x</caption><tr><td>x<p>x</table><table>"
     "<tbody hidden><tr>b<th>x<tr><th>x<tbody><tr hidden><td>x<tr><td>c"
     "</table>", "P:a|T:b|T:c|"},
    {"a cell ends what stands in its row or table",
     "<table><div hidden>a<td>b<tr><div hidden>c<td>d</table>", "T:b|T:d|"},
    {"a caption ends at the first row",
     "<table><caption>a<b hidden>b<tr><td>c</table>", "F:a|T:c|"},
    {"a table ends one that has no cell open",
     "<table hidden><tr><table><tr><td>a</table>", "T:a|"},
    {"a template has parts of its own",
     "<table><tr><td>a<template><td>b</template>c<td>d</table>",
     "T:ac\td|"},
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
    {"a dialog only when open", "<dialog>a</dialog><dialog open>b</dialog>"
     "<audio open>c</audio>", "P:b|"},
    {"hidden", "<p hidden>a</p><div style='color:red; DISPLAY : none'>b"
     "<p>c</div><p style='display:no'>d", "P:d|"},
    {"where hidden text ends, text goes on as if it were not there",
     "<p><b hidden>x</b>a<b hidden>x</b>b<div hidden>x<div>y</div></div>c"
     "<p>A</p><p hidden>x</p><p>b<p><q><b hidden>x</b>d</q>"
     "<table><tr><td hidden>x<td>e<td>f</table>"
     "<button><div><i hidden>x</button>g",
     "P:ab|P:c|P:Ab|P:\xE2\x80\x9C" "d\xE2\x80\x9D|T:e\tf|P:g|"},
    {"more class words than a trace has room for",
     "<p class='" C60 C60 C60 "'>a", "P:a|"},
    {"names that only begin or end like hidden", "<p hidden-xs>a</p>"
     "<p x-hidden-and-a-name-that-is-longer-than-any-that-matters>b</p>"
     "<p hidde>c</p hidden>d", "P:a|P:b|P:c|P:d|"},
    {"streamed parts are shown", "<div hidden id=S:1f><p>a</div>"
     "<div hidden id=S1><p>b</div>", "P:a|"},
    {"what a search opens is shown", "<p hidden=until-found>a</p>"
     "<p hidden='Until-Found'>b</p><p hidden=until>c</p>"
     "<p hidden=not-until-found>d</p>", "P:a|P:b|"},
    {"aria-hidden icons", "<p>a<i aria-hidden=true>x</i>b</p>"
     "<div aria-hidden=true>c</div>", "P:ab|P:c|"},
    {"words for screen readers alone",
     "<p>a<span class='u-sr'>x</span>b<i class=srOnly>x</i>c</p>"
     "<p class='is-Screen_reader-text'>x</p><a class=visuallyhidden>x</a>d"
     "<b class='go visually-hidden-focusable'>x</b><em class=screenReader>x"
     "</em>e", "P:abc|P:de|"},
    {"other words that hold those, and other elements",
     "<p class='Screen reader-x'>x<p class='screen-a-reader'>x"
     "<p class='reader screen'>a</p><p class=sra>b</p><p id=sr>c</p>"
     "<div class=sr-story>d</div><h2 class=sr-only>e</h2>",
     "P:a|P:b|P:c|P:d|H2:e|"},
    {"in a heading they part a label from the headline",
     "<h1>a<span class=visually-hidden>: </span>b<i><u class=sr-only>x</u>"
     "</i></h1>", "H1:a: b|"},
    {"quotations get the marks that a browser shows",
     "<p>a <q>b</q>, <q> c <b>d</b></q> e<q></q>f</p><q>g</q>",
     "P:a \xE2\x80\x9C" "b\xE2\x80\x9D, \xE2\x80\x9C" "c d\xE2\x80\x9D "
     "ef|P:\xE2\x80\x9Cg\xE2\x80\x9D|"},
    {"unless they have some", "<p>\xE2\x80\x9E<q>a</q>\xE2\x80\x9C \"<q>b"
     "</q>\"", "P:\xE2\x80\x9E" "a\xE2\x80\x9C \"b\"|"},
    {"a quotation of blocks gets none, nor one that is hidden",
     "<q class=x><div>a</div></q><p>b<q hidden>c</q>", "P:a|P:b|"},
    {"one that has ended does not end again where a row begins",
     "<table><q>a</q><tr><td>b</table>",
     "P:\xE2\x80\x9C" "a\xE2\x80\x9D|T:b|"},
    {"a large letter in a block of its own begins the next one",
     "<div><b>D</b></div><p>er Wald</p><p>\xD0\x92</p>\n<p> \xD0\xBE\xD1\x82",
     "P:Der Wald|P:\xD0\x92\xD0\xBE\xD1\x82|"},
    {"one that no word goes on with does not",
     "<div>A</div><p>B</p><p>1 c</p><p>D</p><p>data</p><ul><li>E</ul>"
     "<p>ef</p><p><a>G</a></p><p>hi</p><p>J",
     "P:A|P:B|P:1 c|P:D|P:data|L1:E|P:ef|P:G|P:hi|P:J|"},
    {"a large letter that is hidden from screen readers alone",
     "<p><span aria-hidden=true>L</span>a mer</p><p><i aria-hidden=true>x</i>"
     "y</p><p><i aria-hidden=true>AB</i>c</p>"
     "<div hidden><b aria-hidden=true>F</b></div><ul><li><b aria-hidden=true>H"
     "</b>i</ul><p>\xC3\x97</p><p>k</p><p>X</p><p>\xD9\x86<p>d"
     "<i aria-hidden=true>E</i>f",
     "P:La mer|P:y|P:c|L1:i|P:\xC3\x97|P:k|P:X|P:\xD9\x86|P:df|"},
    {"custom elements side by side are paragraphs",
     "<div><x-a><x-p>a b.</x-p><x-p>c!</x-p> <x-p>d</x-p><x-p>e</x-p></x-a>",
     "P:a b.|P:c!|P:de|"},
    {"unless text stands between, or their names differ",
     "<p><x-p>a.</x-p>b. <x-p>c.</x-p><x-q>d.</x-q><x-q class=else>e.</x-q>",
     "P:a.b. c.d.e.|"},
    {"svg", "<p>a<svg><title/><text>x</text><style>p{}</style></svg>b",
     "P:ab|"},
    {"svg that ends at once, text in it",
     "<p>a<svg/>b</p><svg><foreignObject><p>c<p>d</foreignObject></svg>e",
     "P:ab|P:e|"},
    {"svg left open", "<svg><g><title/><p>a</p>b", "P:a|P:b|"},
    {"svg left from whatever is in it", "<svg><th>x<b>a</b><svg><div>b</div>"
     "<svg><nav>x</p>c", "P:a|P:b|P:c|"},
    {"HTML in svg is hidden with it", "<svg><desc><p>x</p></desc>"
     "<foreignObject><nav>x</nav><p>x</foreignObject><text>x</text></svg>a",
     "P:a|"},
    {"CDATA in svg alone", "<svg><desc><![CDATA[></desc></svg>x]]></desc>"
     "</svg>a<![CDATA[x]]>b<math><mi><![CDATA[<p>]]>c</math>d",
     "P:ab<p>cd|"},
    {"math", "<p>a <math><mi>x</mi><annotation>y</annotation></math>b",
     "P:a xb|"},
    {"a name that has another's hash", "<p>a</x-aevb>b</p>c",
     "P:ab|P:c|"},
    {"only a table's end tags leave a table",
     "<ul><li>a<table><caption>b</li>c</table>d</ul>"
     "<h2>e<table><tr><td>f</h2>g</table>h</h2>i",
     "L1:a|F:bc|L1:d|H2:e|T:fg|H2:h|P:i|"},
    {"an end tag without its start", "<div>a</div></div>b</span>c</pre>d",
     "P:a|P:bcd|"},
    {"the end tag of a paragraph without its start", "<div>a</p>b</div>"
     "c<span hidden></p></span>d", "P:a|P:b|P:cd|"},
    {"a select left open ends at the next field",
     "<select><option>x<input>a", "P:a|"},
    {"an end tag does not leave a select or an object",
     "<div><select>a</div>b</select>c<p><object>d</p>e</object>f</div>",
     "P:c|P:f|"},
    {"an end tag leaves a button, where a paragraph's end does not",
     "<div hidden><button>a</div>b<p hidden><button><p>c</button>d",
     "P:b|"},
    {"a button ends with what is open in it",
     "<button hidden><div>a</button>b", "P:b|"},
    {"a heading ends none outside of its template",
     "<h1>a<template><h2>b</h2></template>c</h1>", "H1:ac|"},
    {"an end tag does not leave its cell",
     "<div><table><tr><td>a</div>b<td>c</table>d</div>",
     "T:ab\tc|P:d|"},
    {"rows and sections need no start tag",
     "<table><td>a<td>b</tr><td>c</tbody><td>d</table>",
     "T:a\tb|T:c|T:d|"},
    {"misnested formatting", "<b>a<p>b</b>c</p>d", "P:a|P:bc|P:d|"},
    {"the last text of a cut-off page", "<p>a<p>b <a href='x", "P:a|P:b|"},
    {"html, head and body may repeat, and part nothing",
     "<html><head><title>t</title><body>a</body></html><body>b<head>c",
     "P:abc|"},
    {"ruby", "<p><ruby>\xE6\xBC\xA2<rp>(</rp><rt>kan</rt></ruby>",
     "P:\xE6\xBC\xA2|"},
    {"plaintext and xmp", "<xmp><p>a</xmp><plaintext>b</plaintext>",
     "C:<p>a|P:b</plaintext>|"},
    {"buttons and labels are text", "<div><button>a</button> b</div>",
     "P:a b|"}
};

int main(void)
{
    static const struct page page = {
        .body_size = 1024, .sink = 1, .trace = 1
    };
    const struct test *t;

    for (t = tests; t < tests + sizeof tests / sizeof tests[0]; t++) {
        char traced[1024];
        const char *line = traced;

        snprintf(traced, sizeof traced, "traced=%s", t->blocks);
        harness_check(page_gives(t->name, &page, t->html, strlen(t->html),
                                 &line, 1), t->name);
    }
    return harness_summary();
}
