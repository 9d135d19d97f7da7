/*
 * Tokens of small inputs, at every cut: what html5lib's tests leave out, and
 * what they would show only where they are there.
 */
#include <stdio.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* In the expected tokens '|' ends a part, ';' a token and '-' is an absent
 * part. */
struct test {
    const char *name, *input, *tokens;
};

#define T10 "abcdefghij"
#define T30 T10 T10 T10

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
     "P_a|b|;Pphp-7_x||;"},
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
     "<!DOCTYP c><!DOCTYPE d PUBLIC 'e' 'f'><!DOCTYPE g SYSTEMS>",
     "Da|-|-|n;Db|-|-|n;MDOCTYP c|;Dd|e|f|y;Dg|-|-|n;"},
    {"references", "&amp;&ampx&#x41;&#66&&nosuch<a b=&ampx c=&amp;>",
     "C&&xAB&&nosuch;Sa|b|&ampx|c|&|;"},
    {"names beyond ASCII", "<\xC3\xA9><a\xC3\xA9 \xE2\x82\xAC=\xC3\xA9>",
     "C<\xC3\xA9>;Sa\xC3\xA9|\xE2\x82\xAC|\xC3\xA9|;"},
};

static void test_cases(void)
{
    static const struct tokens tokens = {.browser = 1};
    const struct test *t;

    for (t = tests; t < tests + COUNT(tests); t++) {
        char wanted[512];
        size_t i, n = strlen(t->tokens);

        for (i = 0; i < n; i++) {
            char c = t->tokens[i];
            wanted[i] = (char)(c == '|' ? 0xFF : c == ';' ? 0xFE
                               : c == '-' && t->tokens[0] == 'D' ? 0xFD : c);
        }
        harness_check(cuts_give(t->name, &tokenizer_stage, &tokens, t->input,
                                strlen(t->input), wanted, n), t->name);
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

int main(void)
{
    test_cases();
    test_attributes();
    return harness_summary();
}
