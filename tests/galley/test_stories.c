/*
 * Where an article begins and ends beside other text in its own markup:
 * further stories below it, notices above its title, lines at its end.
 */
#include "story.h"

#define DAY(n, what) "<p>Day " n ": " PARAGRAPH what "</p>"
#define OWN DAY("one", "") DAY("two", "") DAY("three", "") DAY("four", "")
#define OTHER                                                                \
    "<p>A storm has torn the roof off the market hall, and the fire brigade " \
    "was out all night, the town council said this morning.</p>"             \
    "<p>No one was hurt, but the hall will be shut until the spring, and "   \
    "the traders want to know who pays for what they have lost.</p>"

struct story {
    const char *name, *html;
    int kept; /* what is not the article */
};

/* 1: the body has the article, and the other text if that is kept. */
static int is_told(const struct story *s, int sink)
{
    struct page page = {0};
    struct log log;
    int told;

    page.body_size = 16384;
    page.sink = sink;
    told = harness_check(cuts_all(s->name, &galley_stage, &page, s->html,
                                  strlen(s->html), &log), s->name);
    log_add(&log, "", 1);
    told = told && strstr(log.text, "Day one") && strstr(log.text, "Day four")
           && (strstr(log.text, "storm has torn") != NULL) == s->kept;
    if (!told)
        printf("%s\n", log.text);
    free(log.text);
    return told;
}

static void check_stories(const struct story *stories, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        harness_check(is_told(&stories[i], 0) && is_told(&stories[i], 1),
                      stories[i].name);
}

/* The title is an h2: the line below it is known again below the next. */
#define TITLE "<title>Ice in the old harbour of the north</title>"
#define BOX(level, title, line)                                              \
    "<div><h" level "><a href=/" line ">" title "</a></h" level             \
    "><div class=when>" line "</div>"

static void test_titles(void)
{
    static const struct story stories[] = {
        {"an h2 is the title", TITLE "<div>"
         BOX("2", "Ice in the old harbour of the north", "in May") OWN
         "</div>" BOX("2", "Storm tears the roof off the market hall",
                      "in June") OTHER "</div></div>", 0},
        {"an h3 is the title", TITLE "<div>"
         BOX("3", "Ice in the old harbour of the north", "in May") OWN
         "</div>" BOX("2", "Storm tears the roof off the market hall",
                      "in June") OTHER "</div></div>", 0},
        {"an h2 that is none", TITLE "<div>"
         BOX("2", "Weather and shipping news", "in May") OWN
         "</div>" BOX("2", "Storm tears the roof off the market hall",
                      "in June") OTHER "</div></div>", 1},
    };

    check_stories(stories, COUNT(stories));
}

/* Links to further stories have dates below them, in a style of their own. */
static void test_dates(void)
{
    static const struct story stories[] = {
        {"a linked headline above a date", HEAD "<section>" OWN "</section>"
         "<section><h1><a href=/2>Storm tears the roof off the market hall"
         "</a></h1><ul class=date><li>4. 6. 2024</ul>" OTHER
         "</section></main>", 0},
        {"in a paragraph", HEAD "<section>" OWN "</section><section><h2>"
         "<a href=/2>Storm tears the roof off the market hall</a></h2>"
         "<p class=date>4. 6. 2024</p>" OTHER "</section></main>", 0},
        {"two digits are none", HEAD "<section>" OWN "</section><section><h2>"
         "<a href=/2>Storm tears the roof off the market hall</a></h2>"
         "<p class=date>4. 6.</p>" OTHER "</section></main>", 1},
        {"a headline without a link", HEAD "<section>" OWN "</section>"
         "<section><h2>Storm tears the roof off the market hall</h2>"
         "<p class=date>4. 6. 2024</p>" OTHER "</section></main>", 1},
        {"a short one", HEAD "<section>" OWN "</section><section><h1>"
         "<a href=/2>Storm damage</a></h1><p class=date>4. 6. 2024</p>" OTHER
         "</section></main>", 1},
        {"no line below", HEAD "<section>" OWN "</section><section><h2>"
         "<a href=/2>Storm tears the roof off the market hall</a></h2>" OTHER
         "</section></main>", 1},
    };

    check_stories(stories, COUNT(stories));
}

/* What stands above the title, and is little beside the text, is a notice. */
static void test_notices(void)
{
    static const struct story stories[] = {
        {"a notice above an h1", "<title>Ice in the harbour</title><div>"
         OTHER "</div><h1>Ice in the harbour</h1><div>" OWN "</div>", 0},
        {"above a title in a div", "<title>Ice in the harbour</title>"
         "<article>" OTHER "<div>Ice in the harbour</div>" OWN "</article>",
         0},
        {"no title below", "<title>The Gazette</title><article>" OTHER OWN
         "</article>", 1},
        {"as long as the text", "<title>Ice in the harbour</title><article>"
         OTHER "<p>" PARAGRAPH "<p>" PARAGRAPH "The storm.<p>" PARAGRAPH
         "The ice.</p><h1>Ice in the harbour</h1>" OWN "</article>", 1},
    };

    check_stories(stories, COUNT(stories));
}

/* What the trees doubt is no part of a long page that is all clear beside. */
#define LONG(n) DAY(n, PARAGRAPH PARAGRAPH)
#define DOUBT "<div>Photo: the storm has torn the roof</div>"
#define IMPRINT "<footer><a href=/>Home</a> The Gazette, 2024</footer>"

static void test_doubts(void)
{
    static const struct story stories[] = {
        {"a doubtful line below a long page", HEAD "<section>" LONG("one")
         LONG("two") LONG("three") LONG("four") LONG("five") LONG("six")
         DOUBT "</section></main>" IMPRINT, 0},
        {"below a short one", HEAD "<section>" OWN DOUBT "</section></main>"
         IMPRINT, 1},
    };

    check_stories(stories, COUNT(stories));
}

/* Elements beyond GALLEY_CONTAINERS add to the one around them, which does not
 * end with them: the next headline stands in the same main. */
#define BOX_OF_A_LINE "<div><p>The ice came early.</p></div>"
#define BOXES(box) box box box box box box box box box box

static void test_many_elements(void)
{
    static const struct story stories[] = {
        {"an element of its own", HEAD "<div>" OWN "</div><h1><a href=/2>"
         "Storm tears the roof off the market hall</a></h1>"
         "<ul class=date><li>4. 6. 2024</ul>" OTHER "</main>", 0},
        {"one too many", HEAD BOXES(BOX_OF_A_LINE BOX_OF_A_LINE BOX_OF_A_LINE
                                    BOX_OF_A_LINE BOX_OF_A_LINE BOX_OF_A_LINE)
         "<div>" OWN "</div><h1><a href=/2>"
         "Storm tears the roof off the market hall</a></h1>"
         "<ul class=date><li>4. 6. 2024</ul>" OTHER "</main>", 1},
    };

    check_stories(stories, COUNT(stories));
}

/* A line above the text says who wrote it, or when. */
static void test_signed_lines(void)
{
    static const struct story stories[] = {
        {"a date", TITLE "<h1>Ice</h1><div><p>3 May 2024, <i>the storm</i> "
         "has torn it</p>" OWN "</div>", 0},
        {"words that are no name", TITLE "<h1>Ice</h1><div><p>By Storm "
         "<b>storm</b> has torn</p>" OWN "</div>", 1},
        {"a sentence", TITLE "<h1>Ice</h1><div><p>On 3 May 2024 the storm has "
         "torn it.</p>" OWN "</div>", 1},
        {"behind the text", TITLE "<h1>Ice</h1><div>" OWN "<p>3 May 2024, the "
         "storm has torn it</p>" OWN "</div>", 1}};

    check_stories(stories, COUNT(stories));
}

int main(void)
{
    test_titles();
    test_dates();
    test_notices();
    test_doubts();
    test_many_elements();
    test_signed_lines();
    return harness_summary();
}
