/* What the headers of a response say. */
#include "wire/response_head.h"

#include <string.h>

#include "base/text.h"

void xeng__response_head_init(xeng__response_head *head)
{
    memset(head, 0, sizeof *head);
    head->retry_after = XENG__HEAD_NONE;
    head->per_minute_limit = XENG__HEAD_NONE;
    head->per_minute_remaining = XENG__HEAD_NONE;
    head->per_minute_reset = XENG__HEAD_NONE;
    head->per_second_limit = XENG__HEAD_NONE;
    head->per_second_remaining = XENG__HEAD_NONE;
    head->per_second_reset = XENG__HEAD_NONE;
    head->rate_limit_limit = XENG__HEAD_NONE;
    head->rate_limit_remaining = XENG__HEAD_NONE;
    head->rate_limit_reset = XENG__HEAD_NONE;
}

/* Whether bytes are a text in lower case, whatever their case. */
static bool is(const char *bytes, size_t size, const char *text)
{
    size_t i = 0;
    while (i < size && text[i] != '\0' && xeng__lower(bytes[i]) == text[i]) {
        i++;
    }
    return i == size && text[i] == '\0';
}

static int64_t read_number(const char *value, size_t size)
{
    uint64_t number;
    return xeng__parse_u64(value, size, &number) && number <= INT64_MAX ? (int64_t)number
                                                                        : XENG__HEAD_NONE;
}

/* "HTTP/1.1 200 OK", "HTTP/2 200". */
static void read_status_line(xeng__response_head *head, const char *line, size_t size)
{
    xeng__response_head_init(head);
    const char *blank = memchr(line, ' ', size);
    if (blank == NULL) {
        return;
    }
    const char *code = blank + 1;
    size_t left = size - (size_t)(code - line);
    uint64_t status;
    if (left >= 3 && (left == 3 || code[3] == ' ') && xeng__parse_u64(code, 3, &status) &&
        status >= 100 && status <= 599) {
        head->status = (int32_t)status;
    }
}

static void read_encoding(xeng__response_head *head, const char *value, size_t size)
{
    head->gzip = is(value, size, "gzip") || is(value, size, "x-gzip");
    head->other_encoding = !head->gzip && size > 0 && !is(value, size, "identity");
}

static void read_content_type(xeng__response_head *head, const char *value, size_t size)
{
    const char *parameters = memchr(value, ';', size);
    size = parameters == NULL ? size : (size_t)(parameters - value);
    xeng__trim(&value, &size);
    head->content_type[0] = '\0';
    if (size < sizeof head->content_type && memchr(value, '\0', size) == NULL) {
        for (size_t i = 0; i < size; i++) {
            head->content_type[i] = xeng__lower(value[i]);
        }
        head->content_type[size] = '\0';
    }
}

static void read_date(xeng__response_head *head, const char *value, size_t size)
{
    if (!xeng__parse_http_date(value, size, &head->date)) {
        head->date = 0;
    }
}

static void read_retry_after(xeng__response_head *head, const char *value, size_t size)
{
    head->retry_after = read_number(value, size);
    if (!xeng__parse_http_date(value, size, &head->retry_after_date)) {
        head->retry_after_date = 0;
    }
}

/* The field of a header that is a plain number; NULL for other headers. */
static int64_t *number_field(xeng__response_head *head, const char *name, size_t size)
{
    const struct {
        const char *name;
        int64_t *field;
    } numbers[] = {
        {"x-per-minute-limit", &head->per_minute_limit},
        {"x-per-minute-remaining", &head->per_minute_remaining},
        {"x-per-minute-reset", &head->per_minute_reset},
        {"x-per-second-limit", &head->per_second_limit},
        {"x-per-second-remaining", &head->per_second_remaining},
        {"x-per-second-reset", &head->per_second_reset},
        {"x-rate-limit-limit", &head->rate_limit_limit},
        {"x-rate-limit-remaining", &head->rate_limit_remaining},
        {"x-rate-limit-reset", &head->rate_limit_reset},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (is(name, size, numbers[i].name)) {
            return numbers[i].field;
        }
    }
    return NULL;
}

void xeng__response_head_line(xeng__response_head *head, const char *line, size_t size)
{
    while (size > 0 && (line[size - 1] == '\r' || line[size - 1] == '\n')) {
        size--;
    }
    if (size >= 5 && memcmp(line, "HTTP/", 5) == 0) {
        read_status_line(head, line, size);
        return;
    }
    const char *colon = size == 0 ? NULL : memchr(line, ':', size);
    if (colon == NULL) {
        return;
    }
    size_t name_size = (size_t)(colon - line);
    const char *value = colon + 1;
    size_t value_size = size - name_size - 1;
    xeng__trim(&value, &value_size);
    int64_t *number = number_field(head, line, name_size);
    if (number != NULL) {
        *number = read_number(value, value_size);
    } else if (is(line, name_size, "content-encoding")) {
        read_encoding(head, value, value_size);
    } else if (is(line, name_size, "content-type")) {
        read_content_type(head, value, value_size);
    } else if (is(line, name_size, "date")) {
        read_date(head, value, value_size);
    } else if (is(line, name_size, "retry-after")) {
        read_retry_after(head, value, value_size);
    }
}

int64_t xeng__response_head_retry_after(const xeng__response_head *head, int64_t now)
{
    if (head->retry_after_date != 0) {
        return head->retry_after_date > now ? head->retry_after_date - now : 0;
    }
    return head->retry_after;
}
