/* What the result layer's tests share: reading JSON from text and files, requests, values by path.
 */
#ifndef XENG__TESTS_RESULT_SUPPORT_H
#define XENG__TESTS_RESULT_SUPPORT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xengage/xengage.h>

#include "base/buf.h"
#include "model/request.h"
#include "result/decoder.h"

/* Some time after all that the tests ask for. */
#define TESTS_NOW INT64_C(1795520787)

static inline xeng__buf read_sample(const char *name)
{
    char path[1024];
    char piece[4096];
    size_t size;
    xeng__buf text = XENG__BUF_EMPTY;
    const char *folder = getenv("XENGAGE_TEST_DATA");
    (void)snprintf(path, sizeof path, "%s/result/samples/%s", folder == NULL ? "." : folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("no file %s", path);
        return text;
    }
    while ((size = fread(piece, 1, sizeof piece, file)) > 0) {
        xeng__buf_append(&text, piece, size);
    }
    (void)fclose(file);
    return text;
}

/* Decodes JSON as an answer to a request (NULL for an unknown one) in pieces of a size, each in
 * memory of its own, so that the sanitizers find what is read beyond it. */
static inline int32_t decode_pieces(const xeng_request *request, const char *json, size_t size,
                                    size_t piece, xeng_result **result, xeng_error **error)
{
    xeng__decoder *decoder;
    *result = NULL;
    int32_t code = xeng__decoder_new(request, 0, &decoder, error);
    for (size_t at = 0; code == XENG_OK && at < size; at += piece) {
        size_t part = piece < size - at ? piece : size - at;
        char *copy = malloc(part);
        memcpy(copy, json + at, part);
        code = xeng__decoder_feed(decoder, copy, part, error);
        free(copy);
    }
    if (code == XENG_OK) {
        code = xeng__decoder_finish(decoder, result, error);
    }
    xeng__decoder_free(decoder);
    return code;
}

/* Decodes in pieces, and then at once. */
static inline xeng_result *decode(const xeng_request *request, const char *json)
{
    xeng_result *result;
    xeng_error *error = NULL;
    size_t size = strlen(json);
    int32_t code = decode_pieces(request, json, size, 7, &result, &error);
    if (code == XENG_OK) {
        xeng_result_unref(result);
        code = decode_pieces(request, json, size, size, &result, &error);
    }
    if (code != XENG_OK) {
        fail_msg("%s", xeng_error_message(error));
    }
    return result;
}

static inline int32_t decode_code(const xeng_request *request, const char *json, xeng_error **error)
{
    xeng_result *result;
    int32_t code = decode_pieces(request, json, strlen(json), 7, &result, error);
    xeng_result_unref(result);
    return code;
}

/* A request of an endpoint, with ids "1,2,3" or NULL, metrics "a,b" and a grouping or two. */
static inline xeng_request *make_request(int32_t endpoint, const char *ids, const char *metrics,
                                         const char *name, const char *dimensions)
{
    xeng_request *request;
    char list[512];
    assert_int_equal(xeng__request_new(endpoint, 0, TESTS_NOW, &request, NULL), XENG_OK);
    (void)snprintf(list, sizeof list, "%s", ids == NULL ? "" : ids);
    for (char *id = strtok(list, ","); id != NULL; id = strtok(NULL, ",")) {
        assert_int_equal(xeng_request_add_id_text(request, id, NULL), XENG_OK);
    }
    (void)snprintf(list, sizeof list, "%s", metrics);
    for (char *metric = strtok(list, ","); metric != NULL; metric = strtok(NULL, ",")) {
        assert_int_equal(xeng_request_add_metric_name(request, metric, NULL), XENG_OK);
    }
    assert_int_equal(xeng_request_add_grouping_text(request, name, dimensions, NULL), XENG_OK);
    return request;
}

/* The node at the end of "grouping/key/key". */
static inline xeng_node node_at(const xeng_result *result, const char *path)
{
    char copy[256];
    const char *keys[8];
    size_t count = 0;
    (void)snprintf(copy, sizeof copy, "%s", path);
    for (char *key = strtok(copy, "/"); key != NULL; key = strtok(NULL, "/")) {
        keys[count++] = key;
    }
    return xeng_result_find(result, xeng_result_root_by_name(result, keys[0]), keys + 1, count - 1);
}

static inline void assert_value(const xeng_result *result, const char *path, int64_t expected)
{
    int64_t value = -99;
    if (xeng_result_value(result, node_at(result, path), &value) != XENG_VALUE_DELIVERED ||
        value != expected) {
        fail_msg("%s is %lld", path, (long long)value);
    }
}

static inline void assert_not_delivered(const xeng_result *result, const char *path)
{
    int64_t value = -99;
    if (xeng_result_value(result, node_at(result, path), &value) != XENG_VALUE_NOT_DELIVERED ||
        value != 0) {
        fail_msg("%s is %lld", path, (long long)value);
    }
}

#endif
