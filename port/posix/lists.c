/* SPDX-License-Identifier: MIT */
/*
 * Lists of formats that nest them: an item's depth and number in, the list
 * that it belongs to out.  A depth that is skipped is not opened.
 */
#include "command.h"

struct list *lists_enter(struct lists *l, const struct block *item)
{
    bool ordered = item->number > 0;
    unsigned depth = item->level > 0 ? item->level : 1;
    struct list *list;

    if (depth > l->depth + 1)
        depth = l->depth + 1;
    if (depth > LISTS)
        depth = LISTS;
    list = &l->open[depth - 1];
    l->is_new = depth > l->depth || list->ordered != ordered;
    l->jumps = ordered && !l->is_new && list->next != item->number;
    l->left = l->depth > depth ? l->depth - depth : 0;
    l->depth = depth;
    list->ordered = ordered;
    list->next = item->number + 1u;
    return list;
}
