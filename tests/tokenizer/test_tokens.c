/*
 * Tokens of small inputs, at every cut: what html5lib's tests leave out, and
 * what they would show only where they are there.
 */
#include <stdio.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"
#include "tokenizer.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* In the input '$' is NUL.  In the expected tokens so is \2, '|' ends a part,
 * ';' a token, \1 is a ';' and, among those of doctypes, '-' is an absent
 * part. */
struct test {
    const char *name, *input, *tokens;
};

#define T10 "abcdefghij"
#define T30 T10 T10 T10
#define FFFD "\xEF\xBF\xBD"

static const struct test tests[] = {
    {"text", "a<b>c</b>", "Ca;Sb|;Cc;Eb|;"},
    {"XML's declaration is a comment", "<?xml version='1.0'?>",
     "M?xml version='1.0'?|;"},
    {"in any case", "<?XmL?>", "M?XmL?|;"},
    {"so is the one for style sheets", "<?xml-stylesheet href=a?>",
     "M?xml-stylesheet href=a?|;"},
    {"a target that begins like them", "<?xm a?><?xmla b?><?xml-s c?>",
     "Pxm|a|;Pxmla|b|;Pxml-s|c|;"},
    {"a target that goes on behind them", "<?xml-stylesheets a?><?xml_ b?>",
     "Pxml-stylesheets|a|;Pxml_|b|;"},
    {"a target of any letters, digits, lines", "<?_a b?><?Php-7_x?>",
     "P_a|b|;PPhp-7_x||;"},
    {"no target", "<?7 a?><? b?><?a:b c?>", "M?7 a?|;M? b?|;M?a:b c?|;"},
    {"a target that is longer than any", "<?" T30 "abcdefgh a?>",
     "M?" T30 "abcdefgh a?|;"},
    {"data of a processing instruction", "<?a ?b? c?><?a b>",
     "Pa|?b? c|;Pa|b|;"},
    {"CDATA only inside svg", "<![CDATA[a]]>", "M[CDATA[a]]|;"},
    {"names of any length", "<" T30 T30 "X " T30 T30 "Y=z></" T30 T30 "X>",
     "S" T30 T30 "x|" T30 T30 "y|z|;E" T30 T30 "x|;"},
    {"text that looks like an end tag", "<title>a</titl></titles></title>",
     "Stitle|;Ca</titl></titles>;Etitle|;"},
    {"a doctype's words", "<!DOCTYPE a PUBLICx><!doctype b publi>"
     "<!doctype b publxc><!DOCTYP c><!DOCTXPE><!DOCTYPE d PUBLIC 'e' 'f'>"
     "<!DOCTYPE g SYSTEMS>",
     "Da|-|-|n;Db|-|-|n;Db|-|-|n;MDOCTYP c|;MDOCTXPE|;Dd|e|f|y;Dg|-|-|n;"},
    {"references", "&amp;&ampx&#x41;&#66&&nosuch<a b=&ampx c=&amp;>",
     "C&&xAB&&nosuch;Sa|b|&ampx|c|&|;"},
    {"references to two characters, and to those of mathematics",
     "&nGt;&Ascr;&NotEqualTilde;&Aopf;",
     "C\xE2\x89\xAB\xE2\x83\x92\xF0\x9D\x92\x9C\xE2\x89\x82\xCC\xB8"
     "\xF0\x9D\x94\xB8;"},
    {"references in an attribute, without their end",
     "<a b='&ampx' c='&amp=' d='&amp ' e='&amp' f='&notit;' g='&not;'>",
     "Sa|b|&ampx|c|&amp=|d|& |e|&|f|&notit\1|g|\xC2\xAC|;"},
    {"numbers beyond any", "&#99999999999999999999;&#xFFFFFFFFFFFFFFFFF;",
     "C" FFFD FFFD ";"},
    {"numbers that stand for others", "&#128;&#x9F&#0;&#xD800;&#x110000;",
     "C\xE2\x82\xAC\xC5\xB8" FFFD FFFD FFFD ";"},
    {"names that end too early", "&nosuch &am &am; &; &amp&AMPx &notit;",
     "C&nosuch &am &am\x01 &\x01 &&x \xC2\xACit\x01;"},
    {"NUL", "a$<p$ b$=$>$<!--$--><!$><!DOCTYPE $a$ PUBLIC '$' \"$\"><?a $>",
     "Ca\x02;Sp" FFFD "|b" FFFD "|" FFFD "|;C\x02;M" FFFD "|;M" FFFD "|;D"
     FFFD "a" FFFD "|" FFFD "|" FFFD "|y;Pa|\x02|;"},
    {"scripts inside scripts",
     "<script><!--<script</script><scripty></script>--></script>",
     "Sscript|;C<!--<script;Escript|;Sscripty|;Escript|;C-->;Escript|;"},
    {"a name that goes on behind it",
     "<script><!--<scripts></scripts></script>",
     "Sscript|;C<!--<scripts></scripts>;Escript|;"},
    {"the same, the inner one whole",
     "<script>a<!--<SCRIPT >$</scrip ></script/><b></b>--></script>",
     "Sscript|;Ca<!--<SCRIPT >" FFFD "</scrip ></script/><b></b>-->;"
     "Escript|;"},
    {"comments",
     "<!--><!---><!--a--!><!--b--!c--><!--d<!e<!-f<!--g--><!---h--->",
     "M|;M|;Ma|;Mb--!c|;Md<!e<!-f<!--g|;M-h-|;"},
    {"doctypes that are cut short", "<!DOCTYPE><!DOCTYPE a PUBLIC 'b>"
     "<!DOCTYPE c SYSTEM \"d>e<!doctype f 'g'><!DOCTYPE h PUBLIC 'i' j>",
     "D-|-|-|n;Da|b|-|n;Dc|-|d|n;Ce;Df|-|-|n;Dh|i|-|n;"},
    {"the end in each of them", "a</", "Ca</;"},
    {"in a tag", "a<b c='d", "Ca;"},
    {"in a comment", "<!--a-", "Ma|;"},
    {"in a doctype", "<!doctype a public 'b", "Da|b|-|n;"},
    {"in a processing instruction", "a<?a b?", "Ca;"},
    {"in a reference", "<p>&#x41", "Sp|;CA;"},
    {"CR and CR LF are LF", "a\rb\r\nc\n\r<p\rd='\r'>\r",
     "Ca\nb\nc\n\n;Sp|d|\n|;C\n;"},
    {"names beyond ASCII", "<\xC3\xA9><a\xC3\xA9 \xE2\x82\xAC=\xC3\xA9>",
     "C<\xC3\xA9>;Sa\xC3\xA9|\xE2\x82\xAC|\xC3\xA9|;"},
};

static void replace(char *text, size_t n, char from, char to)
{
    for (; n > 0; n--, text++)
        if (*text == from)
            *text = to;
}

static void test_cases(void)
{
    static const struct tokens tokens = {.browser = 1};
    const struct test *t;

    for (t = tests; t < tests + COUNT(tests); t++) {
        char input[512], wanted[512];
        size_t n = strlen(t->tokens), size = strlen(t->input);

        memcpy(input, t->input, size);
        replace(input, size, '$', '\0');
        memcpy(wanted, t->tokens, n);
        if (wanted[0] == 'D')
            replace(wanted, n, '-', '\xFD');
        replace(wanted, n, '|', '\xFF');
        replace(wanted, n, ';', '\xFE');
        replace(wanted, n, '\1', ';');
        replace(wanted, n, '\2', '\0');
        harness_check(cuts_give(t->name, &tokenizer_stage, &tokens, input,
                                size, wanted, n), t->name);
    }
}

/* A name that comes again is dropped, as far as names are remembered. */
static void test_attributes(void)
{
    static const struct tokens tokens = {.browser = 1};
    char input[1024] = "<p", wanted[1024] = "Sp\xFF", part[32];
    int i, n;

    for (n = GALLEY_ATTRIBUTES - 1; n <= GALLEY_ATTRIBUTES + 1; n++) {
        input[2] = wanted[3] = '\0';
        for (i = 1; i <= n; i++) {
            sprintf(part, " a%d=b", i);
            strcat(input, part);
            sprintf(part, "a%d\xFF" "b\xFF", i);
            strcat(wanted, part);
        }
        sprintf(part, " a%d=c>", n);
        strcat(input, part);
        if (n > GALLEY_ATTRIBUTES) {
            sprintf(part, "a%d\xFF" "c\xFF", n);
            strcat(wanted, part);
        }
        strcat(wanted, "\xFE");
        harness_check(cuts_give("attributes", &tokenizer_stage, &tokens,
                                input, strlen(input), wanted,
                                strlen(wanted)), "attributes");
    }
}

/* The caller may say what the last start tag was. */
static void test_last_start_tag(void)
{
    static const char wanted[] = "C</b></titles>\xFE" "Etitle\xFF\xFE"
                                 "Cx\xFE";
    struct tokens tokens = {.browser = 1};

    tokens.state = GALLEY_STATE_RCDATA;
    tokens.last = "title";
    tokens.last_size = 5;
    harness_check(cuts_give("last start tag", &tokenizer_stage, &tokens,
                            "</b></titles></TITLE>x", 22, wanted,
                            sizeof wanted - 1), "last start tag");
    tokens.last = T10 T10;
    tokens.last_size = 20;
    harness_check(cuts_give("a long one", &tokenizer_stage, &tokens,
                            "a</" T10 T10 ">", 24, "Ca</" T10 T10 ">\xFE",
                            26), "a last start tag that is too long");
    tokens.state = GALLEY_STATE_CDATA;
    harness_check(cuts_give("CDATA", &tokenizer_stage, &tokens,
                            "a<b>]]x]]]>&amp;", 16, "Ca<b>]]x]&\xFE", 11),
                  "the state of CDATA");
}

/* The names of a page, its tags as '>' and its text, without the values and
 * the text of scripts, which are not wanted; *type: of its last tag. */
static void read_wanted(struct galley_tokenizer *t, const char *p,
                        const char *end, int *type, char *out)
{
    struct galley_token token;

    while (galley_tokenizer_next(t, &p, end, &token)) {
        int script = *type == GALLEY_TOKEN_START_TAG && t->last_size == 6;

        if (token.type == GALLEY_TOKEN_START_TAG
            || token.type == GALLEY_TOKEN_END_TAG)
            *type = token.type;
        else if (token.type == GALLEY_TOKEN_ATTRIBUTE_NAME)
            galley_tokenizer_skip(t);
        if (token.type == GALLEY_TOKEN_TAG) {
            strcat(out, ">");
            if (script)
                galley_tokenizer_switch(t, GALLEY_STATE_SCRIPT_DATA);
            if (script)
                galley_tokenizer_skip(t);
        } else if (token.type != GALLEY_TOKEN_ATTRIBUTE_VALUE
                   && (token.type != GALLEY_TOKEN_TEXT || !script)) {
            strncat(out, token.data, token.size);
        }
    }
}

static void test_skipped(void)
{
    static const char page[] =
        "<p aa='x&\"<>\r\n' b=\"y&ampz'\" c=d e='f'g='&' h=\"\"/>t&amp;u"
        "<script a='&' a=b>x<y\"'&</scrip></b> \r</script>w<b i='>'>"
        "<p a a>v";
    static const char wanted[] =
        "paabcegh>t&uscriptaa>script>wbi>paa>v";
    size_t i;

    for (i = 0; i < sizeof page; i++) {
        struct galley_tokenizer t;
        char out[sizeof page] = "";
        int type = 0;

        galley_tokenizer_init(&t);
        read_wanted(&t, page, page + i, &type, out);
        read_wanted(&t, page + i, page + sizeof page - 1, &type, out);
        if (!harness_check(strcmp(out, wanted) == 0, "what is not wanted"))
            printf("  cut at %d: %s\n", (int)i, out);
    }
}

int main(void)
{
    test_skipped();
    test_last_start_tag();
    test_cases();
    test_attributes();
    return harness_summary();
}
