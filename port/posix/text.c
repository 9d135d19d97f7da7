/* SPDX-License-Identifier: MIT */
/*
 * An article as plain text: the headline, a blank line, the body.
 */
#include "command.h"

void print_text(struct article *a)
{
    out_string(article_field(a, GALLEY_FIELD_HEADLINE));
    out("\n\n", 2);
    if (a->fixed)
        out_string(article_field(a, GALLEY_FIELD_BODY));
    else
        article_body(a, out_sink);
    out("\n", 1);
}
