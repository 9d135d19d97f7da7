/*
 * What pages say, and what the fields must be.  Included by test_meta.c.
 */

/* Pages, in pieces. */
#define META(name, content) "<meta name=\"" name "\" content=\"" content "\">"
#define LANG(lang) "<html lang=\"" lang "\">"
#define TITLE(text) "<title>" text "</title>"
#define H1(text) "<h1>" text "</h1>"
#define HEADLINE(text) "<b itemprop=headline>" text "</b>"
#define BYLINE(text) "<span class=byline>" text "</span>"
#define AUTHOR(text) "<a rel=author>" text "</a>"
#define PROFILE(text) "<a href=/author/7>" text "</a>"
#define TIME(text) "<time>" text "</time>"
#define DATETIME(date) "<time datetime=\"" date "\"></time>"
#define PUBLISHED(date) "<time pubdate datetime=\"" date "\"></time>"
#define LD(text) "<script type=application/ld+json>" text "</script>"
#define BLOCK(text) text "<br>"

/* Enough for an article. */
#define STORY "The fox that was seen at the harbour last winter is out " \
    "again, the keeper of the lighthouse said on Monday, and this time it " \
    "has brought its young. They come at dusk, when the boats are in and " \
    "the nets hang to dry, and leave before anybody is up. Nobody minds: " \
    "there have been fewer rats since, and the children of the village " \
    "have given each of the four a name. The keeper writes down what he " \
    "sees, as he has done for thirty years."

#define L10 "abcdefghij"
#define L100 L10 L10 L10 L10 L10 L10 L10 L10 L10 L10
#define L300 L100 L100 L100
#define E1 "\xC3\xA9"
#define E2 E1 E1
#define E3 E2 E1
#define E10 E3 E3 E3 E1
#define E100 E10 E10 E10 E10 E10 E10 E10 E10 E10 E10
#define E300 E100 E100 E100

static const struct test tests[] = {
    /* ---- fields and their ranks ---- */
    {"nothing is invented", "",
     {"headline=", "byline=", "published=", "site=", "description=",
      "lang="}},
    {"every field",
     META("og:title", "A title of some words") META("author", "Ann Lee")
      META("article:published_time", "2020-01-02T03:04:05Z")
      META("og:site_name", "The Site") META("description", "What it is.")
      LANG("pt-BR"),
     {"headline=A title of some words", "byline=Ann Lee",
      "published=2020-01-02T03:04:05Z", "site=The Site",
      "description=What it is.", "lang=pt-BR"}},
    {"ranks do not depend on order",
     META("date", "2019-01-01")
      META("article:published_time", "2020-01-01")
      META("article:modified_time", "2021-01-01")
      META("description", "one") META("og:description", "two")
      META("publisher", "P") META("og:site_name", "S")
      META("content-language", "de") LANG("en")
      META("og:locale", "fr_FR"),
     {"published=2020-01-01", "description=one", "site=S", "lang=en"}},
    {"the first of equals counts",
     META("author", "Ann Lee") META("date", "2019-05-05")
      META("date", "2019-06-06") META("og:title", "One one one")
      META("og:title", "Two two two"),
     {"byline=Ann Lee", "published=2019-05-05", "headline=One one one"}},
    {"white space is folded",
     META("description", " \t one \n\n two\f ") META("author", "  ")
      TITLE("\n  A \r\n title\there  "),
     {"description=one two", "byline=", "headline=A title here"}},
    {"unknown names",
     META("viewport", "width=device-width") META("", "x")
      META("og:titles", "x") META("og:titl", "x") META("itle", "x"),
     {"headline=", "byline="}},
    {"a change is better than no date",
     META("article:modified_time", "2021-01-01"),
     {"published=2021-01-01"}},

    /* ---- descriptions encoded twice ---- */
    {"a description that is HTML is read as HTML",
     META("description", "&lt;p class=x&gt;One&amp;amp; &lt;em&gt;tw"
      "&lt;/em&gt;o&lt;/p&gt;&lt;p&gt;thr&amp;eacute;e&lt;br&gt;four")
      META("og:description", "no"),
     {"description=One& two thr" E1 "e four"}},
    {"the same that begins with text",
     META("og:description", "Es war&amp;nbsp;&amp;#8222;kalt&amp;ldquo;, "
      "sagt die &lt;EM&gt;Zeitung&lt;/EM&gt;.&lt;!-- no --&gt;"),
     {"description=Es war\xC2\xA0\xE2\x80\x9Ekalt\xE2\x80\x9C, sagt die "
      "Zeitung."}},
    {"the same in JSON-LD",
     LD("{\"@type\":\"Article\",\"description\":\"\\u003cp\\u003eOne "
      "&amp;uuml;ber &lt;i&gt;two&lt;/i&gt;\"}"),
     {"description=One \xC3\xBC" "ber two"}},
    {"a description of tags keeps them",
     META("description", "The &lt;table&gt; element, &amp;lt;tr&amp;gt; in"
      " it"),
     {"description=The <table> element, <tr> in it"}},
    {"and so does a long one",
     META("description", "a &lt;i&gt;" E300),
     {"description=a <i>" E100 E1}},
    {"and so does one that begins with a tag, or ends in one",
     META("description", "&lt;pre&gt; or &lt;p&gt;? R&D&amp;D, AT&amp;T; "
      "a &lt; b &lt;i"),
     {"description=<pre> or <p>? R&D&D, AT&T; a < b <i"}},
    {"a description whose last tag is cut",
     META("description", "Run&lt;b class=&quot;more"), {"description=Run"}},
    {"tags alone are no description",
     META("description", "&lt;p&gt; &lt;/p&gt;"),
     {"description=", "description needs 0"}},
    {"a page that ends in a description",
     "<script type=application/ld+json>{\"@type\":\"Article\","
      "\"description\":\"&lt;p&gt;" E100 E100,
     {"description=" E100 E2, "description needs 403"}},
    {"a reference that is longer decoded",
     META("description", "&amp;nGt;a&amp;nGt;&amp;nLt;&amp;quot;b"),
     {"description=a\xE2\x89\xAB\xE2\x83\x92\xE2\x89\xAA\xE2\x83\x92\"b"}},
    {"a description that is HTML and too long",
     META("description", "&lt;p&gt;a" E300 "&lt;/p&gt;"),
     {"description=a" E100 E1, "description needs 608"}},

    /* ---- dates ---- */
    {"ISO 8601 stays as found",
     DATETIME("2020-06-07T08:09+02:00"),
     {"published=2020-06-07T08:09+02:00"}},
    {"an attribute's name in capitals, a class in capitals",
     H1("Foxes") "<span CLASS=BYLINE>Ann Lee</span>", {"byline=Ann Lee"}},
    {"a class without an end", H1("Foxes")
     "<span class=" L300 "byline>Ann Lee</span>", {"byline="}},
    {"the name of a meta that is longer than any",
     META(L300 "author", "Ann Lee"), {"byline="}},
    {"of two names the first",
     "<meta name=author property=description content='Ann Lee'>",
     {"byline=Ann Lee", "description="}},
    {"a value longer than any buffer, cut at a character",
     META("description", "a" E300), {"description=a" E100 E3,
      "description needs 601"}},
    {"the same one byte further on",
     META("description", "ab" E300), {"description=ab" E100 E2,
      "description needs 602"}},
    {"publication before any time",
     DATETIME("2020-01-01") PUBLISHED("2020-02-02"),
     {"published=2020-02-02"}},
    {"a date in words",
     TIME("Published on March 9th, 2021 at 10:15"),
     {"published=2021-03-09"}},
    {"no date",
     PUBLISHED("PT5M") PUBLISHED("yesterday")
      META("date", "12:30") META("date", "2020"),
     {"published="}},
    {"white space before a date",
     META("date", " \t2020-03-09"), {"published=2020-03-09"}},
    {"a year and a month are a date of ISO 8601",
     META("date", "2020-03"), {"published=2020-03"}},
    {"what only begins like one",
     META("date", "2020-x") META("date", "2020-034"), {"published="}},
    {"day and month that cannot be told apart",
     META("date", "03/04/2021"), {"published="}},
    {"day and month that can",
     META("date", "23/04/2021"), {"published=2021-04-23"}},
    {"a month or a day that is none",
     META("article:published_time", "2026-00-01T23:12:27Z")
      META("datePublished", "2026-02-32") META("date", "2020-03-09"),
     {"published=2020-03-09"}},
    {"ISO 8601's basic form",
     META("date", "20200309T0800Z"), {"published=2020-03-09"}},
    {"other numbers of eight digits and more",
     META("date", "20201309") META("issued", "202003091"), {"published="}},
    {"of two attributes the first",
     "<time content=2020-03-09 datetime=2020-03-10>x</time>",
     {"published=2020-03-09"}},

    /* ---- the encoding ---- */
    {"a charset in a content type",
     "<meta http-equiv=Content-Type content='text/html; CharSet=iso-8859-2'>"
     TITLE("\xB1"), {"headline=\xC4\x85"}},
    {"one in quotes, with spaces",
     "<meta http-equiv=content-type content='charset = \"iso-8859-2\" x'>"
     TITLE("\xB1"), {"headline=\xC4\x85"}},
    {"one that something follows",
     "<meta http-equiv=content-type content='charset=iso-8859-2;x'>"
     TITLE("\xB1"), {"headline=\xC4\x85"}},
    {"no charset, an empty one, half a word",
     "<meta http-equiv=content-type content='text/html'>"
     "<meta http-equiv=content-type content='text/html; charset='>"
     "<meta http-equiv=content-type content='charset;iso-8859-2'>"
     "<meta http-equiv=content-type content='iso-8859-2; charse'>"
     TITLE("\xB1"), {"headline=\xC2\xB1"}},
    {"other scripts are no JSON-LD",
     "<script type=application/javascript>{\"@type\":\"Article\","
     "\"headline\":\"no\"}</script><script type=application/x-json>"
     "{\"@type\":\"Article\",\"headline\":\"no\"}</script>",
     {"headline="}},

    /* ---- bylines ---- */
    {"an introduction is no name",
     BYLINE("By Ann Lee"),
     {"byline=Ann Lee"}},
    {"introductions of other languages", META("author", "Von Ann Lee"),
     {"byline=Ann Lee"}},
    {"an introduction behind other words",
     BYLINE("This recipe was sent by Ann Lee"), {"byline=Ann Lee"}},
    {"part of a name is no introduction", META("author", "Ann von Lee"),
     {"byline=Ann von Lee"}},
    {"only an introduction", BYLINE("By") BYLINE("Author:"),
     {"byline="}},
    {"addresses are no names",
     META("article:author", "https://example.org/people/7")
      META("author", "ann@example.org") META("author", "@ann")
      META("author", "admin"),
     {"byline="}},
    {"nor does one in JSON-LD",
     META("author", "Ann Lee") LD("{\"@type\":\"Article\",\"author\":"
      "\"https://example.org/ann\"}"), {"byline=Ann Lee"}},
    {"names in JSON-LD that find no room",
     LD("{\"@type\":\"Article\",\"author\":[\"Ann Lee\",\"Bo Li of the "
        "village that lies behind the hills and the long lake to the north\","
        "\"Cy Ho\"]}"),
     {"byline=Ann Lee, Bo Li of the village that lies behind the hills and "
      "the long lake to", "byline needs 94"}},
    {"an address does not hide a name",
     AUTHOR("Ann Lee") META("author", "http://example.org/ann"),
     {"byline=Ann Lee"}},
    {"an account is better than nothing", META("author", "annlee"),
     {"byline=annlee"}},
    {"a name is better than an account",
     META("author", "annlee") BYLINE("Ann Lee"), {"byline=Ann Lee"}},
    {"a name is better than the site",
     META("og:site_name", "The Site") META("author", "The site")
      AUTHOR("Ann Lee"),
     {"byline=Ann Lee"}},
    {"a date ends a byline", BYLINE("Ann Lee, March 9, 2021"),
     {"byline=Ann Lee"}},
    {"a date before the introduction of a name does not",
     BYLINE("Posted on March 9, 2021 by Ann Lee"),
     {"byline=Ann Lee", "published=2021-03-09"}},
    {"a site behind a full-width bar",
     TITLE("\xE7\x81\xAF\xE5\x8F\xB0\xE3\x81\xAE\xE7\x8B\x90"
           "\xEF\xBD\x9C\xE6\xB8\xAF\xE6\x96\xB0\xE8\x81\x9E"),
     {"headline=\xE7\x81\xAF\xE5\x8F\xB0\xE3\x81\xAE\xE7\x8B\x90"}},
    {"behind two hyphens",
     TITLE("\xE7\x81\xAF\xE5\x8F\xB0\xE3\x81\xAE\xE7\x8B\x90"
           "--\xE6\xB8\xAF\xE6\x96\xB0\xE8\x81\x9E"),
     {"headline=\xE7\x81\xAF\xE5\x8F\xB0\xE3\x81\xAE\xE7\x8B\x90"}},
    {"and a section between",
     TITLE("\xE7\x81\xAF\xE5\x8F\xB0\xE3\x81\xAE\xE7\x8B\x90"
           "_\xE6\xB8\xAF\xE5\x8F\xA3_\xE6\xB8\xAF\xE6\x96\xB0"),
     {"headline=\xE7\x81\xAF\xE5\x8F\xB0\xE3\x81\xAE\xE7\x8B\x90"}},
    {"letters that a line joins are one word", TITLE("The fox_is out"),
     {"headline=The fox_is out"}},
    {"months that begin as another's", H1("The fox is out")
     BLOCK("9. marraskuuta 2020"), {"published=2020-11-09"}},
    {"in Croatian", H1("The fox is out") BLOCK("9. lipnja 2020."),
     {"published=2020-06-09"}},
    {"in Polish", H1("The fox is out") BLOCK("9 lipca 2020"),
     {"published=2020-07-09"}},
    {"in Ukrainian", H1("The fox is out")
     BLOCK("9 \xD1\x81\xD0\xB5\xD1\x80\xD0\xBF\xD0\xBD\xD1\x8F 2020"),
     {"published=2020-08-09"}},
    {"in Russian", H1("The fox is out")
     BLOCK("9 \xD1\x81\xD0\xB5\xD0\xBD\xD1\x82\xD1\x8F\xD0\xB1\xD1\x80"
           "\xD1\x8F 2020"), {"published=2020-09-09"}},
    {"in Hungarian", H1("The fox is out")
     BLOCK("2020. m\xC3\xA1rcius 9."), {"published=2020-03-09"}},
    {"in Slovak", H1("The fox is out") BLOCK("9. m\xC3\xA1ja 2020"),
     {"published=2020-05-09"}},
    {"who else wrote it, behind with",
     H1("The fox is out") BLOCK("Par Ann Lee, avec AFP"), {"byline=Ann Lee"}},
    {"in English", BYLINE("By Ann Lee with Reuters"), {"byline=Ann Lee"}},
    {"the day of the week before a date is no name",
     H1("The fox is out") BLOCK("Enviado por Ana Ruiz el Vie, 9/13/2021"),
     {"byline=Ana Ruiz", "published=2021-09-13"}},
    {"beyond ASCII",
     BYLINE("Ana Ruiz el Mi\xC3\xA9, 9/13/2021"), {"byline=Ana Ruiz"}},
    {"an Arabic name goes on behind el",
     BYLINE("Omar el Fox-Lee, 9/13/2021"), {"byline=Omar el Fox-Lee"}},
    {"a Dutch one behind de",
     BYLINE("Bo de Li, 9/13/2021"), {"byline=Bo de Li"}},
    {"nothing before el", BYLINE("el Vie, 9/13/2021"), {"byline="}},
    {"a name of two letters before a date", BYLINE("Al Bo, 9/13/2021"),
     {"byline=Al Bo"}},
    {"introductions of two words, in Italian",
     H1("The fox is out") BLOCK("Scritto da Ann Lee"), {"byline=Ann Lee"}},
    {"Danish", H1("The fox is out") BLOCK("Skrevet af Ann Lee"),
     {"byline=Ann Lee"}},
    {"Swedish", H1("The fox is out") BLOCK("Skriven av Ann Lee"),
     {"byline=Ann Lee"}},
    {"Dutch", H1("The fox is out") BLOCK("Geschreven door Ann Lee"),
     {"byline=Ann Lee"}},
    {"French", H1("The fox is out") BLOCK("Auteur : Ann Lee"),
     {"byline=Ann Lee"}},
    {"with a no-break space", BYLINE("R\xC3\xA9" "dacteur\xC2\xA0: Ann Lee"),
     {"byline=Ann Lee"}},
    {"a label for one or more", BYLINE("Author(s): Ann Lee"),
     {"byline=Ann Lee"}},
    {"in French", BYLINE("Auteur(s)\xC2\xA0: Ann Lee"), {"byline=Ann Lee"}},
    {"two labels alone", H1("The fox is out") "<p>Auteur :</p><p>Auteur(s) :"
     "</p>" BYLINE("Ann Lee"), {"byline=Ann Lee"}},
    {"a label of any language before a name",
     AUTHOR("Auteur: Ann Lee"), {"byline=Ann Lee"}},
    {"one beyond ASCII",
     BYLINE("\xD0\x90\xD0\xB2\xD1\x82\xD0\xBE\xD1\x80: Ann Lee"),
     {"byline=Ann Lee"}},
    {"one of two words",
     BYLINE("T\xC3\xA1" "c gi\xE1\xBA\xA3: Ann Lee, Bo Li"),
     {"byline=Ann Lee, Bo Li"}},
    {"one of three is none", BYLINE("Notes From Sea: Ann Lee"),
     {"byline=Notes From Sea: Ann Lee"}},
    {"of two labels the last", BYLINE("Story: Text: Ann Lee"),
     {"byline=Ann Lee"}},
    {"one that says something else",
     BYLINE("Photo: Ann Lee") BYLINE("Quelle: Bo Li"), {"byline="}},
    {"an address has no label", META("author", "https://example.org/lee"),
     {"byline="}},
    {"nor has a time", BYLINE("12:30 Uhr, Ann Lee"), {"byline="}},
    {"a label alone", BYLINE("Auteur:") BYLINE("Auteur: "), {"byline="}},
    {"one in the text says nothing of authors",
     H1("The fox is out") "<p>Harbour: Ann Lee</p>", {"byline="}},
    {"who took a picture is no author",
     H1("The fox is out")
     "<figure><figcaption>A fox. <i itemprop=author>Ann Lee</i></figcaption>"
     "</figure><p>" AUTHOR("Bo Li") "</p>", {"byline=Bo Li"}},
    {"a separator ends a byline", BYLINE("Ann Lee | Senior Editor"),
     {"byline=Ann Lee"}},
    {"names that the page joins",
     AUTHOR("Ann Lee") " and " AUTHOR("Bo Li")
      ", " AUTHOR("Ann Lee"),
     {"byline=Ann Lee, Bo Li"}},
    {"names further apart",
     AUTHOR("Ann Lee") " wrote this. Comments: "
      AUTHOR("Bo Li"),
     {"byline=Ann Lee"}},
    {"names that nothing joins",
     AUTHOR("Ann Lee") " " AUTHOR("More"),
     {"byline=Ann Lee"}},
    {"the innermost element counts, the time is left out",
     BYLINE("By "
      AUTHOR("Ann Lee") " on "),
     {"byline=Ann Lee"}},
    {"time inside a byline",
     BYLINE("Ann Lee " TIME("today")),
     {"byline=Ann Lee"}},
    {"a byline right inside another",
     BYLINE(AUTHOR("Ann Lee")), {"byline=Ann Lee"}},
    {"an empty one right inside another",
     BYLINE(AUTHOR("") "Ann Lee"), {"byline=Ann Lee"}},
    {"a headline inside a byline",
     BYLINE("By Ann Lee " H1("The fox is out")),
     {"byline=Ann Lee", "headline=The fox is out"}},
    {"an empty element inside",
     BYLINE("By Ann " AUTHOR(" ") "Lee"),
     {"byline=Ann Lee"}},
    {"a lower-case text before an introduction",
     META("author", "geschrieben und erstellt von Ann Lee"),
     {"byline=Ann Lee"}},
    {"a stop or a bracket ends a name, other marks do not",
     META("author", "Ann Lee Jr.") META("author", "Bo Li (Fox)")
      META("author", "Cy Ho!") META("author", "Ed Wu;"),
     {"byline=Ann Lee Jr., Bo Li (Fox), Cy Ho!, Ed Wu"}},
    {"one slash is no address", META("author", "Ann Lee/Bo Li"),
     {"byline=Ann Lee/Bo Li"}},
    {"words in lower case are no name, one alone is",
     BYLINE("an old fox") BYLINE("kates"), {"byline=kates"}},
    {"a date is no name", BYLINE("9 March 2020"), {"byline="}},
    {"a byline that finds no room is none",
     BYLINE("Ann Lee of the village that lies behind the hills and the long "
            "lake to the north of them"), {"byline="}},
    {"twitter's label",
     META("twitter:label1", "Written by") META("twitter:data1", "Ann Lee"),
     {"byline=Ann Lee"}},
    {"twitter's label of something else",
     META("twitter:label1", "Reading time")
      META("twitter:data1", "Five minutes"),
     {"byline="}},

    {"what a meta's name ends with",
     META("og:article:published_time", "2020-01-02")
      META("xparse:author", "Ann Lee") META("dc.language", "de"),
     {"published=2020-01-02", "byline=Ann Lee", "lang=de"}},
    {"an end that is no word of the name",
     META("startdate", "2020-01-02") META("coauthor", "Ann Lee")
      META("twitter:creator", "annlee") META("x:headline", "Foxes")
      META("article:publisher", "https://example.org/site"),
     {"published=", "byline=", "headline=", "site="}},
    {"a part of a byline for each thing",
     BYLINE(BLOCK("By Ann Lee")
      BLOCK("Senior Editor") BLOCK("9 March 2020")),
     {"byline=Ann Lee", "published=2020-03-09"}},
    {"a label in a part of its own",
     BYLINE(BLOCK("Rezept von")
      BLOCK("Ann Lee")),
     {"byline=Ann Lee"}},
    {"what bylines hold that is no name",
     BYLINE("Last updated") BYLINE("Share")
      BYLINE("what others wrote") BYLINE("About Ann Lee"),
     {"byline="}},
    {"a word ends a name", BYLINE("Ann Lee in Foxes"),
     {"byline=Ann Lee"}},
    {"a name near the headline is better than one before it",
     AUTHOR("Bo Li") H1("The fox is out") BYLINE("Ann Lee"),
     {"byline=Ann Lee"}},
    {"a word in a meta is no better than a name near the headline",
     META("author", "KateS") H1("The fox is out")
      BYLINE("Ann Lee"),
     {"byline=Ann Lee"}},
    {"nor is one in twitter's label, or the name of a domain",
     META("twitter:label1", "Written by") META("twitter:data1", "KateS")
      META("author", "example.org") H1("The fox is out")
      BYLINE("Ann Lee"),
     {"byline=Ann Lee"}},
    {"a name in a script without spaces is no account",
     META("author", "\xE5\xAD\x94\xE5\xBE\xB7\xE6\x98\x8E")
      BYLINE("Ann Lee") H1("The fox is out"),
     {"byline=\xE5\xAD\x94\xE5\xBE\xB7\xE6\x98\x8E"}},
    {"the shorter name of a meta is better",
     META("x:author", "Fox Weekly") META("author", "Ann Lee")
      META("x:author", "Fox Weekly"),
     {"byline=Ann Lee"}},
    {"a label of something else is no name",
     H1("The fox is out") BYLINE("Foto: Bo Li")
      BYLINE("Ann Lee"),
     {"byline=Ann Lee"}},
    {"the site's name comes later",
     META("author", "The Site") META("og:site_name", "The Site")
      H1("The fox is out") BYLINE("Ann Lee"),
     {"byline=Ann Lee"}},
    {"the publisher is the author, says JSON-LD",
     H1("The fox is out") BYLINE("Ann Lee")
      LD("{\"@type\":\"Article\",\"author\":{\"name\":\"The Site\"},"
         "\"publisher\":{\"name\":\"The Site\"}}"),
     {"byline=Ann Lee"}},
    {"who is seen is better than who is not",
     META("author", "Fox Media Ltd") H1("The fox is out")
      BYLINE("Ann Lee"), {"byline=Ann Lee"}},
    {"unless it is a single word",
     META("author", "Ann Lee") H1("The fox is out") AUTHOR("Print"),
     {"byline=Ann Lee"}},
    {"what both of them say",
     META("author", "Ann Lee") H1("The fox is out")
      BYLINE("Ann Lee, Fox Editor") " and " BYLINE("Bo Li"),
     {"byline=Ann Lee"}},
    {"part of an address is no second author",
     META("author", "Ann Lee") META("author", "ann-lee"),
     {"byline=Ann Lee"}},
    {"a number is no name", META("author", "105092"), {"byline="}},
    {"a weekday is no name",
     H1("The fox is out") BYLINE("Monday, 9 March 2020"),
     {"byline=", "published=2020-03-09"}},
    {"a link to an author's page in a byline before the headline",
     "<p class=meta-author>By <a href=/author/7>Ann Lee</a></p>"
      H1("The fox is out"), {"byline=Ann Lee"}},
    {"the same where only rel says so",
     "<p><span rel=author>von " PROFILE("Heiko") "</span></p>"
      H1("The fox is out"), {"byline=Heiko"}},
    {"a link alone is that of another story",
     "<p>" PROFILE("Ann Lee") "</p>" H1("The fox is out"), {"byline="}},
    {"and so is one behind a byline's element",
     "<p><span class=byline></span>" PROFILE("Ann Lee") "</p>"
      H1("The fox is out"), {"byline="}},
    {"names in elements, encoded twice",
     META("author", "&lt;b&gt;Ann Lee&lt;/b&gt;"), {"byline=Ann Lee"}},
    {"the same in JSON-LD, and behind the name",
     LD("{\"@type\":\"Article\",\"author\":[{\"name\":\"<a href=\\\"/x\\\">"
      "<i>By Ann Lee</i></a>\"},{\"name\":\"Bo Li <bo@example.org>\"}]}"),
     {"byline=Ann Lee, Bo Li"}},
    {"a tag that is no name, whole and cut",
     LD("{\"@type\":\"Article\",\"author\":[{\"name\":\"<img src=x>\"},"
      "{\"name\":\"<a href=/" L300 ">Ann Lee</a>\"}]}"),
     {"byline=", "byline needs 0"}},
    {"a name behind a tag that is cut, and the next one",
     LD("{\"@type\":\"Article\",\"author\":[{\"name\":\"<a href=/" L300
      ">Ann Lee</a>\"},{\"name\":\"Bo Li\"}]}"),
     {"byline=Bo Li"}},
    {"an ideographic label alone is no name",
     H1("The fox is out") BYLINE("\xE8\xA8\x98\xE8\x80\x85\xEF\xBC\x9A"),
     {"byline="}},
    {"a no-break space in a name",
     H1("The fox is out") BYLINE("Ann&nbsp;Lee"),
     {"byline=Ann\xC2\xA0Lee"}},
    {"a no-break space behind a name",
     H1("The fox is out") BYLINE("Ann Lee&nbsp;"), {"byline=Ann Lee"}},
    {"one and a space", H1("The fox is out") BYLINE("Ann Lee &nbsp;"),
     {"byline=Ann Lee"}},
    {"several end the name",
     H1("The fox is out") BYLINE("By Ann Lee&nbsp;&nbsp;Pictures: Bob Ray"),
     {"byline=Ann Lee"}},
    {"so do some between spaces",
     H1("The fox is out") BYLINE("Ann Lee &nbsp; &nbsp;Pictures: Bob Ray"),
     {"byline=Ann Lee"}},
    {"and one behind a space",
     H1("The fox is out") BYLINE("Ann Lee &nbsp;Pictures: Bob Ray"),
     {"byline=Ann Lee"}},
    {"in a meta as well", META("author", "Ann Lee&nbsp; ann@site.test"),
     {"byline=Ann Lee"}},
    {"a word and a comma are a name where no digit follows",
     H1("The fox is out") BLOCK("By Reuters, in London"),
     {"byline=Reuters"}},
    {"a label before a full-width colon",
     H1("The fox is out") BYLINE("\xE8\xA8\x98\xE8\x80\x85\xEF\xBC\x9A"
                                 "\xE5\xAD\x94\xE5\xBE\xB7\xE6\x98\x8E"),
     {"byline=\xE5\xAD\x94\xE5\xBE\xB7\xE6\x98\x8E"}},
    {"an element ends a name",
     H1("The fox is out") "<p class=author>Ann Lee<a href=x>ann@x.org</a>",
     {"byline=Ann Lee"}},
    {"a byline in a heading, or as one",
     H1("The fox is out") "<h3>By <a rel=author>Ann Lee</a></h3>"
      "<h4>x</h4><h3 class=author>Bo Li</h3>", {"byline=Ann Lee"}},
    {"one as a heading",
     H1("The fox is out") "<h3 class=author>Bo Li</h3>", {"byline=Bo Li"}},
    {"one that formats does not",
     H1("The fox is out") "<p class=author>A<b>nn</b> Lee",
     {"byline=Ann Lee"}},

    /* ---- what readers see ---- */
    {"a word between name and date",
     H1("The fox is out") BLOCK("Von Ann Lee Ver\xC3\xB6" "ffentlicht am "
                                "9. M\xC3\xA4rz 2020"),
     {"byline=Ann Lee", "published=2020-03-09"}},
    {"name and date in elements without a space between",
     H1("The fox is out") "<span>Von Ann Lee</span><span>9.3.2020</span>",
     {"byline=Ann Lee", "published=2020-03-09"}},
    {"the date of a change first",
     H1("The fox is out") BLOCK("Stand: 3.4.2021, erschienen am 9.3.2020"),
     {"published=2020-03-09"}},
    {"the date that a long text begins with",
     H1("The fox is out")
      BLOCK("Harbour Village, 9 March 2020. The fox of which everybody "
            "speaks now was seen for the first time."),
     {"published=2020-03-09"}},
    {"the time of another article",
     H1("The fox is out") BLOCK(STORY) BLOCK(STORY)
      DATETIME("2020-03-09"),
     {"published="}},
    {"a byline below the headline",
     H1("The fox is out") BLOCK("By Ann Lee, Fox Editor")
      BLOCK("By Bo Li"),
     {"byline=Ann Lee, Fox Editor"}},
    {"a byline in two parts",
     H1("The fox is out") BLOCK("Written by") BLOCK("Ann Lee"),
     {"byline=Ann Lee"}},
    {"a name glued to its introduction",
     H1("The fox is out") BLOCK("ByAnn Lee"), {"byline=Ann Lee"}},
    {"a name behind a date",
     H1("The fox is out") BLOCK("Posted on May 9, 2020 by Ann Lee"),
     {"byline=Ann Lee", "published=2020-05-09"}},
    {"a date behind a name",
     H1("The fox is out") BLOCK("Von Ann Lee am 9. Mai 2020"),
     {"byline=Ann Lee", "published=2020-05-09"}},
    {"a byline in an element of the date",
     H1("The fox is out") TIME(BLOCK("By Ann Lee") BLOCK("9 March 2020")),
     {"byline=Ann Lee", "published=2020-03-09"}},
    {"no bylines",
     H1("The fox is out") BLOCK("By clicking you agree to all")
      BLOCK("Photo by Bo Li") BLOCK("Alle") BLOCK("Artikel"),
     {"byline="}},
    {"a byline far from the headline",
     BLOCK("Author") BLOCK("Menu") BLOCK("By Ann Lee"),
     {"byline=Ann Lee"}},
    {"a long byline far from the headline",
     BLOCK("Author") BLOCK("Menu")
      BLOCK("By Ann Lee Hill Of The Old Harbour Village North"),
     {"byline="}},
    {"one in lower case", BLOCK("Author") BLOCK("Menu") BLOCK("By kates"),
     {"byline="}},
    {"a link to an author's page", H1("Foxes") PROFILE("Ann Lee"),
     {"byline=Ann Lee"}},
    {"such links elsewhere", PROFILE("Ann Lee") H1("Foxes"),
     {"byline="}},
    {"a date below the headline",
     BLOCK("1 January 2021") H1("The fox is out")
      BLOCK("Updated March 9, 2020") BLOCK("10 March 2020"),
     {"published=2020-03-09"}},
    {"a date just above the headline",
     BLOCK("1 January 2021") BLOCK("9.3.2020") H1("Foxes"),
     {"published=2020-03-09"}},
    {"a date long before the headline",
     BLOCK("1 January 2021")
      BLOCK("A menu of a hundred bytes with many of the words that menus of "
            "pages tend to hold, and so on and on.")
      BLOCK("A menu of a hundred bytes with many of the words that menus of "
            "pages tend to hold, and so on and on.")
      BLOCK("A menu of a hundred bytes with many of the words that menus of "
            "pages tend to hold, and so on and on.")
      BLOCK("Home, news, foxes, sports, weather") H1("The fox is out"),
     {"published="}},
    {"a date in a long text",
     H1("The fox is out")
      BLOCK("It was on 9 March 2020 that the fox of which everybody speaks "
            "now was seen for the first time."),
     {"published="}},
    {"a date long behind the headline",
     H1("Foxes")
      BLOCK("A menu of a hundred bytes with many of the words that menus of "
            "pages tend to hold, and so on and on.")
      BLOCK("A menu of a hundred bytes with many of the words that menus of "
            "pages tend to hold, and so on and on.")
      BLOCK("A menu of a hundred bytes with many of the words that menus of "
            "pages tend to hold, and so on and on.")
      BLOCK("A menu of a hundred bytes with many of the words that menus of "
            "pages tend to hold, and so on and on.")
      BLOCK("A menu of a hundred bytes with many of the words that menus of "
            "pages tend to hold, and so on and on.")
      BLOCK("A menu of a hundred bytes with many of the words that menus of "
            "pages tend to hold, and so on and on.")
      BLOCK("9 March 2020"), {"published="}},
    {"a date above the headline is no better than a meta's",
     META("article:published_time", "2020-03-08") BLOCK("9 March 2020")
      H1("Foxes"), {"published=2020-03-08"}},
    {"what a meta says of the date is better",
     META("article:published_time", "2020-03-08") H1("Foxes")
      BLOCK("Updated 9.3.2020") PUBLISHED("2020-03-10"),
     {"published=2020-03-08"}},
    {"of times that near the headline",
     PUBLISHED("2020-01-01") H1("Foxes")
      DATETIME("2020-03-09"),
     {"published=2020-03-09"}},
    {"a date inside the headline, where there is no other",
     "<h1>Foxes have come to town<br><small>News | 9.3.2020</small></h1>",
     {"published=2020-03-09"}},
    {"a date that labels a later h1",
     H1("Ministry of Foxes")
      "<h1><span>09.03.2020</span>Foxes have come to town</h1>",
     {"published=2020-03-09"}},
    {"any other date is better than the headline's",
     META("date", "2020-03-10") H1("The foxes of 9 March 2020"),
     {"published=2020-03-10"}},
    {"also one that follows",
     H1("The foxes of 9 March 2020") BLOCK("10 March 2020"),
     {"published=2020-03-10"}},

    /* ---- headlines ---- */
    {"the name of a blog as h1, the headline in a heading below",
     TITLE("Lost in the Fog: A fox in the harbour town") H1("Lost in the Fog")
      "<h3>A fox in the harbour town</h3><h3>Older posts</h3>",
     {"headline=A fox in the harbour town"}},
    {"other headings below an h1",
     TITLE("Foxes of the harbour: where they come from")
      H1("Foxes of the harbour: a history") "<h2>Where they come from</h2>",
     {"headline=Foxes of the harbour: a history"}},
    {"an h1 among breadcrumbs, the headline below",
     TITLE("Town foxes: Six things to know")
      "<ol><li><a href=/n>Nature</a><li><h1>Town foxes: Six things to know"
      "</h1></ol><h2><a href=/w>What else of town foxes</a></h2>"
      "<h2><span>Nature</span> <span>: </span><span>What foxes eat in town"
      "</span></h2>",
     {"headline=What foxes eat in town"}},
    {"an h1 in navigation, no headline below",
     TITLE("Town foxes: Six things to know")
      "<nav><div><h1>Town foxes: Six things to know</h1></div></nav>"
      "<h2>Read more</h2>",
     {"headline=Town foxes: Six things to know"}},
    {"a label before the headline",
     META("og:title", "Foxes have come to town")
      "<h1><a href=/n>Nature</a>Foxes have come to town</h1>",
     {"headline=Foxes have come to town"}},
    {"a badge behind it",
     META("og:title", "Foxes have come to town")
      "<h1>Foxes have come to town<span>Premium</span></h1>",
     {"headline=Foxes have come to town"}},
    {"a line that no title has is no badge",
     META("og:title", "Foxes have come to town")
      "<h1>Foxes have come to town<span>And what they are after</span></h1>",
     {"headline=Foxes have come to town And what they are after"}},
    {"parts that no space keeps apart",
     "<h1><span>Foxes have</span><span>come to town</span></h1>",
     {"headline=Foxes have come to town"}},
    {"formatting, a drop cap, a script without spaces",
     "<h1><span>F</span>oxes ha<b>ve</b> come to "
     "<a>\xE7\x94\xBA</a><a>\xE4\xB8\xAD</a></h1>",
     {"headline=Foxes have come to \xE7\x94\xBA\xE4\xB8\xAD"}},
    {"a logo as h1, which is all that the title says",
     TITLE("Fox Post") "<h1><a href=/>Fox Post</a></h1>"
      H1("Foxes have come to town"),
     {"headline=Foxes have come to town"}},
    {"an h1 that is a link, and another",
     TITLE("Foxes") META("og:title", "Foxes") "<h1><a href=/f>Foxes</a></h1>"
      H1("Write what you think of it"),
     {"headline=Foxes"}},
    {"a link as h1 that is the shorter end of og:title: the site's name",
     META("og:title", "Foxes have come to town again - Fox Post")
      "<h1><a href=/fox>Fox Post</a></h1>",
     {"headline=Foxes have come to town again", "site=Fox Post"}},
    {"in the middle of og:title it is not",
     META("og:title", "The Fox Post has come to town again")
      "<h1><a href=/fox>Fox Post</a></h1>",
     {"headline=Fox Post", "site="}},
    {"nor where it is no link",
     META("og:title", "Foxes have come to town again - Fox Post")
      H1("Fox Post"),
     {"headline=Fox Post", "site="}},
    {"nor half of og:title",
     META("og:title", "The Post - Foxes come")
      "<h1><a href=/f>Foxes come</a></h1>",
     {"headline=Foxes come", "site="}},
    {"nor the end of <title> alone, which may begin with the site's name",
     TITLE("Post of all the Villages around the Harbour - Foxes come to town")
      "<h1><a href=/f>Foxes come to town</a></h1>",
     {"headline=Foxes come to town", "site="}},
    {"a JSON-LD headline that og:title goes on behind without a space",
     META("og:title", "Foxes &quot;have come&quot;-Town")
      LD("{\"@type\":\"NewsArticle\",\"headline\":\"Foxes \\\"have "
         "come\\\"\"}"),
     {"headline=Foxes \"have come\""}},
    {"one of several h1 is most of <title>, behind two marks",
     TITLE("Village Post - News - Foxes come back")
      H1("Village") H1("Foxes come back") H1("Sports"),
     {"headline=Foxes come back"}},
    {"a heading is all of og:title, and the h1 a part of it",
     META("og:title", "Foxes of the harbour have come back")
      H1("Harbour") "<h3>Foxes of the harbour have come back</h3>",
     {"headline=Foxes of the harbour have come back"}},
    {"the h1 is all of another title",
     META("og:title", "Foxes have come back")
      LD("{\"@type\":\"NewsArticle\",\"headline\":\"Foxes and rats\"}")
      H1("Foxes and rats") "<h2>Foxes have come back</h2>",
     {"headline=Foxes and rats"}},
    {"a heading is part of the h1, which is <title>",
     TITLE("Foxes of the harbour and how they live")
      META("og:title", "All foxes")
      H1("Foxes of the harbour and how they live")
      "<h2>Foxes of the harbour</h2>",
     {"headline=Foxes of the harbour and how they live"}},
    {"a heading that <title> holds, below a link as h1",
     TITLE("Fox cubs < The Harbour Post for all Villages")
      "<h1><a href=/>The Harbour Post for all Villages and Towns</a></h1>"
      "<h2>Fox cubs</h2>",
     {"headline=Fox cubs"}},
    {"the h1 below it holds the heading",
     TITLE("How fox cubs learn | Post")
      "<h1><a href=/f>How fox cubs learn</a></h1><h2>Fox cubs</h2>",
     {"headline=How fox cubs learn"}},
    {"a date below a heading that repeats a hidden h1",
     "<h1>The foxes of our harbour are back</h1><p>" STORY "<p>" STORY
      "<h2>The foxes of our harbour</h2>"
      "<time datetime=2024-05-06>6.5.</time>",
     {"published=2024-05-06"}},
    {"a suffix without spaces",
     TITLE("\xE7\x8B\x90\xE5\x87\xBA\xE5\x8E\xBB\xE4\xBA\x86"
           "-\xE9\x9D\x92\xE7\x9F\xB3"),
     {"headline=\xE7\x8B\x90\xE5\x87\xBA\xE5\x8E\xBB\xE4\xBA\x86"}},
    {"a separator with a space on one side",
     META("og:site_name", "\xE9\x9D\x92\xE7\x9F\xB3")
     TITLE("\xE7\x8B\x90\xE5\x87\xBA\xE5\x8E\xBB\xE4\xBA\x86"
           " -\xE9\x9D\x92\xE7\x9F\xB3"),
     {"headline=\xE7\x8B\x90\xE5\x87\xBA\xE5\x8E\xBB\xE4\xBA\x86"}},
    {"no suffixes without spaces",
     TITLE("Fox_hunt or fox-watch|all of it"),
     {"headline=Fox_hunt or fox-watch|all of it"}},
    {"a suffix of two parts",
     TITLE("Foxes have come to town | Nature | The Fox Post")
      META("og:site_name", "The Fox Post"),
     {"headline=Foxes have come to town"}},
    {"a long part before the site's name",
     TITLE("Foxes have come | What now for us | The Fox Post")
      META("og:site_name", "The Fox Post"),
     {"headline=Foxes have come | What now for us"}},
    {"h1 that the title confirms",
     TITLE("The fox is out, they say | The Site")
      H1("The fox is out"),
     {"headline=The fox is out"}},
    {"only h1", H1("Fox"), {"headline=Fox"}},
    {"title without h1", TITLE("The fox is out | The Site"),
     {"headline=The fox is out"}},
    {"an element marked as the headline",
     TITLE("Fox news") HEADLINE("The fox is out"),
     {"headline=The fox is out"}},
    {"a second title", TITLE("Foxes are out") TITLE("Play"),
     {"headline=Foxes are out", "headline needs 13"}},
    {"all capitals stay", H1("THE FOX IS OUT"),
     {"headline=THE FOX IS OUT"}},
    {"h1 is the site's name",
     META("og:title", "The fox is out")
      TITLE("The fox is out - The Site")
      META("og:site_name", "The Site") H1("The Site"),
     {"headline=The fox is out", "site=The Site"}},
    {"h1 is a site that nothing names",
     TITLE("The fox is out | Foxes") H1("Foxes"),
     {"headline=The fox is out"}},
    {"the title begins with the site's name",
     META("og:site_name", "The Site") TITLE("The Site: Foxes"),
     {"headline=Foxes"}},
    {"the title names the site on both sides",
     META("og:site_name", "The Site")
      TITLE("The Site - Foxes are out - The Site"),
     {"headline=Foxes are out"}},
    {"the site's name as the first part",
     META("og:site_name", "The Site") TITLE("The Site - Foxes are out"),
     {"headline=Foxes are out"}},
    {"a title that is given as the site's name",
     META("og:site_name", "The fox is out of the house")
      TITLE("The fox is out of the house | Foxes"),
     {"headline=The fox is out of the house"}},
    {"a colon inside a word", META("og:site_name", "Re") TITLE("Re:Fox"),
     {"headline=Re:Fox"}},
    {"a bar in og:title", META("og:title", "The fox is out | Fox"),
     {"headline=The fox is out"}},
    {"the shorter part in front",
     TITLE("Foxes | What the keeper of the lighthouse saw"),
     {"headline=What the keeper of the lighthouse saw"}},
    {"not so in og:title",
     META("og:title", "Foxes | What the keeper of the lighthouse saw"),
     {"headline=Foxes"}},
    {"the section behind the h1",
     TITLE("The fox is out again | Nature | The Herald")
      H1("The fox is out again | Nature"), {"headline=The fox is out again"}},
    {"a section of some words and the site's name in an h1",
     H1("Der Fuchs ist wieder los | Aus der Region | Neue Zeitung"),
     {"headline=Der Fuchs ist wieder los"}},
    {"in Greek, as an element",
     H1("\xCE\x97 \xCE\xB1\xCE\xBB\xCE\xB5\xCF\x80\xCE\xBF\xCF\x8D "
        "\xCE\xB5\xCE\xB4\xCF\x8E \xCF\x80\xCE\xAC\xCE\xBB\xCE\xB9"
        "<span> | \xCE\xA6\xCF\x8D\xCF\x83\xCE\xB7</span>"),
     {"headline=\xCE\x97 \xCE\xB1\xCE\xBB\xCE\xB5\xCF\x80\xCE\xBF"
      "\xCF\x8D \xCE\xB5\xCE\xB4\xCF\x8E "
      "\xCF\x80\xCE\xAC\xCE\xBB\xCE\xB9"}},
    {"in the JSON-LD headline",
     LD("{\"@type\":\"Article\",\"headline\":"
        "\"The fox is out again | Opinion\"}"),
     {"headline=The fox is out again"}},
    {"too few words for a headline before the bar",
     H1("Harbour | The fox is out"), {"headline=Harbour | The fox is out"}},
    {"too many for a section behind it",
     H1("The fox is out again | It was seen at the harbour"),
     {"headline=The fox is out again | It was seen at the harbour"}},
    {"no bar but a dash", H1("The fox is out again - Nature"),
     {"headline=The fox is out again - Nature"}},
    {"an h1 that is a paragraph",
     TITLE("The fox is out") META("og:title", "The fox is out")
      H1(STORY), {"headline=The fox is out"}},
    {"a long one that is not",
     TITLE("The fox is out") META("og:title", "The fox is out")
      H1("What was seen at the harbour last winter has come back to the "
         "village, as the keeper of the lighthouse told us on Monday"),
     {"headline=What was seen at the harbour last winter has come back to "
      "the village, as the keeper of the lighthouse told us on Monday"}},
    {"a paragraph that a title confirms",
     TITLE(STORY " | The Herald") H1(STORY),
     {"headline=The fox that was seen at the harbour last winter is out "
      "again, the keeper of the lighthouse said on Monday, and this time it "
      "has brought its young. They come at dusk, when the"}},
    {"the shorter part is the h1",
     TITLE("Fox news | What the keeper of the lighthouse saw")
      H1("Fox news"), {"headline=Fox news"}},
    {"an h1 without words", TITLE("Foxes are out") H1("***"),
     {"headline=Foxes are out"}},
    {"a dash inside the headline",
     META("og:site_name", "The Site")
      META("og:title", "Foxes - they are out") TITLE("x"),
     {"headline=Foxes - they are out"}},
    {"the title is only the site's name",
     META("og:site_name", "The Site") TITLE("The Site"),
     {"headline=The Site"}},
    {"of several h1 the one like the title",
     TITLE("The fox is out, they say") H1("Menu")
      H1("The fox is out") H1("Comments on the fox"),
     {"headline=The fox is out"}},
    {"one word of a long title",
     TITLE("Ten big firms that never once fed a hungry fox")
      H1("Firms"),
     {"headline=Ten big firms that never once fed a hungry fox"}},
    {"a kicker before the title",
     META("og:title", "The fox is out") TITLE("Fox news")
      H1("Animals | The fox is out"),
     {"headline=The fox is out"}},
    {"a kicker before the JSON-LD headline",
     TITLE("Fox news")
      LD("{\"@type\":\"Article\",\"headline\":\"The fox is out\"}")
      H1("Animals | The fox is out"),
     {"headline=The fox is out"}},
    {"a kicker that a title has as well",
     META("og:title", "The fox is out")
      TITLE("Animals | The fox is out | Foxes") H1("Animals | The fox is out"),
     {"headline=Animals | The fox is out"}},
    {"a kicker that the JSON-LD has as well",
     META("og:title", "The fox is out") TITLE("Fox")
      LD("{\"@type\":\"Article\",\"headline\":"
         "\"Animals: The fox is out\"}")
      H1("Animals | The fox is out"),
     {"headline=Animals | The fox is out"}},
    {"other words of the same story",
     META("og:title", "The fox was out last night") TITLE("Fox")
      H1("The fox is out"), {"headline=The fox is out"}},
    {"the site behind the title",
     META("og:title", "The fox is out") TITLE("Fox news")
      H1("The fox is out - Some Site"),
     {"headline=The fox is out"}},
    {"h1 goes on where the title was cut",
     META("og:title", "The fox is out") TITLE("Fox")
      H1("The fox is out: what to do now"),
     {"headline=The fox is out: what to do now"}},
    {"sole h1 of four words", TITLE("Home") H1("The fox is out"),
     {"headline=The fox is out"}},
    {"a sole h1 that names the site",
     META("og:site_name", "The Fox And Goose News")
      TITLE("Foxes are out") H1("The Fox And Goose"),
     {"headline=Foxes are out"}},
    {"only the JSON-LD confirms h1",
     TITLE("Home") H1("Fox out") H1("Menu")
      LD("{\"@type\":\"Article\",\"headline\":\"Fox is out\"}"),
     {"headline=Fox out"}},
    {"several h1, none like the title",
     TITLE("Foxes are out") H1("One thing to read now")
      H1("Another thing to read"),
     {"headline=Foxes are out"}},
    {"JSON-LD before og:title",
     META("og:title", "Fox out!")
      LD("{\"@type\":\"Article\",\"headline\":\"A fox is said to be out\"}"),
     {"headline=A fox is said to be out"}},
    {"a JSON-LD headline that was cut",
     META("og:title", "The fox is out of the house")
      LD("{\"@type\":\"Article\",\"headline\":\"The fox is\"}"),
     {"headline=The fox is out of the house"}},
    {"words of scripts without spaces",
     TITLE("\xE7\x8B\x90\xE5\x87\xBA\xE5\x8E\xBB\xE4\xBA\x86"
                "\xEF\xBC\x81 | \xE6\x96\xB0\xE9\x97\xBB")
      H1("\xE7\x8B\x90\xE5\x87\xBA\xE5\x8E\xBB\xE4\xBA\x86"),
     {"headline=\xE7\x8B\x90\xE5\x87\xBA\xE5\x8E\xBB\xE4\xBA\x86"}},
    {"an h1 inside an element marked as the headline",
     "<div itemprop=headline>Fox " H1("The fox is out") "</div>",
     {"headline=The fox is out"}},
    {"a title inside a byline is none",
     BYLINE("By Ann Lee " TITLE("The fox is out")), {"headline="}},
    {"text of h1 in parts",
     H1(" The fox "
      AUTHOR("is ") " out"),
     {"headline=The fox is out", "byline="}},

    /* ---- JSON-LD ---- */
    {"an article",
     LD("{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\","
         "\"headline\":\"The fox is out\",\"datePublished\":\"2020-02-03\","
         "\"author\":{\"@type\":\"Person\",\"name\":\"Ann Lee\","
         "\"url\":\"https://e.org/ann\"},\"publisher\":{\"@type\":"
         "\"Organization\",\"name\":\"The Site\",\"logo\":{\"@type\":"
         "\"ImageObject\",\"name\":\"no\"}},\"description\":\"What.\","
         "\"inLanguage\":\"en\",\"articleBody\":\"One.\\n" STORY "\"}"),
     {"headline=The fox is out", "byline=Ann Lee", "published=2020-02-03",
      "site=The Site", "description=What.", "lang=en",
      "body=One.\n\n" STORY}},
    {"the type comes last, and in an array",
     LD("{\"headline\":\"A fox\",\"author\":\"Ann Lee\",\"datePublished\":"
         "\"2020-02-03\",\"@type\":[\"Thing\",\"BlogPosting\"]}"),
     {"headline=A fox", "byline=Ann Lee", "published=2020-02-03"}},
    {"what is no article",
     LD("{\"headline\":\"A fox\",\"author\":\"Ann Lee\",\"datePublished\":"
         "\"2020-02-03\",\"@type\":\"Product\"}")
      LD("{\"@type\":\"VideoObject\",\"headline\":\"V\",\"author\":\"Bo\","
         "\"articleBody\":\"" STORY "\"}"),
     {"headline=", "byline=", "published=", "body="}},
    {"a graph",
     LD("{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"The Site\"},"
         "{\"@type\":\"WebPage\",\"datePublished\":\"2020-01-01\"},"
         "{\"@type\":\"Article\",\"headline\":\"A fox\",\"datePublished\":"
         "\"2020-02-02\",\"author\":{\"@id\":\"#ann\"}},"
         "{\"@type\":[\"Person\",\"Organization\"],\"name\":\"Ann Lee\"}"
         "]}"),
     {"headline=A fox", "byline=Ann Lee", "published=2020-02-02",
      "site=The Site"}},
    {"authors",
     LD("[{\"@type\":\"Article\",\"author\":[{\"name\":\"Ann Lee\"},"
         "\"Bo Li\",{\"name\":[\"Cy\",\"https://e.org/cy\"]},"
         "{\"name\":\"Ann Lee\"}],\"publisher\":\"The Site\"}]"),
     {"byline=Ann Lee, Bo Li, Cy", "site=The Site"}},
    {"the authors of the first article",
     LD("[{\"@type\":\"Article\",\"author\":\"Ann Lee\"},"
         "{\"@type\":\"Article\",\"author\":\"Bo Li\"}]"),
     {"byline=Ann Lee"}},
    {"comments and ratings are not the article",
     LD("{\"@type\":\"Article\",\"comment\":[{\"@type\":\"Comment\","
         "\"author\":{\"name\":\"Troll\"},\"datePublished\":\"2021-01-01\","
         "\"headline\":\"lol\"}],\"headline\":\"A fox\"}"),
     {"headline=A fox", "byline=", "published="}},
    {"escapes",
     LD("{\"@type\":\"Article\",\"headline\":\"\\u0041\\\"\\\\\\/"
         "\\ud83d\\ude00 \\uD83D. \\udc00 \\u00e9\\t\\b\\f\\q\\u12G\"}"),
     {"headline=A\"\\/\xF0\x9F\x98\x80 \xEF\xBF\xBD. \xEF\xBF\xBD \xC3\xA9 "
      "q\xEF\xBF\xBDG"}},
    {"a line end, a NUL, half a pair before a letter",
     LD("{\"@type\":\"Article\",\"headline\":\"a\\rb\\u0000c\\ud83d"
         "\\u0041\"}"),
     {"headline=a b\xEF\xBF\xBD" "c\xEF\xBF\xBD" "A"}},
    {"an escape at the end of a surrogate",
     LD("{\"@type\":\"Article\",\"headline\":\"a\\ud83d\\n\\ud83db\"}"),
     {"headline=a\xEF\xBF\xBD \xEF\xBF\xBD" "b"}},
    {"character references",
     LD("{\"@type\":\"Article\",\"headline\":\"R&amp;D &#8217;x&#x2019; "
         "AT&T &bogus; &;&#; & &quot;q&quot; \\u0026amp; &amp\"}"),
     {"headline=R&D \xE2\x80\x99x\xE2\x80\x99 AT&T &bogus; &;&#; & \"q\" & "
      "&amp"}},
    {"what only begins like a reference",
     LD("{\"@type\":\"Article\",\"headline\":\"&#12a; &#xg; &9; &\xC3\xA9; "
         "&CounterClockwiseContourIntegralAndMore; &ampere\"}"),
     {"headline=&#12a; &#xg; &9; &\xC3\xA9; "
      "&CounterClockwiseContourIntegralAndMore; &ampere"}},
    {"other slashes, stars inside comments",
     LD("{/\"@type\":/* **\" */\"Article\",//\"headline\":\"no\",\r"
         "\"headline\":\"A fox\"}"),
     {"headline=A fox"}},
    {"comments, CDATA marks, control characters",
     LD("<!-- //<![CDATA[\n/* \"@type\":\"x\" {*/{\n\t\"@type\" : "
         "\"Article\" ,// \"headline\":\"no\"\n\"headline\":\"A\n\x01"
         "fox\",}//]]> -->"),
     {"headline=A \x01" "fox"}},
    {"brackets that do not match",
     LD("{\"@type\":\"Article\",\"image\":[\"a\",{\"b\":1},\"headline\":"
         "\"no\"},{\"@type\":\"Article\",\"headline\":\"A fox\"}]]]}}"),
     {"headline=A fox"}},
    {"cut short in a string",
     LD("{\"@type\":\"Article\",\"headline\":\"A fox is ou"),
     {"headline=A fox is ou"}},
    {"cut short in an escape",
     LD("{\"@type\":\"Article\",\"articleBody\":\"" STORY " \\ud83d\\u00"),
     {"body=" STORY " \xEF\xBF\xBD"}},
    {"cut short behind a backslash",
     LD("{\"@type\":\"Article\",\"headline\":\"A fox\\"),
     {"headline=A fox"}},
    {"strings and types outside of any object",
     LD("\"@type\",\"Article\"[\"headline\",\"no\"]{\"@type\":"
         "\"Article\",\"headline\":\"A fox\"}"),
     {"headline=A fox"}},
    {"empty values are none",
     META("description", " ") META("og:description", "What.")
      TITLE("The fox is out")
      LD("{\"@type\":\"Article\",\"headline\":\" \",\"author\":"
         "[\"Ann Lee\",\"\",\"Bo Li\"],\"datePublished\":\"\"}"),
     {"description=What.", "headline=The fox is out", "byline=Ann Lee, Bo Li",
      "published="}},
    {"keys are not case-sensitive, values may look like keys",
     LD("{\"@TYPE\":\"article\",\"name\":\"headline\",\"Headline\":"
         "\"author\",\"x\":\"}],{[\"}"),
     {"headline=author"}},
    {"numbers, words, null",
     LD("{\"@type\":\"Article\",\"a\":1e3,\"b\":null,\"headline\":12,"
         "\"author\":null,\"c\":[true,false],\"headline\":\"A fox\"}"),
     {"headline=A fox", "byline="}},
    {"deeper than the stack",
     LD("{\"a\":[[[[[[[[[[[[[[[[[[[[{\"@type\":\"Article\",\"headline\":"
         "\"no\"}]]]]]]]]]]]]]]]]]]]],\"@type\":\"Article\",\"headline\":"
         "\"A fox\"}"),
     {"headline=A fox"}},
    {"an object in more arrays than the stack holds",
     LD("[[[[[[[[[[[[[[[[[{\"author\":\"no\",\"@type\":\"Article\"}]"),
     {"byline="}},
    {"an object just deeper than the stack",
     LD("[[[[[[[[[[[[[[[{\"@type\":\"Article\",\"x\":{\"headline\":"
         "\"no\"},\"headline\":\"A fox\"}"),
     {"headline=A fox"}},
    {"what stands inside an author is not the article",
     LD("{\"@type\":\"Article\",\"author\":{\"name\":\"Ann Lee\","
         "\"mainEntity\":{\"@type\":\"Article\",\"headline\":\"no\"}},"
         "\"headline\":\"  A fox \"}"),
     {"headline=A fox", "byline=Ann Lee"}},
    {"cut short before the type",
     LD("{\"headline\":\"A fox\",\"x\":{")
      LD("{\"@type\":\"WebPage\",\"headline\":\"no\"}"),
     {"headline=A fox"}},
    {"an articleBody with empty lines",
     LD("{\"@type\":\"Article\",\"articleBody\":\" \\n\\n  One.\\n\\n "
         STORY " \\n\"}"),
     {"body=One.\n\n" STORY}},
    {"an articleBody while a block is open",
     "<p>One " LD("{\"@type\":\"Article\",\"articleBody\":\"" STORY "\"}")
      "two", {"body=", "finish -2"}},
    {"articleBody only once, with references",
     LD("{\"@type\":\"Article\",\"articleBody\":\"A &lt; B " STORY "\"}")
      LD("{\"@type\":\"Article\",\"articleBody\":\"again " STORY "\"}"),
     {"body=A < B " STORY}},
    {"long keys and types",
     LD("{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaheadline\":\"no\","
         "\"@type\":\"https://schema.org/BackgroundNewsArticle\","
         "\"headline\":\"A fox\"}"),
     {"headline=A fox"}},
    {"the site is a weak author",
     META("og:site_name", "The Site")
      LD("{\"@type\":\"Article\",\"author\":{\"name\":\"The Site\"}}")
      AUTHOR("Ann Lee"),
     {"byline=Ann Lee"}},

    /* ---- which elements and attributes say it ---- */
    {"text below the headline",
     "<h1>Foxes</h1><p>By Ann Lee</p><p>March 9, 2020</p><p>One.",
     {"byline=Ann Lee", "published=2020-03-09"}},
    {"inline elements do not part a text",
     "<h1>Foxes</h1><div><b>By</b> <i>Ann</i> Lee<br>9.3.<b>2020</b></div>",
     {"byline=Ann Lee", "published=2020-03-09"}},
    {"a link to the author's page",
     "<h1>Foxes</h1><a href=/author/ann-lee><img></a>"
     "<a href=/author/ann-lee>Ann Lee</a>", {"byline=Ann Lee", "published="}},
    {"the same in another language, and two of them",
     "<h1>Foxes</h1><a href='https://x.org/Autoren/7'>Ann Lee</a> und "
     "<a href=/autor/8>Bo Li</a>", {"byline=Ann Lee, Bo Li", "published="}},
    {"other links", "<h1>Foxes</h1><a href=/auto/7>Ann Lee</a>"
     "<a href=/a/uthor>Bo Li</a><a href=author>Cy Ho</a>",
     {"byline=", "published="}},
    {"who comments is no author",
     "<h1>Foxes</h1><div class=comments><a href=/author/bo>Bo Li</a>",
     {"byline=", "published="}},
    {"an item's property in an attribute",
     "<h1>Foxes</h1><span itemprop=datePublished content=2020-03-09></span>"
     "<input itemprop=author content='Bo Li'>",
     {"byline=", "published=2020-03-09"}},
    {"a class around blocks",
     "<h1>Foxes</h1><div class=author-box><div>Ann Lee</div><div>Editor of "
     "Foxes</div><div>9 March 2020</div></div>",
     {"byline=Ann Lee", "published=2020-03-09"}},
    {"a class of dates around both",
     "<h1>Foxes</h1><div class=published><span>By Ann Lee</span> <a>@ann"
     "</a><div>9 March 2020</div></div>",
     {"byline=Ann Lee", "published=2020-03-09"}},
    {"a class of dates around an element for each",
     "<h1>Foxes</h1><div class=published>By <a href=/author/ann>Ann Lee</a>"
     "<br>9 March 2020</div>",
     {"byline=Ann Lee", "published=2020-03-09"}},
    {"an element without text inside a byline",
     "<h1>Foxes</h1><p class=byline>By Ann <a rel=author></a>Lee</p>",
     {"byline=Ann Lee", "published="}},
    {"an initial before the date",
     "<h1>Foxes</h1><div>By Ann B. on 9 March 2020</div>",
     {"byline=Ann B.", "published=2020-03-09"}},
    {"a time in words inside a byline",
     "<h1>Foxes</h1><p class=byline>By Ann Lee <time>9 March 2020</time> | "
     "Foxes</p>", {"byline=Ann Lee", "published=2020-03-09"}},
    {"hidden text",
     "<h1>Foxes</h1><p hidden>By Bo Li, 1 May 2020<p>By Ann Lee",
     {"byline=Ann Lee", "published="}},
    {"of the times that below the headline",
     "<time datetime=2021-01-01>x</time><h1>Foxes</h1>"
     "<time datetime=2020-03-09>y</time><time datetime=2020-04-01>z</time>",
     {"byline=", "published=2020-03-09"}},
    {"a script's text is not seen",
     "<h1>Foxes</h1><script>By Bo Li, 1 May 2020</script><p>9 March 2020",
     {"byline=", "published=2020-03-09"}}
};
