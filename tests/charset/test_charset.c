/*
 * The charset stage: what each page becomes, at every cut of it.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/harness.h"
#include "harness/stages.h"

/* "$" in a page stands for a NUL byte, so that pages are C strings. */
struct test {
    const char *name;
    const char *label; /* the transport's */
    const char *page;
    const char *text;
    int result;
    const char *encoding;
};

#define COMPRESSED GALLEY_ERR_COMPRESSED
#define BINARY GALLEY_ERR_BINARY
#define CHARSET GALLEY_ERR_CHARSET

#define FFFD "\xEF\xBF\xBD"
#define TEN "0123456789"
#define PAD TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define PAD300 PAD PAD PAD

static const struct test tests[] = {
    {"empty", "", "", "", 0, "utf-8"},
    {"one byte", "", "a", "a", 0, "utf-8"},
    {"ASCII", "", "<p>abc", "<p>abc", 0, "utf-8"},
    {"one high byte", "", "\xE9", "\xC3\xA9", 0, "windows-1252"},

    /* byte order marks */
    {"UTF-8 BOM", "", "\xEF\xBB\xBF<p>\xC3\xA9", "<p>\xC3\xA9", 0, "utf-8"},
    {"UTF-8 BOM alone", "", "\xEF\xBB\xBF", "", 0, "utf-8"},
    {"half a BOM", "", "\xEF\xBB", "\xC3\xAF\xC2\xBB", 0, "windows-1252"},
    {"BOM before transport", "iso-8859-2", "\xEF\xBB\xBFz\xB1\xC3\xA9",
     "z" FFFD "\xC3\xA9", 0, "utf-8"},
    {"BOM before meta", "", "\xEF\xBB\xBF<meta charset=iso-8859-2>\xB1",
     "<meta charset=iso-8859-2>" FFFD, 0, "utf-8"},
    {"second BOM is a character", "", "\xEF\xBB\xBF\xEF\xBB\xBFz",
     "\xEF\xBB\xBFz", 0, "utf-8"},
    {"UTF-16LE BOM", "utf-8", "\xFF\xFE<$p$>$\xE9$", "<p>\xC3\xA9", 0,
     "utf-16le"},
    {"UTF-16BE BOM", "", "\xFE\xFF$<$p\x20\xAC", "<p\xE2\x82\xAC", 0,
     "utf-16be"},
    {"UTF-16 that says UTF-8", "", "\xFF\xFE<$m$e$t$a$ $c$h$a$r$s$e$t$=$u$t$"
     "f$8$>$\xE9$", "<meta charset=utf8>\xC3\xA9", 0, "utf-16le"},
    {"BOM before ISO-2022-JP", "", "\xEF\xBB\xBF<meta charset=iso-2022-jp>z",
     "<meta charset=iso-2022-jp>z", 0, "utf-8"},
    {"UTF-16 BOM alone", "", "\xFF\xFE", "", 0, "utf-16le"},
    {"UTF-32LE BOM", "", "\xFF\xFE$$<$$$", "", CHARSET, "utf-8"},
    {"UTF-32BE BOM", "", "$$\xFE\xFF$$$<", "", CHARSET, "utf-8"},

    /* UTF-16 */
    {"UTF-16LE without BOM", "", "<$!$d$", "<!d", 0, "utf-16le"},
    {"UTF-16BE without BOM", "", "$<$!$d", "<!d", 0, "utf-16be"},
    {"not UTF-16 without BOM", "", "<$$$!", "<$$$!", 0, "utf-8"},
    {"nor that", "", "<$\xE9$!$", "<$\xC3\xA9$!$", 0, "windows-1252"},
    {"UTF-16 by transport", "utf-16", "\x31\x04\x3F\x04", "\xD0\xB1\xD0\xBF",
     0, "utf-16le"},
    {"UTF-16BE by transport", "UTF-16BE", "\x04\x31\x04\x3F",
     "\xD0\xB1\xD0\xBF", 0, "utf-16be"},
    {"surrogates", "utf-16le", "a$\x3D\xD8$\xDE" "b$", "a\xF0\x9F\x98\x80"
     "b", 0, "utf-16le"},
    {"surrogates BE", "utf-16be", "\xD8\x3D\xDE$$z", "\xF0\x9F\x98\x80z", 0,
     "utf-16be"},
    {"the last code point", "utf-16be", "\xDB\xFF\xDF\xFF",
     "\xF4\x8F\xBF\xBF", 0, "utf-16be"},
    {"lone high surrogate", "utf-16be", "\xD8\x3D$z", FFFD "z", 0,
     "utf-16be"},
    {"high surrogate, letter behind them all", "utf-16be",
     "\xD8\x3D\xE0$\xDB\xFF\xD7\xFF", FFFD "\xEE\x80\x80" FFFD
     "\xED\x9F\xBF", 0, "utf-16be"},
    {"lone low surrogate", "utf-16be", "\xDE$$z", FFFD "z", 0, "utf-16be"},
    {"high, high, low", "utf-16be", "\xD8\x3D\xD8\x3D\xDE$",
     FFFD "\xF0\x9F\x98\x80", 0, "utf-16be"},
    {"cut after a high surrogate", "utf-16be", "$a$b\xD8\x3D", "ab" FFFD, 0,
     "utf-16be"},
    {"cut inside a low surrogate", "utf-16be", "$a$b\xD8\x3D\xDE",
     "ab" FFFD, 0, "utf-16be"},
    {"odd byte", "utf-16be", "$a$b$", "ab" FFFD, 0, "utf-16be"},
    {"long UTF-16", "utf-16le",
     "0$1$2$3$4$5$6$7$8$9$0$1$2$3$4$5$6$7$8$9$0$1$2$3$4$5$6$7$8$9$"
     "0$1$2$3$4$5$6$7$8$9$\xAC\x20\xAC\x20\xAC\x20\xAC\x20\x3D\xD8$\xDE",
     TEN TEN TEN TEN "\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC"
     "\xF0\x9F\x98\x80", 0, "utf-16le"},
    {"UTF-16 in meta means UTF-8", "", "<meta charset=utf-16>\xE9",
     "<meta charset=utf-16>" FFFD, 0, "utf-8"},
    {"UTF-16BE in meta too", "", "<meta charset=unicodefffe>\xE9",
     "<meta charset=unicodefffe>" FFFD, 0, "utf-8"},

    /* transport and meta */
    {"transport", "iso-8859-2", "<p>\xB1z", "<p>\xC4\x85z", 0,
     "iso-8859-2"},
    {"transport in any case", " ISO-8859-2\r\n", "<p>\xB1z", "<p>\xC4\x85z",
     0, "iso-8859-2"},
    {"transport unknown", "iso-8859-99", "<p>\xB1z", "<p>\xC2\xB1z", 0,
     "windows-1252"},
    {"transport before meta", "iso-8859-2",
     "<meta charset=windows-1251>\xB1z",
     "<meta charset=windows-1251>\xC4\x85z", 0, "iso-8859-2"},
    {"transport UTF-8 is not doubted", "utf-8", "<p>\xC3\xA9\xB1z",
     "<p>\xC3\xA9" FFFD "z", 0, "utf-8"},
    {"meta", "", "<meta charset=iso-8859-2>\xB1z",
     "<meta charset=iso-8859-2>\xC4\x85z", 0, "iso-8859-2"},
    {"the first meta counts", "",
     "<meta charset=iso-8859-2><meta charset=koi8-r>\xB1z",
     "<meta charset=iso-8859-2><meta charset=koi8-r>\xC4\x85z", 0,
     "iso-8859-2"},
    {"the first that is known", "",
     "<meta charset=x><meta charset=iso-8859-2>\xB1z",
     "<meta charset=x><meta charset=iso-8859-2>\xC4\x85z", 0, "iso-8859-2"},
    {"meta UTF-8 is not doubted", "", "<meta charset=utf-8>\xC3\xA9\xB1z",
     "<meta charset=utf-8>\xC3\xA9" FFFD "z", 0, "utf-8"},
    {"meta UTF-8, and there was some", "", "\xC3\xA9<meta charset=utf-8>\xB1",
     "\xC3\xA9<meta charset=utf-8>" FFFD, 0, "utf-8"},
    {"meta x-user-defined", "", "<meta charset=x-user-defined>\xE9z",
     "<meta charset=x-user-defined>\xC3\xA9z", 0, "windows-1252"},
    {"transport x-user-defined", "x-user-defined", "<p>\x80\xFF",
     "<p>\xEF\x9E\x80\xEF\x9F\xBF", 0, "x-user-defined"},
    {"meta after byte 1024", "", PAD300 PAD300 PAD300 PAD300
     "<meta charset=iso-8859-2>\xB1z", PAD300 PAD300 PAD300 PAD300
     "<meta charset=iso-8859-2>\xC4\x85z", 0, "iso-8859-2"},
    {"ISO-8859-1 is windows-1252", "iso-8859-1", "<p>\x80\x93z",
     "<p>\xE2\x82\xAC\xE2\x80\x9Cz", 0, "windows-1252"},

    /* the bytes decide */
    {"UTF-8", "", "<p>\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80!",
     "<p>\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80!", 0, "utf-8"},
    {"windows-1252", "", "<p>caf\xE9 \x96 \xFF", "<p>caf\xC3\xA9 \xE2\x80\x93"
     " \xC3\xBF", 0, "windows-1252"},
    {"holes of windows-1252", "", "<p>\x81 \x8D \x8F \x90 \x9D",
     "<p>\xC2\x81 \xC2\x8D \xC2\x8F \xC2\x90 \xC2\x9D", 0, "windows-1252"},
    {"says ISO-8859-1, means UTF-8", "iso-8859-1", "<p>caf\xC3\xA9",
     "<p>caf\xC3\xA9", 0, "utf-8"},
    {"meta says so, means UTF-8", "", "<meta charset=iso-8859-1>\xC3\xA9 "
     "\xC3\xA9\xE2\x82\xAC\xC3\xA9 \xE9",
     "<meta charset=iso-8859-1>\xC3\xA9 \xC3\xA9\xE2\x82\xAC\xC3\xA9 "
     FFFD, 0, "utf-8"},
    {"three sequences do not settle", "iso-8859-1", "<p>\xC3\xA9 \xC3\xA9 "
     "\xC3\xA9 \xE9z", "<p>\xC3\xA9 \xC3\xA9 \xC3\xA9 \xC3\xA9z", 0,
     "windows-1252"},
    {"four do", "iso-8859-1", "<p>\xC3\xA9 \xC3\xA9 \xC3\xA9 \xC3\xA9 \xE9z",
     "<p>\xC3\xA9 \xC3\xA9 \xC3\xA9 \xC3\xA9 " FFFD "z", 0, "utf-8"},
    {"Thai that looks like UTF-8 too long", "windows-874",
     "<p>\xCA\xB9\xD8\xA1 "
     "\xCA\xB9\xD8\xA1\xB9\xD2\xC2", "<p>\xCA\xB9\xD8\xA1 \xCA\xB9\xD8\xA1"
     "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 0, "utf-8"},
    {"undeclared: one settles", "", "<p>\xC3\xA9 \xE9z", "<p>\xC3\xA9 " FFFD
     "z", 0, "utf-8"},
    {"undeclared: none before", "", "<p>\xE9z \xC3\xA9", "<p>\xC3\xA9z "
     "\xC3\x83\xC2\xA9", 0, "windows-1252"},
    {"meta after a guess", "", "<title>\xB1z</title><meta charset="
     "iso-8859-2>\xB1z", "<title>\xC2\xB1z</title><meta charset=iso-8859-2>"
     "\xC4\x85z", 0, "iso-8859-2"},
    {"meta UTF-8 after a guess", "", "<title>\xB1z<meta charset=utf-8>"
     "\xC3\xA9\xB1", "<title>\xC2\xB1z<meta charset=utf-8>\xC3\xA9" FFFD, 0,
     "utf-8"},
    {"meta after a little UTF-8", "", "\xC3\xA9 <meta charset=iso-8859-2>"
     "\xC3\xA9 \xB1", "\xC3\xA9 <meta charset=iso-8859-2>\xC3\xA9 \xC4\x85",
     0, "iso-8859-2"},
    {"meta after much UTF-8", "", "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 <meta "
     "charset=iso-8859-2>\xB1", "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 <meta "
     "charset=iso-8859-2>" FFFD, 0, "utf-8"},
    {"little UTF-8, far in", "iso-8859-1", PAD300 "\xC3\xA9 \xC3\xA9 \xE9z",
     PAD300 "\xC3\xA9 \xC3\xA9 \xC3\xA9z", 0, "windows-1252"},
    {"enough UTF-8, far in", "iso-8859-1", PAD300 "\xC3\xA9\xC3\xA9 \xC3\xA9"
     "\xC3\xA9 \xE9z", PAD300 "\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9 " FFFD "z",
     0, "utf-8"},
    {"meta after a little, far in", "", PAD300 "\xC3\xA9 <meta charset="
     "iso-8859-2>\xB1z", PAD300 "\xC3\xA9 <meta charset=iso-8859-2>"
     "\xC4\x85z", 0, "iso-8859-2"},
    {"a second meta after a guess", "", "\xB1<meta charset=koi8-r>\xC1"
     "<meta charset=utf-8>\xC1", "\xC2\xB1<meta charset=koi8-r>\xD0\xB0"
     "<meta charset=utf-8>\xD0\xB0", 0, "koi8-r"},
    {"cut-off character, undecided", "", "<p>caf\xE9", "<p>caf\xC3\xA9", 0,
     "windows-1252"},
    {"cut-off character, declared", "koi8-r", "<p>\xF0\x90", "<p>\xD0\x9F"
     "\xE2\x96\x91", 0, "koi8-r"},
    {"cut-off character of UTF-8", "utf-8", "<p>z\xF0\x9F\x98", "<p>z" FFFD,
     0, "utf-8"},
    {"Cyrillic", "windows-1251", "<p>\xCF\xF0\xE8\xE2\xE5\xF2 \xCF\xF0\xE8"
     "\xE2\xE5\xF2\xCF\xF0\xE8\xE2\xE5\xF2\xCF\xF0\xE8\xE2\xE5\xF2\xCF\xF0"
     "\xE8\xE2\xE5\xF2\xCF\xF0\xE8\xE2\xE5\xF2 z",
     "<p>\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xD0\x9F\xD1\x80"
     "\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2"
     "\xD0\xB5\xD1\x82\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82"
     "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82\xD0\x9F\xD1\x80"
     "\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 z", 0, "windows-1251"},
    {"a hole of ISO-8859-6", "iso-8859-6", "<p>\xE1\xA1z", "<p>\xD9\x81"
     FFFD "z", 0, "iso-8859-6"},
    {"above U+F000", "macintosh", "<p>\xF0 \xDEz", "<p>\xEF\xA3\xBF"
     " \xEF\xAC\x81z", 0, "macintosh"},

    /* UTF-8 that is none from the first on */
    {"says UTF-8, means windows-1252", "", "<meta charset=utf-8>caf\xE9 \x93 "
     "d\xE9j\xE0 \xC3\xA9", "<meta charset=utf-8>caf\xC3\xA9 \xE2\x80\x9C "
     "d\xC3\xA9j\xC3\xA0 \xC3\x83\xC2\xA9", 0, "windows-1252"},
    {"by transport, and cut off", "utf-8", "<p>\xE9 \xE9 \xE9", "<p>\xC3\xA9 "
     "\xC3\xA9 " FFFD, 0, "utf-8"},
    {"by transport, three times", "utf-8", "<p>\xE9 \xE9 \xE9 ", "<p>"
     "\xC3\xA9 \xC3\xA9 \xC3\xA9 ", 0, "windows-1252"},
    {"quotes do not settle", "utf-8", "<p>\x93 \x94 \x93 \x94 \xC3\xA9 \x93",
     "<p>\xE2\x80\x9C \xE2\x80\x9D \xE2\x80\x9C \xE2\x80\x9D \xC3\xA9 " FFFD,
     0, "utf-8"},
    {"a title that was cut", "utf-8", "<title>\xE2\x80</title>\xE2\x80\x93 "
     "\xE9", "<title>\xC3\xA2\xE2\x82\xAC</title>\xE2\x80\x93 " FFFD, 0,
     "utf-8"},
    {"a BOM is not doubted", "", "\xEF\xBB\xBF<p>\xE9 ", "<p>" FFFD " ", 0,
     "utf-8"},
#if GALLEY_CHARSET_SINGLE_BYTE
    {"says UTF-8 in Russian", "utf-8", "<meta charset=lang:ru>\xEC\xE8\xF0 "
     "\xEC\xE8\xF0", "<meta charset=lang:ru>\xD0\xBC\xD0\xB8\xD1\x80 \xD0\xBC"
     "\xD0\xB8\xD1\x80", 0, "windows-1251"},
    {"says nothing in Russian", "", "<meta charset=lang:RU-ru>\xEC\xE8\xF0",
     "<meta charset=lang:RU-ru>\xD0\xBC\xD0\xB8\xD1\x80", 0, "windows-1251"},
    {"in Russian, and later otherwise", "", "<meta charset=lang:ru>\xEC"
     "<meta charset=koi8-r>\xCD", "<meta charset=lang:ru>\xD0\xBC<meta charset="
     "koi8-r>\xD0\xBC", 0, "koi8-r"},
    {"UTF-8 in Russian", "", "<meta charset=lang:ru>\xD0\xBC \xEC",
     "<meta charset=lang:ru>\xD0\xBC " FFFD, 0, "utf-8"},
    {"three letters", "", "<meta charset=lang:sah>\xEC", "<meta charset="
     "lang:sah>\xD0\xBC", 0, "windows-1251"},
    {"no language", "", "<meta charset=lang:russian>\xEC", "<meta charset="
     "lang:russian>\xC3\xAC", 0, "windows-1252"},
#endif
    {"half a language", "", "<meta charset=lang:r>\xEC", "<meta charset="
     "lang:r>\xC3\xAC", 0, "windows-1252"},
#if !GALLEY_CHARSET_FULL
    {"a language whose encoding is not built in", "", "<meta charset=lang:ja>"
     "\xEC", "<meta charset=lang:ja>\xC3\xAC", 0, "windows-1252"},
#else
    {"says nothing in Japanese", "", "<meta charset=lang:ja>\x93\xFA",
     "<meta charset=lang:ja>\xE6\x97\xA5", 0, "shift_jis"},
    {"says UTF-8 in Japanese", "utf-8", "<meta charset=lang:ja>\x93\xFA\x93"
     "\xFA\xC2\xA9\xE3\x81\x82\xE6", "<meta charset=lang:ja>\xE6\x97\xA5"
     "\xE6\x97\xA5\xC2\xA9\xE3\x81\x82" FFFD, 0, "utf-8"},
    {"says nothing in Chinese", "", "<meta charset=lang:zh-CN>\xD6\xD0",
     "<meta charset=lang:zh-CN>\xE4\xB8\xAD", 0, "gbk"},
    {"UTF-8 in Chinese", "", "<meta charset=lang:zh>\xC2\xB7\xE4\xB8\xAD\xD6",
     "<meta charset=lang:zh>\xC2\xB7\xE4\xB8\xAD" FFFD, 0, "utf-8"},
    {"says UTF-8 in Chinese", "utf-8", "<meta charset=lang:zh-Hant-TW>\xA4\xA4"
     "\xC4\xA4\xC4\xA4\xC4\xA4 ", "<meta charset=lang:zh-Hant-TW>\xE4\xB8\xAD"
     "\xC4\xA4\xC4\xA4\xC4\xA4 ", 0, "utf-8"},
    {"says nothing in Korean", "", "<meta charset=lang:ko>\xB0\xA1",
     "<meta charset=lang:ko>\xEA\xB0\x80", 0, "euc-kr"},
#endif

    /* ill-formed UTF-8: maximal subparts */
    {"overlong", "utf-8", "<p>\xC3\xA9 \xC0\xAF \xE0\x80\xAF \xF0\x80\x80\xAF.",
     "<p>\xC3\xA9 " FFFD FFFD " " FFFD FFFD FFFD " " FFFD FFFD FFFD FFFD ".", 0,
     "utf-8"},
    {"surrogate", "utf-8", "<p>\xC3\xA9 \xED\xA0\x80.", "<p>\xC3\xA9 " FFFD FFFD FFFD ".", 0,
     "utf-8"},
    {"too high", "utf-8", "<p>\xC3\xA9 \xF4\x90\x80\x80 \xF5.",
     "<p>\xC3\xA9 " FFFD FFFD FFFD FFFD " " FFFD ".", 0, "utf-8"},
    {"subparts", "utf-8", "<p>\xC3\xA9 \xE2\x82 \xF0\x9F\x98 \xF0\x9F\xC3\xA9 \xE2"
     "\x82\xE2\x82\xAC.", "<p>\xC3\xA9 " FFFD " " FFFD " " FFFD "\xC3\xA9 " FFFD
     "\xE2\x82\xAC.", 0, "utf-8"},
    {"limits", "utf-8", "<p>\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80"
     "\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", "<p>\xC2\x80\xDF"
     "\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80"
     "\xF4\x8F\xBF\xBF", 0, "utf-8"},
    {"ill-formed far in", "utf-8", PAD300 "\xC3\xA9" PAD "\xE9" PAD
     "\xE2\x82" PAD, PAD300 "\xC3\xA9" PAD FFFD PAD FFFD PAD, 0, "utf-8"},

#if !GALLEY_CHARSET_FULL
    /* not built in */
    {"GBK", "gb2312", "<p>\xD6\xD0\xCE\xC4", "<p>", CHARSET, "gbk"},
    {"GBK without a hanzi", "gb2312", "<p>abc", "<p>abc", 0, "utf-8"},
    {"GBK that is UTF-8", "gbk", "<p>\xE4\xB8\xAD", "<p>\xE4\xB8\xAD", 0,
     "utf-8"},
    {"GBK by meta", "", "<meta charset=gbk>\xD6\xD0", "<meta charset=gbk>",
     CHARSET, "gbk"},
    {"GBK by meta after a guess", "", "\xD6\xD0<meta charset=gbk>z\xD6",
     "\xC3\x96\xC3\x90<meta charset=gbk>z", CHARSET, "gbk"},
    {"Shift_JIS", "sjis", "<p>\x93\xFA\x96\x7B", "<p>", CHARSET,
     "shift_jis"},
    {"ISO-2022-JP", "iso-2022-jp", "<p>", "", CHARSET, "iso-2022-jp"},
    {"ISO-2022-JP by meta", "", "<meta charset=iso-2022-jp>",
     "<meta charset=iso-2022-jp>", CHARSET, "iso-2022-jp"},
#else
    /* the bytes decide: what may be UTF-8 is read as such where three bytes
     * belong together */
    {"GBK", "gb2312", "<p>\xD6\xD0\xCE\xC4", "<p>\xE4\xB8\xAD\xE6\x96\x87",
     0, "gbk"},
    {"GBK that begins like UTF-8", "gbk", "<p>\xD2\xBB\xD2\xBB \xD2\xBB.",
     "<p>\xE4\xB8\x80\xE4\xB8\x80 \xE4\xB8\x80.", 0, "utf-8"},
    {"GBK that is UTF-8", "gbk", "<p>\xE4\xB8\xAD\xE6\x96\x87\xE4\xB8\xAD"
     "\xE6\x96\x87 \xC2\xB7 \xD6", "<p>\xE4\xB8\xAD\xE6\x96\x87\xE4\xB8\xAD"
     "\xE6\x96\x87 \xC2\xB7 " FFFD, 0, "utf-8"},
    {"GBK that is UTF-8, at the end", "gbk", "<p>\xE4\xB8\xAD",
     "<p>\xE4\xB8\xAD", 0, "utf-8"},
    {"three that are no UTF-8", "gbk", "<p>\xE4\xB8\xAD\xB8z",
     "<p>\xE6\xB6\x93\xEE\x84\xB1z", 0, "gbk"},
    {"GBK by meta", "", "<meta charset=gbk>\xD6\xD0", "<meta charset=gbk>"
     "\xE4\xB8\xAD", 0, "gbk"},
    {"GBK by meta after a guess", "", "\xD6\xD0<meta charset=gbk>z\xD6\xD0",
     "\xC3\x96\xC3\x90<meta charset=gbk>z\xE4\xB8\xAD", 0, "gbk"},

    /* what is no character, and what belongs to none */
    {"put back", "gbk", "<p>\xFF\xD6<b>\xD6\x7F\xD6", "<p>" FFFD FFFD
     "<b>" FFFD "\x7F" FFFD, 0, "gbk"},
    {"four bytes", "gb18030", "<p>\x80\x81\x30\x81\x30\x90\x30\x81\x30"
     "\xD6\xD0\xE3\x32\x9A\x35\xE3\x32\x9A\x36z", "<p>\xE2\x82\xAC\xC2\x80"
     "\xF0\x90\x80\x80\xE4\xB8\xAD\xF4\x8F\xBF\xBF" FFFD "z", 0,
     "gb18030"},
    {"four bytes, put back", "gb18030", "<p>\xFF\x81\x30\x81<\x81\x30<"
     "\x81\x30\x81\x81\x30\x81", "<p>" FFFD FFFD "0" FFFD "<" FFFD "0<"
     FFFD "0\xE4\xBA\x96" "0" FFFD, 0, "gb18030"},
    {"cut off", "gb18030", "<p>\xFF\x81\x30\x81", "<p>" FFFD FFFD, 0,
     "gb18030"},
    {"Big5: two code points", "big5", "<p>\x88\x62\xA4\xA4\x88\x64\x88\xA3"
     "\x88\xA5z\x88\x66", "<p>\xC3\x8A\xCC\x84\xE4\xB8\xAD\xC3\x8A\xCC\x8C"
     "\xC3\xAA\xCC\x84\xC3\xAA\xCC\x8Cz\xC3\x8A", 0, "big5"},
    {"Big5: above U+FFFF", "big5-hkscs", "<p>\x87\x45\xA4", "<p>\xF0\xA7\x89"
     "\xA7" FFFD, 0, "big5"},
    {"Shift_JIS", "sjis", "<p>\x93\xFA\x96\x7B\xB1\x80\xF0\x40\xFD\x93<\x93",
     "<p>\xE6\x97\xA5\xE6\x9C\xAC\xEF\xBD\xB1\xC2\x80\xEE\x80\x80" FFFD
     FFFD "<" FFFD, 0, "shift_jis"},
    {"EUC-JP", "euc-jp", "<p>\xA4\xA2\x8E\xB1\x8F\xB0\xA1\x8F\xB0<\x8F<\x8E<"
     "\x8F\xB0", "<p>\xE3\x81\x82\xEF\xBD\xB1\xE4\xB8\x82" FFFD "<" FFFD
     "<" FFFD "<" FFFD, 0, "euc-jp"},
    {"EUC-KR", "ks_c_5601-1987", "<p>\xB0\xA1\xC7\xD1\x81\x41\xC9\xA1\xB0"
     "<", "<p>\xEA\xB0\x80\xED\x95\x9C\xEA\xB0\x82" FFFD FFFD "<", 0,
     "euc-kr"},
    {"gb18030: ranges", "gb18030", "<p>\x81\x35\xF4\x37\x84\x31\xA4\x39"
     "\x84\x32\xA4\x30\x82\x36\xFE\x39z", "<p>\xEE\x9F\x87\xEF\xBF\xBF"
     FFFD "\xEA\xA3\xAEz", 0, "gb18030"},
    {"Big5: no lead bytes", "big5", "<p>\x80\xFFz", "<p>" FFFD FFFD "z", 0,
     "big5"},
    {"EUC-KR: behind the table", "euc-kr", "<p>\x80\xFFz\xFE\xFEz", "<p>"
     FFFD FFFD "z" FFFD "z", 0, "euc-kr"},
    {"ISO-2022-JP: no escape sequence", "iso-2022-jp", "<p>\x1BXz\x1B(Cz",
     "<p>" FFFD "Xz" FFFD "(Cz", 0, "iso-2022-jp"},
    {"ISO-2022-JP", "iso-2022-jp", "<p>\x1B$BF|K\\\x1B(J\\~\x1B(I1\x1B(B\\",
     "<p>\xE6\x97\xA5\xE6\x9C\xAC\xC2\xA5\xE2\x80\xBE\xEF\xBD\xB1\\", 0,
     "iso-2022-jp"},
    {"ISO-2022-JP by meta", "", "\x1B<meta charset=iso-2022-jp>\x1B$BF|"
     "\x1B(B<p>\x0E\xE9", "\x1B<meta charset=iso-2022-jp>\xE6\x97\xA5<p>"
     FFFD FFFD, 0, "iso-2022-jp"},
    {"ISO-2022-JP by meta, far in", "", PAD300 "<meta charset=iso-2022-jp>"
     PAD "\x1B$BF|\x1B(B<p>", PAD300 "<meta charset=iso-2022-jp>" PAD
     "\xE6\x97\xA5<p>", 0, "iso-2022-jp"},
    {"ISO-2022-JP, not what it should be", "iso-2022-jp", "<p>\x1B(B\x1B$B"
     "\x1B(B\x1B(CF\x1B$B\nF\n\x1B(X\x1B$", "<p>" FFFD FFFD FFFD "(CF" FFFD
     FFFD FFFD FFFD FFFD FFFD, 0, "iso-2022-jp"},
    {"ISO-2022-JP: controls", "iso-2022-jp", "<p>\x1B$BF|\x01\x02\x03" "F|",
     "<p>\xE6\x97\xA5" FFFD FFFD FFFD "\xE6\x97\xA5", 0, "iso-2022-jp"},
    {"ISO-2022-JP: a fourth", "iso-2022-jp", "<p>\x1B$BF|\x01\x02\x03\x04",
     "<p>\xE6\x97\xA5" FFFD FFFD FFFD, BINARY, "iso-2022-jp"},
#endif
    {"ESC elsewhere", "", "<p>\x1B", "<p>\x1B", 0, "utf-8"},
    {"replacement", "iso-2022-kr", "<p>z", "", CHARSET, "replacement"},
    {"HZ", "hz-gb-2312", "<p>z", "", CHARSET, "replacement"},
    {"BOM before those too", "hz-gb-2312", "\xEF\xBB\xBF<p>z", "<p>z", 0,
     "utf-8"},

    /* not text */
    {"gzip", "", "\x1F\x8B\x08$\x01", "", COMPRESSED, "utf-8"},
    {"gzip, two bytes", "", "\x1F\x8B", "", COMPRESSED, "utf-8"},
    {"zlib", "utf-8", "x\x9C\x01\x02", "", COMPRESSED, "utf-8"},
    {"zstd", "", "\x28\xB5\x2F\xFD\x04", "", COMPRESSED, "utf-8"},
    {"not zstd", "", "(\xB5/\xFC", "(\xC2\xB5/\xC3\xBC", 0, "windows-1252"},
    {"bzip2", "", "BZh91AY", "", COMPRESSED, "utf-8"},
    {"xz", "", "\xFD" "7zXZ$", "", COMPRESSED, "utf-8"},
    {"PDF", "", "%PDF-1.7\n", "", BINARY, "utf-8"},
    {"PDF, four bytes", "", "%PDF", "", BINARY, "utf-8"},
    {"not PDF", "", "%PD", "%PD", 0, "utf-8"},
    {"PNG", "", "\x89PNG\r\n\x1A\n", "", BINARY, "utf-8"},
    {"JPEG", "", "\xFF\xD8\xFF\xE0$\x10JFIF", "", BINARY, "utf-8"},
    {"GIF", "", "GIF89a", "", BINARY, "utf-8"},
    {"ZIP", "", "PK\x03\x04\x14$", "", BINARY, "utf-8"},
    {"WebP", "", "RIFFabcdWEBP", "", BINARY, "utf-8"},
    {"MP4", "", "$$$\x18" "ftypmp42$$$$", "$$$", BINARY, "utf-8"},
    {"three NULs pass", "", "<p>$a$b$c", "<p>$a$b$c", 0, "utf-8"},
    {"a vertical tab is none of the white space", "", "\v\v\v<p>\v",
     "\v\v\v<p>", BINARY, "utf-8"},
    {"white space is, and ESC", "", "\t\n\f\r\x1B\t\n\f\r\x1B",
     "\t\n\f\r\x1B\t\n\f\r\x1B", 0, "utf-8"},
    {"behind half a character, later", "utf-8", PAD300 "\xC3\xA9"
     "\xC3\x01\xC3\x02\xC3\x03\xC3\x04", PAD300 "\xC3\xA9" FFFD "\x01" FFFD "\x02"
     FFFD "\x03" FFFD "\x04", 0, "utf-8"},
    {"the fourth does not", "", "<p>$a$b$c\x01" "d", "<p>$a$b$c", BINARY,
     "utf-8"},
    {"controls between high bytes", "", "z\xFF\x01\xFE\x02\xFD\x03\xFC\x04",
     "z\xC3\xBF\x01\xC3\xBE\x02\xC3\xBD\x03\xC3\xBC", BINARY,
     "windows-1252"},
    {"the last that counts", "", "$$$" PAD PAD TEN TEN TEN TEN TEN "01$",
     "$$$" PAD PAD TEN TEN TEN TEN TEN "01", BINARY, "utf-8"},
    {"the first that does not", "", "$$$" PAD PAD TEN TEN TEN TEN TEN
     "012$$$$", "$$$" PAD PAD TEN TEN TEN TEN TEN "012$$$$", 0, "utf-8"},
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Copies with NUL for '$', unless it is part of an escape sequence. */
static size_t unfold(char *to, const char *from)
{
    size_t i;

    for (i = 0; from[i] != '\0'; i++)
        to[i] = from[i] == '$' && (i == 0 || from[i - 1] != 0x1B)
                    ? '\0' : from[i];
    return i;
}

static void run(const struct test *t)
{
    static char page[8192], wanted[8192];
    size_t n = unfold(page, t->page), size = unfold(wanted, t->text);
    struct log log;
    int good = cuts_all(t->name, &charset_stage, t->label, page, n, &log);
    size_t m;

    size += (size_t)snprintf(wanted + size, sizeof wanted - size, "|%d|%s|",
                             t->result, t->encoding);
    good = good && log_begins(t->name, &log, wanted, size);
    /* All of the input is accounted for by the last offset. */
    if (t->result == 0 && t->text[0] != '\0') {
        char end[32];

        m = (size_t)snprintf(end, sizeof end, " %lu", (unsigned long)n);
        good = good && memcmp(log.text + log.size - m, end, m) == 0;
    }
    harness_check(good, t->name);
    free(log.text);
}

/* Each character of a few encodings ends where it should. */
static void test_offsets(void)
{
    static const struct {
        const char *label, *page, *offsets;
    } cases[] = {
        {"utf-8", "\xEF\xBB\xBF\xC3\xA9z\xE2\x82" "\xE2\x82\xAC\xF0\x9F",
         " 5 6 8 11 13"},
        {"koi8-r", "ab\xC1\xC2\xC1 \xC2", " 1 2 3 4 5 6 7"},
        {"utf-16be", "\x04\x31\xD8\x3D\xDE\x01\xDE\x01\x04\x31z",
         " 2 6 8 10 11"},
        {"", "<p>\xE9\xE8\xE7z", " 1 2 3 4 5 6 7"},
#if GALLEY_CHARSET_FULL
        {"gb18030", "\xD6\xD0\xD6\xD0\x80\x81\x30\x81\x30\xD6z\xD6\xD0\xD6",
         " 2 4 5 9 11 13 14"},
        {"big5", "\x88\x62\xA4\xA4\xA4\xA4\x88\x64", " 1 2 4 6 7 8"},
        {"euc-jp", "\xA4\xA2\x8F\xB0\xA1\xA4\xA2z", " 2 5 7 8"},
        {"iso-2022-jp", "a\x1B$BF|F|\x1B(JbF", " 1 6 8 12 13"},
#endif
    };
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        const char *page = cases[i].page, *wanted = cases[i].offsets;
        struct log log;
        int good = cuts_all("offsets", &charset_stage, cases[i].label, page,
                            strlen(page), &log);
        size_t n = strlen(wanted);

        if (log.size < n || memcmp(log.text + log.size - n, wanted, n) != 0 ||
            log.text[log.size - n - 1] != '|') {
            printf("offsets: %.*s\n", (int)log.size, log.text);
            good = 0;
        }
        harness_check(good, "offsets");
        free(log.text);
    }
}

/* Long runs of several kinds, so that the bulk scan meets every alignment. */
static void test_long(const char *label, const char *piece, size_t n)
{
    static char page[1200];
    size_t gap, size = 0;
    struct log log;

    for (gap = 0; size + gap + n < sizeof page; gap = (gap + 1) % 40) {
        memset(page + size, 'a' + (int)(gap % 26), gap);
        size += gap;
        memcpy(page + size, piece, n);
        size += n;
    }
    harness_check(cuts_all("long", &charset_stage, label, page, size, &log),
                  "long");
    if (strcmp(label, "utf-8") == 0 && harness_is_utf8(page, size))
        harness_check(memcmp(log.text, page, size) == 0, "long UTF-8");
    free(log.text);
}

#if GALLEY_CHARSET_FULL
/* Behind the first 4,096 bytes a <meta> cannot say ISO-2022-JP. */
static void test_late(size_t size, const char *wanted)
{
    static const char meta[] = "<meta charset=iso-2022-jp>\x1B$BF|";
    static char page[4200];
    struct log log;

    memset(page, 'z', size);
    memcpy(page + size, meta, sizeof meta);
    harness_check(cuts_all("late", &charset_stage, NULL, page,
                           strlen(page), &log), "late");
    harness_check(log_begins("late", &log, page, size + 26)
                      && strncmp(log.text + size + 26, wanted,
                                 strlen(wanted)) == 0, "late or not");
    free(log.text);
}
#endif

/* The counter of 32 bits saturates. */
static void test_saturation(void)
{
    struct galley_charset c;
    struct galley_span text;
    const char *p = "0123456789", *end = p + 10;

    galley_charset_init(&c, NULL, 0);
    harness_check(galley_charset_next(&c, &p, end, &text) == 1,
                  "first bytes");
    while (galley_charset_next(&c, &p, end, &text) > 0)
        ;
    c.offset = UINT32_MAX - 5;
    p = end - 10;
    harness_check(galley_charset_next(&c, &p, end, &text) == 1 &&
                  text.size == 10 &&
                  galley_charset_offset(&c, 2) == UINT32_MAX, "saturation");
}

int main(void)
{
    size_t i;

    for (i = 0; i < COUNT(tests); i++)
        run(&tests[i]);
    test_offsets();
    test_long("utf-8", "\xC3\xA9", 2);
    test_long("utf-8", "\xE2\x82\xAC\xF0\x9F\x98\x80", 7);
    test_long("utf-8", "\xE2\x82\xAC\xE2\x82", 5);
    test_long("windows-1251", "\xE9\xE8", 2);
    test_long("", "\xE9", 1);
#if GALLEY_CHARSET_FULL
    test_long("gb18030", "\xD6\xD0\xCE\x41\x81\x30\x81\x30", 8);
    test_long("shift_jis", "\x93\xFA\xB1\x96\x7B", 5);
    test_long("iso-2022-jp", "\x1B$BF|K\\\x1B(B", 10);
    test_long("", "\x1B", 1);
    test_late(4096 - 26, "\xE6\x97\xA5|0|iso-2022-jp|");
    test_late(4096 - 25, "|-5|iso-2022-jp|");
#endif
    test_saturation();
    harness_check(sizeof(struct galley_charset) <= 96, "size of the struct");
    return harness_summary();
}
