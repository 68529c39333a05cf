/* The word that was meant, perhaps: the one that is nearest to what was typed. */
#include "nearest.h"

#include <string.h>

enum {
    LONGEST = 32 /* letters of a word that is compared */
};

static size_t least(size_t one, size_t other)
{
    return one < other ? one : other;
}

/* How many letters to add, leave out, exchange, or swap with their neighbour to get from one word
 * to the other. */
static size_t distance_of(const char *one, size_t one_size, const char *other, size_t other_size)
{
    size_t rows[3][LONGEST + 1]; /* of the table of distances of all beginnings: the last three */
    for (size_t j = 0; j <= other_size; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= one_size; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *over = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= other_size; j++) {
            size_t exchanged = above[j - 1] + (one[i - 1] != other[j - 1]);
            row[j] = least(exchanged, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
                row[j] = least(row[j], over[j - 2] + 1);
            }
        }
    }
    return rows[one_size % 3][other_size];
}

void cli_nearest_try(cli_nearest *nearest, const char *word)
{
    size_t size = strlen(word);
    if (size > LONGEST || nearest->size > LONGEST) {
        return;
    }
    size_t distance = distance_of(nearest->typed, nearest->size, word, size);
    /* A third of the letters may be wrong: with more, it is another word. */
    if (distance <= (size + 2) / 3 && (nearest->word == NULL || distance < nearest->distance)) {
        nearest->word = word;
        nearest->distance = distance;
    }
}
