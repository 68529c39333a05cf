/* The decoder's fields, for its own files. */
#ifndef XENG__RESULT_DECODER_FIELDS_H
#define XENG__RESULT_DECODER_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "result/account.h"
#include "result/builder.h"
#include "result/decoder.h"
#include "wire/json_keys.h"
#include "wire/json_reader.h"
#include "wire/json_text.h"
#include "wire/server_words.h"

/* Who the events go to. */
enum {
    XENG__TO_ROOT,
    XENG__TO_TREE,
    XENG__TO_TEXT /* everything that is no grouping: kept as compact JSON until it is complete */
};

/* A grouping that was asked for. */
typedef struct xeng__wanted {
    int32_t dimensions[XENG_MAX_DIMENSIONS];
    size_t count;
    size_t leaves; /* how many there may be */
    bool seen;
} xeng__wanted;

struct xeng__decoder {
    xeng__json_reader reader;
    size_t left; /* how many bytes may still come */
    size_t max_bytes;
    int32_t to;
    size_t leaves;  /* how many there may be in a grouping of an unknown request */
    bool expecting; /* the request is known: other objects than its groupings are none */
    xeng__wanted wanted[XENG_MAX_GROUPINGS];
    xeng_result *result;
    xeng__builder builder;
    xeng__json_keys root_keys;
    xeng__buf member; /* the name of the member that is being read */
    xeng__json_text text;
    size_t text_depth; /* open containers in `text` */
    xeng__server_words words;
    xeng__asked asked;
};

/* Takes the reader's events; its context is the decoder. */
extern const xeng__json_sink xeng__decoder_sink;

/* Notes a request's groupings and ids. False if memory runs out. */
bool xeng__decoder_expect(xeng__decoder *decoder, const xeng_request *request);

#endif
