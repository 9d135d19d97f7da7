/*
 * Galley: what the page says about itself: headline candidates, byline,
 * date, site, description, language.  A stage of struct galley; the fields
 * are read with galley_field().
 */
#ifndef GALLEY_META_H
#define GALLEY_META_H

#include <stdint.h>

#include "galley_config.h"

/* JSON-LD, parsed as a stream inside <script type="application/ld+json">. */
struct galley_jsonld {
    uint8_t state;
};

struct galley_meta {
    struct galley_jsonld jsonld;
    char title[GALLEY_TITLE_SIZE];    /* <title> */
    char og_title[GALLEY_TITLE_SIZE]; /* og:title, twitter:title */
    char ld_title[GALLEY_TITLE_SIZE]; /* JSON-LD headline */
    char h1[GALLEY_TITLE_SIZE];       /* the best h1 so far */
    char byline[GALLEY_BYLINE_SIZE];
    char published[GALLEY_PUBLISHED_SIZE];
    char site[GALLEY_SITE_SIZE];
    char description[GALLEY_DESCRIPTION_SIZE];
    char lang[GALLEY_LANG_SIZE];
};

#endif
