/* Finding a node among its siblings by its key's number. */
#ifndef XENG__RESULT_SIBLINGS_H
#define XENG__RESULT_SIBLINGS_H

#include <stddef.h>
#include <stdint.h>

#include "result/tree.h"

/* The sibling in place `rank` when they are in the order of their keys. */
static inline size_t xeng__ranked(const xeng__level *level, size_t rank)
{
    return level->order == NULL ? rank : level->order[rank];
}

/* The node of a range of siblings that has a key; SIZE_MAX if there is none. */
static inline size_t xeng__find_sibling(const xeng__level *level, size_t first, size_t end,
                                        uint32_t key)
{
    /* Siblings usually have numbers without gaps. */
    size_t guess = first + (size_t)(key - level->keys[first]);
    if (guess >= first && guess < end && level->keys[guess] == key) {
        return guess;
    }
    size_t low = first;
    size_t high = end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (level->keys[xeng__ranked(level, middle)] < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < end && level->keys[xeng__ranked(level, low)] == key) {
        return xeng__ranked(level, low);
    }
    return SIZE_MAX;
}

#endif
