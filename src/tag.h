/* SPDX-License-Identifier: MIT */
/*
 * Galley: one tag, from the pieces that the tokenizer hands on.
 */
#ifndef GALLEY_TAG_H
#define GALLEY_TAG_H

#include <stdbool.h>

#include "../include/galley.h"

/* galley_tag.says: what the attributes of the tag said. */
#define SAYS_HIDDEN 0x0001u
#define SAYS_ARIA_HIDDEN 0x0002u
#define SAYS_OPEN 0x0004u
#define SAYS_SHADOW 0x0008u   /* of a template, and of a list: */
#define SAYS_REVERSED 0x0008u
#define SAYS_AUTHOR 0x0010u  /* rel or itemprop "author" */
#define SAYS_BYLINE 0x0020u  /* a class word for it */
#define SAYS_DATE 0x0040u    /* the date of publication */
#define SAYS_CHARSET 0x0080u /* value is a charset attribute */
#define SAYS_LANG 0x0100u
#define SAYS_KEY 0x0200u     /* the key is complete */
#define SAYS_STREAMED 0x0400u /* shown later, by a script or a search */
#define SAYS_PROFILE 0x0800u /* a link to an author's page */
#define SAYS_UNSEEN 0x1000u  /* for screen readers alone */
#define SAYS_NUMBER 0x2000u  /* of an item, or of a list's first */
#define SAYS_NO_NUMBER 0x4000u /* it is none that is counted with */
#define SAYS_SHOP 0x8000u     /* a class word that shops have */

/* No tag was met: the next name is that of another page, as it were. */
void galley_tag_reset(struct galley_tag *t);

/* A piece of the tag's name; the first begins a new tag. */
void galley_tag_name(struct galley_tag *t, const struct galley_token *token);

/* A piece of an attribute's name, and of its value. */
void galley_tag_attribute(struct galley_tag *t,
                          const struct galley_token *token);
void galley_tag_value(struct galley_tag *t, const struct galley_token *token);

/* Its '>'. */
void galley_tag_end(struct galley_tag *t);

/* Whether name=, property= or itemprop= says word, which is in flash and in
 * lower case. */
bool galley_tag_has_key(const struct galley_tag *t, const char *word);

#endif
