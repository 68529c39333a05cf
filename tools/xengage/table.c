/* Tables for people. */
#include "table.h"

#include <inttypes.h>
#include <string.h>

#include <xengage/metric.h>

#include "output.h"

void cli_count_text(bool delivered, int64_t value, char text[CLI_COUNT_SIZE])
{
    if (!delivered) {
        (void)strcpy(text, "-");
        return;
    }
    char digits[24];
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    size_t count = (size_t)snprintf(digits, sizeof digits, "%" PRIu64, size);
    char *to = text;
    if (value < 0) {
        *to++ = '-';
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && (count - i) % 3 == 0) {
            *to++ = ',';
        }
        *to++ = digits[i];
    }
    *to = '\0';
}

size_t cli_text_width(const char *text)
{
    size_t width = 0;
    for (; text != NULL && *text != '\0'; text++) {
        width += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return width;
}

void cli_text_padded(FILE *file, const char *text, size_t width, bool right)
{
    size_t own = cli_text_width(text);
    int blanks = (int)(width > own ? width - own : 0);
    const char *shown = text == NULL ? "" : text;
    if (right) {
        fprintf(file, "%*s%s", blanks, "", shown);
    } else {
        fprintf(file, "%s%*s", shown, blanks, "");
    }
}

void cli_table_write(const cli_output *output)
{
    const cli_query *query = output->query;
    const cli_grouping *grouping = &query->groupings[0];
    bool posts = query->grouping_count == 1 && grouping->count == 2 &&
                 cli_grouping_has(grouping, XENG_DIMENSION_TWEET_ID) &&
                 cli_grouping_has(grouping, XENG_DIMENSION_ENGAGEMENT_TYPE);
    if (posts) {
        cli_table_posts(output);
    } else {
        cli_table_rows(output);
    }
}
